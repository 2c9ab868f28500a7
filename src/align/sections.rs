//! Sections, matched before their blocks: by ids, by order, by what stands in them; also those that were moved.

use super::beads::{Bead, Stretch};
use super::chain;
use super::score::{BIT, Scorer, Unit};
use super::traits::Traits;
use std::ops::Range;

/// What two sections elsewhere must have in common to be one that was moved.
const MOVED: i32 = 8 * BIT;
/// What it costs, besides a split, that two sections are one in the other language: a heading was dropped.
const JOINED: i32 = -2 * BIT;

/// Stretches of units that belong together, by position: sections of one language and of the other.
pub(super) type Match = (Range<usize>, Range<usize>);

/// Matches the sections of two languages. `fixed`: pairs of units that ids have settled.
pub(super) fn matched(left: &[Traits], right: &[Traits], fixed: &[(usize, usize)]) -> Vec<Match> {
    let (ours, theirs) = (sections(left), sections(right));
    let scorer = scorer(left, &ours, right, &theirs);
    let mut found = Found {
        of_left: vec![None; ours.len()],
        is_taken: vec![false; theirs.len()],
    };
    let settled = fixed.iter().filter_map(|(l, r)| {
        let is_heading = left[*l].kind.is_heading() && right[*r].kind.is_heading();
        is_heading.then(|| (at(&ours, *l), at(&theirs, *r)))
    });
    let settled: Vec<(usize, usize)> = settled.collect();
    for (l, r) in &settled {
        found.pair(*l..*l + 1, *r..*r + 1);
    }
    found.in_order(&scorer, &chain::longest(&settled));
    found.moved(&scorer);
    found.matches(&ours, &theirs)
}

/// Stretches that begin with a heading; the first has none and may be empty.
fn sections(units: &[Traits]) -> Vec<Range<usize>> {
    let headings = (0..units.len()).filter(|at| units[*at].kind.is_heading());
    let mut starts: Vec<usize> = vec![0];
    starts.extend(headings);
    let ends = starts.iter().skip(1).copied().chain([units.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The section in which a unit stands.
fn at(sections: &[Range<usize>], unit: usize) -> usize {
    sections.partition_point(|section| section.start <= unit) - 1
}

fn scorer(
    left: &[Traits],
    ours: &[Range<usize>],
    right: &[Traits],
    theirs: &[Range<usize>],
) -> Scorer {
    let traits = |all: &[Traits], sections: &[Range<usize>]| -> Vec<Traits> {
        let sections = sections.iter().map(|section| Traits {
            // Different ids of two headings keep the headings apart, not what stands below them.
            id: None,
            known: None,
            only: false,
            ..Traits::of_all(&all[section.clone()])
        });
        let mut sections: Vec<Traits> = sections.collect();
        // The first section has no heading, whatever stands first in it.
        sections[0].kind = super::traits::Kind::Paragraph;
        sections
    };
    // Where one text begins with a heading and the other does not, the empty first section is no loss.
    let joins = |sections: &[Traits], at: usize| match sections[at].letters {
        0 => Some(-JOINED),
        _ => Some(JOINED),
    };
    Scorer::new(traits(left, ours), traits(right, theirs), &joins)
}

/// What is known of the sections so far.
struct Found {
    /// For each section on the left: which ones on the right.
    of_left: Vec<Option<(Range<usize>, Range<usize>)>>,
    is_taken: Vec<bool>,
}

impl Found {
    fn pair(&mut self, left: Range<usize>, right: Range<usize>) {
        let is_free = self.of_left[left.clone()].iter().all(Option::is_none)
            && !self.is_taken[right.clone()].contains(&true);
        if is_free {
            self.of_left[left.clone()].fill(Some((left, right.clone())));
            self.is_taken[right].fill(true);
        }
    }

    /// Between each two settled pairs that keep the order.
    fn in_order(&mut self, scorer: &Scorer, chain: &[(usize, usize)]) {
        let ends = chain.iter().copied();
        let (mut l, mut r) = (0, 0);
        for (next_l, next_r) in ends.chain([(self.of_left.len(), self.is_taken.len())]) {
            let ours: Vec<usize> = (l..next_l)
                .filter(|at| self.of_left[*at].is_none())
                .collect();
            let theirs: Vec<usize> = (r..next_r).filter(|at| !self.is_taken[*at]).collect();
            let stretch = Stretch {
                scorer,
                left: &ours,
                right: &theirs,
            };
            for Bead { left, right, .. } in stretch.beads() {
                let (left, right) = (&ours[left], &theirs[right]);
                self.pair(
                    left[0]..left[left.len() - 1] + 1,
                    right[0]..right[right.len() - 1] + 1,
                );
            }
            (l, r) = (next_l + 1, next_r + 1);
        }
    }

    /// What is left on both sides may have changed its place. A section takes its neighbours along.
    fn moved(&mut self, scorer: &Scorer) {
        let ours: Vec<usize> = (0..self.of_left.len())
            .filter(|at| self.of_left[*at].is_none())
            .collect();
        let theirs: Vec<usize> = (0..self.is_taken.len())
            .filter(|at| !self.is_taken[*at])
            .collect();
        for (_, l, r) in strangers(scorer, &ours, &theirs, MOVED) {
            self.pair(l..l + 1, r..r + 1);
            self.follow(scorer, l, r, 1);
        }
    }

    fn follow(&mut self, scorer: &Scorer, mut l: usize, mut r: usize, step: usize) {
        loop {
            (l, r) = (l + step, r + step);
            let is_free = self.of_left.get(l).is_some_and(Option::is_none)
                && self.is_taken.get(r) == Some(&false);
            let goes_on = is_free
                && scorer
                    .score(&scorer.left.singles[l], &scorer.right.singles[r])
                    .is_some_and(|score| score >= 0);
            if !goes_on {
                return;
            }
            self.pair(l..l + 1, r..r + 1);
        }
    }

    fn matches(self, ours: &[Range<usize>], theirs: &[Range<usize>]) -> Vec<Match> {
        let mut matches: Vec<Match> = Vec::new();
        for (left, right) in self.of_left.into_iter().flatten() {
            let units = |all: &[Range<usize>], range: Range<usize>| {
                all[range.start].start..all[range.end - 1].end
            };
            let one = (units(ours, left), units(theirs, right));
            if matches.last() != Some(&one) {
                matches.push(one);
            }
        }
        matches
    }
}

/// Pairs of what is left over on both sides, the best first: score, left, right. Only what shares a rare mark is compared.
pub(super) fn strangers(
    scorer: &Scorer,
    left: &[usize],
    right: &[usize],
    least: i32,
) -> Vec<(i32, usize, usize)> {
    let unit = |at: &usize| -> &Unit { &scorer.right.singles[*at] };
    let mut index: Vec<(u32, usize)> = right
        .iter()
        .flat_map(|at| unit(at).shared().iter().map(|mark| (*mark, *at)))
        .collect();
    index.sort_unstable();
    let mut found = Vec::new();
    for l in left {
        let ours = &scorer.left.singles[*l];
        let mut candidates: Vec<usize> = Vec::new();
        for mark in ours.shared() {
            let start = index.partition_point(|(one, _)| one < mark);
            let same = index[start..].iter().take_while(|(one, _)| one == mark);
            let same: Vec<usize> = same.take(MOST_BEARERS + 1).map(|(_, at)| *at).collect();
            if same.len() <= MOST_BEARERS {
                candidates.extend(same);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for r in candidates {
            let score = scorer.score(ours, &scorer.right.singles[r]);
            found.extend(
                score
                    .filter(|score| *score >= least)
                    .map(|score| (score, *l, r)),
            );
        }
    }
    found.sort_by_key(|(score, l, r)| (-score, *l, *r));
    found
}

/// A mark that more than so many bear is not rare.
const MOST_BEARERS: usize = 6;
