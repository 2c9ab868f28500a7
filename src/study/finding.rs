//! A finding: what was found, among whom, and what it stands on.

use crate::language::PerLang;
use crate::study::Prose;
use crate::study::recommendation::TagsBy;
use crate::study::record::{Entry, words};

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id and place.
    pub entry: Entry,
    /// From its id unless given.
    pub number: u32,
    /// One or two sentences.
    pub statement: PerLang<Prose>,
    /// More about it.
    pub detail: Option<PerLang<Prose>>,
    /// Who speaks.
    pub kind: FindingKind,
    /// What it is about.
    pub about: Option<About>,
    /// Ids of groups.
    pub groups: Vec<String>,
    /// Keys of themes.
    pub themes: Vec<String>,
    /// How many of those heard.
    pub strength: Option<Strength>,
    /// Ids of activities, quotes and references.
    pub evidence: Vec<String>,
    /// Id of the chapter that tells it.
    pub chapter: Option<String>,
    /// Who assigned themes, subject and the links to groups.
    pub tags_by: TagsBy,
}

words! {
    /// Who speaks in a finding.
    FindingKind {
        /// A group's view.
        View = "view",
        /// The researchers conclude.
        ResearcherConclusion = "researcher_conclusion",
    }
}

words! {
    /// What a finding is about.
    About {
        /// The subject of the study.
        Subject = "subject",
        /// How the study was made.
        Fieldwork = "fieldwork",
        /// Who commissioned it.
        Commissioner = "commissioner",
        /// The surroundings.
        Context = "context",
    }
}

words! {
    /// The scale of quantity words: for small samples words, never percentages.
    Strength {
        /// Everybody heard.
        All = "all",
        /// Most.
        Most = "most",
        /// About half.
        AboutHalf = "about_half",
        /// Some.
        Some = "some",
        /// A few.
        AFew = "a_few",
        /// One.
        One = "one",
        /// The study does not say.
        NotStated = "not_stated",
    }
}
