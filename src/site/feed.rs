//! What a language's feed says: its news, or the edition itself where there are none.

use super::anchors::ChapterAt;
use super::pen::Pen;
use super::route::Route;
use super::{Site, head};
use crate::language::Lang;
use crate::study::{Study, When};
use crate::theme::{Filling, Theme};

/// A feed, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The same for ever.
    pub id: String,
    /// The study's title.
    pub title: String,
    /// The day of the newest entry.
    pub updated: When,
    /// Absolute address of the feed.
    pub own_address: String,
    /// Absolute address of the landing page.
    pub page: String,
    /// Names of the study's authors; the study's title if they are not stated, since a feed must name somebody.
    pub authors: Vec<String>,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for ever.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Its day.
    pub date: When,
    /// Absolute address.
    pub page: String,
    /// The language of its words, if it is not the feed's.
    pub lang: Option<Lang>,
}

impl Feed {
    /// The feed of a language; `None` without a base URL or without any date.
    pub fn of(study: &Study, site: &Site, theme: &Theme, lang: &Lang) -> Option<Self> {
        if !site.has_feed(study, lang) {
            return None;
        }
        let landing = Route::Landing(lang.clone());
        let pen = Pen::new(study, site, theme, lang, site.address(&landing));
        let mut entries: Vec<Entry> = site.shown().filter_map(|at| news(&pen, at)).collect();
        if entries.is_empty() {
            entries.extend(edition(&pen));
        }
        let updated = entries.iter().map(|entry| entry.date).max()?;
        let title = pen.plain(&study.settings.title);
        let names = study.settings.authors.iter();
        let mut authors: Vec<String> = names
            .map(|one| one.name.pick(lang, &study.settings.languages).to_owned())
            .collect();
        if authors.is_empty() {
            authors.push(title.clone());
        }
        let base = site.base_url.as_ref()?;
        Some(Self {
            id: tag(&pen, entries.last()?.date, "feed"),
            title,
            updated,
            own_address: format!("{base}{}", head::feed_path(lang)),
            page: site.absolute(&landing)?,
            authors,
            entries,
        })
    }
}

fn news(pen: &Pen<'_>, at: ChapterAt) -> Option<Entry> {
    let ChapterAt::News(index) = at else {
        return None;
    };
    let item = &pen.study.news[index];
    let route = at.route(pen.study, pen.lang);
    let (lang, file) = item
        .chapter
        .files
        .pick(pen.lang, &pen.study.settings.languages)?;
    let words = pen.in_language(lang);
    let summary = file.front.summary.as_ref();
    pen.site.has(&route).then_some(())?;
    Some(Entry {
        id: tag(pen, item.date, &format!("news/{}", item.chapter.id)),
        title: words.plain_prose(&file.front.title),
        summary: summary.map_or_else(String::new, |summary| words.plain_prose(summary)),
        date: item.date,
        page: pen.site.absolute(&route)?,
        lang: (lang != pen.lang).then(|| lang.clone()),
    })
}

fn edition(pen: &Pen<'_>) -> Option<Entry> {
    let settings = &pen.study.settings;
    let edition = settings.edition.as_ref()?;
    let date = edition.date?;
    let number = pen.say(
        "cite.edition",
        &[("number", Filling::Text(&edition.number))],
    );
    let about = settings.abstract_.as_ref();
    Some(Entry {
        id: tag(pen, date, &format!("edition/{}", edition.number)),
        title: format!("{}. {number}", pen.plain(&settings.title)),
        summary: about.map_or_else(String::new, |about| pen.plain(about)),
        date,
        page: pen.site.absolute(&Route::Landing(pen.lang.clone()))?,
        lang: None,
    })
}

/// `tag:example.org,2021-10-07:ru/news/launch`
fn tag(pen: &Pen<'_>, date: When, name: &str) -> String {
    let base = pen.site.base_url.as_deref().unwrap_or_default();
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    format!("tag:{host},{date}:{}/{name}", pen.lang)
}
