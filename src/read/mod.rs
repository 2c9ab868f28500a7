//! From the files of a study to [`Texts`], file by file.
//!
//! The data files are read first ([`data`]), since everything else depends on the languages; then each chapter and
//! news item by itself ([`mod@file`]); then all is brought together ([`gather`]). Texts of two languages are not compared
//! here; only ids are looked up across files, last of all ([`names`](fn@names)). Each step is a function of its
//! arguments alone, so that `build` may remember its answers; [`study`] is all of them in a row.

mod attributes;
pub mod chapter;
mod comment;
mod container;
pub mod data;
mod elements;
mod fields;
pub mod file;
mod files;
mod front_matter;
mod headings;
mod html;
mod markdown;
mod names;
mod notes;
mod pointers;
mod records;
mod reference;
mod running;
pub mod running_text;
pub mod schema;
mod settings;
mod table;
mod tree;
mod vocabulary;
mod walk;

pub use data::Data;
pub use file::ChapterFile;
pub use pointers::REF_UNKNOWN_REFERENCE;
pub use walk::{Names, gather, names, names_fingerprint, of_single_files};

use crate::diagnostic::{Code, Read};
use crate::source::{Ledger, SourcePath, Sources};
use crate::study::text::Texts;
use crate::yaml::Index;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &comment::STRUCTURE_COMMENT,
    &container::CONTAINER_DEPTH,
    &container::CONTAINER_INDENTED,
    &container::CONTAINER_IN_HTML,
    &container::CONTAINER_MALFORMED,
    &container::CONTAINER_NESTED,
    &container::CONTAINER_STRAY,
    &container::CONTAINER_UNCLOSED,
    &fields::DATA_BAD_ID,
    &fields::DATA_BAD_WAIVER,
    &fields::DATA_LANGUAGE_NOT_IN_STUDY,
    &fields::DATA_NO_TEXT,
    &fields::DATA_PLAIN_PROSE,
    &fields::DATA_UNKNOWN_VOCABLE,
    &files::FILE_BAD_NAME,
    &files::FILE_DUPLICATE_CHAPTER,
    &files::FILE_EMPTY,
    &files::FILE_IS_FOLDER,
    &files::FILE_LINK_ASTRAY,
    &files::FILE_LINK_LOOP,
    &files::FILE_MISSING,
    &files::FILE_NOT_UTF8,
    &files::FILE_TOO_DEEP,
    &files::FILE_TOO_LARGE,
    &files::FILE_UNEXPECTED,
    &files::FILE_UNREADABLE,
    &front_matter::DATA_BAD_ADDRESS,
    &front_matter::DATA_BAD_NUMBERING,
    &front_matter::DATA_FRONT_MATTER_MISSING,
    &front_matter::DATA_FRONT_MATTER_UNCLOSED,
    &headings::STRUCTURE_ATTRIBUTES,
    &headings::STRUCTURE_HEADING_JUMP,
    &headings::STRUCTURE_TITLE,
    &html::STRUCTURE_HTML,
    &running_text::DATA_BLOCK_IN_PROSE,
    &markdown::LINK_RESERVED_LABEL,
    &markdown::LINK_UNDEFINED,
    &names::DATA_DUPLICATE_ID,
    &names::DATA_DUPLICATE_NUMBER,
    &names::FILE_DUPLICATE_ADDRESS,
    &names::FILE_RESERVED_ADDRESS,
    &notes::REF_DUPLICATE_NOTE,
    &notes::REF_UNUSED_NOTE,
    &pointers::REF_UNKNOWN_ACTIVITY,
    &pointers::REF_UNKNOWN_CHAPTER,
    &pointers::REF_UNKNOWN_EVIDENCE,
    &pointers::REF_UNKNOWN_FINDING,
    &pointers::REF_UNKNOWN_GROUP,
    &pointers::REF_UNKNOWN_RECOMMENDATION,
    &pointers::REF_UNKNOWN_REFERENCE,
    &pointers::REF_UNKNOWN_TERM,
    &records::DATA_AGES_REVERSED,
    &records::DATA_BAD_NAME,
    &records::DATA_BAD_RIGHT,
    &records::DATA_NO_EVIDENCE,
    &records::DATA_NOT_ADDRESSEE,
    &records::DATA_NOT_RECORDS,
    &records::DATA_PROGRESS_ORDER,
    &records::DATA_RESPONSE_TWICE,
    &records::DATA_TOO_LONG,
    &records::DATA_UNKNOWN_TYPE,
    &reference::REF_MALFORMED,
    &reference::REF_MALFORMED_CITATION,
    &running::LINK_MALFORMED,
    &running::REF_UNDEFINED_NOTE,
    &running::TYPOGRAPHY_EMPHASIS,
    &settings::DATA_BAD_PATH,
    &settings::DATA_BAD_URL,
    &settings::DATA_LANGUAGE_TWICE,
    &table::STRUCTURE_TABLE,
    &tree::ANCHOR_MALFORMED,
    &tree::ANCHOR_RESERVED,
    &tree::IMAGE_NO_ALT,
    &tree::LINK_SCHEME,
    &tree::REF_DUPLICATE_ID,
    &tree::STRUCTURE_DEPTH,
];

/// What reading a study gives: its texts, and for each file where its fields stand.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Everything the files say.
    pub texts: Texts,
    /// Where the fields of each data file and of each chapter's head stand.
    pub fields: Fields,
}

/// Where the fields of files stand. Copying it copies pointers.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    data: Arc<BTreeMap<SourcePath, Arc<Index>>>,
    chapters: Ledger<SourcePath, Arc<Index>>,
}

impl Fields {
    /// Where the fields of the file at `path` stand; `None` if it has none that could be read.
    pub fn get(&self, path: &str) -> Option<&Index> {
        let of_chapter = self.chapters.get(path);
        of_chapter.or_else(|| self.data.get(path)).map(Arc::as_ref)
    }

    /// Puts those of the head of a chapter's file in the place of those that its head had before.
    pub fn renew(&mut self, file: &ChapterFile) {
        match (&file.path, &file.fields) {
            (Some(path), Some(index)) => self.chapters.insert(path.clone(), index.clone()),
            (Some(path), None) => drop(self.chapters.remove(path)),
            (None, _) => {}
        }
    }
}

/// Reads all files under `content/`, one after another.
pub fn study(sources: &Sources) -> Read<Reading> {
    let mut found = Vec::new();
    let data = data::read(sources).drain_into(&mut found);
    let files: Vec<Arc<ChapterFile>> = file::of_chapters(sources)
        .map(|(path, source)| Arc::new(file::read(path, source, data.languages())))
        .collect();
    found.extend(of_single_files(&files).cloned());
    let mut reading = gather(sources, &data, &files).drain_into(&mut found);
    let names = names(&reading, &data, &files);
    reading.without_doubles(&names);
    found.extend(names.diagnostics);
    Read {
        value: reading,
        diagnostics: found,
    }
}
