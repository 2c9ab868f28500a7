//! What is known of files that were read before: enough to tell, by length, times and identity, that one need not be
//! read again.

use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Two writes within this time may carry one time stamp (FAT counts in two seconds), so a file that was read so soon
/// after it was written is read once more.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// The files that links of a study lead to, by their whole paths, each with the link. A file that two links lead to is
/// there twice.
pub type Links = BTreeSet<(PathBuf, PathBuf)>;

/// Every file that was read, as it was then.
#[derive(Debug, Default)]
pub struct Known {
    files: BTreeMap<PathBuf, Entry>,
    links: Links,
}

/// One file.
#[derive(Debug)]
pub(super) struct Entry {
    stamp: Option<Stamp>,
    /// True if a later write cannot carry the same stamp.
    is_settled: bool,
    /// What was read.
    pub(super) source: Source,
}

/// Length, time of the last change, and which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    changed: SystemTime,
    identity: Identity,
}

impl Stamp {
    /// `None` where the system does not tell the time of a change.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        let written = metadata.modified().ok()?;
        let identity = Identity::of(metadata);
        Some(Self {
            length: metadata.len(),
            changed: written.max(identity.touched()),
            identity,
        })
    }
}

/// What nobody can set: the number of the file, and when it was last written, renamed or given other rights. The time of
/// writing alone is kept by `cp -p` and by restored back-ups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    number: u64,
    #[cfg(unix)]
    touched: Duration,
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
        let rest = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
        Self {
            number: metadata.ino(),
            touched: Duration::new(seconds, rest),
        }
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self {}
    }

    #[cfg(unix)]
    fn touched(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.touched
    }

    #[cfg(not(unix))]
    fn touched(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
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
        let entry = self.files.remove(path)?;
        let is_true = entry.is_settled && stamp.is_some() && entry.stamp == stamp;
        (is_true || is_held).then_some(entry)
    }

    /// From now on this is known.
    pub(super) fn insert(&mut self, path: &Path, entry: Entry) {
        self.files.insert(path.to_owned(), entry);
    }

    /// A link among the files leads to a file.
    pub(super) fn leads(&mut self, link: &Path, file: PathBuf) {
        self.links.insert((file, link.to_owned()));
    }

    /// The links to files that were met.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// Nothing is known of a file any more: it will be read.
    pub fn forget(&mut self, path: &Path) {
        self.files.remove(path);
    }
}
