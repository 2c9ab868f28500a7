//! What in a text can lead to a person: private codes, e-mail, telephone, national and school numbers.
//!
//! A list of things to look at, found by their form; what form cannot show is for people to judge.

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
    let words = words(text);
    for (at, word) in words.iter().enumerate() {
        let is_email = word_traces(text, word.clone(), codes, &mut found);
        if !is_email && let Some(trace) = school(text, &words, at) {
            found.push(trace);
        }
    }
    phones(text, &mut found);
    found.sort_by_key(|one| (one.at.start, one.kind));
    found.dedup_by(|a, b| a.at.start < b.at.end && a.kind == b.kind);
    found
}

/// Those whose form leaves no doubt: codes, e-mail and national numbers, by place. The same as [`traces`] finds of them, but
/// made for whole pages: a word without a digit and without `@` is none of these, and is passed over.
pub(super) fn sure(text: &str, codes: &[String]) -> Vec<Trace> {
    let mut found = Vec::new();
    let is_sign = |byte: u8| byte == b'@' || byte.is_ascii_digit();
    // Without the sign for a number a code may be any word.
    if codes.iter().any(|pattern| !pattern.contains('#')) {
        found = traces(text, codes);
        found.retain(|one| !matches!(one.kind, Kind::Phone | Kind::School));
        return found;
    }
    let mut from = 0;
    while let Some(sign) = text.as_bytes()[from..]
        .iter()
        .position(|byte| is_sign(*byte))
    {
        let sign = from + sign;
        let before = text[..sign].char_indices().rev();
        let gap = before.take_while(|(_, letter)| !is_gap(*letter)).last();
        let start = gap.map_or(sign, |(at, _)| at);
        let end = text[sign..].find(is_gap).map_or(text.len(), |at| sign + at);
        word_traces(text, start..end, codes, &mut found);
        from = end;
    }
    found.sort_by_key(|one| (one.at.start, one.kind));
    found.dedup_by(|a, b| a.at.start < b.at.end && a.kind == b.kind);
    found
}

/// White space and what surrounds markup: `<` and `>` end a word too.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '<' | '>' | '\u{feff}')
}

/// Runs of what is no gap.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (is_gap(letter), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// Codes, e-mail and national numbers inside one word. True if it holds an address for e-mail.
fn word_traces(text: &str, word: Range<usize>, codes: &[String], found: &mut Vec<Trace>) -> bool {
    let inside = &text[word.clone()];
    let put = |kind, at: Range<usize>, found: &mut Vec<Trace>| {
        let at = word.start + at.start..word.start + at.end;
        found.push(Trace { kind, at });
    };
    for run in runs(inside, |letter| letter.is_alphanumeric() || letter == '-') {
        let token = inside[run.clone()].trim_matches('-');
        if codes.iter().any(|pattern| fits(pattern, token)) {
            put(Kind::Code, run, found);
        }
    }
    // Digits inside a longer name or number are no number of their own.
    for run in runs(inside, |letter| {
        letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')
    }) {
        let token = inside[run.clone()].trim_end_matches('.');
        if is_national_number(token) {
            put(
                Kind::NationalNumber,
                run.start..run.start + token.len(),
                found,
            );
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
        |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-');
    let is_host = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
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
    let mut rest = 0;
    while let Some(start) =
        text[rest..].find(|letter: char| letter == '+' || letter.is_ascii_digit())
    {
        let start = rest + start;
        let (end, digits, joins) = phone_end(text, start);
        let before = text[..start].chars().next_back();
        let is_free =
            !before.is_some_and(|letter| letter.is_alphanumeric() || ".-–/_=#".contains(letter));
        let after = text[end..].chars().next();
        let is_over = !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let number = &text[start..end];
        let is_phone = match number.starts_with('+') {
            true => (10..=15).contains(&digits),
            false => digits == 11 && number.starts_with('8') && joins >= 2,
        };
        if is_free && is_over && is_phone {
            found.push(Trace {
                kind: Kind::Phone,
                at: start..end,
            });
        }
        rest = end.max(start + 1);
    }
}

/// Where a number with single joints between its digits ends, how many digits it has and how many joints.
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
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2011}' | '(' | ')' if pending < 2 => {
                pending += 1
            }
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
    "балабақша",
];

/// `school No. 12`, `школе № 12`, `№ 12 мектеп`: a word for a school beside a number with its sign.
fn school(text: &str, words: &[Range<usize>], at: usize) -> Option<Trace> {
    let word = |at: usize| words.get(at).map(|range| &text[range.clone()]);
    let (number, last) = numbered(text, words, at)?;
    let is_school = |word: Option<&str>| {
        let lower = word.unwrap_or_default().to_lowercase();
        let plain = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        SCHOOLS.iter().any(|start| plain.starts_with(start))
    };
    let before = (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|at| is_school(word(*at)));
    let after = (last + 1..=last + 2).find(|at| is_school(word(*at)));
    let start = before.map_or(number.start, |at| words[at].start);
    let end = match (before, after) {
        (None, None) => return None,
        (None, Some(at)) => words[at].end,
        _ => number.end,
    };
    Some(Trace {
        kind: Kind::School,
        at: start..end,
    })
}

/// A number with its sign that begins at this word: where it stands, and its last word.
fn numbered(text: &str, words: &[Range<usize>], at: usize) -> Option<(Range<usize>, usize)> {
    const SIGNS: &[&str] = &["№", "No.", "No", "no.", "Nr.", "N", "#"];
    let word = &text[words[at].clone()];
    let word = word.trim_start_matches(['(', '«', '“', '"']);
    let is_number = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    for sign in SIGNS {
        let Some(rest) = word.strip_prefix(sign) else {
            continue;
        };
        if is_number(rest) {
            return Some((digits_of(text, &words[at]), at));
        }
        let next = words.get(at + 1).filter(|_| rest.is_empty())?;
        return is_number(&text[next.clone()])
            .then(|| (words[at].start..digits_of(text, next).end, at + 1));
    }
    None
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
            ("write to a.b@example.org.", &["a.b@example.org"]),
            ("<a href=\"mailto:x@y.kz\">", &["x@y.kz"]),
            ("[@unicef2018, p. 30] @name", &[]),
            ("call +7 701 123-45-67 now", &["+7 701 123-45-67"]),
            ("тел. 8 (701) 123 45 67", &["8 (701) 123 45 67"]),
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
            let any = ["FGD#-P#".to_owned(), "P".to_owned()];
            assert_eq!(sure(text, &any), kinds(traces(text, &any)), "{text}");
        }
    }
}
