//! One workbook for spreadsheets, a sheet for each table. The only door to rust_xlsxwriter.
//!
//! Nothing in it depends on the clock: it was created on the day of the edition, or on no real day.

use crate::site::data::{Cell, Column, Origin, Sort, Table};
use crate::study::When;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// The first day that workbooks know.
const NO_DAY: (u16, u8, u8) = (1900, 1, 1);
/// What a cell can hold.
const LONGEST: usize = 32_767;
/// What the name of a sheet can hold.
const LONGEST_NAME: usize = 31;
/// What a sheet can hold beside its head.
const MOST_ROWS: usize = 1_048_575;

/// Width of a column of running text, in letters.
const WIDE: usize = 48;
/// Height of a line, in points, and of the highest row there can be.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The whole file.
pub(super) fn bytes(tables: &[Table], origin: &Origin) -> Vec<u8> {
    made(tables, origin).expect("cells, names and counts are kept within what a workbook can hold")
}

fn made(tables: &[Table], origin: &Origin) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = origin.date.map_or(NO_DAY, |date| {
        (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
    });
    let created = excel_date(day).or_else(|_| excel_date(NO_DAY))?;
    let title = origin.title.first().map_or("", |(_, title)| title.as_str());
    book.set_properties(
        &DocProperties::new()
            .set_title(cut(title, 255))
            .set_creation_datetime(&created),
    );
    for table in tables {
        sheet(book.add_worksheet(), table)?;
    }
    about(book.add_worksheet(), origin)?;
    book.save_to_buffer()
}

fn excel_date((year, month, day): (u16, u8, u8)) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(year, month, day)
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&table.name))?;
    sheet.set_freeze_panes(1, 1)?;
    let head = Format::new().set_bold();
    // Every text begins at the top of its row, whatever stands beside it.
    let plain = Format::new().set_align(FormatAlign::Top);
    let date = plain.clone().set_num_format("yyyy-mm-dd");
    let wrapped = plain.clone().set_text_wrap();
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.name, &head)?;
        sheet.set_column_width(at, width(column))?;
    }
    for (row, cells) in (1u32..).zip(table.rows.iter().take(MOST_ROWS)) {
        for ((at, cell), column) in (0u16..).zip(cells).zip(&table.columns) {
            let format = match column.sort {
                Sort::Prose => &wrapped,
                Sort::Date => &date,
                _ => &plain,
            };
            write(sheet, (row, at), cell, format)?;
        }
        sheet.set_row_height(row, height(cells, &table.columns))?;
    }
    let last_row = u32::try_from(table.rows.len().min(MOST_ROWS)).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, at, cut(text, LONGEST), format)?;
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, at, f64::from(*number), format)?;
        }
        Cell::Truth(truth) => {
            sheet.write_boolean_with_format(row, at, *truth, format)?;
        }
        Cell::Date(when) => match day(when) {
            Some(day) => {
                sheet.write_datetime_with_format(row, at, &day, format)?;
            }
            // A month is no day: as a date it would say more than is known.
            None => {
                sheet.write_string_with_format(row, at, when.to_string(), format)?;
            }
        },
    }
    Ok(())
}

fn day(when: &When) -> Option<ExcelDateTime> {
    excel_date((when.year, when.month?, when.day?)).ok()
}

fn width(column: &Column) -> f64 {
    match column.sort {
        Sort::Prose => WIDE as f64,
        Sort::Text => 18.0,
        Sort::Date => 12.0,
        Sort::Number | Sort::Truth => 9.0,
    }
}

/// Room for the longest running text of a row. LibreOffice shows one line of it otherwise, and that the last.
fn height(cells: &[Cell], columns: &[Column]) -> f64 {
    let lines = |text: &str| -> usize {
        let of_line = |line: &str| line.chars().count().div_ceil(WIDE).max(1);
        text.lines().map(of_line).sum()
    };
    let prose = cells.iter().zip(columns).filter_map(|(cell, column)| {
        let Cell::Text(text) = cell else { return None };
        (column.sort == Sort::Prose).then(|| lines(text))
    });
    let lines = prose.max().unwrap_or(1).max(1);
    (lines as f64 * LINE).min(HIGHEST)
}

fn sheet_name(name: &str) -> &str {
    cut(name, LONGEST_NAME)
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> &str {
    // Workbooks count units of UTF-16; no text has more of those than twice its characters.
    let units = |at: usize| text[..at].encode_utf16().count();
    if text.len() <= most || units(text.len()) <= most {
        return text;
    }
    let mut left = most;
    let end = text.char_indices().find(|(_, letter)| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        !fits
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Where the data come from and how they may be used.
fn about(sheet: &mut Worksheet, origin: &Origin) -> Result<(), XlsxError> {
    sheet.set_name("about")?;
    sheet.set_column_width(0, 18)?;
    sheet.set_column_width(1, 80)?;
    let head = Format::new().set_bold();
    let date = Format::new()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Left);
    let plain = Format::new();
    let mut lines: Vec<(String, Cell)> = Vec::new();
    for (lang, title) in &origin.title {
        lines.push((format!("title_{lang}"), Cell::Text(title.clone())));
    }
    let text = |words: &Option<String>| words.clone().map_or(Cell::Empty, Cell::Text);
    let dated = |date: Option<When>| date.map_or(Cell::Empty, Cell::Date);
    lines.push(("source_url".to_owned(), text(&origin.source)));
    lines.push(("licence".to_owned(), text(&origin.licence)));
    lines.push(("licence_url".to_owned(), text(&origin.licence_url)));
    lines.push(("edition".to_owned(), text(&origin.edition)));
    lines.push(("edition_date".to_owned(), dated(origin.date)));
    lines.push(("as_of".to_owned(), dated(origin.as_of)));
    for (row, (name, cell)) in (0u32..).zip(&lines) {
        sheet.write_string_with_format(row, 0, name, &head)?;
        let format = match cell {
            Cell::Date(_) => &date,
            _ => &plain,
        };
        write(sheet, (row, 1), cell, format)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn nothing_is_longer_than_a_cell() {
        for (text, expected) in [
            ("abc", "abc"),
            ("abcd", "abc"),
            ("әңгі", "әңг"),
            ("a😀b", "a😀"),
            ("ab😀", "ab"),
        ] {
            assert_eq!(cut(text, 3), expected, "{text}");
        }
    }
}
