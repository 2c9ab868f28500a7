//! What was withdrawn is not remembered: the lock is committed, and the words would stay in it for whoever has the study.

use super::{lock, meaning};
use crate::study::lock::Locked;
use crate::study::{Lock, Study};

/// Stands where the withdrawn words stood.
const GONE: &str = "[…]";

/// Fewer words than these say nothing by themselves, and stand in other texts too.
const FEWEST_WORDS: usize = 4;

/// Takes out the fields of withdrawn quotes, and their words out of texts that are gone or were agreed once. What a
/// chapter says now is left to its authors: they are told of it, and the lock is not written before it is mended.
pub(super) fn withdrawn(study: &Study, all: &mut Lock) {
    let gone = &study.records.withdrawn;
    if gone.is_empty() {
        return;
    }
    let is_field = |entry: &Locked| {
        let record = entry.id.as_str().split_once('.').map(|(record, _)| record);
        record.is_some_and(|record| gone.iter().any(|one| one.id == record))
    };
    let words = gone.iter().flat_map(|one| &one.words);
    let keys: Vec<String> = words
        .map(|words| meaning::key(words))
        .filter(|key| key.split(' ').count() >= FEWEST_WORDS)
        .collect();
    let tells = |text: &str| {
        let text = meaning::key(text);
        keys.iter().any(|key| text.contains(key.as_str()))
    };
    for file in all.0.values_mut() {
        let mut entries = lock::entries(file);
        let is_touched = |entry: &Locked| {
            let old = entry.texts.values().flat_map(|text| {
                let seen = entry.retired.then_some(&text.seen);
                seen.into_iter().chain(&text.agreed)
            });
            is_field(entry) || old.map(String::as_str).any(tells)
        };
        if !entries.iter().any(is_touched) {
            continue;
        }
        entries.retain(|entry| !is_field(entry));
        for entry in &mut entries {
            let is_gone = entry.retired;
            for text in entry.texts.values_mut() {
                if is_gone && tells(&text.seen) {
                    GONE.clone_into(&mut text.seen);
                }
                if text.agreed.as_deref().is_some_and(tells) {
                    text.agreed = Some(GONE.to_owned());
                }
            }
        }
        *file = lock::text(&entries).into();
    }
}
