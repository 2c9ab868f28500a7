//! The head of a chapter file: YAML between two lines `---`, at the very beginning of the file only.

use super::running_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourcePath, Span};
use crate::study::inline::Prose;
use crate::study::text::FrontMatter;
use crate::study::{ChapterId, id};
use crate::yaml::{self, Index, Map, Node, Notes, Shape};

/// A head without its second line.
pub(super) static DATA_FRONT_MATTER_UNCLOSED: Code = Code {
    name: "data-front-matter-unclosed",
    why: "The head of a chapter is read up to a second line `---`; without it the whole chapter would be taken for YAML.",
    remedy: "Put a line `---` after the last line of the head.",
};
/// A chapter that begins without a head.
pub(super) static DATA_FRONT_MATTER_MISSING: Code = Code {
    name: "data-front-matter-missing",
    why: "A chapter's title stands in its head, at the very beginning of the file: nothing may come before the first `---`.",
    remedy: "Begin the file with three lines: `---`, `title: …`, `---`.",
};
/// An id or slug that cannot stand in an address.
pub(super) static DATA_BAD_ADDRESS: Code = Code {
    name: "data-bad-address",
    why: "Ids and slugs are parts of addresses: small Latin letters, digits and `-`.",
    remedy: "Write it like `young-people`.",
};
/// A value of `numbering` that nobody knows.
pub(super) static DATA_BAD_NUMBERING: Code = Code {
    name: "data-bad-numbering",
    why: "The only numbering there is numbers paragraphs, equally in every language.",
    remedy: "Write `numbering: paragraphs`, or leave the field out.",
};

/// What the head of a file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) front: FrontMatter,
    /// Instead of the one in the file's name.
    pub(super) id: Option<ChapterId>,
    /// Where the text begins.
    pub(super) body_start: usize,
    /// Where the fields stand; `None` if there is no head that can be read.
    pub(super) index: Option<Index>,
}

/// Reads the head of a file.
pub(super) fn read(path: &SourcePath, file: &str, found: &mut Vec<Diagnostic>) -> Head {
    let start = file.len() - file.trim_start_matches('\u{feff}').len();
    let (yaml, body_start) = match split(file, start) {
        Split::Parts { yaml, body_start } => (yaml, body_start),
        Split::Unclosed => {
            let place = crate::source::Place::span(path, Span::new(start, start + 3));
            let what = "the head of this file is not closed";
            found.push(Diagnostic::error(&DATA_FRONT_MATTER_UNCLOSED, place, what));
            return Head {
                body_start: after_paragraph(file, start),
                ..Head::default()
            };
        }
        Split::Missing => {
            let place = crate::source::Place::span(path, Span::new(start, start));
            let what = "this file has no head with a `title`";
            found.push(Diagnostic::error(&DATA_FRONT_MATTER_MISSING, place, what));
            return Head {
                body_start: start,
                ..Head::default()
            };
        }
    };
    let mut head = Head {
        body_start,
        ..Head::default()
    };
    let node = yaml::parse(path, &file[yaml.start..yaml.end], yaml.start).drain_into(found);
    if let Some(node) = node {
        let mut notes = Notes::new(path);
        fields(&node, &mut head, &mut notes);
        found.append(&mut notes.found);
        head.index = Some(Index::new(node));
    }
    head
}

enum Split {
    Parts { yaml: Span, body_start: usize },
    Unclosed,
    Missing,
}

fn split(file: &str, start: usize) -> Split {
    let mut lines = file[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Split::Missing;
    }
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        if line.trim_end() == "---" {
            return Split::Parts {
                yaml: Span::new(from, at),
                body_start: at + line.len(),
            };
        }
        at += line.len();
    }
    Split::Unclosed
}

/// Where the text probably begins when the head has no end: after its first blank line.
fn after_paragraph(file: &str, start: usize) -> usize {
    let mut at = start;
    for line in file[start..].split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            return at;
        }
    }
    file.len()
}

/// What the head of a chapter or a news item takes.
pub(super) fn head(node: &Node, notes: &mut Notes<'_>) {
    fields(node, &mut Head::default(), notes);
}

fn fields<'p>(node: &Node, head: &mut Head, notes: &mut Notes<'p>) {
    // An empty head lacks its title like any other.
    let empty = Node {
        span: node.span,
        value: yaml::Value::Map(Vec::new()),
    };
    let node = match node.value {
        yaml::Value::Empty => &empty,
        _ => node,
    };
    let Some(mut map) = Map::of(node, "the head of this file", notes) else {
        return;
    };
    let front = &mut head.front;
    if let Some(title) = map.required("title", spanned_prose) {
        (front.title, front.title_span) = title;
    }
    front.short_title = map.optional("short_title", prose);
    front.summary = map.optional("summary", prose);
    front.slug = map.optional("slug", address);
    front.aliases = map.list("aliases", alias);
    front.draft = map.optional("draft", yaml::truth).unwrap_or_default();
    front.date = map.optional("date", yaml::date);
    front.authors = map.list("authors", yaml::text);
    front.numbered_paragraphs = map.optional("numbering", numbering).unwrap_or_default();
    head.id = map.optional("id", address).map(ChapterId::new);
    map.finish();
}

fn prose(node: &Node, notes: &mut Notes<'_>) -> Option<Prose> {
    spanned_prose(node, notes).map(|(prose, _)| prose)
}

fn spanned_prose(node: &Node, notes: &mut Notes<'_>) -> Option<(Prose, Span)> {
    if notes.answers(|| Shape::Prose) {
        return None;
    }
    let text = yaml::text(node, notes)?;
    let read = running_text::prose(&text, &notes.place(node.span));
    Some((read.drain_into(&mut notes.found), node.span))
}

fn address(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Matching(id::KEBAB)) {
        return None;
    }
    let text = yaml::text(node, notes)?;
    if id::is_kebab(&text) {
        return Some(text);
    }
    let what = format!("`{text}` cannot stand in an address");
    notes.error(&DATA_BAD_ADDRESS, node.span, what, None);
    None
}

fn numbering(node: &Node, notes: &mut Notes<'_>) -> Option<bool> {
    if notes.answers(|| Shape::Words(vec!["paragraphs"])) {
        return None;
    }
    match yaml::text(node, notes)?.as_str() {
        "paragraphs" => Some(true),
        other => {
            let what = format!("`{other}` is no numbering");
            notes.error(&DATA_BAD_NUMBERING, node.span, what, None);
            None
        }
    }
}

/// An old address, with or without slashes around it: `old-name`, `/en/old/name/`.
fn alias(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let text = yaml::text(node, notes)?;
    let is_plain = |part: &str| {
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
        // A page is a file of that name in the folder that is its address.
        let is_file = part.eq_ignore_ascii_case("index.html");
        !part.is_empty() && !part.starts_with('.') && !is_file && part.chars().all(known)
    };
    let inner = text.strip_prefix('/').unwrap_or(&text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.split('/').all(is_plain) {
        return Some(text);
    }
    let what = format!("`{text}` cannot be the address of a page");
    let help =
        "write the old path without the host, in Latin letters, digits, `-`, `_`, `.` and `/`";
    notes.error(&DATA_BAD_ADDRESS, node.span, what, Some(help.to_owned()));
    None
}
