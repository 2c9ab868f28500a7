//! A block as one row of text that remembers where its runs end.
//!
//! Quotation marks and spaces reach across runs, so every rule works on this row. A literal run is one
//! character of it, whatever its length: a neighbour that nothing changes. All places are byte offsets into the row.

use super::Run;
use super::signs::{self, Sign, Spot};
use crate::language::{chunks, is_letter_or_digit};
use std::ops::Range;

/// Stands for a literal run (Unicode: object replacement character).
pub(super) const OBJECT: char = '\u{fffc}';

/// The space at which no line breaks.
pub(super) const NO_BREAK: &str = "\u{a0}";

/// The text of a block.
#[derive(Debug)]
pub(super) struct Row {
    /// All runs, one after another.
    pub(super) text: String,
    /// Where each run ends.
    ends: Vec<usize>,
    /// Numbers of the literal runs, in order.
    fixed: Vec<usize>,
    /// The signs, in order.
    spots: Vec<Spot>,
}

/// A stretch of the row and what stands there instead. An empty stretch is an insertion.
pub(super) struct Edit<'a> {
    pub(super) at: Range<usize>,
    pub(super) text: &'a str,
}

impl Row {
    pub(super) fn of(runs: &[Run<'_>]) -> Self {
        let length = runs.iter().map(|run| run.text.len()).sum::<usize>();
        let mut row = Self {
            text: String::with_capacity(length + 8),
            ends: Vec::with_capacity(runs.len()),
            fixed: Vec::new(),
            spots: Vec::new(),
        };
        for (number, run) in runs.iter().enumerate() {
            if run.literal {
                let blank = !run.text.is_empty() && run.text.chars().all(char::is_whitespace);
                row.text.push(if blank { ' ' } else { OBJECT });
                row.fixed.push(number);
            } else {
                row.text.push_str(run.text);
            }
            row.ends.push(row.text.len());
        }
        row.spots = signs::of(&row.text);
        row
    }

    /// The stretches of the runs, in order; a literal run is one character.
    pub(super) fn runs(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let stretches = starts.zip(&self.ends);
        stretches.map(|(start, end)| &self.text[*start..*end])
    }

    /// Carries the edits out; they are in order and do not overlap, and none touches a literal run or inserts at the very
    /// start. New text belongs to the run where the old began, or to the one that ends there. True if anything is
    /// different now.
    pub(super) fn apply(&mut self, edits: &[Edit<'_>]) -> bool {
        // Most texts are right as they stand, and a text is long.
        if edits
            .iter()
            .all(|edit| self.text[edit.at.clone()] == *edit.text)
        {
            return false;
        }
        let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
        let mut text = String::with_capacity(self.text.len() + grown);
        let mut spots = Vec::with_capacity(self.spots.len() + edits.len());
        let mut old_spots = self.spots.iter().copied().peekable();
        let (mut done, mut run) = (0, 0);
        for Edit { at, text: new } in edits {
            let is_insertion = at.is_empty();
            let stays = |end: usize| end < at.start || (end == at.start && !is_insertion);
            let from = text.len();
            text.push_str(&self.text[done..at.start]);
            while self.ends.get(run).is_some_and(|end| stays(*end)) {
                self.ends[run] = self.ends[run] - done + from;
                run += 1;
            }
            while let Some(spot) = old_spots.next_if(|spot| spot.start < at.start) {
                spots.push(spot.moved(done, from));
            }
            while old_spots.next_if(|spot| spot.start < at.end).is_some() {}
            signs::find(new, text.len(), &mut spots);
            text.push_str(new);
            while !is_insertion && self.ends.get(run).is_some_and(|end| *end <= at.end) {
                self.ends[run] = text.len();
                run += 1;
            }
            done = at.end;
        }
        let from = text.len();
        text.push_str(&self.text[done..]);
        for end in &mut self.ends[run..] {
            *end = *end - done + from;
        }
        spots.extend(old_spots.map(|spot| spot.moved(done, from)));
        self.spots = spots;
        self.text = text;
        debug_assert_eq!(self.spots, signs::of(&self.text));
        true
    }

    /// The character that ends just before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character that begins at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The white space that ends just before `at`.
    pub(super) fn gap_before(&self, at: usize) -> Range<usize> {
        self.text[..at].trim_end().len()..at
    }

    /// The white space that begins at `at`.
    pub(super) fn gap_after(&self, at: usize) -> Range<usize> {
        let rest = &self.text[at..];
        at..at + rest.len() - rest.trim_start().len()
    }

    /// True if no literal run is in this stretch.
    pub(super) fn is_free(&self, range: &Range<usize>) -> bool {
        let first = self
            .fixed
            .partition_point(|run| self.ends[*run] <= range.start);
        let start = |run: usize| run.checked_sub(1).map_or(0, |before| self.ends[before]);
        (self.fixed.get(first)).is_none_or(|run| start(*run) >= range.end)
    }

    /// The signs of one kind, in order.
    pub(super) fn signs(&self, sign: Sign) -> impl Iterator<Item = Range<usize>> {
        let spots = self.spots.iter().filter(move |spot| spot.sign == sign);
        spots.map(|spot| spot.start..spot.end)
    }

    /// The longest stretches of signs of one kind.
    pub(super) fn stretches(&self, sign: Sign) -> impl Iterator<Item = Range<usize>> {
        let mut signs = self.signs(sign).peekable();
        std::iter::from_fn(move || {
            let Range { start, mut end } = signs.next()?;
            while let Some(next) = signs.next_if(|next| next.start == end) {
                end = next.end;
            }
            Some(start..end)
        })
    }

    /// The stretches between white space.
    pub(super) fn words(&self) -> impl Iterator<Item = Range<usize>> {
        chunks(&self.text)
    }
}

/// A letter, a digit or a mark that belongs to one.
pub(super) fn is_word(letter: char) -> bool {
    is_letter_or_digit(letter) || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Dashes and the hyphen.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '―')
}

/// Quotation marks of all kinds, and the apostrophe.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '«' | '»' | '„' | '“' | '”' | '‘' | '’' | '‚' | '‹' | '›'
    )
}

/// What may stand before the first letter of a word. Any mark may: which way it faces is not known before it is set.
pub(super) fn is_opener(letter: char) -> bool {
    is_mark(letter) || matches!(letter, '(' | '[' | '{')
}

/// What may stand after the last letter of a word.
pub(super) fn is_closer(letter: char) -> bool {
    is_mark(letter)
        || matches!(
            letter,
            ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '…'
        )
}
