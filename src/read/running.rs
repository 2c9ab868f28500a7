//! Running text: pieces between two block borders become [`Inline`]s. Neighbouring texts are joined, tags of raw
//! HTML are paired, and marks that the parser left as text are reported.

use super::html::{self, STRUCTURE_HTML};
use super::markdown::Body;
use super::{comment, reference};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Span};
use crate::study::inline::{Html, Inline, Words};
use unicode_normalization::UnicodeNormalization;

/// A mark of emphasis that was printed as it stands.
pub(super) static TYPOGRAPHY_EMPHASIS: Code = Code {
    name: "typography-emphasis",
    why: "Between a quotation mark or another sign and a letter, `*` closes no emphasis (CommonMark 6.2), so the stars are printed: this happens where a suffix follows a quoted word, as in `**«Закон»**о`.",
    remedy: "Take the suffix into the emphasis, or write `\\*` for a star that is meant.",
};
/// A link that was printed as it stands.
pub(super) static LINK_MALFORMED: Code = Code {
    name: "link-malformed",
    why: "A target with spaces, or a citation or another link inside the words, keeps `[words](target)` from being a link; it is printed as it stands.",
    remedy: "Write spaces in a target as `%20`, put a citation beside the link, and write `\\]` for a bracket that is printed.",
};
/// A note mark without its note.
pub(super) static REF_UNDEFINED_NOTE: Code = Code {
    name: "ref-undefined-note",
    why: "A mark `[^1]` needs a line that begins with `[^1]:` in the same file; without it the mark is printed as it stands.",
    remedy: "Add the note, or correct the label.",
};

/// Deeper tags are refused: the bound keeps every later walk over the tree shallow.
const DEEPEST: usize = 8;

/// A piece of running text before it is finished.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    Whole(Inline),
    /// A tag or comment as written.
    Html(String),
}

/// NFC, without byte-order marks and zero-width spaces.
pub(super) fn normal(text: impl Into<String>) -> String {
    let text = text.into();
    if is_all_plain(&text) {
        return text;
    }
    let wanted = |c: &char| !matches!(c, '\u{feff}' | '\u{200b}');
    text.chars().filter(wanted).nfc().collect()
}

/// True if every letter [`is_plain`].
fn is_all_plain(text: &str) -> bool {
    // In UTF-8: ASCII, what letters go on with, Latin to U+02FF, the Russian alphabet. Without a way out of the loop the
    // compiler looks at sixteen bytes at a time.
    let is_common = |byte: u8| byte < 0xcc || matches!(byte, 0xd0 | 0xd1);
    let bytes = text.bytes();
    bytes.fold(true, |all, byte| all & is_common(byte)) || text.chars().all(is_plain)
}

/// True for letters and signs that NFC leaves as they are whatever stands around them: Latin, Cyrillic, dashes and
/// quotation marks. Nearly every text consists of them.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{203a}')
}

/// Finishes the pieces of one block or of one emphasis, link or cell in it.
pub(super) fn finish(
    body: &Body,
    pieces: Vec<(Piece, Span)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Inline> {
    let mut pairing = Pairing {
        body,
        open: Vec::new(),
        out: Vec::with_capacity(pieces.len()),
        found,
    };
    let mut run: Option<(String, Span)> = None;
    for (piece, span) in pieces {
        match piece {
            Piece::Text(text) => {
                run = Some(match run.take() {
                    Some((before, first)) => (before + &text, first.cover(span)),
                    None => (text, span),
                });
            }
            Piece::Whole(inline) => {
                pairing.run(&mut run);
                pairing.push(inline);
            }
            Piece::Html(written) => {
                pairing.run(&mut run);
                pairing.html(&written, span);
            }
        }
    }
    pairing.run(&mut run);
    while !pairing.open.is_empty() {
        pairing.give_up();
    }
    let mut out = pairing.out;
    normalise(&mut out);
    // It stays as long as the study does.
    out.shrink_to_fit();
    out
}

/// Texts that were joined over a dropped tag may have become something else than NFC.
fn normalise(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Text(words) = inline
            && !is_all_plain(words)
            && !unicode_normalization::is_nfc(words)
        {
            *words = Words::apart(normal(words.as_str()), words.span());
        }
    }
}

/// A start tag that waits for its end.
struct Open {
    name: String,
    tag: String,
    lang: Option<String>,
    span: Span,
    content: Vec<Inline>,
}

struct Pairing<'a, 'b> {
    body: &'a Body<'b>,
    open: Vec<Open>,
    out: Vec<Inline>,
    found: &'a mut Vec<Diagnostic>,
}

impl Pairing<'_, '_> {
    fn push(&mut self, inline: Inline) {
        let to = match self.open.last_mut() {
            Some(open) => &mut open.content,
            None => &mut self.out,
        };
        push_joined(to, inline, self.body);
    }

    /// The texts that stood side by side up to here.
    fn run(&mut self, run: &mut Option<(String, Span)>) {
        if let Some(run) = run.take() {
            self.text(run);
        }
    }

    fn text(&mut self, (text, span): (String, Span)) {
        left_over(self.body, span, self.found);
        let text = normal(text);
        if !text.is_empty() {
            let words = Words::new(&text, span, self.body.file);
            self.push(Inline::Text(words));
        }
    }

    fn warn(&mut self, span: Span, what: String) {
        let place = self.body.place(span);
        self.found
            .push(Diagnostic::warning(&STRUCTURE_HTML, place, what));
    }

    fn html(&mut self, written: &str, span: Span) {
        if written.starts_with("<!--") {
            let said = comment::in_text(self.body, written, span);
            return self.found.extend(said);
        }
        let Some(tag) = html::Tag::read(written) else {
            return self.warn(span, "a declaration of HTML is not printed".to_owned());
        };
        if tag.is_end {
            return self.end(&tag, span);
        }
        let clean = html::open_tag(written, &tag);
        let Some(clean) = clean.filter(|_| self.open.len() < DEEPEST) else {
            return self.warn(span, format!("`<{}>` is not printed", tag.name));
        };
        for name in tag.refused_attributes() {
            let what = format!("`{name}` of `<{}>` is not printed", tag.name);
            self.warn(span, what);
        }
        if tag.is_void() {
            return self.push(Inline::Html(Box::new(Html {
                open: clean,
                close: String::new(),
                lang: None,
                content: Vec::new(),
            })));
        }
        self.open.push(Open {
            lang: tag.attribute("lang").map(str::to_owned),
            name: tag.name,
            tag: clean,
            span,
            content: Vec::new(),
        });
    }

    fn end(&mut self, tag: &html::Tag, span: Span) {
        let Some(at) = self.open.iter().rposition(|open| open.name == tag.name) else {
            // The start tag of an element that is refused was reported already.
            if tag.is_inline() {
                self.warn(span, format!("`</{}>` closes nothing here", tag.name));
            }
            return;
        };
        while self.open.len() > at + 1 {
            self.give_up();
        }
        if let Some(mut open) = self.open.pop() {
            normalise(&mut open.content);
            self.push(Inline::Html(Box::new(Html {
                open: open.tag,
                close: format!("</{}>", open.name),
                lang: open.lang,
                content: open.content,
            })));
        }
    }

    /// The innermost open tag is never closed: it is dropped and its words are kept.
    fn give_up(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.warn(open.span, format!("`<{}>` is not closed here", open.name));
        for inline in open.content {
            self.push(inline);
        }
    }
}

fn push_joined(to: &mut Vec<Inline>, inline: Inline, body: &Body) {
    match (to.last_mut(), inline) {
        (Some(Inline::Text(words)), Inline::Text(more)) => {
            let span = words.span().cover(more.span());
            *words = Words::new(&format!("{}{}", &**words, &*more), span, body.file);
        }
        (_, inline) => to.push(inline),
    }
}

/// Marks of Markdown that the parser left as text. Looks at the source, where escapes are still to be seen.
fn left_over(body: &Body, span: Span, found: &mut Vec<Diagnostic>) {
    let written = body.slice(span);
    // Without a way out of the loop the compiler looks at sixteen bytes at a time.
    let is_mark = |byte: u8| matches!(byte, b'*' | b'[' | b']');
    if !(written.bytes()).fold(false, |any, byte| any | is_mark(byte)) {
        return;
    }
    let mut star = None;
    let mut unpaired = false;
    let mut lost_link = false;
    // The parser's range of an escaped sign begins after the backslash.
    let is_escaped = body.file[..span.start].ends_with('\\');
    let first = written.chars().next().filter(|_| is_escaped);
    let mut at = first.map_or(0, char::len_utf8);
    while let Some(letter) = written[at..].chars().next() {
        let rest = &written[at..];
        let mut length = letter.len_utf8();
        match letter {
            '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            '*' => {
                length = rest.len() - rest.trim_start_matches('*').len();
                if star.is_none() && is_lost_emphasis(body.file, span.start + at, length) {
                    star = Some(Span::new(at, at + length).shifted(span.start));
                }
            }
            '[' if rest.starts_with("[^") => found.extend(lost_note(body, rest, span.start + at)),
            '[' if rest.starts_with("[@")
                && !unpaired
                && is_unpaired(body, rest, span.start + at, found) =>
            {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let place = Span::new(at, at + end).shifted(span.start);
                found.push(reference::unpaired(body, place));
                unpaired = true;
            }
            ']' if rest.starts_with("](") && !lost_link => {
                let place = body.place(Span::new(at, at + 2).shifted(span.start));
                let what = "`](` is printed as it stands: this is not read as a link";
                found.push(Diagnostic::warning(&LINK_MALFORMED, place, what));
                lost_link = true;
            }
            _ => {}
        }
        at += length;
    }
    if let Some(star) = star {
        let what = format!("`{}` is printed as it stands", body.slice(star));
        let place = body.place(star);
        found.push(Diagnostic::warning(&TYPOGRAPHY_EMPHASIS, place, what));
    }
}

fn is_lost_emphasis(file: &str, start: usize, length: usize) -> bool {
    let before = file[..start].chars().next_back();
    let after = file[start + length..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    length >= 2 || is_letter(before) || is_letter(after)
}

fn lost_note(body: &Body, rest: &str, at: usize) -> Option<Diagnostic> {
    let end = rest[2..].find(['[', ']'])?;
    let label = &rest[2..2 + end];
    if label.is_empty() || !rest[2 + end..].starts_with(']') {
        return None;
    }
    let span = Span::new(at, at + end + 3);
    let what = format!("no note `[^{}]:` is given here", label);
    Some(Diagnostic::error(
        &REF_UNDEFINED_NOTE,
        body.place(span),
        what,
    ))
}

/// A citation whose brackets do not pair: the one case in which nobody has looked at it before.
fn is_unpaired(body: &Body, rest: &str, at: usize, found: &[Diagnostic]) -> bool {
    let next = rest[1..].find(['[', ']']).map(|next| next + 1);
    if next.is_some_and(|next| rest[next..].starts_with(']')) {
        return false;
    }
    let end = at + next.unwrap_or(rest.len());
    let is_here = |d: &Diagnostic| match &d.place {
        Place::Span { path, span } => path == body.path && (at..end).contains(&span.start),
        _ => false,
    };
    let code = reference::REF_MALFORMED_CITATION.name;
    !found.iter().any(|d| d.code.name == code && is_here(d))
}
