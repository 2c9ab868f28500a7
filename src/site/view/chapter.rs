//! A chapter, alone and beside its other text.

use super::{ContentsPart, Html, PageLink};
use crate::study::When;
use serde::Serialize;

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

/// One block in two languages. A state is `missing`, `copied`, `moved-on`, or `None` if all is well.
#[derive(Clone, Debug, Serialize)]
pub struct PairView {
    /// The block's id, which stands on the page once.
    pub id: String,
    /// In the page's language, set: what is to be said of its state, then the text, if there is one.
    pub own: Html,
    /// How that text stands.
    pub own_state: Option<&'static str>,
    /// In the other language, likewise.
    pub other: Html,
    /// How that text stands.
    pub other_state: Option<&'static str>,
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
    /// Its marks in the text.
    pub marks: Vec<NoteMark>,
}

/// A mark of a note in the text.
#[derive(Clone, Debug, Serialize)]
pub struct NoteMark {
    /// `n1-ref`, `n1-ref-2`
    pub id: String,
    /// What the way back to it is called, in the language of the text.
    pub back: String,
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
