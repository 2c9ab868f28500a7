//! Brings together what was read of single files: their order, and what no file can know alone.

use super::data::{self, Data, Tree};
use super::file::{CHAPTERS, ChapterFile};
use super::pointers::Ids;
use super::{Reading, fields, files, names as rules, records};
use crate::align::lock;
use crate::diagnostic::{Diagnostic, Read};
use crate::language::Lang;
use crate::source::{Fingerprint, Place, Source, SourcePath, Sources, Text};
use crate::study::Part;
use crate::study::text::ChapterText;
use crate::yaml::{Map, Notes};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of the lock, in the order of their paths.
fn of_lock(sources: &Sources) -> impl Iterator<Item = (&SourcePath, &Text)> {
    let files = sources.below(lock::FOLDER);
    let files = files.filter(|(path, _)| lock::name(path).is_some() && !files::is_hidden(path));
    files.filter_map(|(path, source)| match source {
        Source::Text(text) => Some((path, text)),
        _ => None,
    })
}

/// What is wrong with single files.
pub fn of_single_files(files: &[Arc<ChapterFile>]) -> impl Iterator<Item = &Diagnostic> {
    files.iter().flat_map(|file| &file.diagnostics)
}

/// Everything that was read, before names are compared. `files` are those of chapters and news, in the order of
/// their paths. What is wrong with single files is not said again.
pub fn gather(sources: &Sources, data: &Data, files: &[Arc<ChapterFile>]) -> Read<Reading> {
    let mut walk = Walk {
        sources,
        data,
        reading: Reading::default(),
        found: files::defects(sources),
    };
    walk.chapters(files);
    walk.parts(files);
    walk.lock();
    walk.unexpected();
    walk.texts();
    Read {
        value: walk.reading,
        diagnostics: walk.found,
    }
}

/// What comparing all names gives.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Every second file of one chapter and language.
    dropped: BTreeSet<SourcePath>,
    /// Kinds of records with an id that something else has.
    doubled: BTreeSet<&'static str>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Changes with everything that [`names`] looks at. `data` is the fingerprint of the data files.
pub fn names_fingerprint(data: Fingerprint, files: &[Arc<ChapterFile>]) -> Fingerprint {
    let faces = files.iter().map(|file| match (&file.face, &file.id) {
        (Some(face), _) => face.as_bytes(),
        (None, Some(id)) => id.as_bytes(),
        (None, None) => &[],
    });
    let parts: Vec<&[u8]> = std::iter::once(data.as_bytes()).chain(faces).collect();
    Fingerprint::of_parts(&parts)
}

/// Ids and addresses: each once, and none that leads nowhere.
pub fn names(reading: &Reading, data: &Data, files: &[Arc<ChapterFile>]) -> Names {
    let mut names = Names::default();
    let mut texts = reading.texts.clone();
    for list in [&mut texts.chapters, &mut texts.news] {
        duplicate_chapters(list, &mut names);
    }
    let found = &mut names.diagnostics;
    let (said, doubled) = rules::duplicate_ids(&texts);
    found.extend(said);
    found.extend(rules::duplicate_numbers(&texts));
    found.extend(rules::addresses(&texts));
    let read = texts.chapters.iter().map(|text| text.id.as_str());
    let unread = files.iter().filter(|file| !file.is_news);
    let chapters = read.chain(unread.filter_map(|file| file.id.as_deref()));
    let ids = Ids::of(&texts.records, chapters);
    let lost = texts.records.lost.union(&doubled).copied().collect();
    found.extend(ids.look_up(&data.pointers, &lost));
    names.doubled = doubled;
    names
}

impl Reading {
    /// Leaves out what [`names`] found to be there twice, and remembers of what kinds records are hidden by it.
    pub fn without_doubles(&mut self, names: &Names) {
        if !names.dropped.is_empty() {
            let kept = |text: &Arc<ChapterText>| !names.dropped.contains(&text.path);
            self.texts.chapters.retain(kept);
            self.texts.news.retain(kept);
        }
        if !names.doubled.is_empty() {
            let records = Arc::make_mut(&mut self.texts.records);
            records.lost.extend(&names.doubled);
        }
    }
}

/// One walk over all files.
struct Walk<'s> {
    sources: &'s Sources,
    data: &'s Data,
    reading: Reading,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn chapters(&mut self, files: &[Arc<ChapterFile>]) {
        let fields = files.iter().filter_map(|file| {
            let (path, index) = file.path.as_ref().zip(file.fields.as_ref())?;
            Some((path.clone(), index.clone()))
        });
        self.reading.fields.chapters = fields.collect();
        let mut in_order: Vec<&Arc<ChapterFile>> = Vec::with_capacity(files.len());
        for file in files {
            in_order.extend(file.text.is_some().then_some(file));
        }
        in_order.sort_by(|a, b| a.rank.cmp(&b.rank));
        for file in in_order {
            let list = match file.is_news {
                true => &mut self.reading.texts.news,
                false => &mut self.reading.texts.chapters,
            };
            list.extend(file.text.clone());
        }
        if !files.iter().any(|file| file.id.is_some() && !file.is_news) {
            self.without_chapters();
        }
    }

    fn without_chapters(&mut self) {
        let place = Place::file(&data::SETTINGS.into());
        let missing = Diagnostic::error(&files::FILE_MISSING, place, "the study has no chapter");
        let help = "add `content/chapters/01-summary.LANG.md`";
        self.found.push(missing.help(help));
    }

    /// Folders of chapters, each with its first file.
    fn parts(&mut self, files: &[Arc<ChapterFile>]) {
        let mut parts: BTreeMap<&str, Option<&SourcePath>> = BTreeMap::new();
        for (path, _) in self.sources.below(CHAPTERS) {
            let below = path.strip_prefix(CHAPTERS).unwrap_or_default();
            if let Some(folder) = files::part(below) {
                parts.entry(folder).or_default();
            }
        }
        for file in files {
            if let Some(part) = &file.part {
                let first = parts.entry(part).or_default();
                *first = first.or(file.path.as_ref());
            }
        }
        for (folder, first) in parts {
            self.part(folder, first);
        }
        let order = |part: &Part| crate::study::chapter::reading_order(&part.folder);
        self.reading.texts.parts.sort_by_cached_key(order);
    }

    fn part(&mut self, folder: &str, first: Option<&SourcePath>) {
        let path = format!("{CHAPTERS}{folder}/part.yaml");
        let mut fields = Vec::new();
        let tree = data::parse(self.sources, &path, &mut fields, &mut self.found);
        Arc::make_mut(&mut self.reading.fields.data).extend(fields);
        let (path, root) = match (tree, first) {
            (Tree::Of(path, root), _) => (path, root),
            (Tree::Absent, Some(first)) => {
                let message = format!("the folder `content/chapters/{folder}` has no `part.yaml`");
                let help = "add it with the `title` of the part";
                let missing = Diagnostic::error(&files::FILE_MISSING, Place::file(first), message);
                return self.found.push(missing.help(help));
            }
            _ => return,
        };
        let mut notes = Notes::new(&path);
        if let Some(mut map) = Map::of(&root, "part.yaml", &mut notes) {
            let prose = fields::prose(self.data.languages());
            let title = map.required("title", prose).unwrap_or_default();
            map.finish();
            self.reading.texts.parts.push(Part {
                folder: folder.to_owned(),
                title,
                path: path.clone(),
            });
        }
        self.found.extend(notes.found);
    }

    /// What was seen and agreed before.
    fn lock(&mut self) {
        for (path, text) in of_lock(self.sources) {
            let name = lock::name(path).unwrap_or_default().to_owned();
            self.reading.texts.lock.0.insert(name, text.text.clone());
        }
        for (path, source) in self.sources.below(lock::FOLDER) {
            let is_file = matches!(source, Source::Text(_) | Source::Asset(_));
            if is_file && lock::name(path).is_none() && !files::is_hidden(path) {
                let below = path.strip_prefix("content/").unwrap_or_default();
                self.found.push(files::unexpected(path, below, &[]));
            }
        }
    }

    /// Files directly in `content/`, or in folders that nothing knows.
    fn unexpected(&mut self) {
        let mut known: Vec<String> = ["study.yaml", "vocabulary.yaml"]
            .map(str::to_owned)
            .to_vec();
        known.extend(
            records::FILES
                .iter()
                .map(|(name, _)| format!("{name}.yaml")),
        );
        for (path, source) in self.sources.below("content/") {
            let below = path.strip_prefix("content/").unwrap_or_default();
            let is_known = match below.split_once('/') {
                Some((folder, _)) => ["chapters", "news", "media", "lock"].contains(&folder),
                None => known.iter().any(|name| name == below),
            };
            if !is_known && !files::is_hidden(path) && !matches!(source, Source::Broken(_)) {
                self.found.push(files::unexpected(path, below, &known));
            }
        }
    }

    /// What the data files say, and the files that pages may show.
    fn texts(&mut self) {
        let texts = &mut self.reading.texts;
        texts.settings = self.data.settings.clone();
        texts.vocabulary = self.data.vocabulary.clone();
        texts.records = self.data.records.clone();
        let media = files::media(self.sources, &texts.settings.languages);
        let paths = media
            .values()
            .flat_map(|medium| medium.common.iter().chain(medium.versions.values()));
        let files = paths.filter_map(|path| Some((path.clone(), self.sources.get(path)?.clone())));
        texts.media_files = Arc::new(files.collect());
        texts.media = Arc::new(media);
        let fields = self.data.fields.iter().cloned();
        Arc::make_mut(&mut self.reading.fields.data).extend(fields);
    }
}

/// Reports and drops every second file of one id and language.
fn duplicate_chapters(texts: &mut Vec<Arc<ChapterText>>, names: &mut Names) {
    let mut seen: BTreeMap<(String, Lang), SourcePath> = BTreeMap::new();
    texts.retain(|text| {
        let key = (text.id.as_str().to_owned(), text.lang.clone());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, text.path.clone());
            return true;
        };
        let message = format!("`{}` has a second text in `{}` here", text.id, text.lang);
        let place = Place::file(&text.path);
        let diagnostic = Diagnostic::error(&files::FILE_DUPLICATE_CHAPTER, place, message);
        let note = diagnostic.note(Place::file(first), "this is the first");
        names.diagnostics.push(note);
        names.dropped.insert(text.path.clone());
        false
    });
}
