//! Plural categories of CLDR.

use super::Lang;
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::BTreeSet;

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
#[derive(Clone, Debug)]
pub struct Plurals {
    lang: Lang,
    /// The categories of the numbers up to [`NEAR`], which are nearly all that are said.
    near: Vec<Plural>,
}

/// Up to here every category of a language occurs that whole numbers of a study have.
const NEAR: u64 = 200;

impl Plurals {
    /// The rules of `lang`; a language CLDR does not know has only [`Plural::Other`].
    pub fn new(lang: &Lang) -> Self {
        let rules = rules(lang);
        Self {
            lang: lang.clone(),
            near: (0..=NEAR).map(|number| category(&rules, number)).collect(),
        }
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The category of a whole number.
    pub fn of(&self, number: u64) -> Plural {
        let near = usize::try_from(number).ok();
        let near = near.and_then(|number| self.near.get(number));
        near.copied()
            .unwrap_or_else(|| category(&rules(&self.lang), number))
    }

    /// The categories that numbers have.
    pub fn used(&self) -> BTreeSet<Plural> {
        self.near.iter().copied().collect()
    }
}

fn rules(lang: &Lang) -> PluralRules {
    PluralRules::try_new_cardinal(lang.locale().into())
        .expect("plural rules are compiled in for every locale, at least as the root's")
}

fn category(rules: &PluralRules, number: u64) -> Plural {
    match rules.category_for(number) {
        PluralCategory::Zero => Plural::Zero,
        PluralCategory::One => Plural::One,
        PluralCategory::Two => Plural::Two,
        PluralCategory::Few => Plural::Few,
        PluralCategory::Many => Plural::Many,
        PluralCategory::Other => Plural::Other,
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

        let russian = Plurals::new(&Lang::parse("ru").expect("ru"));
        assert_eq!(
            [1_001, 1_002, 1_011].map(|n| russian.of(n).word()),
            ["one", "few", "many"]
        );
        let used: Vec<&str> = russian.used().into_iter().map(Plural::word).collect();
        assert_eq!(used, ["one", "few", "many"]);
    }
}
