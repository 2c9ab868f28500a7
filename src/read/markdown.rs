//! The only door to pulldown-cmark: Markdown in, a flat list of steps out. `tree` builds elements of them.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists, heading attributes, definition lists and
//! GitHub's alerts. Off on purpose: YAML blocks (they match in mid document), mathematics (money in prose),
//! typographic quotes (English ones for every language: see `language::typography`).

use super::container::{self, Mark};
use super::{comment, reference};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourcePath, Span};
use crate::study::text::{AlertKind, Alignment};
use pulldown_cmark::{
    Alignment as Column, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType,
    Options, Parser, Tag as Start,
};
use std::ops::Range;
use std::sync::Arc;

/// A full or collapsed reference link without its definition.
pub(super) static LINK_UNDEFINED: Code = Code {
    name: "link-undefined",
    why: "A link `[words][label]` leads where the line `[label]: target` says. Without that line the brackets are printed as they stand.",
    remedy: "Add a line `[label]: target` to the file, or write `[words](target)`.",
};
/// A link definition takes a label that belongs to citations or cross-references.
pub(super) static LINK_RESERVED_LABEL: Code = Code {
    name: "link-reserved-label",
    why: "Labels that begin with `@` or `#` are citations and cross-references; a link definition of that name would silently replace them.",
    remedy: "Give the link another label.",
};

/// A text with Markdown in it, and where in its file it begins. All spans are those of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) file: &'a Arc<str>,
    pub(super) start: usize,
}

impl<'a> Body<'a> {
    pub(super) fn place(&self, span: Span) -> Place {
        Place::span(self.path, span)
    }

    /// The letters of a stretch.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.file[span.start..span.end]
    }

    /// The stretch without white space at its end.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let length = self.slice(span).trim_end().len();
        Span::new(span.start, span.start + length)
    }
}

/// One step through a text, in document order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Open(Tag),
    Close,
    /// Entities and escapes are resolved.
    Text(String),
    Code(String),
    /// One tag or comment inside running text.
    Html(String),
    HtmlBlock(String),
    CodeBlock {
        info: Option<String>,
        text: String,
    },
    /// A `:::` line, by its number among the marks.
    Mark(usize),
    Note(String),
    /// `[@…]`: `reference` reads it from the source.
    Citation,
    /// `[#…]`
    Reference,
    SoftBreak,
    HardBreak,
    Rule,
    Task(bool),
}

/// What can hold other things.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tag {
    Paragraph,
    Heading(Heading),
    Quote,
    Alert(AlertKind),
    List(Option<u32>),
    Item,
    Note(String),
    Definitions,
    Term,
    Meaning,
    Table(Vec<Alignment>),
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link {
        target: String,
        title: Option<String>,
    },
    Image {
        source: String,
        title: Option<String>,
    },
}

/// A heading's level and its attributes as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// Keys of attributes that a heading does not take.
    pub(super) others: Vec<String>,
}

/// Parses `masked`: the text of `body` in which container lines were replaced by placeholders of the same length.
pub(super) fn steps(
    body: &Body,
    masked: &str,
    marks: &[Mark],
    found: &mut Vec<Diagnostic>,
) -> Vec<(Step, Span)> {
    let mut broken = Vec::new();
    let mut resolve = |link: BrokenLink| answer(body, link, &mut broken);
    let parser = Parser::new_with_broken_link_callback(masked, options(), Some(&mut resolve));
    let mut reserved: Vec<(Span, String)> = parser
        .reference_definitions()
        .iter()
        .filter(|(label, _)| label.starts_with(['@', '#']))
        .map(|(label, definition)| {
            let span = Span::from(definition.span.clone()).shifted(body.start);
            (body.trimmed(span), label.to_owned())
        })
        .collect();
    reserved.sort();
    let mut walk = Walk {
        body,
        masked,
        marks,
        steps: Vec::with_capacity(masked.len() / BYTES_A_STEP),
        found,
    };
    walk.all(&mut parser.into_offset_iter());
    let steps = walk.steps;
    for (span, label) in reserved {
        let what = format!("the link label `{label}` looks like a citation or a cross-reference");
        found.push(Diagnostic::error(
            &LINK_RESERVED_LABEL,
            body.place(span),
            what,
        ));
    }
    found.extend(broken);
    steps
}

/// About how many bytes of prose make one step.
const BYTES_A_STEP: usize = 32;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Decides about a link whose label nobody defined. An answer makes the parser emit a link over the whole
/// label, which the walk turns into a citation or a cross-reference.
fn answer(
    body: &Body,
    link: BrokenLink,
    broken: &mut Vec<Diagnostic>,
) -> Option<(CowStr<'static>, CowStr<'static>)> {
    let span = Span::from(link.span).shifted(body.start);
    let written = body.slice(span);
    let is_image = written.starts_with('!');
    if link.link_type == LinkType::Shortcut && !is_image {
        let is_ours = reference::is_ours(body, span, broken);
        return is_ours.then(|| (CowStr::from(""), CowStr::from("")));
    }
    let what = format!("the link label `{}` is not defined here", link.reference);
    let mut diagnostic = Diagnostic::error(&LINK_UNDEFINED, body.place(span), what);
    if link.reference.starts_with(['@', '#']) {
        diagnostic =
            diagnostic.help("put a space between the two brackets, or write `[words](#id)`");
    }
    broken.push(diagnostic);
    None
}

/// The walk over the parser's events.
struct Walk<'a, 'b> {
    body: &'a Body<'b>,
    masked: &'a str,
    marks: &'a [Mark],
    steps: Vec<(Step, Span)>,
    found: &'a mut Vec<Diagnostic>,
}

impl<'e> Walk<'_, '_> {
    fn all(&mut self, events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) {
        while let Some((event, range)) = events.next() {
            let span = Span::from(range).shifted(self.body.start);
            match event {
                Event::Start(Start::HtmlBlock) => self.html_block(events, span),
                Event::Start(Start::CodeBlock(kind)) => self.code_block(events, kind, span),
                Event::Start(Start::Link { link_type, .. }) if is_unknown(link_type) => {
                    skip_to_end(events);
                    let is_citation = self.body.slice(span).starts_with("[@");
                    let step = if is_citation {
                        Step::Citation
                    } else {
                        Step::Reference
                    };
                    self.steps.push((step, span));
                }
                Event::Start(start) => self.steps.push((Step::Open(tag(start)), span)),
                Event::End(_) => self.steps.push((Step::Close, span)),
                Event::Text(text) => self.text(Step::Text(text.into_string()), span),
                Event::Code(text) => {
                    let text = self.code(text.into_string(), span);
                    self.steps.push((Step::Code(text), span));
                }
                Event::InlineHtml(html) => self.text(Step::Html(html.into_string()), span),
                other => self.steps.extend(leaf(other).map(|step| (step, span))),
            }
        }
    }

    /// A placeholder that lands in running text stood behind four or more spaces: it becomes text again.
    fn text(&mut self, step: Step, span: Span) {
        let before = self
            .marks
            .partition_point(|mark| mark.span.start <= span.start);
        let mark = before.checked_sub(1).map(|at| &self.marks[at]);
        match mark.filter(|mark| span.start < mark.span.end) {
            Some(mark) if mark.span.start == span.start => {
                let text = self.body.slice(mark.span).to_owned();
                self.found.push(container::indented(self.body, mark));
                self.steps.push((Step::Text(text), mark.span));
            }
            Some(_) => {}
            None => self.steps.push((step, span)),
        }
    }

    fn html_block(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        span: Span,
    ) {
        let mut html = String::new();
        for (event, range) in events {
            match event {
                Event::Html(text) | Event::Text(text) => {
                    html.push_str(self.original(&text, range));
                }
                _ => break,
            }
        }
        let (first, after) = self.marks_in(span);
        let leading = self.body.slice(span).len() - self.body.slice(span).trim_start().len();
        match self.marks[first..after].first() {
            Some(mark) if mark.span.start == span.start + leading => {
                self.steps.push((Step::Mark(first), mark.span));
            }
            _ => {
                let comments = comment::ranges(self.body.slice(span));
                for mark in &self.marks[first..after] {
                    let at = mark.span.start - span.start;
                    let before = comments.partition_point(|comment| comment.start <= at);
                    let last = before.checked_sub(1).map(|last| &comments[last]);
                    if last.is_none_or(|comment| !comment.contains(&at)) {
                        self.found.push(container::in_html(self.body, mark));
                    }
                }
                self.steps.push((Step::HtmlBlock(html), span));
            }
        }
    }

    /// The first mark inside a stretch, and the first one after it.
    fn marks_in(&self, span: Span) -> (usize, usize) {
        let before = |offset| self.marks.partition_point(|mark| mark.span.start < offset);
        (before(span.start), before(span.end))
    }

    fn code_block(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        kind: CodeBlockKind,
        span: Span,
    ) {
        let mut text = String::new();
        for (event, range) in events {
            match event {
                Event::Text(part) => text.push_str(self.original(&part, range)),
                _ => break,
            }
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => Some(info.into_string()),
            CodeBlockKind::Indented => {
                let (first, after) = self.marks_in(span);
                for mark in &self.marks[first..after] {
                    self.found.push(container::indented(self.body, mark));
                }
                None
            }
        };
        self.steps.push((Step::CodeBlock { info, text }, span));
    }

    /// A code span. Where it goes over a line end, the parser gives two spaces for CR LF and keeps the
    /// indentation of the next line; CommonMark (4.8, 6.1) wants one space.
    fn code(&self, text: String, span: Span) -> String {
        let written = self.body.slice(span);
        if !written.contains('\n') {
            return text;
        }
        let inside = written.trim_matches('`');
        let mut lines = inside.split('\n').map(|line| line.trim_end_matches('\r'));
        let mut out = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            out.push(' ');
            out.push_str(line.trim_start_matches([' ', '\t', '>']));
        }
        let is_padded = out.starts_with(' ') && out.ends_with(' ') && !out.trim().is_empty();
        match out.len() {
            length if is_padded => out[1..length - 1].to_owned(),
            _ => out,
        }
    }

    /// What an event's text was before the placeholders were put in.
    fn original<'t>(&'t self, text: &'t str, range: Range<usize>) -> &'t str {
        if self.masked[range.clone()] == *text {
            let span = Span::from(range).shifted(self.body.start);
            self.body.slice(span)
        } else {
            text
        }
    }
}

fn is_unknown(link_type: LinkType) -> bool {
    matches!(
        link_type,
        LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown
    )
}

fn skip_to_end<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) {
    let mut depth = 0;
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
}

fn leaf(event: Event) -> Option<Step> {
    Some(match event {
        Event::FootnoteReference(label) => Step::Note(label.into_string()),
        Event::SoftBreak => Step::SoftBreak,
        Event::HardBreak => Step::HardBreak,
        Event::Rule => Step::Rule,
        Event::TaskListMarker(done) => Step::Task(done),
        _ => return None,
    })
}

fn tag(start: Start) -> Tag {
    match start {
        Start::Heading {
            level,
            id,
            classes,
            attrs,
        } => Tag::Heading(Heading {
            level: level as u8,
            id: id.map(CowStr::into_string),
            classes: classes.into_iter().map(CowStr::into_string).collect(),
            others: attrs
                .into_iter()
                .map(|(key, _)| key.into_string())
                .collect(),
        }),
        Start::BlockQuote(None) => Tag::Quote,
        Start::BlockQuote(Some(kind)) => Tag::Alert(alert(kind)),
        Start::List(first) => {
            Tag::List(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)))
        }
        Start::Item => Tag::Item,
        Start::FootnoteDefinition(label) => Tag::Note(label.into_string()),
        Start::DefinitionList => Tag::Definitions,
        Start::DefinitionListTitle => Tag::Term,
        Start::DefinitionListDefinition => Tag::Meaning,
        Start::Table(columns) => Tag::Table(columns.into_iter().map(alignment).collect()),
        Start::TableHead => Tag::Head,
        Start::TableRow => Tag::Row,
        Start::TableCell => Tag::Cell,
        Start::Emphasis => Tag::Emphasis,
        Start::Strong => Tag::Strong,
        Start::Strikethrough => Tag::Strike,
        Start::Link {
            link_type,
            dest_url,
            title,
            ..
        } => Tag::Link {
            target: match link_type {
                LinkType::Email => format!("mailto:{dest_url}"),
                _ => dest_url.into_string(),
            },
            title: named(title),
        },
        Start::Image {
            dest_url, title, ..
        } => Tag::Image {
            source: dest_url.into_string(),
            title: named(title),
        },
        // The other kinds belong to options that are off, or were taken out by the walk before.
        _ => Tag::Paragraph,
    }
}

fn named(title: CowStr<'_>) -> Option<String> {
    Some(title.into_string()).filter(|title| !title.is_empty())
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None => Alignment::None,
        Column::Left => Alignment::Left,
        Column::Center => Alignment::Center,
        Column::Right => Alignment::Right,
    }
}
