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

/// Leaves out what merely follows from something else that was found.
pub(super) fn narrowest(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let upset: BTreeSet<SourcePath> = found
        .iter()
        .filter(|one| UPSETTING.contains(&one.code.name) || one.code.name.starts_with("file-"))
        .map(|one| one.place.path().clone())
        .collect();
    found
        .into_iter()
        .filter(|one| !follows(one, &upset))
        .collect()
}

fn follows(diagnostic: &Diagnostic, upset: &BTreeSet<SourcePath>) -> bool {
    let touches = |place: &Place| upset.contains(place.path());
    diagnostic.code.name == "structure-unpaired"
        && (touches(&diagnostic.place)
            || diagnostic.related.iter().any(|note| touches(&note.place)))
}
