//! Dashes between words, ranges of numbers, dialogue, and three dots.

use super::Rules;
use super::row::{Edit, OBJECT, Row, is_closer, is_dash, is_opener};
use crate::language::places;
use std::ops::Range;

/// Further than this nobody looks for the ends of a number.
const LONGEST_NUMBER: usize = 40;

/// Three dots become one character.
pub(super) fn set_ellipses(rules: &Rules, row: &mut Row) {
    let Some(ellipsis) = &rules.ellipsis else {
        return;
    };
    let dots = stretches(&row.text, |byte| byte == b'.', |letter| letter == '.');
    let edits: Vec<Edit<'_>> = dots
        .filter(|dots| dots.len() == 3)
        .map(|at| Edit { at, text: ellipsis })
        .collect();
    row.apply(&edits);
}

/// Every dash gets the form that its neighbours ask for.
pub(super) fn set_dashes(rules: &Rules, row: &mut Row) {
    let mut edits = Vec::new();
    for dash in dashes(&row.text) {
        if row.is_free(&dash) {
            edits.extend(edits_of(rules, row, dash));
        }
    }
    row.apply(&edits);
}

fn edits_of<'a>(rules: &'a Rules, row: &Row, dash: Range<usize>) -> Vec<Edit<'a>> {
    let written = &row.text[dash.clone()];
    let before = row.gap_before(dash.start);
    let after = row.gap_after(dash.end);
    let follows = after.end < row.text.len();
    if !matches!(written, "-" | "--" | "---" | "–" | "—") || !follows {
        return Vec::new();
    }
    let in_place = |text| {
        let at = dash.clone();
        vec![Edit { at, text }]
    };
    match (before.is_empty(), after.is_empty()) {
        _ if before.start == 0 => match &rules.dialogue_dash {
            Some(form) if !after.is_empty() => spaced(row, form, before, dash, after),
            _ => Vec::new(),
        },
        (false, false) => match &rules.dash {
            Some(form) if joins_words(row, written, before.start, after.end) => {
                spaced(row, form, before, dash, after)
            }
            _ => Vec::new(),
        },
        (true, true) if written.starts_with("--") => {
            closed(rules, row, &dash).map_or_else(Vec::new, in_place)
        }
        (true, true) if written == "-" && is_range(row, dash.start) => {
            rules.range.as_deref().map_or_else(Vec::new, in_place)
        }
        _ => Vec::new(),
    }
}

/// The form's own spaces replace those around the dash. Each part keeps the run it stands in.
fn spaced<'a>(
    row: &Row,
    form: &'a str,
    before: Range<usize>,
    dash: Range<usize>,
    after: Range<usize>,
) -> Vec<Edit<'a>> {
    let core = form.trim();
    let start = form.len() - form.trim_start().len();
    let parts = [
        (before, &form[..start]),
        (dash, core),
        (after, &form[start + core.len()..]),
    ];
    parts
        .into_iter()
        .filter(|(at, _)| !at.is_empty() && row.is_free(at))
        .map(|(at, text)| Edit { at, text })
        .collect()
}

/// A hyphen or an en dash with spaces between two numbers may be a minus or a badly typed range: only its author knows.
fn joins_words(row: &Row, written: &str, before: usize, after: usize) -> bool {
    let sides = [row.before(before), row.after(after)];
    let is = |wanted: fn(char) -> bool| sides.iter().map(move |side| side.is_some_and(wanted));
    let may_be_minus =
        matches!(written, "-" | "–") && is(|letter| letter.is_ascii_digit()).all(|one| one);
    !may_be_minus && !is(is_dash).any(|one| one)
}

/// What `--` without spaces becomes. Arrows, operators and options of programs are left alone.
fn closed<'a>(rules: &'a Rules, row: &Row, dash: &Range<usize>) -> Option<&'a str> {
    let (left, right) = (row.before(dash.start)?, row.after(dash.end)?);
    if left.is_ascii_digit() && right.is_ascii_digit() {
        return rules.range.as_deref();
    }
    let is_text = |letter: char| letter.is_alphanumeric() || letter == OBJECT;
    let joins = (is_text(left) || is_closer(left)) && (is_text(right) || is_opener(right));
    rules.dash.as_deref().map(str::trim).filter(|_| joins)
}

/// True if the hyphen at `at` joins two numbers: `16-17`, `2018-21`, `10-15%`, `18-24-летних`; not `2021-10-07`, `GC-16`.
fn is_range(row: &Row, at: usize) -> bool {
    let ends = |letter: char| letter.is_whitespace() || letter == '—';
    let (before, after) = (&row.text[..at], &row.text[at + 1..]);
    let near = |letters: &mut dyn Iterator<Item = char>| {
        let near = letters.take(LONGEST_NUMBER);
        let near = near.take_while(|letter| !ends(*letter));
        near.map(char::len_utf8).sum::<usize>()
    };
    let left = &before[at - near(&mut before.chars().rev())..];
    let right = &after[..near(&mut after.chars())];
    let sign = |letter: char| matches!(letter, '№' | '§' | '$' | '€' | '₸' | '~' | '≈');
    let left = left.trim_start_matches(|letter| is_opener(letter) || sign(letter));
    let right = right.trim_end_matches(is_closer);
    let length = right
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | ':'))
        .unwrap_or(right.len());
    let (right, rest) = right.split_at(length);
    is_number(left) && is_number(right) && rises(left, right) && may_follow(rest)
}

fn is_number(text: &str) -> bool {
    text.split(['.', ',', ':'])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// After a range stands nothing, a sign, or a word that hangs on it: `-летних`.
fn may_follow(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some('%' | '‰' | '°' | '₸' | '€') => true,
        Some('-') => letters.next().is_some_and(char::is_alphabetic),
        _ => false,
    }
}

/// True if the second number can be the end of a range that begins at the first. `2018-21` can; `9001-2015`,
/// `01-02` (a code) and `2021-10` (a month) cannot.
fn rises(left: &str, right: &str) -> bool {
    let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !whole(left) || !whole(right) {
        return true;
    }
    let padded = |text: &str| text.len() > 1 && text.starts_with('0');
    let is_month = left.len() == 4 && right.len() == 2 && ("01"..="12").contains(&right);
    if padded(left) || padded(right) || is_month {
        return false;
    }
    match left.len().cmp(&right.len()) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Equal => left < right,
        std::cmp::Ordering::Greater => &left[left.len() - right.len()..] < right,
    }
}

/// The longest stretches of dashes and hyphens.
fn dashes(text: &str) -> impl Iterator<Item = Range<usize>> {
    // All other dashes begin with this byte in UTF-8 (General Punctuation).
    stretches(text, |byte| matches!(byte, b'-' | 0xe2), is_dash)
}

/// The longest stretches of characters that are ones; each begins with a byte that may begin one.
fn stretches(
    text: &str,
    may_begin: impl Fn(u8) -> bool + Copy,
    is_one: impl Fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    places(text, may_begin).filter_map(move |start| {
        if start < done {
            return None;
        }
        let rest = &text[start..];
        let length = rest.find(|letter| !is_one(letter)).unwrap_or(rest.len());
        done = start + length;
        (length > 0).then_some(start..done)
    })
}
