//! From texts in several languages to one [`Study`]: which block of one language is which of the
//! other, and its id.
//!
//! Chapters are brought together by id. `memory` recognises the blocks that the lock knows, `pairs` brings the rest
//! together, `identity` gives ids, `agreement` tells whether the texts still say the same, and `remember` makes the lock
//! anew. `pairs` stands on `groups` (all languages), `two` and `sections` (two of them), `beads` (the way through two
//! lists), `score` (how well two texts go together) and `traits` (what is compared). `memory` stands on `recognise` (who
//! is who in one language), `agreement` on `meaning` (what counts in a text) and `copied`.
//! Nothing here reads Markdown or YAML: `study::text` is all it knows, and the plain lines of a `lock`.

pub mod agree;
mod agreement;
mod beads;
mod chain;
mod copied;
mod fields;
mod groups;
mod identity;
mod likeness;
pub mod lock;
mod meaning;
mod memory;
mod numbers;
mod pairs;
mod parts;
mod recognise;
mod remember;
mod report;
mod score;
mod sections;
mod sounds;
mod traits;
mod two;
pub mod unsettled;
mod words;
pub mod words_changed;
mod written;

pub use parts::{Part, items, parts};

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::{Lang, PerLang};
use crate::source::Place;
use crate::study::chapter::{ChapterFile, reading_order};
use crate::study::lock::Locked;
use crate::study::text::{ChapterText, Texts};
use crate::study::{Chapter, ChapterId, Lock, NewsItem, Settings, State, Study};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &report::STRUCTURE_UNPAIRED,
    &report::STRUCTURE_DOUBTFUL,
    &report::STRUCTURE_IDS_DIFFER,
    &lock::FILE_BROKEN_LOCK,
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
    let settings = &texts.settings;
    let mut lock = texts.lock;
    let mut states = BTreeMap::new();
    let mut align = |name: String, id: ChapterId, files: PerLang<ChapterText>| {
        let past = lock.0.get(&name).map_or(&[][..], |entries| entries);
        let aligned = chapter(id, files, settings, past).drain_into(&mut found);
        let beside = aligned.beside.into_iter();
        states.extend(beside.map(|(id, state)| (format!("{name}#{id}"), state)));
        lock.0.insert(name, aligned.entries);
        aligned.chapter
    };
    let chapters = together(texts.chapters)
        .into_iter()
        .map(|(id, files)| align(id.to_string(), id, files))
        .collect();
    let mut news: Vec<NewsItem> = together(texts.news)
        .into_iter()
        .filter_map(|(id, files)| {
            let date = first_language(&files, &settings.languages)?.front.date?;
            let chapter = align(format!("news/{id}"), id, files);
            Some(NewsItem { date, chapter })
        })
        .collect();
    news.sort_by(|a, b| {
        b.date
            .cmp(&a.date)
            .then_with(|| a.chapter.id.cmp(&b.chapter.id))
    });
    let mut study = Study {
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
    states.extend(remember::fields(&study, &mut lock));
    study.fields = states;
    Read {
        value: Aligned { study, lock },
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

/// A chapter, and what is to be remembered of it.
struct AlignedChapter {
    chapter: Chapter,
    entries: Vec<Locked>,
    /// States of its title, summary and notes.
    beside: BTreeMap<String, State>,
}

/// Brings the files of one chapter together. What it gives depends on nothing but its arguments.
fn chapter(
    id: ChapterId,
    files: PerLang<ChapterText>,
    settings: &Settings,
    past: &[Locked],
) -> Read<AlignedChapter> {
    let languages = &settings.languages;
    let mut found = Vec::new();
    let part = first_language(&files, languages).and_then(|text| text.part.clone());
    found.extend(different_places(&id, &files, languages));
    let memory = recall(past, &files, languages);
    let mut heads = PerLang::new();
    let mut bodies = Vec::new();
    let mut sources: PerLang<Arc<str>> = PerLang::new();
    let mut draft = false;
    let mut files: BTreeMap<Lang, ChapterText> = files.into_iter().collect();
    for lang in languages {
        let Some(text) = files.remove(lang) else {
            continue;
        };
        draft |= text.front.draft;
        sources.insert(lang.clone(), text.source);
        heads.insert(
            lang.clone(),
            ChapterFile {
                path: text.path.clone(),
                front: text.front,
                notes: text.notes,
            },
        );
        bodies.push(pairs::Body {
            known: memory.known(lang),
            lang: lang.clone(),
            path: text.path,
            elements: text.elements,
        });
    }
    let woven = pairs::weave(bodies).drain_into(&mut found);
    let blocks = identity::name(&id, woven, languages, past);
    let wants = |lang: &&Lang| settings.wants_chapter(lang, id.as_str());
    let wanted: Vec<Lang> = languages.iter().filter(wants).cloned().collect();
    let mut chapter = Chapter {
        id,
        part,
        draft,
        files: heads,
        blocks,
    };
    let settling = remember::Settling {
        languages,
        wanted: &wanted,
        past,
        memory: &memory,
        sources: &sources,
    };
    let settled = remember::chapter(&mut chapter, &settling);
    Read {
        value: AlignedChapter {
            chapter,
            entries: settled.entries,
            beside: settled.beside,
        },
        diagnostics: found,
    }
}

fn recall(past: &[Locked], files: &PerLang<ChapterText>, languages: &[Lang]) -> memory::Memory {
    let present = languages
        .iter()
        .filter_map(|lang| Some((lang, files.get(lang)?)));
    let files: Vec<_> = present
        .map(|(lang, text)| (lang, &*text.source, &text.elements[..]))
        .collect();
    memory::recall(past, &files)
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
