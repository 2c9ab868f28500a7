//! Which text of a file is which that was there before, in one language.
//!
//! Equal texts first, then those that are most like each other between two that were found, then texts that were moved
//! and edited at once. What was merged into another text, and what was split off one, is found by the words it holds.

use super::chain;
use super::likeness::{Numbering, Numbers, common, held, likeness};
use super::order::best;
use std::collections::{BTreeMap, BTreeSet};

/// A text that was seen before.
pub(super) struct Past<'a> {
    /// Its id.
    pub id: &'a str,
    /// See [`super::meaning::key`].
    pub key: String,
    pub kind: Kind,
    /// True if it is no part of the text any more: only the same text finds it again.
    pub is_gone: bool,
}

/// A text of the file.
pub(super) struct Present<'a> {
    /// The id that its author gave.
    pub given: Option<&'a str>,
    pub key: String,
    pub kind: Kind,
    /// The container it stands in, as a number.
    pub parent: usize,
}

/// What is never taken for one another, however like the words are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Heading,
    Container(String),
    Other,
}

impl Kind {
    /// Of a text as it is remembered.
    pub(super) fn of(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let last = words.last().unwrap_or_default();
        let is_line = |sign: char| last.len() >= 3 && last.chars().all(|one| one == sign);
        if first.starts_with(":::") {
            let name = text.trim_start_matches([':', ' ']).split([' ', '{']).next();
            Self::Container(name.unwrap_or_default().to_owned())
        } else if !first.is_empty() && first.chars().all(|one| one == '#')
            || is_line('=')
            || is_line('-')
        {
            Self::Heading
        } else {
            Self::Other
        }
    }
}

/// Who is who.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Recognised {
    /// By present text: the past one it is.
    pub was: Vec<Option<usize>>,
    /// Present texts that were split off the past text of a neighbour: the part and that past text.
    pub parts: Vec<(usize, usize)>,
    /// Past texts that were merged into a present one.
    pub merged: Vec<(usize, usize)>,
}

/// Below this likeness two texts are two. Half of the words exchanged make 50.
const LEAST: usize = 45;
/// The same for a text that was also moved.
const LEAST_MOVED: usize = 50;
/// So many of a hundred words of a part stand in the whole.
const PART: usize = 60;
/// A part has at least so many words.
const SHORTEST_PART: usize = 3;

/// Finds each present text among the past ones. Its cost is linear in their number as long as most are unchanged.
pub(super) fn recognise(past: &[Past<'_>], present: &[Present<'_>]) -> Recognised {
    let mut numbering = Numbering::default();
    let old: Vec<Numbers> = past.iter().map(|one| numbering.of(&one.key)).collect();
    let new: Vec<Numbers> = present.iter().map(|one| numbering.of(&one.key)).collect();
    let mut search = Search {
        past,
        present,
        old: &old,
        new: &new,
        was: vec![None; present.len()],
        is_found: vec![false; past.len()],
    };
    search.given();
    search.unique_equals();
    search.in_gaps(true);
    search.returned();
    search.in_gaps(false);
    search.equals_anywhere();
    search.moved();
    search.held();
    let (merged, parts) = (search.merged(), search.parts());
    Recognised {
        was: search.was,
        parts,
        merged,
    }
}

/// Past and present texts that are all equal.
type Equals = (Vec<usize>, Vec<usize>);

struct Search<'a> {
    past: &'a [Past<'a>],
    present: &'a [Present<'a>],
    old: &'a [Numbers],
    new: &'a [Numbers],
    was: Vec<Option<usize>>,
    is_found: Vec<bool>,
}

impl Search<'_> {
    fn pair(&mut self, old: usize, new: usize) {
        self.was[new] = Some(old);
        self.is_found[old] = true;
    }

    fn is_open(&self, old: usize, new: usize) -> bool {
        !self.is_found[old]
            && self.was[new].is_none()
            && self.past[old].kind == self.present[new].kind
    }

    /// An id that its author wrote settles the matter.
    fn given(&mut self) {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, one) in self.past.iter().enumerate() {
            by_id.entry(one.id).or_insert(at);
        }
        for (new, one) in self.present.iter().enumerate() {
            let old = one.given.and_then(|id| by_id.get(id).copied());
            if let Some(old) = old.filter(|old| !self.is_found[*old]) {
                self.pair(old, new);
            }
        }
    }

    /// Texts that are there once before and once now.
    fn unique_equals(&mut self) {
        for (old, new) in self.equals(false) {
            if let ([old], [new]) = (&old[..], &new[..]) {
                self.pair(*old, *new);
            }
        }
    }

    /// Texts that come back as they were.
    fn returned(&mut self) {
        for (old, new) in self.equals(true) {
            for (old, new) in old.into_iter().zip(new) {
                self.pair(old, new);
            }
        }
    }

    /// What is equal and was moved, in order.
    fn equals_anywhere(&mut self) {
        for (old, new) in self.equals(false) {
            for (old, new) in old.into_iter().zip(new) {
                self.pair(old, new);
            }
        }
    }

    /// Groups of equal texts that are still to be found, in the order of the present ones.
    fn equals(&self, gone: bool) -> Vec<Equals> {
        let mut groups: BTreeMap<(&Kind, &str), Equals> = BTreeMap::new();
        for (at, one) in self.present.iter().enumerate() {
            if self.was[at].is_none() {
                groups.entry((&one.kind, &one.key)).or_default().1.push(at);
            }
        }
        for (at, one) in self.past.iter().enumerate() {
            if !self.is_found[at]
                && one.is_gone == gone
                && let Some(group) = groups.get_mut(&(&one.kind, one.key.as_str()))
            {
                group.0.push(at);
            }
        }
        let mut groups: Vec<_> = groups
            .into_values()
            .filter(|(old, _)| !old.is_empty())
            .collect();
        groups.sort_by_key(|(_, new)| new.first().copied());
        groups
    }

    /// Between two neighbours that were found, in order; `equal`: only what did not change.
    fn in_gaps(&mut self, equal: bool) {
        let found: Vec<(usize, usize)> = self
            .was
            .iter()
            .enumerate()
            .filter_map(|(new, old)| Some((new, (*old)?)))
            .collect();
        let mut anchors = chain::longest(&found);
        anchors.push((self.present.len(), self.past.len()));
        let (mut l, mut r) = (0, 0);
        for (new, old) in anchors {
            let open_old: Vec<usize> = (l..old)
                .filter(|at| !self.is_found[*at] && !self.past[*at].is_gone)
                .collect();
            let open_new: Vec<usize> = (r..new).filter(|at| self.was[*at].is_none()).collect();
            for (old, new) in self.best(&open_old, &open_new, equal) {
                self.pair(old, new);
            }
            (l, r) = (old + 1, new + 1);
        }
    }

    fn score(&self, old: usize, new: usize, equal: bool) -> usize {
        if !self.is_open(old, new) {
            return 0;
        }
        if self.past[old].key == self.present[new].key {
            return 100;
        }
        if equal {
            return 0;
        }
        match likeness(&self.old[old], &self.new[new], LEAST) {
            score if score < LEAST => 0,
            score => score,
        }
    }

    /// The pairs in order with the highest sum of likeness.
    fn best(&self, old: &[usize], new: &[usize], equal: bool) -> Vec<(usize, usize)> {
        let score = |l: usize, r: usize| self.score(old[l], new[r], equal);
        let pairs = best((old.len(), new.len()), &score).into_iter();
        pairs.map(|(l, r)| (old[l], new[r])).collect()
    }

    /// What was moved and edited: by pairs of neighbouring words that few texts have.
    fn moved(&mut self) {
        let mut near: Vec<(usize, usize, usize)> = Vec::new();
        for (new, old) in self.candidates() {
            let score = likeness(&self.old[old], &self.new[new], LEAST_MOVED);
            if score >= LEAST_MOVED {
                near.push((100 - score.min(100), new, old));
            }
        }
        near.sort_unstable();
        for (_, new, old) in near {
            if self.is_open(old, new) {
                self.pair(old, new);
            }
        }
    }

    /// Open texts that share a rare pair of words.
    fn candidates(&self) -> BTreeSet<(usize, usize)> {
        /// A pair of words that more texts have says nothing.
        const MOST: usize = 8;
        let mut places: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        for (old, words) in self.old.iter().enumerate() {
            if !self.is_found[old] && !self.past[old].is_gone {
                for pair in words.windows(2) {
                    let texts = places.entry((pair[0], pair[1])).or_default();
                    if texts.last() != Some(&old) {
                        texts.push(old);
                    }
                }
            }
        }
        let mut candidates = BTreeSet::new();
        for (new, words) in self.new.iter().enumerate() {
            for pair in words.windows(2) {
                let texts = places
                    .get(&(pair[0], pair[1]))
                    .filter(|texts| texts.len() <= MOST);
                let open = texts
                    .into_iter()
                    .flatten()
                    .filter(|old| self.is_open(**old, new));
                candidates.extend(open.map(|old| (new, *old)));
            }
        }
        candidates
    }

    /// A part or a whole that is too unlike in length to be found by likeness.
    fn held(&mut self) {
        let mut near: Vec<(usize, usize, usize)> = Vec::new();
        for (new, old) in self.candidates() {
            let (a, b) = (&self.old[old], &self.new[new]);
            let (part, whole) = if a.len() < b.len() { (a, b) } else { (b, a) };
            if part.len() >= SHORTEST_PART && held(part, whole) >= PART {
                near.push((usize::MAX - common(part, whole), old, new));
            }
        }
        near.sort_unstable();
        for (_, old, new) in near {
            if self.is_open(old, new) {
                self.pair(old, new);
            }
        }
    }

    /// Past texts that were not found, but whose words stand in a text that was another one.
    fn merged(&self) -> Vec<(usize, usize)> {
        let mut now = vec![None; self.past.len()];
        for (new, old) in self.was.iter().enumerate() {
            if let Some(old) = old {
                now[*old] = Some(new);
            }
        }
        let last = |last: &mut Option<usize>, one: &Option<usize>| {
            *last = one.or(*last);
            Some(*last)
        };
        let before: Vec<Option<usize>> = now.iter().scan(None, last).collect();
        let mut after: Vec<Option<usize>> = now.iter().rev().scan(None, last).collect();
        after.reverse();
        let lost =
            (0..self.past.len()).filter(|old| !self.is_found[*old] && !self.past[*old].is_gone);
        lost.filter_map(|old| {
            let mut holders = before[old].into_iter().chain(after[old]);
            let holder = holders.find(|new| {
                self.was[*new].is_some_and(|main| {
                    self.is_part(&self.old[old], &self.new[*new], &self.old[main])
                }) && self.past[old].kind == self.present[*new].kind
            });
            Some((old, holder?))
        })
        .collect()
    }

    /// Present texts that were not found, but whose words stood in the past text of a neighbour.
    fn parts(&self) -> Vec<(usize, usize)> {
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut is_part = vec![None; self.new.len()];
        for step in [1_isize, -1] {
            let mut order: Vec<usize> = (0..self.new.len()).collect();
            if step < 0 {
                order.reverse();
            }
            for new in order {
                let Some(beside) = new
                    .checked_add_signed(-step)
                    .filter(|at| *at < self.new.len())
                else {
                    continue;
                };
                let Some(main) = self.was[beside].or(is_part[beside]) else {
                    continue;
                };
                let is_neighbour = self.present[new].parent == self.present[beside].parent
                    && self.present[new].kind == self.past[main].kind;
                let open = self.was[new].is_none()
                    && is_part[new].is_none()
                    && self.present[new].given.is_none();
                if open
                    && is_neighbour
                    && self.is_part(&self.new[new], &self.old[main], &self.new[beside])
                {
                    is_part[new] = Some(main);
                    parts.push((new, main));
                }
            }
        }
        parts.sort_unstable();
        parts
    }

    /// True if `whole` holds `part`, and `other` does not: else the words were there before.
    fn is_part(&self, part: &[u32], whole: &[u32], other: &[u32]) -> bool {
        part.len() >= SHORTEST_PART && held(part, whole) >= PART && held(part, other) < PART
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Past texts, `~` before one that is gone; present texts; who is who, what was merged, what was split.
    fn found(past: &[&str], present: &[&str]) -> String {
        let past: Vec<Past<'_>> = past
            .iter()
            .map(|text| Past {
                id: "",
                key: text.trim_start_matches('~').to_owned(),
                kind: Kind::of(text),
                is_gone: text.starts_with('~'),
            })
            .collect();
        let present: Vec<Present<'_>> = present
            .iter()
            .map(|text| Present {
                given: None,
                key: (*text).to_owned(),
                kind: Kind::of(text),
                parent: 0,
            })
            .collect();
        let found = recognise(&past, &present);
        let names: Vec<String> = found
            .was
            .iter()
            .map(|one| one.map_or("-".to_owned(), |at| at.to_string()))
            .collect();
        let pairs = |sign: &str, pairs: &[(usize, usize)]| -> String {
            pairs
                .iter()
                .map(|(a, b)| format!(" {sign}{a}:{b}"))
                .collect()
        };
        format!(
            "{}{}{}",
            names.join(" "),
            pairs("m", &found.merged),
            pairs("s", &found.parts)
        )
    }

    #[test]
    fn who_is_who() {
        let (a, b, c, d) = ("a1 a2 a3 a4", "b1 b2 b3 b4", "c1 c2 c3 c4", "d1 d2 d3 d4");
        for (past, present, expected) in [
            (vec![a, b, c], vec![a, b, c], "0 1 2"),
            (vec![a, b, c], vec![d, a, b, c], "- 0 1 2"),
            (vec![a, b, c], vec![a, c], "0 2"),
            (vec![a, b, c], vec![c, a, b], "2 0 1"),
            (vec![a, b, c], vec![a, "b1 x b3 y", c], "0 1 2"),
            (vec![a, b, c], vec![a, d, c], "0 - 2"),
            // Equal texts go by their order, also when one goes.
            (vec![a, b, a, c, a], vec![a, b, a, c, a], "0 1 2 3 4"),
            (vec![a, b, a, c], vec![b, a, c], "1 2 3"),
            // A text comes back.
            (vec![a, c, "~b1 b2 b3 b4"], vec![a, b, c], "0 2 1"),
            // Moved and edited at once.
            (vec![a, b, c, d], vec!["d1 d2 x d4", a, b, c], "3 0 1 2"),
            // Merged, and split.
            (
                vec![a, b, c],
                vec![a, "b1 b2 b3 b4 c1 c2 c3 c4"],
                "0 1 m2:1",
            ),
            (
                vec![a, "b1 b2 b3 b4 c1 c2 c3"],
                vec![a, b, "c1 c2 c3"],
                "0 1 - s2:1",
            ),
            (
                vec![a, b, c, d],
                vec!["a1 a2 a3 a4 b1 b2 b3 b4 c1 c2 c3 c4 d1 d2 d3 d4"],
                "0 m1:0 m2:0 m3:0",
            ),
            // A heading is no paragraph.
            (vec!["# a1 a2", b], vec!["a1 a2", b], "- 1"),
        ] {
            assert_eq!(found(&past, &present), expected, "{past:?} {present:?}");
        }
    }

    #[test]
    fn long_lists_stay_near_the_diagonal() {
        let texts: Vec<String> = (0..600).map(|n| format!("w{n} x{n} y{n} z{n}")).collect();
        let edited: Vec<String> = (0..600).map(|n| format!("w{n} x{n} new z{n}")).collect();
        let past: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut present: Vec<&str> = edited.iter().map(String::as_str).collect();
        present.insert(300, "all new here");
        let names = found(&past, &present);
        let expected: Vec<String> = (0..601)
            .map(|at: usize| match at {
                300 => "-".to_owned(),
                _ => (at - usize::from(at > 300)).to_string(),
            })
            .collect();
        assert_eq!(names, expected.join(" "));
    }
}
