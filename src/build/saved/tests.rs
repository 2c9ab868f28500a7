use super::*;
use crate::build::prepare_with;

const WELLS: &str = "content/chapters/01-wells.en.md";

fn study() -> Sources {
    Sources::new()
        .with_text("content/study.yaml", "title: Wells\nlanguages: [en, ru]\n")
        .with_text(WELLS, "---\ntitle: Wells\n---\n\nOne.\n\n## Two {#two}\n")
        .with_text(
            "content/chapters/01-wells.ru.md",
            "---\ntitle: К\n---\n\nРаз.\n",
        )
        .with_text("content/chapters/02-x.en.md", "---\ntitle: X\n---\n\nX.\n")
        .with_text(
            "content/news/2024-05-01-out.en.md",
            "---\ntitle: Out\n---\n\nOut.\n",
        )
        .with_text("content/lock/wells.lock", "diglot lock 1\n\nend of lock\n")
        .with_text(
            "content/lock/study.yaml.lock",
            "diglot lock 1\n\nend of lock\n",
        )
}

/// What is saved, and whether the rest is left as it is.
#[test]
fn which_changes_are_small() {
    let head = "---\ntitle: Wells\n---\n\n";
    let of = |body: &str| format!("{head}{body}");
    let with = |head: &str| format!("---\n{head}\n---\n\nOne.\n");
    let lock = "diglot lock 1\n\nfront:title\nen: Wells\n\nend of lock\n";
    let cases = [
        (WELLS, of("Another.\n"), true),
        (WELLS, of("[#nowhere] [^2]\n\n::: x\n"), true),
        (WELLS, of(""), true),
        (WELLS, with("title: Well"), true),
        (WELLS, with("title: W\nshort_title: X\nsummary: Y"), true),
        (
            WELLS,
            with("title: W\nnumbering: paragraphs\nauthors: [A]"),
            true,
        ),
        (WELLS, with("title: ["), true),
        (WELLS, with("titel: Wells"), true),
        (WELLS, "No head.\n".to_owned(), true),
        (WELLS, with("title: Wells\nid: wells"), true),
        (WELLS, with("title: Wells\nid: springs"), false),
        (WELLS, with("title: Wells\nslug: springs"), false),
        (WELLS, with("title: Wells\naliases: [springs]"), false),
        (WELLS, with("title: Wells\ndate: 2024-05-02"), false),
        (WELLS, with("title: Wells\ndraft: true"), false),
        (WELLS, String::new(), false),
        (
            "content/chapters/02-x.en.md",
            "---\ntitle: X\n---\n\nY.\n".to_owned(),
            true,
        ),
        (
            "content/news/2024-05-01-out.en.md",
            "---\ntitle: Out\n---\n\nY\n".to_owned(),
            true,
        ),
        ("content/lock/wells.lock", lock.to_owned(), true),
        ("content/lock/wells.lock", "broken".to_owned(), true),
        ("content/lock/study.yaml.lock", lock.to_owned(), false),
        (
            "content/study.yaml",
            "title: W\nlanguages: [en, ru]\n".to_owned(),
            false,
        ),
        (
            "content/chapters/03-y.en.md",
            "---\ntitle: Y\n---\n".to_owned(),
            false,
        ),
        ("content/notes.yaml", "a: b\n".to_owned(), false),
    ];
    let options = Options::default();
    for (path, text, is_small) in cases {
        let mut memo = Memo::new();
        prepare_with(&study(), &options, &mut memo);
        let now = study().with_text(path, text.as_str());
        let saved = prepare(&now, &options, &mut memo);
        assert_eq!(saved.is_some(), is_small, "{path}: {text}");
        let anew = prepare_with(&now, &options, &mut Memo::new());
        let warm = prepare_with(&now, &options, &mut memo);
        for one in saved.iter().chain([&warm]) {
            assert_eq!(one.study, anew.study, "{path}: {text}");
            assert_eq!(one.lock, anew.lock, "{path}: {text}");
            assert_eq!(one.diagnostics, anew.diagnostics, "{path}: {text}");
            assert_eq!(one.prints, anew.prints, "{path}: {text}");
        }
    }
}

#[test]
fn a_file_that_comes_or_goes_is_no_small_change() {
    let (options, mut memo) = (Options::default(), Memo::new());
    prepare_with(&study(), &options, &mut memo);
    let mut now = study().with_text("content/chapters/03-y.en.md", "---\ntitle: Y\n---\n");
    now.remove("content/chapters/02-x.en.md");
    assert!(prepare(&now, &options, &mut memo).is_none());
    prepare_with(&study(), &options, &mut memo);
    let strict = Options {
        strict: true,
        ..Options::default()
    };
    assert!(prepare(&study(), &strict, &mut memo).is_none());
    prepare_with(&study(), &options, &mut memo);
    assert!(prepare(&study(), &options, &mut memo).is_some());
}

const ENGLISH: &str = "content/chapters/01-wells.en.md";
const RUSSIAN: &str = "content/chapters/01-wells.ru.md";
const MONEY: &str = "content/chapters/02-money.en.md";
const INSIDE: &str = "content/chapters/04-part/01-inside.en.md";
const NEWS: &str = "content/news/2024-05-01-out.en.md";

/// A study in which much is said of what stands in other chapters: numbers, titles, pictures, in texts and around them.
fn entangled() -> Sources {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/studies/two-voices");
    let mut sources = crate::disk::load(folder.as_ref()).expect("the fixture is readable");
    let edits = [
        (
            "content/study.yaml",
            "key_findings:",
            "numbering: paragraphs\nkey_findings:",
        ),
        (
            "content/study.yaml",
            "key_findings:",
            "abstract: { en: \"See [#fig-after], [#wells].\", ru: \"См. [#fig-after], [#wells].\" }\nkey_findings:",
        ),
        (
            "content/recommendations.yaml",
            "Test every well,",
            "\"Test every well, [#fig-after], [#after]\",",
        ),
        (
            "content/findings.yaml",
            "drink from wells.",
            "drink [from wells](#after) ![x](media/well.svg).",
        ),
    ];
    for (path, old, new) in edits {
        sources = edited(&sources, path, old, new);
    }
    sources
        .with_text("content/media/new.svg", "<svg width=\"4\" height=\"5\"></svg>")
        .with_text(
            "content/chapters/03-after.en.md",
            "---\ntitle: After [#wells]\n---\n\nFirst words.\n\n\
             ::: figure {#fig-after title=\"After\"}\n![A well](media/well.svg)\n\nWords.\n:::\n\n\
             See [#tbl-wells], [#fig-after], [#wells], [#shared] and [#money].\n",
        )
        .with_text(
            "content/chapters/04-part/part.yaml",
            "title: { en: \"Under [#fig-after]\", ru: \"Под [#fig-after]\" }\n",
        )
        .with_text(
            INSIDE,
            "---\ntitle: Inside\nsummary: Beside [#wells].\n---\n\nWords of its own. {#shared}\n\n\
             ::: figure {#tbl-in title=\"In\"}\n| A |\n|---|\n| 1 |\n:::\n\nNext [#tbl-in], [#tbl-wells].\n",
        )
}

fn edited(sources: &Sources, path: &str, old: &str, new: &str) -> Sources {
    let text = sources.text(path).expect(path);
    assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
    sources.clone().with_text(path, text.replace(old, new))
}

/// What an author does below the head of a chapter, one after the other.
const BELOW_THE_HEAD: &[(&str, &str, &str, &str)] = &[
    (
        "a paragraph",
        ENGLISH,
        "Most families",
        "More.\n\nMost families",
    ),
    ("it is a heading", ENGLISH, "More.\n", "## More\n"),
    ("the heading goes", ENGLISH, "## More\n\n", ""),
    (
        "a figure before all others",
        ENGLISH,
        "Most families",
        "::: figure {#fig-new title=\"New\"}\n![New](media/new.svg)\n\nNew.\n:::\n\nMost families",
    ),
    (
        "its picture is another one",
        ENGLISH,
        "![New](media/new.svg)",
        "![New](media/well.svg)",
    ),
    (
        "it is a table",
        ENGLISH,
        "![New](media/well.svg)",
        "| A |\n|---|\n| 1 |",
    ),
    (
        "a mention of a record",
        MONEY,
        "Nobody asked",
        "Nobody asked [#F01] and [#R01]",
    ),
    ("one of the two goes", MONEY, "[#F01] and ", ""),
    ("the last mention goes", MONEY, " [#R01]", ""),
    (
        "a citation",
        MONEY,
        "about money.",
        "about money [@survey2023].",
    ),
    ("it goes", MONEY, " [@survey2023]", ""),
    (
        "a footnote",
        MONEY,
        "about money.",
        "about money.[^n]\n\n[^n]: None of them, see [#R01].",
    ),
    (
        "it goes",
        MONEY,
        "[^n]\n\n[^n]: None of them, see [#R01].",
        "",
    ),
    (
        "a picture goes",
        MONEY,
        "![A well with a bucket](media/well.svg)",
        "None.",
    ),
    (
        "a link to a file",
        MONEY,
        "None.",
        "[A file](media/new.svg).",
    ),
    ("it goes", MONEY, "[A file](media/new.svg).", "None."),
    (
        "an id that another chapter has",
        MONEY,
        "None.",
        "None. {#shared}",
    ),
    ("and no more", MONEY, "None. {#shared}", "None."),
    (
        "an id has another name",
        ENGLISH,
        "{#tbl-wells title",
        "{#tbl-taps title",
    ),
    (
        "a container goes",
        ENGLISH,
        "::: finding {ref=F01}\n:::\n\n",
        "",
    ),
    (
        "a list",
        RUSSIAN,
        "Большинство",
        "- Раз\n- Два\n\nБольшинство",
    ),
    (
        "a link to a chapter",
        RUSSIAN,
        "- Раз",
        "- Раз [в главе](03-after.md#fig-after)",
    ),
    (
        "a news item names a record",
        NEWS,
        "\n---\n\n",
        "\n---\n\nSee [#R02].\n\n",
    ),
    (
        "all is written anew",
        ENGLISH,
        "---\n\n",
        "---\n\n## New {#say-new}\n\nNew.\n\n",
    ),
];

#[test]
fn whatever_is_written_below_a_head_is_a_small_change() {
    small_changes(entangled(), BELOW_THE_HEAD);
}

/// What is said of a chapter as a whole, and what others say of it.
const IN_THE_HEAD: &[(&str, &str, &str, &str)] = &[
    ("a title", ENGLISH, "title: Wells", "title: Springs"),
    (
        "a title in the other language",
        RUSSIAN,
        "title: Колодцы",
        "title: Родники",
    ),
    (
        "a short title",
        ENGLISH,
        "title: Springs",
        "title: Springs\nshort_title: S",
    ),
    (
        "it is another one",
        ENGLISH,
        "short_title: S",
        "short_title: Sp",
    ),
    ("it goes", ENGLISH, "\nshort_title: Sp", ""),
    (
        "a summary",
        ENGLISH,
        "Where the water",
        "From where the water",
    ),
    (
        "it goes",
        ENGLISH,
        "summary: From where the water comes from.\n",
        "",
    ),
    (
        "a title that other titles name",
        MONEY,
        "title: Money",
        "title: Means",
    ),
    (
        "a title that names others",
        MONEY,
        "title: Means",
        "title: Means of [#wells] and [#tbl-wells]",
    ),
    (
        "one of those is renamed",
        ENGLISH,
        "title: Springs",
        "title: Wells and springs",
    ),
    (
        "a title within a part",
        INSIDE,
        "title: Inside",
        "title: Within",
    ),
    (
        "its own numbers",
        INSIDE,
        "title: Within",
        "title: Within\nnumbering: paragraphs",
    ),
    (
        "a title and a text",
        ENGLISH,
        "title: Wells and springs\n---\n\nMost",
        "title: W\n---\n\n## All\n\nMost",
    ),
    (
        "a news item has another title",
        NEWS,
        "title: ",
        "title: No more ",
    ),
    (
        "it has an author",
        NEWS,
        "title: ",
        "authors: [Dana Omar]\ntitle: ",
    ),
    (
        "a head that cannot be read",
        MONEY,
        "title: Means of [#wells] and [#tbl-wells]",
        "title: [",
    ),
    ("it can be read again", MONEY, "title: [", "title: Money"),
];

#[test]
fn whatever_a_head_says_of_its_chapter_alone_is_a_small_change() {
    small_changes(entangled(), IN_THE_HEAD);
}

/// The ids of paragraphs that are one now are kept as former ones.
#[test]
fn ids_that_stay_are_small_changes() {
    let en = "One well fell dry in spring.\n\nThe other gives water that nobody drinks.";
    let ru = "Один колодец пересох весной.\n\nДругой даёт воду, которой никто не пьёт.";
    let before = edited(
        &entangled(),
        ENGLISH,
        "- Wells are deep.",
        &format!("{en}\n\n- Wells."),
    );
    let before = edited(
        &before,
        RUSSIAN,
        "- Колодцы глубокие.",
        &format!("{ru}\n\n- Колодцы."),
    );
    let prepared = crate::build::prepare(&before, &Options::default());
    let locked = crate::build::with_files(&before, &prepared.renewed_lock(&before));
    let edits = [
        ("one paragraph", ENGLISH, "spring.\n\n", "spring. "),
        ("in both languages", RUSSIAN, "весной.\n\n", "весной. "),
    ];
    let saved = small_changes(locked, &edits);
    let blocks = saved.study.chapters.iter().flat_map(|one| one.all_blocks());
    assert!(blocks.flat_map(|block| &block.aliases).next().is_some());
}

/// Makes one change after the other, and gives what came of the last one.
fn small_changes(before: Sources, edits: &[(&str, &str, &str, &str)]) -> Prepared {
    let (mut memo, options) = (Memo::new(), Options::default());
    prepare_with(&before, &options, &mut memo);
    let mut now = before.clone();
    let mut last = None;
    for (what, path, old, new) in edits {
        now = edited(&now, path, old, new);
        let saved = prepare(&now, &options, &mut memo);
        let saved = saved.unwrap_or_else(|| panic!("{what} is small"));
        is_whole(&saved, &now, what);
        last = Some(saved);
    }
    let back = prepare(&before, &options, &mut memo).expect("all is taken back");
    is_whole(&back, &before, "all is taken back");
    last.expect("something was changed")
}

/// It is what a build gives that remembers nothing, to the last page.
fn is_whole(saved: &Prepared, sources: &Sources, what: &str) {
    let anew = prepare_with(sources, &Options::default(), &mut Memo::new());
    assert_eq!(saved.study, anew.study, "{what}");
    assert_eq!(saved.lock, anew.lock, "{what}");
    assert_eq!(saved.diagnostics, anew.diagnostics, "{what}");
    assert_eq!(saved.prints, anew.prints, "{what}");
    let (saved, anew) = (saved.output(), anew.output());
    assert_eq!(saved.diagnostics, anew.diagnostics, "{what}");
    assert_eq!(saved.value.len(), anew.value.len(), "{what}");
    for ((path, saved), (_, anew)) in saved.value.iter().zip(anew.value.iter()) {
        assert_eq!(
            saved.fingerprint(),
            anew.fingerprint(),
            "{path} after {what}"
        );
    }
}
