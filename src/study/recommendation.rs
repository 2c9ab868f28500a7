//! A recommendation: what is asked, of whom, and what became of it.

use crate::language::PerLang;
use crate::study::follow_up::{Action, Indicator, Response};
use crate::study::record::{Entry, words};
use crate::study::{Prose, When};

/// One recommendation.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// Id and place.
    pub entry: Entry,
    /// The number it was published under.
    pub number: u32,
    /// At most 90 characters.
    pub title: PerLang<Prose>,
    /// The published wording.
    pub text: PerLang<Prose>,
    /// What kind of text each language has.
    pub text_status: PerLang<TextStatus>,
    /// To whom it is said: keys of actors.
    pub addressees: Vec<String>,
    /// Who would have to act: keys of actors.
    pub actors: Vec<String>,
    /// Keys of themes.
    pub themes: Vec<String>,
    /// How concrete the demand is.
    pub action_type: Option<ActionType>,
    /// How soon.
    pub horizon: Option<Horizon>,
    /// By when.
    pub due: Option<When>,
    /// How urgent, and who says so on what ground.
    pub priority: Option<Priority>,
    /// The ground of the priority.
    pub priority_basis: Option<PerLang<Prose>>,
    /// Parts of the economy it names.
    pub sectors: Option<Sectors>,
    /// The rights and goals it serves.
    pub rights: Rights,
    /// Who assigned actors, themes, horizon, rights and the findings it rests on.
    pub tags_by: TagsBy,
    /// Ids of findings it rests on.
    pub supported_by: Vec<String>,
    /// Other recommendations.
    pub related: Vec<Related>,
    /// What is to be done in detail.
    pub actions: Vec<Action>,
    /// How it will be known that it was done.
    pub indicators: Vec<Indicator>,
    /// What its addressees answer.
    pub responses: Vec<Response>,
    /// Whom to ask about it: key of an actor.
    pub contact: Option<String>,
    /// What happened, oldest first.
    pub progress: Vec<Progress>,
    /// A remark of the editor.
    pub note: Option<PerLang<Prose>>,
}

impl Recommendation {
    /// The present state: that of the last entry of its progress.
    pub fn status(&self) -> Status {
        self.progress
            .last()
            .map_or(Status::NoInformation, |entry| entry.status)
    }

    /// True if on the day `as_of` something was due and is not done: never stated, always computed, and never from the
    /// clock of a machine. A month or a year is over when its last day is.
    pub fn is_overdue(&self, as_of: Option<When>) -> bool {
        let dates = self.actions.iter().filter_map(|action| action.due);
        dates.chain(self.due).any(|due| self.is_late(due, as_of))
    }

    /// True if a day that was set for this recommendation, or for one of its actions, has passed.
    pub fn is_late(&self, due: When, as_of: Option<When>) -> bool {
        as_of.is_some_and(|as_of| due.is_before(as_of)) && !self.status().is_final()
    }

    /// What an addressee answers; [`Position::NoneYet`](crate::study::follow_up::Position) if nothing is recorded.
    pub fn response_of(&self, addressee: &str) -> Option<&Response> {
        self.responses.iter().find(|one| one.by == addressee)
    }
}

impl Status {
    /// True if nothing more is expected to happen.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Implemented | Self::ClosedNotImplemented | Self::Overtaken
        )
    }
}

/// A list of sectors that may be open ("and others").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sectors {
    /// Keys of sectors.
    pub list: Vec<String>,
    /// True if the source's list is not complete.
    pub open: bool,
}

/// References to outside frameworks; each list holds strings as written, checked against the framework's range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Convention on the Rights of the Child: articles 1–54, with paragraph: `32.1`.
    pub crc: Vec<String>,
    /// Children's Rights and Business Principles: 1–10.
    pub crbp: Vec<String>,
    /// UN Guiding Principles: pillars `P1`–`P3`, principles 1–31.
    pub ungp: Vec<String>,
    /// General Comment 16: paragraphs 1–86.
    pub gc16: Vec<String>,
    /// Targets of the Sustainable Development Goals: `8.7`, `17.17`, `16.b`.
    pub sdg: Vec<String>,
}

/// Another recommendation and what it is to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Its id.
    pub id: String,
    /// How they belong together.
    pub kind: Relation,
}

/// One dated entry of progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// When.
    pub date: When,
    /// The state from then on.
    pub status: Status,
    /// Who says so.
    pub verified: Option<Verified>,
    /// What happened.
    pub note: Option<PerLang<Prose>>,
    /// Keys of references.
    pub evidence: Vec<String>,
}

words! {
    /// What kind of text a language has.
    TextStatus {
        /// Has legal force.
        Authentic = "authentic",
        /// Made by a translator.
        Translation = "translation",
        /// Made by a machine.
        Machine = "machine",
        /// Not final.
        Draft = "draft",
    }
}

words! {
    /// How concrete the demand is (after the five action categories of UPR Info).
    ActionType {
        /// Asks others, or for information.
        Minimal = "minimal",
        /// Go on.
        Continue = "continue",
        /// Think about it.
        Consider = "consider",
        /// Act, in general words.
        General = "general",
        /// Do this.
        Specific = "specific",
    }
}

words! {
    /// How soon, counted from publication.
    Horizon {
        /// Within 6 months.
        Immediate = "immediate",
        /// Within 12 months.
        Short = "short",
        /// 1–3 years.
        Medium = "medium",
        /// More than 3 years.
        Long = "long",
        /// Without end.
        Continuous = "continuous",
        /// The study does not say.
        NotStated = "not_stated",
    }
}

words! {
    /// How urgent.
    Priority {
        /// First.
        High = "high",
        /// Then.
        Medium = "medium",
        /// Last.
        Low = "low",
    }
}

words! {
    /// Who assigned actors, themes, horizon and rights.
    TagsBy {
        /// The study itself.
        Author = "author",
        /// Its editor: an inference.
        Editor = "editor",
        /// A program.
        Machine = "machine",
    }
}

words! {
    /// What another recommendation is to this one.
    Relation {
        /// Says the same.
        Duplicates = "duplicates",
        /// Is the larger one.
        PartOf = "part_of",
        /// Must come first.
        DependsOn = "depends_on",
        /// Worth reading too.
        SeeAlso = "see_also",
    }
}

words! {
    /// What has happened.
    Status {
        /// Nothing yet.
        NotStarted = "not_started",
        /// Work goes on.
        InProgress = "in_progress",
        /// Some of it is done.
        PartiallyImplemented = "partially_implemented",
        /// Done.
        Implemented = "implemented",
        /// Closed without being done.
        ClosedNotImplemented = "closed_not_implemented",
        /// No longer applies.
        Overtaken = "overtaken",
        /// Nobody has said.
        NoInformation = "no_information",
    }
}

words! {
    /// Who says so.
    Verified {
        /// The addressee.
        SelfReported = "self_reported",
        /// The authors of the study.
        AuthorAssessed = "author_assessed",
        /// Somebody else.
        IndependentlyVerified = "independently_verified",
    }
}
