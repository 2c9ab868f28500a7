//! What HTML comments say to the program: `<!-- diglot-allow CODE: why -->`, `<!-- diglot-only: reason -->` and
//! `<!-- diglot-id: p-k3f9x -->`, which gives an id to a block that has no place for `{#p-k3f9x}`.
//! All other comments are dropped.

use super::markdown::Body;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use crate::study::text::Waiver;
use std::ops::Range;

/// A comment to the program that it cannot use.
pub(super) static STRUCTURE_COMMENT: Code = Code {
    name: "structure-comment",
    why: "`<!-- diglot-allow CODE: why -->` and `<!-- diglot-only: reason -->` speak of the block after them, and say why; `<!-- diglot-id: method -->` gives it an id.",
    remedy: "Put the comment on a line of its own before the block, in one of these three forms.",
};

/// What waits for the next element.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    pub(super) waivers: Vec<Waiver>,
    pub(super) only: Option<String>,
    pub(super) id: Option<(String, Span)>,
    /// The comments it came from.
    pub(super) spans: Vec<Span>,
}

impl Pending {
    /// Takes up what a comment says; the comment is the text between `<!--` and `-->`.
    pub(super) fn take_up(
        &mut self,
        body: &Body,
        comment: &str,
        span: Span,
        found: &mut Vec<Diagnostic>,
    ) {
        match Said::read(comment) {
            Said::Nothing => {}
            Said::Allow { code, reason } => {
                let place = body.place(span);
                self.waivers.push(Waiver {
                    code,
                    reason,
                    place,
                });
                self.spans.push(span);
            }
            Said::Only(reason) => {
                self.only = Some(reason);
                self.spans.push(span);
            }
            Said::Id(_) if self.id.is_some() => {
                let what = "a second id for one block".to_owned();
                found.push(malformed(body, span, what));
            }
            Said::Id(id) => {
                self.id = Some((id, span));
                self.spans.push(span);
            }
            Said::Malformed(what) => found.push(malformed(body, span, what)),
        }
    }

    /// Reports comments that nothing follows.
    pub(super) fn finish(&self, body: &Body, found: &mut Vec<Diagnostic>) {
        for span in &self.spans {
            let what = "nothing follows this comment".to_owned();
            found.push(malformed(body, *span, what));
        }
    }
}

/// Reports an id in a comment before a block that has one of its own.
pub(super) fn second_id(body: &Body, span: Span) -> Diagnostic {
    malformed(
        body,
        span,
        "the block after this comment has an id of its own".to_owned(),
    )
}

/// Reports a comment to the program in the middle of running text.
pub(super) fn in_text(body: &Body, written: &str, span: Span) -> Option<Diagnostic> {
    let inside = written.strip_prefix("<!--")?;
    let inside = inside.strip_suffix("-->").unwrap_or(inside);
    match Said::read(inside) {
        Said::Nothing => None,
        _ => {
            let what = "this comment stands inside a text, not before a block".to_owned();
            Some(malformed(body, span, what))
        }
    }
}

/// Takes the comments out of a block of HTML: the rest, and each comment with the place of its `<!--` in `html`.
pub(super) fn split(html: &str) -> (String, Vec<(usize, &str)>) {
    let mut rest = String::new();
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find("<!--").map(|start| at + start) {
        rest.push_str(&html[at..start]);
        let inside = start + "<!--".len();
        let end = html[inside..].find("-->").map(|end| inside + end);
        comments.push((start, &html[inside..end.unwrap_or(html.len())]));
        at = end.map_or(html.len(), |end| end + "-->".len());
    }
    rest.push_str(&html[at..]);
    (rest, comments)
}

/// Where the comments of a block of HTML are, in its own bytes.
pub(super) fn ranges(html: &str) -> Vec<Range<usize>> {
    let (_, comments) = split(html);
    let ranges = comments.into_iter();
    ranges
        .map(|(start, inside)| start..start + "<!--".len() + inside.len())
        .collect()
}

fn malformed(body: &Body, span: Span, what: String) -> Diagnostic {
    Diagnostic::warning(&STRUCTURE_COMMENT, body.place(span), what)
}

enum Said {
    Nothing,
    Allow { code: String, reason: String },
    Only(String),
    Id(String),
    Malformed(String),
}

impl Said {
    fn read(comment: &str) -> Self {
        let words: Vec<&str> = comment.split_whitespace().collect();
        let folded = words.join(" ");
        let Some(text) = folded.strip_prefix("diglot-") else {
            return Self::Nothing;
        };
        let length = text.find([' ', ':']).unwrap_or(text.len());
        let (name, rest) = text.split_at(length);
        let (head, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let (head, reason) = (head.trim(), reason.trim().to_owned());
        match (name, head) {
            ("allow", "") => Self::Malformed("the code that is allowed is missing".to_owned()),
            ("allow" | "only", _) if reason.is_empty() => {
                Self::Malformed(format!("`diglot-{name}` gives no reason after a colon"))
            }
            ("allow", code) if !code.contains(' ') => Self::Allow {
                code: code.to_owned(),
                reason,
            },
            ("allow", _) => Self::Malformed(format!("`{head}` is not one code")),
            ("only", "") => Self::Only(reason),
            ("id", "") if !reason.is_empty() && !reason.contains(' ') => Self::Id(reason),
            ("id", _) => {
                Self::Malformed("`diglot-id` is followed by a colon and one id".to_owned())
            }
            ("only", _) => Self::Malformed(format!("`{head}` after `diglot-only`, not a colon")),
            _ => Self::Malformed(match nearest(name, ["allow", "only", "id"]) {
                Some(near) => format!("`diglot-{name}` is unknown; did you mean `diglot-{near}`?"),
                None => format!("`diglot-{name}` is unknown"),
            }),
        }
    }
}
