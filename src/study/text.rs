//! What one file says. Before `align` nothing here has an id that it was not given by its author.

use crate::language::Lang;
use crate::source::{Fingerprint, Source, SourcePath, Span};
use crate::study::inline::{Inline, Prose};
use crate::study::{ChapterId, Lock, Medium, Part, Records, Settings, Vocabulary, When};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// Everything the files of a study say, before the languages are brought together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// `study.yaml`.
    pub settings: Settings,
    /// `vocabulary.yaml`, with what is built in.
    pub vocabulary: Vocabulary,
    /// Folders of chapters in reading order.
    pub parts: Vec<Part>,
    /// Chapters by reading order, then language: see [`ChapterText::order`].
    pub chapters: Vec<Arc<ChapterText>>,
    /// News items.
    pub news: Vec<Arc<ChapterText>>,
    /// All records. Their languages stand together in one file from the start.
    pub records: Arc<Records>,
    /// Files that pages may show.
    pub media: Arc<BTreeMap<String, Medium>>,
    /// What those files hold, by their path in the sources: `content/media/x.ru.svg`.
    pub media_files: Arc<BTreeMap<SourcePath, Source>>,
    /// What was seen and agreed before.
    pub lock: Lock,
}

/// One chapter or news item in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct ChapterText {
    /// From the file's name, or from `id` in its front matter.
    pub id: ChapterId,
    /// From the file's name.
    pub lang: Lang,
    /// The file.
    pub path: SourcePath,
    /// The path without language and ending, which orders chapters and names their part: `03-voices/01-young-people`.
    pub order: String,
    /// The folder it stands in: `03-voices`; `None` directly under `chapters/`.
    pub part: Option<String>,
    /// The file as it was read: spans of elements point into it.
    pub source: Arc<str>,
    /// Changes with the file's path and with every byte of it.
    pub fingerprint: Fingerprint,
    /// The block between the `---` lines.
    pub front: FrontMatter,
    /// The text.
    pub elements: Vec<Element>,
    /// The footnotes in the order of their definitions.
    pub notes: Vec<NoteText>,
}

/// The head of a chapter file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Required.
    pub title: Prose,
    /// Where the title's value stands.
    pub title_span: Span,
    /// For menus.
    pub short_title: Option<Prose>,
    /// One or two sentences, printed as the lead.
    pub summary: Option<Prose>,
    /// The chapter's own address in this language, instead of its id.
    pub slug: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// News only.
    pub date: Option<When>,
    /// News only: names.
    pub authors: Vec<String>,
    /// True if this chapter's paragraphs are numbered on the page.
    pub numbered_paragraphs: bool,
}

/// A footnote's text.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteText {
    /// As written, without `^`.
    pub label: String,
    /// Its blocks.
    pub content: Vec<Element>,
    /// The whole definition.
    pub span: Span,
}

/// One element of Markdown with what its author attached to it. A study has hundreds of thousands of them: what is
/// rare or long stands in a box.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// The whole element in its file.
    pub span: Span,
    /// What its author attached to it.
    pub attached: Attached,
}

/// What an author may attach to an element. Nearly all elements have nothing of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attached(Option<Box<Attachments>>);

/// What an author has attached to an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachments {
    /// The id its author gave (`{#method}`), and where.
    pub id: Option<(String, Span)>,
    /// Classes its author gave (`{.wide}`).
    pub classes: Vec<String>,
    /// Waivers that stand before it.
    pub waivers: Vec<Waiver>,
    /// "Only in this language, because …" (`<!-- diglot-only: reason -->`).
    pub only: Option<String>,
}

static NOTHING: Attachments = Attachments {
    id: None,
    classes: Vec::new(),
    waivers: Vec::new(),
    only: None,
};

impl From<Attachments> for Attached {
    fn from(attachments: Attachments) -> Self {
        Self((attachments != NOTHING).then(|| attachments.into()))
    }
}

impl Attached {
    /// All of it; nothing is attached any more.
    pub fn take(&mut self) -> Attachments {
        self.0.take().map(|all| *all).unwrap_or_default()
    }
}

impl Deref for Attached {
    type Target = Attachments;

    fn deref(&self) -> &Attachments {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

/// `<!-- diglot-allow CODE: reason -->`, or an entry of an `allow:` map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The code that is waived.
    pub code: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: crate::source::Place,
}

/// The kinds of elements.
#[derive(Clone, Debug, PartialEq)]
pub enum ElementKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the chapter; the chapter's title is level 1, so these are 2–6.
    Heading {
        /// 2–6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number; `None` for bullets. CommonMark gives it nine digits at most.
        start: Option<u32>,
        /// No blank lines between its items: their paragraphs are set without `<p>`.
        tight: bool,
        /// Its items.
        items: Box<[Item]>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Box<Table>),
    /// `> …`
    Quote(Vec<Element>),
    /// `> [!NOTE]` and its four sisters.
    Alert {
        /// Which.
        kind: AlertKind,
        /// Its text.
        content: Vec<Element>,
    },
    /// Fenced or indented code.
    Code(Box<Code>),
    /// `---`
    Rule,
    /// Raw HTML that passed the sanitiser.
    Html(String),
    /// `::: NAME {…}` … `:::`. In a [`crate::study::Block`] its content has moved to `inner`.
    Container(Box<Container>),
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One per column.
    pub columns: Vec<Alignment>,
    /// Cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// Rows of cells; every row has as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Fenced or indented code.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The word after the fence, if any.
    pub language: Option<String>,
    /// The code.
    pub text: String,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `[ ]` or `[x]`, if it is a task.
    pub done: Option<bool>,
    /// Its blocks.
    pub content: Vec<Element>,
    /// The whole item.
    pub span: Span,
}

/// One entry of a definition list.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// What they mean; each is a list of blocks.
    pub meanings: Vec<Vec<Element>>,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the theme likes.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// GitHub's five alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// `> [!NOTE]`
    Note,
    /// `> [!TIP]`
    Tip,
    /// `> [!IMPORTANT]`
    Important,
    /// `> [!WARNING]`
    Warning,
    /// `> [!CAUTION]`
    Caution,
}

impl AlertKind {
    /// The word in lower case, a key of the interface strings: `alert.note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// `::: NAME {#id .class key=value}`
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    /// A directive of the theme: `callout`.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Its arguments in the order written.
    pub arguments: Vec<Argument>,
    /// What it holds.
    pub content: Vec<Element>,
}

/// `key=value` of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The key.
    pub key: String,
    /// The value without its quotation marks.
    pub value: String,
    /// Key and value.
    pub span: Span,
    /// The value alone.
    pub value_span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_stays_small() {
        assert_eq!(size_of::<Element>(), 56);
    }
}
