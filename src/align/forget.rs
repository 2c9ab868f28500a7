//! What was withdrawn is not remembered: the lock is committed, and the words would stay in it for whoever has the study.

use super::{lock, meaning};
use crate::study::Withdrawn;
use crate::study::lock::Locked;
use std::sync::Arc;

/// Stands where the withdrawn words stood.
const GONE: &str = "[…]";

/// Fewer words than these say nothing by themselves, and stand in other texts too.
const FEWEST_WORDS: usize = 4;

/// What was withdrawn, ready to be looked for.
pub(super) struct Gone<'a> {
    records: &'a [Withdrawn],
    /// What is compared of their words.
    keys: Vec<String>,
}

impl<'a> Gone<'a> {
    /// `None` if nothing was withdrawn.
    pub(super) fn of(records: &'a [Withdrawn]) -> Option<Self> {
        let words = records.iter().flat_map(|one| &one.words);
        let keys = words
            .map(|words| meaning::key(words))
            .filter(|key| key.split(' ').count() >= FEWEST_WORDS);
        (!records.is_empty()).then(|| Self {
            records,
            keys: keys.collect(),
        })
    }

    /// A file of the lock without the fields of withdrawn quotes, and without their words in texts that are gone or were
    /// agreed once; `None` if it has none of them. What a chapter says now is left to its authors: they are told of it,
    /// and the lock is not written before it is mended.
    pub(super) fn taken_out(&self, file: &str) -> Option<Arc<str>> {
        let mut entries = lock::entries(file);
        if !entries.iter().any(|entry| self.is_touched(entry)) {
            return None;
        }
        entries.retain(|entry| !self.is_field(entry));
        for entry in entries.iter_mut() {
            let is_gone = entry.retired;
            for text in entry.texts.values_mut() {
                if is_gone && self.tells(&text.seen) {
                    text.seen = GONE.into();
                }
                if text.agreed.as_deref().is_some_and(|text| self.tells(text)) {
                    text.agreed = Some(GONE.into());
                }
            }
        }
        Some(lock::text(&entries).into())
    }

    fn is_touched(&self, entry: &Locked) -> bool {
        let mut old = entry.texts.values().flat_map(|text| {
            let seen = entry.retired.then_some(&text.seen);
            seen.into_iter().chain(&text.agreed)
        });
        self.is_field(entry) || old.any(|text| self.tells(text))
    }

    fn is_field(&self, entry: &Locked) -> bool {
        let record = entry.id.as_str().split_once('.').map(|(record, _)| record);
        record.is_some_and(|record| self.records.iter().any(|one| one.id == record))
    }

    fn tells(&self, text: &str) -> bool {
        let text = meaning::key(text);
        self.keys.iter().any(|key| text.contains(key.as_str()))
    }
}
