//! Headings of a chapter: their levels and their attributes.

use super::markdown::{Body, Heading};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A heading of level 1 in the text.
pub(super) static STRUCTURE_TITLE: Code = Code {
    name: "structure-title",
    why: "A page has one heading of level 1: the chapter's title, which stands in the front matter.",
    remedy: "Begin with `##`, or take the line out if it repeats the title.",
};
/// A heading that leaves out a level.
pub(super) static STRUCTURE_HEADING_JUMP: Code = Code {
    name: "structure-heading-jump",
    why: "Readers who go from heading to heading by level take a missing level for a missing part.",
    remedy: "Use the level after the one before.",
};
/// Attributes that a heading does not take.
pub(super) static STRUCTURE_ATTRIBUTES: Code = Code {
    name: "structure-attributes",
    why: "A heading takes an id and classes: `## Method {#method .wide}`.",
    remedy: "Remove the others.",
};

/// The headings read so far.
#[derive(Clone, Debug)]
pub(super) struct Headings {
    last: u8,
}

impl Default for Headings {
    /// The chapter's title is level 1.
    fn default() -> Self {
        Self { last: 1 }
    }
}

impl Headings {
    /// The level of the next heading. Those in notes are not counted.
    pub(super) fn level(
        &mut self,
        body: &Body,
        heading: &Heading,
        span: Span,
        is_counted: bool,
        found: &mut Vec<Diagnostic>,
    ) -> u8 {
        let place = body.place(span);
        if let Some(other) = heading.others.first() {
            let what = format!("`{other}` in the braces of a heading");
            found.push(Diagnostic::warning(
                &STRUCTURE_ATTRIBUTES,
                place.clone(),
                what,
            ));
        }
        if heading.level == 1 {
            let what = "a heading of level 1 in the text";
            found.push(Diagnostic::warning(&STRUCTURE_TITLE, place, what));
            self.last = 2;
            return 2;
        }
        if is_counted {
            if heading.level > self.last + 1 {
                let what = format!(
                    "a heading of level {} follows level {}",
                    heading.level, self.last
                );
                found.push(Diagnostic::warning(&STRUCTURE_HEADING_JUMP, place, what));
            }
            self.last = heading.level;
        }
        heading.level
    }
}

/// Where a heading's id stands, without its `#`.
pub(super) fn id_span(body: &Body, heading: Span, id: &str) -> Span {
    let written = body.slice(heading);
    let at = written.rfind(&format!("#{id}"));
    at.map_or(heading, |at| {
        let start = heading.start + at + 1;
        Span::new(start, start + id.len())
    })
}
