//! One file of a chapter or a news item: its head, its elements, its footnotes.

use super::markdown::Body;
use super::{container, front_matter, markdown, tree};
use crate::diagnostic::Read;
use crate::language::Lang;
use crate::source::SourcePath;
use crate::study::text::ChapterText;
use crate::study::{ChapterId, When, id};

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

/// Reads a file. `None` if neither its name nor its head gives it an id; the caller, who takes names apart,
/// has the words for that.
pub fn read(path: &SourcePath, text: &str, place: Named) -> Read<Option<ChapterText>> {
    let mut found = Vec::new();
    let head = front_matter::read(path, text, &mut found);
    let body = Body {
        path,
        file: text,
        start: head.body_start,
    };
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
        source: text.into(),
        front,
        elements: tree.elements,
        notes: tree.notes,
    });
    Read {
        value: chapter,
        diagnostics: found,
    }
}
