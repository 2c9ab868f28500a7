//! `data/datapackage.json`: what the files hold and how to read them, for programs (Data Package, version 1).

use super::csv::SEPARATOR;
use super::json::written;
use crate::output::File;
use crate::site::data::{Origin, Sort, Table};
use serde_json::{Map, Value, json};

/// The whole file.
pub(super) fn text(resources: Vec<Value>, origin: &Origin) -> String {
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| {
        if value != Value::Null {
            package.insert(key.to_owned(), value);
        }
    };
    put("profile", "data-package".into());
    put("name", "study".into());
    let title = origin.title.first();
    put("title", title.map(|(_, title)| title.clone()).into());
    put("version", origin.edition.clone().into());
    put("created", origin.date.map(|date| date.rfc3339()).into());
    put("homepage", origin.source.clone().into());
    put("licenses", licence(origin).into());
    put("resources", resources.into());
    written(&Value::Object(package))
}

/// The list of licences; `None` if the licence has neither an address nor a name that programs know: one of the two is
/// required (Data Package, version 1, `licenses`).
fn licence(origin: &Origin) -> Option<Value> {
    let title = origin.licence.as_ref()?;
    let name = known_licence(title);
    let path = origin.licence_url.as_ref();
    if name.is_none() && path.is_none() {
        return None;
    }
    let mut one = json!({ "title": title });
    if let Some(name) = name {
        one["name"] = name.into();
    }
    if let Some(path) = path {
        one["path"] = path.as_str().into();
    }
    Some(json!([one]))
}

/// Ids of licences in the list of the Open Definition (licenses.opendefinition.org) under which studies appear.
const LICENCES: &[&str] = &[
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "ODC-BY-1.0",
    "ODbL-1.0",
];

/// The id of a licence that authors call `CC BY 4.0`.
fn known_licence(title: &str) -> Option<&'static str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let id = words.join("-");
    let mut known = LICENCES.iter().copied();
    known.find(|one| one.eq_ignore_ascii_case(&id))
}

/// A table in CSV.
pub(super) fn table(table: &Table, file: &File) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| json!({ "name": column.name, "type": kind(column.sort) }))
        .collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size(),
        "dialect": { "delimiter": SEPARATOR, "lineTerminator": "\r\n", "header": true },
        "schema": { "fields": fields }
    })
}

/// The workbook.
pub(super) fn workbook(file: &File) -> Value {
    json!({
        "name": "workbook",
        "path": "study.xlsx",
        "format": "xlsx",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bytes": file.size()
    })
}

/// Dates are texts here: a month or a year is a date too.
fn kind(sort: Sort) -> &'static str {
    match sort {
        Sort::Prose | Sort::Text | Sort::Date => "string",
        Sort::Number => "integer",
        Sort::Truth => "boolean",
    }
}
