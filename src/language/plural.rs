//! Plural categories of CLDR.

use super::Lang;
use icu_plurals::{PluralCategory, PluralRules};

/// A plural category (CLDR, cardinal numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plural {
    /// 0 in some languages.
    Zero,
    /// 1; 21, 31 in Russian.
    One,
    /// 2 in some languages.
    Two,
    /// 2–4 in Russian.
    Few,
    /// 5–20 in Russian.
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// The category's name in CLDR and in strings files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The plural rules of one language.
#[derive(Debug)]
pub struct Plurals(PluralRules);

impl Plurals {
    /// The rules of `lang`; a language CLDR does not know has only [`Plural::Other`].
    pub fn new(lang: &Lang) -> Self {
        let rules = PluralRules::try_new_cardinal(lang.locale().into())
            .expect("plural rules are compiled in for every locale, at least as the root's");
        Self(rules)
    }

    /// The category of a whole number.
    pub fn of(&self, number: u64) -> Plural {
        match self.0.category_for(number) {
            PluralCategory::Zero => Plural::Zero,
            PluralCategory::One => Plural::One,
            PluralCategory::Two => Plural::Two,
            PluralCategory::Few => Plural::Few,
            PluralCategory::Many => Plural::Many,
            PluralCategory::Other => Plural::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_has_three_and_kazakh_two() {
        let words = |lang: &str| {
            let plurals = Plurals::new(&Lang::parse(lang).expect(lang));
            [0, 1, 2, 5, 11, 21, 22].map(|n| plurals.of(n).word())
        };
        assert_eq!(
            words("en"),
            ["other", "one", "other", "other", "other", "other", "other"]
        );
        assert_eq!(
            words("ru"),
            ["many", "one", "few", "many", "many", "one", "few"]
        );
        assert_eq!(
            words("kk"),
            ["other", "one", "other", "other", "other", "other", "other"]
        );
    }
}
