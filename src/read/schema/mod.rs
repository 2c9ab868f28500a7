//! What each file of a study may hold, as JSON Schemas: for editors, and for whoever uses the published data.
//!
//! Nothing here knows a field: the readers are asked what they take ([`yaml::shape`]), so a schema says what is read
//! and nothing else. Only the sentences that explain the fields are kept here (`words`).

mod json;
mod words;

use super::fields::Known;
use super::{fields, front_matter, records, settings, vocabulary};
use crate::language::Lang;
use crate::source::SourcePath;
use crate::study::record::Record;
use crate::study::{Records, Study};
use crate::yaml::{self, Map, Node, Notes, Shape};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub use words::explanation;

/// Files and heads that have a schema, by the name of the schema.
pub const KINDS: &[&str] = &[
    "study",
    "vocabulary",
    "recommendations",
    "findings",
    "fieldwork",
    "quotes",
    "opportunities",
    "references",
    "glossary",
    "part",
    "chapter",
];

/// The dialect in which schemas are written; the newest that editors of YAML know well.
pub const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// What the schemas know of a study: its languages, and the ids and keys that can be offered. Empty: any.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    languages: Vec<Lang>,
    /// By what is named: `actors`, `finding`.
    names: BTreeMap<&'static str, Vec<String>>,
}

impl Offers {
    /// Of a study at hand.
    pub fn of(study: &Study) -> Self {
        let lists = [
            ("actors", &study.vocabulary.actors),
            ("themes", &study.vocabulary.themes),
            ("sectors", &study.vocabulary.sectors),
        ];
        let mut names: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (name, list) in lists {
            names.insert(name, list.keys().map(str::to_owned).collect());
        }
        for record in study.records.all() {
            let id = record.entry().id.to_string();
            if let Record::Activity(_) | Record::Quote(_) | Record::Reference(_) = record {
                names.entry("evidence").or_default().push(id.clone());
            }
            names.entry(record.kind()).or_default().push(id);
        }
        let chapters = study.chapters.iter().map(|chapter| chapter.id.to_string());
        names.insert("chapter", chapters.collect());
        Self {
            languages: study.settings.languages.clone(),
            names,
        }
    }

    /// The same languages, and any ids and keys: for data that others use.
    pub fn open(languages: &[Lang]) -> Self {
        Self {
            languages: languages.to_vec(),
            names: BTreeMap::new(),
        }
    }
}

/// What a kind of file takes; `None` if there is no such kind.
pub fn shape(kind: &str) -> Option<Shape> {
    let pointers = RefCell::new(Vec::new());
    let known = Known {
        pointers: &pointers,
        languages: &[],
        vocabulary: None,
    };
    let path: SourcePath = "".into();
    let file = records::FILES.iter().find(|(name, _)| *name == kind);
    let read = |node: &Node, notes: &mut Notes<'_>| match kind {
        "study" => {
            settings::settings(node, known, notes);
        }
        "vocabulary" => {
            vocabulary::vocabulary(node, known, notes);
        }
        "part" => part(node, notes),
        "chapter" => front_matter::head(node, notes),
        _ => {
            if let Some((_, read)) = file {
                read(node, known, notes, &mut Records::default());
            }
        }
    };
    KINDS
        .contains(&kind)
        .then(|| yaml::shape(&path, |node, notes| read(node, notes)))
}

fn part(node: &Node, notes: &mut Notes<'_>) {
    if let Some(mut map) = Map::of(node, "part.yaml", notes) {
        map.required("title", fields::prose(&[]));
        map.finish();
    }
}

/// The schema of a kind of file, for editors; `None` if there is no such kind.
pub fn of_file(kind: &str, offers: &Offers) -> Option<Value> {
    let shape = shape(kind)?;
    let writer = json::Writer::new(offers, json::Typed::ByHand);
    Some(writer.document(kind, writer.schema(&shape, kind)))
}

/// The schema of one record as data publish it: texts are plain and always stand per language.
pub fn of_published(kind: &str, record: &Shape, languages: &[Lang]) -> Value {
    let offers = Offers {
        languages: languages.to_vec(),
        ..Offers::default()
    };
    json::Writer::new(&offers, json::Typed::ByProgram).schema(record, kind)
}
