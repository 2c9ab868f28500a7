//! What must hold of any input.

use crate::support;

use diglot::build::{Options, Prepared, prepare};
use diglot::source::{Place, Source, Sources};
use proptest::prelude::*;
use support::study;

/// Pieces that chapters are made of, and pieces that go wrong.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("---\ntitle: T\n---\n"),
        Just("---\n"),
        Just("\u{feff}"),
        Just("\r\n"),
        Just("\n\n"),
        Just("## Заголовок {#a}\n"),
        Just("::: callout {title=\"x\" kind=note}\n"),
        Just(":::\n"),
        Just("::::\n"),
        Just("::: finding {ref=F01}\n"),
        Just("::: nobody\n"),
        Just("- item\n"),
        Just("  - nested\n"),
        Just("1. one\n"),
        Just("> quote\n"),
        Just("> [!NOTE]\n"),
        Just("| a | b |\n|---|--:|\n| 1 | 2 |\n"),
        Just("[^1]"),
        Just("[^1]: note\n"),
        Just("[@survey2023, p. 1; @x]"),
        Just("[#R01]"),
        Just("[x](#say)"),
        Just("[x](02-money.md#y)"),
        Just("![](media/well.svg)"),
        Just("![a](media/none.svg)"),
        Just("**«Закон»**о "),
        Just("\"quoted\" "),
        Just("`code` "),
        Just("```\ncode\n```\n"),
        Just("<span lang=\"kk\">сөз</span>"),
        Just("<script>x</script>"),
        Just("<!-- diglot-allow lang-missing: why -->\n"),
        Just("<!-- x"),
        Just("Term\n: meaning\n"),
        Just("- [ ] task\n"),
        Just("әңғүұқөһі "),
        Just("e\u{301}"),
        Just("\0"),
        Just("{#id}"),
        Just("слово - слово, 16-17 %\n"),
    ];
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

fn yaml() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("- id: R01\n"),
        Just("  title: {en: A, ru: Б}\n"),
        Just("  text:\n    en: x\n"),
        Just("  themes: [wells, no]\n"),
        Just("  themes:\n"),
        Just("\t- x\n"),
        Just("- &a [*a]\n"),
        Just("*a"),
        Just("key: [1, {a: b}]\n"),
        Just("? x\n"),
        Just("  number: 010\n"),
        Just("  sdg: [8.10]\n"),
        Just("« x »: y\n"),
        Just("\"open\n"),
        Just("- - - -\n"),
        Just("{{{"),
        Just("---\n"),
        Just("...\n"),
        Just("%YAML 9\n"),
        Just("!!binary x\n"),
        Just("  supported_by: F01\n"),
        Just("\r\n"),
        Just("\u{feff}"),
        Just("  allow: {a: ''}\n"),
    ];
    prop::collection::vec(pieces, 0..20).prop_map(|pieces| pieces.concat())
}

/// Everything that is said stands inside a file and on character borders.
fn places_are_real(prepared: &Prepared, sources: &Sources) {
    for one in &prepared.diagnostics {
        let places = std::iter::once(&one.place).chain(one.related.iter().map(|note| &note.place));
        for place in places {
            match place {
                Place::Span { path, span } => {
                    let text = sources
                        .text(path)
                        .unwrap_or_else(|| panic!("{path} is a text: {one:?}"));
                    assert!(span.start <= span.end && span.end <= text.len(), "{one:?}");
                    assert!(
                        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                        "{one:?}"
                    );
                }
                Place::File { .. } => {}
                Place::Field { .. } | Place::Within { .. } | Place::Key { .. } => {
                    panic!("fields are resolved before anything is printed: {one:?}")
                }
            }
        }
    }
}

fn never_panics(path: &str, text: String) {
    let mut sources = study("two-voices");
    sources.insert(path, Source::text(text));
    let prepared = prepare(&sources, &Options::default());
    places_are_real(&prepared, &sources);
    // A site with mistakes is made too: the preview of a draft must not fall over.
    let output = prepared.output();
    assert!(!output.value.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_chapter_can_be_read(text in markdown()) {
        never_panics("content/chapters/01-wells.en.md", text);
    }

    #[test]
    fn any_text_at_all_can_stand_in_a_chapter(text in any::<String>()) {
        never_panics("content/chapters/02-money.ru.md", format!("---\ntitle: T\n---\n\n{text}"));
    }

    #[test]
    fn any_yaml_can_be_read(file in 0..8_usize, text in yaml()) {
        let name = ["study", "recommendations", "findings", "fieldwork", "quotes", "references", "glossary", "vocabulary"][file];
        never_panics(&format!("content/{name}.yaml"), text);
    }

    #[test]
    fn any_text_at_all_can_stand_in_a_data_file(text in any::<String>()) {
        never_panics("content/glossary.yaml", text);
    }
}

#[test]
fn two_builds_are_equal() {
    let sources = study("two-voices");
    let once = prepare(&sources, &Options::default()).output().value;
    let again = prepare(&sources, &Options::default()).output().value;
    assert_eq!(once, again);
}

#[test]
fn a_page_that_is_made_alone_is_the_one_that_is_made_among_others() {
    for name in ["two-voices", "four-texts", "every-field"] {
        let prepared = prepare(&study(name), &Options::default());
        let output = prepared.output().value;
        for route in &prepared.site.routes {
            let alone = prepared.page(route).value;
            let path = prepared.site.file_path(route);
            assert_eq!(Some(&alone), output.get(&path), "{name}: {path}");
        }
    }
}

#[test]
fn the_order_in_which_files_are_found_changes_nothing() {
    let sources = study("two-voices");
    let mut files: Vec<_> = sources
        .iter()
        .map(|(path, source)| (path.clone(), source.clone()))
        .collect();
    files.reverse();
    let mut reversed = Sources::new();
    for (path, source) in files {
        reversed.insert(path, source);
    }
    assert_eq!(
        prepare(&sources, &Options::default()).output().value,
        prepare(&reversed, &Options::default()).output().value
    );
}

#[test]
fn deleting_a_chapter_removes_its_pages_and_every_list_that_named_it() {
    let mut sources = Sources::new();
    for (path, source) in study("two-voices").iter() {
        if !path.contains("02-money") {
            sources.insert(path.clone(), source.clone());
        }
    }
    let output = prepare(&sources, &Options::default()).output().value;
    for (path, file) in output.iter() {
        assert!(!path.contains("money"), "{path}");
        if let diglot::output::File::Made { bytes, .. } = file {
            let text = String::from_utf8_lossy(bytes);
            let links = text.matches("/money/").count();
            assert_eq!(links, 0, "{path} still leads to the chapter");
        }
    }
}

#[test]
fn a_page_does_not_grow_with_the_number_of_chapters() {
    let size_among = |count: usize| {
        let mut sources = study("two-voices");
        for number in 100..100 + count {
            for lang in ["en", "ru"] {
                let text = format!("---\ntitle: Chapter {number}\n---\n\nText of {number}.\n");
                let path = format!("content/chapters/{number}-c{number}.{lang}.md");
                sources.insert(path, Source::text(text));
            }
        }
        let prepared = prepare(&sources, &Options::default());
        let page = prepared.file("en/c140/index.html").expect("the page");
        page.value.size()
    };
    assert_eq!(size_among(80), size_among(160));
}
