//! The facets by which recommendations are listed, and their values that occur.

use super::labels;
use super::pen::Pen;
use super::route::Route;
use super::view::{Facet, FacetValue, PageLink, Word};
use crate::language::Order;
use crate::study::recommendation::{Horizon, Recommendation, Rights, Status};
use crate::theme::Filling;

/// A way to list recommendations.
pub(crate) struct FacetKind {
    /// Part of the address and of the interface string `facet.KEY`.
    pub(crate) key: &'static str,
    /// Its values at one recommendation.
    pub(crate) values: fn(&Recommendation) -> Vec<String>,
    /// Where the labels of its values come from.
    pub(crate) labels: Labels,
}

/// Where labels come from, and with them the order of the values.
#[derive(Clone, Copy)]
pub(crate) enum Labels {
    /// The study's themes, in the order of the alphabet.
    Themes,
    /// The study's actors, in the order of the alphabet.
    Actors,
    /// A closed list of the program with its interface strings, in its own order.
    Closed(&'static str, fn(&str) -> usize),
    /// Articles, principles and targets, in the order of their frameworks and numbers.
    Rights,
}

/// All facets, in the order in which they are offered.
pub(crate) const FACETS: &[FacetKind] = &[
    FacetKind {
        key: "theme",
        values: |one| one.themes.clone(),
        labels: Labels::Themes,
    },
    FacetKind {
        key: "addressee",
        values: |one| one.addressees.clone(),
        labels: Labels::Actors,
    },
    FacetKind {
        key: "actor",
        values: |one| one.actors.clone(),
        labels: Labels::Actors,
    },
    FacetKind {
        key: "horizon",
        values: |one| vec![one.horizon.unwrap_or(Horizon::NotStated).word().to_owned()],
        labels: Labels::Closed("horizon", |word| {
            place(Horizon::ALL.iter().map(|one| one.word()), word)
        }),
    },
    FacetKind {
        key: "status",
        values: |one| vec![one.status().word().to_owned()],
        labels: Labels::Closed("status", |word| {
            place(Status::ALL.iter().map(|one| one.word()), word)
        }),
    },
    FacetKind {
        key: "right",
        values: rights,
        labels: Labels::Rights,
    },
];

/// The frameworks of rights, in the order in which they are named.
pub(crate) const FRAMEWORKS: [&str; 5] = ["crc", "gc16", "crbp", "ungp", "sdg"];

/// What a recommendation names of one framework.
pub(crate) fn of_framework<'a>(rights: &'a Rights, framework: &str) -> &'a [String] {
    match framework {
        "crc" => &rights.crc,
        "gc16" => &rights.gc16,
        "crbp" => &rights.crbp,
        "ungp" => &rights.ungp,
        _ => &rights.sdg,
    }
}

/// `crc-32`, `ungp-p1`, `sdg-8.7`: parts of addresses. Paragraphs of an article are listed with their article.
fn rights(one: &Recommendation) -> Vec<String> {
    let mut values = Vec::new();
    for framework in FRAMEWORKS {
        for item in of_framework(&one.rights, framework) {
            let value = right(framework, item);
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    values
}

/// The value of the facet that lists an item of a framework.
pub(crate) fn right(framework: &str, item: &str) -> String {
    let item = match framework {
        "crc" => item.split('.').next().unwrap_or(item),
        _ => item,
    };
    format!("{framework}-{}", item.to_lowercase())
}

/// The item of a value: `crc-32` is `32` of `crc`, `ungp-p1` is `P1` of `ungp`.
fn framework_and_item(value: &str) -> (&str, String) {
    let (framework, item) = value.split_once('-').unwrap_or((value, ""));
    (framework, item.to_uppercase())
}

/// Framework first, then number: `sdg-8.7` before `sdg-8.10`, and letters after numbers.
fn place_of_right(value: &str) -> (usize, Vec<(u32, String)>) {
    let (framework, item) = framework_and_item(value);
    let parts = item.split('.').map(|part| {
        let number = part.parse().unwrap_or(u32::MAX);
        (number, part.to_owned())
    });
    (
        place(FRAMEWORKS.iter().copied(), framework),
        parts.collect(),
    )
}

fn place<'a>(mut words: impl Iterator<Item = &'a str>, word: &str) -> usize {
    words.position(|one| one == word).unwrap_or(usize::MAX)
}

/// The facet of this key.
pub(crate) fn facet(key: &str) -> Option<&'static FacetKind> {
    FACETS.iter().find(|facet| facet.key == key)
}

impl FacetKind {
    /// A value with its label in the language of the text.
    pub(crate) fn word(&self, pen: &Pen<'_>, value: &str) -> Word {
        let (study, lang) = (pen.study, pen.text);
        let label = |list: &crate::study::vocabulary::Vocables| {
            list.label(value, lang, pen.site.order(lang))
        };
        match self.labels {
            Labels::Themes => labels::own(value, label(&study.vocabulary.themes)),
            Labels::Actors => labels::own(value, label(&study.vocabulary.actors)),
            Labels::Closed(list, _) => labels::word(pen, list, value),
            Labels::Rights => {
                let (framework, item) = framework_and_item(value);
                let named = named_right(pen, framework, &item);
                let framework = pen.say_in_text(&format!("rights_short.{framework}"), &[]);
                let fillings = [
                    ("framework", Filling::Text(&framework)),
                    ("item", Filling::Text(&named)),
                ];
                labels::own(value, pen.say_in_text("right.label", &fillings))
            }
        }
    }

    /// What a value is called: its label, else the interface string.
    pub(crate) fn title(&self, pen: &Pen<'_>, word: &Word) -> String {
        match &word.label {
            Some(label) => label.clone(),
            None => pen.say_in_text(&format!("{}.{}", self.key, word.key), &[]),
        }
    }

    /// The address of the list of a value; empty if the language has no such list.
    pub(crate) fn path(&self, pen: &Pen<'_>, value: &str) -> String {
        let route = Route::RecommendationsBy(pen.lang.clone(), self.key, value.to_owned());
        pen.site.address(&route).to_owned()
    }

    /// A link to the list of a value; to nothing if the language has no such list.
    pub(crate) fn link(&self, pen: &Pen<'_>, value: &str) -> PageLink {
        let label = self.word(pen, value).label;
        PageLink {
            id: value.to_owned(),
            title: pen.set_words(&label.unwrap_or_else(|| value.to_owned())),
            path: self.path(pen, value),
        }
    }
}

/// `art. 32`, `pillar 1`: what an item of a framework is called.
pub(crate) fn named_right(pen: &Pen<'_>, framework: &str, item: &str) -> String {
    let (key, value) = match item.strip_prefix('P') {
        Some(pillar) if framework == "ungp" => ("ungp_pillar", pillar),
        _ => (framework, item),
    };
    // Letters of targets and paragraphs are small ones: 16.b.
    let value = value.to_lowercase();
    pen.say_in_text(
        &format!("rights_item.{key}"),
        &[("value", Filling::Text(&value))],
    )
}

/// All facets with those values that occur in the study.
pub(crate) fn offered(pen: &Pen<'_>) -> Vec<Facet> {
    let order = Order::new(pen.lang);
    FACETS
        .iter()
        .map(|facet| Facet {
            key: facet.key,
            values: values(pen, facet, &order),
        })
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

fn values(pen: &Pen<'_>, facet: &FacetKind, order: &Order) -> Vec<FacetValue> {
    let from = (facet.key, String::new());
    let all = pen.site.relations.faceted.range(from..);
    let mut values: Vec<FacetValue> = all
        .take_while(|((key, _), _)| *key == facet.key)
        .map(|((_, value), items)| {
            let word = facet.word(pen, value);
            FacetValue {
                title: facet.title(pen, &word),
                word,
                count: items.len(),
                path: facet.path(pen, value),
            }
        })
        .collect();
    match facet.labels {
        Labels::Closed(_, place) => values.sort_by_key(|one| place(&one.word.key)),
        Labels::Rights => values.sort_by_cached_key(|one| place_of_right(&one.word.key)),
        Labels::Themes | Labels::Actors => values.sort_by(|a, b| {
            let words = |one: &FacetValue| one.word.label.clone().unwrap_or_default();
            order.compare(&words(a), &words(b))
        }),
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_listed_by_number() {
        let mut values = [
            "sdg-8.10", "sdg-16.b", "crc-32", "sdg-8.7", "crc-4", "ungp-p1", "sdg-16.7",
        ];
        values.sort_by_cached_key(|value| place_of_right(value));
        assert_eq!(
            values,
            [
                "crc-4", "crc-32", "ungp-p1", "sdg-8.7", "sdg-8.10", "sdg-16.7", "sdg-16.b"
            ]
        );
        assert_eq!(right("crc", "32.1"), "crc-32");
        assert_eq!(framework_and_item("ungp-p1"), ("ungp", "P1".to_owned()));
    }
}
