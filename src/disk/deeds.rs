//! Every change to an output folder, one by one, so that a test can stop after any of them.

use super::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Changes one output folder.
#[derive(Debug)]
pub(super) struct Deeds<'a> {
    dir: &'a Path,
    /// How many changes are still allowed; `None`: any number. Only tests set a bound.
    left: Option<AtomicUsize>,
}

impl<'a> Deeds<'a> {
    /// Changes below `dir`; stops like a power cut after `bound` of them.
    pub(super) fn new(dir: &'a Path, bound: Option<usize>) -> Self {
        let left = bound.map(AtomicUsize::new);
        Self { dir, left }
    }

    /// The folder.
    pub(super) fn dir(&self) -> &'a Path {
        self.dir
    }

    /// Makes a folder with its parents.
    pub(super) fn make_folder(&self, name: &str) -> Result<(), Error> {
        let path = self.dir.join(name);
        if path.is_dir() {
            return Ok(());
        }
        self.go("make the folder", &path, |path| fs::create_dir_all(path))
    }

    /// Writes a file whose folder exists.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.dir.join(name);
        self.go("write", &path, |path| fs::write(path, bytes))
    }

    /// Copies a file from elsewhere.
    pub(super) fn copy(&self, from: &Path, name: &str) -> Result<(), Error> {
        let path = self.dir.join(name);
        let bytes = fs::read(from).map_err(|cause| Error::system("read", from, cause))?;
        // Not `fs::copy`: it would take the source's permissions along, and a read-only file could not be replaced.
        self.go("write", &path, |path| fs::write(path, bytes))
    }

    /// Renames a file over another; atomic on every system we know.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), Error> {
        let (from, to) = (self.dir.join(from), self.dir.join(to));
        self.go("write", &to, |to| fs::rename(&from, to))
    }

    /// Removes a file, if it is there. A folder of that name is not what we wrote, and stays.
    pub(super) fn remove(&self, name: &str) -> Result<(), Error> {
        let path = self.dir.join(name);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => Ok(()),
            Err(cause) if is_nothing(&cause) => Ok(()),
            _ => self.go("remove", &path, |path| fs::remove_file(path)),
        }
    }

    /// Removes a folder of our own with all that is in it, if it is there.
    pub(super) fn remove_folder(&self, name: &str) -> Result<(), Error> {
        let path = self.dir.join(name);
        if !path.exists() {
            return Ok(());
        }
        self.go("remove", &path, |path| fs::remove_dir_all(path))
    }

    /// Removes all that is in a folder of our own, but for one file.
    pub(super) fn empty_folder(&self, name: &str, but: &str) -> Result<(), Error> {
        let folder = self.dir.join(name);
        let system = |cause| Error::system("read", &folder, cause);
        for entry in fs::read_dir(&folder).map_err(system)? {
            let entry = entry.map_err(system)?;
            if entry.file_name() == but {
                continue;
            }
            let is_folder = entry.file_type().map_err(system)?.is_dir();
            self.go("remove", &entry.path(), |path| match is_folder {
                true => fs::remove_dir_all(path),
                false => fs::remove_file(path),
            })?;
        }
        Ok(())
    }

    /// Removes a folder in which there are only folders, if it is there. A file in it would be somebody else's, and stays.
    pub(super) fn remove_empty_folders(&self, name: &str) -> Result<(), Error> {
        let path = self.dir.join(name);
        if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            return Ok(());
        }
        let system = |cause| Error::system("read", &path, cause);
        for entry in fs::read_dir(&path).map_err(system)? {
            let inside = entry.map_err(system)?.file_name();
            self.remove_empty_folders(&format!("{name}/{}", inside.to_string_lossy()))?;
        }
        self.go("remove", &path, |path| fs::remove_dir(path))
    }

    /// Removes the folders above `name` that are empty now, up to the output folder itself, which stays.
    pub(super) fn remove_empty_parents(&self, name: &str) -> Result<(), Error> {
        let parents = Path::new(name).ancestors().skip(1);
        for parent in parents.filter(|parent| !parent.as_os_str().is_empty()) {
            let path = self.dir.join(parent);
            let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
            if !is_empty {
                break;
            }
            self.go("remove", &path, |path| fs::remove_dir(path))?;
        }
        Ok(())
    }

    fn go(
        &self,
        deed: &'static str,
        path: &PathBuf,
        act: impl FnOnce(&PathBuf) -> io::Result<()>,
    ) -> Result<(), Error> {
        if let Some(left) = &self.left {
            let one_less = |left: usize| left.checked_sub(1);
            if left.fetch_update(Relaxed, Relaxed, one_less).is_err() {
                return Err(Error::rule(deed, path, "stopped here by a test"));
            }
        }
        act(path).map_err(|cause| Error::system(deed, path, cause))
    }
}

/// True if nothing is at a path: no file of that name, or a file where one of its folders should be.
pub(super) fn is_nothing(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
