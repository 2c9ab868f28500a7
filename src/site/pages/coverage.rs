//! For reviewers: what has no finding, no evidence, no use. An empty list is the best answer, and is printed as one.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::view::{Body, CoverageBody, Gap};
use super::Made;
use super::cards::link_at;
use std::collections::BTreeSet;

/// So many of each list are named; the count is of all.
const MOST_NAMED: usize = 500;

/// `/LANG/evidence/coverage/`
pub(crate) fn coverage(pen: &Pen<'_>) -> Made {
    let records = &pen.study.records;
    let relations = &pen.site.relations;
    let evidence: BTreeSet<&str> = records
        .findings
        .iter()
        .flat_map(|one| &one.evidence)
        .map(String::as_str)
        .collect();
    let mut gaps = Vec::new();
    let mut ask = |file: &str, key, total, at: Vec<RecordAt>| {
        if total > 0 && pen.study.settings.wants_records(pen.lang, file) {
            gaps.push(gap(pen, key, total, at));
        }
    };
    ask(
        "recommendations",
        "no_finding",
        records.recommendations.len(),
        places(&records.recommendations, RecordAt::Recommendation, |one| {
            one.supported_by.is_empty()
        }),
    );
    ask(
        "findings",
        "no_evidence",
        records.findings.len(),
        places(&records.findings, RecordAt::Finding, |one| {
            one.evidence.is_empty()
        }),
    );
    ask(
        "findings",
        "no_recommendation",
        records.findings.len(),
        places(&records.findings, RecordAt::Finding, |one| {
            !relations.resting_on.contains_key(one.entry.id.as_str())
        }),
    );
    ask(
        "quotes",
        "unused_quote",
        records.quotes.len(),
        places(&records.quotes, RecordAt::Quote, |one| {
            let id = &one.entry.id;
            !evidence.contains(id.as_str()) && !pen.site.is_mentioned(id)
        }),
    );
    ask(
        "fieldwork",
        "unheard_group",
        records.groups.len(),
        places(&records.groups, RecordAt::Group, |one| {
            !relations
                .activities_of_group
                .contains_key(one.entry.id.as_str())
        }),
    );
    ask(
        "fieldwork",
        "unused_activity",
        records.activities.len(),
        places(&records.activities, RecordAt::Activity, |one| {
            !evidence.contains(one.entry.id.as_str())
        }),
    );
    let about = About::new(
        pen.say("coverage.title", &[]),
        pen.say("coverage.lead", &[]),
    );
    (about, Body::Coverage(CoverageBody { gaps }))
}

/// The places of those of which something is true.
fn places<T>(all: &[T], kind: fn(usize) -> RecordAt, is: impl Fn(&T) -> bool) -> Vec<RecordAt> {
    let found = all.iter().enumerate().filter(|(_, one)| is(one));
    found.map(|(at, _)| kind(at)).collect()
}

fn gap(pen: &Pen<'_>, key: &'static str, total: usize, at: Vec<RecordAt>) -> Gap {
    let named = at.iter().take(MOST_NAMED);
    Gap {
        key,
        total,
        count: at.len(),
        items: named.filter_map(|at| link_at(pen, *at)).collect(),
    }
}
