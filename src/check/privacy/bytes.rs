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

/// True if as many digits stand in a row as a national number has.
fn has_twelve_digits(text: &[u8]) -> bool {
    const LENGTH: usize = 12;
    // Each row of twelve has a digit at one of these places.
    let mut places = (LENGTH - 1..text.len()).step_by(LENGTH);
    places.any(|at| {
        if !text[at].is_ascii_digit() {
            return false;
        }
        let is_digit = |byte: &&u8| byte.is_ascii_digit();
        let before = text[..at].iter().rev().take(LENGTH).take_while(is_digit);
        let after = text[at..].iter().take(LENGTH).take_while(is_digit);
        before.count() + after.count() >= LENGTH
    })
}

/// So many bytes are looked at together; most such stretches have no digit in the right place.
const STRETCH: usize = 64;

/// True if a digit stands after the words with which a code begins.
fn may_have_codes(text: &[u8], codes: &[String]) -> bool {
    let heads = codes.iter().map(|code| code.split_once('#'));
    let heads = heads.map(|parts| parts.map_or(&b""[..], |(head, _)| head.as_bytes()));
    let heads: Vec<&[u8]> = heads.collect();
    // A code may be all letters, or begin with a digit.
    if heads.contains(&&[][..]) {
        return true;
    }
    let Some(lasts) = Lasts::of(&heads) else {
        return !heads.is_empty();
    };
    let ends = |at: usize| {
        text[at].is_ascii_digit()
            && lasts.0.contains(&text[at - 1])
            && heads.iter().any(|head| ends_as(&text[..at], head))
    };
    let next = text.get(1..).unwrap_or_default();
    let pairs = text.as_chunks().0.iter().zip(next.as_chunks().0);
    let mut fitting = pairs
        .enumerate()
        .filter(|(_, (bytes, next))| lasts.stand_before_a_digit(bytes, next))
        .map(|(at, _)| at * STRETCH + 1);
    let looked_at = next.len() / STRETCH * STRETCH;
    fitting.any(|start| (start..start + STRETCH).any(ends)) || (looked_at + 1..text.len()).any(ends)
}

/// The last bytes of what codes begin with, in both cases; few enough to be compared all at once.
struct Lasts([u8; 8]);

impl Lasts {
    /// `None` if there are none, or too many.
    fn of(heads: &[&[u8]]) -> Option<Self> {
        let lasts = heads.iter().filter_map(|head| head.last());
        let mut lasts: Vec<u8> = lasts
            .flat_map(|last| match last {
                b'-' => [b'-', NO_BREAK_HYPHEN[2]],
                _ => [last.to_ascii_lowercase(), last.to_ascii_uppercase()],
            })
            .collect();
        lasts.sort_unstable();
        lasts.dedup();
        let first = *lasts.first()?;
        let mut all = [first; 8];
        all.get_mut(..lasts.len())?.copy_from_slice(&lasts);
        Some(Self(all))
    }

    /// True if one of them is in `bytes` where `next` has a digit. Without a way out of the loop, and of a length that is
    /// known, the compiler looks at many bytes at a time.
    fn stand_before_a_digit(&self, bytes: &[u8; STRETCH], next: &[u8; STRETCH]) -> bool {
        let pairs = bytes.iter().zip(next);
        let any = pairs.fold(0, |any: u8, (byte, next)| {
            let lasts = self.0.iter();
            let is_last = lasts.fold(0, |is: u8, last| is | u8::from(byte == last));
            any | (is_last & u8::from(next.is_ascii_digit()))
        });
        any != 0
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
