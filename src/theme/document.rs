//! A YAML file of a theme, read field by field: each wrong field is told apart and hides no other.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Field, Place, SourcePath, Step};
use crate::yaml::{self, Index, Node};
use serde_json::{Map, Value};

/// See `why`.
pub(super) static THEME_FILE: Code = Code {
    name: "theme-file",
    why: "A file of the theme is missing or cannot be read as what it should be, so nothing in it is used.",
    remedy: "Write the file again, or copy it from the default theme and change it there.",
};

/// See `why`.
pub(super) static THEME_TYPE: Code = Code {
    name: "theme-type",
    why: "A value in a file of the theme is of another type than the program expects, so it is not used.",
    remedy: "Write the value as the default theme's file of the same name does.",
};

/// See `why`.
pub(super) static THEME_UNKNOWN_KEY: Code = Code {
    name: "theme-unknown-key",
    why: "Nothing reads this key; what it was meant to set keeps its old value.",
    remedy: "Correct the key, or remove it.",
};

/// A file and what it holds.
#[derive(Debug)]
pub(super) struct Document {
    path: SourcePath,
    value: Value,
    index: Index,
}

impl Document {
    /// Reads a file whose top is a map; `None` after having said what is wrong with it. An empty file is an empty map.
    pub(super) fn read(path: &SourcePath, text: &str, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let root = yaml::parse(path, text, 0).drain_into(found)?;
        let value = match plain(&root) {
            Value::Null => Value::Object(Map::new()),
            value => value,
        };
        let file = Self {
            path: path.clone(),
            value,
            index: Index::new(root),
        };
        if file.value.is_object() {
            return Some(file);
        }
        let what = "this file is expected to hold keys and values";
        found.push(Diagnostic::error(
            &THEME_FILE,
            file.place(&Field::root()),
            what,
        ));
        None
    }

    /// Where the value of a field stands.
    pub(super) fn place(&self, field: &Field) -> Place {
        Place::span(&self.path, self.index.value(field))
    }

    /// Where the key of a field stands.
    pub(super) fn key_place(&self, field: &Field) -> Place {
        Place::span(&self.path, self.index.key(field))
    }

    /// The value of a field; `None` if it is not there or null.
    pub(super) fn value(&self, field: &Field) -> Option<&Value> {
        let mut value = &self.value;
        for step in &field.0 {
            value = match step {
                Step::Key(key) => value.get(key)?,
                Step::Index(index) => value.get(index)?,
            };
        }
        (!value.is_null()).then_some(value)
    }

    /// A text; numbers count as texts.
    pub(super) fn text(&self, field: &Field, found: &mut Vec<Diagnostic>) -> Option<String> {
        match self.value(field)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.wrong(field, "a text", other, found);
                None
            }
        }
    }

    /// A map; empty if it is not there.
    pub(super) fn map(&self, field: &Field, found: &mut Vec<Diagnostic>) -> Map<String, Value> {
        match self.value(field) {
            None => Map::new(),
            Some(Value::Object(map)) => map.clone(),
            Some(other) => {
                self.wrong(field, "keys and values", other, found);
                Map::new()
            }
        }
    }

    /// The entries of a map whose values are texts, in the order of the file.
    pub(super) fn texts(
        &self,
        field: &Field,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(String, String)> {
        let entries = self.map(field, found);
        let texts = entries.keys().filter_map(|key| {
            let text = self.text(&field.key(key), found)?;
            Some((key.clone(), text))
        });
        texts.collect()
    }

    /// Reports every key of a map that is not in `known`.
    pub(super) fn only_keys(
        &self,
        field: &Field,
        known: &[&str],
        code: &'static Code,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(Value::Object(map)) = self.value(field) else {
            return;
        };
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", listed(known)),
            };
            let what = format!("unknown key `{key}`");
            let place = self.key_place(&field.key(key));
            found.push(Diagnostic::error(code, place, what).help(help));
        }
    }

    /// Reports a value of another type than expected.
    pub(super) fn wrong(
        &self,
        field: &Field,
        wanted: &str,
        value: &Value,
        found: &mut Vec<Diagnostic>,
    ) {
        let what = format!("`{field}` is {}, expected {wanted}", kind(value));
        found.push(Diagnostic::error(&THEME_TYPE, self.place(field), what));
    }
}

/// The values without their places. Numbers that are not whole stay as they were typed.
fn plain(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Empty => Value::Null,
        yaml::Value::Truth(truth) => Value::Bool(*truth),
        yaml::Value::Number(number) => match number.parse::<u64>() {
            Ok(whole) => whole.into(),
            Err(_) => number.as_str().into(),
        },
        yaml::Value::Text(text) => text.as_str().into(),
        yaml::Value::List(list) => list.iter().map(plain).collect(),
        yaml::Value::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), plain(&entry.value)))
            .collect(),
    }
}

/// What a value is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}

/// "`a`, `b`, `c`"
pub(super) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{}`", w.as_ref())).collect();
    quoted.join(", ")
}
