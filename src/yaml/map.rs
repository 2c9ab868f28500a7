//! A map taken apart field by field: each field is read by itself, and what nobody asked for is reported.

use super::shape::{FieldShape, Shape};
use super::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, nearest, with_look_alike};
use crate::source::{Place, SourcePath, Span};
use std::collections::BTreeSet;

/// A key that nobody reads.
pub(super) static DATA_UNKNOWN_KEY: Code = Code {
    name: "data-unknown-key",
    why: "Nothing reads this key, so what stands under it would be lost without a word.",
    remedy: "Correct the key, or remove it.",
};

/// A field that must be there.
pub(crate) static DATA_MISSING_FIELD: Code = Code {
    name: "data-missing-field",
    why: "Pages cannot be made without this field.",
    remedy: "Add the field.",
};

/// A value of another kind than expected.
pub(super) static DATA_WRONG_TYPE: Code = Code {
    name: "data-wrong-type",
    why: "The value is of another kind than this field takes: text, a number, a list or a map.",
    remedy: "Write the value in the expected form.",
};

/// One value twice in a list.
pub(super) static DATA_REPEATED: Code = Code {
    name: "data-repeated",
    why: "A value that stands twice in a list would be shown twice.",
    remedy: "Remove one of the two.",
};

/// A required field with nothing in it.
pub(super) static DATA_EMPTY: Code = Code {
    name: "data-empty",
    why: "The field is there but says nothing, so readers would see an empty place.",
    remedy: "Fill it in; a field that is not required may be left out.",
};

/// Something else where a list is expected.
pub(super) static DATA_NOT_A_LIST: Code = Code {
    name: "data-not-a-list",
    why: "The field holds several values, so it is a list even where there is only one.",
    remedy: "Write `[one, two]`, or each value on a line of its own after `- `.",
};

/// What readers of values need besides the value: the file, and a place for what is wrong.
#[derive(Debug)]
pub struct Notes<'p> {
    /// The file.
    pub path: &'p SourcePath,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// What the present reader takes, if it is asked that instead of being given something to read.
    pub(super) asked: Option<Shape>,
}

impl<'p> Notes<'p> {
    /// Nothing wrong yet.
    pub fn new(path: &'p SourcePath) -> Self {
        Self {
            path,
            found: Vec::new(),
            asked: None,
        }
    }

    /// A place in this file.
    pub fn place(&self, span: Span) -> Place {
        Place::span(self.path, span)
    }

    /// Notes an error; a help without words means the code's own remedy.
    pub fn error(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        let mut diagnostic = Diagnostic::error(code, self.place(span), message);
        diagnostic.help = help.into();
        self.found.push(diagnostic);
    }

    /// Notes that a value is of the wrong kind.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        let help = match node.value {
            Value::Truth(_) | Value::Number(_) if expected.contains("text") => {
                Some("put the value in quotes to make it text".to_owned())
            }
            _ => None,
        };
        self.error(&DATA_WRONG_TYPE, node.span, message, help);
    }
}

/// A map that is being taken apart. Ask for every field, then call [`Map::finish`].
#[derive(Debug)]
pub struct Map<'m, 'p> {
    /// Where to put what is wrong.
    pub notes: &'m mut Notes<'p>,
    owner: String,
    head: Span,
    entries: &'m [Entry],
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    pub(super) shapes: Vec<FieldShape>,
}

impl<'m, 'p> Map<'m, 'p> {
    /// The map at `node`; `owner` is what it describes, for messages: "recommendation R04". `None` if it is no map.
    pub fn of(node: &'m Node, owner: impl Into<String>, notes: &'m mut Notes<'p>) -> Option<Self> {
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            _ if notes.is_asked() => &[],
            _ => {
                notes.wrong_type(node, "a map (`key: value`)");
                return None;
            }
        };
        Some(Self {
            notes,
            owner: owner.into(),
            head: node.head(),
            entries,
            known: Vec::new(),
            missing: Vec::new(),
            shapes: Vec::new(),
        })
    }

    /// Where to point for something that is missing: the record's id, or the first key.
    pub fn head(&self) -> Span {
        self.head
    }

    /// What the map describes, for messages.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The value of a field as it stands; `None` if there is none or nothing in it.
    pub fn node(&mut self, key: &'static str) -> Option<&'m Node> {
        if self.notes.is_asked() {
            self.answer(key, false, Shape::Any);
        }
        let entry = self.entry(key)?;
        (entry.value.value != Value::Empty).then_some(&entry.value)
    }

    fn entry(&mut self, key: &'static str) -> Option<&'m Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// A field that must be there and hold something.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Notes<'p>) -> Option<T>,
    ) -> Option<T> {
        if self.notes.is_asked() {
            self.ask(key, true, read);
            return None;
        }
        let Some(entry) = self.entry(key) else {
            self.missing.push(key);
            return None;
        };
        if entry.value.value == Value::Empty {
            let message = format!("`{key}` of {} is empty", self.owner);
            self.notes.error(&DATA_EMPTY, entry.key_span, message, None);
            return None;
        }
        read(&entry.value, self.notes)
    }

    /// A field that may be left out or be empty.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Notes<'p>) -> Option<T>,
    ) -> Option<T> {
        if self.notes.is_asked() {
            self.ask(key, false, read);
            return None;
        }
        let node = self.node(key)?;
        read(node, self.notes)
    }

    /// A list that may be left out; what is wrong with one element hides no other.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&Node, &mut Notes<'p>) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, once(each(read))).unwrap_or_default()
    }

    /// A list that must hold something.
    pub fn filled_list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&Node, &mut Notes<'p>) -> Option<T>,
    ) -> Vec<T> {
        self.filled(key, once(each(read)))
    }

    /// A list that must hold something, read as a whole.
    pub fn filled<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<T>>,
    ) -> Vec<T> {
        if self.notes.is_asked() {
            self.ask(key, true, read);
            return Vec::new();
        }
        let Some(node) = self.required(key, |node, _| Some(node.clone())) else {
            return Vec::new();
        };
        if node.value == Value::List(Vec::new()) {
            let message = format!("`{key}` of {} is empty", self.owner);
            self.notes.error(&DATA_EMPTY, node.span, message, None);
        }
        read(&node, self.notes).unwrap_or_default()
    }

    /// Reports every key that was not asked for, and every required one that is missing and not just misspelt.
    pub fn finish(mut self) {
        let shapes = std::mem::take(&mut self.shapes);
        if self.notes.answers(|| Shape::Fields(shapes)) {
            return;
        }
        for entry in self.entries {
            if !self.known.contains(&entry.key.as_str()) {
                self.unknown(entry);
            }
        }
        for key in &self.missing {
            let message = format!("{} has no `{key}`", self.owner);
            let help = format!("add `{key}:`");
            self.notes
                .error(&DATA_MISSING_FIELD, self.head, message, help);
        }
    }

    /// Asks the reader of a field what it takes.
    fn ask<T>(
        &mut self,
        key: &'static str,
        required: bool,
        read: impl FnOnce(&Node, &mut Notes<'p>) -> Option<T>,
    ) {
        let shape = self.notes.shape_of(|node, notes| {
            read(node, notes);
        });
        self.answer(key, required, shape);
    }

    fn unknown(&mut self, entry: &Entry) {
        let meant = nearest(&entry.key, self.missing.iter().copied())
            .or_else(|| nearest(&entry.key, self.known.iter().copied()));
        let help = match meant {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if entry.value.value == Value::Empty => Some(COMMA.to_owned()),
            None if self.known.len() <= MOST_LISTED => {
                Some(format!("known keys are {}", quoted(&self.known)))
            }
            None => None,
        };
        self.missing.retain(|key| Some(*key) != meant);
        let help = with_look_alike(&entry.key, help);
        let message = format!("unknown key `{}` in {}", entry.key, self.owner);
        self.notes
            .error(&DATA_UNKNOWN_KEY, entry.key_span, message, help);
    }
}

/// How many known keys are listed where none is near.
const MOST_LISTED: usize = 12;

/// A key without a value is often the rest of a text: `{en: Say, who pays}`.
pub const COMMA: &str =
    "if this belongs to the text before it, put that text in quotes: inside `{…}` a comma ends it";

fn quoted(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// Reads a list element by element.
pub fn each<'p, T>(
    read: impl Fn(&Node, &mut Notes<'p>) -> Option<T>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<T>> {
    move |node, notes| {
        if notes.is_asked() {
            let element = notes.shape_of(|node, notes| {
                read(node, notes);
            });
            notes.answers(|| Shape::List(element.into()));
            return None;
        }
        let Value::List(elements) = &node.value else {
            let message = format!("expected a list, found {}", node.kind());
            let help = match &node.value {
                Value::Text(_) | Value::Number(_) => Some("put it in brackets: `[…]`".to_owned()),
                _ => None,
            };
            notes.error(&DATA_NOT_A_LIST, node.span, message, help);
            return None;
        };
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            if element.value == Value::Empty {
                let message = "an element of this list is empty";
                notes.error(&DATA_EMPTY, element.span, message, None);
                continue;
            }
            values.extend(read(element, notes));
        }
        Some(values)
    }
}

/// Reads a value that is either a map or something simpler.
pub fn either<'p, T>(
    node: &Node,
    notes: &mut Notes<'p>,
    simple: impl FnOnce(&Node, &mut Notes<'p>) -> Option<T>,
    map: impl FnOnce(&Node, &mut Notes<'p>) -> Option<T>,
) -> Option<T> {
    if notes.is_asked() {
        let simple = notes.shape_of(|node, notes| {
            simple(node, notes);
        });
        let map = notes.shape_of(|node, notes| {
            map(node, notes);
        });
        notes.answers(|| Shape::Either(vec![simple, map]));
        return None;
    }
    match node.value {
        Value::Map(_) => map(node, notes),
        _ => simple(node, notes),
    }
}

/// Says of a list which of its texts stand in it twice.
fn once<'p, T>(
    read: impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<T>>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<T>> {
    move |node, notes| {
        let mut seen = BTreeSet::new();
        let elements = match &node.value {
            Value::List(elements) => elements.as_slice(),
            _ => &[],
        };
        for element in elements {
            if let Value::Text(text) = &element.value
                && !seen.insert(text)
            {
                let message = format!("`{text}` stands twice in this list");
                let diagnostic =
                    Diagnostic::warning(&DATA_REPEATED, notes.place(element.span), message);
                notes.found.push(diagnostic);
            }
        }
        read(node, notes)
    }
}
