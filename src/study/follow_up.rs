//! What follows a recommendation: what is to be done in detail, how it will be known, and what the addressees answer.
//!
//! Three questions are kept apart on purpose, since mixing them is how reports come to say more than is known: what an
//! addressee says ([`Response`]), what has happened ([`super::recommendation::Status`]) and who says so
//! ([`super::recommendation::Verified`]).

use crate::language::PerLang;
use crate::study::record::words;
use crate::study::settings::Name;
use crate::study::{Prose, When};

/// One action of a recommendation that asks for several.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The recommendation's id, a point and a letter or word: `R04.a`.
    pub id: String,
    /// What is to be done.
    pub text: PerLang<Prose>,
    /// Who is to do it: key of an actor.
    pub responsible: Option<String>,
    /// By when.
    pub due: Option<When>,
    /// The days that were set before, oldest first: a new date does not make the old one unsaid.
    pub due_history: Vec<When>,
}

/// How it will be known that a recommendation was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// What is measured.
    pub text: PerLang<Prose>,
    /// Where it stood at the beginning.
    pub baseline: Option<Name>,
    /// Where it is to stand.
    pub target: Option<Name>,
    /// Key of the reference it is read from.
    pub source: Option<String>,
}

/// What one addressee answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Key of the actor.
    pub by: String,
    /// What it says.
    pub position: Position,
    /// When it said so.
    pub date: Option<When>,
    /// Why; required where a recommendation is not accepted in full.
    pub reason: Option<PerLang<Prose>>,
}

words! {
    /// What an addressee says of a recommendation.
    Position {
        /// Nothing yet.
        NoneYet = "none_yet",
        /// Yes.
        Accepted = "accepted",
        /// In part.
        PartiallyAccepted = "partially_accepted",
        /// No.
        NotAccepted = "not_accepted",
        /// Taken note of.
        Noted = "noted",
    }
}

impl Position {
    /// True if readers must be told why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::PartiallyAccepted | Self::NotAccepted)
    }
}
