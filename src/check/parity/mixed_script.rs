//! `typography`: words in which letters of two scripts are mixed because they look alike.

use super::thing::Passage;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::script::{Script, look_alikes};
use std::collections::BTreeSet;

/// A Latin letter in a Cyrillic word, or the other way round.
pub(crate) static TYPOGRAPHY_MIXED_SCRIPT: Code = Code {
    name: "typography-mixed-script",
    why: "A Latin `i` in a Kazakh word looks right and is wrong: searching, sorting, hyphenation, glossary links and screen readers take it for another letter.",
    remedy: "Type the letter again with the keyboard layout of the language.",
};

pub(super) fn check(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, line) in passage.lines.iter().enumerate() {
        // Most texts have letters of one script only.
        if !has_two_scripts(&line.text) {
            continue;
        }
        for word in line.words() {
            let written = &line.text[word.at.clone()];
            let Some(wrong) = wrong_letters(written, passage.tongue.script) else {
                continue;
            };
            let start = word.at.start + wrong.offset;
            let place = passage.at(at, &(start..start + wrong.letter.len_utf8()));
            let message = format!(
                "the {} letter `{}` (U+{:04X}) stands in the {} word `{written}`",
                wrong.script.name(),
                wrong.letter,
                u32::from(wrong.letter),
                wrong.word_script.name(),
            );
            let diagnostic = Diagnostic::warning(&TYPOGRAPHY_MIXED_SCRIPT, place, message);
            found.push(
                match wrong.mended(written, passage.tongue.lexicon.letters()) {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                },
            );
        }
    }
    found
}

fn has_two_scripts(text: &str) -> bool {
    if !Script::Latin.may_be_in(text) || !Script::Cyrillic.may_be_in(text) {
        return false;
    }
    let mut first = None;
    text.chars()
        .filter_map(Script::of)
        .any(|script| script != Script::Other && *first.get_or_insert(script) != script)
}

/// The first letter of a word that is of the wrong script.
struct Wrong {
    offset: usize,
    letter: char,
    script: Script,
    word_script: Script,
}

fn wrong_letters(word: &str, own: Option<Script>) -> Option<Wrong> {
    let letters: Vec<(usize, char, Script)> = (word.char_indices())
        .filter_map(|(at, letter)| Some((at, letter, Script::of(letter)?)))
        .collect();
    let of = |script| letters.iter().filter(|(_, _, one)| *one == script).count();
    let (latin, cyrillic) = (of(Script::Latin), of(Script::Cyrillic));
    if latin == 0 || cyrillic == 0 || latin + cyrillic < letters.len() {
        return None;
    }
    let word_script = match latin.cmp(&cyrillic) {
        std::cmp::Ordering::Greater => Script::Latin,
        std::cmp::Ordering::Less => Script::Cyrillic,
        std::cmp::Ordering::Equal => own?,
    };
    if is_inflected_name(&letters) {
        return None;
    }
    let mut wrong = letters
        .iter()
        .filter(|(_, _, script)| *script != word_script);
    if wrong
        .clone()
        .any(|(_, letter, _)| look_alikes(*letter).next().is_none())
    {
        return None;
    }
    wrong.next().map(|(offset, letter, script)| Wrong {
        offset: *offset,
        letter: *letter,
        script: *script,
        word_script,
    })
}

/// `APIшный`, `Instagramе`: a Latin abbreviation or name with a Cyrillic ending is written on purpose. In a name some letter
/// is like no Cyrillic one; else `Coюз` would be one.
fn is_inflected_name(letters: &[(usize, char, Script)]) -> bool {
    let head = letters
        .iter()
        .take_while(|(_, _, script)| *script == Script::Latin);
    let head: Vec<char> = head.map(|(_, letter, _)| *letter).collect();
    let ending = &letters[head.len()..];
    let is_abbreviation = head.iter().all(|letter| letter.is_uppercase());
    let is_name = head.first().is_some_and(|letter| letter.is_uppercase())
        && (head.iter()).any(|letter| look_alikes(*letter).next().is_none());
    head.len() >= 2
        && (is_abbreviation || is_name)
        && ending
            .iter()
            .all(|(_, letter, script)| *script == Script::Cyrillic && letter.is_lowercase())
}

impl Wrong {
    /// The word as it was meant, if every wrong letter has one look-alike in the alphabet of the language.
    fn mended(&self, word: &str, alphabet: &BTreeSet<char>) -> Option<String> {
        let mut first = None;
        let mend = |letter: char| {
            if Script::of(letter) != Some(self.script) {
                return Some(letter);
            }
            let is_known = |one: &char| {
                let small = one.to_lowercase().next().unwrap_or(*one);
                Script::of(*one) == Some(Script::Latin) || alphabet.contains(&small)
            };
            let meant = look_alikes(letter).find(is_known)?;
            first.get_or_insert(meant);
            Some(meant)
        };
        let mended: Option<String> = word.chars().map(mend).collect();
        let (mended, meant) = (mended?, first?);
        Some(format!(
            "write `{mended}`, with the {} `{meant}` (U+{:04X})",
            self.word_script.name(),
            u32::from(meant)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_told_from_names_with_endings() {
        for (word, own, expected) in [
            ("бiз", Script::Cyrillic, Some(('i', Script::Cyrillic))),
            ("мaма", Script::Cyrillic, Some(('a', Script::Cyrillic))),
            ("cтрана", Script::Cyrillic, Some(('c', Script::Cyrillic))),
            ("CНГ", Script::Cyrillic, Some(('C', Script::Cyrillic))),
            ("əке", Script::Cyrillic, Some(('ə', Script::Cyrillic))),
            ("hәм", Script::Cyrillic, Some(('h', Script::Cyrillic))),
            ("соmpany", Script::Latin, Some(('с', Script::Latin))),
            ("оf", Script::Latin, Some(('о', Script::Latin))),
            ("HTMLу", Script::Cyrillic, None),
            ("APIшный", Script::Cyrillic, None),
            ("Fiем", Script::Cyrillic, None),
            ("Instagramе", Script::Cyrillic, None),
            ("Facebookом", Script::Cyrillic, None),
            ("Coюз", Script::Cyrillic, Some(('C', Script::Cyrillic))),
            ("компания", Script::Cyrillic, None),
            ("αβγ", Script::Latin, None),
        ] {
            let wrong = wrong_letters(word, Some(own)).map(|one| (one.letter, one.word_script));
            assert_eq!(wrong, expected, "{word}");
        }
    }
}
