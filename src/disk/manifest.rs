//! What an output folder holds that is ours: `.diglot/manifest.json`.
//!
//! While a build puts its files into place there is also `manifest.next.json`, with the files that are to be. A build
//! that finds one knows that the last build did not finish, and owns what either of the two names.

use super::Error;
use crate::output::File;
use crate::source::Fingerprint;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};

/// Our own folder inside the output folder.
pub(super) const OURS: &str = ".diglot";
/// The manifest of a finished build.
pub(super) const MANIFEST: &str = ".diglot/manifest.json";
/// The manifest of a build that is at work, or that was stopped.
pub(super) const NEXT: &str = ".diglot/manifest.next.json";
/// What the build said, for a build that changes nothing to repeat.
pub(super) const REPORT: &str = ".diglot/report.json";

/// Raised when the fields of a manifest change their meaning.
const FORMAT: u32 = 1;

/// Every file of a build, and what it was built from. Nothing here depends on the machine or the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    format: u32,
    /// Digest of sources, theme, options and program; empty if the build did not finish.
    pub(super) inputs: String,
    /// By path inside the output folder.
    pub(super) files: BTreeMap<String, Entry>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// In bytes.
    pub(super) size: u64,
    /// BLAKE3, in hexadecimal digits.
    pub(super) digest: String,
}

impl From<&File> for Entry {
    fn from(file: &File) -> Self {
        Self {
            size: file.size(),
            digest: file.fingerprint().hex(),
        }
    }
}

impl Default for Manifest {
    /// Of a folder that holds nothing of ours.
    fn default() -> Self {
        Self {
            format: FORMAT,
            inputs: String::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// The manifest of a site.
    pub(super) fn new(files: BTreeMap<String, Entry>, inputs: Fingerprint) -> Self {
        Self {
            format: FORMAT,
            inputs: inputs.hex(),
            files,
        }
    }

    /// What two manifests name together. It says nothing of what the files were built from.
    pub(super) fn union(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.inputs.clear();
        self
    }

    /// Reads the manifest at `name` in `dir`; `None` if there is none.
    pub(super) fn read(dir: &Path, name: &str) -> Result<Option<Self>, Error> {
        let path = dir.join(name);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::system("read", path, cause)),
        };
        let sound = |manifest: &Self| manifest.files.keys().all(|path| stays_inside(path));
        match serde_json::from_str::<Self>(&text).ok().filter(sound) {
            Some(manifest) if manifest.format == FORMAT => Ok(Some(manifest)),
            Some(_) => Err(Error::rule(
                "read",
                path,
                "another version of diglot wrote it; empty the output folder and build again",
            )),
            None => Err(Error::rule(
                "read",
                path,
                "it is damaged, so nobody knows which files are ours; empty the output folder and build again",
            )),
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("plain maps and strings are JSON");
        text + "\n"
    }

    /// True if a file stands in a folder, at any depth.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let mut paths = self.files.range(below.clone()..);
        paths
            .next()
            .is_some_and(|(path, _)| path.starts_with(&below))
    }

    /// Paths that this manifest names and `other` does not.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> BTreeSet<&'a str> {
        let gone = self
            .files
            .keys()
            .filter(|path| !other.files.contains_key(*path));
        gone.map(String::as_str).collect()
    }
}

/// True for a relative path that goes down only, and not into our own folder: a damaged manifest must not lead elsewhere.
fn stays_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let goes_down = parts
        .clone()
        .all(|part| matches!(part, Component::Normal(_)));
    goes_down && parts.next().is_some_and(|first| first.as_os_str() != OURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_never_leads_out_of_its_folder() {
        for (path, stays) in [
            ("index.html", true),
            ("ru/summary/index.html", true),
            ("../index.html", false),
            ("ru/../../x", false),
            ("/etc/passwd", false),
            (".diglot/lock", false),
            ("", false),
        ] {
            assert_eq!(stays_inside(path), stays, "{path}");
        }
    }
}
