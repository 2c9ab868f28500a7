//! Numbers in running text, however a language writes them: `1,000`, `1 000`, `3,5 %`, `16–17`, `двух`, `XX`.
//!
//! No locale is asked: what a comma may mean is kept as two readings, and numbers are equal if they share one.

use super::digits::{groups, is_code, lone, meanings, with_zeros};
use super::words::length_before_digits;
use super::{Lexicon, folded, is_letter, word_length};
use std::ops::Range;

/// A number and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// In bytes of the text.
    pub at: Range<usize>,
    /// What it may mean, as plain decimals: `1,000` is 1000 and, less likely, 1.
    pub values: Vec<String>,
    /// How it is written.
    pub form: Form,
    /// The zeros that a word after it adds (`3,5 млн`: 6); they are part of the values.
    pub zeros: usize,
    /// True if a percent sign or word follows.
    pub percent: bool,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In digits.
    Digits,
    /// As a cardinal number in words.
    Words,
    /// As something that another language may well say otherwise: an ordinal, a Roman number, the digits of a code.
    Loose,
}

impl Number {
    /// True if both may mean the same.
    pub fn is(&self, other: &Self) -> bool {
        self.shares(other) || (self.zeros == 0) != (other.zeros == 0) && self.is_unscaled(other)
    }

    fn shares(&self, other: &Self) -> bool {
        (self.values.iter()).any(|value| other.values.contains(value))
    }

    /// One language may put the word for the zeros where we do not see it: "5bn", "5 and 10 million".
    fn is_unscaled(&self, other: &Self) -> bool {
        let zeros = self.zeros.max(other.zeros);
        let (bare, scaled) = if self.zeros == 0 {
            (self, other)
        } else {
            (other, self)
        };
        (bare.values.iter()).any(|value| scaled.values.contains(&with_zeros(value, zeros)))
    }
}

/// All numbers of a text in the order in which they stand.
pub fn numbers(text: &str, lexicon: &Lexicon) -> Vec<Number> {
    let mut reader = Reader {
        text,
        lexicon,
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        at = match byte {
            b'0'..=b'9' => reader.digits(at),
            b'a'..=b'z' | b'A'..=b'Z' => reader.word(at),
            0..=0x7f => at + 1,
            _ => match text[at..].chars().next() {
                Some(sign) if !is_letter(sign) => at + sign.len_utf8(),
                _ => reader.word(at),
            },
        };
    }
    reader.afternoon();
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    found: Vec<Number>,
}

impl<'a> Reader<'a> {
    /// `6–7 pm` may be 18–19 in another language.
    fn afternoon(&mut self) {
        /// Between the ends of a range: ` to `.
        const BETWEEN: usize = 5;
        let mut next: Option<usize> = None;
        for number in self.found.iter_mut().rev() {
            let after = &self.text[number.at.end..];
            let is_range = next.is_some_and(|start| {
                let between = self.text.get(number.at.end..start).map(str::trim);
                between.is_some_and(|one| one.len() <= BETWEEN && !one.contains([',', '.', ';']))
            });
            let is_hour = number.form == Form::Digits && !number.percent;
            if is_hour && (is_range || self.lexicon.begins_with_afternoon(after.trim_start())) {
                let hours = number.values.iter().filter_map(|value| value.parse().ok());
                let hours = hours.filter(|hour: &u64| (1..12).contains(hour));
                let later: Vec<String> = hours.map(|hour| (hour + 12).to_string()).collect();
                number.values.extend(later);
                next = Some(number.at.start);
            } else {
                next = None;
            }
        }
    }

    /// A number in digits; gives the end of what was read.
    fn digits(&mut self, start: usize) -> usize {
        if let Some((at, value)) = lone(self.text, start) {
            let end = at.end;
            let number = self.in_digits(at, vec![value], start..end);
            self.push_scaled(number);
            return end;
        }
        let groups = groups(self.text, start);
        let end = groups.last().map_or(start, |group| group.at.end);
        let parts = meanings(self.text, &groups);
        let last = parts.len().saturating_sub(1);
        for (index, (at, values)) in parts.into_iter().enumerate() {
            let number = self.in_digits(at, values, start..end);
            match index == last {
                true => self.push_scaled(number),
                false => self.found.push(number),
            }
        }
        end
    }

    /// A number that stands in digits, maybe with others that `all` has.
    fn in_digits(&self, at: Range<usize>, values: Vec<String>, all: Range<usize>) -> Number {
        let is_code = is_code(self.text, all.start, all.end);
        Number {
            at,
            values,
            form: if is_code { Form::Loose } else { Form::Digits },
            zeros: 0,
            percent: false,
        }
    }

    /// A word that is a number, or part of one: `двадцать пять`.
    fn word(&mut self, start: usize) -> usize {
        // The digits of `R04` are read by themselves.
        let end = start + length_before_digits(&self.text[start..]);
        let written = &self.text[start..end];
        // Every word of every text comes by here, and most begin like no number.
        let is_roman = written.chars().all(|sign| roman_sign(sign).is_some());
        if !is_roman && !self.lexicon.may_be_number(written) {
            return end;
        }
        // The letters of `3D` and `5°C` are no number.
        let before = self.text[..start].chars().next_back();
        if before.is_some_and(|letter| letter.is_ascii_digit() || letter == '°') {
            return end;
        }
        let word = folded(written);
        if let Some(value) = self.lexicon.number(&word) {
            return self.words(start, end, value);
        }
        let value = roman(written).or_else(|| self.lexicon.number_like(&word));
        if let Some(value) = value {
            self.found.push(Number {
                at: start..end,
                values: vec![value.to_string()],
                form: Form::Loose,
                zeros: 0,
                percent: false,
            });
        }
        end
    }

    fn words(&mut self, start: usize, mut end: usize, mut value: u64) -> usize {
        // "One" is as often a pronoun or an article as a number.
        let mut form = if value == 1 { Form::Loose } else { Form::Words };
        while let Some((more, next_end, is_cardinal)) = self.next_number(end) {
            let Some(room) = room(value) else { break };
            if more == 0 || more >= room {
                break;
            }
            (value, end) = (value + more, next_end);
            if !is_cardinal {
                form = Form::Loose;
                break;
            }
        }
        let number = Number {
            at: start..end,
            values: vec![value.to_string()],
            form,
            zeros: 0,
            percent: false,
        };
        self.push_scaled(number);
        self.found.last().map_or(end, |last| last.at.end.max(end))
    }

    /// A number after one space or hyphen: its value, its end, and whether it is a cardinal one.
    fn next_number(&self, at: usize) -> Option<(u64, usize, bool)> {
        let start = after_space(self.text, at)?;
        let end = word_end(self.text, start);
        let word = folded(&self.text[start..end]);
        let cardinal = self.lexicon.number(&word).map(|value| (value, end, true));
        cardinal.or_else(|| Some((self.lexicon.number_like(&word)?, end, false)))
    }

    /// Looks at what follows: words for zeros and for the percent sign.
    fn push_scaled(&mut self, mut number: Number) {
        if let Some((zeros, end)) = self.scale(number.at.end) {
            number.zeros = zeros;
            number.values = (number.values.iter())
                .map(|value| with_zeros(value, zeros))
                .collect();
            if number.form == Form::Words {
                number.at.end = end;
            }
        }
        number.percent = self.is_percent(number.at.end);
        self.found.push(number);
    }

    fn scale(&self, at: usize) -> Option<(usize, usize)> {
        let start = after_space(self.text, at)?;
        let end = word_end(self.text, start);
        let zeros = self.lexicon.zeros(&folded(&self.text[start..end]))?;
        Some((zeros, end))
    }

    fn is_percent(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(|letter: char| letter.is_whitespace());
        if rest.starts_with('%') {
            return true;
        }
        let Some(start) = after_space(self.text, at) else {
            return false;
        };
        let end = word_end(self.text, start);
        let word = folded(&self.text[start..end]);
        self.lexicon.is_percent(&word) || self.is_second_word(&word, end)
    }

    /// `per cent`, which stands as `per_cent` in the lexicon.
    fn is_second_word(&self, first: &str, at: usize) -> bool {
        let Some(start) = after_space(self.text, at) else {
            return false;
        };
        let end = word_end(self.text, start);
        let second = folded(&self.text[start..end]);
        self.lexicon.is_percent(&format!("{first}_{second}"))
    }
}

/// The greatest number that may still be added to the tens, hundreds or thousands before it.
fn room(value: u64) -> Option<u64> {
    let mut units = [1000, 100, 10].into_iter();
    units.find(|unit| value >= *unit && value.is_multiple_of(*unit))
}

/// Where the next word begins, if only one space or hyphen stands before it.
fn after_space(text: &str, at: usize) -> Option<usize> {
    let gap = text[at..].chars().next()?;
    let start = at + gap.len_utf8();
    let is_gap = gap.is_whitespace() || gap == '-' || gap == '\u{2011}';
    let begins = text[start..].chars().next().is_some_and(is_letter);
    (is_gap && begins).then_some(start)
}

fn word_end(text: &str, start: usize) -> usize {
    start + word_length(&text[start..])
}

/// The value of a sign of Roman numbers.
fn roman_sign(letter: char) -> Option<u64> {
    let value = match letter {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        'D' => 500,
        'M' => 1000,
        _ => return None,
    };
    Some(value)
}

/// The value of a Roman number: `XX`, `IV`.
fn roman(word: &str) -> Option<u64> {
    let values: Option<Vec<u64>> = word.chars().map(roman_sign).collect();
    let values = values.filter(|values| values.len() <= 12)?;
    let mut sum = 0;
    for (at, value) in values.iter().enumerate() {
        match values.get(at + 1) {
            Some(next) if next > value => sum -= i64::try_from(*value).ok()?,
            _ => sum += i64::try_from(*value).ok()?,
        }
    }
    u64::try_from(sum).ok().filter(|sum| *sum > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Written;

    fn lexicon() -> Lexicon {
        let words =
            |list: &[(u64, &str)]| list.iter().map(|(n, w)| (*n, (*w).to_owned())).collect();
        Lexicon::new(&Written {
            numbers: words(&[
                (1, "one один"),
                (2, "two двух"),
                (5, "five пять"),
                (20, "twenty двадцать"),
                (100, "сто"),
            ]),
            number_like: words(&[(2, "втор* both")]),
            scales: [(3, "thousand тысяч*"), (6, "million млн")]
                .into_iter()
                .map(|(zeros, words)| (zeros, words.to_owned()))
                .collect(),
            percent: "percent per_cent процент*".to_owned(),
            ..Written::default()
        })
    }

    /// `90 25%`, with `~` after what is loose and `w` after what is in words.
    fn shown(text: &str) -> String {
        let show = |number: Number| {
            let form = match number.form {
                Form::Digits => "",
                Form::Words => "w",
                Form::Loose => "~",
            };
            let percent = if number.percent { "%" } else { "" };
            format!("{}{percent}{form}", number.values.join("|"))
        };
        let shown: Vec<String> = numbers(text, &lexicon()).into_iter().map(show).collect();
        shown.join(" ")
    }

    #[test]
    fn numbers_are_read_as_they_are_meant() {
        for (text, expected) in [
            ("90 minutes", "90"),
            ("3.5%", "3.5%"),
            ("3,5 %", "3.5%"),
            ("3,5 процента", "3.5%"),
            ("3.5 per cent", "3.5%"),
            ("3.5 per day", "3.5"),
            ("16–17", "16 17"),
            ("16-17", "16 17"),
            ("aged 16-year-olds", "16"),
            ("1,000", "1000|1"),
            ("1 000", "1000"),
            ("1\u{a0}500\u{a0}000", "1500000"),
            ("1 500 000,25", "1500000.25"),
            ("1,234,567.89", "1234567.89"),
            ("in 2019 200 people", "2019 200"),
            ("2020 100", "2020 100"),
            ("12 345.", "12345"),
            ("1, 2, 3", "1 2 3"),
            ("1,2,3", "1 2 3"),
            ("07.10.2021", "7 10 2021"),
            ("2021-10-07", "2021 10 7"),
            ("10:30", "10 30"),
            ("1.29.3", "1.29.3"),
            ("3.50", "3.5"),
            ("007", "7"),
            ("0,125", "0.125"),
            ("2.5 million", "2500000"),
            ("3,5 млн", "3500000"),
            ("5 thousand", "5000"),
            ("двух групп", "2w"),
            ("двадцать пять", "25w"),
            ("twenty-five thousand", "25000w"),
            ("сто двадцать пять", "125w"),
            ("five, two", "5w 2w"),
            ("двадцать второй", "22~"),
            ("one of them", "1~"),
            ("второй", "2~"),
            ("both", "2~"),
            ("XX век", "20~"),
            ("COVID-19 и R04", "19~ 4~"),
            ("3D", "3~"),
            ("1990s", "1990"),
            ("5°C", "5"),
            ("5two °two", "5"),
            ("TWO ДВУХ t\u{ad}wo", "2w 2w 2w"),
            ("ПЯТЬ-Both, Втором", "5w 2~ 2~"),
            ("５ ٣two x٣two 5", "2w 5"),
            ("вто\u{301}рой", ""),
            ("MIX Mix mix", "1009~"),
            ("в конце 1 000", "1000"),
            ("1.", "1"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_two_languages_are_equal() {
        for (one, other, expected) in [
            ("3,5 %", "3.5%", true),
            ("1,000", "1 000", true),
            ("2.5 million", "2 500 000", true),
            ("5bn", "5 million", true),
            ("two", "2", true),
            ("XXI", "21st", true),
            ("5 thousand", "5 million", false),
            ("90", "60", false),
            ("1.5", "15", false),
        ] {
            let [one, other] = [one, other].map(|text| numbers(text, &lexicon()).remove(0));
            assert_eq!(one.is(&other), expected, "{one:?} {other:?}");
            assert_eq!(other.is(&one), expected, "{other:?} {one:?}");
        }
    }
}
