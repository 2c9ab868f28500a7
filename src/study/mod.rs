//! The document: plain data, no parser types, no disk.
//!
//! [`text`] holds what single files say, language by language. [`Study`] is what all of them say
//! together: one chapter with one list of blocks, each with an id and a rendering per language.

pub mod agreement;
pub mod block;
pub mod chapter;
pub mod fieldwork;
pub mod finding;
pub mod follow_up;
pub mod id;
pub mod inline;
pub mod lock;
pub mod opportunity;
pub mod quote;
pub mod recommendation;
pub mod record;
pub mod reference;
pub mod settings;
pub mod term;
pub mod text;
pub mod vocabulary;
pub mod when;
pub mod withdrawn;

use crate::source::{Ledger, Source, SourcePath};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use agreement::{Odd, State};
pub use block::{Block, Rendering};
pub use chapter::{Chapter, NewsItem, Part};
pub use id::{BlockId, ChapterId, RecordId};
pub use inline::{Inline, Prose};
pub use lock::Lock;
pub use record::{Record, Records};
pub use settings::Settings;
pub use vocabulary::Vocabulary;
pub use when::When;
pub use withdrawn::{Private, Withdrawn};

/// The whole document: one thing with a text in each language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    /// What `study.yaml` says.
    pub settings: Settings,
    /// Keys and their labels.
    pub vocabulary: Vocabulary,
    /// Folders of chapters, in reading order.
    pub parts: Vec<Part>,
    /// Chapters in reading order, drafts included.
    pub chapters: Vec<Arc<Chapter>>,
    /// News items, newest first, drafts included.
    pub news: Vec<NewsItem>,
    /// Everything that stands in data files.
    pub records: Arc<Records>,
    /// The state of every other text that is not agreed, by its name: a record's field `R04.title`, what stands in a
    /// chapter beside its blocks (`young-people#front:title`, `young-people#note:1`), `study.title`, `part.03-voices`.
    pub fields: Ledger<String, State>,
    /// Pictures and other files under `content/media/`, `media/x.svg` -> the versions that exist.
    pub media: Arc<BTreeMap<String, Medium>>,
    /// What those files hold, by their path in the sources: `content/media/x.ru.svg`.
    pub media_files: Arc<BTreeMap<SourcePath, Source>>,
}

/// A file that pages may show, in its versions. `media/x.ru.svg` is the Russian version of `media/x.svg`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Medium {
    /// The version for all languages, if there is one: its path in the sources.
    pub common: Option<SourcePath>,
    /// Versions for single languages.
    pub versions: crate::language::PerLang<SourcePath>,
}

impl Medium {
    /// The file to show on a page in `lang`.
    pub fn for_lang(&self, lang: &crate::language::Lang) -> Option<&SourcePath> {
        self.versions.get(lang).or(self.common.as_ref())
    }
}

impl Study {
    /// The chapter with this id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters
            .iter()
            .find(|chapter| chapter.id.as_str() == id)
            .map(Arc::as_ref)
    }
}
