//! Reads the data files of records: one file per kind of record here, one function per record.
//!
//! A record with a mistake is kept as far as it goes, so that what points to it is not reported as well.

mod fieldwork;
mod finding;
mod follow_up;
mod opportunity;
mod quote;
mod recommendation;
mod reference;
mod rights;
mod term;

use super::fields::{self, Known};
use super::tree::ANCHOR_RESERVED;
use crate::diagnostic::Code;
use crate::source::{Field, Span};
use crate::study::record::Entry;
use crate::study::{Private, RecordId, Records};
use crate::yaml::{Map, Node, Notes, Shape, Value};
use std::collections::BTreeSet;

pub(super) use fieldwork::DATA_AGES_REVERSED;
pub(super) use follow_up::{
    DATA_NO_EVIDENCE, DATA_NOT_ADDRESSEE, DATA_PROGRESS_ORDER, DATA_RESPONSE_TWICE, response,
};
pub(super) use reference::DATA_UNKNOWN_TYPE;
pub(super) use rights::DATA_BAD_RIGHT;

/// A name that the program does not know, where it knows all names.
pub(super) static DATA_BAD_NAME: Code = Code {
    name: "data-bad-name",
    why: "The program knows all names that can stand here, and this is none of them.",
    remedy: "Write one of the names it knows.",
};

/// A record file that is not a list.
pub(super) static DATA_NOT_RECORDS: Code = Code {
    name: "data-not-records",
    why: "A file of records is a list: each record begins with `- id:`.",
    remedy: "Begin each record with `- ` and indent the rest of it by two spaces.",
};

/// A title that is too long for a list.
pub(super) static DATA_TOO_LONG: Code = Code {
    name: "data-too-long",
    why: "Titles stand in lists, menus and tables, where more than 90 characters cannot be taken in at a glance.",
    remedy: "Shorten it; the full wording belongs into `text`.",
};

/// A record file: its name, and how it adds to the records.
pub(super) type Reader = for<'a, 'n, 'p> fn(&Node, Known<'a>, &'n mut Notes<'p>, &mut Records);

/// Every record file.
pub(super) const FILES: &[(&str, Reader)] = &[
    ("recommendations", |root, known, notes, records| {
        let list = List::whole_file("recommendation", &mut records.lost);
        let id = fields::numbered('R');
        records.recommendations = list.read(root, id, notes, |map, entry| {
            recommendation::read(map, entry, known)
        });
    }),
    ("findings", |root, known, notes, records| {
        let list = List::whole_file("finding", &mut records.lost);
        let id = fields::numbered('F');
        records.findings = list.read(root, id, notes, |map, entry| {
            finding::read(map, entry, known)
        });
    }),
    ("fieldwork", fieldwork::read),
    ("quotes", |root, known, notes, records| {
        let list = List::whole_file("quote", &mut records.lost);
        records.quotes = list.read(root, fields::kebab, notes, |map, entry| {
            quote::read(map, entry, known)
        });
    }),
    ("opportunities", |root, known, notes, records| {
        let list = List::whole_file("opportunity", &mut records.lost);
        records.opportunities = list.read(root, fields::kebab, notes, |map, entry| {
            opportunity::read(map, entry, known)
        });
    }),
    ("references", reference::read),
    ("glossary", |root, known, notes, records| {
        let list = List::whole_file("term", &mut records.lost);
        records.terms = list.read(root, fields::kebab, notes, |map, entry| {
            term::read(map, entry, known)
        });
    }),
];

/// A list of records of one kind.
struct List<'r> {
    kind: &'static str,
    /// Where it stands in its file; `None` if it is all of it.
    at: Option<Field>,
    /// Gets the kind if one of the records cannot be read: see [`Records::lost`].
    lost: &'r mut BTreeSet<&'static str>,
}

impl<'r> List<'r> {
    fn whole_file(kind: &'static str, lost: &'r mut BTreeSet<&'static str>) -> Self {
        Self {
            kind,
            at: None,
            lost,
        }
    }

    fn under(key: &'static str, kind: &'static str, lost: &'r mut BTreeSet<&'static str>) -> Self {
        Self {
            kind,
            at: Some(Field::root().key(key)),
            lost,
        }
    }

    fn read<'p, T>(
        self,
        node: &Node,
        id: impl Fn(&Node, &mut Notes<'p>) -> Option<String>,
        notes: &mut Notes<'p>,
        read: impl Fn(&mut Map<'_, 'p>, Entry) -> T,
    ) -> Vec<T> {
        let kind = self.kind;
        if notes.is_asked() {
            let element = notes.shape_of(|node, notes| {
                if let Some(mut map) = Map::of(node, kind, notes) {
                    map.required("id", &id);
                    let entry = entry(&mut map, RecordId::new(""), Field::root());
                    read(&mut map, entry);
                    map.finish();
                }
            });
            notes.answers(|| Shape::List(element.into()));
            return Vec::new();
        }
        let Value::List(elements) = &node.value else {
            self.refuse(node, notes);
            return Vec::new();
        };
        let at = self.at.unwrap_or_else(Field::root);
        let mut records = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let owner = match element.get("id").map(|id| &id.value) {
                Some(Value::Text(id)) => format!("{kind} {id}"),
                _ => format!("{kind} number {}", index + 1),
            };
            let Some(mut map) = Map::of(element, owner, notes) else {
                self.lost.insert(kind);
                continue;
            };
            let said = map.notes.found.len();
            let name = map.required("id", &id);
            if name.is_none() || map.notes.found.len() > said {
                self.lost.insert(kind);
            }
            if let (Some(node), Some(name)) = (element.get("id"), &name) {
                refuse_reserved(kind, name, node.span, map.notes);
            }
            let name = name.map_or_else(|| RecordId::nameless(index + 1), RecordId::new);
            let entry = entry(&mut map, name, at.index(index));
            records.push(read(&mut map, entry));
            map.finish();
        }
        records
    }

    /// Something else stands here.
    fn refuse(self, node: &Node, notes: &mut Notes<'_>) {
        self.lost.insert(self.kind);
        if self.at.is_some() {
            return notes.wrong_type(node, "a list");
        }
        let (kind, found) = (self.kind, node.kind());
        let message = format!("expected a list of {kind} records, found {found}");
        notes.error(&DATA_NOT_RECORDS, node.span, message, None);
    }
}

/// Reports an id that a page which prints it uses for a part of its own.
fn refuse_reserved(kind: &str, id: &str, span: Span, notes: &mut Notes<'_>) {
    if is_reserved(kind, id) {
        let message = format!("the page itself uses the id `{id}`");
        notes.error(&ANCHOR_RESERVED, span, message, None);
    }
}

/// Ids of the pages on which records of a kind stand under their own ids. Those of recommendations and findings, `R04`
/// and `F07`, are like none of the pages'.
fn is_reserved(kind: &str, id: &str) -> bool {
    let evidence = || {
        let parts = ["activities", "groups", "quantity-words", "limits"];
        parts.contains(&id) || matches!(id, "quotes" | "opportunities")
    };
    let page_of_group = || matches!(id, "heard-in" | "quotes" | "findings");
    let letter = || {
        let number = id.strip_prefix("letter-").unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let of_kind = match kind {
        "term" => matches!(id, "data" | "data-title") || letter(),
        "activity" | "quote" => evidence() || page_of_group(),
        "group" | "opportunity" => evidence(),
        _ => false,
    };
    id == "main" || of_kind
}

/// What all kinds share.
fn entry(map: &mut Map<'_, '_>, id: RecordId, at: Field) -> Entry {
    Entry {
        id,
        path: map.notes.path.clone(),
        at,
        waivers: fields::waivers(map),
        private: private(map),
    }
}

/// Every value under `private:`, however it is ordered there.
fn private(map: &mut Map<'_, '_>) -> Vec<Private> {
    fn collect(node: &Node, notes: &Notes<'_>, out: &mut Vec<Private>) {
        match &node.value {
            Value::Text(value) | Value::Number(value) => out.push(Private {
                value: value.trim().to_owned(),
                place: notes.place(node.span),
            }),
            Value::List(elements) => elements.iter().for_each(|one| collect(one, notes, out)),
            Value::Map(entries) => {
                for entry in entries {
                    collect(&entry.value, notes, out);
                }
            }
            Value::Empty | Value::Truth(_) => {}
        }
    }
    let mut out = Vec::new();
    if let Some(node) = map.node("private") {
        collect(node, map.notes, &mut out);
    }
    out
}

/// The number of a record: from its id (`R04` is 4) unless given; 0 if it has neither.
fn number(map: &mut Map<'_, '_>, entry: &Entry) -> u32 {
    let digits = entry.id.as_str().strip_prefix(['R', 'F']);
    map.optional("number", crate::yaml::number)
        .or_else(|| digits?.parse().ok())
        .unwrap_or_default()
}
