//! The cells of a table as spreadsheets save it: CSV (RFC 4180), with whatever they put between cells.
//!
//! A cell is a value as a whole: neither the comma of an address nor that between the names of a person cuts it. So one
//! sign parts the cells of a table, that which stands in its head. Where rows do not agree with the head, something else is
//! looked for than was meant; that is said instead of guessing.

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::source::{Place, SourcePath, Span};

/// A table whose cells are not those that were meant.
pub(super) static PRIVACY_TABLE: Code = Code {
    name: "privacy-table",
    why: "The cells of a table in `private/` are looked for whole. Where they cannot be told apart, what is looked for is \
          not what was meant, and a private value could be published without a word.",
    remedy: "Put cells that hold the separator between quotation marks and write a quotation mark inside of them twice; \
             spreadsheets do both when they save CSV. The first line is the head: one name for each column.",
};

/// What may stand between cells. The first of them that stands in the head is meant: heads have commas of their own.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// What ends a line: LF, CRLF, and the CR of an old Macintosh.
pub(super) const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Each value below the head of a table, with its place.
pub(super) fn values(path: &SourcePath, text: &str) -> Read<Vec<(String, Span)>> {
    let mut table = Table::new(text);
    let columns = table.row().map_or(0, |head| head.len());
    let mut values = Vec::new();
    let mut misfit = None;
    while let Some(row) = table.row() {
        misfit = misfit.or_else(|| table.misfit(&row, columns));
        let cells = row.into_iter().filter(|cell| !cell.value.is_empty());
        values.extend(cells.map(|cell| (cell.value, cell.span)));
    }
    let unclosed = table.unclosed.map(|span| {
        let message = "this quotation mark is not closed".to_owned();
        (span, message)
    });
    let found = misfit.into_iter().chain(unclosed);
    let found = found
        .map(|(span, message)| Diagnostic::error(&PRIVACY_TABLE, Place::span(path, span), message));
    Read {
        value: values,
        diagnostics: found.collect(),
    }
}

/// A table that is being read.
struct Table<'t> {
    text: &'t str,
    at: usize,
    /// `None` if it has one column.
    separator: Option<char>,
    /// The first quotation mark that should end somewhere and does not.
    unclosed: Option<Span>,
}

struct Cell {
    value: String,
    span: Span,
    is_quoted: bool,
}

impl<'t> Table<'t> {
    /// The next row is the head.
    fn new(text: &'t str) -> Self {
        let mut table = Self {
            text,
            at: text.len() - text.trim_start_matches('\u{feff}').len(),
            separator: None,
            unclosed: None,
        };
        table.separator = announced(table.line());
        if table.separator.is_some() {
            table.skip_line();
        }
        while table.at < text.len() && is_before_head(table.line()) {
            table.skip_line();
        }
        table.separator = table.separator.or_else(|| separator(table.rest()));
        table
    }

    /// The cells of the next row; comments and empty lines are passed over.
    fn row(&mut self) -> Option<Vec<Cell>> {
        while self.at < self.text.len() && self.is_idle(self.line()) {
            self.skip_line();
        }
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            row.push(self.cell());
            match self.rest().chars().next() {
                Some(next) if Some(next) == self.separator => self.at += next.len_utf8(),
                _ => break,
            }
        }
        self.skip_line();
        Some(row)
    }

    fn cell(&mut self) -> Cell {
        let (cell, end) = self.quoted().unwrap_or_else(|| self.plain());
        self.at = end;
        cell
    }

    /// The next cell and its end, if all of it stands between quotation marks. Those of `"Aigul" cafe` are the author's.
    fn quoted(&mut self) -> Option<(Cell, usize)> {
        let inside = self.rest().trim_start_matches(' ').strip_prefix('"')?;
        let start = self.text.len() - inside.len();
        let mut from = start;
        // The next mark that is not doubled ends this cell or shows that it is not quoted: no stretch is read more than twice.
        let end = loop {
            let Some(length) = self.text[from..].find('"') else {
                let mark = Span::new(start - 1, start);
                self.unclosed = self.unclosed.or(Some(mark));
                return None;
            };
            let end = from + length;
            if !self.text[end + 1..].starts_with('"') {
                break end;
            }
            from = end + 2;
        };
        let after = self.text[end + 1..].trim_start_matches(' ');
        if !after.is_empty() && !after.starts_with(|letter: char| self.ends_cell(letter)) {
            return None;
        }
        let cell = Cell {
            value: self.text[start..end]
                .replace("\"\"", "\"")
                .trim()
                .to_owned(),
            span: Span::new(start, end),
            is_quoted: true,
        };
        Some((cell, self.text.len() - after.len()))
    }

    /// The next cell and its end, as it is written.
    fn plain(&self) -> (Cell, usize) {
        let rest = self.rest();
        let length = rest.find(|letter: char| self.ends_cell(letter));
        let written = &rest[..length.unwrap_or(rest.len())];
        let value = written.trim();
        let start = self.at + (written.len() - written.trim_start().len());
        let cell = Cell {
            value: value.to_owned(),
            span: Span::new(start, start + value.len()),
            is_quoted: false,
        };
        (cell, self.at + written.len())
    }

    fn ends_cell(&self, letter: char) -> bool {
        Some(letter) == self.separator || LINE_ENDS.contains(&letter)
    }

    /// What is wrong with a row below a head of so many columns. Cells that are missing at its end are empty.
    fn misfit(&self, row: &[Cell], columns: usize) -> Option<(Span, String)> {
        let filled = row.iter().rposition(|cell| !cell.value.is_empty())?;
        let span = row[0].span.cover(row[filled].span);
        if filled >= columns {
            let count = filled + 1;
            let message = format!("this row has {count} cells, its head has {columns}");
            return Some((span, message));
        }
        // Below a title, or below a head that was typed otherwise, a row seems to be one cell.
        let [cell] = row else { return None };
        let may_be_meant = |sign: &char| *sign != ',' || columns > 1;
        let mut signs = SEPARATORS.iter().filter(|sign| may_be_meant(sign));
        let sign = signs.find(|sign| !cell.is_quoted && cell.value.contains(**sign))?;
        let sign = if *sign == '\t' {
            "the tab".to_owned()
        } else {
            format!("`{sign}`")
        };
        let message =
            format!("this row is one cell: {sign} is not what parts the cells of its head");
        Some((span, message))
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// What is left of this line, without its end.
    fn line(&self) -> &'t str {
        let rest = self.rest();
        &rest[..rest.find(LINE_ENDS).unwrap_or(rest.len())]
    }

    fn skip_line(&mut self) {
        self.at += self.line().len();
        let rest = self.rest();
        let end = if rest.starts_with("\r\n") { 2 } else { 1 };
        self.at += end.min(rest.len());
    }

    /// True for a line without cells. One that begins with `#` is a row if it has more cells than one: `#1;Aigul`.
    fn is_idle(&self, line: &str) -> bool {
        let has_cells = self
            .separator
            .is_some_and(|separator| line.contains(separator));
        line.trim().is_empty() || (line.starts_with('#') && !has_cells)
    }
}

/// The separator that a first line announces to spreadsheets: `sep=;`.
fn announced(line: &str) -> Option<char> {
    let (key, sign) = line.split_once('=')?;
    let mut signs = sign.chars();
    let first = signs.next().filter(|_| key.eq_ignore_ascii_case("sep"))?;
    signs.next().is_none().then_some(first)
}

/// True for what may stand above a head: empty rows, and comments such as `# who is who, and where`. `#;name` is a head.
fn is_before_head(line: &str) -> bool {
    let is_gap = |letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter);
    let Some(comment) = line.strip_prefix('#') else {
        return line.trim_matches(is_gap).is_empty();
    };
    let words = comment.trim_start_matches(' ');
    !comment.contains(SEPARATORS) || (words.len() < comment.len() && !words.starts_with(SEPARATORS))
}

/// What stands between the cells of the head with which a text begins.
fn separator(text: &str) -> Option<char> {
    let mut is_quoted = false;
    let outside = text.chars().map(|letter| {
        is_quoted ^= letter == '"';
        (letter, is_quoted)
    });
    let head = outside.take_while(|(letter, is_quoted)| *is_quoted || !LINE_ENDS.contains(letter));
    let signs = head.filter(|(letter, is_quoted)| !is_quoted && SEPARATORS.contains(letter));
    let signs: Vec<char> = signs.map(|(sign, _)| sign).collect();
    SEPARATORS.into_iter().find(|sign| signs.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_has_values_at_their_places(text in "([a;,\t#\" \r\nж]|\"\"|\r\n|sep=;\n|\u{feff}){0,40}") {
            for (value, span) in values(&"private/a.csv".into(), &text).value {
                let written = text.get(span.start..span.end).expect("a place in the text");
                let read = written.replace("\"\"", "\"");
                prop_assert!(value == written || value == read.trim(), "{text:?} {value:?}");
            }
        }
    }

    /// Quotation marks that seem to open something are followed once: otherwise this would take minutes.
    #[test]
    fn stray_quotation_marks_without_number_are_read_at_once() {
        let cells = ["\"a;", "\"\"\"b;", "\"\"c;", "\"d\"e;", "\"\"\"\"f\n"].concat();
        let text = format!("code;name\n{}", cells.repeat(100_000));
        let read = values(&"private/a.csv".into(), &text);
        assert!(!read.value.is_empty() && !read.diagnostics.is_empty());
    }
}
