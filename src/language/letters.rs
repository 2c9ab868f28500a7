//! What a letter is, asked of every letter of every text.
//!
//! The answers are the standard library's. It searches a table for each letter that is not ASCII; the Cyrillic letters of
//! our studies lie side by side and need no search (Unicode 16, blocks Cyrillic and Cyrillic Supplement).

/// [`char::is_alphabetic`].
pub fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphabetic(),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        _ => letter.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`].
pub fn is_letter_or_digit(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// The small form of a letter where that is one letter; the letter itself elsewhere.
pub(super) fn small(letter: char) -> char {
    let moved = |by: u32| char::from_u32(u32::from(letter) + by).unwrap_or(letter);
    match letter {
        '\0'..='\x7f' => letter.to_ascii_lowercase(),
        'а'..='џ' => letter,
        'А'..='Я' => moved(0x20),
        'Ѐ'..='Џ' => moved(0x50),
        _ => {
            let mut small = letter.to_lowercase();
            small.next().filter(|_| small.len() == 0).unwrap_or(letter)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_those_of_the_standard_library() {
        for letter in '\0'..=char::MAX {
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
            assert_eq!(
                is_letter_or_digit(letter),
                letter.is_alphanumeric(),
                "{letter:?}"
            );
            let lower: String = letter.to_lowercase().collect();
            if lower.chars().count() == 1 {
                assert_eq!(small(letter).to_string(), lower, "{letter:?}");
            } else {
                assert_eq!(small(letter), letter);
            }
        }
    }
}
