//! How well two texts go together, in hundredths of a bit: how much likelier what they share and lack is if they are
//! one block than if they stand together by chance.
//!
//! Whole numbers throughout, so that every machine finds the same pairs.

use super::traits::{Class, Kind, Mark, Traits};
use std::cmp::Ordering;
use std::ops::Range;

/// One bit: odds of two to one.
pub(super) const BIT: i32 = 100;
/// What a block without a partner costs.
pub(super) const ALONE: i32 = -6 * BIT;
/// What it costs that two blocks of one language are one in the other; a little more than a text that is still missing.
pub(super) const SPLIT: i32 = -25 * BIT / 4;
/// What it costs that two neighbours stand in the other order.
pub(super) const SWAPPED: i32 = -8 * BIT;

/// What lengths can say at most, for and against.
const LENGTH: Range<i32> = -6 * BIT..BIT;
/// Marks that one text has and the other lacks say no more than this together: translators reword.
const MOST_MISSED: i32 = 6 * BIT;
/// Beyond this nothing is surer; it also keeps the sum over a whole book within bounds.
const MOST_SHARED: i32 = 60 * BIT;
/// Marks that are worth less are not worth the time.
const LEAST: i32 = BIT / 3;

/// All units of two languages, ready to be compared.
pub(super) struct Scorer {
    pub left: Side,
    pub right: Side,
    /// What each shared mark says, by its number.
    worth: Vec<Worth>,
    /// Letters on the right for a thousand on the left.
    ratio: u64,
}

/// The units of one language. Units may be paired; two neighbours may be paired together if `pairs` has them.
pub(super) struct Side {
    pub singles: Vec<Unit>,
    /// At `i`: `i` and `i + 1` together.
    pub doubles: Vec<Option<Unit>>,
}

/// What is compared.
pub(super) struct Unit {
    pub traits: Traits,
    /// Numbers of the marks that both languages have somewhere, ordered.
    shared: Vec<u32>,
    /// Firm marks that the other language has nowhere, ordered.
    orphans: Vec<Mark>,
    /// What it costs to put this together, if it is a double.
    price: i32,
}

/// What a mark says if both texts have it, and if only one has.
#[derive(Clone, Copy)]
struct Worth {
    hit: i32,
    miss: i32,
}

impl Scorer {
    /// `joins(side, i)`: what it costs to take `i` and `i + 1` together, if they may be.
    pub(super) fn new(
        left: Vec<Traits>,
        right: Vec<Traits>,
        joins: &dyn Fn(&[Traits], usize) -> Option<i32>,
    ) -> Self {
        let (ours, theirs) = (counted(&left), counted(&right));
        let (vocabulary, worth) = vocabulary(&ours, &theirs, left.len(), right.len());
        let ratio = ratio(&left, &right);
        let side = |all: Vec<Traits>, others: &[(Mark, u64)]| {
            let prices = (1..all.len()).map(|at| joins(&all, at - 1));
            let prices: Vec<Option<i32>> = prices.collect();
            let singles = all.into_iter();
            let singles = singles.map(|one| Unit::new(one, &vocabulary, others));
            let singles: Vec<Unit> = singles.collect();
            let pairs = singles.windows(2).zip(prices);
            let double = |(two, price): (&[Unit], Option<i32>)| Some(two[0].with(&two[1], price?));
            Side {
                doubles: pairs.map(double).collect(),
                singles,
            }
        };
        Self {
            left: side(left, &theirs),
            right: side(right, &ours),
            worth,
            ratio,
        }
    }

    /// The score of two units; `None` if they cannot be one block.
    pub(super) fn score(&self, left: &Unit, right: &Unit) -> Option<i32> {
        if ids_conflict(&left.traits, &right.traits) {
            return None;
        }
        let kinds = kinds(&left.traits.kind, &right.traits.kind)?;
        Some(kinds + self.content(left, right) + left.price + right.price)
    }

    /// What marks and length say, whatever the kinds and ids.
    pub(super) fn content(&self, left: &Unit, right: &Unit) -> i32 {
        let length = length(left.traits.letters, right.traits.letters, self.ratio);
        length + self.marks(left, right)
    }

    fn marks(&self, left: &Unit, right: &Unit) -> i32 {
        let (mut hits, mut missed) = (0, (left.orphans() + right.orphans()) * BIT / 2);
        let (ours, theirs) = (&left.shared[..], &right.shared[..]);
        let (mut l, mut r) = (0, 0);
        while let (Some(a), Some(b)) = (ours.get(l), theirs.get(r)) {
            match a.cmp(b) {
                Ordering::Equal => hits += self.worth[*a as usize].hit,
                Ordering::Less => missed += self.worth[*a as usize].miss,
                Ordering::Greater => missed += self.worth[*b as usize].miss,
            }
            l += usize::from(a <= b);
            r += usize::from(b <= a);
        }
        for mark in ours[l..].iter().chain(&theirs[r..]) {
            missed += self.worth[*mark as usize].miss;
        }
        hits.min(MOST_SHARED) - missed.min(MOST_MISSED)
    }
}

impl Unit {
    /// Numbers of the marks that both languages have somewhere.
    pub(super) fn shared(&self) -> &[u32] {
        &self.shared
    }

    fn new(mut traits: Traits, vocabulary: &[Mark], others: &[(Mark, u64)]) -> Self {
        let marks = std::mem::take(&mut traits.marks);
        let number = |mark: &Mark| vocabulary.binary_search(mark).ok().map(|at| at as u32);
        let is_orphan = |mark: &&Mark| {
            mark.class == Class::Firm && others.binary_search_by(|(one, _)| one.cmp(mark)).is_err()
        };
        Self {
            shared: marks.iter().filter_map(number).collect(),
            orphans: marks.iter().filter(is_orphan).copied().collect(),
            traits,
            price: 0,
        }
    }

    /// Two neighbours as one.
    fn with(&self, next: &Self, price: i32) -> Self {
        Self {
            traits: self.traits.without_marks_with(&next.traits),
            shared: union(&self.shared, &next.shared),
            orphans: union(&self.orphans, &next.orphans),
            price,
        }
    }

    /// How many firm marks the other language lacks; beyond four it does not matter.
    fn orphans(&self) -> i32 {
        self.orphans.len().min(4) as i32
    }
}

/// What is in one of two ordered lists, ordered.
fn union<T: Copy + Ord>(first: &[T], second: &[T]) -> Vec<T> {
    let mut both = [first, second].concat();
    both.sort_unstable();
    both.dedup();
    both
}

/// Every mark of a language, and how many of its units have it.
fn counted(all: &[Traits]) -> Vec<(Mark, u64)> {
    let mut marks: Vec<Mark> = all.iter().flat_map(|one| &one.marks).copied().collect();
    marks.sort_unstable();
    let groups = marks.chunk_by(|a, b| a == b);
    groups.map(|group| (group[0], group.len() as u64)).collect()
}

/// The marks that both languages have and that say something, ordered, and what they say.
fn vocabulary(
    ours: &[(Mark, u64)],
    theirs: &[(Mark, u64)],
    left: usize,
    right: usize,
) -> (Vec<Mark>, Vec<Worth>) {
    let both = ours.iter().filter_map(|(mark, count)| {
        let at = theirs.binary_search_by(|(one, _)| one.cmp(mark)).ok()?;
        Some((*mark, worth(mark.class, *count, theirs[at].1, left, right)))
    });
    both.filter(|(_, worth)| worth.hit >= LEAST).unzip()
}

/// The rarer a mark is, the more it says. A chapter is a small part of all that could be written, hence the units
/// added to those that are there: what is unique among three paragraphs is not yet common elsewhere.
fn worth(class: Class, ours: u64, theirs: u64, left: usize, right: usize) -> Worth {
    let (elsewhere, most, miss) = match class {
        Class::Firm => (24, 7 * BIT, 2 * BIT),
        Class::Word => (12, 6 * BIT, BIT / 2),
        Class::Sound => (2, 4 * BIT, BIT / 5),
    };
    let rarity = |count: u64, of: usize| log2(of as u64 + elsewhere) - log2(count);
    let rare = (rarity(ours, left) + rarity(theirs, right)) / 2;
    Worth {
        hit: (rare - BIT / 2).clamp(0, most),
        miss: miss.min(rare / 2).max(0),
    }
}

/// Letters on the right for a thousand on the left, as far as whole texts tell; texts of very different extent do not.
fn ratio(left: &[Traits], right: &[Traits]) -> u64 {
    let sum = |all: &[Traits]| all.iter().map(|one| one.letters).sum::<u64>();
    let (ours, theirs) = (sum(left), sum(right));
    let ratio = theirs.saturating_mul(1000) / ours.max(1);
    if (650..=1550).contains(&ratio) {
        ratio
    } else {
        1000
    }
}

/// Gale and Church: translations differ in length by a normal error that grows with the text.
fn length(left: u64, right: u64, ratio: u64) -> i32 {
    let expected = left.saturating_mul(ratio) / 1000;
    let mean = u64::midpoint(expected, right);
    let apart = expected.abs_diff(right);
    // The variance per letter is theirs for sentences; paragraphs are also shortened and explained, by an eighth.
    let (mean, apart) = (u128::from(mean), u128::from(apart));
    let variance = 7 * mean + mean * mean / 64 + 40;
    let against = (72 * apart * apart / variance).min(1000);
    (LENGTH.end - against as i32).max(LENGTH.start)
}

/// What two kinds say; `None` if they are never one block.
fn kinds(left: &Kind, right: &Kind) -> Option<i32> {
    use Kind::{
        Alert, Code, Container, Definitions, Heading, Html, List, Paragraph, Quote, Rule, Table,
    };
    if left == right {
        return Some(match left {
            Paragraph => BIT / 2,
            Heading(_) => 4 * BIT,
            _ => 3 * BIT,
        });
    }
    let (first, second) = if left < right {
        (left, right)
    } else {
        (right, left)
    };
    let bits = match (first, second) {
        (Heading(one), Heading(other)) => 3 - i32::from(one.abs_diff(*other)),
        (Quote, Alert) | (List, Definitions) => -1,
        (Paragraph, List | Quote | Html) | (List, Table) | (Definitions, Table) => -2,
        (Paragraph, Table | Alert | Definitions) | (List, Quote) | (Code, Html) => -3,
        // A quotation may be written either way.
        (Container(_), Container(_)) | (Quote | Alert, Container(_)) => -4,
        (Paragraph, Code) | (Table, Html) | (List, Html) => -6,
        (_, Container(_)) | (Heading(_), _) | (_, Heading(_)) | (Rule, _) | (_, Rule) => {
            return None;
        }
        _ => -8,
    };
    Some(bits * BIT)
}

/// Ids decide: two that were given and differ are two blocks; so are two that the lock knows, unless one was given to both.
pub(super) fn ids_conflict(left: &Traits, right: &Traits) -> bool {
    match (&left.id, &right.id) {
        (Some(a), Some(b)) => a != b,
        _ => matches!((&left.known, &right.known), (Some(a), Some(b)) if a != b),
    }
}

/// The binary logarithm in hundredths, rounded down.
fn log2(number: u64) -> i32 {
    let number = number.max(1);
    let whole = number.ilog2();
    // The fraction, digit by digit: squaring the number doubles its logarithm.
    let mut rest = (u128::from(number) << 32) >> whole;
    let mut fraction = 0;
    for _ in 0..10 {
        rest = (rest * rest) >> 32;
        fraction *= 2;
        if rest >= 1 << 33 {
            rest >>= 1;
            fraction += 1;
        }
    }
    whole as i32 * BIT + fraction * BIT / 1024
}

#[cfg(test)]
mod tests {
    use super::{length, log2};

    #[test]
    fn logarithms() {
        let cases = [
            (0, 0),
            (1, 0),
            (2, 100),
            (3, 158),
            (10, 332),
            (1 << 40, 4000),
        ];
        for (number, expected) in cases {
            assert_eq!(log2(number), expected, "{number}");
        }
    }

    #[test]
    fn a_different_length_speaks_against_a_pair_within_bounds() {
        let cases = [
            (400, 400, 100),
            (400, 460, 57),
            (400, 600, -286),
            (20, 30, 68),
            (100_000, 0, -600),
            (u64::MAX >> 20, 1, -600),
        ];
        let found = cases.map(|(left, right, _)| (left, right, length(left, right, 1000)));
        assert_eq!(found, cases);
    }
}
