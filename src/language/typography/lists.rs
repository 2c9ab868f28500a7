//! Lists of words and phrases, found by their first letter: every word of a study is looked up in them.

use crate::language::Letters;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words or phrases, as a theme lists them. White space parts the words of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    all: Vec<Vec<String>>,
    /// Numbers of `all` by the first letter and by its capital, in the order of these.
    by_letter: Vec<(char, Vec<usize>)>,
    /// All letters of `by_letter`: most words begin with none of them.
    letters: Letters,
    /// Bytes of the longest word that a phrase begins with, or of its form with a capital.
    longest: usize,
}

/// So many bytes a capital may be longer than its small letter, or shorter.
pub(super) const LONGER: usize = 4;

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let words = |phrase: &String| phrase.split_whitespace().map(str::to_owned).collect();
        let all: Vec<Vec<String>> = phrases.iter().map(words).collect();
        let first_words = all.iter().filter_map(|phrase| phrase.first());
        let longest = first_words.map(|word| word.len() + LONGER).max();
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (number, phrase) in all.iter().enumerate() {
            let Some(letter) = phrase.first().and_then(|word| word.chars().next()) else {
                continue;
            };
            let capital = letter.to_uppercase().next().filter(|one| *one != letter);
            for letter in [Some(letter), capital].into_iter().flatten() {
                by_letter.entry(letter).or_default().push(number);
            }
        }
        Self {
            all,
            longest: longest.unwrap_or_default(),
            letters: by_letter.keys().copied().collect(),
            by_letter: by_letter.into_iter().collect(),
        }
    }
}

impl Phrases {
    /// All of them, in the order of the list.
    pub(super) fn all(&self) -> &[Vec<String>] {
        &self.all
    }

    /// Those that begin with the first letter of `word`, or with its small form.
    pub(super) fn like<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a [String]> {
        let numbers = match word.chars().next() {
            Some(letter) if self.letters.contains(letter) => self.of_letter(letter),
            _ => &[],
        };
        numbers.iter().map(|number| self.all[*number].as_slice())
    }

    /// Those whose first word may be `word`, whole and with a small or a capital first letter.
    pub(super) fn whole<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a [String]> {
        // Most words are longer than any of the list.
        let word = if word.len() > self.longest { "" } else { word };
        self.like(word)
    }

    fn of_letter(&self, letter: char) -> &[usize] {
        let found = self
            .by_letter
            .binary_search_by_key(&letter, |(letter, _)| *letter);
        found.map_or(&[], |at| &self.by_letter[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_are_found_by_their_first_letter() {
        let list = ["в", "и т. д.", "во", ""].map(str::to_owned).to_vec();
        let list = Phrases::from(list);
        let found = |word: &str| list.like(word).map(|one| one.join("_")).collect::<Vec<_>>();
        assert_eq!(found("вода"), ["в", "во"]);
        assert_eq!(found("В"), ["в", "во"]);
        assert_eq!(found("И"), ["и_т._д."]);
        assert!(found("а").is_empty() && found("").is_empty());
        let whole = |word: &str| list.whole(word).count();
        assert_eq!((whole("во"), whole("Во"), whole("водопровод")), (2, 2, 0));
        assert_eq!(list.all().len(), 4);
    }
}
