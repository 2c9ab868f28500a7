//! A site of which a file is made when somebody looks at it, and kept from then on.

use crate::build::Prepared;
use crate::diagnostic::{Diagnostic, Read, Severity};
use crate::format::{FORMATS, Files, Make};
use crate::output::{self, File};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A site that was planned; its files are made one by one.
#[derive(Debug)]
pub(super) struct Shown {
    /// What the files are made from.
    pub prepared: Prepared,
    pages: Mutex<BTreeMap<String, Made>>,
    /// The files of each format that looks at the whole site, in the order of [`FORMATS`].
    whole: Vec<OnceLock<Read<Files>>>,
}

/// A file and what is wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The file.
    pub file: File,
    /// What its making brought up.
    pub found: Vec<Diagnostic>,
}

impl Made {
    /// False if it should not be shown while there is a better one.
    pub(super) fn is_sound(&self) -> bool {
        !self.found.iter().any(|one| one.severity == Severity::Error)
    }
}

impl Shown {
    /// Nothing is made yet.
    pub(super) fn new(prepared: Prepared) -> Self {
        Self {
            prepared,
            pages: Mutex::default(),
            whole: FORMATS.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// True if there is a file at this path. Of the formats that look at the whole site only the assets are asked first.
    pub(super) fn has(&self, path: &str) -> bool {
        self.prepared.site.route_at(path).is_some() || self.other(path).is_some()
    }

    /// The file at a path of the site.
    pub(super) fn file(&self, path: &str) -> Option<Made> {
        match self.prepared.site.route_at(path) {
            Some(_) => self.page(path),
            None => self.other(path),
        }
    }

    fn page(&self, path: &str) -> Option<Made> {
        let pages = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = pages().get(path) {
            return Some(made.clone());
        }
        // Not under the lock: whoever waits for one page must not wait for another. Two may make the same one.
        let route = self.prepared.site.route_at(path)?;
        let Read { value, diagnostics } = self.prepared.page(route);
        let made = Made {
            file: value,
            found: diagnostics,
        };
        pages().insert(path.to_owned(), made.clone());
        Some(made)
    }

    /// A file that is no page. Assets are asked for first, since every page needs some; the others look at the whole site.
    fn other(&self, path: &str) -> Option<Made> {
        let is_asset = output::is_asset(path);
        let formats = FORMATS.iter().zip(&self.whole);
        let mut wanted = formats.filter(|(format, _)| is_asset == (format.name == "assets"));
        wanted.find_map(|(format, files)| {
            let Make::WholeSite(make) = format.make else {
                return None;
            };
            let it = &self.prepared;
            let files = files.get_or_init(|| make(&it.study, &it.site, &it.theme));
            let (_, file) = files.value.iter().find(|(one, _)| one == path)?;
            Some(Made {
                file: file.clone(),
                found: Vec::new(),
            })
        })
    }

    /// What each format makes that looks at the whole site, with what it has to say. Each is made once.
    pub(super) fn of_the_whole(&self) -> impl Iterator<Item = &Read<Files>> {
        let it = &self.prepared;
        let formats = FORMATS.iter().zip(&self.whole);
        formats.filter_map(|(format, files)| match format.make {
            Make::WholeSite(make) => {
                Some(files.get_or_init(|| make(&it.study, &it.site, &it.theme)))
            }
            Make::EachPage(_) => None,
        })
    }
}
