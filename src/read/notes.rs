//! Footnotes: marks and notes find each other by label, whatever its case.

use super::markdown::{Body, Step, Tag};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::study::text::NoteText;
use std::collections::{BTreeMap, BTreeSet};

/// A note that no mark leads to.
pub(super) static REF_UNUSED_NOTE: Code = Code {
    name: "ref-unused-note",
    why: "A note is printed where its mark stands; without a mark nobody can come to it.",
    remedy: "Put `[^label]` where it belongs, or remove the note.",
};
/// Two notes of one label.
pub(super) static REF_DUPLICATE_NOTE: Code = Code {
    name: "ref-duplicate-note",
    why: "A mark leads to one note only; the second one of that label would never be seen.",
    remedy: "Give one of the two another label.",
};

/// The notes of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// By folded label: the label as its note has it, and where.
    defined: BTreeMap<String, (String, Span)>,
    used: BTreeSet<String>,
    /// Folded labels of `texts`.
    read: BTreeSet<String>,
    texts: Vec<NoteText>,
}

impl Notes {
    /// Looks for all notes first, since marks stand before them.
    pub(super) fn new(body: &Body, steps: &[(Step, Span)], found: &mut Vec<Diagnostic>) -> Self {
        let mut notes = Self::default();
        for (step, span) in steps {
            let Step::Open(Tag::Note(label)) = step else {
                continue;
            };
            let span = mark_span(body, *span);
            match notes.defined.get(&label.to_lowercase()) {
                Some((_, first)) => {
                    let what = format!("two notes have the label `{label}`");
                    let diagnostic = Diagnostic::error(&REF_DUPLICATE_NOTE, body.place(span), what);
                    found.push(diagnostic.note(body.place(*first), "the first one is here"));
                }
                None => {
                    let entry = (label.clone(), span);
                    notes.defined.insert(label.to_lowercase(), entry);
                }
            }
        }
        notes
    }

    /// The label of a mark, spelt as its note spells it.
    pub(super) fn used(&mut self, label: String) -> String {
        let folded = label.to_lowercase();
        let spelt = self.defined.get(&folded).map(|(label, _)| label.clone());
        self.used.insert(folded);
        spelt.unwrap_or(label)
    }

    /// Takes a note that was read; of two with one label the first stays.
    pub(super) fn add(&mut self, note: NoteText) {
        if self.read.insert(note.label.to_lowercase()) {
            self.texts.push(note);
        }
    }

    pub(super) fn finish(mut self, body: &Body, found: &mut Vec<Diagnostic>) -> Vec<NoteText> {
        for (folded, (label, span)) in &self.defined {
            if !self.used.contains(folded) {
                let what = format!("no mark `[^{label}]` leads to this note");
                let place = body.place(*span);
                found.push(Diagnostic::warning(&REF_UNUSED_NOTE, place, what));
            }
        }
        self.texts.shrink_to_fit();
        self.texts
    }
}

/// `[^label]:` of a definition.
fn mark_span(body: &Body, definition: Span) -> Span {
    let written = body.slice(definition);
    let length = written.find("]:").map_or(written.len(), |at| at + 2);
    Span::new(definition.start, definition.start + length)
}
