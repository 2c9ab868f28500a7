//! What a site consists of, in memory: every file by its address.

use crate::source::{Asset, Fingerprint};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All files of a site by path inside the output folder: `ru/summary/index.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, File>,
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Made in memory.
    Made {
        /// Its content.
        bytes: Arc<[u8]>,
        /// Digest of the content.
        fingerprint: Fingerprint,
    },
    /// Copied from the study as it is.
    Copied(Asset),
}

impl File {
    /// A file made in memory.
    pub fn made(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Vec<u8> = bytes.into();
        Self::Made {
            fingerprint: Fingerprint::of(&bytes),
            bytes: bytes.into(),
        }
    }

    /// Digest of the content.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Made { fingerprint, .. } => *fingerprint,
            Self::Copied(asset) => asset.fingerprint,
        }
    }

    /// Length in bytes.
    pub fn size(&self) -> u64 {
        match self {
            Self::Made { bytes, .. } => bytes.len() as u64,
            Self::Copied(asset) => asset.size,
        }
    }
}

impl Output {
    /// Adds a file. Two files of one path are our mistake: routes are unique.
    pub fn insert(&mut self, path: String, file: File) {
        let before = self.files.insert(path, file);
        assert!(
            before.is_none(),
            "routes are unique: checked when the site is planned"
        );
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// Every file, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &File)> {
        self.files.iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// True for files that pages refer to by hashed names; they are put into place before pages are.
pub fn is_asset(path: &str) -> bool {
    path.starts_with("assets/")
}
