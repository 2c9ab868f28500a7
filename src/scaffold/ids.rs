//! The ids of blocks, written into the Markdown where an author wants them fixed. Nothing else in a file changes.

use crate::language::Lang;
use crate::source::{SourcePath, Sources};
use crate::study::text::{Element, ElementKind};
use crate::study::{BlockId, Chapter, Study};
use std::sync::Arc;

/// The files of these chapters whose blocks have no ids of their own yet, with the ids they have now. `chapter`: only
/// the chapter or news item (`news/launch`) of this name.
pub fn with_ids(
    study: &Study,
    sources: &Sources,
    chapter: Option<&str>,
) -> Vec<(SourcePath, Arc<str>)> {
    let chapters = study.chapters.iter().map(|one| (one.id.to_string(), one));
    let news = study
        .news
        .iter()
        .map(|item| (format!("news/{}", item.chapter.id), &item.chapter));
    let meant = chapters
        .chain(news)
        .filter(|(name, _)| chapter.is_none_or(|one| one == name));
    let mut files = Vec::new();
    for (_, one) in meant {
        for (lang, file) in one.files.iter() {
            let Some(text) = sources.text(&file.path) else {
                continue;
            };
            let changed = file_with_ids(text, one, lang);
            if changed != **text {
                files.push((file.path.clone(), changed.into()));
            }
        }
    }
    files
}

fn file_with_ids(text: &str, chapter: &Chapter, lang: &Lang) -> String {
    let mut insertions: Vec<(usize, String)> = chapter
        .all_blocks()
        .into_iter()
        .filter_map(|block| {
            let elements = &block.texts.get(lang)?.elements;
            // Of several elements that are one block here the first may be the one that an author named.
            let is_given = elements.iter().any(|one| one.attached.id.is_some());
            let first = elements.first().filter(|_| !is_given)?;
            Some(insertion(text, first, &block.id))
        })
        .collect();
    insertions.sort();
    let mut out = String::with_capacity(text.len() + 40 * insertions.len());
    let mut at = 0;
    for (offset, inserted) in insertions {
        out.push_str(&text[at..offset]);
        out.push_str(&inserted);
        at = offset;
    }
    out.push_str(&text[at..]);
    out
}

/// What is to be put where: `{#id}` behind a heading or the head of a container, else a comment on a line above.
fn insertion(text: &str, element: &Element, id: &BlockId) -> (usize, String) {
    let start = text[..element.span.start]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let length = text[element.span.start..]
        .find('\n')
        .unwrap_or(text.len() - element.span.start);
    let line = text[element.span.start..element.span.start + length].trim_end();
    let takes_braces = match &element.kind {
        // A heading may also be underlined, or closed by further `#`.
        ElementKind::Heading { .. } => line.starts_with('#') && !line.ends_with(['#', '\\']),
        ElementKind::Container(_) => true,
        _ => false,
    };
    if !takes_braces {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        return (start, format!("<!-- diglot-id: {id} -->{line_end}"));
    }
    let braces = line.rfind('{').filter(|_| line.ends_with('}'));
    match braces {
        Some(at) => (element.span.start + at + 1, format!("#{id} ")),
        None => (element.span.start + line.len(), format!(" {{#{id}}}")),
    }
}
