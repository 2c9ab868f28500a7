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

/// Leaves out what merely follows from something else that was found.
pub(super) fn narrowest(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let upset = paths(&found, |code| {
        UPSETTING.contains(&code) || code.starts_with("file-")
    });
    let misplaced = paths(&found, |code| OF_ADDRESS.contains(&code));
    let theme_is_broken = found.iter().any(|one| one.code.name == "theme-template");
    let follows = |one: &Diagnostic| match one.code.name {
        "structure-unpaired" => touches(one, &upset),
        "file-address-taken" => touches(one, &misplaced),
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
