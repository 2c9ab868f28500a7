//! Ids of blocks: the ones authors gave, and for all others one derived from the text.

use super::pairs::Woven;
use super::words;
use crate::language::Lang;
use crate::source::{Fingerprint, Span};
use crate::study::lock::Locked;
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, BlockId, ChapterId, Rendering, State};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a derived id after `p-`: thirty million ids a chapter.
const LETTERS: usize = 5;

/// Gives every block its id: the one its author gave, the one it had, else a derived one. Derived ids are made in
/// document order, after all others are known; none of those that the lock has is given to another text.
pub(super) fn name(
    chapter: &ChapterId,
    woven: Vec<Woven>,
    languages: &[Lang],
    past: &[Locked],
) -> Vec<Block> {
    let mut ids = Ids::default();
    given_ids(&woven, &mut ids.given);
    ids.taken.extend(ids.given.iter().cloned());
    ids.taken
        .extend(past.iter().map(|entry| entry.id.to_string()));
    blocks(chapter, woven, languages, &mut ids)
}

/// What is known of a chapter's ids while they are given.
#[derive(Default)]
struct Ids {
    /// Every id that may not be derived any more.
    taken: BTreeSet<String>,
    /// Ids that authors gave.
    given: BTreeSet<String>,
    /// Ids whose block has come.
    used: BTreeSet<String>,
    /// The counter to go on with, by the first id of a text: equal texts would else try all counters again.
    counters: BTreeMap<String, u32>,
}

fn given_ids(woven: &[Woven], taken: &mut BTreeSet<String>) {
    for block in woven {
        taken.extend(block.given_id().map(str::to_owned));
        given_ids(&block.inner, taken);
    }
}

fn blocks(chapter: &ChapterId, woven: Vec<Woven>, languages: &[Lang], ids: &mut Ids) -> Vec<Block> {
    let mut out = Vec::with_capacity(woven.len());
    for block in woven {
        // An id given twice was reported when the file was read; the second block gets a derived one.
        let given = block
            .given_id()
            .filter(|id| !ids.used.contains(*id))
            .map(str::to_owned);
        let is_given = given.is_some();
        let known = || block.known.as_ref().map(ToString::to_string);
        let id = given
            .or_else(|| known().filter(|id| !ids.used.contains(id) && !ids.given.contains(id)))
            .unwrap_or_else(|| derived(chapter, &block, languages, ids));
        ids.used.insert(id.clone());
        let inner = blocks(chapter, block.inner, languages, ids);
        let texts = block
            .texts
            .into_iter()
            .map(|(lang, one)| (lang, rendering(one.elements, one.order, one.confidence)))
            .collect();
        out.push(Block {
            id: BlockId::new(id),
            given: is_given,
            texts,
            state: State::default(),
            aliases: Vec::new(),
            inner,
        });
    }
    // They stay as long as the study does; so does what is shrunk below.
    out.shrink_to_fit();
    out
}

fn rendering(mut elements: Vec<Element>, order: usize, confidence: u8) -> Rendering {
    for element in &mut elements {
        if let ElementKind::Container(container) = &mut element.kind {
            container.content = Vec::new();
        }
    }
    let edge = |element: Option<&Element>| element.map_or(Span::default(), |one| one.span);
    let span = Span::new(edge(elements.first()).start, edge(elements.last()).end);
    elements.shrink_to_fit();
    Rendering {
        elements,
        span,
        order,
        confidence,
    }
}

/// `p-` and five letters of BLAKE3 over the chapter's id and the block's words in the first language that has it;
/// hashed again with a counter while the id is taken.
fn derived(chapter: &ChapterId, block: &Woven, languages: &[Lang], ids: &mut Ids) -> String {
    let first = languages
        .iter()
        .find_map(|lang| block.texts.iter().find(|(one, _)| one == lang));
    let text = first
        .map(|(_, one)| words::of_all(&one.elements))
        .unwrap_or_default();
    let plain = id(&[chapter.as_str().as_bytes(), text.as_bytes()]);
    if ids.taken.insert(plain.clone()) {
        return plain;
    }
    let counter = ids.counters.entry(plain).or_insert(0);
    loop {
        *counter += 1;
        let number = counter.to_string();
        let next = id(&[
            chapter.as_str().as_bytes(),
            text.as_bytes(),
            number.as_bytes(),
        ]);
        if ids.taken.insert(next.clone()) {
            return next;
        }
    }
}

fn id(parts: &[&[u8]]) -> String {
    format!("p-{}", Fingerprint::of_parts(parts).base32(LETTERS))
}
