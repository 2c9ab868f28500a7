//! Spaces at which no line may break.
//!
//! Every rule only says which gaps between words stay together; the gaps are changed once, at the end.

use super::Rules;
use super::lists::ends_as;
use super::row::{Edit, NO_BREAK, Row, is_opener};
use super::signs::Sign;
use crate::language::is_letter;
use std::ops::Range;

/// `т.е.` gets its space, `50%` the language's distance.
pub(super) fn open_up(rules: &Rules, row: &mut Row) {
    if let Some(space) = &rules.percent_space {
        let edits = percents(row, space);
        row.apply(&edits);
    }
    let edits = closed_phrases(rules, row);
    row.apply(&edits);
}

/// Makes the spaces that hold words together no-break spaces. Spaces that are already of a special kind stay.
pub(super) fn glue(rules: &Rules, row: &mut Row) {
    let words = words(row);
    let gaps = glued(rules, &words);
    let together = gaps
        .iter()
        .zip(words.windows(2))
        .filter(|(glued, _)| **glued);
    let edits: Vec<Edit<'_>> = together
        .map(|(_, pair)| pair[0].place.end..pair[1].place.start)
        .filter(|gap| {
            let plain = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
            row.is_free(gap) && row.text[gap.clone()].bytes().all(plain)
        })
        .map(|at| Edit { at, text: NO_BREAK })
        .collect();
    drop(words);
    row.apply(&edits);
}

/// A word with what belongs to it.
struct Word<'a> {
    /// Its place in the row.
    place: Range<usize>,
    /// Its letters.
    text: &'a str,
    /// The same without opening quotation marks and brackets.
    core: &'a str,
}

impl Word<'_> {
    /// The core with a small first letter.
    fn small(&self) -> String {
        let mut letters = self.core.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect()
    }

    /// True if the core is `wanted`, or is with a small first letter.
    fn is_first(&self, wanted: &str) -> bool {
        self.core == wanted || self.small() == wanted
    }

    fn is_last(&self, wanted: &str) -> bool {
        ends_as(self.text, wanted)
    }
}

fn words(row: &Row) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(row.text.len() / 5);
    for place in row.words() {
        let text = &row.text[place.clone()];
        let core = without_openers(text);
        words.push(Word { place, text, core });
    }
    words
}

fn without_openers(word: &str) -> &str {
    match word.as_bytes() {
        // Most words begin with a letter.
        [0xd0 | 0xd1, ..] => word,
        [first, ..] if first.is_ascii_alphanumeric() => word,
        _ => word.trim_start_matches(is_opener),
    }
}

/// For each gap between two words: do they stay together?
fn glued(rules: &Rules, words: &[Word<'_>]) -> Vec<bool> {
    let mut gaps: Vec<bool> = Vec::with_capacity(words.len());
    for (at, pair) in words.windows(2).enumerate() {
        let [word, next] = pair else { continue };
        let is_after_number = || at > 0 && gaps[at - 1] && ends_a_number(&words[at - 1], word);
        let stays = keeps_number(rules, word.core, next.text)
            || rules.no_break_before.has_closed(next.text)
            || (rules.no_break_initials
                && is_initial(word.core)
                && leads_to_surname(&words[at + 1..]))
            || (rules.no_break_after.has(word.core) && !is_after_number());
        gaps.push(stays);
    }
    for (at, word) in words.iter().enumerate() {
        for parts in rules.no_break_inside.beginning(word.core) {
            if is_phrase(&words[at..], parts) {
                gaps[at..at + parts.len() - 1].fill(true);
            }
        }
    }
    gaps
}

/// In `2021 г. Она` the abbreviation belongs to the year, not to what follows.
fn ends_a_number(before: &Word<'_>, word: &Word<'_>) -> bool {
    word.text.ends_with('.')
        && before
            .text
            .ends_with(|letter: char| letter.is_ascii_digit())
}

fn keeps_number(rules: &Rules, number: &str, next: &str) -> bool {
    if !number.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let first = next.chars().next().unwrap_or(' ');
    let is_unit = is_letter(first) || matches!(first, '%' | '‰' | '°' | '₸' | '$' | '€' | '№');
    (rules.no_break_after_number && is_unit && is_number(number))
        || (rules.no_break_groups && is_group_start(number) && is_group(next))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.ends_with(|letter: char| letter.is_ascii_digit())
        && (word.chars())
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':' | '-' | '–'))
}

fn is_group_start(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Three digits, then nothing that would make them another kind of number.
fn is_group(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word[digits..].chars().next();
    digits == 3 && rest.is_none_or(|letter| !letter.is_alphabetic() && letter != '-')
}

/// `У.`, `Дж.`, `С.А.`
fn is_initial(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else {
        return false;
    };
    letters.split('.').all(|one| {
        let mut letters = one.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(char::is_lowercase)
            && letters.next().is_none()
    })
}

/// True if after more initials, or none, a word of at least two letters with a capital follows.
fn leads_to_surname(words: &[Word<'_>]) -> bool {
    // Nobody has more than four initials; without a bound a long row of them would be looked through again and again.
    let mut near = words.iter().take(4);
    let Some(word) = near.find(|word| !is_initial(word.text)) else {
        return false;
    };
    let mut letters = word.text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_alphabetic)
}

/// True if the words are the phrase; the first is known to be.
fn is_phrase(words: &[Word<'_>], parts: &[String]) -> bool {
    let [_, middle @ .., last] = parts else {
        return false;
    };
    words.len() >= parts.len()
        && words[1..]
            .iter()
            .zip(middle)
            .all(|(word, part)| word.text == part)
        && words[parts.len() - 1].is_last(last)
}

/// True if something stands right after a full stop: only then can a phrase be written without its spaces.
fn has_closed_stop(row: &Row) -> bool {
    let mut stops = row.signs(Sign::Stop);
    stops.any(|stop| {
        let next = row.after(stop.end);
        next.is_some_and(|next| next != '.' && !next.is_whitespace())
    })
}

/// Phrases whose last words were typed without spaces: `и т.д.`
fn closed_phrases(rules: &Rules, row: &Row) -> Vec<Edit<'static>> {
    if !has_closed_stop(row) {
        return Vec::new();
    }
    let phrases = rules.no_break_inside.all();
    let words = words(row);
    let mut edits = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.text.trim_end_matches('.').contains('.') {
            continue;
        }
        let closed = |parts: &[String]| {
            (0..parts.len().saturating_sub(1).min(at + 1))
                .find(|loose| is_closed_up(&words[at - loose..=at], parts, *loose))
        };
        let fits = phrases
            .iter()
            .find_map(|parts| Some((parts, closed(parts)?)));
        if let Some((parts, loose)) = fits {
            let from = word.place.end - word.core.len();
            edits.extend(insertions(&row.text, from, &parts[loose..]));
        }
    }
    edits
}

/// True if the first `loose` parts are words of their own and all others stand in the last word without a space.
fn is_closed_up(words: &[Word<'_>], parts: &[String], loose: usize) -> bool {
    let (head, tail) = parts.split_at(loose);
    let (last, before) = words.split_last().expect("the closed word is always there");
    let closed = tail.concat();
    let is_abbreviated = tail[..tail.len() - 1]
        .iter()
        .all(|part| part.ends_with('.'));
    let head_fits = (before.iter().zip(head).enumerate())
        .all(|(at, (word, part))| word.text == part || (at == 0 && word.is_first(part)));
    let last_fits = match loose {
        0 => ends_as(last.core, &closed) || ends_as(&last.small(), &closed),
        _ => last.is_last(&closed),
    };
    is_abbreviated && head_fits && last_fits
}

fn insertions(text: &str, mut from: usize, parts: &[String]) -> Vec<Edit<'static>> {
    let mut edits = Vec::new();
    for part in &parts[..parts.len() - 1] {
        // A capital may be some bytes longer or shorter than the small letter of the list.
        let letters = text[from..].chars().take(part.chars().count());
        from += letters.map(char::len_utf8).sum::<usize>();
        edits.push(Edit {
            at: from..from,
            text: NO_BREAK,
        });
    }
    edits
}

fn percents<'a>(row: &Row, space: &'a str) -> Vec<Edit<'a>> {
    row.signs(Sign::Percent)
        .map(|sign| row.gap_before(sign.start))
        .filter(|gap| {
            row.text[..gap.start].ends_with(|letter: char| letter.is_ascii_digit())
                && row.is_free(gap)
        })
        .map(|at| Edit { at, text: space })
        .collect()
}
