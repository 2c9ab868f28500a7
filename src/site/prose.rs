//! Writes the blocks of a chapter as HTML: every block is an element with its id.
//!
//! The ids of a page are the same in every language. A block that this language lacks is shown in the first
//! language that has it, unless it stands in one language on purpose.

use super::escape;
use super::figures;
use super::notes::{Notes, mark_id};
use super::pen::Pen;
use super::view::{Html, NoteView};
use crate::diagnostic::Diagnostic;
use crate::study::text::{AlertKind, Alignment, Definition, Element, ElementKind, Item, NoteText};
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
}

/// Attributes of a block's element.
#[derive(Default)]
pub(crate) struct Attributes<'a> {
    id: Option<&'a str>,
    classes: Vec<&'a str>,
    lang: Option<&'a str>,
}

impl<'a> Attributes<'a> {
    /// The same with one more class, which comes first.
    fn with(&self, class: &'a str) -> Self {
        let mut classes = vec![class];
        classes.extend(&self.classes);
        Self {
            id: self.id,
            classes,
            lang: self.lang,
        }
    }

    /// ` id="…" class="…" lang="…"`
    pub(crate) fn html(&self) -> String {
        let mut out = String::new();
        let mut add = |name: &str, value: &str| {
            out.push_str(&format!(" {name}=\"{}\"", escape::attribute(value)));
        };
        self.id.iter().for_each(|id| add("id", id));
        if !self.classes.is_empty() {
            add("class", &self.classes.join(" "));
        }
        self.lang.iter().for_each(|lang| add("lang", lang));
        out
    }

    /// For a block with an id and nothing else.
    #[cfg(test)]
    pub(crate) fn of_block(id: &'a str) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }

    /// Those attributes that a tag does not have yet, as HTML. Classes that it has beside ours stay its own.
    pub(crate) fn missing_in(&self, tag: &str) -> String {
        let lacks = |name: &str| !tag.contains(&format!(" {name}="));
        let classes = if lacks("class") {
            self.classes.clone()
        } else {
            Vec::new()
        };
        Self {
            id: self.id.filter(|_| lacks("id")),
            classes,
            lang: self.lang.filter(|_| lacks("lang")),
        }
        .html()
    }

    /// All classes, separated by spaces.
    pub(crate) fn classes(&self) -> String {
        self.classes.join(" ")
    }

    /// The id, if this element carries one.
    pub(crate) fn id(&self) -> Option<&'a str> {
        self.id
    }
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

    /// One block; empty if it stands only in other languages, on purpose.
    pub(crate) fn block(&mut self, block: &'a Block) -> String {
        let languages = &self.pen.study.settings.languages;
        let Some((lang, text)) = block.texts.pick(self.pen.text, languages) else {
            return String::new();
        };
        let missing = lang != self.pen.text;
        if missing && text.elements.iter().any(|element| element.only.is_some()) {
            return String::new();
        }
        let outside = self.pen;
        self.pen = outside.in_language(lang);
        let attributes = Attributes {
            id: Some(block.id.as_str()),
            classes: if missing { vec!["missing"] } else { Vec::new() },
            lang: missing.then(|| lang.as_str()),
        };
        let html = self.rendering(block, text, attributes);
        self.pen = outside;
        match missing {
            true => format!(
                "<p class=\"missing-note\">{}</p>{html}",
                self.say("block.missing")
            ),
            false => html,
        }
    }

    fn rendering(
        &mut self,
        block: &'a Block,
        text: &'a Rendering,
        attributes: Attributes<'_>,
    ) -> String {
        if let [element] = text.elements.as_slice() {
            return match &element.kind {
                ElementKind::Container(container) => figures::container(
                    self,
                    container,
                    Some(block),
                    &with_own(&attributes, element),
                ),
                _ => self.element(element, attributes),
            };
        }
        let attributes = attributes.with("group");
        let inside = self.elements(&text.elements);
        format!("<div{}>{inside}</div>", attributes.html())
    }

    /// Elements that have no ids of their own.
    pub(crate) fn elements(&mut self, elements: &'a [Element]) -> String {
        let parts = elements.iter();
        parts
            .map(|element| self.element(element, Attributes::default()))
            .collect()
    }

    fn element(&mut self, element: &'a Element, attributes: Attributes<'_>) -> String {
        let attributes = with_own(&attributes, element);
        match &element.kind {
            ElementKind::Paragraph(content) => self.paragraph(content, attributes),
            ElementKind::Heading { level, content } => self.heading(*level, content, &attributes),
            ElementKind::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, &attributes),
            ElementKind::Definitions(entries) => self.definitions(entries, &attributes),
            ElementKind::Table {
                columns,
                head,
                rows,
            } => {
                let label = self.table_label();
                self.table(columns, head, rows, &label, &attributes)
            }
            ElementKind::Quote(content) => {
                let inside = self.elements(content);
                format!("<blockquote{}>{inside}</blockquote>", attributes.html())
            }
            ElementKind::Alert { kind, content } => self.alert(*kind, content, &attributes),
            ElementKind::Code { language, text } => code(language.as_deref(), text, &attributes),
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
        match self.paragraph_number(&attributes) {
            None => format!("<p{}>{inside}</p>", attributes.html()),
            Some((id, number)) => format!(
                "<p{}><a class=\"paragraph-number\" href=\"#{id}\">{number}</a> {inside}</p>",
                attributes.with("numbered").html()
            ),
        }
    }

    fn paragraph_number<'b>(&self, attributes: &Attributes<'b>) -> Option<(&'b str, u32)> {
        let id = attributes.id?;
        let plan = self.pen.site.plan_of(self.pen.chapter?);
        Some((id, plan.anchors.get(id)?.paragraph?))
    }

    fn heading(&mut self, level: u8, content: &[Inline], attributes: &Attributes<'_>) -> String {
        self.heading = self.pen.plain_words(content);
        self.tables = 0;
        let inside = self.inline(content);
        format!("<h{level}{}>{inside}</h{level}>", attributes.html())
    }

    fn list(
        &mut self,
        start: Option<u64>,
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
        columns: &[Alignment],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        label: &str,
        attributes: &Attributes<'_>,
    ) -> String {
        let head = self.row(columns, head, "th scope=\"col\"", "th");
        let rows: String = rows
            .iter()
            .map(|row| self.row(columns, row, "td", "td"))
            .collect();
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
        while let Some((label, _)) = self.notes.marked.get(out.len()).cloned() {
            let note = notes.iter().find(|note| note.label == label);
            let content = note.map_or_else(String::new, |note| self.elements(&note.content));
            let number = out.len() + 1;
            out.push(NoteView {
                number,
                id: format!("n{number}"),
                content: Html(content),
                marks: Vec::new(),
            });
        }
        for (note, (_, marks)) in out.iter_mut().zip(&self.notes.marked) {
            note.marks = (1..=*marks)
                .map(|mark| mark_id(note.number, mark))
                .collect();
        }
        out
    }
}

/// The author's own classes, behind ours.
fn with_own<'b>(attributes: &Attributes<'b>, element: &'b Element) -> Attributes<'b> {
    let own = element.classes.iter().map(String::as_str);
    Attributes {
        id: attributes.id,
        classes: attributes.classes.iter().copied().chain(own).collect(),
        lang: attributes.lang,
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
        Inline::Image { .. } => {
            any = true;
            true
        }
        Inline::SoftBreak | Inline::HardBreak => true,
        Inline::Text { text, .. } => text.trim().is_empty(),
        _ => false,
    });
    any && only
}

fn code(language: Option<&str>, text: &str, attributes: &Attributes<'_>) -> String {
    let class = language.map_or_else(String::new, |language| {
        format!(" class=\"language-{}\"", escape::attribute(language))
    });
    format!(
        "<pre{} tabindex=\"0\"><code{class}>{}</code></pre>",
        attributes.html(),
        escape::text(text)
    )
}
