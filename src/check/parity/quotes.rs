//! `typography`: quotation marks that are those of another language, or that lack their partner.
//!
//! Straight marks are set by the engine ([`crate::language::typography`]); what an author typed as `«` or `“` stays, so
//! that only it can be wrong.

use super::line::Line;
use super::piece::Kind;
use super::thing::Passage;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::typography::Rules;
use crate::language::{any_pair, places};
use std::ops::Range;

/// A mark of another language.
pub(crate) static TYPOGRAPHY_QUOTES_FOREIGN: Code = Code {
    name: "typography-quotes-foreign",
    why: "Each language has its own quotation marks. Marks that were typed as such are kept as they are, so a wrong one stays on the page.",
    remedy: "Type straight marks (`\"…\"`): the program sets those of the language. A passage in another language stands in `<span lang=\"…\">`.",
};

/// A mark without its partner.
pub(crate) static TYPOGRAPHY_QUOTES_UNBALANCED: Code = Code {
    name: "typography-quotes-unbalanced",
    why: "A quotation that opens and never closes, or closes and never opened, leaves readers in doubt whose words they read.",
    remedy: "Add the missing mark, or remove the one that is too much.",
};

pub(super) fn check(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let marks = Marks::of(passage.tongue.rules);
    if marks.pairs.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, line) in passage.lines.iter().enumerate() {
        if !may_have_double(&line.text) {
            continue;
        }
        let next = passage.lines.get(at + 1);
        for (place, wrong) in marks.wrong(line, next) {
            found.push(say(passage, at, place, &wrong, &marks));
        }
    }
    found
}

fn say(
    passage: &Passage<'_>,
    line: usize,
    at: Range<usize>,
    wrong: &Wrong,
    marks: &Marks,
) -> Diagnostic {
    let mark = &passage.lines[line].text[at.clone()];
    let place = passage.at(line, &at);
    let (open, close) = marks.pairs[0];
    match wrong {
        Wrong::Foreign => {
            let message = format!("`{mark}` is no quotation mark of `{}` here", passage.lang());
            let help = format!("write `{open}…{close}`, or straight marks, which become these");
            Diagnostic::warning(&TYPOGRAPHY_QUOTES_FOREIGN, place, message).help(help)
        }
        Wrong::Unclosed => {
            let message = format!("the quotation that `{mark}` opens is not closed");
            Diagnostic::warning(&TYPOGRAPHY_QUOTES_UNBALANCED, place, message)
        }
        Wrong::Unopened => {
            let message = format!("`{mark}` closes a quotation that was not opened");
            Diagnostic::warning(&TYPOGRAPHY_QUOTES_UNBALANCED, place, message)
        }
        Wrong::Odd => {
            let message = format!("the mark `{mark}` has no partner");
            Diagnostic::warning(&TYPOGRAPHY_QUOTES_UNBALANCED, place, message)
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Foreign,
    Unclosed,
    Unopened,
    Odd,
}

/// Marks that are no apostrophes and no signs for minutes.
fn is_double(letter: char) -> bool {
    matches!(letter, '"' | '«' | '»' | '„' | '“' | '”' | '‟')
}

/// Where such marks stand in a text.
fn double_marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    // All of them begin with one of these bytes.
    let marks = places(text, |byte| matches!(byte, b'"' | 0xc2 | 0xe2));
    let letter = |at: usize| Some((at, text[at..].chars().next()?));
    marks.filter_map(letter).filter(|(_, one)| is_double(*one))
}

/// False if a text has no such mark, told by its bytes, many at a time. Rather true than wrong.
fn may_have_double(text: &str) -> bool {
    let has_typed = any_pair(text, |byte, next| {
        let is_angled = (byte == 0xc2) & matches!(next, 0xab | 0xbb);
        // The last two of three bytes.
        let is_curved = (byte == 0x80) & matches!(next, 0x9c..=0x9f);
        is_angled | is_curved
    });
    has_typed || text.contains('"')
}

/// The double marks of a language, outer ones first. Single ones are apostrophes as often as not and are let be.
struct Marks {
    pairs: Vec<(char, char)>,
}

impl Marks {
    fn of(rules: &Rules) -> Self {
        let pairs = [rules.quotes.as_ref(), rules.inner_quotes.as_ref()];
        let letter = |mark: &str| mark.trim().chars().next();
        let pairs = pairs.into_iter().flatten();
        let pairs = pairs.filter_map(|(open, close)| Some((letter(open)?, letter(close)?)));
        Self {
            pairs: pairs.filter(|(open, _)| is_double(*open)).collect(),
        }
    }

    /// What is wrong in a line, in the order in which it stands.
    fn wrong(&self, line: &Line<'_>, next: Option<&Line<'_>>) -> Vec<(Range<usize>, Wrong)> {
        let mut found = Vec::new();
        // Marks that are still open: where, which, and what would close them. `None`: a mark of another language.
        let mut open: Vec<(usize, char, Option<char>)> = Vec::new();
        for (at, letter) in double_marks(&line.text) {
            if line.kind(at) == Kind::Apart {
                continue;
            }
            let end = at + letter.len_utf8();
            let sides = Sides::of(&line.text, at, end);
            if letter == '"' {
                self.straight(&mut open, at, &sides);
                continue;
            }
            let closes = open.iter().rposition(|(_, one, close)| {
                *close == Some(letter) || close.is_none() && is_partner(*one, letter)
            });
            let opener = self.pairs.iter().find(|(one, _)| *one == letter);
            match (opener, closes) {
                (_, Some(from)) if !sides.opens() || opener.is_none() => {
                    found.extend(open.drain(from + 1..).filter_map(unclosed));
                    open.pop();
                }
                (Some((_, close)), _) if sides.opens() || !self.is_closer(letter) => {
                    open.push((at, letter, Some(*close)));
                }
                _ if self.is_closer(letter) && !sides.opens() => {
                    // It may close what straight marks opened.
                    match open.iter().rposition(|(_, one, _)| *one == '"') {
                        Some(from) => drop(open.drain(from..)),
                        None => found.push((at..end, Wrong::Unopened)),
                    }
                }
                _ => {
                    found.push((at..end, Wrong::Foreign));
                    if sides.opens() {
                        open.push((at, letter, None));
                    }
                }
            }
        }
        let goes_on = next.is_some_and(|next| next.text.starts_with(is_double));
        let is_tolerated = |at: usize| at == 0 && goes_on;
        found.extend(
            open.into_iter()
                .filter(|(at, _, _)| !is_tolerated(*at))
                .filter_map(unclosed),
        );
        found.sort_by_key(|(at, _)| at.start);
        found
    }

    fn is_closer(&self, letter: char) -> bool {
        self.pairs.iter().any(|(_, close)| *close == letter)
    }

    /// A straight mark closes what a straight mark opened, unless it stands where only an opening one can.
    fn straight(&self, open: &mut Vec<(usize, char, Option<char>)>, at: usize, sides: &Sides) {
        let last = open.iter().rposition(|(_, one, _)| *one == '"');
        match last {
            Some(from) if !(sides.opens() && sides.is_before_word) => drop(open.drain(from..)),
            // 5" and 7'2": inches.
            _ if sides.is_after_digit => {}
            _ => match open.last() {
                // `«слово"`: the engine sets such a mark as the closing one.
                Some((_, _, Some(_))) if !sides.opens() => drop(open.pop()),
                _ => open.push((at, '"', Some('"'))),
            },
        }
    }
}

fn unclosed(open: (usize, char, Option<char>)) -> Option<(Range<usize>, Wrong)> {
    let (at, letter, close) = open;
    let range = at..at + letter.len_utf8();
    // Of a foreign pair the first mark was reported.
    close?;
    let wrong = if letter == '"' {
        Wrong::Odd
    } else {
        Wrong::Unclosed
    };
    Some((range, wrong))
}

/// True if some language closes with the second what the first opened.
fn is_partner(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“', '”') | ('„', '“' | '”') | ('«', '»') | ('»', '«') | ('”', '”') | ('‟', '”')
    )
}

/// What stands around a mark.
struct Sides {
    is_after_space: bool,
    is_before_space: bool,
    is_before_word: bool,
    is_after_digit: bool,
}

impl Sides {
    fn of(text: &str, at: usize, end: usize) -> Self {
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let is_space = |letter: char| {
            letter.is_whitespace() || matches!(letter, '(' | '[' | '{' | '/' | '-' | '–' | '—')
        };
        Self {
            is_after_space: before.is_none_or(|one| is_space(one) || is_double(one)),
            is_before_space: after.is_none_or(char::is_whitespace),
            is_before_word: after.is_some_and(char::is_alphanumeric),
            is_after_digit: before.is_some_and(|one| one.is_ascii_digit()),
        }
    }

    fn opens(&self) -> bool {
        self.is_after_space && !self.is_before_space
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn rules(outer: (&str, &str), inner: (&str, &str)) -> Rules {
        let pair = |(open, close): (&str, &str)| Some((open.to_owned(), close.to_owned()));
        Rules {
            quotes: pair(outer),
            inner_quotes: pair(inner),
            ..Rules::default()
        }
    }

    #[test]
    fn no_double_mark_is_missed() {
        for letter in '\0'..=char::MAX {
            let text = format!("р{letter}");
            assert!(may_have_double(&text) || !is_double(letter), "{text}");
            let found = double_marks(&text).any(|one| one == (2, letter));
            assert_eq!(found, is_double(letter), "{text}");
        }
        assert!(!may_have_double("It’s рано – 5 …"));
    }

    #[test]
    fn only_what_the_engine_cannot_set_is_wrong() {
        let russian = rules(("«", "»"), ("„", "“"));
        let english = rules(("“", "”"), ("‘", "’"));
        let kazakh = rules(("«", "»"), ("“", "”"));
        for (rules, text, expected) in [
            (&russian, "Сказано \"да\" и \"нет\".", ""),
            (&russian, "Сказано «да».", ""),
            (&russian, "«Слово „да“ сказано»", ""),
            (&russian, "Сказано “да”.", "8 Foreign"),
            (&russian, "„да“", ""),
            (&russian, "Сказано «да.", "8 Unclosed"),
            (&russian, "Сказано да».", "10 Unopened"),
            (&russian, "Сказано «да\".", ""),
            (&russian, "Сказано \"да.", "8 Odd"),
            (&russian, "Труба 5\" и 7\".", ""),
            (&russian, "««Да»»", ""),
            (&english, "He said “yes” and “no”.", ""),
            (&english, "He said «yes».", "8 Foreign"),
            (&english, "He said „yes“.", "8 Foreign"),
            (&english, "It’s the dogs’ tails", ""),
            (&english, "He said “yes.", "8 Unclosed"),
            (&english, "“One,” he said, “and ‘two’.”", ""),
            (&english, "(“yes”)", ""),
            (&kazakh, "«Ол “иә” деді»", ""),
            (&kazakh, "„иә“", "0 Foreign"),
        ] {
            let line = Line::plain(text, Span::new(0, text.len()));
            let wrong = Marks::of(rules).wrong(&line, None);
            let shown: Vec<String> = (wrong.iter())
                .map(|(at, wrong)| format!("{} {wrong:?}", text[..at.start].chars().count()))
                .collect();
            assert_eq!(shown.join(", "), expected, "{text}");
        }
    }
}
