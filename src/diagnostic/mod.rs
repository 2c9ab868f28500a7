//! What is said to an author about a mistake: data, not text. Printers lay it out.
//!
//! A diagnostic has a code, a place, a reason and a remedy. Whoever finds one returns it beside the
//! value it could still make ([`Read`]); nobody prints, nobody stops at the first.

mod github;
mod human;
mod json;
mod located;
mod near;
mod sarif;

pub use github::github;
pub use human::{human, humans};
pub use json::{json, read_json};
pub use located::Positions;
pub use near::{nearest, with_look_alike};
pub use sarif::sarif;

use crate::source::Place;
use std::fmt;

/// A kind of mistake. Declared as a constant beside the place that raises it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// FAMILY-WHAT: `data-unknown-key`.
    pub name: &'static str,
    /// Why it matters, in a sentence or two: printed by `diglot explain`.
    pub why: &'static str,
    /// What to do about it, in a sentence or two.
    pub remedy: &'static str,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; `--strict` makes it an error; it can be waived in place.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One mistake at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: &'static Code,
    /// Error or warning.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// What is wrong, complete in itself: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// What to do here, or what was probably meant: "did you mean `addressees`?"
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Note>,
}

/// Another place that belongs to a diagnostic, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// "recommendations are declared here".
    pub message: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            message: message.into(),
            help: None,
            related: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// With the remedy for this very case.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place.
    pub fn note(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Note {
            place,
            message: message.into(),
        });
        self
    }

    /// What sorts it among others.
    fn order(&self) -> impl Ord + '_ {
        let related = self.related.iter();
        let related = related.map(|note| (&note.place, note.message.as_str()));
        (
            (&self.place, self.severity, self.code.name),
            (self.message.as_str(), &self.help),
            related.collect::<Vec<_>>(),
        )
    }

    /// What is printed as the remedy: the help for this case, else the code's own.
    pub fn remedy(&self) -> &str {
        self.help.as_deref().unwrap_or(self.code.remedy)
    }
}

/// A value read from text, with everything that should be said about that text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read<T> {
    /// What could be made of it.
    pub value: T,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Read<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            diagnostics: Vec::new(),
        }
    }

    /// Moves what was found into `found` and gives the value.
    pub fn drain_into(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.diagnostics);
        self.value
    }

    /// The same diagnostics with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        Read {
            value: change(self.value),
            diagnostics: self.diagnostics,
        }
    }
}

/// Sorts by file, then position, then code, and drops exact repetitions. Fields must have been turned into spans before.
/// What comes out does not depend on the order in which they were found.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}
