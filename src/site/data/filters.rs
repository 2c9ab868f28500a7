//! What the filters of a long list choose from: every recommendation of a language, with the values of its facets.
//!
//! A list on one page has them in its rows. Where it is split, no page holds all rows, so the script of the filters
//! fetches them; a study whose lists are short publishes no such file.

use super::super::facets::FACETS;
use super::super::pages::cards;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::{Site, escape, parts};
use super::FOLDER;
use crate::language::Lang;
use crate::study::Study;
use crate::theme::Theme;

/// All rows of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    /// In the output: `data/filters.en.js`.
    pub path: String,
    /// Keys of the facets: `theme`, `addressee` …
    pub facets: Vec<&'static str>,
    /// In the order of their numbers.
    pub rows: Vec<Row>,
}

/// A recommendation, as short as a list can show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `R04`
    pub id: String,
    /// 4
    pub number: u32,
    /// HTML.
    pub title: String,
    /// True if something was due and is not done, as of the day of the study.
    pub overdue: bool,
    /// For each of the facets its values, with spaces between them.
    pub values: Vec<String>,
}

/// Where the rows of a language stand.
pub(crate) fn path(lang: &Lang) -> String {
    format!("{FOLDER}filters.{lang}.js")
}

/// The rows of each language whose list of recommendations is split.
pub fn filters(study: &Study, site: &Site, theme: &Theme) -> Vec<Filters> {
    let is_split = |lang: &&Lang| {
        let list = Route::Recommendations((*lang).clone());
        site.has(&list) && !parts::further(study, site, &list).is_empty()
    };
    let languages = site.languages.iter().filter(is_split);
    languages
        .map(|lang| of_language(study, site, theme, lang))
        .collect()
}

fn of_language(study: &Study, site: &Site, theme: &Theme, lang: &Lang) -> Filters {
    let list = Route::Recommendations(lang.clone());
    let pen = Pen::new(study, site, theme, lang, site.address(&list));
    let row = |at: usize| {
        let it = &study.records.recommendations[at];
        Row {
            id: it.entry.id.to_string(),
            number: it.number,
            title: title(&pen, at),
            overdue: it.is_overdue(study.settings.as_of),
            values: FACETS
                .iter()
                .map(|facet| (facet.values)(it).join(" "))
                .collect(),
        }
    };
    let mut rows: Vec<Row> = (0..study.records.recommendations.len()).map(row).collect();
    rows.sort_by_key(|row| row.number);
    Filters {
        path: path(lang),
        facets: FACETS.iter().map(|facet| facet.key).collect(),
        rows,
    }
}

/// The title that every list has. Pictures are left out: their addresses hold on one page only.
fn title(pen: &Pen<'_>, at: usize) -> String {
    let link = cards::link_at(pen, RecordAt::Recommendation(at));
    let set = link.map(|link| link.title.0).unwrap_or_default();
    match set.is_empty() || set.contains("<img") {
        true => escape::text(&pen.plain(&pen.study.records.recommendations[at].title)),
        false => set,
    }
}
