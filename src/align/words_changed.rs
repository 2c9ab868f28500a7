//! Which words of a text changed: what `diglot status` shows.

/// A stretch of two texts laid side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Words that both have.
    Same(String),
    /// Many more words that both have, left out.
    Left,
    /// Words of the old text alone.
    Gone(String),
    /// Words of the new text alone.
    New(String),
}

/// So many equal words are shown beside a change.
const AROUND: usize = 6;
/// Beyond so many cells the two texts are shown whole.
const MOST_CELLS: usize = 4_000_000;

/// The words of two texts side by side, as they are written.
pub fn changed(old: &str, new: &str) -> Vec<Stretch> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let mut stretches = Vec::new();
    let (mut l, mut r) = (0, 0);
    let ends = common(&old, &new)
        .into_iter()
        .chain([(old.len(), new.len())]);
    let mut same: Vec<&str> = Vec::new();
    for (left, right) in ends {
        if left > l || right > r {
            put_same(&mut stretches, std::mem::take(&mut same), false);
            put(&mut stretches, &old[l..left], Stretch::Gone);
            put(&mut stretches, &new[r..right], Stretch::New);
        }
        same.extend(new.get(right));
        (l, r) = (left + 1, right + 1);
    }
    put_same(&mut stretches, same, true);
    stretches
}

fn put(stretches: &mut Vec<Stretch>, words: &[&str], make: fn(String) -> Stretch) {
    if !words.is_empty() {
        stretches.push(make(words.join(" ")));
    }
}

/// The middle of a long stretch that did not change is left out, and so is the side that faces no change.
fn put_same(stretches: &mut Vec<Stretch>, words: Vec<&str>, is_last: bool) {
    let before = if stretches.is_empty() { 0 } else { AROUND };
    let after = if is_last { 0 } else { AROUND };
    if words.len() <= before + after + 1 {
        return put(stretches, &words, Stretch::Same);
    }
    put(stretches, &words[..before], Stretch::Same);
    stretches.push(Stretch::Left);
    put(stretches, &words[words.len() - after..], Stretch::Same);
}

/// The places of the longest list of common words.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if (old.len() + 1).saturating_mul(width) > MOST_CELLS {
        return Vec::new();
    }
    let mut best = vec![0_u32; (old.len() + 1) * width];
    for l in (0..old.len()).rev() {
        for r in (0..new.len()).rev() {
            best[l * width + r] = match old[l] == new[r] {
                true => best[(l + 1) * width + r + 1] + 1,
                false => best[(l + 1) * width + r].max(best[l * width + r + 1]),
            };
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while l < old.len() && r < new.len() {
        if old[l] == new[r] {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if best[(l + 1) * width + r] >= best[l * width + r + 1] {
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

    fn shown(old: &str, new: &str) -> String {
        let words = changed(old, new).into_iter().map(|one| match one {
            Stretch::Same(words) => words,
            Stretch::Left => "…".to_owned(),
            Stretch::Gone(words) => format!("[-{words}-]"),
            Stretch::New(words) => format!("{{+{words}+}}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn changes_stand_between_some_words() {
        for (old, new, expected) in [
            ("a b c", "a x c", "a [-b-] {+x+} c"),
            ("a b", "a b c", "a b {+c+}"),
            ("a b c", "b c", "[-a-] b c"),
            ("", "a", "{+a+}"),
            (
                "1 2 3 4 5 6 7 8 9",
                "1 2 3 4 5 6 7 8 x",
                "… 3 4 5 6 7 8 [-9-] {+x+}",
            ),
            (
                "x 1 2 3 4 5 6 7 8",
                "y 1 2 3 4 5 6 7 8",
                "[-x-] {+y+} 1 2 3 4 5 6 …",
            ),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }
}
