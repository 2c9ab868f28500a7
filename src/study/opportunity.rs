//! An opportunity: something that exists or could be built on.

use crate::language::PerLang;
use crate::study::Prose;
use crate::study::record::{Entry, words};

/// One opportunity.
#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    /// Id and place.
    pub entry: Entry,
    /// Its name.
    pub title: PerLang<Prose>,
    /// What it is.
    pub text: PerLang<Prose>,
    /// Whether it is there already.
    pub status: OpportunityStatus,
    /// Keys of actors.
    pub actors: Vec<String>,
    /// Ids of recommendations it helps.
    pub recommendations: Vec<String>,
}

words! {
    /// Whether an opportunity is there already.
    OpportunityStatus {
        /// It is.
        Existing = "existing",
        /// It could be made.
        Potential = "potential",
    }
}
