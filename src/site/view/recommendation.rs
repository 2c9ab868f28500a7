//! Recommendations: their lists, the page of one, what became of them; opportunities.

use super::{FindingCard, Html, PageLink, Word};
use crate::study::When;
use crate::theme::Shared;
use serde::Serialize;
use std::sync::Arc;

/// The list of recommendations, whole or by one facet.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationsBody {
    /// The recommendations in published order.
    pub items: Vec<Arc<Shared<RecommendationRow>>>,
    /// The facet this page is limited to.
    pub selected: Option<SelectedFacet>,
    /// How many are on this list, all its parts together.
    pub count: usize,
    /// How many there are in the whole study.
    pub total: usize,
    /// The parts of a list that is too long for one page; empty otherwise.
    pub parts: Vec<ListPart>,
    /// Where all rows stand for the filters, relative to the root; `None` if the page holds them.
    pub index: Option<String>,
    /// The page that shows how far all of them are.
    pub progress: String,
    /// Who assigned what, if it is the same for all items.
    pub tags_by: Option<Word>,
}

/// A part of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListPart {
    /// The first number it may hold.
    pub from: u32,
    /// The last number it may hold.
    pub to: u32,
    /// Address relative to the root.
    pub path: String,
    /// True if the page is that part.
    pub current: bool,
}

/// One row of the list.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationRow {
    /// `R04`
    pub id: String,
    /// 4
    pub number: u32,
    /// Set.
    pub title: Html,
    /// Address relative to the root.
    pub path: String,
    /// Labels with the addresses of their lists.
    pub themes: Vec<PageLink>,
    /// Labels with the addresses of their lists.
    pub actors: Vec<PageLink>,
    /// Labels with the addresses of their lists.
    pub addressees: Vec<PageLink>,
    /// How soon; `None` if not stated.
    pub horizon: Option<Word>,
    /// The present state.
    pub status: Word,
    /// Who says so.
    pub verified: Option<Word>,
    /// Day of the last entry of its progress.
    pub status_date: Option<When>,
    /// The last entry's note, set; may be empty.
    pub status_note: Html,
    /// Findings it rests on.
    pub findings: Vec<PageLink>,
    /// What its addressees answer, each of them: nothing yet, if nothing is recorded.
    pub responses: Vec<ResponseView>,
    /// By when.
    pub due: Option<When>,
    /// True if something was due and is not done, as of the day of the study.
    pub overdue: bool,
    /// `author`, `editor`, `machine`.
    pub tags_by: Word,
    /// Its values by facet, with spaces between them: for scripts that filter.
    pub keys: Vec<(&'static str, String)>,
}

/// What an addressee answers.
#[derive(Clone, Debug, Serialize)]
pub struct ResponseView {
    /// Label of the addressee.
    pub by: Html,
    /// `none_yet`, `accepted` …
    pub position: Word,
    /// When it said so.
    pub date: Option<When>,
    /// Why, set; may be empty.
    pub reason: Html,
}

/// One facet.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// `theme`, `addressee`, `actor`, `horizon`, `status`: interface string `facet.KEY`.
    pub key: &'static str,
    /// Its values in the order of the language's alphabet, or of the closed list.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    /// Key, and label where the study gives one.
    pub word: Word,
    /// Its label, else the interface string.
    pub title: String,
    /// How many recommendations have it.
    pub count: usize,
    /// Address of its list.
    pub path: String,
}

/// The facet a list is limited to.
#[derive(Clone, Debug, Serialize)]
pub struct SelectedFacet {
    /// `theme` …
    pub key: &'static str,
    /// The value.
    pub word: Word,
    /// Address of its list, of the first part if it is long.
    pub path: String,
}

/// The page of one recommendation.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationBody {
    /// As in the list.
    #[serde(flatten)]
    pub row: RecommendationRow,
    /// What is to be said of the state of the title; empty if all is well.
    pub title_note: Html,
    /// What is to be said of the state of the other texts; empty if all is well.
    pub state_note: Html,
    /// The published wording, set in paragraphs.
    pub text: Html,
    /// What kind of text this language has.
    pub text_status: Option<Word>,
    /// How concrete the demand is.
    pub action_type: Option<Word>,
    /// How urgent.
    pub priority: Option<Word>,
    /// Why, set.
    pub priority_basis: Html,
    /// Labels of sectors.
    pub sectors: Vec<String>,
    /// True if the list of sectors is open.
    pub sectors_open: bool,
    /// Frameworks with the references as written: `key` is `crc`, `crbp`, `ungp`, `gc16`, `sdg` (interface string `rights.KEY`).
    pub rights: Vec<RightsView>,
    /// Findings with their statements, groups and evidence.
    pub rests_on: Vec<TraceView>,
    /// What is to be done in detail.
    pub actions: Vec<ActionView>,
    /// How it will be known that it was done.
    pub indicators: Vec<IndicatorView>,
    /// Label of whom to ask about it.
    pub contact: Option<String>,
    /// Progress, oldest first.
    pub progress: Vec<ProgressView>,
    /// Other recommendations: relation and link.
    pub related: Vec<RelatedView>,
    /// Opportunities that help it.
    pub opportunities: Vec<OpportunityView>,
    /// The editor's remark, set; may be empty.
    pub note: Html,
    /// How to cite it, set.
    pub cite: Html,
    /// Chapters that speak of it.
    pub mentioned_in: Vec<PageLink>,
    /// Neighbours by number.
    pub previous: Option<PageLink>,
    /// Neighbours by number.
    pub next: Option<PageLink>,
}

/// References to one framework.
#[derive(Clone, Debug, Serialize)]
pub struct RightsView {
    /// `crc` …
    pub key: &'static str,
    /// "art. 32.1", linked to the list of what names the same article.
    pub items: Vec<PageLink>,
}

/// A finding that a recommendation rests on, and what that finding stands on.
#[derive(Clone, Debug, Serialize)]
pub struct TraceView {
    /// As in the list of findings.
    #[serde(flatten)]
    pub card: FindingCard,
    /// Activities, those of its evidence and those in which its groups were heard.
    pub activities: Vec<PageLink>,
    /// Quotes.
    pub quotes: Vec<PageLink>,
    /// Works.
    pub references: Vec<PageLink>,
}

/// One action of a recommendation.
#[derive(Clone, Debug, Serialize)]
pub struct ActionView {
    /// `R04.a`; its anchor on the page.
    pub id: String,
    /// Set.
    pub text: Html,
    /// Label of who is to do it.
    pub responsible: Option<String>,
    /// By when.
    pub due: Option<When>,
    /// The days that were set before.
    pub due_history: Vec<When>,
    /// True if the day has passed and the recommendation is not done.
    pub overdue: bool,
}

/// One indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    /// Set.
    pub text: Html,
    /// Where it stood.
    pub baseline: Option<String>,
    /// Where it is to stand.
    pub target: Option<String>,
    /// The work it is read from.
    pub source: Option<PageLink>,
}

/// How far all recommendations are.
#[derive(Clone, Debug, Serialize)]
pub struct ProgressBody {
    /// How many there are.
    pub total: usize,
    /// By state, every state of the scale; the bar shows those that occur.
    pub statuses: Vec<Share>,
    /// By answer; an addressee's answer to one recommendation counts as one.
    pub responses: Vec<Share>,
    /// By who says so; recommendations without progress are left out.
    pub verified: Vec<Share>,
    /// What is answered to the study as a whole.
    pub overall: Vec<ResponseView>,
    /// Those that are overdue.
    pub overdue: Vec<PageLink>,
}

/// How many of all have a word of a closed list.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// The word.
    pub word: Word,
    /// How many.
    pub count: usize,
    /// Their list, if there is one.
    pub path: Option<String>,
    /// Where its stretch of the bar begins, in units of a bar of 1000.
    pub from: usize,
    /// How wide its stretch is.
    pub width: usize,
}

/// One entry of progress.
#[derive(Clone, Debug, Serialize)]
pub struct ProgressView {
    /// The day.
    pub date: When,
    /// The state from then on.
    pub status: Word,
    /// Who says so.
    pub verified: Option<Word>,
    /// Set; may be empty.
    pub note: Html,
    /// Sources, as links to the list of references.
    pub evidence: Vec<PageLink>,
}

/// Another recommendation and what it is to this one.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedView {
    /// `see_also` …
    pub kind: Word,
    /// The other one.
    pub link: PageLink,
    /// Its number.
    pub number: u32,
}

/// An opportunity.
#[derive(Clone, Debug, Serialize)]
pub struct OpportunityView {
    /// Its id.
    pub id: String,
    /// How its texts stand to those in other languages; empty if all is well.
    pub state_note: Html,
    /// Set.
    pub title: Html,
    /// Set in paragraphs.
    pub text: Html,
    /// `existing` or `potential`.
    pub status: Word,
    /// Labels.
    pub actors: Vec<String>,
    /// Recommendations it helps.
    pub recommendations: Vec<PageLink>,
}
