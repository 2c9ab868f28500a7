//! Running text as HTML, and how much of it is the same on every page.
//!
//! A stretch of text is laid out as [`Piece`]s and set as a whole: a quotation mark needs to know what stands before it,
//! however many links and emphases lie between. Where a link leads, which number a note has, what a cross-reference says
//! is known only on the page. So the written text, a [`Sheet`], has gaps there, and each page fills them.

use super::notes::Notes;
use super::pen::Pen;
use super::{cite, escape};
use crate::language::typography::{Galley, Run, with_addresses};
use crate::language::{Lang, PerLang};
use crate::study::Inline;
use crate::study::inline::{Cited, Html, Image, Link};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// So many bytes of one language are kept at most: a chapter and what stands around it.
const MOST: usize = 1 << 20;

/// Whether links are written: a title that is itself a link must not hold another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Links {
    Written,
    LeftOut,
}

/// Running text that was set and written, but for its gaps.
#[derive(Debug)]
struct Sheet {
    html: String,
    /// Where in the text they are, in order.
    gaps: Vec<usize>,
}

/// What was written before. The page of a chapter and the pages that show its texts side by side have the same texts;
/// they are set once.
#[derive(Debug, Default)]
pub struct Sheets {
    kept: RefCell<PerLang<Kept>>,
}

/// What is kept of one language, and how many bytes that is.
#[derive(Debug, Default)]
struct Kept {
    /// By the place in memory where the text stood; another text may stand there by now, so each is compared.
    sheets: BTreeMap<(usize, Links), (Vec<Inline>, Rc<Sheet>)>,
    length: usize,
}

impl Sheets {
    /// The sheet of a text in `lang`, which is written now if it was not before.
    fn of(
        &self,
        content: &[Inline],
        lang: &Lang,
        links: Links,
        write: impl FnOnce() -> Sheet,
    ) -> Rc<Sheet> {
        let at = (content.as_ptr() as usize, links);
        if let Some(known) = self.known(at, content, lang) {
            return known;
        }
        let sheet = Rc::new(write());
        let mut all = self.kept.borrow_mut();
        if all.get(lang).is_none_or(|kept| kept.length > MOST) {
            all.insert(lang.clone(), Kept::default());
        }
        let kept = all.get_mut(lang).expect("it was put there just now");
        kept.length += 2 * sheet.html.len();
        let entry = (content.to_vec(), Rc::clone(&sheet));
        kept.sheets.insert(at, entry);
        sheet
    }

    fn known(&self, at: (usize, Links), content: &[Inline], lang: &Lang) -> Option<Rc<Sheet>> {
        let all = self.kept.borrow();
        let (text, sheet) = all.get(lang)?.sheets.get(&at)?;
        (text == content).then(|| Rc::clone(sheet))
    }
}

/// A piece of a stretch of text.
enum Piece<'t> {
    /// Words to be set.
    Words(&'t str),
    /// A tag; no words.
    Tag(&'t str),
    /// Words that stay as they are: code, an address.
    Fixed(&'t str),
    /// What each page writes for itself.
    Gap(Gap<'t>),
}

/// What each page writes for itself.
enum Gap<'t> {
    /// Where a link begins.
    Link(&'t Link),
    /// Where it ends.
    LinkEnd,
    Note(&'t str),
    Citation(&'t [Cited]),
    Reference(&'t str),
    Picture(&'t Image),
    /// Words of another language are set by its own rules.
    Foreign(&'t Html, Lang),
}

/// What no text around it looks into.
const SOLID: &str = "\u{fffc}";

impl<'a> Pen<'a> {
    /// A stretch of text as HTML. Note marks are counted in `notes`; without it they are left out.
    pub(crate) fn html(&self, content: &[Inline], notes: Option<&mut Notes>) -> String {
        let mut out = String::new();
        self.write(content, notes, &mut out);
        out
    }

    /// The same, written at the end of something.
    pub(crate) fn write(&self, content: &[Inline], notes: Option<&mut Notes>, out: &mut String) {
        let write = || self.sheet(content);
        let sheet = match self.sheets {
            Some(sheets) => sheets.of(content, self.text, self.links, write),
            None => Rc::new(write()),
        };
        if sheet.gaps.is_empty() {
            return out.push_str(&sheet.html);
        }
        let mut filling = Filling {
            pen: self,
            notes,
            open: Vec::new(),
            out,
        };
        let (mut done, mut gaps) = (0, sheet.gaps.iter());
        self.lay_out(content, &mut |piece| {
            let Piece::Gap(gap) = piece else { return };
            let at = *gaps.next().expect("a text has the same gaps every time");
            filling.out.push_str(&sheet.html[done..at]);
            filling.fill(gap);
            done = at;
        });
        out.push_str(&sheet.html[done..]);
    }

    /// Sets and writes a text, with gaps.
    fn sheet(&self, content: &[Inline]) -> Sheet {
        // An emphasis and what stands in it are three pieces.
        let mut pieces = Vec::with_capacity(3 * content.len());
        self.lay_out(content, &mut |piece| pieces.push(piece));
        let mut runs: Vec<Run<'_>> = Vec::with_capacity(pieces.len());
        runs.extend(pieces.iter().filter_map(|one| self.run(one)));
        let galley = Galley::set(self.theme.rules(self.text), &runs);
        let mut set = galley.runs();
        let length: usize = runs.iter().map(|run| run.text.len()).sum();
        let mut html = String::with_capacity(length + length / 4);
        let mut gaps = Vec::new();
        for piece in &pieces {
            match piece {
                Piece::Words(_) => {
                    let words = set.next().expect("typography gives back every run");
                    escape::push_text(words, &mut html);
                }
                Piece::Tag(tag) => html.push_str(tag),
                Piece::Fixed(words) => {
                    set.next();
                    escape::push_text(words, &mut html);
                }
                Piece::Gap(gap) => {
                    self.stands_for(gap).and_then(|_| set.next());
                    gaps.push(html.len());
                }
            }
        }
        Sheet { html, gaps }
    }

    fn run<'t>(&self, piece: &Piece<'t>) -> Option<Run<'t>> {
        let (text, literal) = match piece {
            Piece::Words(words) => (*words, false),
            Piece::Tag(_) => return None,
            Piece::Fixed(words) => (*words, true),
            Piece::Gap(gap) => (self.stands_for(gap)?, true),
        };
        Some(Run { text, literal })
    }

    /// What the text around a gap finds there: the same on every page. `None` for tags.
    fn stands_for(&self, gap: &Gap<'_>) -> Option<&'static str> {
        let is_blank = match gap {
            Gap::Link(_) | Gap::LinkEnd | Gap::Note(_) => return None,
            Gap::Citation(_) | Gap::Reference(_) => false,
            Gap::Picture(image) if self.picture_file(image).is_some() => return None,
            Gap::Picture(image) => is_blank(&image.alt),
            Gap::Foreign(html, lang) => is_blank(&self.foreign(lang).plain_words(&html.content)),
        };
        Some(if is_blank { " " } else { SOLID })
    }

    /// The words of a stretch of text, set.
    pub(crate) fn plain_words(&self, content: &[Inline]) -> String {
        let pen = self.unlinked();
        // Each with what is there instead, where that is not set.
        let mut parts: Vec<(&str, Option<String>)> = Vec::new();
        pen.lay_out(content, &mut |piece| match piece {
            Piece::Words(words) => parts.push((words, None)),
            Piece::Fixed(words) => parts.push((words, Some(words.to_owned()))),
            Piece::Tag(_) => {}
            Piece::Gap(gap) => parts.extend(pen.gap_words(&gap).map(|plain| (SOLID, Some(plain)))),
        });
        let runs = parts.iter().map(|(words, fixed)| Run {
            text: fixed.as_deref().unwrap_or(words),
            literal: fixed.is_some(),
        });
        let runs: Vec<Run<'_>> = runs.collect();
        let galley = Galley::set(pen.theme.rules(pen.text), &runs);
        let parts = parts.iter().zip(galley.runs());
        let parts = parts.map(|((_, fixed), set)| fixed.as_deref().unwrap_or(set));
        parts.collect()
    }

    fn gap_words(&self, gap: &Gap<'_>) -> Option<String> {
        match gap {
            Gap::Reference(id) => Some(self.reference_words(id)),
            Gap::Foreign(html, lang) => Some(self.foreign(lang).plain_words(&html.content)),
            _ => None,
        }
    }

    /// Hands out the pieces of a text in their order. A note mark stands close to the word before it: a space there and
    /// the one after the mark would be one gap of the text, and only the first of them would be left of it.
    fn lay_out<'t>(&self, content: &'t [Inline], visit: &mut dyn FnMut(Piece<'t>)) {
        let linked = self.links == Links::Written;
        for (at, inline) in content.iter().enumerate() {
            let before_mark = is_mark(content.get(at + 1));
            match inline {
                Inline::Text(words) if before_mark => {
                    let kept = words.trim_end();
                    match kept.is_empty() && at > 0 && is_mark(content.get(at - 1)) {
                        // Two marks without it would be one number; the text around it finds nothing there.
                        true => visit(Piece::Tag(" ")),
                        false => written(kept, visit),
                    }
                }
                Inline::Text(words) => written(words, visit),
                Inline::SoftBreak if before_mark => {}
                Inline::SoftBreak => visit(Piece::Words(" ")),
                Inline::HardBreak => visit(Piece::Tag("<br>")),
                Inline::Emphasis(inner) => self.wrapped(["<em>", "</em>"], inner, visit),
                Inline::Strong(inner) => self.wrapped(["<strong>", "</strong>"], inner, visit),
                Inline::Strike(inner) => self.wrapped(["<del>", "</del>"], inner, visit),
                Inline::Code(words) => {
                    visit(Piece::Tag("<code>"));
                    visit(Piece::Fixed(words));
                    visit(Piece::Tag("</code>"));
                }
                Inline::Link(link) if linked => {
                    visit(Piece::Gap(Gap::Link(link)));
                    self.linked(link, visit);
                    visit(Piece::Gap(Gap::LinkEnd));
                }
                Inline::Link(link) => self.linked(link, visit),
                Inline::Image(image) if linked => visit(Piece::Gap(Gap::Picture(image))),
                Inline::Note { label, .. } => visit(Piece::Gap(Gap::Note(label))),
                Inline::Citation { works, .. } if linked && !works.is_empty() => {
                    visit(Piece::Gap(Gap::Citation(works)));
                }
                Inline::Image(_) | Inline::Citation { .. } => {}
                Inline::Reference { target, .. } => visit(Piece::Gap(Gap::Reference(target))),
                Inline::Html(html) => self.element(html, visit),
            }
        }
    }

    /// What stands in a link: its words, or its address itself.
    fn linked<'t>(&self, link: &'t Link, visit: &mut dyn FnMut(Piece<'t>)) {
        let address = link.target.strip_prefix("mailto:").unwrap_or(&link.target);
        match link.content.as_slice() {
            [Inline::Text(words)] if **words == *address => visit(Piece::Fixed(words)),
            content => self.lay_out(content, visit),
        }
    }

    fn element<'t>(&self, html: &'t Html, visit: &mut dyn FnMut(Piece<'t>)) {
        let lang = html.lang.as_ref();
        let foreign = lang.and_then(|lang| Lang::parse(lang).ok());
        match foreign.filter(|lang| lang != self.text) {
            Some(lang) => visit(Piece::Gap(Gap::Foreign(html, lang))),
            None if is_code(html) => {
                self.wrapped(self.tags(html), &html.content, &mut |piece| match piece {
                    Piece::Words(words) => visit(Piece::Fixed(words)),
                    other => visit(other),
                });
            }
            None => self.wrapped(self.tags(html), &html.content, visit),
        }
    }

    fn wrapped<'t>(
        &self,
        [open, close]: [&'t str; 2],
        inner: &'t [Inline],
        visit: &mut dyn FnMut(Piece<'t>),
    ) {
        visit(Piece::Tag(open));
        self.lay_out(inner, visit);
        visit(Piece::Tag(close));
    }

    /// The tags of an element; none for a link where links are left out.
    fn tags<'t>(&self, html: &'t Html) -> [&'t str; 2] {
        let is_link = html.open.starts_with("<a ") || html.open == "<a>";
        match is_link && self.links == Links::LeftOut {
            true => ["", ""],
            false => [&html.open, &html.close],
        }
    }

    /// For words of another language inside the text.
    fn foreign<'s>(&'s self, lang: &'s Lang) -> Pen<'s> {
        Pen {
            text: lang,
            ..*self
        }
    }
}

/// Words to be set, and the addresses among them, which are not.
fn written<'t>(words: &'t str, visit: &mut dyn FnMut(Piece<'t>)) {
    for run in with_addresses(words) {
        visit(match run.literal {
            true => Piece::Fixed(run.text),
            false => Piece::Words(run.text),
        });
    }
}

/// True for the elements that hold what is typed, or what a machine says (HTML, 4.5.15 to 4.5.18).
fn is_code(html: &Html) -> bool {
    let name = html.open.trim_start_matches('<');
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
    matches!(&name[..end.unwrap_or(name.len())], "code" | "kbd" | "var")
}

fn is_mark(inline: Option<&Inline>) -> bool {
    matches!(inline, Some(Inline::Note { .. }))
}

fn is_blank(words: &str) -> bool {
    !words.is_empty() && words.trim().is_empty()
}

/// Fills the gaps of a sheet for one page.
struct Filling<'f, 'a> {
    pen: &'f Pen<'a>,
    notes: Option<&'f mut Notes>,
    /// For each link that was begun and has not ended: whether it leads anywhere.
    open: Vec<bool>,
    out: &'f mut String,
}

impl Filling<'_, '_> {
    fn fill(&mut self, gap: Gap<'_>) {
        let pen = self.pen;
        match gap {
            Gap::Link(link) => {
                let tag = pen.link_tag(link);
                self.open.push(tag.is_some());
                self.out.push_str(&tag.unwrap_or_default());
            }
            Gap::LinkEnd => {
                if self.open.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            Gap::Note(label) => {
                if let Some(notes) = self.notes.as_deref_mut() {
                    notes.mark(pen, label, self.out);
                }
            }
            Gap::Citation(works) => {
                let is_inside = self.notes.as_ref().is_some_and(|notes| notes.inside);
                self.out.push_str(&cite::citation(pen, works, is_inside));
            }
            Gap::Reference(id) => self.out.push_str(&pen.reference(id)),
            Gap::Picture(image) => self.out.push_str(&pen.picture(image)),
            Gap::Foreign(html, lang) => {
                let [open, close] = pen.tags(html);
                self.out.push_str(open);
                let notes = self.notes.as_deref_mut();
                pen.foreign(&lang).write(&html.content, notes, self.out);
                self.out.push_str(close);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::study::inline::Words;

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(Words::apart(words, Span::default()))]
    }

    fn sheet(html: &str) -> Sheet {
        let html = html.to_owned();
        let gaps = Vec::new();
        Sheet { html, gaps }
    }

    #[test]
    fn what_is_kept_is_what_would_be_written() {
        let lang = Lang::parse("ru").expect("a tag");
        let sheets = Sheets::default();
        let of = |content: &[Inline], links, html: &str| {
            let sheet = sheets.of(content, &lang, links, || sheet(html));
            sheet.html.clone()
        };
        let mut content = text("a");
        assert_eq!(of(&content, Links::Written, "a"), "a");
        assert_eq!(of(&content, Links::Written, "again"), "a");
        assert_eq!(of(&content, Links::LeftOut, "left out"), "left out");
        // Another text at the same place.
        content.clone_from_slice(&text("b"));
        assert_eq!(of(&content, Links::Written, "b"), "b");
        assert_eq!(of(&content, Links::Written, "again"), "b");
        assert_eq!(of(&content[..0], Links::Written, ""), "");
    }

    #[test]
    fn not_everything_is_kept() {
        let lang = Lang::parse("ru").expect("a tag");
        let sheets = Sheets::default();
        let contents: Vec<_> = (0..3_000).map(|one| text(&one.to_string())).collect();
        let html = "а".repeat(500);
        for content in &contents {
            sheets.of(content, &lang, Links::Written, || sheet(&html));
        }
        let kept = sheets.kept.borrow();
        let length = kept.get(&lang).map_or(0, |kept| kept.length);
        assert!(length <= MOST + 4_000, "{length}");
    }
}
