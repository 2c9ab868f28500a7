//! `diglot build`: the site, written only if the content has no errors.

use crate::args::{Build, Place};
use crate::failure::Failure;
use crate::terminal::{Terminal, and, count, plural};
use crate::timings::Timings;
use diglot::align::lock;
use diglot::build::{self, Options};
use diglot::diagnostic::{self, Diagnostic, Severity};
use diglot::disk;
use diglot::language::Lang;
use diglot::source::{SourcePath, Sources};
use diglot::study::Lock;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// How long a build waits for another one that writes into the same folder.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Reads, checks, makes, writes; or stops early if nothing has changed since the last time.
pub(crate) fn run(place: &Place, wanted: &Build, terminal: &Terminal) -> Result<(), Failure> {
    let mut timings = Timings::start();
    let done = stages(place, wanted, terminal, &mut timings);
    if wanted.timings {
        timings.print(terminal);
    }
    done
}

fn stages(
    place: &Place,
    wanted: &Build,
    terminal: &Terminal,
    timings: &mut Timings,
) -> Result<(), Failure> {
    let options = options(place, wanted);
    let target = place.target();
    let mut sources = disk::load(&place.root)?;
    let inputs = build::inputs(&sources, &options);
    timings.done("load");
    let unchanged = disk::unchanged(target, inputs)?;
    timings.done("compare");
    if let Some(before) = unchanged {
        repeat(&before, &sources, terminal);
        return Ok(());
    }
    let mut prepared = build::prepare_telling(&sources, &options, &mut |stage| timings.done(stage));
    let languages = languages(&prepared.study.settings.languages, &wanted.lang)?;
    let mut found = prepared.diagnostics.clone();
    if has_errors(&found) {
        // A template may have errors of its own.
        found.extend(prepared.each_file(|_, _| (), &mut |_| {}).diagnostics);
        return refuse(found, &sources, terminal);
    }
    let renewed = prepared.renewed_lock(&sources);
    if wanted.locked && !renewed.is_empty() {
        terminal.list(&found, &sources);
        return Err(locked(&renewed, terminal));
    }
    // Of the lock nothing more is asked, and it is as long as all chapters together.
    let open = prepared.open();
    prepared.lock = Lock::default();
    sources.let_go(lock::FOLDER);
    // Files wait beside the old site as soon as they are made: the whole site need not be in memory.
    let stage = disk::Stage::begin(target, &mut |line| terminal.say(line))?;
    let made = prepared.each_file(
        |path, file| stage.put(path, &file).map(|()| path.ends_with(".html")),
        &mut |stage| timings.done(stage),
    );
    found.extend(made.diagnostics);
    if has_errors(&found) {
        stage.abandon()?;
        return refuse(found, &sources, terminal);
    }
    // Before the lock is written the study is loaded once more: there is to be room for it. Else the system takes the memory
    // back, at once, when the program ends.
    match renewed.is_empty() {
        true => std::mem::forget(prepared),
        false => drop(prepared),
    }
    let files = made.pages.into_iter().chain(made.whole_site);
    let pages: Vec<bool> = files.collect::<Result<_, _>>()?;
    diagnostic::sort(&mut found);
    terminal.list(&found, &sources);
    disk::write_lock(&place.root, &sources, &renewed)?;
    for (path, _) in &renewed {
        terminal.detail(&format!("wrote {path}"));
    }
    // What was built is what the next build will find: with the lock as it is now.
    let inputs = build::inputs(&build::with_files(&sources, &renewed), &options);
    let report = report(open, &diagnostic::json(&found, &sources));
    let written = stage.finish(inputs, &report)?;
    timings.done("write");
    for path in &written.changed {
        terminal.detail(&format!("wrote {path}"));
    }
    for path in &written.removed {
        terminal.detail(&format!("removed {path}"));
    }
    terminal.say(&format!(
        "built {} in {}, {} ({} changed, {} removed) in {} ms{}",
        plural(pages.iter().filter(|is_page| **is_page).count(), "page"),
        plural(languages, "language"),
        plural(pages.len(), "file"),
        written.changed.len(),
        written.removed.len(),
        timings.elapsed().as_millis(),
        and(count(&found)),
    ));
    say_open(open, terminal);
    Ok(())
}

/// With `--locked` the lock is to be right as it is.
fn locked(renewed: &[(SourcePath, Arc<str>)], terminal: &Terminal) -> Failure {
    for (path, _) in renewed {
        terminal.warn(&format!("error: `{path}` is not up to date"));
    }
    terminal.warn("help: run `diglot build` without `--locked` and commit `content/lock/`: nothing was written");
    Failure::Content
}

/// States are no mistakes, but whoever builds should know of them.
fn say_open(open: usize, terminal: &Terminal) {
    if open > 0 {
        let what = plural(open, "text");
        terminal.say(&format!(
            "agreement: {what} not agreed; see `diglot status`"
        ));
    }
}

/// What a build that changes nothing repeats: how many texts are not agreed, then the diagnostics.
fn report(open: usize, diagnostics: &str) -> String {
    format!("{{\"not_agreed\": {open}, \"diagnostics\": {diagnostics}}}\n")
}

fn read_report(report: &str) -> (usize, String) {
    let read: Value = serde_json::from_str(report).unwrap_or_default();
    let open = read["not_agreed"].as_u64().unwrap_or(0);
    (open as usize, read["diagnostics"].to_string())
}

fn refuse(
    mut found: Vec<Diagnostic>,
    sources: &Sources,
    terminal: &Terminal,
) -> Result<(), Failure> {
    diagnostic::sort(&mut found);
    terminal.list(&found, sources);
    let count = count(&found).unwrap_or_default();
    terminal.warn(&format!("{count}: nothing was written"));
    Err(Failure::Content)
}

/// True if nothing may be written.
pub(crate) fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity == Severity::Error)
}

/// Says again what was said when this very site was built.
fn repeat(before: &disk::Unchanged, sources: &Sources, terminal: &Terminal) {
    let (open, said) = read_report(&before.report);
    let said = diagnostic::read_json(&said, &build::codes(), sources);
    terminal.list(&said, sources);
    terminal.say(&format!(
        "nothing has changed: {}, {}{}",
        plural(pages(before.files.iter()), "page"),
        plural(before.files.len(), "file"),
        and(count(&said)),
    ));
    say_open(open, terminal);
}

fn pages<'a>(files: impl Iterator<Item = &'a String>) -> usize {
    files.filter(|path| path.ends_with(".html")).count()
}

fn options(place: &Place, wanted: &Build) -> Options {
    let mut options = Options::default();
    options.scope.drafts = wanted.drafts;
    options.scope.languages = wanted.lang.clone();
    options.scope.base_url = place.base_url.clone();
    options.strict = wanted.strict;
    options
}

/// How many languages are made; an error if one was asked for that the study does not have.
fn languages(has: &[Lang], wanted: &[Lang]) -> Result<usize, Failure> {
    // A study whose languages could not be read has other worries, which are listed.
    let unknown = wanted
        .iter()
        .find(|lang| !has.contains(lang) && !has.is_empty());
    match unknown {
        Some(lang) => {
            let names: Vec<String> = has.iter().map(|lang| format!("`{lang}`")).collect();
            Err(Failure::Usage(format!(
                "this study is not in `{lang}`, only in {}",
                names.join(", ")
            )))
        }
        None if wanted.is_empty() => Ok(has.len()),
        None => Ok(wanted.len()),
    }
}
