//! From bytes to characters, and back.

/// Bytes after which the characters are counted once. A question walks at most so far.
const STRIDE: usize = 64;

/// The characters of a text, counted once: how many stand before a byte is found without walking there.
#[derive(Clone, Debug)]
pub struct Characters<'a> {
    text: &'a str,
    /// How many begin before each multiple of [`STRIDE`] bytes.
    counted: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// Counts those of `text`; linear in its length.
    pub fn new(text: &'a str) -> Self {
        let strides = text.as_bytes().chunks(STRIDE);
        let counted = strides.scan(0, |before, stride| {
            let here = *before;
            *before += beginning(stride);
            Some(here)
        });
        Self {
            text,
            counted: counted.collect(),
        }
    }

    /// How many begin before a byte; all of them for one past the end.
    pub fn before(&self, byte_offset: usize) -> usize {
        let end = byte_offset.min(self.text.len());
        let stride = (end / STRIDE).min(self.counted.len().saturating_sub(1));
        let counted = self.counted.get(stride).copied().unwrap_or_default();
        counted + beginning(&self.text.as_bytes()[stride * STRIDE..end])
    }

    /// The byte at which a character begins, counted from 0; the end of the text if it has fewer.
    pub fn offset(&self, character: usize) -> usize {
        let after = self.counted.partition_point(|before| *before <= character);
        let Some(stride) = after.checked_sub(1) else {
            return self.text.len();
        };
        let start = stride * STRIDE;
        let bytes = self.text.as_bytes()[start..].iter().enumerate();
        let mut begins = bytes.filter(|(_, byte)| begins_character(**byte));
        let inside = begins.nth(character - self.counted[stride]);
        inside.map_or(self.text.len(), |(at, _)| start + at)
    }
}

fn beginning(bytes: &[u8]) -> usize {
    (bytes.iter())
        .filter(|byte| begins_character(**byte))
        .count()
}

/// False for the bytes `0b10xx_xxxx`, which go on with a character (RFC 3629, section 3).
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_counted_as_if_one_walked(text in "[aя𝄞\u{301}\n]{0,300}", past in 0..9_usize) {
            let characters = Characters::new(&text);
            for (number, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(characters.before(at), number);
                prop_assert_eq!(characters.offset(number), at);
            }
            let number = text.chars().count();
            prop_assert_eq!(characters.before(text.len() + past), number);
            prop_assert_eq!(characters.offset(number + past), text.len());
        }
    }
}
