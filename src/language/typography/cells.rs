//! A block as one row of characters that remember which run they came from.
//!
//! Quotation marks and spaces reach across runs, so every rule works on this row. A literal run is one
//! cell of it, whatever its length: a neighbour that nothing changes.

use super::Run;
use std::ops::Range;

/// Stands for a literal run (Unicode: object replacement character).
pub(super) const OBJECT: char = '\u{fffc}';

/// The space at which no line breaks.
pub(super) const NO_BREAK: &str = "\u{a0}";

/// One character of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The character.
    pub(super) letter: char,
    /// The run it belongs to.
    pub(super) run: u32,
    /// True for a literal run.
    pub(super) fixed: bool,
}

/// A stretch of cells and what stands there instead. An empty stretch is an insertion.
pub(super) struct Edit {
    pub(super) at: Range<usize>,
    pub(super) text: String,
}

/// The row of a block.
pub(super) fn row(runs: &[Run<'_>]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(runs.iter().map(|run| run.text.len()).sum());
    for (run, one) in (0..).zip(runs) {
        if one.literal {
            let blank = !one.text.is_empty() && one.text.chars().all(char::is_whitespace);
            cells.push(Cell {
                letter: if blank { ' ' } else { OBJECT },
                run,
                fixed: true,
            });
        } else {
            cells.extend(one.text.chars().map(|letter| Cell {
                letter,
                run,
                fixed: false,
            }));
        }
    }
    cells
}

/// The texts of the runs, in order.
pub(super) fn texts(cells: &[Cell], runs: &[Run<'_>]) -> Vec<String> {
    let mut texts: Vec<String> = runs
        .iter()
        .map(|run| match run.literal {
            true => run.text.to_owned(),
            false => String::with_capacity(run.text.len() + 8),
        })
        .collect();
    for cell in cells.iter().filter(|cell| !cell.fixed) {
        texts[cell.run as usize].push(cell.letter);
    }
    texts
}

/// Carries the edits out; they are in order and do not overlap. True if anything is different now.
pub(super) fn apply(cells: &mut Vec<Cell>, edits: Vec<Edit>) -> bool {
    // Most texts are right as they stand, and a text is long.
    if edits.is_empty() {
        return false;
    }
    let before = std::mem::take(cells);
    cells.reserve(before.len() + edits.len());
    let mut done = 0;
    let mut is_changed = false;
    for edit in edits {
        cells.extend_from_slice(&before[done..edit.at.start]);
        let owner = if edit.at.is_empty() {
            edit.at.start.saturating_sub(1)
        } else {
            edit.at.start
        };
        let run = before[owner].run;
        let from = cells.len();
        cells.extend(edit.text.chars().map(|letter| Cell {
            letter,
            run,
            fixed: false,
        }));
        done = edit.at.end;
        is_changed |= cells[from..] != before[edit.at];
    }
    cells.extend_from_slice(&before[done..]);
    is_changed
}

/// The white space that ends just before `at`.
pub(super) fn gap_before(cells: &[Cell], at: usize) -> Range<usize> {
    let length = cells[..at]
        .iter()
        .rev()
        .take_while(|cell| cell.letter.is_whitespace())
        .count();
    at - length..at
}

/// The white space that begins at `at`.
pub(super) fn gap_after(cells: &[Cell], at: usize) -> Range<usize> {
    let length = cells[at..]
        .iter()
        .take_while(|cell| cell.letter.is_whitespace())
        .count();
    at..at + length
}

/// True if no literal run is among these cells.
pub(super) fn is_free(cells: &[Cell], range: Range<usize>) -> bool {
    cells[range].iter().all(|cell| !cell.fixed)
}

/// The stretches between white space.
pub(super) fn words(cells: &[Cell]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        at = gap_after(cells, at).end;
        let start = at;
        while at < cells.len() && !cells[at].letter.is_whitespace() {
            at += 1;
        }
        if start < at {
            words.push(start..at);
        }
    }
    words
}

/// The characters of a stretch.
pub(super) fn text(cells: &[Cell], range: Range<usize>) -> String {
    cells[range].iter().map(|cell| cell.letter).collect()
}

/// A letter, a digit or a mark that belongs to one.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
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
