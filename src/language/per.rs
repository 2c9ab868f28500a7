//! One value in each language.

use super::Lang;
use serde::{Serialize, Serializer};

/// One value in each language that the authors have supplied so far.
///
/// Languages are few and texts are many: a row in the order of the tags takes a fraction of the room of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerLang<T>(Vec<(Lang, T)>);

impl<T> Default for PerLang<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerLang<T> {
    /// No language yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&T> {
        self.pair(lang).map(|(_, value)| value)
    }

    /// The value in this language, to be changed.
    pub fn get_mut(&mut self, lang: &Lang) -> Option<&mut T> {
        let mut pairs = self.0.iter_mut();
        let found = pairs.find(|(one, _)| one == lang);
        found.map(|(_, value)| value)
    }

    /// Sets the value of a language; gives back what stood there.
    pub fn insert(&mut self, lang: Lang, value: T) -> Option<T> {
        match self.0.binary_search_by(|(one, _)| one.cmp(&lang)) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (lang, value));
                None
            }
        }
    }

    /// The value in `wanted`, else in the first language of `order` that has one; with the language
    /// actually found, so that a page can mark a passage that is not yet translated.
    pub fn pick(&self, wanted: &Lang, order: &[Lang]) -> Option<(&Lang, &T)> {
        let found = |lang| self.pair(lang).map(|(lang, value)| (lang, value));
        found(wanted).or_else(|| order.iter().find_map(found))
    }

    fn pair(&self, lang: &Lang) -> Option<&(Lang, T)> {
        self.0.iter().find(|(one, _)| one == lang)
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
        self.0.iter().map(|(lang, value)| (lang, value))
    }

    /// The languages that have a value, ordered by tag.
    pub fn langs(&self) -> impl Iterator<Item = &Lang> {
        self.0.iter().map(|(lang, _)| lang)
    }

    /// The values, ordered by tag.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed, in the order of the tags.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for PerLang<T> {
    /// A map from tags to values.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<T> FromIterator<(Lang, T)> for PerLang<T> {
    fn from_iter<I: IntoIterator<Item = (Lang, T)>>(pairs: I) -> Self {
        let mut all = Self::new();
        for (lang, value) in pairs {
            all.insert(lang, value);
        }
        all
    }
}

impl<T> IntoIterator for PerLang<T> {
    type Item = (Lang, T);
    type IntoIter = std::vec::IntoIter<(Lang, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
