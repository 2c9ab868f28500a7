//! What follows a recommendation: actions, indicators, responses and progress.

use super::super::fields::{self, Known, List};
use super::super::names::DATA_DUPLICATE_ID;
use super::super::pointers::Target;
use crate::diagnostic::Code;
use crate::study::When;
use crate::study::follow_up::{Action, Indicator, Position, Response};
use crate::study::id::{is_kebab, is_numbered};
use crate::study::recommendation::{Progress, Status};
use crate::yaml::{DATA_MISSING_FIELD, Map, Node, Notes, Value, date, day, each, one_of, text};
use std::collections::BTreeSet;

/// Progress that goes back in time.
pub(in crate::read) static DATA_PROGRESS_ORDER: Code = Code {
    name: "data-progress-order",
    why: "The present state of a recommendation is that of the last entry of its progress, so the newest entry stands last.",
    remedy: "Put the entries of `progress` in the order of their dates.",
};

/// Said to be done, and nothing shows it.
pub(in crate::read) static DATA_NO_EVIDENCE: Code = Code {
    name: "data-no-evidence",
    why: "Whoever says that a recommendation is implemented closes it. Readers can trust that only if the entry names a \
          source in which it can be looked up.",
    remedy: "Name works of content/references.yaml in `evidence`, or use `partially_implemented` until there is one.",
};

/// Two answers of one addressee.
pub(in crate::read) static DATA_RESPONSE_TWICE: Code = Code {
    name: "data-response-twice",
    why: "Each addressee has one response to a recommendation; of two, readers could not tell which one holds.",
    remedy: "Keep the one that holds; what came of it belongs into `progress`.",
};

/// An answer of somebody who was not asked.
pub(in crate::read) static DATA_NOT_ADDRESSEE: Code = Code {
    name: "data-not-addressee",
    why: "Responses are those of addressees: to whom the recommendation is said. Who else would have to act stands in `actors`.",
    remedy: "Correct the key, or add it to `addressees`.",
};

/// The detailed actions of the recommendation `owner`.
pub(super) fn actions<'p, 'k>(
    owner: &str,
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<Action>> + use<'p, 'k> {
    let owner = owner.to_owned();
    move |node, notes| {
        once(node, "id", notes, |id, span, notes| {
            let message = format!("the id `{id}` is already that of another action");
            notes.error(&DATA_DUPLICATE_ID, span, message, None);
        });
        let owner = owner.clone();
        each(move |node, notes| action(&owner, known, node, notes))(node, notes)
    }
}

fn action<'p>(owner: &str, known: Known<'_>, node: &Node, notes: &mut Notes<'p>) -> Option<Action> {
    let mut map = Map::of(node, "an entry of `actions`", notes)?;
    let action = Action {
        id: map.required("id", action_id(owner)).unwrap_or_default(),
        text: map.required("text", known.prose()).unwrap_or_default(),
        responsible: map.optional("responsible", known.key(List::Actors)),
        due: map.optional("due", date),
        due_history: map.list("due_history", date),
    };
    map.finish();
    Some(action)
}

/// `R04.a`: the id of the recommendation, a point, and a word in kebab case.
fn action_id<'p>(owner: &str) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> {
    let owner = owner.to_owned();
    move |node, notes| {
        let id = text(node, notes)?;
        // What it should begin with, nobody knows where the recommendation itself has no id.
        if !is_numbered(&owner, 'R') {
            return Some(id);
        }
        let letter = id
            .strip_prefix(&owner)
            .and_then(|rest| rest.strip_prefix('.'));
        if !letter.is_some_and(is_kebab) {
            let message = format!("the id `{id}` of an action is not `{owner}.` and a letter");
            let last = id.rsplit('.').next().unwrap_or_default();
            let meant = fields::kebabbed(last);
            let help = match meant.is_empty() || !id.contains('.') {
                true => format!("write `{owner}.a`"),
                false => format!("did you mean `{owner}.{meant}`?"),
            };
            notes.error(&fields::DATA_BAD_ID, node.span, message, help);
        }
        Some(id)
    }
}

/// One indicator.
pub(super) fn indicator<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Indicator> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `indicators`", notes)?;
        let indicator = Indicator {
            text: map.required("text", known.prose()).unwrap_or_default(),
            baseline: map.optional("baseline", known.name()),
            target: map.optional("target", known.name()),
            source: map.optional("source", known.id(Target::Reference)),
        };
        map.finish();
        Some(indicator)
    }
}

/// The responses to a recommendation that is said to `addressees`.
pub(super) fn responses<'p, 'k, 'a>(
    addressees: &'a [String],
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<Response>> + use<'p, 'k, 'a> {
    move |node, notes| {
        once(node, "by", notes, |by, span, notes| {
            let message = format!("`{by}` already has a response here");
            notes.error(&DATA_RESPONSE_TWICE, span, message, None);
        });
        each(|node, notes| {
            if let Some(by) = node.get("by") {
                asked(by, addressees, notes);
            }
            response(known)(node, notes)
        })(node, notes)
    }
}

fn asked(by: &Node, addressees: &[String], notes: &mut Notes<'_>) {
    let Value::Text(key) = &by.value else { return };
    // Without addressees, which was reported, nobody can be told from them.
    if !addressees.is_empty() && !addressees.iter().any(|one| one == key.trim()) {
        let message = format!("`{key}` answers, but is not among the addressees");
        let listed: Vec<&str> = addressees.iter().map(String::as_str).collect();
        let help = format!("the addressees are {}", fields::quoted(&listed));
        notes.error(&DATA_NOT_ADDRESSEE, by.span, message, help);
    }
}

/// One response, to a recommendation or to the study as a whole.
pub(in crate::read) fn response<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Response> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `responses`", notes)?;
        let by = map.required("by", known.key(List::Actors));
        let position: Option<Position> = map.required("position", one_of);
        let date = map.optional("date", date);
        let reason = map.optional("reason", known.prose());
        if let Some(position) = position.filter(|one| one.needs_reason() && reason.is_none()) {
            let message = format!("a response that is `{}` has no `reason`", position.word());
            let place = node.get("position").map_or(map.head(), |node| node.span);
            let help = "say in `reason` why it is not accepted in full".to_owned();
            map.notes.error(&DATA_MISSING_FIELD, place, message, help);
        }
        map.finish();
        Some(Response {
            by: by?,
            position: position?,
            date,
            reason,
        })
    }
}

/// The log of progress.
pub(super) fn progress<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Vec<Progress>> + use<'p, 'k> {
    move |node, notes| {
        in_order(node, notes);
        each(step(known))(node, notes)
    }
}

/// Reports the first entry that is older than the one before it.
fn in_order(node: &Node, notes: &mut Notes<'_>) {
    let Value::List(entries) = &node.value else {
        return;
    };
    let mut last: Option<When> = None;
    for date in entries.iter().filter_map(|entry| entry.get("date")) {
        let (Value::Text(typed) | Value::Number(typed)) = &date.value else {
            continue;
        };
        let Some(when) = When::parse(typed.trim()) else {
            continue;
        };
        if let Some(last) = last.filter(|last| when.is_before(*last)) {
            let message = format!("this entry of {when} stands after one of {last}");
            notes.error(&DATA_PROGRESS_ORDER, date.span, message, None);
            return;
        }
        last = Some(when);
    }
}

fn step<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Progress> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an entry of `progress`", notes)?;
        let when: Option<When> = map.required("date", day);
        let status: Option<Status> = map.required("status", one_of);
        let verified = map.optional("verified", one_of);
        let note = map.optional("note", known.prose());
        let names_any = map.node("evidence").is_some_and(is_filled);
        let evidence = map.list("evidence", known.id(Target::Reference));
        if status == Some(Status::Implemented) && !names_any {
            let place = node.get("status").map_or(map.head(), |node| node.span);
            let message = "`implemented` is said without any evidence";
            let help = "name the source in `evidence: [KEY]`".to_owned();
            map.notes.error(&DATA_NO_EVIDENCE, place, message, help);
        }
        map.finish();
        Some(Progress {
            date: when?,
            status: status?,
            verified,
            note,
            evidence,
        })
    }
}

/// True unless it is an empty list; what else it may be is another mistake.
fn is_filled(node: &Node) -> bool {
    node.value != Value::List(Vec::new())
}

/// Calls `twice` for every entry whose `key` says what an earlier one said.
fn once<'p>(
    node: &Node,
    key: &str,
    notes: &mut Notes<'p>,
    twice: impl Fn(&str, crate::source::Span, &mut Notes<'p>),
) {
    let Value::List(entries) = &node.value else {
        return;
    };
    let mut seen = BTreeSet::new();
    for said in entries.iter().filter_map(|entry| entry.get(key)) {
        if let Value::Text(text) = &said.value
            && !seen.insert(text.trim())
        {
            twice(text.trim(), said.span, notes);
        }
    }
}
