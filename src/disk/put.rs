//! Writes a text of the study itself: the only source file that a command other than `new` makes or lengthens.

use super::Error;
use std::fs;
use std::io;
use std::path::Path;

/// Writes `text` to the file at `path` below `root`, all of it or nothing. `before` is the text that the new one was made
/// from, `None` if there was no file: another one on disk by now is somebody's work, and stays.
pub fn put(root: &Path, path: &str, before: Option<&str>, text: &str) -> Result<(), Error> {
    let file = root.join(path);
    let there = match fs::read_to_string(&file) {
        Ok(there) => Some(there),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(Error::system("read", &file, cause)),
    };
    if there.as_deref().map(bare) != before.map(bare) {
        let why = "it has changed in the meantime; try again";
        return Err(Error::rule("write", &file, why));
    }
    let mark = there
        .filter(|there| there.starts_with('\u{feff}'))
        .map_or("", |_| "\u{feff}");
    let folder = file.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|cause| Error::system("make the folder", folder, cause))?;
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let staged = folder.join(name);
    fs::write(&staged, format!("{mark}{}", bare(text)))
        .map_err(|cause| Error::system("write", &staged, cause))?;
    fs::rename(&staged, &file).map_err(|cause| Error::system("write", &file, cause))
}

/// Without the mark that some editors put before the first letter.
fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
