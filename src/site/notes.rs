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
    /// Notes by number.
    pub(super) marked: Vec<Marked>,
    /// True while the text of a note is written.
    pub(crate) inside: bool,
    /// Ends every id, where a page holds the notes of two texts; otherwise empty.
    suffix: String,
}

/// A note that was marked.
pub(super) struct Marked {
    pub(super) label: String,
    /// How often.
    pub(super) marks: usize,
    /// What its marks are called, as the value of an attribute.
    name: String,
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
        let mut id = self.note_id(number) + "-ref";
        if mark > 1 {
            id.extend(["-", &mark.to_string()]);
        }
        id
    }

    /// The mark of a note, numbered.
    pub(crate) fn mark(&mut self, pen: &Pen<'_>, label: &str) -> Option<String> {
        if !self.known.iter().any(|known| known == label) {
            return None;
        }
        let known = self.marked.iter().position(|one| one.label == label);
        let at = known.unwrap_or_else(|| {
            let number = (self.marked.len() + 1).to_string();
            let name = pen.say_in_text("note.mark", &[("number", Filling::Text(&number))]);
            self.marked.push(Marked {
                label: label.to_owned(),
                marks: 0,
                name: escape::attribute(&name),
            });
            self.marked.len() - 1
        });
        self.marked[at].marks += 1;
        let Marked { marks, name, .. } = &self.marked[at];
        let number = at + 1;
        let parts = [
            "<sup class=\"note-mark\"><a id=\"",
            &self.mark_id(number, *marks),
            "\" href=\"#",
            &self.note_id(number),
            "\" role=\"doc-noteref\" aria-label=\"",
            name,
            "\">",
            &number.to_string(),
            "</a></sup>",
        ];
        Some(parts.concat())
    }
}
