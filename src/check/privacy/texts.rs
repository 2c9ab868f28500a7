//! Looks through the texts of the sources and of everything built.

use super::bytes::may_have_traces;
use super::secrets::{Secret, Secrets};
use super::traces::{Kind, sure, traces};
use super::{PRIVACY_SECRET, QUOTE_WITHDRAWN, of, pictures, private};
use crate::diagnostic::{Diagnostic, Read};
use crate::output::File;
use crate::read::Fields;
use crate::site::data::FOLDER;
use crate::source::{Field, Metadata, Place, Source, SourcePath, Sources, Span};
use crate::study::Study;
use crate::yaml::Index;
use std::collections::BTreeSet;
use std::ops::Range;

/// What to look for in everything that is built.
#[derive(Debug, Default)]
pub struct Watch {
    codes: Vec<String>,
    secrets: Secrets,
    /// What was told of the sources, in small letters.
    told: BTreeSet<String>,
}

/// Looks through the sources, and prepares for looking through what is built.
pub fn sources(sources: &Sources, fields: &Fields, study: &Study) -> Read<Watch> {
    let mut found = Vec::new();
    let secrets = Secrets::new(secrets(sources, study, &mut found));
    let mut look = Look {
        watch: Watch {
            codes: study.settings.privacy.codes.clone(),
            secrets,
            told: BTreeSet::new(),
        },
        found,
    };
    let exempt = exempt(study);
    for (path, source) in sources.below("content/") {
        let is_ours = path.starts_with("content/lock/") || path.contains("/.");
        match source {
            Source::Text(text) if !is_ours => match fields.get(path) {
                Some(index) if path.ends_with(".yaml") => look.data(path, index, &exempt),
                _ => look.text(path, &text.text),
            },
            Source::Asset(asset) => look.picture(path, &asset.metadata),
            _ => {}
        }
    }
    // The pictures of the study's own theme are published as well.
    for (path, source) in sources.below("themes/") {
        if let Source::Asset(asset) = source {
            look.picture(path, &asset.metadata);
        }
    }
    Read {
        value: look.watch,
        diagnostics: look.found,
    }
}

struct Look {
    watch: Watch,
    found: Vec<Diagnostic>,
}

impl Look {
    /// A text as it stands in its file.
    fn text(&mut self, path: &SourcePath, text: &str) {
        let place = |at: Range<usize>| Place::span(path, Span::new(at.start, at.end));
        let is_drawing = path.ends_with(".svg");
        if is_drawing {
            self.found.extend(pictures::drawing(path, text));
        }
        self.look(text, is_drawing, &place);
    }

    /// The texts of a data file, each at its field.
    fn data(&mut self, path: &SourcePath, index: &Index, exempt: &[(SourcePath, Field)]) {
        for (field, text) in index.texts() {
            let is_exempt =
                (exempt.iter()).any(|(at, of)| at == path && field.0.starts_with(&of.0));
            if !is_exempt && !field.has_key("private") && !field.has_key("allow") {
                let before = text.len() - text.trim_start().len();
                let place = |at: Range<usize>| {
                    let span = Span::new(
                        at.start.saturating_sub(before),
                        at.end.saturating_sub(before),
                    );
                    Place::within(path, field.clone(), span)
                };
                self.look(text, false, &place);
            }
        }
    }

    /// What a picture says beside what it shows.
    fn picture(&mut self, path: &SourcePath, facts: &Metadata) {
        self.found
            .extend(pictures::asset(path, facts, &self.watch.codes));
        self.secrets(&facts.words, &|_| Place::file(path));
    }

    fn look(&mut self, text: &str, is_drawing: bool, place: &dyn Fn(Range<usize>) -> Place) {
        for trace in traces(text, &self.watch.codes) {
            // Coordinates of a drawing have the form of anything.
            if is_drawing && matches!(trace.kind, Kind::Phone | Kind::NationalNumber) {
                continue;
            }
            let words = &text[trace.at.clone()];
            self.watch.told.insert(words.to_lowercase());
            self.found
                .push(of(trace.kind, words, place(trace.at.clone())));
        }
        self.secrets(text, place);
    }

    fn secrets(&mut self, text: &str, place: &dyn Fn(Range<usize>) -> Place) {
        let mut told = Vec::new();
        for (secret, at) in self.watch.secrets.found_in(text) {
            told.push(secret.value.to_lowercase());
            self.found.push(disclosed(secret, place(at)));
        }
        self.watch.told.extend(told);
    }
}

fn disclosed(secret: &Secret, place: Place) -> Diagnostic {
    // The value itself is not repeated: messages end in logs.
    let (code, message, here) = match secret.is_withdrawn {
        true => (
            &QUOTE_WITHDRAWN,
            "these words were withdrawn",
            "here they are withdrawn",
        ),
        false => (
            &PRIVACY_SECRET,
            "this is a private value",
            "here it is kept private",
        ),
    };
    Diagnostic::error(code, place, message).note(secret.place.clone(), here)
}

/// Values of `private/`, of `private:` fields, and the words of what was withdrawn.
fn secrets(sources: &Sources, study: &Study, found: &mut Vec<Diagnostic>) -> Vec<Secret> {
    let kept = private::values(sources).drain_into(found).into_iter();
    let mut all: Vec<Secret> = kept
        .map(|(value, place)| Secret {
            value,
            place,
            is_withdrawn: false,
        })
        .collect();
    let records = study.records.all().map(|record| record.entry());
    for private in records.flat_map(|entry| &entry.private) {
        all.push(Secret {
            value: private.value.clone(),
            place: private.place.clone(),
            is_withdrawn: false,
        });
    }
    for one in study.withdrawn() {
        all.extend(one.words.iter().map(|words| Secret {
            value: words.clone(),
            place: one.place.clone(),
            is_withdrawn: true,
        }));
        all.extend(one.private.iter().map(|private| Secret {
            value: private.value.clone(),
            place: private.place.clone(),
            is_withdrawn: false,
        }));
    }
    all
}

/// Records that are not published: what stands in them is not told.
fn exempt(study: &Study) -> Vec<(SourcePath, Field)> {
    let withdrawn = study.withdrawn();
    withdrawn
        .filter_map(|one| match &one.place {
            Place::Field { path, field } | Place::Key { path, field } => {
                Some((path.clone(), field.clone()))
            }
            _ => None,
        })
        .collect()
}

/// Looks through one file that was built. What was told of the sources is not told again.
///
/// Private values are looked for in every text, styles and scripts among them. Forms are looked for where people's words
/// stand: code is full of names that have the form of something. The workbook is no text; all that stands in it stands in
/// the tables and descriptions beside it, too (`format::data`).
pub fn output(path: &str, file: &File, watch: &Watch) -> Vec<Diagnostic> {
    const WORDS: &[&str] = &[".html", ".json", ".xml", ".csv", ".tsv", ".svg", ".txt"];
    let File::Made { bytes, .. } = file else {
        return Vec::new();
    };
    let has_words = WORDS.iter().any(|ending| path.ends_with(ending)) || path.starts_with(FOLDER);
    // Nearly every file is clean, and all that is made comes by here: it is looked at as bytes first.
    let has_forms = has_words && may_have_traces(bytes, &watch.codes);
    if !has_forms && watch.secrets.is_empty() {
        return Vec::new();
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    // Typography joins with a hyphen that does not break; JSON writes line ends as letters.
    let text = text.replace('\u{2011}', "-").replace("\\n", "  ");
    let place = Place::file(&path.into());
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    // Numbers of telephones and schools are told where people write them; a page is full of other numbers.
    let forms = has_forms.then(|| sure(&text, &watch.codes));
    for trace in forms.into_iter().flatten() {
        let words = text[trace.at.clone()].to_lowercase();
        if !watch.told.contains(&words) && told.insert(words) {
            found.push(of(trace.kind, &text[trace.at], place.clone()));
        }
    }
    if watch.secrets.is_empty() {
        return found;
    }
    // Values of attributes are seen with the tags, words that an element parts without them.
    let words = path.ends_with(".html").then(|| without_tags(&text));
    for text in [Some(text), words].iter().flatten() {
        for (secret, _) in watch.secrets.found_in(text) {
            let value = secret.value.to_lowercase();
            if !watch.told.contains(&value) && told.insert(value) {
                found.push(disclosed(secret, place.clone()));
            }
        }
    }
    found
}

/// The words of a page as readers see them: a tag inside a line is nothing, any other one parts words.
fn without_tags(html: &str) -> String {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "kbd", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = inside.trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
        if !INLINE.contains(&&name[..end.unwrap_or(name.len())]) {
            words.push(' ');
        }
        rest = after;
    }
    words.push_str(rest);
    words
}
