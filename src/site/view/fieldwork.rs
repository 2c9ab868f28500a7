//! Who was heard, and how.

use super::{FindingCard, Html, MenuItem, OpportunityView, PageLink, QuoteCard, Word};
use crate::study::When;
use serde::Serialize;

/// The page of one group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupBody {
    /// As on the page of method and fieldwork.
    #[serde(flatten)]
    pub view: GroupView,
    /// How it was heard.
    pub heard_in: Vec<ActivityView>,
    /// What it said.
    pub quotes: Vec<QuoteCard>,
    /// What was found with it.
    pub found: Vec<FindingCard>,
    /// Who says so, if it is the same for all of that.
    pub tags_by: Option<Word>,
    /// Who says that recommendations rest on it, if it is the same, not the authors, for all of that.
    pub led_by: Option<Word>,
    /// Neighbours in the order of the file.
    pub previous: Option<PageLink>,
    /// Neighbours in the order of the file.
    pub next: Option<PageLink>,
}

/// Method and fieldwork.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceBody {
    /// Who was heard.
    pub groups: Vec<GroupView>,
    /// How.
    pub activities: Vec<ActivityView>,
    /// What the study could not do, set.
    pub limits: Vec<Html>,
    /// All quotes.
    pub quotes: Vec<QuoteCard>,
    /// All opportunities.
    pub opportunities: Vec<OpportunityView>,
    /// The matrix and the coverage, if the language has them: keys `matrix`, `coverage`.
    pub tables: Vec<MenuItem>,
    /// The scale of words of quantity, widest first.
    pub strengths: Vec<Word>,
}

/// A group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its id; the anchor on the page.
    pub id: String,
    /// The address of its own page, relative to the root.
    pub path: String,
    /// What is to be said of the state of its texts; empty if all is well.
    pub state_note: Html,
    /// Set.
    pub label: Html,
    /// Set; may be empty.
    pub definition: Html,
    /// Whether children are among them.
    pub includes_children: Option<Word>,
    /// How many; `None` is printed as not stated.
    pub n: Option<u32>,
    /// Set; may be empty, printed as not stated.
    pub heard_through: Html,
    /// Labels.
    pub sectors: Vec<String>,
    /// Set; may be empty.
    pub note: Html,
    /// Its activities.
    pub activities: Vec<PageLink>,
    /// Findings that name it.
    pub findings: Vec<PageLink>,
}

/// An activity. Whatever is `None` or empty is printed as not stated.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityView {
    /// Its id; the anchor on the page.
    pub id: String,
    /// What is to be said of the state of its texts; empty if all is well.
    pub state_note: Html,
    /// `fgd` …
    pub kind: Option<Word>,
    /// Set.
    pub label: Html,
    /// Its group.
    pub group: Option<PageLink>,
    /// Set.
    pub participants: Html,
    /// `online` …
    pub mode: Option<Word>,
    /// Minutes.
    pub duration_min: Option<u32>,
    /// Years.
    pub age_min: Option<u32>,
    /// Years.
    pub age_max: Option<u32>,
    /// People.
    pub n: Option<u32>,
    /// Name of the language spoken, in the page's language.
    pub language: Option<String>,
    /// The day.
    pub date: Option<When>,
    /// The region.
    pub place: Option<String>,
    /// Who led it.
    pub facilitator: Option<String>,
    /// Who else was there.
    pub observers: Vec<ObserverView>,
    /// `given` …
    pub consent: Option<Word>,
    /// Set.
    pub ethics: Html,
    /// Set.
    pub note: Html,
}

/// Somebody present who did not take part.
#[derive(Clone, Debug, Serialize)]
pub struct ObserverView {
    /// Set.
    pub role: Html,
    /// `yes`, `no`, `unknown`.
    pub authority: Option<Word>,
    /// `yes`, `no`, `unknown`.
    pub present: Option<Word>,
}
