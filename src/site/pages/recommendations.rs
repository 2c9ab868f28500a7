//! The list of recommendations, whole or by one facet, and the page of one.

use super::super::cite::{self, Part};
use super::super::facets::{facet, facets};
use super::super::head::About;
use super::super::json_ld;
use super::super::navigation::chapter_link;
use super::super::parts::Shown;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::view::{
    Body, PageLink, ProgressView, RecommendationBody, RecommendationRow, RecommendationsBody,
    RelatedView, RightsView, SelectedFacet,
};
use super::Made;
use super::cards::{self, link, link_at, links, word};
use super::cards_fieldwork::sector;
use crate::study::recommendation::{Progress, Recommendation, Related, Rights};
use crate::study::record::Record;
use crate::theme::Filling;

/// `/LANG/recommendations/`
pub(crate) fn list(pen: &Pen<'_>, route: &Route) -> Made {
    let all = pen.study.records.recommendations.iter().collect();
    made(pen, pen.say("menu.recommendations", &[]), all, None, route)
}

/// `/LANG/recommendations/theme/child-labour/`
pub(crate) fn by_facet(pen: &Pen<'_>, key: &'static str, value: &str, route: &Route) -> Made {
    let records = &pen.study.records.recommendations;
    let places = pen.site.relations.faceted.get(&(key, value.to_owned()));
    let places = places.into_iter().flatten();
    let items = places.map(|at| &records[*at]).collect();
    let kind = facet(key).expect("routes by facet are made from FACETS");
    let chosen = kind.word(pen.study, pen.lang, value);
    let label = match &chosen.label {
        Some(label) => label.clone(),
        None => pen.say(&format!("{key}.{value}"), &[]),
    };
    let name = pen.say(&format!("facet.{key}"), &[]);
    let title = pen.say(
        "title.facet",
        &[
            ("facet", Filling::Text(&name)),
            ("value", Filling::Text(&label)),
        ],
    );
    let selected = SelectedFacet { key, word: chosen };
    made(pen, title, items, Some(selected), route)
}

/// The page of a list, or of a part of it.
fn made(
    pen: &Pen<'_>,
    title: String,
    mut all: Vec<&Recommendation>,
    selected: Option<SelectedFacet>,
    route: &Route,
) -> Made {
    all.sort_by_key(|one| one.number);
    let count = all.len();
    let shown = Shown::on(pen, route);
    all.retain(|one| shown.holds(one.number));
    let first = all.iter().take(3).map(|one| pen.plain(&one.title));
    let about = About::new(shown.title(title), first.collect::<Vec<_>>().join(" · "));
    let current = selected
        .as_ref()
        .map(|one| (one.key, one.word.key.as_str()));
    let body = RecommendationsBody {
        facets: facets(pen.site.tongue(pen.lang), current),
        items: all
            .into_iter()
            .map(|one| cards::recommendation(pen, one))
            .collect(),
        selected,
        count,
        total: pen.study.records.recommendations.len(),
        parts: shown.parts,
    };
    (about, Body::Recommendations(body))
}

/// `/LANG/recommendations/R04/`
pub(crate) fn page(pen: &Pen<'_>, at: RecordAt) -> Made {
    let RecordAt::Recommendation(place) = at else {
        unreachable!("plan() makes pages of recommendations for recommendations only");
    };
    let it = &pen.study.records.recommendations[place];
    let row = cards::recommendation(pen, it);
    let plain = pen.plain(&it.title);
    let label = pen.numbered("label", "recommendation", it.number);
    let title = format!("{label}: {plain}");
    let body = whole(pen, it, row, &title, place);
    let json = json_ld::numbered(pen, &it.entry, &plain, it.number);
    let about = About::new(title, pen.plain(&it.text)).with(json);
    (about, Body::Recommendation(Box::new(body)))
}

fn whole(
    pen: &Pen<'_>,
    it: &Recommendation,
    row: RecommendationRow,
    title: &str,
    place: usize,
) -> RecommendationBody {
    let id = it.entry.id.as_str();
    let sectors = it.sectors.clone().unwrap_or_default();
    let records = &pen.study.records;
    let helped_by = pen.site.relations.opportunities_for.get(id);
    let opportunities = helped_by.into_iter().flatten();
    RecommendationBody {
        row,
        text: pen.paragraphs(&it.text),
        text_status: it
            .text_status
            .get(pen.lang)
            .map(|one| word(pen, "text_status", one.word())),
        action_type: it
            .action_type
            .map(|one| word(pen, "action_type", one.word())),
        priority: it.priority.map(|one| word(pen, "priority", one.word())),
        priority_basis: pen.maybe_line(it.priority_basis.as_ref()),
        sectors: sectors.list.iter().map(|key| sector(pen, key)).collect(),
        sectors_open: sectors.open,
        rights: rights(&it.rights),
        rests_on: it
            .supported_by
            .iter()
            .filter_map(|id| finding(pen, id))
            .collect(),
        progress: it
            .progress
            .iter()
            .map(|entry| progress(pen, entry))
            .collect(),
        related: it
            .related
            .iter()
            .filter_map(|other| related(pen, other))
            .collect(),
        opportunities: opportunities
            .map(|at| cards::opportunity(pen, &records.opportunities[*at]))
            .collect(),
        note: pen.maybe_line(it.note.as_ref()),
        cite: cite::how_to_cite(pen, &Part::Named(title.to_owned()), pen.address),
        mentioned_in: mentioned_in(pen, it),
        previous: place
            .checked_sub(1)
            .and_then(|before| link_at(pen, RecordAt::Recommendation(before))),
        next: next(pen, place),
    }
}

fn next(pen: &Pen<'_>, place: usize) -> Option<PageLink> {
    let exists = place + 1 < pen.study.records.recommendations.len();
    exists
        .then(|| link_at(pen, RecordAt::Recommendation(place + 1)))
        .flatten()
}

fn finding(pen: &Pen<'_>, id: &str) -> Option<super::super::view::FindingCard> {
    match pen.site.records.get(id)?.of(pen.study) {
        Record::Finding(it) => Some(cards::finding(pen, it)),
        _ => None,
    }
}

fn rights(rights: &Rights) -> Vec<RightsView> {
    let all = [
        ("crc", &rights.crc),
        ("gc16", &rights.gc16),
        ("crbp", &rights.crbp),
        ("ungp", &rights.ungp),
        ("sdg", &rights.sdg),
    ];
    let named = all.into_iter().filter(|(_, items)| !items.is_empty());
    named
        .map(|(key, items)| RightsView {
            key,
            items: items.clone(),
        })
        .collect()
}

fn progress(pen: &Pen<'_>, entry: &Progress) -> ProgressView {
    ProgressView {
        date: entry.date,
        status: word(pen, "status", entry.status.word()),
        verified: entry.verified.map(|one| word(pen, "verified", one.word())),
        note: pen.maybe_line(entry.note.as_ref()),
        evidence: links(pen, &entry.evidence),
    }
}

fn related(pen: &Pen<'_>, other: &Related) -> Option<RelatedView> {
    let Record::Recommendation(it) = pen.site.records.get(other.id.as_str())?.of(pen.study) else {
        return None;
    };
    Some(RelatedView {
        kind: word(pen, "relation", other.kind.word()),
        link: link(pen, &other.id)?,
        number: it.number,
    })
}

fn mentioned_in(pen: &Pen<'_>, it: &Recommendation) -> Vec<PageLink> {
    let chapters = pen.site.relations.mentions.get(&it.entry.id);
    let chapters = chapters.into_iter().flatten();
    let with_page = chapters.filter(|at| pen.site.has(&at.route(pen.study, pen.lang)));
    with_page.map(|at| chapter_link(pen, *at)).collect()
}
