//! The only door to YAML.
//!
//! [`parse`] gives a tree of [`Node`]s: values as `serde_yaml` reads them, each with its place as
//! `saphyr-parser` sees it. [`Map`] and the small readers beside it take such a tree apart field by
//! field, so that one bad field never hides another. [`Index`] finds places by the way to a field.
//!
//! Bounds, so that no file can stop the program: maps and lists lie at most [`DEEPEST`] deep, and
//! aliases may not repeat more than [`MOST_REPEATED`] bytes of text and values.

mod control;
mod index;
mod map;
mod marks;
mod scalar;
mod shape;
mod syntax;
mod values;

pub(crate) use control::control;
pub use index::Index;
pub(crate) use map::DATA_MISSING_FIELD;
pub use map::{COMMA, Map, Notes, each, either};
pub use marks::{DEEPEST, MOST_REPEATED};
pub use scalar::{date, day, lang, number, one_of, text, truth};
pub use shape::{FieldShape, Plain, Shape, shape};

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::source::{Place, SourcePath, Span};

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &control::FILE_CONTROL,
    &syntax::DATA_SYNTAX,
    &marks::DATA_COMMENT,
    &marks::DATA_ALIAS_BOMB,
    &marks::DATA_TOO_DEEP,
    &marks::DATA_DUPLICATE_KEY,
    &map::DATA_UNKNOWN_KEY,
    &map::DATA_MISSING_FIELD,
    &map::DATA_WRONG_TYPE,
    &map::DATA_EMPTY,
    &map::DATA_REPEATED,
    &map::DATA_NOT_A_LIST,
    &scalar::DATA_BAD_NUMBER,
    &scalar::DATA_BAD_DATE,
    &scalar::DATA_BAD_LANGUAGE,
    &scalar::DATA_BAD_WORD,
];

/// A value and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Where, in the whole file. The values inside an alias stand where the alias stands.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `null` or `~`.
    #[default]
    Empty,
    /// `true` or `false`.
    Truth(bool),
    /// A number as it was typed: `8.10` stays `8.10`.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the file. No key stands in it twice.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as text, whatever YAML takes it for: `no`, `1`.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else {
            return None;
        };
        let entry = entries.iter().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }

    /// What this is, for the sentence "expected …, found …".
    pub fn kind(&self) -> String {
        match &self.value {
            Value::Empty => "nothing".to_owned(),
            Value::Truth(truth) => format!("the truth value `{truth}`"),
            Value::Number(number) => format!("the number `{number}`"),
            Value::Text(text) => format!("the text `{}`", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
        }
    }

    /// The first line of what stands here: the place to show for something missing in a map.
    fn head(&self) -> Span {
        match &self.value {
            Value::Map(entries) => match entries.iter().find(|entry| entry.key == "id") {
                Some(entry) => entry.value.span,
                None => entries.first().map_or(self.span, |entry| entry.key_span),
            },
            _ => self.span,
        }
    }
}

/// The author's words, cut where they would fill the screen.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// Reads YAML that begins `offset` bytes into the file at `path`; all places count from the file's
/// beginning. `None` if it is not YAML; an empty text gives an empty node.
pub fn parse(path: &SourcePath, text: &str, offset: usize) -> Read<Option<Node>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = offset + (text.len() - body.len());
    let mut found = Vec::new();
    let node = tree(path, body, offset, &mut found);
    Read {
        value: node,
        diagnostics: found,
    }
}

fn tree(path: &SourcePath, text: &str, offset: usize, found: &mut Vec<Diagnostic>) -> Option<Node> {
    if let Some(one) = control(path, text, offset) {
        found.push(one);
        return None;
    }
    let marks = match marks::marks(text) {
        Ok(marks) => marks,
        Err(trouble) => {
            found.push(trouble.diagnostic(path, offset));
            return None;
        }
    };
    for repeated in &marks.duplicates {
        let place = |span: Span| Place::span(path, span.shifted(offset));
        found.push(repeated.diagnostic(place(repeated.first), place(repeated.second)));
    }
    for comment in &marks.comments {
        let place = Place::span(path, comment.shifted(offset));
        let message = format!(
            "`{}` is a comment",
            shortened(&text[comment.start..comment.end])
        );
        found.push(Diagnostic::warning(&marks::DATA_COMMENT, place, message));
    }
    match values::node(text, &marks.root, offset) {
        Ok(node) => Some(node),
        Err(trouble) => {
            found.push(trouble.diagnostic(path, offset));
            None
        }
    }
}

#[cfg(test)]
mod tests;
