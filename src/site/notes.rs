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
    pub(super) number: String,
    /// Its id: `n1`.
    pub(super) id: String,
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

    /// Writes the mark of a note, numbered; nothing if the text has no such note.
    pub(crate) fn mark(&mut self, pen: &Pen<'_>, label: &str, out: &mut String) {
        if !self.known.iter().any(|known| known == label) {
            return;
        }
        let known = self.marked.iter().position(|one| one.label == label);
        let at = known.unwrap_or_else(|| {
            let number = (self.marked.len() + 1).to_string();
            let name = pen.say_in_text("note.mark", &[("number", Filling::Text(&number))]);
            self.marked.push(Marked {
                label: label.to_owned(),
                id: ["n", &number, &self.suffix].concat(),
                number,
                marks: 0,
                name: escape::attribute(&name),
            });
            self.marked.len() - 1
        });
        let marked = &mut self.marked[at];
        marked.marks += 1;
        out.push_str("<sup class=\"note-mark\"><a id=\"");
        marked.push_mark_id(marked.marks, out);
        out.extend([
            "\" href=\"#",
            &marked.id,
            "\" role=\"doc-noteref\" aria-label=\"",
            &marked.name,
            "\">",
            &marked.number,
            "</a></sup>",
        ]);
    }
}

impl Marked {
    /// Writes the id of one of its marks: `n1-ref`, `n1-ref-2`.
    pub(super) fn push_mark_id(&self, mark: usize, out: &mut String) {
        out.extend([&self.id, "-ref"]);
        if mark > 1 {
            out.extend(["-", &mark.to_string()]);
        }
    }
}
