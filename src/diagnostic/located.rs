//! Diagnostics with their lines and columns looked up, each file's lines counted once.

use super::{Diagnostic, Note};
use crate::source::{Defect, Lines, Place, Position, Source, Sources};
use std::collections::BTreeMap;

/// Where a file begins, and what stands for a file as a whole.
pub(super) const START: Position = Position { line: 1, column: 1 };

/// A diagnostic and where it is, as people count.
pub(super) struct Located<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) start: Position,
    /// One past the last character.
    pub(super) end: Position,
    /// The line of the file in which it begins; `None` if the file has no text.
    pub(super) line: Option<&'a str>,
    /// The other places, each with its first position.
    pub(super) related: Vec<(&'a Note, Position)>,
}

impl Located<'_> {
    /// True if no part of the file is meant.
    pub(super) fn is_whole_file(&self) -> bool {
        self.start == START && self.end == START
    }
}

/// Looks every place up.
pub(super) fn located<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> Vec<Located<'a>> {
    let mut lines: BTreeMap<&str, Lines<'a>> = BTreeMap::new();
    let notes = diagnostics.iter().flat_map(|one| &one.related);
    let places = (diagnostics.iter().map(|one| &one.place)).chain(notes.map(|note| &note.place));
    for place in places {
        if let Some(text) = sources.text(place.path()) {
            (lines.entry(place.path())).or_insert_with(|| Lines::new(text));
        }
    }
    let look_up = |place: &Place| match lines.get(place.path().as_ref()) {
        Some(lines) => positions(place, lines),
        None => without_text(place, sources),
    };
    let locate = |diagnostic: &'a Diagnostic| {
        let (start, end) = look_up(&diagnostic.place);
        let lines = lines.get(diagnostic.place.path().as_ref());
        Located {
            diagnostic,
            start,
            end,
            line: lines.map(|lines| lines.line(start.line)),
            related: (diagnostic.related.iter())
                .map(|note| (note, look_up(&note.place).0))
                .collect(),
        }
    };
    diagnostics.iter().map(locate).collect()
}

/// The position in a file that has no text: that of its first wrong byte, else its beginning.
pub(super) fn without_text(place: &Place, sources: &Sources) -> (Position, Position) {
    let at = match sources.get(place.path()) {
        Some(Source::Broken(Defect::NotUtf8 { line, column, .. })) => Position {
            line: *line,
            column: *column,
        },
        _ => START,
    };
    (at, at)
}

/// First and last position of a place. A span that runs backwards is taken as its first byte.
pub(super) fn positions(place: &Place, lines: &Lines<'_>) -> (Position, Position) {
    match place {
        Place::Span { span, .. } => {
            let start = lines.position(span.start);
            (start, lines.position(span.end).max(start))
        }
        _ => (START, START),
    }
}
