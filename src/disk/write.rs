//! Writes a site so that at no moment anything is lost, and nothing is touched that did not change.
//!
//! guard → lock → all new and changed files staged as they are made ([`Stage`]) → `manifest.next.json` → assets → pages → removals → report →
//! `manifest.next.json` becomes `manifest.json`. Pages come after the assets they name and go before them, so that a
//! reader in between sees a whole page. Whatever stops us, the next build finds
//! in the two manifests what is ours, and completes.

use super::Error;
use super::deeds::{Deeds, is_nothing};
use super::guard::{self, State};
use super::held::Held;
use super::manifest::{Entry, MANIFEST, Manifest, NEXT, OURS, REPORT};
use super::stage::Stage;
use crate::output::Output;
use crate::source::Fingerprint;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Where new files wait.
pub(super) const STAGE: &str = ".diglot/stage";
/// The file in our own folder whose holder may write.
const LOCK: &str = "lock";

/// An output folder and how to behave towards others who write there.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The study's folder, which the output must not cover.
    pub root: &'a Path,
    /// The output folder; made if it is not there.
    pub dir: &'a Path,
    /// How long to wait for another build that writes into the same folder.
    pub patience: Duration,
}

/// What a build changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have a new content, in order.
    pub changed: Vec<String>,
    /// Files that were removed, in order.
    pub removed: Vec<String>,
    /// How many files were right as they were.
    pub untouched: usize,
}

/// Brings the output folder to the state of `output`.
///
/// `inputs` is the digest of all that went in, `report` what was said about it: [`unchanged`] compares the one and
/// gives back the other. `say` hears of a wait for another build.
pub fn write(
    target: Target<'_>,
    output: &Output,
    inputs: Fingerprint,
    report: &str,
    say: &mut dyn FnMut(&str),
) -> Result<Written, Error> {
    write_bounded(target, output, inputs, report, say, None)
}

/// The same, stopped after `bound` changes of the disk.
pub(super) fn write_bounded(
    target: Target<'_>,
    output: &Output,
    inputs: Fingerprint,
    report: &str,
    say: &mut dyn FnMut(&str),
    bound: Option<usize>,
) -> Result<Written, Error> {
    let stage = Stage::begin_bounded(target, say, bound)?;
    for (path, file) in output.iter() {
        stage.put(path, file)?;
    }
    stage.finish(inputs, report)
}

/// What the last build said, if nothing has changed since: the same inputs, and every file as it was left.
pub fn unchanged(target: Target<'_>, inputs: Fingerprint) -> Result<Option<Unchanged>, Error> {
    let dir = target.dir;
    if guard::inspect(target.root, dir)? == State::Empty || dir.join(NEXT).exists() {
        return Ok(None);
    }
    let Some(manifest) = Manifest::read(dir, MANIFEST)? else {
        return Ok(None);
    };
    if manifest.inputs != inputs.hex() {
        return Ok(None);
    }
    for (path, entry) in &manifest.files {
        if on_disk(dir, path, Some(entry))? != OnDisk::Same {
            return Ok(None);
        }
    }
    let report = fs::read_to_string(dir.join(REPORT));
    Ok(report.ok().map(|report| Unchanged {
        report,
        files: manifest.files.into_keys().collect(),
    }))
}

/// An output folder that needs no build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// What the last build said, as `diagnostic::json` wrote it.
    pub report: String,
    /// Every file.
    pub files: Vec<String>,
}

/// Removes what earlier builds wrote and nothing else; gives the number of files. The folder stays, if it is not empty, and
/// stays an output folder.
pub fn clean(target: Target<'_>, say: &mut dyn FnMut(&str)) -> Result<usize, Error> {
    let dir = target.dir;
    let has_own_folder = dir.join(OURS).is_dir();
    if guard::inspect(target.root, dir)? == State::Empty && !has_own_folder {
        return Ok(0);
    }
    let lock = hold(target, say)?;
    let deeds = Deeds::new(dir, None);
    let ours = recover(&deeds)?;
    let mut removed = 0;
    for path in ours.files.keys() {
        if on_disk(dir, path, None)? != OnDisk::Missing {
            deeds.remove(path)?;
            deeds.remove_empty_parents(path)?;
            removed += 1;
        }
    }
    if is_shared(dir)? {
        // The next build is to know the folder again.
        announce(&deeds, &Manifest::default())?;
        deeds.rename(NEXT, MANIFEST)?;
        deeds.remove_folder(STAGE)?;
    } else {
        leave(&deeds, lock)?;
    }
    Ok(removed)
}

/// True if something stands in an output folder that no build puts there.
fn is_shared(dir: &Path) -> Result<bool, Error> {
    let system = |cause| Error::system("read", dir, cause);
    for entry in fs::read_dir(dir).map_err(system)? {
        let name = entry.map_err(system)?.file_name();
        if ![OURS, ".gitignore"].iter().any(|ours| name == *ours) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Waits until nobody else writes into the folder; `say` hears of that.
pub(super) fn hold(target: Target<'_>, say: &mut dyn FnMut(&str)) -> Result<Held, Error> {
    let name = format!("{OURS}/{LOCK}");
    Held::take(target.dir, &name, target.patience, say)
}

/// Removes our own folder, and the lock in it last of all: what stands there afterwards is another build's.
pub(super) fn leave(deeds: &Deeds<'_>, lock: Held) -> Result<(), Error> {
    deeds.empty_folder(OURS, LOCK)?;
    lock.remove()?;
    // It is not empty any more if another build has begun.
    let _ = fs::remove_dir(deeds.dir().join(OURS));
    Ok(())
}

/// What is ours. If the last build was stopped, what it had and what it was to have is made the manifest first, so that
/// nothing is forgotten if this build is stopped too.
pub(super) fn recover(deeds: &Deeds<'_>) -> Result<Manifest, Error> {
    let finished = Manifest::read(deeds.dir(), MANIFEST)?;
    let unfinished = Manifest::read(deeds.dir(), NEXT)?;
    deeds.remove_folder(STAGE)?;
    match (finished, unfinished) {
        (finished, Some(unfinished)) => {
            let both = finished.unwrap_or_default().union(unfinished);
            announce(deeds, &both)?;
            deeds.rename(NEXT, MANIFEST)?;
            Ok(both)
        }
        (Some(finished), None) => Ok(finished),
        (None, None) => Ok(Manifest::default()),
    }
}

pub(super) fn announce(deeds: &Deeds<'_>, manifest: &Manifest) -> Result<(), Error> {
    deeds.make_folder(STAGE)?;
    let staged = format!("{STAGE}/.manifest");
    deeds.write(&staged, manifest.text().as_bytes())?;
    deeds.rename(&staged, NEXT)
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnDisk {
    Missing,
    Same,
    Different,
    /// A folder, where a file is expected.
    Folder,
}

/// Whatever was planned, nothing is written beside the output folder or among our own records.
pub(super) fn refuse_way_out(dir: &Path, name: &str) -> Result<(), Error> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    if name.split('/').all(is_plain) && !name.starts_with(OURS) && !name.contains('\\') {
        return Ok(());
    }
    Err(Error::rule(
        "write",
        dir.join(name),
        "this path leads out of the site",
    ))
}

/// Compares a file with what it should be: first the size, then the digest. Links are not followed: ours is what we wrote.
pub(super) fn on_disk(dir: &Path, name: &str, expected: Option<&Entry>) -> Result<OnDisk, Error> {
    let path = dir.join(name);
    refuse_links_above(dir, name)?;
    let system = |cause| Error::system("read", &path, cause);
    let found = match fs::symlink_metadata(&path) {
        Ok(found) => found,
        Err(cause) if is_nothing(&cause) => return Ok(OnDisk::Missing),
        Err(cause) => return Err(system(cause)),
    };
    // What we would remove is a file: a folder in its place is somebody else's, or came of a page `a` that is `a/` now.
    if found.is_dir() && expected.is_none() {
        return Ok(OnDisk::Missing);
    }
    if found.is_dir() {
        return Ok(OnDisk::Folder);
    }
    let Some(expected) = expected.filter(|entry| found.is_file() && found.len() == entry.size)
    else {
        return Ok(OnDisk::Different);
    };
    let (digest, _) = fs::File::open(&path)
        .and_then(Fingerprint::of_reader)
        .map_err(system)?;
    Ok(match digest.hex() == expected.digest {
        true => OnDisk::Same,
        false => OnDisk::Different,
    })
}

/// A folder of the site that somebody replaced by a link would lead our hands elsewhere.
fn refuse_links_above(dir: &Path, name: &str) -> Result<(), Error> {
    let parents = Path::new(name).ancestors().skip(1);
    for parent in parents.filter(|parent| !parent.as_os_str().is_empty()) {
        let path = dir.join(parent);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return Err(Error::rule("write into", path, "it is a symbolic link"));
        }
    }
    Ok(())
}
