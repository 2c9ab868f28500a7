//! A file that one run of the program holds at a time: the right to write into a folder.
//!
//! Whoever holds it may remove it, so that nothing is left behind. Others who waited for it then have a file that stands
//! nowhere any more: they notice, and begin again with the one that stands there.

use super::Error;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A file that we hold; given back when dropped.
#[derive(Debug)]
pub(super) struct Held {
    file: File,
    path: PathBuf,
}

impl Held {
    /// Holds the file of that name below `dir`, the folder that is to be written into; it is made if it is not there. If
    /// another run holds it, `say` is told once, and after `patience` it is an error.
    pub(super) fn take(
        dir: &Path,
        name: &str,
        patience: Duration,
        say: &mut dyn FnMut(&str),
    ) -> Result<Self, Error> {
        let path = dir.join(name);
        let system = |cause| Error::system("write", &path, cause);
        let start = Instant::now();
        let mut has_said = false;
        loop {
            let mut file = opened(&path).map_err(system)?;
            match file.try_lock() {
                Ok(()) if is_in_place(&file, &path) => {
                    sign(&mut file).map_err(system)?;
                    return Ok(Self { file, path });
                }
                Ok(()) => continue,
                Err(TryLockError::Error(cause)) => return Err(system(cause)),
                Err(TryLockError::WouldBlock) => {}
            }
            let holder = holder(&mut file);
            if start.elapsed() >= patience {
                let why = format!("{holder} is writing into it");
                return Err(Error::rule("write into", dir, why));
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

    /// Gives the file back and removes it.
    pub(super) fn remove(self) -> Result<(), Error> {
        let path = self.path.clone();
        if cfg!(windows) {
            // Nobody can remove it there while it is open. If somebody waits for it, it stays, and is theirs.
            drop(self);
            let _ = fs::remove_file(path);
            return Ok(());
        }
        // While we hold it: afterwards it may be somebody else's.
        fs::remove_file(&path).map_err(|cause| Error::system("remove", path, cause))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // An empty file says that nobody holds it, and makes two builds equal to the byte. The system unlocks in any case.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

fn opened(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    keep_in_place(&mut options);
    match options.open(path) {
        // Its last holder has removed the folder too.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            options.open(path)
        }
        opened => opened,
    }
}

/// On Windows a file stays where it is while somebody has it open, unless they all permit otherwise: we do not.
#[cfg(windows)]
fn keep_in_place(options: &mut OpenOptions) {
    use std::os::windows::fs::OpenOptionsExt as _;
    const FILE_SHARE_READ: u32 = 1;
    const FILE_SHARE_WRITE: u32 = 2;
    options.share_mode(FILE_SHARE_READ | FILE_SHARE_WRITE);
}

#[cfg(not(windows))]
fn keep_in_place(_: &mut OpenOptions) {}

/// False if the file was removed since it was opened.
#[cfg(unix)]
fn is_in_place(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (ours, there) = (file.metadata(), fs::metadata(path));
    let (ours, there) = (ours.map(number).ok(), there.map(number).ok());
    ours.is_some() && ours == there
}

/// The system keeps it in place (see [`keep_in_place`]).
#[cfg(not(unix))]
fn is_in_place(_: &File, _: &Path) -> bool {
    true
}

/// Tells those who wait who we are.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    match text.trim().parse::<u32>() {
        Ok(process) if read.is_ok() => format!("another run of diglot (process {process})"),
        _ => "another run of diglot".to_owned(),
    }
}
