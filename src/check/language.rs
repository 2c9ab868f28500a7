//! `lang`: a text that one language lacks.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Lang, PerLang};
use crate::source::{Field, Place, SourcePath};
use crate::study::{Chapter, Part, Prose, Study};
use std::sync::Arc;

/// A chapter or a field is not there in one of the languages.
pub(super) static LANG_MISSING: Code = Code {
    name: "lang-missing",
    why: "Readers of each language are promised the whole study. Where a text is missing, the page shows another language's and says so.",
    remedy: "Write the text in this language, or give the language a `scope` in study.yaml if it is to hold only a part of the study.",
};

/// One warning per chapter and language, and per field of a record.
pub(super) fn missing(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let mut found = Vec::new();
    for chapter in &study.chapters {
        found.extend(chapter_texts(study, chapter, "chapter"));
    }
    for item in &study.news {
        found.extend(chapter_texts(study, &item.chapter, "news item"));
    }
    found.extend(study.parts.iter().flat_map(|part| part_title(study, part)));
    found.extend(records(study));
    found.extend(vocabulary(study));
    found.extend(settings(study));
    found
}

fn chapter_texts(study: &Study, chapter: &Chapter, what: &str) -> Vec<Diagnostic> {
    let languages = &study.settings.languages;
    let Some(there) = languages.iter().find_map(|lang| chapter.files.get(lang)) else {
        return Vec::new();
    };
    let lacking = languages
        .iter()
        .filter(|lang| study.settings.wants_chapter(lang, chapter.id.as_str()));
    lacking
        .filter(|lang| chapter.files.get(lang).is_none())
        .map(|lang| {
            let message = format!("{what} `{}` has no text in `{lang}`", chapter.id);
            let help = format!("write `{}`", sibling(&there.path, lang));
            Diagnostic::warning(&LANG_MISSING, Place::file(&there.path), message).help(help)
        })
        .collect()
}

/// `content/chapters/01-a.en.md` in Russian: `content/chapters/01-a.ru.md`.
fn sibling(path: &str, lang: &Lang) -> String {
    let stem = path
        .strip_suffix(".md")
        .and_then(|stem| stem.rsplit_once('.'))
        .map_or(path, |(stem, _)| stem);
    format!("{stem}.{lang}.md")
}

/// A language whose scope has no chapter of the part never shows its title.
fn part_title(study: &Study, part: &Part) -> Vec<Diagnostic> {
    let inside: Vec<&Chapter> = study
        .chapters
        .iter()
        .map(Arc::as_ref)
        .filter(|chapter| chapter.part.as_deref() == Some(part.folder.as_str()))
        .collect();
    let shows = |lang: &Lang| {
        let wants = |chapter: &&Chapter| study.settings.wants_chapter(lang, chapter.id.as_str());
        inside.is_empty() || inside.iter().any(wants)
    };
    let at = Field::root().key("title");
    lacking(study, &part.title, &part.path, &at, shows, "the part")
}

fn records(study: &Study) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for record in study.records.all() {
        let entry = record.entry();
        let file = entry
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".yaml");
        let what = format!("{} {}", record.kind(), entry.id);
        for (way, texts) in record.texts() {
            found.extend(field(
                study,
                texts,
                &entry.path,
                &entry.at.then(&way),
                file,
                &what,
            ));
        }
    }
    found
}

fn vocabulary(study: &Study) -> Vec<Diagnostic> {
    let words = &study.vocabulary;
    let lists = [&words.actors, &words.themes, &words.sectors]
        .into_iter()
        .chain(words.relabelled.values());
    let entries = lists.flat_map(|list| &list.entries);
    entries
        .flat_map(|one| {
            field(
                study,
                &one.label,
                &one.path,
                &one.at.key("label"),
                "",
                &format!("`{}`", one.key),
            )
        })
        .collect()
}

fn settings(study: &Study) -> Vec<Diagnostic> {
    let settings = &study.settings;
    let path: SourcePath = "content/study.yaml".into();
    let mut fields = vec![("title", &settings.title)];
    let optional = [
        ("subtitle", &settings.subtitle),
        ("short_title", &settings.short_title),
        ("abstract", &settings.abstract_),
        ("commissioned_note", &settings.commissioned_note),
    ];
    fields.extend(
        optional
            .into_iter()
            .filter_map(|(key, texts)| Some((key, texts.as_ref()?))),
    );
    let mut found: Vec<Diagnostic> = fields
        .into_iter()
        .flat_map(|(key, texts)| {
            field(
                study,
                texts,
                &path,
                &Field::root().key(key),
                "",
                "the study",
            )
        })
        .collect();
    if let Some(cover) = &settings.cover {
        found.extend(field(
            study,
            &cover.alt,
            &path,
            &Field::root().key("cover").key("alt"),
            "",
            "the cover",
        ));
    }
    if let Some(note) = settings
        .licence
        .as_ref()
        .and_then(|licence| licence.note.as_ref())
    {
        found.extend(field(
            study,
            note,
            &path,
            &Field::root().key("licence").key("note"),
            "",
            "the licence",
        ));
    }
    found
}

/// One warning per language that is to have the field and lacks it. `file` is the record file's name without ending;
/// empty for what every language needs whatever its scope.
fn field(
    study: &Study,
    texts: &PerLang<Prose>,
    path: &SourcePath,
    at: &Field,
    file: &str,
    what: &str,
) -> Vec<Diagnostic> {
    let wants = |lang: &Lang| file.is_empty() || study.settings.wants_records(lang, file);
    lacking(study, texts, path, at, wants, what)
}

/// One warning per language that `wants` the field and lacks it.
fn lacking(
    study: &Study,
    texts: &PerLang<Prose>,
    path: &SourcePath,
    at: &Field,
    wants: impl Fn(&Lang) -> bool,
    what: &str,
) -> Vec<Diagnostic> {
    // A field that no language has is either optional or was reported when it was read.
    if texts.is_empty() {
        return Vec::new();
    }
    let wanted = study.settings.languages.iter().filter(|lang| wants(lang));
    let key = at.0.last().map_or_else(String::new, |step| match step {
        crate::source::Step::Key(key) => key.clone(),
        crate::source::Step::Index(index) => index.to_string(),
    });
    wanted
        .filter(|lang| texts.get(lang).is_none())
        .map(|lang| {
            let message = format!("`{key}` of {what} has no text in `{lang}`");
            Diagnostic::warning(&LANG_MISSING, Place::key(path, at.clone()), message)
                .help(format!("add `{lang}: …` to `{key}`"))
        })
        .collect()
}
