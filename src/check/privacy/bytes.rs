//! Looks at texts as bytes, many at a time: all that is built comes by here, and nearly all of it is clean.

use memchr::memchr_iter;

/// False if [`sure`](super::traces::sure) finds nothing in a text of these bytes, told without reading its words. Rather
/// true than wrong.
pub(super) fn may_have_traces(text: &[u8], codes: &[String]) -> bool {
    may_have_email(text) || has_twelve_digits(text) || may_have_codes(text, codes)
}

/// True if an `@` stands where it may stand in an address: after a letter, a digit or one of few signs. The head of
/// every page has `"@type"`.
fn may_have_email(text: &[u8]) -> bool {
    let is_name = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | 0x80..)
    };
    memchr_iter(b'@', text).any(|at| at > 0 && is_name(text[at - 1]))
}

/// So many bytes are looked at together: the compiler compares sixteen and more of them at once where a loop has no way
/// out and a length that is known.
const STRETCH: usize = 128;

/// Each stretch of a text from its start on, with what stands so many bytes behind it.
fn stretches<const N: usize>(
    text: &[u8],
    behind: [usize; N],
) -> impl Iterator<Item = (usize, [&[u8; STRETCH]; N])> {
    let rests = behind.map(|at| text.get(at..).unwrap_or_default());
    let all = rests.map(|rest| rest.as_chunks().0);
    let count = all.iter().map(|one| one.len()).min().unwrap_or_default();
    (0..count).map(move |at| (at * STRETCH, all.map(|one| &one[at])))
}

/// So many digits has a national number.
const LENGTH: usize = 12;

/// True if as many digits stand in a row as a national number has.
fn has_twelve_digits(text: &[u8]) -> bool {
    let (parts, _) = text.as_chunks::<LENGTH>();
    // Each row of twelve has a digit at the end of one of these parts.
    let ends_with_digit = |part: &[u8; LENGTH]| part[LENGTH - 1].is_ascii_digit();
    let mut done = 0;
    while let Some(ahead) = parts[done..].iter().position(ends_with_digit) {
        done += ahead + 1;
        if is_in_row(text, done * LENGTH - 1) {
            return true;
        }
    }
    false
}

/// True if the digit at this place stands in a row of twelve.
fn is_in_row(text: &[u8], at: usize) -> bool {
    // Half of the row stands on one side of it.
    let sides = [at.wrapping_sub(LENGTH / 2), at + LENGTH / 2];
    let mut sides = sides.iter().filter_map(|side| text.get(*side));
    if !sides.any(u8::is_ascii_digit) {
        return false;
    }
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let before = text[..at].iter().rev().take_while(is_digit);
    let after = text[at..].iter().take_while(is_digit);
    before.count() + after.count() >= LENGTH
}

/// True if a digit stands after the words with which a code begins.
fn may_have_codes(text: &[u8], codes: &[String]) -> bool {
    let heads = codes.iter().map(|code| code.split_once('#'));
    let heads = heads.map(|parts| parts.map_or(&b""[..], |(head, _)| head.as_bytes()));
    let heads: Vec<&[u8]> = heads.collect();
    // A code may be all letters, or begin with a digit.
    if heads.contains(&&[][..]) {
        return true;
    }
    let is_code = |at: usize| {
        text[at].is_ascii_digit() && heads.iter().any(|head| ends_as(&text[..at], head))
    };
    let tails = Tails::of(&heads);
    let mut done = 0;
    // At the start there is room for a head of one letter only.
    (1..text.len().min(2)).any(is_code)
        || stretches(text, [0, 1, 2]).any(|(start, bytes)| {
            done = start + STRETCH;
            tails.stand_before_a_digit(bytes) && (start + 2..done + 2).any(is_code)
        })
        || (done + 2..text.len()).any(is_code)
}

/// What stands right before the first digit of codes, in small letters.
struct Tails {
    /// The last two bytes of what codes begin with, in groups that are filled up.
    pairs: Vec<[(u8, u8); Self::GROUP]>,
    /// Where codes begin with one letter: that letter.
    singles: Vec<u8>,
}

impl Tails {
    /// The usual codes fill one group.
    const GROUP: usize = 6;

    /// The bit that makes a capital small. Few other bytes become equal by it.
    const SMALL: u8 = 0x20;

    fn of(heads: &[&[u8]]) -> Self {
        let [_, before_last, last_of_hyphen] = NO_BREAK_HYPHEN;
        let (mut pairs, mut singles) = (Vec::new(), Vec::new());
        for head in heads {
            match **head {
                [] => {}
                [last] => singles.push(last | Self::SMALL),
                [.., before, last] => pairs.push((before, last)),
            }
            if head.ends_with(b"-") {
                pairs.push((before_last, last_of_hyphen));
            }
            if let [.., b'-', last] = **head {
                pairs.push((last_of_hyphen, last));
            }
        }
        let mut pairs: Vec<(u8, u8)> = (pairs.into_iter())
            .map(|(before, last)| (before | Self::SMALL, last | Self::SMALL))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let group = |pairs: &[(u8, u8)]| std::array::from_fn(|at| pairs[at.min(pairs.len() - 1)]);
        let pairs = pairs.chunks(Self::GROUP).map(group).collect();
        Self { pairs, singles }
    }

    /// True if one of them is in `before` and `last` where `digit` has a digit.
    fn stand_before_a_digit(&self, [before, last, digit]: [&[u8; STRETCH]; 3]) -> bool {
        let has_pair = |pairs: &[(u8, u8); Self::GROUP]| {
            let bytes = before.iter().zip(last).zip(digit);
            let any = bytes.fold(0, |any: u8, ((before, last), digit)| {
                let (before, last) = (before | Self::SMALL, last | Self::SMALL);
                let is_pair = pairs.iter().fold(0, |is: u8, pair| {
                    is | (u8::from(before == pair.0) & u8::from(last == pair.1))
                });
                any | (is_pair & u8::from(digit.is_ascii_digit()))
            });
            any != 0
        };
        let has_single = |single: &u8| {
            let bytes = last.iter().zip(digit);
            let any = bytes.fold(0, |any: u8, (last, digit)| {
                let is_single = u8::from(last | Self::SMALL == *single);
                any | (is_single & u8::from(digit.is_ascii_digit()))
            });
            any != 0
        };
        self.pairs.iter().any(has_pair) || self.singles.iter().any(has_single)
    }
}

/// What typography may have made of a hyphen: U+2011 in UTF-8.
const NO_BREAK_HYPHEN: [u8; 3] = [0xe2, 0x80, 0x91];

/// True if a text ends with these words, in letters of any case.
fn ends_as(text: &[u8], words: &[u8]) -> bool {
    let mut rest = text;
    words.iter().rev().all(|word| {
        let hyphen = rest
            .strip_suffix(&NO_BREAK_HYPHEN)
            .filter(|_| *word == b'-');
        let plain = rest.split_last();
        let plain = plain.filter(|(last, _)| last.eq_ignore_ascii_case(word));
        match hyphen.or(plain.map(|(_, before)| before)) {
            Some(before) => {
                rest = before;
                true
            }
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_twelve_is_found_wherever_it_stands() {
        for start in 0..40 {
            for length in 1..26 {
                let text = format!("{}{}, 1", "x".repeat(start), "7".repeat(length));
                let expected = length >= LENGTH;
                assert_eq!(has_twelve_digits(text.as_bytes()), expected, "{text}");
            }
        }
    }

    #[test]
    fn a_code_is_found_wherever_it_stands() {
        let codes = ["FGD#-P#", "IDI-#", "T#", "A-P#", "Ж-#", "B--#"].map(str::to_owned);
        let clean = "<a href=\"../part-2/\">10–20</a> Id7 fg1 -3 ‑4 ж5 ".repeat(5);
        assert!(!may_have_traces(clean.as_bytes(), &codes));
        for code in [
            "FGD1-P03",
            "idi-4",
            "IDI\u{2011}4",
            "t5",
            "a\u{2011}p6",
            "Ж-7",
            "Ж\u{2011}7",
            "b\u{2011}-8",
        ] {
            for (at, _) in clean.char_indices() {
                let text = format!("{} {code}{}", &clean[..at], &clean[at..]);
                assert!(may_have_traces(text.as_bytes(), &codes), "{text}");
            }
            assert!(may_have_traces(code.as_bytes(), &codes), "{code}");
        }
    }

    #[test]
    fn most_bytes_are_clean() {
        let codes = ["FGD#-P#".to_owned(), "SME-#".to_owned()];
        for (text, expected) in [
            ("<a href=\"../r04/\">2021</a> 10 000 000", false),
            ("COVID-19, topic-5, me-7, 5", false),
            ("FGD1", true),
            ("sme\u{2011}7", true),
            ("xSME-7", true),
            ("12345678901", false),
            ("x 123456789012", true),
            ("1234567890123456789012345678901", true),
            ("a@b", true),
            ("я@b", true),
            ("{\"@type\": 1} [@key] @", false),
            // Where stretches meet.
            (&format!("{}fgd1", "x".repeat(61)), true),
            (&format!("{}fgd1", "x".repeat(60)), true),
            (&format!("{}sme-7", "x".repeat(59)), true),
            (&format!("{}ngd1", "x".repeat(61)), false),
        ] {
            let found = may_have_traces(text.as_bytes(), &codes);
            assert_eq!(found, expected, "{text}");
        }
        let many = ["A", "B", "C", "D", "E"].map(|head| format!("{head}#"));
        assert!(may_have_traces(b"E7", &many));
        assert!(!may_have_traces(b"FGD1 COVID-19", &[]));
        assert!(may_have_traces(b"no digit", &["Anna".to_owned()]));
    }
}
