//! How the text of one thing stands to its texts in the other languages, and what readers are told of it.
//!
//! A mark stands on the pages of those languages that have something to catch up: a text that is missing, one that was
//! left in another language, or one that is as it was while another language's has changed. Where all texts have
//! changed there is none, since each is as new as the others.

use super::anchors::ChapterAt;
use super::pen::Pen;
use super::view::Html;
use super::{Site, escape};
use crate::language::Lang;
use crate::study::text::ElementKind;
use crate::study::{Block, Inline, Odd, State};
use crate::theme::Filling;
use std::collections::BTreeMap;

/// How a text in one language stands to those in the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing<'a> {
    Agreed,
    /// This language has no text.
    Missing,
    /// Another language's text was left standing.
    Copied,
    /// The texts in these languages have changed since all were agreed, and this one has not.
    Behind(Vec<&'a Lang>),
}

impl<'a> Standing<'a> {
    /// Of a block's text in `lang`.
    pub(crate) fn of_block(languages: &'a [Lang], block: &Block, lang: &Lang) -> Self {
        if block.texts.get(lang).is_some() {
            Self::of(languages, &block.state, lang)
        } else if is_only(block) {
            Self::Agreed
        } else {
            Self::Missing
        }
    }

    /// Of a text in `lang` whose thing has this state. `languages` are those of the study.
    pub(crate) fn of(languages: &'a [Lang], state: &State, lang: &Lang) -> Self {
        match state.of(lang) {
            Some(Odd::Missing) => Self::Missing,
            Some(Odd::Copied) => Self::Copied,
            Some(Odd::MovedOn) => Self::Agreed,
            None => {
                let all = languages.iter();
                let moved = all.filter(|one| state.of(one) == Some(Odd::MovedOn));
                let moved: Vec<&Lang> = moved.collect();
                match moved.is_empty() {
                    true => Self::Agreed,
                    false => Self::Behind(moved),
                }
            }
        }
    }

    /// The class of elements that stand so, spelled as `status` does; `None` if all is well.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self {
            Self::Agreed => None,
            Self::Missing => Some(Odd::Missing.word()),
            Self::Copied => Some(Odd::Copied.word()),
            Self::Behind(_) => Some(Odd::MovedOn.word()),
        }
    }

    /// What readers are told, in the language of the text; `None` if all is well.
    pub(crate) fn words(&self, pen: &Pen<'_>) -> Option<String> {
        match self {
            Self::Agreed => None,
            Self::Missing => Some(pen.say_in_text("block.missing", &[])),
            Self::Copied => Some(pen.say_in_text("block.copied", &[])),
            Self::Behind(moved) => {
                let names = moved.iter();
                let names: Vec<String> = names
                    .map(|lang| pen.theme.language_name(pen.text, lang))
                    .collect();
                let names = names.join(", ");
                Some(pen.say_in_text("block.moved_on", &[("languages", Filling::Text(&names))]))
            }
        }
    }

    /// The same as an element; empty if all is well.
    pub(crate) fn note(&self, pen: &Pen<'_>) -> String {
        match (self.word(), self.words(pen)) {
            (Some(word), Some(words)) => format!(
                "<p class=\"state-note\" data-state=\"{word}\">{}</p>",
                escape::text(&words)
            ),
            _ => String::new(),
        }
    }
}

/// What is to be said of a chapter's title and summary, each thing once; empty if all is well.
pub(crate) fn of_head(pen: &Pen<'_>, at: ChapterAt) -> Html {
    let notes = ["front:title", "front:summary"].map(|id| of_part(pen, at, id));
    let [title, summary] = notes;
    Html(if title == summary {
        title
    } else {
        title + &summary
    })
}

/// What is to be said of the notes of a chapter.
pub(crate) struct OfNotes<'a> {
    at: ChapterAt,
    /// The ids under which they are remembered, by language and label; none if all is well with all of them.
    ids: BTreeMap<(&'a Lang, &'a str), String>,
}

impl<'a> OfNotes<'a> {
    pub(crate) fn new(pen: &Pen<'a>, at: ChapterAt) -> Self {
        let notes = full_name(pen, at, "note:");
        let mut fields = pen.study.fields.from(notes.as_str());
        let is_note = |(name, _): (&String, &State)| name.starts_with(&notes);
        let ids = match fields.next().is_some_and(is_note) {
            true => crate::align::note_ids(at.of(pen.study), &pen.study.settings.languages),
            false => BTreeMap::new(),
        };
        Self { at, ids }
    }

    /// Of the note of this label, as an element; empty if all is well. The label may be another one in the language under
    /// whose label the note is remembered.
    pub(crate) fn note(&self, pen: &Pen<'_>, label: &str) -> String {
        let id = self.ids.get(&(pen.text, label));
        id.map_or_else(String::new, |id| of_part(pen, self.at, id))
    }
}

/// The name of a part of a chapter in the whole study.
fn full_name(pen: &Pen<'_>, at: ChapterAt, id: &str) -> String {
    let folder = if at.is_news() { "news/" } else { "" };
    format!("{folder}{}#{id}", at.id(pen.study))
}

fn of_part(pen: &Pen<'_>, at: ChapterAt, id: &str) -> String {
    let state = pen.study.fields.get(&full_name(pen, at, id));
    state.map_or_else(String::new, |state| {
        Standing::of(&pen.study.settings.languages, state, pen.text).note(pen)
    })
}

/// What is to be said of those texts of a record whose fields are `wanted`, each thing once; empty if all is well.
pub(crate) fn of_fields(pen: &Pen<'_>, record: &str, wanted: impl Fn(&str) -> bool) -> Html {
    let first = format!("{record}.");
    let own = (pen.study.fields.from(first.as_str())).map_while(|(name, state)| {
        let field = name.strip_prefix(record)?.strip_prefix('.')?;
        Some((field, state))
    });
    let mut notes: Vec<String> = Vec::new();
    for (_, state) in own.filter(|(field, _)| wanted(field)) {
        let note = Standing::of(&pen.study.settings.languages, state, pen.text).note(pen);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    Html(notes.concat())
}

/// True for a block that stands in some languages only, on purpose.
pub(crate) fn is_only(block: &Block) -> bool {
    let mut elements = block.texts.values().flat_map(|text| &text.elements);
    block.state.only || elements.any(|element| element.attached.only.is_some())
}

/// The language in which a page whose text is in `lang` shows a block: its own, else the next that has it
/// ([`Site::order`]); `None` if the block is not meant for this language.
pub(crate) fn shown<'a>(site: &'a Site, block: &'a Block, lang: &'a Lang) -> Option<&'a Lang> {
    let (shown, _) = block.texts.pick(lang, site.order(lang))?;
    (shown == lang || !is_only(block)).then_some(shown)
}

/// The language whose words stand in a block that was left in another language; `None` if it is mixed.
pub(crate) fn copied_from<'a>(pen: &Pen<'a>, block: &Block) -> Option<&'a Lang> {
    let words = |lang: &Lang| match block.texts.get(lang)?.elements.as_slice() {
        [element] => Some(pen.plain_words(running(&element.kind)?)),
        _ => None,
    };
    let own = words(pen.text)?;
    let mut others = pen.study.settings.languages.iter();
    others.find(|lang| *lang != pen.text && words(lang).as_ref() == Some(&own))
}

fn running(kind: &ElementKind) -> Option<&[Inline]> {
    match kind {
        ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => Some(content),
        _ => None,
    }
}
