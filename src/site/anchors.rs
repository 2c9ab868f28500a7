//! Chapters by number, and what stands at each id inside them. What is counted through a study is counted here through
//! the chapter alone: the plan knows what comes before it.

use super::elements::is_picture;
use super::route::Route;
use crate::language::Lang;
use crate::study::text::ElementKind;
use crate::study::{Block, BlockId, Chapter, ChapterId, Study};
use std::collections::BTreeMap;

/// A chapter or a news item by its place in the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChapterAt {
    Chapter(usize),
    News(usize),
}

impl ChapterAt {
    /// What stands at a place among all chapters, then all news items.
    pub(crate) fn of_place(study: &Study, place: usize) -> Self {
        match place.checked_sub(study.chapters.len()) {
            None => Self::Chapter(place),
            Some(place) => Self::News(place),
        }
    }

    /// The chapter itself.
    pub(crate) fn of(self, study: &Study) -> &Chapter {
        match self {
            Self::Chapter(index) => &study.chapters[index],
            Self::News(index) => &study.news[index].chapter,
        }
    }

    /// Its id.
    pub(crate) fn id(self, study: &Study) -> &ChapterId {
        &self.of(study).id
    }

    /// Its page in a language, whether it exists or not.
    pub(crate) fn route(self, study: &Study, lang: &Lang) -> Route {
        let id = self.id(study).clone();
        match self {
            Self::Chapter(_) => Route::Chapter(lang.clone(), id),
            Self::News(_) => Route::NewsItem(lang.clone(), id),
        }
    }

    /// True for a news item.
    pub(crate) fn is_news(self) -> bool {
        matches!(self, Self::News(_))
    }
}

/// What stands at each id of a chapter, in the order of the ids. A row, since a large site has hundreds of thousands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors(Box<[(BlockId, Anchor)]>);

impl Anchors {
    /// What stands at an id, with the id as it is kept here.
    pub(crate) fn entry(&self, id: &str) -> Option<(&BlockId, &Anchor)> {
        let at = self.0.binary_search_by(|(one, _)| one.as_str().cmp(id));
        at.ok().map(|at| (&self.0[at].0, &self.0[at].1))
    }

    /// All ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &BlockId> {
        self.0.iter().map(|(id, _)| id)
    }

    /// What stands at the ids, in their order.
    pub(super) fn values(&self) -> impl Iterator<Item = &Anchor> {
        self.0.iter().map(|(_, anchor)| anchor)
    }
}

/// A block that can be linked to.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// The block's place among the chapter's, or that of the container it stands in.
    first: u32,
    /// The way from there: its place among the inner blocks of each container.
    rest: Box<[u32]>,
    /// Its number in the chapter, if it is a figure or a table with a title.
    pub(super) figure: Option<Numbered>,
    /// Its number in the chapter, if it is a paragraph and the chapter prints them.
    pub(super) paragraph: Option<u32>,
}

/// Number of a figure or table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) kind: FigureKind,
    pub(crate) number: u32,
}

/// Figures and tables are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureKind {
    Figure,
    Table,
}

impl FigureKind {
    /// Part of the names of interface strings.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Table => "table",
        }
    }
}

impl Anchor {
    /// The block itself.
    pub(crate) fn block<'a>(&self, chapter: &'a Chapter) -> &'a Block {
        let first = &chapter.blocks[self.first as usize];
        let rest = self.rest.iter();
        rest.fold(first, |block, at| &block.inner[*at as usize])
    }
}

/// How many figures, tables and numbered paragraphs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    figures: u32,
    tables: u32,
    paragraphs: u32,
}

impl Counted {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            figures: self.figures + other.figures,
            tables: self.tables + other.tables,
            paragraphs: self.paragraphs + other.paragraphs,
        }
    }

    /// The number in the whole study of a figure or table of a chapter before which there are so many.
    pub(super) fn figure(self, own: Numbered) -> Numbered {
        let before = match own.kind {
            FigureKind::Figure => self.figures,
            FigureKind::Table => self.tables,
        };
        let number = before + own.number;
        Numbered { number, ..own }
    }

    /// The number in the whole study of a paragraph of a chapter before which there are so many.
    pub(super) fn paragraph(self, own: u32) -> u32 {
        self.paragraphs + own
    }
}

/// What stands at each id of a chapter, and how much of it is counted. `paragraphs`: whether its paragraphs are
/// numbered.
pub(crate) fn anchors(chapter: &Chapter, paragraphs: bool) -> (Anchors, Counted) {
    let mut survey = Survey {
        counted: Counted::default(),
        paragraphs,
        anchors: BTreeMap::new(),
    };
    survey.blocks(&chapter.blocks, &mut Vec::new());
    let anchors = Anchors(survey.anchors.into_iter().collect());
    (anchors, survey.counted)
}

struct Survey {
    counted: Counted,
    paragraphs: bool,
    anchors: BTreeMap<BlockId, Anchor>,
}

impl Survey {
    /// `way` leads to the container that holds `blocks`.
    fn blocks(&mut self, blocks: &[Block], way: &mut Vec<u32>) {
        for (at, block) in (0..).zip(blocks) {
            way.push(at);
            let figure = is_figure(block);
            let anchor = Anchor {
                first: way[0],
                rest: way[1..].into(),
                figure: figure.then(|| self.number(block)),
                paragraph: (self.paragraphs && is_paragraph(block)).then(|| self.paragraph()),
            };
            for former in &block.aliases {
                let anchor = anchor.clone();
                self.anchors.entry(former.clone()).or_insert(anchor);
            }
            self.anchors.insert(block.id.clone(), anchor);
            // A caption is part of its figure, not a paragraph of the text.
            let paragraphs = self.paragraphs;
            self.paragraphs = paragraphs && !figure;
            self.blocks(&block.inner, way);
            self.paragraphs = paragraphs;
            way.pop();
        }
    }

    fn number(&mut self, figure: &Block) -> Numbered {
        let kind = if figure.inner.iter().any(is_table) {
            FigureKind::Table
        } else {
            FigureKind::Figure
        };
        let count = match kind {
            FigureKind::Figure => &mut self.counted.figures,
            FigureKind::Table => &mut self.counted.tables,
        };
        *count += 1;
        Numbered {
            kind,
            number: *count,
        }
    }

    fn paragraph(&mut self) -> u32 {
        self.counted.paragraphs += 1;
        self.counted.paragraphs
    }
}

fn holds(block: &Block, is: impl Fn(&ElementKind) -> bool) -> bool {
    let mut elements = block.texts.values().flat_map(|text| &text.elements);
    elements.any(|element| is(&element.kind))
}

fn is_figure(block: &Block) -> bool {
    holds(
        block,
        |kind| matches!(kind, ElementKind::Container(container) if container.name == "figure"),
    )
}

fn is_table(block: &Block) -> bool {
    holds(block, |kind| matches!(kind, ElementKind::Table(_)))
}

/// True for words; a picture alone is no paragraph that anybody would cite by its number.
fn is_paragraph(block: &Block) -> bool {
    holds(
        block,
        |kind| matches!(kind, ElementKind::Paragraph(content) if !is_picture(content)),
    )
}
