//! Ways through the trees of text: every inline, every container, in reading order.

use crate::language::Lang;
use crate::study::text::{Container, Element, ElementKind};
use crate::study::{Block, Chapter, Inline, Prose};

/// Shows every piece of running text in `elements`, outer before inner.
pub(crate) fn inlines<'a>(elements: &'a [Element], see: &mut dyn FnMut(&'a Inline)) {
    for element in elements {
        match &element.kind {
            ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => {
                inline(content, see);
            }
            ElementKind::List { items, .. } => {
                items.iter().for_each(|item| inlines(&item.content, see));
            }
            ElementKind::Definitions(entries) => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| inline(term, see));
                    entry
                        .meanings
                        .iter()
                        .for_each(|meaning| inlines(meaning, see));
                }
            }
            ElementKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| inline(cell, see));
            }
            ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                inlines(content, see);
            }
            ElementKind::Container(container) => inlines(&container.content, see),
            ElementKind::Code(_) | ElementKind::Rule | ElementKind::Html(_) => {}
        }
    }
}

/// Shows every piece of one stretch of running text, outer before inner.
pub(crate) fn inline<'a>(content: &'a [Inline], see: &mut dyn FnMut(&'a Inline)) {
    for piece in content {
        see(piece);
        inline(piece.content(), see);
    }
}

/// Shows every container in `elements`, outer before inner.
pub(crate) fn containers<'a>(elements: &'a [Element], see: &mut dyn FnMut(&'a Container)) {
    for element in elements {
        match &element.kind {
            ElementKind::Container(container) => {
                see(container);
                containers(&container.content, see);
            }
            ElementKind::List { items, .. } => {
                items.iter().for_each(|item| containers(&item.content, see));
            }
            ElementKind::Definitions(entries) => {
                let meanings = entries.iter().flat_map(|entry| &entry.meanings);
                meanings.for_each(|meaning| containers(meaning, see));
            }
            ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                containers(content, see);
            }
            _ => {}
        }
    }
}

/// Every stretch of elements that one language of a chapter has: its blocks, then its notes.
pub(crate) fn texts<'a>(chapter: &'a Chapter, lang: &Lang) -> Vec<&'a [Element]> {
    fn collect<'a>(blocks: &'a [Block], lang: &Lang, out: &mut Vec<&'a [Element]>) {
        for block in blocks {
            out.extend(block.texts.get(lang).map(|text| text.elements.as_slice()));
            collect(&block.inner, lang, out);
        }
    }
    let mut out = Vec::new();
    collect(&chapter.blocks, lang, &mut out);
    if let Some(file) = chapter.files.get(lang) {
        out.extend(file.notes.iter().map(|note| note.content.as_slice()));
    }
    out
}

/// True if a text takes words from other things of the study: what it prints changes with their titles and numbers.
pub(crate) fn leans(prose: &Prose) -> bool {
    has(prose, |piece| matches!(piece, Inline::Reference { .. }))
}

/// True if a text leads anywhere or shows a picture: what it prints depends on its page, and on what is there to be
/// found.
pub(crate) fn leads(prose: &Prose) -> bool {
    has(prose, |piece| match piece {
        Inline::Reference { .. }
        | Inline::Link(_)
        | Inline::Image(_)
        | Inline::Citation { .. }
        | Inline::Note { .. } => true,
        Inline::Text(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strike(_)
        | Inline::Code(_)
        | Inline::Html(_)
        | Inline::SoftBreak
        | Inline::HardBreak => false,
    })
}

fn has(prose: &Prose, is_it: fn(&Inline) -> bool) -> bool {
    let mut found = false;
    for paragraph in &prose.paragraphs {
        inline(paragraph, &mut |piece| found |= is_it(piece));
    }
    found
}
