//! CSV (RFC 4180) that spreadsheets open by a double click, also under Russian and Kazakh settings.
//!
//! UTF-8 with a byte-order mark; `;` between cells, since the comma is the decimal sign there. No line `sep=;` declares
//! it: Excel then forgets the byte-order mark, and every other program takes the line for the head of the table. The
//! separator is declared in `data/datapackage.json`, and beside the link on the page.

use crate::site::data::{Cell, Table};

/// Between cells.
pub(super) const SEPARATOR: char = ';';

/// The whole file.
pub(super) fn text(table: &Table) -> String {
    let mut out = String::from('\u{feff}');
    let names = table.columns.iter().map(|column| quoted(&column.name));
    line(&mut out, names);
    for row in &table.rows {
        line(&mut out, row.iter().map(cell));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(SEPARATOR);
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => quoted(&guarded(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}

/// Spreadsheets take a text that begins like a formula for one, and run it. An apostrophe makes it text again (OWASP,
/// "CSV injection").
fn guarded(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let needs = text.contains([SEPARATOR, '"', '\n', '\r'])
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace);
    match needs {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, b", "a, b"),
            ("a; b", "\"a; b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" edge", "\" edge\""),
            ("=1+1", "'=1+1"),
            ("+7 701", "'+7 701"),
            ("-a;b", "\"'-a;b\""),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("– dash", "– dash"),
            ("Әңгіме", "Әңгіме"),
        ] {
            assert_eq!(cell(&Cell::Text(text.to_owned())), expected, "{text:?}");
        }
    }
}
