//! Single records as plain values, under the keys of their YAML files. What is not stated is left out.
//!
//! Each record is taken apart field by field, without `..`: a field that is added to the model and forgotten here does
//! not compile.

use super::super::Site;
use super::super::pen::Pen;
use super::super::route::Route;
use crate::language::{Lang, PerLang};
use crate::study::finding::Finding;
use crate::study::follow_up::{Action, Indicator, Response};
use crate::study::recommendation::{Progress, Recommendation, Related, Rights, Sectors};
use crate::study::record::{Entry, OneOf};
use crate::study::settings::Name;
use crate::study::term::{AttributedDefinition, Term};
use crate::study::{Prose, Study, When};
use crate::theme::Theme;
use serde_json::{Map, Value};

/// Writes records in the languages that have them.
pub(crate) struct Scribe<'a> {
    pub(crate) study: &'a Study,
    pub(crate) site: &'a Site,
    pub(crate) theme: &'a Theme,
    pub(crate) languages: &'a [Lang],
}

/// A record that is being written; nothing empty gets into it.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, key: &str, value: Value) {
        let is_empty = match &value {
            Value::Null => true,
            Value::Array(list) => list.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn word<T: OneOf>(&mut self, key: &str, word: Option<T>) {
        self.put(key, word.map(T::spelling).into());
    }

    fn date(&mut self, key: &str, date: Option<When>) {
        self.put(key, date.map(|date| date.to_string()).into());
    }

    fn list(&mut self, key: &str, list: &[String]) {
        self.put(key, list.into());
    }

    fn entries<T>(&mut self, key: &str, list: &[T], write: impl Fn(&T) -> Fields) {
        let entries = list.iter().map(|one| Value::Object(write(one).0));
        self.put(key, entries.collect());
    }
}

impl Scribe<'_> {
    pub(super) fn recommendation(&self, it: &Recommendation) -> Map<String, Value> {
        let Recommendation {
            entry,
            number,
            title,
            text,
            text_status,
            addressees,
            actors,
            themes,
            action_type,
            horizon,
            due,
            priority,
            priority_basis,
            sectors,
            rights,
            tags_by,
            supported_by,
            related,
            actions,
            indicators,
            responses,
            contact,
            progress,
            note,
        } = it;
        let mut out = begun(entry);
        out.put("number", (*number).into());
        out.put("title", self.prose(title));
        out.put("text", self.prose(text));
        let status = |word: &crate::study::recommendation::TextStatus| word.spelling().into();
        out.put("text_status", self.per_language(text_status, status));
        out.list("addressees", addressees);
        out.list("actors", actors);
        out.list("themes", themes);
        out.word("action_type", *action_type);
        out.word("horizon", *horizon);
        out.date("due", *due);
        out.word("priority", *priority);
        out.put("priority_basis", self.maybe(priority_basis.as_ref()));
        if let Some(Sectors { list, open }) = sectors {
            let mut map = Fields::default();
            map.list("list", list);
            map.put("open", (*open).into());
            out.put("sectors", Value::Object(map.0));
        }
        out.put("rights", rights_map(rights));
        out.word("tags_by", Some(*tags_by));
        out.list("supported_by", supported_by);
        out.entries("related", related, |Related { id, kind }| {
            let mut map = Fields::default();
            map.put("id", id.as_str().into());
            map.word("kind", Some(*kind));
            map
        });
        out.entries("actions", actions, |one| self.action(one));
        out.entries("indicators", indicators, |one| self.indicator(one));
        out.entries("responses", responses, |one| self.response(one));
        out.put("contact", contact.clone().into());
        out.entries("progress", progress, |one| self.progress(one));
        out.put("note", self.maybe(note.as_ref()));
        out.word("status", Some(it.status()));
        let as_of = self.study.settings.as_of;
        // Without a day nobody can say what is late.
        if as_of.is_some() {
            out.put("overdue", it.is_overdue(as_of).into());
        }
        let id = entry.id.clone();
        out.put(
            "page",
            self.page(|lang| (Route::Recommendation(lang, id.clone()), "")),
        );
        out.0
    }

    fn progress(&self, entry: &Progress) -> Fields {
        let Progress {
            date,
            status,
            verified,
            note,
            evidence,
        } = entry;
        let mut out = Fields::default();
        out.date("date", Some(*date));
        out.word("status", Some(*status));
        out.word("verified", *verified);
        out.put("note", self.maybe(note.as_ref()));
        out.list("evidence", evidence);
        out
    }

    fn action(&self, one: &Action) -> Fields {
        let Action {
            id,
            text,
            responsible,
            due,
            due_history,
        } = one;
        let mut out = Fields::default();
        out.put("id", id.as_str().into());
        out.put("text", self.prose(text));
        out.put("responsible", responsible.clone().into());
        out.date("due", *due);
        let earlier = due_history.iter().map(|date| Value::from(date.to_string()));
        out.put("due_history", earlier.collect());
        out
    }

    fn indicator(&self, one: &Indicator) -> Fields {
        let Indicator {
            text,
            baseline,
            target,
            source,
        } = one;
        let name = |name: &Option<Name>| {
            let name = name.as_ref();
            name.map_or(Value::Null, |name| self.name(name))
        };
        let mut out = Fields::default();
        out.put("text", self.prose(text));
        out.put("baseline", name(baseline));
        out.put("target", name(target));
        out.put("source", source.clone().into());
        out
    }

    fn response(&self, one: &Response) -> Fields {
        let Response {
            by,
            position,
            date,
            reason,
        } = one;
        let mut out = Fields::default();
        out.put("by", by.as_str().into());
        out.word("position", Some(*position));
        out.date("date", *date);
        out.put("reason", self.maybe(reason.as_ref()));
        out
    }

    pub(super) fn finding(&self, it: &Finding) -> Map<String, Value> {
        let Finding {
            entry,
            number,
            statement,
            detail,
            kind,
            about,
            groups,
            themes,
            strength,
            evidence,
            chapter,
            tags_by,
        } = it;
        let mut out = begun(entry);
        out.put("number", (*number).into());
        out.put("statement", self.prose(statement));
        out.put("detail", self.maybe(detail.as_ref()));
        out.word("kind", Some(*kind));
        out.word("about", *about);
        out.list("groups", groups);
        out.list("themes", themes);
        out.word("strength", *strength);
        out.list("evidence", evidence);
        out.put("chapter", chapter.clone().into());
        out.word("tags_by", Some(*tags_by));
        let id = entry.id.clone();
        out.put(
            "page",
            self.page(|lang| (Route::Finding(lang, id.clone()), "")),
        );
        out.0
    }

    pub(super) fn term(&self, it: &Term) -> Map<String, Value> {
        let Term {
            entry,
            term,
            abbr,
            variants,
            avoid,
            definition,
            definitions,
            see_also,
            note,
        } = it;
        let mut out = begun(entry);
        out.put("term", self.prose(term));
        let plain = |abbr: &String| abbr.as_str().into();
        out.put("abbr", self.per_language(abbr, plain));
        let names = |names: &Vec<String>| names.clone().into();
        out.put("variants", self.per_language(variants, names));
        out.put("avoid", self.per_language(avoid, names));
        out.put("definition", self.maybe(definition.as_ref()));
        out.entries("definitions", definitions, |one| self.definition(one));
        out.list("see_also", see_also);
        out.put("note", self.maybe(note.as_ref()));
        let id = entry.id.as_str();
        out.put("page", self.page(|lang| (Route::Glossary(lang), id)));
        out.0
    }

    fn definition(&self, one: &AttributedDefinition) -> Fields {
        let AttributedDefinition { by, source, text } = one;
        let mut out = Fields::default();
        out.put("by", self.name(by));
        out.put("source", source.clone().into());
        out.put("text", self.prose(text));
        out
    }

    /// The words of a text in each language that has it, set, without markup.
    pub(super) fn words(&self, prose: &PerLang<Prose>) -> Vec<(Lang, String)> {
        let languages = self.languages.iter();
        let words = languages.filter_map(|lang| {
            let pen = Pen::new(self.study, self.site, self.theme, lang, "");
            let lines = prose.get(lang)?.paragraphs.iter();
            let lines: Vec<String> = lines.map(|line| pen.plain_words(line)).collect();
            Some((lang.clone(), lines.join("\n")))
        });
        words.collect()
    }

    fn prose(&self, prose: &PerLang<Prose>) -> Value {
        let words = self.words(prose).into_iter();
        words
            .map(|(lang, words)| (lang.to_string(), Value::from(words)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn maybe(&self, prose: Option<&PerLang<Prose>>) -> Value {
        prose.map_or(Value::Null, |prose| self.prose(prose))
    }

    fn per_language<T>(&self, values: &PerLang<T>, write: impl Fn(&T) -> Value) -> Value {
        let written = self.languages.iter().filter_map(|lang| {
            let value = values.get(lang)?;
            Some((lang.to_string(), write(value)))
        });
        written.collect::<Map<_, _>>().into()
    }

    /// A name that is the same everywhere stands in every language; one per language stands in those that have it.
    fn name(&self, name: &Name) -> Value {
        let same = |name: &str| {
            let languages = self.languages.iter();
            let names = languages.map(|lang| (lang.to_string(), name.into()));
            names.collect::<Map<_, _>>().into()
        };
        match name {
            Name::Same(name) => same(name),
            Name::Per(names) => self.per_language(names, |name| name.as_str().into()),
        }
    }

    /// Addresses of pages and of places in them; none without a base address.
    fn page<'i>(&self, route: impl Fn(Lang) -> (Route, &'i str)) -> Value {
        let pages = self.languages.iter().filter_map(|lang| {
            let (route, place) = route(lang.clone());
            let address = self.site.absolute(&route)?;
            let address = match place {
                "" => address,
                place => format!("{address}#{place}"),
            };
            let is_there = self.site.has(&route);
            is_there.then(|| (lang.to_string(), Value::from(address)))
        });
        pages.collect::<Map<_, _>>().into()
    }
}

/// What all kinds share. Place and waivers concern the study's authors only.
fn begun(entry: &Entry) -> Fields {
    let Entry {
        id,
        path: _,
        at: _,
        waivers: _,
        private: _,
    } = entry;
    let mut out = Fields::default();
    out.put("id", id.as_str().into());
    out
}

fn rights_map(rights: &Rights) -> Value {
    let Rights {
        crc,
        crbp,
        ungp,
        gc16,
        sdg,
    } = rights;
    let mut out = Fields::default();
    for (key, list) in [
        ("crc", crc),
        ("crbp", crbp),
        ("ungp", ungp),
        ("gc16", gc16),
        ("sdg", sdg),
    ] {
        out.list(key, list);
    }
    Value::Object(out.0)
}
