//! Where the fields of a file stand, looked up by the way to them.

use super::{Entry, Node, Value};
use crate::source::{Field, Span, Step};

/// Where every key and value of a YAML file stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    root: Node,
}

impl Index {
    /// The places of a tree.
    pub fn new(root: Node) -> Self {
        Self { root }
    }

    /// The value of a field; the nearest enclosing value that exists.
    pub fn value(&self, field: &Field) -> Span {
        self.walk(field).0.span
    }

    /// The key of a field; its value where it has no key, the nearest enclosing value where it does not exist.
    pub fn key(&self, field: &Field) -> Span {
        match self.walk(field) {
            (_, Some(entry), true) => entry.key_span,
            (node, _, _) => node.span,
        }
    }

    /// The last node on the way that exists, the entry it was reached through, and whether the way ends there.
    fn walk(&self, field: &Field) -> (&Node, Option<&Entry>, bool) {
        let mut node = &self.root;
        let mut through = None;
        for step in &field.0 {
            let (next, entry) = match (step, &node.value) {
                (Step::Key(key), Value::Map(entries)) => {
                    let entry = entries.iter().find(|entry| entry.key == *key);
                    (entry.map(|entry| &entry.value), entry)
                }
                (Step::Index(index), Value::List(elements)) => (elements.get(*index), None),
                _ => (None, None),
            };
            let Some(next) = next else {
                return (node, through, false);
            };
            (node, through) = (next, entry);
        }
        (node, through, true)
    }
}
