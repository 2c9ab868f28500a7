//! Whether the texts of one thing say the same: the state of a block or of a record's field.
//!
//! *Seen* is the text that the last build met, *agreed* the text of which somebody said that all languages say
//! the same ([`crate::study::lock`]). Identity compares with what was seen, state with what was agreed.

use crate::language::{Lang, PerLang};

/// How the texts of one thing stand to each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What is odd about single languages; empty if all texts are agreed.
    pub odd: PerLang<Odd>,
    /// In some languages only, on purpose (`<!-- diglot-only: reason -->`): then nothing is missing.
    pub only: bool,
}

/// Why a text in one language is not agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Odd {
    /// What was seen differs from what was agreed.
    MovedOn,
    /// There is no text in this language, and it is to have one.
    Missing,
    /// Another language's text was left standing.
    Copied,
}

impl Odd {
    /// As `status --format json` spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::MovedOn => "moved-on",
            Self::Missing => "missing",
            Self::Copied => "copied",
        }
    }
}

impl State {
    /// True if the texts say the same, as far as anybody has declared.
    pub fn is_agreed(&self) -> bool {
        self.odd.is_empty()
    }

    /// What is odd about the text in this language.
    pub fn of(&self, lang: &Lang) -> Option<Odd> {
        self.odd.get(lang).copied()
    }
}
