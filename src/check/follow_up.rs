//! `data`, `ref`: what a recommendation says of other times and of other recommendations.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Field, Place, SourcePath};
use crate::study::When;
use crate::study::follow_up::Response;
use crate::study::recommendation::{Recommendation, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Something of a recommendation is dated before there was a recommendation.
pub(super) static DATA_BEFORE_PUBLICATION: Code = Code {
    name: "data-before-publication",
    why: "Nobody can be asked to do something, answer or act on a recommendation before the study came out.",
    remedy: "Correct the date. If an earlier edition came out before this one, give its date as `published` in study.yaml.",
};

/// Something is told that had not happened yet.
pub(super) static DATA_AFTER_AS_OF: Code = Code {
    name: "data-after-as-of",
    why: "`as_of` in study.yaml is the day up to which statements on progress hold. It is printed on every page and export, \
          so nothing later can be told.",
    remedy: "Correct the date, or bring `as_of` up to date.",
};

/// A recommendation that belongs to itself.
pub(super) static REF_CIRCLE: Code = Code {
    name: "ref-circle",
    why: "A recommendation is not related to itself, and if one depends on another or is a part of it, the other cannot in its \
          turn depend on or be a part of the first.",
    remedy: "Take out the entry of `related` that points back.",
};

/// Every date of a recommendation against the two days that bound it.
pub(super) fn dates(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let settings = &subject.study.settings;
    let bounds = Bounds {
        published: settings.first_published(),
        as_of: settings.as_of,
    };
    let mut found = Vec::new();
    for one in &subject.study.records.recommendations {
        let file = &one.entry.path;
        for (field, when, deed) in dated(one) {
            let place = Place::field(file, one.entry.at.then(&field));
            found.extend(bounds.judge(when, deed, place));
        }
    }
    let file: SourcePath = "content/study.yaml".into();
    let overall = Field::root();
    for (field, when, deed) in answered(&overall, "overall_response", &settings.overall_response) {
        found.extend(bounds.judge(when, deed, Place::field(&file, field)));
    }
    found
}

/// Whether a date looks ahead or back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// It is to be done by then.
    Due,
    /// It was said or done then.
    Done,
}

struct Bounds {
    published: Option<When>,
    as_of: Option<When>,
}

impl Bounds {
    fn judge(&self, when: When, deed: Deed, place: Place) -> Option<Diagnostic> {
        if let Some(published) = self.published.filter(|day| when.is_before(*day)) {
            let message = format!("{when} is before {published}, when the study came out");
            return Some(Diagnostic::error(&DATA_BEFORE_PUBLICATION, place, message));
        }
        let as_of = self.as_of.filter(|day| day.is_before(when))?;
        (deed == Deed::Done).then(|| {
            let message =
                format!("{when} is after {as_of}, up to which this study tells of progress");
            Diagnostic::error(&DATA_AFTER_AS_OF, place, message)
        })
    }
}

/// Every date of a recommendation, with the way to it.
fn dated(it: &Recommendation) -> Vec<(Field, When, Deed)> {
    let root = Field::root();
    let mut all: Vec<_> = it
        .due
        .iter()
        .map(|due| (root.key("due"), *due, Deed::Due))
        .collect();
    for (at, action) in it.actions.iter().enumerate() {
        let way = root.key("actions").index(at);
        all.extend(action.due.map(|due| (way.key("due"), due, Deed::Due)));
        for (at, due) in action.due_history.iter().enumerate() {
            all.push((way.key("due_history").index(at), *due, Deed::Due));
        }
    }
    all.extend(answered(&root, "responses", &it.responses));
    for (at, entry) in it.progress.iter().enumerate() {
        let way = root.key("progress").index(at).key("date");
        all.push((way, entry.date, Deed::Done));
    }
    all
}

fn answered(root: &Field, key: &str, responses: &[Response]) -> Vec<(Field, When, Deed)> {
    let all = responses.iter().enumerate();
    all.filter_map(|(at, one)| {
        let way = root.key(key).index(at).key("date");
        Some((way, one.date?, Deed::Done))
    })
    .collect()
}

/// Relations that lead from a recommendation back to itself; each circle is told once, at the entry that closes it.
pub(super) fn circles(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let all = &subject.study.records.recommendations;
    let mut found: Vec<Diagnostic> = all.iter().filter_map(itself).collect();
    for kind in [Relation::PartOf, Relation::DependsOn] {
        found.extend(closed(all, kind));
    }
    found
}

fn itself(one: &Recommendation) -> Option<Diagnostic> {
    let id = one.entry.id.as_str();
    let at = one.related.iter().position(|other| other.id == id)?;
    let message = format!("{id} is related to itself");
    Some(Diagnostic::error(&REF_CIRCLE, place(one, at), message))
}

fn place(one: &Recommendation, at: usize) -> Place {
    let field = one.entry.at.key("related").index(at).key("id");
    Place::field(&one.entry.path, field)
}

/// Follows one kind of relation through all recommendations in the order of the file, each once.
fn closed(all: &[Recommendation], kind: Relation) -> Vec<Diagnostic> {
    let places: BTreeMap<&str, usize> = all
        .iter()
        .enumerate()
        .map(|(at, one)| (one.entry.id.as_str(), at))
        .collect();
    let mut found = Vec::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for start in 0..all.len() {
        // The way from `start` to here: a recommendation, and which of its relations is followed next. A list of our own
        // instead of recursion: a study may have ten thousand in one chain.
        let mut way: Vec<(usize, usize)> = Vec::new();
        if done.insert(start) {
            way.push((start, 0));
        }
        while let Some((at, next)) = way.pop() {
            let one = &all[at];
            let Some(other) = one.related.get(next) else {
                continue;
            };
            way.push((at, next + 1));
            let goal = places.get(other.id.as_str()).copied();
            let Some(goal) = goal.filter(|goal| other.kind == kind && *goal != at) else {
                continue;
            };
            if let Some(first) = way.iter().position(|(on, _)| *on == goal) {
                let names: Vec<&str> = way[first..]
                    .iter()
                    .map(|(on, _)| all[*on].entry.id.as_str())
                    .collect();
                let message = format!(
                    "`{}` leads in a circle: {}, {}",
                    kind.word(),
                    names.join(", "),
                    other.id
                );
                found.push(Diagnostic::error(&REF_CIRCLE, place(one, next), message));
            } else if done.insert(goal) {
                way.push((goal, 0));
            }
        }
    }
    found
}
