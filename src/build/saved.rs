//! The everyday change: an author saves a text, and its head says nothing new that other chapters want to know: neither
//! its id nor its addresses, its date, and whether it is a draft.
//!
//! Then nothing has to be read and aligned but the chapter to which the file belongs, and it is put in its place in what
//! the last build made, in the study and in the plan. Everything else is shared with that. Whether a change is such a one
//! is told here, at no more cost than that of the change; [`prepare_anew`](super::prepare_anew) does all others.

use super::memo::{Aligned, FileKey, Memo};
use super::planned::Around;
use super::{Options, Prepared, aligned, places, print_of};
use crate::align::{self, Files};
use crate::diagnostic::Diagnostic;
use crate::read::{self, ChapterFile};
use crate::source::{Source, SourcePath, Sources, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More files than these are not saved one by one.
const MOST: usize = 16;

/// What the last build made, and what has to be known to go on from there. The newest answers of the memo are those of
/// which it was made.
#[derive(Debug)]
pub(super) struct Last {
    sources: Sources,
    options: Options,
    around: Around,
    /// Of the chapters, then of the news.
    files: Vec<Files>,
    /// Where each of them stands, by its name.
    places: BTreeMap<String, usize>,
    /// What was found beside what is wrong with single files, chapters and the plan.
    found: Vec<Diagnostic>,
    outspoken: Outspoken,
    prepared: Prepared,
}

/// The answers of the memo that have something to say, by their places.
#[derive(Debug, Default)]
struct Outspoken {
    files: BTreeSet<usize>,
    chapters: BTreeSet<usize>,
}

/// What was saved: answers with their places in the memo, and the chapters that are changed by them.
#[derive(Default)]
struct Saved {
    files: Vec<(usize, FileKey, Arc<ChapterFile>)>,
    chapters: BTreeMap<usize, Files>,
}

/// What a change touches of the site, beside the pages of its chapters.
#[derive(Default)]
struct Touched {
    /// The chapters in which the plan sees something new.
    plan: Vec<usize>,
    /// The chapters whose texts stand otherwise than before, with what was known of them, and what is known now.
    counts: Vec<(usize, Arc<Aligned>, Arc<Aligned>)>,
}

/// What a build gives if nothing changed since the last one but texts, titles and summaries of chapters, and what is
/// remembered of them; `None` if more did.
pub(super) fn prepare(sources: &Sources, options: &Options, memo: &mut Memo) -> Option<Prepared> {
    let mut last = memo.last.take()?;
    let saved = last.saved(sources, options, memo)?;
    last.sources = sources.clone();
    last.put(saved, memo);
    Some(last.told(memo))
}

impl Last {
    /// After a build that looked at everything.
    pub(super) fn new(
        sources: &Sources,
        options: &Options,
        (around, files): (Around, Vec<Files>),
        found: Vec<Diagnostic>,
        prepared: Prepared,
        memo: &Memo,
    ) -> Self {
        let names = files.iter().map(|one| one.name.clone());
        Self {
            sources: sources.clone(),
            options: options.clone(),
            around,
            places: names.zip(0..).collect(),
            files,
            found,
            outspoken: Outspoken::of(memo),
            prepared,
        }
    }

    /// What was saved since; `None` if more than this changed.
    fn saved(&self, sources: &Sources, options: &Options, memo: &Memo) -> Option<Saved> {
        let is_same = self.options == *options && sources.same_paths(&self.sources);
        let unlike = sources.unlike(&self.sources).take(MOST + 1);
        let unlike: Vec<&SourcePath> = unlike.collect();
        if !is_same || unlike.len() > MOST {
            return None;
        }
        let mut saved = Saved::default();
        for path in unlike {
            let (Source::Text(_), Source::Text(text)) =
                (self.sources.get(path)?, sources.get(path)?)
            else {
                return None;
            };
            self.text(path, text, memo, &mut saved)
                .or_else(|| self.lock(path, text, &mut saved))?;
        }
        Some(saved)
    }

    /// A text of a chapter; `None` if others may want to know what changed in it.
    fn text(&self, path: &SourcePath, text: &Text, memo: &Memo, saved: &mut Saved) -> Option<()> {
        let known = memo.files.newest();
        let at = known.binary_search_by(|((one, _, _), _)| one.cmp(path));
        let ((_, _, languages), before) = known.get(at.ok()?)?;
        let (_, data) = memo.data.newest().first()?;
        let source = Source::Text(text.clone());
        let file = read::file::read(path, &source, data.value.languages());
        let text = file.text().filter(|_| file.has_face_of(before))?;
        let chapter = self.chapter(&align::name(&text.id, file.is_news()), saved)?;
        // Of two files of one chapter and language, the second was left out.
        let old = chapter.texts.get(&text.lang);
        old.filter(|old| old.path == *path)?;
        chapter.texts.insert(text.lang.clone(), Arc::clone(text));
        let key = (path.clone(), source, Arc::clone(languages));
        saved.files.push((at.ok()?, key, Arc::new(file)));
        Some(())
    }

    /// What is remembered of a chapter.
    fn lock(&self, path: &SourcePath, text: &Text, saved: &mut Saved) -> Option<()> {
        let name = align::lock::name(path)?;
        self.chapter(name, saved)?.past = Some(Arc::clone(&text.text));
        Some(())
    }

    /// The files of a chapter, as they were saved so far.
    fn chapter<'s>(&self, name: &str, saved: &'s mut Saved) -> Option<&'s mut Files> {
        let at = *self.places.get(name)?;
        let files = saved.chapters.entry(at);
        Some(files.or_insert_with(|| self.files[at].clone()))
    }

    fn put(&mut self, saved: Saved, memo: &mut Memo) {
        for (at, key, file) in saved.files {
            set(&mut self.outspoken.files, at, !file.diagnostics.is_empty());
            self.prepared.fields.renew(&file);
            memo.files.replace(at, key, file);
        }
        let mut touched = Touched::default();
        for (at, files) in saved.chapters {
            self.renew(at, files, memo, &mut touched);
        }
        let it = &mut self.prepared;
        if !touched.plan.is_empty() {
            let scope = &self.options.scope;
            it.site = Arc::new(it.site.renewed(&it.study, &it.theme, scope, &touched.plan));
        }
        for (at, was, now) in &touched.counts {
            let site = it.site.recounted(&it.study, *at, &was.counts, &now.counts);
            it.site = Arc::new(site);
        }
    }

    /// Aligns a chapter and puts it in its place; adds what of the site this touches.
    fn renew(&mut self, at: usize, files: Files, memo: &mut Memo, touched: &mut Touched) {
        let it = &mut self.prepared;
        let settings = &it.study.settings;
        let print = print_of(&files, &self.sources, settings);
        let now = Arc::new(aligned(files.clone(), settings));
        let was = Arc::clone(&memo.chapters.newest()[at].1);
        let both = (&was.read.value, &now.read.value);
        align::renew(&mut it.study, &mut it.lock, at, both);
        it.prints[at] = self.around.with(&print);
        self.files[at] = files;
        let has_said = !now.read.diagnostics.is_empty();
        set(&mut self.outspoken.chapters, at, has_said);
        touched
            .plan
            .extend((was.outline != now.outline).then_some(at));
        if was.counts != now.counts {
            touched.counts.push((at, was, Arc::clone(&now)));
        }
        memo.chapters.replace(at, print, now);
    }

    /// Says what is wrong. This stays in the memo, for the next build.
    pub(super) fn told(mut self, memo: &mut Memo) -> Prepared {
        let mut found = self.found.clone();
        found.extend(self.outspoken.said(memo).cloned());
        let it = &mut self.prepared;
        it.diagnostics = places::resolve(found.clone(), &it.fields, &self.sources, it.strict);
        it.found = found;
        let prepared = it.clone();
        memo.last = Some(self);
        prepared
    }
}

impl Outspoken {
    fn of(memo: &Memo) -> Self {
        let files = memo.files.newest().iter().map(|(_, one)| &one.diagnostics);
        let chapters = memo.chapters.newest().iter();
        let chapters = chapters.map(|(_, one)| &one.read.diagnostics);
        Self {
            files: outspoken(files),
            chapters: outspoken(chapters),
        }
    }

    /// What they say, and the plan.
    fn said<'m>(&'m self, memo: &'m Memo) -> impl Iterator<Item = &'m Diagnostic> {
        let file = |at: &usize| &memo.files.newest()[*at].1.diagnostics;
        let chapter = |at: &usize| &memo.chapters.newest()[*at].1.read.diagnostics;
        let plan = memo.sites.newest().iter().map(|(_, one)| &one.diagnostics);
        let files = self.files.iter().map(file);
        let chapters = self.chapters.iter().map(chapter);
        files.chain(chapters).chain(plan).flatten()
    }
}

fn outspoken<'d>(all: impl Iterator<Item = &'d Vec<Diagnostic>>) -> BTreeSet<usize> {
    let said = all.enumerate().filter(|(_, said)| !said.is_empty());
    said.map(|(at, _)| at).collect()
}

fn set(places: &mut BTreeSet<usize>, at: usize, is_in: bool) {
    match is_in {
        true => places.insert(at),
        false => places.remove(&at),
    };
}

#[cfg(test)]
mod tests;
