//! The files of the lock that a build would renew.

use super::Prepared;
use crate::align::lock;
use crate::source::{Source, SourcePath, Sources};
use std::sync::Arc;

impl Prepared {
    /// The files of `content/lock/` whose content is not what these sources have, with their new texts. A file that
    /// nothing speaks of any more (the chapter is gone) stays as it is: its chapter may come back.
    pub fn renewed_lock(&self, sources: &Sources) -> Vec<(SourcePath, Arc<str>)> {
        // A chapter of which nothing is remembered needs no file.
        let nothing = lock::text(&[]);
        let files = self.lock.0.iter();
        let files = files.map(|(name, text)| (lock::path(name), text.clone()));
        let is_new = |(path, text): &(SourcePath, Arc<str>)| match sources.text(path) {
            Some(before) => before != text,
            None => **text != *nothing,
        };
        files.filter(is_new).collect()
    }
}

/// The sources as they are once these files were written.
pub fn with_files(sources: &Sources, files: &[(SourcePath, Arc<str>)]) -> Sources {
    let mut sources = sources.clone();
    for (path, text) in files {
        sources.insert(path.clone(), Source::text(text.clone()));
    }
    sources
}
