//! Ids of blocks: the ones authors gave, and for all others one derived from the text.

use super::pairs::Woven;
use super::words;
use crate::language::Lang;
use crate::source::{Fingerprint, Span};
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, BlockId, ChapterId, Rendering};
use std::collections::BTreeSet;

/// Letters of a derived id after `p-`: thirty million ids a chapter.
const LETTERS: usize = 5;

/// Gives every block its id. Derived ids are made in document order, after all given ids are known.
pub(super) fn name(chapter: &ChapterId, woven: Vec<Woven>, languages: &[Lang]) -> Vec<Block> {
    let mut taken = BTreeSet::new();
    given_ids(&woven, &mut taken);
    let mut used = BTreeSet::new();
    blocks(chapter, woven, languages, &mut taken, &mut used)
}

fn given_ids(woven: &[Woven], taken: &mut BTreeSet<String>) {
    for block in woven {
        taken.extend(block.given_id().map(str::to_owned));
        given_ids(&block.inner, taken);
    }
}

fn blocks(
    chapter: &ChapterId,
    woven: Vec<Woven>,
    languages: &[Lang],
    taken: &mut BTreeSet<String>,
    used: &mut BTreeSet<String>,
) -> Vec<Block> {
    let mut out = Vec::with_capacity(woven.len());
    for block in woven {
        // An id given twice was reported when the file was read; the second block gets a derived one.
        let given = block
            .given_id()
            .filter(|id| !used.contains(*id))
            .map(str::to_owned);
        let is_given = given.is_some();
        let id = given.unwrap_or_else(|| derived(chapter, &block, languages, taken));
        used.insert(id.clone());
        let inner = blocks(chapter, block.inner, languages, taken, used);
        let texts = block
            .texts
            .into_iter()
            .map(|(lang, one)| (lang, rendering(one.element, one.order)))
            .collect();
        out.push(Block {
            id: BlockId::new(id),
            given: is_given,
            texts,
            inner,
        });
    }
    out
}

fn rendering(mut element: Element, order: usize) -> Rendering {
    let span: Span = element.span;
    if let ElementKind::Container(container) = &mut element.kind {
        container.content = Vec::new();
    }
    Rendering {
        elements: vec![element],
        span,
        order,
    }
}

/// `p-` and five letters of BLAKE3 over the chapter's id and the block's words in the first language that has it;
/// hashed again with a counter while the id is taken.
fn derived(
    chapter: &ChapterId,
    block: &Woven,
    languages: &[Lang],
    taken: &mut BTreeSet<String>,
) -> String {
    let first = languages
        .iter()
        .find_map(|lang| block.texts.iter().find(|(one, _)| one == lang));
    let text = first
        .map(|(_, one)| words::of(&one.element))
        .unwrap_or_default();
    for counter in 0_u32.. {
        let number = counter.to_string();
        let mut parts = vec![chapter.as_str().as_bytes(), text.as_bytes()];
        if counter > 0 {
            parts.push(number.as_bytes());
        }
        let id = format!("p-{}", Fingerprint::of_parts(&parts).base32(LETTERS));
        if taken.insert(id.clone()) {
            return id;
        }
    }
    unreachable!("a chapter has fewer blocks than there are counters")
}
