//! From the files of a study to [`Texts`], file by file; nothing here compares two files' texts.

use crate::diagnostic::{Code, Read};
use crate::source::Sources;
use crate::study::text::Texts;

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

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
