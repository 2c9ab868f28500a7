//! Everything that is not agreed, as a list: for `diglot status`, for the build's summary and for the preview.

use super::fields::{self, Localised};
use super::lock;
use crate::language::{Lang, PerLang};
use crate::source::{Field, Place};
use crate::study::chapter::ChapterFile;
use crate::study::lock::Locked;
use crate::study::{BlockId, Chapter, Lock, Odd, State, Study};
use std::collections::BTreeMap;

/// A chapter, a news item or a data file, and what in it is not agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The name of its lock: `young-people`, `news/launch`, `recommendations.yaml`.
    pub name: String,
    /// How many blocks and fields it has.
    pub total: usize,
    /// Those that are not agreed, in the order of the document.
    pub unsettled: Vec<Unsettled>,
}

/// One thing that is not agreed, in one language or in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// As `diglot agree` takes it: `young-people#p-k3f9x`, `R04.title`.
    pub id: String,
    /// What is odd.
    pub odd: Odd,
    /// The language that moved, lacks or copies the text; `None` if all its texts have moved on.
    pub lang: Option<Lang>,
    /// The languages that have something to do about it: to follow, to translate, or to agree.
    pub up_to: Vec<Lang>,
    /// Where the text stands; of a missing one, where an existing one stands.
    pub place: Place,
    /// The texts that have moved on: the language, what was agreed, what stands there now.
    pub changes: Vec<(Lang, String, String)>,
}

impl Standing {
    /// How many blocks and fields are not agreed.
    pub fn open(&self) -> usize {
        self.unsettled.chunk_by(|a, b| a.id == b.id).count()
    }

    /// How many are odd in this way.
    pub fn count(&self, odd: Odd) -> usize {
        let groups = self.unsettled.chunk_by(|a, b| a.id == b.id);
        groups
            .filter(|group| group.iter().any(|one| one.odd == odd))
            .count()
    }

    /// How many of a hundred are agreed; a hundred only if all are.
    pub fn percent(&self) -> usize {
        match self.total {
            0 => 100,
            total => 100 * total.saturating_sub(self.open()) / total,
        }
    }
}

/// Chapters in reading order, then news, then data files.
pub fn standings(study: &Study, lock: &Lock) -> Vec<Standing> {
    let mut standings = Vec::new();
    for (name, chapter) in chapters(study) {
        standings.push(match is_agreed(study, &name, chapter) {
            true => Standing {
                total: lock.0.get(&name).map_or(0, |text| lock::live(text)),
                unsettled: Vec::new(),
                name,
            },
            false => of_chapter(study, name, chapter, lock),
        });
    }
    standings.extend(of_fields(study, lock));
    standings
}

/// How many blocks and fields of the whole study are not agreed.
pub fn open(study: &Study, lock: &Lock) -> usize {
    let chapters = chapters(study).filter(|(name, chapter)| !is_agreed(study, name, chapter));
    let chapters = chapters.map(|(name, chapter)| of_chapter(study, name, chapter, lock).open());
    let fields = of_fields(study, lock);
    chapters.sum::<usize>() + fields.iter().map(Standing::open).sum::<usize>()
}

/// Chapters in reading order, then news, each with the name of its lock.
fn chapters(study: &Study) -> impl Iterator<Item = (String, &Chapter)> {
    let chapters = study.chapters.iter();
    let chapters = chapters.map(|one| (one.id.to_string(), &**one));
    let news = study.news.iter().map(|item| &*item.chapter);
    chapters.chain(news.map(|one| (format!("news/{}", one.id), one)))
}

/// True if nothing in a chapter is odd; then its lock need not be read.
fn is_agreed(study: &Study, name: &str, chapter: &Chapter) -> bool {
    let beside = format!("{name}#");
    let mut odd = study.fields.from(&beside);
    let is_beside = odd.next().is_some_and(|(id, _)| id.starts_with(&beside));
    let blocks = chapter.all_blocks();
    !is_beside && blocks.iter().all(|block| block.state.is_agreed())
}

/// What is remembered under one name, by id.
struct Entries(BTreeMap<BlockId, Locked>);

impl Entries {
    fn of(lock: &Lock, name: &str) -> Self {
        let entries = lock.0.get(name).map(|text| lock::entries(text));
        let live = entries.into_iter().flatten().filter(|one| !one.retired);
        Self(live.map(|entry| (entry.id.clone(), entry)).collect())
    }

    fn change(&self, id: &str, lang: &Lang) -> Option<(Lang, String, String)> {
        let text = self.0.get(id)?.texts.get(lang)?;
        Some((
            lang.clone(),
            text.agreed.as_ref()?.to_string(),
            text.seen.to_string(),
        ))
    }
}

fn of_chapter(study: &Study, name: String, chapter: &Chapter, lock: &Lock) -> Standing {
    let entries = &Entries::of(lock, &name);
    let mut found = Vec::new();
    let languages = &study.settings.languages;
    let mut add = |id: &str, state: &State, places: &PerLang<Place>| {
        found.extend(unsettled(
            &format!("{name}#{id}"),
            id,
            state,
            places,
            languages,
            entries,
        ));
    };
    let beside = |prefix: &'static str| {
        let ids = entries
            .0
            .keys()
            .map(BlockId::as_str)
            .filter(move |id| id.starts_with(prefix));
        ids.filter_map(|id| Some((id, study.fields.get(&format!("{name}#{id}"))?)))
    };
    let note_places = note_places(chapter, languages);
    for (id, state) in beside("front:") {
        add(id, state, &head_places(chapter, id));
    }
    for block in chapter
        .all_blocks()
        .into_iter()
        .filter(|block| !block.state.is_agreed())
    {
        let place = |lang: &Lang| {
            Some(Place::span(
                &chapter.files.get(lang)?.path,
                block.texts.get(lang)?.span,
            ))
        };
        add(
            block.id.as_str(),
            &block.state,
            &each_language(languages, place),
        );
    }
    for (id, state) in beside("note:") {
        if let Some(places) = note_places.get(id) {
            add(id, state, places);
        }
    }
    Standing {
        name,
        total: entries.0.len(),
        unsettled: found,
    }
}

fn each_language(languages: &[Lang], place: impl Fn(&Lang) -> Option<Place>) -> PerLang<Place> {
    languages
        .iter()
        .filter_map(|lang| Some((lang.clone(), place(lang)?)))
        .collect()
}

/// Where title or summary (`front:title`) stand in each language.
fn head_places(chapter: &Chapter, id: &str) -> PerLang<Place> {
    let what = id.strip_prefix("front:").unwrap_or(id);
    let place = |file: &ChapterFile| match what {
        "title" => Some(Place::span(&file.path, file.front.title_span)),
        "summary" if file.front.summary.is_none() => None,
        "short_title" if file.front.short_title.is_none() => None,
        key => Some(Place::field(&file.path, Field::root().key(key))),
    };
    let files = chapter.files.iter();
    files
        .filter_map(|(lang, file)| Some((lang.clone(), place(file)?)))
        .collect()
}

/// Where the notes stand in each language, by the ids under which they are remembered.
fn note_places(chapter: &Chapter, languages: &[Lang]) -> BTreeMap<String, PerLang<Place>> {
    let ids = super::note_ids(chapter, languages);
    let mut places: BTreeMap<String, PerLang<Place>> = BTreeMap::new();
    for (lang, file) in chapter.files.iter() {
        for note in &file.notes {
            let Some(id) = ids.get(&(lang, note.label.as_str())) else {
                continue;
            };
            let of_note = places.entry(id.clone()).or_default();
            // Of two notes of one id the first one is meant.
            if of_note.get(lang).is_none() {
                of_note.insert(lang.clone(), Place::span(&file.path, note.span));
            }
        }
    }
    places
}

fn of_fields(study: &Study, lock: &Lock) -> Vec<Standing> {
    let mut standings: Vec<Standing> = Vec::new();
    let mut entries = Entries(BTreeMap::new());
    for field in fields::all(study) {
        let at = standings.iter().position(|one| one.name == field.lock);
        let at = at.unwrap_or_else(|| {
            entries = Entries::of(lock, &field.lock);
            standings.push(Standing {
                name: field.lock.clone(),
                total: 0,
                unsettled: Vec::new(),
            });
            standings.len() - 1
        });
        standings[at].total += 1;
        if let Some(state) = study.fields.get(&field.id) {
            let languages = &study.settings.languages;
            let places = field_places(&field);
            let found = unsettled(&field.id, &field.id, state, &places, languages, &entries);
            standings[at].unsettled.extend(found);
        }
    }
    standings
}

fn field_places(field: &Localised<'_>) -> PerLang<Place> {
    let place = |lang: &Lang| Place::field(&field.path, field.at.key(lang.as_str()));
    field
        .texts
        .langs()
        .map(|lang| (lang.clone(), place(lang)))
        .collect()
}

fn unsettled(
    full_id: &str,
    id: &str,
    state: &State,
    places: &PerLang<Place>,
    languages: &[Lang],
    entries: &Entries,
) -> Vec<Unsettled> {
    let present: Vec<&Lang> = languages
        .iter()
        .filter(|lang| places.get(lang).is_some())
        .collect();
    let first = present.first().and_then(|lang| places.get(lang)).cloned();
    let Some(first) = first else {
        return Vec::new();
    };
    let all_moved = present.len() > 1
        && present
            .iter()
            .all(|lang| state.of(lang) == Some(Odd::MovedOn));
    let mut found = Vec::new();
    for lang in languages {
        let Some(odd) = state.of(lang) else { continue };
        if odd == Odd::MovedOn && all_moved && found.iter().any(|one: &Unsettled| one.odd == odd) {
            continue;
        }
        let moved: &[&Lang] = match odd {
            Odd::MovedOn if all_moved => &present,
            Odd::MovedOn => &[lang],
            Odd::Missing | Odd::Copied => &[],
        };
        let up_to: Vec<&Lang> = match odd {
            Odd::MovedOn if all_moved => present.clone(),
            Odd::MovedOn => (present.iter().copied())
                .filter(|other| *other != lang)
                .collect(),
            Odd::Missing | Odd::Copied => vec![lang],
        };
        found.push(Unsettled {
            id: full_id.to_owned(),
            odd,
            lang: (odd != Odd::MovedOn || !all_moved).then(|| lang.clone()),
            up_to: up_to.into_iter().cloned().collect(),
            place: places.get(lang).unwrap_or(&first).clone(),
            changes: moved
                .iter()
                .filter_map(|lang| entries.change(id, lang))
                .collect(),
        });
    }
    found
}
