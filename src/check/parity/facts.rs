//! `facts`: numbers, percentages and months that differ between the languages of one thing.

use super::line::{Line, has_address};
use super::matching::{self, Left};
use super::piece::Kind;
use super::thing::{Group, Passage};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::numbers::{Form, Number, numbers};
use crate::language::{folded, is_letter, is_letter_or_digit};
use crate::source::Place;
use std::cell::OnceCell;
use std::ops::Range;

/// A number of one language that the other has not.
pub(crate) static FACTS_NUMBER: Code = Code {
    name: "facts-number",
    why: "Readers of two languages would be told two different things. Numbers are compared as they are meant: `3,5 %` is `3.5%`, `1 000` is `1,000`, `two` is `2`.",
    remedy: "Correct the number that is wrong, or put `<!-- diglot-allow facts-number: reason -->` before the block (`allow:` in a record) if both are right.",
};

/// A percentage that is a plain number in the other language.
pub(crate) static FACTS_PERCENT: Code = Code {
    name: "facts-percent",
    why: "`50` and `50 %` are two statements; one of the languages has lost the sign.",
    remedy: "Add the percent sign or word where it is missing, or take it out where it is too much.",
};

/// A month that is another one in the other language.
pub(crate) static FACTS_DATE: Code = Code {
    name: "facts-date",
    why: "The same date has two months, so readers of one language are told a wrong one.",
    remedy: "Correct the month that is wrong.",
};

/// A number at its place in a passage.
#[derive(Clone)]
struct Fact {
    line: usize,
    number: Number,
}

impl Fact {
    fn place(&self, passage: &Passage<'_>) -> Place {
        passage.at(self.line, &self.number.at)
    }

    fn written<'a>(&self, passage: &'a Passage<'_>) -> &'a str {
        &passage.lines[self.line].text[self.number.at.clone()]
    }
}

/// What one text of a thing says.
struct Said<'a> {
    passage: &'a Passage<'a>,
    /// In digits, in words, and what is loosely said.
    numbers: Vec<Fact>,
    /// Months that are named; looked for when somebody asks.
    months: OnceCell<Vec<Fact>>,
}

impl<'a> Said<'a> {
    fn of(passage: &'a Passage<'a>) -> Self {
        Self {
            passage,
            numbers: numbers_of(passage),
            months: OnceCell::new(),
        }
    }

    fn months(&self) -> &[Fact] {
        self.months.get_or_init(|| named_months(self.passage))
    }

    /// Numbers and months: `07.10.2021` says `October` in its own way.
    fn all(&self) -> impl Iterator<Item = &Fact> {
        self.numbers.iter().chain(self.months())
    }
}

/// Numbers that one text of a thing has and the other has not.
struct Surplus {
    thing: usize,
    /// Which passage has them, and which lacks them.
    sides: (usize, usize),
    facts: Vec<Fact>,
}

/// Compares every thing of a group that is not `skipped`.
pub(super) fn check(group: &Group<'_>, skipped: &[bool]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut surplus = Vec::new();
    let things = group.iter().enumerate();
    for (at, thing) in things.filter(|(at, thing)| !skipped[*at] && thing.passages.len() > 1) {
        let said: Vec<Said<'_>> = thing.passages.iter().map(Said::of).collect();
        let Some((first, others)) = said.split_first() else {
            continue;
        };
        for (other_at, other) in others.iter().enumerate() {
            found.extend(months(first, other));
            let left = compare(first, other);
            found.extend(percents(first, other, &left));
            found.extend((left.changed.iter()).map(|(l, r)| {
                let facts = (&first.numbers[*l], &other.numbers[*r]);
                changed(first.passage, other.passage, facts)
            }));
            let only_first = not_said(first, other, &left.only_left);
            let only_other = not_said(other, first, &left.only_right);
            surplus.extend(alone(first, &only_first, at, (0, other_at + 1)));
            surplus.extend(alone(other, &only_other, at, (other_at + 1, 0)));
        }
    }
    moved_next_door(&mut surplus);
    found.extend(surplus.iter().flat_map(|one| lacking(group, one)));
    found
}

fn numbers_of(passage: &Passage<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (line, text) in passage.lines.iter().enumerate() {
        if !text.text.contains(is_letter_or_digit) {
            continue;
        }
        let has_address = has_address(&text.text);
        for mut number in numbers(&text.text, passage.tongue.lexicon) {
            // A mark whose note is missing was left as text, and reported.
            let is_mark = text.text[..number.at.start].ends_with("[^");
            if is_mark || has_address && text.is_in_address(number.at.start) {
                continue;
            }
            if text.kind(number.at.start) == Kind::Apart {
                number.form = Form::Loose;
            }
            facts.push(Fact { line, number });
        }
    }
    facts
}

fn compare(first: &Said<'_>, other: &Said<'_>) -> Left {
    let (ours, theirs) = (&first.numbers, &other.numbers);
    let (ours_told, theirs_told) = (told(ours), told(theirs));
    // Numbers in digits and in words first; what is loosely said only helps the others out.
    let is_equal =
        |l: usize, r: usize| ours[ours_told[l]].number.is(&theirs[theirs_told[r]].number);
    let left = matching::left((ours_told.len(), theirs_told.len()), &is_equal, &|_, _| {
        false
    });
    let mut only_left: Vec<usize> = left.only_left.iter().map(|at| ours_told[*at]).collect();
    let mut only_right: Vec<usize> = left.only_right.iter().map(|at| theirs_told[*at]).collect();
    help_out(&mut only_left, ours, other);
    help_out(&mut only_right, theirs, first);
    let again = matching::left(
        (only_left.len(), only_right.len()),
        &|_, _| false,
        &|_, _| true,
    );
    Left {
        changed: (again.changed.iter())
            .map(|(l, r)| (only_left[*l], only_right[*r]))
            .collect(),
        only_left: again.only_left.iter().map(|at| only_left[*at]).collect(),
        only_right: again.only_right.iter().map(|at| only_right[*at]).collect(),
    }
}

fn told(facts: &[Fact]) -> Vec<usize> {
    let told = facts.iter().enumerate();
    told.filter(|(_, fact)| fact.number.form != Form::Loose)
        .map(|(at, _)| at)
        .collect()
}

/// Leaves out what the other side says as an ordinal, a Roman number or part of a word.
fn help_out(alone: &mut Vec<usize>, facts: &[Fact], other: &Said<'_>) {
    if alone.is_empty() {
        return;
    }
    let mut loose: Vec<&Number> = (other.all())
        .map(|fact| &fact.number)
        .filter(|number| number.form == Form::Loose)
        .collect();
    alone.retain(|at| {
        let helper = loose
            .iter()
            .position(|number| number.is(&facts[*at].number));
        if let Some(helper) = helper {
            loose.remove(helper);
        }
        helper.is_none()
    });
}

/// Leaves out what the other text says at least once: one of the two may name a number again.
fn not_said(said: &Said<'_>, other: &Said<'_>, alone: &[usize]) -> Vec<usize> {
    let is_said = |at: usize| {
        let mut others = other.all();
        others.any(|other| other.number.is(&said.numbers[at].number))
    };
    alone.iter().copied().filter(|at| !is_said(*at)).collect()
}

/// Numbers in words that the other text lacks are not worth a word: `two-thirds` may be said in many ways.
fn alone(said: &Said<'_>, which: &[usize], thing: usize, sides: (usize, usize)) -> Option<Surplus> {
    let facts: Vec<Fact> = (said.numbers.iter().enumerate())
        .filter(|(at, fact)| which.contains(at) && fact.number.form == Form::Digits)
        .map(|(_, fact)| fact.clone())
        .collect();
    (!facts.is_empty()).then_some(Surplus {
        thing,
        sides,
        facts,
    })
}

/// A sentence that stands in the next paragraph in one of the languages takes its numbers along.
fn moved_next_door(surplus: &mut [Surplus]) {
    for at in 0..surplus.len() {
        for next in at + 1..surplus.len() {
            let (before, after) = surplus.split_at_mut(next);
            let (one, other) = (&mut before[at], &mut after[0]);
            if other.thing > one.thing + 2 {
                break;
            }
            let is_opposite = one.sides.0 == other.sides.1 && one.sides.1 == other.sides.0;
            if is_opposite && one.thing != other.thing {
                one.facts.retain(|fact| {
                    let mut others = other.facts.iter();
                    let partner = others.position(|two| two.number.is(&fact.number));
                    partner.map(|partner| other.facts.remove(partner)).is_none()
                });
            }
        }
    }
}

fn changed(first: &Passage<'_>, other: &Passage<'_>, (ours, theirs): (&Fact, &Fact)) -> Diagnostic {
    let (here, there) = (theirs.written(other), ours.written(first));
    let message = format!(
        "`{here}` stands here where the text in `{}` has `{there}`",
        first.lang()
    );
    Diagnostic::warning(&FACTS_NUMBER, theirs.place(other), message)
        .note(ours.place(first), format!("`{there}` stands here"))
}

/// One warning per run of numbers between which nothing else is.
fn lacking(group: &Group<'_>, surplus: &Surplus) -> Option<Diagnostic> {
    let passages = &group[surplus.thing].passages;
    let (home, other) = (&passages[surplus.sides.0], &passages[surplus.sides.1]);
    let first = surplus.facts.first()?;
    let written: Vec<String> = (surplus.facts.iter())
        .map(|fact| format!("`{}`", fact.written(home)))
        .collect();
    let verb = if written.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} {verb} not in the text in `{}`",
        super::enumerated(&written),
        other.lang()
    );
    let diagnostic = Diagnostic::warning(&FACTS_NUMBER, first.place(home), message)
        .note(other.place.clone(), "the other text stands here");
    let rest = surplus.facts[1..].iter();
    Some(rest.fold(diagnostic, |diagnostic, fact| {
        let what = format!("`{}` stands here", fact.written(home));
        diagnostic.note(fact.place(home), what)
    }))
}

/// Only asked where all numbers are equal and one side has no percent sign at all: a sign may serve several numbers.
fn percents(first: &Said<'_>, other: &Said<'_>, left: &Left) -> Option<Diagnostic> {
    if *left != Left::default() {
        return None;
    }
    let signed = |said: &Said<'_>| said.numbers.iter().position(|fact| fact.number.percent);
    let (home, bare, at) = match (signed(first), signed(other)) {
        (Some(at), None) => (first, other, at),
        (None, Some(at)) => (other, first, at),
        _ => return None,
    };
    let fact = &home.numbers[at];
    let mut partners = bare.numbers.iter();
    let partner =
        partners.find(|one| one.number.form == Form::Digits && one.number.is(&fact.number))?;
    let (home, bare) = (home.passage, bare.passage);
    let says_so = |line: &Line<'_>| {
        let mut words = line
            .words()
            .iter()
            .map(|word| folded(&line.text[word.at.clone()]));
        line.text.contains('%') || words.any(|word| bare.tongue.lexicon.is_percent(&word))
    };
    if bare.lines.iter().any(says_so) {
        return None;
    }
    let message = format!(
        "`{}` is a percentage in `{}`, but not here",
        partner.written(bare),
        home.lang()
    );
    let note = format!("`{}` stands here", fact.written(home));
    let diagnostic = Diagnostic::warning(&FACTS_PERCENT, partner.place(bare), message);
    Some(diagnostic.note(fact.place(home), note))
}

/// A month in each text that the other has not.
fn months(first: &Said<'_>, other: &Said<'_>) -> Vec<Diagnostic> {
    if first.months().is_empty() || other.months().is_empty() {
        return Vec::new();
    }
    let (ours, theirs) = (first.months(), other.months());
    let is_equal = |l: usize, r: usize| ours[l].number.values == theirs[r].number.values;
    let left = matching::left((ours.len(), theirs.len()), &is_equal, &|_, _| true);
    let say = |(l, r): (usize, usize)| {
        let (our, their) = (&ours[l], &theirs[r]);
        let (there, here) = (our.written(first.passage), their.written(other.passage));
        let message = format!(
            "`{here}` stands here where the text in `{}` has `{there}`",
            first.passage.lang()
        );
        let note = format!("`{there}` stands here");
        Diagnostic::warning(&FACTS_DATE, their.place(other.passage), message)
            .note(our.place(first.passage), note)
    };
    left.changed.into_iter().map(say).collect()
}

/// The months that are named beside a number: without one, `May` and `март` are words like others.
fn named_months(passage: &Passage<'_>) -> Vec<Fact> {
    let tongue = passage.tongue;
    let mut found = Vec::new();
    for (at, line) in passage.lines.iter().enumerate() {
        // A month is only told from other words (May, март) by a number beside it.
        let has_digit = line.text.bytes().any(|byte| byte.is_ascii_digit());
        if !has_digit || !line.may_have(&tongue.month_beginnings) {
            continue;
        }
        for word in line.words() {
            let written = &line.text[word.at.clone()];
            if tongue.month_beginnings.may_be(written)
                && let Some(number) = tongue.months.get(folded(written).as_ref())
                && is_beside_number(&line.text, &word.at)
            {
                let number = Number {
                    at: word.at.clone(),
                    values: vec![number.to_string()],
                    form: Form::Loose,
                    zeros: 0,
                    percent: false,
                };
                found.push(Fact { line: at, number });
            }
        }
    }
    found
}

fn is_beside_number(text: &str, at: &Range<usize>) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_digit());
    let before = text[..at.start].trim_end_matches(|letter| !is_letter_or_digit(letter));
    let after = text[at.end..].trim_start_matches(|letter| !is_letter_or_digit(letter));
    let has_year_word = before.ends_with(is_letter)
        && before
            .split_whitespace()
            .rev()
            .nth(1)
            .is_some_and(|word| word.chars().all(|letter| letter.is_ascii_digit()));
    is_digit(before.chars().next_back()) || is_digit(after.chars().next()) || has_year_word
}
