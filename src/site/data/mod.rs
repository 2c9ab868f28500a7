//! What is published for other programs: recommendations, findings and glossary, without markup.
//!
//! A record is published under the keys of its YAML file, and its schema is the reader's own (`read::schema`) with a
//! few fields that the program adds. Tables are cut from the same shape, so a new field gets its columns by itself.

mod filters;
mod records;
mod table;

pub(crate) use filters::path as filters_path;
pub use filters::{Filters, Row, filters};
pub use table::{Cell, Column, Sort, Table, tables};

use super::Site;
use crate::language::Lang;
use crate::read::schema;
use crate::study::recommendation::Status;
use crate::study::record::OneOf;
use crate::study::{Study, When};
use crate::theme::Theme;
use crate::yaml::{FieldShape, Plain, Shape};
use records::Scribe;
use serde_json::{Map, Value};

/// Where data stand in the output.
pub const FOLDER: &str = "data/";

/// All published records of one kind.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// `recommendations`: also the name of the YAML file.
    pub kind: &'static str,
    /// The languages in which its texts stand, in the study's order.
    pub languages: Vec<Lang>,
    /// What each record holds.
    pub shape: Shape,
    /// The records, in the order of their file.
    pub records: Vec<Map<String, Value>>,
}

/// A kind of records that is published.
struct Published {
    kind: &'static str,
    count: fn(&Study) -> usize,
    records: fn(&Scribe<'_>) -> Vec<Map<String, Value>>,
    /// Fields that stand in no file: what the program knows.
    more: fn() -> Vec<FieldShape>,
}

const PUBLISHED: &[Published] = &[
    Published {
        kind: "recommendations",
        count: |study| study.records.recommendations.len(),
        records: |scribe| {
            let all = scribe.study.records.recommendations.iter();
            all.map(|it| scribe.recommendation(it)).collect()
        },
        more: || {
            let words = Status::all().iter().map(|one| one.spelling()).collect();
            vec![
                field("status", Shape::Words(words)),
                field("overdue", Shape::Truth),
                page(),
            ]
        },
    },
    Published {
        kind: "findings",
        count: |study| study.records.findings.len(),
        records: |scribe| {
            let all = scribe.study.records.findings.iter();
            all.map(|it| scribe.finding(it)).collect()
        },
        more: || vec![page()],
    },
    Published {
        kind: "glossary",
        count: |study| study.records.terms.len(),
        records: |scribe| {
            let all = scribe.study.records.terms.iter();
            all.map(|it| scribe.term(it)).collect()
        },
        more: || vec![page()],
    },
];

fn field(key: &'static str, shape: Shape) -> FieldShape {
    FieldShape {
        key,
        required: false,
        shape,
    }
}

/// The record's page in each language.
fn page() -> FieldShape {
    let address = Shape::Matching("^https?://");
    field(
        "page",
        Shape::PerLang {
            value: address.into(),
            plain: Plain::Never,
        },
    )
}

/// Everything that is published; kinds of which the study has none are left out.
pub fn datasets(study: &Study, site: &Site, theme: &Theme) -> Vec<Dataset> {
    let present = present(study, site);
    present
        .map(|(one, languages)| Dataset {
            kind: one.kind,
            shape: shape(one),
            records: (one.records)(&Scribe {
                study,
                site,
                theme,
                languages: &languages,
            }),
            languages,
        })
        .collect()
}

fn present<'a>(
    study: &'a Study,
    site: &'a Site,
) -> impl Iterator<Item = (&'static Published, Vec<Lang>)> + 'a {
    PUBLISHED.iter().filter_map(move |one| {
        let wants = |lang: &&Lang| study.settings.wants_records(lang, one.kind);
        let languages: Vec<Lang> = site.languages.iter().filter(wants).cloned().collect();
        let is_there = (one.count)(study) > 0 && !languages.is_empty();
        is_there.then_some((one, languages))
    })
}

/// What the reader takes, without what only concerns the study's authors, and with what the program adds.
fn shape(one: &Published) -> Shape {
    let Some(Shape::List(record)) = schema::shape(one.kind) else {
        unreachable!("every published kind is a list of records");
    };
    let Shape::Fields(mut fields) = *record else {
        unreachable!("every record is a map");
    };
    fields.retain(|field| !["allow", "private"].contains(&field.key));
    fields.extend((one.more)());
    Shape::Fields(fields)
}

/// A file that readers can take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Which records: `recommendations`; `study` for all of them.
    pub kind: &'static str,
    /// `CSV`
    pub format: &'static str,
    /// Relative to the site's root.
    pub path: String,
    /// How many records are in it.
    pub count: usize,
}

/// The files that a study offers, as its pages list them.
pub fn downloads(study: &Study, site: &Site) -> Vec<Download> {
    let mut all = Vec::new();
    let mut total = 0;
    for (one, _) in present(study, site) {
        let count = (one.count)(study);
        total += count;
        for (format, ending) in [("CSV", "csv"), ("JSON", "json")] {
            all.push(Download {
                kind: one.kind,
                format,
                path: format!("{FOLDER}{}.{ending}", one.kind),
                count,
            });
        }
    }
    if total > 0 {
        all.push(Download {
            kind: "study",
            format: "XLSX",
            path: format!("{FOLDER}study.xlsx"),
            count: total,
        });
    }
    all
}

/// What stands in every file: where it comes from, how it may be used, as of when.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The study's title per language.
    pub title: Vec<(Lang, String)>,
    /// `CC BY 4.0`
    pub licence: Option<String>,
    /// Its text on the web.
    pub licence_url: Option<String>,
    /// Where the site stands.
    pub source: Option<String>,
    /// Number of the edition.
    pub edition: Option<String>,
    /// Its date.
    pub date: Option<When>,
    /// The day up to which statements on progress hold.
    pub as_of: Option<When>,
}

impl Origin {
    /// Of a study and its site.
    pub fn of(study: &Study, site: &Site, theme: &Theme) -> Self {
        let settings = &study.settings;
        let languages = &site.languages;
        let scribe = Scribe {
            study,
            site,
            theme,
            languages,
        };
        let licence = settings.licence.as_ref();
        let edition = settings.edition.as_ref();
        Self {
            title: scribe.words(&settings.title),
            licence: licence.map(|licence| licence.name.clone()),
            licence_url: licence.and_then(|licence| licence.url.clone()),
            source: site.base_url.clone(),
            edition: edition.map(|edition| edition.number.clone()),
            date: edition.and_then(|edition| edition.date),
            as_of: settings.as_of,
        }
    }
}
