//! Which block of one language is which of the other.
//!
//! Sections are matched first, by their headings' ids and levels; then the blocks inside a section, by
//! kind. Ids that authors gave settle a pair. What finds no partner is reported with both places.

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::Lang;
use crate::source::{Place, SourcePath, Span};
use crate::study::BlockId;
use crate::study::text::{Element, ElementKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A block of one language has no counterpart in another.
pub(super) static STRUCTURE_UNPAIRED: Code = Code {
    name: "structure-unpaired",
    why: "A study is one document with several texts: every block is one thing with a text in each language. A block that exists in one language only breaks the switch between languages at this place.",
    remedy: "Write the missing text, remove the surplus one, or put `<!-- diglot-only: reason -->` before a block that is meant for one language.",
};

/// The text of one chapter in one language.
pub(super) struct Body {
    pub lang: Lang,
    pub path: SourcePath,
    pub elements: Vec<Element>,
    /// Elements that were recognised as a block of the lock, by the offset at which they begin, inner ones too.
    /// Elements of several languages under one id are one block; neighbours in one language under one id are its parts.
    pub known: BTreeMap<usize, BlockId>,
}

/// A block in all the languages that have it, still without an id of its own.
pub(super) struct Woven {
    /// The block of the lock that it was recognised as.
    pub known: Option<BlockId>,
    /// In the order in which the languages were given.
    pub texts: Vec<(Lang, One)>,
    pub inner: Vec<Woven>,
}

/// A block in one language.
pub(super) struct One {
    /// One or more neighbours; a container stands alone.
    pub elements: Vec<Element>,
    pub order: usize,
}

impl Woven {
    /// The first id that an author gave it in any language.
    pub(super) fn given_id(&self) -> Option<&str> {
        self.texts
            .iter()
            .flat_map(|(_, one)| &one.elements)
            .find_map(|element| element.id.as_ref())
            .map(|(id, _)| id.as_str())
    }

    fn new(lang: &Lang, order: usize, element: Element) -> Self {
        Self {
            known: None,
            texts: vec![(
                lang.clone(),
                One {
                    elements: vec![element],
                    order,
                },
            )],
            inner: Vec::new(),
        }
    }

    fn element(&self) -> &Element {
        &self.texts[0].1.elements[0]
    }
}

/// Brings the languages together. The first one is the backbone; what only a later one has is put
/// after the block it follows there.
pub(super) fn weave(bodies: Vec<Body>) -> Read<Vec<Woven>> {
    let mut found = Vec::new();
    let mut languages: Vec<(Lang, SourcePath)> = Vec::new();
    let mut woven = Vec::new();
    for body in bodies {
        let section = Span::default();
        let side = Side {
            lang: &body.lang,
            path: &body.path,
            known: &body.known,
        };
        woven = join(woven, &languages, side, body.elements, section, &mut found);
        languages.push((body.lang, body.path));
    }
    Read {
        value: woven,
        diagnostics: found,
    }
}

/// The language that is being added.
#[derive(Clone, Copy)]
struct Side<'a> {
    lang: &'a Lang,
    path: &'a SourcePath,
    known: &'a BTreeMap<usize, BlockId>,
}

impl Side<'_> {
    fn known(&self, element: &Element) -> Option<BlockId> {
        self.known.get(&element.span.start).cloned()
    }
}

/// Adds one language to what is woven already, on one level of nesting.
fn join(
    mut woven: Vec<Woven>,
    languages: &[(Lang, SourcePath)],
    side: Side<'_>,
    elements: Vec<Element>,
    around: Span,
    found: &mut Vec<Diagnostic>,
) -> Vec<Woven> {
    if languages.is_empty() {
        return elements
            .into_iter()
            .enumerate()
            .map(|(order, element)| first(side, order, element))
            .collect();
    }
    let pairs = matched(&woven, &elements, side);
    found.extend(unmatched(
        &woven, &elements, &pairs, languages, side.path, around,
    ));
    let mut partner_of: Vec<Option<usize>> = vec![None; elements.len()];
    for (left, right) in &pairs {
        partner_of[*right] = Some(*left);
    }
    // What only this language has, by the woven block it follows (`None`: before all of them).
    let mut surplus: Vec<(Option<usize>, Woven)> = Vec::new();
    let mut last = None;
    for (order, mut element) in elements.into_iter().enumerate() {
        match partner_of[order] {
            Some(left) => {
                last = Some(left);
                let content = take_content(&mut element);
                let around = element.span;
                let inner = std::mem::take(&mut woven[left].inner);
                let present: Vec<_> = languages
                    .iter()
                    .filter(|(one, _)| woven[left].texts.iter().any(|(lang, _)| lang == one))
                    .cloned()
                    .collect();
                woven[left].inner = join(inner, &present, side, content, around, found);
                woven[left].texts.push((
                    side.lang.clone(),
                    One {
                        elements: vec![element],
                        order,
                    },
                ));
            }
            None => surplus.push((last, first(side, order, element))),
        }
    }
    interleave(woven, surplus)
}

fn first(side: Side<'_>, order: usize, mut element: Element) -> Woven {
    let content = take_content(&mut element);
    let inner = content
        .into_iter()
        .enumerate()
        .map(|(order, element)| first(side, order, element))
        .collect();
    Woven {
        inner,
        known: side.known(&element),
        ..Woven::new(side.lang, order, element)
    }
}

fn take_content(element: &mut Element) -> Vec<Element> {
    match &mut element.kind {
        ElementKind::Container(container) => std::mem::take(&mut container.content),
        _ => Vec::new(),
    }
}

fn interleave(woven: Vec<Woven>, surplus: Vec<(Option<usize>, Woven)>) -> Vec<Woven> {
    let mut surplus = surplus.into_iter().peekable();
    let mut out = Vec::with_capacity(woven.len());
    while let Some((_, block)) = surplus.next_if(|(after, _)| after.is_none()) {
        out.push(block);
    }
    for (at, block) in woven.into_iter().enumerate() {
        out.push(block);
        while let Some((_, block)) = surplus.next_if(|(after, _)| *after == Some(at)) {
            out.push(block);
        }
    }
    out.extend(surplus.map(|(_, block)| block));
    out
}

/// Pairs of positions, left ascending and right ascending.
fn matched(woven: &[Woven], elements: &[Element], side: Side<'_>) -> Vec<(usize, usize)> {
    let left: Vec<&Element> = woven.iter().map(Woven::element).collect();
    let right: Vec<&Element> = elements.iter().collect();
    let left_sections = sections(&left);
    let right_sections = sections(&right);
    let heads = |sections: &[Range<usize>], all: &[&Element]| -> Vec<Mark> {
        sections
            .iter()
            .map(|section| Mark::of_section(section, all))
            .collect()
    };
    let mut pairs = Vec::new();
    for (l, r) in best_pairs(
        &heads(&left_sections, &left),
        &heads(&right_sections, &right),
    ) {
        let (l, r) = (left_sections[l].clone(), right_sections[r].clone());
        let ours: Vec<Mark> = woven[l.clone()]
            .iter()
            .map(|block| Mark::of(block.element(), block.known.clone()))
            .collect();
        let theirs: Vec<Mark> = elements[r.clone()]
            .iter()
            .map(|element| Mark::of(element, side.known(element)))
            .collect();
        let inside = best_pairs(&ours, &theirs);
        pairs.extend(inside.into_iter().map(|(a, b)| (l.start + a, r.start + b)));
    }
    pairs
}

/// Stretches that begin with a heading; the first may begin without one.
fn sections(elements: &[&Element]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = vec![0];
    let is_heading = |element: &Element| matches!(element.kind, ElementKind::Heading { .. });
    starts.extend((1..elements.len()).filter(|at| is_heading(elements[*at])));
    if elements.first().is_some_and(|element| is_heading(element)) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([elements.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// What two elements must share to be one block.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    kind: String,
    id: Option<String>,
    known: Option<BlockId>,
    length: usize,
}

impl Mark {
    fn of(element: &Element, known: Option<BlockId>) -> Self {
        Self {
            kind: kind(element),
            id: element.id.as_ref().map(|(id, _)| id.clone()),
            known,
            length: super::words::of(element).chars().count(),
        }
    }

    /// A section is known by its heading; its length is its number of blocks.
    fn of_section(section: &Range<usize>, all: &[&Element]) -> Self {
        let heading = section.clone().next().map(|at| all[at]);
        let heading = heading.filter(|element| matches!(element.kind, ElementKind::Heading { .. }));
        Self {
            kind: heading.map(kind).unwrap_or_default(),
            id: heading
                .and_then(|element| element.id.as_ref())
                .map(|(id, _)| id.clone()),
            known: None,
            length: section.len(),
        }
    }

    /// How well two marks go together; `None` if they cannot be one thing. More than the 100 of a mere
    /// agreement in kind comes from an equal id, and a little from a similar length.
    fn score(&self, other: &Self) -> Option<u32> {
        let ids = match (&self.id, &other.id) {
            (Some(a), Some(b)) if a == b => 1000,
            (Some(_), Some(_)) => return None,
            _ => match (&self.known, &other.known) {
                (Some(a), Some(b)) if a == b => 1000,
                (Some(_), Some(_)) => return None,
                _ => 0,
            },
        };
        let (short, long) = (
            self.length.min(other.length) + 1,
            self.length.max(other.length) + 1,
        );
        let closeness = (20 * short / long) as u32;
        (self.kind == other.kind).then_some(100 + ids + closeness)
    }
}

fn kind(element: &Element) -> String {
    match &element.kind {
        ElementKind::Paragraph(_) => "paragraph".to_owned(),
        ElementKind::Heading { level, .. } => format!("heading of level {level}"),
        ElementKind::List { .. } => "list".to_owned(),
        ElementKind::Definitions(_) => "definition list".to_owned(),
        ElementKind::Table { .. } => "table".to_owned(),
        ElementKind::Quote(_) => "quote".to_owned(),
        ElementKind::Alert { .. } => "alert".to_owned(),
        ElementKind::Code { .. } => "code block".to_owned(),
        ElementKind::Rule => "rule".to_owned(),
        ElementKind::Html(_) => "block of HTML".to_owned(),
        ElementKind::Container(container) => format!("container `{}`", container.name),
    }
}

/// Beyond this many cells two lists are paired position by position: such a section is no text.
const MOST_CELLS: usize = 4_000_000;

/// The best order-keeping pairing of two lists (Needleman and Wunsch with free gaps). Ties go to the earlier pair.
fn best_pairs(left: &[Mark], right: &[Mark]) -> Vec<(usize, usize)> {
    if left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.score(b).is_some()) {
        return (0..left.len()).map(|at| (at, at)).collect();
    }
    let width = right.len() + 1;
    if (left.len() + 1).saturating_mul(width) > MOST_CELLS {
        let both = left.iter().zip(right).enumerate();
        return both
            .filter(|(_, (a, b))| a.score(b).is_some())
            .map(|(at, _)| (at, at))
            .collect();
    }
    // best[l][r]: the best score of what lies behind l and r.
    let mut best = vec![0_u32; (left.len() + 1) * width];
    for l in (0..left.len()).rev() {
        for r in (0..right.len()).rev() {
            let paired = left[l]
                .score(&right[r])
                .map_or(0, |score| score + best[(l + 1) * width + r + 1]);
            best[l * width + r] = paired
                .max(best[(l + 1) * width + r])
                .max(best[l * width + r + 1]);
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while l < left.len() && r < right.len() {
        let here = best[l * width + r];
        let paired = left[l]
            .score(&right[r])
            .map(|score| score + best[(l + 1) * width + r + 1]);
        if paired == Some(here) {
            pairs.push((l, r));
            l += 1;
            r += 1;
        } else if best[(l + 1) * width + r] == here {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs
}

/// One warning per run of neighbouring blocks without a partner, on either side.
fn unmatched(
    woven: &[Woven],
    elements: &[Element],
    pairs: &[(usize, usize)],
    languages: &[(Lang, SourcePath)],
    path: &SourcePath,
    around: Span,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let ends = pairs.iter().copied().chain([(woven.len(), elements.len())]);
    let (mut l, mut r) = (0, 0);
    // Where the missing text would stand: at the last pair, or where the surrounding block begins.
    let mut before: (Option<usize>, Option<usize>) = (None, None);
    for (left, right) in ends {
        let lacking: Vec<&Woven> = woven[l..left]
            .iter()
            .filter(|block| block.element().only.is_none())
            .collect();
        let surplus: Vec<&Element> = elements[r..right]
            .iter()
            .filter(|element| element.only.is_none())
            .collect();
        if let Some(block) = lacking.first() {
            let (lang, one) = &block.texts[0];
            let home = languages
                .iter()
                .find(|(other, _)| other == lang)
                .map(|(_, path)| path);
            if let Some(home) = home {
                let there = before.1.map_or(around, |at| elements[at].span);
                found.push(lonely(
                    home,
                    one.elements[0].span,
                    &kind(&one.elements[0]),
                    lacking.len(),
                    path,
                    there,
                ));
            }
        }
        if let Some(element) = surplus.first() {
            let (lang, home) = &languages[0];
            let there = before
                .0
                .and_then(|at| woven[at].texts.iter().find(|(one, _)| one == lang));
            let there = there.map_or(Span::default(), |(_, one)| one.elements[0].span);
            found.push(lonely(
                path,
                element.span,
                &kind(element),
                surplus.len(),
                home,
                there,
            ));
        }
        (l, r) = (left + 1, right + 1);
        before = (Some(left), Some(right));
    }
    found
}

fn lonely(
    path: &SourcePath,
    span: Span,
    kind: &str,
    count: usize,
    other: &SourcePath,
    there: Span,
) -> Diagnostic {
    let name = other.rsplit('/').next().unwrap_or(other);
    let message = match count {
        1 => format!("this {kind} has no counterpart in `{name}`"),
        _ => format!("{count} blocks from this {kind} on have no counterpart in `{name}`"),
    };
    let start = Span::new(span.start, span.start);
    let there = Span::new(there.start, there.start);
    Diagnostic::warning(&STRUCTURE_UNPAIRED, Place::span(path, start), message).note(
        Place::span(other, there),
        "it would stand after the block here",
    )
}
