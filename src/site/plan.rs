//! From a study to the plan of its site: which pages there are and the index that views are made from.

use super::address::{self, Wish};
use super::anchors::ChapterAt;
use super::completeness::{self, Counts};
use super::relations::RecordAt;
use super::route::Route;
use super::share::ChapterPlan;
use super::{Frame, Plan, Scope, Site, media, navigation, parts, relations, sections, target};
use crate::diagnostic::Read;
use crate::language::{Lang, PerLang};
use crate::source::{Field, Place};
use crate::study::{Chapter, RecordId, Study};
use crate::theme::{Shared, Theme};
use std::sync::Arc;

/// Plans all pages. Linear in the length of the study.
pub fn plan(study: &Study, theme: &Theme, scope: &Scope) -> Read<Site> {
    let mut site = Site::default();
    **site = Frame {
        languages: languages(study, scope),
        base_url: base_url(study, scope),
        records: relations::records(study),
        relations: relations::relations(study),
        published: media::published(study),
        orders: orders(study, theme),
        ..Frame::default()
    };
    site.media_of_records = media::of_records(study, &site);
    for at in all(study) {
        let plan = ChapterPlan::of(study, theme, scope, &site, at);
        add(&mut site, at, at.of(study), plan);
    }
    site.bring_together();
    let (wishes, diagnostics) = address::settle(wishes(study, &site));
    for (at, wish) in wishes.into_iter().enumerate() {
        site.places.insert(wish.route.clone(), at);
        site.by_file.insert(address::file(&wish.address), at);
        site.routes.push(wish.route);
        site.addresses.push(wish.address);
    }
    let tongues = site.languages.iter().map(|lang| {
        let tongue = navigation::tongue(study, &site, theme, lang);
        (lang.clone(), tongue)
    });
    site.tongues = tongues.collect::<PerLang<_>>();
    let studies = site.languages.iter().map(|lang| {
        let view = navigation::uncounted(study, &site, theme, lang);
        (lang.clone(), Arc::new(Shared::new(view)))
    });
    site.studies = studies.collect::<PerLang<_>>();
    let news = study.news.iter().map(|item| &item.chapter);
    let chapters = study.chapters.iter().chain(news);
    let counts = chapters.map(|chapter| completeness::counts(chapter, &study.settings.languages));
    let counts: Vec<Counts> = counts.collect();
    Read {
        value: site.counted(study, &counts.iter().collect::<Vec<_>>()),
        diagnostics,
    }
}

impl Site {
    /// The chapters and news items that have pages, in reading order.
    pub(crate) fn shown(&self) -> impl Iterator<Item = ChapterAt> {
        let chapters = self.chapters.iter().enumerate();
        let chapters = chapters.map(|(at, plan)| (ChapterAt::Chapter(at), plan));
        let news = self.news.iter().enumerate();
        let news = news.map(|(at, plan)| (ChapterAt::News(at), plan));
        chapters
            .chain(news)
            .filter(|(_, plan)| plan.shown)
            .map(|(at, _)| at)
    }
}

fn languages(study: &Study, scope: &Scope) -> Vec<Lang> {
    let all = study.settings.languages.iter();
    let wanted = |lang: &&Lang| scope.languages.is_empty() || scope.languages.contains(lang);
    all.filter(wanted).cloned().collect()
}

fn orders(study: &Study, theme: &Theme) -> PerLang<Vec<Lang>> {
    let all = &study.settings.languages;
    let order = |lang: &Lang| (lang.clone(), theme.order(lang, all));
    all.iter().map(order).collect()
}

fn base_url(study: &Study, scope: &Scope) -> Option<String> {
    let url = scope
        .base_url
        .as_ref()
        .or(study.settings.base_url.as_ref())?;
    Some(format!("{}/", url.trim_end_matches('/')))
}

/// All chapters, then all news items.
fn all(study: &Study) -> impl Iterator<Item = ChapterAt> {
    let chapters = (0..study.chapters.len()).map(ChapterAt::Chapter);
    chapters.chain((0..study.news.len()).map(ChapterAt::News))
}

fn add(site: &mut Site, at: ChapterAt, chapter: &Chapter, plan: ChapterPlan) {
    let ids = match at {
        ChapterAt::Chapter(_) => &mut site.chapter_ids,
        ChapterAt::News(_) => &mut site.news_ids,
    };
    ids.entry(chapter.id.clone()).or_insert(at);
    for file in chapter.files.values() {
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
        let neutral =
            target::without_language(path).map_or_else(|| path.to_owned(), |(path, _)| path);
        site.chapter_files.entry(neutral).or_insert(at);
    }
    let plan_of_all: &mut Plan = site;
    match at {
        ChapterAt::Chapter(_) => plan_of_all.chapters.push(plan),
        ChapterAt::News(_) => plan_of_all.news.push(plan),
    }
}

fn wishes(study: &Study, site: &Site) -> Vec<Wish> {
    // A study without languages was reported when it was read; there is no page that could say anything.
    if site.languages.is_empty() {
        return Vec::new();
    }
    let mut out = vec![wish(Route::Choice), wish(Route::NotFound)];
    for lang in &site.languages {
        out.push(wish(Route::Landing(lang.clone())));
        for section in sections::SECTIONS {
            if (section.count)(study, lang).is_some() {
                push_list(study, site, (section.route)(lang.clone()), &mut out);
            }
        }
        records(study, site, lang, &mut out);
        let shown: Vec<ChapterAt> = site
            .shown()
            .filter(|at| has_page(study, lang, *at))
            .collect();
        if shown.iter().any(|at| at.is_news()) {
            out.push(wish(Route::News(lang.clone())));
        }
        out.extend(shown.iter().map(|at| chapter(study, lang, *at)));
        out.extend(
            shown
                .iter()
                .flat_map(|at| parallels(study, site, lang, *at)),
        );
    }
    // Old addresses come last: a page of today has the better claim to its address.
    for lang in &site.languages {
        for at in site.shown().filter(|at| has_page(study, lang, *at)) {
            out.extend(aliases(study, lang, at));
        }
    }
    out
}

fn wish(route: Route) -> Wish {
    Wish {
        address: route.address(None),
        route,
        place: None,
    }
}

/// A list and, if it is long, its further parts.
fn push_list(study: &Study, site: &Site, list: Route, out: &mut Vec<Wish>) {
    out.extend(parts::further(study, site, &list).into_iter().map(wish));
    out.push(wish(list));
}

/// True if a language is to have a page for a chapter, of its own text or of another language's.
pub(super) fn has_page(study: &Study, lang: &Lang, at: ChapterAt) -> bool {
    let settings = &study.settings;
    match at {
        ChapterAt::Chapter(_) => settings.wants_chapter(lang, at.id(study).as_str()),
        // A language that holds a part of the study only gets those news that were written in it.
        ChapterAt::News(_) => {
            settings.scopes.get(lang).is_none() || at.of(study).files.get(lang).is_some()
        }
    }
}

fn chapter(study: &Study, lang: &Lang, at: ChapterAt) -> Wish {
    let chapter = at.of(study);
    let route = at.route(study, lang);
    let own = chapter.files.get(lang);
    let slug = own.and_then(|file| file.front.slug.as_deref());
    // The reader compares the addresses of chapters in each language that has their text.
    let unseen = at.is_news() || own.is_none();
    let file = chapter.files.values().next().filter(|_| unseen);
    Wish {
        address: route.address(slug),
        route,
        place: file.map(|file| Place::file(&file.path)),
    }
}

/// A chapter beside its texts in the other languages; nothing for news, and nothing where one of the two texts is missing.
/// The first other language stands at the plain address.
fn parallels(study: &Study, site: &Site, lang: &Lang, at: ChapterAt) -> Vec<Wish> {
    let id = at.id(study);
    let routes = site.parallels(study, lang, at).into_iter().enumerate();
    routes
        .map(|(place, route)| Wish {
            address: match place {
                0 => format!("{lang}/parallel/{id}/"),
                _ => route.address(None),
            },
            ..wish(route)
        })
        .collect()
}

fn aliases<'a>(study: &'a Study, lang: &'a Lang, at: ChapterAt) -> impl Iterator<Item = Wish> + 'a {
    let goal = at.route(study, lang);
    let files = &at.of(study).files;
    files.get(lang).into_iter().flat_map(move |file| {
        let goal = goal.clone();
        file.front
            .aliases
            .iter()
            .enumerate()
            .map(move |(index, alias)| {
                let folder = match at {
                    ChapterAt::Chapter(_) => lang.to_string(),
                    ChapterAt::News(_) => format!("{lang}/news"),
                };
                let address = address::of_alias(&folder, lang.as_str(), alias);
                let field = Field::root().key("aliases").index(index);
                Wish {
                    route: Route::Moved(lang.clone(), address.clone(), goal.clone().into()),
                    address,
                    place: Some(Place::field(&file.path, field)),
                }
            })
    })
}

fn records(study: &Study, site: &Site, lang: &Lang, out: &mut Vec<Wish>) {
    let settings = &study.settings;
    // Of two records with one id, which was reported when they were read, the first has the page.
    let first = |id: &RecordId, at: RecordAt| site.records.get(id) == Some(&at);
    if settings.wants_records(lang, "recommendations") {
        let all = study.records.recommendations.iter().enumerate();
        for (_, one) in all.filter(|(at, one)| first(&one.entry.id, RecordAt::Recommendation(*at)))
        {
            out.push(Wish {
                place: Some(one.entry.place()),
                ..wish(Route::Recommendation(lang.clone(), one.entry.id.clone()))
            });
        }
        for (facet, value) in site.relations.faceted.keys() {
            let list = Route::RecommendationsBy(lang.clone(), facet, value.clone());
            push_list(study, site, list, out);
        }
        if !study.records.recommendations.is_empty() {
            out.push(wish(Route::Progress(lang.clone())));
        }
    }
    if settings.wants_records(lang, "findings") {
        let all = study.records.findings.iter().enumerate();
        for (_, one) in all.filter(|(at, one)| first(&one.entry.id, RecordAt::Finding(*at))) {
            out.push(Wish {
                place: Some(one.entry.place()),
                ..wish(Route::Finding(lang.clone(), one.entry.id.clone()))
            });
        }
        if !study.records.findings.is_empty() {
            push_list(study, site, Route::Matrix(lang.clone()), out);
            out.push(wish(Route::Coverage(lang.clone())));
        }
    }
    let groups = study.records.groups.iter().enumerate();
    let groups = groups.map(|(at, one)| (RecordAt::Group(at), &one.entry));
    let terms = study.records.terms.iter().enumerate();
    let terms = terms.map(|(at, one)| (RecordAt::Term(at), &one.entry));
    let pages = groups
        .filter(|_| settings.wants_records(lang, "fieldwork"))
        .chain(terms.filter(|_| settings.wants_records(lang, "glossary")));
    for (at, entry) in pages.filter(|(at, entry)| first(&entry.id, *at)) {
        let page = match at {
            RecordAt::Group(_) => Route::Group,
            _ => Route::Term,
        };
        out.push(Wish {
            place: Some(entry.place()),
            ..wish(page(lang.clone(), entry.id.clone()))
        });
    }
}
