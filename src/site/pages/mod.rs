//! The view of each kind of page, one file per kind.

pub(crate) mod cards;
mod cards_fieldwork;
mod chapter;
mod choice;
mod coverage;
mod evidence;
mod findings;
mod follow_up;
mod glossary;
mod groups;
mod landing;
mod matrix;
mod news;
mod parallel;
mod progress;
mod recommendations;
mod references;

use super::head::{self, About};
use super::navigation;
use super::pen::Pen;
use super::route::Route;
use super::sheet::Sheets;
use super::view::{Body, MovedBody, View};
use super::{Site, address};
use crate::diagnostic::{Diagnostic, Read};
use crate::study::Study;
use crate::theme::Theme;
use std::sync::Arc;

/// What a builder of a page gives: what the page says of itself, and its body.
pub(crate) type Made = (About, Body);

/// Everything the page at `route` may show. What it says depends on nothing else; `sheets` only save work where other
/// pages with the same texts are made.
/// `route` is one of the site's.
pub fn view(
    study: &Study,
    site: &Site,
    theme: &Theme,
    sheets: &Sheets,
    route: &Route,
) -> Read<View> {
    let first = site.languages.first();
    let lang = route
        .lang()
        .or(first)
        .expect("a site without languages has no routes: see plan()");
    let pen = Pen::new(study, site, theme, lang, site.address(route)).with_sheets(sheets);
    let mut found = Vec::new();
    let (about, body) = made(&pen, route, &mut found);
    let tongue = site.tongue(lang);
    let value = View {
        kind: body.kind(),
        lang: lang.to_string(),
        root: address::root(pen.address),
        path: pen.address.to_owned(),
        section: navigation::section(&tongue.menu, body.kind(), pen.address).to_owned(),
        head: head::head(&pen, route, about),
        switch: navigation::switch(site, theme, route),
        study: Arc::clone(site.study_in(lang)),
        menu: tongue.menu.clone(),
        body,
    };
    Read {
        value,
        diagnostics: found,
    }
}

fn made(pen: &Pen<'_>, route: &Route, found: &mut Vec<Diagnostic>) -> Made {
    let planned = "a route of the site names what the study has: made in plan()";
    let site = pen.site;
    match route {
        Route::Choice => choice::choice(pen),
        Route::NotFound => choice::not_found(pen),
        Route::Landing(_) => landing::landing(pen),
        Route::Chapter(_, id) => {
            chapter::chapter(pen, *site.chapter_ids.get(id).expect(planned), found)
        }
        Route::Parallel(_, id, other) => {
            parallel::parallel(pen, *site.chapter_ids.get(id).expect(planned), other, found)
        }
        Route::NewsItem(_, id) => {
            chapter::chapter(pen, *site.news_ids.get(id).expect(planned), found)
        }
        Route::News(_) => news::news(pen),
        Route::Recommendations(_) => recommendations::list(pen, route),
        Route::RecommendationsBy(_, facet, value) => {
            recommendations::by_facet(pen, facet, value, route)
        }
        Route::Part(list, _, _) => part(pen, list, route),
        Route::Recommendation(_, id) => {
            recommendations::page(pen, *site.records.get(id).expect(planned))
        }
        Route::Findings(_) => findings::list(pen, route),
        Route::Finding(_, id) => findings::page(pen, *site.records.get(id).expect(planned)),
        Route::Progress(_) => progress::progress(pen),
        Route::Evidence(_) => evidence::evidence(pen),
        Route::Group(_, id) => groups::page(pen, *site.records.get(id).expect(planned)),
        Route::Matrix(_) => matrix::matrix(pen, route),
        Route::Coverage(_) => coverage::coverage(pen),
        Route::Glossary(_) => glossary::glossary(pen),
        Route::Term(_, id) => glossary::page(pen, *site.records.get(id).expect(planned)),
        Route::References(_) => references::references(pen),
        Route::Moved(_, _, goal) => moved(pen, goal),
    }
}

/// A later part of a long list.
fn part(pen: &Pen<'_>, list: &Route, route: &Route) -> Made {
    match list {
        Route::RecommendationsBy(_, facet, value) => {
            recommendations::by_facet(pen, facet, value, route)
        }
        Route::Findings(_) => findings::list(pen, route),
        Route::Matrix(_) => matrix::matrix(pen, route),
        _ => recommendations::list(pen, route),
    }
}

fn moved(pen: &Pen<'_>, goal: &Route) -> Made {
    let at = match goal {
        Route::Chapter(_, id) => pen.site.chapter_ids.get(id),
        Route::NewsItem(_, id) => pen.site.news_ids.get(id),
        _ => None,
    };
    let title = at.map(|at| navigation::chapter_title(pen, *at, navigation::Title::Full));
    let body = MovedBody {
        to: pen.site.address(goal).to_owned(),
        title: title.unwrap_or_default(),
    };
    let about = About::new(pen.say("page.moved", &[]), "");
    (about, Body::Moved(body))
}
