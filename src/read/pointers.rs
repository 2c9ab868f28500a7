//! Ids by which one file points into another. Readers collect them; they are looked up when everything is read.

use crate::diagnostic::{Code, Diagnostic, nearest, with_look_alike};
use crate::source::Place;
use crate::study::Records;
use std::collections::{BTreeMap, BTreeSet};

/// What an id must be the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Recommendation,
    Finding,
    Group,
    Activity,
    Reference,
    Term,
    Chapter,
    /// An activity, a quote or a reference.
    Evidence,
}

impl Target {
    /// What it is, in one word.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Recommendation => "recommendation",
            Self::Finding => "finding",
            Self::Group => "group",
            Self::Activity => "activity",
            Self::Reference => "reference",
            Self::Term => "term",
            Self::Chapter => "chapter",
            Self::Evidence => "evidence",
        }
    }
}

/// An id and where it is used.
#[derive(Clone, Debug)]
pub(super) struct Pointer {
    pub(super) target: Target,
    pub(super) id: String,
    pub(super) place: Place,
}

/// No recommendation has this id.
pub(super) static REF_UNKNOWN_RECOMMENDATION: Code = Code {
    name: "ref-unknown-recommendation",
    why: "The id points to no recommendation, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the recommendation to content/recommendations.yaml.",
};

/// No finding has this id.
pub(super) static REF_UNKNOWN_FINDING: Code = Code {
    name: "ref-unknown-finding",
    why: "The id points to no finding, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the finding to content/findings.yaml.",
};

/// No group has this id.
pub(super) static REF_UNKNOWN_GROUP: Code = Code {
    name: "ref-unknown-group",
    why: "The id points to no group, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the group to content/fieldwork.yaml.",
};

/// No activity has this id.
pub(super) static REF_UNKNOWN_ACTIVITY: Code = Code {
    name: "ref-unknown-activity",
    why: "The id points to no activity, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the activity to content/fieldwork.yaml.",
};

/// No reference has this id. Citations in chapters are followed where all links are.
pub static REF_UNKNOWN_REFERENCE: Code = Code {
    name: "ref-unknown-reference",
    why: "The work cited is not in the list of references, so readers could not find it.",
    remedy: "Correct the key, or add the work to content/references.yaml.",
};

/// No term has this id.
pub(super) static REF_UNKNOWN_TERM: Code = Code {
    name: "ref-unknown-term",
    why: "The id points to no term, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the term to content/glossary.yaml.",
};

/// No chapter has this id.
pub(super) static REF_UNKNOWN_CHAPTER: Code = Code {
    name: "ref-unknown-chapter",
    why: "The id points to no chapter, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the chapter to content/chapters/.",
};

/// No activity, quote or reference has this id.
pub(super) static REF_UNKNOWN_EVIDENCE: Code = Code {
    name: "ref-unknown-evidence",
    why: "The id points to no activity, quote or reference, so the link between the two would lead nowhere.",
    remedy: "Correct the id, or add the activity, quote or reference to its file.",
};

impl Target {
    fn code(self) -> &'static Code {
        match self {
            Self::Recommendation => &REF_UNKNOWN_RECOMMENDATION,
            Self::Finding => &REF_UNKNOWN_FINDING,
            Self::Group => &REF_UNKNOWN_GROUP,
            Self::Activity => &REF_UNKNOWN_ACTIVITY,
            Self::Reference => &REF_UNKNOWN_REFERENCE,
            Self::Term => &REF_UNKNOWN_TERM,
            Self::Chapter => &REF_UNKNOWN_CHAPTER,
            Self::Evidence => &REF_UNKNOWN_EVIDENCE,
        }
    }

    /// The kinds of things that may be meant, as [`crate::study::Record::kind`] calls them.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Recommendation => &["recommendation"],
            Self::Finding => &["finding"],
            Self::Group => &["group"],
            Self::Activity => &["activity"],
            Self::Reference => &["reference"],
            Self::Term => &["term"],
            Self::Chapter => &["chapter"],
            Self::Evidence => &["activity", "quote", "reference"],
        }
    }
}

/// Every id of a study and the kinds of things that have it.
#[derive(Debug, Default)]
pub(super) struct Ids<'a> {
    kinds: BTreeMap<&'a str, BTreeSet<&'static str>>,
}

impl<'a> Ids<'a> {
    /// The ids of records and chapters.
    pub(super) fn of(records: &'a Records, chapters: impl Iterator<Item = &'a str>) -> Self {
        let mut kinds: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
        for record in records.all() {
            let id = record.entry().id.as_str();
            kinds.entry(id).or_default().insert(record.kind());
        }
        for id in chapters {
            kinds.entry(id).or_default().insert("chapter");
        }
        Self { kinds }
    }

    /// Reports every pointer that leads nowhere, unless a record of its kind is [lost](Records::lost).
    pub(super) fn look_up(&self, pointers: &[Pointer], lost: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let is_lost = |pointer: &Pointer| {
            let mut kinds = pointer.target.kinds().iter();
            kinds.any(|kind| lost.contains(kind))
        };
        let pointers = pointers.iter().filter(|pointer| !is_lost(pointer));
        pointers.filter_map(|pointer| self.check(pointer)).collect()
    }

    fn check(&self, pointer: &Pointer) -> Option<Diagnostic> {
        let wanted = pointer.target.kinds();
        let is_wanted = |kinds: &BTreeSet<&str>| wanted.iter().any(|kind| kinds.contains(kind));
        let kinds = self.kinds.get(pointer.id.as_str());
        if kinds.is_some_and(is_wanted) {
            return None;
        }
        let what = wanted.join(", ").replace(", reference", " or reference");
        let message = format!("no {what} is called `{}`", pointer.id);
        let diagnostic = Diagnostic::error(pointer.target.code(), pointer.place.clone(), message);
        if let Some(other) = kinds.and_then(|kinds| kinds.first()) {
            let id = &pointer.id;
            let article = if other.starts_with(['a', 'o']) {
                "an"
            } else {
                "a"
            };
            let help = format!("`{id}` is {article} {other}; name a {what} here");
            return Some(diagnostic.help(help));
        }
        let candidates = self.kinds.iter().filter(|(_, kinds)| is_wanted(kinds));
        let near = meant(&pointer.id, candidates.map(|(id, _)| *id));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        match with_look_alike(&pointer.id, help) {
            Some(help) => Some(diagnostic.help(help)),
            None => Some(diagnostic),
        }
    }
}

/// The id that was meant. Among numbered ones only the same number is near: `R7` is `R07`, and not `R08`.
fn meant<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let number = |id: &str| -> Option<u32> { id.strip_prefix(['R', 'F'])?.parse().ok() };
    match number(typed) {
        Some(typed) => candidates.into_iter().find(|id| number(id) == Some(typed)),
        None => nearest(typed, candidates),
    }
}
