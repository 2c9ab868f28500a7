//! For reviewers: what has no finding, no evidence, no use. An empty list is the best answer, and is printed as one.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::view::{Body, CoverageBody, Gap};
use super::Made;
use super::cards::link_at;
use crate::study::RecordId;
use crate::study::fieldwork::{Activity, Group};
use crate::study::finding::Finding;
use crate::study::quote::Quote;
use crate::study::recommendation::Recommendation;
use std::collections::BTreeSet;

/// So many of each list are named; the count is of all.
const MOST_NAMED: usize = 500;

/// `/LANG/evidence/coverage/`
pub(crate) fn coverage(pen: &Pen<'_>) -> Made {
    let findings = pen.study.records.findings.iter();
    let evidence: BTreeSet<&str> = findings
        .flat_map(|one| &one.evidence)
        .map(String::as_str)
        .collect();
    let mut asking = Asking {
        pen,
        gaps: Vec::new(),
    };
    asking.ask("recommendations", "no_finding", |pen| {
        let is = |one: &Recommendation| one.supported_by.is_empty();
        found(
            &pen.study.records.recommendations,
            RecordAt::Recommendation,
            is,
        )
    });
    asking.ask("findings", "no_evidence", |pen| {
        let is = |one: &Finding| one.evidence.is_empty();
        found(&pen.study.records.findings, RecordAt::Finding, is)
    });
    asking.ask("findings", "no_recommendation", |pen| {
        let leads = &pen.site.relations.resting_on;
        let is = |one: &Finding| !leads.contains_key(one.entry.id.as_str());
        found(&pen.study.records.findings, RecordAt::Finding, is)
    });
    asking.ask("quotes", "unused_quote", |pen| {
        let used = |id: &RecordId| evidence.contains(id.as_str()) || pen.site.is_mentioned(id);
        let is = |one: &Quote| !used(&one.entry.id);
        found(&pen.study.records.quotes, RecordAt::Quote, is)
    });
    asking.ask("fieldwork", "unheard_group", |pen| {
        let heard = &pen.site.relations.activities_of_group;
        let is = |one: &Group| !heard.contains_key(one.entry.id.as_str());
        found(&pen.study.records.groups, RecordAt::Group, is)
    });
    asking.ask("fieldwork", "unused_activity", |pen| {
        let is = |one: &Activity| !evidence.contains(one.entry.id.as_str());
        found(&pen.study.records.activities, RecordAt::Activity, is)
    });
    let gaps = asking.gaps;
    let about = About::new(
        pen.say("coverage.title", &[]),
        pen.say("coverage.lead", &[]),
    );
    (about, Body::Coverage(CoverageBody { gaps }))
}

/// The questions that are asked of a language, and what came of them.
struct Asking<'p, 's> {
    pen: &'p Pen<'s>,
    gaps: Vec<Gap>,
}

/// How many there are, and the places of those that a question finds.
type Found = (usize, Vec<RecordAt>);

impl<'p, 's> Asking<'p, 's> {
    /// Asks of the records of a file, if the language has it and there are any.
    fn ask(&mut self, file: &str, key: &'static str, ask: impl Fn(&'p Pen<'s>) -> Found) {
        if !self.pen.study.settings.wants_records(self.pen.lang, file) {
            return;
        }
        let (total, at) = ask(self.pen);
        if total > 0 {
            self.gaps.push(gap(self.pen, key, total, at));
        }
    }
}

fn found<T>(all: &[T], kind: fn(usize) -> RecordAt, is: impl Fn(&T) -> bool) -> Found {
    let found = all.iter().enumerate().filter(|(_, one)| is(one));
    (all.len(), found.map(|(at, _)| kind(at)).collect())
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
