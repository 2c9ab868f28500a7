//! Notes of a chapter: their numbers and their marks in the text.

use super::escape;
use super::pen::Pen;
use crate::study::text::NoteText;
use crate::theme::Filling;

/// Numbers of notes, in the order of their first marks.
#[derive(Default)]
pub(crate) struct Notes {
    /// Labels of the notes that the text has; a mark of another label is left out.
    known: Vec<String>,
    /// Labels by number, with the count of their marks.
    pub(super) marked: Vec<(String, usize)>,
    /// True while the text of a note is written.
    pub(crate) inside: bool,
    /// Ends every id, where a page holds the notes of two texts; otherwise empty.
    suffix: String,
}

impl Notes {
    pub(super) fn new(notes: &[NoteText]) -> Self {
        Self {
            known: notes.iter().map(|note| note.label.clone()).collect(),
            ..Self::default()
        }
    }

    /// The same with another ending of ids: `-en`.
    pub(super) fn with_suffix(self, suffix: &str) -> Self {
        let suffix = suffix.to_owned();
        Self { suffix, ..self }
    }

    /// The id of a note: `n1`.
    pub(super) fn note_id(&self, number: usize) -> String {
        format!("n{number}{}", self.suffix)
    }

    /// The id of a mark of a note: `n1-ref`, `n1-ref-2`.
    pub(super) fn mark_id(&self, number: usize, mark: usize) -> String {
        let note = self.note_id(number);
        match mark {
            1 => format!("{note}-ref"),
            _ => format!("{note}-ref-{mark}"),
        }
    }

    /// The mark of a note, numbered.
    pub(crate) fn mark(&mut self, pen: &Pen<'_>, label: &str) -> Option<String> {
        if !self.known.iter().any(|known| known == label) {
            return None;
        }
        let at = match self.marked.iter().position(|(one, _)| one == label) {
            Some(at) => at,
            None => {
                self.marked.push((label.to_owned(), 0));
                self.marked.len() - 1
            }
        };
        self.marked[at].1 += 1;
        let number = at + 1;
        let name = pen.say_in_text(
            "note.mark",
            &[("number", Filling::Text(&number.to_string()))],
        );
        Some(format!(
            "<sup class=\"note-mark\"><a id=\"{}\" href=\"#{}\" role=\"doc-noteref\" aria-label=\"{}\">{number}</a></sup>",
            self.mark_id(number, self.marked[at].1),
            self.note_id(number),
            escape::attribute(&name),
        ))
    }
}
