//! A build that remembers earlier ones gives what a build that remembers nothing gives, byte for byte.

use crate::support;

use diglot::build::{CheckMemo, Memo, Options, Prepared, prepare, prepare_with, with_files};
use diglot::source::{Asset, AssetBytes, Fingerprint, Source, Sources};
use proptest::prelude::*;
use support::study;

/// A change that an author can make: a file's new text, or nothing if the file goes.
type Change = (&'static str, &'static str, Option<&'static str>);

const CHAPTER: &str = "content/chapters/01-wells.en.md";
const OTHER: &str = "content/chapters/02-money.ru.md";

/// Changes by what they do; each is made to the study as it is, whatever was changed before.
const CHANGES: &[Change] = &[
    (
        "a word of a paragraph",
        CHAPTER,
        Some("---\ntitle: Wells\n---\n\nA new word.\n\n## Old heading\n\nText [#R01].\n"),
    ),
    (
        "a heading",
        CHAPTER,
        Some("---\ntitle: Wells\n---\n\nA new word.\n\n## New heading\n\nText [#R01].\n"),
    ),
    (
        "the title",
        CHAPTER,
        Some("---\ntitle: New title\n---\n\nA new word.\n\n## New heading\n\nText [#R01].\n"),
    ),
    (
        "the address",
        CHAPTER,
        Some("---\ntitle: New title\nslug: springs\naliases: [old-wells]\n---\n\nA word.\n"),
    ),
    (
        "a draft",
        CHAPTER,
        Some("---\ntitle: New title\ndraft: true\n---\n\nA word.\n"),
    ),
    (
        "an id",
        CHAPTER,
        Some("---\ntitle: Wells\n---\n\nA word. {#here}\n\nSee [#here] and [#tbl-wells].\n"),
    ),
    (
        "a table and a picture",
        CHAPTER,
        Some(
            "---\ntitle: Wells\n---\n\n::: figure {#fig-a}\n![Alt](../media/new.svg)\n\nCaption\n:::\n\n[#fig-a]\n",
        ),
    ),
    (
        "a reference to nothing",
        CHAPTER,
        Some("---\ntitle: Wells\n---\n\n[#R99] and [x](nowhere.md).\n"),
    ),
    (
        "a waiver",
        CHAPTER,
        Some("---\ntitle: Wells\n---\n\n<!-- diglot-allow lang-missing: not yet -->\nText.\n"),
    ),
    (
        "a broken head",
        CHAPTER,
        Some("---\ntitle: [\n---\n\nText.\n"),
    ),
    ("an empty file", CHAPTER, Some("")),
    ("a chapter that goes", CHAPTER, None),
    (
        "the other language",
        OTHER,
        Some("---\ntitle: Деньги\n---\n\nДругой текст «здесь».\n\nЕщё [#R01].\n"),
    ),
    ("the other language goes", OTHER, None),
    (
        "a new chapter",
        "content/chapters/07-new.en.md",
        Some("---\ntitle: New\n---\n\nNew, see [#wells].\n"),
    ),
    (
        "its other language",
        "content/chapters/07-new.ru.md",
        Some("---\ntitle: Новая\n---\n\nНовая глава, см. [#wells].\n"),
    ),
    (
        "a renamed chapter",
        "content/chapters/00-new.en.md",
        Some("---\ntitle: New\nid: new\n---\n\nNew, see [#wells].\n"),
    ),
    (
        "a second text",
        "content/chapters/08-x.en.md",
        Some("---\ntitle: New\nid: new\n---\n\nAgain.\n"),
    ),
    (
        "a part without a title",
        "content/chapters/09-part/01-a.en.md",
        Some("---\ntitle: A\n---\n\nIn a part.\n"),
    ),
    (
        "a part",
        "content/chapters/09-part/part.yaml",
        Some("title: { en: The part, ru: Часть }\n"),
    ),
    (
        "its new title",
        "content/chapters/09-part/part.yaml",
        Some("title: { en: A new part, ru: Новая часть }\n"),
    ),
    (
        "a news item",
        "content/news/2024-05-01-begun.en.md",
        Some("---\ntitle: Begun\n---\n\nIt began.\n"),
    ),
    (
        "its text",
        "content/news/2024-05-01-begun.en.md",
        Some("---\ntitle: Begun\n---\n\nIt has begun. [#R01]\n"),
    ),
    (
        "its day",
        "content/news/2024-05-01-begun.en.md",
        Some("---\ntitle: Begun\ndate: 2025-02-03\n---\n\nIt began.\n"),
    ),
    ("a stray file", "content/notes.yaml", Some("a: b\n")),
    (
        "a picture",
        "content/media/new.svg",
        Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"></svg>"),
    ),
    (
        "its size",
        "content/media/new.svg",
        Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"></svg>"),
    ),
    (
        "its Russian version",
        "content/media/new.ru.svg",
        Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"2\"></svg>"),
    ),
    ("no records", "content/recommendations.yaml", None),
    ("no findings", "content/findings.yaml", None),
    (
        "records that cannot be read",
        "content/findings.yaml",
        Some("- id: [\n"),
    ),
    (
        "a term",
        "content/glossary.yaml",
        Some(
            "- id: well\n  term: { en: well, ru: колодец }\n  definition: { en: A hole., ru: Яма. }\n",
        ),
    ),
    (
        "a template",
        "themes/overrides/templates/news.html",
        Some("{% extends \"base.html\" %}{% block main %}<p>mine</p>{% endblock %}"),
    ),
    (
        "a broken template",
        "themes/overrides/templates/news.html",
        Some("{% block"),
    ),
    (
        "the template goes",
        "themes/overrides/templates/news.html",
        None,
    ),
    (
        "words",
        "themes/overrides/strings/en.yaml",
        Some("strings:\n  ui.skip: Jump\n"),
    ),
    (
        "a style",
        "themes/overrides/static/style.css",
        Some("body { color: red }\n"),
    ),
    ("the style goes", "themes/overrides/static/style.css", None),
];

/// What can be done to the lines of a file that is there: `old` becomes `new`.
const EDITS: &[(&str, &str, &str)] = &[
    (
        "content/study.yaml",
        "languages:",
        "numbering: paragraphs\nlanguages:",
    ),
    ("content/study.yaml", "numbering: paragraphs\n", ""),
    (
        "content/study.yaml",
        "title:",
        "short_title: { en: Short, ru: Кратко }\ntitle:",
    ),
    (
        "content/study.yaml",
        "languages:",
        "abstract: { en: \"See [#tbl-wells] in [#wells].\" }\nlanguages:",
    ),
    (
        "content/recommendations.yaml",
        "Test every well,",
        "\"Test every well, see [#tbl-wells] in [#wells]\",",
    ),
    (
        "content/vocabulary.yaml",
        "label: { en:",
        "label: { en: Changed",
    ),
    (
        "content/recommendations.yaml",
        "title: { en:",
        "title: { en: Changed",
    ),
    ("content/recommendations.yaml", "R01", "R07"),
    (
        "content/quotes.yaml",
        "  form: paraphrase\n",
        "  form: paraphrase\n  withdrawn: 2024-06-01\n",
    ),
];

/// The same below the heads of chapters: what an author does all day. Each may be done and taken back again.
const WRITING: &[(&str, &str, &str)] = &[
    (CHAPTER, "Most families drink", "Nearly all families drink"),
    (CHAPTER, "as the survey says", "as the survey says today"),
    (
        CHAPTER,
        "A new word.",
        "A new word.\n\nAnd a new paragraph.",
    ),
    (CHAPTER, "Wells are deep.", "Wells are deep, and cold."),
    (
        CHAPTER,
        "- Taps are new.\n",
        "- Taps are new.\n- Pumps too.\n",
    ),
    (CHAPTER, "Counted in May 2024.", "Counted in June 2024."),
    (CHAPTER, "| Lower | 7 |", "| Lower | 8 |"),
    (CHAPTER, "Wells and taps", "Wells, taps"),
    (CHAPTER, "[#R01]", "[#R99]"),
    (CHAPTER, "[#tbl-wells]", "[#tbl-nothing]"),
    (CHAPTER, "{#tbl-wells title", "{#tbl-taps title"),
    (CHAPTER, "#who-pays)", "#who-asked)"),
    (
        CHAPTER,
        "## What people say {#say}",
        "## What all say {#said}",
    ),
    (CHAPTER, "{ref=F01}\n:::\n", "{ref=F01}\n"),
    (CHAPTER, "::: finding {ref=F01}", "::: finding {ref=F99}"),
    (
        CHAPTER,
        "The survey counted 19 wells.",
        "The survey counted 20 wells.",
    ),
    (CHAPTER, "[^1]: ", "[^2]: "),
    (CHAPTER, "See [", "<!-- diglot-only: here -->\nSee ["),
    (CHAPTER, "title: Wells\n", "title: Wells\ndraft: true\n"),
    (CHAPTER, "title: Wells\n", "title: Many wells\n"),
    (
        CHAPTER,
        "See [",
        "The tap is for washing, the well is for tea. See [",
    ),
    (
        CHAPTER,
        "See [",
        "::: figure {#fig-well title=\"A well\"}\n![A well](media/well.svg)\n\nIt is deep.\n:::\n\nSee [",
    ),
    (CHAPTER, "Taps are new.", "Taps are new [@survey2023]."),
    (
        CHAPTER,
        "See [",
        "Words that two chapters share. {#who-pays}\n\nSee [",
    ),
    (CHAPTER, "## What people say {#say}\n\n", ""),
    (
        CHAPTER,
        "title: Wells\n",
        "title: Wells of [#money] and [#tbl-wells]\n",
    ),
    (CHAPTER, "title: Wells\n", "title: Wells\nshort_title: W\n"),
    (
        CHAPTER,
        "title: Wells\n",
        "title: Wells\nnumbering: paragraphs\n",
    ),
    (
        CHAPTER,
        "summary: Where the water comes from.",
        "summary: See [#who-pays].",
    ),
    (CHAPTER, "title: Wells\n", "title: Wells\nslug: springs\n"),
    (OTHER, "title: Деньги\n", "title: Средства\n"),
    (
        OTHER,
        "title: Деньги\n",
        "title: Деньги\nsummary: Кто платит.\n",
    ),
    (OTHER, "О деньгах", "О деньгах [#F01]"),
    (
        OTHER,
        "Это",
        "::: figure {#tbl-money title=\"Деньги\"}\n| А |\n|---|\n| 1 |\n:::\n\nЭто",
    ),
    (
        "content/news/2024-05-01-out.en.md",
        "\n---\n\n",
        "\nsummary: All is out, see [#tbl-wells].\n---\n\nSee [#R02]. ",
    ),
    (
        "content/chapters/01-wells.ru.md",
        "Большинство семей",
        "Почти все семьи",
    ),
    (
        "content/chapters/01-wells.ru.md",
        "Подсчитано в мае",
        "Подсчитано в июне",
    ),
    (
        "content/chapters/01-wells.ru.md",
        "насчитали 19 колодцев",
        "насчитали 20 колодцев",
    ),
    (
        "content/chapters/02-money.en.md",
        "{#who-pays}",
        "{#who-asked}",
    ),
    (
        "content/chapters/02-money.en.md",
        "Nobody asked",
        "Write to anna@example.org: nobody asked",
    ),
    (OTHER, "О деньгах никто", "О деньгах никто никогда"),
    (OTHER, "(media/well.svg)", "(media/nothing.svg)"),
    (
        "content/news/2024-05-01-out.en.md",
        "\n---\n\n",
        "\n---\n\nAt last. ",
    ),
    (
        "content/lock/wells.lock",
        "diglot lock 1\n",
        "<<<<<<< ours\ndiglot lock 1\n",
    ),
    ("content/lock/wells.lock", " agreed: ", " agreed: once "),
];

/// What it is, and what comes of it.
type Deed = (&'static str, fn(&Sources) -> Sources);

/// What is done to more than one file.
const DEEDS: &[Deed] = &[
    ("the lock is written", with_its_lock),
    ("the lock of a chapter goes", |sources| {
        without(sources, "content/lock/wells.lock")
    }),
    ("both languages are saved", |sources| {
        let both = [CHAPTER, "content/chapters/01-wells.ru.md"];
        let mut now = sources.clone();
        for path in both {
            if let Some(text) = sources.text(path) {
                now.insert(path, Source::text(format!("{text}\n12 34\n")));
            }
        }
        now
    }),
];

/// As a build leaves them.
fn with_its_lock(sources: &Sources) -> Sources {
    let prepared = prepare(sources, &Options::default());
    with_files(sources, &prepared.renewed_lock(sources))
}

/// How many things can be done.
const ALL: usize = CHANGES.len() + EDITS.len() + 2 * WRITING.len() + DEEDS.len();

fn edited(sources: &mut Sources, (path, old, new): (&str, &str, &str)) {
    if let Some(text) = sources.text(path).map(|text| text.replacen(old, new, 1)) {
        sources.insert(path, Source::text(text));
    }
}

fn without(sources: &Sources, gone: &str) -> Sources {
    let kept = sources.iter().filter(|(path, _)| path.as_ref() != gone);
    kept.map(|(path, source)| (path.clone(), source.clone()))
        .collect()
}

fn changed(sources: &Sources, change: &Change) -> Sources {
    let mut now = sources.clone();
    match change.2 {
        Some(text) => now.insert(change.1, Source::text(text)),
        None => now = without(sources, change.1),
    }
    now
}

/// Number `at` of everything that can be done.
fn done(sources: &Sources, at: usize) -> Sources {
    let mut now = sources.clone();
    let Some(at) = at.checked_sub(CHANGES.len()) else {
        return changed(sources, &CHANGES[at]);
    };
    let Some(at) = at.checked_sub(EDITS.len()) else {
        edited(&mut now, EDITS[at]);
        return now;
    };
    let Some(deed) = at.checked_sub(2 * WRITING.len()) else {
        let (path, old, new) = WRITING[at / 2];
        edited(
            &mut now,
            match at % 2 {
                0 => (path, old, new),
                _ => (path, new, old),
            },
        );
        return now;
    };
    DEEDS[deed].1(sources)
}

fn same(warm: &Prepared, cold: &Prepared, checks: &mut CheckMemo, sources: &Sources, what: &str) {
    let (found, _) = warm.check(sources, checks);
    assert_eq!(found, cold.diagnostics, "{what}");
    assert_eq!(warm.study, cold.study, "{what}");
    assert_eq!(warm.lock, cold.lock, "{what}");
    let (warm, cold) = (warm.output(), cold.output());
    assert_eq!(warm.diagnostics, cold.diagnostics, "{what}");
    for ((path, warm), (same_path, cold)) in warm.value.iter().zip(cold.value.iter()) {
        assert_eq!(path, same_path, "{what}");
        assert_eq!(
            warm.fingerprint(),
            cold.fingerprint(),
            "{path} after {what}"
        );
    }
    assert_eq!(warm.value.len(), cold.value.len(), "{what}");
}

fn compare(
    sources: &Sources,
    (memo, checks): &mut (Memo, CheckMemo),
    options: &Options,
    what: &str,
) {
    let warm = prepare_with(sources, options, memo);
    same(&warm, &prepare(sources, options), checks, sources, what);
}

#[test]
fn any_single_change() {
    let before = study("two-voices");
    let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
    compare(&before, &mut memo, &options, "the first build");
    for at in 0..ALL {
        let what = CHANGES.get(at).map_or("an edit", |change| change.0);
        compare(&done(&before, at), &mut memo, &options, what);
        // Taken back, so that the next change is one too.
        prepare_with(&before, &options, &mut memo.0);
    }
    compare(&before, &mut memo, &options, "all changes, taken back");
}

/// One after the other, in a study that remembers its texts: what was there before is never there twice.
#[test]
fn a_day_of_writing() {
    let mut sources = with_its_lock(&study("two-voices"));
    let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
    let writing = CHANGES.len() + EDITS.len()..ALL - DEEDS.len();
    let mut differ = 0;
    for at in writing.clone().chain(writing.rev()) {
        let now = done(&sources, at);
        differ += usize::from(now != sources);
        sources = now;
        compare(&sources, &mut memo, &options, &format!("change {at}"));
    }
    assert!(differ > WRITING.len(), "{differ} changes were changes");
}

/// A quote was withdrawn, and a text that is gone repeats it.
#[test]
fn what_was_withdrawn_stays_away() {
    let words = "The tap is for washing, the well is for tea.";
    let mut sources = study("two-voices");
    edited(
        &mut sources,
        (CHAPTER, "See [", &format!("{words}\n\nSee [")),
    );
    let mut sources = with_its_lock(&sources);
    edited(&mut sources, EDITS[EDITS.len() - 1]);
    let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
    compare(&sources, &mut memo, &options, "it is withdrawn");
    edited(&mut sources, (CHAPTER, words, ""));
    compare(&sources, &mut memo, &options, "its words go");
    let prepared = prepare_with(&sources, &options, &mut memo.0);
    assert!(!format!("{:?}", prepared.lock).contains(words));
    edited(&mut sources, (CHAPTER, "See [", "Do see ["));
    compare(&sources, &mut memo, &options, "another word");
}

#[test]
fn a_changed_picture() {
    let picture = |bytes: &'static [u8], width| {
        Source::Asset(Asset {
            size: bytes.len() as u64,
            fingerprint: Fingerprint::of(bytes),
            metadata: Default::default(),
            dimensions: Some((width, 10)),
            bytes: AssetBytes::Here(bytes.into()),
        })
    };
    let text = "---\ntitle: Wells\n---\n\n![A well](../media/well.png)\n";
    let mut sources = study("two-voices").with_text(CHAPTER, text);
    let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
    for (bytes, width) in [(&b"one"[..], 10), (b"two", 10), (b"three", 30)] {
        sources.insert("content/media/well.png", picture(bytes, width));
        compare(&sources, &mut memo, &options, "a changed picture");
    }
}

#[test]
fn other_options() {
    let sources = study("two-voices");
    let mut memo = (Memo::new(), CheckMemo::new());
    let mut options = Options::default();
    compare(&sources, &mut memo, &options, "everyday options");
    options.scope.drafts = true;
    compare(&sources, &mut memo, &options, "drafts");
    options.scope.base_url = Some("https://example.com/elsewhere".to_owned());
    options.strict = true;
    compare(&sources, &mut memo, &options, "another address");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn fifty_changes(changes in prop::collection::vec(0..ALL, 50)) {
        let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
        let mut sources = study("two-voices");
        for at in changes {
            sources = done(&sources, at);
            compare(&sources, &mut memo, &options, &format!("change {at}"));
        }
    }

    /// Those that are made most often, with some of the others between.
    #[test]
    fn fifty_saves(changes in prop::collection::vec((0..8_usize, 0..ALL), 50)) {
        let (mut memo, options) = ((Memo::new(), CheckMemo::new()), Options::default());
        let mut sources = with_its_lock(&study("two-voices"));
        let first = CHANGES.len() + EDITS.len();
        for (way, at) in changes {
            let at = if way == 0 { at } else { first + at % (ALL - first) };
            sources = done(&sources, at);
            compare(&sources, &mut memo, &options, &format!("change {at}"));
        }
    }
}
