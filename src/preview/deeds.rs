//! The two things that a page of the preview can ask for: open the editor, agree to a block.
//!
//! What is done, and to which file, is found in the study; a request only names a place in it.

use super::answer::{Found, Response, decoded, look_up};
use super::origin::{Origin, chapter_of, fields_of, origin};
use super::parts;
use super::shown::Made;
use super::site::{Preview, Standing};
use crate::language::Lang;
use crate::site::route::Route;
use crate::source::{Lines, Sources};
use serde::Deserialize;
use std::fmt;

/// Opens a file of the study, by its path in the sources, at a line counted from 1.
pub type Edit = dyn Fn(&str, usize) -> Result<(), String> + Send + Sync;

/// Declares that all texts of a block or a field say the same, and writes it into the lock; by its name in the whole
/// study: `summary#p-k3f9x`, `R04.title`. The sources are those that the author has seen.
pub type Agree = dyn Fn(&str, &Sources) -> Result<(), String> + Send + Sync;

/// What the preview may do to the world, given by whoever runs it.
#[derive(Default)]
pub struct Hands {
    /// Opens the editor, if there is one.
    pub edit: Option<Box<Edit>>,
    /// Writes the lock.
    pub agree: Option<Box<Agree>>,
}

impl fmt::Debug for Hands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (edit, agree) = (self.edit.is_some(), self.agree.is_some());
        write!(f, "Hands {{ edit: {edit}, agree: {agree} }}")
    }
}

/// What is to be opened: a file of the study, or what stands on a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToOpen {
    file: String,
    line: usize,
    page: String,
    id: String,
    lang: String,
}

/// What is agreed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToAgree {
    page: String,
    id: String,
    /// Of the page as the author sees it.
    etag: String,
}

/// Does what was asked for. Whether it may be asked for was decided before (`guard.rs`).
pub(super) fn answer(preview: &Preview, deed: &str, body: &[u8]) -> Response {
    let done = match deed {
        "edit" => parsed(body).and_then(|wish| edit(preview, &wish)),
        "agree" => parsed(body).and_then(|wish| agree(preview, &wish)),
        _ => return Response::text(404, "The preview can do no such thing.\n"),
    };
    match done {
        Ok(()) => Response::new(204, "text/plain; charset=utf-8", &[][..]),
        Err(why) => Response::text(400, &format!("{why}\n")),
    }
}

fn parsed<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|cause| format!("This is not what was expected: {cause}."))
}

fn edit(preview: &Preview, wish: &ToOpen) -> Result<(), String> {
    let edit = preview.hands.edit.as_ref();
    let edit = edit
        .ok_or("No editor was found: set DIGLOT_EDITOR, for example to `code -g {file}:{line}`.")?;
    let (path, line) = if wish.file.is_empty() {
        place_on_page(preview, wish).ok_or("This does not come from a file of the study.")?
    } else {
        (wish.file.clone(), wish.line.max(1))
    };
    // The default theme is in the program itself; everything else of the sources stands in the study's folder.
    if preview.state().sources.get(&path).is_none() {
        return Err(format!("`{path}` is no file of this study."));
    }
    edit(&path, line)
}

/// File and line of what stands on a page.
fn place_on_page(preview: &Preview, wish: &ToOpen) -> Option<(String, usize)> {
    let standing = preview.standing();
    let shown = standing.shown.as_ref()?;
    let it = &shown.prepared;
    let route = route_of(&standing, &wish.page)?;
    let sources = preview.state().sources.clone();
    let id = Some(wish.id.as_str()).filter(|id| !id.is_empty());
    let lang = Lang::parse(&wish.lang).ok();
    let Origin { path, byte_offset } = origin(&it.study, &sources, &route, id, lang.as_ref())?;
    let text = sources.text(&path)?;
    let line = Lines::new(text).position(byte_offset).line;
    Some((path.to_string(), line))
}

/// The page at an address, as a browser names it.
fn route_of(standing: &Standing, address: &str) -> Option<Route> {
    let Found::File { path, .. } = look_up(standing, &decoded(address)?) else {
        return None;
    };
    let site = &standing.shown.as_ref()?.prepared.site;
    site.route_at(&path).cloned()
}

fn agree(preview: &Preview, wish: &ToAgree) -> Result<(), String> {
    let agree = preview.hands.agree.as_ref();
    let agree = agree.ok_or("This preview writes nothing.")?;
    // Asked once: the sources that are agreed to are those the page is made from.
    let standing = preview.standing();
    let name = full_name(&standing, wish).ok_or("There is no such block on this page.")?;
    refuse_unseen(&standing, wish)?;
    agree(&name, &standing.sources)
}

/// Nobody agrees to what they have not seen. While the newest text cannot be shown an older page stands in its place, so
/// that the page must also be what the newest sources give.
fn refuse_unseen(standing: &Standing, wish: &ToAgree) -> Result<(), String> {
    let changed = "This page has changed meanwhile: read it again, then agree.";
    let Some(Found::File { path, .. }) =
        decoded(&wish.page).map(|address| look_up(standing, &address))
    else {
        return Err(changed.to_owned());
    };
    let newest = standing.shown.as_ref().filter(|_| !standing.is_old);
    let newest = newest.and_then(|shown| shown.file(&path));
    match newest.filter(Made::is_sound) {
        None => Err("The newest text is not shown: mend the errors first, then agree.".to_owned()),
        Some(made) if parts::etag(&made.file) != wish.etag => Err(changed.to_owned()),
        Some(_) => Ok(()),
    }
}

/// The name of what stands on a page in the whole study.
fn full_name(standing: &Standing, wish: &ToAgree) -> Option<String> {
    let route = route_of(standing, &wish.page)?;
    let study = &standing.shown.as_ref()?.prepared.study;
    let Some(chapter) = chapter_of(study, &route) else {
        let mut fields = fields_of(study, &route);
        return fields
            .find(|(name, _)| **name == wish.id)
            .map(|(name, _)| name.clone());
    };
    let mut blocks = chapter.all_blocks().into_iter();
    let block = blocks.find(|block| block.id.as_str() == wish.id)?;
    let folder = match route {
        Route::NewsItem(..) => "news/",
        _ => "",
    };
    Some(format!("{folder}{}#{}", chapter.id, block.id))
}
