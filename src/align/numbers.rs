//! Numbers in running text, whatever the manner of writing: `3,5 %` and `3.5%`, `1 000` and `1,000` are alike.
//!
//! Only the digits count here: for finding partners it is enough that 14,280 and 14 280 are one number. What a number
//! *means* in a language is asked by the checks of facts, not by alignment.

/// The numbers in a text, each as its digits alone: `"1 000 of 3,5 %"` gives `1000` and `35`.
pub(super) fn digits(text: &str) -> Vec<String> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at].is_ascii_digit() {
            let (number, end) = number(&letters, at);
            found.push(number);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// One number from its first digit on, and where it ends. Groups are three digits after one to three; nothing but
/// the end follows a decimal sign, which looks like that of groups.
fn number(letters: &[char], start: usize) -> (String, usize) {
    let mut end = run(letters, start);
    let mut number: String = letters[start..end].iter().collect();
    let mut is_grouped = end - start <= 3;
    while let Some(separator) = letters.get(end) {
        let next = run(letters, end + 1);
        let length = next.saturating_sub(end + 1);
        let goes_on = match separator {
            '.' | ',' => length > 0,
            one if is_space(*one) || matches!(one, '\'' | '’') => is_grouped && length == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        is_grouped &= !matches!(separator, '.' | ',');
        number.extend(&letters[end + 1..next]);
        end = next;
    }
    (number, end)
}

fn run(letters: &[char], start: usize) -> usize {
    let digits = letters.get(start..).unwrap_or_default().iter();
    start + digits.take_while(|letter| letter.is_ascii_digit()).count()
}

/// The spaces that group digits: plain, no-break, thin and narrow no-break.
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn one_number_in_many_hands() {
        let cases: &[(&str, &[&str])] = &[
            ("3,5 %", &["35"]),
            ("3.5%", &["35"]),
            ("1 000", &["1000"]),
            ("1,000", &["1000"]),
            ("1\u{202f}234\u{a0}567,89 тенге", &["123456789"]),
            ("1,234,567.89", &["123456789"]),
            ("16–17", &["16", "17"]),
            ("16-17 years", &["16", "17"]),
            ("in 2020 500 people", &["2020", "500"]),
            ("2019.", &["2019"]),
            ("No. 14, room 7", &["14", "7"]),
            ("07.10.2021", &["07102021"]),
            ("none", &[]),
            ("12", &["12"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&digits(text), expected, "{text}");
        }
    }
}
