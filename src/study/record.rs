//! What all kinds of records share, and the list of all of them.

use crate::language::PerLang;
use crate::source::{Field, Place, SourcePath};
use crate::study::fieldwork::{Activity, Group};
use crate::study::finding::Finding;
use crate::study::opportunity::Opportunity;
use crate::study::quote::Quote;
use crate::study::recommendation::Recommendation;
use crate::study::reference::Reference;
use crate::study::term::Term;
use crate::study::text::Waiver;
use crate::study::{Private, Prose, RecordId, Withdrawn};
use std::collections::BTreeSet;

/// Declares the closed list of words a field may hold, with their spelling in YAML.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every word, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As spelled in YAML; also the key of its interface string.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant of this spelling.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl $crate::study::record::OneOf for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn spelling(self) -> &'static str {
                self.word()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}
pub(crate) use words;

/// A word of a closed list.
pub trait OneOf: Copy + 'static {
    /// Every word, in the order of the documentation.
    fn all() -> &'static [Self];

    /// As spelled in YAML.
    fn spelling(self) -> &'static str;
}

/// Everything that stands in data files, each kind in the order of its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// `recommendations.yaml`
    pub recommendations: Vec<Recommendation>,
    /// `findings.yaml`
    pub findings: Vec<Finding>,
    /// `fieldwork.yaml`, `groups`
    pub groups: Vec<Group>,
    /// `fieldwork.yaml`, `activities`
    pub activities: Vec<Activity>,
    /// `fieldwork.yaml`, `limits`
    pub limits: Vec<PerLang<Prose>>,
    /// `quotes.yaml`
    pub quotes: Vec<Quote>,
    /// `opportunities.yaml`
    pub opportunities: Vec<Opportunity>,
    /// `references.yaml`
    pub references: Vec<Reference>,
    /// `glossary.yaml`
    pub terms: Vec<Term>,
    /// Quotes that were withdrawn: they are nowhere else.
    pub withdrawn: Vec<Withdrawn>,
    /// Kinds ([`Record::kind`]) of which a record is missing that its author wrote: its file, itself or its id could not
    /// be read, or it has the id of another one, which was reported. What names a record of these kinds may be right.
    pub lost: BTreeSet<&'static str>,
}

/// The kinds of records, by the data files in which they stand, without folder and ending.
pub const KINDS: &[(&str, &[&str])] = &[
    ("recommendations", &["recommendation"]),
    ("findings", &["finding"]),
    ("fieldwork", &["group", "activity"]),
    ("quotes", &["quote"]),
    ("opportunities", &["opportunity"]),
    ("references", &["reference"]),
    ("glossary", &["term"]),
];

/// Where a record stands and what it allows itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Unique among all records of the study.
    pub id: RecordId,
    /// The file.
    pub path: SourcePath,
    /// The way to the record in its file: `[3]`.
    pub at: Field,
    /// Its `allow:` map.
    pub waivers: Vec<Waiver>,
    /// What stands under `private:`, which no output holds.
    pub private: Vec<Private>,
}

impl Entry {
    /// The place of the value of one of its fields.
    pub fn field(&self, key: &str) -> Place {
        Place::field(&self.path, self.at.key(key))
    }

    /// The place of one language of a localised field.
    pub fn localised(&self, key: &str, lang: &crate::language::Lang) -> Place {
        Place::field(&self.path, self.at.key(key).key(lang.as_str()))
    }

    /// The place of one element of a list field.
    pub fn element(&self, key: &str, index: usize) -> Place {
        Place::field(&self.path, self.at.key(key).index(index))
    }

    /// The place of the record as a whole: its `id`.
    pub fn place(&self) -> Place {
        self.field("id")
    }
}

/// Any record, looked up by its id.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Record<'a> {
    /// A recommendation.
    Recommendation(&'a Recommendation),
    /// A finding.
    Finding(&'a Finding),
    /// A group of people.
    Group(&'a Group),
    /// A piece of fieldwork.
    Activity(&'a Activity),
    /// A quote.
    Quote(&'a Quote),
    /// An opportunity.
    Opportunity(&'a Opportunity),
    /// A work cited.
    Reference(&'a Reference),
    /// A term.
    Term(&'a Term),
}

impl<'a> Record<'a> {
    /// What all kinds share.
    pub fn entry(&self) -> &'a Entry {
        match self {
            Self::Recommendation(it) => &it.entry,
            Self::Finding(it) => &it.entry,
            Self::Group(it) => &it.entry,
            Self::Activity(it) => &it.entry,
            Self::Quote(it) => &it.entry,
            Self::Opportunity(it) => &it.entry,
            Self::Reference(it) => &it.entry,
            Self::Term(it) => &it.entry,
        }
    }

    /// The kind in words: "recommendation". Also the value of a directive's `record` metadata.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Recommendation(_) => "recommendation",
            Self::Finding(_) => "finding",
            Self::Group(_) => "group",
            Self::Activity(_) => "activity",
            Self::Quote(_) => "quote",
            Self::Opportunity(_) => "opportunity",
            Self::Reference(_) => "reference",
            Self::Term(_) => "term",
        }
    }

    /// Every localised field of the record itself, with its key: what must exist in each language. See [`Record::texts`]
    /// for those inside its lists.
    pub fn prose(&self) -> Vec<(&'static str, &'a PerLang<Prose>)> {
        match self {
            Self::Recommendation(it) => {
                let mut fields = vec![("title", &it.title), ("text", &it.text)];
                fields.extend(it.priority_basis.iter().map(|why| ("priority_basis", why)));
                fields.extend(it.note.as_ref().map(|note| ("note", note)));
                fields
            }
            Self::Finding(it) => {
                let mut fields = vec![("statement", &it.statement)];
                fields.extend(it.detail.as_ref().map(|detail| ("detail", detail)));
                fields
            }
            Self::Group(it) => {
                let mut fields = vec![("label", &it.label)];
                fields.extend(it.definition.as_ref().map(|prose| ("definition", prose)));
                fields.extend(
                    it.heard_through
                        .as_ref()
                        .map(|prose| ("heard_through", prose)),
                );
                fields.extend(it.note.as_ref().map(|prose| ("note", prose)));
                fields
            }
            Self::Activity(it) => {
                let mut fields = vec![("label", &it.label)];
                fields.extend(
                    it.participants
                        .as_ref()
                        .map(|prose| ("participants", prose)),
                );
                fields.extend(it.ethics.as_ref().map(|prose| ("ethics", prose)));
                fields.extend(it.note.as_ref().map(|prose| ("note", prose)));
                fields
            }
            Self::Quote(it) => {
                let mut fields = vec![("text", &it.text)];
                fields.extend(it.attribution.as_ref().map(|prose| ("attribution", prose)));
                fields.extend(it.note.as_ref().map(|prose| ("note", prose)));
                fields
            }
            Self::Opportunity(it) => vec![("title", &it.title), ("text", &it.text)],
            Self::Reference(it) => it.access.iter().map(|prose| ("access", prose)).collect(),
            Self::Term(it) => {
                let mut fields = vec![("term", &it.term)];
                fields.extend(it.definition.as_ref().map(|prose| ("definition", prose)));
                fields.extend(it.note.as_ref().map(|prose| ("note", prose)));
                fields
            }
        }
    }
}

impl<'a> Record<'a> {
    /// Every localised field, those inside lists too, with the way to it from the record: `progress[0].note`.
    pub fn texts(&self) -> Vec<(Field, &'a PerLang<Prose>)> {
        let own = self.prose().into_iter();
        let mut texts: Vec<_> = own
            .map(|(key, prose)| (Field::root().key(key), prose))
            .collect();
        match self {
            Self::Recommendation(it) => {
                texts.extend(inside("actions", "text", &it.actions, |one| {
                    Some(&one.text)
                }));
                texts.extend(inside("indicators", "text", &it.indicators, |one| {
                    Some(&one.text)
                }));
                texts.extend(inside("responses", "reason", &it.responses, |one| {
                    one.reason.as_ref()
                }));
                texts.extend(inside("progress", "note", &it.progress, |one| {
                    one.note.as_ref()
                }));
            }
            Self::Activity(it) => {
                texts.extend(inside("observers", "role", &it.observers, |one| {
                    Some(&one.role)
                }));
            }
            Self::Term(it) => {
                texts.extend(inside("definitions", "text", &it.definitions, |one| {
                    Some(&one.text)
                }));
            }
            _ => {}
        }
        texts
    }
}

/// The localised field `key` of every element of a list.
fn inside<'a, T>(
    list: &'static str,
    key: &'static str,
    elements: &'a [T],
    of: impl Fn(&'a T) -> Option<&'a PerLang<Prose>>,
) -> Vec<(Field, &'a PerLang<Prose>)> {
    let all = elements.iter().enumerate();
    all.filter_map(|(at, one)| Some((Field::root().key(list).index(at).key(key), of(one)?)))
        .collect()
}

impl Records {
    /// True if a record of this id may be one of the [`Records::lost`].
    pub fn may_lack(&self, id: &str) -> bool {
        // Only numbers begin with a capital: `R04`, `F07`.
        match id.chars().next() {
            Some('R') => self.lost.contains("recommendation"),
            Some('F') => self.lost.contains("finding"),
            _ => (self.lost.iter()).any(|kind| !["recommendation", "finding"].contains(kind)),
        }
    }

    /// Every record: recommendations first, then as the files are listed in the documentation.
    pub fn all(&self) -> impl Iterator<Item = Record<'_>> {
        let recommendations = self.recommendations.iter().map(Record::Recommendation);
        let findings = self.findings.iter().map(Record::Finding);
        let groups = self.groups.iter().map(Record::Group);
        let activities = self.activities.iter().map(Record::Activity);
        let quotes = self.quotes.iter().map(Record::Quote);
        let opportunities = self.opportunities.iter().map(Record::Opportunity);
        let references = self.references.iter().map(Record::Reference);
        let terms = self.terms.iter().map(Record::Term);
        recommendations
            .chain(findings)
            .chain(groups)
            .chain(activities)
            .chain(quotes)
            .chain(opportunities)
            .chain(references)
            .chain(terms)
    }
}
