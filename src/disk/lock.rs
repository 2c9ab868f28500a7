//! Writes into the authors' own folder: `content/lock/` for a build, their files only when they ask for it.

use super::Error;
use super::held::Held;
use super::load::load;
use crate::source::{Fingerprint, Source, SourcePath, Sources};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Who writes into a study holds this file in `content/`, so that there is one at a time, and removes it then.
///
/// It is none of the study's files: on Windows, and in some folders of other machines, nobody can read a file that is
/// locked, not even by another handle of ours, and [`load`] reads them all. The folder itself can be locked on Unix only;
/// and a file in the system's folder for temporary ones would be another one for another user or another machine. This
/// name is one that no reading of the study sees, should a power cut leave it behind.
const TURN: &str = ".diglot-turn.tmp";

/// Nobody writes longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// Brings the lock up to date; `files` is what is to stand there.
pub fn write_lock(
    root: &Path,
    read: &Sources,
    files: &[(SourcePath, Arc<str>)],
) -> Result<(), Error> {
    rewrite(root, read, files)
}

/// Writes files of the study (path from its root, and text), all or none as far as the system allows: every one is
/// written beside its place first, then each is renamed.
///
/// Refuses if the study on disk is not any more the one that was `read`, since then the texts tell of another one.
pub fn rewrite(root: &Path, read: &Sources, files: &[(SourcePath, Arc<str>)]) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let turn = Held::take(&root.join("content"), TURN, PATIENCE, &mut |_| {})?;
    let written = write_in_turn(root, read, files);
    // It was written, or it was not; a file that stays behind changes nothing of that.
    let _ = turn.remove();
    written
}

fn write_in_turn(
    root: &Path,
    read: &Sources,
    files: &[(SourcePath, Arc<str>)],
) -> Result<(), Error> {
    if load(root)?.fingerprint() != read.fingerprint() {
        let why = "the study changed while it was being read; nothing was written, try again";
        return Err(Error::rule("write into", root.join("content"), why));
    }
    let mut staged = Staged::default();
    for (path, text) in files {
        refuse_unread(root, read, path)?;
        staged.write(&root.join(&**path), text)?;
    }
    staged.place()
}

/// Refuses a file in whose place something else stands than was read under its name: two names of ours may be one to the
/// system (`Quotes.yaml`), or one of ours two to the system (`й` in its two forms).
fn refuse_unread(root: &Path, read: &Sources, path: &SourcePath) -> Result<(), Error> {
    let was_there = match read.get(path) {
        None => None,
        Some(Source::Text(text)) => Some(text.fingerprint),
        // What was no text is written anew.
        Some(_) => return Ok(()),
    };
    let file = root.join(&**path);
    let is_there = match fs::read(&file) {
        Ok(bytes) => Some(Fingerprint::of(&bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(Error::system("read", file, cause)),
    };
    if is_there == was_there {
        return Ok(());
    }
    let why = "it is not what was read under this name; nothing was written";
    Err(Error::rule("write", file, why))
}

/// Files that wait beside their places; removed if they never come there.
#[derive(Default)]
struct Staged(Vec<(PathBuf, PathBuf)>);

impl Staged {
    fn write(&mut self, path: &Path, text: &str) -> Result<(), Error> {
        // A link stays one: what it leads to is written.
        let target = path.canonicalize();
        let path = target.as_deref().unwrap_or(path);
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)
            .map_err(|cause| Error::system("make the folder", folder, cause))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A name that no reading of the study sees.
        let beside = folder.join(format!(".{name}.tmp"));
        self.0.push((beside.clone(), path.to_owned()));
        let written = fs::write(&beside, text).and_then(|()| match fs::metadata(path) {
            Ok(old) => fs::set_permissions(&beside, old.permissions()),
            Err(_) => Ok(()),
        });
        written.map_err(|cause| Error::system("write", path, cause))
    }

    fn place(mut self) -> Result<(), Error> {
        for (beside, path) in &self.0 {
            fs::rename(beside, path).map_err(|cause| Error::system("write", path, cause))?;
        }
        self.0.clear();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.0 {
            // It may never have been written, or be in its place already.
            let _ = fs::remove_file(beside);
        }
    }
}
