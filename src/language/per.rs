//! One value in each language.

use super::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// One value in each language that the authors have supplied so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PerLang<T>(BTreeMap<Lang, T>);

impl<T> Default for PerLang<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> PerLang<T> {
    /// No language yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&T> {
        self.0.get(lang)
    }

    /// The value in this language, to be changed.
    pub fn get_mut(&mut self, lang: &Lang) -> Option<&mut T> {
        self.0.get_mut(lang)
    }

    /// Sets the value of a language; gives back what stood there.
    pub fn insert(&mut self, lang: Lang, value: T) -> Option<T> {
        self.0.insert(lang, value)
    }

    /// The value in `wanted`, else in the first language of `order` that has one; with the language
    /// actually found, so that a page can mark a passage that is not yet translated.
    pub fn pick(&self, wanted: &Lang, order: &[Lang]) -> Option<(&Lang, &T)> {
        let found = |lang| self.0.get_key_value(lang);
        found(wanted).or_else(|| order.iter().find_map(found))
    }

    /// True if no language has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many languages have a value.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Languages and values, ordered by tag. For the order of the study ask for each of its languages.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &T)> {
        self.0.iter()
    }

    /// The languages that have a value, ordered by tag.
    pub fn langs(&self) -> impl Iterator<Item = &Lang> {
        self.0.keys()
    }

    /// The values, ordered by tag.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    /// The values, to be changed, in the order of the tags.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.values_mut()
    }
}

impl<T> FromIterator<(Lang, T)> for PerLang<T> {
    fn from_iter<I: IntoIterator<Item = (Lang, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<T> IntoIterator for PerLang<T> {
    type Item = (Lang, T);
    type IntoIter = std::collections::btree_map::IntoIter<Lang, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
