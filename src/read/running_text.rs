//! The running text of a data field: paragraphs and nothing else.

use super::headings::{STRUCTURE_HEADING_JUMP, STRUCTURE_TITLE};
use super::markdown::{Body, steps};
use super::notes::REF_UNUSED_NOTE;
use super::tree;
use crate::diagnostic::{Code, Diagnostic, Read};
use crate::source::Place;
use crate::study::text::{Element, ElementKind};
use crate::study::{Inline, Prose};
use std::sync::Arc;

/// Headings, lists or other blocks in a field that takes running text.
pub(super) static DATA_BLOCK_IN_PROSE: Code = Code {
    name: "data-block-in-prose",
    why: "A field of a data file is shown in titles, cards and tables, where only running text fits.",
    remedy: "Write paragraphs only. A number, `#`, `-` or `>` that merely begins the text is escaped with a backslash: `1986\\. A year`.",
};

/// Reads the running text of a data field: paragraphs separated by blank lines. Spans count from the beginning
/// of the field's own text; everything found is placed at `place`.
pub fn prose(source: &str, place: &Place) -> Read<Prose> {
    let source: Arc<str> = source.into();
    let body = Body {
        path: place.path(),
        file: &source,
        start: 0,
    };
    let mut found = Vec::new();
    let steps = steps(&body, &source, &[], &mut found);
    let tree = tree::tree(&body, steps, &[], &mut found);
    let mut prose = Prose {
        source: source.clone(),
        paragraphs: Vec::new(),
    };
    for element in tree.elements {
        if !matches!(element.kind, ElementKind::Paragraph(_)) {
            let what = format!("{} in a field of running text", block_name(&element.kind));
            found.push(Diagnostic::error(&DATA_BLOCK_IN_PROSE, place.clone(), what));
        }
        collect_paragraphs(element, &mut prose.paragraphs);
    }
    for note in tree.notes {
        let what = format!(
            "the footnote `[^{}]` in a field of running text",
            note.label
        );
        found.push(Diagnostic::error(&DATA_BLOCK_IN_PROSE, place.clone(), what));
    }
    prose.paragraphs.shrink_to_fit();
    // These are consequences of blocks that do not belong here.
    let consequences = [&REF_UNUSED_NOTE, &STRUCTURE_TITLE, &STRUCTURE_HEADING_JUMP];
    found.retain(|diagnostic| !consequences.contains(&diagnostic.code));
    for diagnostic in &mut found {
        diagnostic.place = place.clone();
        diagnostic.related.clear();
    }
    found.dedup();
    Read {
        value: prose,
        diagnostics: found,
    }
}

fn block_name(kind: &ElementKind) -> &'static str {
    match kind {
        ElementKind::Paragraph(_) => "a paragraph",
        ElementKind::Heading { .. } => "a heading",
        ElementKind::List { .. } => "a list",
        ElementKind::Definitions(_) => "a definition list",
        ElementKind::Table(_) => "a table",
        ElementKind::Quote(_) | ElementKind::Alert { .. } => "a quotation (`>`)",
        ElementKind::Code(_) => "a block of code",
        ElementKind::Rule => "a rule",
        ElementKind::Html(_) => "a block of HTML",
        ElementKind::Container(_) => "a container",
    }
}

/// The words of a misplaced block are kept as paragraphs, so that what refers to them finds them.
fn collect_paragraphs(element: Element, out: &mut Vec<Vec<Inline>>) {
    match element.kind {
        ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => out.push(content),
        ElementKind::List { items, .. } => {
            let inner = items.into_iter().flat_map(|item| item.content);
            inner.for_each(|element| collect_paragraphs(element, out));
        }
        ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
            content
                .into_iter()
                .for_each(|element| collect_paragraphs(element, out));
        }
        ElementKind::Definitions(definitions) => {
            for definition in definitions {
                out.extend(definition.terms);
                for element in definition.meanings.into_iter().flatten() {
                    collect_paragraphs(element, out);
                }
            }
        }
        ElementKind::Table(table) => {
            out.extend(table.head);
            out.extend(table.rows.into_iter().flatten());
        }
        ElementKind::Code(_)
        | ElementKind::Rule
        | ElementKind::Html(_)
        | ElementKind::Container(_) => {}
    }
}
