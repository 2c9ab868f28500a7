//! One finding.

use super::super::fields::{Known, List};
use super::super::pointers::Target;
use super::number;
use crate::study::finding::{Finding, FindingKind};
use crate::study::recommendation::TagsBy;
use crate::study::record::Entry;
use crate::yaml::{Map, one_of};

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Finding {
    Finding {
        number: number(map, &entry),
        statement: map.required("statement", known.prose()).unwrap_or_default(),
        detail: map.optional("detail", known.prose()),
        kind: map.required("kind", one_of).unwrap_or(FindingKind::View),
        about: map.optional("about", one_of),
        groups: map.list("groups", known.id(Target::Group)),
        themes: map.list("themes", known.key(List::Themes)),
        strength: map.optional("strength", one_of),
        evidence: map.list("evidence", known.id(Target::Evidence)),
        chapter: map.optional("chapter", known.id(Target::Chapter)),
        tags_by: map.optional("tags_by", one_of).unwrap_or(TagsBy::Author),
        entry,
    }
}
