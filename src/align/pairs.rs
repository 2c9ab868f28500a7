//! Which block of one language is which of the others: from one list of elements per language to one list of blocks.
//!
//! The first language is the backbone: every other one is paired with it (`two`), and with what the others have
//! beyond it (`groups`). So the ids are one set, and no language depends on another that stands before it by chance.
//! What finds no partner, what is doubtful and what ids keep apart is reported (`report`).

use super::groups::{Group, groups};
use super::report::Report;
use super::traits::{Kind, Traits};
use crate::diagnostic::Read;
use crate::language::Lang;
use crate::source::{SourcePath, Span};
use crate::study::BlockId;
use crate::study::text::{Element, ElementKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The text of one chapter in one language.
pub(super) struct Body {
    pub lang: Lang,
    pub path: SourcePath,
    pub elements: Vec<Element>,
    /// Elements that were recognised as a block of the lock, by the offset at which they begin, inner ones too.
    /// Elements of several languages under one id are one block; neighbours in one language under one id are its parts.
    pub known: BTreeMap<usize, BlockId>,
    /// Blocks of the lock to which this language's text belongs with doubt, and how sure it is, in per cent.
    pub doubts: BTreeMap<BlockId, u8>,
}

/// A block in all the languages that have it, still without an id of its own.
pub(super) struct Woven {
    /// The block of the lock that it was recognised as.
    pub known: Option<BlockId>,
    /// In the order in which the languages were given.
    pub texts: Vec<(Lang, One)>,
    /// What a container holds, in the languages in which it is one.
    pub inner: Vec<Woven>,
}

/// A block in one language.
pub(super) struct One {
    /// One or more neighbours; a container stands alone.
    pub elements: Vec<Element>,
    pub order: usize,
    /// How sure it is, in per cent, that this text belongs to the block; 100 if ids or the lock say so. A doubt that the
    /// lock remembers stays.
    pub confidence: u8,
}

impl Woven {
    /// The first id that an author gave it in any language.
    pub(super) fn given_id(&self) -> Option<&str> {
        self.texts
            .iter()
            .flat_map(|(_, one)| &one.elements)
            .find_map(|element| element.attached.id.as_ref())
            .map(|(id, _)| id.as_str())
    }
}

/// Brings the languages of a chapter together.
pub(super) fn weave(mut bodies: Vec<Body>) -> Read<Vec<Woven>> {
    let mut report = Report::default();
    let elements = bodies.iter_mut();
    let elements = elements.map(|body| std::mem::take(&mut body.elements));
    let elements: Vec<Vec<Element>> = elements.collect();
    let sides = bodies.iter().map(|body| Side {
        lang: &body.lang,
        path: &body.path,
        known: &body.known,
        doubts: &body.doubts,
        around: Span::default(),
        units: Vec::new(),
    });
    let sides: Vec<Side<'_>> = sides.collect();
    let sides = sides.into_iter().zip(elements);
    let sides = sides.map(|(side, elements)| side.with(elements)).collect();
    let woven = level(sides, &mut report);
    Read {
        value: woven,
        diagnostics: report.diagnostics(),
    }
}

/// One language on one level of nesting.
pub(super) struct Side<'a> {
    pub lang: &'a Lang,
    pub path: &'a SourcePath,
    pub known: &'a BTreeMap<usize, BlockId>,
    pub doubts: &'a BTreeMap<BlockId, u8>,
    /// The block that holds this level; the beginning of the file on the outermost.
    pub around: Span,
    pub units: Vec<Unit>,
}

/// What is paired as a whole: one element, or neighbours that the lock knows as one block.
pub(super) struct Unit {
    pub elements: Vec<Element>,
    /// The place of the first one among all elements of this level.
    pub order: usize,
    pub known: Option<BlockId>,
}

impl Unit {
    pub(super) fn first(&self) -> &Element {
        &self.elements[0]
    }

    fn is_container(&self) -> bool {
        matches!(self.first().kind, ElementKind::Container(_))
    }
}

impl<'a> Side<'a> {
    fn with(self, elements: Vec<Element>) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        for (order, element) in elements.into_iter().enumerate() {
            let known = self.known.get(&element.span.start).cloned();
            let unit = Unit {
                elements: vec![element],
                order,
                known,
            };
            match units.last_mut() {
                Some(last) if can_be_parts(last, &unit) => last.elements.extend(unit.elements),
                _ => units.push(unit),
            }
        }
        Self { units, ..self }
    }

    pub(super) fn traits(&self) -> Vec<Traits> {
        let units = self.units.iter();
        units
            .map(|unit| {
                let elements: Vec<&Element> = unit.elements.iter().collect();
                Traits::of(&elements, unit.known.as_ref())
            })
            .collect()
    }

    /// The same language inside one of its containers.
    fn inside(&self, unit: &mut Unit) -> Option<Side<'a>> {
        let around = unit.first().span;
        let ElementKind::Container(container) = &mut unit.elements[0].kind else {
            return None;
        };
        let inside = Side {
            lang: self.lang,
            path: self.path,
            known: self.known,
            doubts: self.doubts,
            around,
            units: Vec::new(),
        };
        Some(inside.with(std::mem::take(&mut container.content)))
    }
}

/// Neighbours that the lock knows as one block; a heading or a container stands alone, and so does what has an id of its own.
fn can_be_parts(unit: &Unit, next: &Unit) -> bool {
    let stands_alone = |unit: &Unit| unit.is_container() || Kind::of(unit.first()).is_heading();
    unit.known.is_some()
        && unit.known == next.known
        && !stands_alone(unit)
        && !stands_alone(next)
        && next.first().attached.id.is_none()
}

/// One level of nesting: pairs, reports, and goes into the containers.
fn level(mut sides: Vec<Side<'_>>, report: &mut Report) -> Vec<Woven> {
    release(&mut sides);
    let (mut groups, at_odds) = groups(&sides);
    doubt(&sides, &mut groups);
    report.see(&sides, &groups, &at_odds);
    let mut units: Vec<Vec<Option<Unit>>> = sides
        .iter_mut()
        .map(|side| {
            std::mem::take(&mut side.units)
                .into_iter()
                .map(Some)
                .collect()
        })
        .collect();
    groups
        .iter()
        .map(|group| woven(group, &sides, &mut units, report))
        .collect()
}

/// What an author says by an id goes before what the lock knows. If two texts of one id were parts of different blocks,
/// the second is a part of the first one's block now, and the text that was there before is free.
fn release(sides: &mut [Side<'_>]) {
    let mut first: BTreeMap<String, Option<BlockId>> = BTreeMap::new();
    for side in sides {
        let given = |unit: &Unit| unit.first().attached.id.as_ref().map(|(id, _)| id.clone());
        let settled = side.units.iter().enumerate().filter_map(|(at, unit)| {
            let known = first.get(&given(unit)?)?.clone()?;
            (unit.known.as_ref() != Some(&known)).then_some((at, known))
        });
        let settled: BTreeMap<usize, BlockId> = settled.collect();
        for unit in &side.units {
            if let Some(id) = given(unit) {
                first.entry(id).or_insert_with(|| unit.known.clone());
            }
        }
        let taken: BTreeSet<&BlockId> = settled.values().collect();
        for (at, unit) in side.units.iter_mut().enumerate() {
            let is_taken = |known: &BlockId| taken.contains(known);
            match settled.get(&at) {
                Some(known) => unit.known = Some(known.clone()),
                None if unit.known.as_ref().is_some_and(is_taken) => unit.known = None,
                None => {}
            }
        }
    }
}

/// A pair that was doubtful when it was found is so until somebody settles it.
fn doubt(sides: &[Side<'_>], groups: &mut [Group]) {
    for group in groups {
        let first = group.first_side();
        let units = |side: usize| &sides[side].units[group.parts[side].clone()];
        let given = |side: usize| {
            units(side)
                .iter()
                .find_map(|unit| unit.first().attached.id.as_ref())
        };
        let backbone = units(first).iter().find_map(|unit| unit.known.as_ref());
        let doubts = (first + 1..sides.len()).filter_map(|side| {
            let known = units(side).iter().find_map(|unit| unit.known.as_ref())?;
            let doubt = sides[side].doubts.get(known).copied()?;
            let ids = (given(first), given(side));
            let is_settled = matches!(ids, (Some((a, _)), Some((b, _))) if a == b);
            (backbone == Some(known) && !is_settled).then_some((side, doubt))
        });
        for (side, doubt) in doubts.collect::<Vec<_>>() {
            group.confidence[side] = doubt.min(group.confidence[side]);
        }
    }
}

fn woven(
    group: &Group,
    sides: &[Side<'_>],
    units: &mut [Vec<Option<Unit>>],
    report: &mut Report,
) -> Woven {
    let mut known = None;
    let (mut texts, mut inner) = (Vec::new(), Vec::new());
    for (at, side) in sides.iter().enumerate() {
        let Some(mut unit) = together(&mut units[at], &group.parts[at]) else {
            continue;
        };
        known = known.or_else(|| unit.known.clone());
        inner.extend(side.inside(&mut unit));
        let one = One {
            elements: unit.elements,
            order: unit.order,
            confidence: group.confidence[at],
        };
        texts.push((side.lang.clone(), one));
    }
    let inner = match inner.is_empty() {
        true => Vec::new(),
        false => level(inner, report),
    };
    Woven {
        known,
        texts,
        inner,
    }
}

/// The units of a range as one.
fn together(units: &mut [Option<Unit>], range: &Range<usize>) -> Option<Unit> {
    let parts = units[range.clone()].iter_mut().filter_map(Option::take);
    parts.reduce(|mut all, part| {
        all.elements.extend(part.elements);
        all.known = all.known.or(part.known);
        all
    })
}

#[cfg(test)]
mod tests;
