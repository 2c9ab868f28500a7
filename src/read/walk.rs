//! The walk over all files under `content/`: which reader gets which file.

use super::fields::Known;
use super::pointers::{Ids, Pointer};
use super::{Reading, chapter, fields, files, front_matter, names, records, settings, vocabulary};
use crate::align::lock;
use crate::diagnostic::{Diagnostic, Read};
use crate::language::Lang;
use crate::source::{Place, Source, SourcePath, Sources};
use crate::study::text::ChapterText;
use crate::study::{Part, Settings, Vocabulary};
use crate::yaml::{self, Index, Map, Node, Notes, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Reads all files under `content/`.
pub(super) fn study(sources: &Sources) -> Read<Reading> {
    let mut walk = Walk::new(sources);
    walk.found = files::defects(sources);
    let pointers = RefCell::new(Vec::new());
    walk.data(&pointers);
    walk.chapters();
    walk.news();
    walk.lock();
    walk.unexpected();
    let languages = &walk.reading.texts.settings.languages;
    walk.reading.texts.media = files::media(sources, languages);
    walk.media_files();
    walk.names(&pointers.into_inner());
    Read {
        value: walk.reading,
        diagnostics: walk.found,
    }
}

const SETTINGS: &str = "content/study.yaml";
const VOCABULARY: &str = "content/vocabulary.yaml";

/// What stands at the path of a data file.
enum Data {
    Absent,
    /// It is there, but there is nothing to be had from it; that was reported.
    Unread,
    Tree(SourcePath, Node),
}

/// One walk over all files.
struct Walk<'s> {
    sources: &'s Sources,
    reading: Reading,
    found: Vec<Diagnostic>,
    /// Record files that could not be read: what points into them is not reported.
    unread: BTreeSet<&'static str>,
    /// The languages of the study; none if they could not be read, and then none is asked for.
    languages: Vec<Lang>,
    /// Ids of chapters whose files could not be read as far as their ids.
    chapter_ids: BTreeSet<String>,
}

impl<'s> Walk<'s> {
    fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            reading: Reading::default(),
            found: Vec::new(),
            unread: BTreeSet::new(),
            languages: Vec::new(),
            chapter_ids: BTreeSet::new(),
        }
    }

    /// Settings, vocabulary and records.
    fn data(&mut self, pointers: &RefCell<Vec<Pointer>>) {
        let settings = self.parse(SETTINGS);
        let languages = match &settings {
            Data::Tree(_, root) => settings::languages(root),
            _ => Vec::new(),
        };
        let vocabulary = self.vocabulary(&languages, pointers);
        let known = Known {
            pointers,
            languages: &languages,
            vocabulary: vocabulary.as_ref(),
        };
        self.reading.texts.settings = self.settings(settings, known);
        for (name, read) in records::FILES {
            match self.parse(&format!("content/{name}.yaml")) {
                Data::Absent => {}
                Data::Unread => {
                    self.unread.insert(name);
                }
                Data::Tree(path, root) => {
                    let mut notes = Notes::new(&path);
                    read(&root, known, &mut notes, &mut self.reading.texts.records);
                    self.found.extend(notes.found);
                }
            }
        }
        self.reading.texts.vocabulary = vocabulary.unwrap_or_default();
        self.languages = languages;
    }

    /// `None` if the file is there but cannot be read.
    fn vocabulary(
        &mut self,
        languages: &[Lang],
        pointers: &RefCell<Vec<Pointer>>,
    ) -> Option<Vocabulary> {
        match self.parse(VOCABULARY) {
            Data::Absent => Some(Vocabulary::default()),
            Data::Unread => None,
            Data::Tree(path, root) => {
                let known = Known {
                    pointers,
                    languages,
                    vocabulary: None,
                };
                let mut notes = Notes::new(&path);
                let vocabulary = vocabulary::vocabulary(&root, known, &mut notes);
                self.found.extend(notes.found);
                Some(vocabulary)
            }
        }
    }

    fn settings(&mut self, data: Data, known: Known<'_>) -> Settings {
        match data {
            Data::Absent => {
                let message = "there is no `content/study.yaml`";
                let place = Place::file(&SETTINGS.into());
                let help = "add it with a `title` and the `languages`";
                self.found
                    .push(Diagnostic::error(&files::FILE_MISSING, place, message).help(help));
                Settings::default()
            }
            Data::Unread => Settings::default(),
            Data::Tree(path, root) => {
                let mut notes = Notes::new(&path);
                let settings = settings::settings(&root, known, &mut notes);
                self.found.extend(notes.found);
                settings
            }
        }
    }

    /// Reads a data file as YAML and remembers where its fields stand.
    fn parse(&mut self, path: &str) -> Data {
        let Some((path, source)) = self.sources.below(path).find(|(at, _)| at.as_ref() == path)
        else {
            return Data::Absent;
        };
        let Source::Text(text) = source else {
            return Data::Unread;
        };
        let Some(node) = yaml::parse(path, &text.text, 0).drain_into(&mut self.found) else {
            return Data::Unread;
        };
        self.reading
            .fields
            .insert(path.clone(), Index::new(node.clone()));
        if node.value == Value::Empty {
            self.empty(path);
            return Data::Unread;
        }
        Data::Tree(path.clone(), node)
    }

    fn empty(&mut self, path: &SourcePath) {
        let message = format!("`{path}` is empty");
        self.found.push(Diagnostic::error(
            &files::FILE_EMPTY,
            Place::file(path),
            message,
        ));
    }

    fn chapters(&mut self) {
        let mut parts: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for (path, source) in self.sources.below("content/chapters/") {
            let below = path.strip_prefix("content/chapters/").unwrap_or_default();
            if files::is_hidden(path) {
                continue;
            }
            if let Some(folder) = files::part(below) {
                parts.entry(folder.to_owned()).or_default();
                continue;
            }
            let name = files::chapter(path, below, &self.languages);
            let Some(name) = self.named(name, source) else {
                continue;
            };
            if let Some(part) = &name.part {
                parts.entry(part.clone()).or_default().push(path.clone());
            }
            self.chapter_ids.insert(name.id.clone());
            let text = self.chapter(path, source, name);
            self.reading.texts.chapters.extend(text);
        }
        in_order(&mut self.reading.texts.chapters, &self.languages);
        if self.chapter_ids.is_empty() {
            self.without_chapters();
        }
        self.parts(parts);
    }

    /// The name of a file that can be read. What is wrong with the name of a broken one is not said as well.
    fn named(
        &mut self,
        name: Result<files::Name, Box<Diagnostic>>,
        source: &Source,
    ) -> Option<files::Name> {
        match name {
            Ok(name) => Some(name),
            Err(_) if matches!(source, Source::Broken(_)) => None,
            Err(diagnostic) => {
                self.found.push(*diagnostic);
                None
            }
        }
    }

    fn without_chapters(&mut self) {
        let place = Place::file(&SETTINGS.into());
        let missing = Diagnostic::error(&files::FILE_MISSING, place, "the study has no chapter");
        let help = "add `content/chapters/01-summary.LANG.md`";
        self.found.push(missing.help(help));
    }

    /// Folders of chapters, each with its files.
    fn parts(&mut self, parts: BTreeMap<String, Vec<SourcePath>>) {
        for (folder, chapters) in parts {
            self.part(&folder, &chapters);
        }
        let order = |part: &Part| crate::study::chapter::reading_order(&part.folder);
        self.reading.texts.parts.sort_by_cached_key(order);
    }

    fn part(&mut self, folder: &str, chapters: &[SourcePath]) {
        let path = format!("content/chapters/{folder}/part.yaml");
        let (path, root) = match (self.parse(&path), chapters.first()) {
            (Data::Tree(path, root), _) => (path, root),
            (Data::Absent, Some(first)) => {
                let message = format!("the folder `content/chapters/{folder}` has no `part.yaml`");
                let help = "add it with the `title` of the part";
                let missing = Diagnostic::error(&files::FILE_MISSING, Place::file(first), message);
                return self.found.push(missing.help(help));
            }
            _ => return,
        };
        let mut notes = Notes::new(&path);
        if let Some(mut map) = Map::of(&root, "part.yaml", &mut notes) {
            let prose = fields::prose(&self.languages);
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

    fn news(&mut self) {
        for (path, source) in self.sources.below("content/news/") {
            let below = path.strip_prefix("content/news/").unwrap_or_default();
            if files::is_hidden(path) {
                continue;
            }
            let name = files::news(path, below, &self.languages);
            let text = (self.named(name, source)).and_then(|name| self.chapter(path, source, name));
            if let Some(text) = text {
                if text.front.date.is_none() {
                    self.found.push(undated(&text));
                }
                self.reading.texts.news.push(text);
            }
        }
        in_order(&mut self.reading.texts.news, &self.languages);
    }

    /// One file of a chapter or a news item; `None` if it cannot be read.
    fn chapter(
        &mut self,
        path: &SourcePath,
        source: &Source,
        name: files::Name,
    ) -> Option<ChapterText> {
        let Source::Text(text) = source else {
            return None;
        };
        if text.text.trim_start_matches('\u{feff}').trim().is_empty() {
            self.empty(path);
            return None;
        }
        let named = chapter::Named {
            id: name.id.clone(),
            lang: name.lang,
            order: name.order,
            part: name.part,
            news_date: name.date,
        };
        let chapter = chapter::read(path, &text.text, named).drain_into(&mut self.found);
        if chapter.is_none() {
            self.found.push(files::bad_id(path, &name.id));
        }
        if let Some(head) = front_matter::index(path, &text.text) {
            self.reading.fields.insert(path.clone(), head);
        }
        chapter
    }

    /// What was seen and agreed before.
    fn lock(&mut self) {
        for (path, source) in self.sources.below(lock::FOLDER) {
            if files::is_hidden(path) {
                continue;
            }
            match (lock::name(path), source) {
                (Some(name), Source::Text(text)) => {
                    let entries = lock::read(path, &text.text).drain_into(&mut self.found);
                    self.reading.texts.lock.0.insert(name.to_owned(), entries);
                }
                (None, Source::Text(_) | Source::Asset(_)) => {
                    let below = path.strip_prefix("content/").unwrap_or_default();
                    self.found.push(files::unexpected(path, below, &[]));
                }
                _ => {}
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
            if matches!(source, Source::Broken(_)) {
                continue;
            }
            let below = path.strip_prefix("content/").unwrap_or_default();
            let folder = below.split_once('/').map(|(folder, _)| folder);
            let is_known = match folder {
                Some(folder) => ["chapters", "news", "media", "lock"].contains(&folder),
                None => known.iter().any(|name| name == below),
            };
            if !is_known && !files::is_hidden(path) {
                self.found.push(files::unexpected(path, below, &known));
            }
        }
    }

    fn media_files(&mut self) {
        let texts = &mut self.reading.texts;
        for medium in texts.media.values() {
            for path in medium.common.iter().chain(medium.versions.values()) {
                if let Some(source) = self.sources.get(path) {
                    texts.media_files.insert(path.clone(), source.clone());
                }
            }
        }
    }

    /// Ids and addresses: each once, and none that leads nowhere.
    fn names(&mut self, pointers: &[Pointer]) {
        self.found
            .extend(duplicate_chapters(&mut self.reading.texts.chapters));
        self.found
            .extend(duplicate_chapters(&mut self.reading.texts.news));
        let texts = &self.reading.texts;
        self.found.extend(names::duplicate_ids(texts));
        self.found.extend(names::duplicate_numbers(texts));
        self.found.extend(names::addresses(texts));
        let read = texts.chapters.iter().map(|text| text.id.as_str());
        let chapters = read.chain(self.chapter_ids.iter().map(String::as_str));
        let ids = Ids::of(&texts.records, chapters);
        self.found.extend(ids.look_up(pointers, &self.unread));
    }
}

fn undated(text: &ChapterText) -> Diagnostic {
    let message = format!("the news item `{}` has no date", text.id);
    Diagnostic::error(&yaml::DATA_MISSING_FIELD, Place::file(&text.path), message)
        .help("begin the file's name with the date: `2021-10-07-launch.en.md`")
}

/// Reading order, then the order of the study's languages.
fn in_order(texts: &mut [ChapterText], languages: &[Lang]) {
    let position = |lang: &Lang| languages.iter().position(|one| one == lang);
    texts.sort_by_cached_key(|text| {
        (
            crate::study::chapter::reading_order(&text.order),
            position(&text.lang),
            text.path.clone(),
        )
    });
}

/// Reports and drops every second file of one id and language.
fn duplicate_chapters(texts: &mut Vec<ChapterText>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<(String, Lang), SourcePath> = BTreeMap::new();
    let mut found = Vec::new();
    texts.retain(|text| {
        let key = (text.id.as_str().to_owned(), text.lang.clone());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, text.path.clone());
            return true;
        };
        let message = format!("`{}` has a second text in `{}` here", text.id, text.lang);
        let diagnostic = Diagnostic::error(
            &files::FILE_DUPLICATE_CHAPTER,
            Place::file(&text.path),
            message,
        );
        found.push(diagnostic.note(Place::file(first), "this is the first"));
        false
    });
    found
}
