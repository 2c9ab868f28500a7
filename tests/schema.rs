//! Schemas say what the readers read: no more, no less, and in the words of a validator that is not ours.

use crate::support;

use diglot::language::Lang;
use diglot::read::schema::{self, KINDS, Offers};
use diglot::source::{SourcePath, Sources};
use diglot::yaml::{self, Entry, Node, Shape, Value as Yaml};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Our tree of YAML as a validator sees it.
fn json(node: &Node) -> Value {
    match &node.value {
        Yaml::Empty => Value::Null,
        Yaml::Truth(truth) => (*truth).into(),
        Yaml::Number(number) => serde_json::from_str(number).unwrap_or(number.as_str().into()),
        Yaml::Text(text) => text.as_str().into(),
        Yaml::List(elements) => elements.iter().map(json).collect(),
        Yaml::Map(entries) => Value::Object(
            entries
                .iter()
                .map(|Entry { key, value, .. }| (key.clone(), json(value)))
                .collect(),
        ),
    }
}

fn parsed(text: &str) -> Value {
    let path: SourcePath = "x".into();
    let node = yaml::parse(&path, text, 0).value.expect("YAML");
    json(&node)
}

/// The kind of schema for a file, and its YAML.
fn file<'t>(path: &str, text: &'t str) -> Option<(&'static str, &'t str)> {
    let name = path.rsplit('/').next()?;
    if name.ends_with(".md") {
        let head = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
        return Some(("chapter", head.split_once("\n---")?.0));
    }
    let stem = name.strip_suffix(".yaml")?;
    let kind = KINDS.iter().find(|kind| **kind == stem)?;
    Some((kind, text))
}

fn complaints(sources: &Sources) -> Vec<String> {
    let study = support::prepare(sources).study;
    let offers = Offers::of(&study);
    let mut said = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, _) in sources.below("content/") {
        let Some((kind, text)) = sources.text(path).and_then(|text| file(path, text)) else {
            continue;
        };
        seen.insert(kind);
        let schema = schema::of_file(kind, &offers).expect(kind);
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        for error in validator.iter_errors(&parsed(text)) {
            said.push(format!("{path}{}: {error}", error.instance_path));
        }
    }
    assert!(seen.len() > 4, "{seen:?}");
    said
}

#[test]
fn what_is_sound_for_us_is_sound_for_the_schema() {
    let own = diglot::disk::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("readable");
    assert_eq!(complaints(&own), Vec::<String>::new());
    assert_eq!(
        complaints(&support::study("two-voices")),
        Vec::<String>::new()
    );
    for tags in [vec!["en"], vec!["kk", "ru", "en"]] {
        let languages: Vec<Lang> = tags
            .iter()
            .map(|tag| Lang::parse(tag).expect(tag))
            .collect();
        let mut sources = Sources::new();
        for (path, text) in diglot::scaffold::study(&languages) {
            sources = sources.with_text(&path, text);
        }
        assert_eq!(complaints(&sources), Vec::<String>::new(), "{tags:?}");
    }
}

/// As an editor does it: each file names its schema in its first line, and the schema lies where it says.
#[test]
fn files_of_the_own_study_are_sound_for_the_schemas_beside_them() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let own = diglot::disk::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("readable");
    let mut seen = 0;
    for (path, _) in own.below("content/") {
        let Some(expected) = diglot::scaffold::modeline(path) else {
            continue;
        };
        let text = own.text(path).expect("a text");
        assert!(text.starts_with(&expected), "{path} names its schema");
        let (_, name) = expected.trim_end().rsplit_once('/').expect("a path");
        let written = std::fs::read_to_string(content.join(".schema").join(name));
        let written = written.expect("`diglot schema --write` was run");
        let schema: Value = serde_json::from_str(&written).expect(name);
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        let data = parsed(text);
        let errors = validator.iter_errors(&data).map(|one| one.to_string());
        assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new(), "{path}");
        seen += 1;
    }
    assert!(seen >= 11, "{seen}");
}

#[test]
fn every_schema_is_one() {
    for kind in KINDS {
        let schema = schema::of_file(kind, &Offers::default()).expect(kind);
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind}");
    }
    assert_eq!(schema::of_file("lock", &Offers::default()), None);
}

/// Every path of fields in a shape.
fn paths(shape: &Shape, path: &str, out: &mut Vec<String>) {
    match shape {
        Shape::Fields(fields) => {
            for field in fields {
                let path = format!("{path}.{}", field.key);
                paths(&field.shape, &path, out);
                out.push(path);
            }
        }
        Shape::List(inner) | Shape::Keyed(_, inner) | Shape::PerLang { value: inner, .. } => {
            paths(inner, path, out);
        }
        Shape::Either(shapes) => shapes.iter().for_each(|one| paths(one, path, out)),
        _ => {}
    }
}

/// Fields that may hold anything, by their paths.
fn open(shape: &Shape, path: &str, out: &mut Vec<String>) {
    match shape {
        Shape::Any => out.push(path.to_owned()),
        Shape::Fields(fields) => {
            for field in fields {
                open(&field.shape, &format!("{path}.{}", field.key), out);
            }
        }
        Shape::List(inner) | Shape::Keyed(_, inner) | Shape::PerLang { value: inner, .. } => {
            open(inner, path, out);
        }
        Shape::Either(shapes) => shapes.iter().for_each(|one| open(one, path, out)),
        _ => {}
    }
}

#[test]
fn only_what_is_private_may_be_anything() {
    let mut all = Vec::new();
    for kind in KINDS {
        open(&schema::shape(kind).expect(kind), kind, &mut all);
    }
    // Of works cited, fields that are printed nowhere pass as they are.
    all.retain(|path| !path.ends_with(".private") && !path.starts_with("references."));
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn every_field_is_explained() {
    let mut silent = Vec::new();
    for kind in KINDS {
        let mut all = vec![(*kind).to_owned()];
        paths(&schema::shape(kind).expect(kind), kind, &mut all);
        silent.extend(
            all.into_iter()
                .filter(|path| schema::explanation(path).is_none()),
        );
    }
    assert!(
        silent.is_empty(),
        "say in src/read/schema/words.rs what these are for:\n{}",
        silent.join("\n")
    );
}
