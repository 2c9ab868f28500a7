//! Parts of a block, aligned across two languages: items of lists, rows of tables, entries of definition lists.
//!
//! They have no ids. Whoever shows two texts side by side, or what changed between them, asks for them here.

use super::score::{BIT, Scorer};
use super::traits::{Kind, Traits};
use super::two;
use crate::study::inline::Inline;
use crate::study::text::{Definition, Element, ElementKind, Item};
use std::ops::Range;

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part<'a> {
    /// An item of a list. What it holds has parts of its own: [`Item::content`].
    Item(&'a Item),
    /// The head of a table, or one of its rows.
    Row(&'a [Vec<Inline>]),
    /// An entry of a definition list.
    Definition(&'a Definition),
    /// What has no parts, such as a paragraph.
    Whole(&'a Element),
}

/// What it costs, besides a split, that two parts are one in the other language: lists are translated item by item.
const JOINED: i32 = -2 * BIT;

/// The parts of some elements, in order; those of a quote are its elements.
pub fn parts(elements: &[Element]) -> Vec<Part<'_>> {
    elements.iter().flat_map(of_element).collect()
}

fn of_element(element: &Element) -> Vec<Part<'_>> {
    match &element.kind {
        ElementKind::List { items, .. } => items.iter().map(Part::Item).collect(),
        ElementKind::Table(table) => {
            let rows = table.rows.iter().map(|row| Part::Row(row));
            std::iter::once(Part::Row(&table.head))
                .chain(rows)
                .collect()
        }
        ElementKind::Definitions(entries) => entries.iter().map(Part::Definition).collect(),
        ElementKind::Quote(content) | ElementKind::Alert { content, .. } => parts(content),
        _ => vec![Part::Whole(element)],
    }
}

/// Which parts of two texts of one block belong together, by their places in [`parts`].
///
/// Every part is in one pair. A part without a partner stands beside an empty range. The pairs are in the order of
/// the left text; what only the right one has follows what it follows there.
pub fn items(left: &[Element], right: &[Element]) -> Vec<(Range<usize>, Range<usize>)> {
    let (ours, theirs) = (traits(left), traits(right));
    let places = |count: usize| (0..count).collect::<Vec<usize>>();
    let (all_ours, all_theirs) = (places(ours.len()), places(theirs.len()));
    let joins = |units: &[Traits], at: usize| Some(two::joins(units, at)? + JOINED);
    let scorer = Scorer::new(ours, theirs, &joins);
    let pairs = two::gap(&scorer, &all_ours, &all_theirs).into_iter();
    let pairs = pairs.map(|pair| (pair.left, pair.right)).collect();
    whole(pairs, all_ours.len(), all_theirs.len())
}

fn traits(elements: &[Element]) -> Vec<Traits> {
    let parts = parts(elements).into_iter();
    parts
        .map(|part| Traits {
            kind: Kind::Paragraph,
            ..of_part(part)
        })
        .collect()
}

fn of_part(part: Part<'_>) -> Traits {
    match part {
        Part::Item(item) => Traits::of(&item.content.iter().collect::<Vec<_>>(), None),
        Part::Row(cells) => Traits::of_lines(cells),
        Part::Definition(entry) => {
            let meanings = entry.meanings.iter().flatten().collect::<Vec<_>>();
            Traits::of_lines(&entry.terms).with(&Traits::of(&meanings, None))
        }
        Part::Whole(element) => Traits::of(&[element], None),
    }
}

/// The pairs, and what has no partner in its place.
fn whole(
    pairs: Vec<(Range<usize>, Range<usize>)>,
    left: usize,
    right: usize,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut is_paired = vec![false; right];
    pairs
        .iter()
        .for_each(|(_, theirs)| is_paired[theirs.clone()].fill(true));
    let lonely_from = |at: usize| {
        at + is_paired[at..]
            .iter()
            .take_while(|paired| !**paired)
            .count()
    };
    let mut out = Vec::new();
    let alone = |range: Range<usize>, out: &mut Vec<(Range<usize>, Range<usize>)>| {
        out.extend(range.map(|one| (out_of(left), one..one + 1)));
    };
    let mut at = 0;
    alone(0..lonely_from(0), &mut out);
    for (ours, theirs) in pairs {
        out.extend((at..ours.start).map(|one| (one..one + 1, theirs.start..theirs.start)));
        at = ours.end;
        let end = theirs.end;
        out.push((ours, theirs));
        alone(end..lonely_from(end), &mut out);
    }
    out.extend((at..left).map(|one| (one..one + 1, right..right)));
    out
}

/// The empty range beside what only the right text has.
fn out_of(left: usize) -> Range<usize> {
    left..left
}

#[cfg(test)]
mod tests {
    use super::{items, parts};
    use crate::source::Span;
    use crate::study::inline::{Inline, Words};
    use crate::study::text::{Attached, Element, ElementKind, Item, Table};

    fn element(kind: ElementKind) -> Element {
        Element {
            kind,
            span: Span::default(),
            attached: Attached::default(),
        }
    }

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Text(Words::apart(text, Span::default()))]
    }

    fn list(items: &[&str]) -> Vec<Element> {
        let item = |text: &&str| Item {
            done: None,
            content: vec![element(ElementKind::Paragraph(words(text)))],
            span: Span::default(),
        };
        vec![element(ElementKind::List {
            start: None,
            tight: true,
            items: items.iter().map(item).collect(),
        })]
    }

    fn table(rows: &[&[&str]]) -> Vec<Element> {
        let row = |cells: &&[&str]| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>();
        vec![element(ElementKind::Table(Box::new(Table {
            columns: Vec::new(),
            head: row(&rows[0]),
            rows: rows[1..].iter().map(row).collect(),
        })))]
    }

    fn shown(left: &[Element], right: &[Element]) -> String {
        let pairs = items(left, right).into_iter();
        let range = |one: std::ops::Range<usize>| match one.len() {
            0 => "-".to_owned(),
            1 => one.start.to_string(),
            _ => format!("{}..{}", one.start, one.end),
        };
        let shown: Vec<String> = pairs
            .map(|(l, r)| format!("{}:{}", range(l), range(r)))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn items_of_lists_find_their_partners() {
        let wishes = [
            "longer hours until 21",
            "a printer that works",
            "help with forms, 2 hours a week",
            "quiet",
        ];
        let cases: [(&[&str], &str); 5] = [
            (
                &[
                    "работать до 21",
                    "исправный принтер",
                    "помощь с бумагами, 2 часа в неделю",
                    "тишина",
                ],
                "0:0 1:1 2:2 3:3",
            ),
            (
                &[
                    "исправный принтер",
                    "помощь с бумагами, 2 часа в неделю",
                    "тишина",
                ],
                "0:- 1:0 2:1 3:2",
            ),
            (
                &["работать до 21", "помощь с бумагами, 2 часа в неделю"],
                "0:0 1:- 2:1 3:-",
            ),
            (
                &[
                    "работать до 21",
                    "исправный принтер",
                    "тишина и покой",
                    "помощь с бумагами, 2 часа в неделю",
                ],
                "0:0 1:1 2:3 3:2",
            ),
            (&[], "0:- 1:- 2:- 3:-"),
        ];
        for (theirs, expected) in cases {
            assert_eq!(shown(&list(&wishes), &list(theirs)), expected, "{theirs:?}");
        }
    }

    #[test]
    fn rows_of_tables_find_their_partners() {
        let left = table(&[
            &["Grade", "Portions"],
            &["1–4", "5,120"],
            &["5–8", "2,870"],
            &["9–11", "940"],
        ]);
        let right = table(&[
            &["Класс", "Порции"],
            &["1–4", "5 120"],
            &["9–11", "940"],
            &["всего", "8 930"],
        ]);
        assert_eq!(shown(&left, &right), "0:0 1:1 2:- 3:2 -:3");
        assert_eq!(parts(&left).len(), 4);
    }

    #[test]
    fn a_table_and_a_paragraph_are_compared_as_they_are() {
        let left = list(&["one 15", "two 27"]);
        let right = vec![element(ElementKind::Paragraph(words("15 и 27")))];
        assert_eq!(shown(&left, &right), "0..2:0");
        assert_eq!(shown(&[], &[]), "");
    }
}
