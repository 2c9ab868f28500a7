//! Method and fieldwork: who was heard and how, what was said, what could be built on.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::view::{Body, EvidenceBody};
use super::Made;
use super::cards::{opportunity, quote};
use super::cards_fieldwork::{activity, group};

/// `/LANG/evidence/`, with those files that the language has.
pub(crate) fn evidence(pen: &Pen<'_>) -> Made {
    let records = &pen.study.records;
    let has = |file: &str| pen.study.settings.wants_records(pen.lang, file);
    let mut body = EvidenceBody {
        groups: Vec::new(),
        activities: Vec::new(),
        limits: Vec::new(),
        quotes: Vec::new(),
        opportunities: Vec::new(),
    };
    if has("fieldwork") {
        body.groups = records.groups.iter().map(|one| group(pen, one)).collect();
        body.activities = records
            .activities
            .iter()
            .map(|one| activity(pen, one))
            .collect();
        body.limits = records.limits.iter().map(|one| pen.line(one)).collect();
    }
    if has("quotes") {
        body.quotes = records.quotes.iter().map(|one| quote(pen, one)).collect();
    }
    if has("opportunities") {
        body.opportunities = records
            .opportunities
            .iter()
            .map(|one| opportunity(pen, one))
            .collect();
    }
    let labels = records.groups.iter().map(|one| pen.plain(&one.label));
    let description = labels.collect::<Vec<_>>().join(" · ");
    let about = About::new(pen.say("menu.evidence", &[]), description);
    (about, Body::Evidence(body))
}
