//! From steps to elements. One pass with a stack of frames, so that no depth of nesting can exhaust the program's own.

use super::attributes::Attributes;
use super::comment::{self, Pending};
use super::container::{self, Fate, Mark};
use super::headings::Headings;
use super::html::{self, STRUCTURE_HTML};
use super::markdown::{Body, Step, Tag};
use super::notes::Notes;
use super::running::{self, Piece, normal};
use super::{reference, table};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::study::id::is_block_id;
use crate::study::inline::{self, Inline};
use crate::study::text::{Alignment, Container, Definition, Element, ElementKind, Item, NoteText};
use std::collections::BTreeMap;

/// A picture without alternative text.
pub(super) static IMAGE_NO_ALT: Code = Code {
    name: "image-no-alt",
    why: "Whoever cannot see a picture reads or hears its alternative text instead.",
    remedy: "Say in the brackets what the picture shows: `![Two girls at a loom](media/loom.jpg)`.",
};
/// A link with a scheme that can run code, or that nobody knows.
pub(super) static LINK_SCHEME: Code = Code {
    name: "link-scheme",
    why: "Links lead to pages, files and addresses of mail. Other schemes can run code in the reader's browser.",
    remedy: "Link to `https:`, `http:`, `mailto:` or `tel:`, or to a page of the study.",
};
/// An id that cannot stand in an address.
pub(super) static ANCHOR_MALFORMED: Code = Code {
    name: "anchor-malformed",
    why: "An id is part of an address: Latin letters, digits, `-`, `_` and `.`, beginning with a letter.",
    remedy: "Give it such a name: `{#method}`. It is the same in every language.",
};
/// One id for two elements.
pub(super) static REF_DUPLICATE_ID: Code = Code {
    name: "ref-duplicate-id",
    why: "A link to an id can lead to one place only.",
    remedy: "Give one of the two elements another id.",
};
/// Nesting beyond any text.
pub(super) static STRUCTURE_DEPTH: Code = Code {
    name: "structure-depth",
    why: "Lists, quotations and emphasis inside one another more than forty deep are a slip of the keyboard, not a text; what lies deeper is read as if it stood further out.",
    remedy: "Look for a line of `>` or `*` that was not meant.",
};

/// Deeper tags are passed over.
const DEEPEST: usize = 40;

/// What a text says: its elements and its footnotes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
    pub(super) notes: Vec<NoteText>,
}

/// Builds the tree of a body.
pub(super) fn tree(
    body: &Body,
    steps: Vec<(Step, Span)>,
    marks: &[Mark],
    found: &mut Vec<Diagnostic>,
) -> Tree {
    let steps = shallow(body, steps, found);
    let fates = container::fates(body, &steps, marks, found);
    let notes = Notes::new(body, &steps, found);
    let root = Frame::new(Holds::Root, Span::new(body.start, body.file.len()));
    let mut builder = Builder {
        body,
        marks,
        fates,
        frames: vec![root],
        headings: Headings::default(),
        ids: BTreeMap::new(),
        notes,
        found,
    };
    for (step, span) in steps {
        builder.step(step, span);
    }
    builder.finish()
}

/// Leaves out tags beyond the greatest depth.
fn shallow(
    body: &Body,
    steps: Vec<(Step, Span)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Step, Span)> {
    let mut depth = 0;
    let mut first = None;
    let mut kept = Vec::with_capacity(steps.len());
    for (step, span) in steps {
        let is_kept = match step {
            Step::Open(_) => {
                depth += 1;
                depth <= DEEPEST
            }
            Step::Close => {
                depth -= 1;
                depth < DEEPEST
            }
            _ => true,
        };
        if is_kept {
            kept.push((step, span));
        } else {
            first = first.or(Some(span));
        }
    }
    if let Some(span) = first {
        let what = format!("nested more than {DEEPEST} deep");
        found.push(Diagnostic::error(&STRUCTURE_DEPTH, body.place(span), what));
    }
    kept
}

/// What a frame will become.
enum Holds {
    Root,
    Tag(Tag),
    Container(usize),
}

/// An element that is still open.
struct Frame {
    holds: Holds,
    span: Span,
    blocks: Vec<Element>,
    pieces: Vec<(Piece, Span)>,
    pending: Pending,
    parts: Parts,
}

/// What only some elements consist of.
#[derive(Default)]
struct Parts {
    items: Vec<Item>,
    definitions: Vec<Definition>,
    cells: Vec<Vec<Inline>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    done: Option<bool>,
    /// A paragraph of its own stood in an item.
    loose: bool,
}

impl Frame {
    fn new(holds: Holds, span: Span) -> Self {
        Self {
            holds,
            span,
            blocks: Vec::new(),
            pieces: Vec::new(),
            pending: Pending::default(),
            parts: Parts::default(),
        }
    }
}

struct Builder<'a, 'b> {
    body: &'a Body<'b>,
    marks: &'a [Mark],
    fates: Vec<Fate>,
    /// Never empty: the root stays until the end.
    frames: Vec<Frame>,
    headings: Headings,
    ids: BTreeMap<String, Span>,
    notes: Notes,
    found: &'a mut Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    fn top(&mut self) -> &mut Frame {
        self.frames
            .last_mut()
            .expect("the root frame stays until the end")
    }

    fn pop(&mut self) -> Frame {
        self.frames
            .pop()
            .expect("every closing step has its opening step")
    }

    fn step(&mut self, step: Step, span: Span) {
        match step {
            Step::Open(tag) => self.open(tag, span),
            Step::Close => self.close(),
            Step::Text(text) => self.piece(Piece::Text(text), span),
            Step::Html(written) => self.piece(Piece::Html(written), span),
            Step::Code(text) => self.whole(Inline::Code { text, span }, span),
            Step::Note(label) => {
                let label = self.notes.used(label);
                self.whole(Inline::Note { label, span }, span);
            }
            Step::Citation => self.whole(reference::citation(self.body, span), span),
            Step::Reference => self.whole(reference::reference(self.body, span), span),
            Step::SoftBreak => self.whole(Inline::SoftBreak, span),
            Step::HardBreak => self.whole(Inline::HardBreak, span),
            Step::Rule => self.block(ElementKind::Rule, span),
            Step::Task(done) => self.task(done),
            Step::CodeBlock { info, text } => self.code(info, text, span),
            Step::HtmlBlock(written) => self.html(&written, span),
            Step::Mark(at) => self.mark(at),
        }
    }

    fn piece(&mut self, piece: Piece, span: Span) {
        self.top().pieces.push((piece, span));
    }

    fn whole(&mut self, inline: Inline, span: Span) {
        self.piece(Piece::Whole(inline), span);
    }

    fn task(&mut self, done: bool) {
        let mut frames = self.frames.iter_mut().rev();
        let item = frames.find(|frame| matches!(frame.holds, Holds::Tag(Tag::Item)));
        if let Some(item) = item {
            item.parts.done = Some(done);
        }
    }

    fn open(&mut self, tag: Tag, span: Span) {
        if matches!(tag, Tag::Heading(_)) {
            self.end_unclosed();
        }
        if !is_inline(&tag) {
            self.flush();
        }
        if matches!(tag, Tag::Paragraph) {
            self.top().parts.loose = true;
        }
        self.frames.push(Frame::new(Holds::Tag(tag), span));
    }

    /// Text that stands directly in a list item or another block becomes a paragraph.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.top().pieces);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return;
        };
        let span = first.1.cover(last.1);
        self.paragraph(pieces, span);
    }

    fn paragraph(&mut self, pieces: Vec<(Piece, Span)>, span: Span) {
        let content = running::finish(self.body, pieces, self.found);
        let is_blank = content
            .iter()
            .all(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak));
        if !is_blank {
            self.found.extend(table::lost(self.body, span));
            self.block(ElementKind::Paragraph(content), span);
        }
    }

    /// Containers without a closing line end at the next heading beside them.
    fn end_unclosed(&mut self) {
        while let Holds::Container(at) = self.top().holds {
            if self.fates[at] != (Fate::Opens { closed: false }) {
                return;
            }
            self.close_container();
        }
    }

    fn close(&mut self) {
        while matches!(self.top().holds, Holds::Container(_)) {
            self.close_container();
        }
        let Some(Holds::Tag(tag)) = self.frames.last().map(|frame| &frame.holds) else {
            return;
        };
        if !is_inline(tag) && !has_running_text(tag) {
            self.flush();
        }
        let frame = self.pop();
        if let Holds::Tag(tag) = frame.holds {
            let rest = Closed {
                span: frame.span,
                blocks: frame.blocks,
                pieces: frame.pieces,
                parts: frame.parts,
            };
            frame.pending.finish(self.body, self.found);
            self.closed(tag, rest);
        }
    }

    fn closed(&mut self, tag: Tag, closed: Closed) {
        let span = closed.span;
        match tag {
            Tag::Paragraph => self.paragraph(closed.pieces, span),
            Tag::Heading(heading) => self.heading(heading, closed),
            Tag::Quote => self.block(ElementKind::Quote(closed.blocks), span),
            Tag::Alert(kind) => {
                let content = closed.blocks;
                self.block(ElementKind::Alert { kind, content }, span);
            }
            Tag::List(start) => {
                let tight = !closed.parts.loose;
                let items = closed.parts.items;
                self.block(
                    ElementKind::List {
                        start,
                        tight,
                        items,
                    },
                    span,
                );
            }
            Tag::Item => self.item(closed),
            Tag::Note(label) => self.note(label, closed),
            Tag::Definitions => self.definitions(closed),
            Tag::Term => self.term(closed),
            Tag::Meaning => self.meaning(closed),
            Tag::Table(columns) => self.table(columns, closed),
            Tag::Head => self.top().parts.head = closed.parts.cells,
            Tag::Row => {
                let lost = table::lost_cells(self.body, span, closed.parts.cells.len());
                self.found.extend(lost);
                self.top().parts.rows.push(closed.parts.cells);
            }
            Tag::Cell => {
                let cell = running::finish(self.body, closed.pieces, self.found);
                self.top().parts.cells.push(cell);
            }
            Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link(_) | Tag::Image { .. } => {
                self.inline(tag, closed);
            }
        }
    }

    fn inline(&mut self, tag: Tag, closed: Closed) {
        let span = closed.span;
        let content = running::finish(self.body, closed.pieces, self.found);
        let inline = match tag {
            Tag::Emphasis => Inline::Emphasis(content),
            Tag::Strong => Inline::Strong(content),
            Tag::Strike => Inline::Strike(content),
            Tag::Image { source, title } => self.image(source, title, &content, span),
            Tag::Link(target) => match refused_scheme(&target) {
                Some(scheme) => {
                    let what = format!("a link with the scheme `{scheme}`");
                    let place = self.body.place(span);
                    self.found
                        .push(Diagnostic::error(&LINK_SCHEME, place, what));
                    for inline in content {
                        self.whole(inline, span);
                    }
                    return;
                }
                None => Inline::Link {
                    target,
                    content,
                    span,
                },
            },
            _ => return,
        };
        self.whole(inline, span);
    }

    fn image(
        &mut self,
        source: String,
        title: Option<String>,
        content: &[Inline],
        span: Span,
    ) -> Inline {
        let alt = inline::plain(content).trim().to_owned();
        if alt.is_empty() {
            let what = format!("the picture `{source}` has no alternative text");
            let place = self.body.place(span);
            self.found
                .push(Diagnostic::error(&IMAGE_NO_ALT, place, what));
        }
        Inline::Image {
            source,
            alt,
            title: title.map(|title| normal(&title)),
            span,
        }
    }

    fn heading(&mut self, heading: super::markdown::Heading, closed: Closed) {
        let span = self.body.trimmed(closed.span);
        let in_note = |frame: &Frame| matches!(frame.holds, Holds::Tag(Tag::Note(_)));
        let is_counted = !self.frames.iter().any(in_note);
        let content = running::finish(self.body, closed.pieces, self.found);
        let level = self
            .headings
            .level(self.body, &heading, span, is_counted, self.found);
        let id = heading.id.map(|id| {
            let at = super::headings::id_span(self.body, span, &id);
            (id, at)
        });
        let id = self.registered(id);
        let kind = ElementKind::Heading { level, content };
        self.element(kind, span, id, heading.classes);
    }

    fn item(&mut self, closed: Closed) {
        let span = self.body.trimmed(closed.span);
        let list = &mut self.top().parts;
        list.loose |= closed.parts.loose;
        list.items.push(Item {
            done: closed.parts.done,
            content: closed.blocks,
            span,
        });
    }

    fn note(&mut self, label: String, closed: Closed) {
        let span = self.body.trimmed(closed.span);
        let pending = std::mem::take(&mut self.top().pending);
        let mut content = closed.blocks;
        match content.first_mut() {
            Some(first) => {
                first.waivers.splice(0..0, pending.waivers);
                first.only = first.only.take().or(pending.only);
            }
            None => pending.finish(self.body, self.found),
        }
        self.notes.add(NoteText {
            label,
            content,
            span,
        });
    }

    fn definitions(&mut self, closed: Closed) {
        // The parser's own range of a definition list may reach into the paragraph after it.
        let end = closed.parts.definitions.iter().flat_map(|d| &d.meanings);
        let end = end.flatten().map(|element| element.span.end).max();
        let span = Span::new(closed.span.start, end.unwrap_or(closed.span.end));
        self.block(ElementKind::Definitions(closed.parts.definitions), span);
    }

    fn term(&mut self, closed: Closed) {
        let term = running::finish(self.body, closed.pieces, self.found);
        let definitions = &mut self.top().parts.definitions;
        match definitions.last_mut() {
            Some(last) if last.meanings.is_empty() => last.terms.push(term),
            _ => definitions.push(Definition {
                terms: vec![term],
                meanings: Vec::new(),
            }),
        }
    }

    fn meaning(&mut self, closed: Closed) {
        let definitions = &mut self.top().parts.definitions;
        if definitions.is_empty() {
            definitions.push(Definition {
                terms: Vec::new(),
                meanings: Vec::new(),
            });
        }
        if let Some(last) = definitions.last_mut() {
            last.meanings.push(closed.blocks);
        }
    }

    fn table(&mut self, columns: Vec<Alignment>, closed: Closed) {
        let width = columns.len();
        let mut head = closed.parts.head;
        let mut rows = closed.parts.rows;
        head.resize(width, Vec::new());
        for row in &mut rows {
            row.resize(width, Vec::new());
        }
        let kind = ElementKind::Table {
            columns,
            head,
            rows,
        };
        self.block(kind, closed.span);
    }

    fn code(&mut self, info: Option<String>, text: String, span: Span) {
        self.flush();
        let info = info.unwrap_or_default();
        let braced = info
            .split_once('{')
            .and_then(|(_, rest)| rest.rsplit_once('}'))
            .map(|(inside, _)| inside);
        let word = info.split([' ', '\t', '{']).next().unwrap_or_default();
        let attributes = match braced {
            Some(inside) => {
                let at = self.body.slice(span).find(inside).unwrap_or(0);
                Attributes::read(inside, span.start + at)
            }
            None => Attributes::default(),
        };
        for (at, what) in attributes.wrong {
            let place = self.body.place(at);
            self.found.push(Diagnostic::error(
                &container::CONTAINER_MALFORMED,
                place,
                what,
            ));
        }
        let kind = ElementKind::Code {
            language: Some(word.to_owned()).filter(|word| !word.is_empty()),
            text,
        };
        let id = self.registered(attributes.id.map(without_sign));
        let span = self.body.trimmed(span);
        self.element(kind, span, id, attributes.classes);
    }

    fn html(&mut self, written: &str, span: Span) {
        self.flush();
        let span = self.body.trimmed(span);
        let (rest, comments) = comment::split(written);
        let source = self.body.slice(span);
        let mut at = 0;
        for (_, comment) in comments {
            let start = source[at..].find("<!--").map_or(at, |start| at + start);
            let end = source[start..].find("-->").map(|end| start + end + 3);
            at = end.unwrap_or(source.len());
            let place = Span::new(start, at).shifted(span.start);
            let frame = self
                .frames
                .last_mut()
                .expect("the root frame stays until the end");
            frame.pending.take_up(self.body, comment, place, self.found);
        }
        if rest.trim().is_empty() {
            return;
        }
        let block = html::block(&rest);
        for what in block.wrong {
            let place = self.body.place(span);
            self.found
                .push(Diagnostic::warning(&STRUCTURE_HTML, place, what));
        }
        if !block.html.is_empty() {
            self.block(ElementKind::Html(normal(&block.html)), span);
        }
    }

    fn mark(&mut self, at: usize) {
        self.flush();
        match self.fates[at] {
            Fate::Nothing => {}
            Fate::Opens { .. } => {
                let span = self.marks[at].span;
                self.frames.push(Frame::new(Holds::Container(at), span));
            }
            Fate::Closes(opened) => {
                while let Holds::Container(inner) = self.top().holds {
                    if inner == opened {
                        self.top().span.end = self.marks[at].span.end;
                    }
                    self.close_container();
                    if inner == opened {
                        return;
                    }
                }
            }
        }
    }

    fn close_container(&mut self) {
        self.flush();
        let frame = self.pop();
        frame.pending.finish(self.body, self.found);
        let Holds::Container(at) = frame.holds else {
            return;
        };
        let Some(opening) = self.marks[at].opening.clone() else {
            return;
        };
        if opening.name.is_empty() {
            let top = self.top();
            top.blocks.extend(frame.blocks);
            return;
        }
        let last = frame.blocks.last().map_or(frame.span, |last| last.span);
        let span = frame.span.cover(last);
        let id = self.registered(opening.attributes.id.map(without_sign));
        let kind = ElementKind::Container(Container {
            name: opening.name,
            name_span: opening.name_span,
            arguments: opening.attributes.arguments,
            content: frame.blocks,
        });
        self.element(kind, span, id, opening.attributes.classes);
    }

    fn block(&mut self, kind: ElementKind, span: Span) {
        self.flush_before(&kind);
        let span = self.body.trimmed(span);
        self.element(kind, span, None, Vec::new());
    }

    /// A block that is one step (a rule) ends the text before it.
    fn flush_before(&mut self, kind: &ElementKind) {
        if matches!(kind, ElementKind::Rule) {
            self.flush();
        }
    }

    fn element(
        &mut self,
        kind: ElementKind,
        span: Span,
        id: Option<(String, Span)>,
        classes: Vec<String>,
    ) {
        let top = self.top();
        let pending = std::mem::take(&mut top.pending);
        top.blocks.push(Element {
            kind,
            id,
            classes,
            span,
            waivers: pending.waivers,
            only: pending.only,
        });
    }

    /// The id, if it can be one and no other element has it.
    fn registered(&mut self, id: Option<(String, Span)>) -> Option<(String, Span)> {
        let (id, span) = id?;
        let place = self.body.place(span);
        if !is_block_id(&id) {
            let what = format!("`{id}` cannot be an id");
            self.found
                .push(Diagnostic::error(&ANCHOR_MALFORMED, place, what));
            return None;
        }
        if let Some(first) = self.ids.get(&id) {
            let what = format!("the id `{id}` is given twice");
            let first = self.body.place(*first);
            let diagnostic = Diagnostic::error(&REF_DUPLICATE_ID, place, what);
            self.found
                .push(diagnostic.note(first, "it is first given here"));
            return None;
        }
        self.ids.insert(id.clone(), span);
        Some((id, span))
    }

    fn finish(mut self) -> Tree {
        while matches!(self.top().holds, Holds::Container(_)) {
            self.close_container();
        }
        self.flush();
        let root = self.pop();
        root.pending.finish(self.body, self.found);
        Tree {
            elements: root.blocks,
            notes: self.notes.finish(self.body, self.found),
        }
    }
}

/// A frame that has been closed.
struct Closed {
    span: Span,
    blocks: Vec<Element>,
    pieces: Vec<(Piece, Span)>,
    parts: Parts,
}

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link(_) | Tag::Image { .. }
    )
}

fn has_running_text(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading(_) | Tag::Term | Tag::Cell
    )
}

fn without_sign((id, span): (String, Span)) -> (String, Span) {
    (id, Span::new(span.start + 1, span.end))
}

/// The scheme of an address that is not linked to.
fn refused_scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let known = ["http", "https", "mailto", "tel"];
    let is_known = known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    // Browsers pass over control characters and spaces before and inside a scheme.
    let is_hidden = scheme.contains(|c: char| c.is_control() || c.is_whitespace());
    ((is_scheme && !is_known) || is_hidden).then_some(scheme)
}
