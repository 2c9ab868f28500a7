//! The files of the lock that a build would renew.

use super::Prepared;
use crate::align::lock;
use crate::source::{Source, SourcePath, Sources};

impl Prepared {
    /// The files of `content/lock/` whose content is not what these sources have, with their new texts. A file that
    /// nothing speaks of any more (the chapter is gone) stays as it is: its chapter may come back.
    pub fn renewed_lock(&self, sources: &Sources) -> Vec<(SourcePath, String)> {
        let mut files = Vec::new();
        for (name, entries) in self.lock.0.iter() {
            let path = lock::path(name);
            // Compared by what it says: line ends may be those of another system.
            let new = lock::text(entries);
            let says_so = |text: &str| text == new || lock::read(&path, text).value == **entries;
            let is_there = sources.text(&path);
            if is_there.map_or(entries.is_empty(), |text| says_so(text)) {
                continue;
            }
            files.push((path, new));
        }
        files
    }
}

/// The sources as they are once these files were written.
pub fn with_files(sources: &Sources, files: &[(SourcePath, String)]) -> Sources {
    let mut sources = sources.clone();
    for (path, text) in files {
        sources.insert(path.clone(), Source::text(text.as_str()));
    }
    sources
}
