//! The last step before diagnostics are shown: fields become spans, and `--strict` makes errors of warnings.

use crate::align::unsettled::Standing;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::read::Fields;
use crate::source::{Place, Sources};

/// Turns every field into the span where it stands, and sorts.
pub(super) fn resolve(
    mut found: Vec<Diagnostic>,
    fields: &Fields,
    sources: &Sources,
    strict: bool,
) -> Vec<Diagnostic> {
    for one in &mut found {
        one.place = span(&one.place, fields, sources);
        for note in &mut one.related {
            note.place = span(&note.place, fields, sources);
        }
    }
    if strict {
        harden(&mut found);
    }
    diagnostic::sort(&mut found);
    found
}

/// Turns the fields in a list of what is not agreed into the spans where they stand.
pub(super) fn resolve_standings(standings: &mut [Standing], fields: &Fields, sources: &Sources) {
    for one in standings
        .iter_mut()
        .flat_map(|standing| &mut standing.unsettled)
    {
        one.place = span(&one.place, fields, sources);
    }
}

/// Makes errors of warnings.
pub(super) fn harden(found: &mut [Diagnostic]) {
    for one in found {
        one.severity = Severity::Error;
    }
}

fn span(place: &Place, fields: &Fields, sources: &Sources) -> Place {
    match place {
        Place::Field { path, field } => fields.get(path).map_or_else(
            || Place::file(path),
            |index| Place::span(path, index.value(field)),
        ),
        Place::Key { path, field } => fields.get(path).map_or_else(
            || Place::file(path),
            |index| Place::span(path, index.key(field)),
        ),
        Place::Within { path, field, span } => match (fields.get(path), sources.text(path)) {
            (Some(index), Some(text)) => Place::span(path, index.within(field, *span, text)),
            _ => Place::file(path),
        },
        Place::Span { .. } | Place::File { .. } => place.clone(),
    }
}
