//! Who was heard, and how.

use crate::language::{Lang, PerLang};
use crate::study::record::{Entry, words};
use crate::study::settings::Name;
use crate::study::{Prose, When};

/// A group of people the study heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Id and place.
    pub entry: Entry,
    /// "Young people".
    pub label: PerLang<Prose>,
    /// Who belongs to it.
    pub definition: Option<PerLang<Prose>>,
    /// Whether children (under 18, CRC article 1) are among them.
    pub includes_children: Option<Includes>,
    /// How many people were heard.
    pub n: Option<u32>,
    /// How they were heard.
    pub heard_through: Option<PerLang<Prose>>,
    /// Keys of sectors.
    pub sectors: Vec<String>,
    /// A remark.
    pub note: Option<PerLang<Prose>>,
}

/// One piece of fieldwork: a focus group discussion, a series of interviews.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Id and place.
    pub entry: Entry,
    /// What was done.
    pub kind: Option<ActivityKind>,
    /// Its name.
    pub label: PerLang<Prose>,
    /// Id of the group.
    pub group: Option<String>,
    /// Who took part.
    pub participants: Option<PerLang<Prose>>,
    /// Where people met.
    pub mode: Option<Mode>,
    /// How long, in minutes.
    pub duration_min: Option<u32>,
    /// Youngest age in years.
    pub age_min: Option<u32>,
    /// Oldest age in years.
    pub age_max: Option<u32>,
    /// How many took part.
    pub n: Option<u32>,
    /// The language spoken.
    pub language: Option<Lang>,
    /// When.
    pub date: Option<When>,
    /// Where, no closer than a region.
    pub place: Option<Name>,
    /// Who led it.
    pub facilitator: Option<Name>,
    /// Who else was present (COREQ item 15).
    pub observers: Vec<Observer>,
    /// Consent to take part.
    pub consent: Option<Consent>,
    /// Ethics approval.
    pub ethics: Option<PerLang<Prose>>,
    /// A remark.
    pub note: Option<PerLang<Prose>>,
}

/// Somebody present who did not take part.
#[derive(Clone, Debug, PartialEq)]
pub struct Observer {
    /// "a teacher of their college".
    pub role: PerLang<Prose>,
    /// Whether the person has authority over those who spoke.
    pub authority_over_participants: Option<Known>,
    /// Whether the person was in this very session.
    pub present: Option<Known>,
}

words! {
    /// How many of a group have a property.
    Includes {
        /// Every one.
        All = "all",
        /// Some.
        Some = "some",
        /// Nobody.
        None = "none",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// Kinds of fieldwork.
    ActivityKind {
        /// Focus group discussion.
        Fgd = "fgd",
        /// Interviews.
        Interviews = "interviews",
        /// A survey.
        Survey = "survey",
        /// A review of documents.
        Review = "review",
        /// Observation.
        Observation = "observation",
    }
}

words! {
    /// Where people met.
    Mode {
        /// Over the internet.
        Online = "online",
        /// In one room.
        InPerson = "in_person",
        /// By telephone.
        Phone = "phone",
        /// Several of these.
        Mixed = "mixed",
    }
}

words! {
    /// A fact that may be unknown. Words, not truth values: `yes` means different things in two versions of YAML.
    Known {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
        /// The source does not say.
        Unknown = "unknown",
    }
}

words! {
    /// What somebody agreed to.
    Consent {
        /// Agreed.
        Given = "given",
        /// Refused.
        Refused = "refused",
        /// Not known.
        Unknown = "unknown",
    }
}
