//! The plan of the site: which pages there are, where they stand, what links to what. And the view of each page.
//!
//! [`plan()`] looks at the whole study once and builds an index; [`view::view`] then makes one page's view
//! from that index without looking at any other page. What a page may show is decided here and nowhere else:
//! templates ask no questions.

mod address;
mod anchors;
mod attributes;
mod cite;
mod completeness;
mod contents;
pub mod data;
mod directives;
mod elements;
mod escape;
mod exchange;
mod facets;
pub mod feed;
mod figures;
mod head;
mod json_ld;
mod labels;
pub mod links;
mod media;
mod navigation;
mod notes;
mod outline;
mod pages;
mod parts;
mod pen;
mod plan;
mod prose;
mod register;
mod relations;
pub mod route;
mod sections;
mod share;
mod sheet;
mod standing;
mod target;
pub mod view;
mod walk;

pub use completeness::{Counts, counts};
pub use directives::{CODES as DIRECTIVE_CODES, check as check_directives};
pub use outline::outline;
pub use plan::plan;
pub use sheet::Sheets;

use crate::diagnostic::Code;
use crate::language::{Lang, PerLang};
use crate::source::SourcePath;
use crate::study::{BlockId, ChapterId, RecordId, Study};
use crate::theme::Shared;
use anchors::ChapterAt;
use completeness::Count;
use media::Published;
use navigation::Tongue;
use register::Register;
use relations::{Citing, RecordAt, Relations};
use route::Route;
use share::ChapterPlan;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use view::StudyView;

/// Codes that planning raises; those of links and directives belong to their checks.
pub const CODES: &[&Code] = &[&address::FILE_ADDRESS_TAKEN];

/// Which pages to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// True if drafts are shown.
    pub drafts: bool,
    /// Only these languages; empty: all.
    pub languages: Vec<Lang>,
    /// Instead of the study's own `base_url`.
    pub base_url: Option<String>,
}

/// The index of the site: its plan, and the study as a whole as its pages show it. Copying it copies pointers.
///
/// Everything that the making of one page has to look up is one step away here, so that a page costs the same
/// on a site of ten pages and of ten thousand.
#[derive(Clone, Debug, Default)]
pub struct Site {
    plan: Arc<Plan>,
    /// By language. It tells how far the language has kept up, which may change where the plan does not.
    studies: PerLang<Arc<Shared<StudyView>>>,
    /// By language: how far, in numbers.
    sums: PerLang<Count>,
}

impl Deref for Site {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

impl DerefMut for Site {
    fn deref_mut(&mut self) -> &mut Plan {
        Arc::make_mut(&mut self.plan)
    }
}

/// Which pages there are, where they stand, what links to what: the frame, and what each chapter adds to it. Copies
/// share what they do not change.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    frame: Arc<Frame>,
    chapters: Vec<ChapterPlan>,
    news: Vec<ChapterPlan>,
    /// Ids of blocks.
    blocks: Register<BlockId>,
    /// Records that chapters speak of.
    mentions: Register<RecordId>,
    /// Works that chapters cite.
    works: Register<RecordId>,
    media_of_chapters: Register<SourcePath>,
    tongues: PerLang<Tongue>,
}

impl Deref for Plan {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl DerefMut for Plan {
    fn deref_mut(&mut self) -> &mut Frame {
        Arc::make_mut(&mut self.frame)
    }
}

/// What stands around the chapters. It stays as it is while texts are written: it is made of the data, the theme, and
/// of the chapters only their places, ids and addresses.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The languages that are made, in the study's order.
    pub languages: Vec<Lang>,
    /// All pages, in the order of their addresses.
    pub routes: Vec<Route>,
    /// Where the site will stand; ends with `/`.
    pub base_url: Option<String>,
    /// Address of each route, in the same order.
    addresses: Vec<String>,
    places: BTreeMap<Route, usize>,
    by_file: BTreeMap<String, usize>,
    chapter_ids: BTreeMap<ChapterId, ChapterAt>,
    news_ids: BTreeMap<ChapterId, ChapterAt>,
    /// `chapters/03-voices/01-young-people.md`, without language.
    chapter_files: BTreeMap<String, ChapterAt>,
    records: BTreeMap<RecordId, RecordAt>,
    relations: Relations,
    /// All files that pages may show.
    published: BTreeMap<SourcePath, Published>,
    media_of_records: BTreeSet<SourcePath>,
    /// By language: all languages, in the order in which readers of this one are served by them.
    orders: PerLang<Vec<Lang>>,
}

impl Site {
    /// The same site, with its texts counted anew: `chapters` are the counts of all chapters, then of the news.
    pub fn counted(&self, study: &Study, chapters: &[&Counts]) -> Self {
        let languages = self.languages.iter();
        let sums = languages.map(|lang| {
            let sum = completeness::sum(study, self, lang, chapters);
            (lang.clone(), sum)
        });
        self.with_sums(sums.collect())
    }

    /// The same site after a chapter was counted anew, at this place among the chapters, then the news.
    pub fn recounted(&self, study: &Study, place: usize, was: &Counts, now: &Counts) -> Self {
        let at = ChapterAt::of_place(study, place);
        let sums = self.sums.iter().map(|(lang, sum)| {
            let sum = completeness::renewed(study, self, (lang, sum), (at, was, now));
            (lang.clone(), sum)
        });
        self.with_sums(sums.collect())
    }

    fn with_sums(&self, sums: PerLang<Count>) -> Self {
        let mut site = self.clone();
        for (lang, before) in self.studies.iter() {
            let completeness = sums.get(lang).and_then(Count::told);
            if before.completeness != completeness {
                let view = StudyView {
                    completeness,
                    ..StudyView::clone(before)
                };
                let view = Arc::new(Shared::new(view));
                site.studies.insert(lang.clone(), view);
            }
        }
        site.sums = sums;
        site
    }

    /// The page that stands at a path inside the output folder: `ru/summary/index.html`.
    pub fn route_at(&self, path: &str) -> Option<&Route> {
        self.by_file.get(path).map(|at| &self.routes[*at])
    }

    /// The path of a page inside the output folder.
    pub fn file_path(&self, route: &Route) -> String {
        address::file(self.address(route))
    }

    /// Where a page stands, relative to the site's root and without a leading slash: `ru/summary/`; empty for the root.
    pub fn address(&self, route: &Route) -> &str {
        self.address_of_page(route).unwrap_or_default()
    }

    /// The same; `None` if there is no such page.
    pub(crate) fn address_of_page(&self, route: &Route) -> Option<&str> {
        let at = self.places.get(route)?;
        Some(self.addresses[*at].as_str())
    }

    /// True if there is such a page.
    pub fn has(&self, route: &Route) -> bool {
        self.places.contains_key(route)
    }

    /// Absolute address of a page; `None` without a base URL.
    pub fn absolute(&self, route: &Route) -> Option<String> {
        let base = self.base_url.as_ref()?;
        Some(format!("{base}{}", self.address(route)))
    }

    /// True if a chapter speaks of this record or shows it.
    pub fn is_mentioned(&self, id: &RecordId) -> bool {
        self.mentions.has(id)
    }

    /// The chapters that speak of this record or show it, in their order.
    fn mentioned_in(&self, id: &RecordId) -> impl Iterator<Item = ChapterAt> {
        self.mentions.chapters(id)
    }

    /// The pages that cite a work: chapters, then those of records.
    fn citing(&self, id: &RecordId) -> impl Iterator<Item = Citing> {
        let chapters = self.works.chapters(id).map(Citing::Chapter);
        let records = self.relations.citing.get(id).into_iter().flatten();
        chapters.chain(records.copied())
    }

    fn plan_of(&self, at: ChapterAt) -> &ChapterPlan {
        match at {
            ChapterAt::Chapter(index) => &self.chapters[index],
            ChapterAt::News(index) => &self.news[index],
        }
    }

    /// The chapters that have a block of this id, in their order.
    fn with_block(&self, id: &str) -> Vec<ChapterAt> {
        self.blocks.chapters(&BlockId::new(id)).collect()
    }

    /// The languages that have pages of their own text for a chapter, in the study's order.
    fn languages_with<'a>(
        &'a self,
        study: &'a Study,
        at: ChapterAt,
    ) -> impl Iterator<Item = &'a Lang> {
        let files = &at.of(study).files;
        let wanted = move |lang: &&Lang| {
            files.get(lang).is_some()
                && (at.is_news() || study.settings.wants_chapter(lang, at.id(study).as_str()))
        };
        self.languages.iter().filter(wanted)
    }

    /// The pages that show a chapter's text in `lang` beside one in another language, in the study's order of languages.
    fn parallels(&self, study: &Study, lang: &Lang, at: ChapterAt) -> Vec<Route> {
        let texts: Vec<&Lang> = self.languages_with(study, at).collect();
        if at.is_news() || !texts.contains(&lang) {
            return Vec::new();
        }
        let others = texts.into_iter().filter(|other| *other != lang);
        others
            .map(|other| Route::Parallel(lang.clone(), at.id(study).clone(), other.clone()))
            .collect()
    }

    /// The languages of the study in the order in which readers of `lang` are served by them: the language itself, those
    /// that the theme names as its `fallback`, then the others in the study's order.
    fn order(&self, lang: &Lang) -> &[Lang] {
        self.orders.get(lang).map_or(&self.languages, Vec::as_slice)
    }

    /// The study as a whole in a language of the site.
    fn study_in(&self, lang: &Lang) -> &Arc<Shared<StudyView>> {
        self.studies
            .get(lang)
            .expect("every language of the site has its view of the study: made in plan()")
    }

    fn tongue(&self, lang: &Lang) -> &Tongue {
        self.tongues
            .get(lang)
            .expect("every language of the site has its tongue: made in plan()")
    }
}
