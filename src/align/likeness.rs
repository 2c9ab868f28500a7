//! How like two texts are: the longest list of words that both have in the same order.

use std::collections::BTreeMap;

/// A text as numbers, one per word.
pub(super) type Numbers = Vec<u32>;

/// Words as numbers: equal words, equal numbers.
#[derive(Debug, Default)]
pub(super) struct Numbering<'a>(BTreeMap<&'a str, u32>);

impl<'a> Numbering<'a> {
    pub(super) fn of(&mut self, key: &'a str) -> Numbers {
        let words = key.split(' ').filter(|word| !word.is_empty());
        words
            .map(|word| {
                let next = self.0.len() as u32;
                *self.0.entry(word).or_insert(next)
            })
            .collect()
    }
}

/// Beyond this many words only the first ones are compared in order.
const LONGEST: usize = 4096;

/// The length of the longest common subsequence, by whole machine words (Hyyrö 2004).
pub(super) fn common(a: &[u32], b: &[u32]) -> usize {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let width = a.len().div_ceil(64);
    let mut places: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for (at, word) in a.iter().enumerate() {
        places.entry(*word).or_insert_with(|| vec![0; width])[at / 64] |= 1 << (at % 64);
    }
    let mut row = vec![u64::MAX; width];
    for word in b {
        let Some(here) = places.get(word) else {
            continue;
        };
        let mut carry = false;
        for (cell, mask) in row.iter_mut().zip(here) {
            let met = *cell & mask;
            let (sum, over) = cell.overflowing_add(met);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            carry = over || over_again;
            *cell = sum | (*cell & !mask);
        }
    }
    let zeros = |(at, cell): (usize, &u64)| {
        let used = (a.len() - at * 64).min(64);
        let mask = if used == 64 {
            u64::MAX
        } else {
            (1 << used) - 1
        };
        (!cell & mask).count_ones() as usize
    };
    row.iter().enumerate().map(zeros).sum()
}

/// Twice the common words per hundred of all words: 0 to 100. `least` lets it stop early with 0.
pub(super) fn likeness(a: &[u32], b: &[u32], least: usize) -> usize {
    let all = a.len().min(LONGEST) + b.len().min(LONGEST);
    if all == 0 {
        return 100;
    }
    if 200 * shared(a, b) < least * all {
        return 0;
    }
    200 * common(a, b) / all
}

/// How many of a hundred words of `part` stand in `whole`, in order.
pub(super) fn held(part: &[u32], whole: &[u32]) -> usize {
    match part.len().min(LONGEST) {
        0 => 0,
        length => 100 * common(part, whole) / length,
    }
}

/// Words that both have, in any order: never fewer than in one order.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in a {
        *counts.entry(*word).or_default() += 1;
    }
    let mut both = 0;
    for word in b {
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            both += 1;
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by the book.
    fn plainly(a: &[u32], b: &[u32]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for (i, left) in a.iter().enumerate() {
            for (j, right) in b.iter().enumerate() {
                rows[i + 1][j + 1] = match left == right {
                    true => rows[i][j] + 1,
                    false => rows[i][j + 1].max(rows[i + 1][j]),
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn it_is_the_longest_common_subsequence(
            a in prop::collection::vec(0_u32..12, 0..150),
            b in prop::collection::vec(0_u32..12, 0..150),
        ) {
            prop_assert_eq!(common(&a, &b), plainly(&a, &b));
        }
    }

    #[test]
    fn likeness_of_texts() {
        let mut numbering = Numbering::default();
        let mut numbers = |text| numbering.of(text);
        let [a, b, c] = ["a b c d", "a x c y", "a b c d e f g h"].map(&mut numbers);
        assert_eq!(likeness(&a, &a, 45), 100);
        assert_eq!(likeness(&a, &b, 45), 50);
        assert_eq!(likeness(&a, &c, 45), 66);
        assert_eq!(held(&a, &c), 100);
        assert_eq!(likeness(&a, &b, 60), 0);
    }
}
