//! What a chapter's lock knows of its elements: which block each one was, and what became of the blocks that are gone.

use super::meaning;
use super::recognise::{Kind, Past, Present, Recognised, recognise};
use super::written::Written;
use crate::language::{Lang, PerLang};
use crate::study::BlockId;
use crate::study::lock::Locked;
use crate::study::text::{Element, ElementKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was recognised in all languages of a chapter.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The block that an element is, by language and the offset at which it begins.
    known: BTreeMap<Lang, BTreeMap<usize, BlockId>>,
    /// The block that an element was, also if its author gives it another id now.
    was: Vec<(BlockId, Lang, usize)>,
    /// Blocks that were merged into an element.
    merged: Vec<(BlockId, Lang, usize)>,
    /// Blocks to which the text of a language belongs with doubt, and how sure it is.
    doubts: BTreeMap<Lang, BTreeMap<BlockId, u8>>,
    /// The elements as they are remembered.
    written: PerLang<Written>,
}

impl Memory {
    /// For [`super::pairs::Body::known`].
    pub(super) fn known(&self, lang: &Lang) -> BTreeMap<usize, BlockId> {
        self.known.get(lang).cloned().unwrap_or_default()
    }

    /// For [`super::pairs::Body::doubts`].
    pub(super) fn doubts(&self, lang: &Lang) -> BTreeMap<BlockId, u8> {
        self.doubts.get(lang).cloned().unwrap_or_default()
    }

    /// An element of a language's file as it is remembered.
    pub(super) fn written(&self, lang: &Lang, source: &str, element: &Element) -> Arc<str> {
        match self.written.get(lang) {
            Some(written) => written.get(source, element),
            None => Written::default().get(source, element),
        }
    }

    /// Every element that was something, with what it was: its own past first, then what was merged into it.
    pub(super) fn pasts(&self) -> impl Iterator<Item = &(BlockId, Lang, usize)> {
        self.was.iter().chain(&self.merged)
    }
}

/// Recognises the elements of a chapter's files (language, source, elements; in the order of the study's languages).
pub(super) fn recall(entries: &[Locked], files: &[(&Lang, &str, &[Element])]) -> Memory {
    if entries.is_empty() {
        return Memory::default();
    }
    let mut sides: Vec<Side<'_>> = files
        .iter()
        .map(|(lang, source, elements)| Side::new(entries, lang, source, elements))
        .collect();
    one_main_part(&mut sides);
    let absorbed = one_main_whole(entries, &mut sides);
    let mut memory = Memory::default();
    for side in &sides {
        let mut known = BTreeMap::new();
        for (at, entry) in side.entries.iter().enumerate() {
            let Some(entry) = entry else { continue };
            let id = &entries[*entry].id;
            known.insert(side.starts[at], id.clone());
            memory
                .was
                .push((id.clone(), side.lang.clone(), side.starts[at]));
        }
        for (entry, at) in &absorbed[side.lang] {
            let id = entries[*entry].id.clone();
            memory
                .merged
                .push((id, side.lang.clone(), side.starts[*at]));
        }
        memory.known.insert(side.lang.clone(), known);
    }
    for entry in entries {
        for (lang, text) in entry.texts.iter() {
            let doubts = memory.doubts.entry(lang.clone()).or_default();
            doubts.extend(text.doubt.map(|doubt| (entry.id.clone(), doubt)));
        }
    }
    let written = sides
        .into_iter()
        .map(|side| (side.lang.clone(), side.written));
    memory.written = written.collect();
    memory
}

/// One language.
struct Side<'a> {
    lang: &'a Lang,
    /// Where each element begins.
    starts: Vec<usize>,
    parents: Vec<usize>,
    given: Vec<bool>,
    /// The entry that each element is.
    entries: Vec<Option<usize>>,
    /// Elements split off an entry.
    parts: Vec<(usize, usize)>,
    /// Entries merged into an element.
    merged: Vec<(usize, usize)>,
    /// The elements as they are remembered.
    written: Written,
}

impl<'a> Side<'a> {
    fn new(entries: &[Locked], lang: &'a Lang, source: &str, elements: &[Element]) -> Self {
        let mut flat = Vec::new();
        flatten(elements, 0, &mut flat);
        let written = Written::of(source, flat.iter().map(|(element, _)| *element));
        let olds = olds(entries, lang);
        // What stands as it stood need not be compared.
        let side = match as_they_were(&olds, &flat, &written) {
            Some(entries) => {
                let side = Self::of(lang, &flat, entries.into_iter().map(Some).collect());
                debug_assert_eq!(
                    side.entries,
                    Self::compared(lang, &olds, &flat, &written).entries
                );
                side
            }
            None => Self::compared(lang, &olds, &flat, &written),
        };
        Self { written, ..side }
    }

    /// A side without parts and without what was merged.
    fn of(lang: &'a Lang, flat: &[(&Element, usize)], entries: Vec<Option<usize>>) -> Self {
        Self {
            lang,
            starts: flat.iter().map(|(element, _)| element.span.start).collect(),
            parents: flat.iter().map(|(_, parent)| *parent).collect(),
            given: (flat.iter())
                .map(|(element, _)| element.attached.id.is_some())
                .collect(),
            entries,
            parts: Vec::new(),
            merged: Vec::new(),
            written: Written::default(),
        }
    }

    fn compared(
        lang: &'a Lang,
        olds: &[Old<'_>],
        flat: &[(&Element, usize)],
        written: &Written,
    ) -> Self {
        let mut keys = Keys::default();
        let past: Vec<Past<'_>> = olds.iter().map(|old| old.past(&mut keys)).collect();
        let present: Vec<Present<'_>> = flat
            .iter()
            .zip(written.texts())
            .map(|((element, parent), text)| Present {
                given: element.attached.id.as_ref().map(|(id, _)| id.as_str()),
                key: keys.of(text),
                kind: Kind::of(text),
                parent: *parent,
            })
            .collect();
        let Recognised { was, parts, merged } = recognise(&past, &present);
        let to_entries = |pairs: Vec<(usize, usize)>,
                          past: fn(&(usize, usize)) -> usize,
                          present: fn(&(usize, usize)) -> usize|
         -> Vec<(usize, usize)> {
            pairs
                .iter()
                .map(|pair| (olds[past(pair)].entry, present(pair)))
                .collect()
        };
        let entries = was.iter().map(|past| past.map(|past| olds[past].entry));
        Self {
            parts: to_entries(parts, |pair| pair.1, |pair| pair.0),
            merged: to_entries(merged, |pair| pair.0, |pair| pair.1),
            ..Self::of(lang, flat, entries.collect())
        }
    }

    /// The elements that are this entry.
    fn elements_of(&self, entry: usize) -> Vec<usize> {
        (0..self.entries.len())
            .filter(|at| self.entries[*at] == Some(entry))
            .collect()
    }
}

/// Elements with the container they stand in, containers before what they hold.
fn flatten<'e>(elements: &'e [Element], parent: usize, out: &mut Vec<(&'e Element, usize)>) {
    for element in elements {
        out.push((element, parent));
        if let ElementKind::Container(container) = &element.kind {
            flatten(&container.content, element.span.start + 1, out);
        }
    }
}

/// What counts in each text, found once: most texts stand as they were remembered.
#[derive(Default)]
struct Keys<'t>(BTreeMap<&'t str, String>);

impl<'t> Keys<'t> {
    fn of(&mut self, text: &'t str) -> String {
        let key = self.0.entry(text).or_insert_with(|| meaning::key(text));
        key.clone()
    }
}

/// An element of a text as it was last seen.
struct Old<'e> {
    /// The entry it belongs to.
    entry: usize,
    id: &'e str,
    text: &'e str,
    is_gone: bool,
}

impl<'e> Old<'e> {
    fn past(&self, keys: &mut Keys<'e>) -> Past<'e> {
        Past {
            id: self.id,
            key: keys.of(self.text),
            kind: Kind::of(self.text),
            is_gone: self.is_gone,
        }
    }
}

/// The texts of one language.
fn olds<'e>(entries: &'e [Locked], lang: &Lang) -> Vec<Old<'e>> {
    let mut olds = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entry.id.as_str().contains(':') {
            continue;
        }
        let Some(text) = entry.texts.get(lang) else {
            continue;
        };
        let is_absent = text.seen.is_empty() && text.agreed.is_some();
        let text = if is_absent {
            text.agreed.as_deref().unwrap_or_default()
        } else {
            &text.seen
        };
        olds.extend(text.split("\n\n").map(|element| Old {
            entry: at,
            id: entry.id.as_str(),
            text: without_what_it_holds(element),
            is_gone: entry.retired || is_absent,
        }));
    }
    olds
}

/// A container is its first line; what it holds is remembered below it only where a quotation stands for it in another
/// language, and by itself in any case.
fn without_what_it_holds(text: &str) -> &str {
    match text.starts_with(":::") {
        true => text.lines().next().unwrap_or_default(),
        false => text,
    }
}

/// The entry of each element, if all stand exactly as they were last seen, in the same order and under no other ids.
fn as_they_were(
    olds: &[Old<'_>],
    flat: &[(&Element, usize)],
    written: &Written,
) -> Option<Vec<usize>> {
    let mut live = olds.iter().filter(|old| !old.is_gone);
    let mut entries = Vec::with_capacity(flat.len());
    for ((element, _), text) in flat.iter().zip(written.texts()) {
        let old = live.next().filter(|old| *old.text == **text)?;
        let given = element.attached.id.as_ref();
        if given.is_some_and(|(id, _)| id != old.id) {
            return None;
        }
        entries.push(old.entry);
    }
    live.next().is_none().then_some(entries)
}

/// Where a text was split in every language the blocks are two now, and the first part keeps the id in all of them.
/// Where it was split in some languages only, it is one block of several elements there.
fn one_main_part(sides: &mut [Side<'_>]) {
    let split: BTreeSet<usize> = sides
        .iter()
        .flat_map(|side| side.parts.iter().map(|(entry, _)| *entry))
        .collect();
    for entry in split {
        let has = |side: &&mut Side<'_>| side.entries.contains(&Some(entry));
        let is_split = |side: &Side<'_>| side.parts.iter().any(|(one, _)| *one == entry);
        let in_all = sides.iter_mut().filter(has).all(|side| is_split(side));
        for side in sides.iter_mut() {
            let parts: Vec<usize> = side
                .parts
                .iter()
                .filter(|(one, _)| *one == entry)
                .map(|(_, at)| *at)
                .collect();
            let main = side.elements_of(entry);
            if in_all
                && let [main] = main[..]
                && !side.given[main]
            {
                let first = parts.iter().copied().chain([main]).min().unwrap_or(main);
                side.entries[main] = None;
                side.entries[first] = Some(entry);
            } else if !in_all {
                for part in parts {
                    side.entries[part] = Some(entry);
                }
            }
        }
    }
}

/// Where texts were merged the first of them gives its id in all languages. A language that still has them apart gets
/// one block of several elements, if they are neighbours. Gives what was absorbed, by language.
fn one_main_whole(
    entries: &[Locked],
    sides: &mut [Side<'_>],
) -> BTreeMap<Lang, Vec<(usize, usize)>> {
    let mut absorbed: BTreeMap<Lang, Vec<(usize, usize)>> = BTreeMap::new();
    for at in 0..sides.len() {
        let lang = sides[at].lang.clone();
        let mut merged = sides[at].merged.clone();
        let holders: BTreeSet<usize> = merged.iter().map(|(_, element)| *element).collect();
        for holder in holders {
            let Some(main) = sides[at].entries[holder] else {
                continue;
            };
            let gone = merged
                .iter()
                .filter(|(_, element)| *element == holder)
                .map(|(entry, _)| *entry);
            let mut all: Vec<usize> = gone.chain([main]).collect();
            all.sort_unstable();
            let first = all[0];
            if first != main && !sides[at].given[holder] {
                sides[at].entries[holder] = Some(first);
                merged.retain(|pair| *pair != (first, holder));
                merged.push((main, holder));
            }
            let first = sides[at].entries[holder].unwrap_or(first);
            for other in (0..sides.len()).filter(|other| *other != at) {
                join(entries, &mut sides[other], first, &all);
            }
        }
        absorbed.insert(lang, merged);
    }
    absorbed
}

/// Gives neighbouring elements of the entries `all` to one of them.
fn join(entries: &[Locked], side: &mut Side<'_>, first: usize, all: &[usize]) {
    let elements: Vec<usize> = (0..side.entries.len())
        .filter(|at| side.entries[*at].is_some_and(|entry| all.contains(&entry)))
        .collect();
    let are_neighbours = elements
        .windows(2)
        .all(|pair| pair[0] + 1 == pair[1] && side.parents[pair[0]] == side.parents[pair[1]]);
    let is_free = elements.iter().all(|at| !side.given[*at]);
    let is_plain = all.iter().all(|entry| !entries[*entry].retired);
    if are_neighbours && is_free && is_plain {
        for at in elements {
            side.entries[at] = Some(first);
        }
    }
}
