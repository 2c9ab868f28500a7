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

    /// A stretch of the text of a field, which was read from `file`. `inside` counts from the beginning of the text
    /// without white space around it. The whole value where the text cannot be followed.
    pub fn within(&self, field: &Field, inside: Span, file: &str) -> Span {
        let whole = self.value(field);
        let node = self.walk(field).0;
        let (Value::Text(text) | Value::Number(text)) = &node.value else {
            return whole;
        };
        let Some(written) = file.get(whole.start..whole.end) else {
            return whole;
        };
        let from = text.len() - text.trim_start().len();
        let find = |at: usize| scalar_offset(written, text, from + at);
        match (find(inside.start), find(inside.end)) {
            (Some(start), Some(end)) => {
                Span::new(whole.start + start, whole.start + end.max(start))
            }
            _ => whole,
        }
    }

    /// Every text with the way to it, in the order of the file.
    pub fn texts(&self) -> Vec<(Field, &str)> {
        let mut out = Vec::new();
        texts(&self.root, &Field::root(), &mut out);
        out
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

fn texts<'n>(node: &'n Node, at: &Field, out: &mut Vec<(Field, &'n str)>) {
    match &node.value {
        Value::Text(text) | Value::Number(text) => out.push((at.clone(), text)),
        Value::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                texts(element, &at.index(index), out);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                texts(&entry.value, &at.key(entry.key.clone()), out);
            }
        }
        Value::Empty | Value::Truth(_) => {}
    }
}

/// Where the byte at `offset` of a text stands in the scalar that it was written as: quoted, folded, or plain.
fn scalar_offset(written: &str, text: &str, offset: usize) -> Option<usize> {
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let mut at = match written.chars().next()? {
        '"' | '\'' => 1,
        // The header of a block scalar is a line of its own.
        '|' | '>' => written.find('\n')?,
        _ => 0,
    };
    for (done, letter) in text.char_indices() {
        if letter.is_whitespace() {
            if done >= offset {
                return Some(at);
            }
            at += gap(&written[at..], quote);
            continue;
        }
        // Space that the text does not have: the indentation of a line, the blank at a fold.
        at += gap(&written[at..], quote);
        if done >= offset {
            return Some(at);
        }
        at += length_of(&written[at..], letter, quote)?;
    }
    (offset >= text.len()).then_some(at)
}

/// White space of the file, however long; in double quotes also as an escape.
fn gap(written: &str, quote: Option<char>) -> usize {
    let mut rest = written;
    loop {
        let trimmed = rest.trim_start_matches(char::is_whitespace);
        let escapes = ["\\n", "\\t", "\\ ", "\\_", "\\\n", "\\\r\n"];
        let escape = escapes.iter().find_map(|one| trimmed.strip_prefix(one));
        match escape.filter(|_| quote == Some('"')) {
            Some(after) => rest = after,
            None => return written.len() - trimmed.len(),
        }
    }
}

/// How many bytes of the file a letter takes.
fn length_of(written: &str, letter: char, quote: Option<char>) -> Option<usize> {
    let first = written.chars().next()?;
    match (quote, first) {
        (Some('"'), '\\') => match written[1..].chars().next()? {
            'x' => Some(4),
            'u' => Some(6),
            'U' => Some(10),
            escaped => Some(1 + escaped.len_utf8()),
        },
        (Some('\''), '\'') => Some(2),
        _ => (first == letter).then(|| first.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    #[test]
    fn a_word_of_a_text_is_found_in_its_scalar() {
        for file in [
            "a: the clinic asked 90 people\n",
            "a: \"the \\u201cclinic\\\" asked 90 people\"\n",
            "a: 'the clinic''s head asked 90 people'\n",
            "a: >-\n  the clinic\n  asked\n  90 people\n",
            "a: >\n    the clinic\n\n    asked 90 people\nb: 1\n",
            "a: |\n  the clinic\n  asked 90 people\n",
            "a: the clinic\n  asked 90\n  people\n",
        ] {
            let root = parse(&"x.yaml".into(), file, 0).value.expect(file);
            let field = Field::root().key("a");
            let Some(Value::Text(text)) = root.get("a").map(|node| node.value.clone()) else {
                panic!("{file}");
            };
            let index = Index::new(root);
            let at = text.trim().find("90").expect(file);
            let span = index.within(&field, Span::new(at, at + 2), file);
            assert_eq!(&file[span.start..span.end], "90", "{file}");
        }
    }
}
