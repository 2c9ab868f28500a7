//! Lists of words and phrases, found by their first letter: every word of a study is looked up in them.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Words or phrases, as a theme lists them. White space parts the words of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    all: Vec<Vec<String>>,
    /// By the first letter; numbers of `all`.
    by_letter: BTreeMap<char, Vec<usize>>,
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let words = |phrase: &String| phrase.split_whitespace().map(str::to_owned).collect();
        let all: Vec<Vec<String>> = phrases.iter().map(words).collect();
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (number, phrase) in all.iter().enumerate() {
            let letter = phrase.first().and_then(|word| word.chars().next());
            if let Some(letter) = letter {
                by_letter.entry(letter).or_default().push(number);
            }
        }
        Self { all, by_letter }
    }
}

impl Phrases {
    /// All of them, in the order of the list.
    pub(super) fn all(&self) -> &[Vec<String>] {
        &self.all
    }

    /// Those that begin with the first letter of `word`, or with its small form.
    pub(super) fn like<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a [String]> {
        let letter = word.chars().next();
        let capital = letter.filter(|letter| letter.is_uppercase());
        let small = capital.and_then(|letter| letter.to_lowercase().next());
        let letters = [letter, small].into_iter().flatten();
        let numbers = letters.filter_map(|letter| self.by_letter.get(&letter));
        numbers.flatten().map(|number| self.all[*number].as_slice())
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
        assert_eq!(list.all().len(), 4);
    }
}
