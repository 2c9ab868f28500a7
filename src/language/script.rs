//! Which script a letter belongs to, and which letters of two scripts look alike.

use super::is_letter;

/// A script that texts of a study may mix up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// a, é, ə
    Latin,
    /// а, і, ә
    Cyrillic,
    /// Any other letter.
    Other,
}

impl Script {
    /// The script of a letter; `None` for what is no letter.
    pub fn of(letter: char) -> Option<Self> {
        if !is_letter(letter) {
            return None;
        }
        Some(match letter {
            'a'..='z' | 'A'..='Z' => Self::Latin,
            '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}'
            | '\u{1c80}'..='\u{1c8f}'
            | '\u{2de0}'..='\u{2dff}'
            | '\u{a640}'..='\u{a69f}' => Self::Cyrillic,
            _ => Self::Other,
        })
    }

    /// False if a text has no letter of this script, told by its bytes, many at a time. Rather true than wrong.
    pub fn may_be_in(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        // Without a way out of the loop the compiler looks at sixteen bytes at a time.
        match self {
            Self::Latin => bytes.iter().fold(false, |any, byte| {
                any | byte.is_ascii_alphabetic() | matches!(byte, 0xc3..=0xca | 0xe1)
            }),
            Self::Cyrillic => {
                let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
                pairs.fold(false, |any, (byte, next)| {
                    // Dashes and quotation marks begin with e2 as well.
                    let is_rare = (*byte == 0xe2) & (*next == 0xb7);
                    any | is_rare | matches!(byte, 0xd0..=0xd4 | 0xe1 | 0xea)
                })
            }
            Self::Other => true,
        }
    }

    /// As it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Other => "other",
        }
    }
}

/// Letters that most typefaces draw alike: Latin, Cyrillic. Small and capital letters apart: `т` is no `t`, but `Т` is `T`.
const LOOK_ALIKES: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('ë', 'ё'),
    ('h', 'һ'),
    ('i', 'і'),
    ('ï', 'ї'),
    ('j', 'ј'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'ә'),
    ('ɵ', 'ө'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('Ë', 'Ё'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Y', 'Ү'),
    ('Ə', 'Ә'),
    ('Ɵ', 'Ө'),
];

/// The letters of the other script that look like this one.
pub fn look_alikes(letter: char) -> impl Iterator<Item = char> {
    LOOK_ALIKES.iter().filter_map(move |(latin, cyrillic)| {
        if *latin == letter {
            Some(*cyrillic)
        } else if *cyrillic == letter {
            Some(*latin)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn no_letter_of_a_script_is_missed() {
        for letter in '\0'..=char::MAX {
            let text = format!("1{letter}");
            let script = Script::of(letter);
            assert!(
                script.is_none_or(|script| script.may_be_in(&text)),
                "{text}"
            );
        }
        for (text, latin, cyrillic) in [
            ("", false, false),
            ("– 1 «2» … “”", false, false),
            ("word – “é”", true, false),
            ("слово – «ә»", false, true),
            ("слово a", true, true),
        ] {
            let found = [Script::Latin, Script::Cyrillic].map(|one| one.may_be_in(text));
            assert_eq!(found, [latin, cyrillic], "{text}");
        }
    }
}
