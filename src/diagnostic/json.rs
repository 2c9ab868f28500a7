//! For programs.

use super::{Code, Diagnostic};
use crate::source::Sources;

/// An array of `{code, severity, path, line, column, end_line, end_column, message, help, related}`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let _ = (diagnostics, sources);
    "[]".to_owned()
}

/// Reads back what [`json`] wrote; codes are looked up in `codes`, entries of unknown codes are dropped.
pub fn read_json(text: &str, codes: &[&'static Code], sources: &Sources) -> Vec<Diagnostic> {
    let _ = (text, codes, sources);
    Vec::new()
}
