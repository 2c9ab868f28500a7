//! Whether texts still say the same, from one build to the next: the lock, the states, `status`, `agree` and `ids`.

use crate::support;

use diglot::align::agree::{What, agree};
use diglot::align::lock;
use diglot::build::{Options, Prepared, prepare as prepare_with, with_files};
use diglot::output::File;
use diglot::source::{Source, Sources};
use std::collections::BTreeMap;
use support::{edit, lines, prepare, said, study};

const WELLS: &str = "content/chapters/01-wells";

/// The study as a build leaves it: with its lock.
fn built(sources: &Sources) -> Sources {
    let prepared = prepare(sources);
    assert!(!prepared.has_errors(), "{:?}", said(sources));
    with_files(sources, &prepared.renewed_lock(sources))
}

/// `id state language`, of everything that is not agreed.
fn open(sources: &Sources) -> Vec<String> {
    let standings = prepare(sources).standings(sources);
    let all = standings.iter().flat_map(|standing| &standing.unsettled);
    all.map(|one| {
        let lang = one.lang.as_ref().map_or("all", |lang| lang.as_str());
        format!("{} {} {lang}", one.id, one.odd.word())
    })
    .collect()
}

/// Every block of the chapter `wells` with an id.
fn ids(sources: &Sources) -> Vec<String> {
    let prepared = prepare(sources);
    let chapter = prepared
        .study
        .chapter("wells")
        .expect("the chapter of the fixture");
    chapter
        .all_blocks()
        .iter()
        .map(|block| block.id.to_string())
        .collect()
}

/// The id of the block of `wells` that has these words in some language.
fn id_of(sources: &Sources, words: &str) -> String {
    let prepared = prepare(sources);
    let chapter = prepared
        .study
        .chapter("wells")
        .expect("the chapter of the fixture");
    let blocks = chapter.all_blocks();
    let has = |block: &&&diglot::study::Block| format!("{:?}", block.texts).contains(words);
    let found = blocks.iter().rfind(has);
    found
        .unwrap_or_else(|| panic!("no block says `{words}`"))
        .id
        .to_string()
}

fn english(sources: &mut Sources, old: &str, new: &str) {
    edit(sources, &format!("{WELLS}.en.md"), old, new);
}

fn russian(sources: &mut Sources, old: &str, new: &str) {
    edit(sources, &format!("{WELLS}.ru.md"), old, new);
}

/// Changes one English text of a chapter and one of a data file.
fn move_on(sources: &mut Sources) {
    english(sources, "Counted in May 2024.", "Counted in June 2024.");
    edit(
        sources,
        "content/recommendations.yaml",
        "en: Test every well,",
        "en: Test each well,",
    );
}

#[test]
fn a_first_build_agrees_and_the_lock_is_then_up_to_date() {
    let sources = built(&study("two-voices"));
    assert_eq!(open(&sources), [] as [&str; 0]);
    assert!(prepare(&sources).renewed_lock(&sources).is_empty());
    assert_eq!(ids(&sources), ids(&study("two-voices")));
}

#[test]
fn what_moved_on_is_listed_and_nothing_else() {
    let mut sources = built(&study("two-voices"));
    move_on(&mut sources);
    let id = id_of(&sources, "June");
    let expected = [
        format!("wells#{id} moved-on en"),
        "R01.title moved-on en".to_owned(),
    ];
    assert_eq!(open(&sources), expected);
    // A build remembers what was seen, and still knows what was agreed.
    let mut sources = built(&sources);
    assert_eq!(open(&sources), expected);
    russian(
        &mut sources,
        "Подсчитано в мае 2024 года.",
        "Подсчитано в июне 2024 года.",
    );
    assert_eq!(
        open(&built(&sources))[0],
        format!("wells#{id} moved-on all")
    );
}

/// Every page of the site, by its path.
fn pages(sources: &Sources) -> BTreeMap<String, String> {
    let output = prepare(sources).output().value;
    let made = output.iter().filter_map(|(path, file)| match file {
        File::Made { bytes, .. } if path.ends_with(".html") => {
            Some((path.clone(), String::from_utf8_lossy(bytes).into_owned()))
        }
        _ => None,
    });
    made.collect()
}

/// The pages of a folder that are not the same.
fn differing(
    one: &BTreeMap<String, String>,
    other: &BTreeMap<String, String>,
    folder: &str,
) -> Vec<String> {
    assert!(one.keys().eq(other.keys()), "no page comes or goes");
    let changed = one.iter().filter(|(path, html)| other[*path] != **html);
    let inside = changed.filter(|(path, _)| path.starts_with(folder));
    inside.map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_mark_stands_while_texts_differ_and_no_longer() {
    let mut sources = built(&study("two-voices"));
    let agreed = pages(&sources);
    move_on(&mut sources);
    let sources = built(&sources);
    let moved = pages(&sources);
    let marks = |page: &str| page.matches("data-state=").count();
    let marked: Vec<(&str, usize)> = moved
        .iter()
        .map(|(path, html)| (path.as_str(), marks(html)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(
        marked,
        [
            ("en/parallel/wells/index.html", 1),
            ("ru/parallel/wells/index.html", 1),
            ("ru/recommendations/R01/index.html", 1),
            ("ru/wells/index.html", 1),
        ]
    );
    let id = id_of(&sources, "June");
    let block = format!("<p id=\"{id}\" class=\"moved-on\">");
    assert!(moved["ru/wells/index.html"].contains(&block), "{block}");
    let Prepared {
        study, mut lock, ..
    } = prepare(&sources);
    agree(&study, &mut lock, &What::All).expect("all is known");
    let files: Vec<_> = lock
        .0
        .iter()
        .map(|(name, text)| (lock::path(name), text.clone()))
        .collect();
    let sources = with_files(&sources, &files);
    assert_eq!(open(&sources), [] as [&str; 0]);
    let settled = pages(&sources);
    // Russian pages are what they were, but for English words that they show.
    let shows_english = differing(&agreed, &settled, "ru/");
    assert!(
        shows_english
            .iter()
            .all(|path| path.starts_with("ru/parallel/")),
        "{shows_english:?}"
    );
    // Agreeing takes marks away, and the lines that count them.
    assert_eq!(
        differing(&moved, &settled, ""),
        [
            "en/parallel/wells/index.html",
            "index.html",
            "ru/index.html",
            "ru/parallel/wells/index.html",
            "ru/recommendations/R01/index.html",
            "ru/wells/index.html",
        ]
    );
}

#[test]
fn reformatting_is_no_change() {
    let mut sources = built(&study("two-voices"));
    let all: Vec<_> = sources
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| path.starts_with("content/"))
        .collect();
    for path in all.iter().filter(|path| path.ends_with(".md")) {
        let text = sources.text(path).expect("a text").to_string();
        let (head, body) = text.split_once("---\n\n").expect("a head");
        let body = body
            .replace(" as the", "\nas the")
            .replace("\"not known\"", "“not *known*”")
            .replace("\"неизвестно\"", "«неизвестно»");
        let body = body
            .replace("- ", "* ")
            .replace("[see R02](#R02)", "[see R02](#who-pays)");
        sources.insert(path.clone(), Source::text(format!("{head}---\n\n{body}")));
    }
    assert_eq!(open(&sources), [] as [&str; 0]);
    assert_eq!(ids(&sources), ids(&study("two-voices")));
    assert!(
        !prepare(&sources).renewed_lock(&sources).is_empty(),
        "it is seen, but does not count"
    );
}

#[test]
fn what_is_inserted_moves_no_id() {
    let mut sources = built(&study("two-voices"));
    let before = ids(&sources);
    english(
        &mut sources,
        "Most families",
        "A word before all others.\n\nMost families",
    );
    russian(
        &mut sources,
        "Большинство",
        "Слово прежде всех других.\n\nБольшинство",
    );
    assert_eq!(ids(&sources)[1..], before[..]);
    assert_eq!(open(&sources), [] as [&str; 0]);
}

#[test]
fn missing_and_copied_texts() {
    let mut sources = built(&study("two-voices"));
    russian(&mut sources, "\nПодсчитано в мае 2024 года.\n", "");
    english(
        &mut sources,
        "Most families drink from a [well](#well), as the survey says",
        "Большинство семей пьёт воду из [колодца](#well), как сказано в обследовании",
    );
    russian(
        &mut sources,
        "[^1]: В обследовании насчитали 19 колодцев.",
        "[^1]: The survey counted 19 wells, all in all.",
    );
    let (copied, missing) = (id_of(&sources, "Большинство"), id_of(&sources, "May"));
    assert_eq!(
        open(&sources),
        [
            format!("wells#{copied} copied en"),
            format!("wells#{missing} missing ru"),
            "wells#note:1 copied ru".to_owned()
        ]
    );
}

#[test]
fn a_block_for_one_language_lacks_nothing() {
    let mut sources = study("two-voices");
    english(
        &mut sources,
        "Most families",
        "<!-- diglot-only: known to all others -->\nA well is a hole with water in it.\n\nMost families",
    );
    assert_eq!(open(&built(&sources)), [] as [&str; 0]);
}

#[test]
fn strict_wants_all_agreed() {
    let mut sources = built(&study("two-voices"));
    move_on(&mut sources);
    assert_eq!(said(&sources), said(&study("two-voices")));
    let options = Options {
        strict: true,
        ..Options::default()
    };
    let found = prepare_with(&sources, &options).diagnostics;
    let found: Vec<String> = lines(&found, &sources)
        .into_iter()
        .filter(|line| line.contains("lang-not-agreed"))
        .collect();
    assert_eq!(
        found,
        [
            "error[lang-not-agreed] chapters/01-wells.en.md:25:1 1 of 12 texts of `wells` are not agreed: 1 moved on",
            "error[lang-not-agreed] recommendations.yaml:2:16 1 of 4 texts of `recommendations.yaml` are not agreed: 1 moved on",
        ]
    );
}

#[test]
fn a_broken_lock_is_an_error_and_not_written_over() {
    let mut sources = built(&study("two-voices"));
    let path = lock::path("wells");
    let text = sources
        .text(&path)
        .expect("the lock was written")
        .to_string();
    sources.insert(
        path.clone(),
        Source::text(text.replacen("en: Wells", "<<<<<<< HEAD\nen: Wells", 1)),
    );
    assert_eq!(
        said(&sources),
        ["error[file-broken-lock] lock/wells.lock:4:1 a merge of this lock was not finished"]
    );
}

#[test]
fn blocks_that_were_merged_and_split() {
    let mut sources = study("two-voices");
    let (en, ru) = (
        [
            "One well is dry since the spring.",
            "The other one gives water that nobody drinks.",
        ],
        [
            "Один колодец пересох ещё весной.",
            "Другой даёт воду, которой никто не пьёт.",
        ],
    );
    english(
        &mut sources,
        "- Wells are deep.",
        &format!("{}\n\n{}\n\n- Wells are deep.", en[0], en[1]),
    );
    russian(
        &mut sources,
        "- Колодцы глубокие.",
        &format!("{}\n\n{}\n\n- Колодцы глубокие.", ru[0], ru[1]),
    );
    let apart = built(&sources);
    let (first, second) = (id_of(&apart, "dry"), id_of(&apart, "drinks"));
    let mut merged = apart.clone();
    english(&mut merged, "spring.\n\n", "spring. ");
    russian(&mut merged, "весной.\n\n", "весной. ");
    let merged = built(&merged);
    assert_eq!(id_of(&merged, "drinks"), first);
    assert_eq!(open(&merged), [] as [&str; 0]);
    let prepared = prepare(&merged);
    let chapter = prepared.study.chapter("wells").expect("the chapter");
    let block = chapter
        .all_blocks()
        .into_iter()
        .find(|block| block.id.as_str() == first);
    let aliases: Vec<&str> = block
        .expect("it kept its id")
        .aliases
        .iter()
        .map(|id| id.as_str())
        .collect();
    assert_eq!(aliases, [second.as_str()]);
    // The retired one gets its id back with its text.
    let again = with_files(
        &merged,
        &[
            (
                format!("{WELLS}.en.md").as_str().into(),
                apart
                    .text(&format!("{WELLS}.en.md"))
                    .expect("a text")
                    .clone(),
            ),
            (
                format!("{WELLS}.ru.md").as_str().into(),
                apart
                    .text(&format!("{WELLS}.ru.md"))
                    .expect("a text")
                    .clone(),
            ),
        ],
    );
    assert_eq!(
        (id_of(&again, "dry"), id_of(&again, "drinks")),
        (first.clone(), second.clone())
    );
    assert_eq!(open(&built(&again)), [] as [&str; 0]);
    // Merged in one language only, it is one block of two elements in the other.
    let mut half = apart.clone();
    english(&mut half, "spring.\n\n", "spring. ");
    let half = built(&half);
    assert_eq!(
        (id_of(&half, "drinks"), id_of(&half, "никто не пьёт")),
        (first.clone(), first)
    );
}

#[test]
fn an_id_that_an_author_gives_wins_and_the_old_one_leads_to_it() {
    let mut sources = built(&study("two-voices"));
    let old = id_of(&sources, "Wells are deep");
    english(
        &mut sources,
        "- Wells are deep.",
        "<!-- diglot-id: depth -->\n- Wells are deep.",
    );
    let sources = built(&sources);
    assert_eq!(
        (
            id_of(&sources, "Wells are deep"),
            id_of(&sources, "Колодцы глубокие")
        ),
        ("depth".to_owned(), "depth".to_owned())
    );
    let prepared = prepare(&sources);
    let chapter = prepared.study.chapter("wells").expect("the chapter");
    let block = chapter
        .all_blocks()
        .into_iter()
        .find(|block| block.id.as_str() == "depth")
        .expect("the block");
    assert_eq!(
        block
            .aliases
            .iter()
            .map(|id| id.as_str())
            .collect::<Vec<_>>(),
        [old]
    );
    assert_eq!(open(&sources), [] as [&str; 0]);
}

#[test]
fn a_note_of_another_label_is_marked_in_both_texts() {
    let mut sources = study("two-voices");
    russian(&mut sources, "с. 12].[^1]", "с. 12].[^a]");
    russian(&mut sources, "[^1]: В", "[^a]: В");
    let sources = built(&sources);
    assert_eq!(open(&sources), [] as [&str; 0]);
    let words = ["The survey counted", "В обследовании насчитали"];
    for (lang, other, old) in [("en", "ru", words[0]), ("ru", "en", words[1])] {
        let mut sources = sources.clone();
        let path = format!("{WELLS}.{lang}.md");
        edit(&mut sources, &path, old, &format!("{old} again"));
        let standings = prepare(&sources).standings(&sources);
        let all = standings.iter().flat_map(|standing| &standing.unsettled);
        let all: Vec<(&str, &str)> = all
            .map(|one| (one.id.as_str(), one.place.path().as_ref()))
            .collect();
        assert_eq!(all, [("wells#note:1", path.as_str())]);
        let page = &pages(&sources)[&format!("{other}/wells/index.html")];
        let (_, notes) = page.split_once("id=\"n1\"").expect("a note");
        assert!(notes.contains("data-state=\"moved-on\""), "{notes}");
    }
}

/// A quotation that is a container in one text and stands behind `>` in the other.
fn with_quotation() -> Sources {
    let mut sources = study("two-voices");
    let quoted =
        "Nobody asked us before they dug the 12 wells of the upper village in 1988, said Anna.";
    english(
        &mut sources,
        "- Wells are deep.",
        &format!("::: callout\n{quoted}\n\nWe would have told them.\n:::\n\n- Wells are deep."),
    );
    let quoted =
        "Нас никто не спросил, когда в 1988 году рыли 12 колодцев верхнего села, сказала Анна.";
    russian(
        &mut sources,
        "- Колодцы глубокие.",
        &format!("> {quoted}\n>\n> Мы бы им сказали.\n\n- Колодцы глубокие."),
    );
    sources
}

#[test]
fn a_container_and_a_quotation_of_the_same_text_are_one_block() {
    let sources = with_quotation();
    let structure = |sources: &Sources| -> Vec<String> {
        let before = said(&study("two-voices"));
        let said = said(sources).into_iter();
        said.filter(|line| !before.contains(line)).collect()
    };
    let first = structure(&sources);
    assert_eq!(first.len(), 1, "{first:#?}");
    assert!(first[0].contains("structure-kind"), "{first:?}");
    assert_eq!(open(&sources), [] as [&str; 0]);
    let sources = built(&sources);
    assert_eq!((structure(&sources), open(&sources)), (first, vec![]));
    assert!(prepare(&sources).renewed_lock(&sources).is_empty());
    let prepared = prepare(&sources);
    let chapter = prepared.study.chapter("wells").expect("the chapter");
    let quotation = (chapter.blocks.iter()).find(|block| block.is_mixed());
    let quotation = quotation.expect("one block has both");
    let inner: Vec<usize> = quotation.inner.iter().map(|one| one.texts.len()).collect();
    assert_eq!((quotation.texts.len(), inner), (2, vec![1, 1]));
    let pages = pages(&sources);
    for (lang, words) in [("en", "Nobody asked us"), ("ru", "Нас никто не")] {
        let page = &pages[&format!("{lang}/wells/index.html")];
        assert_eq!(page.matches(words).count(), 1, "{lang}");
        assert!(page.contains(&format!("id=\"{}\"", quotation.id)), "{lang}");
        assert!(!page.contains("data-state"), "{lang}");
    }
    // Whichever moves on, it is told of the whole.
    let moves = [
        (
            "en",
            "We would have told them.",
            "We would not have told them.",
        ),
        ("ru", "Мы бы им сказали.", "Мы бы им не сказали."),
    ];
    for (lang, old, new) in moves {
        let mut sources = sources.clone();
        edit(&mut sources, &format!("{WELLS}.{lang}.md"), old, new);
        let expected = [format!("wells#{} moved-on {lang}", quotation.id)];
        assert_eq!(open(&sources), expected);
        assert_eq!(open(&built(&sources)), expected);
    }
}

/// Two texts that have nothing in common, at one place.
fn with_doubt() -> Sources {
    let mut sources = study("two-voices");
    let long = "Nobody asked them, and nobody had been asked before either, when the soldiers of the old garrison dug the first ones for the people of the upper village, who had carried their water from the river until then and went on doing so.";
    english(
        &mut sources,
        "- Wells are deep.",
        &format!("{long}\n\n- Wells are deep."),
    );
    russian(
        &mut sources,
        "- Колодцы глубокие.",
        "> Да.\n\n- Колодцы глубокие.",
    );
    sources
}

fn doubts(sources: &Sources) -> Vec<String> {
    let said = said(sources).into_iter();
    said.filter(|line| line.contains("structure-doubtful"))
        .collect()
}

/// `id: ru kk`, of everything that is not agreed: whose turn it is.
fn turns(sources: &Sources) -> Vec<String> {
    let standings = prepare(sources).standings(sources);
    let all = standings.iter().flat_map(|standing| &standing.unsettled);
    all.map(|one| {
        let langs: Vec<&str> = one.up_to.iter().map(|lang| lang.as_str()).collect();
        format!("{}: {}", one.id, langs.join(" "))
    })
    .collect()
}

#[test]
fn each_language_has_its_own_to_do() {
    let mut sources = built(&study("two-voices"));
    english(
        &mut sources,
        "Counted in May 2024.",
        "Counted in June 2024.",
    );
    let id = id_of(&sources, "June");
    assert_eq!(turns(&sources), [format!("wells#{id}: ru")]);
    russian(
        &mut sources,
        "Подсчитано в мае 2024 года.",
        "Подсчитано в июле 2024 года.",
    );
    assert_eq!(turns(&sources), [format!("wells#{id}: en ru")]);
    russian(&mut sources, "Подсчитано в июле 2024 года.", "");
    assert!(
        turns(&sources).contains(&format!("wells#{id}: ru")),
        "{:?}",
        turns(&sources)
    );
}

#[test]
fn a_text_without_words_is_never_agreed() {
    let with_note = || {
        let mut sources = study("two-voices");
        for lang in ["en", "ru"] {
            let path = format!("{WELLS}.{lang}.md");
            let text = sources.text(&path).expect("a chapter").to_string();
            let end = "\n\nA mark.[^n]\n\n[^n]: The note.\n\n> A voice.\n";
            sources.insert(path, Source::text(text.trim_end().to_owned() + end));
        }
        built(&sources)
    };
    for (words, nothing, odd) in [
        ("[^n]: The note.", "[^n]:", "missing"),
        ("> A voice.", ">", "moved-on"),
    ] {
        let mut sources = with_note();
        let before = open(&sources);
        russian(&mut sources, words, nothing);
        let first = built(&sources);
        let opened = open(&first);
        let new: Vec<_> = opened.iter().filter(|one| !before.contains(one)).collect();
        assert!(new.iter().any(|one| one.contains(odd)), "{opened:?}");
        assert!(prepare(&first).renewed_lock(&first).is_empty(), "{words}");
        assert_eq!(open(&built(&first)), opened, "{words}");
        // In both texts.
        let mut both = first.clone();
        english(&mut both, words, nothing);
        let both = built(&both);
        assert!(prepare(&both).renewed_lock(&both).is_empty(), "{words}");
    }
    let mut empty = study("two-voices");
    for lang in ["en", "ru"] {
        let path = format!("{WELLS}.{lang}.md");
        let text = empty.text(&path).expect("a chapter").to_string();
        empty.insert(path, Source::text(text + "\n\nA mark.[^n]\n\n[^n]:\n"));
    }
    let empty = built(&empty);
    assert!(prepare(&empty).renewed_lock(&empty).is_empty());
}

#[test]
fn nobody_agrees_on_what_the_study_has_no_more() {
    let mut sources = built(&study("two-voices"));
    move_on(&mut sources);
    let with_all = built(&sources);
    let open_then = open(&with_all);
    assert_eq!(open_then.len(), 2, "{open_then:?}");
    let mut without = with_all.clone();
    for path in [
        &format!("{WELLS}.en.md"),
        &format!("{WELLS}.ru.md"),
        "content/recommendations.yaml",
    ] {
        without.remove(path);
    }
    let Prepared {
        study, mut lock, ..
    } = prepare(&without);
    for what in [What::All, What::Both] {
        let agreed = agree(&study, &mut lock, &what).expect("all is known");
        assert_eq!(agreed, [] as [&str; 0]);
    }
    let gone = What::Chapter("wells".to_owned());
    assert!(agree(&study, &mut lock, &gone).is_err());
    let files = lock.0.iter();
    let files = files.map(|(name, text)| (lock::path(name), text.clone()));
    let back = with_files(&with_all, &files.collect::<Vec<_>>());
    assert_eq!(open(&back), open_then, "what comes back is not agreed");
}

#[test]
fn a_doubtful_pair_is_reported_until_somebody_agrees() {
    let sources = with_doubt();
    let first = doubts(&sources);
    assert_eq!(first.len(), 1, "{first:?}");
    let mut sources = built(&sources);
    assert_eq!(doubts(&sources), first, "the lock knows the pair now");
    assert!(prepare(&sources).renewed_lock(&sources).is_empty());
    russian(&mut sources, "> Да.", "> Да, конечно.");
    let sources = built(&sources);
    assert_eq!(doubts(&sources), first, "an edit settles nothing");
    let Prepared {
        study, mut lock, ..
    } = prepare(&sources);
    let id = id_of(&sources, "garrison");
    let what = What::Ids(vec![id.clone()]);
    let agreed = agree(&study, &mut lock, &what).expect("it is known");
    assert_eq!(agreed, [format!("wells#{id}")]);
    let text = lock.0["wells"].clone();
    assert!(!text.contains("doubtful"), "{text}");
    let sources = with_files(&sources, &[(lock::path("wells"), text)]);
    assert_eq!(doubts(&sources), [] as [&str; 0]);
    assert_eq!(open(&sources), [] as [&str; 0]);
}

#[test]
fn a_doubt_says_what_to_type_to_settle_it() {
    let sources = with_doubt();
    let prepared = prepare(&sources);
    let mut said = prepared.diagnostics.iter();
    let doubt = said.find(|one| one.code.name == "structure-doubtful");
    let remedy = doubt.expect("a doubt").remedy().to_owned();
    let command = format!("`diglot agree wells#{}`", id_of(&sources, "garrison"));
    assert!(remedy.contains(&command), "{remedy}");
}

#[test]
fn an_id_in_both_texts_settles_a_doubt() {
    let mut sources = built(&with_doubt());
    english(
        &mut sources,
        "Nobody asked them",
        "<!-- diglot-id: asked -->\nNobody asked them",
    );
    assert_eq!(doubts(&sources).len(), 1, "one text may be the wrong one");
    let mut sources = built(&sources);
    russian(&mut sources, "> Да.", "<!-- diglot-id: asked -->\n> Да.");
    assert_eq!(doubts(&sources), [] as [&str; 0]);
    let sources = built(&sources);
    let lock = sources.text(&lock::path("wells")).expect("the lock");
    assert!(!lock.contains("doubtful"), "{lock}");
}

#[test]
fn ids_that_authors_give_part_what_the_lock_has_paired_wrongly() {
    let mut sources = study("two-voices");
    english(
        &mut sources,
        "- Wells are deep.",
        "The rope is old.\n\nThe bucket leaks.\n\n- Wells are deep.",
    );
    russian(
        &mut sources,
        "- Колодцы глубокие.",
        "Ведро течёт.\n\n- Колодцы глубокие.",
    );
    let mut sources = built(&sources);
    let (rope, bucket) = (id_of(&sources, "rope"), id_of(&sources, "bucket"));
    assert_eq!(id_of(&sources, "Ведро"), rope, "nothing says which it is");
    english(
        &mut sources,
        "The bucket leaks.",
        "<!-- diglot-id: bucket -->\nThe bucket leaks.",
    );
    russian(
        &mut sources,
        "Ведро течёт.",
        "Верёвка старая.\n\n<!-- diglot-id: bucket -->\nВедро течёт.",
    );
    for _ in 0..2 {
        let ids = ["rope", "Верёвка", "The bucket", "Ведро"].map(|words| id_of(&sources, words));
        assert_eq!(ids, [rope.as_str(), &rope, "bucket", "bucket"]);
        sources = built(&sources);
    }
    let lock = sources.text(&lock::path("wells")).expect("the lock");
    assert!(lock.contains(&format!("{bucket} -> bucket")), "{lock}");
}

#[test]
fn languages_that_come_and_go() {
    let sources = built(&study("two-voices"));
    let mut alone = sources.clone();
    edit(
        &mut alone,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages: [en]",
    );
    let lock_of = |sources: &Sources| {
        sources
            .text(&lock::path("wells"))
            .expect("the lock")
            .to_string()
    };
    let prepared = prepare(&alone);
    assert!(
        prepared.has_errors(),
        "files of a language that is no more are reported"
    );
    assert!(lock_of(&sources).contains("ru: Колодцы"));
    assert!(prepared.lock.0["wells"].contains("ru: Колодцы"));
}
