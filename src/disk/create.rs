//! Writes the first files of a new study, and what editors read beside its files.

use super::Error;
use std::fs;
use std::io;
use std::path::Path;

/// Makes `dir` and writes `files` (path below it, and text). Refuses a folder that holds anything already.
pub fn create(dir: &Path, files: &[(String, String)]) -> Result<(), Error> {
    match fs::read_dir(dir).map(|mut entries| entries.next().is_some()) {
        Ok(true) => {
            let why = "it is not empty; give a folder that does not exist yet";
            return Err(Error::rule("start a study in", dir, why));
        }
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            return Err(Error::system("start a study in", dir, cause));
        }
        _ => {}
    }
    overwrite(dir, files)
}

/// Writes `files` (path below `dir`, and text), over what stands there.
pub fn overwrite(dir: &Path, files: &[(String, String)]) -> Result<(), Error> {
    for (name, text) in files {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        fs::create_dir_all(folder)
            .map_err(|cause| Error::system("make the folder", folder, cause))?;
        fs::write(&path, text).map_err(|cause| Error::system("write", &path, cause))?;
    }
    Ok(())
}
