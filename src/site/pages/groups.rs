//! The page of a group: who it is, how it was heard, what it said and what was found with it.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::view::{Body, FindingCard, GroupBody};
use super::Made;
use super::cards::{self, link_at};
use super::cards_fieldwork::{activity, group};
use crate::theme::Filling;

/// `/LANG/evidence/group/ID/`
pub(crate) fn page(pen: &Pen<'_>, at: RecordAt) -> Made {
    let RecordAt::Group(place) = at else {
        unreachable!("plan() makes pages of groups for groups only");
    };
    let records = &pen.study.records;
    let relations = &pen.site.relations;
    let it = &records.groups[place];
    let id = it.entry.id.as_str();
    let has = |file: &str| pen.study.settings.wants_records(pen.lang, file);
    let activities = relations.activities_of_group.get(id).into_iter().flatten();
    let findings = relations.findings_of_group.get(id).into_iter().flatten();
    let quotes = records.quotes.iter();
    let quotes = quotes.filter(|one| has("quotes") && one.group.as_deref() == Some(id));
    let found = findings
        .filter(|_| has("findings"))
        .map(|at| cards::finding(pen, &records.findings[*at]));
    let found: Vec<FindingCard> = found.collect();
    let body = GroupBody {
        view: group(pen, it),
        heard_in: activities
            .map(|at| activity(pen, &records.activities[*at]))
            .collect(),
        quotes: quotes.map(|one| cards::quote(pen, one)).collect(),
        tags_by: cards::same(found.iter().map(|one| &one.tags_by)),
        led_by: cards::all_led_by(&found),
        found,
        previous: place
            .checked_sub(1)
            .and_then(|before| link_at(pen, RecordAt::Group(before))),
        next: (place + 1 < records.groups.len())
            .then(|| link_at(pen, RecordAt::Group(place + 1)))
            .flatten(),
    };
    let definition = it.definition.as_ref();
    let description = definition.map_or_else(String::new, |prose| pen.plain(prose));
    // A chapter about the group often bears its name.
    let title = pen.say(
        "title.facet",
        &[
            ("facet", Filling::Text(&pen.say("evidence.group", &[]))),
            ("value", Filling::Text(&pen.plain(&it.label))),
        ],
    );
    let about = About::new(title, description);
    (about, Body::Group(Box::new(body)))
}
