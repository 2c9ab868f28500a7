//! Directives: which containers authors may write, read from the signatures of the theme's components.
//!
//! `templates/directives/NAME.html` holds the component `NAME`. What a signature cannot say stands in its metadata,
//! by argument: `{ "ref": {"record": "finding"}, "kind": {"words": ["note", "warning"]} }`.

use super::document::listed;
use super::layers::{Found, Layers};
use super::templates::{Component, ComponentArgument, Templates};
use super::{ArgumentKind, Directive, DirectiveArgument};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, Span};
use serde_json::Value;
use std::collections::BTreeMap;

/// See `why`.
pub(super) static THEME_DIRECTIVE: Code = Code {
    name: "theme-directive",
    why: "A container is a component of the theme whose signature says what authors may write. This one does not say it in a way the program can check.",
    remedy: "Write the component as those in `themes/default/templates/directives/` are written.",
};

/// Kinds of records that an argument may refer to.
const RECORDS: [&str; 3] = ["finding", "quote", "recommendation"];

/// The directives of a theme by name.
pub(super) fn read(
    layers: &Layers<'_>,
    templates: &Templates,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Directive> {
    let mut directives = BTreeMap::new();
    for (file_name, file) in layers.nearest("templates/directives/") {
        let Some(name) = file_name.strip_suffix(".html") else {
            continue;
        };
        let Some(component) = templates.component(name) else {
            if templates.sound {
                let what = format!("this file is expected to hold the component `{name}`");
                let place = Place::file(file.path);
                found.push(Diagnostic::error(&THEME_DIRECTIVE, place, what));
            }
            continue;
        };
        directives.insert(name.to_owned(), directive(name, file, &component, found));
    }
    directives
}

fn directive(
    name: &str,
    file: Found<'_>,
    component: &Component,
    found: &mut Vec<Diagnostic>,
) -> Directive {
    for key in component.metadata.keys() {
        if !component.arguments.iter().any(|arg| arg.name == *key) {
            let what = format!("`{name}` has no argument `{key}`");
            found.push(Diagnostic::error(&THEME_DIRECTIVE, place(file, key), what));
        }
    }
    let arguments = component.arguments.iter().filter_map(|argument| {
        let metadata = component.metadata.get(&argument.name);
        match read_argument(argument, metadata) {
            Ok(argument) => Some(argument),
            Err(what) => {
                let at = place(file, &argument.name);
                found.push(Diagnostic::error(&THEME_DIRECTIVE, at, what));
                None
            }
        }
    });
    Directive {
        name: name.to_owned(),
        arguments: arguments.collect(),
    }
}

fn read_argument(
    argument: &ComponentArgument,
    metadata: Option<&Value>,
) -> Result<DirectiveArgument, String> {
    let name = &argument.name;
    let record = metadata.and_then(|m| m.get("record"));
    let record = record.map(|record| record.as_str().unwrap_or_default().to_owned());
    if let Some(record) = &record
        && !RECORDS.contains(&record.as_str())
    {
        return Err(format!(
            "`{name}` refers to `{record}`, expected one of {}",
            listed(&RECORDS)
        ));
    }
    let kind = match (argument.kind, record.is_some()) {
        (Some("map"), true) | (Some("string") | None, false) => ArgumentKind::Text,
        (Some("integer"), false) => ArgumentKind::Integer,
        (Some("bool"), false) => ArgumentKind::Truth,
        (kind, true) => {
            let kind = kind.unwrap_or("any type");
            return Err(format!(
                "`{name}` refers to a record, but is of type `{kind}`, expected `map`"
            ));
        }
        (Some(kind), false) => {
            return Err(format!(
                "`{name}` is of type `{kind}`; authors can write `string`, `integer` and `bool`, or name a record"
            ));
        }
    };
    let words = metadata
        .and_then(|m| m.get("words"))
        .and_then(Value::as_array);
    let words = words.into_iter().flatten().filter_map(Value::as_str);
    Ok(DirectiveArgument {
        name: name.clone(),
        kind,
        required: argument.required,
        record,
        words: words.map(str::to_owned).collect(),
    })
}

/// Where a name stands in the component's head: the first time it is a word of its own after `{% component`.
fn place(file: Found<'_>, name: &str) -> Place {
    let Source::Text(text) = file.source else {
        return Place::file(file.path);
    };
    let text = &*text.text;
    let head = text
        .find("component")
        .map_or(0, |at| at + "component".len());
    let arguments = text[head..].find(['(', '{']).map_or(head, |at| head + at);
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |at: usize| {
        !text[..at].ends_with(is_letter) && !text[at + name.len()..].starts_with(is_letter)
    };
    let found = text[arguments..]
        .match_indices(name)
        .map(|(at, _)| arguments + at)
        .find(|at| alone(*at));
    match found {
        Some(at) => Place::span(file.path, Span::new(at, at + name.len())),
        None => Place::file(file.path),
    }
}
