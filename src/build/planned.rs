//! The plan of the site, made anew only when something changed that it looks at.

use super::Options;
use super::memo::Memo;
use crate::site::{self, Counts, Site};
use crate::source::Fingerprint;
use crate::study::Study;
use crate::theme::Theme;
use std::sync::Arc;

/// What stands around the chapters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// Changes with the data files.
    pub(super) data: Fingerprint,
    /// Changes with the theme.
    pub(super) theme: Fingerprint,
}

impl Around {
    /// Changes with one chapter and with what stands around it.
    pub(super) fn with(&self, chapter: &Fingerprint) -> Fingerprint {
        let parts = [self.data, self.theme, *chapter];
        Fingerprint::of_parts(&parts.each_ref().map(Fingerprint::as_bytes))
    }
}

/// Plans the site, unless one of the last plans is this one. The chapters are those that `memo` was asked for last.
pub(super) fn planned(
    study: &Study,
    theme: &Theme,
    around: &Around,
    options: &Options,
    memo: &mut Memo,
) -> Arc<Site> {
    let print = fingerprint(study, around, options, memo);
    let site = memo.sites.once(print, || {
        site::plan(study, theme, &options.scope).map(Arc::new)
    });
    memo.sites.rest();
    counted(&site.value, study, memo)
}

/// The site with the texts of its chapters counted anew.
pub(super) fn counted(site: &Site, study: &Study, memo: &Memo) -> Arc<Site> {
    let chapters = memo.chapters.newest().iter();
    let counts: Vec<&Counts> = chapters.map(|(_, one)| &one.counts).collect();
    Arc::new(site.counted(study, &counts))
}

/// Changes with everything that the plan looks at. How texts stand to each other is counted when it is made.
fn fingerprint(study: &Study, around: &Around, options: &Options, memo: &Memo) -> Fingerprint {
    let dates: Vec<_> = study.news.iter().map(|item| item.date).collect();
    let said = format!(
        "{:?}",
        (
            &options.scope,
            study.chapters.len(),
            &study.parts,
            dates,
            &study.media,
        )
    );
    let mut parts: Vec<&[u8]> = vec![
        said.as_bytes(),
        around.data.as_bytes(),
        around.theme.as_bytes(),
    ];
    let chapters = memo.chapters.newest().iter();
    parts.extend(chapters.map(|(_, one)| one.outline.as_bytes()));
    for (path, source) in study.media_files.iter() {
        parts.extend([path.as_bytes(), source.fingerprint_bytes()]);
    }
    Fingerprint::of_parts(&parts)
}
