//! Attributes in braces, `{#id .class key=value key="with spaces"}`, of containers and fenced code.

use crate::source::Span;
use crate::study::text::Argument;

/// What stood between the braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<(String, Span)>,
    pub(super) classes: Vec<String>,
    pub(super) arguments: Vec<Argument>,
    /// What could not be read, and why.
    pub(super) wrong: Vec<(Span, String)>,
}

impl Attributes {
    /// Reads the text between the braces; its first byte is byte `at` of the file.
    pub(super) fn read(inside: &str, at: usize) -> Self {
        let mut reader = Reader {
            text: inside,
            at,
            offset: 0,
            made: Self::default(),
        };
        while reader.skip_space() {
            reader.one();
        }
        reader.made
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
    made: Attributes,
}

impl<'a> Reader<'a> {
    /// True if something follows.
    fn skip_space(&mut self) -> bool {
        let rest = &self.text[self.offset..];
        self.offset += rest.len() - rest.trim_start().len();
        self.offset < self.text.len()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start, end).shifted(self.at)
    }

    fn wrong(&mut self, start: usize, what: String) {
        let span = self.span(start, self.offset);
        self.made.wrong.push((span, what));
    }

    fn take_while(&mut self, good: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.offset..];
        let length = rest.find(|c| !good(c)).unwrap_or(rest.len());
        self.offset += length;
        &rest[..length]
    }

    fn one(&mut self) {
        let start = self.offset;
        match self.text.as_bytes()[start] {
            b'#' => self.id(start),
            b'.' => self.class(start),
            _ => self.argument(start),
        }
    }

    fn id(&mut self, start: usize) {
        let word = self.take_while(|c| !c.is_whitespace());
        if self.made.id.is_some() {
            self.wrong(start, format!("a second id `{word}`"));
        } else {
            let span = self.span(start, self.offset);
            self.made.id = Some((word[1..].to_owned(), span));
        }
    }

    fn class(&mut self, start: usize) {
        let word = self.take_while(|c| !c.is_whitespace());
        let name = &word[1..];
        if is_name(name) {
            self.made.classes.push(name.to_owned());
        } else {
            self.wrong(start, format!("`{word}` is not a class such as `.wide`"));
        }
    }

    fn argument(&mut self, start: usize) {
        let key = self.take_while(|c| !c.is_whitespace() && c != '=');
        if !self.text[self.offset..].starts_with('=') {
            let what = format!("`{key}` is none of `#id`, `.class`, `key=value`");
            return self.wrong(start, what);
        }
        self.offset += 1;
        let Some((value, value_span)) = self.value(start) else {
            return;
        };
        if !is_name(key) {
            return self.wrong(start, format!("`{key}` is not a key such as `title`"));
        }
        if self.made.arguments.iter().any(|given| given.key == key) {
            return self.wrong(start, format!("`{key}` is given twice"));
        }
        let span = self.span(start, self.offset);
        self.made.arguments.push(Argument {
            key: key.to_owned(),
            value,
            span,
            value_span,
        });
    }

    fn value(&mut self, start: usize) -> Option<(String, Span)> {
        let first = self.text[self.offset..].chars().next();
        let Some(quote) = first.filter(|c| matches!(c, '"' | '\'')) else {
            let from = self.offset;
            let value = self.take_while(|c| !c.is_whitespace());
            if value.is_empty() || value.starts_with(['“', '”', '„', '«', '‘', '’']) {
                let what = "a value is one word, or stands between straight quotes \"…\"";
                self.wrong(start, what.to_owned());
                return None;
            }
            return Some((super::running::normal(value), self.span(from, self.offset)));
        };
        let from = self.offset + 1;
        let mut value = String::new();
        let mut letters = self.text[from..].char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter == quote {
                self.offset = from + at + 1;
                let span = self.span(from, from + at);
                return Some((super::running::normal(value), span));
            }
            match letter {
                '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
                _ => value.push(letter),
            }
        }
        self.offset = self.text.len();
        self.wrong(start, format!("the closing {quote} is missing"));
        None
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
