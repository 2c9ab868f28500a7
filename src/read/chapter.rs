//! One file of a chapter or a news item: its head, its elements, its footnotes.

use super::markdown::Body;
use super::{container, front_matter, markdown, tree};
use crate::diagnostic::Read;
use crate::language::Lang;
use crate::source::{Fingerprint, SourcePath, Text};
use crate::study::text::ChapterText;
use crate::study::{ChapterId, When, id};
use crate::yaml::{self, Index};

/// What the name of a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name without number, language and ending: `young-people`.
    pub id: String,
    /// The language.
    pub lang: Lang,
    /// The path without language and ending: `03-voices/01-young-people`.
    pub order: String,
    /// The folder it stands in.
    pub part: Option<String>,
    /// News only.
    pub news_date: Option<When>,
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chapter {
    /// `None` if neither its name nor its head gives it an id; the caller, who takes names apart, has the words for that.
    pub text: Option<ChapterText>,
    /// Where the fields of its head stand; `None` if it has no head that can be read.
    pub fields: Option<Index>,
}

/// Reads a file.
pub fn read(path: &SourcePath, text: &Text, place: Named) -> Read<Chapter> {
    let mut found = Vec::new();
    let file = &text.text;
    let head = front_matter::read(path, file, &mut found);
    let body = Body {
        path,
        file,
        start: head.body_start,
    };
    found.extend(yaml::control(path, &file[body.start..], body.start));
    let (masked, marks) = container::marks(&body);
    let steps = markdown::steps(&body, &masked, &marks, &mut found);
    let tree = tree::tree(&body, steps, &marks, &mut found);
    let named = id::is_kebab(&place.id).then(|| ChapterId::new(place.id));
    let mut front = head.front;
    front.date = front.date.or(place.news_date);
    let chapter = head.id.or(named).map(|id| ChapterText {
        id,
        lang: place.lang,
        path: path.clone(),
        order: place.order,
        part: place.part,
        source: text.text.clone(),
        fingerprint: Fingerprint::of_parts(&[path.as_bytes(), text.fingerprint.as_bytes()]),
        front,
        elements: tree.elements,
        notes: tree.notes,
    });
    let value = Chapter {
        text: chapter,
        fields: head.index,
    };
    Read {
        value,
        diagnostics: found,
    }
}
