//! What one chapter adds to the plan of the site. It is made of that chapter alone and of what stands around all
//! chapters ([`Frame`](super::Frame)), so that a chapter that is saved exchanges its own share and no other.

use super::anchors::{Anchor, Anchors, ChapterAt, Counted, Numbered, anchors};
use super::{Scope, Site, media, relations, walk};
use crate::source::SourcePath;
use crate::study::{BlockId, Chapter, RecordId, Study};
use crate::theme::Theme;
use std::sync::Arc;

/// What the plan knows of a chapter. Copying it copies a pointer.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChapterPlan {
    /// False for drafts that are not asked for.
    pub(crate) shown: bool,
    /// True if its title or its summary names other things of the study, whose names and numbers it then prints.
    pub(super) leans: bool,
    /// What is counted in it.
    counted: Counted,
    /// What is counted in the chapters before it.
    before: Counted,
    share: Arc<Share>,
}

/// What a chapter adds to the plan.
#[derive(Debug, Default)]
pub(super) struct Share {
    anchors: Anchors,
    /// Records it speaks of.
    pub(super) mentions: Box<[RecordId]>,
    /// Works it cites.
    pub(super) works: Box<[RecordId]>,
    /// Files it shows.
    pub(super) media: Box<[SourcePath]>,
}

impl ChapterPlan {
    /// Of a chapter before which nothing is counted. Of the site only its frame is looked at.
    pub(super) fn of(
        study: &Study,
        theme: &Theme,
        scope: &Scope,
        site: &Site,
        at: ChapterAt,
    ) -> Self {
        let chapter = at.of(study);
        if chapter.draft && !scope.drafts {
            return Self::default();
        }
        let (anchors, counted) = anchors(chapter, has_numbers(study, chapter));
        let shown = !chapter.files.is_empty();
        let mut share = Share {
            anchors,
            ..Share::default()
        };
        if shown {
            let named = relations::of_chapter(chapter, study, theme, &site.records);
            share.mentions = named.mentions.into_iter().collect();
            share.works = named.works.into_iter().collect();
            share.media = media::of_chapter(study, site, at).into_iter().collect();
        }
        Self {
            shown,
            leans: leans(chapter),
            counted,
            before: Counted::default(),
            share: Arc::new(share),
        }
    }

    /// What stands at an id, with the id as it is kept here.
    pub(crate) fn entry(&self, id: &str) -> Option<(&BlockId, &Anchor)> {
        self.share.anchors.entry(id)
    }

    /// All ids of its blocks.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &BlockId> {
        self.share.anchors.ids()
    }

    /// The number of a block in the whole study, if it is a figure or a table with a title.
    pub(crate) fn figure(&self, id: &BlockId) -> Option<Numbered> {
        let (_, anchor) = self.entry(id.as_str())?;
        Some(self.before.figure(anchor.figure?))
    }

    /// The printed number of a block, if it is a paragraph and the chapter prints them.
    pub(crate) fn paragraph(&self, id: &BlockId) -> Option<u32> {
        let (_, anchor) = self.entry(id.as_str())?;
        Some(self.before.paragraph(anchor.paragraph?))
    }

    /// The printed numbers of its paragraphs, each with what stands there.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = (u32, &Anchor)> {
        let anchors = self.share.anchors.values();
        anchors.filter_map(|anchor| Some((self.before.paragraph(anchor.paragraph?), anchor)))
    }

    /// What it adds to the plan.
    pub(super) fn share(&self) -> &Share {
        &self.share
    }
}

/// Counts through chapters in reading order. A news item is no part of the report: its figures are counted for
/// themselves.
pub(super) fn number(chapters: &mut [ChapterPlan]) {
    let mut before = Counted::default();
    for chapter in chapters {
        chapter.before = before;
        before = before.and(chapter.counted);
    }
}

fn has_numbers(study: &Study, chapter: &Chapter) -> bool {
    let mut files = chapter.files.values();
    study.settings.numbered_paragraphs || files.any(|file| file.front.numbered_paragraphs)
}

fn leans(chapter: &Chapter) -> bool {
    let fronts = chapter.files.values().map(|file| &file.front);
    let mut texts = fronts.flat_map(|front| {
        let others = front.short_title.iter().chain(&front.summary);
        others.chain([&front.title])
    });
    texts.any(walk::leans)
}
