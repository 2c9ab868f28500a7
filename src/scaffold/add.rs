//! `diglot add`: one more record or chapter, as text put behind what is there. Nothing that an author wrote is touched:
//! comments, order and white space stay to the byte.

use crate::align::lock;
use crate::language::{Lang, PerLang};
use crate::scaffold::scalar;
use crate::source::Sources;
use crate::study::{Study, When, id};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What can be added.
pub struct Kind {
    /// As typed: `recommendation`.
    pub name: &'static str,
    /// The file of its records; `None` for chapters and news, which are files of their own.
    file: Option<&'static str>,
    /// What it holds, in the order in which it is asked and written.
    pub fields: &'static [Field],
    /// The letter of its numbered ids.
    letter: Option<char>,
}

/// One thing that may be said of what is added.
pub struct Field {
    /// Its key in YAML.
    pub key: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// True if nothing can be added without it.
    pub required: bool,
    /// What is asked on a terminal.
    pub question: &'static str,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text in each language.
    Prose,
    /// A word, an id or a date.
    Word,
    /// Several of them, with commas between.
    List,
    /// A word for each of these parts.
    Parts(&'static [&'static str]),
}

const fn field(key: &'static str, takes: Takes, required: bool, question: &'static str) -> Field {
    Field {
        key,
        takes,
        required,
        question,
    }
}

/// What a chapter and a news item have in common, from its title to its first text.
const TITLE: Field = field("title", Takes::Prose, true, "Title");
const SUMMARY: Field = field(
    "summary",
    Takes::Prose,
    false,
    "One or two sentences that stand above the text",
);
const FIRST_TEXT: Field = field("text", Takes::Prose, false, "The first paragraph");

/// Everything that can be added.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "recommendation",
        file: Some("recommendations"),
        letter: Some('R'),
        fields: &[
            field("title", Takes::Prose, true, "Title, at most 90 characters"),
            field("text", Takes::Prose, true, "The published wording"),
            field(
                "addressees",
                Takes::List,
                true,
                "To whom it is said: keys of actors",
            ),
            field(
                "actors",
                Takes::List,
                false,
                "Who would have to act: keys of actors",
            ),
            field("themes", Takes::List, true, "Keys of themes"),
            field(
                "horizon",
                Takes::Word,
                false,
                "How soon: immediate, short, medium, long, continuous",
            ),
            field(
                "tags_by",
                Takes::Word,
                false,
                "Who assigned all this: author, editor, machine",
            ),
            field(
                "supported_by",
                Takes::List,
                false,
                "Findings it rests on, such as F03",
            ),
        ],
    },
    Kind {
        name: "finding",
        file: Some("findings"),
        letter: Some('F'),
        fields: &[
            field(
                "statement",
                Takes::Prose,
                true,
                "What was found, in a sentence",
            ),
            field(
                "kind",
                Takes::Word,
                true,
                "Who speaks: view, researcher_conclusion",
            ),
            field("groups", Takes::List, false, "Among whom: ids of groups"),
            field("themes", Takes::List, false, "Keys of themes"),
            field(
                "strength",
                Takes::Word,
                false,
                "How many of those heard: all, most, about_half, some, a_few, one",
            ),
            field(
                "evidence",
                Takes::List,
                false,
                "What it stands on: ids of activities, quotes and works",
            ),
            field("chapter", Takes::Word, false, "The chapter that tells it"),
        ],
    },
    Kind {
        name: "quote",
        file: Some("quotes"),
        letter: None,
        fields: &[
            field("id", Takes::Word, true, "Its id, such as q-harm"),
            field(
                "kind",
                Takes::Word,
                true,
                "Whose words: participant, document",
            ),
            field(
                "form",
                Takes::Word,
                true,
                "How close to what was said: verbatim, cleaned, paraphrase, composite",
            ),
            field("text", Takes::Prose, true, "The words"),
            field(
                "group",
                Takes::Word,
                false,
                "For participants: the id of the group",
            ),
            field(
                "activity",
                Takes::Word,
                false,
                "The activity in which it was said, if known",
            ),
            field(
                "original_lang",
                Takes::Word,
                false,
                "The language it was said in",
            ),
            field(
                "attribution",
                Takes::Prose,
                false,
                "How the speaker is named",
            ),
            field(
                "consent",
                Takes::Parts(&["quote", "guardian", "web", "translation"]),
                false,
                "For participants, consent: given, refused, unknown",
            ),
            field(
                "source",
                Takes::Word,
                false,
                "For documents: the key of the work",
            ),
            field(
                "locator",
                Takes::Word,
                false,
                "For documents: where in the work, such as p. 30",
            ),
        ],
    },
    Kind {
        name: "term",
        file: Some("glossary"),
        letter: None,
        fields: &[
            field("id", Takes::Word, true, "Its id, such as focus-group"),
            field("term", Takes::Prose, true, "The term"),
            field("abbr", Takes::Prose, false, "Its abbreviation"),
            field(
                "definition",
                Takes::Prose,
                false,
                "What the study means by it",
            ),
        ],
    },
    Kind {
        name: "chapter",
        file: None,
        letter: None,
        fields: &[
            field("id", Takes::Word, true, "Its id, such as young-people"),
            TITLE,
            SUMMARY,
            FIRST_TEXT,
        ],
    },
    Kind {
        name: "news",
        file: None,
        letter: None,
        fields: &[
            field("id", Takes::Word, true, "Its id, such as launch"),
            field("date", Takes::Word, true, "The day, such as 2026-01-31"),
            TITLE,
            SUMMARY,
            FIRST_TEXT,
        ],
    },
];

/// What was answered: `title.en`, `addressees`.
pub type Answers = BTreeMap<String, String>;

/// Files as they are to be, by their paths, and the id of what was added.
#[derive(Debug, PartialEq, Eq)]
pub struct Added {
    /// `R13`
    pub id: String,
    /// Path in the study and the whole new text; a file that is not there is made.
    pub files: Vec<(String, String)>,
}

impl Kind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The answers that may be given: `title.en`, `addressees`. A study of one language needs no language in them.
    pub fn keys(&self, languages: &[Lang]) -> Vec<String> {
        let keys = self.fields.iter().flat_map(|field| field.keys(languages));
        keys.collect()
    }

    /// The fields of which nothing was said and without which nothing can be added.
    pub fn missing(&self, answers: &Answers, languages: &[Lang]) -> Vec<String> {
        let wanted = self.fields.iter().filter(|field| field.required);
        let open = wanted.filter(|field| {
            let keys = field.keys(languages);
            !keys.iter().any(|key| answers.contains_key(key))
        });
        // One text is enough: what another language lacks is a translation not yet made, and is shown as one.
        open.map(|field| field.keys(languages).remove(0)).collect()
    }
}

impl Field {
    /// The answers that make up this field.
    pub fn keys(&self, languages: &[Lang]) -> Vec<String> {
        match self.takes {
            Takes::Prose => languages
                .iter()
                .map(|lang| format!("{}.{lang}", self.key))
                .collect(),
            Takes::Parts(parts) => parts
                .iter()
                .map(|part| format!("{}.{part}", self.key))
                .collect(),
            Takes::Word | Takes::List => vec![self.key.to_owned()],
        }
    }
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
    let shape = Shape::of(before);
    let mut lines = vec![format!("- id: {id}")];
    for field in kind.fields.iter().filter(|field| field.key != "id") {
        lines.extend(written(field, answers, &study.settings.languages));
    }
    let text = shape.behind(before, &lines);
    Ok(Added {
        id,
        files: vec![(path, text)],
    })
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
    let locked = lock::numbered_records(sources);
    let present = present.iter().map(|id| id.as_str());
    let ids = present.chain(locked.iter().map(String::as_str));
    let numbers = ids.filter_map(|id| {
        let digits = id.strip_prefix(letter)?;
        Some((digits.parse::<u32>().ok()?, digits.len()))
    });
    let (highest, width) = numbers.fold((0, 2), |(highest, width), (number, digits)| {
        (highest.max(number), width.max(digits))
    });
    format!("{letter}{:0width$}", highest + 1)
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
        files.push((format!("{stem}.{lang}.md"), text));
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
