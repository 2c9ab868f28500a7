//! Reads `vocabulary.yaml`.

use super::fields::{self, DATA_BAD_ID, Known};
use crate::diagnostic::nearest;
use crate::language::PerLang;
use crate::source::{Field, SourcePath};
use crate::study::fieldwork::{ActivityKind, Consent, Mode};
use crate::study::finding::{FindingKind, Strength};
use crate::study::opportunity::OpportunityStatus;
use crate::study::quote::{Form, QuoteKind};
use crate::study::recommendation::{
    ActionType, Horizon, Priority, Relation, Status, TextStatus, Verified,
};
use crate::study::record::OneOf;
use crate::study::vocabulary::{ActorKind, Vocable, Vocables};
use crate::study::{Prose, Vocabulary};
use crate::yaml::{Map, Node, Notes, Shape, Value, one_of};

/// The words of a list.
type Words = fn() -> Vec<&'static str>;

/// The lists that the program knows and a study may relabel, each with its words.
const BUILT_IN: &[(&str, Words)] = &[
    ("horizons", words::<Horizon>),
    ("statuses", words::<Status>),
    ("priorities", words::<Priority>),
    ("action_types", words::<ActionType>),
    ("quote_forms", words::<Form>),
    ("quote_kinds", words::<QuoteKind>),
    ("finding_kinds", words::<FindingKind>),
    ("strengths", words::<Strength>),
    ("activity_kinds", words::<ActivityKind>),
    ("modes", words::<Mode>),
    ("consents", words::<Consent>),
    ("relations", words::<Relation>),
    ("verifications", words::<Verified>),
    ("opportunity_statuses", words::<OpportunityStatus>),
    ("text_statuses", words::<TextStatus>),
];

fn words<T: OneOf>() -> Vec<&'static str> {
    T::all().iter().map(|one| one.spelling()).collect()
}

/// Everything `vocabulary.yaml` says.
pub(super) fn vocabulary(root: &Node, known: Known<'_>, notes: &mut Notes<'_>) -> Vocabulary {
    let Some(mut map) = Map::of(root, "vocabulary.yaml", notes) else {
        return Vocabulary::default();
    };
    let mut vocabulary = Vocabulary {
        actors: own(&mut map, "actors", "actor", known),
        themes: own(&mut map, "themes", "theme", known),
        sectors: own(&mut map, "sectors", "sector", known),
        ..Vocabulary::default()
    };
    for (list, words) in BUILT_IN {
        let relabelled = map.optional(list, |node, notes| {
            relabelled(node, list, words(), known, notes)
        });
        if let Some(vocables) = relabelled {
            vocabulary.relabelled.insert((*list).to_owned(), vocables);
        }
    }
    map.finish();
    vocabulary
}

/// A list whose keys the study declares.
fn own(map: &mut Map<'_, '_>, list: &'static str, singular: &str, known: Known<'_>) -> Vocables {
    let read = |node: &Node, notes: &mut Notes<'_>| {
        vocables(
            node,
            (list, Vec::new()),
            notes,
            |key, span, notes| {
                if !crate::study::id::is_kebab(key) {
                    let message = format!(
                        "the key `{key}` is not lower-case Latin letters and digits joined by `-`"
                    );
                    let meant = fields::kebabbed(key);
                    let help = (!meant.is_empty()).then(|| format!("did you mean `{meant}`?"));
                    notes.error(&DATA_BAD_ID, span, message, help);
                }
                format!("{singular} {key}")
            },
            known,
        )
    };
    map.optional(list, read).unwrap_or_default()
}

/// A list of built-in words with new labels.
fn relabelled(
    node: &Node,
    list: &str,
    words: Vec<&'static str>,
    known: Known<'_>,
    notes: &mut Notes<'_>,
) -> Option<Vocables> {
    vocables(
        node,
        (list, words.clone()),
        notes,
        |key, span, notes| {
            if !words.contains(&key) {
                let message = format!(
                    "`{key}` is not one of the {list}: {}",
                    fields::quoted(&words)
                );
                let help = nearest(key, words.iter().copied())
                    .map(|near| format!("did you mean `{near}`?"));
                notes.error(&super::records::DATA_BAD_NAME, span, message, help);
            }
            format!("`{key}` in {list}")
        },
        known,
    )
}

/// `KEY: {label: {en: …}}` for each key; `check` looks at a key and says how messages call it.
fn vocables<'p>(
    node: &Node,
    (list, words): (&str, Vec<&'static str>),
    notes: &mut Notes<'p>,
    check: impl Fn(&str, crate::source::Span, &mut Notes<'p>) -> String,
    known: Known<'_>,
) -> Option<Vocables> {
    if notes.is_asked() {
        let entry = notes.shape_of(|node, notes| {
            vocable(node, list, String::new(), notes, known);
        });
        notes.answers(|| Shape::Keyed(words, entry.into()));
        return None;
    }
    let Value::Map(entries) = &node.value else {
        notes.wrong_type(node, "a map from keys to labels (`key: {label: {en: …}}`)");
        return None;
    };
    let mut vocables = Vocables::default();
    for entry in entries {
        let owner = check(&entry.key, entry.key_span, notes);
        let path: SourcePath = notes.path.clone();
        let Some((label, kind)) = vocable(&entry.value, list, owner, notes, known) else {
            continue;
        };
        vocables.entries.push(Vocable {
            key: entry.key.clone(),
            label,
            kind: kind.map(|kind| kind.word().to_owned()),
            path,
            at: Field::root().key(list).key(entry.key.clone()),
        });
    }
    Some(vocables)
}

/// `{label: {en: …}}`, for actors also with their kind.
fn vocable(
    node: &Node,
    list: &str,
    owner: String,
    notes: &mut Notes<'_>,
    known: Known<'_>,
) -> Option<(PerLang<Prose>, Option<ActorKind>)> {
    let mut map = Map::of(node, owner, notes)?;
    let label = map.required("label", known.prose()).unwrap_or_default();
    let kind = match list {
        "actors" => map.optional("kind", one_of::<ActorKind>),
        _ => None,
    };
    map.finish();
    Some((label, kind))
}
