//! A power cut after any change of the disk, found by stopping after 0, 1, 2 … of them.

use super::manifest::OURS;
use super::write::write_bounded;
use super::{Error, Target, Written};
use crate::output::{File, Output};
use crate::source::Fingerprint;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

const OLD: &[(&str, &str)] = &[
    ("assets/style.1.css", "old style"),
    ("en/index.html", "assets/style.1.css"),
    ("en/wells/index.html", "assets/style.1.css"),
    ("en/old/deep/index.html", "assets/style.1.css"),
    ("robots.txt", "the same"),
];
const NEW: &[(&str, &str)] = &[
    ("assets/style.2.css", "new style"),
    ("en/index.html", "assets/style.2.css"),
    ("en/wells/index.html", "assets/style.2.css"),
    ("en/new/index.html", "assets/style.2.css"),
    ("robots.txt", "the same"),
];
const THIRD: &[(&str, &str)] = &[("en/index.html", "third")];

struct Place {
    _folder: tempfile::TempDir,
    root: PathBuf,
    dir: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().to_owned();
        fs::create_dir(root.join("content")).expect("a folder of sources");
        let dir = root.join("output");
        Self {
            _folder: folder,
            root,
            dir,
        }
    }

    fn write(&self, site: &[(&str, &str)], bound: Option<usize>) -> Result<Written, Error> {
        let mut output = Output::default();
        for (path, text) in site {
            output.insert((*path).to_owned(), File::made(*text));
        }
        let target = Target {
            root: &self.root,
            dir: &self.dir,
            patience: Duration::ZERO,
        };
        let inputs = Fingerprint::of(format!("{site:?}").as_bytes());
        write_bounded(target, &output, inputs, "[]", &mut |_| {}, bound)
    }

    /// Every file below the output folder.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.dir.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder of the output") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.dir).expect("below the output");
                    let text = fs::read_to_string(&path).expect("a text");
                    files.insert(name.to_string_lossy().into_owned(), text);
                }
            }
        }
        files
    }

    /// Readers see whole pages only: of the old site or of the new one, with the assets they name.
    fn check_for_readers(&self, stopped_after: usize) {
        let files = self.files();
        for (path, text) in &files {
            if path.ends_with(".html") && !path.starts_with(OURS) {
                assert!(
                    files.contains_key(text),
                    "{path} names {text}, stopped after {stopped_after}"
                );
            }
        }
    }
}

fn written_at_once(site: &[(&str, &str)]) -> BTreeMap<String, String> {
    let place = Place::new();
    place
        .write(site, None)
        .expect("an empty folder can be written");
    place.files()
}

#[test]
fn the_next_build_completes_what_a_power_cut_left() {
    let whole = written_at_once(NEW);
    for stopped_after in 0.. {
        let place = Place::new();
        place.write(OLD, None).expect("the old site");
        let result = place.write(NEW, Some(stopped_after));
        place.check_for_readers(stopped_after);
        assert_eq!(place.files()["robots.txt"], "the same");
        place
            .write(NEW, None)
            .expect("the build after the power cut");
        assert_eq!(place.files(), whole, "stopped after {stopped_after}");
        if result.is_ok() {
            assert!(stopped_after > 15, "every step was stopped at");
            break;
        }
    }
}

#[test]
fn nothing_of_two_stopped_builds_is_left_behind() {
    let whole = written_at_once(THIRD);
    for first in (0..40).step_by(3) {
        for second in 0.. {
            let place = Place::new();
            place.write(OLD, None).expect("the old site");
            let _ = place.write(NEW, Some(first));
            let result = place.write(OLD, Some(second));
            place
                .write(THIRD, None)
                .expect("the build after two power cuts");
            assert_eq!(place.files(), whole, "stopped after {first} and {second}");
            if result.is_ok() {
                break;
            }
        }
    }
}

/// A page may become a folder of pages, and a folder one page.
#[test]
fn what_stood_in_the_way_is_gone_after_a_power_cut_too() {
    let folders = &[("a/b/c.txt", "1"), ("a/d.txt", "2"), ("e", "3")][..];
    let files = &[("a", "4"), ("e/f/g.txt", "5")][..];
    for (before, after) in [(folders, files), (files, folders)] {
        let whole = written_at_once(after);
        for stopped_after in 0.. {
            let place = Place::new();
            place.write(before, None).expect("the old site");
            let result = place.write(after, Some(stopped_after));
            place
                .write(after, None)
                .expect("the build after the power cut");
            assert_eq!(place.files(), whole, "stopped after {stopped_after}");
            if result.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn a_first_build_that_was_stopped_does_not_lock_us_out() {
    let whole = written_at_once(NEW);
    for stopped_after in 0.. {
        let place = Place::new();
        let result = place.write(NEW, Some(stopped_after));
        if place.dir.exists() {
            place.check_for_readers(stopped_after);
        }
        place.write(NEW, None).expect("the folder is still ours");
        assert_eq!(place.files(), whole, "stopped after {stopped_after}");
        if result.is_ok() {
            assert!(stopped_after > 15, "every step was stopped at");
            break;
        }
    }
}
