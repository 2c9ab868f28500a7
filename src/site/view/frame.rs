//! What every page shows around its own part: head, study, menu, contents.

use super::{Facet, Html};
use crate::study::When;
use crate::theme::{Ready, Shared};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands in `<head>`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// Plain text for `<title>`, without the study's name.
    pub title: String,
    /// Plain text, at most about 200 characters.
    pub description: String,
    /// Absolute address of the page itself, or of the page that this one stands in for; empty without a base URL.
    pub canonical: String,
    /// Absolute addresses of this page in each language that has it, itself included; empty without a base URL.
    pub alternates: Vec<Alternate>,
    /// Not to be listed by search engines.
    pub noindex: bool,
    /// `article` or `website`.
    pub og_type: &'static str,
    /// Absolute address of a picture for cards, if the study has one that cards can show.
    pub image: Option<String>,
    /// Metadata for scholarly indexes: `citation_title` …, in order; landing page only.
    pub meta: Vec<(String, String)>,
    /// JSON-LD, safe to stand inside `<script type="application/ld+json">`; empty if there is none.
    pub json_ld: Html,
    /// Address of this language's feed relative to the root, if there is one.
    pub feed: Option<String>,
}

/// `<link rel="alternate" hreflang>`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub href: String,
}

/// One entry of the language switch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// Its tag.
    pub lang: String,
    /// Its own name: "Русский". From the theme's strings of that language.
    pub name: String,
    /// The same page in that language, else its nearest parent; relative to the root. Never a page that does not exist.
    pub path: String,
    /// True for the page's own language.
    pub current: bool,
    /// True if it is the same page, false if only a parent exists.
    pub same: bool,
}

/// The study as a whole in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StudyView {
    /// Plain.
    pub title: String,
    /// Set.
    pub title_html: Html,
    /// Set; empty if there is none.
    pub subtitle: Html,
    /// Plain: for the head of every page.
    pub short_title: String,
    /// Paragraphs `<p>…</p>`; empty if there is none.
    pub abstract_html: Html,
    /// Names of the authors in order, with what is known of them.
    pub authors: Vec<PersonView>,
    /// Label of the commissioner.
    pub commissioner: Option<String>,
    /// Label of the contractor.
    pub contractor: Option<String>,
    /// Label of the publisher.
    pub publisher: Option<String>,
    /// When it was commissioned.
    pub commissioned: Option<When>,
    /// Set.
    pub commissioned_note: Html,
    /// Country or region.
    pub place: Option<String>,
    /// Number and date.
    pub edition: Option<EditionView>,
    /// The day up to which statements on progress hold.
    pub as_of: Option<When>,
    /// Terms of use.
    pub licence: Option<LicenceView>,
    /// Names of languages with legal force, in this page's language or their own.
    pub authentic: Vec<String>,
    /// Report number, DOI, ISBN.
    pub report_number: Option<String>,
    /// DOI without `https://doi.org/`.
    pub doi: Option<String>,
    /// ISBN.
    pub isbn: Option<String>,
    /// Where the site stands.
    pub base_url: Option<String>,
    /// How far this language's text has kept up with the others; `None` if nothing is to be said.
    pub completeness: Option<Completeness>,
    /// Where the whole study stands, if this language holds a part of it only.
    pub full_text: Vec<LanguageLink>,
}

/// How far a language's text has kept up with the others. Blocks of chapters and texts of records count alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// The share that is agreed, in whole per cent; below 100.
    pub percent: usize,
    /// How many have not followed a change in another language.
    pub behind: usize,
    /// How many are missing or not yet translated.
    pub missing: usize,
}

/// An author.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonView {
    /// In the page's language.
    pub name: String,
    /// In the page's language.
    pub affiliation: Option<String>,
    /// In the page's language.
    pub role: Option<String>,
    /// Digits only, without address.
    pub orcid: Option<String>,
}

/// Number and date of the edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EditionView {
    /// `1`
    pub number: String,
    /// Its date.
    pub date: Option<When>,
}

/// Terms of use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LicenceView {
    /// `CC BY 4.0`
    pub name: String,
    /// Its text on the web.
    pub url: Option<String>,
    /// Set.
    pub note: Html,
}

/// What every page's navigation offers; only pages that exist.
#[derive(Debug, Serialize)]
pub struct Menu {
    /// All but the contents.
    #[serde(flatten)]
    pub offers: Arc<Shared<Offers>>,
    /// Parts and chapters in reading order.
    pub contents: Vec<ContentsPart>,
}

impl Menu {
    /// As templates read it, put together of what is shared with other menus: the title of one chapter is set anew more
    /// often than those of all.
    pub(crate) fn ready(&self) -> Ready {
        let contents = self.contents.iter().map(ContentsPart::ready);
        self.offers.ready().with("contents", Ready::list(contents))
    }
}

/// What is offered beside the contents. Templates read it as the menu's own.
#[derive(Debug, Serialize)]
pub struct Offers {
    /// Main entries in order: `key` is an interface string `menu.KEY` (`report`, `recommendations`, `findings`, `evidence`, `glossary`, `references`, `news`).
    pub main: Vec<MenuItem>,
    /// The landing page of the language.
    pub home: String,
    /// Data that readers can take away.
    pub downloads: Vec<DownloadView>,
    /// The page and the place on it where they are listed.
    pub data: Option<String>,
    /// The language's feed, if there is one.
    pub feed: Option<String>,
    /// The feed of what became of the recommendations.
    pub progress_feed: Option<String>,
    /// The facets by which recommendations are listed, with their values and counts; values with no recommendation are
    /// left out.
    pub facets: Vec<Facet>,
}

/// A data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DownloadView {
    /// `recommendations`, `findings`, `glossary`: interface strings `menu.KIND`; `study`: all of them.
    pub kind: &'static str,
    /// `CSV`
    pub format: &'static str,
    /// Address relative to the root.
    pub path: String,
    /// How many records are in it.
    pub count: usize,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Names the interface string.
    pub key: &'static str,
    /// Address relative to the root.
    pub path: String,
    /// How many things stand there, where that is of interest.
    pub count: Option<usize>,
}

/// A part with its chapters; chapters outside any part stand in parts without title.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsPart {
    /// Set; empty outside any part.
    pub title: Html,
    /// Its chapters in reading order.
    pub chapters: Vec<Arc<Shared<ContentsChapter>>>,
}

impl ContentsPart {
    fn ready(&self) -> Ready {
        let chapters = self.chapters.iter().map(|one| one.ready().clone());
        let own = BTreeMap::from([("title", &self.title)]);
        Ready::of(&own).with("chapters", Ready::list(chapters))
    }
}

/// A chapter in a list of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsChapter {
    /// Id, to know the current one.
    pub id: String,
    /// Short title if there is one, set.
    pub title: Html,
    /// Its summary, plain; empty if there is none.
    pub summary: String,
    /// Address relative to the root.
    pub path: String,
    /// True if this language lacks the text and the page shows another language's.
    pub missing: bool,
    /// True if it is a draft.
    pub draft: bool,
}
