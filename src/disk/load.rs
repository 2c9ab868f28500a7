//! Reads a study's folder into [`Sources`]. The only door to walkdir.
//!
//! Nothing an author can do to a file makes this fail: an unreadable, astray or ill-encoded file is kept
//! as a [`Defect`], and becomes a diagnostic when somebody looks for that file. What editors drop beside
//! the files they save is not seen at all.

use super::known::{self, Known, Stamp};
use super::{Error, builtin, metadata};
use crate::source::{
    Asset, AssetBytes, Defect, Fingerprint, LARGEST_TEXT, Lines, Metadata, Source, Sources,
};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

/// The folders of a study that hold what people write. What stands in `private` is only looked for, never shown.
pub const SOURCE_FOLDERS: [&str; 3] = ["content", "themes", "private"];

/// Files whose text we look into. Everything else is published as it is.
const TEXTS: [&str; 14] = [
    "md", "yaml", "yml", "csv", "tsv", "svg", "html", "css", "js", "json", "xml", "txt", "bib",
    "lock",
];

/// Files that the program looks for by name: a folder of such a name is a mistake.
const NEVER_FOLDERS: [&str; 7] = ["md", "yaml", "yml", "html", "svg", "bib", "lock"];

/// Reads `content/`, `themes/` and `private/` below `root`, and adds the built-in default theme.
///
/// Fails only if `root` itself cannot be read.
pub fn load(root: &Path) -> Result<Sources, Error> {
    load_again(root, &mut Known::default(), &|_| false)
}

/// Loads as [`load`] does, but reads only those files again whose length, times or number are not what is `known` of them.
/// What is `held` back (a file that somebody is writing) stays as it is known; a new one is not there yet.
pub fn load_again(
    root: &Path,
    known: &mut Known,
    held: &dyn Fn(&Path) -> bool,
) -> Result<Sources, Error> {
    let canonical = root
        .canonicalize()
        .map_err(|cause| Error::system("read", root, cause))?;
    let mut study = Study {
        root,
        canonical: &canonical,
        before: std::mem::take(known),
        now: Known::default(),
        held,
    };
    let mut sources = Sources::new();
    for folder in SOURCE_FOLDERS {
        if fs::symlink_metadata(root.join(folder)).is_ok() {
            study.walk(folder, &mut sources);
        }
    }
    *known = study.now;
    builtin::add_builtin_theme(&mut sources);
    Ok(sources)
}

/// Reads one file of a study again, without a look at the others: what a save changes. False if the tree must be
/// walked instead, since the file is no plain file of the study that was there before.
pub fn load_one(root: &Path, path: &Path, known: &mut Known, sources: &mut Sources) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return false;
    };
    let (name, is_sound) = address(below);
    let was_read = matches!(sources.get(&name), Some(Source::Text(_) | Source::Asset(_)));
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return false;
    };
    if !is_sound || !was_read || !metadata.is_file() {
        return false;
    }
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(source) = file(path, &file_name) else {
        return false;
    };
    let entry = known::Entry::new(Stamp::of(&metadata), source.clone());
    known.insert(path, entry);
    sources.insert(name, source);
    true
}

/// The folder being read.
struct Study<'a> {
    root: &'a Path,
    canonical: &'a Path,
    before: Known,
    now: Known,
    held: &'a dyn Fn(&Path) -> bool,
}

impl Study<'_> {
    fn walk(&mut self, folder: &str, sources: &mut Sources) {
        // Links are followed, because walkdir then finds loops for us; where they lead is looked at here.
        let mut walk = WalkDir::new(self.root.join(folder))
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        while let Some(found) = walk.next() {
            let (path, source) = match found {
                Ok(entry) if is_dropping(&entry.file_name().to_string_lossy()) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    continue;
                }
                Ok(entry) => {
                    let source = self.entry(&entry);
                    if entry.file_type().is_dir() && source.is_some() {
                        walk.skip_current_dir();
                    }
                    (entry.into_path(), source)
                }
                Err(error) => {
                    let path = error.path().unwrap_or(self.root).to_owned();
                    if path
                        .file_name()
                        .is_some_and(|name| is_dropping(&name.to_string_lossy()))
                    {
                        continue;
                    }
                    let defect = refused(&path, error.loop_ancestor().is_some());
                    (path, Some(Source::Broken(defect)))
                }
            };
            if let Some(source) = source {
                self.insert(&path, source, sources);
            }
        }
    }

    /// What an entry is; `None` for a folder that is to be walked.
    fn entry(&mut self, entry: &DirEntry) -> Option<Source> {
        if entry.path_is_symlink() && !self.leads_inside(entry.path()) {
            return Some(Source::Broken(Defect::LinkAstray));
        }
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_dir() {
            let is_mistaken = NEVER_FOLDERS.contains(&extension(&name).as_str());
            return is_mistaken.then_some(Source::Broken(Defect::IsFolder));
        }
        if !entry.file_type().is_file() {
            return Some(Source::Broken(Defect::Unreadable));
        }
        if entry.path_is_symlink()
            && let Ok(target) = entry.path().canonicalize()
        {
            self.now.leads(entry.path(), target);
        }
        let read = || file(entry.path(), &name);
        let is_held = (self.held)(entry.path());
        let stamp = entry.metadata().ok().and_then(|it| Stamp::of(&it));
        let known = match self.before.take(entry.path(), stamp, is_held) {
            Some(known) => known,
            None if is_held => return None,
            None => known::Entry::new(stamp, read()?),
        };
        let source = known.source.clone();
        self.now.insert(entry.path(), known);
        Some(source)
    }

    fn leads_inside(&self, path: &Path) -> bool {
        path.canonicalize()
            .is_ok_and(|target| target.starts_with(self.canonical))
    }

    fn insert(&self, path: &Path, source: Source, sources: &mut Sources) {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        let (name, is_sound) = address(below);
        // Two names that differ only in how their letters are composed are one address.
        let source = if is_sound && sources.get(&name).is_none() {
            source
        } else {
            Source::Broken(Defect::BadName)
        };
        sources.insert(name, source);
    }
}

/// A path as the study names it: forward slashes, NFC; false if it is not UTF-8 or holds what an address cannot carry.
fn address(path: &Path) -> (String, bool) {
    let mut is_sound = true;
    let mut parts = Vec::new();
    for part in path.iter() {
        let name = part.to_string_lossy();
        is_sound &= part.to_str().is_some();
        is_sound &= !name.contains(|letter: char| letter.is_control() || letter == '\\');
        parts.push(name.nfc().collect::<String>());
    }
    (parts.join("/"), is_sound)
}

/// Why the system would not let us look at a path.
fn refused(path: &Path, is_loop: bool) -> Defect {
    let is_link = fs::symlink_metadata(path).is_ok_and(|it| it.file_type().is_symlink());
    match is_link {
        _ if is_loop => Defect::LinkLoop,
        true if leads_to_itself(path) => Defect::LinkLoop,
        true if path
            .metadata()
            .is_err_and(|e| e.kind() == io::ErrorKind::NotFound) =>
        {
            Defect::LinkAstray
        }
        _ => Defect::Unreadable,
    }
}

/// True if following the link never ends. Forty steps is where Linux gives up.
fn leads_to_itself(link: &Path) -> bool {
    let mut at = link.to_owned();
    for _ in 0..40 {
        match fs::read_link(&at) {
            Ok(target) => at = at.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return false,
        }
    }
    true
}

/// `None` for a file that went away since it was seen: then it is not there.
fn file(path: &Path, name: &str) -> Option<Source> {
    let read = if is_text(name) {
        text(path)
    } else {
        asset(path)
    };
    match read {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        read => Some(read.unwrap_or(Source::Broken(Defect::Unreadable))),
    }
}

fn text(path: &Path) -> io::Result<Source> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells us that there is more, whatever the system says of the length.
    File::open(path)?
        .take(LARGEST_TEXT + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_TEXT {
        return Ok(Source::Broken(Defect::TooLarge));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Source::text(text),
        Err(error) => Source::Broken(not_utf8(error.as_bytes(), error.utf8_error().valid_up_to())),
    })
}

fn not_utf8(bytes: &[u8], byte_offset: usize) -> Defect {
    let sound = String::from_utf8_lossy(&bytes[..byte_offset]);
    let at = Lines::new(&sound).position(sound.len());
    Defect::NotUtf8 {
        byte_offset,
        line: at.line,
        column: at.column,
    }
}

fn asset(path: &Path) -> io::Result<Source> {
    let (fingerprint, size) = Fingerprint::of_reader(File::open(path)?)?;
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(Source::Asset(Asset {
        size,
        fingerprint,
        dimensions: dimensions(&head),
        metadata: metadata_of(path)?,
        bytes: AssetBytes::OnDisk(PathBuf::from(path)),
    }))
}

/// What a picture says of itself. Its file is read whole, since some formats keep that at their end.
fn metadata_of(path: &Path) -> io::Result<Metadata> {
    if !metadata::is_picture(&extension(&path.to_string_lossy())) {
        return Ok(Metadata::default());
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST_TEXT)
        .read_to_end(&mut bytes)?;
    Ok(metadata::metadata(&bytes))
}

/// Formats keep width and height near the beginning; a photograph's metadata may stand before them.
const HEAD: u64 = 256 * 1024;

/// Width and height, if these are the first bytes of a picture.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// True if files of this name are read as text.
pub(super) fn is_text(name: &str) -> bool {
    TEXTS.contains(&extension(name).as_str())
}

/// True for what editors and systems leave beside the files that people write.
pub fn is_dropping(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swx", ".tmp"]
            .iter()
            .any(|end| name.ends_with(end))
        || ["4913", "Thumbs.db", "desktop.ini"].contains(&name)
}

fn extension(name: &str) -> String {
    let (_, extension) = name.rsplit_once('.').unwrap_or_default();
    extension.to_lowercase()
}
