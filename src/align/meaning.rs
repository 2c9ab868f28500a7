//! What counts in a text as it is written: its words, numbers, citation keys with locators and note marks.
//!
//! Two texts say the same if these are the same: not looked at are white space, quotation marks, dashes and other
//! punctuation, emphasis, targets of links, ids and classes. It is a reader of its own and no Markdown: it is given
//! texts of which only the folded source is left (the lock), and must see the same in them as in a file.

use crate::language::is_letter_or_digit;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// One thing that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared. `@unicef2018` is a key, `^1` a note mark.
    pub text: String,
    /// True if it may be equal in all languages: code, words of a link, of a citation or of a `lang` span.
    pub is_foreign: bool,
    /// True if a sentence may begin here, so that a capital does not make it a name.
    pub is_first: bool,
}

/// All that counts in a text, in its order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text = composed(text);
    let mut reader = Reader {
        rest: "",
        made: Vec::new(),
        foreign: 0,
        spans: Vec::new(),
        is_first: true,
    };
    let mut is_code = false;
    for line in text.lines() {
        let line = without_marker(line);
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        }
        reader.foreign += usize::from(is_code);
        match container_name(line) {
            Some(end) => {
                reader.nested(&line[..end]);
                reader.line(&line[end..]);
            }
            None => reader.line(line),
        }
        reader.foreign -= usize::from(is_code);
    }
    reader.made
}

/// The same as one string, to be compared.
pub(super) fn key(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
    words.join(" ")
}

/// Letters and their accents as one sign each, whatever the system they were typed on.
fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// A line without what makes it a quotation, an item or a heading.
fn without_marker(line: &str) -> &str {
    let mut line = line.trim_start();
    loop {
        let rest = line
            .strip_prefix('>')
            .or_else(|| line.strip_prefix("- "))
            .or_else(|| line.strip_prefix("* "))
            .or_else(|| line.strip_prefix("+ "))
            .or_else(|| line.strip_prefix("[ ] "))
            .or_else(|| line.strip_prefix(": "))
            .or_else(|| number(line));
        match rest {
            Some(rest) => line = rest.trim_start(),
            None => return line,
        }
    }
}

/// Where the name of a container ends that begins here.
fn container_name(line: &str) -> Option<usize> {
    let name = line.strip_prefix(":::")?;
    Some(name.find('{').map_or(line.len(), |at| at + 3))
}

/// What follows `12. ` or `12) `.
fn number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    rest.filter(|_| (1..=9).contains(&digits))
}

struct Reader<'a> {
    rest: &'a str,
    made: Vec<Word>,
    /// How many things are open whose words may be equal in all languages.
    foreign: usize,
    /// Open elements of HTML: the name, and whether its words are in another language.
    spans: Vec<(String, bool)>,
    is_first: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) {
        let outer = std::mem::replace(&mut self.rest, line);
        self.is_first = true;
        while let Some(letter) = self.rest.chars().next() {
            self.one(letter);
        }
        self.rest = outer;
    }

    fn one(&mut self, letter: char) {
        match letter {
            '\\' => {
                self.skip(1);
                if self
                    .rest
                    .starts_with(|next: char| next.is_ascii_punctuation())
                {
                    self.skip(1);
                }
            }
            '`' => self.code(),
            '<' => self.angle(),
            '[' => self.bracket(),
            ']' => self.closing(),
            // The words that stand for a picture are to be translated.
            '!' if self.rest.starts_with("![") => self.skip(2),
            '{' => self.braces(),
            '&' => self.entity(),
            // What is struck out is not said.
            '~' if self.rest.starts_with("~~") => {
                self.push("~~".to_owned());
                self.skip(2);
            }
            '-' if self.rest[1..].starts_with(|next: char| next.is_ascii_digit()) => {
                self.push("−".to_owned());
                self.skip(1);
            }
            '.' | '!' | '?' | '…' | ':' => {
                self.is_first = true;
                self.skip(letter.len_utf8());
            }
            _ if is_part(letter) => self.word(),
            _ if is_sign(letter) => {
                self.push(letter.to_string());
                self.skip(letter.len_utf8());
            }
            _ => self.skip(letter.len_utf8()),
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn push(&mut self, text: String) {
        let is_first = std::mem::take(&mut self.is_first);
        self.made.push(Word {
            text,
            is_foreign: self.foreign > 0,
            is_first,
        });
    }

    /// Letters and digits; inside a number also its decimal sign.
    fn word(&mut self) {
        let mut word = String::new();
        let mut letters = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, letter)) = letters.next() {
            let between_digits = matches!(letter, '.' | ',')
                && word.ends_with(|last: char| last.is_numeric())
                && letters.peek().is_some_and(|(_, next)| next.is_numeric());
            if is_part(letter) || between_digits {
                word.push(without_dots(letter));
            } else if !is_unseen(letter) {
                end = at;
                break;
            }
        }
        self.skip(end);
        self.push(word);
        // In `16-17` it is no minus.
        if self.rest.starts_with('-') {
            self.skip(1);
        }
    }

    /// `` `code` ``: its words count, and may be equal in all languages.
    fn code(&mut self) {
        let ticks = self.rest.bytes().take_while(|byte| *byte == b'`').count();
        let (fence, rest) = self.rest.split_at(ticks);
        self.rest = rest;
        let Some(end) = rest.find(fence) else { return };
        self.nested(&rest[..end]);
        self.rest = &rest[end + ticks..];
    }

    /// Reads a stretch whose words may be equal in all languages, and comes back.
    fn nested(&mut self, inside: &'a str) {
        let first = self.is_first;
        self.foreign += 1;
        self.line(inside);
        self.foreign -= 1;
        self.is_first = first && inside.is_empty();
    }

    /// A comment, an element of HTML, an address in angle brackets; or just a sign.
    fn angle(&mut self) {
        let rest = self.rest;
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
            return self.skip(4 + end);
        }
        let is_tag = rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/');
        let Some(end) = rest.find('>').filter(|_| is_tag) else {
            self.push("<".to_owned());
            return self.skip(1);
        };
        self.tag(&rest[1..end]);
        self.skip(end + 1);
    }

    fn tag(&mut self, inside: &str) {
        if let Some(name) = inside.strip_prefix('/') {
            let open = self.spans.iter().rposition(|(one, _)| one == name.trim());
            for (_, is_foreign) in self.spans.drain(open.unwrap_or(self.spans.len())..) {
                self.foreign -= usize::from(is_foreign);
            }
            return;
        }
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
        let is_void = ["br", "wbr", "hr", "img"].contains(&name) || inside.ends_with('/');
        // `<https://…>`: an address, no element.
        if is_void || attributes.starts_with([':', '@', '.']) {
            return;
        }
        let is_foreign = attributes.contains(" lang=") || name == "code";
        self.foreign += usize::from(is_foreign);
        self.spans.push((name.to_owned(), is_foreign));
    }

    /// `[^1]`, `[@a, p. 3]`, `[#R04]`, a link; everything else is a bracket.
    fn bracket(&mut self) {
        let after = &self.rest[1..];
        let is_mark = after.starts_with(['^', '@', '#']);
        let inside = is_mark.then(|| after.split_once(']')).flatten();
        let Some((inside, _)) = inside else {
            return self.link();
        };
        self.skip(inside.len() + 2);
        if inside.starts_with('^') {
            return self.push(inside.to_lowercase());
        }
        if inside.starts_with('#') {
            // The words are those of the target, which may have been renamed.
            return self.push("#".to_owned());
        }
        for work in inside.split(';') {
            let (cited, locator) = work.split_once(',').unwrap_or((work, ""));
            self.foreign += 1;
            self.push(cited.trim().to_owned());
            self.foreign -= 1;
            self.nested(locator);
        }
    }

    /// The words of a link may be equal in all languages; where it leads does not count.
    fn link(&mut self) {
        let end = closing_bracket(self.rest);
        match end.filter(|end| self.rest[end + 1..].starts_with(['(', '['])) {
            Some(end) if self.foreign < DEEPEST => {
                self.nested(&self.rest[1..end]);
                self.skip(end);
                self.closing();
            }
            _ => self.skip(1),
        }
    }

    /// The end of a bracket; of a link or a picture, with the target after it.
    fn closing(&mut self) {
        self.skip(1);
        let end = match self.rest.bytes().next() {
            Some(b'(') => target_end(self.rest),
            Some(b'[') => self.rest.find(']').map(|end| end + 1),
            _ => None,
        };
        self.skip(end.unwrap_or(0));
    }

    /// `{#id .class key="words"}`: ids and classes do not count, words do.
    fn braces(&mut self) {
        let rest = self.rest;
        let is_attributes = |inside: &str| {
            let first = inside.trim_start();
            first.starts_with(['#', '.']) || first.split_whitespace().any(|one| one.contains('='))
        };
        let inside = rest[1..].split_once('}').map(|(inside, _)| inside);
        let Some(inside) = inside.filter(|inside| is_attributes(inside)) else {
            return self.skip(1);
        };
        self.skip(inside.len() + 2);
        let mut left = inside;
        while let Some(at) = left.find(|c: char| !c.is_whitespace()) {
            left = &left[at..];
            let end = left
                .find(|c: char| c.is_whitespace() || c == '=')
                .unwrap_or(left.len());
            let is_key = left[end..].starts_with('=');
            left = &left[end..];
            if is_key {
                left = self.value(&left[1..]);
            }
        }
    }

    /// Reads the value of an attribute; gives what follows it.
    fn value(&mut self, text: &'a str) -> &'a str {
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
            None => {
                let end = text.find(char::is_whitespace).unwrap_or(text.len());
                text.split_at(end)
            }
        };
        // A value without quotation marks is a name or a number.
        match quote {
            Some(_) => self.line(value),
            None => self.nested(value),
        }
        rest
    }

    /// `&nbsp;` and its like are punctuation or space to us.
    fn entity(&mut self) {
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
        let name = self.rest.as_bytes()[1..].iter().take(LONGEST_ENTITY + 1);
        let length = name.take_while(|byte| is_of_name(byte)).count();
        let is_entity =
            (2..=LONGEST_ENTITY).contains(&length) && self.rest[1 + length..].starts_with(';');
        self.skip(if is_entity { length + 2 } else { 1 });
    }
}

/// Links in links: no author writes them, and we do not follow them for ever.
const DEEPEST: usize = 8;
/// Letters of an entity's name, at most, that we know one by.
const LONGEST_ENTITY: usize = 8;
/// So far we look for the end of a link's words.
const LONGEST_LINK: usize = 2000;

/// Where the first bracket closes.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices().take(LONGEST_LINK) {
        match letter {
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at),
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// One past the bracket that closes the target of a link.
fn target_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Where `ё` is a letter, most print it as `е`: a text that was given its dots, or lost them, says the same.
fn without_dots(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'Ё' => 'Е',
        other => other,
    }
}

fn is_part(letter: char) -> bool {
    is_letter_or_digit(letter) || matches!(letter, '\u{300}'..='\u{36f}')
}

/// Soft hyphens and joiners: inside a word they are not seen.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Signs that are read aloud.
fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        '%' | '‰'
            | '§'
            | '№'
            | '°'
            | '+'
            | '−'
            | '±'
            | '='
            | '≠'
            | '×'
            | '>'
            | '≤'
            | '≥'
            | '≈'
            | '$'
            | '€'
            | '£'
            | '₸'
            | '₽'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts() {
        for (text, expected) in [
            ("The *quick* **brown**  fox.", "The quick brown fox"),
            ("well-being — and “peace”", "well being and peace"),
            ("3,5 % of 1.200", "3,5 % of 1.200"),
            ("16–17 years", "16 17 years"),
            ("see [the law](a.md#b \"T (x)\") now", "see the law now"),
            (
                "as said.[^1] [@unicef2018, p. 30; @b]",
                "as said ^1 @unicef2018 p 30 @b",
            ),
            ("[#R04] asks", "# asks"),
            ("## Method {#method .wide}", "Method"),
            (
                "::: callout {#a title=\"What counts\" ref=F07}",
                "callout What counts F07",
            ),
            ("- one\n- two\n  1. three", "one two three"),
            ("> said\n> so", "said so"),
            (
                "<span lang=\"kk\">бала</span> <!-- no --> a&nbsp;b",
                "бала a b",
            ),
            ("`x = 1` and <https://a.org/b>", "x = 1 and"),
            ("−12% and -3, x ≠ -5", "− 12 % and − 3 x ≠ − 5"),
            ("- 5 of 16-17, 2021-10-07", "5 of 16 17 2021 10 07"),
            ("must ~~not~~ pay ~ 5", "must ~~ not ~~ pay 5"),
            ("пе\u{ad}ре\u{ad}нос", "перенос"),
            ("Её ещё нет. Ёлка", "Ее еще нет Елка"),
            ("и\u{306} е\u{308} e\u{301}", "й е é"),
            ("| a | b |\n|---|--:|\n| 1 | 2 |", "a b 1 2"),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }

    #[test]
    fn words_that_may_be_equal_everywhere() {
        let foreign: Vec<String> = words("As `a b` or <span lang=\"en\">c d</span> e")
            .into_iter()
            .filter(|word| word.is_foreign)
            .map(|word| word.text)
            .collect();
        assert_eq!(foreign, ["a", "b", "c", "d"]);
    }
}
