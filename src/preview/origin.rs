//! Where what stands on a page comes from, and which page shows what stands in a file.

use crate::language::Lang;
use crate::site::Site;
use crate::site::route::Route;
use crate::source::{SourcePath, Sources};
use crate::study::{Block, Chapter, Record, State, Study};
use serde::Serialize;
use std::collections::BTreeMap;

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The file.
    pub path: SourcePath,
    /// The byte where it begins.
    pub byte_offset: usize,
}

/// Where a change can be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    /// By language: the address of the page, relative to the root of the site.
    pub pages: BTreeMap<String, String>,
    /// The id of the element on it; empty for the page as a whole.
    pub id: String,
}

/// The chapter or news item that a page shows.
pub(super) fn chapter_of<'a>(study: &'a Study, route: &Route) -> Option<&'a Chapter> {
    match route {
        Route::Chapter(_, id) | Route::Parallel(_, id, _) => study.chapter(id.as_str()),
        Route::NewsItem(_, id) => {
            let mut news = study.news.iter().map(|item| &item.chapter);
            news.find(|chapter| chapter.id == *id).map(AsRef::as_ref)
        }
        _ => None,
    }
}

/// The fields of the record that a page is about which are not agreed, by their names: `R04.title`.
pub(super) fn fields_of<'a>(
    study: &'a Study,
    route: &Route,
) -> impl Iterator<Item = (&'a String, &'a State)> {
    let record = match route {
        Route::Recommendation(_, id) | Route::Finding(_, id) => Some(format!("{id}.")),
        _ => None,
    };
    let fields = study.fields.iter();
    fields.filter(move |(name, _)| record.as_ref().is_some_and(|it| name.starts_with(it)))
}

/// The page that shows both texts of a chapter side by side, or from there the one that shows one of them.
pub(super) fn other_view(study: &Study, site: &Site, route: &Route) -> Option<Route> {
    match route {
        Route::Chapter(lang, id) => {
            let others = study.settings.languages.iter();
            let mut both = others.map(|it| Route::Parallel(lang.clone(), id.clone(), it.clone()));
            both.find(|both| site.has(both))
        }
        Route::Parallel(lang, id, _) => Some(Route::Chapter(lang.clone(), id.clone())),
        _ => None,
    }
}

/// The sources whose mistakes are those of a page.
pub(super) fn files_of(study: &Study, route: &Route) -> Vec<SourcePath> {
    let record = |id: &str| {
        let mut all = study.records.all();
        all.find(|record| record.entry().id.as_str() == id)
            .map(|record| record.entry().path.clone())
    };
    let texts = |languages: &[&Lang]| {
        let chapter = chapter_of(study, route).into_iter();
        let files =
            chapter.flat_map(|chapter| languages.iter().map(|lang| chapter.files.get(lang)));
        files.flatten().map(|file| file.path.clone()).collect()
    };
    match route {
        Route::Chapter(lang, _) | Route::NewsItem(lang, _) => texts(&[lang]),
        Route::Parallel(lang, _, other) => texts(&[lang, other]),
        Route::Recommendation(_, id) | Route::Finding(_, id) => {
            record(id.as_str()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Where the element with an id comes from: a block of the page's chapter, or a record. `None` as id means the page.
pub(super) fn origin(
    study: &Study,
    sources: &Sources,
    route: &Route,
    id: Option<&str>,
    lang: Option<&Lang>,
) -> Option<Origin> {
    let lang = lang.or(route.lang());
    if let Some(chapter) = chapter_of(study, route) {
        let lang = lang.filter(|lang| chapter.files.get(lang).is_some());
        let (lang, file) = match lang {
            Some(lang) => (lang, chapter.files.get(lang)?),
            None => chapter.files.iter().next()?,
        };
        let blocks = chapter.all_blocks();
        let block = blocks.iter().find(|block| Some(block.id.as_str()) == id);
        let text = block.and_then(|block| block.texts.get(lang));
        if id.is_none() || text.is_some() {
            return Some(Origin {
                path: file.path.clone(),
                byte_offset: text.map_or(0, |text| text.span.start),
            });
        }
    }
    let of_page = match route {
        Route::Recommendation(_, id) | Route::Finding(_, id) => Some(id.as_str()),
        _ => None,
    };
    let named = |id: &str| {
        let mut all = study.records.all();
        all.find(|record| record.entry().id.as_str() == id)
    };
    let record = id.and_then(named).or_else(|| of_page.and_then(named))?;
    let entry = record.entry();
    let text = sources.text(&entry.path)?;
    Some(Origin {
        path: entry.path.clone(),
        byte_offset: line_of_record(text, entry.id.as_str()).unwrap_or(0),
    })
}

/// The page that shows what stands at `byte_offset` of a file.
pub(super) fn seen(study: &Study, site: &Site, sources: &Sources, at: &Origin) -> Option<Seen> {
    let news = study.news.iter().map(|item| (&item.chapter, true));
    let chapters = study.chapters.iter().map(|chapter| (chapter, false));
    for (chapter, is_news) in chapters.chain(news) {
        let mut files = chapter.files.iter();
        if let Some((lang, _)) = files.find(|(_, file)| file.path == at.path) {
            let route = match is_news {
                false => Route::Chapter(lang.clone(), chapter.id.clone()),
                true => Route::NewsItem(lang.clone(), chapter.id.clone()),
            };
            let block = block_at(&chapter.blocks, lang, at.byte_offset);
            let id = block.map_or_else(String::new, |block| block.id.to_string());
            return on_pages(site, [route], id);
        }
    }
    let text = sources.text(&at.path)?;
    let record = study
        .records
        .all()
        .filter(|record| record.entry().path == at.path)
        .filter_map(|record| Some((line_of_record(text, record.entry().id.as_str())?, record)))
        .filter(|(start, _)| *start <= at.byte_offset)
        .max_by_key(|(start, _)| *start);
    let (_, record) = record?;
    let id = record.entry().id.clone();
    let routes = site.languages.iter().map(|lang| match record {
        Record::Recommendation(_) => Route::Recommendation(lang.clone(), id.clone()),
        Record::Finding(_) => Route::Finding(lang.clone(), id.clone()),
        Record::Term(_) => Route::Glossary(lang.clone()),
        Record::Reference(_) => Route::References(lang.clone()),
        Record::Opportunity(_) => Route::Landing(lang.clone()),
        _ => Route::Evidence(lang.clone()),
    });
    on_pages(site, routes, id.to_string())
}

fn on_pages(site: &Site, routes: impl IntoIterator<Item = Route>, id: String) -> Option<Seen> {
    let pages: BTreeMap<String, String> = routes
        .into_iter()
        .filter(|route| site.has(route))
        .filter_map(|route| Some((route.lang()?.to_string(), site.address(&route).to_owned())))
        .collect();
    (!pages.is_empty()).then_some(Seen { pages, id })
}

/// The innermost block that begins last before a place in one language's file.
fn block_at<'a>(blocks: &'a [Block], lang: &Lang, byte_offset: usize) -> Option<&'a Block> {
    let starts = |block: &&Block| {
        let text = block.texts.get(lang);
        text.map(|text| text.span.start)
            .filter(|start| *start <= byte_offset)
    };
    let block = blocks
        .iter()
        .filter(|block| starts(block).is_some())
        .max_by_key(starts)?;
    Some(block_at(&block.inner, lang, byte_offset).unwrap_or(block))
}

/// Where a record's `id` stands in its file. Good enough to show it: whoever writes the key otherwise lands at the top.
fn line_of_record(text: &str, id: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let entry = line.trim_start_matches([' ', '-', '{']);
        let value = entry.strip_prefix("id:").map(str::trim_start);
        let word = value.map(|value| {
            let end = value.find(|letter: char| letter.is_whitespace() || ",}".contains(letter));
            value[..end.unwrap_or(value.len())].trim_matches(['"', '\''])
        });
        if word == Some(id) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The first byte in which two texts differ, on a character border of the second; `None` if they are equal.
pub(super) fn first_difference(before: &str, after: &str) -> Option<usize> {
    if before == after {
        return None;
    }
    let pairs = before.bytes().zip(after.bytes());
    let mut at = pairs.take_while(|(a, b)| a == b).count();
    while !after.is_char_boundary(at) {
        at -= 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_by_their_ids() {
        let text = "- id: R01\n  title: id: R02\n- {id: R02, a: b}\n-   id: \"R03\"\n- title: x\n  id: R04\n";
        let cases = [
            ("R01", Some(0)),
            ("R02", Some(27)),
            ("R03", Some(45)),
            ("R04", Some(70)),
            ("R05", None),
        ];
        for (id, at) in cases {
            assert_eq!(line_of_record(text, id), at, "{id}");
        }
    }

    #[test]
    fn texts_differ_on_a_border() {
        let cases = [
            ("abc", "abc", None),
            ("abc", "abd", Some(2)),
            ("ab", "abc", Some(2)),
            ("", "x", Some(0)),
            // и and й begin with the same byte.
            ("аи", "ай", Some(2)),
        ];
        for (before, after, at) in cases {
            assert_eq!(first_difference(before, after), at, "{before} {after}");
        }
    }
}
