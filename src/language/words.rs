//! Where words begin and end in a text, told by bytes where a byte tells enough.

use super::is_letter_or_digit;
use std::ops::Range;

/// How many bytes the word takes that a text begins with: letters and digits, soft hyphens and stress marks inside.
pub fn word_length(text: &str) -> usize {
    const LENGTHS: [u8; 256] = lengths(true);
    run_length(text, &LENGTHS)
}

/// As [`word_length`], but a digit from 0 to 9 ends the word: `R` of `R04`.
pub(super) fn length_before_digits(text: &str) -> usize {
    const LENGTHS: [u8; 256] = lengths(false);
    run_length(text, &LENGTHS)
}

/// How many bytes a letter of a word takes, told by the first of them; 0 where that byte ends a word or tells too little.
const fn lengths(with_digits: bool) -> [u8; 256] {
    let mut lengths = [0; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        lengths[byte as usize] = match byte {
            b'0'..=b'9' => with_digits as u8,
            b'a'..=b'z' | b'A'..=b'Z' => 1,
            // From Ѐ to ѿ all are letters, and two bytes in UTF-8.
            0xd0 | 0xd1 => 2,
            _ => 0,
        };
        byte += 1;
    }
    lengths
}

fn run_length(text: &str, lengths: &[u8; 256]) -> usize {
    let belongs = |letter| matches!(letter, '\u{ad}' | '\u{300}'..='\u{36f}');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match lengths[usize::from(*byte)] {
            0 if byte.is_ascii() => break,
            0 => {
                let letter = text[at..].chars().next();
                match letter.filter(|one| is_letter_or_digit(*one) || belongs(*one)) {
                    Some(letter) => letter.len_utf8(),
                    None => break,
                }
            }
            length => usize::from(length),
        };
    }
    at
}

/// The words of a text, as long as [`word_length`] says.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = text.as_bytes().get(at) {
            if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let start = at;
            at += word_length(&text[start..]);
            if start < at {
                return Some(start..at);
            }
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
        None
    })
}

/// The stretches of a text between white space.
pub fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let end = gap_from(text, start);
            at = end + space_at(text, end).unwrap_or(0);
            if start < end {
                return Some(start..end);
            }
            if at == end {
                return None;
            }
        }
    })
}

/// Where the next white space begins, or the text ends.
fn gap_from(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if MAY_BE_SPACE[usize::from(bytes[at])] && space_at(text, at).is_some() {
            break;
        }
        at += 1;
    }
    at
}

/// How many bytes the white space has that begins at a place, if any does.
#[inline]
fn space_at(text: &str, at: usize) -> Option<usize> {
    match text.as_bytes().get(at)? {
        b' ' | b'\t'..=b'\r' => Some(1),
        0..=0x7f => None,
        _ => {
            let letter = text[at..].chars().next()?;
            letter.is_whitespace().then(|| letter.len_utf8())
        }
    }
}

/// Whether white space may begin with a byte of UTF-8.
static MAY_BE_SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b' ' | b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
        byte += 1;
    }
    table
};

/// The addresses that stand in a text as they are: `https://…`, `www.…`, `name@host`. What ends a sentence or closes a
/// bracket or a quotation behind one does not belong to it.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let may_have = any_pair(text, |byte, next| {
        (byte == b':') & (next == b'/') | (byte == b'w') & (next == b'w') | (byte == b'@')
    });
    let chunks = may_have.then(|| chunks(text)).into_iter().flatten();
    chunks.filter_map(|chunk| {
        let inner = address_in(&text[chunk.clone()])?;
        Some(chunk.start + inner.start..chunk.start + inner.end)
    })
}

/// The address in a stretch without white space.
fn address_in(chunk: &str) -> Option<Range<usize>> {
    if let Some(colon) = chunk.find("://") {
        let scheme = chunk[..colon].trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let start = scheme.len();
        return (start < colon).then(|| start..start + address_length(&chunk[start..]));
    }
    if let Some(start) = chunk.find("www.") {
        let before = chunk[..start].chars().next_back();
        let begins = before.is_none_or(|letter| !is_letter_or_digit(letter));
        return begins.then(|| start..start + address_length(&chunk[start..]));
    }
    mail_in(chunk)
}

/// `name@host`, in the signs that both mostly have (RFC 5321, 4.1.2).
fn mail_in(chunk: &str) -> Option<Range<usize>> {
    let at = chunk.find('@')?;
    let is_inside = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+' | '\'')
    };
    let start = chunk[..at].trim_end_matches(is_inside).len();
    let host = &chunk[at + 1..];
    let host = &host[..host.len() - host.trim_start_matches(is_inside).len()];
    let host = host.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
    (start < at && !host.is_empty()).then(|| start..at + 1 + host.len())
}

/// How much of a stretch that begins with an address is that address.
fn address_length(rest: &str) -> usize {
    let end = rest.find(['<', '>', '"', '«', '»', '“', '”', '„']);
    let whole = &rest[..end.unwrap_or(rest.len())];
    let is_closer = |letter| {
        matches!(
            letter,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*'
        )
    };
    let mut length = whole.trim_end_matches(is_closer).len();
    // A bracket that opens inside the address belongs to it.
    let count = |bracket: char| whole.matches(bracket).count();
    let mut spare = [('(', ')'), ('[', ']')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    while let Some(close) = whole[..length].chars().next_back() {
        let Some((_, left)) = spare
            .iter_mut()
            .find(|(one, left)| *one == close && *left > 0)
        else {
            break;
        };
        *left -= 1;
        length = whole[..length - close.len_utf8()]
            .trim_end_matches(is_closer)
            .len();
    }
    length
}

/// True if two bytes of a text that stand side by side are such.
pub fn any_pair(text: &str, is_such: impl Fn(u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // Without a way out of the loop the compiler looks at sixteen bytes at a time.
    pairs.fold(false, |any, (byte, next)| any | is_such(*byte, *next))
}

/// The bytes of a text that are ones. Most stretches of a text have none, and those are passed over as a whole.
pub fn places(text: &str, is_one: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    const STRETCH: usize = 32;
    let bytes = text.as_bytes();
    // Without a way out of the loop the compiler looks at sixteen bytes at a time.
    let has_one = move |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | is_one(*byte));
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let end = (at / STRETCH * STRETCH + STRETCH).min(bytes.len());
            let rest = &bytes[at..end];
            // Behind the first one of a stretch there may be more.
            let may_have = !at.is_multiple_of(STRETCH) || has_one(rest);
            let ahead = may_have.then(|| rest.iter().position(|byte| is_one(*byte)));
            let Some(ahead) = ahead.flatten() else {
                at = end;
                continue;
            };
            at += ahead + 1;
            return Some(at - 1);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_at_the_first_sign() {
        for (text, expected) in [
            ("", ""),
            ("word, word", "word"),
            ("әке-шеше", "әке"),
            ("вой\u{301}на 5", "вой\u{301}на"),
            ("漢字。", "漢字"),
            ("«a»", ""),
            ("§", ""),
            ("ѿ҂", "ѿ"),
        ] {
            let length = word_length(text);
            assert_eq!(&text[..length], expected);
        }
    }

    #[test]
    fn a_digit_ends_a_word_only_where_that_is_asked() {
        for (text, word, before_digits) in [
            ("R04-x", "R04", "R"),
            ("4x", "4x", ""),
            ("вой\u{301}на5", "вой\u{301}на5", "вой\u{301}на"),
            ("a\u{ad}b٣c7", "a\u{ad}b٣c7", "a\u{ad}b٣c"),
            ("҂", "", ""),
        ] {
            assert_eq!(&text[..word_length(text)], word);
            assert_eq!(&text[..length_before_digits(text)], before_digits);
        }
    }

    #[test]
    fn words_are_what_signs_part() {
        for (text, expected) in [
            ("", vec![]),
            (" — «»", vec![]),
            ("«Әке-шеше», 5 %", vec!["Әке", "шеше", "5"]),
            ("co‑op\u{a0}вой\u{301}на", vec!["co", "op", "вой\u{301}на"]),
            ("漢字。R04 ٣", vec!["漢字", "R04", "٣"]),
        ] {
            let found: Vec<&str> = words(text).map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn chunks_are_what_white_space_parts() {
        for text in [
            "",
            " ",
            "a",
            " a  b\r\nc\t",
            "а\u{a0}б\u{2009}— в\u{3000}",
            "\u{85}«а»\u{1680}é\u{200b}",
            "\0a\u{1f}b\u{7f}c",
            "в Казахстане, 漢字\u{e000} ∀𝄞  Ärzte\u{2028}конец",
        ] {
            let found: Vec<&str> = chunks(text).map(|at| &text[at]).collect();
            let expected: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn each_white_space_parts_wherever_it_stands() {
        for letter in '\0'..=char::MAX {
            for before in ["", "письмо1", "а𝄞"] {
                let text = format!("{before}{letter}я");
                let parts: Vec<&str> = text.split_whitespace().collect();
                let found: Vec<&str> = chunks(&text).map(|at| &text[at]).collect();
                assert_eq!(found, parts, "{letter:?}");
            }
        }
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("See https://e.org/a--b'c.", &["https://e.org/a--b'c"][..]),
            ("(http://e.org/x--y)", &["http://e.org/x--y"]),
            (
                "https://e.org/a_(b), www.e.org!",
                &["https://e.org/a_(b)", "www.e.org"],
            ),
            ("см. «https://e.org/а--б» и т. д.", &["https://e.org/а--б"]),
            ("https://e.org/?a=1&b=2…", &["https://e.org/?a=1&b=2"]),
            ("a www.e.org/[1] b", &["www.e.org/[1]"]),
            ("((see https://e.org/a(b)).)!", &["https://e.org/a(b)"]),
            ("://x awww.e.org w w: /", &[]),
            ("Write (a--b@mail.kz), x@y.", &["a--b@mail.kz", "x@y"]),
            ("@b a@ @ «a@», [@key, p. 3]", &[]),
            ("and/or -- 1:2", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = addresses(text).map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn no_place_is_passed_over() {
        for length in [0, 1, 31, 32, 33, 70] {
            let text = "x".repeat(length);
            for at in 0..length {
                let text = format!("{}-{}", &text[..at], &text[at..]);
                let found: Vec<usize> = places(&text, |byte| byte == b'-').collect();
                assert_eq!(found, [at], "{text}");
            }
            assert_eq!(places(&text, |byte| byte == b'-').next(), None);
            assert_eq!(places(&text, |byte| byte == b'x').count(), length);
        }
    }
}
