//! The facets by which recommendations are listed, and their values that occur.

use super::labels;
use super::navigation::Tongue;
use super::pen::Pen;
use super::route::Route;
use super::view::{Facet, FacetValue, PageLink, Word};
use crate::language::{Lang, Order};
use crate::study::Study;
use crate::study::recommendation::{Horizon, Recommendation, Status};

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
];

fn place<'a>(mut words: impl Iterator<Item = &'a str>, word: &str) -> usize {
    words.position(|one| one == word).unwrap_or(usize::MAX)
}

/// The facet of this key.
pub(crate) fn facet(key: &str) -> Option<&'static FacetKind> {
    FACETS.iter().find(|facet| facet.key == key)
}

impl FacetKind {
    /// A value with its label in a language.
    pub(crate) fn word(&self, study: &Study, lang: &Lang, value: &str) -> Word {
        let label = |list: &crate::study::vocabulary::Vocables| {
            list.label(value, lang, &study.settings.languages)
        };
        match self.labels {
            Labels::Themes => labels::own(value, label(&study.vocabulary.themes)),
            Labels::Actors => labels::own(value, label(&study.vocabulary.actors)),
            Labels::Closed(list, _) => labels::word(study, lang, list, value),
        }
    }

    /// A link to the list of a value; to nothing if the language has no such list.
    pub(crate) fn link(&self, pen: &Pen<'_>, value: &str) -> PageLink {
        let route = Route::RecommendationsBy(pen.lang.clone(), self.key, value.to_owned());
        let label = self.word(pen.study, pen.lang, value).label;
        PageLink {
            id: value.to_owned(),
            title: pen.set_words(&label.unwrap_or_else(|| value.to_owned())),
            path: pen.site.address(&route).to_owned(),
        }
    }
}

/// All facets with those values that occur in the study; that of the page's own list is current.
pub(crate) fn facets(tongue: &Tongue, selected: Option<(&str, &str)>) -> Vec<Facet> {
    let mut facets = tongue.facets.clone();
    if let Some((key, value)) = selected {
        let values = facets
            .iter_mut()
            .filter(|facet| facet.key == key)
            .flat_map(|facet| &mut facet.values);
        values.for_each(|one| one.current = one.word.key == value);
    }
    facets
}

/// The facets of a language; no value is current.
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
        .map(|((key, value), items)| FacetValue {
            word: facet.word(pen.study, pen.lang, value),
            count: items.len(),
            path: pen
                .site
                .address(&Route::RecommendationsBy(
                    pen.lang.clone(),
                    key,
                    value.clone(),
                ))
                .to_owned(),
            current: false,
        })
        .collect();
    match facet.labels {
        Labels::Closed(_, place) => values.sort_by_key(|one| place(&one.word.key)),
        Labels::Themes | Labels::Actors => values.sort_by(|a, b| {
            let words = |one: &FacetValue| one.word.label.clone().unwrap_or_default();
            order.compare(&words(a), &words(b))
        }),
    }
    values
}
