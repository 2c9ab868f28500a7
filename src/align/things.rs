//! What a chapter says, thing by thing: title and summary, blocks, footnotes; each in all its languages, as it is remembered.

use super::remember::Settling;
use super::written;
use crate::language::{Lang, PerLang};
use crate::study::chapter::ChapterFile;
use crate::study::text::Element;
use crate::study::{Block, Chapter, Prose, Rendering};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One text of a chapter in all its languages, by the id it is remembered under.
pub(super) struct Thing {
    pub id: String,
    pub texts: PerLang<Arc<str>>,
    pub only: bool,
    /// Languages in which a quotation around it says the same.
    pub said_around: Vec<Lang>,
    /// Languages whose text may belong to another block, and how sure it is.
    pub doubts: Vec<(Lang, u8)>,
}

/// All of them, in the order of the document; footnotes last.
pub(super) fn things(chapter: &Chapter, settling: &Settling<'_>) -> Vec<Thing> {
    let mut things = front(chapter);
    blocks(&chapter.blocks, &[], settling, &mut things);
    things.extend(notes(chapter, settling));
    things
}

impl Settling<'_> {
    fn source(&self, lang: &Lang) -> &str {
        self.sources.get(lang).map_or("", |source| source)
    }

    /// An element as it is remembered.
    fn written(&self, lang: &Lang, element: &Element) -> Arc<str> {
        self.memory.written(lang, self.source(lang), element)
    }

    /// The elements of a block.
    fn whole(&self, lang: &Lang, elements: &[Element]) -> Arc<str> {
        match elements {
            [one] => self.written(lang, one),
            all => {
                let texts = all.iter().map(|one| self.written(lang, one));
                texts.collect::<Vec<_>>().join("\n\n").into()
            }
        }
    }
}

/// Blocks, each before what it holds.
fn blocks(
    blocks: &[Block],
    said_around: &[Lang],
    settling: &Settling<'_>,
    things: &mut Vec<Thing>,
) {
    for block in blocks {
        let mut own = thing(block, said_around, settling);
        if block.is_mixed() {
            with_what_it_holds(block, settling, &mut own);
        }
        things.push(own);
        if block.inner.is_empty() {
            continue;
        }
        let mut said = said_around.to_vec();
        if block.is_mixed() {
            let holds = |lang: &&Lang| block.holds_blocks_in().any(|one| one == *lang);
            said.extend(block.texts.langs().filter(|lang| !holds(lang)).cloned());
        }
        self::blocks(&block.inner, &said, settling, things);
    }
}

/// A container for which a quotation stands in another language is compared with it as a whole.
fn with_what_it_holds(block: &Block, settling: &Settling<'_>, thing: &mut Thing) {
    fn inside(blocks: &[Block], lang: &Lang, settling: &Settling<'_>, lines: &mut Vec<Arc<str>>) {
        for block in blocks {
            let elements = block.texts.get(lang).map(|text| &text.elements[..]);
            let elements = elements.unwrap_or_default().iter();
            lines.extend(elements.map(|element| settling.written(lang, element)));
            inside(&block.inner, lang, settling, lines);
        }
    }
    for lang in block.holds_blocks_in() {
        if let Some(text) = thing.texts.get_mut(lang) {
            let mut lines = vec![Arc::clone(text)];
            inside(&block.inner, lang, settling, &mut lines);
            *text = lines.join("\n").into();
        }
    }
}

fn thing(block: &Block, said_around: &[Lang], settling: &Settling<'_>) -> Thing {
    let mut texts = PerLang::new();
    let mut only = false;
    for (lang, rendering) in block.texts.iter() {
        only |= rendering
            .elements
            .iter()
            .any(|one| one.attached.only.is_some());
        texts.insert(lang.clone(), settling.whole(lang, &rendering.elements));
    }
    let doubtful = |(lang, text): (&Lang, &Rendering)| {
        text.is_doubtful().then(|| (lang.clone(), text.confidence))
    };
    Thing {
        id: block.id.to_string(),
        said_around: said_around.to_vec(),
        doubts: block.texts.iter().filter_map(doubtful).collect(),
        texts,
        only,
    }
}

/// Title, short title and summary from the heads of the files.
fn front(chapter: &Chapter) -> Vec<Thing> {
    type Of = fn(&crate::study::text::FrontMatter) -> Option<&Prose>;
    let parts: [(&str, Of); 3] = [
        ("front:title", |front| Some(&front.title)),
        ("front:short_title", |front| front.short_title.as_ref()),
        ("front:summary", |front| front.summary.as_ref()),
    ];
    parts
        .into_iter()
        .map(|(id, of)| {
            let text = |(lang, file): (&Lang, &ChapterFile)| {
                let text = written::prose(of(&file.front)?);
                (!text.is_empty()).then(|| (lang.clone(), text.into()))
            };
            Thing {
                id: id.to_owned(),
                texts: chapter.files.iter().filter_map(text).collect(),
                only: false,
                said_around: Vec::new(),
                doubts: Vec::new(),
            }
        })
        .filter(|thing| !thing.texts.is_empty())
        .collect()
}

/// Footnotes of the chapter, each with its texts.
fn notes(chapter: &Chapter, settling: &Settling<'_>) -> Vec<Thing> {
    let ids = note_ids(chapter, settling.languages);
    let mut things: Vec<Thing> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (lang, file) in in_languages(chapter, settling.languages) {
        for note in &file.notes {
            let id = ids[&(lang, note.label.as_str())].as_str();
            let at = *places.entry(id).or_insert(things.len());
            if at == things.len() {
                things.push(Thing {
                    id: id.to_owned(),
                    texts: PerLang::new(),
                    only: false,
                    said_around: Vec::new(),
                    doubts: Vec::new(),
                });
            }
            let text = written::elements(settling.source(lang), &note.content);
            things[at].texts.insert(lang.clone(), text.into());
            things[at].only |= note
                .content
                .iter()
                .any(|one: &Element| one.attached.only.is_some());
        }
    }
    things
}

/// The ids under which the footnotes of a chapter are remembered, by language and label: `note:3`. Those of equal labels
/// are one; others go together in the order of their definitions, under the label of the first language that has them.
pub fn note_ids<'a>(
    chapter: &'a Chapter,
    languages: &'a [Lang],
) -> BTreeMap<(&'a Lang, &'a str), String> {
    let mut ids = BTreeMap::new();
    let mut all: Vec<String> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (round, (lang, file)) in in_languages(chapter, languages).enumerate() {
        let own = |label: &str| {
            let words: Vec<&str> = label.split_whitespace().collect();
            format!("note:{}", words.join("-").to_lowercase())
        };
        let labels: BTreeSet<String> = file.notes.iter().map(|note| own(&note.label)).collect();
        let free = all.iter().filter(|id| !labels.contains(*id)).cloned();
        let mut free = free.collect::<Vec<_>>().into_iter();
        for note in &file.notes {
            let own = own(&note.label);
            let id = match known.contains(&own) || round == 0 {
                true => own,
                false => free.next().unwrap_or(own),
            };
            if known.insert(id.clone()) {
                all.push(id.clone());
            }
            ids.insert((lang, note.label.as_str()), id);
        }
    }
    ids
}

fn in_languages<'a>(
    chapter: &'a Chapter,
    languages: &'a [Lang],
) -> impl Iterator<Item = (&'a Lang, &'a ChapterFile)> {
    let files = languages.iter();
    files.filter_map(|lang| Some((lang, chapter.files.get(lang)?)))
}
