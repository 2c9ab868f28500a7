//! Quotation marks and apostrophes, by what stands around them and how deep they stand.
//!
//! Marks are first paired, then pairs are given their kind from the outside in. A mark that was typed
//! as `«` or `“` stays what it is, whatever the language, but for one case: an outer mark directly
//! inside outer ones becomes an inner one. Marks without a partner are set as well as can be told.

use super::Rules;
use super::row::{Edit, OBJECT, Row, is_dash, is_word};
use super::signs::Sign;

/// Sets all marks of a block.
pub(super) fn set_quotes(rules: &Rules, row: &mut Row) {
    let mut marks = marks_of(row);
    if marks.is_empty() {
        return;
    }
    // A mark that was changed may change what encloses another. Each round but the first turns outer
    // marks into inner ones, never back, so that there is an end.
    for _ in 0..=marks.len() {
        if !row.apply(&edits(rules, &row.text, &marks)) {
            break;
        }
        marks = marks_of(row);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Outer,
    Inner,
}

impl Kind {
    fn other(self) -> Self {
        match self {
            Self::Outer => Self::Inner,
            Self::Inner => Self::Outer,
        }
    }
}

/// What a mark was typed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// `"`
    Double,
    /// `'`
    Single,
    /// A mark of this language.
    Set(Kind),
}

/// What a mark does, told from its neighbours alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open(Typed),
    Close(Typed),
    /// `’` where it may close inner quotes or be an apostrophe: the character is the same.
    SoftClose,
    Apostrophe,
    /// Another language's mark, a sign for inches, or nothing that can be told.
    Nothing,
}

/// Two marks that belong together, or one that has lost the other.
struct Pair {
    open: Option<usize>,
    close: Option<usize>,
    typed: Typed,
}

impl Pair {
    fn start(&self) -> usize {
        self.open.or(self.close).unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.close.or(self.open).unwrap_or_default()
    }
}

#[derive(Default)]
struct Matched {
    pairs: Vec<Pair>,
    apostrophes: Vec<usize>,
}

fn edits<'a>(rules: &'a Rules, text: &str, marks: &[Mark]) -> Vec<Edit<'a>> {
    let mut matched = matched(rules, marks);
    matched.pairs.sort_by_key(Pair::start);
    let kinds = kinds(&matched.pairs);
    let mut edits = Vec::new();
    for (pair, kind) in matched.pairs.iter().zip(kinds) {
        if pair.typed == Typed::Single && rules.inner_quotes.is_none() {
            continue;
        }
        if let Some((open, close)) = signs(rules, kind) {
            edits.extend(pair.open.and_then(|at| replacement(text, at, open)));
            edits.extend(pair.close.and_then(|at| replacement(text, at, close)));
        }
    }
    if let Some(apostrophe) = &rules.apostrophe {
        let places = matched.apostrophes.iter();
        edits.extend(places.filter_map(|at| replacement(text, *at, apostrophe)));
    }
    edits.sort_by_key(|edit| edit.at.start);
    edits
}

/// Nothing if the mark is there already; a mark with a space of its own (`« `) is known by its sign.
fn replacement<'a>(text: &str, at: usize, mark: &'a str) -> Option<Edit<'a>> {
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let at = at..at + length;
    (mark.trim() != &text[at.clone()]).then_some(Edit { at, text: mark })
}

fn signs(rules: &Rules, kind: Kind) -> Option<(&str, &str)> {
    let inner = rules.inner_quotes.as_ref().or(rules.quotes.as_ref());
    let (open, close) = match kind {
        Kind::Outer => rules.quotes.as_ref()?,
        Kind::Inner => inner?,
    };
    Some((open, close))
}

/// The kind of each pair, from the outside in. The pairs are nested and ordered by their first marks.
fn kinds(pairs: &[Pair]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(pairs.len());
    let mut around: Vec<(usize, Kind)> = Vec::new();
    for pair in pairs {
        while around.pop_if(|(end, _)| *end < pair.start()).is_some() {}
        let outside = around.last().map(|(_, kind)| *kind);
        let kind = match pair.typed {
            Typed::Single => Kind::Inner,
            Typed::Double => outside.map_or(Kind::Outer, Kind::other),
            Typed::Set(Kind::Outer) if outside == Some(Kind::Outer) => Kind::Inner,
            Typed::Set(kind) => kind,
        };
        around.push((pair.end(), kind));
        kinds.push(kind);
    }
    kinds
}

fn matched(rules: &Rules, marks: &[Mark]) -> Matched {
    let mut found = Matched::default();
    let mut open: Vec<(usize, Typed)> = Vec::new();
    for mark in marks.iter().copied() {
        match role(rules, mark) {
            Role::Open(typed) => open.push((mark.at, typed)),
            Role::Close(typed) => close(&mut open, &mut found, mark, typed),
            Role::SoftClose => {
                close_single(&mut open, &mut found, mark.at);
            }
            Role::Apostrophe => found.apostrophes.push(mark.at),
            Role::Nothing => {}
        }
    }
    drop_open(open, &mut found);
    found
}

fn close(open: &mut Vec<(usize, Typed)>, found: &mut Matched, mark: Mark, typed: Typed) {
    let at = mark.at;
    let partner = match typed {
        Typed::Single => {
            if !close_single(open, found, at) {
                found.apostrophes.push(at);
            }
            return;
        }
        Typed::Double => last_open(open, |one| one != Typed::Single),
        Typed::Set(kind) => {
            let straight = match kind {
                Kind::Outer => Typed::Double,
                Kind::Inner => Typed::Single,
            };
            last_open(open, |one| one == typed || one == straight)
        }
    };
    match partner {
        Some(partner) => {
            drop_open(open.split_off(partner + 1), found);
            let (from, typed) = open.pop().expect("the partner is the last one left");
            found.pairs.push(Pair {
                open: Some(from),
                close: Some(at),
                typed,
            });
        }
        None if typed == Typed::Double => close_alone(open, found, mark),
        None => {}
    }
}

/// Deeper than this nobody quotes; without a bound a text of unclosed marks would take minutes.
const DEEPEST: usize = 64;

/// The last mark of such a kind that is still open.
fn last_open(open: &[(usize, Typed)], is_one: impl Fn(Typed) -> bool) -> Option<usize> {
    let from = open.len().saturating_sub(DEEPEST);
    let found = open[from..].iter().rposition(|(_, one)| is_one(*one))?;
    Some(from + found)
}

/// A closing `"` with nothing to close. After an element (`<b>"word"</b>`) it opens; between letters and after a
/// number (5") it is left alone.
fn close_alone(open: &mut Vec<(usize, Typed)>, found: &mut Matched, mark: Mark) {
    let Mark {
        at, before, after, ..
    } = mark;
    let is_before_word = after.is_some_and(is_word);
    match before {
        Some(OBJECT) if is_before_word => open.push((at, Typed::Double)),
        Some(letter) if letter.is_ascii_digit() || is_before_word && is_word(letter) => {}
        _ => found.pairs.push(Pair {
            open: None,
            close: Some(at),
            typed: Typed::Double,
        }),
    }
}

/// An apostrophe must not close across other marks: "the dogs' tails". True if it closed something.
fn close_single(open: &mut Vec<(usize, Typed)>, found: &mut Matched, at: usize) -> bool {
    match open.last() {
        Some((from, typed @ (Typed::Single | Typed::Set(Kind::Inner)))) => {
            found.pairs.push(Pair {
                open: Some(*from),
                close: Some(at),
                typed: *typed,
            });
            open.pop();
            true
        }
        _ => false,
    }
}

/// Marks that opened and were never closed.
fn drop_open(open: Vec<(usize, Typed)>, found: &mut Matched) {
    for (at, typed) in open {
        match typed {
            Typed::Double => found.pairs.push(Pair {
                open: Some(at),
                close: None,
                typed,
            }),
            Typed::Single => found.apostrophes.push(at),
            Typed::Set(_) => {}
        }
    }
}

fn role(rules: &Rules, mark: Mark) -> Role {
    let Mark { before, after, .. } = mark;
    let opens =
        before.is_none_or(is_before_opening) && after.is_some_and(|letter| !letter.is_whitespace());
    let is_joined = before.is_some_and(|letter| is_word(letter) || letter == OBJECT)
        && after.is_some_and(is_word);
    match mark.letter {
        '"' => straight_role(Typed::Double, opens, before),
        '\'' if is_joined => Role::Apostrophe,
        '\'' => straight_role(Typed::Single, opens, before),
        _ => typed_role(rules, mark, opens, is_joined),
    }
}

fn straight_role(typed: Typed, opens: bool, before: Option<char>) -> Role {
    if opens {
        Role::Open(typed)
    } else if before.is_some_and(|letter| !letter.is_whitespace()) {
        Role::Close(typed)
    } else {
        Role::Nothing
    }
}

fn typed_role(rules: &Rules, mark: Mark, opens: bool, is_joined: bool) -> Role {
    let Mark { before, after, .. } = mark;
    let [can_open, can_close] = kinds_of(rules, mark.letter);
    let is_apostrophe =
        (rules.apostrophe.as_ref()).is_some_and(|one| one.chars().eq([mark.letter]));
    // The opening mark of another language may look like a closing one of this: “ in English and in Russian.
    let is_foreign = opens && after.is_some_and(is_word) && before.is_none_or(char::is_whitespace);
    match (can_open, can_close) {
        (Some(kind), None) => Role::Open(Typed::Set(kind)),
        (Some(kind), Some(_)) if opens => Role::Open(Typed::Set(kind)),
        (_, Some(_)) if is_apostrophe && (opens || is_joined) => Role::Nothing,
        (_, Some(_)) if is_apostrophe => Role::SoftClose,
        (_, Some(kind)) if !is_foreign => Role::Close(Typed::Set(kind)),
        _ => Role::Nothing,
    }
}

/// What a character opens and what it closes in this language.
fn kinds_of(rules: &Rules, letter: char) -> [Option<Kind>; 2] {
    let kinds = [
        (Kind::Outer, rules.quotes.as_ref()),
        (Kind::Inner, rules.inner_quotes.as_ref()),
    ];
    let is = |mark: &str| mark.trim().chars().eq([letter]);
    let mut found = [None, None];
    for (kind, pair) in kinds {
        let Some((open, close)) = pair else { continue };
        if is(open) && found[0].is_none() {
            found[0] = Some(kind);
        }
        if is(close) && found[1].is_none() {
            found[1] = Some(kind);
        }
    }
    found
}

/// A mark and the nearest characters on both sides that are no marks themselves, so that `"'word` is two opening marks.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    letter: char,
    before: Option<char>,
    after: Option<char>,
}

fn marks_of(row: &Row) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut end = 0;
    for place in row.signs(Sign::Mark) {
        let before = match found.last() {
            Some(last) if end == place.start => last.before,
            _ => row.before(place.start),
        };
        end = place.end;
        found.push(Mark {
            at: place.start,
            letter: row.after(place.start).expect("the mark stands there"),
            before,
            after: None,
        });
    }
    let mut next = (row.text.len(), None);
    for mark in found.iter_mut().rev() {
        let end = mark.at + mark.letter.len_utf8();
        mark.after = match next.0 == end {
            true => next.1,
            false => row.after(end),
        };
        next = (mark.at, mark.after);
    }
    found
}

fn is_before_opening(letter: char) -> bool {
    letter.is_whitespace() || is_dash(letter) || matches!(letter, '(' | '[' | '{' | '/')
}
