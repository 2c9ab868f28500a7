//! From texts in several languages to one [`Study`]: which block of one language is which of the
//! other, and its id.
//!
//! Chapters are brought together by id, their blocks by `pairs`, their ids come from `identity`.
//! `pairs` stands on `groups` (all languages), `two` and `sections` (two of them), `beads` (the way through two lists),
//! `score` (how well two texts go together) and `traits` (what is compared).
//! Nothing here reads Markdown or YAML: `study::text` is all it knows.

mod beads;
mod chain;
mod groups;
mod identity;
mod numbers;
mod pairs;
mod parts;
mod report;
mod score;
mod sections;
mod sounds;
mod traits;
mod two;
mod words;

pub use parts::{Part, items, parts};

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::{Lang, PerLang};
use crate::source::Place;
use crate::study::chapter::{ChapterFile, reading_order};
use crate::study::text::{ChapterText, Texts};
use crate::study::{Chapter, ChapterId, Lock, NewsItem, Study};
use std::collections::BTreeMap;

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &report::STRUCTURE_UNPAIRED,
    &report::STRUCTURE_DOUBTFUL,
    &report::STRUCTURE_IDS_DIFFER,
    &STRUCTURE_ORDER,
];

/// The files of one chapter stand at different places in different languages.
pub static STRUCTURE_ORDER: Code = Code {
    name: "structure-order",
    why: "The number and the folder of a chapter's file give its place in the study, which is the same in every language.",
    remedy: "Give the files of one chapter the same number and put them into the same folder.",
};

/// The document, and what is to be remembered of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aligned {
    /// One thing with a text in each language.
    pub study: Study,
    /// The lock as the next build should find it. It never depends on which pages are made.
    pub lock: Lock,
}

/// Brings the languages of every chapter together.
pub fn study(texts: Texts) -> Read<Aligned> {
    let mut found = Vec::new();
    let languages = texts.settings.languages.clone();
    let chapters = together(texts.chapters)
        .into_iter()
        .map(|(id, files)| chapter(id, files, &languages).drain_into(&mut found))
        .collect();
    let mut news: Vec<NewsItem> = together(texts.news)
        .into_iter()
        .filter_map(|(id, files)| {
            let date = first_language(&files, &languages)?.front.date?;
            Some(NewsItem {
                date,
                chapter: chapter(id, files, &languages).drain_into(&mut found),
            })
        })
        .collect();
    news.sort_by(|a, b| {
        b.date
            .cmp(&a.date)
            .then_with(|| a.chapter.id.cmp(&b.chapter.id))
    });
    let study = Study {
        settings: texts.settings,
        vocabulary: texts.vocabulary,
        parts: texts.parts,
        chapters,
        news,
        records: texts.records,
        fields: BTreeMap::new(),
        media: texts.media,
        media_files: texts.media_files,
    };
    Read {
        value: Aligned {
            study,
            lock: texts.lock,
        },
        diagnostics: found,
    }
}

/// Chapters in reading order, each with its files.
fn together(texts: Vec<ChapterText>) -> Vec<(ChapterId, PerLang<ChapterText>)> {
    let mut chapters: BTreeMap<ChapterId, PerLang<ChapterText>> = BTreeMap::new();
    for text in texts {
        let files = chapters.entry(text.id.clone()).or_default();
        // Two files of one chapter and language were reported when they were read; the first one stays.
        if files.get(&text.lang).is_none() {
            files.insert(text.lang.clone(), text);
        }
    }
    let mut chapters: Vec<_> = chapters.into_iter().collect();
    chapters.sort_by_cached_key(|(id, files)| {
        (
            files.values().map(|file| reading_order(&file.order)).min(),
            id.clone(),
        )
    });
    chapters
}

fn first_language<'a>(
    files: &'a PerLang<ChapterText>,
    languages: &[Lang],
) -> Option<&'a ChapterText> {
    languages.iter().find_map(|lang| files.get(lang))
}

/// Brings the files of one chapter together. What it gives depends on nothing but its arguments.
fn chapter(id: ChapterId, files: PerLang<ChapterText>, languages: &[Lang]) -> Read<Chapter> {
    let mut found = Vec::new();
    let part = first_language(&files, languages).and_then(|text| text.part.clone());
    found.extend(different_places(&id, &files, languages));
    let mut heads = PerLang::new();
    let mut bodies = Vec::new();
    let mut draft = false;
    let mut files: BTreeMap<Lang, ChapterText> = files.into_iter().collect();
    for lang in languages {
        let Some(text) = files.remove(lang) else {
            continue;
        };
        draft |= text.front.draft;
        heads.insert(
            lang.clone(),
            ChapterFile {
                path: text.path.clone(),
                front: text.front,
                notes: text.notes,
            },
        );
        bodies.push(pairs::Body {
            lang: lang.clone(),
            path: text.path,
            elements: text.elements,
            known: BTreeMap::new(),
        });
    }
    let woven = pairs::weave(bodies).drain_into(&mut found);
    let blocks = identity::name(&id, woven, languages);
    Read {
        value: Chapter {
            id,
            part,
            draft,
            files: heads,
            blocks,
        },
        diagnostics: found,
    }
}

fn different_places(
    id: &ChapterId,
    files: &PerLang<ChapterText>,
    languages: &[Lang],
) -> Option<Diagnostic> {
    let mut present = languages.iter().filter_map(|lang| files.get(lang));
    let first = present.next()?;
    let other = present.find(|text| text.order != first.order)?;
    let message = format!(
        "the texts of chapter `{id}` stand at different places: `{}` and `{}`",
        first.order, other.order
    );
    let diagnostic = Diagnostic::warning(&STRUCTURE_ORDER, Place::file(&other.path), message);
    Some(diagnostic.note(Place::file(&first.path), "the other text is here"))
}
