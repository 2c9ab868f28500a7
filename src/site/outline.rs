//! What [`plan()`](super::plan()) may look at in a chapter: ids, headings, titles, and what its texts name. The words of
//! paragraphs are not among it, so that the plan of a large site stays as it is while somebody writes; and a chapter
//! in which it sees something new exchanges its own share of the plan (see `share`).
//!
//! Whatever the plan comes to look at besides belongs here too; a property test compares warm builds with cold ones.

use crate::source::Fingerprint;
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, Chapter, Inline};
use std::fmt::Write;

/// Changes with everything that the plan may look at in a chapter.
pub fn outline(chapter: &Chapter) -> Fingerprint {
    let mut outline = Outline::default();
    outline.say(&(&chapter.id, &chapter.part, chapter.draft));
    for (lang, file) in chapter.files.iter() {
        outline.say(&(lang, &file.path, &file.front));
        for note in &file.notes {
            outline.say(&note.label);
            outline.elements(&note.content);
        }
    }
    outline.blocks(&chapter.blocks);
    Fingerprint::of(outline.0.as_bytes())
}

/// Everything in a row, with its own marks between, so that no two chapters read the same.
#[derive(Default)]
struct Outline(String);

impl Outline {
    fn say(&mut self, what: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{what:?};");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.0.push('[');
        for block in blocks {
            // Taken apart in full: whatever a block comes to have besides must be thought of here.
            let Block {
                id,
                given,
                texts,
                // How its texts stand to each other is counted apart: see `completeness`.
                state: _,
                aliases,
                inner,
            } = block;
            self.say(&(id, given, aliases));
            for (lang, text) in texts.iter() {
                self.say(&(lang, text.order));
                self.elements(&text.elements);
            }
            self.blocks(inner);
        }
        self.0.push(']');
    }

    fn elements(&mut self, elements: &[Element]) {
        self.0.push('{');
        for element in elements {
            let attached = &element.attached;
            let id = attached.id.as_ref().map(|(id, _)| id);
            self.say(&(id, &attached.classes, &attached.only));
            self.element(element);
        }
        self.0.push('}');
    }

    fn element(&mut self, element: &Element) {
        match &element.kind {
            ElementKind::Paragraph(content) => self.inline('p', content),
            ElementKind::Heading { level, content } => {
                self.say(level);
                self.title(content);
            }
            ElementKind::List { items, .. } => {
                self.0.push('l');
                items.iter().for_each(|item| self.elements(&item.content));
            }
            ElementKind::Definitions(entries) => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| self.inline('d', term));
                    entry
                        .meanings
                        .iter()
                        .for_each(|meaning| self.elements(meaning));
                }
            }
            ElementKind::Table(table) => {
                self.0.push('t');
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| self.inline('c', cell));
            }
            ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                self.0.push('q');
                self.elements(content);
            }
            ElementKind::Container(container) => {
                self.say(&container.name);
                for argument in &container.arguments {
                    self.say(&(&argument.key, &argument.value));
                }
                self.elements(&container.content);
            }
            ElementKind::Code(code) => self.say(&code.language),
            ElementKind::Rule => self.0.push('-'),
            ElementKind::Html(_) => self.0.push('h'),
        }
    }

    /// All of a heading but where it stands: that changes with every word above it.
    fn title(&mut self, content: &[Inline]) {
        self.0.push('<');
        for piece in content {
            match piece {
                Inline::Text(words) => self.say(&words.as_str()),
                Inline::Code(words) => self.say(&("code", words.as_str())),
                Inline::SoftBreak => self.0.push(' '),
                Inline::HardBreak => self.0.push('/'),
                Inline::Emphasis(inner) => self.marked("em", inner),
                Inline::Strong(inner) => self.marked("strong", inner),
                Inline::Strike(inner) => self.marked("del", inner),
                Inline::Link(link) => self.marked(&link.target, &link.content),
                Inline::Html(html) => {
                    self.say(&(&html.open, &html.close, &html.lang));
                    self.title(&html.content);
                }
                Inline::Image(image) => {
                    self.say(&("image", &image.source, &image.alt, &image.title));
                }
                Inline::Note { label, .. } => self.say(&("note", label)),
                Inline::Reference { target, .. } => self.say(&("at", target)),
                Inline::Citation { .. } => self.say(piece),
            }
        }
        self.0.push('>');
    }

    fn marked(&mut self, mark: &str, content: &[Inline]) {
        self.say(&mark);
        self.title(content);
    }

    /// What running text names; not its words.
    fn inline(&mut self, mark: char, content: &[Inline]) {
        self.0.push(mark);
        super::walk::inline(content, &mut |piece| match piece {
            Inline::Link(link) => self.say(&("to", &link.target)),
            Inline::Image(image) => self.say(&("image", &image.source)),
            Inline::Note { label, .. } => self.say(&("note", label)),
            Inline::Citation { works, .. } => {
                works.iter().for_each(|work| self.say(&("work", &work.key)));
            }
            Inline::Reference { target, .. } => self.say(&("at", target)),
            Inline::Html(html) => self.say(&html.open),
            Inline::Text(_)
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strike(_)
            | Inline::Code(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        });
    }
}
