//! The first page of a language, with figures computed from the data.

use super::super::cite::{self, Part};
use super::super::head::About;
use super::super::json_ld;
use super::super::navigation::chapter_link;
use super::super::pen::Pen;
use super::super::route::Route;
use super::super::view::{Body, Figure, LandingBody};
use super::Made;
use super::cards::links;
use super::news;
use crate::study::fieldwork::{Activity, ActivityKind};
use crate::study::recommendation::Status;

/// `/LANG/`
pub(crate) fn landing(pen: &Pen<'_>) -> Made {
    let settings = &pen.study.settings;
    let reading = &pen.site.tongue(pen.lang).reading;
    let mut newest = news::entries(pen);
    newest.truncate(3);
    let body = LandingBody {
        abstract_html: pen.maybe_paragraphs(settings.abstract_.as_ref()),
        cover: pen.site.cover(pen.study, pen.lang),
        figures: figures(pen),
        key_findings: links(pen, &settings.key_findings),
        first_chapter: reading.first().map(|at| chapter_link(pen, *at)),
        chapter_count: reading.len(),
        cite: cite::how_to_cite(pen, &Part::Whole, pen.address),
        bibtex: cite::bibtex(pen, pen.address),
        news: newest,
    };
    let lead = settings.abstract_.as_ref().or(settings.subtitle.as_ref());
    let description = lead.map_or_else(String::new, |lead| pen.plain(lead));
    let about = About::new(pen.plain(&settings.title), description).with(json_ld::report(pen));
    (about, Body::Landing(Box::new(body)))
}

fn figures(pen: &Pen<'_>) -> Vec<Figure> {
    let records = &pen.study.records;
    let talks: Vec<&Activity> = records
        .activities
        .iter()
        .filter(|one| one.kind == Some(ActivityKind::Fgd))
        .collect();
    let under_way = records.recommendations.iter();
    let under_way = under_way.filter(|one| is_under_way(one.status())).count();
    let all = [
        figure(pen, "focus_groups", talks.len(), Route::Evidence).map(|figure| Figure {
            ages: ages(&talks),
            ..figure
        }),
        common_length(&talks).and_then(|minutes| figure(pen, "minutes", minutes, Route::Evidence)),
        figure(pen, "groups", records.groups.len(), Route::Evidence),
        figure(pen, "findings", records.findings.len(), Route::Findings),
        figure(
            pen,
            "recommendations",
            records.recommendations.len(),
            Route::Recommendations,
        )
        .map(|figure| Figure {
            detail: (under_way > 0).then_some(under_way as u64),
            ..figure
        }),
    ];
    all.into_iter().flatten().collect()
}

/// A figure about something the page's language shows.
fn figure(
    pen: &Pen<'_>,
    key: &'static str,
    count: usize,
    page: fn(crate::language::Lang) -> Route,
) -> Option<Figure> {
    let page = page(pen.lang.clone());
    (count > 0 && pen.site.has(&page)).then(|| Figure {
        key,
        count: count as u64,
        detail: None,
        ages: None,
        path: Some(pen.site.address(&page).to_owned()),
    })
}

fn is_under_way(status: Status) -> bool {
    matches!(status, Status::InProgress | Status::PartiallyImplemented)
}

/// Youngest and oldest, if all activities say.
fn ages(talks: &[&Activity]) -> Option<(u32, u32)> {
    let youngest: Option<Vec<u32>> = talks.iter().map(|one| one.age_min).collect();
    let oldest: Option<Vec<u32>> = talks.iter().map(|one| one.age_max).collect();
    Some((youngest?.into_iter().min()?, oldest?.into_iter().max()?))
}

/// How long each activity took, if all took equally long.
fn common_length(talks: &[&Activity]) -> Option<usize> {
    let first = talks.first()?.duration_min?;
    let same = talks.iter().all(|one| one.duration_min == Some(first));
    same.then_some(first as usize)
}
