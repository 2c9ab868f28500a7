//! What pictures carry beside what they show: where they were taken, and by whom.

use super::of;
use super::traces::{Kind, traces};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Metadata, Place, SourcePath, Span};

/// The place where a picture was taken.
pub(in crate::check) static PRIVACY_IMAGE_POSITION: Code = Code {
    name: "privacy-image-position",
    why: "The file says where the picture was taken, to a few metres. Whoever saves it can read that.",
    remedy: "Remove the metadata: `exiftool -all= FILE`, or save the picture anew without them.",
};

/// The name of whoever made a picture.
pub(in crate::check) static PRIVACY_IMAGE_AUTHOR: Code = Code {
    name: "privacy-image-author",
    why: "The file names whoever made it, or the account it was made with. A credit belongs in the caption, where it was meant to be read.",
    remedy: "Remove the metadata, or allow it in study.yaml with a reason.",
};

/// A picture whose bytes nobody looks into but for this.
pub(super) fn asset(path: &SourcePath, facts: &Metadata, codes: &[String]) -> Vec<Diagnostic> {
    let place = || Place::file(path);
    let mut found = Vec::new();
    if facts.position {
        let message = format!("`{path}` says where it was taken");
        found.push(Diagnostic::error(&PRIVACY_IMAGE_POSITION, place(), message));
    }
    if let Some(author) = &facts.author {
        let message = format!("the metadata of `{path}` name `{author}`");
        found.push(Diagnostic::warning(&PRIVACY_IMAGE_AUTHOR, place(), message));
    }
    for trace in traces(&facts.words, codes) {
        if matches!(trace.kind, Kind::Code | Kind::NationalNumber) {
            found.push(of(trace.kind, &facts.words[trace.at], place()));
        }
    }
    found
}

/// A drawing in SVG: programs leave their users' names and folders in it.
pub(super) fn drawing(path: &SourcePath, text: &str) -> Vec<Diagnostic> {
    let creator = between(text, "<dc:creator", "</dc:creator>");
    let account = [
        "inkscape:export-filename=\"",
        "sodipodi:absref=\"",
        "sodipodi:docbase=\"",
    ]
    .iter()
    .find_map(|attribute| between(text, attribute, "\""));
    let said = creator.into_iter().chain(account);
    said.filter_map(|at| {
        let words = words_of(&text[at.clone()]);
        let message = format!("the metadata of this drawing name `{words}`");
        let place = Place::span(path, Span::new(at.start, at.end));
        (!words.is_empty()).then(|| Diagnostic::warning(&PRIVACY_IMAGE_AUTHOR, place, message))
    })
    .collect()
}

fn between(text: &str, start: &str, end: &str) -> Option<std::ops::Range<usize>> {
    let from = text.find(start)? + start.len();
    let length = text[from..].find(end)?;
    Some(from..from + length)
}

/// What stands between tags.
fn words_of(markup: &str) -> String {
    let parts = markup
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    let words: Vec<&str> = parts.flat_map(str::split_whitespace).collect();
    words.join(" ").trim_start_matches('>').trim().to_owned()
}
