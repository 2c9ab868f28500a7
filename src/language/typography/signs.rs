//! The signs of a row: what its rules look for.
//!
//! They are found once, when a row is made, and are carried along when it is changed, so that no rule reads the letters.

use super::row::{is_dash, is_mark};

/// What a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A full stop.
    Stop,
    /// A dash or a hyphen.
    Dash,
    /// A quotation mark or an apostrophe.
    Mark,
    /// A percent sign.
    Percent,
}

/// One of them and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) sign: Sign,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Spot {
    /// The same sign in a text where what stood at `old` stands at `new`.
    pub(super) fn moved(self, old: usize, new: usize) -> Self {
        Self {
            start: self.start - old + new,
            end: self.end - old + new,
            ..self
        }
    }
}

/// The signs of a text, in order.
pub(super) fn of(text: &str) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(text.len() / 8);
    find(text, 0, &mut spots);
    spots
}

/// Puts the signs of a text behind those that stand before it; the text itself begins at `from`.
pub(super) fn find(text: &str, from: usize, spots: &mut Vec<Spot>) {
    for (at, byte) in text.bytes().enumerate() {
        if !MAY_BEGIN[usize::from(byte)] {
            continue;
        }
        if let Some((sign, length)) = first_of(&text[at..]) {
            let start = from + at;
            let end = start + length;
            spots.push(Spot { sign, start, end });
        }
    }
}

/// The sign that a text begins with, and its length.
fn first_of(text: &str) -> Option<(Sign, usize)> {
    let letter = text.chars().next()?;
    let sign = match letter {
        '.' => Sign::Stop,
        '%' => Sign::Percent,
        _ if is_dash(letter) => Sign::Dash,
        _ if is_mark(letter) => Sign::Mark,
        _ => return None,
    };
    Some((sign, letter.len_utf8()))
}

/// Whether a sign may begin with a byte of UTF-8.
static MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = may_begin(byte as u8);
        byte += 1;
    }
    table
};

const fn may_begin(byte: u8) -> bool {
    match byte {
        b'.' | b'-' | b'"' | b'\'' | b'%' => true,
        // Latin-1 and General Punctuation: no other block has marks or dashes.
        0xc2 | 0xe2 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_found() {
        for letter in '\0'..=char::MAX {
            let expected = match letter {
                '.' => Some(Sign::Stop),
                '%' => Some(Sign::Percent),
                _ if is_mark(letter) => Some(Sign::Mark),
                _ if is_dash(letter) => Some(Sign::Dash),
                _ => None,
            };
            let mut found = Vec::new();
            find(&format!("я{letter}"), 10, &mut found);
            let (start, end) = (12, 12 + letter.len_utf8());
            let expected = expected.map(|sign| Spot { sign, start, end });
            assert_eq!(found, Vec::from_iter(expected), "{letter:?}");
        }
    }
}
