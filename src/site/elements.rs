//! Writes the elements of a block: paragraphs, lists, tables.

use super::attributes::Attributes;
use super::prose::{Above, Scribe};
use super::{address, escape, figures};
use crate::study::text::{
    AlertKind, Alignment, Code, Container, Definition, Element, ElementKind, Item, Table,
};
use crate::study::{Block, Inline};
use crate::theme::Filling;

impl<'a> Scribe<'a> {
    pub(super) fn element(&mut self, element: &'a Element, attributes: Attributes<'_>) {
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
                self.table(table, &label, &attributes);
            }
            ElementKind::Quote(content) => {
                self.open("blockquote", &attributes);
                self.write_elements(content);
                self.close("blockquote");
            }
            ElementKind::Alert { kind, content } => self.alert(*kind, content, &attributes),
            ElementKind::Code(code) => self.code(code, &attributes),
            ElementKind::Rule => self.open("hr", &attributes),
            ElementKind::Html(html) if attributes.id.is_none() => self.out.push_str(html),
            ElementKind::Html(html) => {
                self.open("div", &attributes);
                self.out.push_str(html);
                self.close("div");
            }
            ElementKind::Container(container) => self.container(container, None, &attributes),
        }
    }

    pub(super) fn container(
        &mut self,
        container: &'a Container,
        block: Option<&'a Block>,
        attributes: &Attributes<'_>,
    ) {
        let html = figures::container(self, container, block, attributes);
        self.out.push_str(&html);
    }

    pub(super) fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.out.extend(["<", name]);
        attributes.write(&mut self.out);
        self.out.push('>');
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.extend(["</", name, ">"]);
    }

    fn inline(&mut self, content: &[Inline]) {
        self.pen
            .write(content, Some(&mut self.notes), &mut self.out);
    }

    fn paragraph(&mut self, content: &[Inline], attributes: Attributes<'_>) {
        match attributes.number {
            _ if is_picture(content) => self.open("p", &attributes.with("image")),
            None => self.open("p", &attributes),
            Some(number) => {
                self.open("p", &attributes.with("numbered"));
                self.number_link(number);
                self.out.push(' ');
            }
        }
        self.inline(content);
        self.close("p");
    }

    /// The printed number of a paragraph: its permanent link.
    pub(super) fn number_link(&mut self, (number, id): (u32, &str)) {
        let number = number.to_string();
        let parts = ["<a class=\"paragraph-number\" href=\"#", id, "\">", &number];
        self.out.extend(parts);
        self.close("a");
    }

    fn heading(&mut self, level: u8, content: &'a [Inline], attributes: &Attributes<'_>) {
        self.above = Above::Heading(self.pen, content);
        self.tables = 0;
        let name = format!("h{level}");
        self.open(&name, attributes);
        self.inline(content);
        self.close(&name);
        if let Some(id) = attributes.id.filter(|_| level <= 3 && !attributes.only) {
            let links = self.elsewhere(id);
            self.out.push_str(&links);
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
    ) {
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.extend(["<", name]);
        attributes.write(&mut self.out);
        if let Some(first) = start.filter(|first| *first != 1) {
            self.out.extend([" start=\"", &first.to_string(), "\""]);
        }
        self.out.push('>');
        for item in items {
            self.item(item, tight);
        }
        self.close(name);
    }

    fn item(&mut self, item: &'a Item, tight: bool) {
        let (key, checked) = match item.done {
            Some(true) => ("task.done", " checked"),
            Some(false) => ("task.open", ""),
            None => ("", ""),
        };
        if item.done.is_some() {
            let name = escape::attribute(&self.pen.say_in_text(key, &[]));
            self.out.push_str(&format!(
                "<li class=\"task\"><input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> "
            ));
        } else {
            self.out.push_str("<li>");
        }
        self.parts(&item.content, tight);
        self.close("li");
    }

    /// Elements inside an item or a meaning; in a tight list paragraphs are bare words.
    fn parts(&mut self, content: &'a [Element], tight: bool) {
        for element in content {
            match &element.kind {
                ElementKind::Paragraph(words) if tight => self.inline(words),
                _ => self.element(element, Attributes::default()),
            }
        }
    }

    fn definitions(&mut self, entries: &'a [Definition], attributes: &Attributes<'_>) {
        self.open("dl", attributes);
        for entry in entries {
            for term in &entry.terms {
                self.out.push_str("<dt>");
                self.inline(term);
                self.close("dt");
            }
            for meaning in &entry.meanings {
                let single = matches!(meaning.as_slice(), [one] if matches!(one.kind, ElementKind::Paragraph(_)));
                self.out.push_str("<dd>");
                self.parts(meaning, single);
                self.close("dd");
            }
        }
        self.close("dl");
    }

    /// Names a table: by the title of its figure, else by what stands above it.
    fn table_label(&mut self) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        self.tables += 1;
        let above = self.above.words();
        let heading = match self.tables {
            1 => above,
            count => format!("{above} ({count})"),
        };
        self.pen
            .say_in_text("table.label", &[("title", Filling::Text(&heading))])
    }

    /// A table in a frame that can be scrolled with the keyboard. `label` is its accessible name.
    fn table(&mut self, table: &Table, label: &str, attributes: &Attributes<'_>) {
        self.out.push_str("<div");
        attributes.with("table").write(&mut self.out);
        self.out.extend([
            " role=\"region\" tabindex=\"0\" aria-label=\"",
            &escape::attribute(label),
            "\"><table><thead>",
        ]);
        let columns = &table.columns;
        self.row(columns, &table.head, ["th scope=\"col\"", "th"]);
        self.out.push_str("</thead><tbody>");
        for row in &table.rows {
            self.row(columns, row, ["td", "td"]);
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn row(&mut self, columns: &[Alignment], cells: &[Vec<Inline>], tags: [&str; 2]) {
        self.out.push_str("<tr>");
        for (at, cell) in cells.iter().enumerate() {
            let class = match columns.get(at) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::None) | None => "",
            };
            let inside = self.apart(|scribe| scribe.inline(cell));
            // A head cell without words names nothing (the corner above row labels).
            let [open, close] = match inside.is_empty() {
                true => ["td", "td"],
                false => tags,
            };
            self.out.extend(["<", open, class, ">", &inside]);
            self.close(close);
        }
        self.close("tr");
    }

    fn alert(&mut self, kind: AlertKind, content: &'a [Element], attributes: &Attributes<'_>) {
        let word = kind.word();
        let class = format!("alert-{word}");
        let title = self.pen.say_in_text(&format!("alert.{word}"), &[]);
        self.out.push_str("<div");
        attributes.with(&class).with("alert").write(&mut self.out);
        self.out
            .push_str(" role=\"note\"><p class=\"alert-title\">");
        escape::push_text(&title, &mut self.out);
        self.close("p");
        self.write_elements(content);
        self.close("div");
    }

    fn code(&mut self, code: &Code, attributes: &Attributes<'_>) {
        self.out.push_str("<pre");
        attributes.write(&mut self.out);
        self.out.push_str(" tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            let language = escape::attribute(language);
            self.out.extend([" class=\"language-", &language, "\""]);
        }
        self.out.push('>');
        escape::push_text(&code.text, &mut self.out);
        self.out.push_str("</code></pre>");
    }
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
