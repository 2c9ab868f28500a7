//! SARIF 2.1.0 (OASIS), for code-scanning services.
//!
//! Paths are relative to the base `SRCROOT`, which we leave without an address: no absolute path is printed.

use super::located::{Located, located};
use super::{Code, Diagnostic};
use crate::source::{Position, Sources};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a path keeps as it is: the unreserved characters of RFC 3986 and the slash.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// One run with its rules and results.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let codes: BTreeMap<&str, &Code> = (diagnostics.iter())
        .map(|one| (one.code.name, one.code))
        .collect();
    let places: BTreeMap<&str, usize> = codes.keys().copied().zip(0..).collect();
    let results: Vec<Value> = (located(diagnostics, sources).iter())
        .map(|one| result(one, places[one.diagnostic.code.name]))
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "diglot",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "originalUriBaseIds": {
                "SRCROOT": { "description": { "text": "The folder of the study." } },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("a JSON value is printable")
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": { "text": code.why },
        "help": { "text": code.remedy },
    })
}

fn result(one: &Located<'_>, rule: usize) -> Value {
    let diagnostic = one.diagnostic;
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let region = (!one.is_whole_file()).then_some((one.start, one.end));
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": rule,
        "level": diagnostic.severity.word(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(diagnostic.place.path(), region) }],
    });
    if !one.related.is_empty() {
        let related = one.related.iter().map(|(note, at)| {
            json!({
                "physicalLocation": location(note.place.path(), Some((*at, *at))),
                "message": { "text": note.message },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(path: &str, region: Option<(Position, Position)>) -> Value {
    let uri = utf8_percent_encode(path, ESCAPED).to_string();
    let mut location = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "SRCROOT" } });
    if let Some((start, end)) = region {
        location["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    location
}
