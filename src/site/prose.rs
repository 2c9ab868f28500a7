//! Writes the blocks of a chapter as HTML: every block is an element with its id.
//!
//! The ids of a page are the same in every language. A block that this language lacks is shown in the first
//! language that has it, unless it stands in one language on purpose.

use super::attributes::Attributes;
use super::figures;
use super::notes::Notes;
use super::pen::Pen;
use super::standing::{self, Standing};
use super::view::{Html, NoteView};
use super::{address, escape};
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::study::text::{
    AlertKind, Alignment, Code, Definition, Element, ElementKind, Item, NoteText, Table,
};
use crate::study::{Block, Inline, Rendering};
use crate::theme::Filling;

/// Writes one chapter.
pub(crate) struct Scribe<'a> {
    pub(crate) pen: Pen<'a>,
    pub(crate) notes: Notes,
    pub(crate) found: Vec<Diagnostic>,
    /// What the nearest heading above says, the chapter's title before the first; names tables that have no title.
    heading: String,
    tables: usize,
    /// The title of the figure that is being written; names the table in it.
    pub(crate) title: Option<String>,
    ids: Ids,
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
            heading: title.to_owned(),
            tables: 0,
            title: None,
            ids: Ids::Written,
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
        let blocks = self.ordered(blocks).into_iter();
        let html: Vec<String> = blocks.map(|block| self.block(block)).collect();
        html.join("\n")
    }

    /// Blocks in the order of the text's language.
    pub(crate) fn ordered(&self, blocks: &'a [Block]) -> Vec<&'a Block> {
        in_order(blocks, |block| {
            block.texts.get(self.pen.text).map(|text| text.order)
        })
    }

    /// One block with what is to be said of its state; empty if it stands only in other languages, on purpose.
    pub(crate) fn block(&mut self, block: &'a Block) -> String {
        let Some(shown) = standing::shown(self.pen.site, block, self.pen.text) else {
            return String::new();
        };
        let Some(text) = block.texts.get(shown) else {
            return String::new();
        };
        let standing = Standing::of_block(&self.pen.study.settings.languages, block, self.pen.text);
        let attributes = self.attributes(block, &standing, shown);
        let outside = self.pen;
        self.pen = outside.in_language(shown);
        let html = self.rendering(block, text, attributes);
        self.pen = outside;
        let note = standing.note(&self.pen);
        format!("{}{note}{html}", self.former_ids(block))
    }

    /// Links to retired blocks whose place this one took lead here.
    fn former_ids(&self, block: &'a Block) -> String {
        let ids = block.aliases.iter().filter(|_| self.ids == Ids::Written);
        ids.map(|id| format!("<span class=\"former\" id=\"{id}\"></span>"))
            .collect()
    }

    fn attributes(
        &self,
        block: &'a Block,
        standing: &Standing<'_>,
        shown: &'a Lang,
    ) -> Attributes<'a> {
        let carries = self.ids == Ids::Written;
        let foreign = match standing {
            Standing::Copied => standing::copied_from(&self.pen, block),
            _ => Some(shown).filter(|shown| *shown != self.pen.text),
        };
        Attributes {
            id: carries.then(|| block.id.as_str()),
            number: self.number(block).filter(|_| carries),
            classes: standing.word().into_iter().collect(),
            lang: foreign.map(Lang::as_str),
            only: standing::is_only(block),
        }
    }

    /// The text of one block in the language of the pen, without id and state, which the page gives to the pair of its
    /// texts; empty if there is none. `numbered`: whether this one of the two has the printed number.
    pub(crate) fn text_of(&mut self, block: &'a Block, numbered: bool) -> String {
        let Some(text) = block.texts.get(self.pen.text) else {
            return String::new();
        };
        let attributes = Attributes {
            number: self.number(block).filter(|_| numbered),
            ..Attributes::default()
        };
        self.rendering(block, text, attributes)
    }

    fn number(&self, block: &'a Block) -> Option<(u32, &'a str)> {
        let plan = self.pen.site.plan_of(self.pen.chapter?);
        let number = plan.paragraph(&block.id)?;
        Some((number, block.id.as_str()))
    }

    fn rendering(
        &mut self,
        block: &'a Block,
        text: &'a Rendering,
        attributes: Attributes<'a>,
    ) -> String {
        match text.elements.as_slice() {
            [element] => match &element.kind {
                ElementKind::Container(container) => {
                    figures::container(self, container, Some(block), &attributes.with_own(element))
                }
                ElementKind::Paragraph(_) => self.element(element, attributes),
                _ if attributes.number.is_some() => self.group(&text.elements, &attributes),
                _ => self.element(element, attributes),
            },
            elements => self.group(elements, &attributes),
        }
    }

    /// A block of several elements, in one that carries its id. Its number stands in its first paragraph.
    fn group(&mut self, elements: &'a [Element], attributes: &Attributes<'a>) -> String {
        let mut number = attributes.number;
        let mut inside = String::new();
        for element in elements {
            let is_paragraph = matches!(element.kind, ElementKind::Paragraph(_));
            let own = Attributes {
                number: number.take_if(|_| is_paragraph),
                ..Attributes::default()
            };
            inside.push_str(&self.element(element, own));
        }
        let attributes = attributes.with("group");
        match number {
            None => format!("<div{}>{inside}</div>", attributes.html()),
            Some(number) => format!(
                "<div{}>{}{inside}</div>",
                attributes.with("numbered").html(),
                number_link(number)
            ),
        }
    }

    /// Elements that have no ids of their own.
    pub(crate) fn elements(&mut self, elements: &'a [Element]) -> String {
        let parts = elements.iter();
        parts
            .map(|element| self.element(element, Attributes::default()))
            .collect()
    }

    fn element(&mut self, element: &'a Element, attributes: Attributes<'_>) -> String {
        let attributes = attributes.with_own(element);
        match &element.kind {
            ElementKind::Paragraph(content) => self.paragraph(content, attributes),
            ElementKind::Heading { level, content } => self.heading(*level, content, &attributes),
            ElementKind::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, &attributes),
            ElementKind::Definitions(entries) => self.definitions(entries, &attributes),
            ElementKind::Table(table) => {
                let label = self.table_label();
                self.table(table, &label, &attributes)
            }
            ElementKind::Quote(content) => {
                let inside = self.elements(content);
                format!("<blockquote{}>{inside}</blockquote>", attributes.html())
            }
            ElementKind::Alert { kind, content } => self.alert(*kind, content, &attributes),
            ElementKind::Code(one) => code(one, &attributes),
            ElementKind::Rule => format!("<hr{}>", attributes.html()),
            ElementKind::Html(html) if attributes.id.is_none() => html.clone(),
            ElementKind::Html(html) => format!("<div{}>{html}</div>", attributes.html()),
            ElementKind::Container(container) => {
                figures::container(self, container, None, &attributes)
            }
        }
    }

    /// An interface string in the language of the text.
    fn say(&self, key: &str) -> String {
        escape::text(&self.pen.say_in_text(key, &[]))
    }

    fn inline(&mut self, content: &[Inline]) -> String {
        self.pen.html(content, Some(&mut self.notes))
    }

    fn paragraph(&mut self, content: &[Inline], attributes: Attributes<'_>) -> String {
        let inside = self.inline(content);
        if is_picture(content) {
            return format!("<p{}>{inside}</p>", attributes.with("image").html());
        }
        match attributes.number {
            None => format!("<p{}>{inside}</p>", attributes.html()),
            Some(number) => format!(
                "<p{}>{} {inside}</p>",
                attributes.with("numbered").html(),
                number_link(number)
            ),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], attributes: &Attributes<'_>) -> String {
        self.heading = self.pen.plain_words(content);
        self.tables = 0;
        let inside = self.inline(content);
        let heading = format!("<h{level}{}>{inside}</h{level}>", attributes.html());
        match attributes.id.filter(|_| level <= 3 && !attributes.only) {
            Some(id) => heading + &self.elsewhere(id),
            None => heading,
        }
    }

    /// Without script the language switch leads to the top of the page, so each section leads to the same one in the
    /// other languages. The words are drawn by the style sheet: with and without script the text is the same.
    fn elsewhere(&self, id: &str) -> String {
        let Some(at) = self.pen.chapter else {
            return String::new();
        };
        let site = self.pen.site;
        let others = site.languages_with(self.pen.study, at);
        let links: String = others
            .filter(|lang| *lang != self.pen.lang)
            .map(|lang| {
                let page = site.address(&at.route(self.pen.study, lang));
                let way = address::relative(self.pen.address, page);
                let name = escape::attribute(&self.pen.theme.own_name(lang));
                format!("<a href=\"{way}#{id}\" hreflang=\"{lang}\" lang=\"{lang}\" aria-label=\"{name}\"></a>")
            })
            .collect();
        match links.is_empty() {
            true => links,
            false => format!("\n<noscript><p class=\"same-section\">{links}</p></noscript>"),
        }
    }

    fn list(
        &mut self,
        start: Option<u32>,
        tight: bool,
        items: &'a [Item],
        attributes: &Attributes<'_>,
    ) -> String {
        let inside: String = items.iter().map(|item| self.item(item, tight)).collect();
        let attributes = attributes.html();
        match start {
            None => format!("<ul{attributes}>{inside}</ul>"),
            Some(1) => format!("<ol{attributes}>{inside}</ol>"),
            Some(first) => format!("<ol{attributes} start=\"{first}\">{inside}</ol>"),
        }
    }

    fn item(&mut self, item: &'a Item, tight: bool) -> String {
        let inside = self.parts(&item.content, tight);
        let Some(done) = item.done else {
            return format!("<li>{inside}</li>");
        };
        let (key, checked) = match done {
            true => ("task.done", " checked"),
            false => ("task.open", ""),
        };
        let name = escape::attribute(&self.pen.say_in_text(key, &[]));
        format!(
            "<li class=\"task\"><input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> {inside}</li>"
        )
    }

    /// Elements inside an item or a meaning; in a tight list paragraphs are bare words.
    fn parts(&mut self, content: &'a [Element], tight: bool) -> String {
        let parts = content.iter();
        parts
            .map(|element| match &element.kind {
                ElementKind::Paragraph(words) if tight => self.inline(words),
                _ => self.element(element, Attributes::default()),
            })
            .collect()
    }

    fn definitions(&mut self, entries: &'a [Definition], attributes: &Attributes<'_>) -> String {
        let mut inside = String::new();
        for entry in entries {
            for term in &entry.terms {
                inside.push_str(&format!("<dt>{}</dt>", self.inline(term)));
            }
            for meaning in &entry.meanings {
                let single = matches!(meaning.as_slice(), [one] if matches!(one.kind, ElementKind::Paragraph(_)));
                inside.push_str(&format!("<dd>{}</dd>", self.parts(meaning, single)));
            }
        }
        format!("<dl{}>{inside}</dl>", attributes.html())
    }

    /// Names a table: by the title of its figure, else by the heading above it.
    fn table_label(&mut self) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        self.tables += 1;
        let heading = match self.tables {
            1 => self.heading.clone(),
            count => format!("{} ({count})", self.heading),
        };
        self.pen
            .say_in_text("table.label", &[("title", Filling::Text(&heading))])
    }

    /// A table in a frame that can be scrolled with the keyboard. `label` is its accessible name.
    pub(crate) fn table(
        &mut self,
        table: &Table,
        label: &str,
        attributes: &Attributes<'_>,
    ) -> String {
        let columns = &table.columns;
        let head = self.row(columns, &table.head, "th scope=\"col\"", "th");
        let rows = table.rows.iter();
        let rows: String = rows.map(|row| self.row(columns, row, "td", "td")).collect();
        format!(
            "<div{} role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>",
            attributes.with("table").html(),
            escape::attribute(label),
        )
    }

    fn row(
        &mut self,
        columns: &[Alignment],
        cells: &[Vec<Inline>],
        open: &str,
        close: &str,
    ) -> String {
        let mut out = "<tr>".to_owned();
        for (at, cell) in cells.iter().enumerate() {
            let class = match columns.get(at) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::None) | None => "",
            };
            let inside = self.inline(cell);
            // A head cell without words names nothing (the corner above row labels).
            let (open, close) = if inside.is_empty() {
                ("td", "td")
            } else {
                (open, close)
            };
            out.push_str(&format!("<{open}{class}>{inside}</{close}>"));
        }
        out.push_str("</tr>");
        out
    }

    fn alert(
        &mut self,
        kind: AlertKind,
        content: &'a [Element],
        attributes: &Attributes<'_>,
    ) -> String {
        let word = kind.word();
        let class = format!("alert-{word}");
        let title = self.say(&format!("alert.{word}"));
        let inside = self.elements(content);
        format!(
            "<div{} role=\"note\"><p class=\"alert-title\">{}</p>{inside}</div>",
            attributes.with(&class).with("alert").html(),
            title,
        )
    }

    /// The notes that were marked, in the order of their numbers. A note may itself mark others.
    pub(crate) fn notes(&mut self, notes: &'a [NoteText]) -> Vec<NoteView> {
        let mut out: Vec<NoteView> = Vec::new();
        self.notes.inside = true;
        while let Some(marked) = self.notes.marked.get(out.len()) {
            let label = marked.label.clone();
            let note = notes.iter().find(|note| note.label == label);
            let state = self
                .pen
                .chapter
                .map(|at| standing::of_note(&self.pen, at, &label));
            let content = note.map_or_else(String::new, |note| self.elements(&note.content));
            let content = state.unwrap_or_default() + &content;
            let number = out.len() + 1;
            out.push(NoteView {
                number,
                id: self.notes.note_id(number),
                content: Html(content),
                marks: Vec::new(),
            });
        }
        for (note, marked) in out.iter_mut().zip(&self.notes.marked) {
            note.marks = (1..=marked.marks)
                .map(|mark| self.notes.mark_id(note.number, mark))
                .collect();
        }
        out
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

/// True for a paragraph that holds nothing but pictures.
pub(crate) fn is_picture(content: &[Inline]) -> bool {
    let mut any = false;
    let only = content.iter().all(|inline| match inline {
        Inline::Image(_) => {
            any = true;
            true
        }
        Inline::SoftBreak | Inline::HardBreak => true,
        Inline::Text(words) => words.trim().is_empty(),
        _ => false,
    });
    any && only
}

/// The printed number of a paragraph: its permanent link.
fn number_link((number, id): (u32, &str)) -> String {
    format!("<a class=\"paragraph-number\" href=\"#{id}\">{number}</a>")
}

fn code(code: &Code, attributes: &Attributes<'_>) -> String {
    let class = code.language.as_ref().map_or_else(String::new, |language| {
        format!(" class=\"language-{}\"", escape::attribute(language))
    });
    format!(
        "<pre{} tabindex=\"0\"><code{class}>{}</code></pre>",
        attributes.html(),
        escape::text(&code.text)
    )
}
