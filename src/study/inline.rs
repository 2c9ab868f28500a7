//! The text inside a block. Citations, references and links stay nodes until a page is made.

use crate::source::Span;

/// A piece of running text. Spans lie in the file the text was read from; in prose of a data file they
/// count from the beginning of the field's own text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Letters as the author typed them; quotation marks and dashes are set when a page is made.
    Text {
        /// With entities and escapes resolved, NFC.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Strike(Vec<Inline>),
    /// A code span; never touched by typography.
    Code {
        /// Its text.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `[words](target)` or `<https://…>`
    Link {
        /// Where it leads, as written: `#R04`, `02-young-people.md#method`, `https://…`.
        target: String,
        /// The words.
        content: Vec<Inline>,
        /// The whole link.
        span: Span,
    },
    /// `![alt](media/x.svg "title")`
    Image {
        /// Path as written.
        source: String,
        /// Alternative text, plain; empty if the author gave none.
        alt: String,
        /// Title, if any.
        title: Option<String>,
        /// The whole image.
        span: Span,
    },
    /// `[^1]`: a note mark.
    Note {
        /// The label as written, without `^`.
        label: String,
        /// The mark.
        span: Span,
    },
    /// `[@unicef2018, p. 30; @b]`
    Citation {
        /// The works, in the order written.
        works: Vec<Cited>,
        /// The whole citation.
        span: Span,
    },
    /// `[#R04]`: a cross-reference that takes its text from what it points to.
    Reference {
        /// The id without `#`; may be `chapter#block`.
        target: String,
        /// The whole reference.
        span: Span,
    },
    /// An allowed element of raw HTML around text: `<span lang="kk">…</span>`.
    Html {
        /// The sanitised start tag, or a whole void element such as `<br>`.
        open: String,
        /// The end tag; empty for a void element.
        close: String,
        /// The value of its `lang` attribute, if any.
        lang: Option<String>,
        /// What it holds.
        content: Vec<Inline>,
    },
    /// A line end in the source; a space on the page.
    SoftBreak,
    /// Two spaces or a backslash at the line end.
    HardBreak,
}

/// One work in a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The key of the reference.
    pub key: String,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// From `@` to the end of the locator.
    pub span: Span,
}

/// Where in a work: the word is set by the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted.
    pub kind: LocatorKind,
    /// `30`, `12–15`, or the whole text as written for [`LocatorKind::Other`].
    pub value: String,
}

/// What a locator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocatorKind {
    /// `p. 30`, `с. 30`, `30-б.`
    Page,
    /// `para. 12`, `п. 12`, `абз. 12`, `§ 12`, `12-т.`
    Paragraph,
    /// `ch. 3`, `гл. 3`
    Chapter,
    /// `art. 32`, `ст. 32`
    Article,
    /// Anything else, printed as written.
    Other,
}

/// Running text of a data field: one or more paragraphs of inline Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The text as written.
    pub source: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
}

impl Prose {
    /// The words without any markup, paragraphs joined by a space: for titles of windows, descriptions, sorting.
    pub fn plain(&self) -> String {
        let parts: Vec<String> = self
            .paragraphs
            .iter()
            .map(|paragraph| plain(paragraph))
            .collect();
        parts.join(" ")
    }
}

/// The words of running text without markup; note marks and citations are left out.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write_plain(inlines, &mut out);
    out
}

fn write_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
                write_plain(content, out)
            }
            Inline::Link { content, .. } | Inline::Html { content, .. } => {
                write_plain(content, out)
            }
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::Reference { target, .. } => out.push_str(target),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Note { .. } | Inline::Citation { .. } => {}
        }
    }
}
