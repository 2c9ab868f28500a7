//! What the chapters add to the plan, brought together; and the share of a saved chapter put in the place of its old one.
//! Both give the same plan: what is not exchanged is what it was made of.

use super::anchors::ChapterAt;
use super::register::Register;
use super::share::{self, ChapterPlan, Share};
use super::view::StudyView;
use super::{Plan, Scope, Site, navigation};
use crate::language::PerLang;
use crate::study::Study;
use crate::theme::{Shared, Theme};
use std::sync::Arc;

impl Site {
    /// The same site with other texts in some of its chapters, at these places among the chapters, then the news. Nothing
    /// else of the study may have changed, and neither may their places, ids, addresses and dates. How texts stand is not
    /// counted anew.
    pub fn renewed(&self, study: &Study, theme: &Theme, scope: &Scope, places: &[usize]) -> Self {
        let places = places.iter();
        let changed: Vec<ChapterAt> = places.map(|at| ChapterAt::of_place(study, *at)).collect();
        let mut site = self.clone();
        let plan: &mut Plan = &mut site;
        for at in &changed {
            plan.exchange(*at, ChapterPlan::of(study, theme, scope, self, *at));
        }
        share::number(&mut plan.chapters);
        let tongues = self.tongues.iter().map(|(lang, tongue)| {
            let tongue = navigation::renewed(study, &site, theme, (lang, tongue), &changed);
            (lang.clone(), tongue)
        });
        let tongues = tongues.collect::<PerLang<_>>();
        let studies = self.studies.iter().map(|(lang, before)| {
            let view = StudyView {
                completeness: before.completeness.clone(),
                ..navigation::uncounted(study, &site, theme, lang)
            };
            let view = match view == ***before {
                true => Arc::clone(before),
                false => Arc::new(Shared::new(view)),
            };
            (lang.clone(), view)
        });
        let studies = studies.collect::<PerLang<_>>();
        site.studies = studies;
        site.tongues = tongues;
        site
    }
}

impl Plan {
    /// Brings together what the chapters add.
    pub(super) fn bring_together(&mut self) {
        share::number(&mut self.chapters);
        let chapters = (0..).map(ChapterAt::Chapter).zip(&self.chapters);
        let news = (0..).map(ChapterAt::News).zip(&self.news);
        let all: Vec<(ChapterAt, &ChapterPlan)> = chapters.chain(news).collect();
        self.blocks = together(&all, ChapterPlan::ids);
        self.mentions = together(&all, |plan| plan.share().mentions.iter());
        self.works = together(&all, |plan| plan.share().works.iter());
        self.media_of_chapters = together(&all, |plan| plan.share().media.iter());
    }

    /// Puts what a chapter adds now in the place of what it added when all was brought together.
    fn exchange(&mut self, at: ChapterAt, now: ChapterPlan) {
        let place = match at {
            ChapterAt::Chapter(at) => &mut self.chapters[at],
            ChapterAt::News(at) => &mut self.news[at],
        };
        let was = std::mem::replace(place, now.clone());
        self.blocks.exchange(at, was.ids(), now.ids());
        let (was, now): (&Share, &Share) = (was.share(), now.share());
        self.mentions.exchange(at, &was.mentions, &now.mentions);
        self.works.exchange(at, &was.works, &now.works);
        self.media_of_chapters.exchange(at, &was.media, &now.media);
    }
}

/// One thing of what chapters add, of all of them.
fn together<'a, K: Ord + Clone + 'a, I: Iterator<Item = &'a K>>(
    all: &[(ChapterAt, &'a ChapterPlan)],
    of: impl Fn(&'a ChapterPlan) -> I,
) -> Register<K> {
    let each = all.iter().map(|(at, plan)| (*at, of(plan)));
    Register::of(each.flat_map(|(at, own)| own.map(move |one| (at, one))))
}
