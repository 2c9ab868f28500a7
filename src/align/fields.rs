//! Localised prose outside of chapters: records, the study's own head, parts, vocabulary. Their texts take part in
//! agreement like blocks; their ids are those of their records.

use crate::language::{Lang, PerLang};
use crate::source::{Field, SourcePath};
use crate::study::vocabulary::Vocables;
use crate::study::{Prose, Study};

/// One field with its texts.
pub(super) struct Localised<'a> {
    /// The lock it is remembered in: `recommendations.yaml`.
    pub lock: String,
    /// `R04.title`; unique in the study.
    pub id: String,
    pub texts: &'a PerLang<Prose>,
    /// The languages that are to have it.
    pub wanted: Vec<Lang>,
    /// Where it stands.
    pub path: SourcePath,
    pub at: Field,
}

/// Every field of a study, in the order in which it is remembered.
pub(super) fn all(study: &Study) -> Vec<Localised<'_>> {
    let mut fields = settings(study);
    fields.extend(parts(study));
    fields.extend(vocabulary(study));
    fields.extend(records(study));
    fields.retain(|field| !field.texts.is_empty());
    fields
}

fn records(study: &Study) -> Vec<Localised<'_>> {
    let mut fields = Vec::new();
    for record in study.records.all() {
        let entry = record.entry();
        let file = entry.path.rsplit('/').next().unwrap_or_default();
        let name = file.trim_end_matches(".yaml");
        let wants = |lang: &&Lang| study.settings.wants_records(lang, name);
        let wanted: Vec<Lang> = study
            .settings
            .languages
            .iter()
            .filter(wants)
            .cloned()
            .collect();
        for (way, texts) in record.texts() {
            fields.push(Localised {
                lock: file.to_owned(),
                id: format!("{}.{way}", entry.id),
                texts,
                wanted: wanted.clone(),
                path: entry.path.clone(),
                at: entry.at.then(&way),
            });
        }
    }
    fields
}

fn settings(study: &Study) -> Vec<Localised<'_>> {
    let settings = &study.settings;
    let mut fields: Vec<(&[&str], &PerLang<Prose>)> = vec![(&["title"], &settings.title)];
    let optional: [(&[&str], Option<&PerLang<Prose>>); 6] = [
        (&["subtitle"], settings.subtitle.as_ref()),
        (&["short_title"], settings.short_title.as_ref()),
        (&["abstract"], settings.abstract_.as_ref()),
        (&["commissioned_note"], settings.commissioned_note.as_ref()),
        (
            &["cover", "alt"],
            settings.cover.as_ref().map(|cover| &cover.alt),
        ),
        (
            &["licence", "note"],
            settings
                .licence
                .as_ref()
                .and_then(|licence| licence.note.as_ref()),
        ),
    ];
    fields.extend(
        optional
            .into_iter()
            .filter_map(|(way, texts)| Some((way, texts?))),
    );
    let path: SourcePath = "content/study.yaml".into();
    fields
        .into_iter()
        .map(|(way, texts)| Localised {
            lock: "study.yaml".to_owned(),
            id: format!("study.{}", way.join(".")),
            texts,
            wanted: settings.languages.clone(),
            path: path.clone(),
            at: way.iter().fold(Field::root(), |at, key| at.key(*key)),
        })
        .collect()
}

fn parts(study: &Study) -> Vec<Localised<'_>> {
    let wanted = |folder: &str| -> Vec<Lang> {
        let inside = study
            .chapters
            .iter()
            .filter(|one| one.part.as_deref() == Some(folder));
        let inside: Vec<&str> = inside.map(|chapter| chapter.id.as_str()).collect();
        let wants = |lang: &&Lang| {
            inside.is_empty()
                || inside
                    .iter()
                    .any(|id| study.settings.wants_chapter(lang, id))
        };
        study
            .settings
            .languages
            .iter()
            .filter(wants)
            .cloned()
            .collect()
    };
    study
        .parts
        .iter()
        .map(|part| Localised {
            lock: "part.yaml".to_owned(),
            id: format!("part.{}", part.folder),
            texts: &part.title,
            wanted: wanted(&part.folder),
            path: part.path.clone(),
            at: Field::root().key("title"),
        })
        .collect()
}

fn vocabulary(study: &Study) -> Vec<Localised<'_>> {
    let words = &study.vocabulary;
    let mut lists: Vec<(&str, &Vocables)> = vec![
        ("actors", &words.actors),
        ("themes", &words.themes),
        ("sectors", &words.sectors),
    ];
    lists.extend(
        words
            .relabelled
            .iter()
            .map(|(name, list)| (name.as_str(), list)),
    );
    let mut fields = Vec::new();
    for (name, list) in lists {
        for entry in &list.entries {
            fields.push(Localised {
                lock: "vocabulary.yaml".to_owned(),
                id: format!("vocabulary.{name}.{}", entry.key),
                texts: &entry.label,
                wanted: study.settings.languages.clone(),
                path: entry.path.clone(),
                at: entry.at.key("label"),
            });
        }
    }
    fields
}
