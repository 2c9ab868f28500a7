//! From a study whose blocks have their ids to the lock that remembers it, and to the state of every text.

use super::agreement::{self, Present};
use super::copied::copied;
use super::memory::Memory;
use super::record_numbers::{numbered, record_number};
use super::things::{Thing, things};
use super::{fields, written};
use crate::language::{Lang, PerLang};
use crate::study::lock::{Locked, Remembered};
use crate::study::{Block, BlockId, Chapter, Lock, State, Study};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is needed to settle the texts of one chapter.
pub(super) struct Settling<'a> {
    pub languages: &'a [Lang],
    /// The languages that are to have the chapter.
    pub wanted: &'a [Lang],
    /// What was remembered before.
    pub past: &'a [Locked],
    pub memory: &'a Memory,
    /// The chapter's files.
    pub sources: &'a PerLang<Arc<str>>,
}

/// What came of it beside the states of the blocks.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// What is to be remembered.
    pub entries: Vec<Locked>,
    /// The states of title, summary and notes that are not agreed: `front:title`, `note:1`.
    pub beside: BTreeMap<String, State>,
}

/// Sets the states of a chapter's blocks and the ids that lead to them.
pub(super) fn chapter(chapter: &mut Chapter, settling: &Settling<'_>) -> Settled {
    let came_of = came_of(chapter, settling.memory);
    let things = things(chapter, settling);
    let copies = copies(&things, settling.languages);
    let mut pasts = pasts(settling, &came_of);
    let live = live(settling, &came_of);
    let mut settled = Settled::default();
    let mut states = BTreeMap::new();
    for (at, thing) in things.iter().enumerate() {
        let mut past = pasts.remove(thing.id.as_str()).unwrap_or_default();
        without_parts(&mut past, thing, &things[at + 1..], &live);
        // A title that is short enough needs no shorter one.
        let is_optional = thing.id == "front:short_title";
        let mut wanted = settling.wanted.to_vec();
        wanted.retain(|lang| !is_optional && !thing.said_around.contains(lang));
        let present = Present {
            texts: &thing.texts,
            copies: &copies[at],
            only: thing.only,
            wanted: &wanted,
        };
        let (mut texts, state) = agreement::settle(&past, &present, settling.languages);
        for (lang, doubt) in &thing.doubts {
            if let Some(text) = texts.get_mut(lang) {
                text.doubt = Some(*doubt);
            }
        }
        let is_block = !thing.id.contains(':');
        let id = BlockId::new(thing.id.as_str());
        settled.entries.push(Locked {
            id: id.clone(),
            texts,
            retired: false,
            heir: None,
        });
        if is_block {
            states.insert(id, state);
        } else if !state.is_agreed() {
            settled.beside.insert(id.to_string(), state);
        }
    }
    let retired = retired(&settled.entries, settling, &came_of);
    let mut aliases = aliases(&retired, &states);
    settled.entries.extend(retired);
    each(&mut chapter.blocks, &mut |block| {
        block.state = states.remove(&block.id).unwrap_or_default();
        block.aliases = aliases.remove(&block.id).unwrap_or_default();
    });
    settled
}

fn copies(things: &[Thing], languages: &[Lang]) -> Vec<BTreeSet<Lang>> {
    let texts: Vec<&PerLang<Arc<str>>> = things.iter().map(|thing| &thing.texts).collect();
    copied(&texts, languages)
}

/// The block that each remembered block's element belongs to now. The first language decides.
fn came_of(chapter: &Chapter, memory: &Memory) -> BTreeMap<BlockId, BlockId> {
    let mut now: BTreeMap<(&Lang, usize), &BlockId> = BTreeMap::new();
    for block in chapter.all_blocks() {
        for (lang, rendering) in block.texts.iter() {
            for element in &rendering.elements {
                now.insert((lang, element.span.start), &block.id);
            }
        }
    }
    let mut came_of = BTreeMap::new();
    for (was, lang, start) in memory.pasts() {
        if let Some(id) = now.get(&(lang, *start)) {
            came_of.entry(was.clone()).or_insert_with(|| (*id).clone());
        }
    }
    came_of
}

/// What was remembered, by the id of the block it belongs to now; a block that took the place of others has it of all.
fn pasts(
    settling: &Settling<'_>,
    came_of: &BTreeMap<BlockId, BlockId>,
) -> BTreeMap<BlockId, PerLang<Remembered>> {
    let mut pasts: BTreeMap<BlockId, PerLang<Remembered>> = BTreeMap::new();
    for entry in settling.past {
        let now = came_of.get(&entry.id).unwrap_or(&entry.id);
        let past = pasts.entry(now.clone()).or_default();
        for (lang, text) in entry.texts.iter() {
            let text = past
                .get(lang)
                .map_or_else(|| text.clone(), |before| both(before, text));
            past.insert(lang.clone(), text);
        }
    }
    pasts
}

fn both(before: &Remembered, text: &Remembered) -> Remembered {
    let agreed = format!(
        "{}\n\n{}",
        agreement::agreed(before),
        agreement::agreed(text)
    );
    let seen = format!("{}\n\n{}", before.seen, text.seen);
    Remembered {
        agreed: (agreed != seen).then_some(agreed.into()),
        seen: seen.into(),
        doubt: None,
    }
}

/// Ids of blocks that are what a block of the last build was.
fn live(settling: &Settling<'_>, came_of: &BTreeMap<BlockId, BlockId>) -> BTreeSet<BlockId> {
    let entries = settling.past.iter().filter(|entry| !entry.retired);
    entries
        .map(|entry| came_of.get(&entry.id).unwrap_or(&entry.id).clone())
        .collect()
}

/// A block that was split, and no word changed: what was agreed of the whole is agreed of the parts. Its first part is
/// the block it was, the others are the blocks that follow.
fn without_parts(
    past: &mut PerLang<Remembered>,
    thing: &Thing,
    following: &[Thing],
    live: &BTreeSet<BlockId>,
) {
    if past.is_empty() {
        return;
    }
    let parts = following
        .iter()
        .take_while(|next| !live.contains(next.id.as_str()));
    let parts: Vec<&Thing> = parts.collect();
    if parts.is_empty() {
        return;
    }
    for (lang, text) in thing.texts.iter() {
        let Some(old) = past.get_mut(lang).filter(|old| old.agreed.is_none()) else {
            continue;
        };
        let whole = super::meaning::key(&old.seen);
        let mut held = super::meaning::key(text);
        let mut parts = parts.iter().filter_map(|part| part.texts.get(lang));
        while held.len() < whole.len() {
            let Some(part) = parts.next() else { break };
            held = format!("{held} {}", super::meaning::key(part));
        }
        if held == whole {
            old.seen = Arc::clone(text);
        }
    }
}

/// Blocks that are gone from all texts, those of before and new ones, ordered by id.
fn retired(
    entries: &[Locked],
    settling: &Settling<'_>,
    came_of: &BTreeMap<BlockId, BlockId>,
) -> Vec<Locked> {
    let present: BTreeSet<&BlockId> = entries.iter().map(|entry| &entry.id).collect();
    let gone = |entry: &&Locked| !present.contains(&entry.id) && !entry.id.as_str().contains(':');
    let mut retired: Vec<Locked> = settling.past.iter().filter(gone).cloned().collect();
    for entry in &mut retired {
        if !entry.retired {
            entry.heir = came_of
                .get(&entry.id)
                .filter(|heir| **heir != entry.id)
                .cloned();
            entry.retired = true;
            entry.texts = std::mem::take(&mut entry.texts)
                .into_iter()
                .map(|(lang, text)| {
                    (
                        lang,
                        Remembered {
                            doubt: None,
                            ..text
                        },
                    )
                })
                .collect();
        }
    }
    retired.sort_by(|a, b| a.id.cmp(&b.id));
    retired
}

/// By block: the retired ids that lead to it, also over others that are gone.
fn aliases(
    retired: &[Locked],
    states: &BTreeMap<BlockId, State>,
) -> BTreeMap<BlockId, Vec<BlockId>> {
    let heirs: BTreeMap<&BlockId, &BlockId> = retired
        .iter()
        .filter_map(|entry| Some((&entry.id, entry.heir.as_ref()?)))
        .collect();
    let mut aliases: BTreeMap<BlockId, Vec<BlockId>> = BTreeMap::new();
    for id in heirs.keys() {
        let mut at = *id;
        // A circle of heirs leads nowhere: no way is longer than the list.
        for _ in 0..heirs.len() {
            match heirs.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        if states.contains_key(at) {
            aliases.entry(at.clone()).or_default().push((*id).clone());
        }
    }
    aliases
}

fn each(blocks: &mut [Block], act: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        act(block);
        each(&mut block.inner, act);
    }
}

/// The state of every localised field that is not agreed; brings their locks up to date. A numbered record that is gone
/// stays in its lock, so that nothing else gets its number.
/// `pasts` is what was remembered of the data files.
pub(super) fn fields(
    study: &Study,
    lock: &mut Lock,
    mut pasts: BTreeMap<String, Vec<Locked>>,
) -> BTreeMap<String, State> {
    let languages = &study.settings.languages;
    let mut files: Vec<(String, Vec<Thing>, Vec<Vec<Lang>>)> = Vec::new();
    for field in fields::all(study) {
        let texts = field
            .texts
            .iter()
            .map(|(lang, prose)| (lang.clone(), written::prose(prose).into()));
        let thing = Thing {
            id: field.id,
            texts: texts.collect(),
            only: false,
            said_around: Vec::new(),
            doubts: Vec::new(),
        };
        match files.iter_mut().find(|(name, _, _)| *name == field.lock) {
            Some((_, things, wanted)) => {
                things.push(thing);
                wanted.push(field.wanted);
            }
            None => files.push((field.lock, vec![thing], vec![field.wanted])),
        }
    }
    let numbered = numbered(study);
    let is_gone =
        |entry: &Locked| record_number(&entry.id).is_some_and(|record| !numbered.contains(record));
    let mut states = BTreeMap::new();
    for (name, things, wanted) in files {
        let copies = copies(&things, languages);
        let past = pasts.remove(&name).unwrap_or_default();
        let by_id = past.iter().cloned().map(|entry| (entry.id.clone(), entry));
        let mut before: BTreeMap<BlockId, Locked> = by_id.collect();
        let mut entries = Vec::with_capacity(things.len());
        for ((thing, wanted), copies) in things.iter().zip(&wanted).zip(&copies) {
            let past = before
                .remove(thing.id.as_str())
                .map(|entry| entry.texts)
                .unwrap_or_default();
            let present = Present {
                texts: &thing.texts,
                copies,
                only: false,
                wanted,
            };
            let (texts, state) = agreement::settle(&past, &present, languages);
            entries.push(Locked {
                id: BlockId::new(thing.id.as_str()),
                texts,
                retired: false,
                heir: None,
            });
            if !state.is_agreed() {
                states.insert(thing.id.clone(), state);
            }
        }
        let gone = before.into_values().filter(is_gone);
        entries.extend(gone.map(|entry| Locked {
            retired: true,
            ..entry
        }));
        let was = lock.0.remove(&name);
        lock.0
            .insert(name, super::lock::renewed(&entries, &past, was));
    }
    // Files that have no field any more, or are not there: all that they had may come back.
    for (name, past) in pasts {
        let entries = past.iter().cloned().map(|entry| Locked {
            retired: entry.retired || is_gone(&entry),
            ..entry
        });
        let entries: Vec<Locked> = entries.collect();
        let was = lock.0.remove(&name);
        lock.0
            .insert(name, super::lock::renewed(&entries, &past, was));
    }
    states
}
