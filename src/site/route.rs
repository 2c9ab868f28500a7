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
    /// `/LANG/parallel/ID/`, or `/LANG/parallel/ID/OTHER/` for all but the first other language: a chapter with its text
    /// in another language beside it.
    Parallel(Lang, ChapterId, Lang),
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
    /// `/LANG/recommendations/progress/`: how far all of them are
    Progress(Lang),
    /// `/LANG/evidence/`
    Evidence(Lang),
    /// `/LANG/evidence/group/ID/`
    Group(Lang, RecordId),
    /// `/LANG/evidence/matrix/`: which finding comes from whom, which recommendation rests on what
    Matrix(Lang),
    /// `/LANG/evidence/coverage/`: what has no finding, no evidence, no use
    Coverage(Lang),
    /// `/LANG/glossary/`
    Glossary(Lang),
    /// `/LANG/glossary/ID/`
    Term(Lang, RecordId),
    /// `/LANG/references/`
    References(Lang),
    /// `/LANG/recommendations/501-1000/`: a later part of a long list, from one published number to another.
    Part(Box<Route>, u32, u32),
    /// An old address of a chapter or of a news item: the address, and the page to which it leads.
    Moved(Lang, String, Box<Route>),
}

impl Route {
    /// The language of the page; `None` for pages in all languages.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Self::Choice | Self::NotFound => None,
            Self::Part(list, _, _) => list.lang(),
            Self::Landing(lang)
            | Self::Chapter(lang, _)
            | Self::Parallel(lang, _, _)
            | Self::News(lang)
            | Self::NewsItem(lang, _)
            | Self::Recommendations(lang)
            | Self::RecommendationsBy(lang, _, _)
            | Self::Recommendation(lang, _)
            | Self::Findings(lang)
            | Self::Finding(lang, _)
            | Self::Progress(lang)
            | Self::Evidence(lang)
            | Self::Group(lang, _)
            | Self::Matrix(lang)
            | Self::Coverage(lang)
            | Self::Glossary(lang)
            | Self::Term(lang, _)
            | Self::References(lang)
            | Self::Moved(lang, _, _) => Some(lang),
        }
    }

    /// The chapter or news item whose text the page shows.
    pub fn chapter(&self) -> Option<&ChapterId> {
        match self {
            Self::Chapter(_, id) | Self::Parallel(_, id, _) | Self::NewsItem(_, id) => Some(id),
            _ => None,
        }
    }

    /// The page to which an old address leads; `None` for all other pages.
    pub(crate) fn moved_to(&self) -> Option<&Self> {
        match self {
            Self::Moved(_, _, goal) => Some(goal),
            _ => None,
        }
    }

    /// The same page in another language, whether it exists or not. Pages in all languages lead to the landing page.
    pub fn in_language(&self, lang: &Lang) -> Self {
        let lang = lang.clone();
        match self {
            Self::Part(list, from, to) => Self::Part(Box::new(list.in_language(&lang)), *from, *to),
            Self::Choice | Self::NotFound | Self::Landing(_) => Self::Landing(lang),
            Self::Chapter(_, id) => Self::Chapter(lang, id.clone()),
            Self::Moved(_, _, goal) => goal.in_language(&lang),
            Self::Parallel(own, id, other) if *other == lang => {
                Self::Parallel(lang, id.clone(), own.clone())
            }
            Self::Parallel(_, id, other) => Self::Parallel(lang, id.clone(), other.clone()),
            Self::News(_) => Self::News(lang),
            Self::NewsItem(_, id) => Self::NewsItem(lang, id.clone()),
            Self::Recommendations(_) => Self::Recommendations(lang),
            Self::RecommendationsBy(_, facet, value) => {
                Self::RecommendationsBy(lang, facet, value.clone())
            }
            Self::Recommendation(_, id) => Self::Recommendation(lang, id.clone()),
            Self::Findings(_) => Self::Findings(lang),
            Self::Finding(_, id) => Self::Finding(lang, id.clone()),
            Self::Progress(_) => Self::Progress(lang),
            Self::Evidence(_) => Self::Evidence(lang),
            Self::Group(_, id) => Self::Group(lang, id.clone()),
            Self::Matrix(_) => Self::Matrix(lang),
            Self::Coverage(_) => Self::Coverage(lang),
            Self::Glossary(_) => Self::Glossary(lang),
            Self::Term(_, id) => Self::Term(lang, id.clone()),
            Self::References(_) => Self::References(lang),
        }
    }

    /// The page above this one in the same language; the landing page stands above all others and is its own parent.
    pub fn parent(&self) -> Self {
        match self {
            Self::Choice | Self::NotFound => Self::Choice,
            Self::Part(list, _, _) => list.as_ref().clone(),
            Self::Parallel(lang, id, _) => Self::Chapter(lang.clone(), id.clone()),
            Self::NewsItem(lang, _) => Self::News(lang.clone()),
            Self::RecommendationsBy(lang, _, _)
            | Self::Recommendation(lang, _)
            | Self::Progress(lang) => Self::Recommendations(lang.clone()),
            Self::Group(lang, _) => Self::Evidence(lang.clone()),
            Self::Term(lang, _) => Self::Glossary(lang.clone()),
            Self::Finding(lang, _) | Self::Matrix(lang) | Self::Coverage(lang) => {
                Self::Findings(lang.clone())
            }
            Self::Landing(lang)
            | Self::Chapter(lang, _)
            | Self::News(lang)
            | Self::Recommendations(lang)
            | Self::Findings(lang)
            | Self::Evidence(lang)
            | Self::Glossary(lang)
            | Self::References(lang)
            | Self::Moved(lang, _, _) => Self::Landing(lang.clone()),
        }
    }

    /// Where the page stands, relative to the root; empty for the root. `slug` stands in place of a chapter's id.
    pub(crate) fn address(&self, slug: Option<&str>) -> String {
        match self {
            Self::Choice => String::new(),
            Self::NotFound => "404.html".to_owned(),
            Self::Landing(lang) => format!("{lang}/"),
            Self::Chapter(lang, id) => format!("{lang}/{}/", slug.unwrap_or(id.as_str())),
            Self::Parallel(lang, id, other) => format!("{lang}/parallel/{id}/{other}/"),
            Self::News(lang) => format!("{lang}/news/"),
            Self::NewsItem(lang, id) => format!("{lang}/news/{}/", slug.unwrap_or(id.as_str())),
            Self::Recommendations(lang) => format!("{lang}/recommendations/"),
            Self::RecommendationsBy(lang, facet, value) => {
                format!("{lang}/recommendations/{facet}/{value}/")
            }
            Self::Recommendation(lang, id) => format!("{lang}/recommendations/{id}/"),
            Self::Findings(lang) => format!("{lang}/findings/"),
            Self::Finding(lang, id) => format!("{lang}/findings/{id}/"),
            Self::Progress(lang) => format!("{lang}/recommendations/progress/"),
            Self::Evidence(lang) => format!("{lang}/evidence/"),
            Self::Group(lang, id) => format!("{lang}/evidence/group/{id}/"),
            Self::Matrix(lang) => format!("{lang}/evidence/matrix/"),
            Self::Coverage(lang) => format!("{lang}/evidence/coverage/"),
            Self::Glossary(lang) => format!("{lang}/glossary/"),
            Self::Term(lang, id) => format!("{lang}/glossary/{id}/"),
            Self::References(lang) => format!("{lang}/references/"),
            Self::Part(list, from, to) => format!("{}{from}-{to}/", list.address(None)),
            Self::Moved(_, address, _) => address.clone(),
        }
    }
}
