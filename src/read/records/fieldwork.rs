//! Groups and activities, which share `fieldwork.yaml`.

use super::super::fields::{self, Known};
use super::super::pointers::Target;
use super::List;
use crate::diagnostic::Code;
use crate::study::Records;
use crate::study::fieldwork::{Activity, Group, Observer};
use crate::study::record::Entry;
use crate::yaml::{Map, Node, Notes, date, lang, number, one_of};

/// Ages the wrong way round.
pub(in crate::read) static DATA_AGES_REVERSED: Code = Code {
    name: "data-ages-reversed",
    why: "`age_min` is the youngest and `age_max` the oldest age of those who took part.",
    remedy: "Exchange the two ages.",
};

pub(super) fn read(root: &Node, known: Known<'_>, notes: &mut Notes<'_>, records: &mut Records) {
    let Some(mut map) = Map::of(root, "fieldwork.yaml", notes) else {
        records.lost.extend(["group", "activity"]);
        return;
    };
    let groups = map.optional("groups", |node, notes| {
        let list = List::under("groups", "group", &mut records.lost);
        let one = |map: &mut Map<'_, '_>, entry| group(map, entry, known);
        Some(list.read(node, fields::kebab, notes, one))
    });
    records.groups = groups.unwrap_or_default();
    let activities = map.optional("activities", |node, notes| {
        let list = List::under("activities", "activity", &mut records.lost);
        let one = |map: &mut Map<'_, '_>, entry| activity(map, entry, known);
        Some(list.read(node, fields::kebab, notes, one))
    });
    records.activities = activities.unwrap_or_default();
    records.limits = map.list("limits", known.prose());
    let said = map.notes.found.len();
    map.finish();
    // A list under a misspelt key is there as well.
    if notes.found.len() > said {
        let none = [
            (records.groups.is_empty(), "group"),
            (records.activities.is_empty(), "activity"),
        ];
        let none = none.into_iter().filter(|(is_empty, _)| *is_empty);
        records.lost.extend(none.map(|(_, kind)| kind));
    }
}

fn group(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Group {
    Group {
        label: map.required("label", known.prose()).unwrap_or_default(),
        definition: map.optional("definition", known.prose()),
        includes_children: map.optional("includes_children", one_of),
        n: map.optional("n", number),
        heard_through: map.optional("heard_through", known.prose()),
        sectors: map.list("sectors", known.key(fields::List::Sectors)),
        note: map.optional("note", known.prose()),
        entry,
    }
}

fn activity(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Activity {
    let activity = Activity {
        kind: map.optional("kind", one_of),
        label: map.required("label", known.prose()).unwrap_or_default(),
        group: map.optional("group", known.id(Target::Group)),
        participants: map.optional("participants", known.prose()),
        mode: map.optional("mode", one_of),
        duration_min: map.optional("duration_min", number),
        age_min: map.optional("age_min", number),
        age_max: map.optional("age_max", number),
        n: map.optional("n", number),
        language: map.optional("language", lang),
        date: map.optional("date", date),
        place: map.optional("place", known.name()),
        facilitator: map.optional("facilitator", known.name()),
        observers: map.list("observers", observer(known)),
        consent: map.optional("consent", one_of),
        ethics: map.optional("ethics", known.prose()),
        note: map.optional("note", known.prose()),
        entry,
    };
    ages(&activity, map);
    activity
}

fn ages(activity: &Activity, map: &mut Map<'_, '_>) {
    if let (Some(youngest), Some(oldest)) = (activity.age_min, activity.age_max)
        && youngest > oldest
        && let Some(node) = map.node("age_min")
    {
        let message = format!("the youngest age {youngest} is above the oldest, {oldest}");
        map.notes
            .error(&DATA_AGES_REVERSED, node.span, message, None);
    }
}

fn observer<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Observer> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an observer", notes)?;
        let observer = Observer {
            role: map.required("role", known.prose()).unwrap_or_default(),
            authority_over_participants: map.optional("authority_over_participants", one_of),
            present: map.optional("present", one_of),
        };
        map.finish();
        Some(observer)
    }
}
