//! Writes the blocks of a chapter as HTML: every block is an element with its id.
//!
//! The ids of a page are the same in every language. A block that this language lacks is shown in the first
//! language that has it, unless it stands in one language on purpose.

use super::attributes::Attributes;
use super::notes::{Marked, Notes};
use super::pen::Pen;
use super::standing::{self, Standing};
use super::view::{Html, NoteMark, NoteView};
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::study::text::{Element, ElementKind, NoteText};
use crate::study::{Block, Inline, Rendering};
use crate::theme::Filling;

/// Writes one chapter.
pub(crate) struct Scribe<'a> {
    pub(crate) pen: Pen<'a>,
    pub(crate) notes: Notes,
    pub(crate) found: Vec<Diagnostic>,
    /// What stands above; names tables that have no title.
    pub(super) above: Above<'a>,
    pub(super) tables: usize,
    /// The title of the figure that is being written; names the table in it.
    pub(crate) title: Option<String>,
    ids: Ids,
    /// What is being written.
    pub(super) out: String,
}

/// The nearest heading above, or the chapter's title before the first.
pub(super) enum Above<'a> {
    Title(String),
    /// With the pen that wrote it. Its words alone are set only if a table is named by them.
    Heading(Pen<'a>, &'a [Inline]),
}

impl Above<'_> {
    /// What it says.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Title(title) => title.clone(),
            Self::Heading(pen, content) => pen.plain_words(content),
        }
    }
}

/// Whether blocks carry their ids: on a page that shows two texts of a block, only one of them can.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ids {
    Written,
    LeftOut,
}

impl<'a> Scribe<'a> {
    /// For a chapter of this title whose notes are `notes`.
    pub(crate) fn new(pen: Pen<'a>, title: &str, notes: &[NoteText]) -> Self {
        Self {
            pen,
            notes: Notes::new(notes),
            found: Vec::new(),
            above: Above::Title(title.to_owned()),
            tables: 0,
            title: None,
            ids: Ids::Written,
            out: String::new(),
        }
    }

    /// For one of the two texts on a page that shows both: the other one carries the ids of blocks, and the marks of
    /// its notes end in `suffix`.
    pub(crate) fn without_ids(self, suffix: &str) -> Self {
        Self {
            ids: Ids::LeftOut,
            notes: self.notes.with_suffix(suffix),
            ..self
        }
    }

    /// All blocks, one after the other.
    pub(crate) fn blocks(&mut self, blocks: &'a [Block]) -> String {
        let blocks = self.ordered(blocks);
        self.apart(|scribe| {
            for (at, block) in blocks.into_iter().enumerate() {
                if at > 0 {
                    scribe.out.push('\n');
                }
                scribe.write_block(block);
            }
        })
    }

    /// What is written apart from the rest.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        /// Room for a paragraph and its tags, in bytes.
        const ROOM: usize = 1 << 10;
        let outside = std::mem::replace(&mut self.out, String::with_capacity(ROOM));
        write(self);
        std::mem::replace(&mut self.out, outside)
    }

    /// Blocks in the order of the text's language.
    pub(crate) fn ordered(&self, blocks: &'a [Block]) -> Vec<&'a Block> {
        in_order(blocks, |block| {
            block.texts.get(self.pen.text).map(|text| text.order)
        })
    }

    /// One block with what is to be said of its state; empty if it stands only in other languages, on purpose.
    pub(crate) fn block(&mut self, block: &'a Block) -> String {
        self.apart(|scribe| scribe.write_block(block))
    }

    fn write_block(&mut self, block: &'a Block) {
        let Some(shown) = standing::shown(self.pen.site, block, self.pen.text) else {
            return;
        };
        let Some(text) = block.texts.get(shown) else {
            return;
        };
        self.former_ids(block);
        let standing = Standing::of_block(&self.pen.study.settings.languages, block, self.pen.text);
        self.out.push_str(&standing.note(&self.pen));
        let spoken = self.spoken(block, &standing, shown);
        let attributes = self.attributes(block, &standing, spoken);
        self.rendering_in(spoken, block, text, attributes);
    }

    /// The language of the words of a block that is shown: that of its text, or the one whose text was left standing.
    fn spoken(&self, block: &'a Block, standing: &Standing<'_>, shown: &'a Lang) -> &'a Lang {
        match standing {
            Standing::Copied => standing::copied_from(&self.pen, block).unwrap_or(shown),
            _ => shown,
        }
    }

    fn rendering_in(
        &mut self,
        spoken: &'a Lang,
        block: &'a Block,
        text: &'a Rendering,
        attributes: Attributes<'a>,
    ) {
        let outside = self.pen;
        self.pen = outside.in_language(spoken);
        self.rendering(block, text, attributes);
        self.pen = outside;
    }

    /// ` lang="…"` for words that are not in the language of the text around them.
    fn foreign(&self, spoken: &'a Lang) -> Option<&'a str> {
        Some(spoken)
            .filter(|spoken| *spoken != self.pen.text)
            .map(Lang::as_str)
    }

    /// Links to retired blocks whose place this one took lead here.
    fn former_ids(&mut self, block: &Block) {
        let ids = block.aliases.iter().filter(|_| self.ids == Ids::Written);
        for id in ids {
            let parts = ["<span class=\"former\" id=\"", id.as_str(), "\"></span>"];
            self.out.extend(parts);
        }
    }

    fn attributes(
        &self,
        block: &'a Block,
        standing: &Standing<'_>,
        spoken: &'a Lang,
    ) -> Attributes<'a> {
        let carries = self.ids == Ids::Written;
        Attributes {
            id: carries.then(|| block.id.as_str()),
            number: self.number(block).filter(|_| carries),
            classes: standing.word().into_iter().collect(),
            lang: self.foreign(spoken),
            only: standing::is_only(block),
        }
    }

    /// The text of one block in the language of the pen, without id and state, which the page gives to the pair of its
    /// texts; empty if there is none. `numbered`: whether this one of the two has the printed number.
    pub(crate) fn text_of(&mut self, block: &'a Block, numbered: bool) -> String {
        let Some(text) = block.texts.get(self.pen.text) else {
            return String::new();
        };
        let languages = &self.pen.study.settings.languages;
        let standing = Standing::of_block(languages, block, self.pen.text);
        let spoken = self.spoken(block, &standing, self.pen.text);
        let attributes = Attributes {
            number: self.number(block).filter(|_| numbered),
            lang: self.foreign(spoken),
            ..Attributes::default()
        };
        self.apart(|scribe| scribe.rendering_in(spoken, block, text, attributes))
    }

    fn number(&self, block: &'a Block) -> Option<(u32, &'a str)> {
        let plan = self.pen.site.plan_of(self.pen.chapter?);
        let number = plan.paragraph(&block.id)?;
        Some((number, block.id.as_str()))
    }

    fn rendering(&mut self, block: &'a Block, text: &'a Rendering, attributes: Attributes<'a>) {
        match text.elements.as_slice() {
            [element] => match &element.kind {
                ElementKind::Container(container) => {
                    let attributes = attributes.with_own(element);
                    self.container(container, Some(block), &attributes);
                }
                ElementKind::Paragraph(_) => self.element(element, attributes),
                _ if attributes.number.is_some() => self.group(&text.elements, &attributes),
                _ => self.element(element, attributes),
            },
            elements => self.group(elements, &attributes),
        }
    }

    /// A block of several elements, in one that carries its id. Its number stands in its first paragraph.
    fn group(&mut self, elements: &'a [Element], attributes: &Attributes<'a>) {
        let is_paragraph = |element: &Element| matches!(element.kind, ElementKind::Paragraph(_));
        let mut number = attributes.number;
        let attributes = attributes.with("group");
        if let Some(number) = number.take_if(|_| !elements.iter().any(is_paragraph)) {
            self.open("div", &attributes.with("numbered"));
            self.number_link(number);
        } else {
            self.open("div", &attributes);
        }
        for element in elements {
            let own = Attributes {
                number: number.take_if(|_| is_paragraph(element)),
                ..Attributes::default()
            };
            self.element(element, own);
        }
        self.close("div");
    }

    /// Elements that have no ids of their own.
    pub(crate) fn elements(&mut self, elements: &'a [Element]) -> String {
        self.apart(|scribe| scribe.write_elements(elements))
    }

    pub(super) fn write_elements(&mut self, elements: &'a [Element]) {
        for element in elements {
            self.element(element, Attributes::default());
        }
    }

    /// The notes that were marked, in the order of their numbers. A note may itself mark others.
    pub(crate) fn notes(&mut self, notes: &'a [NoteText]) -> Vec<NoteView> {
        let mut out: Vec<NoteView> = Vec::new();
        self.notes.inside = true;
        let states = (self.pen.chapter).map(|at| standing::OfNotes::new(&self.pen, at));
        while let Some(marked) = self.notes.marked.get(out.len()) {
            let label = marked.label.clone();
            let note = notes.iter().find(|note| note.label == label);
            let state = states.as_ref().map(|states| states.note(&self.pen, &label));
            let content = note.map_or_else(String::new, |note| self.elements(&note.content));
            let content = state.unwrap_or_default() + &content;
            out.push(NoteView {
                number: out.len() + 1,
                id: self.notes.marked[out.len()].id.clone(),
                content: Html(content),
                marks: Vec::new(),
            });
        }
        for (note, marked) in out.iter_mut().zip(&self.notes.marked) {
            let marks = 1..=marked.marks;
            note.marks = marks.map(|mark| self.mark(marked, mark)).collect();
        }
        out
    }

    fn mark(&self, note: &Marked, mark: usize) -> NoteMark {
        let key = match mark {
            1 => "note.back",
            _ => "note.back_nth",
        };
        let nth = mark.to_string();
        let fillings = [
            ("number", Filling::Text(&note.number)),
            ("mark", Filling::Text(&nth)),
        ];
        let mut id = String::with_capacity(note.id.len() + 8);
        note.push_mark_id(mark, &mut id);
        NoteMark {
            id,
            back: self.pen.say_in_text(key, &fillings),
        }
    }
}

/// In the order of one language; what it lacks follows what it stands behind in the chapter.
fn in_order<T>(things: &[T], order: impl Fn(&T) -> Option<usize>) -> Vec<&T> {
    let mut last = None;
    let mut keyed: Vec<(Option<usize>, &T)> = things
        .iter()
        .map(|thing| {
            last = order(thing).or(last);
            (last, thing)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, thing)| thing).collect()
}
