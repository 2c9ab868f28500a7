//! From steps to elements. One pass with a stack of frames, so that no depth of nesting can exhaust the program's own.

use super::comment::{self, Pending};
use super::container::{self, Fate, Mark};
use super::elements::without_sign;
use super::headings::Headings;
use super::html::{self, STRUCTURE_HTML};
use super::markdown::{Body, Step, Tag};
use super::notes::Notes;
use super::running::{self, Piece, normal};
use super::{reference, table};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::study::inline::{Inline, Words};
use crate::study::text::{
    Attached, Attachments, Container, Definition, Element, ElementKind, Item, NoteText,
};
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
/// An id that the page itself uses.
pub(super) static ANCHOR_RESERVED: Code = Code {
    name: "anchor-reserved",
    why: "The page uses this id for a part of its own (the text as a whole, the notes, a note, its marks, the way to cite; a heading of a list of records), and an id can stand on a page only once.",
    remedy: "Give the element or the record another id.",
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
    mut steps: Vec<(Step, Span)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Step, Span)> {
    let mut depth = 0;
    let mut first = None;
    steps.retain(|(step, span)| {
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
        if !is_kept {
            first = first.or(Some(*span));
        }
        is_kept
    });
    if let Some(span) = first {
        let what = format!("nested more than {DEEPEST} deep");
        found.push(Diagnostic::error(&STRUCTURE_DEPTH, body.place(span), what));
    }
    steps
}

/// What a frame will become.
pub(super) enum Holds {
    Root,
    Tag(Tag),
    Container(usize),
}

/// An element that is still open.
pub(super) struct Frame {
    pub(super) holds: Holds,
    pub(super) span: Span,
    pub(super) blocks: Vec<Element>,
    pub(super) pieces: Vec<(Piece, Span)>,
    pub(super) pending: Pending,
    pub(super) parts: Parts,
}

/// What only some elements consist of.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) items: Vec<Item>,
    pub(super) definitions: Vec<Definition>,
    pub(super) cells: Vec<Vec<Inline>>,
    pub(super) head: Vec<Vec<Inline>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
    pub(super) done: Option<bool>,
    /// A paragraph of its own stood in an item.
    pub(super) loose: bool,
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

/// A frame that has been closed.
pub(super) struct Closed {
    pub(super) span: Span,
    pub(super) blocks: Vec<Element>,
    pub(super) pieces: Vec<(Piece, Span)>,
    pub(super) parts: Parts,
}

/// Builds a tree. What closed frames become is told in `elements`.
pub(super) struct Builder<'a, 'b> {
    pub(super) body: &'a Body<'b>,
    pub(super) marks: &'a [Mark],
    pub(super) fates: Vec<Fate>,
    /// Never empty: the root stays until the end.
    pub(super) frames: Vec<Frame>,
    pub(super) headings: Headings,
    pub(super) ids: BTreeMap<String, Span>,
    pub(super) notes: Notes,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    pub(super) fn top(&mut self) -> &mut Frame {
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
            Step::Code(text) => {
                let words = Words::new(&text, span, self.body.file);
                self.whole(Inline::Code(words), span);
            }
            Step::Note(label) => {
                let label = self.notes.used(label).into();
                let mark = span.into();
                self.whole(Inline::Note { label, span: mark }, span);
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

    pub(super) fn whole(&mut self, inline: Inline, span: Span) {
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
    pub(super) fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.top().pieces);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return;
        };
        let span = first.1.cover(last.1);
        self.paragraph(pieces, span);
    }

    pub(super) fn paragraph(&mut self, pieces: Vec<(Piece, Span)>, span: Span) {
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
        let mut frame = self.pop();
        // What became of them stays as long as the study does.
        frame.blocks.shrink_to_fit();
        frame.parts.cells.shrink_to_fit();
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
            self.block(ElementKind::Html(normal(block.html.as_str())), span);
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
        let kind = ElementKind::Container(Box::new(Container {
            name: opening.name,
            name_span: opening.name_span,
            arguments: opening.attributes.arguments,
            content: frame.blocks,
        }));
        self.element(kind, span, id, opening.attributes.classes);
    }

    pub(super) fn block(&mut self, kind: ElementKind, span: Span) {
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

    pub(super) fn element(
        &mut self,
        kind: ElementKind,
        span: Span,
        id: Option<(String, Span)>,
        classes: Vec<String>,
    ) {
        let pending = std::mem::take(&mut self.top().pending);
        let id = match (id, pending.id) {
            (Some(own), Some((_, span))) => {
                self.found.push(comment::second_id(self.body, span));
                Some(own)
            }
            (own, given) => own.or(self.registered(given)),
        };
        self.top().blocks.push(Element {
            kind,
            span,
            attached: Attached::from(Attachments {
                id,
                classes,
                waivers: pending.waivers,
                only: pending.only,
            }),
        });
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

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn has_running_text(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading(_) | Tag::Term | Tag::Cell
    )
}
