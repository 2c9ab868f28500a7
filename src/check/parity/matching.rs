//! What two lists have in common, as lists of facts in the order in which two texts state them.

/// Beyond this many comparisons order is not looked at: such a block is a table of data.
const MOST_CELLS: usize = 40_000;

/// Beyond this many facts without a partner nobody reads the list of them.
const MOST_LEFT: usize = 200;

/// Facts that one side has and the other lacks, by position.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// One stands where the other side has another: a change.
    pub(super) changed: Vec<(usize, usize)>,
    pub(super) only_left: Vec<usize>,
    pub(super) only_right: Vec<usize>,
}

/// Pairs off equal facts: first where both texts state them in the same order, then wherever they stand. What is left on
/// both sides is a change where `is_change` allows it.
pub(super) fn left(
    lengths: (usize, usize),
    is_equal: &dyn Fn(usize, usize) -> bool,
    is_change: &dyn Fn(usize, usize) -> bool,
) -> Left {
    let (n, m) = lengths;
    if n == m && (0..n).all(|at| is_equal(at, at)) {
        return Left::default();
    }
    let mut partners = Partners {
        left: vec![None; n],
        right: vec![None; m],
    };
    let mut beside = Vec::new();
    if n.saturating_mul(m) <= MOST_CELLS {
        for (l, r) in in_order(n, m, is_equal) {
            match is_equal(l, r) {
                true => partners.pair(l, r),
                false => beside.push((l, r)),
            }
        }
    } else {
        for at in (0..n.min(m)).filter(|at| is_equal(*at, *at)) {
            partners.pair(at, at);
        }
    }
    anywhere(&mut partners, is_equal);
    rest(&mut partners, beside, is_change)
}

struct Partners {
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl Partners {
    fn pair(&mut self, l: usize, r: usize) {
        (self.left[l], self.right[r]) = (Some(r), Some(l));
    }

    fn alone(side: &[Option<usize>]) -> Vec<usize> {
        let alone = side.iter().enumerate().filter(|(_, to)| to.is_none());
        alone.map(|(at, _)| at).collect()
    }
}

/// Equal facts that stand in another order.
fn anywhere(partners: &mut Partners, is_equal: &dyn Fn(usize, usize) -> bool) {
    let (left, mut right) = (
        Partners::alone(&partners.left),
        Partners::alone(&partners.right),
    );
    if left.len().saturating_mul(right.len()) > 100 * MOST_CELLS {
        return;
    }
    for l in left {
        if let Some(at) = right.iter().position(|r| is_equal(l, *r)) {
            partners.pair(l, right.remove(at));
        }
    }
}

fn rest(
    partners: &mut Partners,
    beside: Vec<(usize, usize)>,
    is_change: &dyn Fn(usize, usize) -> bool,
) -> Left {
    let mut left = Left::default();
    let mut change = |partners: &mut Partners, l: usize, r: usize| {
        let is_free = partners.left[l].is_none() && partners.right[r].is_none();
        if is_free && is_change(l, r) {
            partners.pair(l, r);
            left.changed.push((l, r));
        }
    };
    for (l, r) in beside {
        change(partners, l, r);
    }
    let both = (
        Partners::alone(&partners.left),
        Partners::alone(&partners.right),
    );
    for (l, r) in both.0.into_iter().zip(both.1) {
        change(partners, l, r);
    }
    left.changed.sort_unstable();
    left.changed.truncate(MOST_LEFT);
    left.only_left = Partners::alone(&partners.left);
    left.only_right = Partners::alone(&partners.right);
    left
}

/// The cheapest way from one list to the other (Levenshtein): the pairs that stand opposite each other on it.
fn in_order(n: usize, m: usize, is_equal: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let width = m + 1;
    let mut cost = vec![0_u32; (n + 1) * width];
    for l in (0..=n).rev() {
        for r in (0..=m).rev() {
            cost[l * width + r] = match (l < n, r < m) {
                (false, false) => 0,
                (true, false) => cost[(l + 1) * width + r] + 1,
                (false, true) => cost[l * width + r + 1] + 1,
                (true, true) => {
                    let across = cost[(l + 1) * width + r + 1] + u32::from(!is_equal(l, r));
                    let down = cost[(l + 1) * width + r] + 1;
                    across.min(down).min(cost[l * width + r + 1] + 1)
                }
            };
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while l < n && r < m {
        let here = cost[l * width + r];
        if here == cost[(l + 1) * width + r + 1] + u32::from(!is_equal(l, r)) {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if here == cost[(l + 1) * width + r] + 1 {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_what_differs_is_left() {
        for (one, other, changed, only_left, only_right) in [
            ("ab", "ab", "", "", ""),
            ("ab", "ba", "", "", ""),
            ("a", "b", "0-0", "", ""),
            ("aa", "ba", "0-0", "", ""),
            ("aa", "ab", "1-1", "", ""),
            ("abc", "ac", "", "1", ""),
            ("ac", "abc", "", "", "1"),
            ("ab", "", "", "0 1", ""),
            ("abcx", "dabc", "3-0", "", ""),
        ] {
            let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            let found = left((a.len(), b.len()), &|l, r| a[l] == b[r], &|_, _| true);
            let list = |side: &[usize]| {
                let texts: Vec<String> = side.iter().map(usize::to_string).collect();
                texts.join(" ")
            };
            let pairs: Vec<String> = (found.changed.iter())
                .map(|(l, r)| format!("{l}-{r}"))
                .collect();
            assert_eq!(pairs.join(" "), changed, "{one} {other}");
            assert_eq!(list(&found.only_left), only_left, "{one} {other}");
            assert_eq!(list(&found.only_right), only_right, "{one} {other}");
        }
    }
}
