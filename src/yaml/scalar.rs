//! Readers of single values: text, numbers, dates, languages, words of a closed list.

use super::map::{DATA_EMPTY, DATA_WRONG_TYPE, Notes};
use super::shape::Shape;
use super::{Node, Value};
use crate::diagnostic::{Code, nearest, with_look_alike};
use crate::language::Lang;
use crate::study::When;
use crate::study::record::OneOf;

/// A number that is not a whole number of the expected size.
pub(super) static DATA_BAD_NUMBER: Code = Code {
    name: "data-bad-number",
    why: "This field counts something, so it takes a whole number that is not negative.",
    remedy: "Write digits only: `90`.",
};

/// A date that is none.
pub(super) static DATA_BAD_DATE: Code = Code {
    name: "data-bad-date",
    why: "Dates are written as ISO 8601 has them, as precise as they are known, so that they can be ordered and set \
          in each language.",
    remedy: "Write `2021-10-07`, `2021-10` or `2021`.",
};

/// A language tag that is none.
pub(super) static DATA_BAD_LANGUAGE: Code = Code {
    name: "data-bad-language",
    why: "Languages are named by tags of BCP 47; browsers and screen readers know no other names.",
    remedy: "Write a tag such as `en`, `ru` or `kk`.",
};

/// A word outside a closed list.
pub(super) static DATA_BAD_WORD: Code = Code {
    name: "data-bad-word",
    why: "This field takes one word of a short list, so that it can be counted, filtered and translated.",
    remedy: "Write one of the words of the list.",
};

/// Text that says something, without white space around it. A number is taken as it was typed.
pub fn text(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Text) {
        return None;
    }
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            notes.error(&DATA_EMPTY, node.span, "this text is empty", None);
            None
        }
        Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
        _ => {
            notes.wrong_type(node, "text");
            None
        }
    }
}

/// `true` or `false`.
pub fn truth(node: &Node, notes: &mut Notes<'_>) -> Option<bool> {
    if notes.answers(|| Shape::Truth) {
        return None;
    }
    if let Value::Truth(truth) = node.value {
        return Some(truth);
    }
    notes.wrong_type(node, "`true` or `false`");
    None
}

/// A whole number that is not negative.
pub fn number(node: &Node, notes: &mut Notes<'_>) -> Option<u32> {
    if notes.answers(|| Shape::Number) {
        return None;
    }
    let Value::Number(typed) = &node.value else {
        let help = match &node.value {
            // A zero in front makes text of a number, or a number to the base of eight, by the version of YAML.
            Value::Text(text) => match text.trim().parse::<u32>() {
                Ok(number) if text.starts_with('0') && number > 0 => {
                    Some(format!("write it without a zero in front: `{number}`"))
                }
                Ok(_) => Some(format!("write it without quotation marks: `{text}`")),
                Err(_) => None,
            },
            _ => None,
        };
        let message = format!("expected a whole number, found {}", node.kind());
        notes.error(&DATA_WRONG_TYPE, node.span, message, help);
        return None;
    };
    let number = typed.parse().ok();
    if number.is_none() {
        let message = format!("expected a whole number, found {}", node.kind());
        notes.error(&DATA_BAD_NUMBER, node.span, message, None);
    }
    number
}

/// A year, a month or a day.
pub fn date(node: &Node, notes: &mut Notes<'_>) -> Option<When> {
    if notes.answers(|| Shape::Date) {
        return None;
    }
    let (Value::Text(typed) | Value::Number(typed)) = &node.value else {
        notes.wrong_type(node, "a date");
        return None;
    };
    let when = When::parse(typed.trim());
    if when.is_none() {
        let message = format!("`{}` is not a date", super::shortened(typed));
        let help = from_day_first(typed).map(|date| format!("did you mean `{date}`?"));
        notes.error(&DATA_BAD_DATE, node.span, message, help);
    }
    when
}

/// A day: a date that is known in full.
pub fn day(node: &Node, notes: &mut Notes<'_>) -> Option<When> {
    let when = date(node, notes)?;
    if !when.is_full() {
        let message = format!("`{when}` names no day, and this date must");
        let help = "write year, month and day: `2021-10-07`".to_owned();
        notes.error(&DATA_BAD_DATE, node.span, message, help);
        return None;
    }
    Some(when)
}

/// `7.10.2021` and `07/10/2021` as they are meant where the day stands first.
fn from_day_first(typed: &str) -> Option<When> {
    let mut parts = typed.trim().split(['.', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    When::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A language tag.
pub fn lang(node: &Node, notes: &mut Notes<'_>) -> Option<Lang> {
    if notes.answers(|| Shape::Lang) {
        return None;
    }
    let Value::Text(tag) = &node.value else {
        notes.wrong_type(node, "text: a language tag such as `en`");
        return None;
    };
    match Lang::parse(tag.trim()) {
        Ok(lang) => Some(lang),
        Err(no) => {
            notes.error(&DATA_BAD_LANGUAGE, node.span, no.to_string(), None);
            None
        }
    }
}

/// A word of a closed list.
pub fn one_of<T: OneOf>(node: &Node, notes: &mut Notes<'_>) -> Option<T> {
    let words = || T::all().iter().map(|one| one.spelling());
    if notes.answers(|| Shape::Words(words().collect())) {
        return None;
    }
    let typed = match &node.value {
        Value::Text(typed) | Value::Number(typed) => typed.trim().to_owned(),
        Value::Truth(truth) => truth.to_string(),
        _ => {
            notes.wrong_type(node, "a word");
            return None;
        }
    };
    let found = T::all().iter().copied().find(|one| one.spelling() == typed);
    if found.is_none() {
        let listed: Vec<String> = words().map(|word| format!("`{word}`")).collect();
        let message = format!(
            "`{}` is not one of {}",
            super::shortened(&typed),
            listed.join(", ")
        );
        let meant = nearest(&typed, words()).or(meant_by(&node.value, words()));
        let help = meant.map(|near| format!("did you mean `{near}`?"));
        let help = with_look_alike(&typed, help);
        notes.error(&DATA_BAD_WORD, node.span, message, help);
    }
    found
}

/// `true` and `false` where words are asked for: `yes` and `no`, if they are among the words.
fn meant_by(value: &Value, mut words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let Value::Truth(truth) = value else {
        return None;
    };
    let meant = if *truth { "yes" } else { "no" };
    words.find(|word| *word == meant)
}
