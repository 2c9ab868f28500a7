//! Keys and their labels. Authors declare actors, themes and sectors; the lists that the program knows
//! by itself (statuses, horizons …) have their labels in the theme's strings and may be relabelled here.

use crate::language::{Lang, PerLang};
use crate::source::{Field, SourcePath};
use crate::study::Prose;
use crate::study::record::words;
use std::collections::BTreeMap;

/// Everything `vocabulary.yaml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// Organisations and offices, never private persons.
    pub actors: Vocables,
    /// Themes.
    pub themes: Vocables,
    /// Sectors of the economy.
    pub sectors: Vocables,
    /// New labels for built-in words: list name (`horizons`, `statuses` …) -> word -> label.
    pub relabelled: BTreeMap<String, Vocables>,
}

/// One list of keys, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocables {
    /// The entries.
    pub entries: Vec<Vocable>,
}

/// One key and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocable {
    /// Kebab case.
    pub key: String,
    /// What readers see.
    pub label: PerLang<Prose>,
    /// Actors only: `un`, `state`, `company` …
    pub kind: Option<String>,
    /// The file.
    pub path: SourcePath,
    /// The way to the entry.
    pub at: Field,
}

impl Vocables {
    /// The entry of this key.
    pub fn get(&self, key: &str) -> Option<&Vocable> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The plain label of a key in a language, or in the first language that has one; the key itself if nothing is known.
    pub fn label(&self, key: &str, lang: &Lang, order: &[Lang]) -> String {
        let label = self
            .get(key)
            .and_then(|entry| entry.label.pick(lang, order));
        label.map_or_else(|| key.to_owned(), |(_, prose)| prose.plain())
    }

    /// All keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

words! {
    /// Kinds of actors.
    ActorKind {
        /// A body of the United Nations.
        Un = "un",
        /// An organ of the State.
        State = "state",
        /// A company.
        Company = "company",
        /// An association of companies.
        Association = "association",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A trade union.
        Union = "union",
        /// Press and broadcasting.
        Media = "media",
        /// The public.
        Public = "public",
    }
}
