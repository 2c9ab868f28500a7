//! The memory of a study: per block its id, and per language the text last seen and, where it differs, the text
//! last agreed. Its files stand in `content/lock/`; their lines are read and written by `align`.

use crate::language::PerLang;
use crate::source::Ledger;
use crate::study::BlockId;
use std::sync::Arc;

/// The texts of all lock files, by their path below `content/lock/` without the ending: `young-people`,
/// `recommendations.yaml`, `news/2021-launch`. The order of entries in each is the order of the document.
///
/// They are read where they are needed, chapter by chapter: a lock says all that its study says, and taken apart it
/// would take several times the room. A file that is right as it is shares its text with the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(pub Ledger<String, Arc<str>>);

/// What is remembered of one block or field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Its id, never given to another text. A record's field: `R04.title`.
    pub id: BlockId,
    /// The texts, white space folded, otherwise as written; empty languages are absent.
    pub texts: PerLang<Remembered>,
    /// True if it is gone from all texts; the same text gets the id back.
    pub retired: bool,
    /// The block that took its place, as after a merge.
    pub heir: Option<BlockId>,
}

/// One text as it was. Copies share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// What the last build met.
    pub seen: Arc<str>,
    /// What was agreed, where it is not what was seen.
    pub agreed: Option<Arc<str>>,
    /// How sure it was, in per cent, that this text belongs to the block, where that was doubtful and nobody has said since
    /// that it does.
    pub doubt: Option<u8>,
}
