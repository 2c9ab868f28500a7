//! The best pairs that keep the order of two lists.

/// The pairs in order with the highest sum of scores, near the diagonal of two lists that are `old` and `new` long; ties
/// go to the earlier pair. A score of 0 is no pair.
pub(super) fn best(
    (old, new): (usize, usize),
    score: &dyn Fn(usize, usize) -> usize,
) -> Vec<(usize, usize)> {
    if old == 0 || new == 0 {
        return Vec::new();
    }
    let band = Band::of(old, new);
    let mut scores = vec![0; (old + 1) * band.width];
    let mut best = vec![0; (old + 2) * band.width];
    for l in (0..old).rev() {
        for r in band.columns(l).rev() {
            let score = score(l, r);
            scores[band.cell(l, r)] = score;
            let paired = if score > 0 {
                score + band.get(&best, l + 1, r + 1)
            } else {
                0
            };
            let skipped = band.get(&best, l + 1, r).max(band.get(&best, l, r + 1));
            best[band.cell(l, r)] = paired.max(skipped);
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while l < old && r < new {
        if !band.columns(l).contains(&r) {
            // Off the band the only way leads back to it.
            if r < band.columns(l).start {
                r += 1
            } else {
                l += 1
            }
            continue;
        }
        let here = band.get(&best, l, r);
        let score = scores[band.cell(l, r)];
        if score > 0 && score + band.get(&best, l + 1, r + 1) == here {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if band.get(&best, l + 1, r) == here {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs
}

/// The cells near the diagonal of two lists: all of them if they are short.
struct Band {
    old: usize,
    new: usize,
    half: usize,
    width: usize,
}

impl Band {
    fn of(old: usize, new: usize) -> Self {
        /// Wide enough for as many texts inserted or removed in a row.
        const HALF: usize = 64;
        let half = if old * new <= 65_536 {
            new
        } else {
            HALF + old.abs_diff(new).min(HALF)
        };
        Self {
            old,
            new,
            half,
            width: (2 * half + 2).min(new + 1),
        }
    }

    fn columns(&self, l: usize) -> std::ops::Range<usize> {
        let (start, end) = self.edges(l);
        start..end.min(self.new)
    }

    fn edges(&self, l: usize) -> (usize, usize) {
        let middle = l * self.new / self.old.max(1);
        let start = middle
            .saturating_sub(self.half)
            .min((self.new + 1).saturating_sub(self.width));
        (start, (start + self.width).min(self.new + 1))
    }

    fn cell(&self, l: usize, r: usize) -> usize {
        l * self.width + (r - self.edges(l).0)
    }

    /// 0 behind the lists and off the band.
    fn get(&self, best: &[usize], l: usize, r: usize) -> usize {
        let (start, end) = self.edges(l);
        if l >= self.old || r < start || r >= end {
            0
        } else {
            best[self.cell(l, r)]
        }
    }
}
