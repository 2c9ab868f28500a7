//! The folder `private/`: the values that are kept in it, and what is said where a file shows us none.
//!
//! Whoever puts a file there counts on it. So nothing in it is passed over in silence: what could not be loaded is told
//! by `read`, like every other file of the study; what is not written as it should be, or holds no text, is told here.

use super::table::{self, LINE_ENDS};
use crate::diagnostic::{Code, Diagnostic, Read};
use crate::source::{Place, Source, SourcePath, Sources, Span};
use crate::yaml::{self, Index};

/// Where values are kept that are looked for and never published.
const FOLDER: &str = "private/";

/// A file whose values cannot be looked for.
pub(super) static PRIVACY_UNREAD: Code = Code {
    name: "privacy-unread",
    why: "What stands in the folder `private/` is looked for in everything that is published. This program looks into \
          texts only: what stands in another file there could be published without a word.",
    remedy: "Save a list as CSV in UTF-8 in place of the file. Of scans and recordings, put the names into such a list, \
             and say with a waiver in study.yaml that this was done.",
};

/// Scans and recordings: people keep them beside their lists, and there is no text in them that could be saved as one.
const SCANS_AND_RECORDINGS: &[&str] = &[
    "3gp", "aac", "aif", "aiff", "amr", "avi", "bmp", "flac", "gif", "heic", "heif", "jpeg", "jpg",
    "m4a", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "opus", "pdf", "png", "tif",
    "tiff", "wav", "webm", "webp", "wma", "wmv",
];

/// A value and where it is kept.
pub(super) type Kept = (String, Place);

/// Every value that is kept in the folder, and what keeps us from seeing others.
pub(super) fn values(sources: &Sources) -> Read<Vec<Kept>> {
    let mut kept = Vec::new();
    let mut found = Vec::new();
    let mut scans = Vec::new();
    for (path, source) in sources.below(FOLDER) {
        match source {
            Source::Text(text) => {
                let read = of_file(path, &text.text).drain_into(&mut found);
                let placed = read.into_iter();
                kept.extend(placed.map(|(value, span)| (value, Place::span(path, span))));
            }
            Source::Asset(_) if SCANS_AND_RECORDINGS.contains(&ending(path).as_str()) => {
                scans.push(path);
            }
            Source::Asset(_) => found.push(unread(path)),
            // Told where files are read.
            Source::Broken(_) => {}
        }
    }
    found.extend(unheard(&scans));
    Read {
        value: kept,
        diagnostics: found,
    }
}

fn ending(path: &str) -> String {
    let (_, ending) = path.rsplit_once('.').unwrap_or_default();
    ending.to_lowercase()
}

fn unread(path: &SourcePath) -> Diagnostic {
    let message = format!("`{path}` is no text: what stands in it is not looked for");
    Diagnostic::error(&PRIVACY_UNREAD, Place::file(path), message)
        .help("save it as CSV in UTF-8, or as a `.txt` with a value a line")
}

/// One warning for all scans and recordings: it is answered once, for all of them.
fn unheard(scans: &[&SourcePath]) -> Option<Diagnostic> {
    let (first, others) = scans.split_first()?;
    let who = match others.len() {
        0 => format!("`{first}` is a scan or a recording: what stands in it is"),
        1 => format!(
            "`{first}` and one more file in `{FOLDER}` are scans or recordings: what stands in them is"
        ),
        more => format!(
            "`{first}` and {more} more files in `{FOLDER}` are scans or recordings: what stands in them is"
        ),
    };
    let help = "put the names into a list; then `allow: { privacy-unread: the names are in names.csv }` in study.yaml";
    let message = format!("{who} not looked for");
    Some(Diagnostic::warning(&PRIVACY_UNREAD, Place::file(first), message).help(help))
}

/// Each value of a file: the texts of YAML (JSON is YAML too), the cells of a table below its head, the lines of anything else.
fn of_file(path: &SourcePath, text: &str) -> Read<Vec<(String, Span)>> {
    match ending(path).as_str() {
        "yaml" | "yml" | "json" => yaml::parse(path, text, 0).map(|root| {
            let index = root.map(Index::new);
            let texts = index.iter().flat_map(|index| {
                let texts = index.texts().into_iter();
                texts.map(|(field, text)| (text.to_owned(), index.value(&field)))
            });
            texts.collect()
        }),
        "csv" | "tsv" => table::values(path, text),
        _ => Read::clean(lines(text)),
    }
}

/// Each line, without the quotation marks around it; comments begin with `#`.
fn lines(text: &str) -> Vec<(String, Span)> {
    let mut end = 0;
    let lines = text.split_inclusive(LINE_ENDS).filter_map(|line| {
        let start = end + (line.len() - line.trim_start_matches(is_blank).len());
        end += line.len();
        let value = line.trim_matches(is_blank);
        let is_value = !value.is_empty() && !value.starts_with('#');
        let span = Span::new(start, start + value.len());
        is_value.then(|| (unquoted(value).to_owned(), span))
    });
    lines.collect()
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

/// A line without its quotation marks; those that quote a part of it stay.
fn unquoted(line: &str) -> &str {
    let inside = line.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let inside = inside.filter(|it| !it.contains('"'));
    inside.map_or(line, str::trim)
}
