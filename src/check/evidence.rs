//! `finding`: recommendations should rest on findings, findings on evidence (UNEG norms; COREQ items 29 and 30).

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};

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
