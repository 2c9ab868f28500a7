//! What can go wrong between us and the machine.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something the machine refused, or that we refuse to do to it: the deed, the path, the cause.
#[derive(Debug)]
pub struct Error {
    /// What was to be done, as it stands after "cannot": `write`.
    pub deed: &'static str,
    /// To what.
    pub path: PathBuf,
    /// Why not.
    pub cause: Cause,
}

/// Why a deed could not be done.
#[derive(Debug)]
pub enum Cause {
    /// The system said no.
    System(io::Error),
    /// The rules of this room said no; the sentence says which and what to do.
    Rule(String),
}

impl Error {
    /// The system refused.
    pub fn system(deed: &'static str, path: impl AsRef<Path>, cause: io::Error) -> Self {
        Self {
            deed,
            path: path.as_ref().to_owned(),
            cause: Cause::System(cause),
        }
    }

    /// We refuse.
    pub fn rule(deed: &'static str, path: impl AsRef<Path>, why: impl Into<String>) -> Self {
        Self {
            deed,
            path: path.as_ref().to_owned(),
            cause: Cause::Rule(why.into()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = self.path.strip_prefix(".").ok();
        let path = below
            .filter(|path| !path.as_os_str().is_empty())
            .unwrap_or(&self.path);
        write!(
            f,
            "cannot {} `{}`: {}",
            self.deed,
            path.display(),
            self.cause
        )
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(cause) => f.write_str(&plainly(cause)),
            Self::Rule(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::System(cause) => Some(cause),
            Cause::Rule(_) => None,
        }
    }
}

/// The system's reason in lower case and without its number, where the standard library has words of its own for it.
fn plainly(cause: &io::Error) -> String {
    let words = cause.kind().to_string();
    match cause.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::Other => cause.to_string(),
        _ if words.starts_with("uncategorized") => cause.to_string(),
        _ if cause.raw_os_error().is_some() => words,
        _ => cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deed_the_path_and_the_cause_are_named() {
        let denied = io::Error::from_raw_os_error(13);
        let error = Error::system("write", "./output/ru/index.html", denied);
        assert_eq!(
            error.to_string(),
            "cannot write `output/ru/index.html`: permission denied"
        );
        let error = Error::rule("write into", "output", "it contains the sources");
        assert_eq!(
            error.to_string(),
            "cannot write into `output`: it contains the sources"
        );
    }
}
