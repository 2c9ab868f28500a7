//! What `study.yaml` says: the study as a whole.

use crate::language::{Lang, PerLang};
use crate::study::follow_up::Response;
use crate::study::text::Waiver;
use crate::study::{Prose, When, Withdrawn};
use std::collections::BTreeMap;

/// The study as a whole. Everything but title and languages may be unstated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Required.
    pub title: PerLang<Prose>,
    /// Printed below the title.
    pub subtitle: Option<PerLang<Prose>>,
    /// For the head of every page.
    pub short_title: Option<PerLang<Prose>>,
    /// What the study is about, in one or more paragraphs.
    pub abstract_: Option<PerLang<Prose>>,
    /// Required; the order in which languages are offered.
    pub languages: Vec<Lang>,
    /// Languages that hold only a part of the study.
    pub scopes: PerLang<Scope>,
    /// Languages whose text has legal force; printed, drives nothing.
    pub authentic: Vec<Lang>,
    /// In the order of the title page.
    pub authors: Vec<Person>,
    /// Who asked for the study: key of an actor.
    pub commissioner: Option<String>,
    /// Who did the work: key of an actor.
    pub contractor: Option<String>,
    /// Who publishes it: key of an actor.
    pub publisher: Option<String>,
    /// When it was commissioned.
    pub commissioned: Option<When>,
    /// A remark on that date.
    pub commissioned_note: Option<PerLang<Prose>>,
    /// The country or region it is about.
    pub place: Option<Name>,
    /// The day up to which statements on progress hold.
    pub as_of: Option<When>,
    /// Number and date of this edition.
    pub edition: Option<Edition>,
    /// When the study first came out; that of the edition unless stated.
    pub published: Option<When>,
    /// What addressees answer to the study as a whole.
    pub overall_response: Vec<Response>,
    /// Where the site will stand; always ends with `/`.
    pub base_url: Option<String>,
    /// Under which licence the text may be used.
    pub licence: Option<Licence>,
    /// Ids of the findings shown on the first page.
    pub key_findings: Vec<String>,
    /// The drawing on the first page.
    pub cover: Option<Cover>,
    /// Name of the theme.
    pub theme: String,
    /// Design tokens that this study sets otherwise than its theme.
    pub tokens: BTreeMap<String, String>,
    /// True if all chapters' paragraphs are numbered on the page.
    pub numbered_paragraphs: bool,
    /// Printed on the first page.
    pub report_number: Option<String>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// International standard book number.
    pub isbn: Option<String>,
    /// What is looked at before anything is published.
    pub privacy: Privacy,
    /// People who took their names back: they are nowhere else.
    pub withdrawn: Vec<Withdrawn>,
    /// Waivers for the study as a whole.
    pub waivers: Vec<Waiver>,
}

/// What is looked at before anything is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Groups of fewer people are small.
    pub small_group: u32,
    /// Groups of fewer people are small, where children are or may be among them.
    pub small_group_children: u32,
    /// Forms of private codes, in which `#` stands for a number: `FGD#-P#`.
    pub codes: Vec<String>,
}

impl Default for Privacy {
    fn default() -> Self {
        let codes = ["FGD#-P#", "FG#-P#", "IDI-#", "KII-#", "SME-#", "NGO-#"];
        Self {
            small_group: 5,
            small_group_children: 10,
            codes: codes.map(str::to_owned).to_vec(),
        }
    }
}

/// A name: the same in all languages, or one per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Written as a plain string.
    Same(String),
    /// Written as a map.
    Per(PerLang<String>),
}

impl Name {
    /// The name in `lang`, else in the first language of `order` that has one.
    pub fn pick(&self, lang: &Lang, order: &[Lang]) -> &str {
        match self {
            Self::Same(name) => name,
            Self::Per(names) => names.pick(lang, order).map_or("", |(_, name)| name),
        }
    }
}

/// An author.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Given name first: "William Philbrick".
    pub name: Name,
    /// Where they work.
    pub affiliation: Option<Name>,
    /// What they did.
    pub role: Option<Name>,
    /// `0000-0002-1825-0097`
    pub orcid: Option<String>,
    /// Since when the name is not to be shown any more.
    pub withdrawn: Option<When>,
}

/// One published state of the study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// `1`, `1.1`.
    pub number: String,
    /// Without it no date is printed and no feed is made.
    pub date: Option<When>,
}

/// Terms of use.
#[derive(Clone, Debug, PartialEq)]
pub struct Licence {
    /// `CC BY 4.0`
    pub name: String,
    /// Its text on the web.
    pub url: Option<String>,
    /// What it does not cover.
    pub note: Option<PerLang<Prose>>,
}

/// The drawing on the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// `media/cover.svg`
    pub src: String,
    /// What it shows.
    pub alt: PerLang<Prose>,
}

/// What a language with a declared scope holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Ids of chapters.
    pub chapters: Vec<String>,
    /// Record files: `recommendations`, `glossary` …
    pub records: Vec<String>,
}

impl Settings {
    /// The day before which nothing can have become of a recommendation.
    pub fn first_published(&self) -> Option<When> {
        let edition = self.edition.as_ref().and_then(|edition| edition.date);
        self.published.or(edition)
    }

    /// True if `lang` is to have this chapter.
    pub fn wants_chapter(&self, lang: &Lang, id: &str) -> bool {
        self.scopes
            .get(lang)
            .is_none_or(|scope| scope.chapters.iter().any(|chapter| chapter == id))
    }

    /// True if `lang` is to have the records of this file (`recommendations`, `findings` …).
    pub fn wants_records(&self, lang: &Lang, file: &str) -> bool {
        self.scopes
            .get(lang)
            .is_none_or(|scope| scope.records.iter().any(|name| name == file))
    }
}
