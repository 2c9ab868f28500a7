//! Dashes between words, ranges of numbers, dialogue, and three dots.

use super::Rules;
use super::row::{Edit, OBJECT, Row, is_closer, is_dash, is_opener};
use super::signs::Sign;
use std::ops::Range;

/// Further than this nobody looks for the ends of a number.
const LONGEST_NUMBER: usize = 40;

/// Three dots become one character.
pub(super) fn set_ellipses(rules: &Rules, row: &mut Row) {
    let Some(ellipsis) = &rules.ellipsis else {
        return;
    };
    let edits: Vec<Edit<'_>> = row
        .stretches(Sign::Stop)
        .filter(|dots| dots.len() == 3)
        .map(|at| Edit { at, text: ellipsis })
        .collect();
    row.apply(&edits);
}

/// Every dash gets the form that its neighbours ask for.
pub(super) fn set_dashes(rules: &Rules, row: &mut Row) {
    let mut edits = Vec::new();
    for dash in row.stretches(Sign::Dash) {
        if row.is_free(&dash) {
            push_edits(rules, row, dash, &mut edits);
        }
    }
    row.apply(&edits);
}

fn push_edits<'a>(rules: &'a Rules, row: &Row, dash: Range<usize>, edits: &mut Vec<Edit<'a>>) {
    let written = &row.text[dash.clone()];
    let before = row.gap_before(dash.start);
    let after = row.gap_after(dash.end);
    let follows = after.end < row.text.len();
    if !matches!(written, "-" | "--" | "---" | "–" | "—") || !follows {
        return;
    }
    let is_dialogue = before.start == 0;
    let form = match (before.is_empty(), after.is_empty()) {
        (_, false) if is_dialogue => rules.dialogue_dash.as_deref(),
        (false, false) if joins_words(row, written, before.start, after.end) => {
            rules.dash.as_deref()
        }
        (true, true) if !is_dialogue => {
            let closed = match written {
                "-" if is_range(row, dash.start) => rules.range.as_deref(),
                "--" | "---" => closed(rules, row, &dash),
                _ => None,
            };
            return edits.extend(closed.map(|text| Edit { at: dash, text }));
        }
        _ => None,
    };
    if let Some(form) = form {
        edits.extend(spaced(row, form, before, dash, after));
    }
}

/// The form's own spaces replace those around the dash. Each part keeps the run it stands in.
fn spaced<'a>(
    row: &Row,
    form: &'a str,
    before: Range<usize>,
    dash: Range<usize>,
    after: Range<usize>,
) -> impl Iterator<Item = Edit<'a>> {
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
    let (before, after) = (&row.text[..at], &row.text[at + 1..]);
    let is_between_digits = before.ends_with(is_digit) && after.starts_with(is_digit);
    if !is_between_digits {
        return false;
    }
    let near = |letters: &str| {
        let near = letters.chars().take(LONGEST_NUMBER);
        let near = near.take_while(|letter| !ends_a_number(*letter));
        near.map(char::len_utf8).sum::<usize>()
    };
    let right = after[..near(after)].trim_end_matches(is_closer);
    let length = right
        .find(|letter: char| !is_part_of_number(letter))
        .unwrap_or(right.len());
    let (right, rest) = right.split_at(length);
    let left = number_before(before);
    left.is_some_and(|left| is_number(left) && is_number(right) && rises(left, right))
        && may_follow(rest)
}

/// The number that a text ends with, if nothing but what may open it stands between it and the last space.
fn number_before(text: &str) -> Option<&str> {
    let is_sign = |letter| matches!(letter, '№' | '§' | '$' | '€' | '₸' | '~' | '≈');
    let near = text.chars().rev().take(LONGEST_NUMBER);
    let mut near = near.take_while(|one| !ends_a_number(*one)).peekable();
    let mut start = text.len();
    while near.next_if(|one| is_part_of_number(*one)).is_some() {
        start -= 1;
    }
    let is_free = near.all(|letter| is_opener(letter) || is_sign(letter));
    let is_name = text[..start].trim_end().ends_with("ISSN");
    (is_free && !is_name).then(|| &text[start..])
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

fn is_part_of_number(letter: char) -> bool {
    is_digit(letter) || matches!(letter, '.' | ',' | ':')
}

fn ends_a_number(letter: char) -> bool {
    letter.is_whitespace() || letter == '—'
}

fn is_number(text: &str) -> bool {
    let mut parts = text
        .as_bytes()
        .split(|byte| matches!(byte, b'.' | b',' | b':'));
    let is_whole = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    parts.all(is_whole)
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
        // A single digit behind a longer number is part of its name: article `281-2`.
        std::cmp::Ordering::Greater => right.len() > 1 && &left[left.len() - right.len()..] < right,
    }
}
