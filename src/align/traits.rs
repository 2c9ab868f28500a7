//! What of a block can be compared across languages: its kind, its length, its ids, and marks that translation leaves
//! alone, such as numbers, citation keys and names.

use super::{numbers, sounds};
use crate::language::is_letter_or_digit;
use crate::study::BlockId;
use crate::study::inline::{Cited, Inline};
use crate::study::text::{Container, Element, ElementKind};

/// One block, or several together, as the aligner sees it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Traits {
    pub kind: Kind,
    /// Letters and digits, as the measure of length.
    pub letters: u64,
    /// Ordered, none twice.
    pub marks: Vec<Mark>,
    /// The first id its author gave.
    pub id: Option<String>,
    /// The block of the lock it was recognised as.
    pub known: Option<BlockId>,
    /// Meant for one language: it has no partner.
    pub only: bool,
}

/// Something that stands in a text and is likely to stand in its translation: a digest, ordered by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Mark {
    pub class: Class,
    digest: u64,
}

/// How far a mark can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// A translator leaves it as it is: numbers, note marks, citations, references, targets, code, images, ids.
    Firm,
    /// A word spelt the same: a name, a borrowed word.
    Word,
    /// A word that sounds the same in another script.
    Sound,
}

/// The kinds of blocks, as far as alignment tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    List,
    Definitions,
    Table,
    Quote,
    Alert,
    Code,
    Rule,
    Html,
    Container(String),
}

impl Kind {
    pub(super) fn of(element: &Element) -> Self {
        match &element.kind {
            ElementKind::Paragraph(_) => Self::Paragraph,
            ElementKind::Heading { level, .. } => Self::Heading(*level),
            ElementKind::List { .. } => Self::List,
            ElementKind::Definitions(_) => Self::Definitions,
            ElementKind::Table(_) => Self::Table,
            ElementKind::Quote(_) => Self::Quote,
            ElementKind::Alert { .. } => Self::Alert,
            ElementKind::Code(_) => Self::Code,
            ElementKind::Rule => Self::Rule,
            ElementKind::Html(_) => Self::Html,
            ElementKind::Container(container) => Self::Container(container.name.clone()),
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_))
    }

    /// True for what may be one of several parts of a block.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self, Self::Paragraph | Self::List | Self::Quote)
    }
}

impl Traits {
    pub(super) fn of(elements: &[&Element], known: Option<&BlockId>) -> Self {
        let mut eye = Eye::default();
        for element in elements {
            eye.element(element);
        }
        let kind = elements.first().map_or(Kind::Rule, |one| Kind::of(one));
        let ids = elements.iter().filter_map(|one| one.attached.id.as_ref());
        if let Some(known) = known {
            eye.mark(Class::Firm, &["id", known.as_str()]);
        }
        let mut traits = eye.traits(kind);
        traits.only = elements.iter().any(|one| one.attached.only.is_some());
        traits.id = ids.map(|(id, _)| id.clone()).next();
        traits.known = known.cloned();
        traits
    }

    /// The traits of some lines of running text.
    pub(super) fn of_lines(lines: &[Vec<Inline>]) -> Self {
        let mut eye = Eye::default();
        for line in lines {
            eye.line(line);
        }
        eye.traits(Kind::Paragraph)
    }

    /// Two together; the kind is the first one's.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut together = self.without_marks_with(other);
        together.marks.extend(self.marks.iter().chain(&other.marks));
        together.marks.sort_unstable();
        together.marks.dedup();
        together
    }

    /// The same, for who does not look at marks.
    pub(super) fn without_marks_with(&self, other: &Self) -> Self {
        Self {
            kind: self.kind.clone(),
            letters: self.letters + other.letters,
            marks: Vec::new(),
            id: self.id.clone().or_else(|| other.id.clone()),
            known: self.known.clone().or_else(|| other.known.clone()),
            only: self.only,
        }
    }

    /// Several together, under the kind of the first. What of them is one is no question: they have no ids.
    pub(super) fn of_all(parts: &[Traits]) -> Self {
        let kind = parts.first().map_or(Kind::Rule, |one| one.kind.clone());
        Eye {
            letters: parts.iter().map(|part| part.letters).sum(),
            marks: parts.iter().flat_map(|part| &part.marks).copied().collect(),
        }
        .traits(kind)
    }
}

/// Gathers what it sees.
#[derive(Default)]
struct Eye {
    letters: u64,
    marks: Vec<Mark>,
}

impl Eye {
    fn traits(mut self, kind: Kind) -> Traits {
        self.marks.sort_unstable();
        self.marks.dedup();
        Traits {
            kind,
            letters: self.letters,
            marks: self.marks,
            id: None,
            known: None,
            only: false,
        }
    }

    fn mark(&mut self, class: Class, parts: &[&str]) {
        let digest = digest(parts);
        self.marks.push(Mark { class, digest });
    }

    fn element(&mut self, element: &Element) {
        if let Some((id, _)) = &element.attached.id {
            self.mark(Class::Firm, &["id", id]);
        }
        match &element.kind {
            ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => {
                self.line(content)
            }
            ElementKind::List { items, .. } => {
                items.iter().for_each(|item| self.elements(&item.content))
            }
            ElementKind::Definitions(entries) => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| self.line(term));
                    entry.meanings.iter().for_each(|one| self.elements(one));
                }
            }
            ElementKind::Table(table) => table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .for_each(|cell| self.line(cell)),
            ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                self.elements(content)
            }
            ElementKind::Code(code) => {
                self.mark(Class::Firm, &["code", &code.text]);
                self.text(&code.text);
            }
            ElementKind::Html(text) => self.text(text),
            ElementKind::Rule => {}
            ElementKind::Container(container) => self.container(container),
        }
    }

    fn elements(&mut self, elements: &[Element]) {
        elements.iter().for_each(|element| self.element(element));
    }

    fn container(&mut self, container: &Container) {
        for argument in &container.arguments {
            let value = without_language(&argument.value);
            self.mark(Class::Firm, &["argument", &argument.key, &value]);
            self.text(&argument.value);
        }
        self.elements(&container.content);
    }

    /// A stretch of running text: its words are looked at together, since emphasis may begin inside a word or number.
    fn line(&mut self, inlines: &[Inline]) {
        let mut text = String::new();
        self.inlines(inlines, &mut text);
        self.text(&text);
    }

    fn inlines(&mut self, inlines: &[Inline], text: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => text.push_str(words),
                Inline::Code(code) => {
                    self.mark(Class::Firm, &["code", code]);
                    text.push_str(code);
                }
                Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
                    self.inlines(content, text)
                }
                Inline::Html(html) => self.inlines(&html.content, text),
                Inline::Link(link) => {
                    self.mark(Class::Firm, &["to", &without_language(&link.target)]);
                    self.inlines(&link.content, text);
                }
                Inline::Image(image) => {
                    self.mark(Class::Firm, &["image", &without_language(&image.source)]);
                    text.extend([" ", image.alt.as_str(), " "]);
                }
                Inline::Note { label, .. } => self.mark(Class::Firm, &["note", label]),
                Inline::Citation { works, .. } => works.iter().for_each(|work| self.cited(work)),
                Inline::Reference { target, .. } => self.mark(Class::Firm, &["to", "#", target]),
                Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            }
        }
    }

    fn cited(&mut self, work: &Cited) {
        self.mark(Class::Firm, &["cited", &work.key]);
        if let Some(locator) = &work.locator {
            let place = numbers::digits(&locator.value).concat();
            self.mark(Class::Firm, &["cited", &work.key, &place]);
        }
    }

    fn text(&mut self, text: &str) {
        for number in numbers::digits(text) {
            self.mark(Class::Firm, &["number", &number]);
        }
        let words = text.split(|letter: char| !is_letter_or_digit(letter));
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let letters = words.iter().map(|word| word.chars().count() as u64);
        self.letters += letters.sum::<u64>();
        words.sort_unstable();
        words.dedup();
        words.into_iter().for_each(|word| self.word(word));
    }

    fn word(&mut self, word: &str) {
        let is_word = word.chars().any(char::is_alphabetic) && word.chars().nth(1).is_some();
        if !is_word {
            return;
        }
        match word.chars().all(char::is_lowercase) {
            true => self.mark(Class::Word, &[word]),
            false => self.mark(Class::Word, &[&word.to_lowercase()]),
        }
        let sound = sounds::key(word).map(|key| Mark {
            class: Class::Sound,
            digest: key.into(),
        });
        self.marks.extend(sound);
    }
}

/// A target or a path without the parts that say which language is meant: `02-money.en.md`, `media/x.ru.svg` and
/// `https://example.org/en/a` are the same thing in every language.
fn without_language(target: &str) -> String {
    let parts = target.split_inclusive(['/', '.', '#', '?', '&', '=']);
    parts.filter(|part| !is_tag(part)).collect()
}

/// Two small letters, perhaps with a region: `ru/`, `en.`, `pt-BR/`. Endings such as `md` stand at the end of a path.
fn is_tag(part: &str) -> bool {
    let Some(tag) = part.strip_suffix(['/', '.']) else {
        return false;
    };
    let language = tag.split('-').next().unwrap_or_default();
    language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// FNV-1a over some texts and the borders between them. It never leaves the process.
fn digest(parts: &[&str]) -> u64 {
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |byte: u8| {
        digest ^= u64::from(byte);
        digest = digest.wrapping_mul(0x0000_0100_0000_01b3);
    };
    for part in parts {
        part.bytes().for_each(&mut feed);
        feed(0xff);
    }
    digest
}

#[cfg(test)]
mod tests {
    use super::without_language;

    #[test]
    fn targets_lose_their_language() {
        let cases = [
            ("02-money.en.md#costs", "02-money.md#costs"),
            ("media/x.ru.svg", "media/x.svg"),
            ("https://example.org/kk/a", "https://example.org/a"),
            ("https://en.example.org/a", "https://example.org/a"),
            ("media/x.svg", "media/x.svg"),
            ("#R04", "#R04"),
        ];
        for (target, expected) in cases {
            assert_eq!(without_language(target), expected);
        }
    }
}
