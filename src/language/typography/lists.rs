//! Lists of words and phrases: every word of a study is looked up in them.

use super::row::is_closer;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words or phrases, as a theme lists them. White space parts the words of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    all: Vec<Vec<String>>,
    /// By the first word, as it is listed and with a capital.
    by_first: Index,
    /// Those that are one word, by this word without what may stand after it.
    by_stem: Index,
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let words = |phrase: &String| phrase.split_whitespace().map(str::to_owned).collect();
        let mut list = Self {
            all: phrases.iter().map(words).collect(),
            ..Self::default()
        };
        for (number, phrase) in list.all.iter().enumerate() {
            let Some(first) = phrase.first() else {
                continue;
            };
            list.by_first.insert(first.clone(), number);
            if let Some(capital) = with_capital(first) {
                list.by_first.insert(capital, number);
            }
            if phrase.len() == 1 {
                let stem = without_closers(first);
                list.by_stem.insert(stem.to_owned(), number);
            }
        }
        list
    }
}

/// The word with a capital, if it has one that is not just the same letter.
fn with_capital(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let small = letters.next()?;
    let capital = small.to_uppercase().next()?;
    // Not so for the first of the two capitals of `ß`, for one.
    let is_its_own = capital != small && capital.to_lowercase().eq([small]);
    is_its_own.then(|| format!("{capital}{}", letters.as_str()))
}

impl Phrases {
    /// All of them, in the order of the list.
    pub(super) fn all(&self) -> &[Vec<String>] {
        &self.all
    }

    /// Those whose first word is `word`, or is with a small first letter.
    #[inline]
    pub(super) fn beginning<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a [String]> {
        let numbers = self.by_first.numbers(word).iter();
        numbers.map(|number| self.all[*number].as_slice())
    }

    /// True if `word` is in the list, or is with a small first letter.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        self.beginning(word).any(|phrase| phrase.len() == 1)
    }

    /// True if `word` is in the list, whatever closes it.
    #[inline]
    pub(super) fn has_closed(&self, word: &str) -> bool {
        let numbers = self.by_stem.numbers(without_closers(word));
        numbers
            .iter()
            .any(|number| ends_as(word, &self.all[*number][0]))
    }
}

#[inline]
fn without_closers(word: &str) -> &str {
    match word.as_bytes() {
        // Most words end with a letter.
        [.., last] if last.is_ascii_alphanumeric() => word,
        [.., 0xd0 | 0xd1, _] => word,
        _ => word.trim_end_matches(is_closer),
    }
}

/// True if nothing but what closes a word stands in `word` after `wanted`.
pub(super) fn ends_as(word: &str, wanted: &str) -> bool {
    (word.strip_prefix(wanted)).is_some_and(|rest| rest.chars().all(is_closer))
}

/// Numbers of phrases by a word of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Index {
    numbers: BTreeMap<String, Vec<usize>>,
    sieve: Sieve,
}

impl Index {
    fn insert(&mut self, word: String, number: usize) {
        self.sieve.insert(&word);
        self.numbers.entry(word).or_default().push(number);
    }

    #[inline]
    fn numbers(&self, word: &str) -> &[usize] {
        match self.sieve.may_have(word) {
            true => self.look_up(word),
            false => &[],
        }
    }

    #[inline(never)]
    fn look_up(&self, word: &str) -> &[usize] {
        self.numbers.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Keeps away most words that are not in a list: those that no listed word resembles in length and first letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sieve {
    /// The first letters of the words of each length in bytes, up to the longest.
    letters: Vec<u64>,
}

impl Sieve {
    fn insert(&mut self, word: &str) {
        let lengths = self.letters.len().max(word.len() + 1);
        self.letters.resize(lengths, 0);
        self.letters[word.len()] |= Self::letter(word);
    }

    #[inline]
    fn may_have(&self, word: &str) -> bool {
        let letters = self.letters.get(word.len());
        letters.is_some_and(|letters| letters & Self::letter(word) != 0)
    }

    /// One of 64 bits. Letters of one alphabet differ in the last six bits of their only byte, or of their second.
    #[inline]
    fn letter(word: &str) -> u64 {
        let byte = match word.as_bytes() {
            [0x80..=0xff, byte, ..] | [byte, ..] => *byte,
            [] => 0,
        };
        1 << (byte % 64)
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_are_found_by_their_first_word() {
        let list = ["в", "и т. д.", "во", "", "и", "ß", "ıa", "漢字"];
        let list = Phrases::from(list.map(str::to_owned).to_vec());
        let found = |word: &str| {
            let found = list.beginning(word).map(|one| one.join("_"));
            found.collect::<Vec<_>>()
        };
        assert_eq!(found("во"), ["во"]);
        assert_eq!(found("В"), ["в"]);
        assert_eq!(found("И"), ["и_т._д.", "и"]);
        assert_eq!(found("漢字"), ["漢字"]);
        for other in ["", "вода", "а", "SS", "Sß", "Ia", "вО", "водопроводчик"]
        {
            assert!(found(other).is_empty(), "{other}");
        }
        assert!(list.has("И") && list.has("во") && !list.has("т."));
        assert_eq!(list.all().len(), 8);
    }

    #[test]
    fn a_word_is_found_whatever_closes_it() {
        let list = ["г.", "же", "—", "…", "в г."].map(str::to_owned).to_vec();
        let list = Phrases::from(list);
        for word in ["г.", "г.»,", "же", "же?!", "—", "…", "….", "же…"] {
            assert!(list.has_closed(word), "{word}");
        }
        for word in ["г", "г,", "Же", "жест", "же-", "", ".", "в", "(же"] {
            assert!(!list.has_closed(word), "{word}");
        }
    }
}
