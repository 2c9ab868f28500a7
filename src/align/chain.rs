//! The longest chain of pairs that keeps the order in both lists.

/// Of some pairs (none of them with an equal left or right), the most that ascend on both sides.
pub(super) fn longest(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    // At `n`: the pair with the smallest right that ends a chain of `n + 1`, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, right)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *right);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.push(pairs[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::longest;

    type Pairs = &'static [(usize, usize)];

    #[test]
    fn crossing_pairs_are_left_out() {
        let cases: [(Pairs, Pairs); 4] = [
            (&[], &[]),
            (&[(0, 0), (1, 1)], &[(0, 0), (1, 1)]),
            (&[(0, 3), (1, 0), (2, 1), (3, 2)], &[(1, 0), (2, 1), (3, 2)]),
            (&[(5, 5), (0, 0), (3, 9)], &[(0, 0), (5, 5)]),
        ];
        for (pairs, expected) in cases {
            assert_eq!(longest(pairs), expected);
        }
    }
}
