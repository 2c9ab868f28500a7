//! The text inside a block. Citations, references and links stay nodes until a page is made.

use crate::source::{Span, Stretch};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A piece of running text. A study has millions of them: what is rare stands in a box, so that the others stay small. Spans lie in the file the text was read from; in prose of a data file they
/// count from the beginning of the field's own text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Letters as the author typed them; quotation marks and dashes are set when a page is made. Entities and escapes
    /// are resolved, NFC.
    Text(Words),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Strike(Vec<Inline>),
    /// A code span; never touched by typography.
    Code(Words),
    /// `[words](target)` or `<https://…>`
    Link(Box<Link>),
    /// `![alt](media/x.svg "title")`
    Image(Box<Image>),
    /// `[^1]`: a note mark.
    Note {
        /// The label as written, without `^`.
        label: Box<str>,
        /// The mark.
        span: Stretch,
    },
    /// `[@unicef2018, p. 30; @b]`
    Citation {
        /// The works, in the order written.
        works: Box<[Cited]>,
        /// The whole citation.
        span: Stretch,
    },
    /// `[#R04]`: a cross-reference that takes its text from what it points to.
    Reference {
        /// The id without `#`; may be `chapter#block`.
        target: Box<str>,
        /// The whole reference.
        span: Stretch,
    },
    /// An allowed element of raw HTML around text: `<span lang="kk">…</span>`.
    Html(Box<Html>),
    /// A line end in the source; a space on the page.
    SoftBreak,
    /// Two spaces or a backslash at the line end.
    HardBreak,
}

/// `[words](target "title")` or `<https://…>`
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads, as written: `#R04`, `02-young-people.md#method`, `https://…`.
    pub target: String,
    /// Title, if any.
    pub title: Option<String>,
    /// The words.
    pub content: Vec<Inline>,
    /// The whole link.
    pub span: Span,
}

/// `![alt](media/x.svg "title")`
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Path as written.
    pub source: String,
    /// Alternative text, plain; empty if the author gave none.
    pub alt: String,
    /// Title, if any.
    pub title: Option<String>,
    /// The whole image.
    pub span: Span,
}

/// An allowed element of raw HTML around text: `<span lang="kk">…</span>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Html {
    /// The sanitised start tag, or a whole void element such as `<br>`.
    pub open: String,
    /// The end tag; empty for a void element.
    pub close: String,
    /// The value of its `lang` attribute, if any.
    pub lang: Option<String>,
    /// What it holds.
    pub content: Vec<Inline>,
}

/// Letters of a text, and where they stand in it. Nearly all stand there just so: these are not copied, but read in
/// the text itself.
#[derive(Clone)]
pub struct Words(Kept);

#[derive(Clone)]
enum Kept {
    InText(Arc<str>, Stretch),
    Apart(Box<(Box<str>, Stretch)>),
}

impl Words {
    /// `words` as they stand at `span` of `text`, entities and escapes resolved.
    pub fn new(words: &str, span: Span, text: &Arc<str>) -> Self {
        let stretch = Stretch::from(span);
        match stretch.of(text) == Some(words) {
            true => Self(Kept::InText(text.clone(), stretch)),
            false => Self::apart(words, span),
        }
    }

    /// `words` that are kept by themselves.
    pub fn apart(words: impl Into<Box<str>>, span: Span) -> Self {
        Self(Kept::Apart(Box::new((words.into(), span.into()))))
    }

    /// Where they stand.
    pub fn span(&self) -> Span {
        match &self.0 {
            Kept::InText(_, stretch) => (*stretch).into(),
            Kept::Apart(apart) => apart.1.into(),
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::InText(text, stretch) => stretch.of(text).unwrap_or_default(),
            Kept::Apart(apart) => &apart.0,
        }
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.span();
        write!(f, "{:?} at {}..{}", self.as_str(), place.start, place.end)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.span() == other.span() && self.as_str() == other.as_str()
    }
}

impl Inline {
    /// What it holds between its marks; nothing if it is no frame around others.
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Emphasis(content) | Self::Strong(content) | Self::Strike(content) => content,
            Self::Link(link) => &link.content,
            Self::Html(html) => &html.content,
            Self::Text(_)
            | Self::Code(_)
            | Self::Image(_)
            | Self::Note { .. }
            | Self::Citation { .. }
            | Self::Reference { .. }
            | Self::SoftBreak
            | Self::HardBreak => &[],
        }
    }
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
    pub source: Arc<str>,
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
            Inline::Text(words) | Inline::Code(words) => out.push_str(words),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
                write_plain(content, out)
            }
            Inline::Link(link) => write_plain(&link.content, out),
            Inline::Html(html) => write_plain(&html.content, out),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Reference { target, .. } => out.push_str(target),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Note { .. } | Inline::Citation { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_text_stays_small() {
        // Millions of them are held at a time.
        assert_eq!(size_of::<Inline>(), 32);
    }

    #[test]
    fn words_are_read_where_they_stand() {
        let text: Arc<str> = "a &amp; b".into();
        for (words, span) in [
            ("a", Span::new(0, 1)),
            ("a & b", Span::new(0, 9)),
            ("x", Span::new(8, 20)),
        ] {
            let made = Words::new(words, span, &text);
            assert_eq!((made.as_str(), made.span()), (words, span));
            assert_eq!(made, Words::apart(words, span));
        }
    }
}
