//! The list of recommendations, whole or by one facet, and the page of one.

use super::super::cite::{self, Part};
use super::super::facets::{FRAMEWORKS, facet, named_right, of_framework, right};
use super::super::head::About;
use super::super::parts::Shown;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::standing;
use super::super::view::{
    Body, PageLink, RecommendationBody, RecommendationRow, RecommendationsBody, RelatedView,
    RightsView, SelectedFacet,
};
use super::super::{data, json_ld, labels};
use super::Made;
use super::cards::{self, link, word};
use super::cards_fieldwork::sector;
use super::follow_up;
use crate::study::recommendation::{Recommendation, Related, Rights};
use crate::study::record::Record;
use crate::theme::{Filling, Shared};
use std::sync::Arc;

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
    let chosen = kind.word(pen, value);
    let label = kind.title(pen, &chosen);
    let name = pen.say(&format!("facet.{key}"), &[]);
    let title = pen.say(
        "title.facet",
        &[
            ("facet", Filling::Text(&name)),
            ("value", Filling::Text(&label)),
        ],
    );
    let selected = SelectedFacet {
        key,
        word: chosen,
        path: kind.path(pen, value),
    };
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
    let rows = all.into_iter().map(|one| cards::row(pen, one));
    let items: Vec<Arc<Shared<RecommendationRow>>> = rows.collect();
    let body = RecommendationsBody {
        tags_by: cards::same(items.iter().map(|one| &one.tags_by)),
        items,
        selected,
        count,
        total: pen.study.records.recommendations.len(),
        index: (!shown.parts.is_empty()).then(|| data::filters_path(pen.lang)),
        parts: shown.parts,
        progress: pen
            .site
            .address(&Route::Progress(pen.lang.clone()))
            .to_owned(),
    };
    (about, Body::Recommendations(body))
}

/// `/LANG/recommendations/R04/`
pub(crate) fn page(pen: &Pen<'_>, at: RecordAt) -> Made {
    let RecordAt::Recommendation(place) = at else {
        unreachable!("plan() makes pages of recommendations for recommendations only");
    };
    let it = &pen.study.records.recommendations[place];
    let row = RecommendationRow::clone(&cards::row(pen, it));
    let plain = pen.plain(&it.title);
    let label = pen.numbered("label", "recommendation", it.number);
    let title = format!("{label}: {plain}");
    let body = whole(pen, it, row, &title, at);
    let json = json_ld::numbered(pen, &it.entry, &plain, it.number);
    let about = About::new(title, pen.plain(&it.text)).with(json);
    (about, Body::Recommendation(Box::new(body)))
}

fn whole(
    pen: &Pen<'_>,
    it: &Recommendation,
    row: RecommendationRow,
    title: &str,
    at: RecordAt,
) -> RecommendationBody {
    let id = it.entry.id.as_str();
    let sectors = it.sectors.clone().unwrap_or_default();
    let records = &pen.study.records;
    let helped_by = pen.site.relations.opportunities_for.get(id);
    let opportunities = helped_by.into_iter().flatten();
    let [previous, next] = cards::neighbours(pen, at);
    RecommendationBody {
        title_note: standing::of_fields(pen, id, |field| field == "title"),
        state_note: standing::of_fields(pen, id, |field| field != "title"),
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
        rights: rights(pen, &it.rights),
        rests_on: it
            .supported_by
            .iter()
            .filter_map(|id| follow_up::trace(pen, id))
            .collect(),
        actions: it
            .actions
            .iter()
            .map(|one| follow_up::action(pen, it, one))
            .collect(),
        indicators: it
            .indicators
            .iter()
            .map(|one| follow_up::indicator(pen, one))
            .collect(),
        contact: it.contact.as_ref().map(|key| labels::actor(pen, key)),
        progress: it
            .progress
            .iter()
            .map(|entry| follow_up::progress(pen, entry))
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
        mentioned_in: cards::mentioned_in(pen, &it.entry.id),
        previous,
        next,
    }
}

fn rights(pen: &Pen<'_>, rights: &Rights) -> Vec<RightsView> {
    let facet = facet("right").expect("rights are among FACETS");
    let item = |framework: &str, item: &String| {
        let list = facet.link(pen, &right(framework, item));
        PageLink {
            id: item.clone(),
            title: pen.set_words(&named_right(pen, framework, item)),
            path: list.path,
        }
    };
    let named = FRAMEWORKS.map(|key| (key, of_framework(rights, key)));
    let named = named.into_iter().filter(|(_, items)| !items.is_empty());
    named
        .map(|(key, items)| RightsView {
            key,
            items: items.iter().map(|one| item(key, one)).collect(),
        })
        .collect()
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
