//! `structure`: what is built otherwise in two languages: levels of headings, items, rows, pictures, and the order of blocks.
//!
//! That a block has no counterpart at all is said by `align`; here the blocks are paired.

use super::line::What;
use super::thing::{Passage, kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Lang;
use crate::source::Place;
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, Chapter};

/// Two headings of one section on different levels.
pub(crate) static STRUCTURE_LEVEL: Code = Code {
    name: "structure-level",
    why: "The contents of a chapter are the same in every language; a heading of another level moves all that follows under another one.",
    remedy: "Give the heading the same level in both texts.",
};

/// Lists, tables or quotes of different size.
pub(crate) static STRUCTURE_ITEMS: Code = Code {
    name: "structure-items",
    why: "An item, a row, a column or a paragraph is there for readers of one language only.",
    remedy: "Add what is missing, or remove what is too much.",
};

/// A list here, a paragraph there.
pub(crate) static STRUCTURE_KIND: Code = Code {
    name: "structure-kind",
    why: "What is a list or a table in one language and running text in the other cannot be compared item by item.",
    remedy: "Build the block alike in both texts.",
};

/// Blocks in another order.
pub(crate) static STRUCTURE_MOVED: Code = Code {
    name: "structure-moved",
    why: "Readers who change the language at this place land somewhere else in the argument.",
    remedy: "Put the block at the same place in both texts.",
};

/// The first thing that is built otherwise in the two texts.
pub(super) fn check(first: &Passage<'_>, other: &Passage<'_>) -> Option<Diagnostic> {
    let difference =
        difference(first.elements, other.elements).or_else(|| pictures(first, other))?;
    let (code, ours, theirs, place) = difference;
    let place = place.map_or_else(
        || other.place.clone(),
        |element| Place::span(other.home.path, element.span),
    );
    let message = format!("{theirs} here, but {ours} in `{}`", first.home.name());
    let diagnostic = Diagnostic::warning(code, place, message);
    Some(diagnostic.note(first.place.clone(), "the other text stands here"))
}

/// Code, what the first text has, what the other has, and where in the other.
type Difference<'a> = (&'static Code, String, String, Option<&'a Element>);

fn difference<'a>(first: &[Element], other: &'a [Element]) -> Option<Difference<'a>> {
    let ([one], [two]) = (first, other) else {
        return parts(first, other);
    };
    let both = (&one.kind, &two.kind);
    match both {
        (ElementKind::Heading { level: a, .. }, ElementKind::Heading { level: b, .. }) => (a != b)
            .then(|| {
                let say = |level| format!("a heading of level {level}");
                (&STRUCTURE_LEVEL, say(a), say(b), Some(two))
            }),
        (ElementKind::List { items: a, .. }, ElementKind::List { items: b, .. }) => {
            counted("item", a.len(), b.len(), two).or_else(|| {
                let mut both = a.iter().zip(b);
                both.find_map(|(one, two)| parts(&one.content, &two.content))
            })
        }
        (ElementKind::Definitions(a), ElementKind::Definitions(b)) => {
            counted("entry", a.len(), b.len(), two)
        }
        (ElementKind::Table(a), ElementKind::Table(b)) => {
            counted("column", a.columns.len(), b.columns.len(), two)
                .or_else(|| counted("row", a.rows.len(), b.rows.len(), two))
        }
        (ElementKind::Quote(a), ElementKind::Quote(b))
        | (ElementKind::Alert { content: a, .. }, ElementKind::Alert { content: b, .. }) => {
            parts(a, b)
        }
        (a, b) if std::mem::discriminant(a) == std::mem::discriminant(b) => None,
        _ => {
            let say = |element| format!("a {}", kind(element));
            Some((&STRUCTURE_KIND, say(one), say(two), Some(two)))
        }
    }
}

/// Several elements: paragraphs may be divided otherwise, all else must be there in the same order.
fn parts<'a>(first: &[Element], other: &'a [Element]) -> Option<Difference<'a>> {
    let (ours, theirs) = (built(first), built(other));
    let lengths = (ours.len(), theirs.len());
    if lengths.0 != lengths.1 {
        let longest = ours
            .iter()
            .map(|one| kind(one))
            .chain(theirs.iter().map(|one| kind(one)));
        let missing = longest.last().unwrap_or("part");
        return counted(missing, lengths.0, lengths.1, other.first()?);
    }
    let mut both = ours.iter().zip(&theirs);
    both.find_map(|(one, two)| difference(std::slice::from_ref(*one), std::slice::from_ref(*two)))
}

/// Everything but running text.
fn built(elements: &[Element]) -> Vec<&Element> {
    let is_built = |one: &&Element| !matches!(one.kind, ElementKind::Paragraph(_));
    elements.iter().filter(is_built).collect()
}

fn counted<'a>(
    what: &str,
    ours: usize,
    theirs: usize,
    place: &'a Element,
) -> Option<Difference<'a>> {
    let say = |count: usize| match count {
        0 => format!("no {what}"),
        1 => format!("1 {what}"),
        _ => format!("{count} {}", plural(what)),
    };
    (ours != theirs).then(|| (&STRUCTURE_ITEMS, say(ours), say(theirs), Some(place)))
}

fn plural(what: &str) -> String {
    match what.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{what}s"),
    }
}

fn pictures<'a>(first: &Passage<'_>, other: &Passage<'_>) -> Option<Difference<'a>> {
    let count = |passage: &Passage<'_>| {
        let marks = passage.lines.iter().flat_map(|line| &line.marks);
        marks
            .filter(|mark| matches!(mark.what, What::Picture))
            .count()
    };
    let (ours, theirs) = (count(first), count(other));
    let say = |count: usize| match count {
        0 => "no picture".to_owned(),
        1 => "1 picture".to_owned(),
        _ => format!("{count} pictures"),
    };
    (ours != theirs).then(|| (&STRUCTURE_ITEMS, say(ours), say(theirs), None))
}

/// Blocks that stand in another order in one of the languages.
pub(super) fn moved(chapter: &Chapter, languages: &[Lang]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut present = languages
        .iter()
        .filter(|lang| chapter.files.get(lang).is_some());
    if let Some(first) = present.next() {
        for other in present {
            moved_among(chapter, &chapter.blocks, (first, other), &mut found);
        }
    }
    found
}

fn moved_among(
    chapter: &Chapter,
    blocks: &[Block],
    languages: (&Lang, &Lang),
    found: &mut Vec<Diagnostic>,
) {
    let (first, other) = languages;
    let mut both: Vec<(usize, usize, &Block)> = (blocks.iter())
        .filter_map(|block| {
            let (one, two) = (block.texts.get(first)?, block.texts.get(other)?);
            Some((one.order, two.order, block))
        })
        .collect();
    both.sort_by_key(|(one, _, _)| *one);
    let orders: Vec<usize> = both.iter().map(|(_, order, _)| *order).collect();
    let stays = longest_rising(&orders);
    let mut before = None;
    for (at, (_, order, block)) in both.iter().enumerate() {
        let is_moved = !stays[at];
        // What moved together is said once.
        let goes_on = before.is_some_and(|before| before + 1 == *order);
        if is_moved && !goes_on {
            found.extend(say_moved(chapter, block, first, other));
        }
        before = is_moved.then_some(*order);
    }
    for block in blocks {
        moved_among(chapter, &block.inner, languages, found);
    }
}

fn say_moved(chapter: &Chapter, block: &Block, first: &Lang, other: &Lang) -> Option<Diagnostic> {
    let (one, two) = (block.texts.get(first)?, block.texts.get(other)?);
    let (one_file, two_file) = (chapter.files.get(first)?, chapter.files.get(other)?);
    let what = two.elements.first().map_or("block", kind);
    let message = format!("this {what} stands at another place than in `{first}`");
    let start = crate::source::Span::new(two.span.start, two.span.start);
    let there = crate::source::Span::new(one.span.start, one.span.start);
    Some(
        Diagnostic::warning(
            &STRUCTURE_MOVED,
            Place::span(&two_file.path, start),
            message,
        )
        .note(
            Place::span(&one_file.path, there),
            "the other text stands here",
        ),
    )
}

/// Which numbers belong to a longest rising sequence; what is left over has moved.
fn longest_rising(orders: &[usize]) -> Vec<bool> {
    // tails[n]: where the smallest end of a rising sequence of n + 1 numbers stands.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; orders.len()];
    for (at, order) in orders.iter().enumerate() {
        let length = tails.partition_point(|tail| orders[*tail] < *order);
        before[at] = length.checked_sub(1).map(|last| tails[last]);
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut stays = vec![false; orders.len()];
    let mut at = tails.last().copied();
    while let Some(here) = at {
        stays[here] = true;
        at = before[here];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_have_moved() {
        for (orders, expected) in [
            (vec![], vec![]),
            (vec![0, 1, 2], vec![true, true, true]),
            (vec![0, 2, 1, 3], vec![true, false, true, true]),
            (vec![3, 0, 1, 2], vec![false, true, true, true]),
            (vec![2, 3, 0, 1, 4], vec![false, false, true, true, true]),
        ] {
            assert_eq!(longest_rising(&orders), expected, "{orders:?}");
        }
    }
}
