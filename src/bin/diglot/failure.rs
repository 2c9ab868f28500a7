//! Why a command stopped, and with which exit status.

use diglot::disk;
use std::fmt;
use std::process::ExitCode;

/// A command could not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The content has errors; they have been listed.
    Content,
    /// The command line asks for what is not there.
    Usage(String),
    /// The machine said no.
    Machine(String),
}

impl Failure {
    /// The exit status of specification section 6.
    pub(crate) fn status(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Content => 1,
            Self::Usage(_) => 2,
            Self::Machine(_) => 3,
        })
    }
}

impl From<disk::Error> for Failure {
    fn from(error: disk::Error) -> Self {
        Self::Machine(error.to_string())
    }
}

impl fmt::Display for Failure {
    /// Nothing for errors of the content: they have their own lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content => Ok(()),
            Self::Usage(why) | Self::Machine(why) => f.write_str(why),
        }
    }
}
