//! Each cause is told once, by the narrowest code.

use crate::diagnostic::Diagnostic;
use crate::source::{Place, SourcePath};
use std::collections::BTreeSet;

/// Mistakes that change what a file seems to consist of: while they last, its blocks cannot be compared.
const UPSETTING: &[&str] = &[
    "container-depth",
    "container-in-html",
    "container-indented",
    "container-malformed",
    "container-nested",
    "container-stray",
    "container-unclosed",
    "data-front-matter-unclosed",
];

/// Mistakes in the address of a chapter, told where it is given: the plan of the site sees only that two pages meet.
const OF_ADDRESS: &[&str] = &["file-duplicate-address", "file-reserved-address"];

/// Mistakes after which records are missing that other files rightly name.
const LOSING_RECORDS: &[&str] = &[
    "data-alias-bomb",
    "data-bad-id",
    "data-duplicate-id",
    "data-not-a-list",
    "data-not-records",
    "data-syntax",
    "data-too-deep",
];

/// Leaves out what merely follows from something else that was found.
pub(super) fn narrowest(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let upset = paths(&found, |code| {
        UPSETTING.contains(&code) || code.starts_with("file-")
    });
    let misplaced = paths(&found, |code| OF_ADDRESS.contains(&code));
    let loses = |one: &Diagnostic| {
        let code = one.code.name;
        let is_data = one.place.path().ends_with(".yaml");
        is_data && (LOSING_RECORDS.contains(&code) || code.starts_with("file-"))
    };
    let records_are_lost = found.iter().any(loses);
    // A key that cannot be one is a single entry; the others of its file stand.
    let is_vocabulary = |one: &&Diagnostic| {
        one.place.path().ends_with("/vocabulary.yaml") && one.code.name != "data-bad-id"
    };
    let words_are_lost = found.iter().filter(is_vocabulary).any(loses);
    let theme_is_broken = found.iter().any(|one| one.code.name == "theme-template");
    let follows = |one: &Diagnostic| match one.code.name {
        "structure-unpaired" | "structure-doubtful" | "structure-ids-differ" => {
            touches(one, &upset)
        }
        "file-address-taken" => touches(one, &misplaced),
        "lang-missing" => upset.iter().any(|path| is_remedy(one, path)),
        "data-unknown-vocable" => words_are_lost,
        "ref-unknown-id" | "finding-missing" | "finding-unsupported" | "finding-unheard" => {
            records_are_lost
        }
        // Containers that show a quote are unknown without their templates.
        "quote-unused" => records_are_lost || theme_is_broken,
        code if code.starts_with("ref-unknown-") => records_are_lost,
        // Containers are components of the theme: one whose templates do not compile has none.
        code if code.starts_with("container-unknown") => theme_is_broken,
        _ => false,
    };
    found.into_iter().filter(|one| !follows(one)).collect()
}

/// The files in which mistakes of some codes stand.
fn paths(found: &[Diagnostic], of: impl Fn(&str) -> bool) -> BTreeSet<SourcePath> {
    let some = found.iter().filter(|one| of(one.code.name));
    some.map(|one| one.place.path().clone()).collect()
}

fn touches(diagnostic: &Diagnostic, files: &BTreeSet<SourcePath>) -> bool {
    let is_there = |place: &Place| files.contains(place.path());
    is_there(&diagnostic.place) || diagnostic.related.iter().any(|note| is_there(&note.place))
}

/// True if the remedy is to write a file that is there but could not be read.
fn is_remedy(diagnostic: &Diagnostic, path: &SourcePath) -> bool {
    diagnostic.help.as_deref() == Some(&format!("write `{path}`"))
}
