//! A site on its way into its folder: each file waits in `.diglot/stage/` from the moment it is made, so that no more
//! than a few pages are held in memory; then all are put into place at once. Where nothing was before they wait in the
//! folders of the site, and a folder is put into place as a whole.
//!
//! The order of things is told in [`write`](fn@super::write). Until [`Stage::finish`] nothing of the old site is touched.

use super::deeds::Deeds;
use super::guard::{self, State};
use super::held::Held;
use super::manifest::{Entry, MANIFEST, Manifest, NEXT, OURS, REPORT};
use super::write::{
    OnDisk, STAGE, Target, Written, announce, hold, leave, on_disk, recover, refuse_way_out,
};
use super::{Cause, Error};
use crate::output::{self, File};
use crate::source::{AssetBytes, Fingerprint};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files that wait to be put into place. No other build can write into the folder meanwhile.
#[derive(Debug)]
pub struct Stage<'a> {
    deeds: Deeds<'a>,
    lock: Held,
    ours: Manifest,
    /// True if nothing was there before: then nothing can stand in the way.
    is_new: bool,
    staged: Mutex<Staged>,
}

/// What was put so far.
#[derive(Debug, Default)]
struct Staged {
    files: BTreeMap<String, Entry>,
    /// Files that are new or have a new content, and the numbers under which they wait.
    changed: BTreeMap<String, usize>,
}

impl<'a> Stage<'a> {
    /// Looks whether the folder may be written, and waits until it is ours alone; `say` hears of that.
    pub fn begin(target: Target<'a>, say: &mut dyn FnMut(&str)) -> Result<Self, Error> {
        Self::begin_bounded(target, say, None)
    }

    pub(super) fn begin_bounded(
        target: Target<'a>,
        say: &mut dyn FnMut(&str),
        bound: Option<usize>,
    ) -> Result<Self, Error> {
        let dir = target.dir;
        guard::inspect(target.root, dir)?;
        let deeds = Deeds::new(dir, bound);
        deeds.make_folder(OURS)?;
        let lock = hold(target, say)?;
        // Another build may have come first while we waited.
        let is_new = guard::inspect(target.root, dir)? == State::Empty;
        let ours = recover(&deeds)?;
        Ok(Self {
            deeds,
            lock,
            ours,
            is_new,
            staged: Mutex::default(),
        })
    }

    /// Takes a file of the new site; several may be put at a time. What is right as it is stays untouched. Refuses if a
    /// file that is not ours stands in the way.
    pub fn put(&self, path: &str, file: &File) -> Result<(), Error> {
        refuse_way_out(self.deeds.dir(), path)?;
        let entry = Entry::from(file);
        let is_right = !self.is_new && self.is_right(path, &entry)?;
        let Some(number) = self.note(path, entry, is_right)? else {
            return Ok(());
        };
        let waiting = match self.is_new {
            true => format!("{WHOLE}/{path}"),
            false => waiting(number),
        };
        if self.is_new {
            self.deeds.make_folder(folder_of(&waiting))?;
        }
        self.keep(&waiting, file)
    }

    /// True if a file is there as it is to be.
    fn is_right(&self, path: &str, entry: &Entry) -> Result<bool, Error> {
        let dir = self.deeds.dir();
        let is_ours = self.ours.files.contains_key(path);
        match on_disk(dir, path, Some(entry))? {
            OnDisk::Same if is_ours => Ok(true),
            OnDisk::Missing => Ok(false),
            // It goes with its files; `make_way` sees to that.
            OnDisk::Folder if self.holds_only_ours(path)? => Ok(false),
            OnDisk::Folder => {
                let why = "a folder stands where this file belongs";
                Err(Error::rule("write", dir.join(path), why))
            }
            _ if is_ours => Ok(false),
            _ => {
                let why = "a file that is not ours stands there; move it away, or give another folder with `-o DIR`";
                Err(Error::rule("write", dir.join(path), why))
            }
        }
    }

    /// True if nothing is in a folder, at any depth, but files that earlier builds wrote, and folders made for them.
    fn holds_only_ours(&self, folder: &str) -> Result<bool, Error> {
        // An empty folder may be one from which a build that was stopped has removed our files.
        if !self.ours.has_below(folder) {
            return Ok(false);
        }
        let path = self.deeds.dir().join(folder);
        let system = |cause| Error::system("read", &path, cause);
        for entry in fs::read_dir(&path).map_err(system)? {
            let entry = entry.map_err(system)?;
            let inside = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let is_ours = match entry.file_type().map_err(system)?.is_dir() {
                true => self.holds_only_ours(&inside)?,
                false => self.ours.files.contains_key(&inside),
            };
            if !is_ours {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Notes a file, and gives the number under which it is to wait. The folder for that is there before anybody has a number.
    fn note(&self, path: &str, entry: Entry, is_right: bool) -> Result<Option<usize>, Error> {
        let mut staged = self.staged();
        staged.files.insert(path.to_owned(), entry);
        if is_right {
            return Ok(None);
        }
        let number = staged.changed.len();
        if number == 0 {
            self.deeds.make_folder(STAGE)?;
        }
        staged.changed.insert(path.to_owned(), number);
        Ok(Some(number))
    }

    fn keep(&self, waiting: &str, file: &File) -> Result<(), Error> {
        let deeds = &self.deeds;
        match file {
            File::Made { bytes, .. } => deeds.write(waiting, bytes),
            File::Copied(asset) => match &asset.bytes {
                AssetBytes::Here(bytes) => deeds.write(waiting, bytes),
                AssetBytes::OnDisk(from) => {
                    deeds.copy(from, waiting)?;
                    verify(deeds.dir(), waiting, from, &file.into())
                }
            },
        }
    }

    /// Puts everything into place, and removes what the new site does not have. `inputs` is the digest of all that went
    /// in, `report` what was said about it.
    pub fn finish(self, inputs: Fingerprint, report: &str) -> Result<Written, Error> {
        let staged = std::mem::take(&mut *self.staged());
        let deeds = &self.deeds;
        let next = Manifest::new(staged.files, inputs);
        let removed = self.removed(&next)?;
        let written = Written {
            untouched: next.files.len() - staged.changed.len(),
            changed: staged.changed.keys().cloned().collect(),
            removed,
        };
        if written.changed.is_empty() && written.removed.is_empty() {
            conclude_untouched(deeds, &self.ours, &next, report)?;
            return Ok(written);
        }
        announce(deeds, &next)?;
        make_way(deeds, &written)?;
        match self.is_new {
            true => place_whole(deeds, &staged.changed)?,
            false => place(deeds, &staged.changed)?,
        }
        remove(deeds, &written.removed)?;
        deeds.write(REPORT, report.as_bytes())?;
        deeds.rename(NEXT, MANIFEST)?;
        deeds.remove_folder(STAGE)?;
        Ok(written)
    }

    /// Leaves everything as it was.
    pub fn abandon(self) -> Result<(), Error> {
        let deeds = &self.deeds;
        match deeds.dir().join(MANIFEST).exists() {
            true => deeds.remove_folder(STAGE),
            false => leave(deeds, self.lock),
        }
    }

    /// What an earlier build wrote and the new site does not have.
    fn removed(&self, next: &Manifest) -> Result<Vec<String>, Error> {
        let mut removed = Vec::new();
        for path in self.ours.without(next) {
            if on_disk(self.deeds.dir(), path, None)? != OnDisk::Missing {
                removed.push(path.to_owned());
            }
        }
        Ok(removed)
    }

    fn staged(&self) -> MutexGuard<'_, Staged> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a site waits that is the first one in its folder.
const WHOLE: &str = ".diglot/stage/site";

fn waiting(number: usize) -> String {
    format!("{STAGE}/{number}")
}

/// A picture that was saved again while we built would belie its own name and the manifest.
fn verify(dir: &Path, staged: &str, from: &Path, expected: &Entry) -> Result<(), Error> {
    match on_disk(dir, staged, Some(expected))? {
        OnDisk::Same => Ok(()),
        _ => Err(Error {
            deed: "read",
            path: from.to_owned(),
            cause: Cause::Rule("it changed while the site was being built; build again".to_owned()),
        }),
    }
}

/// Removes old files that stand where a folder is to be, and old folders that stand where a file is to be: `a` before
/// `a/index.html`, and the other way round.
fn make_way(deeds: &Deeds<'_>, written: &Written) -> Result<(), Error> {
    let removed: BTreeSet<&str> = written.removed.iter().map(String::as_str).collect();
    for path in &written.changed {
        let below = format!("{path}/");
        let inside = removed.range(below.as_str()..);
        for inside in inside.take_while(|one| one.starts_with(&below)) {
            deeds.remove(inside)?;
        }
        deeds.remove_empty_folders(path)?;
        let mut folder = folder_of(path);
        while !folder.is_empty() {
            if removed.contains(folder) {
                deeds.remove(folder)?;
            }
            folder = folder_of(folder);
        }
    }
    Ok(())
}

fn place(deeds: &Deeds<'_>, changed: &BTreeMap<String, usize>) -> Result<(), Error> {
    let (assets, pages): (Vec<_>, Vec<_>) =
        changed.iter().partition(|(path, _)| output::is_asset(path));
    for (path, number) in assets.into_iter().chain(pages) {
        deeds.make_folder(folder_of(path))?;
        deeds.rename(&waiting(*number), path)?;
    }
    Ok(())
}

/// Puts the first site of a folder into place: what stands at its top, be it a file or a folder with all that is in it.
fn place_whole(deeds: &Deeds<'_>, files: &BTreeMap<String, usize>) -> Result<(), Error> {
    let tops = files.keys().map(|path| match path.split_once('/') {
        Some((top, _)) => (!output::is_asset(path), top),
        None => (true, path.as_str()),
    });
    for (_, top) in tops.collect::<BTreeSet<_>>() {
        deeds.rename(&format!("{WHOLE}/{top}"), top)?;
    }
    Ok(())
}

/// All files are right already; the manifest or the report may still be of another build.
fn conclude_untouched(
    deeds: &Deeds<'_>,
    ours: &Manifest,
    next: &Manifest,
    report: &str,
) -> Result<(), Error> {
    let said = fs::read_to_string(deeds.dir().join(REPORT)).ok();
    if ours == next && said.as_deref() == Some(report) {
        return Ok(());
    }
    announce(deeds, next)?;
    deeds.write(REPORT, report.as_bytes())?;
    deeds.rename(NEXT, MANIFEST)?;
    deeds.remove_folder(STAGE)
}

/// Pages go before the assets they name.
fn remove(deeds: &Deeds<'_>, removed: &[String]) -> Result<(), Error> {
    let (assets, pages): (Vec<_>, Vec<_>) = removed.iter().partition(|path| output::is_asset(path));
    for path in pages.into_iter().chain(assets) {
        deeds.remove(path)?;
        deeds.remove_empty_parents(path)?;
    }
    Ok(())
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
