//! What can be added, and what is asked of it: data for `add`.

use super::add::Answers;
use crate::language::Lang;

/// What can be added.
pub struct Kind {
    /// As typed: `recommendation`.
    pub name: &'static str,
    /// The file of its records; `None` for chapters and news, which are files of their own.
    pub(super) file: Option<&'static str>,
    /// What it holds, in the order in which it is asked and written.
    pub fields: &'static [Field],
    /// The letter of its numbered ids.
    pub(super) letter: Option<char>,
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
