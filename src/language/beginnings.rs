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
    /// Those of folded words.
    pub fn of<'a>(words: impl Iterator<Item = &'a String>) -> Self {
        let mut beginnings = Self::default();
        words.for_each(|word| beginnings.add_word(word));
        beginnings
    }

    /// Adds a folded word.
    pub fn add_word(&mut self, word: &str) {
        let mut letters = word.chars().filter(is_told_apart);
        let mut next = || letters.next().map_or(1 << END, places);
        self.add([next(), next(), next()]);
    }

    /// Adds all words that begin with a folded stem.
    pub fn add_stem(&mut self, stem: &str) {
        let mut letters = stem.chars().filter(is_told_apart);
        let mut next = || letters.next().map_or(u32::MAX, places);
        self.add([next(), next(), next()]);
    }

    /// Adds words by the places that each of their first letters may have, a bit for each.
    fn add(&mut self, [firsts, seconds, thirds]: [u32; 3]) {
        self.rows.resize(LETTERS * LETTERS, 0);
        let is_in = |places: u32| move |at: &usize| places >> at & 1 == 1;
        for first in (0..LETTERS).filter(is_in(firsts)) {
            for second in (0..LETTERS).filter(is_in(seconds)) {
                self.rows[first * LETTERS + second] |= thirds;
            }
        }
    }

    /// False if no word of the list begins as this one does, which need not be folded.
    pub fn may_be(&self, word: &str) -> bool {
        let near = near_places(word.as_bytes());
        let [first, second, third] = near.unwrap_or_else(|| far_places(word));
        let row = self.rows.get(first * LETTERS + second);
        row.is_some_and(|row| row >> third & 1 == 1)
    }
}

/// Where the first letters of a word stand, if all are of the alphabet from a to z or of the block Cyrillic: as most
/// are, so that their bytes are enough. The low bits of the last byte of a letter are those of the letter.
fn near_places(word: &[u8]) -> Option<[usize; 3]> {
    let mut places = [END; 3];
    let mut at = 0;
    for place in &mut places {
        let Some(byte) = word.get(at) else { break };
        at += match byte {
            0..=0x7f => 0,
            0xd0..=0xd3 => 1,
            _ => return None,
        };
        *place = usize::from(*word.get(at)?) % LETTERS;
        at += 1;
    }
    Some(places)
}

/// Where the first letters of any word stand.
fn far_places(word: &str) -> [usize; 3] {
    let mut letters = word.chars().filter(is_told_apart);
    [(); 3].map(|()| letters.next().map_or(END, place))
}

/// False for what may be left out of a word. The small form of İ is an i and a dot.
fn is_told_apart(letter: &char) -> bool {
    !matches!(*letter, SOFT_HYPHEN | '\u{307}')
}

/// The place of a letter, alike whether it is folded or not.
fn place(letter: char) -> usize {
    match letter {
        'İ' => 'i' as usize % LETTERS,
        _ => folded_letter(letter) as usize % LETTERS,
    }
}

/// The places of a folded letter and of its capital, a bit for each; those of ё for е.
fn places(letter: char) -> u32 {
    let forms = |letter: char| letter.to_uppercase().chain([letter]);
    let yo = (letter == 'е').then_some('ё');
    let all = forms(letter).chain(yo.into_iter().flat_map(forms));
    all.fold(1 << place(letter), |bits, one| {
        bits | 1 << (one as usize % LETTERS)
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
    fn a_letter_is_known_in_all_its_forms() {
        // Beyond these no letter has a capital in another alphabet.
        for letter in ('\0'..='\u{2fff}').filter(|one| one.is_alphanumeric()) {
            let words = [
                format!("{letter}в"),
                format!("a{letter}"),
                format!("сё{letter}b"),
            ];
            for word in words {
                let mut beginnings = Beginnings::default();
                beginnings.add_word(&folded(&word));
                assert!(beginnings.may_be(&word), "{word}");
            }
        }
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
