//! `diglot ids --write`: the ids of blocks into the Markdown.

use crate::agree::refuse_errors;
use crate::args::{Ids, Place};
use crate::failure::Failure;
use crate::terminal::{Terminal, plural};
use diglot::build::{self, Options, Prepared};
use diglot::diagnostic::nearest;
use diglot::source::Sources;
use diglot::{disk, scaffold};

/// Writes the ids, then the lock, if the content has no errors.
pub(crate) fn run(place: &Place, wanted: &Ids, terminal: &Terminal) -> Result<(), Failure> {
    let sources = disk::load(&place.root)?;
    let prepared = build::prepare(&sources, &Options::default());
    refuse_errors(&prepared, &sources, terminal)?;
    let chapter = wanted.chapter.as_deref();
    refuse_unknown(&prepared, chapter)?;
    let files = scaffold::with_ids(&prepared.study, &sources, chapter);
    let after = build::prepare(&build::with_files(&sources, &files), &Options::default());
    refuse_change(&prepared, &after)?;
    disk::rewrite(&place.root, &sources, &files)?;
    for (path, _) in &files {
        terminal.say(&format!("wrote {path}"));
    }
    write_lock(place, terminal)?;
    terminal.say(&match files.len() {
        0 => "every block has its id already".to_owned(),
        number => format!("ids stand in {}", plural(number, "file")),
    });
    Ok(())
}

/// The texts are the same, but a heading is remembered with its `{#id}`.
fn write_lock(place: &Place, terminal: &Terminal) -> Result<(), Failure> {
    let sources: Sources = disk::load(&place.root)?;
    let prepared = build::prepare(&sources, &Options::default());
    refuse_errors(&prepared, &sources, terminal)?;
    let renewed = prepared.renewed_lock(&sources);
    disk::write_lock(&place.root, &sources, &renewed)?;
    for (path, _) in &renewed {
        terminal.detail(&format!("wrote {path}"));
    }
    Ok(())
}

fn names(prepared: &Prepared) -> Vec<String> {
    let study = &prepared.study;
    let chapters = study.chapters.iter().map(|chapter| chapter.id.to_string());
    let news = study
        .news
        .iter()
        .map(|item| format!("news/{}", item.chapter.id));
    chapters.chain(news).collect()
}

fn refuse_unknown(prepared: &Prepared, chapter: Option<&str>) -> Result<(), Failure> {
    let names = names(prepared);
    let Some(unknown) = chapter.filter(|one| !names.iter().any(|name| name == one)) else {
        return Ok(());
    };
    let help = match nearest(unknown, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("chapters are `{}`", names.join("`, `")),
    };
    Err(Failure::Usage(format!(
        "no chapter is called `{unknown}`\nhelp: {help}"
    )))
}

/// Nothing is written if the files would then be read as anything but the same blocks under the same ids.
fn refuse_change(before: &Prepared, after: &Prepared) -> Result<(), Failure> {
    let chapters = |prepared: &Prepared| -> Vec<(String, Vec<String>)> {
        let study = &prepared.study;
        let all = study
            .chapters
            .iter()
            .chain(study.news.iter().map(|item| &item.chapter));
        all.map(|chapter| {
            let blocks = chapter.all_blocks().into_iter();
            (
                chapter.id.to_string(),
                blocks.map(|block| block.id.to_string()).collect(),
            )
        })
        .collect()
    };
    let (old, new) = (chapters(before), chapters(after));
    let changed = old.iter().zip(&new).find(|(old, new)| old != new);
    match changed {
        Some(((chapter, _), _)) => Err(Failure::Usage(format!(
            "the ids of `{chapter}` cannot be written without changing its text; give its blocks ids by hand"
        ))),
        None if after.has_errors() => Err(Failure::Usage(
            "the ids cannot be written: the study would have errors".to_owned(),
        )),
        None => Ok(()),
    }
}
