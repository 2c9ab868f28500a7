//! Citations and entries in an author–year form whose words are the theme's; how to cite the study itself.
//!
//! The one place that knows how a citation looks, so that a citation crate can stand here later.

use super::escape;
use super::pen::Pen;
use super::target::{self, Thing};
use super::view::Html;
use crate::study::inline::{Cited, Locator, LocatorKind};
use crate::study::record::Record;
use crate::study::reference::{Author, Reference};
use crate::study::{RecordId, When};
use crate::theme::Filling;
use std::collections::BTreeMap;

/// Letters for the years of works that one author published in one year, in the order of the file.
pub(crate) fn year_letters(references: &[Reference]) -> BTreeMap<RecordId, String> {
    let mut same: BTreeMap<(String, Option<u16>), Vec<&RecordId>> = BTreeMap::new();
    for reference in references {
        let key = (names_key(reference), reference.date.map(|date| date.year));
        same.entry(key).or_default().push(&reference.entry.id);
    }
    let mut out = BTreeMap::new();
    for ids in same.into_values().filter(|ids| ids.len() > 1) {
        for (at, id) in ids.into_iter().enumerate() {
            out.insert(id.clone(), letter(at));
        }
    }
    out
}

fn names_key(reference: &Reference) -> String {
    match reference.authors.as_slice() {
        [] => no_author(reference).to_owned(),
        [one] => one.name.clone(),
        [one, two] => format!("{}\n{}", one.name, two.name),
        [one, ..] => format!("{}\n…", one.name),
    }
}

/// `a` … `z`, `aa` …
fn letter(at: usize) -> String {
    let last = char::from(b'a' + (at % 26) as u8);
    match at / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + &last.to_string(),
    }
}

/// "UNICEF 2018", in the words of the text's language.
pub(crate) fn short(pen: &Pen<'_>, reference: &Reference) -> String {
    let names = match reference.authors.as_slice() {
        [] => no_author(reference).to_owned(),
        [one] => one.name.clone(),
        [one, two] => {
            let names = [
                ("first", Filling::Text(&one.name)),
                ("second", Filling::Text(&two.name)),
            ];
            pen.say_in_text("cite.two", &names)
        }
        [one, ..] => pen.say_in_text("cite.many", &[("first", Filling::Text(&one.name))]),
    };
    format!("{names} {}", year(pen, reference))
}

fn no_author(reference: &Reference) -> &str {
    let body = reference.organization.as_deref();
    body.or(reference.publisher.as_deref())
        .unwrap_or(&reference.title)
}

fn year(pen: &Pen<'_>, reference: &Reference) -> String {
    let letter = pen.site.relations.year_letters.get(&reference.entry.id);
    let year = match reference.date {
        Some(date) => date.year.to_string(),
        None => pen.say_in_text("cite.no_date", &[]),
    };
    year + letter.map_or("", String::as_str)
}

/// `[@a, p. 3; @b]` in running text as HTML: in brackets, in a note without them.
pub(crate) fn citation(pen: &Pen<'_>, works: &[Cited], is_inside_note: bool) -> String {
    let works: Vec<String> = works.iter().map(|work| one(pen, work)).collect();
    let works = works.join("; ");
    match is_inside_note {
        true => works,
        false => format!("({works})"),
    }
}

/// One work.
fn one(pen: &Pen<'_>, work: &Cited) -> String {
    let at = pen.site.records.get(work.key.as_str());
    let Some(Record::Reference(reference)) = at.map(|at| at.of(pen.study)) else {
        return escape::text(&work.key);
    };
    let words = linked(pen, reference, &short(pen, reference));
    match &work.locator {
        None => words,
        Some(locator) => format!("{words}, {}", escape::text(&self::locator(pen, locator))),
    }
}

/// Words that lead to the entry of a work in the list of references.
fn linked(pen: &Pen<'_>, reference: &Reference, words: &str) -> String {
    let thing = pen
        .site
        .records
        .get(&reference.entry.id)
        .map(|at| Thing::Record(*at));
    let found = thing.map(|thing| target::thing(pen.study, pen.site, pen.lang, thing));
    let words = escape::text(words);
    match found.and_then(|found| Some((pen.href(&found)?, pen.hreflang(&found)))) {
        None => words,
        Some((href, hreflang)) => format!(
            "<a class=\"citation\" href=\"{}\"{hreflang} title=\"{}\">{words}</a>",
            escape::attribute(&href),
            escape::attribute(&reference.title),
        ),
    }
}

/// "p. 30", with the word of the text's language.
pub(crate) fn locator(pen: &Pen<'_>, locator: &Locator) -> String {
    let value = pen.set_plain(&locator.value);
    pen.theme.locator(pen.text, locator.kind, &value)
}

/// A work named by a record, with its locator, linked to the list of references.
pub(crate) fn source(pen: &Pen<'_>, key: &str, at: Option<&Locator>) -> Html {
    let cited = Cited {
        key: key.to_owned(),
        locator: at.cloned(),
        span: crate::source::Span::default(),
    };
    Html(one(pen, &cited))
}

/// The whole entry of a work: authors, year, title in its own language, where it came out, its address.
pub(crate) fn entry(pen: &Pen<'_>, reference: &Reference) -> Html {
    let text = |words: &str| escape::text(words);
    let mut parts = vec![text(&names(reference)), text(&year(pen, reference))];
    parts.push(format!(
        "<cite{}>{}</cite>",
        own_lang(pen, reference),
        text(&in_own_language(pen, reference, &reference.title))
    ));
    if let Some(parent) = &reference.parent_title {
        parts.push(text(
            &pen.say_in_text("cite.in", &[("work", Filling::Text(parent))]),
        ));
    }
    parts.extend(volume(pen, reference).map(|words| text(&words)));
    if let Some(pages) = &reference.page_range {
        let pages = pen.set_plain(pages);
        parts.push(text(
            &pen.say_in_text("cite.pages", &[("pages", Filling::Text(&pages))]),
        ));
    }
    // A body that stands in front as the author is not named a second time.
    let issuers = [&reference.organization, &reference.publisher];
    let issuers = issuers.into_iter().flatten();
    parts.extend(
        issuers
            .filter(|name| *name != &names(reference))
            .map(|name| text(name)),
    );
    if let Some(note) = &reference.note {
        let note = text(&in_own_language(pen, reference, note));
        parts.push(match own_lang(pen, reference).as_str() {
            "" => note,
            lang => format!("<span{lang}>{note}</span>"),
        });
    }
    let mut entry = sentences(&parts);
    for address in addresses(reference) {
        let address = escape::attribute(&address);
        entry.push_str(&format!(
            " <a href=\"{address}\" rel=\"external\" class=\"address\">{address}</a>"
        ));
    }
    Html(entry)
}

fn volume(pen: &Pen<'_>, reference: &Reference) -> Option<String> {
    let volume = match (&reference.volume, &reference.issue) {
        (Some(volume), Some(issue)) => format!("{volume}({issue})"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => return None,
    };
    Some(pen.say_in_text("cite.volume", &[("volume", Filling::Text(&volume))]))
}

fn addresses(reference: &Reference) -> Vec<String> {
    match &reference.doi {
        Some(doi) => vec![format!("https://doi.org/{doi}")],
        None => reference.url.iter().cloned().collect(),
    }
}

fn names(reference: &Reference) -> String {
    let full = |author: &Author| match &author.given {
        Some(given) => format!("{}, {given}", author.name),
        None => author.name.clone(),
    };
    match reference.authors.as_slice() {
        [] => no_author(reference).to_owned(),
        authors => authors.iter().map(full).collect::<Vec<_>>().join("; "),
    }
}

/// ` lang="…"` where the work's language is not that of the text.
fn own_lang(pen: &Pen<'_>, reference: &Reference) -> String {
    let foreign = reference.language.as_ref().filter(|lang| *lang != pen.text);
    foreign.map_or_else(String::new, |lang| format!(" lang=\"{lang}\""))
}

fn in_own_language(pen: &Pen<'_>, reference: &Reference, words: &str) -> String {
    let lang = reference.language.as_ref().unwrap_or(pen.text);
    pen.set_plain_in(lang, words)
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Ends each part with a full stop unless it ends with a mark of its own.
fn sentences(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
        let words = without_tags(part);
        if !words.ends_with(['.', '?', '!', '…']) {
            out.push('.');
        }
    }
    out
}

fn without_tags(html: &str) -> &str {
    let mut rest = html.trim_end();
    while let Some(start) = rest.strip_suffix('>').and_then(|rest| rest.rfind('<')) {
        rest = rest[..start].trim_end();
    }
    rest
}

/// What of the study is cited.
pub(crate) enum Part {
    /// The study itself.
    Whole,
    /// A chapter, recommendation or finding: its name in words, plain.
    Named(String),
}

/// How to cite the study, or a part of it, in the language of the page.
pub(crate) fn how_to_cite(pen: &Pen<'_>, part: &Part, address: &str) -> Html {
    let settings = &pen.study.settings;
    let text = |words: &str| escape::text(words);
    let title = pen.plain(&settings.title);
    let title = match &settings.subtitle {
        Some(subtitle) => format!("{title}: {}", pen.plain(subtitle)),
        None => title,
    };
    let title = format!("<cite>{}</cite>", text(&title));
    let mut parts = vec![text(&authors(pen))];
    if let Some(date) = settings.edition.as_ref().and_then(|edition| edition.date) {
        parts.push(date.year.to_string());
    }
    match part {
        Part::Whole => parts.push(title),
        Part::Named(name) => {
            parts.push(text(&capitalised(name)));
            // The message is plain text, so the title's tags are put in after it was made.
            let within = pen.say("cite.in", &[("work", Filling::Text("\u{1}"))]);
            parts.push(text(&within).replace('\u{1}', &title));
        }
    }
    if let Some(edition) = &settings.edition {
        let edition = pen.say(
            "cite.edition",
            &[("number", Filling::Text(&edition.number))],
        );
        parts.push(text(&capitalised(&edition)));
    }
    let publisher = settings
        .publisher
        .as_ref()
        .or(settings.commissioner.as_ref());
    parts.extend(publisher.map(|key| text(&capitalised(&super::labels::actor(pen, key)))));
    let mut out = sentences(&parts);
    if let Some(address) = own_address(pen, part, address) {
        let address = escape::attribute(&address);
        out.push_str(&format!(" <a href=\"{address}\">{address}</a>"));
    }
    Html(out)
}

/// How to cite one numbered paragraph of a part of the study. Its number stands in a `<b>`, and its address ends in its
/// id: for any other paragraph only these two differ.
pub(crate) fn how_to_cite_paragraph(pen: &Pen<'_>, name: &str, number: u32, id: &str) -> Html {
    let mark = "\u{2}";
    let place = pen.theme.locator(pen.lang, LocatorKind::Paragraph, mark);
    let part = Part::Named(format!("{name}, {place}"));
    let address = format!("{}#{id}", pen.address);
    let Html(cited) = how_to_cite(pen, &part, &address);
    Html(cited.replace(mark, &format!("<b>{number}</b>")))
}

fn own_address(pen: &Pen<'_>, part: &Part, address: &str) -> Option<String> {
    match (&pen.study.settings.doi, part) {
        (Some(doi), Part::Whole) => Some(format!("https://doi.org/{doi}")),
        _ => pen
            .site
            .base_url
            .as_ref()
            .map(|base| format!("{base}{address}")),
    }
}

fn authors(pen: &Pen<'_>) -> String {
    let settings = &pen.study.settings;
    let names = settings.authors.iter();
    let names: Vec<&str> = names
        .map(|one| one.name.pick(pen.lang, pen.site.order(pen.lang)))
        .collect();
    match names.as_slice() {
        [one, two] => pen.say(
            "cite.two",
            &[
                ("first", Filling::Text(one)),
                ("second", Filling::Text(two)),
            ],
        ),
        all => all.join(", "),
    }
}

/// The study in BibTeX, in the language of the page.
pub(crate) fn bibtex(pen: &Pen<'_>, address: &str) -> String {
    let settings = &pen.study.settings;
    let date: Option<When> = settings.edition.as_ref().and_then(|edition| edition.date);
    let names = settings.authors.iter();
    let names: Vec<&str> = names
        .map(|one| one.name.pick(pen.lang, pen.site.order(pen.lang)))
        .collect();
    let institution = settings
        .publisher
        .as_ref()
        .or(settings.commissioner.as_ref());
    let mut fields = vec![(
        "title",
        format!("{{{}}}", bibtex_text(&pen.plain(&settings.title))),
    )];
    let mut add = |name, value: Option<String>| fields.extend(value.map(|value| (name, value)));
    add(
        "author",
        (!names.is_empty()).then(|| bibtex_text(&names.join(" and "))),
    );
    add(
        "institution",
        institution.map(|key| bibtex_text(&super::labels::actor(pen, key))),
    );
    add("year", date.map(|date| date.year.to_string()));
    add(
        "month",
        date.and_then(|date| date.month)
            .map(|month| month.to_string()),
    );
    add("number", settings.report_number.as_deref().map(bibtex_text));
    add(
        "edition",
        settings
            .edition
            .as_ref()
            .map(|edition| bibtex_text(&edition.number)),
    );
    add("doi", settings.doi.clone());
    add("isbn", settings.isbn.clone());
    add(
        "url",
        pen.site
            .base_url
            .as_ref()
            .map(|base| format!("{base}{address}")),
    );
    add("language", Some(pen.lang.to_string()));
    let fields: String = fields
        .into_iter()
        .map(|(name, value)| format!("  {name} = {{{value}}},\n"))
        .collect();
    format!("@techreport{{{},\n{fields}}}\n", bibtex_key(pen, date))
}

/// `philbrick2021-ru`: only letters that every program reads.
fn bibtex_key(pen: &Pen<'_>, date: Option<When>) -> String {
    let settings = &pen.study.settings;
    let names = settings.authors.first().into_iter().flat_map(|one| {
        settings
            .languages
            .iter()
            .map(|lang| one.name.pick(lang, &settings.languages))
    });
    let mut surnames = names.filter_map(|name| name.split_whitespace().last());
    let surname = surnames.find(|name| name.bytes().all(|b| b.is_ascii_alphabetic()));
    let name = surname.unwrap_or("study").to_lowercase();
    let year = date.map_or_else(String::new, |date| date.year.to_string());
    format!("{name}{year}-{}", pen.lang)
}

fn bibtex_text(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => out.extend(['\\', letter]),
            '\u{a0}' | '\u{202f}' => out.push('~'),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_years_go_on_after_z() {
        let letters: Vec<String> = [0, 1, 25, 26, 27].map(letter).into();
        assert_eq!(letters, ["a", "b", "z", "aa", "ab"]);
    }

    #[test]
    fn full_stops_are_not_doubled() {
        let parts = [
            "UNICEF".to_owned(),
            "n.d.".to_owned(),
            "<cite>Why?</cite>".to_owned(),
        ];
        assert_eq!(sentences(&parts), "UNICEF. n.d. <cite>Why?</cite>");
    }

    #[test]
    fn bibtex_is_escaped() {
        assert_eq!(bibtex_text("R&D {50%}"), "R\\&D \\{50\\%\\}");
    }
}
