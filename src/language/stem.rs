//! The only door to `rust-stemmers`: words cut down to their stems, so that a term is found in all its cases.

use super::is_letter_or_digit;
use rust_stemmers::Algorithm;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Cuts words of one language. Without an algorithm words are compared by their beginnings, which serves languages
/// that add endings one by one, such as Kazakh.
#[derive(Clone, Debug, Default)]
pub struct Stemmer(Option<Snowball>);

#[derive(Clone, Copy, Debug)]
struct Snowball {
    algorithm: Algorithm,
    /// True if a stem begins with the same letter as its word, whatever the word.
    keeps_first: bool,
}

/// A word of a text in small letters; its stem is found when it is first asked for, and once.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    word: Cow<'a, str>,
    stem: OnceCell<String>,
}

impl<'a> Form<'a> {
    /// A folded word.
    pub fn of(word: Cow<'a, str>) -> Self {
        let stem = OnceCell::new();
        Self { word, stem }
    }

    /// The word.
    pub fn word(&self) -> &str {
        &self.word
    }
}

/// Those that only cut and change endings; others also take marks off letters, or beginnings off words.
const OF_ENDINGS: [Algorithm; 2] = [Algorithm::English, Algorithm::Russian];

/// Names of the algorithms, as Snowball spells them.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("arabic", Algorithm::Arabic),
    ("danish", Algorithm::Danish),
    ("dutch", Algorithm::Dutch),
    ("english", Algorithm::English),
    ("finnish", Algorithm::Finnish),
    ("french", Algorithm::French),
    ("german", Algorithm::German),
    ("greek", Algorithm::Greek),
    ("hungarian", Algorithm::Hungarian),
    ("italian", Algorithm::Italian),
    ("norwegian", Algorithm::Norwegian),
    ("portuguese", Algorithm::Portuguese),
    ("romanian", Algorithm::Romanian),
    ("russian", Algorithm::Russian),
    ("spanish", Algorithm::Spanish),
    ("swedish", Algorithm::Swedish),
    ("tamil", Algorithm::Tamil),
    ("turkish", Algorithm::Turkish),
];

/// Vowels of Slavic languages that may stand in one form of a word and not in another.
const FLEETING: [char; 2] = ['о', 'е'];

/// Endings are only looked for behind so many letters.
const SHORTEST: usize = 3;

impl Stemmer {
    /// The algorithm of this name; comparison by beginnings if there is none.
    pub fn called(name: Option<&str>) -> Self {
        let mut known = ALGORITHMS.iter();
        let found = name.and_then(|name| known.find(|(known, _)| *known == name));
        Self(found.map(|(_, algorithm)| Snowball {
            algorithm: *algorithm,
            keeps_first: OF_ENDINGS.contains(algorithm),
        }))
    }

    /// The stem of a word in small letters.
    pub fn stem(&self, word: &str) -> String {
        match self.0 {
            Some(Snowball { algorithm, .. }) => rust_stemmers::Stemmer::create(algorithm)
                .stem(word)
                .into_owned(),
            None => beginning(word).to_owned(),
        }
    }

    /// False if words are compared by their beginnings only.
    pub fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// True if a word of a text may be a form of the word of a term that has this stem.
    pub fn is_form(&self, form: &Form<'_>, stem: &str) -> bool {
        match self.0 {
            // Nearly all words are told apart by this, and stems take long to find.
            Some(snowball) if snowball.keeps_first && !begin_alike(&form.word, stem) => false,
            Some(_) => {
                let own = form.stem.get_or_init(|| self.stem(&form.word));
                own == stem || without_fleeting(own).eq(without_fleeting(stem))
            }
            None => form.word.starts_with(stem),
        }
    }
}

/// False if two words begin with different letters. What begins with a sign may lose it.
fn begin_alike(word: &str, stem: &str) -> bool {
    match (word.chars().next(), stem.chars().next()) {
        (Some(one), Some(other)) => one == other || !is_letter_or_digit(one),
        _ => true,
    }
}

/// The letters of a stem without a vowel that comes and goes before its last letter: `ребенок`, `ребенка`; `колодец`, `колодца`.
fn without_fleeting(stem: &str) -> impl Iterator<Item = char> {
    let at = stem.chars().count().wrapping_sub(2);
    let letters = stem.chars().enumerate();
    letters
        .filter(move |(place, letter)| !(*place == at && at > 1 && FLEETING.contains(letter)))
        .map(|(_, letter)| letter)
}

/// The part of a word that its endings leave alone: the last letter may change before a vowel (`мектеп`, `мектебі`).
fn beginning(word: &str) -> &str {
    let letters = word.chars().count();
    match word.char_indices().next_back() {
        Some((last, _)) if letters > SHORTEST => &word[..last],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_begin_as_their_words_do() {
        for (name, words) in [
            (
                "english",
                "yes yearly dying skies ugly only early use eyes 'tis's ours as y",
            ),
            (
                "russian",
                "я ее ейский ому ими ывшись ость елка щека ёлка их ою",
            ),
        ] {
            let stemmer = Stemmer::called(Some(name));
            for word in words.split(' ') {
                let stem = stemmer.stem(word);
                assert!(begin_alike(word, &stem), "{word} {stem}");
            }
        }
    }

    #[test]
    fn a_term_is_found_in_its_cases() {
        for (stemmer, term, text, is_form) in [
            (Some("russian"), "обсуждение", "обсуждениях", true),
            (Some("russian"), "ребенок", "ребенка", true),
            (Some("russian"), "рекомендация", "рекомендаций", true),
            (Some("russian"), "право", "правительство", false),
            (Some("english"), "organisation", "organisations", true),
            (Some("english"), "discussion", "discuss", true),
            (None, "мектеп", "мектебінде", true),
            (None, "бала", "балалардың", true),
            (None, "құқық", "құрылыс", false),
            (Some("klingon"), "бала", "балалар", true),
        ] {
            let stemmer = Stemmer::called(stemmer);
            let stem = stemmer.stem(term);
            let text = Form::of(text.into());
            assert_eq!(stemmer.is_form(&text, &stem), is_form, "{term} {text:?}");
        }
    }
}
