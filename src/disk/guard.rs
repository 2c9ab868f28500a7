//! Refusals: what stands between a wrong `-o` and somebody's files.

use super::Error;
use super::load::SOURCE_FOLDERS;
use super::manifest::{MANIFEST, NEXT, OURS};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What an output folder is before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is not there, or holds nothing but what does not count.
    Empty,
    /// An earlier build wrote it.
    Ours,
}

/// Looks whether `dir` may be the output folder of the study at `root`. Symbolic links are resolved.
pub(super) fn inspect(root: &Path, dir: &Path) -> Result<State, Error> {
    let refuse = |why: String| Error::rule("write into", dir, why);
    let place = resolved(dir).map_err(|cause| Error::system("write into", dir, cause))?;
    let study = resolved(root).map_err(|cause| Error::system("read", root, cause))?;
    if study.starts_with(&place) {
        return Err(refuse("it contains the study itself".to_owned()));
    }
    for name in SOURCE_FOLDERS {
        let folder = resolved(&root.join(name))
            .map_err(|cause| Error::system("read", root.join(name), cause))?;
        if place.starts_with(&folder) {
            return Err(refuse(format!("it lies inside the sources (`{name}`)")));
        }
        if folder.starts_with(&place) {
            return Err(refuse(format!("it contains the sources (`{name}`)")));
        }
    }
    state(dir)
}

fn state(dir: &Path) -> Result<State, Error> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(State::Empty),
        Err(cause) => return Err(Error::system("write into", dir, cause)),
    };
    let is_link = |name: &str| fs::symlink_metadata(dir.join(name)).is_ok_and(|it| it.is_symlink());
    if is_link(OURS) {
        return Err(Error::rule(
            "write into",
            dir.join(OURS),
            "it is a symbolic link",
        ));
    }
    if [MANIFEST, NEXT].iter().any(|name| dir.join(name).is_file()) {
        return Ok(State::Ours);
    }
    for entry in entries {
        let entry = entry.map_err(|cause| Error::system("read", dir, cause))?;
        // A build that was stopped before it wrote anything leaves our own folder without a manifest.
        if ![".gitignore", OURS]
            .iter()
            .any(|name| entry.file_name() == *name)
        {
            let why = "it is not empty, and no build of diglot made it; give another folder with `-o DIR`, or empty it";
            return Err(Error::rule("write into", dir, why));
        }
    }
    Ok(State::Empty)
}

/// The path without symbolic links, also if its last parts do not exist yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let absolute = std::path::absolute(path)?;
            match (absolute.parent(), absolute.file_name()) {
                (Some(parent), Some(name)) => Ok(resolved(parent)?.join(name)),
                // `a/..` of an `a` that does not exist: there is nothing to resolve.
                _ => Err(cause),
            }
        }
        found => found,
    }
}
