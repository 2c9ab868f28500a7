//! Workflow commands of GitHub Actions: `::error file=…,line=…::message`.
//!
//! The escapes are those of the toolkit's `command.ts`: `%`, CR and LF everywhere, `:` and `,` in properties too.

use super::Diagnostic;
use super::located::{Located, located};
use crate::source::Sources;

/// One line per diagnostic.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    located(diagnostics, sources).iter().map(command).collect()
}

fn command(one: &Located<'_>) -> String {
    let diagnostic = one.diagnostic;
    let properties = [
        ("file", diagnostic.place.path().to_string()),
        ("line", one.start.line.to_string()),
        ("col", one.start.column.to_string()),
        ("endLine", one.end.line.to_string()),
        ("endColumn", one.end.column.to_string()),
        ("title", diagnostic.code.name.to_owned()),
    ];
    let properties = properties.map(|(name, value)| format!("{name}={}", property(&value)));
    let message = data(&format!("{}\n{}", diagnostic.message, diagnostic.remedy()));
    format!(
        "::{} {}::{message}\n",
        diagnostic.severity,
        properties.join(",")
    )
}

fn data(text: &str) -> String {
    (text.replace('%', "%25"))
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
