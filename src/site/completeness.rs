//! How far a language's text has kept up with the others, counted once for all pages of the language.

use super::Site;
use super::anchors::ChapterAt;
use super::plan::has_page;
use super::standing::{self, Standing};
use super::view::Completeness;
use crate::language::Lang;
use crate::study::record::Record;
use crate::study::{Block, State, Study};

/// Counts what the language is to have; `None` if all of it is agreed.
pub(crate) fn of(study: &Study, site: &Site, lang: &Lang) -> Option<Completeness> {
    let mut count = Count::default();
    for at in site.shown().filter(|at| has_page(study, lang, *at)) {
        count.chapter(study, at, lang);
    }
    for record in study.records.all() {
        count.record(study, record, lang);
    }
    count.told()
}

#[derive(Default)]
struct Count {
    all: usize,
    behind: usize,
    missing: usize,
}

impl Count {
    fn chapter(&mut self, study: &Study, at: ChapterAt, lang: &Lang) {
        self.blocks(study, &at.of(study).blocks, lang);
    }

    fn blocks(&mut self, study: &Study, blocks: &[Block], lang: &Lang) {
        for block in blocks {
            if !standing::is_only(block) {
                self.add(&Standing::of_block(study, block, lang));
            }
            // A quotation says by itself what a container in another language holds.
            if block.texts.get(lang).is_none() || block.holds_blocks_in().any(|one| one == lang) {
                self.blocks(study, &block.inner, lang);
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
                Some(_) => Standing::of(study, state.unwrap_or(&agreed), lang),
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

    fn told(self) -> Option<Completeness> {
        let odd = self.behind + self.missing;
        (odd > 0).then(|| Completeness {
            percent: (self.all - odd) * 100 / self.all,
            behind: self.behind,
            missing: self.missing,
        })
    }
}
