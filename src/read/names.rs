//! Ids and addresses that may stand only once in a study.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Field, Place};
use crate::study::record::Entry;
use crate::study::text::{ChapterText, Texts};
use std::collections::{BTreeMap, BTreeSet};

/// An id of two things.
pub(super) static DATA_DUPLICATE_ID: Code = Code {
    name: "data-duplicate-id",
    why: "Records, chapters and news items share one set of ids: `[#young-people]` must lead to one place only, and the \
          address of a thing never changes its meaning.",
    remedy: "Give one of the two another id.",
};

/// A number of two records.
pub(super) static DATA_DUPLICATE_NUMBER: Code = Code {
    name: "data-duplicate-number",
    why: "Recommendations and findings are cited by their numbers, so each number belongs to one of them only.",
    remedy: "Give one of the two another `number`, as it was published.",
};

/// An address that belongs to the program.
pub(super) static FILE_RESERVED_ADDRESS: Code = Code {
    name: "file-reserved-address",
    why: "The program keeps some addresses for its own pages, those of today and those to come: recommendations, findings, \
          glossary, references, news, search, parallel, full, method and evidence. Feeds stand at feed.xml and progress.xml.",
    remedy: "Rename the file, or give the chapter another `id` or `slug`.",
};

/// An address of two chapters.
pub(super) static FILE_DUPLICATE_ADDRESS: Code = Code {
    name: "file-duplicate-address",
    why: "Every chapter has an address of its own in each language: its `slug`, or else its id. Its `aliases` lead to it \
          from other addresses, at which nothing else may stand.",
    remedy: "Change the `slug` or the alias of one of the two.",
};

/// Addresses that the program keeps for its own pages.
const RESERVED: &[&str] = &[
    "recommendations",
    "findings",
    "glossary",
    "references",
    "news",
    "search",
    "parallel",
    "full",
    "method",
    "evidence",
];

/// Its own files beside the pages of a language: no folder can stand there.
const FILES: &[&str] = &["feed.xml", "progress.xml"];

/// Reports every id that two things have; and of what kinds records have one that is taken.
pub(super) fn duplicate_ids(texts: &Texts) -> (Vec<Diagnostic>, BTreeSet<&'static str>) {
    let mut seen: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    let mut found = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut declare = |id, what: &'static str, place: Place| {
        let Some((other, first)) = seen.get(id) else {
            seen.insert(id, (what, place));
            return true;
        };
        let message = format!("the id `{id}` of this {what} is already that of a {other}");
        let message = message.replace("of a activity", "of an activity");
        let message = message.replace("of a opportunity", "of an opportunity");
        let note = format!("the {other} stands here");
        found.push(Diagnostic::error(&DATA_DUPLICATE_ID, place, message).note(first.clone(), note));
        false
    };
    for (what, list) in [("chapter", &texts.chapters), ("news item", &texts.news)] {
        let mut last: BTreeMap<&str, ()> = BTreeMap::new();
        for text in list {
            // The other languages of the same chapter.
            if last.insert(text.id.as_str(), ()).is_none() {
                declare(text.id.as_str(), what, Place::file(&text.path));
            }
        }
    }
    let named = texts.records.all();
    for record in named.filter(|record| !record.entry().id.is_nameless()) {
        let entry = record.entry();
        let place = match record.kind() {
            "reference" => Place::key(&entry.path, entry.at.clone()),
            _ => entry.place(),
        };
        if !declare(entry.id.as_str(), record.kind(), place) {
            kinds.insert(record.kind());
        }
    }
    (found, kinds)
}

/// Reports every number that two recommendations or two findings have.
pub(super) fn duplicate_numbers(texts: &Texts) -> Vec<Diagnostic> {
    let records = &texts.records;
    let recommendations = records.recommendations.iter();
    let findings = records.findings.iter();
    let mut found = repeated(recommendations.map(|one| (one.number, &one.entry)));
    found.extend(repeated(findings.map(|one| (one.number, &one.entry))));
    found
}

fn repeated<'a>(numbered: impl Iterator<Item = (u32, &'a Entry)>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<u32, &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    // Without a number, as without an id, which was reported.
    for (number, entry) in numbered.filter(|(number, _)| *number > 0) {
        let Some(first) = seen.get(&number) else {
            seen.insert(number, entry);
            continue;
        };
        // Two records of one id were reported as such.
        if first.id != entry.id {
            let message = format!(
                "the number {number} of {} is already that of {}",
                entry.id, first.id
            );
            let place = entry.place();
            found.push(
                Diagnostic::error(&DATA_DUPLICATE_NUMBER, place, message)
                    .note(first.place(), format!("{} stands here", first.id)),
            );
        }
    }
    found
}

/// Reports addresses that belong to the program or to two chapters.
pub(super) fn addresses(texts: &Texts) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = texts
        .chapters
        .iter()
        .filter_map(|text| reserved(text))
        .collect();
    let mut seen: BTreeMap<(&str, String), &ChapterText> = BTreeMap::new();
    for text in &texts.chapters {
        let slug = text.front.slug.as_deref().unwrap_or(text.id.as_str());
        // Two chapters of one id were reported as such.
        if let Some(first) = seen.insert((text.lang.as_str(), slug.to_lowercase()), text)
            && first.id != text.id
        {
            let place = match &text.front.slug {
                Some(_) => slug_of(text),
                None => Place::file(&text.path),
            };
            found.push(duplicate(text, place, first, slug));
        }
    }
    for text in &texts.chapters {
        for (index, alias) in text.front.aliases.iter().enumerate() {
            let place = Place::field(&text.path, Field::root().key("aliases").index(index));
            // Many disks take `Old` and `old` for one file.
            let address = below_language(alias, text.lang.as_str()).to_lowercase();
            let first = address.split('/').next().unwrap_or_default();
            if RESERVED.contains(&address.as_str()) || FILES.contains(&first) {
                found.push(taken(place.clone(), &format!("the alias `{alias}`")));
            }
            if let Some(first) = seen.get(&(text.lang.as_str(), address.clone())) {
                found.push(duplicate(text, place, first, &address));
            }
        }
    }
    found
}

fn reserved(text: &ChapterText) -> Option<Diagnostic> {
    if let Some(slug) = text
        .front
        .slug
        .as_deref()
        .filter(|slug| RESERVED.contains(slug))
    {
        return Some(taken(slug_of(text), &format!("the slug `{slug}`")));
    }
    let id = text.id.as_str();
    let what = || format!("the id `{id}`");
    let is_reserved = text.front.slug.is_none() && RESERVED.contains(&id);
    is_reserved.then(|| taken(Place::file(&text.path), &what()))
}

fn slug_of(text: &ChapterText) -> Place {
    Place::field(&text.path, Field::root().key("slug"))
}

fn taken(place: Place, what: &str) -> Diagnostic {
    let message = format!("{what} is an address that the program keeps for itself");
    Diagnostic::error(&FILE_RESERVED_ADDRESS, place, message)
}

fn duplicate(text: &ChapterText, place: Place, first: &ChapterText, address: &str) -> Diagnostic {
    let message = format!(
        "`/{}/{address}/` is already the address of a chapter",
        text.lang
    );
    Diagnostic::error(&FILE_DUPLICATE_ADDRESS, place, message)
        .note(Place::file(&first.path), "this chapter has it")
}

/// `/en/old-name/` as `old-name`.
fn below_language<'a>(alias: &'a str, lang: &str) -> &'a str {
    let alias = alias.trim_matches('/');
    match alias.split_once('/') {
        Some((first, rest)) if first == lang => rest,
        _ => alias,
    }
}
