//! From sources to a site in memory. The only place that works in parallel.
//!
//! [`prepare`] reads, aligns, plans and checks; [`Prepared::file`] makes one file, [`Prepared::output`] all of them.
//! [`prepare_with`] does the same with the answers of earlier builds at hand, and leaves checking for later.

mod lock;
mod making;
mod memo;
mod places;
mod planned;
mod saved;

pub use lock::with_files;
pub use making::Made;
pub use memo::{CheckMemo, Memo};

use crate::align::unsettled::{self, Standing, standings};
use crate::diagnostic::{Code, Diagnostic, Read, Severity};
use crate::read::{Data, Fields, Reading};
use crate::site::{Scope, Site};
use crate::source::{Fingerprint, Source, Sources};
use crate::study::{Chapter, Lock, Settings, Study};
use crate::theme::{Theme, Wanted};
use crate::{align, check, format, read, site, theme};
use planned::{Around, planned};
use std::sync::Arc;

/// What the caller wants made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Drafts, languages, base address.
    pub scope: Scope,
    /// Warnings count as errors, and so do texts that are not agreed.
    pub strict: bool,
}

/// A study that was read, aligned and planned; no page is made yet. Copying it copies pointers, and what is wrong.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The document.
    pub study: Study,
    /// The plan.
    pub site: Arc<Site>,
    /// What makes pages.
    pub theme: Arc<Theme>,
    /// What is to be remembered of the texts.
    pub lock: Lock,
    /// Everything that is wrong, sorted; all places are spans or files. Until it was checked: what was seen so far.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found before the checks, as it was said.
    found: Vec<Diagnostic>,
    fields: Fields,
    /// What must not stand in anything that is made; `None` until the sources were looked through for it.
    watch: Option<Arc<check::privacy::Watch>>,
    strict: bool,
    /// Changes with everything that the check of a chapter looks at: of the chapters, then of the news. Empty if nothing
    /// is remembered.
    prints: Vec<Fingerprint>,
    /// False if the theme has errors of its own: then no page is made, since each would only repeat them.
    theme_is_whole: bool,
}

/// A stage of a build, when it is done: `read`, `align`, `theme` (it is read beside the texts, and only waited for here),
/// `plan`, `check`, `pages` (the files for the site as a whole are made beside them).
pub type Stage = &'static str;

/// Every code the program can raise, ordered by name.
pub fn codes() -> Vec<&'static Code> {
    let rooms = [
        crate::yaml::CODES,
        read::CODES,
        theme::CODES,
        align::CODES,
        site::CODES,
        check::CODES,
        check::privacy::CODES,
        format::CODES,
    ];
    let checks = check::CHECKS.iter().flat_map(|check| check.codes);
    let mut all: Vec<&'static Code> = rooms.into_iter().flatten().chain(checks).copied().collect();
    all.sort_by_key(|code| code.name);
    all.dedup_by_key(|code| code.name);
    all
}

/// One digest of everything that a build depends on: the files, the options, this program (`build/script.rs`).
pub fn inputs(sources: &Sources, options: &Options) -> Fingerprint {
    let options = format!("{options:?}");
    let files = sources.fingerprint();
    Fingerprint::of_parts(&[
        files.as_bytes(),
        options.as_bytes(),
        env!("DIGLOT_PROGRAM").as_bytes(),
    ])
}

/// Reads, aligns, plans and checks the whole study in memory; makes no page yet.
///
/// The same `sources` give the same [`Prepared`], on every machine and in any order of work.
/// Mistakes of the authors come back in [`Prepared::diagnostics`]; they are never an `Err`.
pub fn prepare(sources: &Sources, options: &Options) -> Prepared {
    prepare_telling(sources, options, &mut |_| {})
}

/// The same; every stage is told when it is done.
pub fn prepare_telling(
    sources: &Sources,
    options: &Options,
    done: &mut (dyn FnMut(Stage) + Send),
) -> Prepared {
    let begun = read::data::begin(sources);
    let settings = begun.settings().clone();
    let (theme, (aligned, fields)) = memo::both(
        || theme::read(sources, wanted(&settings)),
        || brought_together(sources, begun, done),
    );
    let mut found = Vec::new();
    let theme_is_whole = !theme.diagnostics.iter().any(is_error);
    let theme = theme.drain_into(&mut found);
    let align::Aligned { study, lock } = aligned.drain_into(&mut found);
    done("theme");
    let site = site::plan(&study, &theme, &options.scope).drain_into(&mut found);
    done("plan");
    let mut prepared = Prepared {
        study,
        site: Arc::new(site),
        theme: Arc::new(theme),
        lock,
        diagnostics: Vec::new(),
        found,
        fields,
        watch: None,
        strict: options.strict,
        prints: Vec::new(),
        theme_is_whole,
    };
    let (diagnostics, watch) = prepared.checked(sources, &mut CheckMemo::new());
    prepared.diagnostics = diagnostics;
    prepared.watch = Some(Arc::new(watch));
    done("check");
    prepared
}

/// All that needs no theme: the texts, read and aligned, with everything that was seen on the way.
fn brought_together(
    sources: &Sources,
    begun: read::data::Beginning,
    done: &mut (dyn FnMut(Stage) + Send),
) -> (Read<align::Aligned>, Fields) {
    let mut found = Vec::new();
    let mut reading = read_side_by_side(sources, begun).drain_into(&mut found);
    done("read");
    let settings = reading.texts.settings.clone();
    let [chapters, news] = align::files(&mut reading.texts).map(|files| {
        let aligned = memo::map(files, |files| align::chapter(files, &settings));
        let aligned = aligned.into_iter();
        aligned.map(|read| read.drain_into(&mut found)).collect()
    });
    let aligned = align::bring_together(reading.texts, chapters, news);
    let value = aligned.drain_into(&mut found);
    done("align");
    let aligned = Read {
        value,
        diagnostics: found,
    };
    (aligned, reading.fields)
}

/// What [`read::study`] gives, from all files at once.
fn read_side_by_side(sources: &Sources, begun: read::data::Beginning) -> Read<Reading> {
    let mut found = Vec::new();
    let read = |(path, source)| read::file::read(path, source, begun.languages());
    let files = read::file::of_chapters(sources).collect();
    let (files, records) = memo::both(
        || memo::map(files, |file| Arc::new(read(file))),
        || begun.records(sources),
    );
    let data = begun.with(records).drain_into(&mut found);
    found.extend(read::of_single_files(&files).cloned());
    let mut reading = read::gather(sources, &data, &files).drain_into(&mut found);
    let names = read::names(&reading, &data, &files);
    reading.without_doubles(&names);
    found.extend(names.diagnostics);
    // From here on the texts belong to the study alone: `data` and `files` are let go.
    Read {
        value: reading,
        diagnostics: found,
    }
}

/// Reads, aligns and plans, and looks up in `memo` what earlier builds found out of the same sources. What comes out
/// is what [`prepare`] gives, byte for byte, but that nothing is checked yet: [`Prepared::check`] does that.
pub fn prepare_with(sources: &Sources, options: &Options, memo: &mut Memo) -> Prepared {
    saved::prepare(sources, options, memo).unwrap_or_else(|| prepare_anew(sources, options, memo))
}

/// The same, with a look at every file.
fn prepare_anew(sources: &Sources, options: &Options, memo: &mut Memo) -> Prepared {
    memo.begin();
    let mut found = Vec::new();
    let data_print = read::data::fingerprint(sources);
    let data = memo.data.once(data_print, || read::data::read(sources));
    found.extend_from_slice(&data.diagnostics);
    let data = &data.value;
    let mut reading = reading(sources, data_print, data, memo, &mut found);
    let wanted = wanted(&reading.texts.settings);
    let theme = memo.themes.once(theme::fingerprint(sources, wanted), || {
        let read = theme::read(sources, wanted);
        read.map(Arc::new)
    });
    found.extend_from_slice(&theme.diagnostics);
    let settings = &reading.texts.settings.clone();
    let around = Around {
        data: data_print,
        theme: theme.value.fingerprint(),
    };
    let files = align::files(&mut reading.texts);
    let [chapters, news] = files.each_ref().map(|files| {
        let questions = files.iter();
        let questions = questions.map(|one| (print_of(one, sources, settings), one.clone()));
        let aligned = memo
            .chapters
            .map(questions.collect(), |files| aligned(files, settings));
        aligned.iter().map(|one| one.read.value.clone()).collect()
    });
    let aligned = align::bring_together(reading.texts, chapters, news);
    let align::Aligned { study, lock } = aligned.drain_into(&mut found);
    memo.rest();
    let asked = memo.chapters.newest().iter();
    let prints = asked.map(|(print, _)| around.with(print)).collect();
    let site = planned(&study, &theme.value, &around, options, memo);
    let prepared = Prepared {
        study,
        site,
        theme: theme.value.clone(),
        lock,
        diagnostics: Vec::new(),
        found: Vec::new(),
        fields: reading.fields,
        watch: None,
        strict: options.strict,
        prints,
        theme_is_whole: !theme.diagnostics.iter().any(is_error),
    };
    let around = (around, files.concat());
    saved::Last::new(sources, options, around, found, prepared, memo).told(memo)
}

/// Changes with everything that [`align::chapter`] looks at.
fn print_of(files: &align::Files, sources: &Sources, settings: &Settings) -> Fingerprint {
    let past = sources.get(&align::lock::path(&files.name));
    files.fingerprint(settings, past.map(Source::fingerprint_bytes))
}

fn aligned(files: align::Files, settings: &Settings) -> memo::Aligned {
    let read = align::chapter(files, settings);
    let outline = site::outline(&read.value.chapter);
    let counts = site::counts(&read.value.chapter, &settings.languages);
    memo::Aligned {
        read,
        outline,
        counts,
    }
}

/// Everything the files say; each file of a chapter is read by itself.
fn reading(
    sources: &Sources,
    data_print: Fingerprint,
    data: &Data,
    memo: &mut Memo,
    found: &mut Vec<Diagnostic>,
) -> Reading {
    let languages: Arc<str> = format!("{:?}", data.languages()).into();
    let questions = read::file::of_chapters(sources).map(|(path, source)| {
        let key = (path.clone(), source.clone(), Arc::clone(&languages));
        (key, (path, source))
    });
    let files = memo.files.map(questions.collect(), |(path, source)| {
        read::file::read(path, source, data.languages())
    });
    let mut reading = read::gather(sources, data, &files).drain_into(found);
    let names_print = read::names_fingerprint(data_print, &files);
    let names = memo
        .names
        .once(names_print, || read::names(&reading, data, &files));
    reading.without_doubles(&names);
    found.extend_from_slice(&names.diagnostics);
    reading
}

fn wanted(settings: &Settings) -> Wanted<'_> {
    Wanted {
        name: &settings.theme,
        tokens: &settings.tokens,
        languages: &settings.languages,
    }
}

impl Prepared {
    /// Everything that is wrong, checks included, sorted; and what must stand in no file that is made of it. `sources`
    /// are those it was prepared from; `memo` remembers what was found in each chapter.
    pub fn check(
        &self,
        sources: &Sources,
        memo: &mut CheckMemo,
    ) -> (Vec<Diagnostic>, check::privacy::Watch) {
        self.checked(sources, memo)
    }

    fn checked(
        &self,
        sources: &Sources,
        memo: &mut CheckMemo,
    ) -> (Vec<Diagnostic>, check::privacy::Watch) {
        let mut found = self.found.clone();
        let subject = check::Subject {
            study: &self.study,
            theme: &self.theme,
            site: &self.site,
            sources,
        };
        let (watch, (of_chapters, of_study)) = memo::both(
            || check::privacy::sources(sources, &self.fields, &self.study),
            || {
                let of_chapters = self.of_chapters(&subject, memo);
                let checks = check::CHECKS.iter().collect();
                let of_study = memo::map(checks, |check: &check::Check| (check.ask)(&subject));
                (of_chapters, of_study)
            },
        );
        let watch = watch.drain_into(&mut found);
        found.extend(of_chapters);
        found.extend(of_study.into_iter().flatten());
        let mut found = check::settle(subject, found, &codes());
        if self.strict {
            let standings = standings(&self.study, &self.lock);
            found.extend(check::not_agreed(&self.study, &standings));
        }
        let found = places::resolve(found, &self.fields, sources, self.strict);
        (found, watch)
    }

    /// What the chapters are asked one by one, in their order.
    fn of_chapters(&self, subject: &check::Subject<'_>, memo: &mut CheckMemo) -> Vec<Diagnostic> {
        let check = check::OfChapter::new(subject);
        let news = self.study.news.iter().map(|item| &item.chapter);
        let chapters = self.study.chapters.iter().chain(news);
        let chapters: Vec<&Chapter> = chapters.map(Arc::as_ref).collect();
        if self.prints.len() != chapters.len() {
            return memo::map(chapters, |chapter| check.ask(chapter)).concat();
        }
        let questions = self.prints.iter().copied().zip(chapters).collect();
        let answers = memo.chapters.map(questions, |chapter| check.ask(chapter));
        memo.chapters.rest();
        answers
            .iter()
            .flat_map(|found| found.iter().cloned())
            .collect()
    }

    /// True if nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(is_error)
    }

    /// How many blocks and fields are not agreed.
    pub fn open(&self) -> usize {
        unsettled::open(&self.study, &self.lock)
    }

    /// How the texts of each chapter and data file stand to each other; all places are spans or files.
    pub fn standings(&self, sources: &Sources) -> Vec<Standing> {
        let mut standings = standings(&self.study, &self.lock);
        places::resolve_standings(&mut standings, &self.fields, sources);
        standings
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}
