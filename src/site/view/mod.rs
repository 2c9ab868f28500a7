//! All that one page may show. A template asks no questions: what is not here it cannot print.
//!
//! Prose arrives as finished HTML ([`Html`]): typography set by language, links relative to this page,
//! citations and cross-references resolved. Addresses of pages are relative to the site's root and
//! without a leading slash (`ru/recommendations/R04/`); templates put `root` before them.
//! Dates are ISO 8601 as precise as known; templates pass them through the filter `date`.
//! Words of closed lists (`in_progress`, `short`) come as [`Word`]: templates print `label`, or the interface string `LIST.key`.

mod chapter;
mod fieldwork;
mod finding;
mod frame;
mod recommendation;
mod reference;

pub use chapter::{
    ChapterBody, NoteMark, NoteView, OutlineEntry, PairView, ParallelBody, ParallelText, PartView,
    ShownIn,
};
pub use fieldwork::{ActivityView, EvidenceBody, GroupBody, GroupView, ObserverView};
pub use finding::{
    CoverageBody, FindingBody, FindingCard, FindingsBody, Gap, MatrixBody, MatrixRow, QuoteCard,
    TranslationView,
};
pub use frame::{
    Alternate, Completeness, ContentsChapter, ContentsPart, DownloadView, EditionView, Head,
    LanguageLink, LicenceView, Menu, MenuItem, Offers, PersonView, StudyView,
};
pub use recommendation::{
    ActionView, Facet, FacetValue, IndicatorView, ListPart, OpportunityView, ProgressBody,
    ProgressView, RecommendationBody, RecommendationRow, RecommendationsBody, RelatedView,
    ResponseView, RightsView, SelectedFacet, Share, TraceView,
};
pub use reference::{
    AttributedView, GlossaryBody, GlossaryLetter, NewsBody, NewsEntry, ReferenceView,
    ReferencesBody, TermBody, TermView,
};

pub use super::pages::view;

use crate::theme::Shared;
use serde::Serialize;
use std::sync::Arc;

/// A piece of finished HTML; templates print it without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// One page. `body` is what only pages of its kind have.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// `chapter`, `recommendations` …: the template is `NAME.html`, the page's `<body>` carries it as `data-page`.
    pub kind: &'static str,
    /// The language of the page's words.
    pub lang: String,
    /// From this page up to the site's root: `../../`; `./` at the root itself.
    pub root: String,
    /// The page's own address, relative to the root.
    pub path: String,
    /// The address of the entry of the main menu that the page is or belongs to; empty if there is none.
    pub section: String,
    /// What stands in `<head>`.
    pub head: Head,
    /// One link per language of the study.
    pub switch: Vec<LanguageLink>,
    /// The study as a whole; shared by all pages of a language and therefore handed to templates apart, as `study`:
    /// `theme.page(view.kind, view, &[("study", view.study.ready()), ("menu", view.menu.ready())])`.
    #[serde(skip)]
    pub study: Arc<Shared<StudyView>>,
    /// The main menu and contents; shared by all pages of a language and handed to templates apart, as `menu`.
    #[serde(skip)]
    pub menu: Arc<Shared<Menu>>,
    /// What only pages of this kind have.
    #[serde(flatten)]
    pub body: Body,
}

/// A key of a closed list with the study's own label for it, if `vocabulary.yaml` gives one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// As in YAML: `in_progress`.
    pub key: String,
    /// The study's own label.
    pub label: Option<String>,
}

/// A link to a page of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// What is linked, an id or a key.
    pub id: String,
    /// Words, set.
    pub title: Html,
    /// Address relative to the root.
    pub path: String,
}

/// What only pages of one kind have. Templates find it under the name of the kind: `chapter.title`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// `/`: the choice of a language, in all languages.
    Choice(ChoiceBody),
    /// `/LANG/`
    Landing(Box<LandingBody>),
    /// `/LANG/CHAPTER/` and `/LANG/news/ID/`
    Chapter(Box<ChapterBody>),
    /// `/LANG/parallel/CHAPTER/`
    Parallel(Box<ParallelBody>),
    /// `/LANG/recommendations/` and its facet lists.
    Recommendations(RecommendationsBody),
    /// `/LANG/recommendations/R04/`
    Recommendation(Box<RecommendationBody>),
    /// `/LANG/findings/`
    Findings(FindingsBody),
    /// `/LANG/findings/F07/`
    Finding(Box<FindingBody>),
    /// `/LANG/recommendations/progress/`
    Progress(ProgressBody),
    /// `/LANG/evidence/`: method and fieldwork.
    Evidence(EvidenceBody),
    /// `/LANG/evidence/group/ID/`
    Group(Box<GroupBody>),
    /// `/LANG/evidence/matrix/`
    Matrix(MatrixBody),
    /// `/LANG/evidence/coverage/`
    Coverage(CoverageBody),
    /// `/LANG/glossary/`
    Glossary(GlossaryBody),
    /// `/LANG/glossary/ID/`
    Term(Box<TermBody>),
    /// `/LANG/references/`
    References(ReferencesBody),
    /// `/LANG/news/`
    News(NewsBody),
    /// `/404.html`: in all languages.
    NotFound(ChoiceBody),
    /// An old address that leads on.
    Moved(MovedBody),
}

/// Choice of language, 404: the same in every language of the study.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceBody {
    /// One entry per language: its tag, its own name, its study title, its landing page.
    pub languages: Vec<ChoiceLanguage>,
    /// The cover.
    pub cover: Option<Picture>,
}

/// One language of the choice page.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceLanguage {
    /// Its tag.
    pub lang: String,
    /// Its own name.
    pub name: String,
    /// The study's title in it, set.
    pub title: Html,
    /// Set; may be empty.
    pub subtitle: Html,
    /// Its landing page, relative to the root.
    pub path: String,
    /// A whole link to its landing page. On the 404 page, which servers show at any depth, it is absolute where the
    /// base URL is known; elsewhere it is the way from the page.
    pub href: String,
    /// True if it holds only a part of the study.
    pub partial: bool,
    /// How far its text has kept up with the others; `None` if nothing is to be said.
    pub completeness: Option<Completeness>,
}

/// A picture ready to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// Address relative to the root, with a hash in its name.
    pub path: String,
    /// Plain.
    pub alt: String,
    /// Pixels, if known.
    pub width: Option<u32>,
    /// Pixels, if known.
    pub height: Option<u32>,
}

/// The first page of a language.
#[derive(Clone, Debug, Serialize)]
pub struct LandingBody {
    /// The study's abstract in paragraphs, with the links that its shared copy lacks; empty if there is none.
    pub abstract_html: Html,
    /// The drawing.
    pub cover: Option<Picture>,
    /// Three to five figures computed from the data.
    pub figures: Vec<Figure>,
    /// The findings the study puts first.
    pub key_findings: Vec<PageLink>,
    /// The first chapter.
    pub first_chapter: Option<PageLink>,
    /// How many chapters there are.
    pub chapter_count: usize,
    /// How to cite the study, set: one paragraph.
    pub cite: Html,
    /// BibTeX of the study.
    pub bibtex: String,
    /// The newest news items, at most three.
    pub news: Vec<NewsEntry>,
}

/// A figure computed from the data: `key` names the interface string `figure.KEY` (with `count`).
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// `focus_groups`, `activities`, `groups`, `recommendations`, `findings`, `minutes`.
    pub key: &'static str,
    /// The number.
    pub count: u64,
    /// A second number the label may use: recommendations under way.
    pub detail: Option<u64>,
    /// Youngest and oldest age, where the label may use them.
    pub ages: Option<(u32, u32)>,
    /// Address of the page that shows what was counted.
    pub path: Option<String>,
}

/// An old address.
#[derive(Clone, Debug, Serialize)]
pub struct MovedBody {
    /// Where it leads, relative to the root.
    pub to: String,
    /// Title of that page, set.
    pub title: Html,
}

impl Body {
    /// The name of the kind, and of its template. A news item has a template of its own; its body is a chapter's.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choice",
            Self::Landing(_) => "landing",
            Self::Chapter(body) if body.is_news => "news_item",
            Self::Chapter(_) => "chapter",
            Self::Parallel(_) => "parallel",
            Self::Recommendations(_) => "recommendations",
            Self::Recommendation(_) => "recommendation",
            Self::Findings(_) => "findings",
            Self::Finding(_) => "finding",
            Self::Progress(_) => "progress",
            Self::Evidence(_) => "evidence",
            Self::Group(_) => "group",
            Self::Matrix(_) => "matrix",
            Self::Coverage(_) => "coverage",
            Self::Term(_) => "term",
            Self::Glossary(_) => "glossary",
            Self::References(_) => "references",
            Self::News(_) => "news",
            Self::NotFound(_) => "not_found",
            Self::Moved(_) => "moved",
        }
    }
}
