//! "These texts say the same again": what `diglot agree` and the preview's button do to a lock.

use super::agreement::is_absent;
use super::{fields, lock, name};
use crate::language::Lang;
use crate::study::lock::Locked;
use crate::study::{Lock, Study};
use std::collections::{BTreeMap, BTreeSet};

/// On what somebody agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Blocks and fields: `young-people#p-k3f9x`, `p-k3f9x` if one chapter only has it, `R04.title`, `R04` for all its fields.
    Ids(Vec<String>),
    /// A chapter, a news item (`news/launch`) or a data file (`recommendations.yaml`, also without the ending).
    Chapter(String),
    /// Every block whose texts have all moved on.
    Both,
    /// Everything.
    All,
}

/// What was named is not there, or not clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Nothing has this name; the names that were possible.
    Unknown(String, Vec<String>),
    /// Several blocks have this id; all of them.
    Several(String, Vec<String>),
}

/// Agrees: what was seen becomes what is agreed, and texts that were paired with doubt belong together. Gives the ids of all that was not agreed before, and changes nothing
/// if anything that was named is unclear.
///
/// `study` is what the lock belongs to. What it has no more, a language or a whole chapter, is remembered as it was, since
/// it may come back: nobody has seen it now, so nobody agrees on it.
pub fn agree(study: &Study, lock: &mut Lock, what: &What) -> Result<Vec<String>, Vec<Unclear>> {
    let languages = study.settings.languages.as_slice();
    let present = names(study);
    let files = lock.0.iter();
    let files = files.filter(|(name, _)| present.contains(*name));
    let mut files: BTreeMap<String, Vec<Locked>> = files
        .map(|(name, text)| (name.clone(), lock::entries(text)))
        .collect();
    let chosen = chosen(&files, languages, what)?;
    let mut agreed = Vec::new();
    for (name, entries) in &mut files {
        let before = agreed.len();
        for entry in entries.iter_mut().filter(|entry| !entry.retired) {
            let id = full_id(name, entry);
            if chosen.contains(&id) && settle(entry, languages) {
                agreed.push(id);
            }
        }
        if agreed.len() > before {
            lock.0.insert(name.clone(), lock::text(entries).into());
        }
    }
    Ok(agreed)
}

/// What the lock calls the chapters, the news items and the data files of a study.
fn names(study: &Study) -> BTreeSet<String> {
    let chapters = study.chapters.iter().map(|one| name(&one.id, false));
    let news = study.news.iter().map(|one| name(&one.chapter.id, true));
    let data = fields::all(study).into_iter().map(|field| field.lock);
    chapters.chain(news).chain(data).collect()
}

/// The id by which a block or field is named from outside: a field's own, a block's with its chapter.
pub fn full_id(name: &str, entry: &Locked) -> String {
    if name.ends_with(".yaml") {
        entry.id.to_string()
    } else {
        format!("{name}#{}", entry.id)
    }
}

/// True if a text had moved on or was there with doubt.
fn settle(entry: &mut Locked, languages: &[Lang]) -> bool {
    let is_open = |lang: &&Lang| {
        let text = entry.texts.get(lang);
        text.is_some_and(|text| text.doubt.is_some() || text.agreed.is_some() && !is_absent(text))
    };
    let open: Vec<Lang> = languages.iter().filter(is_open).cloned().collect();
    for lang in &open {
        if let Some(text) = entry.texts.get_mut(lang) {
            text.agreed = None;
            text.doubt = None;
        }
    }
    !open.is_empty()
}

fn chosen(
    files: &BTreeMap<String, Vec<Locked>>,
    languages: &[Lang],
    what: &What,
) -> Result<BTreeSet<String>, Vec<Unclear>> {
    let all = || {
        files.iter().flat_map(|(name, entries)| {
            entries
                .iter()
                .filter(|entry| !entry.retired)
                .map(move |entry| (name, entry))
        })
    };
    let ids = |wanted: &dyn Fn(&str, &Locked) -> bool| -> BTreeSet<String> {
        all()
            .filter(|(name, entry)| wanted(name, entry))
            .map(|(name, entry)| full_id(name, entry))
            .collect()
    };
    match what {
        What::All => Ok(ids(&|_, _| true)),
        What::Both => Ok(ids(&|_, entry| all_moved(entry, languages))),
        What::Chapter(chapter) => {
            let file = format!("{chapter}.yaml");
            let found = ids(&|name, _| name == chapter || name == file);
            match found.is_empty() {
                true => Err(vec![Unclear::Unknown(
                    chapter.clone(),
                    files.keys().cloned().collect(),
                )]),
                false => Ok(found),
            }
        }
        What::Ids(wanted) => {
            let known: BTreeSet<String> = ids(&|_, _| true);
            let mut chosen = BTreeSet::new();
            let mut unclear = Vec::new();
            for id in wanted {
                match named(id, &known) {
                    Ok(found) => chosen.extend(found),
                    Err(one) => unclear.push(one),
                }
            }
            if unclear.is_empty() {
                Ok(chosen)
            } else {
                Err(unclear)
            }
        }
    }
}

fn all_moved(entry: &Locked, languages: &[Lang]) -> bool {
    let texts = languages.iter().filter_map(|lang| entry.texts.get(lang));
    let present: Vec<_> = texts.filter(|text| !is_absent(text)).collect();
    present.len() > 1 && present.iter().all(|text| text.agreed.is_some())
}

/// The things that this id means.
fn named(id: &str, known: &BTreeSet<String>) -> Result<Vec<String>, Unclear> {
    if known.contains(id) {
        return Ok(vec![id.to_owned()]);
    }
    let short = |full: &&String| full.split_once('#').is_some_and(|(_, block)| block == id);
    let blocks: Vec<String> = known.iter().filter(short).cloned().collect();
    let field = |full: &&String| {
        full.strip_prefix(id)
            .is_some_and(|rest| rest.starts_with('.'))
            && !full.contains('#')
    };
    let fields: Vec<String> = known.iter().filter(field).cloned().collect();
    match (blocks.len(), fields.is_empty()) {
        (1, _) => Ok(blocks),
        (0, false) => Ok(fields),
        (0, true) => {
            let shorts = known
                .iter()
                .filter_map(|full| full.split_once('#'))
                .map(|(_, block)| block.to_owned());
            let records = known
                .iter()
                .filter_map(|full| full.split_once('.'))
                .map(|(record, _)| record.to_owned());
            let names = known.iter().cloned().chain(shorts).chain(records).collect();
            Err(Unclear::Unknown(id.to_owned(), names))
        }
        _ => Err(Unclear::Several(id.to_owned(), blocks)),
    }
}
