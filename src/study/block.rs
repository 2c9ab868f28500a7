//! A block: one thing with one id and a rendering in each language.

use crate::language::{Lang, PerLang};
use crate::source::Span;
use crate::study::text::{Element, ElementKind};
use crate::study::{BlockId, State};

/// A piece of a chapter that has one id in all languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Unique in its chapter.
    pub id: BlockId,
    /// True if an author gave the id; false if it was derived from the text.
    pub given: bool,
    /// Its text in each language.
    pub texts: PerLang<Rendering>,
    /// Whether its texts say the same.
    pub state: State,
    /// Ids of retired blocks whose place it took: links to them lead here, so its element carries an anchor for each.
    pub aliases: Vec<BlockId>,
    /// The blocks inside a container, in all languages.
    pub inner: Vec<Block>,
}

/// A block in one language: one or more neighbouring elements of Markdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendering {
    /// Usually one. A container's own content is empty: see [`Block::inner`].
    pub elements: Vec<Element>,
    /// From the first to the last element.
    pub span: Span,
    /// Its place among its neighbours in this language's file; pages show blocks in this order.
    pub order: usize,
    /// How sure it is, in per cent, that this text belongs to the block; 100 if ids or the lock say so.
    pub confidence: u8,
}

/// Texts that belong to a block less surely than so many per cent are doubtful: they are reported until an explicit id
/// or an agreement settles them.
pub const DOUBTFUL: u8 = 66;

impl Block {
    /// The languages in which this holds blocks; in others what they say is said by a quotation, which is one text.
    pub fn holds_blocks_in(&self) -> impl Iterator<Item = &Lang> {
        let texts = self.texts.iter();
        texts
            .filter(|(_, text)| text.is_container())
            .map(|(lang, _)| lang)
    }

    /// True if it is a container in some languages and a quotation in others.
    pub fn is_mixed(&self) -> bool {
        let containers = self.holds_blocks_in().count();
        containers > 0 && containers < self.texts.len()
    }
}

impl Rendering {
    fn is_container(&self) -> bool {
        let mut elements = self.elements.iter();
        elements.any(|one| matches!(one.kind, ElementKind::Container(_)))
    }

    /// True if this text may well be another block's.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }
}
