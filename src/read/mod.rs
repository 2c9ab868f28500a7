//! From the files of a study to [`Texts`], file by file; nothing here compares two files' texts.

mod attributes;
pub mod chapter;
mod comment;
mod container;
mod elements;
mod front_matter;
mod headings;
mod html;
pub mod markdown;
mod notes;
mod reference;
mod running;
mod table;
mod tree;

use crate::diagnostic::{Code, Read};
use crate::source::Sources;
use crate::study::text::Texts;

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &comment::STRUCTURE_COMMENT,
    &container::CONTAINER_DEPTH,
    &container::CONTAINER_IN_HTML,
    &container::CONTAINER_INDENTED,
    &container::CONTAINER_MALFORMED,
    &container::CONTAINER_NESTED,
    &container::CONTAINER_STRAY,
    &container::CONTAINER_UNCLOSED,
    &front_matter::DATA_BAD_ADDRESS,
    &front_matter::DATA_BAD_NUMBERING,
    &front_matter::DATA_FRONT_MATTER_MISSING,
    &front_matter::DATA_FRONT_MATTER_UNCLOSED,
    &headings::STRUCTURE_ATTRIBUTES,
    &headings::STRUCTURE_HEADING_JUMP,
    &headings::STRUCTURE_TITLE,
    &html::STRUCTURE_HTML,
    &markdown::DATA_BLOCK_IN_PROSE,
    &markdown::LINK_RESERVED_LABEL,
    &markdown::LINK_UNDEFINED,
    &notes::REF_DUPLICATE_NOTE,
    &notes::REF_UNUSED_NOTE,
    &reference::REF_MALFORMED,
    &reference::REF_MALFORMED_CITATION,
    &running::LINK_MALFORMED,
    &running::REF_UNDEFINED_NOTE,
    &running::TYPOGRAPHY_EMPHASIS,
    &table::STRUCTURE_TABLE,
    &tree::ANCHOR_MALFORMED,
    &tree::IMAGE_NO_ALT,
    &tree::LINK_SCHEME,
    &tree::REF_DUPLICATE_ID,
    &tree::STRUCTURE_DEPTH,
];

/// What reading a study gives: its texts, and for each data file where its fields stand.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Everything the files say.
    pub texts: Texts,
    /// Where the fields of each data file stand, by path.
    pub fields: std::collections::BTreeMap<crate::source::SourcePath, crate::yaml::Index>,
}

/// Reads all files under `content/`.
pub fn study(sources: &Sources) -> Read<Reading> {
    let _ = sources;
    Read::clean(Reading::default())
}
