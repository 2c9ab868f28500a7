//! The values: `serde_yaml` reads them, the tree of places tells where each stands.

use super::marks::{Inside, Mark};
use super::syntax::Trouble;
use super::{Entry, Node, Value};
use crate::source::{Lines, Position, Span};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

/// Reads the values of `text` at the places in `mark`.
pub(super) fn node(text: &str, mark: &Mark, offset: usize) -> Result<Node, Trouble> {
    let seed = At { mark, offset };
    seed.deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| {
            let at = error.location().map_or(0, |place| {
                Lines::new(text).offset(Position {
                    line: place.line(),
                    column: place.column(),
                })
            });
            Trouble::syntax(text, at, at, &error.to_string())
        })
}

/// Reads the value that stands at a mark.
#[derive(Clone, Copy)]
struct At<'a> {
    mark: &'a Mark,
    offset: usize,
}

impl<'a> At<'a> {
    fn node(&self, value: Value) -> Node {
        Node {
            span: self.span(self.mark.span),
            value,
        }
    }

    fn span(&self, span: Span) -> Span {
        span.shifted(self.offset)
    }

    /// The values inside an alias have no marks of their own: they stand where the alias stands.
    fn element(&self, index: usize) -> At<'a> {
        let mark = match &self.mark.inside {
            Inside::List(elements) => elements.get(index).unwrap_or(self.mark),
            _ => self.mark,
        };
        At { mark, ..*self }
    }

    fn entry(&self, index: usize) -> (Span, At<'a>) {
        let (key, mark) = match &self.mark.inside {
            Inside::Map(entries) => entries.get(index).map(|(key, mark)| (*key, mark)),
            _ => None,
        }
        .unwrap_or((self.mark.span, self.mark));
        (self.span(key), At { mark, ..*self })
    }

    fn number(&self, read: String) -> Node {
        let typed = match &self.mark.inside {
            Inside::Plain(typed) => typed.clone(),
            _ => read,
        };
        self.node(Value::Number(typed))
    }
}

impl<'de> DeserializeSeed<'de> for At<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, a list or a map")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(self.node(Value::Empty))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(self.node(Value::Empty))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Node, E> {
        Ok(self.node(Value::Truth(truth)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(self.number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(self.number(number.to_string()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Node, E> {
        Ok(self.number(number.to_string()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Node, E> {
        Ok(self.number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        Ok(self.number(number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.node(Value::Text(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node, E> {
        Ok(self.node(Value::Text(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element_seed(self.element(elements.len()))? {
            elements.push(element);
        }
        elements.shrink_to_fit();
        Ok(self.node(Value::List(elements)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        let mut seen = BTreeSet::new();
        let mut index = 0;
        while let Some(key) = map.next_key::<String>()? {
            let (key_span, at) = self.entry(index);
            let value = map.next_value_seed(at)?;
            index += 1;
            // The first of two equal keys holds; the second was reported with the places.
            if seen.insert(key.clone()) {
                entries.push(Entry {
                    key,
                    key_span,
                    value,
                });
            }
        }
        // The places of all chapters' heads are kept until the checks are done.
        entries.shrink_to_fit();
        Ok(self.node(Value::Map(entries)))
    }
}
