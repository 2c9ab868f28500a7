//! The program's own pages: the lists of records, their names in addresses and in the menu, and whether a language has them.

use super::route::Route;
use crate::language::Lang;
use crate::study::Study;

/// A page that lists records of one kind.
pub(crate) struct Section {
    /// Its place in addresses, its id in cross-references, and the interface string `menu.KEY`.
    pub(crate) key: &'static str,
    /// Its page.
    pub(crate) route: fn(Lang) -> Route,
    /// How many things stand on it in a language; `None` if the language has no such page.
    pub(crate) count: fn(&Study, &Lang) -> Option<usize>,
}

/// All of them, in the order of the menu. News are counted by `plan`, which knows the drafts.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        key: "recommendations",
        route: Route::Recommendations,
        count: |study, lang| {
            held(
                study,
                lang,
                "recommendations",
                study.records.recommendations.len(),
            )
        },
    },
    Section {
        key: "findings",
        route: Route::Findings,
        count: |study, lang| held(study, lang, "findings", study.records.findings.len()),
    },
    Section {
        key: "evidence",
        route: Route::Evidence,
        count: evidence,
    },
    Section {
        key: "glossary",
        route: Route::Glossary,
        count: |study, lang| held(study, lang, "glossary", study.records.terms.len()),
    },
    Section {
        key: "references",
        route: Route::References,
        count: |study, lang| held(study, lang, "references", study.records.references.len()),
    },
];

/// The key of the section that authors call `id`, news included.
pub(crate) fn named(id: &str) -> Option<&'static str> {
    let keys = SECTIONS.iter().map(|section| section.key).chain(["news"]);
    keys.into_iter().find(|key| *key == id)
}

/// The page of a section.
pub(crate) fn route(key: &str, lang: Lang) -> Route {
    match SECTIONS.iter().find(|section| section.key == key) {
        Some(section) => (section.route)(lang),
        None => Route::News(lang),
    }
}

fn held(study: &Study, lang: &Lang, file: &str, count: usize) -> Option<usize> {
    (count > 0 && study.settings.wants_records(lang, file)).then_some(count)
}

fn evidence(study: &Study, lang: &Lang) -> Option<usize> {
    let records = &study.records;
    let fieldwork = records.groups.len() + records.activities.len() + records.limits.len();
    let files = [
        ("fieldwork", fieldwork),
        ("quotes", records.quotes.len()),
        ("opportunities", records.opportunities.len()),
    ];
    let counts = files
        .iter()
        .filter_map(|(file, count)| held(study, lang, file, *count));
    let total: usize = counts.sum();
    (total > 0).then_some(total)
}
