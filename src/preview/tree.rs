//! The study's folder as it was read last, looked at again where a sign points.

use super::notice::{LINGER, Look, QUIET};
use super::watch::Changes;
use crate::disk::{self, Error, Known, Links};
use crate::source::{SourcePath, Sources};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

/// How often a tree is looked at again that goes on changing while nothing tells us of it.
const MOST_LOOKS: usize = 10;

/// A study on disk.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    known: Known,
    sources: Sources,
    /// Texts that were empty when we looked, and may have been about to be written.
    doubted: BTreeSet<SourcePath>,
}

impl Tree {
    /// Reads the whole of it.
    pub(super) fn load(root: &Path) -> Result<Self, Error> {
        let mut known = Known::default();
        let sources = disk::load_again(root, &mut known, &|_| false)?;
        Ok(Self {
            root: root.to_owned(),
            known,
            sources,
            doubted: BTreeSet::new(),
        })
    }

    /// The links among its files.
    pub(super) fn links(&self) -> &Links {
        self.known.links()
    }

    /// As it was read last.
    pub(super) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Looks again; true if anything differs. Files that are being written stay as they were.
    pub(super) fn look(&mut self, look: &Look, changes: &mut Changes) -> Result<bool, Error> {
        let before = self.sources.clone();
        match look {
            Look::At(path) => self.at(path, changes)?,
            Look::Everywhere => self.everywhere(changes)?,
        }
        Ok(self.sources != before)
    }

    fn at(&mut self, path: &Path, changes: &mut Changes) -> Result<(), Error> {
        let mut sources = self.sources.clone();
        if !disk::load_one(&self.root, path, &mut self.known, &mut sources) {
            return self.everywhere(changes);
        }
        self.take(sources, changes);
        Ok(())
    }

    fn everywhere(&mut self, changes: &mut Changes) -> Result<(), Error> {
        let mut last = None;
        for _ in 0..MOST_LOOKS {
            let held = |path: &Path| changes.is_being_written(path);
            let sources = disk::load_again(&self.root, &mut self.known, &held)?;
            // Where nobody tells us who is writing what, a tree is whole when it looks the same twice.
            let is_settled = sources == self.sources || last.as_ref() == Some(&sources);
            last = Some(sources);
            if is_settled || !changes.is_blind() {
                break;
            }
            thread::sleep(QUIET);
        }
        changes.follow(self.links());
        self.take(last.unwrap_or_default(), changes);
        Ok(())
    }

    /// Makes new sources ours, without the files that somebody began to write before we had read them.
    fn take(&mut self, mut sources: Sources, changes: &mut Changes) {
        let differ: Vec<SourcePath> = sources.unlike(&self.sources).cloned().collect();
        // Writing begins with an empty file, and the signs of it may still be on their way.
        let is_empty = |path: &SourcePath| sources.text(path).is_some_and(|text| text.is_empty());
        let empty: BTreeSet<SourcePath> = differ
            .iter()
            .filter(|path| is_empty(path))
            .cloned()
            .collect();
        // What was read again and is not empty is doubted no more. A file that is held was not read.
        let root = &self.root;
        (self.doubted)
            .retain(|path| is_empty(path) || changes.is_being_written(&root.join(&**path)));
        if !empty.is_empty() && !changes.is_blind() {
            thread::sleep(LINGER);
        }
        changes.gather();
        for path in differ {
            let file = self.on_disk(&path);
            // What is still empty when it is looked at again was meant so.
            let was_doubted = self.doubted.remove(&path);
            let is_doubted = empty.contains(&path) && !was_doubted && !changes.is_blind();
            if is_doubted {
                changes.hold(&file);
                self.doubted.insert(path.clone());
            }
            if !is_doubted && !changes.is_being_written(&file) {
                continue;
            }
            self.known.forget(&file);
            match self.sources.get(&path) {
                Some(before) => sources.insert(path, before.clone()),
                None => sources.remove(&path),
            }
        }
        self.sources = sources;
    }

    fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::watch::Watching;
    use std::fs;

    /// Saving in place empties the file first. That one such moment was seen says nothing of the next.
    #[test]
    #[cfg(target_os = "linux")]
    fn an_empty_moment_of_a_second_save_is_doubted_as_the_first_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let name = "content/chapters/01-a.en.md";
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let save = |text: &str| fs::write(&path, text).expect("a file");
        save("Words.");
        let mut changes = Changes::new(folder.path(), Watching::Events).expect("a watch");
        let mut tree = Tree::load(folder.path()).expect("a study");
        let mut look = || {
            let sign = changes.wait();
            let seen = tree.look(&sign, &mut changes);
            seen.expect("the folder is there");
            tree.sources().text(name).map(ToString::to_string)
        };
        for time in ["first", "second"] {
            save("");
            assert_eq!(look().as_deref(), Some("Words."), "the {time} save");
            save("Words.");
            assert_eq!(look().as_deref(), Some("Words."));
        }
    }
}
