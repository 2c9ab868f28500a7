//! Questions asked of a whole study, one file per family, and the waivers that answer some of them.
//!
//! A check is a function and a line in [`CHECKS`]. It reads the study, the theme and the plan; it changes
//! nothing and prints nothing. Mistakes inside one file are found by the reader of that file, not here.

mod agreement;
mod evidence;
mod follow_up;
mod language;
mod narrow;
mod parity;
pub mod privacy;
mod waivers;

pub use agreement::not_agreed;

use crate::diagnostic::{Code, Diagnostic};
use crate::site::{self, Site};
use crate::source::Sources;
use crate::study::{Chapter, Study};
use crate::theme::Theme;

/// Every check, in the order in which they are asked.
pub const CHECKS: &[Check] = &[
    Check {
        codes: site::links::CODES,
        ask: |subject| site::links::check(subject.study, subject.site),
    },
    Check {
        codes: site::DIRECTIVE_CODES,
        ask: |subject| site::check_directives(subject.study, subject.site, subject.theme),
    },
    Check {
        codes: &[&language::LANG_MISSING],
        ask: language::missing,
    },
    Check {
        codes: parity::CODES,
        ask: parity::of_data,
    },
    Check {
        codes: &[&evidence::FINDING_MISSING],
        ask: evidence::recommendations_without_finding,
    },
    Check {
        codes: &[&evidence::FINDING_UNSUPPORTED],
        ask: evidence::findings_without_evidence,
    },
    Check {
        codes: &[&evidence::FINDING_UNHEARD],
        ask: evidence::findings_of_unheard_groups,
    },
    Check {
        codes: &[&evidence::FINDING_PERCENT],
        ask: evidence::views_in_percent,
    },
    Check {
        codes: &[&evidence::QUOTE_UNUSED],
        ask: evidence::unused_quotes,
    },
    Check {
        codes: &[
            &follow_up::DATA_BEFORE_PUBLICATION,
            &follow_up::DATA_AFTER_AS_OF,
        ],
        ask: follow_up::dates,
    },
    Check {
        codes: &[&follow_up::REF_CIRCLE],
        ask: follow_up::circles,
    },
    Check {
        codes: &[&privacy::QUOTE_CONSENT, &privacy::QUOTE_GUARDIAN],
        ask: privacy::consent,
    },
    Check {
        codes: &[
            &privacy::PRIVACY_NARROWING,
            &privacy::PRIVACY_SMALL_GROUP,
            &privacy::PRIVACY_UNEVEN,
        ],
        ask: privacy::attributions,
    },
];

/// Codes that this room raises beside those of its checks.
pub const CODES: &[&Code] = &[
    &agreement::LANG_NOT_AGREED,
    &waivers::STRUCTURE_WAIVER_UNUSED,
    &waivers::STRUCTURE_WAIVER_UNKNOWN,
];

/// A question asked of a whole study, the theme it will be shown in and the plan of its site.
pub struct Check {
    /// What it may raise.
    pub codes: &'static [&'static Code],
    /// The question.
    pub ask: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The document.
    pub study: &'a Study,
    /// What it will be shown in.
    pub theme: &'a Theme,
    /// What its site consists of.
    pub site: &'a Site,
    /// The files it was read from, to find the exact place of a word.
    pub sources: &'a Sources,
}

/// What each chapter and news item is asked by itself: do its languages say the same?
///
/// The answer depends on the chapter, its files, the data files and the theme, and on nothing else.
pub struct OfChapter<'a>(parity::Parity<'a>);

impl<'a> OfChapter<'a> {
    /// Made ready once for a study.
    pub fn new(subject: &Subject<'a>) -> Self {
        Self(parity::Parity::new(subject))
    }

    /// Asks one chapter.
    pub fn ask(&self, chapter: &Chapter) -> Vec<Diagnostic> {
        self.0.of_chapter(chapter)
    }
}

/// Judges all that was `found`, the answers of the chapters and of [`CHECKS`] among it: each cause is kept once, told by the
/// narrowest code; warnings that an author waived in place are left out; waivers that waive nothing are reported.
pub fn settle(subject: Subject<'_>, found: Vec<Diagnostic>, known: &[&Code]) -> Vec<Diagnostic> {
    let found = privacy::retold(subject.study, found);
    let found = narrow::narrowest(subject.study, subject.sources, found);
    waivers::apply(subject.study, found, known)
}
