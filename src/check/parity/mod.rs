//! Parity: do the languages of one thing say the same? Numbers, notes, citations, links, terms, structure; and is each
//! text in its own language, letters and quotation marks included?
//!
//! One file per family. All of them look at [`thing::Thing`]s: a block, a note or a field with its text in each language.
//! Texts are taken apart once, group by group, so that a large study costs no more memory than its largest chapter.
//! A text in a wrong language is said to be that and nothing else.

mod facts;
mod line;
mod marks;
mod matching;
mod mixed_script;
mod piece;
mod quotes;
mod structure;
mod terms;
mod thing;
mod tongue;
mod untranslated;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::study::Chapter;
use thing::{Group, Maker, Thing};
use tongue::Tongues;

/// Every code of this family of checks.
pub(super) static CODES: &[&Code] = &[
    &facts::FACTS_DATE,
    &facts::FACTS_NUMBER,
    &facts::FACTS_PERCENT,
    &marks::FACTS_CITATION,
    &marks::FACTS_LINK,
    &marks::FACTS_NOTE,
    &marks::FACTS_REFERENCE,
    &mixed_script::TYPOGRAPHY_MIXED_SCRIPT,
    &quotes::TYPOGRAPHY_QUOTES_FOREIGN,
    &quotes::TYPOGRAPHY_QUOTES_UNBALANCED,
    &structure::STRUCTURE_ITEMS,
    &structure::STRUCTURE_KIND,
    &structure::STRUCTURE_LEVEL,
    &structure::STRUCTURE_MOVED,
    &terms::TERM_AVOID,
    &terms::TERM_MISSING,
    &untranslated::LANG_HALF_TRANSLATED,
    &untranslated::LANG_UNTRANSLATED,
];

/// What every chapter is asked, made ready once for a study.
pub(super) struct Parity<'a> {
    subject: Subject<'a>,
    tongues: Tongues<'a>,
}

impl<'a> Parity<'a> {
    pub(super) fn new(subject: &Subject<'a>) -> Self {
        Self {
            subject: *subject,
            tongues: Tongues::new(subject),
        }
    }

    /// Asks every thing of a chapter. Beside the chapter and its files the answer depends on the data files and the
    /// theme, and on nothing else.
    pub(super) fn of_chapter(&self, chapter: &Chapter) -> Vec<Diagnostic> {
        let group = Maker::new(&self.subject, &self.tongues).chapter(chapter);
        let mut found = of_group(&group, &self.subject);
        let languages = &self.subject.study.settings.languages;
        found.extend(structure::moved(chapter, languages));
        found
    }
}

/// Asks every thing of the data files.
pub(super) fn of_data(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let tongues = Tongues::new(subject);
    let mut found = Vec::new();
    Maker::new(subject, &tongues).data(&mut |group| {
        found.extend(of_group(group, subject));
    });
    found
}

fn of_group(group: &Group<'_>, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut skipped = Vec::new();
    for thing in group {
        let in_other_language = untranslated::check(thing);
        skipped.push(!in_other_language.is_empty());
        found.extend(in_other_language);
    }
    found.extend(facts::check(group, &skipped));
    found.extend(terms::check(group, &skipped, subject.study));
    for (thing, _) in group.iter().zip(&skipped).filter(|(_, skipped)| !**skipped) {
        found.extend(of_thing(thing));
    }
    found
}

fn of_thing(thing: &Thing<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for passage in &thing.passages {
        found.extend(mixed_script::check(passage));
        found.extend(quotes::check(passage));
    }
    if let Some((first, others)) = thing.passages.split_first() {
        for other in others {
            found.extend(marks::check(first, other));
            found.extend(structure::check(first, other));
        }
    }
    found
}

/// "`5`, `6` and `7`"
fn enumerated(words: &[String]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
