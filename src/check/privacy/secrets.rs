//! Values that must not be published, looked for in everything: what stands in `private/`, in `private:` fields, and
//! the words of what was withdrawn. The only door to aho-corasick.

use crate::source::Place;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A value that must not be published.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Secret {
    /// As it was written.
    pub(super) value: String,
    /// Where.
    pub(super) place: Place,
    /// True for what was withdrawn, false for what was never to be seen.
    pub(super) is_withdrawn: bool,
}

/// All of them, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    list: Vec<Secret>,
    search: Option<AhoCorasick>,
}

/// Shorter values would be found in every other word.
const SHORTEST: usize = 4;
/// Words of a withdrawn quote that are too few say nothing by themselves.
const SHORTEST_WITHDRAWN: usize = 8;

impl Secrets {
    /// Of these values; those that are too short to mean anything are left out.
    pub(super) fn new(values: Vec<Secret>) -> Self {
        // Two secrets of one value are one.
        let mut distinct: BTreeMap<String, Secret> = BTreeMap::new();
        for secret in values {
            let folded = Folded::of(&secret.value).text.trim().to_owned();
            let shortest = match secret.is_withdrawn {
                true => SHORTEST_WITHDRAWN,
                false => SHORTEST,
            };
            if folded.chars().count() >= shortest {
                distinct.entry(folded).or_insert(secret);
            }
        }
        let search = AhoCorasick::new(distinct.keys()).ok();
        Self {
            search: search.filter(|_| !distinct.is_empty()),
            list: distinct.into_values().collect(),
        }
    }

    /// True if there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Where they stand in a text, as whole words; case, kinds of spaces, line ends, accents and emphasis do not matter.
    pub(super) fn found_in(&self, text: &str) -> Vec<(&Secret, Range<usize>)> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let folded = Folded::of(text);
        let hits = search.find_overlapping_iter(&folded.text);
        let whole = hits.filter(|hit| folded.is_whole(hit.range()));
        let mut found: Vec<(&Secret, Range<usize>)> = whole
            .map(|hit| {
                (
                    &self.list[hit.pattern().as_usize()],
                    folded.origin(hit.range()),
                )
            })
            .collect();
        found.sort_by_key(|(_, at)| (at.start, std::cmp::Reverse(at.end)));
        found
    }
}

/// A text in which only words count: small letters without their accents (a file name of a Mac, and what was copied from
/// one, has them as signs of their own), one space for any white space, no marks of emphasis.
struct Folded {
    text: String,
    /// For each byte of the text, where its letter stood.
    origins: Vec<usize>,
    end: usize,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            match letter {
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '*' | '_' | '~' | '`' => {}
                letter if letter.is_whitespace() => {
                    if !folded.ends_with(' ') {
                        folded.push(' ');
                    }
                }
                '«' | '»' | '“' | '”' | '„' | '"' => folded.push('"'),
                '’' | '‘' => folded.push('\''),
                '\u{2011}' | '–' | '—' => folded.push('-'),
                letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
                letter => decompose_canonical(letter, |part| {
                    if !is_combining_mark(part) {
                        folded.extend(part.to_lowercase());
                    }
                }),
            }
            origins.resize(folded.len(), at);
        }
        Self {
            text: folded,
            origins,
            end: text.len(),
        }
    }

    fn is_whole(&self, at: Range<usize>) -> bool {
        let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !joins(self.text[..at.start].chars().next_back())
            && !joins(self.text[at.end..].chars().next())
    }

    /// The place in the text as it was.
    fn origin(&self, at: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.origins.get(at).copied().unwrap_or(self.end);
        place(at.start)..place(at.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_do_not_matter() {
        let secret = |value: &str, is_withdrawn| Secret {
            value: value.to_owned(),
            place: Place::file(&"private/names.txt".into()),
            is_withdrawn,
        };
        let secrets = Secrets::new(vec![
            secret("Айгерім Сәрсенова", false),
            secret("abc", false),
            secret("short", true),
        ]);
        for (text, expected) in [
            (
                "сказала айгерім\u{a0}\n Сәрсенова там",
                vec!["айгерім\u{a0}\n Сәрсенова"],
            ),
            ("Айгерім Сәрсеноваға", vec![]),
            ("Айгерім **Сәрсенова**,", vec!["Айгерім **Сәрсенова**"]),
            (
                "*Аи\u{306}герім* С_ә_рсенова",
                vec!["Аи\u{306}герім* С_ә_рсенова"],
            ),
            ("abc short", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = secrets
                .found_in(text)
                .into_iter()
                .map(|(_, at)| &text[at])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
