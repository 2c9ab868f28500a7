//! One quote.

use super::super::fields::{Known, List};
use super::super::pointers::Target;
use super::super::reference::locator;

use crate::study::quote::{Form, Quote, QuoteConsent, QuoteKind, Translation};
use crate::study::recommendation::TagsBy;
use crate::study::record::Entry;
use crate::yaml::{Map, Node, Notes, date, lang, one_of, text};

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Quote {
    Quote {
        kind: map
            .required("kind", one_of)
            .unwrap_or(QuoteKind::Participant),
        form: map.required("form", one_of).unwrap_or(Form::Paraphrase),
        text: map.required("text", known.prose()).unwrap_or_default(),
        group: map.optional("group", known.id(Target::Group)),
        activity: map.optional("activity", known.id(Target::Activity)),
        themes: map.list("themes", known.key(List::Themes)),
        original_lang: map.optional("original_lang", lang),
        translation: map.optional("translation", translation(known)),
        consent: map.optional("consent", consent).unwrap_or_default(),
        attribution: map.optional("attribution", known.prose()),
        attribution_class: map.optional("attribution_class", one_of),
        tags_by: map.optional("tags_by", one_of).unwrap_or(TagsBy::Author),
        source: map.optional("source", known.id(Target::Reference)),
        locator: map.optional("locator", text).map(|typed| locator(&typed)),
        note: map.optional("note", known.prose()),
        withdrawn: map.optional("withdrawn", date),
        entry,
    }
}

fn translation<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Translation> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "`translation`", notes)?;
        let translation = Translation {
            by: map.optional("by", known.name()),
            from: map.optional("from", lang),
            method: map.optional("method", known.name()),
        };
        map.finish();
        Some(translation)
    }
}

fn consent(node: &Node, notes: &mut Notes<'_>) -> Option<QuoteConsent> {
    let mut map = Map::of(node, "`consent`", notes)?;
    let consent = QuoteConsent {
        quote: map.optional("quote", one_of),
        guardian: map.optional("guardian", one_of),
        web: map.optional("web", one_of),
        translation: map.optional("translation", one_of),
    };
    map.finish();
    Some(consent)
}
