//! Interface strings that are ready to be said: filled in, in the right plural form, in the right language.

use crate::language::typography::Rules;
use crate::language::{Lang, Lexicon, Plurals};
use crate::source::Place;
use crate::study::When;
use crate::study::inline::LocatorKind;
use std::collections::BTreeMap;

use super::Filling;

/// One interface string.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// What it says.
    pub(super) said: Said,
    /// Where its key stands.
    pub(super) place: Place,
}

/// A text, or one text per plural category.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

impl Said {
    /// All texts.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::Plural(forms) => forms.values().map(String::as_str).collect(),
        }
    }
}

/// How a language writes dates. The lists hold twelve names.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    pub(super) day: Option<String>,
    pub(super) month: Option<String>,
    pub(super) year: Option<String>,
    pub(super) months: Option<Vec<String>>,
    pub(super) months_nominative: Option<Vec<String>>,
}

/// How a language writes numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// Between groups of three digits.
    pub(super) group: Option<String>,
    /// The fewest digits that are grouped.
    pub(super) from_digits: Option<usize>,
}

/// Everything one language has.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) name: Option<String>,
    pub(super) fallback: Option<Lang>,
    pub(super) names: BTreeMap<String, String>,
    pub(super) strings: BTreeMap<String, Phrase>,
    pub(super) dates: Dates,
    pub(super) numbers: Numbers,
    pub(super) locators: BTreeMap<String, String>,
    pub(super) rules: Rules,
    pub(super) lexicon: Lexicon,
    pub(super) plurals: Plurals,
}

/// The words of all languages of a theme.
#[derive(Debug, Default)]
pub(super) struct Speech {
    /// By language.
    pub(super) words: BTreeMap<Lang, Words>,
    /// The language whose strings are the measure for all others, and the last to be asked.
    pub(super) reference: Option<Lang>,
}

/// Why a string could not be said as the template wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// No language asked has the key.
    Key,
    /// The string has a placeholder for which nothing was given.
    Placeholder(String),
}

impl Speech {
    /// The languages to ask, in order: the language, its more general ones (`en-x-child` → `en`), the fallback each
    /// names, at last the reference.
    pub(super) fn chain(&self, lang: &Lang) -> Vec<&Words> {
        let tags = self.tags(self.reference.iter().chain([lang]));
        tags.iter().filter_map(|tag| self.of_tag(tag)).collect()
    }

    /// The same languages without the reference, also those that the theme has no words for.
    pub(super) fn named(&self, lang: &Lang) -> Vec<Lang> {
        let tags = self.tags([lang].into_iter());
        tags.iter()
            .filter_map(|tag| Lang::parse(tag).ok())
            .collect()
    }

    fn of_tag(&self, tag: &str) -> Option<&Words> {
        let mut words = self.words.iter();
        words
            .find(|(known, _)| known.as_str() == tag)
            .map(|(_, words)| words)
    }

    /// What a walk from the last of `next` finds, then from the one before: the first is asked last, unless another
    /// one names it earlier.
    fn tags<'a>(&self, next: impl Iterator<Item = &'a Lang>) -> Vec<String> {
        let mut next: Vec<String> = next.map(Lang::to_string).collect();
        let mut asked: Vec<String> = Vec::new();
        while let Some(tag) = next.pop() {
            if asked.contains(&tag) {
                continue;
            }
            let fallback = self.of_tag(&tag).and_then(|words| words.fallback.as_ref());
            next.extend(fallback.map(Lang::to_string));
            next.extend(tag.rsplit_once('-').map(|(general, _)| general.to_owned()));
            asked.push(tag);
        }
        asked
    }

    /// The first answer of the chain.
    fn ask<'a, T>(&'a self, lang: &Lang, of: impl Fn(&'a Words) -> Option<T>) -> Option<T> {
        // The language itself stands first in its chain, and mostly has the answer.
        let own = self.words.get(lang).and_then(&of);
        own.or_else(|| self.chain(lang).into_iter().find_map(of))
    }

    /// Says a string.
    pub(super) fn say(
        &self,
        lang: &Lang,
        key: &str,
        fillings: &[(&str, Filling<'_>)],
    ) -> Result<String, Unsaid> {
        let found = self.ask(lang, |words| Some((words, words.strings.get(key)?)));
        let (words, phrase) = found.ok_or(Unsaid::Key)?;
        let pattern = match &phrase.said {
            Said::Plain(text) => text,
            Said::Plural(forms) => plural_form(words, forms, fillings).ok_or(Unsaid::Key)?,
        };
        self.fill(lang, pattern, fillings)
    }

    /// Puts values in the place of `{name}`. A space after a number must not break.
    fn fill(
        &self,
        lang: &Lang,
        pattern: &str,
        fillings: &[(&str, Filling<'_>)],
    ) -> Result<String, Unsaid> {
        let mut out = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some((name, before, after)) = placeholder(rest) {
            out.push_str(before);
            rest = after;
            match fillings.iter().find(|(given, _)| *given == name) {
                None => return Err(Unsaid::Placeholder(name.to_owned())),
                Some((_, Filling::Text(text))) => out.push_str(text),
                Some((_, Filling::Number(number))) => {
                    out.push_str(&self.number(lang, *number));
                    if let Some(after) = rest.strip_prefix(' ') {
                        out.push('\u{a0}');
                        rest = after;
                    }
                }
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// A date, as precise as known.
    pub(super) fn date(&self, lang: &Lang, when: &When) -> String {
        let pattern = self.ask(lang, |words| {
            let dates = &words.dates;
            let pattern = match (when.month, when.day) {
                (Some(_), Some(_)) => dates.day.as_ref(),
                (Some(_), None) => dates.month.as_ref(),
                _ => dates.year.as_ref(),
            };
            Some((dates, pattern?))
        });
        let Some((dates, pattern)) = pattern else {
            return when.to_string();
        };
        let month_at = usize::from(when.month.unwrap_or(1)) - 1;
        let month = |list: &Option<Vec<String>>| {
            let name = list.as_ref().and_then(|names| names.get(month_at));
            name.cloned().unwrap_or_default()
        };
        let nominative = dates.months_nominative.as_ref().or(dates.months.as_ref());
        pattern
            .replace("{d}", &when.day.unwrap_or(1).to_string())
            .replace("{month}", &month(&dates.months))
            .replace("{month_nominative}", &month(&nominative.cloned()))
            .replace("{year}", &when.year.to_string())
    }

    /// A whole number with its groups.
    pub(super) fn number(&self, lang: &Lang, number: u64) -> String {
        let digits = number.to_string();
        // No language groups fewer digits.
        if digits.len() < 4 {
            return digits;
        }
        let numbers = self.ask(lang, |words| {
            let group = words.numbers.group.as_ref()?;
            Some((group, words.numbers.from_digits.unwrap_or(4)))
        });
        match numbers {
            Some((group, from_digits)) if digits.len() >= from_digits => grouped(&digits, group),
            _ => digits,
        }
    }

    /// The own name of a language. Where no strings file has it, that of the more general tag with the rest of the tag
    /// (`English (child)`), so that two texts in one language can be told apart; at last the tag.
    pub(super) fn own_name(&self, lang: &Lang) -> String {
        let mut tag = lang.as_str();
        loop {
            let words = self.words.iter().find(|(known, _)| known.as_str() == tag);
            if let Some(name) = words.and_then(|(_, words)| words.name.as_ref()) {
                let rest = lang.as_str()[tag.len()..].trim_start_matches("-x-");
                return match rest.trim_start_matches('-') {
                    "" => name.clone(),
                    rest => format!("{name} ({rest})"),
                };
            }
            match tag.rsplit_once('-') {
                Some((general, _)) => tag = general,
                None => return lang.to_string(),
            }
        }
    }

    /// The name of `of` as `lang` calls it, else its own.
    pub(super) fn language_name(&self, lang: &Lang, of: &Lang) -> String {
        let words = self.chain(lang).into_iter().next();
        let name = words.and_then(|words| words.names.get(of.as_str()).cloned());
        name.unwrap_or_else(|| self.own_name(of))
    }

    /// How a language sets its text: only its own rules or those of a more general tag, never another language's.
    pub(super) fn rules(&self, lang: &Lang) -> Option<&Rules> {
        self.own(lang).map(|words| &words.rules)
    }

    /// What a language is known by; of no other language either.
    pub(super) fn lexicon(&self, lang: &Lang) -> Option<&Lexicon> {
        self.own(lang).map(|words| &words.lexicon)
    }

    /// The names of the months in a language, by number; of no other language either.
    pub(super) fn months(&self, lang: &Lang) -> Vec<(usize, &str)> {
        let dates = self.own(lang).map(|words| &words.dates);
        let lists = dates.map(|dates| [&dates.months, &dates.months_nominative]);
        let lists = lists.into_iter().flatten().flatten();
        let names = lists.flat_map(|names| names.iter().enumerate());
        names.map(|(at, name)| (at + 1, name.as_str())).collect()
    }

    fn own(&self, lang: &Lang) -> Option<&Words> {
        let mut tag = lang.as_str();
        loop {
            let words = self.words.iter().find(|(known, _)| known.as_str() == tag);
            if let Some((_, words)) = words {
                return Some(words);
            }
            tag = tag.rsplit_once('-')?.0;
        }
    }

    /// `p. 30`, `с. 30`, `30-б.`
    pub(super) fn locator(&self, lang: &Lang, kind: LocatorKind, value: &str) -> String {
        let key = match kind {
            LocatorKind::Page => "page",
            LocatorKind::Paragraph => "paragraph",
            LocatorKind::Chapter => "chapter",
            LocatorKind::Article => "article",
            LocatorKind::Other => return value.to_owned(),
        };
        match self.ask(lang, |words| words.locators.get(key)) {
            Some(pattern) => pattern.replace("{value}", value),
            None => value.to_owned(),
        }
    }
}

fn plural_form<'a>(
    words: &Words,
    forms: &'a BTreeMap<String, String>,
    fillings: &[(&str, Filling<'_>)],
) -> Option<&'a String> {
    let count = fillings.iter().find_map(|(name, filling)| match filling {
        Filling::Number(number) if *name == "count" => Some(*number),
        _ => None,
    });
    let form = count.map_or("other", |count| words.plurals.of(count).word());
    let any = || forms.get("other").or_else(|| forms.values().next());
    forms.get(form).or_else(any)
}

fn grouped(digits: &str, group: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

/// The first `{name}` of a text: its name, the text before it, the text after it.
pub(super) fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[open + 1..close], &text[..open], &text[close + 1..]))
}
