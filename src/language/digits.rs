//! What a row of digits may mean: groups of three, decimals, dates, versions, codes.

use super::is_letter;
use std::ops::Range;

/// Digits and what stands before them: nothing, a point, a comma, a space.
pub(super) struct Group {
    pub(super) at: Range<usize>,
    separator: Option<char>,
}

/// Digits that belong to one number, or to a date or a version.
pub(super) fn groups(text: &str, start: usize) -> Vec<Group> {
    let mut groups = vec![first_group(text, start)];
    while let Some(next) = next_group(text, &groups) {
        groups.push(next);
    }
    groups
}

/// Where digits stand that are a number by themselves, as most are, and their value.
pub(super) fn lone(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let first = first_group(text, start);
    let is_lone = next_group(text, std::slice::from_ref(&first)).is_none();
    is_lone.then(|| (first.at.clone(), decimal(&text[first.at], "")))
}

fn first_group(text: &str, start: usize) -> Group {
    Group {
        at: start..digits_end(text, start),
        separator: None,
    }
}

fn next_group(text: &str, groups: &[Group]) -> Option<Group> {
    let end = groups.last()?.at.end;
    let separator = text[end..].chars().next()?;
    let from = end + separator.len_utf8();
    if !text.as_bytes().get(from)?.is_ascii_digit() {
        return None;
    }
    let at = from..digits_end(text, from);
    continues(groups, separator, at.len()).then_some(Group {
        at,
        separator: Some(separator),
    })
}

fn digits_end(text: &str, from: usize) -> usize {
    let digits = text.as_bytes()[from..].iter();
    from + digits.take_while(|byte| byte.is_ascii_digit()).count()
}

fn continues(groups: &[Group], separator: char, length: usize) -> bool {
    match separator {
        '.' | ',' => true,
        '/' | ':' => groups.len() < 3 && groups.iter().all(|group| group.separator != Some('.')),
        _ if is_grouping(separator) => {
            let is_first_short = groups[0].at.len() <= 3;
            let before = groups[1..].iter();
            let are_groups = before
                .clone()
                .all(|group| group.separator == Some(separator) && group.at.len() == 3);
            is_first_short && are_groups && length == 3
        }
        _ => false,
    }
}

/// What stands between groups of three digits and nowhere else.
fn is_grouping(separator: char) -> bool {
    matches!(
        separator,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’'
    )
}

/// A number of the text with all it may mean, or several where the groups are no single number.
pub(super) fn meanings(text: &str, groups: &[Group]) -> Vec<(Range<usize>, Vec<String>)> {
    let whole = groups[0].at.start..groups[groups.len() - 1].at.end;
    let digits = |group: &Group| &text[group.at.clone()];
    let separators: Vec<char> = groups.iter().filter_map(|group| group.separator).collect();
    let joined = |groups: &[Group]| groups.iter().map(digits).collect::<String>();
    let (last, before) = groups.split_last().expect("a number has digits");
    let are_threes = groups[1..].iter().all(|group| group.at.len() == 3);
    let is_grouped = are_threes && groups[0].at.len() <= 3;
    let Some(last_separator) = last.separator else {
        return vec![(whole, vec![decimal(digits(last), "")])];
    };
    let are_equal = separators.iter().all(|one| *one == separators[0]);
    if separators.iter().any(|one| matches!(one, '/' | ':')) {
        return each(text, groups);
    }
    if is_grouping(last_separator) {
        return vec![(whole, vec![decimal(&joined(groups), "")])];
    }
    // `1 000,5` and `1,000.5`
    let is_fraction_after_groups = separators.len() > 1
        && separators[..separators.len() - 1]
            .iter()
            .all(|one| *one != last_separator)
        && before[1..].iter().all(|group| group.at.len() == 3);
    if is_fraction_after_groups {
        return vec![(whole, vec![decimal(&joined(before), digits(last))])];
    }
    if separators.len() == 1 {
        let mut values = vec![decimal(digits(&groups[0]), digits(last))];
        if is_grouped && !digits(&groups[0]).starts_with('0') {
            values.insert(0, decimal(&joined(groups), ""));
        }
        return vec![(whole, values)];
    }
    if are_equal && is_grouped {
        return vec![(whole, vec![decimal(&joined(groups), "")])];
    }
    if last_separator == ',' || is_date(groups) {
        return each(text, groups);
    }
    vec![(whole.clone(), vec![text[whole].to_owned()])]
}

/// `07.10.2021`
fn is_date(groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.at.len()).collect();
    matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
        && lengths.iter().any(|length| *length > 1)
}

fn each(text: &str, groups: &[Group]) -> Vec<(Range<usize>, Vec<String>)> {
    let part = |group: &Group| {
        let at = group.at.clone();
        (at.clone(), vec![decimal(&text[at], "")])
    };
    groups.iter().map(part).collect()
}

/// Without zeros that say nothing: `07` is 7, `3,50` is 3.5.
fn decimal(whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match fraction {
        "" => whole.to_owned(),
        _ => format!("{whole}.{fraction}"),
    }
}

/// A plain decimal, so many zeros larger.
pub(super) fn with_zeros(value: &str, zeros: usize) -> String {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let mut moved: String = fraction.chars().take(zeros).collect();
    moved.extend(std::iter::repeat_n(
        '0',
        zeros.saturating_sub(fraction.len()),
    ));
    let rest = fraction.get(zeros..).unwrap_or_default();
    decimal(&format!("{whole}{moved}"), rest)
}

/// True for the digits of a name: `COVID-19`, `R04`, `3D`, `h1`.
pub(super) fn is_code(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let (last, one_before) = (before.next(), before.next());
    let is_letter = |letter: Option<char>| letter.is_some_and(is_letter);
    let is_joined = matches!(last, Some('-' | '\u{2011}' | '_')) && is_letter(one_before);
    let mut after = text[end..].chars();
    let is_capital = after
        .next()
        .is_some_and(|letter| letter.is_ascii_uppercase())
        && !after.next().is_some_and(char::is_lowercase);
    is_letter(last) || last == Some('_') || is_joined || is_capital
}
