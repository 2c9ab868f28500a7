//! Containers, `::: NAME {#id .class key=value}` … `:::`.
//!
//! CommonMark does not know them. Before the one parse, each `:::` line is replaced by a placeholder of
//! the same length, `<?---?>`, which is an HTML block of CommonMark's third kind (section 4.6): it may
//! interrupt a paragraph, ends on its own line and closes whatever stands further right. The parser then
//! finds for us which list item or quotation a line belongs to, and every span stays true.
//! Which names exist is the theme's affair.

use super::attributes::Attributes;
use super::markdown::{Body, Step, Tag};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A container without its closing line.
pub(super) static CONTAINER_UNCLOSED: Code = Code {
    name: "container-unclosed",
    why: "Without its closing line a container would swallow the rest of the chapter, so it ends at the next heading, at the end of the list item or quotation it stands in, or at the end of the file.",
    remedy: "Put a line `:::` after the last line that belongs to the container.",
};
/// A closing line that closes nothing.
pub(super) static CONTAINER_STRAY: Code = Code {
    name: "container-stray",
    why: "A line of colons alone closes the container that was opened last; here none is open, so another line is probably missing or written twice.",
    remedy: "Remove the line, or open the container it was meant to close.",
};
/// A closing line at another depth than the opening one.
pub(super) static CONTAINER_DEPTH: Code = Code {
    name: "container-depth",
    why: "A container is closed where it was opened: a list item or quotation in between belongs to one of the two lines only.",
    remedy: "Indent both lines alike, and give both the same `>`.",
};
/// A `:::` line that cannot be read.
pub(super) static CONTAINER_MALFORMED: Code = Code {
    name: "container-malformed",
    why: "A container is opened by `::: NAME` or `::: NAME {#id .class key=value key=\"with spaces\"}` on one line.",
    remedy: "Write the line in this form.",
};
/// A `:::` line that is code or running text, because of its indentation.
pub(super) static CONTAINER_INDENTED: Code = Code {
    name: "container-indented",
    why: "In Markdown four spaces at the beginning of a line make it code, or part of the paragraph before; then `:::` neither opens nor closes anything.",
    remedy: "Indent the line by fewer spaces, or put the example into fenced code.",
};
/// A `:::` line inside a block of HTML.
pub(super) static CONTAINER_IN_HTML: Code = Code {
    name: "container-in-html",
    why: "A block of HTML lasts until the next blank line, and Markdown inside it is not read.",
    remedy: "Put a blank line before the `:::` line, or write the container without HTML around it.",
};
/// Containers inside containers inside containers …
pub(super) static CONTAINER_NESTED: Code = Code {
    name: "container-nested",
    why: "More than sixteen containers inside one another are a slip, not a text.",
    remedy: "Close the containers before.",
};

/// No text needs more; a bound keeps every later walk over the tree shallow.
const DEEPEST: usize = 16;

/// A `:::` line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// From the first colon to the last character.
    pub(super) span: Span,
    colons: usize,
    /// `None`: a closing line.
    pub(super) opening: Option<Opening>,
}

/// What an opening line says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opening {
    /// Empty if the line is malformed: its content is kept without a container.
    pub(super) name: String,
    pub(super) name_span: Span,
    pub(super) attributes: Attributes,
}

/// What becomes of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Opens a container. If it is never closed, it ends at the next heading beside it.
    Opens { closed: bool },
    /// Closes the container that this mark opened.
    Closes(usize),
    /// Does nothing.
    Nothing,
}

/// Finds the `:::` lines of a text and masks them. Lines in code are found too; the parser tells them apart later.
pub(super) fn marks(body: &Body) -> (String, Vec<Mark>) {
    let text = &body.file[body.start..];
    // Most files have no container.
    if !text.contains(":::") {
        return (text.to_owned(), Vec::new());
    }
    let mut masked = String::with_capacity(text.len());
    let mut marks = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim_end();
        let lead = content.len() - without_lead(content).len();
        let written = &content[lead..];
        if !written.starts_with(":::") {
            masked.push_str(line);
            continue;
        }
        let start = body.start + masked.len() + lead;
        marks.push(mark(written, start));
        masked.push_str(&line[..lead]);
        masked.push_str(&placeholder(written.len()));
        masked.push_str(&line[content.len()..]);
    }
    (masked, marks)
}

/// The line without indentation, `>` and marks of lists. Taking off too much does no harm: a placeholder that
/// lands in running text becomes text again.
fn without_lead(line: &str) -> &str {
    let mut rest = line;
    loop {
        let before = rest;
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = match digits {
            0 => rest.strip_prefix(['-', '*', '+']),
            1..=9 => rest[digits..].strip_prefix(['.', ')']),
            _ => None,
        };
        if let Some(after) = mark.filter(|after| after.starts_with([' ', '\t'])) {
            rest = after;
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

fn placeholder(length: usize) -> String {
    match length {
        3 => "<?>".to_owned(),
        _ => format!("<?{}?>", "-".repeat(length - 4)),
    }
}

fn mark(written: &str, start: usize) -> Mark {
    let after = written.trim_start_matches(':');
    let colons = written.len() - after.len();
    let span = Span::new(start, start + written.len());
    let rest = after.trim_start();
    let opening = (!rest.is_empty()).then(|| opening(rest, start + written.len() - rest.len()));
    Mark {
        span,
        colons,
        opening,
    }
}

fn opening(rest: &str, at: usize) -> Opening {
    let length = rest
        .find(|c: char| c.is_whitespace() || c == '{')
        .unwrap_or(rest.len());
    let (name, after) = rest.split_at(length);
    let name_span = Span::new(at, at + length);
    let tail = after.trim_start();
    let tail_at = at + rest.len() - tail.len();
    let braced = tail
        .strip_prefix('{')
        .and_then(|inside| inside.strip_suffix('}'));
    let mut attributes = match braced {
        Some(inside) => Attributes::read(inside, tail_at + 1),
        None => Attributes::default(),
    };
    if braced.is_none() && !tail.is_empty() {
        let what = format!("`{tail}` after the name; expected `{{…}}` or nothing");
        let span = Span::new(tail_at, tail_at + tail.len());
        attributes.wrong.push((span, what));
    }
    if name.is_empty() {
        let what = "the name of the container is missing".to_owned();
        attributes
            .wrong
            .insert(0, (Span::new(at, at + rest.len()), what));
    }
    Opening {
        name: name.to_owned(),
        name_span,
        attributes,
    }
}

/// A `:::` line that came back as code or running text.
pub(super) fn indented(body: &Body, mark: &Mark) -> Diagnostic {
    let what = format!(
        "`{}` is indented by four spaces or more and is not read as a container",
        first_word(body.slice(mark.span))
    );
    Diagnostic::warning(&CONTAINER_INDENTED, body.place(mark.span), what)
}

/// A `:::` line inside a block of HTML.
pub(super) fn in_html(body: &Body, mark: &Mark) -> Diagnostic {
    let what = "a container line inside a block of HTML";
    Diagnostic::error(&CONTAINER_IN_HTML, body.place(mark.span), what)
}

fn first_word(line: &str) -> &str {
    line.split('{').next().unwrap_or(line).trim_end()
}

/// Pairs opening and closing lines, and reports those that have no partner. One fate per mark.
pub(super) fn fates(
    body: &Body,
    steps: &[(Step, Span)],
    marks: &[Mark],
    found: &mut Vec<Diagnostic>,
) -> Vec<Fate> {
    let mut pairing = Pairing {
        body,
        marks,
        fates: vec![Fate::Nothing; marks.len()],
        open: Vec::new(),
        depth: 0,
        too_deep: 0,
        excused: vec![false; marks.len()],
        found,
    };
    for (step, _) in steps {
        match step {
            Step::Open(tag) if is_block(tag) => pairing.open.push(Level::Block),
            Step::Open(_) => pairing.open.push(Level::Inline),
            Step::Close => pairing.leave(),
            Step::Mark(at) => pairing.mark(*at),
            _ => {}
        }
    }
    pairing.end_containers();
    pairing.fates
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link { .. } | Tag::Image { .. }
    )
}

enum Level {
    Block,
    Inline,
    Container(usize),
}

struct Pairing<'a, 'b> {
    body: &'a Body<'b>,
    marks: &'a [Mark],
    fates: Vec<Fate>,
    open: Vec<Level>,
    /// How many containers are open, and how many beyond the greatest depth.
    depth: usize,
    too_deep: usize,
    /// Marks about which something was said already.
    excused: Vec<bool>,
    found: &'a mut Vec<Diagnostic>,
}

impl Pairing<'_, '_> {
    /// A block ends, and with it the containers that are still open inside.
    fn leave(&mut self) {
        self.end_containers();
        self.open.pop();
        self.too_deep = 0;
    }

    fn end_containers(&mut self) {
        while let Some(Level::Container(at)) = self.open.last() {
            let at = *at;
            self.forget();
            self.unclosed(at);
        }
    }

    fn unclosed(&mut self, at: usize) {
        if self.excused[at] {
            return;
        }
        let mark = &self.marks[at];
        let what = format!("`{}` is not closed", first_word(self.body.slice(mark.span)));
        let place = self.body.place(mark.span);
        self.found
            .push(Diagnostic::error(&CONTAINER_UNCLOSED, place, what));
    }

    fn mark(&mut self, at: usize) {
        match &self.marks[at].opening {
            Some(opening) => {
                self.malformed(opening);
                self.opens(at);
            }
            None => self.closes(at),
        }
    }

    fn malformed(&mut self, opening: &Opening) {
        for (span, what) in &opening.attributes.wrong {
            let place = self.body.place(*span);
            self.found
                .push(Diagnostic::error(&CONTAINER_MALFORMED, place, what.clone()));
        }
    }

    fn opens(&mut self, at: usize) {
        if self.depth < DEEPEST {
            self.fates[at] = Fate::Opens { closed: false };
            self.open.push(Level::Container(at));
            self.depth += 1;
            return;
        }
        if self.too_deep == 0 {
            let place = self.body.place(self.marks[at].span);
            let what = format!("a container inside {DEEPEST} others");
            self.found
                .push(Diagnostic::error(&CONTAINER_NESTED, place, what));
        }
        self.too_deep += 1;
    }

    /// Closes the innermost container of this depth with as many colons, else the innermost one.
    fn closes(&mut self, at: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let here: Vec<usize> = self
            .open
            .iter()
            .rev()
            .map_while(|level| match level {
                Level::Container(opened) => Some(*opened),
                _ => None,
            })
            .collect();
        let colons = self.marks[at].colons;
        let same = here
            .iter()
            .position(|opened| self.marks[*opened].colons == colons);
        let Some(inner) = same.or((!here.is_empty()).then_some(0)) else {
            return self.astray(at);
        };
        for opened in &here[..inner] {
            self.forget();
            self.unclosed(*opened);
        }
        self.forget();
        self.fates[here[inner]] = Fate::Opens { closed: true };
        self.fates[at] = Fate::Closes(here[inner]);
    }

    /// The innermost container is no longer open.
    fn forget(&mut self) {
        self.open.pop();
        self.depth -= 1;
    }

    fn astray(&mut self, at: usize) {
        let place = self.body.place(self.marks[at].span);
        let elsewhere = self.open.iter().rev().find_map(|level| match level {
            Level::Container(opened) => Some(*opened),
            _ => None,
        });
        let diagnostic = match elsewhere {
            None => Diagnostic::error(&CONTAINER_STRAY, place, "no container is open here"),
            Some(opened) => {
                self.excused[opened] = true;
                let mark = &self.marks[opened];
                let what = format!(
                    "`{}` is closed at another depth than it was opened",
                    first_word(self.body.slice(mark.span))
                );
                Diagnostic::error(&CONTAINER_DEPTH, place, what)
                    .note(self.body.place(mark.span), "it is opened here")
            }
        };
        self.found.push(diagnostic);
    }
}
