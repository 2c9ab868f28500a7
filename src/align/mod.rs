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
mod forget;
mod groups;
mod identity;
mod likeness;
pub mod lock;
mod meaning;
mod memory;
mod numbers;
mod order;
mod pairs;
mod parts;
mod recognise;
pub mod record_numbers;
mod remember;
mod report;
mod reused;
mod score;
mod sections;
mod sounds;
mod things;
mod traits;
mod two;
pub mod unsettled;
mod words;
pub mod words_changed;
mod written;

pub use parts::{Part, items, parts};
pub use things::note_ids;

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::{Lang, PerLang};
use crate::source::{Field, Fingerprint, Ledger, Place};
use crate::study::chapter::ChapterFile;
use crate::study::lock::Locked;
use crate::study::text::{ChapterText, Texts};
use crate::study::{Chapter, ChapterId, Lock, NewsItem, Settings, State, Study, When};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &report::STRUCTURE_UNPAIRED,
    &report::STRUCTURE_DOUBTFUL,
    &report::STRUCTURE_IDS_DIFFER,
    &lock::FILE_BROKEN_LOCK,
    &reused::DATA_NUMBER_REUSED,
    &STRUCTURE_DRAFT,
    &STRUCTURE_ORDER,
];

/// The files of one chapter stand at different places in different languages.
pub static STRUCTURE_ORDER: Code = Code {
    name: "structure-order",
    why: "The number and the folder of a chapter's file give its place in the study, which is the same in every language.",
    remedy: "Give the files of one chapter the same number and put them into the same folder.",
};

/// Some of the files of a chapter say that it is a draft.
pub static STRUCTURE_DRAFT: Code = Code {
    name: "structure-draft",
    why: "A chapter is published in all its languages or in none: one text that says `draft: true` takes the chapter out of every language.",
    remedy: "Write `draft: true` into the head of every text of the chapter, or take it out.",
};

/// The document, and what is to be remembered of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aligned {
    /// One thing with a text in each language.
    pub study: Study,
    /// The lock as the next build should find it. It never depends on which pages are made.
    pub lock: Lock,
}

/// The files of one chapter or news item, and what is remembered of it.
#[derive(Clone, Debug)]
pub struct Files {
    /// What the lock calls it: `young-people`, `news/2021-launch`.
    pub name: String,
    /// The chapter.
    pub id: ChapterId,
    /// One text for each language.
    pub texts: PerLang<Arc<ChapterText>>,
    /// The text of its lock; `None` if it has none yet.
    pub past: Option<Arc<str>>,
}

impl Files {
    /// Changes with everything that [`chapter`] looks at. `past` is the digest of the file of the lock.
    pub fn fingerprint(&self, settings: &Settings, past: Option<&[u8]>) -> Fingerprint {
        let mut parts: Vec<&[u8]> = vec![self.name.as_bytes(), past.unwrap_or_default()];
        for lang in &settings.languages {
            let is_wanted = settings.wants_chapter(lang, self.id.as_str());
            let mark: &[u8] = if is_wanted { b"wanted" } else { b"" };
            parts.extend([lang.as_str().as_bytes(), mark]);
        }
        parts.push(b"");
        for (lang, text) in self.texts.iter() {
            parts.extend([lang.as_str().as_bytes(), text.fingerprint.as_bytes()]);
        }
        Fingerprint::of_parts(&parts)
    }
}

/// Brings the languages of every chapter together, one after another.
pub fn study(mut texts: Texts) -> Read<Aligned> {
    let settings = texts.settings.clone();
    let mut found = Vec::new();
    let [chapters, news] = files(&mut texts).map(|files| {
        let chapters = files.into_iter().map(|one| chapter(one, &settings));
        let chapters = chapters.map(|read| read.drain_into(&mut found));
        chapters.collect::<Vec<_>>()
    });
    let aligned = bring_together(texts, chapters, news);
    found.extend(aligned.diagnostics);
    Read {
        value: aligned.value,
        diagnostics: found,
    }
}

/// What the lock calls a chapter or a news item.
pub fn name(id: &ChapterId, is_news: bool) -> String {
    match is_news {
        true => format!("news/{id}"),
        false => id.to_string(),
    }
}

/// Takes the texts out of chapters and out of news items, each with its texts in all languages, in reading order.
pub fn files(texts: &mut Texts) -> [Vec<Files>; 2] {
    let chapters = std::mem::take(&mut texts.chapters);
    let chapters = together(chapters, &texts.lock, |id| name(id, false));
    let news = std::mem::take(&mut texts.news);
    let mut news = together(news, &texts.lock, |id| name(id, true));
    let languages = &texts.settings.languages;
    news.retain(|item| date(item, languages).is_some());
    news.sort_by_cached_key(|item| (Reverse(date(item, languages)), item.id.clone()));
    [chapters, news]
}

fn date(item: &Files, languages: &[Lang]) -> Option<When> {
    first_language(&item.texts, languages)?.front.date
}

/// The study, of what [`files`] left of the texts, and of what [`chapter`] made of the files, in their order.
pub fn bring_together(
    texts: Texts,
    chapters: Vec<AlignedChapter>,
    news: Vec<AlignedChapter>,
) -> Read<Aligned> {
    let mut lock = texts.lock;
    let of_chapters = chapters.iter().chain(&news);
    let of_chapters = of_chapters.map(|one| one.name.as_str()).collect();
    let of_data = of_data(&lock, &of_chapters);
    let mut diagnostics = of_data.diagnostics;
    let of_data = of_data.value;
    let mut states = Ledger::new();
    for one in chapters.iter().chain(&news) {
        one.put_beside(&mut states, &mut lock);
    }
    let languages = &texts.settings.languages;
    let dated = news.into_iter().filter_map(|one| {
        let chapter = one.chapter;
        let first = languages.iter().find_map(|lang| chapter.files.get(lang))?;
        let date = first.front.date?;
        Some(NewsItem { date, chapter })
    });
    let news = dated.collect();
    let mut study = Study {
        settings: texts.settings,
        vocabulary: texts.vocabulary,
        parts: texts.parts,
        chapters: chapters.into_iter().map(|one| one.chapter).collect(),
        news,
        records: texts.records,
        fields: Ledger::new(),
        media: texts.media,
        media_files: texts.media_files,
    };
    diagnostics.extend(reused::numbers(&study, &of_data));
    states.extend(remember::fields(&study, &mut lock, of_data));
    study.fields = states;
    let names: Vec<String> = lock.0.keys().cloned().collect();
    forget_withdrawn(&study, &mut lock, names.iter());
    Read {
        value: Aligned { study, lock },
        diagnostics,
    }
}

/// Puts what a chapter or a news item says now in the place of what it said when all was brought together. `at` counts
/// the chapters, then the news. That is all that changes as long as its files are the same, its id, and its date.
pub fn renew(
    study: &mut Study,
    lock: &mut Lock,
    at: usize,
    (was, now): (&AlignedChapter, &AlignedChapter),
) {
    for id in was.beside.keys() {
        study.fields.remove(&was.full_id(id));
    }
    now.put_beside(&mut study.fields, lock);
    forget_withdrawn(study, lock, [&now.name]);
    let chapter = Arc::clone(&now.chapter);
    match at.checked_sub(study.chapters.len()) {
        None => study.chapters[at] = chapter,
        Some(at) => study.news[at].chapter = chapter,
    }
}

fn forget_withdrawn<'n>(
    study: &Study,
    lock: &mut Lock,
    names: impl IntoIterator<Item = &'n String>,
) {
    let Some(gone) = forget::Gone::of(&study.records.withdrawn) else {
        return;
    };
    for name in names {
        if let Some(entries) = lock.0.get(name).and_then(|all| gone.taken_out(all)) {
            lock.0.insert(name.clone(), entries);
        }
    }
}

/// What was remembered of the data files, by their names. The locks of chapters that are gone are looked at as well:
/// one that cannot be read is reported whatever it belongs to.
fn of_data(lock: &Lock, of_chapters: &BTreeSet<&str>) -> Read<BTreeMap<String, Vec<Locked>>> {
    let mut found = Vec::new();
    let others = lock.0.iter();
    let others = others.filter(|(name, _)| !of_chapters.contains(name.as_str()));
    let read = others.map(|(name, text)| {
        let entries = lock::read(&lock::path(name), text).drain_into(&mut found);
        (name.clone(), entries)
    });
    let value = read.filter(|(name, _)| lock::is_of_data(name)).collect();
    Read {
        value,
        diagnostics: found,
    }
}

/// Chapters in reading order, each with its files. `texts` are in reading order already, so that the texts of a chapter
/// mostly stand side by side.
fn together(
    texts: Vec<Arc<ChapterText>>,
    lock: &Lock,
    name: impl Fn(&ChapterId) -> String,
) -> Vec<Files> {
    let mut places: BTreeMap<ChapterId, usize> = BTreeMap::new();
    let mut chapters: Vec<Files> = Vec::new();
    for text in texts {
        let is_next = |last: &Files| last.id == text.id;
        if !chapters.last().is_some_and(is_next) && !places.contains_key(&text.id) {
            let name = name(&text.id);
            places.insert(text.id.clone(), chapters.len());
            chapters.push(Files {
                id: text.id.clone(),
                texts: PerLang::new(),
                past: lock.0.get(&name).cloned(),
                name,
            });
        }
        let at = match chapters.last() {
            Some(last) if is_next(last) => chapters.len() - 1,
            _ => places[&text.id],
        };
        let files = &mut chapters[at].texts;
        // Two files of one chapter and language were reported when they were read; the first one stays.
        if files.get(&text.lang).is_none() {
            files.insert(text.lang.clone(), text);
        }
    }
    chapters
}

fn first_language<'a>(
    files: &'a PerLang<Arc<ChapterText>>,
    languages: &[Lang],
) -> Option<&'a ChapterText> {
    let mut texts = languages.iter().filter_map(|lang| files.get(lang));
    texts.next().map(Arc::as_ref)
}

/// A chapter, and what is to be remembered of it. Cloning it copies pointers.
#[derive(Clone, Debug)]
pub struct AlignedChapter {
    /// What the lock calls it.
    pub name: String,
    /// One thing with a text in each language.
    pub chapter: Arc<Chapter>,
    /// What the next build should find in its lock.
    pub lock: Arc<str>,
    /// States of its title, summary and notes.
    pub beside: Arc<BTreeMap<String, State>>,
}

impl AlignedChapter {
    /// Puts what stands beside the chapter where that of all chapters is: the states, and what is to be remembered.
    fn put_beside(&self, states: &mut Ledger<String, State>, lock: &mut Lock) {
        let beside = self.beside.iter();
        states.extend(beside.map(|(id, state)| (self.full_id(id), state.clone())));
        lock.0.insert(self.name.clone(), Arc::clone(&self.lock));
    }

    /// The name in the whole study of what stands in the chapter: `young-people#front:title`.
    fn full_id(&self, id: &str) -> String {
        format!("{}#{id}", self.name)
    }
}

/// Brings the files of one chapter together. What it gives depends on nothing but its arguments.
pub fn chapter(files: Files, settings: &Settings) -> Read<AlignedChapter> {
    let Files {
        name,
        id,
        texts: files,
        past: was,
    } = files;
    let languages = &settings.languages;
    let mut found = Vec::new();
    let before = was.as_ref().map_or_else(Vec::new, |text| {
        lock::read(&lock::path(&name), text).drain_into(&mut found)
    });
    let past = &before[..];
    let part = first_language(&files, languages).and_then(|text| text.part.clone());
    found.extend(different_places(&id, &files, languages));
    found.extend(draft_in_part(&id, &files, languages));
    let memory = recall(past, &files, languages);
    let mut heads = PerLang::new();
    let mut bodies = Vec::new();
    let mut sources: PerLang<Arc<str>> = PerLang::new();
    let mut draft = false;
    let mut files: BTreeMap<Lang, Arc<ChapterText>> = files.into_iter().collect();
    for lang in languages {
        let Some(text) = files.remove(lang) else {
            continue;
        };
        // Copied only where a memo holds it too.
        let text = Arc::unwrap_or_clone(text);
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
            doubts: memory.doubts(lang),
            lang: lang.clone(),
            path: text.path,
            elements: text.elements,
        });
    }
    let woven = pairs::weave(bodies).drain_into(&mut found);
    let blocks = identity::name(&id, woven, languages, past);
    report::name_doubtful(&mut found, &name, &heads, &blocks);
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
    let lock = lock::renewed(&settled.entries, &before, was);
    Read {
        value: AlignedChapter {
            name,
            chapter: Arc::new(chapter),
            lock,
            beside: Arc::new(settled.beside),
        },
        diagnostics: found,
    }
}

fn recall(
    past: &[Locked],
    files: &PerLang<Arc<ChapterText>>,
    languages: &[Lang],
) -> memory::Memory {
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
    files: &PerLang<Arc<ChapterText>>,
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

/// At the first text that says it; with the first that does not.
fn draft_in_part(
    id: &ChapterId,
    files: &PerLang<Arc<ChapterText>>,
    languages: &[Lang],
) -> Option<Diagnostic> {
    let present = languages.iter().filter_map(|lang| files.get(lang));
    let (drafts, others): (Vec<_>, Vec<_>) = present.partition(|text| text.front.draft);
    let (draft, other) = (drafts.first()?, others.first()?);
    let message = format!(
        "`{id}` is a draft in all languages, but its text in `{}` does not say so",
        other.lang
    );
    let place = Place::key(&draft.path, Field::root().key("draft"));
    let diagnostic = Diagnostic::warning(&STRUCTURE_DRAFT, place, message);
    Some(diagnostic.note(
        Place::file(&other.path),
        "this text is not published either",
    ))
}
