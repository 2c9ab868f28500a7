//! The site in memory: the last good one, and what is wrong with the newest.

use crate::build::{self, Options};
use crate::diagnostic::{Diagnostic, Severity, human, sort};
use crate::output::Output;
use crate::source::Sources;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The preview without the world: sources in, answers out. Shared between the loop that watches and the
/// threads that answer.
#[derive(Debug)]
pub struct Preview {
    options: Options,
    base: bool,
    pub(super) host: String,
    state: Mutex<State>,
    changed: Condvar,
}

/// What is shown now.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Counts every change, good or bad.
    pub version: u64,
    /// The version of the site that is shown.
    pub good: u64,
    /// The last site without errors.
    pub site: Option<Output>,
    /// What is wrong with the newest sources, as the terminal shows it.
    pub found: Vec<(Severity, String)>,
    /// Path of the base address: `/`, or `/report/` if the preview is to stand where the site will.
    pub base_path: String,
    /// Where the published site will stand; empty if the study does not say.
    pub base_url: String,
}

/// What came of one change.
#[derive(Clone, Debug)]
pub struct Built {
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages the new site has; `None` if it has errors and the last good site stays.
    pub pages: Option<usize>,
    /// How many languages the study has.
    pub languages: usize,
}

impl Preview {
    /// Nothing is shown before the first [`Preview::change`].
    pub fn new(options: Options, base: bool, host: &str) -> Self {
        let state = State {
            base_path: "/".to_owned(),
            ..State::default()
        };
        Self {
            options,
            base,
            host: host.to_owned(),
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Makes the site anew. If it has errors the last good one stays; either way open pages are told.
    pub fn change(&self, sources: &Sources) -> Built {
        let prepared = build::prepare(sources, &self.options);
        let mut found = prepared.diagnostics.clone();
        let mut site = None;
        if !prepared.has_errors() {
            site = Some(prepared.output().drain_into(&mut found));
            sort(&mut found);
        }
        let failed = found.iter().any(|one| one.severity == Severity::Error);
        let settings = &prepared.study.settings;
        let base_url = self
            .options
            .scope
            .base_url
            .as_deref()
            .or(settings.base_url.as_deref());
        let built = Built {
            pages: site
                .as_ref()
                .filter(|_| !failed)
                .map(|_| prepared.site.routes.len()),
            languages: settings.languages.len(),
            diagnostics: found,
        };
        let mut state = self.state();
        state.version += 1;
        if let (false, Some(site)) = (failed, site) {
            state.site = Some(site);
            state.good = state.version;
            state.base_url = prepared.site.base_url.clone().unwrap_or_default();
            state.base_path = if self.base {
                path_of(base_url.unwrap_or_default())
            } else {
                "/".to_owned()
            };
        }
        state.found = built
            .diagnostics
            .iter()
            .map(|one| (one.severity, human(one, sources, false)))
            .collect();
        drop(state);
        self.changed.notify_all();
        built
    }

    /// The path below which the site is served.
    pub fn base_path(&self) -> String {
        self.state().base_path.clone()
    }

    /// Waits until there is something newer than `version`, at most for `patience`.
    pub(super) fn newer_than(&self, version: u64, patience: Duration) -> MutexGuard<'_, State> {
        let waited = self
            .changed
            .wait_timeout_while(self.state(), patience, |state| state.version <= version);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// A panic in one answer must not silence the others: the state is whole whenever the lock is free.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path of an absolute address, with a slash at both ends: `https://example.org/report` gives `/report/`.
fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest
        .split_once('/')
        .map_or("", |(_, path)| path)
        .trim_matches('/');
    if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    }
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn paths_of_addresses() {
        let cases = [
            ("https://a.org", "/"),
            ("https://a.org/", "/"),
            ("https://a.org/b/c", "/b/c/"),
            ("", "/"),
        ];
        for (url, path) in cases {
            assert_eq!(path_of(url), path, "{url}");
        }
    }
}
