//! What the parser loses of tables without a word.

use super::markdown::Body;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A table, or a part of it, that is not read as one.
pub(super) static STRUCTURE_TABLE: Code = Code {
    name: "structure-table",
    why: "A table needs the same number of cells in its first two lines; further cells of a row are lost. A `|` inside a cell counts as a border even in code, unless it is written `\\|`.",
    remedy: "Count the cells of the line, and write `\\|` for a bar that is no border.",
};

/// A paragraph with a line such as `|---|---|` was meant to be a table.
pub(super) fn lost(body: &Body, paragraph: Span) -> Option<Diagnostic> {
    let written = body.slice(paragraph);
    let mut lines = written.split('\n').skip(1);
    let border = lines.find(|line| is_border(line))?;
    // Both are slices of one text.
    let at = paragraph.start + (border.as_ptr() as usize - written.as_ptr() as usize);
    let span = body.trimmed(Span::new(at, at + border.len()));
    let what = "the lines around this one are no table: its cells and those above differ in number";
    Some(Diagnostic::warning(
        &STRUCTURE_TABLE,
        body.place(span),
        what,
    ))
}

fn is_border(line: &str) -> bool {
    let line = line.trim_matches([' ', '\t', '>', '\r']);
    let dashes = |cell: &str| {
        let cell = cell.trim();
        let inner = cell.strip_prefix(':').unwrap_or(cell);
        let inner = inner.strip_suffix(':').unwrap_or(inner);
        !inner.is_empty() && inner.bytes().all(|b| b == b'-')
    };
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    line.contains('|') && inner.split('|').all(dashes)
}

/// A row with more cells than the table has columns.
pub(super) fn lost_cells(body: &Body, row: Span, columns: usize) -> Option<Diagnostic> {
    let span = body.trimmed(row);
    let written = body.slice(span).trim();
    let inner = written.strip_prefix('|').unwrap_or(written);
    let inner = inner
        .strip_suffix('|')
        .filter(|inner| !inner.ends_with('\\'))
        .unwrap_or(inner);
    let mut cells = 1;
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '|' => cells += 1,
            _ => {}
        }
    }
    (cells > columns).then(|| {
        let what = format!("this row has {cells} cells, the table {columns} columns");
        Diagnostic::warning(&STRUCTURE_TABLE, body.place(span), what)
    })
}
