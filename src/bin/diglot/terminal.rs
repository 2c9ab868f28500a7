//! What people see while a command runs. Messages go to stderr; results go to stdout.

use crate::args::{Color, Everywhere};
use crate::failure::Failure;
use anstream::{AutoStream, ColorChoice};
use diglot::diagnostic::{self, Diagnostic, Severity};
use diglot::source::Sources;
use std::io::{self, IsTerminal, Write};

/// How much to say, and whether in colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    is_quiet: bool,
    is_verbose: bool,
    color: Color,
}

impl Terminal {
    /// As asked for on the command line.
    pub(crate) fn new(everywhere: &Everywhere) -> Self {
        Self {
            is_quiet: everywhere.quiet,
            is_verbose: everywhere.verbose,
            color: everywhere.color,
        }
    }

    /// A line about what was done; not with `--quiet`.
    pub(crate) fn say(&self, line: &str) {
        if !self.is_quiet {
            to_stderr(&format!("{line}\n"));
        }
    }

    /// A line for those who want to know more.
    pub(crate) fn detail(&self, line: &str) {
        if self.is_verbose {
            to_stderr(&format!("{line}\n"));
        }
    }

    /// A line that must be seen.
    pub(crate) fn warn(&self, line: &str) {
        to_stderr(&format!("{line}\n"));
    }

    /// Why a command stopped.
    pub(crate) fn failure(&self, failure: &Failure) {
        let why = failure.to_string();
        if !why.is_empty() {
            to_stderr(&format!("error: {why}\n"));
        }
    }

    /// Diagnostics as messages.
    pub(crate) fn list(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        to_stderr(&self.laid_out(diagnostics, sources, &io::stderr()));
    }

    /// Diagnostics as the result of a command.
    pub(crate) fn print_list(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        self.print(&self.laid_out(diagnostics, sources, &io::stdout()));
    }

    /// The result of a command.
    pub(crate) fn print(&self, text: &str) {
        let mut stdout = io::stdout().lock();
        // Whoever reads our output may have heard enough (`diglot explain | head`): that is no mistake of ours.
        let _ = stdout.write_all(text.as_bytes());
        let _ = stdout.flush();
    }

    /// True if the result of a command may be in colour.
    pub(crate) fn result_is_coloured(&self) -> bool {
        self.is_coloured(&io::stdout())
    }

    fn is_coloured<S: anstream::stream::RawStream + IsTerminal>(&self, stream: &S) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(stream) != ColorChoice::Never,
        }
    }

    fn laid_out<S>(&self, diagnostics: &[Diagnostic], sources: &Sources, stream: &S) -> String
    where
        S: anstream::stream::RawStream + IsTerminal,
    {
        let colour = self.is_coloured(stream);
        let texts = diagnostic::humans(diagnostics, sources, colour);
        texts
            .iter()
            .map(|text| format!("{}\n", text.trim_end_matches('\n')) + "\n")
            .collect()
    }
}

/// A closed stderr is no reason to stop.
fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// `3 errors, 1 warning`; `None` if all is well.
pub(crate) fn count(diagnostics: &[Diagnostic]) -> Option<String> {
    let of = |severity| {
        diagnostics
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    let words: Vec<String> = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| plural(number, word))
    .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// `1 page`, `2 pages`.
pub(crate) fn plural(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// The count as the end of a line: `, 1 warning`.
pub(crate) fn and(count: Option<String>) -> String {
    count.map_or_else(String::new, |count| format!(", {count}"))
}
