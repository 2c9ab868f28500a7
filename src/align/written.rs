//! A text as it is remembered: its source, white space folded, otherwise as written.
//!
//! Items of a list and rows of a table keep lines of their own, so that a review shows which one changed.

use crate::language::places;
use crate::source::Span;
use crate::study::Prose;
use crate::study::text::{Element, ElementKind};
use std::sync::Arc;

/// The elements of a file as they are remembered: each is written once, for all that ask.
#[derive(Debug, Default)]
pub(super) struct Written(Vec<(usize, Arc<str>)>);

impl Written {
    /// Elements in the order of their beginnings.
    pub(super) fn of<'e>(source: &str, elements: impl Iterator<Item = &'e Element>) -> Self {
        Self(
            elements
                .map(|one| (one.span.start, element(source, one).into()))
                .collect(),
        )
    }

    /// The texts, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.iter().map(|(_, text)| text)
    }

    /// The text of an element of the file.
    pub(super) fn get(&self, source: &str, one: &Element) -> Arc<str> {
        let place = self.0.binary_search_by_key(&one.span.start, |(at, _)| *at);
        let text = place.map(|at| Arc::clone(&self.0[at].1));
        let text = text.unwrap_or_else(|_| element(source, one).into());
        debug_assert_eq!(*text, *element(source, one));
        text
    }
}

/// An element of a file. A container is its first line alone: what it holds is remembered by itself.
pub(super) fn element(source: &str, element: &Element) -> String {
    elements(source, std::slice::from_ref(element))
}

/// All elements of one text, such as a footnote.
pub(super) fn elements(source: &str, elements: &[Element]) -> String {
    let spans = elements.iter().map(|one| one.span.end - one.span.start);
    let mut lines = Lines {
        text: String::with_capacity(spans.sum::<usize>() + 8),
        count: 0,
    };
    for one in elements {
        write(source, one, "", &mut lines);
    }
    lines.text
}

/// Prose of a data file or of the head of a chapter, a line per paragraph.
pub(super) fn prose(prose: &Prose) -> String {
    let mut text = String::with_capacity(prose.source.len());
    for paragraph in prose.source.split("\n\n") {
        let start = text.len();
        push_folded(&mut text, paragraph);
        if text.len() > start {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end_matches('\n').len());
    text
}

/// Lines while they are written, with a line end between them.
struct Lines {
    text: String,
    count: usize,
}

impl Lines {
    fn begin(&mut self, before: &str) {
        if self.count > 0 {
            self.text.push('\n');
        }
        self.count += 1;
        self.text.push_str(before);
    }
}

fn write(source: &str, element: &Element, before: &str, lines: &mut Lines) {
    match &element.kind {
        ElementKind::List { items, .. } => {
            for item in items {
                let content = item
                    .content
                    .first()
                    .map_or(item.span.end, |one| one.span.start);
                let mut marker = before.to_owned();
                push_folded(
                    &mut marker,
                    slice(source, Span::new(item.span.start, content)),
                );
                let from = lines.count;
                for (at, one) in item.content.iter().enumerate() {
                    let before = match at {
                        0 => format!("{marker} "),
                        _ => format!("{before}  "),
                    };
                    write(source, one, &before, lines);
                }
                if lines.count == from {
                    lines.begin(&marker);
                }
            }
        }
        ElementKind::Quote(content) => {
            let from = lines.count;
            for one in content {
                write(source, one, &format!("{before}> "), lines);
            }
            if lines.count == from {
                lines.begin(&format!("{before}>"));
            }
        }
        ElementKind::Alert { kind, content } => {
            lines.begin(before);
            lines
                .text
                .push_str(&format!("> [!{}]", kind.word().to_uppercase()));
            for one in content {
                write(source, one, &format!("{before}> "), lines);
            }
        }
        ElementKind::Container(_) => {
            let text = slice(source, element.span);
            lines.begin(before);
            push_folded(&mut lines.text, text.lines().next().unwrap_or_default());
        }
        ElementKind::Table(_) | ElementKind::Definitions(_) | ElementKind::Code(_) => {
            let rows = slice(source, element.span).lines().map(unquoted);
            for row in rows.filter(|row| !row.trim().is_empty()) {
                lines.begin(before);
                push_folded(&mut lines.text, row);
            }
        }
        ElementKind::Paragraph(_)
        | ElementKind::Heading { .. }
        | ElementKind::Rule
        | ElementKind::Html(_) => {
            lines.begin(before);
            let start = lines.text.len();
            for line in slice(source, element.span).lines().map(unquoted) {
                let end = lines.text.len();
                if end > start {
                    lines.text.push(' ');
                }
                let begin = lines.text.len();
                push_folded(&mut lines.text, line);
                if lines.text.len() == begin {
                    lines.text.truncate(end);
                }
            }
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

/// Adds a text with one space for any white space, and none at its ends.
fn push_folded(out: &mut String, text: &str) {
    let text = text.trim();
    if is_folded(text) {
        return out.push_str(text);
    }
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// True if all white space of a trimmed text is single spaces, as nearly always.
fn is_folded(text: &str) -> bool {
    // What all other white space begins with in UTF-8.
    let may_begin = |byte| matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    let mut others = places(text, may_begin);
    !text.contains("  ") && others.all(|at| !text[at..].starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::push_folded;

    #[test]
    fn white_space_is_folded() {
        for (text, expected) in [
            ("", ""),
            (" a  b ", "a b"),
            ("a b", "a b"),
            ("а\u{a0}б", "а б"),
            ("а\u{2009}б — в", "а б — в"),
            ("«а» – б\u{ad}в", "«а» – б\u{ad}в"),
            ("a\tb\u{3000}c", "a b c"),
        ] {
            let mut out = "> ".to_owned();
            push_folded(&mut out, text);
            assert_eq!(out, format!("> {expected}"), "{text:?}");
        }
    }
}
