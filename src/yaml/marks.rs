//! Where everything stands: the events of `saphyr-parser` as a tree of places, within bounds.

use super::syntax::Trouble;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Characters, Place, Span};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use std::collections::BTreeMap;

/// How deep maps and lists may lie in each other. The files of a study need six.
pub const DEEPEST: usize = 48;

/// How much aliases may add to a file, in bytes of text plus one per value. A study needs none.
pub const MOST_REPEATED: usize = 1_000_000;

/// The same key twice in one map.
pub(super) static DATA_DUPLICATE_KEY: Code = Code {
    name: "data-duplicate-key",
    why: "A key may stand only once in a map: of two values one would silently win.",
    remedy: "Remove one of the two, or join their values.",
};

/// Words behind a sign that makes a comment of them.
pub(super) static DATA_COMMENT: Code = Code {
    name: "data-comment",
    why: "In YAML a `#` behind a space begins a comment, so the words after it are on no page.",
    remedy: "Put the text in quotes, or on lines of its own after `>-`. If a comment is meant, put a space behind the `#`.",
};

/// Aliases that repeat too much.
pub(super) static DATA_ALIAS_BOMB: Code = Code {
    name: "data-alias-bomb",
    why: "Aliases (`*name`) that repeat aliases grow without end: a few lines can fill the memory of any machine.",
    remedy: "Write the values out instead of repeating them with `*name`.",
};

/// Maps and lists too deep in each other.
pub(super) static DATA_TOO_DEEP: Code = Code {
    name: "data-too-deep",
    why: "No file of a study needs maps and lists this deep in each other; it is nearly always a bracket too many.",
    remedy: "Remove the brackets or the indentation that is too much.",
};

/// The places of one file.
pub(super) struct Marks {
    /// The whole value.
    pub(super) root: Mark,
    /// Keys that stand twice.
    pub(super) duplicates: Vec<Duplicate>,
    /// Comments that look like the end of the text before them: `rated #5 in the region`.
    pub(super) comments: Vec<Span>,
}

/// Where a value stands, and what it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) inside: Inside,
}

/// What a value holds.
#[derive(Clone, Debug, Default)]
pub(super) enum Inside {
    /// Text as long as an alias does not stand for more.
    #[default]
    Nothing,
    /// A number, a word or a date without quotes, as typed.
    Plain(String),
    List(Vec<Mark>),
    Map(Vec<(Span, Mark)>),
}

/// A key that stands twice.
pub(super) struct Duplicate {
    pub(super) key: String,
    pub(super) first: Span,
    pub(super) second: Span,
}

impl Duplicate {
    /// What is said about it.
    pub(super) fn diagnostic(&self, first: Place, second: Place) -> Diagnostic {
        let message = format!("the key `{}` stands twice in this map", self.key);
        Diagnostic::error(&DATA_DUPLICATE_KEY, second, message).note(first, "it stands here first")
    }
}

/// Reads all places of `text`.
pub(super) fn marks(text: &str) -> Result<Marks, Trouble> {
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = builder.characters.offset(error.marker().index());
            Trouble::syntax(text, at, builder.last_end, error.info())
        })?;
        let (start, end) = (byte(&builder, span.start), byte(&builder, span.end));
        builder.take(event, trimmed(text, start, end))?;
    }
    Ok(Marks {
        root: builder.root.unwrap_or_default(),
        duplicates: builder.duplicates,
        comments: builder.comments,
    })
}

fn byte(builder: &Builder<'_>, marker: Marker) -> usize {
    builder.characters.offset(marker.index())
}

/// The comment behind several words, if it begins as a word does.
fn comment_behind(text: &str, words: Span) -> Option<Span> {
    let line = text[words.end..].lines().next()?;
    let comment = line.trim();
    let begins = comment
        .strip_prefix('#')?
        .starts_with(char::is_alphanumeric);
    let start = words.end + (line.len() - line.trim_start().len());
    let is_text = text[words.start..words.end].contains(' ');
    (begins && is_text).then(|| Span::new(start, start + comment.len()))
}

/// Block scalars and collections end where the next thing begins; we end them with their last letter.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let end = end.max(start);
    Span::new(start, start + text[start..end].trim_end().len())
}

/// A map or a list that is not yet closed.
struct Open {
    span: Span,
    anchor: usize,
    weight: usize,
    what: Holding,
}

enum Holding {
    List(Vec<Mark>),
    Map {
        entries: Vec<(Span, Mark)>,
        seen: BTreeMap<String, Span>,
        key: Option<Span>,
    },
}

struct Builder<'a> {
    text: &'a str,
    characters: Characters<'a>,
    open: Vec<Open>,
    root: Option<Mark>,
    documents: usize,
    duplicates: Vec<Duplicate>,
    comments: Vec<Span>,
    /// How much the value of each finished anchor weighs when its aliases are written out.
    weights: BTreeMap<usize, usize>,
    repeated: usize,
    last_end: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            characters: Characters::new(text),
            open: Vec::new(),
            root: None,
            documents: 0,
            duplicates: Vec::new(),
            comments: Vec::new(),
            weights: BTreeMap::new(),
            repeated: 0,
            last_end: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Trouble> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            Event::DocumentStart(_) => self.document(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Scalar(value, style, anchor, tag) => {
                refuse_tag(tag.is_some_and(|tag| !tag.is_yaml_core_schema()), span)?;
                self.scalar(&value, style, anchor, span);
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_tag(tag.is_some(), span)?;
                self.open(anchor, span, Holding::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                refuse_tag(tag.is_some(), span)?;
                let map = Holding::Map {
                    entries: Vec::new(),
                    seen: BTreeMap::new(),
                    key: None,
                };
                self.open(anchor, span, map)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
        }
        self.last_end = self.last_end.max(span.end);
        Ok(())
    }

    fn document(&mut self, span: Span) -> Result<(), Trouble> {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        Err(Trouble::plain(
            span,
            "a second document begins here; a file holds one",
            "remove the line `---`",
        ))
    }

    fn open(&mut self, anchor: usize, span: Span, what: Holding) -> Result<(), Trouble> {
        if self.open.len() == DEEPEST {
            let message = format!("maps and lists lie more than {DEEPEST} deep in each other here");
            return Err(Trouble::of(&DATA_TOO_DEEP, span, message));
        }
        if self.awaits_key() {
            return Err(Trouble::plain(
                span,
                "a map or a list stands where a key is expected",
                "a key is a word; put text in quotes or after `>-` if it begins with a bracket",
            ));
        }
        self.open.push(Open {
            span,
            anchor,
            weight: 1,
            what,
        });
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        let what = self.open.last().map(|open| &open.what);
        matches!(what, Some(Holding::Map { key: None, .. }))
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, anchor: usize, span: Span) {
        let weight = 1 + value.len();
        if anchor > 0 {
            self.weights.insert(anchor, weight);
        }
        if self.awaits_key() {
            return self.key(value, span);
        }
        let inside = match style {
            ScalarStyle::Plain => {
                self.comments.extend(comment_behind(self.text, span));
                Inside::Plain(value.to_owned())
            }
            _ => Inside::Nothing,
        };
        self.put(Mark { span, inside }, weight);
    }

    fn key(&mut self, name: &str, span: Span) {
        let Some(Open {
            what: Holding::Map { seen, key, .. },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        *key = Some(span);
        if let Some(first) = seen.get(name) {
            self.duplicates.push(Duplicate {
                key: name.to_owned(),
                first: *first,
                second: span,
            });
        } else {
            seen.insert(name.to_owned(), span);
        }
    }

    /// An alias stands for a value that was finished before. One inside its own value never ends.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Trouble> {
        let name = &self.text[span.start..span.end];
        let Some(weight) = self.weights.get(&anchor).copied() else {
            let message = format!("the alias `{name}` stands inside the very value it repeats");
            return Err(Trouble::of(&DATA_ALIAS_BOMB, span, message));
        };
        self.repeated = self.repeated.saturating_add(weight);
        if self.repeated > MOST_REPEATED {
            let message =
                format!("with `{name}` the aliases of this file repeat more than a million bytes");
            return Err(Trouble::of(&DATA_ALIAS_BOMB, span, message));
        }
        if self.awaits_key() {
            return Err(Trouble::plain(
                span,
                format!("the alias `{name}` stands where a key is expected"),
                "text that begins with `*` goes in quotes or after `>-`",
            ));
        }
        self.put(
            Mark {
                span,
                inside: Inside::Nothing,
            },
            weight,
        );
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        if open.anchor > 0 {
            self.weights.insert(open.anchor, open.weight);
        }
        let inside = match open.what {
            Holding::List(elements) => Inside::List(elements),
            Holding::Map { entries, .. } => Inside::Map(entries),
        };
        let span = self.collection_span(open.span, end, &inside);
        self.put(Mark { span, inside }, open.weight);
    }

    /// From the opening to the closing bracket, or from the first to the last thing inside.
    fn collection_span(&self, start: Span, end: Span, inside: &Inside) -> Span {
        if end.end > end.start {
            return start.cover(end);
        }
        let last = match inside {
            Inside::List(elements) => elements.last().map(|mark| mark.span),
            Inside::Map(entries) => entries.last().map(|(key, mark)| key.cover(mark.span)),
            _ => None,
        };
        last.map_or(start, |last| start.cover(last))
    }

    fn put(&mut self, mark: Mark, weight: usize) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(mark);
            return;
        };
        open.weight = open.weight.saturating_add(weight);
        match &mut open.what {
            Holding::List(elements) => elements.push(mark),
            Holding::Map { entries, key, .. } => {
                let key = key.take().unwrap_or(mark.span);
                entries.push((key, mark));
            }
        }
    }
}

fn refuse_tag(tagged: bool, span: Span) -> Result<(), Trouble> {
    if !tagged {
        return Ok(());
    }
    Err(Trouble::plain(
        span,
        "text that begins with `!` is a tag in YAML, and the files of a study have none",
        "put the text in quotes or on a line of its own after `>-`",
    ))
}
