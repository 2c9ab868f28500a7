//! What is wrong with the newest sources, as open pages are told.

use crate::diagnostic::{Diagnostic, Positions, Severity, humans};
use crate::source::{Place, Sources, Span};
use serde::Serialize;

/// One diagnostic, laid out as in the terminal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Said {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// `data-unknown-key`
    pub code: &'static str,
    /// With file, line and source line.
    pub text: String,
    /// The file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The stretch of the file, where it is one.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl Said {
    /// True if the site is not published with it.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error.word()
    }
}

/// All of them, in the same order.
pub(super) fn said(found: &[Diagnostic], sources: &Sources) -> Vec<Said> {
    let mut positions = Positions::new(sources);
    let texts = humans(found, sources, false);
    let one = |(one, text): (&Diagnostic, String)| Said {
        severity: one.severity.word(),
        code: one.code.name,
        text,
        path: one.place.path().to_string(),
        line: positions.of(&one.place).0.line,
        span: match &one.place {
            Place::Span { span, .. } => Some(*span),
            _ => None,
        },
    };
    found.iter().zip(texts).map(one).collect()
}
