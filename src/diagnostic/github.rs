//! Workflow commands of GitHub Actions: `::error file=…,line=…::message`.

use super::Diagnostic;
use crate::source::Sources;

/// One line per diagnostic.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let _ = (diagnostics, sources);
    String::new()
}
