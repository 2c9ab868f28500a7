//! From sources to a site in memory. The only place that works in parallel.
//!
//! [`prepare`] reads, aligns, plans and checks; [`Prepared::file`] makes one file, [`Prepared::output`] all of them.

mod lock;
mod places;

pub use lock::with_files;

use crate::align::unsettled::{Standing, standings};
use crate::diagnostic::{self, Code, Diagnostic, Read, Severity};
use crate::output::{File, Output};
use crate::site::route::Route;
use crate::site::{Scope, Site};
use crate::source::{Fingerprint, Sources};
use crate::study::{Lock, Study};
use crate::theme::{Theme, Wanted};
use crate::{align, check, format, read, site, theme};
use rayon::prelude::*;

/// What the caller wants made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Drafts, languages, base address.
    pub scope: Scope,
    /// Warnings count as errors.
    pub strict: bool,
}

/// A study that was read, aligned, checked and planned; no page is made yet.
#[derive(Debug)]
pub struct Prepared {
    /// The document.
    pub study: Study,
    /// The plan.
    pub site: Site,
    /// What makes pages.
    pub theme: Theme,
    /// What is to be remembered of the texts.
    pub lock: Lock,
    /// How the texts of each chapter and data file stand to each other; all places are spans or files.
    pub standings: Vec<Standing>,
    /// Everything that is wrong, sorted; all places are spans or files.
    pub diagnostics: Vec<Diagnostic>,
    strict: bool,
    /// False if the theme has errors of its own: then no page is made, since each would only repeat them.
    theme_is_whole: bool,
}

/// Every code the program can raise, ordered by name.
pub fn codes() -> Vec<&'static Code> {
    let rooms = [
        crate::yaml::CODES,
        read::CODES,
        theme::CODES,
        align::CODES,
        site::CODES,
        check::CODES,
        format::CODES,
    ];
    let checks = check::CHECKS.iter().flat_map(|check| check.codes);
    let mut all: Vec<&'static Code> = rooms.into_iter().flatten().chain(checks).copied().collect();
    all.sort_by_key(|code| code.name);
    all.dedup_by_key(|code| code.name);
    all
}

/// One digest of everything that a build depends on: the files, the options, this program (`build/script.rs`).
pub fn inputs(sources: &Sources, options: &Options) -> Fingerprint {
    let options = format!("{options:?}");
    let files = sources.fingerprint();
    Fingerprint::of_parts(&[
        files.as_bytes(),
        options.as_bytes(),
        env!("DIGLOT_PROGRAM").as_bytes(),
    ])
}

/// Reads, aligns, plans and checks the whole study in memory; makes no page yet.
///
/// The same `sources` give the same [`Prepared`], on every machine and in any order of work.
/// Mistakes of the authors come back in [`Prepared::diagnostics`]; they are never an `Err`.
pub fn prepare(sources: &Sources, options: &Options) -> Prepared {
    let mut found = Vec::new();
    let reading = read::study(sources).drain_into(&mut found);
    let settings = &reading.texts.settings;
    let wanted = Wanted {
        name: &settings.theme,
        tokens: &settings.tokens,
        languages: &settings.languages,
    };
    let theme = theme::read(sources, wanted);
    let theme_is_whole = !theme.diagnostics.iter().any(is_error);
    let theme = theme.drain_into(&mut found);
    let align::Aligned { study, lock } = align::study(reading.texts).drain_into(&mut found);
    let site = site::plan(&study, &theme, &options.scope).drain_into(&mut found);
    let subject = check::Subject {
        study: &study,
        theme: &theme,
        site: &site,
        sources,
    };
    let mut found = check::study(subject, found, &codes());
    let mut standings = standings(&study, &lock);
    if options.strict {
        found.extend(check::not_agreed(&study, &standings));
    }
    places::resolve_standings(&mut standings, &reading.fields, sources);
    let diagnostics = places::resolve(found, &reading.fields, sources, options.strict);
    Prepared {
        study,
        site,
        theme,
        lock,
        standings,
        diagnostics,
        strict: options.strict,
        theme_is_whole,
    }
}

impl Prepared {
    /// True if nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(is_error)
    }

    /// How many blocks and fields are not agreed.
    pub fn open(&self) -> usize {
        self.standings.iter().map(Standing::open).sum()
    }

    /// The file at a path inside the output folder (`ru/summary/index.html`), made now. `None` if the site has no such file.
    pub fn file(&self, path: &str) -> Option<Read<File>> {
        if let Some(route) = self.site.route_at(path) {
            return Some(self.page(route));
        }
        let whole = format::whole_site(&self.study, &self.site, &self.theme);
        let (_, file) = whole.value.into_iter().find(|(one, _)| one == path)?;
        Some(Read {
            value: file,
            diagnostics: whole.diagnostics,
        })
    }

    /// One page, made from its view.
    pub fn page(&self, route: &Route) -> Read<File> {
        let mut found = Vec::new();
        let view =
            site::view::view(&self.study, &self.site, &self.theme, route).drain_into(&mut found);
        let file = format::page(&view, &self.theme).drain_into(&mut found);
        Read {
            value: file,
            diagnostics: self.judged(found),
        }
    }

    /// All pages and whole-site files; none while the theme has errors.
    pub fn output(&self) -> Read<Output> {
        if !self.theme_is_whole {
            return Read::default();
        }
        let pages: Vec<(String, Read<File>)> = self
            .site
            .routes
            .par_iter()
            .map(|route| (self.site.file_path(route), self.page(route)))
            .collect();
        let mut found = Vec::new();
        let mut output = Output::default();
        for (path, page) in pages {
            output.insert(path, page.drain_into(&mut found));
        }
        let mut whole_site = Vec::new();
        for (path, file) in
            format::whole_site(&self.study, &self.site, &self.theme).drain_into(&mut whole_site)
        {
            output.insert(path, file);
        }
        found.extend(self.judged(whole_site));
        diagnostic::sort(&mut found);
        Read {
            value: output,
            diagnostics: found,
        }
    }

    fn judged(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.strict {
            places::harden(&mut found);
        }
        found
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}
