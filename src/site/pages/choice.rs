//! The choice of a language, and the page for addresses that lead nowhere: both in all languages at once.

use super::super::address;
use super::super::head::About;
use super::super::pen::Pen;
use super::super::route::Route;
use super::super::view::{Body, ChoiceBody, ChoiceLanguage};
use super::Made;
use crate::language::Lang;

/// `/`
pub(crate) fn choice(pen: &Pen<'_>) -> Made {
    let languages = pen.site.languages.iter();
    let titles: Vec<String> = languages
        .map(|lang| pen.of_language(lang).plain(&pen.study.settings.title))
        .collect();
    let about = About::new(titles.join(" · "), titles.join(" · "));
    (about, Body::Choice(body(pen, Links::Relative)))
}

/// `/404.html`
pub(crate) fn not_found(pen: &Pen<'_>) -> Made {
    let languages = pen.site.languages.iter();
    let titles: Vec<String> = languages
        .map(|lang| pen.theme.say(lang, "page.not_found", &[]))
        .collect();
    let about = About::new(titles.join(" · "), "");
    (about, Body::NotFound(body(pen, Links::Absolute)))
}

/// How landing pages are linked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Relative,
    /// Where the base URL is known: servers show the page for an address of any depth.
    Absolute,
}

fn body(pen: &Pen<'_>, links: Links) -> ChoiceBody {
    let languages = pen.site.languages.iter();
    ChoiceBody {
        languages: languages.map(|lang| language(pen, lang, links)).collect(),
        cover: pen.site.cover(pen.study, pen.lang),
    }
}

fn language(page: &Pen<'_>, lang: &Lang, links: Links) -> ChoiceLanguage {
    let settings = &page.study.settings;
    let pen = page.of_language(lang);
    let landing = Route::Landing(lang.clone());
    let path = page.site.address(&landing);
    let absolute = page
        .site
        .absolute(&landing)
        .filter(|_| links == Links::Absolute);
    ChoiceLanguage {
        lang: lang.to_string(),
        name: page.theme.own_name(lang),
        title: pen.title(&settings.title),
        subtitle: settings
            .subtitle
            .as_ref()
            .map(|subtitle| pen.title(subtitle))
            .unwrap_or_default(),
        href: absolute.unwrap_or_else(|| address::relative(page.address, path)),
        path: path.to_owned(),
        partial: settings.scopes.get(lang).is_some(),
        completeness: page.site.study_in(lang).completeness.clone(),
    }
}
