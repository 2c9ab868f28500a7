//! For programs, and for ourselves: a build that changes nothing repeats what the last one said.

use super::located::{Located, Positions, START, located};
use super::{Code, Diagnostic, Note, Severity};
use crate::source::{Place, Position, SourcePath, Sources, Span};
use serde::{Deserialize, Serialize};

/// One diagnostic as it is printed. Lines and columns count from 1, columns in characters; a file as a whole
/// is an empty stretch at its beginning.
#[derive(Deserialize, Serialize)]
struct Entry {
    code: String,
    severity: String,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: String,
    related: Vec<Related>,
}

#[derive(Deserialize, Serialize)]
struct Related {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

/// An array of `{code, severity, path, line, column, end_line, end_column, message, help, related}`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let entries: Vec<Entry> = located(diagnostics, sources).iter().map(entry).collect();
    serde_json::to_string_pretty(&entries).expect("strings and numbers become JSON")
}

fn entry(one: &Located<'_>) -> Entry {
    let diagnostic = one.diagnostic;
    let related = one.related.iter().map(|(note, at)| Related {
        path: note.place.path().to_string(),
        line: at.line,
        column: at.column,
        message: note.message.clone(),
    });
    Entry {
        code: diagnostic.code.name.to_owned(),
        severity: diagnostic.severity.word().to_owned(),
        path: diagnostic.place.path().to_string(),
        line: one.start.line,
        column: one.start.column,
        end_line: one.end.line,
        end_column: one.end.column,
        message: diagnostic.message.clone(),
        help: diagnostic.remedy().to_owned(),
        related: related.collect(),
    }
}

/// Reads back what [`json`] wrote; codes are looked up in `codes`, entries of unknown codes are dropped.
pub fn read_json(text: &str, codes: &[&'static Code], sources: &Sources) -> Vec<Diagnostic> {
    let entries: Vec<Entry> = serde_json::from_str(text).unwrap_or_default();
    let mut positions = Positions::new(sources);
    (entries.into_iter())
        .filter_map(|entry| diagnostic(entry, codes, &mut positions))
        .collect()
}

fn diagnostic(
    entry: Entry,
    codes: &[&'static Code],
    positions: &mut Positions<'_>,
) -> Option<Diagnostic> {
    let code: &'static Code = codes.iter().find(|code| code.name == entry.code)?;
    let severity = [Severity::Error, Severity::Warning]
        .into_iter()
        .find(|severity| severity.word() == entry.severity)?;
    let start = Position {
        line: entry.line,
        column: entry.column,
    };
    let end = Position {
        line: entry.end_line,
        column: entry.end_column,
    };
    let stands = place(&entry.path, start, end, positions);
    let related = entry.related.into_iter().map(|note| {
        let at = Position {
            line: note.line,
            column: note.column,
        };
        Note {
            place: place(&note.path, at, at, positions),
            message: note.message,
        }
    });
    Some(Diagnostic {
        code,
        severity,
        place: stands,
        message: entry.message,
        help: (entry.help != code.remedy).then_some(entry.help),
        related: related.collect(),
    })
}

fn place(path: &str, start: Position, end: Position, positions: &mut Positions<'_>) -> Place {
    let file: SourcePath = path.into();
    match positions.lines(path) {
        Some(lines) if (start, end) != (START, START) => {
            let span = Span::new(lines.offset(start), lines.offset(end));
            Place::span(&file, span)
        }
        _ => Place::file(&file),
    }
}
