//! Themes: what is said about mistakes in them, and that the built-in one has none.

use diglot::diagnostic::{Diagnostic, positions};
use diglot::language::Lang;
use diglot::source::{Source, Sources};
use diglot::theme::{self, Theme, Wanted};
use std::collections::BTreeMap;
use std::path::Path;

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect(tag)
}

/// The built-in theme as it stands in this repository.
fn default_theme() -> Sources {
    let mut sources = Sources::new();
    add(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        "themes/default",
        &mut sources,
    );
    sources
}

fn add(root: &Path, folder: &str, sources: &mut Sources) {
    for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(root, &path, sources);
        } else {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            sources.insert(path, Source::text(text));
        }
    }
}

fn read(sources: &Sources, name: &str, languages: &[&str]) -> (Theme, Vec<Diagnostic>) {
    let languages: Vec<Lang> = languages.iter().map(|tag| lang(tag)).collect();
    let wanted = Wanted {
        name,
        tokens: &BTreeMap::new(),
        languages: &languages,
    };
    let read = theme::read(sources, wanted);
    (read.value, read.diagnostics)
}

/// `code path:line:column message`, one per diagnostic.
fn lines(found: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let (start, _) = positions(&one.place, sources);
        let path = one.place.path();
        let (line, column) = (start.line, start.column);
        format!("{} {path}:{line}:{column} {}", one.code.name, one.message)
    };
    found.iter().map(line).collect()
}

#[test]
fn the_default_theme_is_whole_in_three_languages() {
    let sources = default_theme();
    let (theme, found) = read(&sources, "default", &["en", "ru", "kk"]);
    assert_eq!(lines(&found, &sources), [""; 0]);
    let names: Vec<&str> = theme.directive_names().collect();
    let seven = [
        "aside",
        "callout",
        "figure",
        "finding",
        "quote",
        "recommendation",
        "summary",
    ];
    assert_eq!(names, seven);
}
