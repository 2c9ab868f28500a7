//! Findings and quotes, and what rests on what.

use super::{Html, ListPart, PageLink, ReferenceView, Word};
use serde::Serialize;

/// What rests on what, as tables.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixBody {
    /// Columns of the first table.
    pub groups: Vec<PageLink>,
    /// Rows of the first table: findings.
    pub findings: Vec<MatrixRow>,
    /// Columns of the second table; empty if there are too many for a table.
    pub columns: Vec<PageLink>,
    /// Rows of the second table: recommendations.
    pub recommendations: Vec<MatrixRow>,
    /// The parts of a matrix that is too long for one page; empty otherwise.
    pub parts: Vec<ListPart>,
    /// Who says that findings are those of groups, if it is the same for all.
    pub findings_by: Option<Word>,
    /// Who says that recommendations rest on findings, if it is the same for all.
    pub recommendations_by: Option<Word>,
}

/// A row of a matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// What the row is about.
    pub link: PageLink,
    /// Its number.
    pub number: u32,
    /// Whose view it is, for findings.
    pub kind: Option<Word>,
    /// True where the row meets the column.
    pub cells: Vec<bool>,
    /// All that the row meets.
    pub links: Vec<PageLink>,
    /// Who says so.
    pub tags_by: Word,
}

/// What has no finding, no evidence, no use.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageBody {
    /// One list per question; a list may be empty, which is the best answer.
    pub gaps: Vec<Gap>,
}

/// One question of the coverage and the things it finds.
#[derive(Clone, Debug, Serialize)]
pub struct Gap {
    /// Interface strings `coverage.KEY` and `coverage.KEY_none`.
    pub key: &'static str,
    /// Of how many.
    pub total: usize,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub items: Vec<PageLink>,
}

/// A finding as shown in lists and inside chapters.
#[derive(Clone, Debug, Serialize)]
pub struct FindingCard {
    /// `F07`
    pub id: String,
    /// 7
    pub number: u32,
    /// Set.
    pub statement: Html,
    /// Address relative to the root.
    pub path: String,
    /// `view` or `researcher_conclusion`.
    pub kind: Word,
    /// How many of those heard.
    pub strength: Option<Word>,
    /// Groups, linked to the page of method and fieldwork.
    pub groups: Vec<PageLink>,
    /// Recommendations that rest on it.
    pub recommendations: Vec<PageLink>,
    /// Who says that they do: whoever it is, if it is not the authors for all of them.
    pub led_by: Option<Word>,
    /// Labels of its themes.
    pub themes: Vec<String>,
    /// Who assigned themes and links to groups.
    pub tags_by: Word,
}

/// The list of findings.
#[derive(Clone, Debug, Serialize)]
pub struct FindingsBody {
    /// In order of their numbers.
    pub items: Vec<FindingCard>,
    /// How many there are, all parts of the list together.
    pub total: usize,
    /// The parts of a list that is too long for one page; empty otherwise.
    pub parts: Vec<ListPart>,
    /// Who assigned what, if it is the same for all items.
    pub tags_by: Option<Word>,
    /// Who says that recommendations rest on them, if it is the same, not the authors, for all items.
    pub led_by: Option<Word>,
}

/// The page of one finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingBody {
    /// As in the list.
    #[serde(flatten)]
    pub card: FindingCard,
    /// Set in paragraphs; may be empty.
    pub detail: Html,
    /// What is to be said of the state of its texts; empty if all is well.
    pub state_note: Html,
    /// What it is about.
    pub about: Option<Word>,
    /// Activities it stands on.
    pub activities: Vec<PageLink>,
    /// Quotes it stands on.
    pub quotes: Vec<QuoteCard>,
    /// Works it stands on.
    pub references: Vec<ReferenceView>,
    /// The chapter that tells it.
    pub chapter: Option<PageLink>,
    /// Where the words of quantity are explained.
    pub scale: Option<String>,
    /// How to cite it, set.
    pub cite: Html,
    /// Neighbours by number.
    pub previous: Option<PageLink>,
    /// Neighbours by number.
    pub next: Option<PageLink>,
}

/// A quote.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteCard {
    /// Its id.
    pub id: String,
    /// How its texts stand to those in other languages; empty if all is well.
    pub state_note: Html,
    /// Set in paragraphs, with quotation marks of the page's language where its form has them.
    pub text: Html,
    /// The language of the words shown, if it is not the page's.
    pub lang: Option<String>,
    /// `participant` or `document`.
    pub kind: Word,
    /// `verbatim`, `paraphrase` …
    pub form: Word,
    /// How the speaker is named, set; may be empty.
    pub attribution: Html,
    /// The group.
    pub group: Option<PageLink>,
    /// Name of the language it was said in, in the page's language; `None` if not stated.
    pub original_lang: Option<String>,
    /// From which language, by whom and how it was translated, as far as stated.
    pub translation: Option<TranslationView>,
    /// Who says that the words are those of the group.
    pub tags_by: Word,
    /// The work it is from, as a link with its locator, set; may be empty.
    pub source: Html,
    /// Set; may be empty.
    pub note: Html,
}

/// How a quote was translated.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// Name of the language it was translated from, in the page's language.
    pub from: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// How.
    pub method: Option<String>,
}
