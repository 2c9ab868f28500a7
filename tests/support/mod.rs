//! What several test files need: small studies as values, and diagnostics as one line each.

use diglot::build::{self, Options, Prepared};
use diglot::diagnostic::{Diagnostic, Positions};
use diglot::site::Sheets;
use diglot::site::view::{View, view};
use diglot::source::{Source, Sources};
use std::path::{Path, PathBuf};

/// The folder of a study under `tests/studies/`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/studies")
        .join(name)
}

/// A study under `tests/studies/`, with the built-in theme.
pub(crate) fn study(name: &str) -> Sources {
    diglot::disk::load(&folder(name)).expect("the fixture is readable")
}

/// A study whose recommendations, 601 of them, are too many for one page.
pub(crate) fn long() -> Sources {
    let mut sources = study("two-voices");
    let path = "content/recommendations.yaml";
    let mut text = sources.text(path).expect(path).to_string();
    for number in 3..=601 {
        text.push_str(&format!(
            "- id: R{number:03}\n  title: {{ en: A, ru: А }}\n  text: {{ en: A, ru: А }}\n  addressees: [water-board]\n  themes: [wells]\n  supported_by: [F01]\n"
        ));
    }
    sources.insert(path, Source::text(text));
    sources
}

/// Replaces `old`, which must be there exactly once, in one file of a study.
pub(crate) fn edit(sources: &mut Sources, path: &str, old: &str, new: &str) {
    let text = sources
        .text(path)
        .unwrap_or_else(|| panic!("{path} is a text of the fixture"))
        .to_string();
    assert_eq!(
        text.matches(old).count(),
        1,
        "`{old}` stands once in {path}"
    );
    sources.insert(path, Source::text(text.replace(old, new)));
}

/// Reads, aligns, plans and checks with everyday options.
pub(crate) fn prepare(sources: &Sources) -> Prepared {
    build::prepare(sources, &Options::default())
}

/// `error[code] path:line:column message`, one per diagnostic.
pub(crate) fn lines(found: &[Diagnostic], sources: &Sources) -> Vec<String> {
    found
        .iter()
        .map(|one| {
            let (start, _) = Positions::new(sources).of(&one.place);
            let path = one.place.path().trim_start_matches("content/");
            format!(
                "{}[{}] {path}:{}:{} {}",
                one.severity, one.code.name, start.line, start.column, one.message
            )
        })
        .collect()
}

/// Everything that is said about a study.
pub(crate) fn said(sources: &Sources) -> Vec<String> {
    lines(&prepare(sources).diagnostics, sources)
}

/// What the page at a path inside the output folder shows, made without a complaint.
pub(crate) fn shown(prepared: &Prepared, path: &str) -> View {
    let route = prepared.site.route_at(path);
    let route = route.unwrap_or_else(|| panic!("there is a page `{path}`"));
    let read = view(
        &prepared.study,
        &prepared.site,
        &prepared.theme,
        &Sheets::default(),
        route,
    );
    assert_eq!(read.diagnostics, [], "{path}");
    read.value
}
