//! How the words of a list begin: asked of every word of every text, before it is folded and looked up.

use super::lexicon::{SOFT_HYPHEN, folded_letter};

/// The first three letters of words, told apart as far as few bits can. Rather says yes than misses a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginnings {
    /// A row for each pair of first letters, in it a bit for each third; no rows if there are no words.
    rows: Vec<u32>,
}

/// So many letters are told apart: those of the small alphabets from a to z and from а to я.
const LETTERS: usize = 32;

/// What stands behind the last letter of a word.
const END: usize = 0;

impl Beginnings {
    /// Adds a folded word.
    pub fn add_word(&mut self, word: &str) {
        let mut letters = letters(word);
        let mut next = || letters.next().unwrap_or(END);
        let (first, second, third) = (next(), next(), next());
        self.rows.resize(LETTERS * LETTERS, 0);
        self.rows[first * LETTERS + second] |= 1 << third;
    }

    /// Adds all words that begin with a folded stem.
    pub(super) fn add_stem(&mut self, stem: &str) {
        let mut letters = letters(stem);
        let mut next = || {
            letters
                .next()
                .map_or(0..LETTERS, |letter| letter..letter + 1)
        };
        let (firsts, seconds, thirds) = (next(), next(), next());
        let thirds = thirds.fold(0, |bits, third| bits | 1 << third);
        self.rows.resize(LETTERS * LETTERS, 0);
        for first in firsts {
            for second in seconds.clone() {
                self.rows[first * LETTERS + second] |= thirds;
            }
        }
    }

    /// False if no word of the list begins as this one does, which need not be folded.
    pub fn may_be(&self, word: &str) -> bool {
        let mut letters = letters(word);
        let mut next = || letters.next().unwrap_or(END);
        let row = self.rows.get(next() * LETTERS + next());
        // Most words begin with two other letters.
        row.is_some_and(|row| *row != 0 && row >> next() & 1 == 1)
    }
}

/// The letters of a word as they are told apart, alike whether it is folded or not.
fn letters(word: &str) -> impl Iterator<Item = usize> {
    // The small form of İ is an i and a dot.
    let letters = word
        .chars()
        .filter(|one| !matches!(*one, SOFT_HYPHEN | '\u{307}'));
    letters.map(|letter| match letter {
        'İ' => 'i' as usize % LETTERS,
        _ => folded_letter(letter) as usize % LETTERS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::folded;

    #[test]
    fn beginnings_are_told_apart() {
        let mut beginnings = Beginnings::default();
        assert!(!beginnings.may_be("two"));
        for word in ["two", "а", "сто", "i\u{307}ki"] {
            beginnings.add_word(word);
        }
        for stem in ["втор", "пя"] {
            beginnings.add_stem(stem);
        }
        for (word, expected) in [
            ("two", true),
            ("twofold", true),
            ("twice", false),
            ("tw", false),
            ("а", true),
            ("ад", false),
            ("СТО", true),
            ("с\u{ad}то", true),
            ("станок", false),
            ("Вторник", true),
            ("вто", true),
            ("вт", false),
            ("Пять", true),
            ("пяльцы", true),
            ("пя", true),
            ("поле", false),
            ("İki", true),
            ("", false),
        ] {
            assert_eq!(beginnings.may_be(word), expected, "{word}");
        }
        beginnings.add_stem("я");
        let found = ["я", "яблоко", "юг"].map(|word| beginnings.may_be(word));
        assert_eq!(found, [true, true, false]);
    }

    #[test]
    fn a_word_of_the_list_is_never_missed() {
        let words = [
            "Ёлка",
            "İki",
            "q\u{ad}a\u{ad}",
            "ǅ",
            "ΣΑΣ",
            "ß",
            "漢字",
            "Ѿ҂",
            "вой\u{301}на",
        ];
        for word in words {
            let mut beginnings = Beginnings::default();
            beginnings.add_word(&folded(word));
            assert!(beginnings.may_be(word), "{word}");
            let mut beginnings = Beginnings::default();
            beginnings.add_stem(&folded(word));
            assert!(beginnings.may_be(&format!("{word}x")), "{word}");
        }
    }
}
