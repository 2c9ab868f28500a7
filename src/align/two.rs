//! Which units of one language are which of another, on one level of nesting.
//!
//! Ids settle what they can; then sections are matched, then the units inside each pair of sections; what is left over
//! on both sides is looked up elsewhere. A unit is one element, or several that the lock knows as one block.

use super::beads::Stretch;
use super::score::{BIT, Scorer, ids_conflict};
use super::traits::{Kind, Traits};
use super::{chain, sections};
use std::collections::BTreeMap;
use std::ops::Range;

/// What two languages have in common.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pairing {
    /// By position on the left.
    pub pairs: Vec<Pair>,
    /// Units without a partner that would be one block but for their ids.
    pub at_odds: Vec<(usize, usize)>,
}

/// Neighbours on the left that are neighbours on the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub left: Range<usize>,
    pub right: Range<usize>,
    /// In per cent; 100 if ids settle it.
    pub confidence: u8,
}

/// What two units elsewhere must have in common to be one that was moved.
const MOVED: i32 = 7 * BIT;
/// How much worse than chance a pair may look before it is doubted.
const PATIENCE: i32 = 7 * BIT;

/// Pairs two languages.
pub(super) fn pairing(left: &[Traits], right: &[Traits]) -> Pairing {
    let fixed = fixed(left, right);
    let matches = sections::matched(left, right, &fixed);
    let scorer = Scorer::new(left.to_vec(), right.to_vec(), &joins);
    let mut state = State {
        scorer,
        is_taken: [taken(left), taken(right)],
        found: Pairing::default(),
    };
    for (l, r) in &fixed {
        state.pair(*l..*l + 1, *r..*r + 1, 100);
    }
    for (left, right) in matches {
        state.inside(left, right, &fixed);
    }
    state.moved();
    state.beside();
    state.found.pairs.sort_by_key(|pair| pair.left.start);
    state.found
}

/// Pairs what is left of two languages between two places, without regard to sections.
pub(super) fn gap(scorer: &Scorer, left: &[usize], right: &[usize]) -> Vec<Pair> {
    let stretch = Stretch {
        scorer,
        left,
        right,
    };
    let beads = stretch.beads().into_iter();
    beads
        .map(|bead| {
            let (ours, theirs) = (&left[bead.left], &right[bead.right]);
            Pair {
                left: ours[0]..ours[ours.len() - 1] + 1,
                right: theirs[0]..theirs[theirs.len() - 1] + 1,
                confidence: percent(bead.margin.min(bead.score + PATIENCE)),
            }
        })
        .collect()
}

/// What it costs to take a unit and its successor together, if they may be one block.
pub(super) fn joins(units: &[Traits], at: usize) -> Option<i32> {
    let (first, second) = (&units[at], &units[at + 1]);
    let is_prose = first.kind.is_prose() && second.kind.is_prose();
    let is_free = !first.only && !second.only;
    let have_ids = (first.id.is_some() && second.id.is_some())
        || (first.known.is_some() && second.known.is_some());
    // The id of a block stands at its first element: a second part that has one was meant for itself.
    let own_id = if second.id.is_some() { -3 * BIT } else { 0 };
    let kinds = if first.kind == second.kind {
        0
    } else {
        -2 * BIT
    };
    (is_prose && is_free && !have_ids).then_some(own_id + kinds)
}

fn taken(units: &[Traits]) -> Vec<bool> {
    units.iter().map(|unit| unit.only).collect()
}

/// Pairs that ids settle: those of the lock first, then those that authors gave.
fn fixed(left: &[Traits], right: &[Traits]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut ours, mut theirs) = (vec![false; left.len()], vec![false; right.len()]);
    let known: fn(&Traits) -> Option<&str> = |unit| unit.known.as_ref().map(|id| id.as_str());
    let given: fn(&Traits) -> Option<&str> = |unit| unit.id.as_deref();
    for id in [known, given] {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, unit) in right.iter().enumerate().rev() {
            places.extend(id(unit).map(|id| (id, at)));
        }
        for (l, unit) in left.iter().enumerate() {
            let Some(r) = id(unit).and_then(|id| places.get(id)).copied() else {
                continue;
            };
            if !ours[l] && !theirs[r] && can_be_one(unit, &right[r]) {
                (ours[l], theirs[r]) = (true, true);
                pairs.push((l, r));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Only a container or a quotation can stand for a container: what stands in it are blocks of their own.
fn can_be_one(left: &Traits, right: &Traits) -> bool {
    let is_container = |unit: &Traits| matches!(unit.kind, Kind::Container(_));
    let is_frame = |unit: &Traits| {
        let is_quotation = matches!(unit.kind, Kind::Quote | Kind::Alert);
        is_container(unit) || is_quotation
    };
    let has_container = is_container(left) || is_container(right);
    let can_be = !has_container || is_frame(left) && is_frame(right);
    can_be && !ids_conflict(left, right)
}

struct State {
    scorer: Scorer,
    is_taken: [Vec<bool>; 2],
    found: Pairing,
}

impl State {
    fn pair(&mut self, left: Range<usize>, right: Range<usize>, confidence: u8) {
        self.is_taken[0][left.clone()].fill(true);
        self.is_taken[1][right.clone()].fill(true);
        self.found.pairs.push(Pair {
            left,
            right,
            confidence,
        });
    }

    fn free(&self, side: usize, range: Range<usize>) -> Vec<usize> {
        range.filter(|at| !self.is_taken[side][*at]).collect()
    }

    /// Free units from here on, up to the next heading.
    fn run(&self, side: usize, start: usize) -> Vec<usize> {
        let singles = [&self.scorer.left.singles, &self.scorer.right.singles][side];
        let all = start..singles.len();
        let is_free =
            |at: &usize| !self.is_taken[side][*at] && !singles[*at].traits.kind.is_heading();
        all.take_while(is_free).collect()
    }

    /// One pair of sections: in the gaps between settled pairs that keep the order.
    fn inside(&mut self, left: Range<usize>, right: Range<usize>, fixed: &[(usize, usize)]) {
        let start = fixed.partition_point(|(l, _)| *l < left.start);
        let here = fixed[start..].iter().take_while(|(l, _)| *l < left.end);
        let here: Vec<(usize, usize)> = here.filter(|(_, r)| right.contains(r)).copied().collect();
        let (mut l, mut r) = (left.start, right.start);
        for (next_l, next_r) in chain::longest(&here)
            .into_iter()
            .chain([(left.end, right.end)])
        {
            self.between(l..next_l, r..next_r);
            (l, r) = (next_l + 1, next_r + 1);
        }
    }

    fn between(&mut self, left: Range<usize>, right: Range<usize>) {
        let (ours, theirs) = (self.free(0, left.clone()), self.free(1, right.clone()));
        let pairs = gap(&self.scorer, &ours, &theirs);
        let ends: Vec<(usize, usize)> = pairs
            .iter()
            .map(|pair| (pair.left.start, pair.right.start))
            .collect();
        for pair in pairs {
            self.pair(pair.left, pair.right, pair.confidence);
        }
        let (mut l, mut r) = (left.start, right.start);
        for (next_l, next_r) in chain::longest(&ends)
            .into_iter()
            .chain([(left.end, right.end)])
        {
            let (ours, theirs) = (self.free(0, l..next_l), self.free(1, r..next_r));
            self.odd(&ours, &theirs);
            (l, r) = (next_l + 1, next_r + 1);
        }
    }

    /// Two units at one place that only their ids keep apart.
    fn odd(&mut self, left: &[usize], right: &[usize]) {
        for (l, r) in left.iter().zip(right) {
            let (ours, theirs) = (
                &self.scorer.left.singles[*l],
                &self.scorer.right.singles[*r],
            );
            let is_alike = ours.traits.kind == theirs.traits.kind
                && self.scorer.content(ours, theirs) > -4 * BIT;
            if is_alike && ids_conflict(&ours.traits, &theirs.traits) {
                self.found.at_odds.push((*l, *r));
            }
        }
    }

    /// What is left over on both sides may have changed its place.
    fn moved(&mut self) {
        let ours = self.free(0, 0..self.is_taken[0].len());
        let theirs = self.free(1, 0..self.is_taken[1].len());
        let strangers = sections::strangers(&self.scorer, &ours, &theirs, MOVED);
        for (score, l, r) in strangers {
            if !self.is_taken[0][l] && !self.is_taken[1][r] {
                self.pair(l..l + 1, r..r + 1, percent(score - MOVED / 2));
            }
        }
    }

    /// What follows a pair that does not keep the order may follow it in both languages.
    fn beside(&mut self) {
        let pairs = self.found.pairs.clone();
        for Pair { left, right, .. } in pairs {
            let (ours, theirs) = (self.run(0, left.end), self.run(1, right.end));
            for pair in gap(&self.scorer, &ours, &theirs) {
                self.pair(pair.left, pair.right, pair.confidence);
            }
        }
        let is_taken = &self.is_taken;
        self.found
            .at_odds
            .retain(|(l, r)| !is_taken[0][*l] && !is_taken[1][*r]);
    }
}

/// Odds in hundredths of a bit as a chance in per cent; never quite certain.
fn percent(bits: i32) -> u8 {
    let odds = |bits: i32| -> u64 {
        let whole = (bits / BIT).min(20);
        ((BIT + bits % BIT) as u64) << whole
    };
    let chance = match bits {
        0.. => odds(bits) * 100 / (odds(bits) + 100),
        _ => 10_000 / (odds(-bits.max(-20 * BIT)) + 100),
    };
    chance.min(99) as u8
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn odds_become_chances() {
        let cases = [
            (0, 50),
            (100, 66),
            (-100, 33),
            (300, 88),
            (700, 99),
            (-5000, 0),
            (i32::MAX, 99),
        ];
        for (bits, expected) in cases {
            assert_eq!(percent(bits), expected, "{bits}");
        }
    }
}
