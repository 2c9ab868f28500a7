//! Which text of a block is another language's, left standing.

use super::meaning::{self, Word};
use crate::language::{Lang, PerLang, places};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many equal words in a row are no accident.
const RUN: usize = 4;

/// The words of a thing's texts; see [`ordinary`].
type Words = PerLang<Vec<String>>;

/// For each thing of a chapter or a file: the languages whose text is another language's, left standing.
pub(super) fn copied(things: &[&PerLang<Arc<str>>], languages: &[Lang]) -> Vec<BTreeSet<Lang>> {
    let mut found = vec![BTreeSet::new(); things.len()];
    let suspects: Vec<(usize, Words)> = (things.iter().enumerate())
        .filter(|(_, texts)| may_share(texts))
        .map(|(at, texts)| (at, words(texts)))
        .filter(|(_, words)| shares(words, languages))
        .collect();
    if suspects.is_empty() {
        return found;
    }
    let all: Vec<Words> = things.iter().map(|texts| words(texts)).collect();
    let habits = Habits::of(all.iter());
    for (at, words) in &suspects {
        found[*at] = copies(words, languages, &habits);
    }
    found
}

fn words(texts: &PerLang<Arc<str>>) -> Words {
    let texts = texts.iter();
    let words = texts.map(|(lang, text)| (lang.clone(), ordinary(meaning::words(text))));
    words.collect()
}

/// False if no two texts can have a row of equal words: a text that is almost all Cyrillic shares none with one that is
/// almost all Latin, and most things have two such texts. Looks at bytes alone.
fn may_share(texts: &PerLang<Arc<str>>) -> bool {
    let runs: Vec<[bool; 2]> = texts.iter().map(|(_, text)| may_have_runs(text)).collect();
    let many = |kind: usize| runs.iter().filter(|one| one[kind]).count() > 1;
    many(0) || many(1)
}

/// May a text have a row of words with letters beyond ASCII, and one of words with letters of ASCII? A word in quotation
/// marks, or with an accent, counts as both. Rather true than wrong.
fn may_have_runs(text: &str) -> [bool; 2] {
    let is_latin = |byte: u8| byte.is_ascii_alphabetic();
    // A text of few letters has few words, and most texts have few letters of the one kind or the other.
    let others = places(text, |byte| !byte.is_ascii()).nth(RUN - 1).is_some();
    let latin = places(text, is_latin).nth(RUN - 1).is_some();
    if !others || !latin {
        return [others, latin];
    }
    let is_letter = |byte: u8| is_latin(byte) || !byte.is_ascii();
    let words = text.as_bytes().split(|byte| !is_letter(*byte));
    let mut counts = [0, 0];
    for word in words {
        counts[0] += usize::from(!word.is_ascii());
        counts[1] += usize::from(word.iter().any(|byte| is_latin(*byte)));
    }
    counts.map(|count| count >= RUN)
}

/// True if two texts have a row of equal words.
fn shares(words: &Words, languages: &[Lang]) -> bool {
    let texts: Vec<&Vec<String>> = languages
        .iter()
        .filter_map(|lang| words.get(lang))
        .collect();
    let mut pairs = (texts.iter().enumerate())
        .flat_map(|(at, ours)| texts[at + 1..].iter().map(move |theirs| (ours, theirs)));
    pairs.any(|(ours, theirs)| !in_both(ours, theirs).is_empty())
}

/// What the texts of each language look like in general: in how many blocks each word stands, and its script.
#[derive(Debug, Default)]
struct Habits<'w> {
    words: BTreeMap<Lang, BTreeMap<&'w str, usize>>,
    latin: BTreeMap<Lang, [usize; 2]>,
}

impl<'w> Habits<'w> {
    /// Of all the texts of a chapter or a file.
    fn of(things: impl Iterator<Item = &'w Words>) -> Self {
        let mut habits = Self::default();
        for texts in things {
            for (lang, words) in texts.iter() {
                habits.add(lang, words);
            }
        }
        habits
    }

    fn add(&mut self, lang: &Lang, words: &'w [String]) {
        let latin = self.latin.entry(lang.clone()).or_default();
        for word in words {
            latin[usize::from(is_latin(word))] += 1;
        }
        let counts = self.words.entry(lang.clone()).or_default();
        let words = words.iter().map(String::as_str);
        for word in words
            .filter(|word| !word.is_empty())
            .collect::<BTreeSet<_>>()
        {
            *counts.entry(word).or_default() += 1;
        }
    }

    /// How well words go with a language: how often it has them in other blocks than this one, then how many of its
    /// words are of their script.
    fn fit(&self, lang: &Lang, run: &BTreeSet<&str>) -> (usize, usize) {
        let counts = self.words.get(lang);
        let count = |word: &&&str| counts.and_then(|all| all.get(**word)).copied().unwrap_or(0);
        let elsewhere = run.iter().map(|word| count(&word).saturating_sub(1)).sum();
        let [other, latin] = self.latin.get(lang).copied().unwrap_or_default();
        let run_is_latin = 2 * run.iter().filter(|word| is_latin(word)).count() >= run.len();
        let alike = if run_is_latin { latin } else { other };
        (elsewhere, 100 * alike / (latin + other).max(1))
    }
}

/// The languages that copy: of two texts with four equal words in a row the one whose language they suit less; of two
/// that they suit alike, the later language of the study.
fn copies(words: &Words, languages: &[Lang], habits: &Habits<'_>) -> BTreeSet<Lang> {
    let texts: Vec<(&Lang, &Vec<String>)> = languages
        .iter()
        .filter_map(|lang| Some((lang, words.get(lang)?)))
        .collect();
    let mut copied = BTreeSet::new();
    for (at, (first, ours)) in texts.iter().enumerate() {
        for (second, theirs) in &texts[at + 1..] {
            let run = in_both(ours, theirs);
            if !run.is_empty() {
                let is_theirs = habits.fit(first, &run) < habits.fit(second, &run);
                copied.insert(if is_theirs {
                    (*first).clone()
                } else {
                    (*second).clone()
                });
            }
        }
    }
    copied
}

/// Words of all runs that both have.
fn in_both<'t>(ours: &'t [String], theirs: &[String]) -> BTreeSet<&'t str> {
    let known: BTreeSet<&String> = theirs.iter().filter(|word| !word.is_empty()).collect();
    // Most texts share no row of words at all.
    let mut shared = ours.split(|word| !known.contains(word));
    if !shared.any(|row| row.len() >= RUN) {
        return BTreeSet::new();
    }
    let is_run = |run: &&[String]| run.iter().all(|word| !word.is_empty());
    let there: BTreeSet<&[String]> = theirs.windows(RUN).filter(is_run).collect();
    let both = ours.windows(RUN).filter(|run| there.contains(run));
    both.flatten().map(String::as_str).collect()
}

/// The words in lower case; an empty one for each that may be equal in all languages: names, code.
fn ordinary(words: Vec<Word>) -> Vec<String> {
    let ordinary = |word: Word| {
        let mut letters = word.text.chars();
        let has_capital = letters.next().is_some_and(char::is_uppercase);
        let is_shouted = has_capital && letters.next().is_some_and(char::is_uppercase);
        let is_name = is_shouted || (has_capital && !word.is_first);
        if word.is_foreign || is_name {
            String::new()
        } else {
            word.text.to_lowercase()
        }
    };
    // Numbers are the same in all languages, and make no words of their neighbours.
    let is_word = |word: &Word| word.text.chars().any(char::is_alphabetic);
    words.into_iter().filter(is_word).map(ordinary).collect()
}

fn is_latin(word: &str) -> bool {
    word.chars()
        .all(|one| one.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_copies() {
        let tags = ["en", "ru"].map(|tag| Lang::parse(tag).expect(tag));
        let block = |en: &str, ru: &str| -> PerLang<Arc<str>> {
            tags.iter().cloned().zip([en.into(), ru.into()]).collect()
        };
        let rest = block(
            "The owner of the mill lives far from here.",
            "Хозяин мельницы живёт далеко отсюда.",
        );
        for (en, ru, expected) in [
            (
                "We asked them what they need.",
                "Мы спросили, что им нужно.",
                "",
            ),
            (
                "We asked them what they need.",
                "We asked them what they need.",
                "ru",
            ),
            (
                "Мы спросили, что им нужно.",
                "Мы спросили, что им нужно.",
                "en",
            ),
            ("We asked them.", "We asked them.", ""),
            ("We asked 12 of them.", "We asked 12 of them.", "ru"),
            (
                "Half of it: we asked them what",
                "Половина: we asked them what",
                "ru",
            ),
            (
                "See United Nations Global Compact Office",
                "См. United Nations Global Compact Office",
                "",
            ),
            (
                "Run `we asked them what they need`",
                "Запуск `we asked them what they need`",
                "",
            ),
            (
                "A",
                "<span lang=\"en\">We asked them what they need</span>",
                "",
            ),
            (
                "[we asked them what they need](a.md)",
                "we asked them what they need",
                "",
            ),
            ("1 2 3 4 5 6", "1 2 3 4 5 6", ""),
            ("Été déjà vécu là-bas.", "Été déjà vécu là-bas.", "ru"),
            (
                "In short: мы спросили, что им нужно.",
                "Мы спросили, что им нужно (A, B).",
                "en",
            ),
        ] {
            let texts = block(en, ru);
            let found: Vec<String> = copied(&[&texts, &rest], &tags)[0]
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(found.join(" "), expected, "{en} | {ru}");
        }
    }
}
