//! What a language is known by when its texts are checked: its letters, its commonest words, its words for numbers.
//!
//! Like the rules of typography, all of it is data from the theme's `strings/LANG.yaml`; a language without it is checked less.

use super::beginnings::Beginnings;
use super::letters::small;
use super::stem::Stemmer;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// As it stands in `strings/LANG.yaml`: lists are words with spaces between them. A `*` at the end of a word stands for
/// any ending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    /// The alphabet, in small letters.
    pub letters: String,
    /// Words that nearly every sentence has: articles, prepositions, pronouns.
    pub stop_words: String,
    /// Name of the Snowball stemmer, if there is one for this language.
    pub stemmer: Option<String>,
    /// Cardinal numbers in all their forms, by value.
    pub numbers: BTreeMap<u64, String>,
    /// Words that may stand where another language has the number: ordinals, compounds, `both`, `twice`.
    pub number_like: BTreeMap<u64, String>,
    /// Words that multiply the number before them, by the number of zeros.
    pub scales: BTreeMap<usize, String>,
    /// Words for the percent sign.
    pub percent: String,
    /// What stands behind an hour that is twelve later by the clock of the other language: `pm`.
    pub afternoon: String,
}

/// The same, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    letters: BTreeSet<char>,
    stop_words: BTreeSet<String>,
    /// How they begin: most words of a text begin otherwise.
    stop_word_beginnings: Beginnings,
    stemmer: Stemmer,
    numbers: BTreeMap<String, u64>,
    /// How all words begin that are or may stand for a number.
    number_beginnings: Beginnings,
    number_like: BTreeMap<String, u64>,
    /// By first letter: the stems are many, and every word of every text is asked about.
    number_like_stems: BTreeMap<char, Vec<(String, u64)>>,
    scales: Vec<(String, usize)>,
    percent: Vec<String>,
    afternoon: Vec<String>,
}

impl Lexicon {
    /// Prepares what was written.
    pub fn new(written: &Written) -> Self {
        let mut number_like = BTreeMap::new();
        let mut stems: BTreeMap<char, Vec<(String, u64)>> = BTreeMap::new();
        for (value, words) in &written.number_like {
            for word in words.split_whitespace() {
                let word = folded(word);
                match (word.strip_suffix('*'), word.chars().next()) {
                    (Some(stem), Some(first)) => {
                        let stems = stems.entry(first).or_default();
                        stems.push((stem.to_owned(), *value));
                    }
                    _ => drop(number_like.insert(word.into_owned(), *value)),
                }
            }
        }
        let numbers = written.numbers.iter().flat_map(|(value, words)| {
            let words = words.split_whitespace();
            words.map(|word| (folded(word).into_owned(), *value))
        });
        let scales = written.scales.iter().flat_map(|(zeros, words)| {
            let words = words.split_whitespace();
            words.map(|word| (folded(word).into_owned(), *zeros))
        });
        let numbers: BTreeMap<String, u64> = numbers.collect();
        let mut number_beginnings = Beginnings::of(numbers.keys().chain(number_like.keys()));
        let all_stems = stems.values().flatten();
        all_stems.for_each(|(stem, _)| number_beginnings.add_stem(stem));
        let stop_words = written.stop_words.split_whitespace();
        let stop_words: BTreeSet<String> =
            stop_words.map(|word| folded(word).into_owned()).collect();
        Self {
            number_beginnings,
            letters: written.letters.chars().collect(),
            stop_word_beginnings: Beginnings::of(stop_words.iter()),
            stop_words,
            stemmer: Stemmer::called(written.stemmer.as_deref()),
            numbers,
            number_like,
            number_like_stems: stems,
            scales: scales.collect(),
            percent: written
                .percent
                .split_whitespace()
                .map(|word| folded(word).into_owned())
                .collect(),
            afternoon: written
                .afternoon
                .split_whitespace()
                .map(|word| folded(word).into_owned())
                .collect(),
        }
    }

    /// The alphabet; empty if nothing is known of it.
    pub fn letters(&self) -> &BTreeSet<char> {
        &self.letters
    }

    /// True for one of the commonest words; it need not be folded.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_word_beginnings.may_be(word) && self.stop_words.contains(folded(word).as_ref())
    }

    /// True if anything is known of the commonest words.
    pub fn has_stop_words(&self) -> bool {
        !self.stop_words.is_empty()
    }

    /// What cuts words down to their stems.
    pub fn stemmer(&self) -> &Stemmer {
        &self.stemmer
    }

    /// The value of a cardinal number: `двух` is 2.
    pub(super) fn number(&self, word: &str) -> Option<u64> {
        self.numbers.get(word).copied()
    }

    /// False if no word that is or may stand for a number begins as this one does; it need not be folded.
    pub(super) fn may_be_number(&self, word: &str) -> bool {
        self.number_beginnings.may_be(word)
    }

    /// The number that a word may stand for: `второй`, `both`.
    pub(super) fn number_like(&self, word: &str) -> Option<u64> {
        let exact = self.number_like.get(word).copied();
        exact.or_else(|| {
            let first = word.chars().next()?;
            let mut stems = self.number_like_stems.get(&first)?.iter();
            stems
                .find(|(stem, _)| word.starts_with(stem.as_str()))
                .map(|(_, value)| *value)
        })
    }

    /// How many zeros a word adds to the number before it: `млн` adds 6.
    pub(super) fn zeros(&self, word: &str) -> Option<usize> {
        let mut scales = self.scales.iter();
        scales
            .find(|(scale, _)| fits(scale, word))
            .map(|(_, zeros)| *zeros)
    }

    /// True if a text begins with what makes the hour before it one of the afternoon.
    pub(super) fn begins_with_afternoon(&self, text: &str) -> bool {
        let is_end = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let mut words = self.afternoon.iter();
        words.any(|word| {
            let start = text.get(..word.len());
            start.is_some_and(|start| folded(start) == *word && is_end(&text[word.len()..]))
        })
    }

    /// True for a word that says what `%` says.
    pub fn is_percent(&self, word: &str) -> bool {
        self.percent.iter().any(|one| fits(one, word))
    }
}

fn fits(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => pattern == word,
    }
}

pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// A word as it is looked up: in small letters, without soft hyphens, ё as е.
pub fn folded(word: &str) -> Cow<'_, str> {
    let is_folded =
        |letter| letter == folded_letter(letter) && !matches!(letter, SOFT_HYPHEN | 'İ');
    let Some(first) = word.find(|letter| !is_folded(letter)) else {
        return Cow::Borrowed(word);
    };
    let mut text = String::with_capacity(word.len() + 2);
    text.push_str(&word[..first]);
    for letter in word[first..].chars().filter(|one| *one != SOFT_HYPHEN) {
        let one = folded_letter(letter);
        match one == letter {
            // The small form of İ is two.
            true => text.extend(letter.to_lowercase()),
            false => text.push(one),
        }
    }
    Cow::Owned(text)
}

pub(super) fn folded_letter(letter: char) -> char {
    match small(letter) {
        'ё' => 'е',
        small => small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_word_is_known_however_it_is_written() {
        let lexicon = Lexicon::new(&Written {
            stop_words: "of the её".to_owned(),
            ..Written::default()
        });
        for (word, expected) in [
            ("of", true),
            ("The", true),
            ("ЕЕ", true),
            ("Её", true),
            ("t\u{ad}he", true),
            ("theme", false),
            ("off", false),
            ("", false),
        ] {
            assert_eq!(lexicon.is_stop_word(word), expected, "{word}");
        }
        assert!(!Lexicon::default().is_stop_word("of"));
    }
}
