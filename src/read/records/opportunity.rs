//! One opportunity.

use super::super::fields::{Known, List};
use super::super::pointers::Target;
use crate::study::opportunity::{Opportunity, OpportunityStatus};
use crate::study::record::Entry;
use crate::yaml::{Map, one_of};

pub(super) fn read(map: &mut Map<'_, '_>, entry: Entry, known: Known<'_>) -> Opportunity {
    Opportunity {
        title: map.required("title", known.prose()).unwrap_or_default(),
        text: map.required("text", known.prose()).unwrap_or_default(),
        status: map
            .required("status", one_of)
            .unwrap_or(OpportunityStatus::Potential),
        actors: map.list("actors", known.key(List::Actors)),
        recommendations: map.list("recommendations", known.id(Target::Recommendation)),
        entry,
    }
}
