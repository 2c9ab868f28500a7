//! Shapes as JSON Schemas.

use super::words::explanation;
use super::{DIALECT, Offers};
use crate::study::id::{KEBAB, is_kebab};
use crate::yaml::{FieldShape, Plain, Shape};
use serde_json::{Map, Value, json};

/// Language tags, for studies that we do not know.
const TAG: &str = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";

/// A year, a month or a day.
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// Who writes what the schema judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// People write YAML: fields may be empty, numbers may stand for texts.
    ByHand,
    /// The program writes JSON: everything is in its strictest form, empty things are left out.
    ByProgram,
}

/// Writes schemas.
pub(super) struct Writer<'o> {
    offers: &'o Offers,
    typed: Typed,
}

impl<'o> Writer<'o> {
    /// For one study.
    pub(super) fn new(offers: &'o Offers, typed: Typed) -> Self {
        Self { offers, typed }
    }

    /// A whole schema with its dialect and title.
    pub(super) fn document(&self, kind: &str, schema: Value) -> Value {
        let mut document = Map::new();
        document.insert("$schema".to_owned(), DIALECT.into());
        document.insert("title".to_owned(), format!("Diglot: {kind}").into());
        document.insert(
            "description".to_owned(),
            explanation(kind).unwrap_or_default().into(),
        );
        if let Value::Object(schema) = schema {
            document.extend(schema);
        }
        Value::Object(document)
    }

    /// A shape that stands at `path`: `recommendations.progress.date`.
    pub(super) fn schema(&self, shape: &Shape, path: &str) -> Value {
        match shape {
            Shape::Any => json!({}),
            Shape::Text => self.text(),
            Shape::Prose => json!({ "type": "string" }),
            Shape::Matching(pattern) => json!({ "type": "string", "pattern": pattern }),
            Shape::Numbered(letter) => {
                json!({ "type": "string", "pattern": format!("^{letter}[0-9]{{2,6}}$") })
            }
            Shape::Quoted(pattern) => self.or_number(pattern),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Number => json!({ "type": "integer", "minimum": 0 }),
            Shape::Date => self.or_number(DATE),
            Shape::Lang => json!({ "type": "string", "pattern": TAG }),
            Shape::Words(words) => json!({ "enum": words }),
            Shape::Key(list) => self.offered(list, KEBAB),
            Shape::Id(kind) => self.offered(kind, id_pattern(kind)),
            Shape::List(element) => {
                json!({ "type": "array", "items": self.schema(element, path) })
            }
            Shape::PerLang { value, plain } => self.per_language(value, *plain, path),
            Shape::Keyed(words, value) => self.keyed(words, value, path),
            Shape::Either(shapes) => {
                let schemas: Vec<Value> = shapes.iter().map(|one| self.schema(one, path)).collect();
                json!({ "anyOf": schemas })
            }
            Shape::Fields(fields) => self.fields(fields, path),
        }
    }

    fn text(&self) -> Value {
        match self.typed {
            Typed::ByHand => json!({ "type": ["string", "number"] }),
            Typed::ByProgram => json!({ "type": "string" }),
        }
    }

    /// Text of a form that YAML may take for a whole number: `2021`, `32`.
    fn or_number(&self, pattern: &str) -> Value {
        match self.typed {
            Typed::ByHand => json!({ "type": ["string", "integer"], "pattern": pattern }),
            Typed::ByProgram => json!({ "type": "string", "pattern": pattern }),
        }
    }

    /// A name of which the present ones are offered; a new one is no mistake until the study is checked.
    fn offered(&self, what: &str, pattern: &str) -> Value {
        let free = json!({ "type": "string", "pattern": pattern });
        match self.offers.names.get(what) {
            Some(names) if !names.is_empty() => json!({ "anyOf": [{ "enum": names }, free] }),
            _ => free,
        }
    }

    fn per_language(&self, value_shape: &Shape, plain: Plain, path: &str) -> Value {
        let in_one = self.schema(value_shape, path);
        let value = self.nullable(in_one.clone());
        let languages = &self.offers.languages;
        let per_language = if languages.is_empty() {
            json!({ "type": "object", "patternProperties": { TAG: value }, "additionalProperties": false })
        } else {
            let properties: Map<String, Value> = languages
                .iter()
                .map(|lang| (lang.to_string(), value.clone()))
                .collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        };
        let alone = languages.len() < 2 && self.typed == Typed::ByHand;
        if plain == Plain::Always || (plain == Plain::Alone && alone) {
            // Whatever is typed in one language may also be a number: `2030`.
            let alone = match value_shape {
                Shape::Prose => self.text(),
                _ => in_one,
            };
            json!({ "anyOf": [per_language, alone] })
        } else {
            per_language
        }
    }

    fn keyed(&self, words: &[&str], value: &Shape, path: &str) -> Value {
        let value = self.schema(value, path);
        if words.is_empty() {
            return json!({ "type": "object", "additionalProperties": value });
        }
        let properties: Map<String, Value> = words
            .iter()
            .map(|word| ((*word).to_owned(), value.clone()))
            .collect();
        json!({ "type": "object", "properties": properties, "additionalProperties": false })
    }

    fn fields(&self, fields: &[FieldShape], path: &str) -> Value {
        let mut properties = Map::new();
        for field in fields {
            let path = format!("{path}.{}", field.key);
            let mut schema = self.schema(&field.shape, &path);
            if !field.required {
                schema = self.nullable(schema);
            }
            if let (Value::Object(schema), Some(words)) = (&mut schema, explanation(&path)) {
                schema.insert("description".to_owned(), words.into());
            }
            properties.insert(field.key.to_owned(), schema);
        }
        let required: Vec<&str> = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.key)
            .collect();
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    /// People may leave a field empty.
    fn nullable(&self, mut schema: Value) -> Value {
        if self.typed == Typed::ByProgram {
            return schema;
        }
        if let Some(kind) = schema.get_mut("type") {
            match kind {
                Value::Array(kinds) => kinds.push("null".into()),
                _ => *kind = json!([kind.clone(), "null"]),
            }
        } else if let Some(Value::Array(words)) = schema.get_mut("enum") {
            words.push(Value::Null);
        } else if let Some(Value::Array(schemas)) = schema.get_mut("anyOf") {
            schemas.push(json!({ "type": "null" }));
        }
        schema
    }
}

/// Ids of numbered records have a letter and digits, all others are words.
fn id_pattern(kind: &str) -> &'static str {
    debug_assert!(is_kebab(kind));
    match kind {
        "recommendation" => "^R[0-9]{2,6}$",
        "finding" => "^F[0-9]{2,6}$",
        _ => KEBAB,
    }
}
