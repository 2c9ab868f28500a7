//! How speakers are named: details that are harmless alone point, together and in a small group, to one person.

use super::super::Subject;
use super::consent::may_be_a_child;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Lang;
use crate::study::Study;
use crate::study::quote::{Quote, QuoteKind};
use std::collections::{BTreeMap, BTreeSet};

/// Several details of one person in a small group.
pub(in crate::check) static PRIVACY_SMALL_GROUP: Code = Code {
    name: "privacy-small-group",
    why: "Age, sex, school, place and trade are harmless one by one; together they describe one person in a small group.",
    remedy: "Name the group only, or one detail. How small is small is said under `privacy: small_group:` in study.yaml.",
};

/// A detail that one language has and another has not.
pub(in crate::check) static PRIVACY_UNEVEN: Code = Code {
    name: "privacy-uneven",
    why: "What was left vague in one language is exact in another, and whoever wants to know reads both.",
    remedy: "Name the speaker with the same details in every language.",
};

/// Two quotes that describe their group from two sides.
pub(in crate::check) static PRIVACY_NARROWING: Code = Code {
    name: "privacy-narrowing",
    why: "Each of the two attributions has one detail; read together they narrow the same small group.",
    remedy: "Name speakers of one small group in the same way.",
};

/// A kind of detail by which somebody can be told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    Age,
    Sex,
    Institution,
    Place,
    Sector,
}

impl Detail {
    fn word(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Institution => "institution",
            Self::Place => "place",
            Self::Sector => "sector",
        }
    }
}

/// Beginnings of words, whatever the language; a `$` ends a word.
const WORDS: &[(Detail, &[&str])] = &[
    (
        Detail::Sex,
        &[
            "girl",
            "boy",
            "woman",
            "women$",
            "man$",
            "men$",
            "female",
            "male$",
            "mother",
            "father",
            "девушк",
            "девочк",
            "юнош",
            "мальчик",
            "женщин",
            "мужчин",
            "школьниц",
            "студентк",
            "мать$",
            "мама$",
            "отец$",
            "қыз$",
            "қыздар",
            "ер адам",
            "әйел",
            "ана$",
            "әке",
        ],
    ),
    (
        Detail::Institution,
        &[
            "school",
            "college",
            "lyceum",
            "university",
            "orphanage",
            "hospital",
            "школ",
            "колледж",
            "лице",
            "университет",
            "детдом",
            "детск",
            "интернат",
            "больниц",
            "мектеп",
            "балабақша",
        ],
    ),
    (
        Detail::Place,
        &[
            "city",
            "town",
            "village",
            "district",
            "region",
            "город",
            "сел",
            "район",
            "област",
            "ауыл",
            "қала",
            "аудан",
            "облыс",
        ],
    ),
];

/// All that attributions tell.
pub(in crate::check) fn attributions(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let speakers = study
        .records
        .quotes
        .iter()
        .filter(|quote| quote.kind == QuoteKind::Participant);
    let named: Vec<Named<'_>> = speakers.filter_map(|quote| named(study, quote)).collect();
    let mut found = Vec::new();
    for one in &named {
        found.extend(uneven(one));
        found.extend(several(study, one));
    }
    found.extend(narrowing(study, &named));
    found
}

/// A quote and the details by which each language names its speaker.
struct Named<'a> {
    quote: &'a Quote,
    details: BTreeMap<&'a Lang, BTreeSet<Detail>>,
}

impl Named<'_> {
    fn all(&self) -> BTreeSet<Detail> {
        self.details.values().flatten().copied().collect()
    }
}

fn named<'a>(study: &'a Study, quote: &'a Quote) -> Option<Named<'a>> {
    let attribution = quote.attribution.as_ref()?;
    let details = attribution
        .iter()
        .map(|(lang, prose)| (lang, details(study, lang, &prose.plain())))
        .collect();
    Some(Named { quote, details })
}

fn details(study: &Study, lang: &Lang, words: &str) -> BTreeSet<Detail> {
    let lower = words.to_lowercase();
    let mut found = BTreeSet::new();
    for (detail, starts) in WORDS {
        if starts.iter().any(|start| has_word(&lower, start)) {
            found.insert(*detail);
        }
    }
    if lower
        .split(|letter: char| !letter.is_ascii_digit())
        .any(is_age)
    {
        found.insert(Detail::Age);
    }
    let order = &study.settings.languages;
    let mut labels = study.vocabulary.sectors.keys().map(|key| {
        let label = study.vocabulary.sectors.label(key, lang, order);
        label.to_lowercase()
    });
    if labels.any(|label| lower.contains(&label)) {
        found.insert(Detail::Sector);
    }
    // A name inside the sentence is that of a place or of an institution.
    let mut later = words.split_whitespace().skip(1);
    if later
        .any(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase))
    {
        found.insert(Detail::Place);
    }
    found
}

fn is_age(digits: &str) -> bool {
    digits
        .parse()
        .is_ok_and(|age: u32| (3..=110).contains(&age))
}

fn has_word(lower: &str, start: &str) -> bool {
    let (start, is_whole) = match start.strip_suffix('$') {
        Some(start) => (start, true),
        None => (start, false),
    };
    lower.match_indices(start).any(|(at, _)| {
        let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = joins(lower[..at].chars().next_back());
        let after = joins(lower[at + start.len()..].chars().next());
        !(before || is_whole && after)
    })
}

fn uneven(one: &Named<'_>) -> Option<Diagnostic> {
    let all = one.all();
    let (lang, fewest) = one
        .details
        .iter()
        .min_by_key(|(_, details)| details.len())?;
    let (exact, missing) = one.details.iter().find_map(|(other, details)| {
        let missing = details.difference(fewest).next()?;
        Some((other, missing))
    })?;
    debug_assert!(all.contains(missing));
    let message = format!(
        "the speaker's {} is named in `{exact}`, but not in `{lang}`",
        missing.word()
    );
    let place = one.quote.entry.localised("attribution", exact);
    Some(Diagnostic::warning(&PRIVACY_UNEVEN, place, message))
}

fn several(study: &Study, one: &Named<'_>) -> Option<Diagnostic> {
    let all = one.all();
    let small = small(study, one.quote)?;
    if all.len() < 2 {
        return None;
    }
    let words: Vec<&str> = all.iter().map(|detail| detail.word()).collect();
    let message = format!(
        "{} of one speaker in a group of {small}",
        words.join(" and ")
    );
    let place = one.quote.entry.field("attribution");
    Some(Diagnostic::warning(&PRIVACY_SMALL_GROUP, place, message))
}

/// The size of a group that is too small, in words; `None` if it is large enough. Nobody can say of a group of unknown
/// size that it is large.
fn small(study: &Study, quote: &Quote) -> Option<String> {
    let records = &study.records;
    let activity = quote.activity.as_deref();
    let activity = records
        .activities
        .iter()
        .find(|one| Some(one.entry.id.as_str()) == activity);
    let group = quote.group.as_deref();
    let group = records
        .groups
        .iter()
        .find(|one| Some(one.entry.id.as_str()) == group);
    let size = activity
        .and_then(|one| one.n)
        .or(group.and_then(|one| one.n));
    let privacy = &study.settings.privacy;
    let least = match may_be_a_child(records, quote) {
        true => privacy.small_group_children,
        false => privacy.small_group,
    };
    match size {
        Some(size) if size >= least => None,
        Some(size) => Some(format!("{size}, fewer than {least}")),
        None => Some("unknown size".to_owned()),
    }
}

/// Pairs of quotes of one small group with one detail each, and not the same.
fn narrowing(study: &Study, named: &[Named<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, (&Named<'_>, BTreeSet<Detail>)> = BTreeMap::new();
    let mut found = Vec::new();
    for one in named {
        let details = one.all();
        let Some(group) = one.quote.group.as_deref().filter(|_| details.len() == 1) else {
            continue;
        };
        if small(study, one.quote).is_none() {
            continue;
        }
        match first.get(group) {
            None => {
                first.insert(group, (one, details));
            }
            Some((_, same)) if *same == details => {}
            Some((other, _)) => {
                let message = format!(
                    "this attribution and that of {} narrow the group `{group}` from two sides",
                    other.quote.entry.id
                );
                let place = one.quote.entry.field("attribution");
                let other = other.quote.entry.field("attribution");
                found.push(
                    Diagnostic::warning(&PRIVACY_NARROWING, place, message)
                        .note(other, "the other one"),
                );
            }
        }
    }
    found
}
