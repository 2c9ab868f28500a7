//! The best way to walk through two lists at once: dynamic programming along the diagonal.
//!
//! Each step is a bead: one to one, one to none, two to one, or two neighbours in the other order. The table is a band
//! around the diagonal; if the way touches its edge, the band is doubled. So the cost grows with the length of the
//! lists, not with its square; if they are odd, the band stops growing at [`MOST_CELLS`].

use super::score::{ALONE, BIT, SPLIT, SWAPPED, Scorer};
use std::ops::Range;

/// A step: what belongs together, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bead {
    pub left: Range<usize>,
    pub right: Range<usize>,
    /// What it adds to the whole.
    pub score: i32,
    /// How much worse the whole would be without this bead.
    pub margin: i32,
}

/// Half the band to begin with.
const NARROW: usize = 12;
/// The band is not doubled beyond this many cells.
const MOST_CELLS: usize = 1 << 21;

/// The kinds of steps, in the order in which ties are broken.
const STEPS: [Step; 6] = [
    Step::Pair,
    Step::LeftTwo,
    Step::RightTwo,
    Step::Swap,
    Step::LeftAlone,
    Step::RightAlone,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Pair,
    LeftTwo,
    RightTwo,
    Swap,
    LeftAlone,
    RightAlone,
}

impl Step {
    /// What it takes on the left and on the right.
    fn size(self) -> (usize, usize) {
        match self {
            Self::Pair => (1, 1),
            Self::LeftTwo => (2, 1),
            Self::RightTwo => (1, 2),
            Self::Swap => (2, 2),
            Self::LeftAlone => (1, 0),
            Self::RightAlone => (0, 1),
        }
    }
}

/// A stretch of each list. Positions are those of the scorer's units.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub scorer: &'a Scorer,
    pub left: &'a [usize],
    pub right: &'a [usize],
}

impl Stretch<'_> {
    /// The pairs of the best way, by place in the stretch. Places that are in no bead have no partner.
    pub(super) fn beads(&self) -> Vec<Bead> {
        if self.left.is_empty() || self.right.is_empty() {
            return Vec::new();
        }
        let mut half = NARROW;
        loop {
            let band = Band::new(self.left.len(), self.right.len(), half);
            let table = Table::new(self, band);
            let way = table.way();
            if !table.touches_edge(&way) || 2 * table.behind.len() > MOST_CELLS {
                return table.finish(self, &way);
            }
            half *= 2;
        }
    }

    /// What a step from here costs; `None` if it cannot be taken. `pair` may know some of what [`Stretch::pair`] gives.
    fn step(
        &self,
        step: Step,
        l: usize,
        r: usize,
        pair: impl Fn(usize, usize) -> Option<i32>,
    ) -> Option<i32> {
        match step {
            Step::Pair => self.pair(l, r),
            Step::LeftTwo => {
                let double = double(&self.scorer.left.doubles, self.left, l)?;
                let single = &self.scorer.right.singles[*self.right.get(r)?];
                Some(self.scorer.score(double, single)? + SPLIT)
            }
            Step::RightTwo => {
                let single = &self.scorer.left.singles[*self.left.get(l)?];
                let double = double(&self.scorer.right.doubles, self.right, r)?;
                Some(self.scorer.score(single, double)? + SPLIT)
            }
            Step::Swap => swapped(pair(l, r + 1)?, pair(l + 1, r)?),
            Step::LeftAlone => self.left.get(l).map(|_| ALONE),
            Step::RightAlone => self.right.get(r).map(|_| ALONE),
        }
    }

    fn pair(&self, l: usize, r: usize) -> Option<i32> {
        let left = &self.scorer.left.singles[*self.left.get(l)?];
        let right = &self.scorer.right.singles[*self.right.get(r)?];
        self.scorer.score(left, right)
    }
}

/// Order is given up only where something speaks for it and nothing against it.
fn swapped(first: i32, second: i32) -> Option<i32> {
    let is_evident = first.min(second) >= 0 && first + second >= 4 * BIT;
    is_evident.then_some(first + second + SWAPPED)
}

/// Two units that are neighbours in their language.
fn double<'a>(
    doubles: &'a [Option<super::score::Unit>],
    units: &[usize],
    at: usize,
) -> Option<&'a super::score::Unit> {
    let (first, second) = (*units.get(at)?, *units.get(at + 1)?);
    (first + 1 == second).then(|| doubles.get(first)?.as_ref())?
}

/// Which cells of a table are looked at: for each row a stretch of columns around the diagonal.
struct Band {
    rows: usize,
    columns: usize,
    width: usize,
    /// The first column of each row.
    starts: Vec<usize>,
}

impl Band {
    /// A band that covers the whole way from corner to corner.
    fn new(left: usize, right: usize, half: usize) -> Self {
        let (rows, columns) = (left + 1, right + 1);
        let width = (2 * half + 1 + columns / rows).min(columns);
        let start = |row: usize| {
            let middle = row * columns / rows;
            middle.saturating_sub(half).min(columns - width)
        };
        Self {
            rows,
            columns,
            width,
            starts: (0..rows).map(start).collect(),
        }
    }

    fn columns_of(&self, row: usize) -> Range<usize> {
        self.starts[row]..self.starts[row] + self.width
    }

    fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let place = column.checked_sub(*self.starts.get(row)?)?;
        (place < self.width).then(|| row * self.width + place)
    }
}

/// What is not to be reached.
const NEVER: i32 = i32::MIN / 4;

struct Table {
    band: Band,
    /// What every step from every cell costs.
    steps: Vec<[i32; STEPS.len()]>,
    /// The best that lies behind each cell.
    behind: Vec<i32>,
}

impl Table {
    fn new(stretch: &Stretch<'_>, band: Band) -> Self {
        let cells = band.rows * band.width;
        let mut table = Self {
            steps: vec![[NEVER; STEPS.len()]; cells],
            behind: vec![NEVER; cells],
            band,
        };
        for row in (0..table.band.rows).rev() {
            for column in table.band.columns_of(row).rev() {
                table.fill(stretch, row, column);
            }
        }
        table
    }

    fn fill(&mut self, stretch: &Stretch<'_>, row: usize, column: usize) {
        let cell = self.cell(row, column);
        if (row + 1, column + 1) == (self.band.rows, self.band.columns) {
            self.behind[cell] = 0;
            return;
        }
        for (at, step) in STEPS.into_iter().enumerate() {
            let Some(target) = self.target(step, row, column) else {
                continue;
            };
            let pair = |row, column| self.pair(stretch, row, column);
            if let Some(score) = stretch.step(step, row, column, pair) {
                self.steps[cell][at] = score;
                let whole = score.saturating_add(self.behind[target]).max(NEVER);
                self.behind[cell] = self.behind[cell].max(whole);
            }
        }
    }

    /// What a pair costs; if it was asked for before, from the table.
    fn pair(&self, stretch: &Stretch<'_>, row: usize, column: usize) -> Option<i32> {
        let cell = self.band.cell(row, column);
        match cell.filter(|_| self.target(Step::Pair, row, column).is_some()) {
            Some(cell) => Some(self.steps[cell][0]).filter(|score| *score > NEVER),
            None => stretch.pair(row, column),
        }
    }

    fn cell(&self, row: usize, column: usize) -> usize {
        self.band
            .cell(row, column)
            .expect("only cells of the band are asked for")
    }

    fn target(&self, step: Step, row: usize, column: usize) -> Option<usize> {
        let (down, across) = step.size();
        self.band.cell(row + down, column + across)
    }

    /// The step, and the best that lies behind it.
    fn whole(&self, row: usize, column: usize, step: usize) -> i32 {
        let cell = self.cell(row, column);
        let target = self.target(STEPS[step], row, column);
        target.map_or(NEVER, |target| {
            self.steps[cell][step]
                .saturating_add(self.behind[target])
                .max(NEVER)
        })
    }

    /// The best way from corner to corner: cells and steps. Ties go to the step that is named first, hence to the earlier pair.
    fn way(&self) -> Vec<(usize, usize, usize)> {
        let (mut row, mut column, mut way) = (0, 0, Vec::new());
        while (row + 1, column + 1) != (self.band.rows, self.band.columns) {
            let best = self.behind[self.cell(row, column)];
            let step = (0..STEPS.len())
                .find(|step| {
                    self.target(STEPS[*step], row, column).is_some()
                        && self.whole(row, column, *step) == best
                })
                .expect("one of the steps is the best");
            way.push((row, column, step));
            let (down, across) = STEPS[step].size();
            (row, column) = (row + down, column + across);
        }
        way
    }

    fn touches_edge(&self, way: &[(usize, usize, usize)]) -> bool {
        way.iter().any(|(row, column, _)| {
            let Range { start, end } = self.band.columns_of(*row);
            let is_left = start > 0 && *column <= start + 1;
            is_left || (end < self.band.columns && *column + 2 >= end)
        })
    }

    fn finish(&self, stretch: &Stretch<'_>, way: &[(usize, usize, usize)]) -> Vec<Bead> {
        let others = self.best_otherwise(way, stretch.left.len(), stretch.right.len());
        let best = self.behind[self.cell(0, 0)];
        let mut beads = Vec::new();
        for (at, (row, column, step)) in way.iter().enumerate() {
            let margin = best.saturating_sub(others[at]);
            let (row, column) = (*row, *column);
            let score = self.steps[self.cell(row, column)][*step];
            let bead = |left: Range<usize>, right: Range<usize>, score: i32| Bead {
                left,
                right,
                score,
                margin,
            };
            match STEPS[*step] {
                Step::LeftAlone | Step::RightAlone => {}
                Step::Swap => {
                    let half = (score - SWAPPED) / 2;
                    beads.push(bead(row..row + 1, column + 1..column + 2, half));
                    beads.push(bead(row + 1..row + 2, column..column + 1, half));
                }
                other => {
                    let (down, across) = other.size();
                    beads.push(bead(row..row + down, column..column + across, score));
                }
            }
        }
        beads
    }

    /// For each step of the way: the best whole that does something else with what the step takes.
    fn best_otherwise(&self, way: &[(usize, usize, usize)], left: usize, right: usize) -> Vec<i32> {
        // Which step of the way takes each place.
        let (mut of_left, mut of_right) = (vec![0; left], vec![0; right]);
        for (at, (row, column, step)) in way.iter().enumerate() {
            let (down, across) = STEPS[*step].size();
            of_left[*row..row + down].fill(at);
            of_right[*column..column + across].fill(at);
        }
        let mut others = vec![NEVER; way.len()];
        let mut before = vec![NEVER; self.behind.len()];
        before[self.cell(0, 0)] = 0;
        for row in 0..self.band.rows {
            for column in self.band.columns_of(row) {
                let here = before[self.cell(row, column)];
                if here <= NEVER {
                    continue;
                }
                for (at, step) in STEPS.into_iter().enumerate() {
                    let cost = self.steps[self.cell(row, column)][at];
                    let Some(target) = self.target(step, row, column).filter(|_| cost > NEVER)
                    else {
                        continue;
                    };
                    before[target] = before[target].max(here + cost);
                    let whole = here + cost + self.behind[target];
                    let (down, across) = step.size();
                    let taken = of_left[row..row + down]
                        .iter()
                        .chain(&of_right[column..column + across]);
                    for own in taken {
                        if way[*own] != (row, column, at) {
                            others[*own] = others[*own].max(whole);
                        }
                    }
                }
            }
        }
        others
    }
}
