//! The numbers of recommendations and findings, which others cite: the lock keeps those of records that are gone.

use super::lock::{FOLDER, is_of_data, name, read};
use crate::source::{Source, Sources};
use crate::study::{BlockId, Study};
use std::collections::BTreeSet;

/// The ids of numbered records that are remembered, those that are gone among them: `R12`.
pub fn numbered_records(sources: &Sources) -> BTreeSet<String> {
    let files = sources.below(FOLDER).filter_map(|(path, source)| {
        let Source::Text(text) = source else {
            return None;
        };
        is_of_data(name(path)?).then(|| read(path, &text.text).value)
    });
    let mut ids = BTreeSet::new();
    for entry in files.flatten() {
        ids.extend(record_number(&entry.id).map(str::to_owned));
    }
    ids
}

/// The id after the highest one that begins with `letter`, with as many digits: `R13`.
pub fn next_number<'i>(letter: char, ids: impl Iterator<Item = &'i str>) -> String {
    let numbers = ids.filter_map(|id| {
        let digits = id.strip_prefix(letter)?;
        Some((digits.parse::<u32>().ok()?, digits.len()))
    });
    let (highest, width) = numbers.fold((0, 2), |(highest, width), (number, digits)| {
        (highest.max(number), width.max(digits))
    });
    format!("{letter}{:0width$}", highest + 1)
}

/// The ids of the recommendations and findings of a study.
pub(super) fn numbered(study: &Study) -> BTreeSet<&str> {
    let recommendations = study.records.recommendations.iter().map(|one| &one.entry);
    let findings = study.records.findings.iter().map(|one| &one.entry);
    let entries = recommendations.chain(findings);
    entries.map(|entry| entry.id.as_str()).collect()
}

/// The numbered record a remembered field belongs to: `R04` of `R04.title`.
pub(super) fn record_number(id: &BlockId) -> Option<&str> {
    let (record, _) = id.as_str().split_once('.')?;
    let digits = record.strip_prefix(['R', 'F'])?;
    let is_number = !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit());
    is_number.then_some(record)
}
