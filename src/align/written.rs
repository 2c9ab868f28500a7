//! A text as it is remembered: its source, white space folded, otherwise as written.
//!
//! Items of a list and rows of a table keep lines of their own, so that a review shows which one changed.

use crate::source::Span;
use crate::study::Prose;
use crate::study::text::{Element, ElementKind};

/// An element of a file. A container is its first line alone: what it holds is remembered by itself.
pub(super) fn element(source: &str, element: &Element) -> String {
    let mut lines = Vec::new();
    write(source, element, "", &mut lines);
    lines.join("\n")
}

/// All elements of one text, such as a footnote.
pub(super) fn elements(source: &str, elements: &[Element]) -> String {
    let mut lines = Vec::new();
    for one in elements {
        write(source, one, "", &mut lines);
    }
    lines.join("\n")
}

/// Prose of a data file or of the head of a chapter, a line per paragraph.
pub(super) fn prose(prose: &Prose) -> String {
    let paragraphs = prose.source.split("\n\n").map(folded);
    let lines: Vec<String> = paragraphs.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn write(source: &str, element: &Element, before: &str, lines: &mut Vec<String>) {
    match &element.kind {
        ElementKind::List { items, .. } => {
            for item in items {
                let content = item
                    .content
                    .first()
                    .map_or(item.span.end, |one| one.span.start);
                let marker = folded(slice(source, Span::new(item.span.start, content)));
                let from = lines.len();
                for (at, one) in item.content.iter().enumerate() {
                    let marker = if at == 0 {
                        format!("{marker} ")
                    } else {
                        "  ".to_owned()
                    };
                    let before = format!("{before}{marker}");
                    write(source, one, &before, lines);
                }
                if lines.len() == from {
                    lines.push(format!("{before}{marker}"));
                }
            }
        }
        ElementKind::Quote(content) => {
            for one in content {
                write(source, one, &format!("{before}> "), lines);
            }
        }
        ElementKind::Alert { kind, content } => {
            lines.push(format!("{before}> [!{}]", kind.word().to_uppercase()));
            for one in content {
                write(source, one, &format!("{before}> "), lines);
            }
        }
        ElementKind::Container(_) => {
            let text = slice(source, element.span);
            lines.push(format!(
                "{before}{}",
                folded(text.lines().next().unwrap_or_default())
            ));
        }
        ElementKind::Table { .. } | ElementKind::Definitions(_) | ElementKind::Code { .. } => {
            let rows = slice(source, element.span).lines();
            let rows = rows.map(|line| folded(unquoted(line)));
            lines.extend(
                rows.filter(|row| !row.is_empty())
                    .map(|row| format!("{before}{row}")),
            );
        }
        ElementKind::Paragraph(_)
        | ElementKind::Heading { .. }
        | ElementKind::Rule
        | ElementKind::Html(_) => {
            let text: Vec<&str> = slice(source, element.span).lines().map(unquoted).collect();
            lines.push(format!("{before}{}", folded(&text.join(" "))));
        }
    }
}

/// A line without the signs of the quotations it stands in.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches([' ', '>', '\t'])
}

fn slice(source: &str, span: Span) -> &str {
    source.get(span.start..span.end).unwrap_or_default()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
