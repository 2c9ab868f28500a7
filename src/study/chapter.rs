//! Chapters, parts and news: what all languages say together.

use crate::language::PerLang;
use crate::source::SourcePath;
use crate::study::text::{FrontMatter, NoteText};
use crate::study::{Block, ChapterId, Prose, When};
use std::sync::Arc;

/// One chapter: one list of blocks, each with a text per language.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The same in every language and in every address.
    pub id: ChapterId,
    /// Name of the part's folder, if it stands in one.
    pub part: Option<String>,
    /// True if any of its texts is a draft.
    pub draft: bool,
    /// Its file in each language.
    pub files: PerLang<ChapterFile>,
    /// Its blocks, in the order of the first language that has the chapter.
    pub blocks: Vec<Block>,
}

/// What belongs to one language's file as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ChapterFile {
    /// The file.
    pub path: SourcePath,
    /// Title, summary, slug …
    pub front: FrontMatter,
    /// Footnotes, in the order of their definitions.
    pub notes: Vec<NoteText>,
}

/// A dated news item; its text is a chapter's.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsItem {
    /// From its front matter, or from the name of its file.
    pub date: When,
    /// The text.
    pub chapter: Arc<Chapter>,
}

/// A folder of chapters with a title.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The folder's name: `03-voices`.
    pub folder: String,
    /// From `part.yaml`.
    pub title: PerLang<Prose>,
    /// The file.
    pub path: SourcePath,
}

impl Chapter {
    /// Every block, containers before what they hold.
    pub fn all_blocks(&self) -> Vec<&Block> {
        fn walk<'a>(blocks: &'a [Block], out: &mut Vec<&'a Block>) {
            for block in blocks {
                out.push(block);
                walk(&block.inner, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.blocks, &mut out);
        out
    }
}

/// What orders chapters and parts by the paths of their files: `03-voices/10-young` comes after
/// `03-voices/9-old`, since numbers in front of names count as numbers.
pub fn reading_order(order: &str) -> Vec<(u64, String)> {
    let key = |name: &str| {
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let number = name[..digits].parse().unwrap_or(u64::MAX);
        (number, name[digits..].to_owned())
    };
    order.split('/').map(key).collect()
}
