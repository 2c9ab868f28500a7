//! The data files of a study: settings, vocabulary, records. Each needs the ones before it: settings and vocabulary are
//! read first ([`begin`]), and then the records; nothing else of a study needs those to be read.

use super::fields::Known;
use super::pointers::Pointer;
use super::{files, records, settings, vocabulary};
use crate::diagnostic::{Diagnostic, Read};
use crate::language::Lang;
use crate::source::{Fingerprint, Place, Source, SourcePath, Sources};
use crate::study::record::KINDS;
use crate::study::{Records, Settings, Vocabulary};
use crate::yaml::{self, Index, Node, Notes, Value};
use std::cell::RefCell;
use std::sync::Arc;

/// The file without which there is no study.
pub(super) const SETTINGS: &str = "content/study.yaml";
const VOCABULARY: &str = "content/vocabulary.yaml";

/// What the data files of a study say.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// The languages of the study; none if they could not be read, and then none is asked for.
    pub(super) languages: Vec<Lang>,
    pub(super) settings: Settings,
    pub(super) vocabulary: Vocabulary,
    pub(super) records: Arc<Records>,
    /// Ids that must exist somewhere; looked up when everything is read.
    pub(super) pointers: Vec<Pointer>,
    /// Where the fields of each file stand.
    pub(super) fields: Vec<(SourcePath, Arc<Index>)>,
}

impl Data {
    /// The languages of the study; none if they could not be read.
    pub fn languages(&self) -> &[Lang] {
        &self.languages
    }
}

/// Changes with everything that [`read`] looks at.
pub fn fingerprint(sources: &Sources) -> Fingerprint {
    let records = records::FILES.iter().map(|(name, _)| path_of(name));
    let paths = [SETTINGS.to_owned(), VOCABULARY.to_owned()]
        .into_iter()
        .chain(records);
    let present: Sources = paths
        .filter_map(|path| Some((path.clone(), sources.get(&path)?.clone())))
        .collect();
    present.fingerprint()
}

/// Reads all data files.
pub fn read(sources: &Sources) -> Read<Data> {
    let beginning = begin(sources);
    let records = beginning.records(sources);
    beginning.with(records)
}

/// The settings and the vocabulary of a study: what everything else is read by.
#[derive(Debug)]
pub struct Beginning {
    languages: Vec<Lang>,
    settings: Settings,
    /// `None` if the file is there but cannot be read.
    vocabulary: Option<Vocabulary>,
    noted: Noted,
}

/// The records of a study.
#[derive(Debug)]
pub struct RecordFiles {
    records: Records,
    noted: Noted,
}

/// What was noted beside the values while files were read.
#[derive(Debug, Default)]
struct Noted {
    pointers: Vec<Pointer>,
    fields: Vec<(SourcePath, Arc<Index>)>,
    found: Vec<Diagnostic>,
}

/// Reads the settings and the vocabulary.
pub fn begin(sources: &Sources) -> Beginning {
    let mut reader = Reader::new(sources);
    let pointers = RefCell::new(Vec::new());
    let settings = reader.parse(SETTINGS);
    let languages = match &settings {
        Tree::Of(_, root) => settings::languages(root),
        _ => Vec::new(),
    };
    let vocabulary = reader.vocabulary(&languages, &pointers);
    let known = Known {
        pointers: &pointers,
        languages: &languages,
        vocabulary: vocabulary.as_ref(),
    };
    Beginning {
        settings: reader.settings(settings, known),
        languages,
        vocabulary,
        noted: reader.noted(pointers),
    }
}

impl Beginning {
    /// The languages of the study; none if they could not be read.
    pub fn languages(&self) -> &[Lang] {
        &self.languages
    }

    /// Settings of the study.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Reads the records.
    pub fn records(&self, sources: &Sources) -> RecordFiles {
        let mut reader = Reader::new(sources);
        let pointers = RefCell::new(Vec::new());
        let known = Known {
            pointers: &pointers,
            languages: &self.languages,
            vocabulary: self.vocabulary.as_ref(),
        };
        let mut records = Records::default();
        for (name, read) in records::FILES {
            match reader.parse(&path_of(name)) {
                Tree::Absent => {}
                Tree::Unread => {
                    let kinds = KINDS.iter().find(|(file, _)| file == name);
                    records
                        .lost
                        .extend(kinds.into_iter().flat_map(|(_, kinds)| *kinds));
                }
                Tree::Of(path, root) => {
                    let mut notes = Notes::new(&path);
                    read(&root, known, &mut notes, &mut records);
                    reader.found.extend(notes.found);
                }
            }
        }
        records.withdraw();
        RecordFiles {
            records,
            noted: reader.noted(pointers),
        }
    }

    /// All data files: these, and those of the records.
    pub fn with(self, records: RecordFiles) -> Read<Data> {
        let mut noted = self.noted;
        noted.pointers.extend(records.noted.pointers);
        noted.fields.extend(records.noted.fields);
        noted.found.extend(records.noted.found);
        let value = Data {
            languages: self.languages,
            settings: self.settings,
            vocabulary: self.vocabulary.unwrap_or_default(),
            records: Arc::new(records.records),
            pointers: noted.pointers,
            fields: noted.fields,
        };
        Read {
            value,
            diagnostics: noted.found,
        }
    }
}

fn path_of(name: &str) -> String {
    format!("content/{name}.yaml")
}

/// What stands at the path of a data file.
pub(super) enum Tree {
    Absent,
    /// It is there, but there is nothing to be had from it; that was reported.
    Unread,
    Of(SourcePath, Node),
}

/// Reads a data file as YAML and remembers where its fields stand.
pub(super) fn parse(
    sources: &Sources,
    path: &str,
    fields: &mut Vec<(SourcePath, Arc<Index>)>,
    found: &mut Vec<Diagnostic>,
) -> Tree {
    let Some((path, source)) = sources.entry(path) else {
        return Tree::Absent;
    };
    let Source::Text(text) = source else {
        return Tree::Unread;
    };
    let Some(node) = yaml::parse(path, &text.text, 0).drain_into(found) else {
        return Tree::Unread;
    };
    fields.push((path.clone(), Arc::new(Index::new(node.clone()))));
    if node.value == Value::Empty {
        found.push(files::empty(path));
        return Tree::Unread;
    }
    Tree::Of(path.clone(), node)
}

struct Reader<'s> {
    sources: &'s Sources,
    fields: Vec<(SourcePath, Arc<Index>)>,
    found: Vec<Diagnostic>,
}

impl<'s> Reader<'s> {
    fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            fields: Vec::new(),
            found: Vec::new(),
        }
    }

    fn noted(self, pointers: RefCell<Vec<Pointer>>) -> Noted {
        Noted {
            pointers: pointers.into_inner(),
            fields: self.fields,
            found: self.found,
        }
    }

    /// `None` if the file is there but cannot be read.
    fn vocabulary(
        &mut self,
        languages: &[Lang],
        pointers: &RefCell<Vec<Pointer>>,
    ) -> Option<Vocabulary> {
        match self.parse(VOCABULARY) {
            Tree::Absent => Some(Vocabulary::default()),
            Tree::Unread => None,
            Tree::Of(path, root) => {
                let known = Known {
                    pointers,
                    languages,
                    vocabulary: None,
                };
                let mut notes = Notes::new(&path);
                let vocabulary = vocabulary::vocabulary(&root, known, &mut notes);
                self.found.extend(notes.found);
                matches!(root.value, Value::Map(_)).then_some(vocabulary)
            }
        }
    }

    fn settings(&mut self, data: Tree, known: Known<'_>) -> Settings {
        match data {
            Tree::Absent => {
                let message = "there is no `content/study.yaml`";
                let place = Place::file(&SETTINGS.into());
                let help = "add it with a `title` and the `languages`";
                self.found
                    .push(Diagnostic::error(&files::FILE_MISSING, place, message).help(help));
                Settings::default()
            }
            Tree::Unread => Settings::default(),
            Tree::Of(path, root) => {
                let mut notes = Notes::new(&path);
                let settings = settings::settings(&root, known, &mut notes);
                self.found.extend(notes.found);
                settings
            }
        }
    }

    fn parse(&mut self, path: &str) -> Tree {
        parse(self.sources, path, &mut self.fields, &mut self.found)
    }
}
