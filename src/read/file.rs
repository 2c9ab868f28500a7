//! One file of a chapter or a news item with everything that its name and its text say. It depends on nothing but
//! that file and the languages of the study.

use super::chapter::{self, Named};
use super::files::{self, Name};
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::source::{Fingerprint, Place, Source, SourcePath, Sources, Text};
use crate::study::chapter::reading_order;
use crate::study::text::ChapterText;
use crate::yaml::{self, Index};
use std::sync::Arc;

/// Where texts of chapters stand.
pub(super) const CHAPTERS: &str = "content/chapters/";
/// Where news items stand.
pub(super) const NEWS: &str = "content/news/";

/// What a file of a chapter or a news item says.
#[derive(Debug, Default)]
pub struct ChapterFile {
    /// The text; `None` if it could not be read.
    pub(super) text: Option<Arc<ChapterText>>,
    /// The file.
    pub(super) path: Option<SourcePath>,
    /// True for a news item.
    pub(super) is_news: bool,
    /// The id in the file's name; `None` if the name could not be read.
    pub(super) id: Option<String>,
    /// The folder in the file's name.
    pub(super) part: Option<String>,
    /// Where the fields of its head stand.
    pub(super) fields: Option<Arc<Index>>,
    /// Where the file stands among all others.
    pub(super) rank: Rank,
    /// Changes with everything that other files may want to know of this one: its path, and of its head the id, the
    /// addresses, the date, and whether it is a draft. Titles, summaries and the text are what the study looks up in its
    /// chapter when it is asked for.
    pub(super) face: Option<Fingerprint>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reading order, then the order of the study's languages, then the path.
pub(super) type Rank = (Vec<(u64, String)>, Option<usize>, Option<SourcePath>);

/// The files of chapters and news items, in the order of their paths.
pub fn of_chapters(sources: &Sources) -> impl Iterator<Item = (&SourcePath, &Source)> {
    let texts = sources.below(CHAPTERS).chain(sources.below(NEWS));
    texts.filter(|(path, _)| {
        let below = path.strip_prefix(CHAPTERS).unwrap_or_default();
        files::part(below).is_none() && !files::is_hidden(path)
    })
}

/// Reads a file of a chapter or of a news item.
pub fn read(path: &SourcePath, source: &Source, languages: &[Lang]) -> ChapterFile {
    let mut found = Vec::new();
    let mut file = ChapterFile {
        path: Some(path.clone()),
        is_news: path.starts_with(NEWS),
        ..ChapterFile::default()
    };
    let name = match path.strip_prefix(CHAPTERS) {
        Some(below) => files::chapter(path, below, languages),
        None => files::news(path, path.strip_prefix(NEWS).unwrap_or(path), languages),
    };
    match (name, source) {
        (Ok(name), Source::Text(text)) => file.fill(path, text, name, languages, &mut found),
        (Ok(name), _) => file.name(&name),
        // What is wrong with the name of a broken file is not said as well.
        (Err(_), Source::Broken(_)) => {}
        (Err(diagnostic), _) => found.push(*diagnostic),
    }
    file.diagnostics = found;
    file
}

impl ChapterFile {
    /// True if both say the same of all that other files may want to know. What else differs concerns their chapter alone.
    pub fn has_face_of(&self, other: &Self) -> bool {
        self.face.is_some() && self.face == other.face
    }

    /// The text; `None` if it could not be read.
    pub fn text(&self) -> Option<&Arc<ChapterText>> {
        self.text.as_ref()
    }

    /// True for a news item.
    pub fn is_news(&self) -> bool {
        self.is_news
    }

    fn name(&mut self, name: &Name) {
        self.id = Some(name.id.clone());
        self.part = name.part.clone();
    }

    fn fill(
        &mut self,
        path: &SourcePath,
        source: &Text,
        name: Name,
        languages: &[Lang],
        found: &mut Vec<Diagnostic>,
    ) {
        self.name(&name);
        let text = &source.text;
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            found.push(files::empty(path));
            return;
        }
        let named = Named {
            id: name.id.clone(),
            lang: name.lang,
            order: name.order,
            part: name.part,
            news_date: name.date,
        };
        let read = chapter::read(path, source, named).drain_into(found);
        self.fields = read.fields.map(Arc::new);
        let Some(chapter) = read.text else {
            found.push(files::bad_id(path, &name.id));
            return;
        };
        if self.is_news && chapter.front.date.is_none() {
            found.push(undated(&chapter));
        }
        let language = languages.iter().position(|one| *one == chapter.lang);
        self.rank = (reading_order(&chapter.order), language, self.path.clone());
        self.face = Some(face(&chapter));
        self.text = Some(Arc::new(chapter));
    }
}

fn face(text: &ChapterText) -> Fingerprint {
    let front = &text.front;
    let addresses = (&text.path, &text.id, &front.slug, &front.aliases);
    let said = format!("{:?}", (addresses, front.date, front.draft));
    Fingerprint::of(said.as_bytes())
}

fn undated(text: &ChapterText) -> Diagnostic {
    let message = format!("the news item `{}` has no date", text.id);
    Diagnostic::error(&yaml::DATA_MISSING_FIELD, Place::file(&text.path), message)
        .help("begin the file's name with the date: `2021-10-07-launch.en.md`")
}
