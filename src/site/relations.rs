//! Who names whom, found once so that no page has to search for it: among the records of the whole study, and what one
//! chapter names.

use super::anchors::ChapterAt;
use super::facets::FACETS;
use super::walk;
use crate::study::record::Record;
use crate::study::text::{Container, Element};
use crate::study::{Chapter, Inline, RecordId, Study};
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};

/// A record by its place in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RecordAt {
    Recommendation(usize),
    Finding(usize),
    Group(usize),
    Activity(usize),
    Quote(usize),
    Opportunity(usize),
    Reference(usize),
    Term(usize),
}

impl RecordAt {
    /// The file that holds the records of its kind: `fieldwork`.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Recommendation(_) => "recommendations",
            Self::Finding(_) => "findings",
            Self::Group(_) | Self::Activity(_) => "fieldwork",
            Self::Quote(_) => "quotes",
            Self::Opportunity(_) => "opportunities",
            Self::Reference(_) => "references",
            Self::Term(_) => "glossary",
        }
    }

    /// The record itself.
    pub(crate) fn of(self, study: &Study) -> Record<'_> {
        let records = &study.records;
        match self {
            Self::Recommendation(at) => Record::Recommendation(&records.recommendations[at]),
            Self::Finding(at) => Record::Finding(&records.findings[at]),
            Self::Group(at) => Record::Group(&records.groups[at]),
            Self::Activity(at) => Record::Activity(&records.activities[at]),
            Self::Quote(at) => Record::Quote(&records.quotes[at]),
            Self::Opportunity(at) => Record::Opportunity(&records.opportunities[at]),
            Self::Reference(at) => Record::Reference(&records.references[at]),
            Self::Term(at) => Record::Term(&records.terms[at]),
        }
    }
}

/// A page that cites a work, whatever its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Citing {
    Chapter(ChapterAt),
    Recommendation(usize),
    Finding(usize),
    Evidence,
    Glossary,
}

/// Which records name which. Lists hold places in the study's files, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relations {
    /// Pages of records that cite a work.
    pub(crate) citing: BTreeMap<RecordId, Vec<Citing>>,
    /// Recommendations that rest on a finding.
    pub(crate) resting_on: BTreeMap<String, Vec<usize>>,
    /// Findings that name a group.
    pub(crate) findings_of_group: BTreeMap<String, Vec<usize>>,
    /// Activities of a group.
    pub(crate) activities_of_group: BTreeMap<String, Vec<usize>>,
    /// Opportunities that help a recommendation.
    pub(crate) opportunities_for: BTreeMap<String, Vec<usize>>,
    /// Recommendations by facet and value.
    pub(crate) faceted: BTreeMap<(&'static str, String), Vec<usize>>,
    /// By number: what stands before a recommendation or a finding, and what after it.
    pub(crate) neighbours: BTreeMap<RecordAt, [Option<RecordAt>; 2]>,
    /// Letters behind the years of works that an author published in one year: `a`, `b`.
    pub(crate) year_letters: BTreeMap<RecordId, String>,
}

/// Every record by its id; the first one where two claim the same id.
pub(crate) fn records(study: &Study) -> BTreeMap<RecordId, RecordAt> {
    let records = &study.records;
    let mut out = BTreeMap::new();
    let mut add = |id: &RecordId, at: RecordAt| {
        out.entry(id.clone()).or_insert(at);
    };
    macro_rules! all {
        ($($list:ident $kind:ident),+) => {
            $(for (at, one) in records.$list.iter().enumerate() {
                add(&one.entry.id, RecordAt::$kind(at));
            })+
        };
    }
    all!(
        recommendations Recommendation, findings Finding, groups Group, activities Activity,
        quotes Quote, opportunities Opportunity, references Reference, terms Term
    );
    out
}

/// Finds out which records name which.
pub(crate) fn relations(study: &Study) -> Relations {
    let mut out = Relations::default();
    of_records(study, &mut out);
    cited_by_records(study, &mut out);
    let records = &study.records;
    let recommendations = records.recommendations.iter().map(|one| one.number);
    add_neighbours(recommendations, RecordAt::Recommendation, &mut out);
    let findings = records.findings.iter().map(|one| one.number);
    add_neighbours(findings, RecordAt::Finding, &mut out);
    out
}

/// The numbers of the records of a file, in its order, say which of them are neighbours. Of one number the first comes
/// first, as in the lists.
fn add_neighbours(
    numbers: impl Iterator<Item = u32>,
    kind: fn(usize) -> RecordAt,
    out: &mut Relations,
) {
    let mut order: Vec<(u32, usize)> = numbers.zip(0..).collect();
    order.sort_unstable();
    let at = |place: Option<usize>| Some(kind(order.get(place?)?.1));
    let all = (0..order.len()).map(|place| {
        let beside = [at(place.checked_sub(1)), at(place.checked_add(1))];
        (kind(order[place].1), beside)
    });
    out.neighbours.extend(all);
}

fn of_records(study: &Study, out: &mut Relations) {
    let records = &study.records;
    for (at, one) in records.recommendations.iter().enumerate() {
        for finding in &one.supported_by {
            push(&mut out.resting_on, finding, at);
        }
        for facet in FACETS {
            for value in (facet.values)(one) {
                push_key(&mut out.faceted, (facet.key, value), at);
            }
        }
    }
    for (at, one) in records.findings.iter().enumerate() {
        for group in &one.groups {
            push(&mut out.findings_of_group, group, at);
        }
    }
    for (at, one) in records.activities.iter().enumerate() {
        if let Some(group) = &one.group {
            push(&mut out.activities_of_group, group, at);
        }
    }
    for (at, one) in records.opportunities.iter().enumerate() {
        for recommendation in &one.recommendations {
            push(&mut out.opportunities_for, recommendation, at);
        }
    }
    out.year_letters = super::cite::year_letters(&records.references);
}

fn push(lists: &mut BTreeMap<String, Vec<usize>>, key: &str, at: usize) {
    push_key(lists, key.to_owned(), at);
}

/// Adds to a list unless it was the last one added: what a record names twice is listed once.
fn push_key<K: Ord, V: PartialEq>(lists: &mut BTreeMap<K, Vec<V>>, key: K, at: V) {
    let list = lists.entry(key).or_default();
    if list.last() != Some(&at) {
        list.push(at);
    }
}

/// Records that a chapter names.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// It speaks of them.
    pub(super) mentions: BTreeSet<RecordId>,
    /// It cites them.
    pub(super) works: BTreeSet<RecordId>,
}

/// Which records a chapter names in any of its languages. `records` are all there are.
pub(super) fn of_chapter(
    chapter: &Chapter,
    study: &Study,
    theme: &Theme,
    records: &BTreeMap<RecordId, RecordAt>,
) -> Named {
    let mut named = Named::default();
    let known = |id: &str| records.get_key_value(id).map(|(id, _)| id.clone());
    for elements in all_texts(chapter, study) {
        walk::inlines(elements, &mut |inline| match inline {
            Inline::Citation { works, .. } => {
                let works = works.iter().filter_map(|work| known(&work.key));
                named.works.extend(works);
            }
            _ => named.mentions.extend(target_of(inline).and_then(known)),
        });
        walk::containers(elements, &mut |container| {
            let ids = record_arguments(container, theme);
            named.mentions.extend(ids.filter_map(known));
        });
    }
    named
}

fn all_texts<'a>(chapter: &'a Chapter, study: &'a Study) -> Vec<&'a [Element]> {
    let languages = study.settings.languages.iter();
    languages
        .flat_map(|lang| walk::texts(chapter, lang))
        .collect()
}

fn target_of(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Reference { target, .. } => Some(target),
        Inline::Link(link) => link.target.strip_prefix('#'),
        _ => None,
    }
}

/// The values of those arguments of a container that name records.
pub(crate) fn record_arguments<'a>(
    container: &'a Container,
    theme: &'a Theme,
) -> impl Iterator<Item = &'a str> {
    let declared = theme
        .directive(&container.name)
        .map_or(&[][..], |directive| &directive.arguments);
    container.arguments.iter().filter_map(move |written| {
        let argument = declared.iter().find(|one| one.name == written.key)?;
        argument.record.as_ref().map(|_| written.value.as_str())
    })
}

fn cited_by_records(study: &Study, out: &mut Relations) {
    for (record, by) in citing_records(study) {
        let mut cite = |key: &str| push_key(&mut out.citing, RecordId::new(key), by);
        match record {
            Record::Recommendation(it) => it
                .progress
                .iter()
                .flat_map(|entry| &entry.evidence)
                .for_each(|key| cite(key)),
            Record::Finding(it) => it.evidence.iter().for_each(|key| cite(key)),
            Record::Quote(it) => it.source.iter().for_each(|key| cite(key)),
            Record::Term(it) => it
                .definitions
                .iter()
                .filter_map(|said| said.source.as_ref())
                .for_each(|key| cite(key)),
            _ => {}
        }
        for (_, prose) in record.texts() {
            for paragraph in prose.values().flat_map(|prose| &prose.paragraphs) {
                walk::inline(paragraph, &mut |inline| {
                    if let Inline::Citation { works, .. } = inline {
                        works.iter().for_each(|work| cite(&work.key));
                    }
                });
            }
        }
    }
    for list in out.citing.values_mut() {
        list.sort();
        list.dedup();
    }
}

/// Every record that may cite, with the page that shows it.
fn citing_records(study: &Study) -> impl Iterator<Item = (Record<'_>, Citing)> {
    let records = &study.records;
    let recommendations = records.recommendations.iter().enumerate();
    let findings = records.findings.iter().enumerate();
    let fieldwork = records
        .groups
        .iter()
        .map(Record::Group)
        .chain(records.activities.iter().map(Record::Activity))
        .chain(records.quotes.iter().map(Record::Quote))
        .chain(records.opportunities.iter().map(Record::Opportunity));
    recommendations
        .map(|(at, one)| (Record::Recommendation(one), Citing::Recommendation(at)))
        .chain(findings.map(|(at, one)| (Record::Finding(one), Citing::Finding(at))))
        .chain(fieldwork.map(|one| (one, Citing::Evidence)))
        .chain(
            records
                .terms
                .iter()
                .map(|one| (Record::Term(one), Citing::Glossary)),
        )
}
