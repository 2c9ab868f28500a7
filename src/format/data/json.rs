//! JSON: the records under the keys of their YAML files, and the schema that judges them.

use crate::read::schema::{self, DIALECT};
use crate::site::data::{Dataset, Origin};
use serde_json::{Map, Value, json};

/// `data/recommendations.json`
pub(super) fn records(data: &Dataset, origin: &Origin) -> String {
    let records: Vec<Value> = data.records.iter().cloned().map(Value::Object).collect();
    let mut file = Map::new();
    let mut put = |key: &str, value: Value| {
        if value != Value::Null {
            file.insert(key.to_owned(), value);
        }
    };
    put("$schema", format!("schema/{}.json", data.kind).into());
    put("title", title(origin));
    put("licence", origin.licence.clone().into());
    put("licence_url", origin.licence_url.clone().into());
    put("source", origin.source.clone().into());
    put("edition", origin.edition.clone().into());
    put(
        "edition_date",
        origin.date.map(|date| date.to_string()).into(),
    );
    put("as_of", origin.as_of.map(|date| date.to_string()).into());
    put(
        "languages",
        data.languages.iter().map(|lang| lang.as_str()).collect(),
    );
    put("count", records.len().into());
    put(data.kind, records.into());
    written(&Value::Object(file))
}

/// `data/schema/recommendations.json`
pub(super) fn schema(data: &Dataset, origin: &Origin) -> String {
    let text = json!({ "type": "string" });
    let record = schema::of_published(data.kind, &data.shape, &data.languages);
    let mut properties = Map::new();
    let mut put = |key: &str, words: &str, mut schema: Value| {
        schema["description"] = words.into();
        properties.insert(key.to_owned(), schema);
    };
    put("$schema", "This schema.", text.clone());
    put(
        "title",
        "The study's title in each language.",
        json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    );
    put(
        "licence",
        "Under which licence the data may be used.",
        text.clone(),
    );
    put("licence_url", "The licence on the web.", text.clone());
    put("source", "The site the data come from.", text.clone());
    put("edition", "Number of the edition.", text.clone());
    put("edition_date", "Date of the edition.", text.clone());
    put(
        "as_of",
        "The day up to which statements on progress hold.",
        text,
    );
    put(
        "languages",
        "Languages of the texts.",
        json!({ "type": "array", "items": { "type": "string" } }),
    );
    put(
        "count",
        "How many records there are.",
        json!({ "type": "integer", "minimum": 0 }),
    );
    put(
        data.kind,
        schema::explanation(data.kind).unwrap_or_default(),
        json!({ "type": "array", "items": record }),
    );
    let mut whole = json!({ "$schema": DIALECT });
    if let Some(base) = &origin.source {
        whole["$id"] = format!("{base}data/schema/{}.json", data.kind).into();
    }
    whole["title"] = data.kind.into();
    whole["type"] = "object".into();
    whole["properties"] = properties.into();
    whole["required"] = json!(["title", "languages", "count", data.kind]);
    whole["additionalProperties"] = false.into();
    written(&whole)
}

/// The study's title per language.
pub(super) fn title(origin: &Origin) -> Value {
    let titles = origin.title.iter();
    titles
        .map(|(lang, title)| (lang.to_string(), Value::from(title.as_str())))
        .collect::<Map<_, _>>()
        .into()
}

/// Indented, so that two editions can be compared line by line.
pub(super) fn written(value: &Value) -> String {
    format!("{value:#}\n")
}
