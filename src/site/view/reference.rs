//! Glossary, works cited, news.

use super::{Html, PageLink};
use crate::study::When;
use serde::Serialize;

/// The page of one term.
#[derive(Clone, Debug, Serialize)]
pub struct TermBody {
    /// As in the glossary.
    #[serde(flatten)]
    pub view: TermView,
    /// Chapters that link to it.
    pub mentioned_in: Vec<PageLink>,
    /// How to cite it, set.
    pub cite: Html,
}

/// The glossary.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryBody {
    /// In the alphabetical order of the page's language, grouped by first letter.
    pub letters: Vec<GlossaryLetter>,
}

/// Terms that begin alike.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryLetter {
    /// The letter as the language counts letters.
    pub letter: String,
    /// Its terms.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// Its id; the anchor on the page.
    pub id: String,
    /// The address of its own page, relative to the root.
    pub path: String,
    /// What is to be said of the state of its texts; empty if all is well.
    pub state_note: Html,
    /// Set.
    pub term: Html,
    /// Its abbreviation in this language.
    pub abbr: Option<String>,
    /// Set in paragraphs; may be empty.
    pub definition: Html,
    /// What others mean by it.
    pub definitions: Vec<AttributedView>,
    /// Names in the other languages: tag, name.
    pub elsewhere: Vec<(String, Html)>,
    /// Other terms.
    pub see_also: Vec<PageLink>,
    /// Set; may be empty.
    pub note: Html,
}

/// An attributed definition.
#[derive(Clone, Debug, Serialize)]
pub struct AttributedView {
    /// Whose.
    pub by: String,
    /// Set in paragraphs.
    pub text: Html,
    /// The work, linked; may be empty.
    pub source: Html,
}

/// Works cited.
#[derive(Clone, Debug, Serialize)]
pub struct ReferencesBody {
    /// In the alphabetical order of the page's language.
    pub items: Vec<ReferenceView>,
}

/// A work.
#[derive(Clone, Debug, Serialize)]
pub struct ReferenceView {
    /// Its key; the anchor on the page.
    pub id: String,
    /// How its texts stand to those in other languages; empty if all is well.
    pub state_note: Html,
    /// The whole entry, set.
    pub entry: Html,
    /// The language of the work, if it is not the page's.
    pub lang: Option<String>,
    /// How it can be consulted, set; may be empty.
    pub access: Html,
    /// Pages that cite it.
    pub cited_in: Vec<PageLink>,
}

/// The list of news.
#[derive(Clone, Debug, Serialize)]
pub struct NewsBody {
    /// Newest first.
    pub items: Vec<NewsEntry>,
}

/// One entry of the list of news.
#[derive(Clone, Debug, Serialize)]
pub struct NewsEntry {
    /// Its id.
    pub id: String,
    /// Set.
    pub title: Html,
    /// Set; may be empty.
    pub summary: Html,
    /// Its day.
    pub date: When,
    /// Address relative to the root.
    pub path: String,
    /// True if the item is not in this language.
    pub missing: bool,
}
