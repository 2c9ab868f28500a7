//! Works cited, in Hayagriva's YAML: a map from keys to entries. We read what pages print and tolerate the rest.

use super::super::fields::{self, DATA_BAD_ID, Known};
use super::super::settings::web_address;
use super::entry;
use crate::diagnostic::{Code, nearest};
use crate::language::Lang;
use crate::source::Field;
use crate::study::reference::{Author, Reference};
use crate::study::{RecordId, Records, When};
use crate::yaml::{Map, Node, Notes, Shape, Value, date, either, lang, text};

/// A type of work that Hayagriva has not.
pub(in crate::read) static DATA_UNKNOWN_TYPE: Code = Code {
    name: "data-unknown-type",
    why: "The type of a work decides how its entry is set; the types are those of Hayagriva's file format.",
    remedy: "Write one of its types, such as `report`, `legislation`, `article`, `web` or `misc`.",
};

/// The types of Hayagriva's file format.
const TYPES: &[&str] = &[
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "original",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "thread",
    "repository",
    "video",
    "audio",
    "exhibition",
];

/// Fields of Hayagriva's file format that no page prints.
const TOLERATED: &[&str] = &[
    "editor",
    "affiliated",
    "location",
    "volume-total",
    "edition",
    "page-total",
    "time-range",
    "runtime",
    "archive",
    "archive-location",
    "call-number",
    "abstract",
    "annote",
    "genre",
    "chapter",
];

pub(super) fn read(root: &Node, known: Known<'_>, notes: &mut Notes<'_>, records: &mut Records) {
    if notes.is_asked() {
        let work = notes.shape_of(|node, notes| {
            if let Some(mut map) = Map::of(node, "a reference", notes) {
                reference(&mut map, "", known);
                map.finish();
            }
        });
        notes.answers(|| Shape::Keyed(Vec::new(), work.into()));
        return;
    }
    let Value::Map(entries) = &root.value else {
        let message = format!("expected a map from keys to works, found {}", root.kind());
        let help =
            "references.yaml is Hayagriva's YAML: `unicef2018:` and below it, indented, the fields"
                .to_owned();
        notes.error(&super::DATA_NOT_RECORDS, root.span, message, help);
        records.lost.insert("reference");
        return;
    };
    for one in entries {
        if !crate::study::id::is_kebab(&one.key) {
            let message = format!(
                "the key `{}` is not lower-case Latin letters and digits joined by `-`",
                one.key
            );
            let meant = fields::kebabbed(&one.key);
            let help = (!meant.is_empty()).then(|| format!("did you mean `{meant}`?"));
            notes.error(&DATA_BAD_ID, one.key_span, message, help);
            records.lost.insert("reference");
        }
        super::refuse_reserved("reference", &one.key, one.key_span, notes);
        let owner = format!("reference {}", one.key);
        let Some(mut map) = Map::of(&one.value, owner, notes) else {
            records.lost.insert("reference");
            continue;
        };
        let reference = reference(&mut map, &one.key, known);
        map.finish();
        records.references.push(reference);
    }
}

fn reference(map: &mut Map<'_, '_>, key: &str, known: Known<'_>) -> Reference {
    let at = Field::root().key(key);
    let url: Option<(String, Option<When>)> = map.optional("url", url);
    for key in TOLERATED {
        map.node(key);
    }
    Reference {
        entry: entry(map, RecordId::new(key), at),
        kind: map.required("type", kind).unwrap_or_default(),
        title: map
            .required("title", value_of("`title`"))
            .unwrap_or_default(),
        authors: map.optional("author", authors).unwrap_or_default(),
        date: map.optional("date", date),
        publisher: map.optional("publisher", publisher),
        organization: map.optional("organization", text),
        url: url.map(|(url, _)| url),
        doi: map.optional("serial-number", doi),
        page_range: map.optional("page-range", text),
        volume: map.optional("volume", text),
        issue: map.optional("issue", text),
        parent_title: map.optional("parent", parent),
        language: map.optional("language", lang) as Option<Lang>,
        note: map.optional("note", text),
        access: map.optional("access", known.prose()),
    }
}

fn kind(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    // Hayagriva's own files begin types with a capital.
    let types = || {
        vec![
            Shape::Words(TYPES.to_vec()),
            Shape::Matching("^[A-Z][A-Za-z]+$"),
        ]
    };
    if notes.answers(|| Shape::Either(types())) {
        return None;
    }
    let typed = text(node, notes)?;
    let kind = typed.to_lowercase();
    if !TYPES.contains(&kind.as_str()) {
        let message = format!("`{typed}` is not a type of work that Hayagriva knows");
        let help = match nearest(&kind, TYPES.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its types are {}", fields::quoted(TYPES)),
        };
        notes.error(&DATA_UNKNOWN_TYPE, node.span, message, help);
    }
    Some(kind)
}

/// Text, or a map that holds it as `value` beside forms we do not print.
fn value_of<'p>(owner: &'static str) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> {
    move |node, notes| {
        either(node, notes, text, |node, notes| {
            let mut map = Map::of(node, owner, notes)?;
            let value = map.required("value", text);
            for key in ["short", "sentence-case", "title-case", "verbatim"] {
                map.node(key);
            }
            map.finish();
            value
        })
    }
}

/// An address, or a map with the address as `value` and the day it was visited as `date`.
fn url(node: &Node, notes: &mut Notes<'_>) -> Option<(String, Option<When>)> {
    let address_only = |node: &Node, notes: &mut Notes<'_>| Some((web_address(node, notes)?, None));
    either(node, notes, address_only, |node, notes| {
        let mut map = Map::of(node, "`url`", notes)?;
        let value = map.required("value", web_address);
        let visited = map.optional("date", date);
        map.finish();
        Some((value?, visited))
    })
}

fn publisher(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    either(node, notes, text, |node, notes| {
        let mut map = Map::of(node, "`publisher`", notes)?;
        let name = map.required("name", text);
        map.node("location");
        map.finish();
        name
    })
}

/// `{doi: …}`; other numbers are tolerated. A plain text is a number of the publisher's own.
fn doi(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let any_number = || Shape::Keyed(Vec::new(), Shape::Any.into());
    if notes.answers(|| Shape::Either(vec![Shape::Text, any_number()])) {
        return None;
    }
    if !matches!(node.value, Value::Map(_)) {
        text(node, notes)?;
        return None;
    }
    text(node.get("doi")?, notes)
}

/// The title of the larger work; of several, the first.
fn parent(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Any) {
        return None;
    }
    let parent = match &node.value {
        Value::List(parents) => parents.first()?,
        _ => node,
    };
    match &parent.value {
        Value::Map(_) => value_of("`title`")(parent.get("title")?, notes),
        _ => {
            notes.wrong_type(parent, "a map with the `title` of the larger work");
            None
        }
    }
}

fn authors(node: &Node, notes: &mut Notes<'_>) -> Option<Vec<Author>> {
    if notes.is_asked() {
        let one = notes.shape_of(|node, notes| {
            author(node, notes);
        });
        notes.answers(|| Shape::Either(vec![one.clone(), Shape::List(one.into())]));
        return None;
    }
    match &node.value {
        Value::List(people) => Some(people.iter().filter_map(|one| author(one, notes)).collect()),
        _ => Some(vec![author(node, notes)?]),
    }
}

/// `Surname, Given`, the name of a body, or a map of the parts of a name.
fn author(node: &Node, notes: &mut Notes<'_>) -> Option<Author> {
    either(node, notes, one_line, parts)
}

/// `Surname, Given`, or the name of a body.
fn one_line(node: &Node, notes: &mut Notes<'_>) -> Option<Author> {
    let typed = text(node, notes)?;
    Some(match typed.split_once(',') {
        Some((name, given)) => Author {
            name: name.trim().to_owned(),
            given: Some(given.trim().to_owned()).filter(|given| !given.is_empty()),
        },
        None => Author {
            name: typed,
            given: None,
        },
    })
}

/// A map of the parts of a name.
fn parts(node: &Node, notes: &mut Notes<'_>) -> Option<Author> {
    let mut map = Map::of(node, "an author", notes)?;
    let name = map.required("name", text);
    let given = map.optional("given-name", text);
    let prefix = map.optional("prefix", text);
    for key in ["suffix", "alias"] {
        map.node(key);
    }
    map.finish();
    let name = name?;
    Some(Author {
        name: prefix.map_or(name.clone(), |prefix| format!("{prefix} {name}")),
        given,
    })
}
