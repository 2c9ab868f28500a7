//! What a closed frame becomes: the second half of [`Builder`], kind by kind.

use super::attributes::Attributes;
use super::container;
use super::headings;
use super::markdown::{Heading, Tag};
use super::running::{self, normal};
use super::table;
use super::tree::{
    ANCHOR_MALFORMED, ANCHOR_RESERVED, Builder, Closed, Frame, Holds, IMAGE_NO_ALT, LINK_SCHEME,
    REF_DUPLICATE_ID,
};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::study::id::is_block_id;
use crate::study::inline::{self, Image, Inline, Link};
use crate::study::text::{Alignment, Code, Definition, ElementKind, Item, NoteText, Table};

impl Builder<'_, '_> {
    pub(super) fn closed(&mut self, tag: Tag, closed: Closed) {
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
                        items: items.into(),
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
            Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link { .. } | Tag::Image { .. } => {
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
            Tag::Link { target, title } => match refused_scheme(&target) {
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
                None => Inline::Link(Box::new(Link {
                    target,
                    title: title.map(normal),
                    content,
                    span,
                })),
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
        Inline::Image(Box::new(Image {
            source,
            alt,
            title: title.map(normal),
            span,
        }))
    }

    fn heading(&mut self, heading: Heading, closed: Closed) {
        let span = self.body.trimmed(closed.span);
        let in_note = |frame: &Frame| matches!(frame.holds, Holds::Tag(Tag::Note(_)));
        let is_counted = !self.frames.iter().any(in_note);
        let content = running::finish(self.body, closed.pieces, self.found);
        let level = self
            .headings
            .level(self.body, &heading, span, is_counted, self.found);
        let id = heading.id.map(|id| {
            let at = headings::id_span(self.body, span, &id);
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
                let mut attached = first.attached.take();
                attached.waivers.splice(0..0, pending.waivers);
                attached.only = attached.only.or(pending.only);
                first.attached = attached.into();
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
        let kind = ElementKind::Table(Box::new(Table {
            columns,
            head,
            rows,
        }));
        self.block(kind, closed.span);
    }

    pub(super) fn code(&mut self, info: Option<String>, text: String, span: Span) {
        self.flush();
        let word = match &info {
            Some(info) => info.split([' ', '\t', '{']).next().unwrap_or_default(),
            None => "",
        };
        let attributes = info.as_ref().map(|_| self.fence_attributes(span));
        let attributes = attributes.unwrap_or_default();
        for (at, what) in attributes.wrong {
            let place = self.body.place(at);
            self.found.push(Diagnostic::error(
                &container::CONTAINER_MALFORMED,
                place,
                what,
            ));
        }
        let kind = ElementKind::Code(Box::new(Code {
            language: Some(word.to_owned()).filter(|word| !word.is_empty()),
            text,
        }));
        let id = self.registered(attributes.id.map(without_sign));
        let span = self.body.trimmed(span);
        self.element(kind, span, id, attributes.classes);
    }

    /// Read from the source, since escapes are resolved in the parser's own text.
    fn fence_attributes(&self, span: Span) -> Attributes {
        let fence = self.body.slice(span).lines().next().unwrap_or_default();
        match (fence.find('{'), fence.rfind('}')) {
            (Some(start), Some(end)) if start < end => {
                Attributes::read(&fence[start + 1..end], span.start + start + 1)
            }
            _ => Attributes::default(),
        }
    }

    /// The id, if it can be one and no other element has it.
    pub(super) fn registered(&mut self, id: Option<(String, Span)>) -> Option<(String, Span)> {
        let (id, span) = id?;
        let place = self.body.place(span);
        if !is_block_id(&id) {
            let what = format!("`{id}` cannot be an id");
            self.found
                .push(Diagnostic::error(&ANCHOR_MALFORMED, place, what));
            return None;
        }
        if is_reserved(&id) {
            let what = format!("the page itself uses the id `{id}`");
            self.found
                .push(Diagnostic::error(&ANCHOR_RESERVED, place, what));
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
}

pub(super) fn without_sign((id, span): (String, Span)) -> (String, Span) {
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

/// Ids of a chapter's page, and of the one with both its texts, that are not blocks: `main`, `notes`, `cite`, a note (`n3`)
/// and its marks (`n3-ref-2`). Those of records are in `records/mod.rs`.
fn is_reserved(id: &str) -> bool {
    let is_note = |rest: &str| {
        let (number, mark) = rest.split_once('-').unwrap_or((rest, "ref"));
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number(number) && (mark == "ref" || mark.strip_prefix("ref-").is_some_and(is_number))
    };
    matches!(id, "main" | "notes" | "notes-other" | "cite" | "cite-one")
        || id.strip_prefix('n').is_some_and(is_note)
}
