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
    if let Some(licence) = &origin.licence {
        let mut one = json!({ "title": licence });
        if let Some(url) = &origin.licence_url {
            one["path"] = url.as_str().into();
        }
        put("licenses", json!([one]));
    }
    put("resources", resources.into());
    written(&Value::Object(package))
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
