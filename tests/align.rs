//! Two texts become one study: which block is which, and what it is called.

mod support;

use diglot::source::{Source, Sources};
use diglot::study::Chapter;
use support::{prepare, said, study};

/// The fixture with chapter `wells` replaced by two texts.
fn with_texts(en: &str, ru: &str) -> Sources {
    let mut sources = study("two-voices");
    for (lang, text) in [("en", en), ("ru", ru)] {
        let text = format!("---\ntitle: Wells\n---\n\n{text}\n\n[#tbl-wells]: x\n");
        let text = text.replace("\n[#tbl-wells]: x\n", "");
        sources.insert(
            format!("content/chapters/03-try.{lang}.md"),
            Source::text(text),
        );
    }
    sources
}

fn chapter(sources: &Sources) -> Chapter {
    prepare(sources)
        .study
        .chapter("try")
        .expect("the chapter was read")
        .clone()
}

/// The id of the block that holds these words in some language.
fn id_of(chapter: &Chapter, words: &str) -> String {
    let found = chapter
        .all_blocks()
        .into_iter()
        .find(|block| format!("{:?}", block.texts).contains(words));
    found
        .unwrap_or_else(|| panic!("no block says `{words}`"))
        .id
        .to_string()
}

#[test]
fn partners_share_one_id() {
    let cases = [
        (
            "First.\n\nSecond.",
            "Первый.\n\nВторой.",
            [("First", "Первый"), ("Second", "Второй")],
        ),
        (
            "# A\n\nSentence.\n\n- Apples",
            "# А\n\nТекст.\n\n- раз",
            [("Sentence", "Текст"), ("Apples", "раз")],
        ),
        (
            "A.\n\n## B\n\nC.",
            "А.\n\n## Б\n\nВ.",
            [("A.", "А."), ("C.", "В.")],
        ),
        (
            "::: callout\nIn.\n:::\n\nOut.",
            "::: callout\nВнутри.\n:::\n\nСнаружи.",
            [("In.", "Внутри"), ("Out", "Снаружи")],
        ),
    ];
    for (en, ru, pairs) in cases {
        let chapter = chapter(&with_texts(en, ru));
        for (left, right) in pairs {
            assert_eq!(id_of(&chapter, left), id_of(&chapter, right), "{en}");
        }
    }
}

#[test]
fn an_id_given_in_one_language_holds_in_all() {
    let chapter = chapter(&with_texts(
        "## Costs {#costs}\n\nText.",
        "## Расходы\n\nТекст.",
    ));
    assert_eq!(id_of(&chapter, "Расходы"), "costs");
    assert!(id_of(&chapter, "Текст").starts_with("p-"));
}

#[test]
fn equal_texts_in_one_chapter_have_different_ids() {
    let chapter = chapter(&with_texts(
        "Same.\n\nSame.\n\nSame.",
        "То же.\n\nТо же.\n\nТо же.",
    ));
    let mut ids: Vec<_> = chapter
        .blocks
        .iter()
        .map(|block| block.id.to_string())
        .collect();
    assert_eq!(ids.len(), 3);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn the_id_does_not_depend_on_the_other_blocks() {
    let before = chapter(&with_texts("First.\n\nSecond.", "Первый.\n\nВторой."));
    let after = chapter(&with_texts(
        "New.\n\nFirst.\n\nSecond.",
        "Новый.\n\nПервый.\n\nВторой.",
    ));
    assert_eq!(id_of(&before, "Second"), id_of(&after, "Second"));
}

#[test]
fn what_has_no_partner_is_reported_with_both_places() {
    let cases = [
        (
            "A.\n\n- one\n\nB.",
            "А.\n\nБ.",
            "warning[structure-unpaired] chapters/03-try.en.md:7:1 this list has no counterpart in `03-try.ru.md`",
        ),
        (
            "A.",
            "А.\n\nБ.\n\nВ.",
            "warning[structure-unpaired] chapters/03-try.ru.md:7:1 2 blocks from this paragraph on have no counterpart in `03-try.en.md`",
        ),
        (
            "## A\n\nText.",
            "Текст.",
            "warning[structure-unpaired] chapters/03-try.en.md:5:1 2 blocks from this heading of level 2 on have no counterpart in `03-try.ru.md`",
        ),
        (
            "::: callout\nA.\n\nB.\n:::",
            "::: callout\nА.\n:::",
            "warning[structure-unpaired] chapters/03-try.en.md:8:1 this paragraph has no counterpart in `03-try.ru.md`",
        ),
    ];
    for (en, ru, expected) in cases {
        let found = said(&with_texts(en, ru));
        assert!(
            found.iter().any(|line| line == expected),
            "{en}\n{}",
            found.join("\n")
        );
    }
}

#[test]
fn a_block_meant_for_one_language_is_not_reported() {
    let found = said(&with_texts(
        "A.\n\n<!-- diglot-only: for readers abroad -->\nB.",
        "А.",
    ));
    assert_eq!(found, Vec::<String>::new());
}
