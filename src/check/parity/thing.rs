//! One thing with its texts: a block, a note, a field of a record; the unit in which languages are compared.

use super::line::{Home, Line, What};
use super::tongue::{Tongue, Tongues};
use crate::check::Subject;
use crate::language::{Lang, PerLang};
use crate::source::{Field, Place, SourcePath, Span, Step};
use crate::study::chapter::ChapterFile;
use crate::study::record::Record;
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, Chapter, Inline, Prose};
use crate::theme::ArgumentKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Things that stand together: a chapter, a record. Things of different groups have nothing to do with each other.
pub(super) type Group<'a> = Vec<Thing<'a>>;

/// A thing in the languages that have it, in the order of the study.
#[derive(Debug)]
pub(super) struct Thing<'a> {
    pub(super) passages: Vec<Passage<'a>>,
    /// The glossary's own entry for a term.
    pub(super) term: Option<&'a str>,
}

/// A thing in one language.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) tongue: &'a Tongue<'a>,
    pub(super) home: Home<'a>,
    /// What it is: `paragraph`, `title`.
    pub(super) kind: Cow<'a, str>,
    /// The whole of it.
    pub(super) place: Place,
    pub(super) lines: Vec<Line<'a>>,
    /// Its Markdown; none for fields.
    pub(super) elements: &'a [Element],
}

impl<'a> Passage<'a> {
    pub(super) fn lang(&self) -> &'a Lang {
        self.tongue.lang
    }

    /// Where a stretch of one of its lines stands.
    pub(super) fn at(&self, line: usize, at: &std::ops::Range<usize>) -> Place {
        self.home.place(self.lines[line].span(at, self.home.source))
    }
}

/// A language of a chapter, with its file and the text of that.
struct Voice<'a> {
    tongue: &'a Tongue<'a>,
    file: &'a ChapterFile,
    source: &'a str,
}

/// Makes the things of a study.
pub(super) struct Maker<'a> {
    subject: Subject<'a>,
    tongues: &'a Tongues<'a>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(subject: &Subject<'a>, tongues: &'a Tongues<'a>) -> Self {
        Self {
            subject: *subject,
            tongues,
        }
    }

    /// Makes all things of the data files, group by group, and shows each group once it is whole.
    pub(super) fn data(&self, see: &mut dyn FnMut(&Group<'a>)) {
        for record in self.subject.study.records.all() {
            see(&self.record(record));
        }
        see(&self.vocabulary());
        see(&self.settings());
    }

    /// The things of a chapter.
    pub(super) fn chapter(&self, chapter: &'a Chapter) -> Group<'a> {
        let voices = self.voices(chapter);
        let mut group = self.heads(&voices);
        self.blocks(&voices, &chapter.blocks, &mut group);
        let pairs = note_pairs(&group);
        group.extend(self.notes(&voices, &pairs));
        group
    }

    /// The languages of a chapter, in the order of the study.
    fn voices(&self, chapter: &'a Chapter) -> Vec<Voice<'a>> {
        let languages = self.subject.study.settings.languages.iter();
        let files = languages.filter_map(|lang| Some((lang, chapter.files.get(lang)?)));
        let voice = |(lang, file): (&'a Lang, &'a ChapterFile)| Voice {
            tongue: self.tongues.of(lang),
            file,
            source: (self.subject.sources.text(&file.path)).map_or("", |text| text),
        };
        files.map(voice).collect()
    }

    fn heads(&self, voices: &[Voice<'a>]) -> Group<'a> {
        type Pick = fn(&ChapterFile) -> Option<&Prose>;
        let fields: [(&'static str, Pick); 3] = [
            ("title", |file| Some(&file.front.title)),
            ("short_title", |file| file.front.short_title.as_ref()),
            ("summary", |file| file.front.summary.as_ref()),
        ];
        let thing = |(key, pick): (&'static str, Pick)| {
            let passages = voices.iter().filter_map(|voice| {
                let at = Field::root().key(key);
                let (tongue, file) = (voice.tongue, voice.file);
                Some(prose(tongue, &file.path, at, key.into(), pick(file)?))
            });
            whole(passages.collect())
        };
        fields.into_iter().filter_map(thing).collect()
    }

    fn blocks(&self, voices: &[Voice<'a>], blocks: &'a [Block], group: &mut Group<'a>) {
        for block in blocks {
            let passages = voices.iter().filter_map(|voice| {
                let text = block.texts.get(voice.tongue.lang)?;
                let mut passage = self.passage(voice, &text.elements, text.span);
                if block.is_mixed() {
                    self.lines_inside(&block.inner, passage.lang(), &mut passage.lines);
                }
                Some(passage)
            });
            group.extend(whole(passages.collect()));
            if !block.is_mixed() {
                self.blocks(voices, &block.inner, group);
            }
        }
    }

    /// What stands in a container, as a quotation in another language says it: as one text.
    fn lines_inside(&self, blocks: &'a [Block], lang: &Lang, out: &mut Vec<Line<'a>>) {
        for block in blocks {
            if let Some(text) = block.texts.get(lang) {
                self.lines(&text.elements, out);
            }
            self.lines_inside(&block.inner, lang, out);
        }
    }

    /// Notes by the marks that lead to them: two files may number them differently.
    fn notes(&self, voices: &[Voice<'a>], pairs: &BTreeMap<(&Lang, &str), &str>) -> Group<'a> {
        let mut notes: BTreeMap<&str, Vec<Passage<'a>>> = BTreeMap::new();
        for voice in voices {
            let lang = voice.tongue.lang;
            for note in &voice.file.notes {
                let label = note.label.as_str();
                let shared = pairs.get(&(lang, label)).copied().unwrap_or(label);
                let passage = self.passage(voice, &note.content, note.span);
                let texts = notes.entry(shared).or_default();
                if texts.iter().all(|one| one.lang() != lang) {
                    texts.push(passage);
                }
            }
        }
        notes.into_values().filter_map(whole).collect()
    }

    fn passage(&self, voice: &Voice<'a>, elements: &'a [Element], span: Span) -> Passage<'a> {
        let path = &voice.file.path;
        let mut lines = Vec::new();
        self.lines(elements, &mut lines);
        Passage {
            tongue: voice.tongue,
            home: Home {
                path,
                field: None,
                source: voice.source,
            },
            kind: elements.first().map_or("block", kind).into(),
            place: Place::span(path, span),
            lines,
            elements,
        }
    }

    fn lines(&self, elements: &'a [Element], out: &mut Vec<Line<'a>>) {
        for element in elements {
            match &element.kind {
                ElementKind::Paragraph(content) | ElementKind::Heading { content, .. } => {
                    push(content, out);
                }
                ElementKind::List { items, .. } => {
                    items.iter().for_each(|item| self.lines(&item.content, out));
                }
                ElementKind::Definitions(entries) => {
                    for entry in entries {
                        entry.terms.iter().for_each(|term| push(term, out));
                        entry
                            .meanings
                            .iter()
                            .for_each(|meaning| self.lines(meaning, out));
                    }
                }
                ElementKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| push(cell, out));
                }
                ElementKind::Quote(content) | ElementKind::Alert { content, .. } => {
                    self.lines(content, out);
                }
                ElementKind::Container(container) => {
                    let directive = self.subject.theme.directive(&container.name);
                    let declared = directive.map_or(&[][..], |one| &one.arguments);
                    for argument in &container.arguments {
                        let mut known = declared.iter().filter(|one| one.name == argument.key);
                        let is_text = known.any(|one| {
                            one.kind == ArgumentKind::Text
                                && one.words.is_empty()
                                && one.record.is_none()
                        });
                        if is_text {
                            out.push(Line::plain(&argument.value, argument.value_span));
                        }
                    }
                    self.lines(&container.content, out);
                }
                ElementKind::Code(_) | ElementKind::Rule | ElementKind::Html(_) => {}
            }
        }
    }

    fn record(&self, record: Record<'a>) -> Group<'a> {
        let entry = record.entry();
        let fields = record.texts().into_iter();
        let mut group: Group<'a> = fields
            .filter_map(|(way, texts)| self.field(&entry.path, &entry.at.then(&way), texts))
            .collect();
        if let Record::Term(_) = record {
            for thing in &mut group {
                thing.term = Some(entry.id.as_str());
            }
        }
        group
    }

    fn vocabulary(&self) -> Group<'a> {
        let words = &self.subject.study.vocabulary;
        let lists = [&words.actors, &words.themes, &words.sectors]
            .into_iter()
            .chain(words.relabelled.values());
        let entries = lists.flat_map(|list| &list.entries);
        entries
            .filter_map(|one| self.field(&one.path, &one.at.key("label"), &one.label))
            .collect()
    }

    fn settings(&self) -> Group<'a> {
        let study = self.subject.study;
        let settings = &study.settings;
        let Some((path, _)) =
            (self.subject.sources.iter()).find(|(path, _)| path.as_ref() == "content/study.yaml")
        else {
            return Group::new();
        };
        let optional = [
            ("title", Some(&settings.title)),
            ("subtitle", settings.subtitle.as_ref()),
            ("short_title", settings.short_title.as_ref()),
            ("abstract", settings.abstract_.as_ref()),
            ("commissioned_note", settings.commissioned_note.as_ref()),
        ];
        let fields = optional
            .into_iter()
            .filter_map(|(key, texts)| self.field(path, &Field::root().key(key), texts?));
        let mut group: Group<'a> = fields.collect();
        if let Some(cover) = &settings.cover {
            let at = Field::root().key("cover").key("alt");
            group.extend(self.field(path, &at, &cover.alt));
        }
        group.extend(
            study.parts.iter().filter_map(|part| {
                self.field(&part.path, &Field::root().key("title"), &part.title)
            }),
        );
        group
    }

    fn field(
        &self,
        path: &'a SourcePath,
        at: &Field,
        texts: &'a PerLang<Prose>,
    ) -> Option<Thing<'a>> {
        let languages = &self.subject.study.settings.languages;
        let kind = Cow::from(last_key(at));
        let passages = languages.iter().filter_map(|lang| {
            let at = at.key(lang.as_str());
            let tongue = self.tongues.of(lang);
            Some(prose(tongue, path, at, kind.clone(), texts.get(lang)?))
        });
        whole(passages.collect())
    }
}

fn prose<'a>(
    tongue: &'a Tongue<'a>,
    path: &'a SourcePath,
    field: Field,
    kind: Cow<'a, str>,
    prose: &'a Prose,
) -> Passage<'a> {
    let mut lines = Vec::new();
    prose
        .paragraphs
        .iter()
        .for_each(|content| push(content, &mut lines));
    Passage {
        tongue,
        place: Place::field(path, field.clone()),
        home: Home {
            path,
            field: Some(field),
            source: &prose.source,
        },
        kind,
        lines,
        elements: &[],
    }
}

fn whole<'a>(passages: Vec<Passage<'a>>) -> Option<Thing<'a>> {
    (!passages.is_empty()).then_some(Thing {
        passages,
        term: None,
    })
}

/// A line, and one more for the words of each picture in it.
fn push<'a>(content: &'a [Inline], out: &mut Vec<Line<'a>>) {
    out.push(Line::of(content));
    pictures(content, out);
}

fn pictures<'a>(content: &'a [Inline], out: &mut Vec<Line<'a>>) {
    for inline in content {
        match inline {
            Inline::Image(image) => out.push(Line::plain(&image.alt, image.span)),
            frame => pictures(frame.content(), out),
        }
    }
}

/// For each language but the first of a thing: which label of the first its own stands for.
fn note_pairs<'a>(group: &Group<'a>) -> BTreeMap<(&'a Lang, &'a str), &'a str> {
    let mut pairs = BTreeMap::new();
    for thing in group {
        let Some((first, others)) = thing.passages.split_first() else {
            continue;
        };
        let labels = labels(first);
        for other in others {
            let own = self::labels(other);
            if own.len() == labels.len() {
                let both = own.into_iter().zip(&labels);
                pairs.extend(both.map(|(own, label)| ((other.lang(), own), *label)));
            }
        }
    }
    pairs
}

fn labels<'a>(passage: &Passage<'a>) -> Vec<&'a str> {
    let marks = passage.lines.iter().flat_map(|line| &line.marks);
    marks
        .filter_map(|mark| match mark.what {
            What::Note(label) => Some(label),
            _ => None,
        })
        .collect()
}

/// The name of a field: `note` for `progress[0].note`.
fn last_key(field: &Field) -> String {
    let last = field.0.last();
    last.map_or_else(String::new, |step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    })
}

/// What an element is called.
pub(super) fn kind(element: &Element) -> &'static str {
    match &element.kind {
        ElementKind::Paragraph(_) => "paragraph",
        ElementKind::Heading { .. } => "heading",
        ElementKind::List { .. } => "list",
        ElementKind::Definitions(_) => "definition list",
        ElementKind::Table(_) => "table",
        ElementKind::Quote(_) => "quote",
        ElementKind::Alert { .. } => "alert",
        ElementKind::Code(_) => "code block",
        ElementKind::Rule => "rule",
        ElementKind::Html(_) => "block of HTML",
        ElementKind::Container(_) => "container",
    }
}
