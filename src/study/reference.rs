//! A work cited, read from Hayagriva YAML. Page numbers belong to the citation, not here.

use crate::language::{Lang, PerLang};
use crate::study::record::Entry;
use crate::study::{Prose, When};

/// One work.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The key it is cited by, and its place.
    pub entry: Entry,
    /// Hayagriva's type in lower case: `report`, `legislation`, `web`.
    pub kind: String,
    /// In the work's own language.
    pub title: String,
    /// People or bodies, in order.
    pub authors: Vec<Author>,
    /// When it came out.
    pub date: Option<When>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The body that issued it, where it is not the author.
    pub organization: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// Pages inside a larger work.
    pub page_range: Option<String>,
    /// Volume of a journal.
    pub volume: Option<String>,
    /// Issue of a journal.
    pub issue: Option<String>,
    /// The larger work: its title.
    pub parent_title: Option<String>,
    /// The language of the work.
    pub language: Option<Lang>,
    /// A remark, in the work's own language.
    pub note: Option<String>,
    /// How it can be consulted, or why it cannot.
    pub access: Option<PerLang<Prose>>,
}

/// Author of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Surname, or the name of a body.
    pub name: String,
    /// Given names or initials; `None` for a body.
    pub given: Option<String>,
}
