//! Running text as one row of characters that knows where in its file each of them stands.

use super::piece::{Kind, Piece};
use crate::language::{Beginnings, any_pair, chunks, is_letter_or_digit, words};
use crate::source::{Field, Place, SourcePath, Span};
use crate::study::Inline;
use crate::study::inline::Cited;
use std::cell::OnceCell;
use std::ops::Range;

/// Stands for what is no text: a citation, a picture (Unicode: object replacement character).
pub(super) const OBJECT: char = '\u{fffc}';

/// What the spans of a line count in: a chapter's file, or the text of a field.
#[derive(Clone, Debug)]
pub(super) struct Home<'a> {
    pub(super) path: &'a SourcePath,
    /// The field whose own text the spans count in.
    pub(super) field: Option<Field>,
    /// The text that the spans count in.
    pub(super) source: &'a str,
}

impl Home<'_> {
    pub(super) fn place(&self, span: Span) -> Place {
        match &self.field {
            Some(field) => Place::within(self.path, field.clone(), span),
            None => Place::span(self.path, span),
        }
    }

    /// The name of the file without its folders.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }
}

/// A paragraph, a heading, a cell: text in which sentences and quotations begin and end.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) text: String,
    pieces: Vec<Piece>,
    /// Made when somebody asks.
    words: OnceCell<Vec<Word>>,
    /// What stands between the words.
    pub(super) marks: Vec<Mark<'a>>,
}

/// Something in a line that is no word.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    pub(super) what: What<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What<'a> {
    Note(&'a str),
    Work(&'a Cited),
    Reference(&'a str),
    Link(&'a str),
    Picture,
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

impl<'a> Line<'a> {
    /// The line that running text makes.
    pub(super) fn of(content: &'a [Inline]) -> Self {
        let mut line = Self {
            text: String::with_capacity(room(content)),
            pieces: Vec::with_capacity(content.len()),
            ..Self::default()
        };
        line.take(content, Kind::Plain);
        line
    }

    /// A line of plain text, as in the arguments of a container.
    pub(super) fn plain(text: &str, source: Span) -> Self {
        let mut line = Self::default();
        line.push(text, source, Kind::Plain);
        line
    }

    fn take(&mut self, content: &'a [Inline], kind: Kind) {
        for inline in content {
            self.inline(inline, kind);
        }
    }

    fn inline(&mut self, inline: &'a Inline, kind: Kind) {
        match inline {
            Inline::Text(words) => self.push(words, words.span(), kind),
            Inline::Code(words) => self.push(words, words.span(), Kind::Apart),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                self.take(inner, stronger(kind, Kind::Emphasised));
            }
            Inline::Link(link) => {
                self.mark(link.span, What::Link(&link.target));
                let is_outside = link.target.contains("://");
                let inner = if is_outside { Kind::Emphasised } else { kind };
                self.take(&link.content, stronger(kind, inner));
            }
            Inline::Html(html) => {
                let inner = html.lang.as_ref().map_or(kind, |_| Kind::Apart);
                self.take(&html.content, inner);
            }
            Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
            Inline::Note { label, span } => self.mark((*span).into(), What::Note(label)),
            Inline::Citation { works, .. } => {
                for work in works {
                    self.mark(work.span, What::Work(work));
                }
                self.text.push(OBJECT);
            }
            Inline::Reference { target, span } => {
                self.mark((*span).into(), What::Reference(target));
                self.text.push(OBJECT);
            }
            Inline::Image(image) => {
                self.mark(image.span, What::Picture);
                self.text.push(OBJECT);
            }
        }
    }

    fn push(&mut self, text: &str, source: Span, kind: Kind) {
        let start = self.text.len();
        self.text.push_str(text);
        let at = start..self.text.len();
        self.pieces.push(Piece::new(at, source, kind));
    }

    fn mark(&mut self, span: Span, what: What<'a>) {
        self.marks.push(Mark { span, what });
    }

    /// Where a stretch of the line stands in its source.
    pub(super) fn span(&self, at: &Range<usize>, source: &str) -> Span {
        let Some(first) = self.piece(at.start) else {
            return Span::default();
        };
        let last_at = at.end.saturating_sub(1).max(at.start);
        let last = self.piece(last_at).unwrap_or(first);
        let start = first.offset(at.start, &self.text, source);
        let end = last.offset(at.end.min(last.at.end), &self.text, source);
        match (start, end) {
            (Some(start), Some(end)) => Span::new(start, end.max(start)),
            _ => first.source.cover(last.source),
        }
    }

    /// How the text at an offset is meant.
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.piece(at).map_or(Kind::Plain, |piece| piece.kind)
    }

    /// The piece at an offset, else the one before it.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at.start <= at);
        self.pieces.get(after.saturating_sub(1))
    }

    /// Words of letters and digits. What belongs to an address of the web or to a file name is no word.
    pub(super) fn words(&self) -> &[Word] {
        self.words.get_or_init(|| self.all_words())
    }

    fn all_words(&self) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.text.len() / 8);
        let has_apart = self.has_apart();
        if !may_have_addresses(&self.text) {
            self.words_of(0..self.text.len(), has_apart, &mut words);
            return words;
        }
        for chunk in chunks(&self.text) {
            if !is_address(&self.text[chunk.clone()]) {
                self.words_of(chunk, has_apart, &mut words);
            }
        }
        words
    }

    /// False if no word of the line begins as those of a list do, told without taking the line apart.
    pub(super) fn may_have(&self, beginnings: &Beginnings) -> bool {
        // Code may begin or end inside of what looks like one word.
        self.has_apart() || words(&self.text).any(|at| beginnings.may_be(&self.text[at]))
    }

    fn has_apart(&self) -> bool {
        self.pieces.iter().any(|piece| piece.kind == Kind::Apart)
    }

    /// True if the word around an offset is part of an address.
    pub(super) fn is_in_address(&self, at: usize) -> bool {
        let start = self.text[..at].rfind(char::is_whitespace).unwrap_or(0);
        let end = self.text[at..].find(char::is_whitespace);
        let chunk = &self.text[start..end.map_or(self.text.len(), |end| at + end)];
        has_address(chunk)
    }

    fn words_of(&self, stretch: Range<usize>, has_apart: bool, out: &mut Vec<Word>) {
        for word in words(&self.text[stretch.clone()]) {
            let mut at = stretch.start + word.start;
            let end = stretch.start + word.end;
            while at < end {
                let border = match has_apart {
                    true => self.border(at..end),
                    false => end,
                };
                out.push(Word {
                    at: at..border,
                    kind: self.kind(at),
                });
                at = border;
            }
        }
    }

    /// Where code begins or ends inside a word, else where the word ends: code that follows without a space is another
    /// word.
    fn border(&self, word: Range<usize>) -> usize {
        let kind = self.kind(word.start);
        let ends = self.text[word.clone()].char_indices();
        let mut ends = ends.map(|(ahead, _)| word.start + ahead);
        let is_border = |at: &usize| {
            let next = self.kind(*at);
            next != kind && (next == Kind::Apart || kind == Kind::Apart)
        };
        ends.find(is_border).unwrap_or(word.end)
    }
}

/// About how many bytes the line of running text has.
fn room(content: &[Inline]) -> usize {
    /// Emphasised words, a picture, a mark.
    const OTHER: usize = 24;
    let length = |inline: &Inline| match inline {
        Inline::Text(words) => words.len(),
        _ => OTHER,
    };
    content.iter().map(length).sum()
}

fn stronger(outer: Kind, inner: Kind) -> Kind {
    match outer {
        Kind::Apart => Kind::Apart,
        _ => inner,
    }
}

/// True if an address of the web or of a person stands in a text.
pub(super) fn has_address(text: &str) -> bool {
    let may_have_rest = any_pair(text, |byte, next| {
        (byte == b':') & (next == b'/') | (byte == b'w') & (next == b'w')
    });
    text.contains('@') || may_have_rest && (text.contains("://") || text.contains("www."))
}

/// False if no chunk of a text [is an address](is_address), told by its bytes. Rather true than wrong.
fn may_have_addresses(text: &str) -> bool {
    // A sign at the end of a chunk makes no address.
    any_pair(text, |byte, next| {
        let is_sign = (byte == b'@') | (byte == b'_') | (byte == b'\\');
        let is_point = (byte == b'.') & next.is_ascii_alphanumeric();
        is_sign | is_point | (byte == b':') & (next == b'/')
    })
}

/// `https://…`, `www.…`, `name@host`, `src/lib.rs`, `linelist.csv`
fn is_address(chunk: &str) -> bool {
    // Most words have none of the signs that an address is known by.
    let is_sign = |byte: u8| matches!(byte, b'.' | b':' | b'@' | b'_' | b'\\');
    if !chunk.bytes().any(is_sign) {
        return false;
    }
    let inner = chunk.trim_matches(|letter| !is_letter_or_digit(letter));
    if inner.contains("://") || inner.contains('@') || inner.contains('_') || inner.contains('\\') {
        return true;
    }
    let is_ascii_letter =
        |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_alphanumeric());
    inner.match_indices('.').any(|(at, _)| {
        is_ascii_letter(inner[..at].chars().next_back())
            && is_ascii_letter(inner[at + 1..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, span: Span) -> Line<'static> {
        Line::plain(text, span)
    }

    #[test]
    fn addresses_have_no_words() {
        let text = "See https://example.org/a and lib.rs, co-op (e.g. this). End.";
        let line = line(text, Span::new(0, text.len()));
        let words: Vec<&str> = line
            .words()
            .iter()
            .map(|word| &text[word.at.clone()])
            .collect();
        assert_eq!(words, ["See", "and", "co", "op", "this", "End"]);
    }

    #[test]
    fn words_are_those_of_chunks_that_are_no_address() {
        for text in [
            "See https://example.org/a now",
            "(www.example.org), lib.rs. End.",
            "a@b.kz x_y a\\b _ \\ @",
            "e.g. this: a/b и т.д. №5.6",
            "В 2021 г. вой\u{301}на—мир",
        ] {
            let line = line(text, Span::new(0, text.len()));
            let chunks = chunks(text).filter(|at| !is_address(&text[at.clone()]));
            let expected: Vec<&str> = chunks
                .flat_map(|at| words(&text[at.clone()]).map(move |word| &text[at.clone()][word]))
                .collect();
            let found = line.words().iter().map(|word| &text[word.at.clone()]);
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn a_word_of_a_list_is_seen_wherever_it_stands() {
        let mut months = Beginnings::default();
        for month in ["май", "сентября", "5月"] {
            months.add_word(month);
        }
        for (text, expected) in [
            ("май 2021", true),
            ("2021 МАЙ", true),
            ("5 Сентября", true),
            ("в «с\u{ad}ентября»", true),
            ("5月", true),
            ("рамай имай 5", false),
            ("", false),
        ] {
            let line = line(text, Span::new(0, text.len()));
            assert_eq!(line.may_have(&months), expected, "{text}");
        }
        // Code may end inside of what looks like one word.
        let mut line = line("x", Span::new(0, 1));
        line.push("май 5", Span::new(1, 9), Kind::Apart);
        assert!(line.may_have(&months));
        assert_eq!(line.words().len(), 3);
    }

    #[test]
    fn a_line_with_an_address_is_known_as_one() {
        for (text, expected) in [
            ("See https://example.org/12 for more", true),
            ("12 (www.example.org/12)", true),
            ("write to x12@example.org", true),
            ("12 of 50: see lib.rs", false),
            ("", false),
        ] {
            assert_eq!(has_address(text), expected, "{text}");
            let line = line(text, Span::new(0, text.len()));
            let mut places = text.match_indices("12").map(|(at, _)| at);
            let is_inside = places.any(|at| line.is_in_address(at));
            assert_eq!(is_inside, expected, "{text}");
        }
    }
}
