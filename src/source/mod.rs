//! The files of a study as plain values: the ground floor.
//!
//! Nothing here knows what a chapter or a record is. `disk::load` makes [`Sources`] from a folder;
//! tests make them by hand. Whatever was wrong with a file on disk is kept as a [`Defect`], so that
//! it becomes a diagnostic like every other mistake and never an error that stops the run.

mod characters;
mod fingerprint;
mod ledger;
mod lines;
mod span;

pub use characters::Characters;
pub use fingerprint::Fingerprint;
pub use ledger::Ledger;
pub use lines::{Lines, Position};
pub use span::{Field, Place, Span, Step, Stretch};

use std::cmp::Ordering;
use std::path::PathBuf;
use std::sync::Arc;

/// Path of a file relative to the study's root, with forward slashes: `content/study.yaml`.
pub type SourcePath = Arc<str>;

/// All files of a study, ordered by path. Copies share the files in which they do not differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Ledger<SourcePath, Source>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file or replaces the one of the same path.
    pub fn insert(&mut self, path: impl Into<SourcePath>, source: Source) {
        self.files.insert(path.into(), source);
    }

    /// Takes a file out, if it is there.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Adds a text; the usual way in tests.
    pub fn with_text(mut self, path: &str, text: impl Into<Arc<str>>) -> Self {
        self.insert(path, Source::text(text));
        self
    }

    /// The file at `path`, if there is one.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// The file at `path` with the path as it is kept here.
    pub fn entry(&self, path: &str) -> Option<(&SourcePath, &Source)> {
        self.files.entry(path)
    }

    /// The text at `path`, if there is a readable text.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        match self.get(path)? {
            Source::Text(text) => Some(&text.text),
            _ => None,
        }
    }

    /// Every file in the order of paths.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Source)> {
        self.files.iter()
    }

    /// The files that `before` has not, or has otherwise, in the order of paths. What copies share is not looked at.
    pub fn unlike<'a>(&'a self, before: &'a Sources) -> impl Iterator<Item = &'a SourcePath> {
        self.files.unlike(&before.files).map(|(path, _)| path)
    }

    /// True if both have files at the same paths, whatever stands in them.
    pub fn same_paths(&self, other: &Sources) -> bool {
        let is_new = |path: &SourcePath| other.get(path).is_none();
        self.files.len() == other.files.len() && !self.unlike(other).any(is_new)
    }

    /// The files below `folder` (`content/chapters/`), in the order of paths.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a SourcePath, &'a Source)> {
        self.files
            .from(folder)
            .take_while(move |(path, _)| path.starts_with(folder))
    }

    /// Forgets the texts below `folder`; their digests stay. For a build that has read them and has far to go.
    pub fn let_go(&mut self, folder: &str) {
        let texts = self
            .below(folder)
            .filter_map(|(path, source)| match source {
                Source::Text(text) => Some((path.clone(), text.fingerprint)),
                _ => None,
            });
        let texts: Vec<_> = texts.collect();
        for (path, fingerprint) in texts {
            let text = Arc::default();
            self.insert(path, Source::Text(Text { text, fingerprint }));
        }
    }

    /// One fingerprint of all paths and contents.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut parts: Vec<&[u8]> = Vec::with_capacity(self.files.len() * 2);
        for (path, source) in self.files.iter() {
            parts.push(path.as_bytes());
            parts.push(source.fingerprint_bytes());
        }
        Fingerprint::of_parts(&parts)
    }
}

impl<P: Into<SourcePath>> FromIterator<(P, Source)> for Sources {
    fn from_iter<I: IntoIterator<Item = (P, Source)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, file)| (path.into(), file));
        Self {
            files: files.collect(),
        }
    }
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A file that people write: Markdown, YAML, templates, styles, drawings in SVG.
    Text(Text),
    /// A file that is published as it is: a picture, a font, a document.
    Asset(Asset),
    /// A file that is there but cannot be used.
    Broken(Defect),
}

impl Source {
    /// A text in memory.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let fingerprint = Fingerprint::of(text.as_bytes());
        Self::Text(Text { text, fingerprint })
    }

    /// Bytes that change with the content, and with what is wrong with it.
    pub fn fingerprint_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.fingerprint.as_bytes(),
            Self::Asset(asset) => asset.fingerprint.as_bytes(),
            Self::Broken(defect) => defect.sentence().as_bytes(),
        }
    }
}

/// A text as it stands on disk: a byte-order mark and CRLF line ends are still there. Two of one digest are equal.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text itself; empty after [`Sources::let_go`].
    pub text: Arc<str>,
    /// Digest of its bytes.
    pub fingerprint: Fingerprint,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.fingerprint.cmp(&other.fingerprint)
    }
}

/// A file whose bytes nobody looks into; they stay where they are until they are copied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Length in bytes.
    pub size: u64,
    /// Digest of the bytes.
    pub fingerprint: Fingerprint,
    /// Width and height in pixels, if it is a picture.
    pub dimensions: Option<(u32, u32)>,
    /// What it says of itself beside the picture.
    pub metadata: Metadata,
    /// Where the bytes are.
    pub bytes: AssetBytes,
}

/// What a picture's file says beside what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Metadata {
    /// True if it says where the picture was taken.
    pub position: bool,
    /// Who made it.
    pub author: Option<String>,
    /// All its texts, one a line.
    pub words: String,
}

/// Where the bytes of an asset are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssetBytes {
    /// In a file of the study. The only place where an absolute path is kept; it never reaches the output.
    OnDisk(PathBuf),
    /// In the program itself (built-in theme) or in a test.
    Here(Arc<[u8]>),
}

/// Why a file that is there cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// A text that is not UTF-8; the offset of the first wrong byte.
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        byte_offset: usize,
        /// Line of that byte, counted from 1.
        line: usize,
        /// Column of that byte in characters, counted from 1.
        column: usize,
    },
    /// The system refused to read it.
    Unreadable,
    /// A folder stands where a file of this name is expected.
    IsFolder,
    /// A symbolic link that leads back to itself or to one of its own parents.
    LinkLoop,
    /// A symbolic link that leads nowhere, or out of the study.
    LinkAstray,
    /// A text beyond the limit of [`LARGEST_TEXT`].
    TooLarge,
    /// A name that is not UTF-8, or that no address on the web can carry.
    BadName,
}

/// Texts beyond this many bytes are refused: no chapter is a hundred times a long book.
pub const LARGEST_TEXT: u64 = 64 * 1024 * 1024;

impl Defect {
    /// What is wrong, as the end of the sentence "this file …".
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "is not UTF-8 text",
            Self::Unreadable => "cannot be read",
            Self::IsFolder => "is a folder, but a file is expected here",
            Self::LinkLoop => "is a link that leads back to itself",
            Self::LinkAstray => "is a link that leads nowhere or out of the study",
            Self::TooLarge => "is larger than 64 MiB",
            Self::BadName => "has a name that an address cannot carry",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sources;

    #[test]
    fn what_was_let_go_is_still_the_same() {
        let all = Sources::new().with_text("a/1", "x").with_text("b/1", "y");
        let mut few = all.clone();
        few.let_go("a/");
        assert_eq!(few.text("a/1").map(AsRef::as_ref), Some(""));
        assert_eq!(few.text("b/1").map(AsRef::as_ref), Some("y"));
        assert_eq!(few.fingerprint(), all.fingerprint());
        assert_eq!(all.text("a/1").map(AsRef::as_ref), Some("x"));
    }

    #[test]
    fn files_that_are_new_or_otherwise() {
        let before = Sources::new()
            .with_text("a", "1")
            .with_text("b", "2")
            .with_text("d", "3");
        let now = Sources::new()
            .with_text("b", "2")
            .with_text("c", "1")
            .with_text("d", "4")
            .with_text("e", "5");
        let unlike: Vec<&str> = now.unlike(&before).map(AsRef::as_ref).collect();
        assert_eq!(unlike, ["c", "d", "e"]);
        assert_eq!(now.unlike(&now).count(), 0);
    }
}
