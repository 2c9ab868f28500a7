//! What is known of files that were read before: enough to tell, by length and time, that one need not be read again.

use crate::source::Source;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Two writes within this time may carry one time stamp (FAT counts in two seconds), so a file that was read so soon
/// after it was written is read once more.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// Every file that was read, as it was then.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<PathBuf, Entry>);

/// One file.
#[derive(Debug)]
pub(super) struct Entry {
    stamp: Option<Stamp>,
    /// True if a later write cannot carry the same stamp.
    is_settled: bool,
    /// What was read.
    pub(super) source: Source,
}

/// Length and time of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    changed: SystemTime,
}

impl Stamp {
    /// `None` where the system does not tell the time of a change.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        let changed = metadata.modified().ok()?;
        Some(Self {
            length: metadata.len(),
            changed,
        })
    }
}

impl Entry {
    /// `stamp` must have been taken before `source` was read: a write in between then shows as a difference.
    pub(super) fn new(stamp: Option<Stamp>, source: Source) -> Self {
        let age = stamp.and_then(|stamp| SystemTime::now().duration_since(stamp.changed).ok());
        Self {
            stamp,
            is_settled: age.is_some_and(|age| age > COARSEST_CLOCK),
            source,
        }
    }
}

impl Known {
    /// What is known of a file, if it is still true, or if it `is_held`.
    pub(super) fn take(
        &mut self,
        path: &Path,
        stamp: Option<Stamp>,
        is_held: bool,
    ) -> Option<Entry> {
        let entry = self.0.remove(path)?;
        let is_true = entry.is_settled && stamp.is_some() && entry.stamp == stamp;
        (is_true || is_held).then_some(entry)
    }

    /// From now on this is known.
    pub(super) fn insert(&mut self, path: &Path, entry: Entry) {
        self.0.insert(path.to_owned(), entry);
    }

    /// Nothing is known of a file any more: it will be read.
    pub fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }
}
