//! What all pages of a language share: the menu, the contents, the study's own data; and the switch between languages.

use super::anchors::ChapterAt;
use super::pen::Pen;
use super::relations::RecordAt;
use super::route::Route;
use super::view::{
    DownloadView, EditionView, Html, LanguageLink, LicenceView, Menu, MenuItem, Offers, PageLink,
    PersonView, RecommendationRow, StudyView,
};
use super::{Site, contents, data, head, labels, sections};
use crate::language::Lang;
use crate::study::settings::Person;
use crate::study::{ChapterId, Study};
use crate::theme::{Shared, Theme};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What is made once per language. Copying it copies pointers.
#[derive(Clone, Debug)]
pub(crate) struct Tongue {
    pub(crate) menu: Arc<Shared<Menu>>,
    /// The chapters that have pages in this language, in reading order.
    pub(crate) reading: Arc<Vec<ChapterAt>>,
    /// Where each of them stands in [`Tongue::reading`].
    pub(crate) places: Arc<BTreeMap<ChapterId, usize>>,
    /// The titles of records as links to them show them, each set when the first link needs it: a finding that many
    /// recommendations rest on is named on all their pages. `None` for one that depends on where its page stands, or on
    /// what chapters say.
    pub(crate) titles: Arc<BTreeMap<RecordAt, OnceLock<Option<Html>>>>,
    /// The rows of the recommendations, in the order of the records, kept in the same way: they stand in the list of each
    /// of their facets.
    pub(crate) rows: Arc<Vec<OnceLock<Option<SharedRow>>>>,
}

/// A row of the list of recommendations, as all pages that show it share it.
pub(crate) type SharedRow = Arc<Shared<RecommendationRow>>;

/// Makes what the pages of `lang` share. Its texts stand on pages at different places, so they hold no links.
pub(crate) fn tongue(study: &Study, site: &Site, theme: &Theme, lang: &Lang) -> Tongue {
    let pen = Pen::new(study, site, theme, lang, "").unlinked();
    let reading: Vec<ChapterAt> = (0..study.chapters.len())
        .map(ChapterAt::Chapter)
        .filter(|at| site.has(&at.route(study, lang)))
        .collect();
    let places = reading.iter().zip(0..);
    let places = places.map(|(at, place)| (at.id(study).clone(), place));
    let titles = site.records.values().map(|at| (*at, OnceLock::new()));
    let recommendations = study.records.recommendations.iter();
    let rows = recommendations.map(|_| OnceLock::new());
    let menu = Menu {
        offers: Arc::new(Shared::new(offers(&pen, &reading))),
        contents: contents::contents(&pen, &reading),
    };
    Tongue {
        menu: Arc::new(Shared::put_together(menu, Menu::ready)),
        places: Arc::new(places.collect()),
        reading: Arc::new(reading),
        titles: Arc::new(titles.collect()),
        rows: Arc::new(rows.collect()),
    }
}

/// The same after the texts of some chapters were exchanged.
pub(crate) fn renewed(
    study: &Study,
    site: &Site,
    theme: &Theme,
    (lang, before): (&Lang, &Tongue),
    changed: &[ChapterAt],
) -> Tongue {
    let pen = Pen::new(study, site, theme, lang, "").unlinked();
    let mut tongue = before.clone();
    if let Some(contents) = contents::renewed(&pen, before, changed) {
        let offers = Arc::clone(&before.menu.offers);
        let menu = Menu { offers, contents };
        tongue.menu = Arc::new(Shared::put_together(menu, Menu::ready));
    }
    tongue
}

/// The study as a whole in `lang`, which is not counted yet.
pub(crate) fn uncounted(study: &Study, site: &Site, theme: &Theme, lang: &Lang) -> StudyView {
    study_view(&Pen::new(study, site, theme, lang, "").unlinked())
}

fn offers(pen: &Pen<'_>, reading: &[ChapterAt]) -> Offers {
    let mut main = Vec::new();
    if let Some(first) = reading.first() {
        main.push(MenuItem {
            key: "report",
            path: address(pen, &first.route(pen.study, pen.lang)),
            count: Some(reading.len()),
        });
    }
    for section in sections::SECTIONS {
        let route = (section.route)(pen.lang.clone());
        if pen.site.has(&route) {
            main.push(MenuItem {
                key: section.key,
                path: address(pen, &route),
                count: (section.count)(pen.study, pen.lang),
            });
        }
    }
    let news = Route::News(pen.lang.clone());
    if pen.site.has(&news) {
        let items = pen.site.shown().filter(|at| at.is_news());
        let own = items.filter(|at| pen.site.has(&at.route(pen.study, pen.lang)));
        main.push(MenuItem {
            key: "news",
            path: address(pen, &news),
            count: Some(own.count()),
        });
    }
    let downloads = data::downloads(pen.study, pen.site);
    let downloads: Vec<DownloadView> = downloads.into_iter().map(download).collect();
    Offers {
        main,
        home: address(pen, &Route::Landing(pen.lang.clone())),
        feed: (pen.site.has_feed(pen.study, pen.lang)).then(|| head::feed_path(pen.lang)),
        data: data_page(pen).filter(|_| !downloads.is_empty()),
        downloads,
        progress_feed: (pen.site.has_progress(pen.study, pen.lang))
            .then(|| pen.site.progress_address(pen.lang)),
        facets: super::facets::offered(pen),
    }
}

/// The address of the menu's entry that a page is, or that its kind belongs to; empty if there is none.
pub(crate) fn section<'m>(menu: &'m Menu, kind: &str, path: &str) -> &'m str {
    // The best first: where a language has no such entry, the next one is meant.
    let keys: &[&str] = match kind {
        "chapter" | "parallel" => &["report"],
        "news_item" => &["news"],
        "recommendation" | "progress" => &["recommendations"],
        "finding" => &["findings"],
        "group" | "matrix" | "coverage" => &["evidence", "findings"],
        "term" => &["glossary"],
        _ => &[kind],
    };
    let entries = &menu.offers.main;
    let itself = entries.iter().find(|item| item.path == path);
    let belongs = |key: &&str| entries.iter().find(|item| item.key == *key);
    let entry = itself.or_else(|| keys.iter().find_map(belongs));
    entry.map_or("", |item| &item.path)
}

/// The first of the lists below which downloads are offered.
fn data_page(pen: &Pen<'_>) -> Option<String> {
    let lists: [fn(Lang) -> Route; 3] = [Route::Recommendations, Route::Findings, Route::Glossary];
    let mut pages = lists.iter().map(|list| list(pen.lang.clone()));
    let page = pages.find(|page| pen.site.has(page))?;
    Some(format!("{}#data", address(pen, &page)))
}

fn download(one: data::Download) -> DownloadView {
    DownloadView {
        kind: one.kind,
        format: one.format,
        path: one.path,
        count: one.count,
    }
}

fn address(pen: &Pen<'_>, route: &Route) -> String {
    pen.site.address(route).to_owned()
}

/// Which of a chapter's titles is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    Full,
    /// For menus; the full one if there is none.
    Short,
}

/// The title of a chapter, without links; marked with its language where that is not the text's.
pub(crate) fn chapter_title(pen: &Pen<'_>, at: ChapterAt, which: Title) -> Html {
    let files = &at.of(pen.study).files;
    let Some((lang, file)) = files.pick(pen.text, pen.site.order(pen.text)) else {
        return Html::default();
    };
    let short = file
        .front
        .short_title
        .as_ref()
        .filter(|_| which == Title::Short);
    let html = pen
        .unlinked()
        .in_language(lang)
        .one_line(short.unwrap_or(&file.front.title));
    Html(match lang == pen.text {
        true => html,
        false => format!("<span lang=\"{lang}\">{html}</span>"),
    })
}

/// A link to a chapter's page in the language of the pen.
pub(crate) fn chapter_link(pen: &Pen<'_>, at: ChapterAt) -> PageLink {
    PageLink {
        id: at.id(pen.study).to_string(),
        title: chapter_title(pen, at, Title::Full),
        path: address(pen, &at.route(pen.study, pen.lang)),
    }
}

/// The study as a whole in the language of the pen, without how far its text has kept up.
fn study_view(pen: &Pen<'_>) -> StudyView {
    let settings = &pen.study.settings;
    let name = |name: &crate::study::settings::Name| {
        name.pick(pen.lang, pen.site.order(pen.lang)).to_owned()
    };
    let actor = |key: &Option<String>| key.as_ref().map(|key| labels::actor(pen, key));
    let title = pen.plain(&settings.title);
    let short_title = settings.short_title.as_ref();
    StudyView {
        title_html: pen.title(&settings.title),
        subtitle: pen.maybe_line(settings.subtitle.as_ref()),
        short_title: short_title.map_or_else(|| title.clone(), |short| pen.plain(short)),
        title,
        abstract_html: pen.maybe_paragraphs(settings.abstract_.as_ref()),
        authors: settings
            .authors
            .iter()
            .map(|one| person(pen, one))
            .collect(),
        commissioner: actor(&settings.commissioner),
        contractor: actor(&settings.contractor),
        publisher: actor(&settings.publisher),
        commissioned: settings.commissioned,
        commissioned_note: pen.maybe_line(settings.commissioned_note.as_ref()),
        place: settings.place.as_ref().map(name),
        edition: settings.edition.as_ref().map(|edition| EditionView {
            number: edition.number.clone(),
            date: edition.date,
        }),
        as_of: settings.as_of,
        licence: settings.licence.as_ref().map(|licence| LicenceView {
            name: licence.name.clone(),
            url: licence.url.clone(),
            note: pen.maybe_line(licence.note.as_ref()),
        }),
        authentic: settings
            .authentic
            .iter()
            .map(|lang| pen.theme.language_name(pen.lang, lang))
            .collect(),
        report_number: settings.report_number.clone(),
        doi: settings.doi.clone(),
        isbn: settings.isbn.clone(),
        base_url: pen.site.base_url.clone(),
        completeness: None,
        full_text: full_text(pen),
    }
}

/// The first pages of the languages that hold the whole study, for one that holds a part of it.
fn full_text(pen: &Pen<'_>) -> Vec<LanguageLink> {
    let scopes = &pen.study.settings.scopes;
    if scopes.get(pen.lang).is_none() {
        return Vec::new();
    }
    let mut links = switch(pen.site, pen.theme, &Route::Landing(pen.lang.clone()));
    links.retain(|link| !scopes.langs().any(|lang| lang.as_str() == link.lang));
    let order = pen.site.order(pen.lang);
    links.sort_by_key(|link| order.iter().position(|lang| lang.as_str() == link.lang));
    links
}

fn person(pen: &Pen<'_>, person: &Person) -> PersonView {
    let name = |name: &crate::study::settings::Name| {
        name.pick(pen.lang, pen.site.order(pen.lang)).to_owned()
    };
    PersonView {
        name: name(&person.name),
        affiliation: person.affiliation.as_ref().map(name),
        role: person.role.as_ref().map(name),
        orcid: person.orcid.clone(),
    }
}

/// One link per language: the same page, else its nearest parent; never a page that does not exist.
pub(crate) fn switch(site: &Site, theme: &Theme, route: &Route) -> Vec<LanguageLink> {
    let languages = site.languages.iter();
    languages
        .map(|lang| {
            let mut wanted = route.in_language(lang);
            while !site.has(&wanted) {
                wanted = wanted.parent();
            }
            LanguageLink {
                lang: lang.to_string(),
                name: theme.own_name(lang),
                path: site.address(&wanted).to_owned(),
                current: route.lang() == Some(lang),
                same: wanted == route.in_language(lang),
            }
        })
        .collect()
}
