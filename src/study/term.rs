//! A term of the glossary: one concept with a name in each language.

use crate::language::PerLang;
use crate::study::Prose;
use crate::study::record::Entry;
use crate::study::settings::Name;

/// One concept.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Id and place.
    pub entry: Entry,
    /// Its name.
    pub term: PerLang<Prose>,
    /// Its abbreviation, in the languages that have one.
    pub abbr: PerLang<String>,
    /// Other names that texts may use as well.
    pub variants: PerLang<Vec<String>>,
    /// Names that texts are not to use.
    pub avoid: PerLang<Vec<String>>,
    /// What the study means by it.
    pub definition: Option<PerLang<Prose>>,
    /// What others mean by it.
    pub definitions: Vec<AttributedDefinition>,
    /// Ids of other terms.
    pub see_also: Vec<String>,
    /// A remark.
    pub note: Option<PerLang<Prose>>,
}

/// A definition and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributedDefinition {
    /// Whose.
    pub by: Name,
    /// Key of the reference.
    pub source: Option<String>,
    /// The words.
    pub text: PerLang<Prose>,
}
