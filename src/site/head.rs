//! What stands in a page's `<head>`: titles, addresses in all languages, metadata for indexes.

use super::anchors::ChapterAt;
use super::pen::Pen;
use super::route::Route;
use super::view::{Alternate, Head, Html};
use super::{Site, labels};
use crate::language::Lang;
use crate::study::{Study, When};
use serde_json::Value;

/// What a page says of itself.
pub(crate) struct About {
    /// For `<title>`, plain.
    pub(crate) title: String,
    /// Plain, of any length.
    pub(crate) description: String,
    /// Structured data, if there is any.
    pub(crate) json_ld: Option<Value>,
    /// The page this one stands in for, if its own text is missing.
    pub(crate) stands_for: Option<Route>,
}

impl About {
    /// A page with a title and a description.
    pub(crate) fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            json_ld: None,
            stands_for: None,
        }
    }

    /// With structured data.
    pub(crate) fn with(self, json_ld: Value) -> Self {
        let json_ld = Some(json_ld);
        Self { json_ld, ..self }
    }
}

/// The head of the page at `route`.
pub(crate) fn head(pen: &Pen<'_>, route: &Route, about: About) -> Head {
    let site = pen.site;
    let real = about
        .stands_for
        .as_ref()
        .or(route.moved_to())
        .unwrap_or(route);
    let hidden = real != route || *route == Route::NotFound;
    let absolute = |(hreflang, route): (String, Route)| {
        let href = site.absolute(&route)?;
        Some(Alternate { hreflang, href })
    };
    let alternates = match hidden {
        true => Vec::new(),
        false => alternates(pen.study, site, route)
            .into_iter()
            .filter_map(absolute)
            .collect(),
    };
    let canonical = match route {
        Route::NotFound => None,
        _ => site.absolute(real),
    };
    Head {
        // A sentence for a title is followed by the name of the study, not by the end of the line.
        title: about.title.trim_end_matches('.').to_owned(),
        description: clipped(&about.description, 200),
        canonical: canonical.unwrap_or_default(),
        alternates,
        noindex: hidden,
        og_type: match route {
            Route::Chapter(..) | Route::Parallel(..) | Route::NewsItem(..) => "article",
            _ => "website",
        },
        image: card(pen),
        meta: match route {
            Route::Landing(_) => scholarly(pen, route),
            _ => Vec::new(),
        },
        json_ld: about
            .json_ld
            .map_or_else(Html::default, |json| script(&json)),
        feed: route
            .lang()
            .filter(|lang| site.has_feed(pen.study, lang))
            .map(feed_path),
    }
}

/// The page in each language that has it, itself included, and `x-default`: the choice of language for first pages,
/// the first language for all others. Every page of the set gives the same set.
pub(crate) fn alternates(study: &Study, site: &Site, route: &Route) -> Vec<(String, Route)> {
    let languages = site
        .languages
        .iter()
        .filter(|lang| match chapter(site, route) {
            Some(at) => site.languages_with(study, at).any(|one| one == *lang),
            None => true,
        });
    let pages = languages.map(|lang| (lang.to_string(), route.in_language(lang)));
    let mut out: Vec<(String, Route)> = pages.filter(|(_, route)| site.has(route)).collect();
    let default = match route {
        Route::Choice | Route::Landing(_) => Some(Route::Choice),
        _ => out.first().map(|(_, route)| route.clone()),
    };
    out.extend(default.map(|route| ("x-default".to_owned(), route)));
    out
}

fn chapter(site: &Site, route: &Route) -> Option<ChapterAt> {
    match route {
        Route::Chapter(_, id) => site.chapter_ids.get(id).copied(),
        Route::NewsItem(_, id) => site.news_ids.get(id).copied(),
        _ => None,
    }
}

/// The address of a language's feed.
pub(crate) fn feed_path(lang: &Lang) -> String {
    format!("{lang}/feed.xml")
}

impl Site {
    /// True if a language has a feed: one needs absolute addresses, and a date to begin with.
    pub fn has_feed(&self, study: &Study, lang: &Lang) -> bool {
        let dated = study
            .settings
            .edition
            .as_ref()
            .is_some_and(|edition| edition.date.is_some());
        self.base_url.is_some() && (dated || self.has(&Route::News(lang.clone())))
    }

    /// The address of a language's feed, relative to the root.
    pub fn feed_address(&self, lang: &Lang) -> String {
        feed_path(lang)
    }

    /// True if a language has a feed of what became of the recommendations.
    pub fn has_progress(&self, study: &Study, lang: &Lang) -> bool {
        let mut all = study.records.recommendations.iter();
        let is_followed_up = all.any(|one| !one.progress.is_empty());
        self.base_url.is_some() && is_followed_up && self.has(&Route::Recommendations(lang.clone()))
    }

    /// The address of that feed, relative to the root.
    pub fn progress_address(&self, lang: &Lang) -> String {
        format!("{lang}/progress.xml")
    }

    /// The page in each language that has it, itself included, and `x-default`; empty for pages that are not to be listed.
    pub fn alternates(&self, study: &Study, route: &Route) -> Vec<(String, Route)> {
        let stands_in = route.lang().is_some_and(|lang| {
            chapter(self, route).is_some_and(|at| at.of(study).files.get(lang).is_none())
        });
        let unlisted = matches!(
            route,
            Route::NotFound | Route::Moved(..) | Route::Parallel(..)
        );
        if stands_in || unlisted {
            return Vec::new();
        }
        alternates(study, self, route)
    }
}

/// At most `limit` characters, ended at a word.
pub(crate) fn clipped(words: &str, limit: usize) -> String {
    let words = words.split(' ').filter(|word| !word.is_empty());
    let mut out = String::new();
    let mut length = 0;
    for word in words {
        let more = word.chars().count() + usize::from(!out.is_empty());
        // One character is kept for the ellipsis.
        if length + more >= limit {
            let trimmed = out
                .trim_end_matches([',', ';', ':', '—', '–', ' ', '.'])
                .len();
            out.truncate(trimmed);
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        length += more;
    }
    out
}

/// Cards show pixels only: a drawing in SVG is none.
fn card(pen: &Pen<'_>) -> Option<String> {
    let base = pen.site.base_url.as_ref()?;
    let cover = pen.site.cover(pen.study, pen.lang)?;
    let shown = [".png", ".jpg", ".jpeg", ".webp"];
    let fits = shown.iter().any(|ending| cover.path.ends_with(ending));
    fits.then(|| format!("{base}{}", cover.path))
}

/// Highwire tags, then Dublin Core.
fn scholarly(pen: &Pen<'_>, route: &Route) -> Vec<(String, String)> {
    let settings = &pen.study.settings;
    let mut out = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        out.extend(value.map(|value| (name.to_owned(), value)));
    };
    let actor = |key: &Option<String>| key.as_ref().map(|key| labels::actor(pen, key));
    let title = pen.plain(&settings.title);
    let names = settings.authors.iter();
    let names: Vec<String> = names
        .map(|one| one.name.pick(pen.lang, pen.site.order(pen.lang)).to_owned())
        .collect();
    let date = settings.edition.as_ref().and_then(|edition| edition.date);
    let institution = actor(&settings.publisher).or(actor(&settings.commissioner));
    let address = pen.site.absolute(route);
    add("citation_title", Some(title.clone()));
    names
        .iter()
        .for_each(|name| add("citation_author", Some(name.clone())));
    add("citation_publication_date", date.map(|date| slashes(&date)));
    add("citation_technical_report_institution", institution.clone());
    add(
        "citation_technical_report_number",
        settings.report_number.clone(),
    );
    add("citation_language", Some(pen.lang.to_string()));
    add("citation_doi", settings.doi.clone());
    add("citation_isbn", settings.isbn.clone());
    add("citation_abstract_html_url", address.clone());
    add("DC.title", Some(title));
    names
        .iter()
        .for_each(|name| add("DC.creator", Some(name.clone())));
    add("DC.date", date.map(|date| date.to_string()));
    add("DC.language", Some(pen.lang.to_string()));
    add("DC.publisher", institution);
    let licence = settings.licence.as_ref();
    add(
        "DC.rights",
        licence.map(|licence| licence.url.clone().unwrap_or_else(|| licence.name.clone())),
    );
    let doi = settings
        .doi
        .as_ref()
        .map(|doi| format!("https://doi.org/{doi}"));
    add("DC.identifier", doi.or(address));
    out
}

/// `2021/10/07`, as Highwire tags want it.
fn slashes(date: &When) -> String {
    date.to_string().replace('-', "/")
}

/// Safe inside `<script>`: nothing in it can end the element.
fn script(json: &Value) -> Html {
    let text = json.to_string();
    Html(
        text.replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_descriptions_end_at_a_word() {
        assert_eq!(clipped("short", 10), "short");
        assert_eq!(clipped("one two, three", 10), "one two…");
        assert_eq!(clipped("one  two", 10), "one two");
    }

    #[test]
    fn structured_data_cannot_end_its_script() {
        let html = script(&serde_json::json!({ "name": "</script><b>&" }));
        assert_eq!(
            html.0,
            r#"{"name":"\u003c/script\u003e\u003cb\u003e\u0026"}"#
        );
    }
}
