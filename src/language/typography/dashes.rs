//! Dashes between words, ranges of numbers, dialogue, and three dots.

use super::Rules;
use super::cells::{
    Cell, Edit, OBJECT, apply, gap_after, gap_before, is_closer, is_dash, is_free, is_opener, text,
};
use std::ops::Range;

/// Further than this nobody looks for the ends of a number.
const LONGEST_NUMBER: usize = 40;

/// Three dots become one character.
pub(super) fn set_ellipses(rules: &Rules, cells: &mut Vec<Cell>) {
    let Some(ellipsis) = &rules.ellipsis else {
        return;
    };
    let edits = stretches(cells, |letter| letter == '.')
        .into_iter()
        .filter(|dots| dots.len() == 3)
        .map(|at| Edit {
            at,
            text: ellipsis.clone(),
        })
        .collect();
    apply(cells, edits);
}

/// Every dash gets the form that its neighbours ask for.
pub(super) fn set_dashes(rules: &Rules, cells: &mut Vec<Cell>) {
    let mut edits = Vec::new();
    for dash in stretches(cells, is_dash) {
        if is_free(cells, dash.clone()) {
            edits.extend(edits_of(rules, cells, dash));
        }
    }
    apply(cells, edits);
}

fn edits_of(rules: &Rules, cells: &[Cell], dash: Range<usize>) -> Vec<Edit> {
    let written = text(cells, dash.clone());
    let before = gap_before(cells, dash.start);
    let after = gap_after(cells, dash.end);
    let follows = after.end < cells.len();
    if !matches!(written.as_str(), "-" | "--" | "---" | "–" | "—") || !follows {
        return Vec::new();
    }
    let in_place = |text: &str| {
        vec![Edit {
            at: dash.clone(),
            text: text.to_owned(),
        }]
    };
    match (before.is_empty(), after.is_empty()) {
        _ if before.start == 0 => match &rules.dialogue_dash {
            Some(form) if !after.is_empty() => spaced(cells, form, before, dash, after),
            _ => Vec::new(),
        },
        (false, false) => match &rules.dash {
            Some(form) if joins_words(cells, &written, before.start, after.end) => {
                spaced(cells, form, before, dash, after)
            }
            _ => Vec::new(),
        },
        (true, true) if written.starts_with("--") => {
            closed(rules, cells, &dash).map_or_else(Vec::new, in_place)
        }
        (true, true) if written == "-" && is_range(cells, dash.start) => {
            rules.range.as_deref().map_or_else(Vec::new, in_place)
        }
        _ => Vec::new(),
    }
}

/// The form's own spaces replace those around the dash. Each part keeps the run it stands in.
fn spaced(
    cells: &[Cell],
    form: &str,
    before: Range<usize>,
    dash: Range<usize>,
    after: Range<usize>,
) -> Vec<Edit> {
    let core = form.trim();
    let start = form.len() - form.trim_start().len();
    let parts = [
        (before, &form[..start]),
        (dash, core),
        (after, &form[start + core.len()..]),
    ];
    parts
        .into_iter()
        .filter(|(at, _)| !at.is_empty() && is_free(cells, at.clone()))
        .map(|(at, text)| Edit {
            at,
            text: text.to_owned(),
        })
        .collect()
}

/// A hyphen or an en dash with spaces between two numbers may be a minus or a badly typed range: only its author knows.
fn joins_words(cells: &[Cell], written: &str, before: usize, after: usize) -> bool {
    let sides = [cells[before - 1].letter, cells[after].letter];
    let may_be_minus =
        matches!(written, "-" | "–") && sides.iter().all(|letter| letter.is_ascii_digit());
    !may_be_minus && !sides.into_iter().any(is_dash)
}

/// What `--` without spaces becomes. Arrows, operators and options of programs are left alone.
fn closed<'a>(rules: &'a Rules, cells: &[Cell], dash: &Range<usize>) -> Option<&'a str> {
    let (left, right) = (cells[dash.start - 1].letter, cells[dash.end].letter);
    if left.is_ascii_digit() && right.is_ascii_digit() {
        return rules.range.as_deref();
    }
    let is_text = |letter: char| letter.is_alphanumeric() || letter == OBJECT;
    let joins = (is_text(left) || is_closer(left)) && (is_text(right) || is_opener(right));
    rules.dash.as_deref().map(str::trim).filter(|_| joins)
}

/// True if the hyphen at `at` joins two numbers: `16-17`, `2018-21`, `10-15%`, `18-24-летних`; not `2021-10-07`, `GC-16`.
fn is_range(cells: &[Cell], at: usize) -> bool {
    let ends = |letter: char| letter.is_whitespace() || letter == '—';
    let (mut start, mut end) = (at, at + 1);
    while start > 0 && at - start < LONGEST_NUMBER && !ends(cells[start - 1].letter) {
        start -= 1;
    }
    while end < cells.len() && end - at < LONGEST_NUMBER && !ends(cells[end].letter) {
        end += 1;
    }
    let left = text(cells, start..at);
    let right = text(cells, at + 1..end);
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

/// All longest stretches of such characters.
fn stretches(cells: &[Cell], is_one: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let start = at;
        while at < cells.len() && is_one(cells[at].letter) {
            at += 1;
        }
        if start < at {
            found.push(start..at);
        } else {
            at += 1;
        }
    }
    found
}
