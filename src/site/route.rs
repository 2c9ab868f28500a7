//! Addresses of pages.

use crate::language::Lang;
use crate::study::{ChapterId, RecordId};

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`
    Choice,
    /// `/404.html`
    NotFound,
    /// `/LANG/`
    Landing(Lang),
    /// `/LANG/ID/`
    Chapter(Lang, ChapterId),
    /// `/LANG/news/`
    News(Lang),
    /// `/LANG/news/ID/`
    NewsItem(Lang, ChapterId),
    /// `/LANG/recommendations/`
    Recommendations(Lang),
    /// `/LANG/recommendations/FACET/VALUE/`
    RecommendationsBy(Lang, &'static str, String),
    /// `/LANG/recommendations/R04/`
    Recommendation(Lang, RecordId),
    /// `/LANG/findings/`
    Findings(Lang),
    /// `/LANG/findings/F07/`
    Finding(Lang, RecordId),
    /// `/LANG/evidence/`
    Evidence(Lang),
    /// `/LANG/glossary/`
    Glossary(Lang),
    /// `/LANG/references/`
    References(Lang),
    /// An old address of a chapter: the address and where it leads.
    Moved(Lang, String, ChapterId),
}
