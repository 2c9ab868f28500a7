//! What follows a recommendation: its actions, indicators, responses and progress, and what it rests on.

use super::super::labels;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::view::{ActionView, IndicatorView, ProgressView, ResponseView, TraceView, Word};
use super::cards::{self, link, link_at, links, word};
use crate::study::follow_up::{Action, Indicator, Position, Response};
use crate::study::recommendation::{Progress, Recommendation};
use crate::study::record::Record;
use crate::study::settings::Name;

/// The answer of every addressee, in the order of the addressees; that nothing was answered is an answer too.
pub(crate) fn responses(pen: &Pen<'_>, it: &Recommendation) -> Vec<ResponseView> {
    let addressees = it.addressees.iter();
    addressees
        .map(|by| answer(pen, by, it.response_of(by)))
        .collect()
}

/// What somebody answers to the study as a whole, in the order of the file.
pub(crate) fn overall(pen: &Pen<'_>) -> Vec<ResponseView> {
    let responses = pen.study.settings.overall_response.iter();
    responses
        .map(|one| answer(pen, &one.by, Some(one)))
        .collect()
}

fn answer(pen: &Pen<'_>, by: &str, response: Option<&Response>) -> ResponseView {
    let position = response.map_or(Position::NoneYet, |one| one.position);
    ResponseView {
        by: pen.set_words(&labels::actor(pen, by)),
        position: self::position(pen, position),
        date: response.and_then(|one| one.date),
        reason: pen.maybe_line(response.and_then(|one| one.reason.as_ref())),
    }
}

/// What an addressee says, in words.
pub(crate) fn position(pen: &Pen<'_>, position: Position) -> Word {
    word(pen, "response", position.word())
}

/// One action.
pub(crate) fn action(pen: &Pen<'_>, it: &Recommendation, one: &Action) -> ActionView {
    let as_of = pen.study.settings.as_of;
    let responsible = one.responsible.as_ref();
    ActionView {
        id: one.id.clone(),
        text: pen.line(&one.text),
        responsible: responsible.map(|key| labels::actor(pen, key)),
        due: one.due,
        due_history: one.due_history.clone(),
        overdue: one.due.is_some_and(|due| it.is_late(due, as_of)),
    }
}

/// One indicator.
pub(crate) fn indicator(pen: &Pen<'_>, one: &Indicator) -> IndicatorView {
    let name = |name: &Name| {
        let picked = name.pick(pen.text, pen.site.order(pen.text));
        pen.set_plain(picked)
    };
    IndicatorView {
        text: pen.line(&one.text),
        baseline: one.baseline.as_ref().map(name),
        target: one.target.as_ref().map(name),
        source: one.source.as_ref().and_then(|key| link(pen, key)),
    }
}

/// One entry of the log of progress.
pub(crate) fn progress(pen: &Pen<'_>, entry: &Progress) -> ProgressView {
    ProgressView {
        date: entry.date,
        status: word(pen, "status", entry.status.word()),
        verified: entry.verified.map(|one| word(pen, "verified", one.word())),
        note: pen.maybe_line(entry.note.as_ref()),
        evidence: links(pen, &entry.evidence),
    }
}

/// A finding and what it stands on; `None` if the id is that of something else.
pub(crate) fn trace(pen: &Pen<'_>, id: &str) -> Option<TraceView> {
    let Record::Finding(it) = pen.site.records.get(id)?.of(pen.study) else {
        return None;
    };
    let mut trace = TraceView {
        card: cards::finding(pen, it),
        activities: Vec::new(),
        quotes: Vec::new(),
        references: Vec::new(),
    };
    for id in &it.evidence {
        let Some(at) = pen.site.records.get(id.as_str()) else {
            continue;
        };
        match at {
            RecordAt::Activity(_) => trace.activities.extend(link_at(pen, *at)),
            RecordAt::Quote(_) => trace.quotes.extend(link_at(pen, *at)),
            RecordAt::Reference(_) => trace.references.extend(link_at(pen, *at)),
            _ => {}
        }
    }
    Some(trace)
}
