//! From texts in several languages to one [`Study`]: which block of one language is which of the other, and its id.

use crate::diagnostic::{Code, Read};
use crate::study::Study;
use crate::study::text::Texts;

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

/// Brings the languages of every chapter together.
pub fn study(texts: Texts) -> Read<Study> {
    Read::clean(Study {
        settings: texts.settings,
        vocabulary: texts.vocabulary,
        parts: texts.parts,
        records: texts.records,
        media: texts.media,
        ..Study::default()
    })
}
