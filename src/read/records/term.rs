//! One term of the glossary.

use super::super::fields::{Known, per_language};
use super::super::pointers::Target;
use crate::language::PerLang;
use crate::study::record::Entry;
use crate::study::settings::Name;
use crate::study::term::{AttributedDefinition, Term};
use crate::yaml::{Map, Node, Notes, Plain, Shape, Value, text};

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Term {
    Term {
        term: map.required("term", known.prose()).unwrap_or_default(),
        abbr: map
            .optional("abbr", abbreviation(known))
            .unwrap_or_default(),
        variants: map.optional("variants", names(known)).unwrap_or_default(),
        avoid: map.optional("avoid", names(known)).unwrap_or_default(),
        definition: map.optional("definition", known.prose()),
        definitions: map.list("definitions", definition(known)),
        see_also: map.list("see_also", known.id(Target::Term)),
        note: map.optional("note", known.prose()),
        entry,
    }
}

/// A map per language, in which a language may lack one; plain in a study of one language.
fn abbreviation<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<PerLang<String>> + use<'p, 'k> {
    move |node, notes| match (&node.value, known.languages) {
        _ if notes.answers(|| Shape::PerLang {
            value: Shape::Text.into(),
            plain: Plain::Alone,
        }) =>
        {
            None
        }
        (Value::Text(_), [only]) => Some(PerLang::from_iter([(only.clone(), text(node, notes)?)])),
        _ => per_language(node, known.languages, text, notes),
    }
}

/// Lists of names per language; a plain list in a study of one language.
fn names<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<PerLang<Vec<String>>> + use<'p, 'k> {
    move |node, notes| match (&node.value, known.languages) {
        _ if notes.answers(|| Shape::PerLang {
            value: Shape::List(Shape::Text.into()).into(),
            plain: Plain::Alone,
        }) =>
        {
            None
        }
        (Value::List(_), [only]) => Some(PerLang::from_iter([(only.clone(), list(node, notes)?)])),
        _ => per_language(node, known.languages, list, notes),
    }
}

fn list(node: &Node, notes: &mut Notes<'_>) -> Option<Vec<String>> {
    let Value::List(entries) = &node.value else {
        notes.wrong_type(node, "a list of names");
        return None;
    };
    Some(entries.iter().filter_map(|one| text(one, notes)).collect())
}

fn definition<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<AttributedDefinition> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `definitions`", notes)?;
        let by = map.required("by", known.name());
        let definition = AttributedDefinition {
            by: by.unwrap_or(Name::Same(String::new())),
            source: map.optional("source", known.id(Target::Reference)),
            text: map.required("text", known.prose()).unwrap_or_default(),
        };
        map.finish();
        Some(definition)
    }
}
