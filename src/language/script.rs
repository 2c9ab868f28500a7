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
