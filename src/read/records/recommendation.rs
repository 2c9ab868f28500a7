//! One recommendation.

use super::super::fields::{Known, List, per_language};
use super::super::pointers::Target;
use super::{DATA_TOO_LONG, number, rights};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::PerLang;
use crate::study::recommendation::{Progress, Recommendation, Related, Sectors, Status, TagsBy};
use crate::study::record::Entry;
use crate::study::{Prose, When};
use crate::yaml::{Map, Node, Notes, Value, date, each, one_of, truth};

/// Progress that goes back in time.
pub(in crate::read) static DATA_PROGRESS_ORDER: Code = Code {
    name: "data-progress-order",
    why: "The present state of a recommendation is that of the last entry of its progress, so the newest entry stands last.",
    remedy: "Put the entries of `progress` in the order of their dates.",
};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 90;

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Recommendation {
    let title = map.required("title", known.prose()).unwrap_or_default();
    too_long(&title, &entry, map);
    let recommendation = Recommendation {
        number: number(map, &entry),
        title,
        text: map.required("text", known.prose()).unwrap_or_default(),
        text_status: map
            .optional("text_status", |node, notes| {
                per_language(node, known.languages, one_of, notes)
            })
            .unwrap_or_default(),
        addressees: map.filled_list("addressees", known.key(List::Actors)),
        actors: map.list("actors", known.key(List::Actors)),
        themes: map.filled_list("themes", known.key(List::Themes)),
        action_type: map.optional("action_type", one_of),
        horizon: map.optional("horizon", one_of),
        priority: map.optional("priority", one_of),
        priority_basis: map.optional("priority_basis", known.prose()),
        sectors: map.optional("sectors", sectors(known)),
        rights: map.optional("rights", rights::read).unwrap_or_default(),
        tags_by: map.optional("tags_by", one_of).unwrap_or(TagsBy::Author),
        supported_by: map.list("supported_by", known.id(Target::Finding)),
        related: map.list("related", related(known)),
        progress: map
            .optional("progress", |node, notes| {
                in_order(node, notes);
                each(progress(known))(node, notes)
            })
            .unwrap_or_default(),
        note: map.optional("note", known.prose()),
        entry,
    };
    if recommendation.priority.is_some() && recommendation.priority_basis.is_none() {
        let message = format!("{} has a priority, but no `priority_basis`", map.owner());
        let help = "say on what ground it has this priority".to_owned();
        map.notes
            .error(&crate::yaml::DATA_MISSING_FIELD, map.head(), message, help);
    }
    recommendation
}

fn too_long(title: &PerLang<Prose>, entry: &Entry, map: &mut Map<'_, '_>) {
    for (lang, prose) in title.iter() {
        let length = prose.plain().chars().count();
        if length > LONGEST_TITLE {
            let message = format!("this title has {length} characters, more than {LONGEST_TITLE}");
            let place = entry.localised("title", lang);
            map.notes
                .found
                .push(Diagnostic::warning(&DATA_TOO_LONG, place, message));
        }
    }
}

fn sectors<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Sectors> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "`sectors`", notes)?;
        let sectors = Sectors {
            list: map.filled_list("list", known.key(List::Sectors)),
            open: map.optional("open", truth).unwrap_or_default(),
        };
        map.finish();
        Some(sectors)
    }
}

fn related<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Related> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `related`", notes)?;
        let id = map.required("id", known.id(Target::Recommendation));
        let kind = map.required("kind", one_of);
        map.finish();
        Some(Related {
            id: id?,
            kind: kind?,
        })
    }
}

/// Reports the first entry that is older than the one before it.
fn in_order(node: &Node, notes: &mut Notes<'_>) {
    let Value::List(entries) = &node.value else {
        return;
    };
    let mut last: Option<When> = None;
    for date in entries.iter().filter_map(|entry| entry.get("date")) {
        let (Value::Text(typed) | Value::Number(typed)) = &date.value else {
            continue;
        };
        let Some(when) = When::parse(typed.trim()) else {
            continue;
        };
        if let Some(last) = last.filter(|last| is_before(when, *last)) {
            let message = format!("this entry of {when} stands after one of {last}");
            notes.error(&DATA_PROGRESS_ORDER, date.span, message, None);
            return;
        }
        last = Some(when);
    }
}

/// True if `a` is earlier whatever their unknown months and days are.
fn is_before(a: When, b: When) -> bool {
    let latest = (a.year, a.month.unwrap_or(12), a.day.unwrap_or(31));
    latest < (b.year, b.month.unwrap_or(1), b.day.unwrap_or(1))
}

fn progress<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Progress> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `progress`", notes)?;
        let when: Option<When> = map.required("date", date);
        let status: Option<Status> = map.required("status", one_of);
        let verified = map.optional("verified", one_of);
        let note = map.optional("note", known.prose());
        let evidence = map.list("evidence", known.id(Target::Reference));
        map.finish();
        Some(Progress {
            date: when?,
            status: status?,
            verified,
            note,
            evidence,
        })
    }
}
