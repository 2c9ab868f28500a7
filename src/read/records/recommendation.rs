//! One recommendation.

use super::super::fields::{Known, List, per_language};
use super::super::pointers::Target;
use super::{DATA_TOO_LONG, follow_up, number, rights};
use crate::diagnostic::Diagnostic;
use crate::language::PerLang;
use crate::study::Prose;
use crate::study::recommendation::{Recommendation, Related, Sectors, TagsBy};
use crate::study::record::Entry;
use crate::yaml::{Map, Node, Notes, date, one_of, truth};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 90;

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Recommendation {
    let title = map.required("title", known.prose()).unwrap_or_default();
    too_long(&title, &entry, map);
    let addressees = map.filled_list("addressees", known.key(List::Actors));
    let recommendation = Recommendation {
        number: number(map, &entry),
        title,
        text: map.required("text", known.prose()).unwrap_or_default(),
        text_status: map
            .optional("text_status", |node, notes| {
                per_language(node, known.languages, one_of, notes)
            })
            .unwrap_or_default(),
        addressees: addressees.clone(),
        actors: map.list("actors", known.key(List::Actors)),
        themes: map.filled_list("themes", known.key(List::Themes)),
        action_type: map.optional("action_type", one_of),
        horizon: map.optional("horizon", one_of),
        due: map.optional("due", date),
        priority: map.optional("priority", one_of),
        priority_basis: map.optional("priority_basis", known.prose()),
        sectors: map.optional("sectors", sectors(known)),
        rights: map.optional("rights", rights::read).unwrap_or_default(),
        tags_by: map.optional("tags_by", one_of).unwrap_or(TagsBy::Author),
        supported_by: map.list("supported_by", known.id(Target::Finding)),
        related: map.list("related", related(known)),
        actions: map
            .optional("actions", follow_up::actions(entry.id.as_str(), known))
            .unwrap_or_default(),
        indicators: map.list("indicators", follow_up::indicator(known)),
        responses: map
            .optional("responses", follow_up::responses(&addressees, known))
            .unwrap_or_default(),
        contact: map.optional("contact", known.key(List::Actors)),
        progress: map
            .optional("progress", follow_up::progress(known))
            .unwrap_or_default(),
        note: map.optional("note", known.prose()),
        entry,
    };
    if recommendation.priority.is_some() && recommendation.priority_basis.is_none() {
        let message = format!("{} has a priority, but no `priority_basis`", map.owner());
        let help = "say on what ground it has this priority".to_owned();
        map.notes
            .error(&crate::yaml::DATA_MISSING_FIELD, map.head(), message, help);
    }
    recommendation
}

fn too_long(title: &PerLang<Prose>, entry: &Entry, map: &mut Map<'_, '_>) {
    for (lang, prose) in title.iter() {
        let length = prose.plain().chars().count();
        if length > LONGEST_TITLE {
            let message = format!("this title has {length} characters, more than {LONGEST_TITLE}");
            let place = entry.localised("title", lang);
            map.notes
                .found
                .push(Diagnostic::warning(&DATA_TOO_LONG, place, message));
        }
    }
}

fn sectors<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Sectors> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "`sectors`", notes)?;
        let sectors = Sectors {
            list: map.filled_list("list", known.key(List::Sectors)),
            open: map.optional("open", truth).unwrap_or_default(),
        };
        map.finish();
        Some(sectors)
    }
}

fn related<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Related> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `related`", notes)?;
        let id = map.required("id", known.id(Target::Recommendation));
        let kind = map.required("kind", one_of);
        map.finish();
        Some(Related {
            id: id?,
            kind: kind?,
        })
    }
}
