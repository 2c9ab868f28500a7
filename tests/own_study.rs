//! The study this repository carries: complete, equal in both languages, and true to its source in numbers.

use crate::support;

use diglot::build::{Options, prepare};
use diglot::disk;
use diglot::output::File;
use diglot::source::Source;
use diglot::study::{Inline, Study};
use std::collections::BTreeSet;
use std::path::Path;

fn own() -> diglot::source::Sources {
    disk::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository is readable")
}

fn study() -> Study {
    prepare(&own(), &Options::default()).study
}

#[test]
fn it_has_no_mistakes() {
    assert_eq!(support::said(&own()), Vec::<String>::new());
}

#[test]
fn every_chapter_and_block_exists_in_the_languages_that_are_to_have_it() {
    let study = study();
    let chapters = study
        .chapters
        .iter()
        .chain(study.news.iter().map(|item| &item.chapter));
    for chapter in chapters {
        let is_summary = chapter.id.as_str() == "summary";
        let languages = if is_summary { 3 } else { 2 };
        assert_eq!(chapter.files.len(), languages, "{}", chapter.id);
        for block in chapter.all_blocks() {
            assert_eq!(block.texts.len(), languages, "{}#{}", chapter.id, block.id);
        }
    }
}

#[test]
fn its_numbers_are_those_of_the_source() {
    let study = study();
    let records = &study.records;
    assert_eq!(records.recommendations.len(), 12);
    // Two discussions, and what the source says of the work with NGOs and smaller firms.
    assert_eq!(records.activities.len(), 4);
    let talks = records.activities.iter();
    let ages: Vec<_> = talks
        .filter(|one| one.kind.map(|kind| kind.word()) == Some("fgd"))
        .map(|one| (one.age_min, one.age_max, one.duration_min))
        .collect();
    assert_eq!(
        ages,
        [
            (Some(16), Some(17), Some(90)),
            (Some(18), Some(24), Some(90))
        ]
    );
    assert!(
        records
            .quotes
            .iter()
            .all(|quote| quote.form.word() == "paraphrase")
    );
    let child_labour: Vec<_> = records
        .recommendations
        .iter()
        .filter(|one| one.themes.iter().any(|theme| theme == "child-labour"))
        .map(|one| one.number)
        .collect();
    assert_eq!(child_labour, [9, 11]);
    assert!(records.terms.len() >= 10);
}

#[test]
fn recommendation_11_leads_to_those_who_were_heard() {
    let study = study();
    let records = &study.records;
    let eleven = &records.recommendations[10];
    let finding = records
        .findings
        .iter()
        .find(|one| one.entry.id.as_str() == eleven.supported_by[0])
        .expect("number 11 rests on a finding");
    let heard = records.activities.iter();
    let heard = heard.filter(|one| one.group.as_ref() == finding.groups.last());
    let kinds: Vec<_> = heard.filter_map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 1, "its group was heard in interviews");
    for one in &records.recommendations {
        assert!(!one.supported_by.is_empty(), "{}", one.entry.id);
        assert!(one.responses.is_empty(), "the source tells of no response");
    }
}

#[test]
fn both_languages_have_the_same_two_notes_with_page_30() {
    let study = study();
    let first = study.settings.languages[0].clone();
    let full = study.settings.languages.iter();
    for lang in full.filter(|lang| study.settings.scopes.get(lang).is_none()) {
        let notes: Vec<String> = study
            .chapters
            .iter()
            .filter_map(|chapter| chapter.files.get(lang))
            .flat_map(|file| &file.notes)
            .map(|note| format!("{:?}", note.content))
            .collect();
        assert_eq!(notes.len(), 2, "{lang}");
        assert!(notes[0].contains("value: \"30\""), "{lang}, first: {first}");
    }
}

#[test]
fn every_page_exists_in_both_languages() {
    let output = prepare(&own(), &Options::default()).output().value;
    let pages = |lang: &str| -> BTreeSet<String> {
        let prefix = format!("{lang}/");
        output
            .iter()
            .filter_map(|(path, _)| path.strip_prefix(&prefix))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(pages("en"), pages("ru"));
    assert!(pages("en").len() > 40);
    for (path, file) in output.iter() {
        if let (true, File::Made { bytes, .. }) = (path.ends_with(".html"), file) {
            assert!(!bytes.is_empty(), "{path}");
        }
    }
}

#[test]
fn kazakh_holds_the_summary_the_recommendations_and_the_glossary() {
    let output = prepare(&own(), &Options::default()).output().value;
    let pages: Vec<&str> = output
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("kk/")?.strip_suffix("index.html"))
        .filter(|page| !page.starts_with("recommendations/") && !page.starts_with("glossary/"))
        .collect();
    assert_eq!(
        pages,
        ["", "parallel/summary/", "parallel/summary/ru/", "summary/"]
    );
    assert!(output.get("kk/glossary/rbc/index.html").is_some());
    for number in 1..=12 {
        let page = format!("kk/recommendations/R{number:02}/index.html");
        assert!(output.iter().any(|(path, _)| *path == page), "{page}");
    }
}

#[test]
fn no_straight_quotes_are_left_in_titles() {
    for chapter in &study().chapters {
        for file in chapter.files.values() {
            for inline in file.front.title.paragraphs.iter().flatten() {
                if let Inline::Text(words) = inline {
                    assert!(!words.contains('"'), "{}: {words:?}", file.path);
                }
            }
        }
    }
}

#[test]
fn its_lock_is_up_to_date() {
    let sources = own();
    let renewed = prepare(&sources, &Options::default()).renewed_lock(&sources);
    let files: Vec<_> = renewed.into_iter().map(|(path, _)| path).collect();
    assert!(
        files.is_empty(),
        "run `diglot build` and commit content/lock: {files:?}"
    );
}

/// The same words with other marks and other ends of lines.
fn reformatted(text: &str) -> String {
    let (head, body) = text.split_once("\n---\n").expect("a head");
    let lines: Vec<&str> = body.lines().collect();
    let mut out = format!("{head}\n---\n");
    for (at, line) in lines.iter().enumerate() {
        let is_term = lines.get(at + 1).is_some_and(|next| next.starts_with(':'));
        out += &match line.chars().next() {
            Some(':' | '!' | '<') => (*line).to_owned(),
            Some(first) if first.is_alphabetic() && !is_term => wrapped(&plain(line)),
            _ => plain(line),
        };
        out += "\n";
    }
    out
}

fn plain(line: &str) -> String {
    let marks = |letter: char| match letter {
        '“' | '”' | '«' | '»' => '"',
        '’' => '\'',
        '–' | '—' => '-',
        other => other,
    };
    line.chars().map(marks).collect()
}

/// Five words on a line, but none that would begin a list or a quotation there.
fn wrapped(line: &str) -> String {
    let mut out = String::new();
    for (at, word) in line.split(' ').enumerate() {
        let is_word = word.starts_with(char::is_alphabetic);
        out += match at {
            0 => "",
            _ if at % 5 == 0 && is_word => "\n",
            _ => " ",
        };
        out += word;
    }
    out
}

#[test]
fn reformatting_every_chapter_is_no_change() {
    let mut sources = own();
    let chapters: Vec<_> = sources
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| path.starts_with("content/") && path.ends_with(".md"))
        .collect();
    assert!(chapters.len() > 25, "{chapters:?}");
    for path in chapters {
        let text = sources.text(&path).expect("a chapter").to_string();
        let other = reformatted(&text);
        assert_ne!(other, text, "{path}");
        sources.insert(path, Source::text(other));
    }
    let prepared = support::prepare(&sources);
    assert!(!prepared.has_errors(), "{:?}", support::said(&sources));
    let open: Vec<_> = prepared
        .standings(&sources)
        .into_iter()
        .flat_map(|standing| standing.unsettled)
        .map(|one| one.id)
        .collect();
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn a_paragraph_on_top_of_every_chapter_moves_no_id() {
    let mut sources = own();
    let ids = |sources: &diglot::source::Sources| -> Vec<Vec<String>> {
        let study = support::prepare(sources).study;
        let chapters = study.chapters.iter();
        let ids = chapters.map(|chapter| {
            let blocks = chapter.all_blocks().into_iter();
            blocks.map(|block| block.id.to_string()).collect()
        });
        ids.collect()
    };
    let before = ids(&sources);
    let new = [
        ("en", "This was put before all the rest on a rainy day."),
        (
            "ru",
            "Это поставили прежде всего остального в дождливый день.",
        ),
        ("kk", "Мұны жаңбырлы күні бәрінің алдына қойды."),
    ];
    for (tag, words) in new {
        let ending = format!(".{tag}.md");
        let paths: Vec<_> = sources.iter().map(|(path, _)| path.clone()).collect();
        let chapters = paths
            .into_iter()
            .filter(|path| path.starts_with("content/chapters/") && path.ends_with(&ending));
        for path in chapters {
            let text = sources.text(&path).expect("a chapter").to_string();
            let (head, body) = text.split_once("\n---\n").expect("a head");
            let text = format!("{head}\n---\n\n{words}\n{body}");
            sources.insert(path, Source::text(text));
        }
    }
    assert_eq!(support::said(&sources), Vec::<String>::new());
    for (before, after) in before.iter().zip(ids(&sources)) {
        assert_eq!(after[1..], before[..]);
    }
}
