//! Groups and activities as the page of method and fieldwork shows them.

use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::standing;
use super::super::view::{ActivityView, GroupView, ObserverView};
use super::cards::{link, links_at, word};
use crate::study::fieldwork::{Activity, Group, Observer};
use crate::study::settings::Name;

/// A group.
pub(crate) fn group(pen: &Pen<'_>, it: &Group) -> GroupView {
    let id = it.entry.id.as_str();
    let relations = &pen.site.relations;
    let sectors = it.sectors.iter();
    let includes = it.includes_children;
    let page = Route::Group(pen.lang.clone(), it.entry.id.clone());
    GroupView {
        id: id.to_owned(),
        path: pen.site.address(&page).to_owned(),
        state_note: standing::of_fields(pen, id, |_| true),
        label: pen.title(&it.label),
        definition: pen.maybe_line(it.definition.as_ref()),
        includes_children: includes.map(|one| word(pen, "includes", one.word())),
        n: it.n,
        heard_through: pen.maybe_line(it.heard_through.as_ref()),
        sectors: sectors.map(|key| sector(pen, key)).collect(),
        note: pen.maybe_line(it.note.as_ref()),
        activities: links_at(
            pen,
            relations.activities_of_group.get(id),
            RecordAt::Activity,
        ),
        findings: links_at(pen, relations.findings_of_group.get(id), RecordAt::Finding),
    }
}

/// The label of a sector of the economy.
pub(crate) fn sector(pen: &Pen<'_>, key: &str) -> String {
    let sectors = &pen.study.vocabulary.sectors;
    sectors.label(key, pen.text, pen.site.order(pen.text))
}

/// An activity.
pub(crate) fn activity(pen: &Pen<'_>, it: &Activity) -> ActivityView {
    let name = |name: &Name| name.pick(pen.text, pen.site.order(pen.text)).to_owned();
    let spoken = it.language.as_ref();
    ActivityView {
        id: it.entry.id.to_string(),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        kind: it.kind.map(|one| word(pen, "activity_kind", one.word())),
        label: pen.title(&it.label),
        group: it.group.as_ref().and_then(|group| link(pen, group)),
        participants: pen.maybe_line(it.participants.as_ref()),
        mode: it.mode.map(|one| word(pen, "mode", one.word())),
        duration_min: it.duration_min,
        age_min: it.age_min,
        age_max: it.age_max,
        n: it.n,
        language: spoken.map(|lang| pen.theme.language_name(pen.text, lang)),
        date: it.date,
        place: it.place.as_ref().map(name),
        facilitator: it.facilitator.as_ref().map(name),
        observers: it.observers.iter().map(|one| observer(pen, one)).collect(),
        consent: it.consent.map(|one| word(pen, "consent", one.word())),
        ethics: pen.maybe_line(it.ethics.as_ref()),
        note: pen.maybe_line(it.note.as_ref()),
    }
}

fn observer(pen: &Pen<'_>, it: &Observer) -> ObserverView {
    let authority = it.authority_over_participants;
    ObserverView {
        role: pen.line(&it.role),
        authority: authority.map(|known| word(pen, "known", known.word())),
        present: it.present.map(|known| word(pen, "known", known.word())),
    }
}
