//! The glossary, in the alphabetical order of the page's language.

use super::super::cite::{self, Part};
use super::super::head::About;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::standing;
use super::super::view::{
    AttributedView, Body, GlossaryBody, GlossaryLetter, Html, TermBody, TermView,
};
use super::Made;
use super::cards::{links, mentioned_in};
use crate::language::Order;
use crate::study::term::{AttributedDefinition, Term};

/// `/LANG/glossary/`
pub(crate) fn glossary(pen: &Pen<'_>) -> Made {
    let order = Order::new(pen.lang);
    let mut terms: Vec<(String, &Term)> = pen
        .study
        .records
        .terms
        .iter()
        .map(|one| (pen.plain(&one.term), one))
        .collect();
    terms.sort_by(|(a, _), (b, _)| order.compare(a, b));
    let names: Vec<&str> = terms.iter().map(|(name, _)| name.as_str()).collect();
    let about = About::new(pen.say("menu.glossary", &[]), names.join(" · "));
    let mut letters: Vec<(char, GlossaryLetter)> = Vec::new();
    for (name, one) in &terms {
        let first = initial(name);
        let term = term(pen, one);
        match letters.last_mut() {
            Some((last, letter)) if order.is_same_letter(*last, first) => letter.terms.push(term),
            _ => letters.push((
                first,
                GlossaryLetter {
                    letter: first.to_uppercase().collect(),
                    terms: vec![term],
                },
            )),
        }
    }
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    (about, Body::Glossary(GlossaryBody { letters }))
}

/// `/LANG/glossary/ID/`
pub(crate) fn page(pen: &Pen<'_>, at: RecordAt) -> Made {
    let RecordAt::Term(place) = at else {
        unreachable!("plan() makes pages of terms for terms only");
    };
    let it = &pen.study.records.terms[place];
    let name = pen.plain(&it.term);
    let definition = it.definition.as_ref();
    let description = definition.map_or_else(String::new, |prose| pen.plain(prose));
    let body = TermBody {
        view: term(pen, it),
        mentioned_in: mentioned_in(pen, &it.entry.id),
        cite: cite::how_to_cite(pen, &Part::Named(name.clone()), pen.address),
    };
    (About::new(name, description), Body::Term(Box::new(body)))
}

/// The first letter or digit; quotation marks and the like are passed over.
fn initial(name: &str) -> char {
    let mut letters = name.chars();
    letters.find(|c| c.is_alphanumeric()).unwrap_or('#')
}

/// A term.
pub(crate) fn term(pen: &Pen<'_>, it: &Term) -> TermView {
    let languages = &pen.study.settings.languages;
    let page = Route::Term(pen.lang.clone(), it.entry.id.clone());
    let others = languages.iter().filter(|lang| *lang != pen.text);
    let elsewhere = others.filter_map(|lang| {
        let name = it.term.get(lang)?;
        let name = pen.unlinked().in_language(lang).one_line(name);
        Some((lang.to_string(), Html(name)))
    });
    TermView {
        id: it.entry.id.to_string(),
        path: pen.site.address(&page).to_owned(),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        term: pen.title(&it.term),
        abbr: it.abbr.get(pen.text).cloned(),
        definition: pen.maybe_paragraphs(it.definition.as_ref()),
        definitions: it
            .definitions
            .iter()
            .map(|said| attributed(pen, said))
            .collect(),
        elsewhere: elsewhere.collect(),
        see_also: links(pen, &it.see_also),
        note: pen.maybe_line(it.note.as_ref()),
    }
}

fn attributed(pen: &Pen<'_>, it: &AttributedDefinition) -> AttributedView {
    let source = it.source.as_ref();
    AttributedView {
        by: it.by.pick(pen.text, pen.site.order(pen.text)).to_owned(),
        text: pen.paragraphs(&it.text),
        source: source.map_or_else(Html::default, |key| cite::source(pen, key, None)),
    }
}
