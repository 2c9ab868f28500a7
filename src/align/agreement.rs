//! Whether the texts of one thing say the same, and what is to be remembered of them.
//!
//! A text that appears for the first time counts as agreed with the others' present texts. From then on a text that
//! comes to say something else has moved on, until somebody agrees. While a thing has one text only there is nothing
//! to agree on, and what is agreed follows it.

use super::meaning;
use crate::language::{Lang, PerLang};
use crate::study::lock::Remembered;
use crate::study::{Odd, State};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing as it stands in the files.
pub(super) struct Present<'a> {
    /// As they are remembered: see [`super::written`].
    pub texts: &'a PerLang<Arc<str>>,
    /// The languages whose text is another's: see [`super::copied`].
    pub copies: &'a BTreeSet<Lang>,
    /// True if it is meant for some languages only.
    pub only: bool,
    /// The languages that are to have it.
    pub wanted: &'a [Lang],
}

/// What is to be remembered, and how the texts stand.
pub(super) fn settle(
    past: &PerLang<Remembered>,
    present: &Present<'_>,
    languages: &[Lang],
) -> (PerLang<Remembered>, State) {
    // A note without a word is no text: nobody can agree on it.
    let has_words = |(_, text): &(&Lang, &Arc<str>)| !text.is_empty();
    if present.texts.iter().all(|one| has_words(&one)) {
        return settled(past, present, languages);
    }
    let texts = present.texts.iter().filter(has_words);
    let texts = texts.map(|(lang, text)| (lang.clone(), Arc::clone(text)));
    let texts = &texts.collect();
    settled(past, &Present { texts, ..*present }, languages)
}

fn settled(
    past: &PerLang<Remembered>,
    present: &Present<'_>,
    languages: &[Lang],
) -> (PerLang<Remembered>, State) {
    let remembered = remember(past, present.texts, languages);
    let state = state(&remembered, present, languages);
    (remembered, state)
}

fn remember(
    past: &PerLang<Remembered>,
    texts: &PerLang<Arc<str>>,
    languages: &[Lang],
) -> PerLang<Remembered> {
    let starts_anew = |lang: &Lang| match (past.get(lang), texts.get(lang)) {
        (Some(old), Some(new)) => is_absent(old) && !says_agreed(old, new),
        (None, _) => true,
        (Some(_), None) => false,
    };
    // Only among two texts there was anything to agree on. One of a language that the study gave up counts as well: it
    // may come back, and then is to be told what has moved on meanwhile.
    let before = languages.iter().filter(|lang| !starts_anew(lang)).count();
    let given_up = past
        .langs()
        .filter(|lang| !languages.contains(lang))
        .count();
    let has_first = languages
        .iter()
        .any(|lang| starts_anew(lang) && texts.get(lang).is_some());
    let agrees = match has_first {
        true => before < 2,
        false => before + given_up < 2,
    };
    let mut remembered = PerLang::new();
    for (lang, old) in past.iter() {
        // A language that the study has no more, or a text that is not there now: what was agreed is kept.
        let kept = if languages.contains(lang) {
            gone(old)
        } else {
            old.clone()
        };
        remembered.insert(lang.clone(), kept);
    }
    for (lang, text) in languages
        .iter()
        .filter_map(|lang| Some((lang, texts.get(lang)?)))
    {
        let old = past.get(lang).filter(|_| !agrees && !starts_anew(lang));
        let differs = old.filter(|old| !says_agreed(old, text));
        let now = Remembered {
            seen: Arc::clone(text),
            agreed: differs.map(|old| Arc::clone(agreed(old))),
            doubt: None,
        };
        remembered.insert(lang.clone(), now);
    }
    remembered
}

/// What was agreed: the text last seen, if nothing else is said.
pub(super) fn agreed(text: &Remembered) -> &Arc<str> {
    text.agreed.as_ref().unwrap_or(&text.seen)
}

/// True if the text is not there any more.
pub(super) fn is_absent(text: &Remembered) -> bool {
    text.seen.is_empty() && text.agreed.is_some()
}

fn gone(text: &Remembered) -> Remembered {
    Remembered {
        seen: Arc::default(),
        agreed: Some(Arc::clone(agreed(text))),
        doubt: None,
    }
}

fn says_agreed(old: &Remembered, new: &str) -> bool {
    let agreed = agreed(old);
    **agreed == *new || meaning::key(agreed) == meaning::key(new)
}

fn state(remembered: &PerLang<Remembered>, present: &Present<'_>, languages: &[Lang]) -> State {
    let mut state = State {
        only: present.only,
        ..State::default()
    };
    if present.texts.is_empty() {
        return state;
    }
    for lang in languages {
        let odd = match present.texts.get(lang) {
            None => (present.wanted.contains(lang) && !present.only).then_some(Odd::Missing),
            Some(_) if present.copies.contains(lang) => Some(Odd::Copied),
            Some(_) => {
                let moved = remembered
                    .get(lang)
                    .is_some_and(|text| text.agreed.is_some());
                (moved && present.texts.len() > 1).then_some(Odd::MovedOn)
            }
        };
        if let Some(odd) = odd {
            state.odd.insert(lang.clone(), odd);
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs() -> Vec<Lang> {
        ["en", "ru", "kk"]
            .map(|tag| Lang::parse(tag).expect(tag))
            .to_vec()
    }

    /// One build: texts in the order of the languages, `-` for one that is not there.
    fn build(past: &mut PerLang<Remembered>, languages: &[Lang], texts: &[&str]) -> String {
        let texts: PerLang<Arc<str>> = languages
            .iter()
            .zip(texts)
            .filter(|(_, text)| **text != "-")
            .map(|(lang, text)| (lang.clone(), Arc::from(*text)))
            .collect();
        let present = Present {
            texts: &texts,
            copies: &BTreeSet::new(),
            only: false,
            wanted: languages,
        };
        let (remembered, state) = settle(past, &present, languages);
        *past = remembered;
        let odd: Vec<String> = languages
            .iter()
            .filter_map(|lang| Some(format!("{lang} {}", state.of(lang)?.word())))
            .collect();
        odd.join(", ")
    }

    #[test]
    fn states_from_build_to_build() {
        let stories: [&[(&[&str], &str)]; 9] = [
            // One text moves on, and back.
            &[
                (&["a", "б"], ""),
                (&["x", "б"], "en moved-on"),
                (&["y", "б"], "en moved-on"),
                (&["a", "б"], ""),
            ],
            &[(&["a", "б"], ""), (&["x", "в"], "en moved-on, ru moved-on")],
            // Only meaning counts.
            &[
                (&["a \"b\" - c", "б"], ""),
                (&["*a* “b” — c", "б"], ""),
                (&["a b c d", "б"], "en moved-on"),
            ],
            // A translation comes later.
            &[
                (&["a", "-"], "ru missing"),
                (&["x", "-"], "ru missing"),
                (&["x", "б"], ""),
            ],
            &[(&["a", "-"], "ru missing"), (&["x", "б"], "")],
            // A text goes and comes back as it was; the other one has moved on meanwhile.
            &[
                (&["a", "б"], ""),
                (&["x", "-"], "ru missing"),
                (&["x", "б"], "en moved-on"),
            ],
            // It comes back otherwise: that is a new text.
            &[
                (&["a", "б"], ""),
                (&["x", "-"], "ru missing"),
                (&["x", "в"], ""),
            ],
            &[(&["-", "-"], ""), (&["a", "б"], "")],
            // What is left without a word is not there.
            &[
                (&["a", "б"], ""),
                (&["a", ""], "ru missing"),
                (&["a", ""], "ru missing"),
                (&["", ""], ""),
                (&["a", "б"], ""),
            ],
        ];
        for story in stories {
            let languages = &langs()[..2];
            let mut past = PerLang::new();
            for (texts, expected) in story {
                assert_eq!(
                    build(&mut past, languages, texts),
                    *expected,
                    "{story:?} {texts:?}"
                );
            }
        }
    }

    #[test]
    fn a_third_language_settles_nothing_between_the_first_two() {
        let languages = langs();
        let mut past = PerLang::new();
        build(&mut past, &languages, &["a", "б", "-"]);
        assert_eq!(
            build(&mut past, &languages, &["x", "б", "-"]),
            "en moved-on, kk missing"
        );
        assert_eq!(
            build(&mut past, &languages, &["x", "б", "в"]),
            "en moved-on"
        );
    }

    #[test]
    fn a_language_that_the_study_gives_up_is_not_forgotten() {
        let languages = langs();
        let mut past = PerLang::new();
        build(&mut past, &languages, &["a", "б", "в"]);
        assert_eq!(build(&mut past, &languages[..2], &["a", "б"]), "");
        assert_eq!(past.get(&languages[2]).map(|text| &*text.seen), Some("в"));
        assert_eq!(
            build(&mut past, &languages, &["a", "x", "в"]),
            "ru moved-on"
        );
    }
}
