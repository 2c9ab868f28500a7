//! The list of contents: all chapters of a language, and on the page of one chapter of a long study those around it.

use super::anchors::ChapterAt;
use super::navigation::{Title, Tongue, chapter_title};
use super::pen::Pen;
use super::view::{ContentsChapter, ContentsPart, Html};
use super::walk;
use crate::study::Part;
use crate::theme::Shared;
use std::sync::Arc;

/// Chapters in reading order; neighbours of one part stand together.
pub(super) fn contents(pen: &Pen<'_>, reading: &[ChapterAt]) -> Vec<ContentsPart> {
    let mut out: Vec<(Option<&str>, ContentsPart)> = Vec::new();
    for at in reading {
        let part = at.of(pen.study).part.as_deref();
        let entry = Arc::new(Shared::new(contents_chapter(pen, *at)));
        match out.last_mut() {
            Some((last, contents)) if *last == part => contents.chapters.push(entry),
            _ => out.push((
                part,
                ContentsPart {
                    title: part_title(pen, part),
                    chapters: vec![entry],
                },
            )),
        }
    }
    out.into_iter().map(|(_, contents)| contents).collect()
}

/// The contents after the texts of some chapters were exchanged; `None` if they are as they were. Beside the chapters'
/// own entries only those are looked at whose words are taken from other things.
pub(super) fn renewed(
    pen: &Pen<'_>,
    before: &Tongue,
    changed: &[ChapterAt],
) -> Option<Vec<ContentsPart>> {
    let was = &before.menu.contents;
    let mut entries: Vec<((usize, usize), ContentsChapter)> = Vec::new();
    for (at, (part, place)) in before.reading.iter().zip(places(was)) {
        if pen.site.plan_of(*at).leans || changed.contains(at) {
            let entry = contents_chapter(pen, *at);
            if entry != **was[part].chapters[place] {
                entries.push(((part, place), entry));
            }
        }
    }
    let titles = renewed_parts(pen, before);
    if entries.is_empty() && titles.is_empty() {
        return None;
    }
    let mut contents = was.clone();
    for (part, title) in titles {
        contents[part].title = title;
    }
    for ((part, place), entry) in entries {
        contents[part].chapters[place] = Arc::new(Shared::new(entry));
    }
    Some(contents)
}

/// Where the chapters stand in the contents, in reading order: their parts, and their places there.
fn places(contents: &[ContentsPart]) -> impl Iterator<Item = (usize, usize)> {
    let parts = contents.iter().enumerate();
    parts.flat_map(|(at, part)| (0..part.chapters.len()).map(move |place| (at, place)))
}

/// The parts of the contents that are called otherwise now, with their new titles.
fn renewed_parts(pen: &Pen<'_>, before: &Tongue) -> Vec<(usize, Html)> {
    let leans = |part: &Part| part.title.values().any(walk::leans);
    if !pen.study.parts.iter().any(leans) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut first = 0;
    for (at, part) in before.menu.contents.iter().enumerate() {
        let folder = before.reading[first].of(pen.study).part.as_deref();
        let title = part_title(pen, folder);
        if title != part.title {
            out.push((at, title));
        }
        first += part.chapters.len();
    }
    out
}

/// A study with more chapters than this lists on each page only those around it: a list of all chapters on the page
/// of every chapter would grow with the square of their number.
const SHORT: usize = 60;
/// How many chapters are listed before and after the page's own.
const AROUND: usize = 12;

/// The chapters around one of a long study; none in a short one.
pub(crate) fn nearby(pen: &Pen<'_>, at: ChapterAt) -> Vec<ContentsPart> {
    let tongue = pen.site.tongue(pen.lang);
    let place = tongue
        .places
        .get(at.id(pen.study))
        .filter(|_| !at.is_news());
    match place {
        Some(place) if tongue.reading.len() > SHORT => {
            let from = place.saturating_sub(AROUND);
            let to = (place + AROUND + 1).min(tongue.reading.len());
            around(&tongue.menu.contents, from, to)
        }
        _ => Vec::new(),
    }
}

/// Those of a list of contents that stand from one place to another, counted over all parts.
fn around(parts: &[ContentsPart], from: usize, to: usize) -> Vec<ContentsPart> {
    let mut before = 0;
    let mut out = Vec::new();
    for part in parts {
        let length = part.chapters.len();
        let first = from.saturating_sub(before).min(length);
        let last = to.saturating_sub(before).min(length);
        if first < last {
            out.push(ContentsPart {
                title: part.title.clone(),
                chapters: part.chapters[first..last].to_vec(),
            });
        }
        before += length;
    }
    out
}

/// The title of a part's folder; empty outside any part.
pub(crate) fn part_title(pen: &Pen<'_>, folder: Option<&str>) -> Html {
    let mut parts = pen.study.parts.iter();
    let part = parts.find(|part| Some(part.folder.as_str()) == folder);
    part.map_or_else(Html::default, |part| pen.title(&part.title))
}

fn contents_chapter(pen: &Pen<'_>, at: ChapterAt) -> ContentsChapter {
    let chapter = at.of(pen.study);
    let file = chapter.files.pick(pen.lang, pen.site.order(pen.lang));
    let summary = file.and_then(|(lang, file)| {
        let summary = file.front.summary.as_ref()?;
        Some(pen.in_language(lang).plain_prose(summary))
    });
    ContentsChapter {
        id: chapter.id.to_string(),
        title: chapter_title(pen, at, Title::Short),
        summary: summary.unwrap_or_default(),
        path: pen.site.address(&at.route(pen.study, pen.lang)).to_owned(),
        missing: chapter.files.get(pen.lang).is_none(),
        draft: chapter.draft,
    }
}
