//! "I know, and here is why": warnings waived where they stand.
//!
//! A waiver before a block covers that block, in the text of either language if two texts differ; an `allow:` map covers
//! its record, the one of `study.yaml` the whole study. Errors cannot be waived. A waiver that waives nothing is reported, so that none outlives its reason.

use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::source::{Field, Place, SourcePath, Span};
use crate::study::text::{Element, ElementKind, Waiver};
use crate::study::{Block, Chapter, Study};

/// A waiver that waives nothing.
pub(super) static STRUCTURE_WAIVER_UNUSED: Code = Code {
    name: "structure-waiver-unused",
    why: "A waiver that waives nothing hides the next real warning of its kind. Errors are never waived.",
    remedy: "Remove the waiver, or put it directly before the block that is warned about.",
};

/// A waiver of a code that does not exist.
pub(super) static STRUCTURE_WAIVER_UNKNOWN: Code = Code {
    name: "structure-waiver-unknown",
    why: "A waiver names the code of the warning it answers; a code that does not exist is never raised.",
    remedy: "Use the code as it is printed in brackets after `warning`. `diglot explain` lists all codes.",
};

/// Families of codes that compare two texts.
const TWO_TEXTS: &[&str] = &["facts-", "structure-", "term-"];

/// What a waiver covers.
enum Reach<'a> {
    Block(&'a SourcePath, Span),
    Record(&'a SourcePath, &'a Field),
    Study,
}

impl Reach<'_> {
    /// A difference between two texts may be waived in either of them.
    fn covers_any(&self, diagnostic: &Diagnostic) -> bool {
        let mut others = diagnostic.related.iter();
        let is_of_two = TWO_TEXTS
            .iter()
            .any(|family| diagnostic.code.name.starts_with(family));
        self.covers(&diagnostic.place) || is_of_two && others.any(|note| self.covers(&note.place))
    }

    fn covers(&self, place: &Place) -> bool {
        match (self, place) {
            (Self::Study, _) => true,
            (Self::Block(path, around), Place::Span { path: at, span }) => {
                *path == at && around.start <= span.start && span.start <= around.end
            }
            (
                Self::Record(path, field),
                Place::Field {
                    path: at,
                    field: of,
                }
                | Place::Within {
                    path: at,
                    field: of,
                    ..
                }
                | Place::Key {
                    path: at,
                    field: of,
                },
            ) => *path == at && of.0.starts_with(&field.0),
            _ => false,
        }
    }
}

/// Leaves out what is waived and adds what is to be said about the waivers themselves.
pub(super) fn apply(study: &Study, mut found: Vec<Diagnostic>, known: &[&Code]) -> Vec<Diagnostic> {
    let mut about_waivers = Vec::new();
    for (waiver, reach) in all(study) {
        let before = found.len();
        let waived = |one: &Diagnostic| {
            one.severity == Severity::Warning
                && one.code.name == waiver.code
                && reach.covers_any(one)
        };
        found.retain(|one| !waived(one));
        if found.len() == before {
            about_waivers.push(idle(waiver, known));
        }
    }
    // While there are errors, what a waiver answers may be hidden behind them.
    if found.iter().all(|one| one.severity == Severity::Warning) {
        found.extend(about_waivers);
    }
    found
}

fn idle(waiver: &Waiver, known: &[&Code]) -> Diagnostic {
    if known.iter().any(|code| code.name == waiver.code) {
        let message = format!("this waiver of `{}` waives nothing", waiver.code);
        return Diagnostic::warning(&STRUCTURE_WAIVER_UNUSED, waiver.place.clone(), message);
    }
    let message = format!("there is no code `{}` to be waived", waiver.code);
    let diagnostic = Diagnostic::warning(&STRUCTURE_WAIVER_UNKNOWN, waiver.place.clone(), message);
    match nearest(&waiver.code, known.iter().map(|code| code.name)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

/// Every waiver of the study with what it covers; inner blocks before the ones around them.
fn all(study: &Study) -> Vec<(&Waiver, Reach<'_>)> {
    let mut out = Vec::new();
    let chapters = study
        .chapters
        .iter()
        .chain(study.news.iter().map(|item| &item.chapter));
    for chapter in chapters {
        blocks(chapter, &chapter.blocks, &mut out);
        for file in chapter.files.values() {
            for note in &file.notes {
                elements(&file.path, &note.content, &mut out);
            }
        }
    }
    for record in study.records.all() {
        let entry = record.entry();
        out.extend(
            entry
                .waivers
                .iter()
                .map(|waiver| (waiver, Reach::Record(&entry.path, &entry.at))),
        );
    }
    out.extend(
        study
            .settings
            .waivers
            .iter()
            .map(|waiver| (waiver, Reach::Study)),
    );
    out
}

fn blocks<'a>(chapter: &'a Chapter, list: &'a [Block], out: &mut Vec<(&'a Waiver, Reach<'a>)>) {
    for block in list {
        blocks(chapter, &block.inner, out);
        for (lang, rendering) in block.texts.iter() {
            let Some(file) = chapter.files.get(lang) else {
                continue;
            };
            elements(&file.path, &rendering.elements, out);
        }
    }
}

fn elements<'a>(path: &'a SourcePath, list: &'a [Element], out: &mut Vec<(&'a Waiver, Reach<'a>)>) {
    for element in list {
        match &element.kind {
            ElementKind::List { items, .. } => items
                .iter()
                .for_each(|item| elements(path, &item.content, out)),
            ElementKind::Definitions(entries) => {
                entries
                    .iter()
                    .flat_map(|entry| &entry.meanings)
                    .for_each(|meaning| elements(path, meaning, out));
            }
            ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                elements(path, content, out)
            }
            _ => {}
        }
        out.extend(
            element
                .attached
                .waivers
                .iter()
                .map(|waiver| (waiver, Reach::Block(path, element.span))),
        );
    }
}
