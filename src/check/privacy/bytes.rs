//! Looks at texts as bytes, many at a time: all that is built comes by here, and nearly all of it is clean.

use memchr::{memchr_iter, memchr2_iter};

/// False if [`sure`](super::traces::sure) finds nothing in a text of these bytes, told without reading its words. Rather
/// true than wrong.
pub(super) fn may_have_traces(text: &[u8], codes: &[String]) -> bool {
    may_have_email(text) || has_twelve_digits(text) || may_have_codes(text, codes)
}

/// Where telephone numbers may begin: at a plus, or at the eight that leads out of a town.
pub(super) fn starts_of_phones(text: &[u8]) -> impl Iterator<Item = usize> {
    memchr2_iter(b'+', b'8', text)
}

/// True if an `@` stands where it may stand in an address: after a letter, a digit or one of few signs. The head of
/// every page has `"@type"`.
fn may_have_email(text: &[u8]) -> bool {
    let is_name = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | 0x80..)
    };
    memchr_iter(b'@', text).any(|at| at > 0 && is_name(text[at - 1]))
}

/// So many are looked at together: the compiler compares sixteen bytes at once where a loop has no way out.
const STRETCH: usize = 32;

/// So many digits has a national number.
const LENGTH: usize = 12;

/// True if as many digits stand in a row as a national number has.
fn has_twelve_digits(text: &[u8]) -> bool {
    // Each row of twelve fills one of these and more.
    let (fours, _) = text.as_chunks();
    let mut stretches = fours.chunks(STRETCH).enumerate();
    stretches.any(|(stretch, fours)| {
        let any = fours
            .iter()
            .fold(false, |any, four| any | may_be_digits(four));
        let mut fours = fours.iter().enumerate();
        let start = stretch * STRETCH;
        any && fours.any(|(at, four)| may_be_digits(four) && is_in_row(text, 4 * (start + at)))
    })
}

/// False if one of four bytes is no digit. The upper half of a digit is 3, that of few other signs is.
fn may_be_digits(bytes: &[u8; 4]) -> bool {
    u32::from_ne_bytes(*bytes) & 0xf0f0_f0f0 == 0x3030_3030
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
    let mut done = 2;
    // At the start there is room for a head of one letter only.
    (1..text.len().min(2)).any(is_code)
        || stretches(text).any(|stretch| {
            let start = done;
            done += STRETCH;
            tails.may_stand_before_a_digit(stretch) && (start..done).any(is_code)
        })
        || (done..text.len()).any(is_code)
}

/// The stretches of a text from its third byte on, each with what stands two bytes and one byte before it.
fn stretches(text: &[u8]) -> impl Iterator<Item = [&[u8; STRETCH]; 3]> {
    let rests = [0, 1, 2].map(|at| text.get(at..).unwrap_or_default());
    let [before, last, own] = rests.map(|rest| rest.as_chunks().0);
    let all = before.iter().zip(last).zip(own);
    all.map(|((before, last), own)| [before, last, own])
}

/// What stands right before the first digit of codes.
struct Tails {
    /// The [marks](Self::mark) of what codes begin with, in groups that are filled up; each as often as it is compared
    /// at once.
    marks: Vec<[[u8; STRETCH]; Self::GROUP]>,
    /// Where codes begin with one letter: that letter, small.
    singles: Vec<u8>,
}

impl Tails {
    /// The usual codes fill one group.
    const GROUP: usize = 6;

    /// The bit that makes a capital small. Few other bytes become equal by it.
    const SMALL: u8 = 0x20;

    fn of(heads: &[&[u8]]) -> Self {
        let [_, before_last, last_of_hyphen] = NO_BREAK_HYPHEN;
        let (mut marks, mut singles) = (Vec::new(), Vec::new());
        for head in heads {
            match **head {
                [] => {}
                [last] => singles.push(last | Self::SMALL),
                [.., before, last] => marks.push(Self::mark(before, last)),
            }
            if head.ends_with(b"-") {
                marks.push(Self::mark(before_last, last_of_hyphen));
            }
            if let [.., b'-', last] = **head {
                marks.push(Self::mark(last_of_hyphen, last));
            }
        }
        marks.sort_unstable();
        marks.dedup();
        let filled = |mark: u8| [mark; STRETCH];
        let group = |marks: &[u8]| std::array::from_fn(|at| filled(marks[at.min(marks.len() - 1)]));
        let marks = marks.chunks(Self::GROUP).map(group).collect();
        Self { marks, singles }
    }

    /// Two bytes as one, whatever their case: one comparison is quicker than two, and few other pairs have the same.
    fn mark(before: u8, last: u8) -> u8 {
        let before = before | Self::SMALL;
        (before.wrapping_add(before)).wrapping_add(last | Self::SMALL)
    }

    /// False if none of them is in `before` and `last` where `own` has a digit. Rather true than wrong.
    fn may_stand_before_a_digit(&self, [before, last, own]: [&[u8; STRETCH]; 3]) -> bool {
        // Half of all stretches and more have no digit.
        let is_digit = |byte: &u8| byte.is_ascii_digit();
        if !own.iter().fold(false, |any, byte| any | is_digit(byte)) {
            return false;
        }
        let has_mark = |marks: &[[u8; STRETCH]; Self::GROUP]| {
            (0..STRETCH).fold(false, |any, at| {
                let mark = Self::mark(before[at], last[at]);
                let is_one = marks.iter().fold(false, |is, one| is | (mark == one[at]));
                any | (is_one & is_digit(&own[at]))
            })
        };
        let has_single = |single: &u8| {
            (last.iter().zip(own)).any(|(last, own)| last | Self::SMALL == *single && is_digit(own))
        };
        self.marks.iter().any(has_mark) || self.singles.iter().any(has_single)
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
            // Another pair of letters has the same mark as `gd`.
            (&format!("{}fhb1{}", "x".repeat(9), "x".repeat(40)), false),
            (&format!("{}fgd1{}", "x".repeat(9), "x".repeat(40)), true),
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
