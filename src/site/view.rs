//! All that one page may show. A template asks no questions: what is not here it cannot print.
//!
//! Prose arrives as finished HTML ([`Html`]): typography set by language, links relative to this page,
//! citations and cross-references resolved. Addresses of pages are relative to the site's root and
//! without a leading slash (`ru/recommendations/R04/`); templates put `root` before them.
//! Dates are ISO 8601 as precise as known; templates pass them through the filter `date`.
//! Words of closed lists (`in_progress`, `short`) come as [`Word`]: templates print `label`, or the interface string `LIST.key`.

use super::Site;
use super::route::Route;
use crate::diagnostic::Read;
use crate::study::{Study, When};
use crate::theme::{Shared, Theme};
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
#[derive(Clone, Debug, Default, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    /// `1`
    pub number: String,
    /// Its date.
    pub date: Option<When>,
}

/// Terms of use.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// `CC BY 4.0`
    pub name: String,
    /// Its text on the web.
    pub url: Option<String>,
    /// Set.
    pub note: Html,
}

/// What every page's navigation offers; only pages that exist.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Menu {
    /// Main entries in order: `key` is an interface string `menu.KEY` (`report`, `recommendations`, `findings`, `evidence`, `glossary`, `references`, `news`).
    pub main: Vec<MenuItem>,
    /// Parts and chapters in reading order.
    pub contents: Vec<ContentsPart>,
    /// The landing page of the language.
    pub home: String,
    /// Data that readers can take away.
    pub downloads: Vec<DownloadView>,
    /// The page and the place on it where they are listed.
    pub data: Option<String>,
    /// The feed of what became of the recommendations.
    pub progress_feed: Option<String>,
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
    pub chapters: Vec<ContentsChapter>,
}

/// A chapter in a list of contents.
#[derive(Clone, Debug, Serialize)]
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

/// A chapter or a news item.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterBody {
    /// Its id.
    pub id: String,
    /// Set.
    pub title: Html,
    /// Set: the lead; empty if there is none.
    pub summary: Html,
    /// How title and lead stand to those in other languages; empty if all is well.
    pub head_note: Html,
    /// Its part: the number counted from 1 and the title.
    pub part: Option<PartView>,
    /// The text: blocks with ids, directives filled.
    pub content: Html,
    /// In a long study the chapters around this one, to be listed instead of `menu.contents`; empty in a short one.
    pub nearby: Vec<ContentsPart>,
    /// Headings of level 2 and 3.
    pub outline: Vec<OutlineEntry>,
    /// Notes in the order of their marks.
    pub notes: Vec<NoteView>,
    /// Neighbours in reading order.
    pub previous: Option<PageLink>,
    /// Neighbours in reading order.
    pub next: Option<PageLink>,
    /// News only.
    pub date: Option<When>,
    /// News only: names.
    pub authors: Vec<String>,
    /// True for a news item.
    pub is_news: bool,
    /// True if it is a draft, which only the preview and `--drafts` show.
    pub draft: bool,
    /// Set if this language lacks the chapter: the language whose text is shown, and where the real page is.
    pub shown_in: Option<ShownIn>,
    /// How to cite this chapter, set.
    pub cite: Html,
    /// How to cite a numbered paragraph, by the example of the first one; empty if none is numbered. The number stands in
    /// a `<b>`; a link in it leads to the paragraph.
    pub cite_paragraph: Html,
    /// The pages that show this text beside the one in another language; none for news.
    pub parallels: Vec<PageLink>,
}

/// A chapter with its text in another language beside it, pair by pair.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelBody {
    /// The chapter's id.
    pub id: String,
    /// The page of the chapter in the page's language.
    pub chapter: PageLink,
    /// The same chapter beside the texts of further languages.
    pub others: Vec<PageLink>,
    /// The text in the page's language.
    pub own: ParallelText,
    /// The other text.
    pub other: ParallelText,
    /// The blocks in the order of the page's language.
    pub pairs: Vec<PairView>,
    /// Neighbours in reading order, beside the same language.
    pub previous: Option<PageLink>,
    /// Neighbours in reading order, beside the same language.
    pub next: Option<PageLink>,
}

/// What one of two parallel texts has besides its blocks.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelText {
    /// Its tag.
    pub lang: String,
    /// Its own name.
    pub name: String,
    /// Set.
    pub title: Html,
    /// Set: the lead; empty if there is none.
    pub summary: Html,
    /// Notes in the order of their marks. Those of the other text have ids of their own: `n1-en`.
    pub notes: Vec<NoteView>,
}

/// One block in two languages.
#[derive(Clone, Debug, Serialize)]
pub struct PairView {
    /// The block's id, which stands on the page once.
    pub id: String,
    /// In the page's language.
    pub own: SideView,
    /// In the other language.
    pub other: SideView,
}

/// One of the two texts of a block.
#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    /// `missing`, `copied`, `moved-on`; `None` if all is well.
    pub state: Option<&'static str>,
    /// What is to be said of the state, in the language of the text.
    pub note: Html,
    /// The text, set; empty if there is none.
    pub text: Html,
}

/// The part a chapter stands in.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// Counted from 1 among parts.
    pub number: usize,
    /// Set.
    pub title: Html,
}

/// A heading in the contents of a page.
#[derive(Clone, Debug, Serialize)]
pub struct OutlineEntry {
    /// Id of the heading's block.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
    /// Set.
    pub title: Html,
}

/// A note of a chapter.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Counted from 1 in the order of first marks.
    pub number: usize,
    /// Id of the note: `n1`.
    pub id: String,
    /// Set: one or more blocks.
    pub content: Html,
    /// Ids of its marks in the text: `n1-ref`, `n1-ref-2`.
    pub marks: Vec<String>,
}

/// The text of another language on a page that lacks its own.
#[derive(Clone, Debug, Serialize)]
pub struct ShownIn {
    /// Its tag.
    pub lang: String,
    /// Its own name.
    pub name: String,
    /// The real page, relative to the root.
    pub path: String,
}

/// The list of recommendations, whole or by one facet.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationsBody {
    /// The recommendations in published order.
    pub items: Vec<RecommendationRow>,
    /// All facets with their values and counts; values with no recommendation are left out.
    pub facets: Vec<Facet>,
    /// The facet this page is limited to.
    pub selected: Option<SelectedFacet>,
    /// How many are on this list, all its parts together.
    pub count: usize,
    /// How many there are in the whole study.
    pub total: usize,
    /// The parts of a list that is too long for one page; empty otherwise.
    pub parts: Vec<ListPart>,
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
    /// How many recommendations have it.
    pub count: usize,
    /// Address of its list.
    pub path: String,
    /// True if the page is that list.
    pub current: bool,
}

/// The facet a list is limited to.
#[derive(Clone, Debug, Serialize)]
pub struct SelectedFacet {
    /// `theme` …
    pub key: &'static str,
    /// The value.
    pub word: Word,
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

/// An old address.
#[derive(Clone, Debug, Serialize)]
pub struct MovedBody {
    /// Where it leads, relative to the root.
    pub to: String,
    /// Title of that page, set.
    pub title: Html,
}

/// Everything the page at `route` may show.
pub fn view(study: &Study, site: &Site, theme: &Theme, route: &Route) -> Read<View> {
    super::pages::view(study, site, theme, route)
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
