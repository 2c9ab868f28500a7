//! Every code is named, explained, listed and tried.

use crate::own_source;

use diglot::diagnostic::Code;
use own_source::{OwnFile, own_files};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FAMILIES: &[&str] = &[
    "anchor",
    "container",
    "data",
    "facts",
    "file",
    "finding",
    "image",
    "lang",
    "link",
    "privacy",
    "quote",
    "ref",
    "structure",
    "term",
    "theme",
    "typography",
];

/// Names of all codes that our sources declare, and where.
fn declared() -> Vec<(String, String)> {
    own_files().iter().flat_map(declared_in).collect()
}

fn declared_in(file: &OwnFile) -> Vec<(String, String)> {
    let starts = file.code.match_indices(": Code = Code {");
    let declared = starts.map(|(at, _)| {
        let next = file.strings.iter().find(|string| string.start > at);
        let name = next.expect("a code has a name");
        (file.text[name.clone()].to_owned(), file.place(at))
    });
    declared.collect()
}

#[test]
fn every_declared_code_is_listed_once() {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for (name, place) in declared() {
        if let Some(other) = places.insert(name.clone(), place.clone()) {
            panic!("`{name}` is declared at {place} and at {other}: one code, one meaning");
        }
    }
    let listed: BTreeSet<String> = names().map(str::to_owned).collect();
    let declared: BTreeSet<String> = places.into_keys().collect();
    assert_eq!(
        declared, listed,
        "left: codes declared in src; right: build::codes(). Add the code to its room's CODES."
    );
}

fn names() -> impl Iterator<Item = &'static str> {
    diglot::build::codes().into_iter().map(|code| code.name)
}

#[test]
fn every_code_has_a_family_a_reason_and_a_remedy() {
    let wrong: Vec<String> = (diglot::build::codes().into_iter())
        .filter_map(|code| Some(format!("`{}` {}", code.name, complaint(code)?)))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn complaint(code: &Code) -> Option<&'static str> {
    let is_sentence =
        |text: &str| text.ends_with('.') && text.starts_with(|letter: char| !letter.is_lowercase());
    let (family, what) = code.name.split_once('-').unwrap_or((code.name, ""));
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    if !FAMILIES.contains(&family) {
        Some("is of no known family")
    } else if what.is_empty()
        || !what
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(is_plain))
    {
        Some("is not named FAMILY-WHAT in small letters")
    } else if !is_sentence(code.why) {
        Some("does not say in whole sentences why it matters")
    } else if !is_sentence(code.remedy) {
        Some("does not say in whole sentences what to do")
    } else {
        None
    }
}

#[test]
fn every_code_is_raised_by_a_test() {
    let tests = texts_of_tests();
    let untried: Vec<&str> = names()
        .filter(|name| !tests.iter().any(|text| names_code(text, name)))
        .collect();
    assert!(
        untried.is_empty(),
        "no test says {untried:?}: add the fault and its message to tests/faults.rs or beside the check"
    );
}

/// True if the name stands alone: `"link-broken"`, `error[link-broken]`; not as part of a longer one.
fn names_code(text: &str, name: &str) -> bool {
    let joins =
        |letter: Option<char>| letter.is_some_and(|one| one.is_alphanumeric() || one == '-');
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !joins(before) && !joins(after)
    })
}

/// Everything under `tests` but what only borrows names of codes, and what stands in test modules of our sources.
fn texts_of_tests() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    collect(&root.join("tests"), &mut texts, &|path| {
        !path.ends_with("diagnostics.rs") && !path.ends_with("codes.rs")
    });
    collect(&root.join("src"), &mut texts, &|path| {
        path.ends_with("tests.rs")
    });
    let modules = own_files().into_iter().filter_map(|file| {
        let (_, tests) = file.text.split_once("#[cfg(test)]")?;
        Some(tests.to_owned())
    });
    texts.extend(modules);
    texts
}

fn collect(folder: &Path, texts: &mut Vec<String>, wanted: &dyn Fn(&Path) -> bool) {
    for entry in std::fs::read_dir(folder).expect("our own tests are readable") {
        let path = entry.expect("our own tests are readable").path();
        if path.is_dir() {
            collect(&path, texts, wanted);
        } else if path.extension().is_some_and(|end| end == "rs") && wanted(&path) {
            texts.push(std::fs::read_to_string(&path).expect("our own tests are readable"));
        }
    }
}
