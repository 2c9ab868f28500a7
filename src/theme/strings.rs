//! Reads `strings/LANG.yaml`: interface strings, dates, numbers, typography, each per language, merged over all layers.

use super::document::{Document, THEME_FILE, THEME_TYPE, THEME_UNKNOWN_KEY, listed};
use super::layers::Layers;
use super::words::{Dates, Numbers, Phrase, Said, Speech, Words, placeholder};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::typography::Rules;
use crate::language::{Lang, Lexicon, Plural, Plurals, Written};
use crate::source::{Field, Place, Source};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// See `why`.
pub(super) static THEME_MISSING_STRING: Code = Code {
    name: "theme-missing-string",
    why: "The interface of the site says something for which the theme has no words in this language. Readers see another language there.",
    remedy: "Add the strings to `strings/LANG.yaml` of the theme or of `themes/overrides/`.",
};

/// See `why`.
pub(super) static THEME_UNKNOWN_STRING: Code = Code {
    name: "theme-unknown-string",
    why: "One language (English, in the built-in theme) is the measure for all others. A key it lacks is said by no template.",
    remedy: "Correct the key, remove it, or add it to the reference strings too.",
};

/// See `why`.
pub(super) static THEME_PLURAL: Code = Code {
    name: "theme-plural",
    why: "Languages count differently: Russian has one form for 1 and 21, another for 2 to 4, a third for 5 to 20. A form that is missing gives a wrong sentence for some numbers.",
    remedy: "Give every form that CLDR names for the language.",
};

/// See `why`.
pub(super) static THEME_PLACEHOLDER: Code = Code {
    name: "theme-placeholder",
    why: "Only the placeholders of the reference string (English, in the built-in theme) are filled; any other would be printed with its braces.",
    remedy: "Use the placeholders of the reference string.",
};

/// Sections of a strings file.
const KEYS: [&str; 9] = [
    "name",
    "names",
    "fallback",
    "strings",
    "dates",
    "numbers",
    "typography",
    "locators",
    "lexicon",
];

const ALL_FORMS: [Plural; 6] = [
    Plural::Zero,
    Plural::One,
    Plural::Two,
    Plural::Few,
    Plural::Many,
    Plural::Other,
];

/// Reads the strings of every language the layers have, and asks whether `wanted` languages are complete.
pub(super) fn read(layers: &Layers<'_>, wanted: &[Lang], found: &mut Vec<Diagnostic>) -> Speech {
    let mut speech = Speech {
        reference: layers.reference(found),
        ..Speech::default()
    };
    let mut rules: BTreeMap<Lang, Map<String, Value>> = BTreeMap::new();
    let mut lexicons: BTreeMap<Lang, Map<String, Value>> = BTreeMap::new();
    // The farthest layer first: what stands nearer replaces it key by key.
    for (name, file) in layers.all("strings/").into_iter().rev() {
        let Source::Text(text) = file.source else {
            continue;
        };
        let Some(lang) = language_of(&name) else {
            let what =
                format!("`{name}` is not named after a language, expected `en.yaml`, `ru.yaml` …");
            found.push(Diagnostic::error(&THEME_FILE, Place::file(file.path), what));
            continue;
        };
        let Some(file) = Document::read(file.path, &text.text, found) else {
            continue;
        };
        let words = speech
            .words
            .entry(lang.clone())
            .or_insert_with(|| empty(&lang));
        take(&file, words, found);
        let typography = rules.entry(lang.clone()).or_default();
        typography.extend(read_section::<Rules>(&file, "typography", found));
        let lexicon = lexicons.entry(lang).or_default();
        lexicon.extend(read_section::<Written>(&file, "lexicon", found));
    }
    for (lang, map) in rules {
        let words = speech
            .words
            .get_mut(&lang)
            .expect("made together with its rules");
        words.rules = serde_json::from_value(Value::Object(map)).expect("each key was tried alone");
    }
    for (lang, map) in lexicons {
        let words = speech
            .words
            .get_mut(&lang)
            .expect("made together with its lexicon");
        let written: Written =
            serde_json::from_value(Value::Object(map)).expect("each key was tried alone");
        words.lexicon = Lexicon::new(&written);
    }
    for (at, lang) in wanted.iter().enumerate() {
        complete(&speech, lang, at, found);
    }
    speech
}

fn language_of(name: &str) -> Option<Lang> {
    let tag = name.strip_suffix(".yaml")?;
    Lang::parse(tag).ok().filter(|lang| lang.as_str() == tag)
}

fn empty(lang: &Lang) -> Words {
    Words {
        name: None,
        fallback: None,
        names: BTreeMap::new(),
        strings: BTreeMap::new(),
        dates: Dates::default(),
        numbers: Numbers::default(),
        locators: BTreeMap::new(),
        rules: Rules::default(),
        lexicon: Lexicon::default(),
        plurals: Plurals::new(lang),
    }
}

/// Adds what one file says to what the layers behind it said.
fn take(file: &Document, words: &mut Words, found: &mut Vec<Diagnostic>) {
    let root = Field::root();
    file.only_keys(&root, &KEYS, &THEME_UNKNOWN_KEY, found);
    replace(&mut words.name, file.text(&root.key("name"), found));
    replace(&mut words.fallback, fallback(file, found));
    words.names.extend(file.texts(&root.key("names"), found));
    words
        .locators
        .extend(file.texts(&root.key("locators"), found));
    take_dates(file, &mut words.dates, found);
    take_numbers(file, &mut words.numbers, found);
    let strings = root.key("strings");
    for (key, value) in file.map(&strings, found) {
        let at = strings.key(&key);
        if let Some(said) = said(file, &at, &words.plurals, &key, &value, found) {
            let place = file.key_place(&at);
            words.strings.insert(key, Phrase { said, place });
        }
    }
}

fn replace<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

fn fallback(file: &Document, found: &mut Vec<Diagnostic>) -> Option<Lang> {
    let field = Field::root().key("fallback");
    let tag = file.text(&field, found)?;
    match Lang::parse(&tag) {
        Ok(lang) => Some(lang),
        Err(error) => {
            let place = file.place(&field);
            found.push(Diagnostic::error(&THEME_TYPE, place, error.to_string()));
            None
        }
    }
}

fn said(
    file: &Document,
    at: &Field,
    plurals: &Plurals,
    key: &str,
    value: &Value,
    found: &mut Vec<Diagnostic>,
) -> Option<Said> {
    let Value::Object(forms) = value else {
        return file.text(at, found).map(Said::Plain);
    };
    let (lang, used) = (plurals.lang(), plurals.used());
    for form in forms.keys() {
        let known = ALL_FORMS.iter().any(|one| one.word() == form);
        let of_language = used.iter().any(|one| one.word() == form) || form == "other";
        if !known || !of_language {
            let names: Vec<&str> = used.iter().map(|one| one.word()).collect();
            let what = format!("`{lang}` has no plural form `{form}`");
            let help = format!("its forms are {}", listed(&names));
            let place = file.key_place(&at.key(form));
            found.push(Diagnostic::warning(&THEME_PLURAL, place, what).help(help));
        }
    }
    let missing: Vec<&str> = used
        .iter()
        .map(|one| one.word())
        .filter(|form| !forms.contains_key(*form))
        .collect();
    if !missing.is_empty() {
        let what = format!("`{key}` lacks {} of `{lang}`", plural_forms(&missing));
        found.push(Diagnostic::warning(&THEME_PLURAL, file.key_place(at), what));
    }
    Some(Said::Plural(file.texts(at, found).into_iter().collect()))
}

fn plural_forms(names: &[&str]) -> String {
    let word = if names.len() == 1 { "form" } else { "forms" };
    format!("the plural {word} {}", listed(names))
}

fn take_dates(file: &Document, dates: &mut Dates, found: &mut Vec<Diagnostic>) {
    let at = Field::root().key("dates");
    let known = ["day", "month", "year", "months", "months_nominative"];
    file.only_keys(&at, &known, &THEME_UNKNOWN_KEY, found);
    replace(&mut dates.day, file.text(&at.key("day"), found));
    replace(&mut dates.month, file.text(&at.key("month"), found));
    replace(&mut dates.year, file.text(&at.key("year"), found));
    replace(&mut dates.months, months(file, &at.key("months"), found));
    let nominative = months(file, &at.key("months_nominative"), found);
    replace(&mut dates.months_nominative, nominative);
}

fn months(file: &Document, at: &Field, found: &mut Vec<Diagnostic>) -> Option<Vec<String>> {
    let value = file.value(at)?;
    let names: Option<Vec<String>> = value
        .as_array()
        .and_then(|list| list.iter().map(|v| v.as_str().map(str::to_owned)).collect());
    let names = names.filter(|names| names.len() == 12);
    if names.is_none() {
        file.wrong(at, "a list of twelve names", value, found);
    }
    names
}

fn take_numbers(file: &Document, numbers: &mut Numbers, found: &mut Vec<Diagnostic>) {
    let at = Field::root().key("numbers");
    file.only_keys(&at, &["group", "from_digits"], &THEME_UNKNOWN_KEY, found);
    replace(&mut numbers.group, file.text(&at.key("group"), found));
    let field = at.key("from_digits");
    if let Some(value) = file.value(&field) {
        match value.as_u64() {
            Some(digits) => numbers.from_digits = usize::try_from(digits).ok(),
            None => file.wrong(&field, "a number of digits", value, found),
        }
    }
}

/// A section as written, each key tried alone so that a wrong one hides no other.
fn read_section<T: DeserializeOwned>(
    file: &Document,
    section: &str,
    found: &mut Vec<Diagnostic>,
) -> Map<String, Value> {
    let at = Field::root().key(section);
    let mut good = Map::new();
    for (key, value) in file.map(&at, found) {
        let alone: Map<String, Value> = [(key.clone(), value.clone())].into_iter().collect();
        match serde_json::from_value::<T>(Value::Object(alone)) {
            Ok(_) => {
                good.insert(key, value);
            }
            Err(error) => {
                let text = error.to_string();
                let field = at.key(&key);
                if text.starts_with("unknown field") {
                    found.push(unknown_rule(file, &field, &key, &text));
                } else {
                    file.wrong(&field, "what the default theme's file shows", &value, found);
                }
            }
        }
    }
    good
}

/// serde lists the fields it knows in backticks, after the one it does not.
fn unknown_rule(file: &Document, at: &Field, key: &str, text: &str) -> Diagnostic {
    let known: Vec<&str> = text.split('`').skip(3).step_by(2).collect();
    let help = match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", listed(&known)),
    };
    let what = format!("unknown key `{key}`");
    Diagnostic::error(&THEME_UNKNOWN_KEY, file.key_place(at), what).help(help)
}

/// Asks whether a language of the study has every string, and none too many. `at` is its place in `study.yaml`.
fn complete(speech: &Speech, lang: &Lang, at: usize, found: &mut Vec<Diagnostic>) {
    let reference = speech.reference.as_ref();
    let Some(reference) = reference.and_then(|lang| speech.words.get(lang)) else {
        return;
    };
    let family: Vec<&Words> = speech
        .words
        .iter()
        .filter(|(tag, _)| is_general(tag.as_str(), lang.as_str()))
        .map(|(_, words)| words)
        .collect();
    let has = |key: &String| family.iter().any(|words| words.strings.contains_key(key));
    let missing: Vec<&String> = reference.strings.keys().filter(|key| !has(key)).collect();
    if !missing.is_empty() {
        found.push(lacking(lang, at, family.last().copied(), &missing));
    }
    let Some(own) = speech.words.get(lang) else {
        return;
    };
    for (key, phrase) in &own.strings {
        match reference.strings.get(key) {
            Some(measure) => found.extend(foreign_placeholder(key, phrase, measure)),
            None => found.push(unknown_string(key, phrase, reference)),
        }
    }
}

/// `en` is `en-x-child`, only more general.
fn is_general(general: &str, lang: &str) -> bool {
    let rest = lang.strip_prefix(general);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn lacking(lang: &Lang, at: usize, words: Option<&Words>, missing: &[&String]) -> Diagnostic {
    let Some(phrase) = words.and_then(|words| words.strings.values().next()) else {
        let what = format!("the theme has no interface strings in `{lang}`");
        let path = "content/study.yaml".into();
        let place = Place::field(&path, Field::root().key("languages").index(at));
        let help = format!(
            "write `themes/overrides/strings/{lang}.yaml`; until then readers see another language's words"
        );
        return Diagnostic::warning(&THEME_MISSING_STRING, place, what).help(help);
    };
    let named = &missing[..missing.len().min(5)];
    let more = match missing.len() - named.len() {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let what = format!(
        "no interface string in `{lang}` for {}{more}",
        listed(named)
    );
    let place = Place::file(phrase.place.path());
    Diagnostic::warning(&THEME_MISSING_STRING, place, what)
}

fn unknown_string(key: &str, phrase: &Phrase, reference: &Words) -> Diagnostic {
    let what = format!("no template says `{key}`: the reference strings do not have it");
    let known = reference.strings.keys().map(String::as_str);
    let found = Diagnostic::warning(&THEME_UNKNOWN_STRING, phrase.place.clone(), what);
    match nearest(key, known) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found,
    }
}

fn foreign_placeholder(key: &str, phrase: &Phrase, measure: &Phrase) -> Option<Diagnostic> {
    let known = placeholders(measure);
    let used = placeholders(phrase);
    let foreign = used.iter().find(|name| !known.contains(*name))?;
    let what = format!(
        "`{key}` has the placeholder `{{{foreign}}}`, which the reference string does not have"
    );
    let help = match nearest(foreign, known.iter().copied()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None if known.is_empty() => "the reference string has no placeholder".to_owned(),
        None => {
            let known: Vec<&str> = known.iter().copied().collect();
            format!("the reference string has {}", listed(&known))
        }
    };
    Some(Diagnostic::warning(&THEME_PLACEHOLDER, phrase.place.clone(), what).help(help))
}

fn placeholders(phrase: &Phrase) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for mut text in phrase.said.texts() {
        while let Some((name, _, rest)) = placeholder(text) {
            names.insert(name);
            text = rest;
        }
    }
    names
}
