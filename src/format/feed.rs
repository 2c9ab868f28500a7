//! Atom feeds for each language (RFC 4287): its news, or the edition itself where there are none; and what became of
//! the recommendations.
//!
//! Ids are tags (RFC 4151) of the site's host, the day and the item: they stay when the site moves into another folder.

use super::Files;
use super::xml::escaped;
use crate::diagnostic::Read;
use crate::language::Lang;
use crate::output::File;
use crate::site::Site;
use crate::site::feed::{Entry, Feed};
use crate::study::Study;
use crate::theme::Theme;

/// One file for each language that has a feed.
pub(super) fn feeds(study: &Study, site: &Site, theme: &Theme) -> Read<Files> {
    let languages = site.languages.iter();
    let feeds = languages.filter_map(|lang| {
        let feed = Feed::of(study, site, theme, lang)?;
        Some((site.feed_address(lang), File::made(atom(&feed, lang))))
    });
    Read::clean(feeds.collect())
}

/// One file for each language that follows up recommendations.
pub(super) fn progress(study: &Study, site: &Site, theme: &Theme) -> Read<Files> {
    let languages = site.languages.iter();
    let feeds = languages.filter_map(|lang| {
        let feed = Feed::of_progress(study, site, theme, lang)?;
        Some((site.progress_address(lang), File::made(atom(&feed, lang))))
    });
    Read::clean(feeds.collect())
}

fn atom(feed: &Feed, lang: &Lang) -> String {
    let mut xml = format!(
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n",
            "  <id>{id}</id>\n",
            "  <title>{title}</title>\n",
            "  <updated>{updated}</updated>\n",
            "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n",
            "  <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"{page}\"/>\n",
        ),
        lang = lang,
        id = escaped(&feed.id),
        title = escaped(&feed.title),
        updated = feed.updated.rfc3339(),
        own = escaped(&feed.own_address),
        page = escaped(&feed.page),
    );
    for author in &feed.authors {
        xml.push_str(&format!(
            "  <author><name>{}</name></author>\n",
            escaped(author)
        ));
    }
    feed.entries
        .iter()
        .for_each(|one| xml.push_str(&entry(one)));
    xml.push_str("</feed>\n");
    xml
}

fn entry(entry: &Entry) -> String {
    let lang = entry
        .lang
        .as_ref()
        .map_or_else(String::new, |lang| format!(" xml:lang=\"{lang}\""));
    let summary = match entry.summary.as_str() {
        "" => String::new(),
        summary => format!("    <summary>{}</summary>\n", escaped(summary)),
    };
    format!(
        "  <entry{lang}>\n    <id>{}</id>\n    <title>{}</title>\n    <published>{date}</published>\n    <updated>{date}</updated>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n{summary}  </entry>\n",
        escaped(&entry.id),
        escaped(&entry.title),
        escaped(&entry.page),
        date = entry.date.rfc3339(),
    )
}
