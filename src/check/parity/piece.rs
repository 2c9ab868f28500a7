//! A stretch of a line that was written in one go, and where its letters stand in the Markdown.

use crate::source::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// A stretch of a line that was written in one go.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where it stands in the line.
    pub(super) at: Range<usize>,
    /// Its Markdown.
    pub(super) source: Span,
    pub(super) kind: Kind,
    /// Found when somebody asks for the first time.
    way: OnceCell<Way>,
}

/// How a stretch of text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The author's words in the language of the text.
    Plain,
    /// Emphasised, or the words of a link to the web: may be a title or a word that is talked about.
    Emphasised,
    /// Code, or a passage in another language that says so.
    Apart,
}

impl Piece {
    pub(super) fn new(at: Range<usize>, source: Span, kind: Kind) -> Self {
        Self {
            at,
            source,
            kind,
            way: OnceCell::new(),
        }
    }

    /// Where the byte at an offset of the line stands in the source. Line and source are those it was made with.
    pub(super) fn offset(&self, at: usize, line: &str, source: &str) -> Option<usize> {
        let text = &line[self.at.clone()];
        let inside = at.checked_sub(self.at.start)?.min(text.len());
        let written = source.get(self.source.start..self.source.end)?;
        let found = match self.way.get_or_init(|| Way::of(text, written)) {
            Way::Straight(lead) => Some(lead + inside),
            Way::Followed(stones) => {
                let after = stones.partition_point(|stone| stone.in_text <= inside);
                let stone = after.checked_sub(1).map(|at| stones[at]);
                followed(written, text, stone.unwrap_or_default(), inside)
            }
        };
        found.map(|found| self.source.start + found)
    }
}

/// How to come from a text to its Markdown.
#[derive(Debug)]
enum Way {
    /// It stands there as it is, from this byte on. Code stands between marks of its own, the words of a picture
    /// between brackets.
    Straight(usize),
    /// There are escapes or entities between. Whoever follows begins at the last of the stones before.
    Followed(Vec<Stone>),
}

/// A letter of a text that was followed through its Markdown.
#[derive(Clone, Copy, Debug, Default)]
struct Stone {
    in_text: usize,
    in_written: usize,
}

/// Letters from one stone to the next.
const STRIDE: usize = 64;

impl Way {
    fn of(text: &str, written: &str) -> Self {
        let lead = written.find(text).filter(|_| !text.is_empty());
        lead.map_or_else(|| Self::Followed(stones(text, written)), Self::Straight)
    }
}

fn stones(text: &str, written: &str) -> Vec<Stone> {
    let mut stones = Vec::new();
    let mut stone = Stone::default();
    for (number, letter) in text.chars().enumerate() {
        if number % STRIDE == 0 {
            stones.push(stone);
        }
        let rest = &written[stone.in_written..];
        let before = ignored(rest);
        let Some(length) = length_of(&rest[before..], letter) else {
            break;
        };
        stone.in_written += before + length;
        stone.in_text += letter.len_utf8();
    }
    stones
}

/// Follows a text through its Markdown from a stone up to an offset: escapes, entities, letters that were left out or
/// joined.
fn followed(written: &str, text: &str, from: Stone, offset: usize) -> Option<usize> {
    let mut at = from.in_written;
    for (ahead, letter) in text[from.in_text..].char_indices() {
        at += ignored(&written[at..]);
        if from.in_text + ahead >= offset {
            return Some(at);
        }
        at += length_of(&written[at..], letter)?;
    }
    Some(at + ignored(&written[at..]))
}

fn ignored(written: &str) -> usize {
    let rest = written.trim_start_matches(['\u{feff}', '\u{200b}']);
    written.len() - rest.len()
}

fn length_of(written: &str, letter: char) -> Option<usize> {
    /// Bytes of an entity before its `;`, at most.
    const LONGEST_ENTITY: usize = 12;
    let mut letters = written.chars();
    let first = letters.next()?;
    if first == '\\' && letters.next() == Some(letter) && letter != '\\' {
        return Some(1 + letter.len_utf8());
    }
    if first == '\\' && written[1..].starts_with('\\') {
        return Some(2);
    }
    if first == '&' {
        let mut near = written.bytes().take(LONGEST_ENTITY);
        let is_letter = letter == '&' && !written.starts_with("&amp;");
        let end = near.position(|byte| byte == b';').filter(|_| !is_letter);
        return Some(end.map_or(1, |end| end + 1));
    }
    if first == letter {
        return Some(first.len_utf8());
    }
    // A letter and its accent, which were joined into one.
    let accent = written[first.len_utf8()..].chars().next();
    let is_accent = accent.is_some_and(|one| ('\u{300}'..='\u{36f}').contains(&one));
    is_accent.then(|| first.len_utf8() + accent.map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_markdown() {
        let long = (
            "a \\* b &amp; вой\u{200b}на ".repeat(40),
            "a * b & война ".repeat(40),
        );
        for (written, text) in [
            ("asked ", "asked "),
            ("a \\* b\\_c ", "a * b_c "),
            ("a&nbsp;b &amp; ", "a\u{a0}b & "),
            ("вой\u{200b}на ", "война "),
            ("раи\u{306}он ", "район "),
            ("AT&T ", "AT&T "),
            ("& a long way to the next; ", "& a long way to the next; "),
            (&long.0, &long.1),
        ] {
            let (written, text) = (format!("{written}90 people"), format!("{text}90 people"));
            let span = Span::new(0, written.len());
            let piece = Piece::new(0..text.len(), span, Kind::Plain);
            let at = text.find("90").expect("it ends with it");
            let start = piece.offset(at, &text, &written).expect(&text);
            let end = piece.offset(at + 2, &text, &written).expect(&text);
            assert_eq!(&written[start..end], "90", "{written}");
            assert_eq!(piece.offset(0, &text, &written), Some(0), "{written}");
        }
    }
}
