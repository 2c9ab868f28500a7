//! Numbers of recommendations and findings that are gone, and were given to others by hand.
//!
//! Others cite a number; the lock keeps it when its record is gone. A record that comes back with its own text, or
//! with most of it, is the old one. The question is asked of the lock as it was read: written anew, it would hold the
//! new text. So it is an error, which keeps the lock from being written.

use super::likeness::{Numbering, held, likeness};
use super::meaning;
use super::record_numbers::{next_number, record_number};
use super::written;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Lang;
use crate::source::Place;
use crate::study::Study;
use crate::study::lock::Locked;
use crate::study::record::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The number of a record that is gone stands at another one.
pub(super) static DATA_NUMBER_REUSED: Code = Code {
    name: "data-number-reused",
    why: "Others cite recommendations and findings by their numbers. A number that is given to another one makes old citations and links speak of what they never meant, so the lock keeps the numbers of those that are gone.",
    remedy: "Give the new one a number that nothing had, as `diglot add` does. If it is the old one in other words, put its old text back, build, and change it then.",
};

/// What is remembered of the data files, by their names.
type Past = BTreeMap<String, Vec<Locked>>;

/// From so many of a hundred words on, two texts are one that was edited; see `recognise`.
const LEAST: usize = 45;
/// From so many on, one text is a part of the other.
const PART: usize = 60;
/// Letters of an old text that a message repeats.
const SHOWN: usize = 60;

/// All numbers that were given again. `lock` is what was remembered of the data files before this build.
pub(super) fn numbers(study: &Study, lock: &Past) -> Vec<Diagnostic> {
    let gone = gone(lock);
    if gone.is_empty() {
        return Vec::new();
    }
    let records = study.records.all();
    let found = records.filter_map(|record| {
        let gone = gone.get(record.entry().id.as_str())?;
        let old = whole(gone.iter().flat_map(|entry| {
            let texts = entry.texts.iter();
            texts.map(|(lang, text)| (lang, text.seen.to_string()))
        }));
        let new = whole(record.texts().into_iter().flat_map(|(_, texts)| {
            let texts = texts.iter();
            texts.map(|(lang, prose)| (lang, written::prose(prose)))
        }));
        let mut both = old
            .iter()
            .filter_map(|(lang, old)| Some((old, new.get(lang)?)))
            .peekable();
        let is_other = both.peek().is_some() && !both.any(|(old, new)| is_like(old, new));
        is_other.then(|| reused(record.entry(), gone, lock, study))
    });
    found.collect()
}

/// What is remembered of the numbers whose records were gone in the last build.
fn gone(lock: &Past) -> BTreeMap<&str, Vec<&Locked>> {
    let mut gone: BTreeMap<&str, Vec<&Locked>> = BTreeMap::new();
    let mut live = BTreeSet::new();
    for entry in lock.values().flatten() {
        match record_number(&entry.id) {
            Some(number) if entry.retired => gone.entry(number).or_default().push(entry),
            Some(number) => drop(live.insert(number)),
            None => {}
        }
    }
    gone.retain(|number, _| !live.contains(number));
    gone
}

/// All texts of a record, one after another, in each language.
fn whole<'t>(texts: impl Iterator<Item = (&'t Lang, String)>) -> BTreeMap<&'t Lang, String> {
    let mut whole: BTreeMap<&Lang, String> = BTreeMap::new();
    for (lang, text) in texts {
        let before = whole.entry(lang).or_default();
        before.push_str(&meaning::key(&text));
        before.push(' ');
    }
    whole
}

fn is_like(old: &str, new: &str) -> bool {
    let mut numbering = Numbering::default();
    let (old, new) = (numbering.of(old), numbering.of(new));
    likeness(&old, &new, 0) >= LEAST || held(&old, &new) >= PART || held(&new, &old) >= PART
}

fn reused(entry: &Entry, gone: &[&Locked], lock: &Past, study: &Study) -> Diagnostic {
    let id = entry.id.as_str();
    let (letter, kind) = match id.starts_with('R') {
        true => ('R', "recommendation"),
        false => ('F', "finding"),
    };
    let languages = study.settings.languages.iter();
    let titled = gone.iter().find(|locked| {
        let (_, field) = locked.id.as_str().split_once('.').unwrap_or_default();
        ["title", "statement"].contains(&field)
    });
    let mut texts = titled.into_iter().flat_map(|locked| {
        let texts = languages.clone().filter_map(|lang| locked.texts.get(lang));
        texts.map(|text| &*text.seen)
    });
    let was = texts.next().map_or_else(String::new, |text| {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        format!(": “{shown}”")
    });
    let message = format!("{id} was the number of another {kind}, which is gone{was}");
    let place: Place = entry.field("id");
    let locked = lock.values().flatten();
    let locked = locked.filter_map(|locked| record_number(&locked.id));
    let present = study.records.all().map(|record| record.entry().id.as_str());
    let free = next_number(letter, locked.chain(present));
    Diagnostic::error(&DATA_NUMBER_REUSED, place, message)
        .help(format!("the next free number is {free}; the old one in other words has to come back with its old text first"))
}
