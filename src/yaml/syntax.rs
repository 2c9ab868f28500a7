//! What keeps a text from being YAML, in words that do not ask for a course in YAML.

use super::marks::DATA_TOO_DEEP;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourcePath, Span};

/// The text is not YAML.
pub(super) static DATA_SYNTAX: Code = Code {
    name: "data-syntax",
    why: "The file is not YAML at this place, so nothing after it can be understood. Usual causes are a colon \
          inside text, a quotation mark that is not closed, and tabs.",
    remedy: "Put the text in quotes, or on lines of its own after `>-`.",
};

/// Why a text could not be read; there is one per file, since nothing is sure after it.
pub(super) struct Trouble {
    code: &'static Code,
    span: Span,
    message: String,
    help: Option<String>,
}

impl Trouble {
    /// Of a code of its own.
    pub(super) fn of(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
        }
    }

    /// A mistake whose words are already plain.
    pub(super) fn plain(span: Span, message: impl Into<String>, help: &str) -> Self {
        Self {
            help: Some(help.to_owned()),
            ..Self::of(&DATA_SYNTAX, span, message)
        }
    }

    /// What a parser says at the byte `at`, when everything up to `sure` was understood.
    pub(super) fn syntax(text: &str, at: usize, sure: usize, said: &str) -> Self {
        let at = at.min(text.len());
        if said.contains("recursion limit") {
            return Self::of(&DATA_TOO_DEEP, character(text, at), TOO_DEEP);
        }
        let cause = CAUSES
            .iter()
            .find(|cause| cause.words.iter().any(|words| said.contains(words)));
        // `{en: Costs: who pays}`: the parser misses a comma, the author did not mean the colon.
        let is_colon = text[at..].starts_with(": ");
        let cause = cause.map(|cause| if is_colon { &COLON } else { cause });
        // `en: - so it is`: the parser sees a list begin in the middle of a line, the author typed a dash.
        let is_dash = text[at..].starts_with("- ") && !begins_line(text, at);
        let cause = cause.map(|cause| if is_dash { &DASH } else { cause });
        let is_folding = text[at..].starts_with(['>', '|']) && text[at + 1..].starts_with(' ');
        let cause = cause.map(|cause| if is_folding { &FOLDING } else { cause });
        let Some(cause) = cause else {
            let message = format!("this is not YAML: {said}");
            return Self::of(&DATA_SYNTAX, character(text, at), message);
        };
        if cause.is_quote
            && let Some(quote) = open_quote(text, sure, at)
        {
            return Self::plain(quote, QUOTE_OPEN, QUOTE_HELP);
        }
        if let Some(tab) = tab_in_indent(text, at) {
            return Self::plain(tab, TAB, TAB_HELP);
        }
        Self::plain(character(text, at), cause.message, cause.help)
    }

    /// For the file at `path`, in which the text begins at `offset`.
    pub(super) fn diagnostic(self, path: &SourcePath, offset: usize) -> Diagnostic {
        let place = Place::span(path, self.span.shifted(offset));
        let diagnostic = Diagnostic::error(self.code, place, self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// Words of the parsers, and what an author should hear instead.
struct Cause {
    words: &'static [&'static str],
    is_quote: bool,
    message: &'static str,
    help: &'static str,
}

const TOO_DEEP: &str = "maps and lists lie too deep in each other here";
const TAB: &str = "a tab stands in the indentation, where YAML takes spaces only";
const TAB_HELP: &str = "replace the tab by spaces";
const QUOTE_OPEN: &str = "the quotation mark that opens here is not closed where YAML expects it";
const QUOTE_HELP: &str =
    "close it at the end of the text; inside `\"…\"` write `\\\"`, or put the text after `>-`";

const COLON: Cause = Cause {
    words: &["mapping values are not allowed", "illegal placement of ':'"],
    is_quote: false,
    message: "a colon followed by a space begins a value in YAML, and none is expected here",
    help: "if the colon belongs to the text, put the text in quotes or on lines of its own after `>-`",
};

const DASH: Cause = Cause {
    words: &[],
    is_quote: false,
    message: "a text that begins with `- ` would be a list in YAML",
    help: "put the text in quotes, or begin it with a dash `–`",
};

const FOLDING: Cause = Cause {
    words: &[],
    is_quote: false,
    message: "after `>` or `|` the text begins on the next line",
    help: "put the text on lines of its own, indented, or in quotes if the sign belongs to it",
};

const CAUSES: &[Cause] = &[
    Cause {
        words: &[
            "quoted scalar, found unexpected",
            "indentation in quoted scalar",
            "trailing content after double-quoted",
            "scanning a quoted scalar",
        ],
        is_quote: true,
        message: QUOTE_OPEN,
        help: QUOTE_HELP,
    },
    Cause {
        words: &["escape character", "hexadecimal number", "escape code"],
        is_quote: false,
        message: "a `\\` inside `\"…\"` begins an escape that YAML does not know",
        help: "write `\\\\` for a backslash, or put the text in `'…'` or after `>-`",
    },
    Cause {
        words: &["tab"],
        is_quote: false,
        message: TAB,
        help: TAB_HELP,
    },
    COLON,
    Cause {
        words: &[
            "expected ',' or ']'",
            "flow mapping",
            "misplaced bracket",
            "flow construct",
            "expected node content",
        ],
        is_quote: false,
        message: "a bracket is not closed, or a comma is missing, before this place",
        help: "close `[…]` and `{…}` in the line where they open; put text with brackets in quotes",
    },
    Cause {
        words: &["unknown anchor", "anchor or alias"],
        is_quote: false,
        message: "text that begins with `*` or `&` is an alias or an anchor in YAML",
        help: "put the text in quotes or on a line of its own after `>-`",
    },
    Cause {
        words: &[
            "unexpected character",
            "directive",
            "cannot start any token",
        ],
        is_quote: false,
        message: "text cannot begin with this sign in YAML",
        help: "put the text in quotes or on a line of its own after `>-`",
    },
    Cause {
        words: &["block scalar"],
        is_quote: false,
        message: "the lines after `>-` or `|` are not indented evenly",
        help: "indent all of them by the same number of spaces, deeper than their key; the text begins on the next line",
    },
    Cause {
        words: &[
            "simple key expect",
            "did not find expected key",
            "invalid indentation",
            "expected '-' indicator",
            "block sequence entries",
            "expected <document start>",
            "mapping keys are not allowed",
            "comment intercepting",
        ],
        is_quote: false,
        message: "this line does not fit the lines above it",
        help: "indent it as its neighbours, write `key: value`, or put text of several lines after `>-`",
    },
];

/// A tab in the indentation of the line at `at`, or of the next one: the parser may stop at the end of the line before.
fn tab_in_indent(text: &str, at: usize) -> Option<Span> {
    let mut start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    for line in text[start..].split_inclusive('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(Span::new(start + tab, start + tab + 1));
        }
        start += line.len();
    }
    None
}

/// True if nothing but white space stands before a byte in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..at].trim_start_matches([' ', '-']).is_empty()
}

/// The character at a byte; at the end of the text, the last one that is not white space.
fn character(text: &str, at: usize) -> Span {
    if let Some(one) = text[at..].chars().next().filter(|one| *one != '\n') {
        return Span::new(at, at + one.len_utf8());
    }
    let before = text[..at].trim_end();
    let width = before.chars().next_back().map_or(0, char::len_utf8);
    Span::new(before.len() - width, before.len())
}

/// The first quotation mark that begins a value between two places.
fn open_quote(text: &str, from: usize, to: usize) -> Option<Span> {
    let from = from.min(to);
    let mut before = text[..from].chars().next_back().unwrap_or('\n');
    for (at, one) in text[from..to].char_indices() {
        if matches!(one, '"' | '\'')
            && (before.is_whitespace() || matches!(before, '[' | '{' | ','))
        {
            return Some(Span::new(from + at, from + at + 1));
        }
        before = one;
    }
    None
}
