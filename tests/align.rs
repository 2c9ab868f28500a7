//! Two texts become one study: which block is which, and what it is called.

use crate::support;

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
            "warning[structure-unpaired] chapters/03-try.ru.md:7:1 2 blocks have no counterpart in `03-try.en.md`; this paragraph is the first",
        ),
        (
            "## A\n\nText.",
            "Текст.",
            "warning[structure-unpaired] chapters/03-try.en.md:5:1 this heading of level 2 has no counterpart in `03-try.ru.md`",
        ),
        (
            "A.\n\n| a | b |\n|---|---|\n| c | d |\n\nB.\n\n```\nx\n```",
            "А.\n\nБ.",
            "warning[structure-unpaired] chapters/03-try.en.md:7:1 2 blocks have no counterpart in `03-try.ru.md`; this table is the first",
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

#[test]
fn one_warning_per_language_and_one_per_waiver() {
    let en = "A.\n\n- one\n\nB.\n\n<!-- diglot-allow structure-unpaired: the figure is in the annex -->\n\n| a |\n|---|\n| b |\n\nC.\n\n- two";
    let found = said(&with_texts(en, "А.\n\nБ.\n\nВ."));
    assert_eq!(
        found,
        [
            "warning[structure-unpaired] chapters/03-try.en.md:7:1 2 blocks have no counterpart in `03-try.ru.md`; this list is the first"
        ]
    );
}

#[test]
fn what_is_doubtful_is_reported_with_both_places() {
    let cases = [
        // Two blocks that have nothing in common, at one place.
        (
            "Nobody asked them, and nobody had been asked before either, when the soldiers of the old garrison dug the first ones for the people of the upper village, who had carried their water from the river until then and went on doing so.",
            "> Да.",
            "warning[structure-doubtful] chapters/03-try.ru.md:5:1 this quote is paired with doubt",
        ),
    ];
    for (en, ru, expected) in cases {
        let found = said(&with_texts(en, ru));
        assert!(
            found.iter().any(|line| line.starts_with(expected)),
            "{en}\n{}",
            found.join("\n")
        );
    }
    let settled = said(&with_texts(
        "This one is rather long.\n\n## That one {#that}",
        "Первый.\n\n## Второй {#that}",
    ));
    assert_eq!(settled, Vec::<String>::new());
}

#[test]
fn a_missing_text_and_the_doubt_it_causes_are_one_warning() {
    // Nothing says which of two equally long paragraphs was translated.
    let sources = with_texts(
        "This one is rather long.\n\nThat one is just as long.",
        "Один из двух, и неясно, какой.",
    );
    let found = prepare(&sources).diagnostics;
    let lines = support::lines(&found, &sources);
    assert_eq!(
        lines,
        [
            "warning[structure-unpaired] chapters/03-try.en.md:7:1 this paragraph has no counterpart in `03-try.ru.md`"
        ]
    );
    let notes: Vec<&str> = found[0]
        .related
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "it would stand after the block here",
            "this paragraph is paired with doubt (50 per cent)"
        ]
    );
}

#[test]
fn different_ids_keep_texts_apart() {
    let sources = with_texts(
        "## Costs {#costs}\n\nText.",
        "## Расходы {#money}\n\nТекст.",
    );
    assert_eq!(
        said(&sources),
        [
            "warning[structure-ids-differ] chapters/03-try.en.md:5:1 this heading of level 2 has the id `costs`, and what seems to be its text in `03-try.ru.md` has `money`"
        ]
    );
    let chapter = chapter(&sources);
    assert_eq!(id_of(&chapter, "Расходы"), "money");
    assert_eq!(id_of(&chapter, "Costs"), "costs");
    assert_eq!(id_of(&chapter, "Text."), id_of(&chapter, "Текст"));
}

#[test]
fn a_block_may_be_several_elements_in_one_language() {
    let chapter = chapter(&with_texts(
        "## A\n\nIn 1962 they dug 14 wells. By 1990 only 9 gave water, and the school had none of its own.",
        "## А\n\nВ 1962 году вырыли 14 колодцев.\n\nК 1990 году воду давали только 9, и у школы своего не было.",
    ));
    let block = &chapter.blocks[1];
    let counts: Vec<usize> = block
        .texts
        .values()
        .map(|text| text.elements.len())
        .collect();
    assert_eq!(counts, [1, 2]);
    assert_eq!(chapter.blocks.len(), 2);
}

#[test]
fn a_moved_section_is_found() {
    let sources = with_texts(
        "## Fish\n\nIn 1978 there were 12 kinds.\n\n## Birds\n\nThe stork came back in 2011.\n\n## Trees\n\nPoplars, 340 of them.",
        "## Деревья\n\nТополя, 340 штук.\n\n## Рыбы\n\nВ 1978 году было 12 видов.\n\n## Птицы\n\nАист вернулся в 2011 году.",
    );
    let chapter = chapter(&sources);
    for (left, right) in [
        ("Fish", "Рыбы"),
        ("Birds", "Птицы"),
        ("Trees", "Деревья"),
        ("Poplars", "Тополя"),
    ] {
        assert_eq!(id_of(&chapter, left), id_of(&chapter, right));
    }
    let moved = "warning[structure-moved] chapters/03-try.ru.md:5:1 this heading stands at another place than in `en`";
    assert_eq!(said(&sources), [moved]);
}
