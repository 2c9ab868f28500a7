//! The template engine's finished error texts, taken apart into plain values. No type of the engine is known here.

use crate::source::{Lines, Position, Span};

/// One mistake in one template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    /// Name as tera knows it: `default/base.html`.
    pub(super) template: String,
    /// Where in it.
    pub(super) at: At,
    /// In our manner: lower case, no full stop.
    pub(super) message: String,
}

/// Where in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The template as a whole.
    Whole,
    /// A position and a number of characters.
    Characters(Position, usize),
}

impl At {
    /// The stretch of `text` that is meant, if any.
    pub(super) fn span(&self, text: &str) -> Option<Span> {
        match self {
            Self::Whole => None,
            Self::Characters(position, count) => {
                let lines = Lines::new(text);
                let end = Position {
                    line: position.line,
                    column: position.column + count,
                };
                Some(Span::new(lines.offset(*position), lines.offset(end)))
            }
        }
    }
}

/// Everything an error's text says, at least one thing. `template` is meant where it names none.
///
/// Mistakes stand apart by empty lines: `error: …`, then `--> NAME:LINE:COLUMN`, then the line with carets below it.
/// When names are checked (filters, functions, components, includes) there are several; `note:` tells who called.
pub(super) fn complaints(text: &str, template: &str) -> Vec<Complaint> {
    let parts = text.split("\n\n").filter(|part| !part.starts_with("note:"));
    parts.map(|part| one(part, template)).collect()
}

fn one(report: &str, template: &str) -> Complaint {
    let message = report.lines().next().unwrap_or_default();
    let place = report
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "));
    let mut fields = place.unwrap_or_default().rsplitn(3, ':');
    let column = fields.next().and_then(|field| field.parse().ok());
    let line = fields.next().and_then(|field| field.parse().ok());
    let position = line
        .zip(column)
        .map(|(line, column)| Position { line, column });
    let carets = report
        .lines()
        .last()
        .map_or(0, |line| line.matches('^').count());
    Complaint {
        template: fields.next().unwrap_or(template).to_owned(),
        at: position.map_or(At::Whole, |position| At::Characters(position, carets)),
        message: in_our_manner(message.trim_start_matches("error: ")),
    }
}

fn in_our_manner(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "this template cannot be used".to_owned(),
    }
}
