//! Diagnostics with their lines and columns looked up.

use super::{Diagnostic, Note};
use crate::source::{Defect, Lines, Place, Position, Source, Sources};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a file begins, and what stands for a file as a whole.
pub(super) const START: Position = Position { line: 1, column: 1 };

/// Looks lines and columns up in the files of a study; each file's lines are counted once.
pub struct Positions<'a> {
    sources: &'a Sources,
    lines: BTreeMap<&'a str, Lines<'a>>,
}

impl<'a> Positions<'a> {
    /// Counts nothing yet.
    pub fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            lines: BTreeMap::new(),
        }
    }

    /// First and last position of a place in its file; line 1, column 1 where the file is meant as a whole.
    /// Only spans are looked up: `build` has turned fields into spans before anything is printed.
    pub fn of(&mut self, place: &Place) -> (Position, Position) {
        match (self.lines(place.path()), place) {
            (Some(lines), Place::Span { span, .. }) => {
                let start = lines.position(span.start);
                // a span that runs backwards is taken as its first byte
                (start, lines.position(span.end).max(start))
            }
            (Some(_), _) => (START, START),
            (None, _) => self.without_text(place),
        }
    }

    /// The lines of a file; `None` if it has no text.
    pub(super) fn lines(&mut self, path: &str) -> Option<&Lines<'a>> {
        let (path, _) = self.sources.entry(path)?;
        let text = self.sources.text(path)?;
        Some((self.lines.entry(path)).or_insert_with(|| Lines::new(text)))
    }

    /// The position in a file that has no text: that of its first wrong byte, else its beginning.
    fn without_text(&self, place: &Place) -> (Position, Position) {
        let at = match self.sources.get(place.path()) {
            Some(Source::Broken(Defect::NotUtf8 { line, column, .. })) => Position {
                line: *line,
                column: *column,
            },
            _ => START,
        };
        (at, at)
    }
}

/// A diagnostic and where it is, as people count.
pub(super) struct Located<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) start: Position,
    /// One past the last character.
    pub(super) end: Position,
    /// The line of the file in which it begins: before the place, the place as far as it stands there, after it.
    /// `None` if the file has no text.
    pub(super) line: Option<[&'a str; 3]>,
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
    let mut positions = Positions::new(sources);
    let locate = |diagnostic: &'a Diagnostic| {
        let (start, end) = positions.of(&diagnostic.place);
        let path = diagnostic.place.path();
        let text = sources.text(path);
        let parted = |(lines, text): (&Lines<'a>, &'a Arc<str>)| parted(lines, text, start, end);
        Located {
            diagnostic,
            start,
            end,
            line: positions.lines(path).zip(text).map(parted),
            related: (diagnostic.related.iter())
                .map(|note| (note, positions.of(&note.place).0))
                .collect(),
        }
    };
    diagnostics.iter().map(locate).collect()
}

/// The line of `start` parted at both positions.
fn parted<'a>(lines: &Lines<'_>, text: &'a str, start: Position, end: Position) -> [&'a str; 3] {
    let line = lines.range(start.line);
    let from = lines.offset(start);
    let to = match end.line > start.line {
        true => line.end,
        false => lines.offset(end),
    };
    [line.start..from, from..to, to..line.end].map(|part| &text[part])
}
