//! The words of a block as they are remembered and compared: white space folded, markup left out,
//! citations and note marks kept.

use crate::study::inline::Inline;
use crate::study::text::{Element, ElementKind};

/// The words of the elements of one block.
pub(super) fn of_all(elements: &[Element]) -> String {
    let words: Vec<String> = elements.iter().map(of).collect();
    words.join(" ")
}

/// The words of one element and all it holds.
pub(super) fn of(element: &Element) -> String {
    let mut out = String::new();
    write_element(element, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_elements(elements: &[Element], out: &mut String) {
    for element in elements {
        write_element(element, out);
    }
}

fn write_element(element: &Element, out: &mut String) {
    match &element.kind {
        ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => {
            write_inlines(content, out)
        }
        ElementKind::List { items, .. } => items
            .iter()
            .for_each(|item| write_elements(&item.content, out)),
        ElementKind::Definitions(entries) => {
            for entry in entries {
                entry.terms.iter().for_each(|term| write_line(term, out));
                entry
                    .meanings
                    .iter()
                    .for_each(|meaning| write_elements(meaning, out));
            }
        }
        ElementKind::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            cells.for_each(|cell| write_line(cell, out));
        }
        ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
            write_elements(content, out)
        }
        ElementKind::Code(code) => out.push_str(&code.text),
        ElementKind::Html(text) => out.push_str(text),
        ElementKind::Rule => out.push_str("---"),
        ElementKind::Container(container) => {
            out.push_str(&container.name);
            for argument in &container.arguments {
                out.push(' ');
                out.push_str(&argument.value);
            }
            out.push(' ');
            write_elements(&container.content, out);
        }
    }
    out.push(' ');
}

fn write_line(inlines: &[Inline], out: &mut String) {
    write_inlines(inlines, out);
    out.push(' ');
}

fn write_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => out.push_str(words),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
                write_inlines(content, out)
            }
            Inline::Link(link) => write_inlines(&link.content, out),
            Inline::Html(html) => write_inlines(&html.content, out),
            Inline::Image(image) => out.extend([image.alt.as_str(), " ", image.source.as_str()]),
            Inline::Note { label, .. } => out.extend(["[^", label, "]"]),
            Inline::Citation { works, .. } => {
                for work in works {
                    let locator = work
                        .locator
                        .as_ref()
                        .map_or("", |locator| locator.value.as_str());
                    out.extend(["[@", &work.key, " ", locator, "]"]);
                }
            }
            Inline::Reference { target, .. } => out.extend(["[#", target, "]"]),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
        }
    }
}
