//! `diglot add`: one more record or chapter, as text put behind what is there. Nothing that an author wrote is touched:
//! comments, order and white space stay to the byte.

pub use super::kinds::{Field, KINDS, Kind, Takes};

use crate::align::record_numbers;
use crate::language::{Lang, PerLang};
use crate::scaffold::scalar;
use crate::source::{SourcePath, Sources};
use crate::study::{Study, When, id};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// What was answered: `title.en`, `addressees`.
pub type Answers = BTreeMap<String, String>;

/// Files as they are to be, by their paths, and the id of what was added.
#[derive(Debug, PartialEq, Eq)]
pub struct Added {
    /// `R13`
    pub id: String,
    /// Path in the study and the whole new text; a file that is not there is made.
    pub files: Vec<(SourcePath, Arc<str>)>,
}

/// Puts one more thing behind those that are there. `study` is what `sources` say; the answers were checked by nobody: what
/// comes out is to be read like anything an author writes. `Err` says why it cannot be added at all.
pub fn add(
    kind: &Kind,
    answers: &Answers,
    sources: &Sources,
    study: &Study,
) -> Result<Added, String> {
    let languages = &study.settings.languages;
    let open = kind.missing(answers, languages);
    if !open.is_empty() {
        return Err(format!("a {} needs {}", kind.name, open.join(", ")));
    }
    match kind.file {
        Some(file) => record(kind, file, answers, sources, study),
        None => pages(kind, answers, sources, study),
    }
}

fn record(
    kind: &Kind,
    file: &str,
    answers: &Answers,
    sources: &Sources,
    study: &Study,
) -> Result<Added, String> {
    let id = match kind.letter {
        Some(letter) => next(letter, sources, study),
        None => own_id(answers, study)?,
    };
    let path = format!("content/{file}.yaml");
    // A new file begins with the line by which editors find its schema.
    let head = super::modeline(&path).unwrap_or_default();
    let before = sources.text(&path).map_or(head.as_str(), |text| text);
    let before = &open_list(&path, before)?;
    let shape = Shape::of(before);
    let mut lines = vec![format!("- id: {id}")];
    for field in kind.fields.iter().filter(|field| field.key != "id") {
        lines.extend(written(field, answers, &study.settings.languages));
    }
    let text = shape.behind(before, &lines);
    Ok(Added {
        id,
        files: vec![(path.into(), text.into())],
    })
}

/// The text of a file behind whose last line a record can be put: an empty list in brackets is taken out.
fn open_list<'a>(path: &str, text: &'a str) -> Result<Cow<'a, str>, String> {
    let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let says = |line: &&str| !is_comment(line);
    let mut lines = text.split_inclusive('\n').filter(says);
    let (first, last) = (lines.next(), text.lines().rfind(says));
    match first.map(str::trim) {
        Some("[]") if lines.next().is_none() => {
            let kept = text.split_inclusive('\n').filter(is_comment);
            Ok(Cow::Owned(kept.collect()))
        }
        Some(list) if list.starts_with('[') => Err(format!(
            "the list in `{path}` stands in brackets, and a record is put on lines of its own: write each record after `- `"
        )),
        _ if last.is_some_and(|line| line.trim_end() == "...") => Err(format!(
            "`{path}` ends with `...`, behind which no record can stand: remove that line"
        )),
        _ => Ok(Cow::Borrowed(text)),
    }
}

/// The lines of a field below `- id:`; none if nothing was said of it.
fn written(field: &Field, answers: &Answers, languages: &[Lang]) -> Vec<String> {
    let said = |key: &str| answers.get(key).filter(|text| !text.trim().is_empty());
    let key = field.key;
    match field.takes {
        Takes::Word => said(key)
            .map(|word| format!("  {key}: {}", scalar::word(word)))
            .into_iter()
            .collect(),
        Takes::List => {
            let items = said(key).map(|list| split(list)).unwrap_or_default();
            let items: Vec<String> = items.iter().map(|item| scalar::word(item)).collect();
            let line = format!("  {key}: [{}]", items.join(", "));
            (!items.is_empty()).then_some(line).into_iter().collect()
        }
        Takes::Parts(parts) => {
            let said = parts.iter().filter_map(|part| {
                let word = said(&format!("{key}.{part}"))?;
                Some(format!("{part}: {}", scalar::word(word)))
            });
            let said: Vec<String> = said.collect();
            let line = format!("  {key}: {{ {} }}", said.join(", "));
            (!said.is_empty()).then_some(line).into_iter().collect()
        }
        Takes::Prose => {
            let texts: Vec<(&Lang, &String)> = languages
                .iter()
                .filter_map(|lang| Some((lang, said(&format!("{key}.{lang}"))?)))
                .collect();
            match (texts.as_slice(), languages) {
                ([], _) => Vec::new(),
                ([(_, text)], [_]) => scalar::prose("  ", key, text),
                _ => {
                    let mut lines = vec![format!("  {key}:")];
                    for (lang, text) in texts {
                        lines.extend(scalar::prose("    ", lang.as_str(), text));
                    }
                    lines
                }
            }
        }
    }
}

fn split(list: &str) -> Vec<&str> {
    let items = list.split(',').map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

/// The id after the highest one there ever was, with as many digits.
fn next(letter: char, sources: &Sources, study: &Study) -> String {
    let present = study.records.all().map(|record| record.entry().id.clone());
    let present: Vec<_> = present.collect();
    let locked = record_numbers::numbered_records(sources);
    let present = present.iter().map(|id| id.as_str());
    let ids = present.chain(locked.iter().map(String::as_str));
    record_numbers::next_number(letter, ids)
}

fn own_id(answers: &Answers, study: &Study) -> Result<String, String> {
    let id = answers
        .get("id")
        .map(String::as_str)
        .unwrap_or_default()
        .trim();
    if !id::is_kebab(id) {
        return Err(format!(
            "the id `{id}` is not lower-case Latin letters and digits joined by `-`"
        ));
    }
    let chapters = study.chapters.iter().map(|one| one.id.as_str());
    let news = study.news.iter().map(|one| one.chapter.id.as_str());
    let mut taken = chapters.chain(news);
    let is_record = study.records.all().any(|one| one.entry().id.as_str() == id);
    if is_record || taken.any(|other| other == id) {
        return Err(format!("the id `{id}` is already in use"));
    }
    Ok(id.to_owned())
}

/// A chapter or a news item: a file for each language that was answered in.
fn pages(
    kind: &Kind,
    answers: &Answers,
    sources: &Sources,
    study: &Study,
) -> Result<Added, String> {
    let id = own_id(answers, study)?;
    let stem = match answers.get("date") {
        Some(date) if kind.name == "news" => {
            let day = When::parse(date.trim()).filter(When::is_full);
            let day = day.ok_or_else(|| format!("`{date}` is not a day: write `2026-01-31`"))?;
            format!("content/news/{day}-{id}")
        }
        _ => format!("content/chapters/{}-{id}", next_place(sources)),
    };
    let titles = study.settings.languages.iter().filter_map(|lang| {
        let title = answers.get(&format!("title.{lang}"))?;
        Some((lang.clone(), title.as_str()))
    });
    let titles: PerLang<&str> = titles.collect();
    let mut files = Vec::new();
    for (lang, title) in titles.iter() {
        let mut text = "---\n".to_owned();
        let mut front = scalar::prose("", "title", title);
        if let Some(summary) = answers.get(&format!("summary.{lang}")) {
            front.extend(scalar::prose("", "summary", summary));
        }
        for line in front {
            let _ = writeln!(text, "{line}");
        }
        text.push_str("---\n");
        if let Some(body) = answers.get(&format!("text.{lang}")) {
            let _ = write!(text, "\n{}\n", body.trim());
        }
        files.push((format!("{stem}.{lang}.md").into(), text.into()));
    }
    Ok(Added { id, files })
}

/// The number after the highest one of the chapters and parts, with as many digits.
fn next_place(sources: &Sources) -> String {
    let below = "content/chapters/";
    let names = sources
        .below(below)
        .filter_map(|(path, _)| path.strip_prefix(below));
    let numbers = names.filter_map(|name| {
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        Some((digits.parse::<u32>().ok()?, digits.len()))
    });
    let (highest, width) = numbers.fold((0, 2), |(highest, width), (number, digits)| {
        (highest.max(number), width.max(digits))
    });
    format!("{:0width$}", highest + 1)
}

/// How the records of a file are set, so that a new one looks like its neighbours.
struct Shape {
    indent: String,
    blank_between: bool,
    line_end: &'static str,
}

impl Shape {
    fn of(text: &str) -> Self {
        let begins = |line: &&str| line.trim_start().starts_with("- id:");
        let first = text.lines().find(begins).unwrap_or_default();
        let indent = first.len() - first.trim_start().len();
        let own = format!("{}- ", &first[..indent]);
        let lines: Vec<&str> = text.lines().collect();
        let records = lines.iter().position(|line| line.starts_with(&own));
        let below = lines.get(records.unwrap_or_default()..).unwrap_or_default();
        let mut pairs = below.windows(2).filter(|pair| pair[1].starts_with(&own));
        Self {
            indent: first[..indent].to_owned(),
            blank_between: pairs.any(|pair| pair[0].trim().is_empty()),
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    /// The text with a record behind it.
    fn behind(&self, before: &str, lines: &[String]) -> String {
        let mut text = before.to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(self.line_end);
        }
        if self.blank_between {
            text.push_str(self.line_end);
        }
        for line in lines {
            let _ = write!(text, "{}{line}{}", self.indent, self.line_end);
        }
        text
    }
}
