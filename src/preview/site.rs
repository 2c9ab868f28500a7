//! What is shown, and what is wrong with the newest sources.
//!
//! A change is made visible in two steps. [`Preview::show`] plans the site anew, with what it remembers of the last
//! one; whoever looks at a page then has it made. [`Preview::go_on`] checks the study and makes the other pages one by
//! one, and says at last what is wrong with all of them. The two may run side by side.

use super::deeds::Hands;
use super::origin::{Origin, Seen, first_difference, seen};
use super::said::{Said, said};
use super::shown::Shown;
use crate::build::{self, CheckMemo, Memo, Options};
use crate::check::privacy::Watch;
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::output::File;
use crate::source::{Fingerprint, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many questions for news may wait at a time; each holds a thread.
const MOST_WAITING: usize = 64;

/// The preview without the world: sources in, answers out. Shared between the loop that watches and the
/// threads that answer.
#[derive(Debug)]
pub struct Preview {
    options: Options,
    base: bool,
    /// True if open pages go to what was just saved.
    follow: bool,
    pub(super) host: String,
    pub(super) hands: Hands,
    /// Known to our own pages only.
    pub(super) token: String,
    state: Mutex<State>,
    changed: Condvar,
    /// What the last changes have taught. Never locked while `state` or `rest` is.
    memo: Mutex<Memo>,
    /// What the last checks have found.
    checks: Mutex<CheckMemo>,
    /// What [`Preview::go_on`] has left to do. Never locked while `state` is.
    rest: Mutex<Option<Rest>>,
    /// There is something in `rest`.
    begun: Condvar,
    /// What is shown no more. To forget a large site takes its time, and nobody is to wait for that.
    gone: Mutex<Vec<Gone>>,
}

/// What was shown, and what was left to do about it.
type Gone = (Option<Arc<Shown>>, Option<Rest>);

/// What is shown now.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Counts everything that pages should know of.
    pub version: u64,
    /// The last site without errors.
    pub shown: Option<Arc<Shown>>,
    /// True if the newest sources have errors, so that an older site is shown.
    pub is_old: bool,
    /// The newest sources.
    pub sources: Arc<Sources>,
    /// What is wrong with them. Until they were checked, what was wrong with the last ones that were, too.
    pub said: Arc<Vec<Said>>,
    /// What the checks found when they last ran, and nothing before them.
    checked: Vec<Said>,
    /// Counts the sources that were shown.
    change: u64,
    /// Where the last change can be seen, and the version that brought it.
    pub seen: Option<(u64, Seen)>,
    /// Path of the base address: `/`, or `/report/` if the preview is to stand where the site will.
    pub base_path: String,
    /// Where the published site will stand; empty if the study does not say.
    pub base_url: String,
    /// The last sound version of each page that was asked for.
    sound: BTreeMap<String, File>,
    waiting: usize,
}

/// Where the site stands that is shown.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// The last site without errors.
    pub shown: Option<Arc<Shown>>,
    /// True if the newest sources have errors, so that an older site is shown.
    pub is_old: bool,
    /// The newest sources.
    pub sources: Arc<Sources>,
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
    /// What it was made from, to show source lines.
    pub sources: Arc<Sources>,
}

/// A site whose pages are being made.
#[derive(Debug)]
struct Rest {
    shown: Arc<Shown>,
    sources: Arc<Sources>,
    /// Which change this is.
    change: u64,
    /// `None` before the study was checked.
    checked: Option<Checked>,
    next: usize,
}

/// What the checks gave, and what is found as the pages are made.
#[derive(Debug)]
struct Checked {
    found: Vec<Diagnostic>,
    watch: Watch,
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
            follow: false,
            host: host.to_owned(),
            hands: Hands::default(),
            token: secret(),
            state: Mutex::new(state),
            changed: Condvar::new(),
            memo: Mutex::default(),
            checks: Mutex::default(),
            rest: Mutex::default(),
            begun: Condvar::new(),
            gone: Mutex::default(),
        }
    }

    /// Open pages go to what was just saved.
    pub fn following(self) -> Self {
        Self {
            follow: true,
            ..self
        }
    }

    /// The preview may do this to the world, when one of its pages asks for it.
    pub fn with_hands(self, hands: Hands) -> Self {
        Self { hands, ..self }
    }

    /// Tells this run from others; says nothing of the token.
    pub(super) fn run(&self) -> String {
        Fingerprint::of(self.token.as_bytes()).short()
    }

    /// Makes the site anew, to the last page. If it has errors the last good one stays; either way open pages are told.
    pub fn change(&self, sources: &Sources) -> Built {
        self.show(sources);
        loop {
            if let Some(built) = self.go_on() {
                return built;
            }
        }
    }

    /// Shows new sources: open pages are told, and a page is made when it is asked for, so that none waits for another
    /// that is looked at too. All others, and the checks, wait for [`Preview::go_on`].
    pub fn show(&self, sources: &Sources) {
        let sources = Arc::new(sources.clone());
        let prepared = {
            let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
            build::prepare_with(&sources, &self.options, &mut memo)
        };
        let is_old = prepared.has_errors();
        let found = said(&prepared.diagnostics, &sources);
        let shown = Arc::new(Shown::new(prepared));
        let mut state = self.state();
        state.version += 1;
        state.change += 1;
        state.is_old = is_old;
        state.said = Arc::new(match is_old {
            true => found,
            false => state.with_checked(found),
        });
        if self.follow {
            let seen = what_changed(&state.sources, &sources, &shown);
            state.seen = seen.map(|seen| (state.version, seen)).or(state.seen.take());
        }
        state.sources = Arc::clone(&sources);
        let mut before = None;
        if !is_old {
            let site = &shown.prepared.site;
            state.base_url = site.base_url.clone().unwrap_or_default();
            state.base_path = self.path_below(&shown);
            before = state.shown.replace(Arc::clone(&shown));
        }
        let change = state.change;
        drop(state);
        self.changed.notify_all();
        let left = self.rest().replace(Rest {
            shown,
            sources,
            change,
            checked: None,
            next: 0,
        });
        self.gone().push((before, left));
        self.begun.notify_all();
    }

    fn path_below(&self, shown: &Shown) -> String {
        let settings = &shown.prepared.study.settings;
        let wanted = self.options.scope.base_url.as_deref();
        match self.base {
            true => path_of(wanted.or(settings.base_url.as_deref()).unwrap_or_default()),
            false => "/".to_owned(),
        }
    }

    /// Checks what was shown last, or makes one more page of it. After the last one it says what came of it all;
    /// nothing before that, nor when there is nothing left to do.
    pub fn go_on(&self) -> Option<Built> {
        let mut rest = self.rest().take()?;
        let gone = std::mem::take(&mut *self.gone());
        drop(gone);
        let prepared = &rest.shown.prepared;
        let Some(checked) = &mut rest.checked else {
            let (found, watch) = {
                let mut memo = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
                prepared.check(&rest.sources, &mut memo)
            };
            self.tell(&rest, &found);
            rest.checked = Some(Checked { found, watch });
            self.put_back(rest);
            return None;
        };
        let route = prepared.site.routes.get(rest.next);
        // Pages of a study with errors would only repeat them.
        if let Some(route) = route.filter(|_| !has_errors(&checked.found)) {
            let path = prepared.site.file_path(route);
            if let Some(made) = rest.shown.file(&path) {
                let leaks = prepared.leaks(&path, &made.file, &checked.watch);
                checked.found.extend(made.found);
                checked.found.extend(leaks);
            }
            rest.next += 1;
            self.put_back(rest);
            return None;
        }
        Some(self.settle(rest))
    }

    /// Waits until [`Preview::go_on`] has something to do.
    pub fn wait_for_rest(&self) {
        let rest = self.begun.wait_while(self.rest(), |rest| rest.is_none());
        drop(rest.unwrap_or_else(PoisonError::into_inner));
    }

    /// Unless there is something newer to do.
    fn put_back(&self, rest: Rest) {
        self.rest().get_or_insert(rest);
    }

    /// Looks at the files for the site as a whole, once all pages are made, and says what came of everything.
    fn settle(&self, mut rest: Rest) -> Built {
        let prepared = &rest.shown.prepared;
        let mut found = Vec::new();
        if let Some(checked) = rest.checked.take() {
            found = checked.found;
            if !has_errors(&found) {
                found.extend(of_the_whole(&rest.shown, &checked.watch));
            }
        }
        sort(&mut found);
        self.tell(&rest, &found);
        Built {
            pages: (!has_errors(&found)).then_some(prepared.site.routes.len()),
            languages: prepared.study.settings.languages.len(),
            diagnostics: found,
            sources: rest.sources,
        }
    }

    /// Tells open pages what is wrong with the sources of a change, unless there are newer ones.
    fn tell(&self, rest: &Rest, found: &[Diagnostic]) {
        let early = said(&rest.shown.prepared.diagnostics, &rest.sources);
        let early: BTreeSet<Said> = early.into_iter().collect();
        let said = said(found, &rest.sources);
        let checked = said.iter().filter(|one| !early.contains(one)).cloned();
        let checked = checked.collect();
        let mut state = self.state();
        if state.change == rest.change {
            state.checked = checked;
            if *state.said != said {
                state.version += 1;
                state.said = Arc::new(said);
                self.changed.notify_all();
            }
        }
    }

    /// The file at a path of the site, as it is to be shown: a page with errors gives way to the last sound one.
    pub(super) fn file(&self, path: &str) -> Option<File> {
        let shown = self.state().shown.clone()?;
        let made = shown.file(path)?;
        let sound = &mut self.state().sound;
        if made.is_sound() && path.ends_with(".html") {
            sound.insert(path.to_owned(), made.file.clone());
        }
        match sound.get(path) {
            Some(file) if !made.is_sound() => Some(file.clone()),
            _ => Some(made.file),
        }
    }

    /// Where the site stands now. Whoever makes a page from it does not hold up the others.
    pub(super) fn standing(&self) -> Standing {
        let state = self.state();
        Standing {
            shown: state.shown.clone(),
            is_old: state.is_old,
            sources: Arc::clone(&state.sources),
            base_path: state.base_path.clone(),
            base_url: state.base_url.clone(),
        }
    }

    /// The path below which the site is served.
    pub fn base_path(&self) -> String {
        self.state().base_path.clone()
    }

    /// Waits until there is something newer than `version`, at most for `patience`.
    pub(super) fn newer_than(&self, version: u64, patience: Duration) -> MutexGuard<'_, State> {
        let mut state = self.state();
        if state.waiting >= MOST_WAITING {
            return state;
        }
        state.waiting += 1;
        let waited = self
            .changed
            .wait_timeout_while(state, patience, |state| state.version == version);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        state.waiting -= 1;
        state
    }

    /// A panic in one answer must not silence the others: the state is whole whenever the lock is free.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn gone(&self) -> MutexGuard<'_, Vec<Gone>> {
        self.gone.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rest(&self) -> MutexGuard<'_, Option<Rest>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What was found of the newest sources, and what the checks said last: they will say most of it again.
    fn with_checked(&self, mut found: Vec<Said>) -> Vec<Said> {
        found.extend(self.checked.iter().cloned());
        found.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        found
    }
}

/// What is wrong with the files for the site as a whole.
fn of_the_whole(shown: &Shown, watch: &Watch) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for made in shown.of_the_whole() {
        found.extend_from_slice(&made.diagnostics);
        let files = made.value.iter();
        found.extend(files.flat_map(|(path, file)| shown.prepared.leaks(path, file, watch)));
    }
    found
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity == Severity::Error)
}

/// What nobody outside can guess: the standard library seeds its hashers with random bytes of the system.
fn secret() -> String {
    let draw = || RandomState::new().build_hasher().finish().to_le_bytes();
    let drawn = [draw(), draw(), draw(), draw()];
    Fingerprint::of(&drawn.concat()).hex()
}

/// Where the first text that differs can be seen.
fn what_changed(before: &Sources, after: &Sources, shown: &Shown) -> Option<Seen> {
    // Nothing was changed by whoever begins to look.
    before.iter().next()?;
    let at = after.unlike(before).find_map(|path| {
        let text = after.text(path)?;
        // The program's own memory is nothing that anybody wrote.
        if path.starts_with("content/lock/") {
            return None;
        }
        let old = before.text(path).map_or("", |text| text);
        Some(Origin {
            path: path.clone(),
            byte_offset: first_difference(old, text)?,
        })
    })?;
    let prepared = &shown.prepared;
    seen(&prepared.study, &prepared.site, after, &at)
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
