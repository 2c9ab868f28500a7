//! Words of closed lists, labels of actors: what readers see instead of keys.

use super::view::Word;
use crate::language::Lang;
use crate::study::Study;

/// Which list of `vocabulary.yaml` gives new labels to the words of a list of the program.
const RELABELLED_BY: &[(&str, &str)] = &[
    ("horizon", "horizons"),
    ("status", "statuses"),
    ("verified", "verifications"),
    ("action_type", "action_types"),
    ("priority", "priorities"),
    ("strength", "strengths"),
    ("form", "forms"),
];

/// A word of a closed list, with the study's own label for it if it has one.
pub(crate) fn word(study: &Study, lang: &Lang, list: &str, key: &str) -> Word {
    let name = RELABELLED_BY
        .iter()
        .find(|(ours, _)| *ours == list)
        .map_or(list, |(_, theirs)| theirs);
    let relabelled = study.vocabulary.relabelled.get(name);
    let known = relabelled.filter(|labels| labels.get(key).is_some());
    Word {
        key: key.to_owned(),
        label: known.map(|labels| labels.label(key, lang, &study.settings.languages)),
    }
}

/// A key of a list that the study declares itself.
pub(crate) fn own(key: &str, label: String) -> Word {
    Word {
        key: key.to_owned(),
        label: Some(label),
    }
}

/// The plain label of an actor.
pub(crate) fn actor(study: &Study, lang: &Lang, key: &str) -> String {
    study
        .vocabulary
        .actors
        .label(key, lang, &study.settings.languages)
}
