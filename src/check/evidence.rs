//! `finding`: recommendations should rest on findings, findings on evidence (UNEG norms; COREQ items 29 and 30).

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::numbers::numbers;
use crate::source::Place;
use crate::study::Study;
use crate::study::fieldwork::ActivityKind;
use crate::study::finding::{Finding, FindingKind};
use std::collections::BTreeSet;

/// A recommendation names no finding.
pub(super) static FINDING_MISSING: Code = Code {
    name: "finding-missing",
    why: "A recommendation is judged by the findings it rests on. Without one a reader cannot see why it is made.",
    remedy: "Name the findings in `supported_by`, or say with `allow: {finding-missing: reason}` why there is none.",
};

/// A finding names no evidence.
pub(super) static FINDING_UNSUPPORTED: Code = Code {
    name: "finding-unsupported",
    why: "A finding that names no activity, quote or work cannot be traced to anybody who was heard or to anything that was read.",
    remedy: "Name activities, quotes or references in `evidence`, or say with `allow: {finding-unsupported: reason}` why there are none.",
};

/// A finding about people nobody says were heard.
pub(super) static FINDING_UNHEARD: Code = Code {
    name: "finding-unheard",
    why: "A finding says what a group holds or what was learnt from it. If no activity and no `heard_through` says how the group \
          was heard, nobody can judge how far it was heard at all.",
    remedy: "Add the activity with this `group` to content/fieldwork.yaml, or say in `heard_through` of the group what is known.",
};

/// A share where a few people were heard.
pub(super) static FINDING_PERCENT: Code = Code {
    name: "finding-percent",
    why: "A share of eight people in a discussion reads like a share of the country. Views of small groups are told in words; \
          `strength` has a scale of them.",
    remedy: "Say it in words (all, most, about half, some, a few, one), or name the survey it comes from in `evidence`.",
};

/// A quote nobody reads.
pub(super) static QUOTE_UNUSED: Code = Code {
    name: "quote-unused",
    why: "A quote that no finding stands on and no chapter shows is evidence of nothing, and it can still make its speaker known.",
    remedy: "Name it in `evidence` of a finding, show it in a chapter (`::: quote {ref=ID}`), or remove it.",
};

pub(super) fn findings_of_unheard_groups(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let records = &subject.study.records;
    let heard: BTreeSet<&str> = records
        .activities
        .iter()
        .filter_map(|one| one.group.as_deref())
        .chain(
            records
                .groups
                .iter()
                .filter(|one| one.heard_through.is_some())
                .map(|one| one.entry.id.as_str()),
        )
        .collect();
    let known: BTreeSet<&str> = records
        .groups
        .iter()
        .map(|one| one.entry.id.as_str())
        .collect();
    let mut found = Vec::new();
    for one in &records.findings {
        for (at, group) in one.groups.iter().enumerate() {
            // A group that does not exist was reported when it was read.
            if known.contains(group.as_str()) && !heard.contains(group.as_str()) {
                let message = format!("nothing says how the group `{group}` was heard");
                let place = one.entry.element("groups", at);
                found.push(Diagnostic::error(&FINDING_UNHEARD, place, message));
            }
        }
    }
    found
}

/// Views that are told in shares, unless a survey stands behind them.
pub(super) fn views_in_percent(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let views = study.records.findings.iter();
    let views = views.filter(|one| one.kind == FindingKind::View && !has_survey(study, one));
    let mut found = Vec::new();
    for one in views {
        let texts = [
            ("statement", Some(&one.statement)),
            ("detail", one.detail.as_ref()),
        ];
        for (key, texts) in texts {
            let shares = texts.into_iter().flat_map(|texts| texts.iter());
            let shares = shares.filter(|(lang, prose)| {
                let words = prose.plain();
                let lexicon = subject.theme.lexicon(lang);
                words.contains('%') || numbers(&words, lexicon).iter().any(|one| one.percent)
            });
            found.extend(shares.map(|(lang, _)| {
                let place: Place = one.entry.localised(key, lang);
                let message = format!("the view {} is told in per cent", one.entry.id);
                Diagnostic::warning(&FINDING_PERCENT, place, message)
            }));
        }
    }
    found
}

fn has_survey(study: &Study, finding: &Finding) -> bool {
    let surveys = study.records.activities.iter();
    let mut surveys = surveys.filter(|one| one.kind == Some(ActivityKind::Survey));
    surveys.any(|one| {
        finding
            .evidence
            .iter()
            .any(|id| id == one.entry.id.as_str())
    })
}

pub(super) fn unused_quotes(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let records = &subject.study.records;
    // Where there are no findings, quotes can stand for themselves.
    if records.findings.is_empty() {
        return Vec::new();
    }
    let evidence: BTreeSet<&str> = records
        .findings
        .iter()
        .flat_map(|one| &one.evidence)
        .map(String::as_str)
        .collect();
    let quotes = records.quotes.iter().filter(|one| {
        let id = one.entry.id.as_str();
        !evidence.contains(id) && !subject.site.is_mentioned(&one.entry.id)
    });
    let message = |id| format!("no finding stands on the quote `{id}`, and no chapter shows it");
    quotes
        .map(|one| Diagnostic::warning(&QUOTE_UNUSED, one.entry.place(), message(&one.entry.id)))
        .collect()
}

pub(super) fn recommendations_without_finding(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let records = &subject.study.records;
    // A study that publishes no findings at all is not asked for them one by one.
    if records.findings.is_empty() {
        return Vec::new();
    }
    let lonely = records
        .recommendations
        .iter()
        .filter(|one| one.supported_by.is_empty());
    let message = |id| format!("recommendation {id} rests on no finding");
    lonely
        .map(|one| Diagnostic::warning(&FINDING_MISSING, one.entry.place(), message(&one.entry.id)))
        .collect()
}

pub(super) fn findings_without_evidence(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lonely = subject
        .study
        .records
        .findings
        .iter()
        .filter(|one| one.evidence.is_empty());
    let message = |id| format!("finding {id} stands on no evidence");
    lonely
        .map(|one| {
            Diagnostic::warning(
                &FINDING_UNSUPPORTED,
                one.entry.place(),
                message(&one.entry.id),
            )
        })
        .collect()
}
