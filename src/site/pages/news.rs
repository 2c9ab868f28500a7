//! The list of news.

use super::super::anchors::ChapterAt;
use super::super::head::About;
use super::super::navigation::{Title, chapter_title};
use super::super::pen::Pen;
use super::super::view::{Body, Html, NewsBody, NewsEntry};
use super::Made;

/// `/LANG/news/`
pub(crate) fn news(pen: &Pen<'_>) -> Made {
    let items = entries(pen);
    let about = About::new(pen.say("menu.news", &[]), pen.say("news.lead", &[]));
    (about, Body::News(NewsBody { items }))
}

/// All news that have pages in this language, newest first.
pub(crate) fn entries(pen: &Pen<'_>) -> Vec<NewsEntry> {
    let shown = pen.site.shown();
    let with_page = shown.filter(|at| pen.site.has(&at.route(pen.study, pen.lang)));
    with_page.filter_map(|at| entry(pen, at)).collect()
}

fn entry(pen: &Pen<'_>, at: ChapterAt) -> Option<NewsEntry> {
    let ChapterAt::News(index) = at else {
        return None;
    };
    let item = &pen.study.news[index];
    let files = &item.chapter.files;
    let (lang, file) = files.pick(pen.lang, pen.site.order(pen.lang))?;
    let summary = file.front.summary.as_ref();
    let words = pen.unlinked().in_language(lang);
    let summary = summary.map_or_else(String::new, |summary| words.one_line(summary));
    let marked = lang != pen.lang && !summary.is_empty();
    Some(NewsEntry {
        id: item.chapter.id.to_string(),
        title: chapter_title(pen, at, Title::Full),
        summary: Html(if marked {
            format!("<span lang=\"{lang}\">{summary}</span>")
        } else {
            summary
        }),
        date: item.date,
        path: pen.site.address(&at.route(pen.study, pen.lang)).to_owned(),
        missing: files.get(pen.lang).is_none(),
    })
}
