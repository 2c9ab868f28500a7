//! What is known of each language of the study, made ready once for all its texts.

use super::terms::Terms;
use crate::check::Subject;
use crate::language::script::Script;
use crate::language::typography::Rules;
use crate::language::{Beginnings, Lang, Lexicon, folded};
use std::collections::{BTreeMap, BTreeSet};

/// The languages of a study.
#[derive(Debug)]
pub(super) struct Tongues<'a>(BTreeMap<&'a Lang, Tongue<'a>>);

/// One language.
#[derive(Debug)]
pub(super) struct Tongue<'a> {
    pub(super) lang: &'a Lang,
    pub(super) lexicon: &'a Lexicon,
    pub(super) rules: &'a Rules,
    /// The script of its alphabet, if that is known.
    pub(super) script: Option<Script>,
    /// Numbers of the months by their names.
    pub(super) months: BTreeMap<String, usize>,
    /// How these names begin.
    pub(super) month_beginnings: Beginnings,
    pub(super) terms: Terms,
    /// Other languages of the study, whose text may have been left standing.
    pub(super) others: Vec<(&'a Lang, &'a Lexicon)>,
}

impl<'a> Tongues<'a> {
    pub(super) fn new(subject: &Subject<'a>) -> Self {
        let languages = &subject.study.settings.languages;
        // A language whose text is kept although it is no longer declared is not asked about.
        let tongue = |lang: &'a Lang| (lang, Tongue::new(lang, subject, languages));
        Self(languages.iter().map(tongue).collect())
    }

    pub(super) fn of(&self, lang: &Lang) -> &Tongue<'a> {
        self.0
            .get(lang)
            .expect("things are made in the languages of the study only")
    }
}

impl<'a> Tongue<'a> {
    fn new(lang: &'a Lang, subject: &Subject<'a>, languages: &'a [Lang]) -> Self {
        let theme = subject.theme;
        let lexicon = theme.lexicon(lang);
        let scripts: BTreeSet<Script> = (lexicon.letters().iter())
            .filter_map(|letter| Script::of(*letter))
            .collect();
        let months: BTreeMap<String, usize> = (theme.months(lang).into_iter())
            .map(|(number, name)| (folded(name).into_owned(), number))
            .collect();
        let others = languages.iter().filter(|one| primary(one) != primary(lang));
        Self {
            lang,
            lexicon,
            rules: theme.rules(lang),
            script: scripts.into_iter().next(),
            month_beginnings: Beginnings::of(months.keys()),
            months,
            terms: Terms::new(lang, lexicon, subject.study),
            others: others.map(|one| (one, theme.lexicon(one))).collect(),
        }
    }
}

/// `en` of `en-x-child`: texts of both may well be the same.
fn primary(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}
