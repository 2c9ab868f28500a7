//! How far a language's text has kept up with the others, counted once for all pages of the language.
//!
//! Chapters are counted one by one, and their counts are added up: of the plan of a site this alone changes whenever a
//! text moves on. A chapter that is saved is taken out of the sum and put in anew.

use super::Site;
use super::anchors::ChapterAt;
use super::plan::has_page;
use super::standing::{self, Standing};
use super::view::Completeness;
use crate::language::{Lang, PerLang};
use crate::study::record::Record;
use crate::study::{Block, Chapter, State, Study};

/// How the texts of one chapter or news item stand, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(PerLang<Count>);

/// Counts the blocks of a chapter. `languages` are those of the study.
pub fn counts(chapter: &Chapter, languages: &[Lang]) -> Counts {
    let count = |lang: &Lang| {
        let mut count = Count::default();
        count.blocks(languages, &chapter.blocks, lang);
        (lang.clone(), count)
    };
    Counts(languages.iter().map(count).collect())
}

/// Adds up what the language is to have. `chapters` are all chapters, then the news.
pub(crate) fn sum(study: &Study, site: &Site, lang: &Lang, chapters: &[&Counts]) -> Count {
    let mut sum = Count::default();
    for at in site.shown().filter(|at| has_page(study, lang, *at)) {
        let at = match at {
            ChapterAt::Chapter(at) => at,
            ChapterAt::News(at) => study.chapters.len() + at,
        };
        if let Some(own) = chapters.get(at).and_then(|counts| counts.0.get(lang)) {
            sum = sum.with(own);
        }
    }
    for record in study.records.all() {
        sum.record(study, record, lang);
    }
    sum
}

/// The sum after a chapter was counted anew, if it is a part of it.
pub(crate) fn renewed(
    study: &Study,
    site: &Site,
    (lang, sum): (&Lang, &Count),
    (at, was, now): (ChapterAt, &Counts, &Counts),
) -> Count {
    let is_part = site.plan_of(at).shown && has_page(study, lang, at);
    match (was.0.get(lang), now.0.get(lang)) {
        (Some(was), Some(now)) if is_part => sum.without(was).with(now),
        _ => sum.clone(),
    }
}

/// How many texts a language is to have, and how many of them it has not or has otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    all: usize,
    behind: usize,
    missing: usize,
}

impl Count {
    fn with(&self, part: &Self) -> Self {
        Self {
            all: self.all + part.all,
            behind: self.behind + part.behind,
            missing: self.missing + part.missing,
        }
    }

    /// Of a sum of which `part` is a part.
    fn without(&self, part: &Self) -> Self {
        Self {
            all: self.all - part.all,
            behind: self.behind - part.behind,
            missing: self.missing - part.missing,
        }
    }

    fn blocks(&mut self, languages: &[Lang], blocks: &[Block], lang: &Lang) {
        for block in blocks {
            if !standing::is_only(block) {
                self.add(&Standing::of_block(languages, block, lang));
            }
            // A quotation says by itself what a container in another language holds.
            if block.texts.get(lang).is_none() || block.holds_blocks_in().any(|one| one == lang) {
                self.blocks(languages, &block.inner, lang);
            }
        }
    }

    fn record(&mut self, study: &Study, record: Record<'_>, lang: &Lang) {
        let entry = record.entry();
        let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
        let file = name.split('.').next().unwrap_or(name);
        if !study.settings.wants_records(lang, file) {
            return;
        }
        let agreed = State::default();
        for (key, prose) in record.prose() {
            let state = study.fields.get(&format!("{}.{key}", entry.id));
            let standing = match prose.get(lang) {
                Some(_) => Standing::of(&study.settings.languages, state.unwrap_or(&agreed), lang),
                None => Standing::Missing,
            };
            self.add(&standing);
        }
    }

    fn add(&mut self, standing: &Standing<'_>) {
        self.all += 1;
        match standing {
            Standing::Agreed => {}
            Standing::Missing | Standing::Copied => self.missing += 1,
            Standing::Behind(_) => self.behind += 1,
        }
    }

    /// `None` if all is agreed.
    pub(crate) fn told(&self) -> Option<Completeness> {
        let odd = self.behind + self.missing;
        (odd > 0).then(|| Completeness {
            percent: (self.all - odd) * 100 / self.all,
            behind: self.behind,
            missing: self.missing,
        })
    }
}
