//! From byte offsets to lines and columns, and back.

use super::Characters;
use std::ops::Range;

/// A line and a column as people count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters. A byte-order mark is not a character of the first line.
    pub column: usize,
}

/// Where the lines of a text begin. Lines end at LF; a CR before it belongs to the line end.
/// However long a line is, its end and the columns in it are found without walking along it.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    characters: Characters<'a>,
}

impl<'a> Lines<'a> {
    /// Finds all lines of `text`; linear in its length.
    pub fn new(text: &'a str) -> Self {
        let first = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let mut starts = vec![first];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        Self {
            text,
            starts,
            characters: Characters::new(text),
        }
    }

    /// The position of a byte offset. An offset inside a character, a line end or past the end is taken back to the
    /// nearest border before it.
    pub fn position(&self, byte_offset: usize) -> Position {
        let offset = floor_border(self.text, byte_offset.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let Range { start, end } = self.range(line);
        let (start, offset) = (start.min(offset), offset.min(end));
        Position {
            line,
            column: self.characters.before(offset) - self.characters.before(start) + 1,
        }
    }

    /// The byte offset of a position, clamped to the line.
    pub fn offset(&self, position: Position) -> usize {
        let line = self.range(position.line.clamp(1, self.starts.len()));
        let column = position.column.saturating_sub(1);
        let character = self.characters.before(line.start).saturating_add(column);
        self.characters.offset(character).min(line.end)
    }

    /// The text of a line counted from 1, without its end; empty beyond the last one.
    pub fn line(&self, number: usize) -> &'a str {
        &self.text[self.range(number)]
    }

    /// Where a line counted from 1 stands, without its end; empty at the end of the text beyond the last one.
    pub fn range(&self, number: usize) -> Range<usize> {
        let Some(start) = number.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return self.text.len()..self.text.len();
        };
        let end = (self.starts.get(number)).map_or(self.text.len(), |next| next - 1);
        let line = self.text[*start..end].trim_end_matches('\r');
        *start..start + line.len()
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

fn floor_border(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("один\nдва три\r\n");
        assert_eq!(
            lines.position("один\nдва ".len()),
            Position { line: 2, column: 5 }
        );
        assert_eq!(lines.line(2), "два три");
        assert_eq!(
            lines.offset(Position { line: 2, column: 5 }),
            "один\nдва ".len()
        );
    }

    #[test]
    fn a_line_end_is_one_place() {
        let text = "ab\r\ncd";
        let lines = Lines::new(text);
        for offset in [2, 3] {
            assert_eq!(lines.position(offset), Position { line: 1, column: 3 });
        }
        assert_eq!(lines.position(4), Position { line: 2, column: 1 });
    }

    #[test]
    fn byte_order_mark_is_no_column() {
        let lines = Lines::new("\u{feff}---\n");
        assert_eq!(lines.position(3), Position { line: 1, column: 1 });
    }
}
