//! From pairs of languages to blocks of all of them.

use super::pairs::{Side, Unit};
use super::score::Scorer;
use super::traits::{Kind, Traits};
use super::two::{self, Pair};
use std::collections::BTreeSet;
use std::ops::Range;

/// A block: which units of each language it is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// One per language; empty where it has no text.
    pub parts: Vec<Range<usize>>,
    /// How sure it is, in per cent, that each language's text belongs here.
    pub confidence: Vec<u8>,
}

impl Group {
    pub(super) fn has(&self, side: usize) -> bool {
        !self.parts[side].is_empty()
    }

    /// The first language that has it.
    pub(super) fn first_side(&self) -> usize {
        (0..self.parts.len())
            .find(|side| self.has(*side))
            .expect("a block stands in some language")
    }
}

/// Two units of two languages that only their ids keep apart: (language, unit) twice.
pub(super) type AtOdds = ((usize, usize), (usize, usize));

/// The blocks of some languages in the order of the first one; what only others have follows what it follows there.
pub(super) fn groups(sides: &[Side<'_>]) -> (Vec<Group>, Vec<AtOdds>) {
    match all_known(sides) {
        Some(groups) => {
            let known = (groups, Vec::new());
            debug_assert_eq!(known, compared(sides));
            known
        }
        None => compared(sides),
    }
}

/// The blocks of texts in which the lock knows every block, in one order in all languages. Most chapters stand so in
/// most builds, and then nothing has to be compared.
fn all_known(sides: &[Side<'_>]) -> Option<Vec<Group>> {
    let (first, others) = sides.split_first()?;
    let mut seen = BTreeSet::new();
    for (at, unit) in first.units.iter().enumerate() {
        let partners = others.iter().map(|side| side.units.get(at));
        let partners: Vec<&Unit> = partners.collect::<Option<_>>()?;
        let units = || std::iter::once(unit).chain(partners.iter().copied());
        let mut given = units().flat_map(|unit| &unit.elements);
        let given = given
            .by_ref()
            .filter_map(|element| element.attached.id.as_ref());
        let given: BTreeSet<&str> = given.map(|(id, _)| id.as_str()).collect();
        let is_one = unit.known.is_some()
            && seen.insert(unit.known.as_ref())
            && partners.iter().all(|one| one.known == unit.known)
            && given.len() <= 1
            && units().all(|unit| unit.elements.iter().all(|one| one.attached.only.is_none()));
        if !is_one {
            return None;
        }
    }
    let length = first.units.len();
    let group = |at: usize| Group {
        parts: vec![at..at + 1; sides.len()],
        confidence: vec![100; sides.len()],
    };
    (others.iter().all(|side| side.units.len() == length)).then(|| (0..length).map(group).collect())
}

/// The same of any texts.
fn compared(sides: &[Side<'_>]) -> (Vec<Group>, Vec<AtOdds>) {
    let traits: Vec<Vec<Traits>> = sides.iter().map(Side::traits).collect();
    let mut web = Web::new(&traits);
    let mut pairings = Vec::new();
    let mut at_odds = Vec::new();
    for (side, units) in traits.iter().enumerate().skip(1) {
        let pairing = two::pairing(&traits[0], units);
        let odd = pairing.at_odds.into_iter();
        at_odds.extend(odd.map(|(l, r)| ((0, l), (side, r))));
        pairings.push((side, pairing.pairs));
    }
    // All languages are asked before any is tied, so that their order changes nothing.
    for unit in joints(&pairings, traits.first().map_or(0, Vec::len)) {
        let (first, second) = (web.of[0][unit], web.of[0][unit + 1]);
        web.merge(first, second);
    }
    for (side, pairs) in pairings {
        pairs.into_iter().for_each(|pair| web.tie(0, side, pair));
    }
    for side in 2..sides.len() {
        for other in 1..side {
            web.tie_leftovers(&traits, other, side);
        }
    }
    (web.in_order(), at_odds)
}

/// Units of the backbone that are one block with their successor: some language says both in one text, and in no
/// language something stands between their texts.
fn joints(pairings: &[(usize, Vec<Pair>)], units: usize) -> Vec<usize> {
    let mut is_wanted = vec![false; units];
    let mut is_refused = vec![false; units];
    for (_, pairs) in pairings {
        let mut partners = vec![0..0; units];
        for pair in pairs {
            partners[pair.left.clone()].fill(pair.right.clone());
            is_wanted[pair.left.start..pair.left.end - 1].fill(true);
        }
        for (unit, two) in partners.windows(2).enumerate() {
            is_refused[unit] |= two[0] != two[1] && joined(&two[0], &two[1]).is_none();
        }
    }
    (0..units)
        .filter(|unit| is_wanted[*unit] && !is_refused[*unit])
        .collect()
}

/// Groups while they grow. Every unit is in one from the start.
struct Web {
    groups: Vec<Group>,
    /// The group of each unit, per language. A group that was merged into another is empty.
    of: Vec<Vec<usize>>,
    /// The containers of each language: they hold blocks of their own, so each is the whole text of a block.
    containers: Vec<Vec<bool>>,
}

impl Web {
    fn new(traits: &[Vec<Traits>]) -> Self {
        let is_container = |unit: &Traits| matches!(unit.kind, Kind::Container(_));
        let containers = traits.iter().map(|units| units.iter().map(is_container));
        let mut web = Self {
            groups: Vec::new(),
            of: Vec::new(),
            containers: containers.map(Iterator::collect).collect(),
        };
        for (side, units) in traits.iter().enumerate() {
            let mut of = Vec::with_capacity(units.len());
            for unit in 0..units.len() {
                let mut parts = vec![0..0; traits.len()];
                parts[side] = unit..unit + 1;
                of.push(web.groups.len());
                web.groups.push(Group {
                    parts,
                    confidence: vec![100; traits.len()],
                });
            }
            web.of.push(of);
        }
        web
    }

    fn tie(&mut self, left: usize, right: usize, pair: Pair) {
        let Pair {
            left: ours,
            right: theirs,
            confidence,
        } = pair;
        let group = self.of[left][ours.start];
        if left > 0 {
            ours.skip(1)
                .for_each(|unit| _ = self.merge(group, self.of[left][unit]));
        }
        for unit in theirs {
            if self.merge(group, self.of[right][unit]) {
                self.groups[group].confidence[right] = confidence;
            }
        }
    }

    /// Makes two groups one, if their parts are neighbours in every language that both have and no container is among
    /// several.
    fn merge(&mut self, into: usize, from: usize) -> bool {
        if into == from {
            return true;
        }
        let pairs = self.groups[into].parts.iter().zip(&self.groups[from].parts);
        let joined: Option<Vec<Range<usize>>> = pairs.map(|(a, b)| joined(a, b)).collect();
        let Some(joined) = joined.filter(|joined| self.leaves_containers_alone(joined)) else {
            return false;
        };
        for (side, part) in self.groups[from].parts.clone().into_iter().enumerate() {
            self.of[side][part].fill(into);
        }
        let confidence = std::mem::take(&mut self.groups[from].confidence);
        let sides = self.groups[into].confidence.iter_mut().zip(confidence);
        sides.for_each(|(one, other)| *one = other.min(*one));
        self.groups[from].parts.clear();
        self.groups[into].parts = joined;
        true
    }

    fn leaves_containers_alone(&self, parts: &[Range<usize>]) -> bool {
        let mut sides = self.containers.iter().zip(parts);
        sides.all(|(containers, part)| part.len() < 2 || !containers[part.clone()].contains(&true))
    }

    /// What two languages have beyond the backbone is paired between the same neighbours.
    fn tie_leftovers(&mut self, traits: &[Vec<Traits>], left: usize, right: usize) {
        let (ours, theirs) = (self.leftovers(traits, left), self.leftovers(traits, right));
        if ours.is_empty() || theirs.is_empty() {
            return;
        }
        let scorer = Scorer::new(traits[left].clone(), traits[right].clone(), &two::joins);
        for (gap, ours) in &ours {
            let there = theirs.binary_search_by(|(other, _)| other.cmp(gap));
            let Ok(at) = there else {
                continue;
            };
            for pair in two::gap(&scorer, ours, &theirs[at].1) {
                self.tie(left, right, pair);
            }
        }
    }

    /// Units that the backbone lacks, by the place after which they stand in it; ordered by that place.
    fn leftovers(&self, traits: &[Vec<Traits>], side: usize) -> Vec<(usize, Vec<usize>)> {
        let mut gaps: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut gap = 0;
        for (unit, group) in self.of[side].iter().enumerate() {
            let backbone = &self.groups[*group].parts[0];
            if !backbone.is_empty() {
                gap = backbone.end;
            } else if !traits[side][unit].only {
                match gaps.last_mut() {
                    Some((last, units)) if *last == gap => units.push(unit),
                    _ => gaps.push((gap, vec![unit])),
                }
            }
        }
        gaps.sort();
        gaps.dedup_by_key(|(gap, _)| *gap);
        gaps
    }

    fn in_order(self) -> Vec<Group> {
        let mut order: Vec<usize> = Vec::new();
        let mut is_placed = vec![false; self.groups.len()];
        for of in &self.of {
            // What only this language has, by the placed block it follows (`None`: before all of them).
            let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.groups.len()];
            let mut first = Vec::new();
            let mut last = None;
            let mut is_new = Vec::new();
            for group in of {
                match (is_placed[*group], last) {
                    (true, _) => last = Some(*group),
                    (false, Some(last)) => {
                        is_new.push(*group);
                        after[last].push(*group);
                    }
                    (false, None) => {
                        is_new.push(*group);
                        first.push(*group);
                    }
                }
            }
            is_new.into_iter().for_each(|group| is_placed[group] = true);
            for group in order {
                first.push(group);
                first.append(&mut after[group]);
            }
            first.dedup();
            order = first;
        }
        let mut groups: Vec<Option<Group>> = self.groups.into_iter().map(Some).collect();
        order
            .into_iter()
            .filter_map(|at| groups[at].take())
            .collect()
    }
}

/// Two stretches as one, if they are neighbours or one of them is empty.
fn joined(a: &Range<usize>, b: &Range<usize>) -> Option<Range<usize>> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => Some(b.clone()),
        (_, true) => Some(a.clone()),
        _ if a.end == b.start => Some(a.start..b.end),
        _ if b.end == a.start => Some(b.start..a.end),
        _ => None,
    }
}
