//! Refusals, and one build at a time: what stands between a wrong `-o` and somebody's files.

use super::Error;
use super::load::SOURCE_FOLDERS;
use super::manifest::{MANIFEST, NEXT, OURS};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file whose lock is the right to write.
const LOCK: &str = ".diglot/lock";

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

/// The right to write into an output folder; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Takes the lock. If another build holds it, `say` is told once, and after `patience` it is an error.
    pub(super) fn take(
        dir: &Path,
        patience: Duration,
        say: &mut dyn FnMut(&str),
    ) -> Result<Self, Error> {
        let path = dir.join(LOCK);
        let system = |cause| Error::system("write", &path, cause);
        let mut options = File::options();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(system)?;
        let start = Instant::now();
        let mut has_said = false;
        loop {
            match file.try_lock() {
                Ok(()) => return Self::sign(file).map_err(system),
                Err(TryLockError::Error(cause)) => return Err(system(cause)),
                Err(TryLockError::WouldBlock) => {}
            }
            let holder = holder(&mut file);
            if start.elapsed() >= patience {
                return Err(Error::rule(
                    "write into",
                    dir,
                    format!("{holder} is writing into it"),
                ));
            }
            if !has_said {
                say(&format!(
                    "waiting: {holder} is writing into `{}`",
                    dir.display()
                ));
                has_said = true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn sign(mut file: File) -> io::Result<Self> {
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{}", std::process::id())?;
        Ok(Self(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An empty file says that nobody holds it, and makes two builds equal to the byte. The system unlocks in any case.
        let _ = self.0.set_len(0);
        let _ = self.0.unlock();
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    match text.trim().parse::<u32>() {
        Ok(process) if read.is_ok() => format!("another build (process {process})"),
        _ => "another build".to_owned(),
    }
}
