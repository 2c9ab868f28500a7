//! What a language's feeds say: its news, or the edition itself where there are none; and what became of the
//! recommendations, entry by entry.

use super::anchors::ChapterAt;
use super::pen::Pen;
use super::route::Route;
use super::{Site, head, labels};
use crate::language::Lang;
use crate::study::recommendation::Recommendation;
use crate::study::{Study, When};
use crate::theme::{Filling, Theme};
use std::collections::BTreeMap;

/// A feed, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its own address: the same for ever, whatever stands in it (RFC 4287, 4.2.6).
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
        let title = pen.plain(&study.settings.title);
        let own = head::feed_path(lang);
        filled(&pen, &own, title, &landing, entries)
    }

    /// The feed of progress of a language, newest first; `None` without a base URL or without any progress.
    pub fn of_progress(study: &Study, site: &Site, theme: &Theme, lang: &Lang) -> Option<Self> {
        if !site.has_progress(study, lang) {
            return None;
        }
        let list = Route::Recommendations(lang.clone());
        let pen = Pen::new(study, site, theme, lang, site.address(&list));
        let all = study.records.recommendations.iter();
        let mut entries: Vec<Entry> = all.flat_map(|one| progress(&pen, one)).collect();
        // Stable: of one day the order of the files stays.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.date));
        let name = pen.say("downloads.feed", &[]);
        let title = format!("{}. {name}", pen.plain(&study.settings.title));
        let own = site.progress_address(lang);
        filled(&pen, &own, title, &list, entries)
    }
}

/// A feed with its entries, newest first; `None` if there are none.
fn filled(
    pen: &Pen<'_>,
    own: &str,
    title: String,
    page: &Route,
    entries: Vec<Entry>,
) -> Option<Feed> {
    let (study, site) = (pen.study, pen.site);
    let updated = entries.iter().map(|entry| entry.date).max()?;
    let names = study.settings.authors.iter();
    let mut authors: Vec<String> = names
        .map(|one| one.name.pick(pen.lang, site.order(pen.lang)).to_owned())
        .collect();
    if authors.is_empty() {
        authors.push(pen.plain(&study.settings.title));
    }
    let base = site.base_url.as_ref()?;
    let own_address = format!("{base}{own}");
    Some(Feed {
        id: own_address.clone(),
        title,
        updated,
        own_address,
        page: site.absolute(page)?,
        authors,
        entries,
    })
}

/// What became of one recommendation, oldest first. Two entries of one day are told apart by their order.
fn progress(pen: &Pen<'_>, it: &Recommendation) -> Vec<Entry> {
    let id = &it.entry.id;
    let route = Route::Recommendation(pen.lang.clone(), id.clone());
    let Some(page) = pen.site.absolute(&route).filter(|_| pen.site.has(&route)) else {
        return Vec::new();
    };
    let label = pen.numbered("label", "recommendation", it.number);
    let title = pen.plain(&it.title);
    let mut seen: BTreeMap<When, usize> = BTreeMap::new();
    let entries = it.progress.iter().map(|one| {
        let times = seen.entry(one.date).or_default();
        *times += 1;
        let name = match *times {
            1 => format!("{id}/progress"),
            more => format!("{id}/progress/{more}"),
        };
        let key = one.status.word();
        let status = labels::word(pen, "status", key).label;
        let status = status.unwrap_or_else(|| pen.say(&format!("status.{key}"), &[]));
        let note = one.note.as_ref();
        Entry {
            id: tag(pen, one.date, &name),
            title: format!("{label}. {title}: {status}"),
            summary: note.map_or_else(String::new, |note| pen.plain(note)),
            date: one.date,
            page: page.clone(),
            lang: None,
        }
    });
    entries.collect()
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
        .pick(pen.lang, pen.site.order(pen.lang))?;
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
