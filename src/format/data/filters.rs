//! The rows that the filters of a long list choose from, as a script that calls the filters with them.
//!
//! A script and no JSON, because pages may load scripts of their own site and ask for nothing else
//! (`Content-Security-Policy`), and because a script also loads from a folder without a server.

use crate::site::data::{Filters, Row};
use serde_json::json;

/// The whole file: a record a line.
pub(super) fn text(filters: &Filters) -> String {
    let rows: Vec<String> = filters.rows.iter().map(row).collect();
    let facets = json!(filters.facets);
    format!("diglotRows({facets},[\n{}\n]);\n", rows.join(",\n"))
}

fn row(row: &Row) -> String {
    let late = u8::from(row.overdue);
    json!([row.id, row.number, row.title, late, row.values]).to_string()
}
