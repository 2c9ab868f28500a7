//! Structured data (schema.org) about the study, its chapters, recommendations and news.

use super::labels;
use super::pen::Pen;
use super::route::Route;
use crate::language::Lang;
use crate::study::record::Entry;
use crate::study::{Study, When};
use serde_json::{Map, Value, json};

/// The study in one language, with its chapters as parts.
pub(crate) fn report(pen: &Pen<'_>) -> Value {
    let settings = &pen.study.settings;
    let mut out = thing("Report", pen);
    let mut add = |key: &str, value: Option<Value>| {
        out.extend(value.map(|value| (key.to_owned(), value)));
    };
    let actor = |key: &Option<String>| {
        let name = labels::actor(pen, key.as_ref()?);
        Some(json!({ "@type": "Organization", "name": name }))
    };
    add("@id", report_id(pen, pen.lang).map(Value::from));
    add(
        "url",
        pen.site
            .absolute(&Route::Landing(pen.lang.clone()))
            .map(Value::from),
    );
    add("name", Some(pen.plain(&settings.title).into()));
    let subtitle = settings.subtitle.as_ref();
    add(
        "alternativeHeadline",
        subtitle.map(|subtitle| pen.plain(subtitle).into()),
    );
    add(
        "abstract",
        settings
            .abstract_
            .as_ref()
            .map(|text| pen.plain(text).into()),
    );
    add(
        "reportNumber",
        settings.report_number.clone().map(Value::from),
    );
    add("author", authors(pen));
    add("sourceOrganization", actor(&settings.contractor));
    add("sponsor", actor(&settings.commissioner));
    add("publisher", actor(&settings.publisher));
    let edition = settings.edition.as_ref();
    add(
        "version",
        edition.map(|edition| edition.number.clone().into()),
    );
    add(
        "datePublished",
        edition.and_then(|edition| edition.date).map(day),
    );
    let licence = settings.licence.as_ref();
    add(
        "license",
        licence.map(|licence| {
            licence
                .url
                .clone()
                .unwrap_or_else(|| licence.name.clone())
                .into()
        }),
    );
    add("identifier", identifiers(pen.study));
    add(
        "spatialCoverage",
        settings.place.as_ref().map(
            |place| json!({ "@type": "Place", "name": place.pick(pen.lang, pen.site.order(pen.lang)) }),
        ),
    );
    add("hasPart", Some(parts(pen)));
    translations(pen, &mut out);
    Value::Object(out)
}

/// One chapter, in the language of its text, which may be another one than the page's.
pub(crate) fn chapter(pen: &Pen<'_>, title: &str, position: Option<usize>) -> Value {
    let mut out = part(pen, "Chapter", title);
    out.extend(position.map(|position| ("position".to_owned(), position.into())));
    Value::Object(out)
}

/// A recommendation or a finding by its number.
pub(crate) fn numbered(pen: &Pen<'_>, entry: &Entry, title: &str, number: u32) -> Value {
    let mut out = part(pen, "CreativeWork", title);
    out.insert("identifier".to_owned(), entry.id.as_str().into());
    out.insert("position".to_owned(), number.into());
    Value::Object(out)
}

/// A news item about the study.
pub(crate) fn news(pen: &Pen<'_>, title: &str, date: When) -> Value {
    let mut out = thing("NewsArticle", pen);
    out.insert("headline".to_owned(), title.into());
    out.insert("datePublished".to_owned(), day(date));
    out.extend(own_address(pen).map(|url| ("url".to_owned(), url)));
    out.extend(report_id(pen, pen.lang).map(|id| ("about".to_owned(), json!({ "@id": id }))));
    Value::Object(out)
}

fn thing(kind: &str, pen: &Pen<'_>) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("@context".to_owned(), "https://schema.org".into());
    out.insert("@type".to_owned(), kind.into());
    out.insert("inLanguage".to_owned(), pen.text.as_str().into());
    out
}

fn part(pen: &Pen<'_>, kind: &str, title: &str) -> Map<String, Value> {
    let mut out = thing(kind, pen);
    out.insert("name".to_owned(), title.into());
    out.extend(own_address(pen).map(|url| ("url".to_owned(), url)));
    let whole = json!({
        "@type": "Report",
        "@id": report_id(pen, pen.lang),
        "name": pen.plain(&pen.study.settings.title),
    });
    out.insert("isPartOf".to_owned(), without_nulls(whole));
    out
}

fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !value.is_null());
    }
    value
}

fn own_address(pen: &Pen<'_>) -> Option<Value> {
    let base = pen.site.base_url.as_ref()?;
    Some(format!("{base}{}", pen.address).into())
}

fn report_id(pen: &Pen<'_>, lang: &Lang) -> Option<String> {
    let landing = pen.site.absolute(&Route::Landing(lang.clone()))?;
    Some(format!("{landing}#report"))
}

fn day(date: When) -> Value {
    date.to_string().into()
}

/// DOI and ISBN. The property `isbn` is known for books only.
fn identifiers(study: &Study) -> Option<Value> {
    let settings = &study.settings;
    let numbers = [("doi", &settings.doi), ("isbn", &settings.isbn)];
    let stated = numbers.iter().filter_map(|(name, number)| {
        let number = number.as_ref()?;
        Some(json!({ "@type": "PropertyValue", "propertyID": name, "value": number }))
    });
    let mut stated: Vec<Value> = stated.collect();
    match stated.len() {
        0 | 1 => stated.pop(),
        _ => Some(stated.into()),
    }
}

fn authors(pen: &Pen<'_>) -> Option<Value> {
    let settings = &pen.study.settings;
    let persons = settings.authors.iter();
    let persons: Vec<Value> = persons
        .map(|person| {
            let orcid = person
                .orcid
                .as_ref()
                .map(|orcid| format!("https://orcid.org/{orcid}"));
            without_nulls(json!({
                "@type": "Person",
                "name": person.name.pick(pen.lang, pen.site.order(pen.lang)),
                "sameAs": orcid,
            }))
        })
        .collect();
    (!persons.is_empty()).then(|| persons.into())
}

fn parts(pen: &Pen<'_>) -> Value {
    let reading = &pen.site.tongue(pen.lang).reading;
    let chapters = reading.iter().enumerate().map(|(place, at)| {
        let files = &at.of(pen.study).files;
        let title = files.pick(pen.lang, pen.site.order(pen.lang));
        let name = title.map(|(lang, file)| pen.in_language(lang).plain_prose(&file.front.title));
        without_nulls(json!({
            "@type": "Chapter",
            "position": place + 1,
            "name": name,
            "url": pen.site.absolute(&at.route(pen.study, pen.lang)),
        }))
    });
    chapters.collect()
}

/// The text with legal force, or else the first language, counts as the original.
fn translations(pen: &Pen<'_>, out: &mut Map<String, Value>) {
    let settings = &pen.study.settings;
    let original = settings.authentic.first().or(settings.languages.first());
    let reference = |lang: &Lang| report_id(pen, lang).map(|id| json!({ "@id": id }));
    if original == Some(pen.lang) {
        let others = pen.site.languages.iter().filter(|lang| *lang != pen.lang);
        let others: Vec<Value> = others.filter_map(reference).collect();
        if !others.is_empty() {
            out.insert("workTranslation".to_owned(), others.into());
        }
    } else if let Some(original) = original.filter(|lang| pen.site.languages.contains(lang)) {
        out.extend(reference(original).map(|id| ("translationOfWork".to_owned(), id)));
    }
}
