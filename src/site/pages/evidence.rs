//! Method and fieldwork: who was heard and how, what was said, what could be built on.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::route::Route;
use super::super::view::{Body, EvidenceBody, MenuItem, Word};
use super::Made;
use super::cards::{opportunity, quote, word};
use super::cards_fieldwork::{activity, group};
use crate::study::finding::Strength;

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
        tables: tables(pen),
        strengths: strengths(pen),
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

/// The pages that show what rests on what.
fn tables(pen: &Pen<'_>) -> Vec<MenuItem> {
    let all = [
        ("matrix", Route::Matrix(pen.lang.clone())),
        ("coverage", Route::Coverage(pen.lang.clone())),
    ];
    let there = all.into_iter().filter(|(_, route)| pen.site.has(route));
    there
        .map(|(key, route)| MenuItem {
            key,
            path: pen.site.address(&route).to_owned(),
            count: None,
        })
        .collect()
}

/// The scale of words of quantity, if some finding uses it.
fn strengths(pen: &Pen<'_>) -> Vec<Word> {
    let findings = &pen.study.records.findings;
    let used = findings.iter().filter_map(|one| one.strength);
    if !used.into_iter().any(|one| one != Strength::NotStated) {
        return Vec::new();
    }
    let scale = Strength::ALL
        .iter()
        .filter(|one| **one != Strength::NotStated);
    scale.map(|one| word(pen, "strength", one.word())).collect()
}
