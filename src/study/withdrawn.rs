//! What was taken back after publication, and what was never to be published.

use crate::source::Place;
use crate::study::{Records, Study, When};

/// A quote or a person that was withdrawn: gone from every output, remembered so that nothing repeats it.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawn {
    /// Its id, or the name of the person.
    pub id: String,
    /// Since when.
    pub date: When,
    /// Its words in every language.
    pub words: Vec<String>,
    /// What was private about it.
    pub private: Vec<Private>,
    /// Where it stands.
    pub place: Place,
}

/// A value under `private:`: it stands in no output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    /// As written.
    pub value: String,
    /// Where.
    pub place: Place,
}

impl Records {
    /// Takes out the quotes that were withdrawn, so that nothing can show them.
    pub fn withdraw(&mut self) {
        for quote in std::mem::take(&mut self.quotes) {
            let Some(date) = quote.withdrawn else {
                self.quotes.push(quote);
                continue;
            };
            self.withdrawn.push(Withdrawn {
                id: quote.entry.id.to_string(),
                date,
                words: quote.text.values().map(|prose| prose.plain()).collect(),
                place: Place::field(&quote.entry.path, quote.entry.at.clone()),
                private: quote.entry.private,
            });
        }
    }
}

impl Study {
    /// Everything that was withdrawn.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Withdrawn> {
        self.settings
            .withdrawn
            .iter()
            .chain(&self.records.withdrawn)
    }
}
