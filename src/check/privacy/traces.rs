//! What in a text can lead to a person: private codes, e-mail, telephone, national and school numbers.
//!
//! A list of things to look at, found by their form; what form cannot show is for people to judge.

use super::bytes::{may_have_traces, starts_of_phones};
use crate::language::{is_letter_or_digit, places};
use std::cell::LazyCell;
use std::ops::Range;

/// Something that can lead to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// What it is.
    pub(super) kind: Kind,
    /// Where, in bytes.
    pub(super) at: Range<usize>,
}

/// What leads to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The code of a participant in the private key file.
    Code,
    /// An address for e-mail.
    Email,
    /// A telephone number.
    Phone,
    /// A national identity number of Kazakhstan (ИИН, ЖСН).
    NationalNumber,
    /// A school by its number.
    School,
}

/// Everything in a text, by place. `codes` are patterns as in `study.yaml`.
pub(super) fn traces(text: &str, codes: &[String]) -> Vec<Trace> {
    let mut found = Vec::new();
    // Most fields of a record have no suspicious word.
    let is_suspicious = LazyCell::new(|| may_have_traces(text.as_bytes(), codes));
    suspicious_words(text, codes, &mut |word| {
        if !*is_suspicious || !word_traces(text, word.clone(), codes, &mut found) {
            found.extend(school(text, &word));
        }
    });
    phones(text, &mut found);
    in_order(found)
}

/// Those whose form leaves no doubt, by place: codes, e-mail and national numbers.
pub(super) fn sure(text: &str, codes: &[String]) -> Vec<Trace> {
    let mut found = Vec::new();
    suspicious_words(text, codes, &mut |word| {
        word_traces(text, word, codes, &mut found);
    });
    in_order(found)
}

fn in_order(mut found: Vec<Trace>) -> Vec<Trace> {
    found.sort_by_key(|one| (one.at.start, one.kind));
    found.dedup_by(|a, b| a.at.start < b.at.end && a.kind == b.kind);
    found
}

/// Shows the words that may be or begin something. All but a code of letters alone has a digit or an `@` in it, and
/// most words have neither; every page of a site is looked through, markup and all.
fn suspicious_words(text: &str, codes: &[String], see: &mut dyn FnMut(Range<usize>)) {
    let every_word = codes.iter().any(|pattern| !pattern.contains('#'));
    let mut done = 0;
    if every_word {
        while let Some(word) = word_after(text, done) {
            done = word.end;
            see(word);
        }
        return;
    }
    for at in places(text, |byte| byte.is_ascii_digit() || byte == b'@') {
        if at >= done {
            let word = word_around(text, at);
            done = word.end;
            see(word);
        }
    }
}

/// What words end at: white space and the marks of markup, `<` and `>`.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '<' | '>' | '\u{feff}')
}

/// The word that has a byte of a letter at `at`.
fn word_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].trim_end_matches(|letter| !is_gap(letter)).len();
    let end = text[at..].find(is_gap).map_or(text.len(), |end| at + end);
    start..end
}

/// The word before a place.
fn word_before(text: &str, at: usize) -> Option<Range<usize>> {
    let end = text[..at].trim_end_matches(is_gap).len();
    let last = text[..end].char_indices().next_back()?;
    Some(word_around(text, last.0))
}

/// The word after a place.
fn word_after(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + text[at..].find(|letter| !is_gap(letter))?;
    Some(word_around(text, start))
}

/// Codes, e-mail and national numbers inside one word. True if it holds an address for e-mail.
fn word_traces(text: &str, word: Range<usize>, codes: &[String], found: &mut Vec<Trace>) -> bool {
    let inside = &text[word.clone()];
    let put = |kind, at: Range<usize>, found: &mut Vec<Trace>| {
        let at = word.start + at.start..word.start + at.end;
        found.push(Trace { kind, at });
    };
    if !codes.is_empty() {
        for run in runs(inside, |letter| is_letter_or_digit(letter) || letter == '-') {
            let token = inside[run.clone()].trim_matches('-');
            if codes.iter().any(|pattern| fits(pattern, token)) {
                put(Kind::Code, run, found);
            }
        }
    }
    if inside.bytes().filter(u8::is_ascii_digit).count() >= 12 {
        // Digits inside a longer name or number are no number of their own.
        let belongs =
            |letter: char| is_letter_or_digit(letter) || matches!(letter, '-' | '_' | '.');
        for run in runs(inside, belongs) {
            let token = inside[run.clone()].trim_end_matches('.');
            if is_national_number(token) {
                let at = run.start..run.start + token.len();
                put(Kind::NationalNumber, at, found);
            }
        }
    }
    let emails = emails(inside);
    let has_email = !emails.is_empty();
    for at in emails {
        put(Kind::Email, at, found);
    }
    has_email
}

fn runs(text: &str, belongs: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (belongs(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

/// True if a token is of a pattern's form, in which `#` stands for one or more digits: `FGD#-P#`.
pub(super) fn fits(pattern: &str, token: &str) -> bool {
    let mut token = token;
    for step in pattern.split_inclusive('#') {
        let (words, has_digits) = match step.strip_suffix('#') {
            Some(words) => (words, true),
            None => (step, false),
        };
        let head = token.get(..words.len());
        if !head.is_some_and(|head| head.eq_ignore_ascii_case(words)) {
            return false;
        }
        token = &token[words.len()..];
        if has_digits {
            let digits = token.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return false;
            }
            token = &token[digits..];
        }
    }
    token.is_empty()
}

/// Addresses such as `name@example.org`; a citation `[@name]` is none.
fn emails(word: &str) -> Vec<Range<usize>> {
    let is_name =
        |letter: char| is_letter_or_digit(letter) || matches!(letter, '.' | '_' | '%' | '+' | '-');
    let is_host = |letter: char| is_letter_or_digit(letter) || matches!(letter, '.' | '-');
    let mut found = Vec::new();
    for (at, _) in word.match_indices('@') {
        let before = &word[..at];
        let name = before.trim_end_matches(is_name).len();
        let after = &word[at + 1..];
        let host = after.len() - after.trim_start_matches(is_host).len();
        let host = after[..host].trim_end_matches(['.', '-']);
        let ending = host.rsplit_once('.').map(|(_, ending)| ending);
        let is_real = ending.is_some_and(|ending| {
            ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic)
        });
        if name < at && is_real {
            found.push(name..at + 1 + host.len());
        }
    }
    found
}

/// Twelve digits that begin with a day of birth and end with the right check digit. Most runs of twelve digits do not.
///
/// Order of the Minister of Justice of Kazakhstan on national registers: the sum of digits weighted 1 to 11, modulo 11;
/// if that is 10, weighted 3 to 11, 1, 2; if it is 10 again, the number is not given out.
pub(super) fn is_national_number(token: &str) -> bool {
    let digits: Vec<u32> = token
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    if digits.len() != 12 || token.len() != 12 {
        return false;
    }
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let is_birthday = (1..=12).contains(&pair(2)) && (1..=31).contains(&pair(4)) && digits[6] <= 6;
    let sum = |first: u32| -> u32 {
        let weights = (0..11).map(|at| (first - 1 + at) % 11 + 1);
        digits
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum()
    };
    let check = match sum(1) % 11 {
        10 => sum(3) % 11,
        check => check,
    };
    is_birthday && check == digits[11]
}

/// Telephone numbers: `+7 701 123 45 67`, `8 (701) 123-45-67`.
fn phones(text: &str, found: &mut Vec<Trace>) {
    for start in starts_of_phones(text.as_bytes()) {
        let has_plus = text[start..].starts_with('+');
        if !has_plus && goes_on(text, start) {
            continue;
        }
        let (end, digits, joints) = phone_end(text, start);
        let is_phone = match has_plus {
            true => (10..=15).contains(&digits),
            false => digits == 11 && joints >= 2,
        };
        if !is_phone {
            continue;
        }
        let before = text[..start].chars().next_back();
        let is_free =
            !before.is_some_and(|letter| letter.is_alphanumeric() || ".-–/_=#".contains(letter));
        let after = text[end..].chars().next();
        let is_over = !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        if is_free && is_over {
            found.push(Trace {
                kind: Kind::Phone,
                at: start..end,
            });
        }
    }
}

/// So many joints may stand between two digits of a telephone number.
const JOINTS: usize = 2;

/// What stands between the digits of a telephone number.
fn is_joint(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2011}' | '(' | ')'
    )
}

/// True if the digit at a place goes on with a number that began before it.
fn goes_on(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev().take(JOINTS + 1);
    let nearest = before.find(|letter| !is_joint(*letter));
    nearest.is_some_and(|letter| letter == '+' || letter.is_ascii_digit())
}

/// Where a number with joints between its digits ends, how many digits it has and how many joints.
fn phone_end(text: &str, start: usize) -> (usize, usize, usize) {
    let mut end = start;
    let (mut digits, mut joints, mut pending) = (0, 0, 0);
    for (at, letter) in text[start..].char_indices() {
        match letter {
            '+' if at == 0 => end = start + 1,
            _ if letter.is_ascii_digit() => {
                digits += 1;
                joints += usize::from(pending > 0);
                pending = 0;
                end = start + at + 1;
            }
            _ if pending < JOINTS && is_joint(letter) => pending += 1,
            _ => break,
        }
    }
    (end, digits, joints)
}

/// Beginnings of words for places where children learn, whatever the language.
const SCHOOLS: &[&str] = &[
    "school",
    "gymnasium",
    "lyceum",
    "college",
    "kindergarten",
    "школ",
    "гимнази",
    "лице",
    "колледж",
    "детсад",
    "интернат",
    "мектеп",
    "мектеб",
    "балабақша",
];

/// `school No. 12`, `школе № 12`, `№ 12 мектеп`: a word for a school beside a number with its sign. `word` has the number.
fn school(text: &str, word: &Range<usize>) -> Option<Trace> {
    let number = numbered(text, word)?;
    let is_school = |word: &Range<usize>| {
        let lower = text[word.clone()].to_lowercase();
        let plain = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        SCHOOLS.iter().any(|start| plain.starts_with(start))
    };
    let mut before = std::iter::successors(word_before(text, number.start), |near| {
        word_before(text, near.start)
    });
    let mut after = std::iter::successors(word_after(text, word.end), |near| {
        word_after(text, near.end)
    });
    let before = before.by_ref().take(2).find(is_school);
    let after = after.by_ref().take(2).find(is_school);
    let start = before.as_ref().map_or(number.start, |word| word.start);
    let end = match (&before, &after) {
        (None, None) => return None,
        (None, Some(word)) => word.end,
        _ => number.end,
    };
    Some(Trace {
        kind: Kind::School,
        at: start..end,
    })
}

/// Where a number with its sign stands, if this word has the number: `№12`, or `12` after the word `№`.
fn numbered(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    const SIGNS: &[&str] = &["№", "No.", "No", "no.", "Nr.", "N", "#"];
    let sign_of = |word: &Range<usize>| {
        let word = text[word.clone()].trim_start_matches(['(', '«', '“', '"']);
        // Most words with a number begin with it.
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let mut rests = SIGNS.iter().filter_map(|sign| word.strip_prefix(sign));
        rests.next()
    };
    let is_number = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    if sign_of(word).is_some_and(is_number) {
        return Some(digits_of(text, word));
    }
    if !is_number(&text[word.clone()]) {
        return None;
    }
    // Most numbers stand after other words, and this is asked for every number of the sources.
    let before = text[..word.start].trim_end_matches(is_gap);
    if !SIGNS.iter().any(|sign| before.ends_with(sign)) {
        return None;
    }
    let sign = word_before(text, word.start)?;
    let is_alone = sign_of(&sign).is_some_and(str::is_empty);
    is_alone.then(|| sign.start..digits_of(text, word).end)
}

/// A word up to its last digit.
fn digits_of(text: &str, word: &Range<usize>) -> Range<usize> {
    let inside = &text[word.clone()];
    let end = inside.rfind(|letter: char| letter.is_ascii_digit());
    word.start..word.start + end.map_or(inside.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_by_their_form() {
        let codes = ["FGD#-P#".to_owned(), "SME-#".to_owned()];
        let cases: &[(&str, &[&str])] = &[
            ("As FGD1-P03 said", &["FGD1-P03"]),
            ("(sme-07)", &["sme-07"]),
            ("FGD1 and P03, COVID-19", &[]),
            ("FGD1-P03b", &[]),
            // Markup parts words, and full-width digits are none.
            ("FGD1<b>-P03</b> FGD1&#45;P03 FGD１-P03", &[]),
            ("<b>FGD1-P03</b>", &["FGD1-P03"]),
            ("пер\u{ad}FGD1-P03", &["FGD1-P03"]),
            ("тел. 8 701 123 45 67", &["8 701 123 45 67"]),
            ("write to a.b@example.org.", &["a.b@example.org"]),
            ("<a href=\"mailto:x@y.kz\">", &["x@y.kz"]),
            ("[@unicef2018, p. 30] @name", &[]),
            ("call +7 701 123-45-67 now", &["+7 701 123-45-67"]),
            ("тел. 8 (701) 123 45 67", &["8 (701) 123 45 67"]),
            // A number that goes on is looked at as a whole.
            ("5 8 701 123 45 67, 12) 8 701 123 45 67", &[]),
            ("12) - 8 701 123 45 67", &["8 701 123 45 67"]),
            ("12+8 701 123 45 67, 8+7 701 123 45 67", &[]),
            ("(+8 701 123 45 67)", &["+8 701 123 45 67"]),
            ("0000-0002-1825-0097, 2018–2021, 10 000 000", &[]),
            ("ISBN 978-5-17-118366-1", &[]),
            // The check digit is right, then wrong; then a date that is none.
            ("ИИН 990101300013", &["990101300013"]),
            ("990101300014", &[]),
            ("999901300017", &[]),
            ("x990101300013 0990101300013 990101300013.5", &[]),
            ("in school No. 12 of the city", &["school No. 12"]),
            ("в школе № 12, там", &["школе № 12"]),
            ("№12 мектепте", &["№12 мектепте"]),
            ("Convention No. 182; таблица № 3", &[]),
            ("a school of 12", &[]),
            ("(№ 5) мектебі", &["(№ 5) мектебі"]),
            ("школа-лицей «№ 7»", &["школа-лицей «№ 7"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = traces(text, &codes)
                .into_iter()
                .map(|one| &text[one.at])
                .collect();
            assert_eq!(found, *expected, "{text}");
            let kinds = |found: Vec<Trace>| -> Vec<Trace> {
                let sure = [Kind::Code, Kind::Email, Kind::NationalNumber];
                found
                    .into_iter()
                    .filter(|one| sure.contains(&one.kind))
                    .collect()
            };
            assert_eq!(sure(text, &codes), kinds(traces(text, &codes)), "{text}");
            let may = may_have_traces(text.as_bytes(), &codes);
            assert!(may || sure(text, &codes).is_empty(), "{text}");
            let any = ["FGD#-P#".to_owned(), "P".to_owned()];
            assert_eq!(sure(text, &any), kinds(traces(text, &any)), "{text}");
        }
    }
}
