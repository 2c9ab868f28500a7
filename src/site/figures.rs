//! Containers: what an author wrote between `:::` lines goes through the theme's component of that name.

use super::anchors::Numbered;
use super::attributes::Attributes;
use super::directives;
use super::elements::is_picture;
use super::pen::Pen;
use super::prose::Scribe;
use crate::study::Block;
use crate::study::text::{Container, Element, ElementKind};
use crate::theme::Directive;
use serde_json::{Map, Value};

/// A container as HTML. `block` holds its inner blocks; a container inside a list or a note has none and holds its elements itself.
pub(crate) fn container<'a>(
    scribe: &mut Scribe<'a>,
    container: &'a Container,
    block: Option<&'a Block>,
    attributes: &Attributes<'_>,
) -> String {
    let figure = block.and_then(|block| number(&scribe.pen, block));
    let title = figure.map(|figure| accessible_title(&scribe.pen, container, figure));
    let outside = std::mem::replace(&mut scribe.title, title);
    let (body, caption) = parts(scribe, container, block, figure.is_some());
    scribe.title = outside;
    let filled = match scribe.pen.theme.directive(&container.name) {
        Some(directive) => {
            let given = Given {
                id: attributes.id(),
                classes: attributes.classes(),
                figure,
                caption: &caption,
            };
            fill(scribe, container, directive, given, &body)
        }
        // Reported by the check of directives.
        None => None,
    };
    match filled {
        Some(html) => with_attributes(&html, attributes),
        None => format!("<div{}>{body}{caption}</div>", attributes.html()),
    }
}

/// What the site tells a component besides the author's arguments.
struct Given<'b> {
    id: Option<&'b str>,
    classes: String,
    figure: Option<Numbered>,
    caption: &'b str,
}

fn fill(
    scribe: &mut Scribe<'_>,
    container: &Container,
    directive: &Directive,
    given: Given<'_>,
    body: &str,
) -> Option<String> {
    let pen = scribe.pen;
    let mut arguments = directives::values(&pen, container, directive)?;
    add(&pen, &mut arguments, &given);
    let filled = pen.theme.fill_directive(
        &container.name,
        pen.text,
        &pen.root(),
        arguments,
        body.to_owned(),
    );
    match filled {
        Ok(html) => Some(html),
        Err(diagnostic) => {
            scribe.found.push(*diagnostic);
            None
        }
    }
}

fn add(pen: &Pen<'_>, arguments: &mut Map<String, Value>, given: &Given<'_>) {
    if let Some(id) = given.id {
        arguments.insert("id".to_owned(), id.into());
    }
    arguments.insert("classes".to_owned(), given.classes.as_str().into());
    if let Some(figure) = given.figure {
        let label = pen.numbered("label", figure.kind.word(), figure.number);
        arguments.insert("number".to_owned(), figure.number.into());
        arguments.insert("label".to_owned(), label.into());
        arguments.insert("kind".to_owned(), figure.kind.word().into());
        arguments.insert("caption".to_owned(), given.caption.into());
    }
}

fn number(pen: &Pen<'_>, block: &Block) -> Option<Numbered> {
    let plan = pen.site.plan_of(pen.chapter?);
    plan.figure(&block.id)
}

/// "Table 1. Two discussions": the accessible name of a table inside a figure.
fn accessible_title(pen: &Pen<'_>, container: &Container, figure: Numbered) -> String {
    let label = pen.numbered("label", figure.kind.word(), figure.number);
    let title = container.arguments.iter().find(|one| one.key == "title");
    match title {
        Some(title) => format!("{label}. {}", pen.set_plain(&title.value)),
        None => label,
    }
}

/// Body and caption. Only figures have a caption: their paragraphs; the picture or table is their body.
fn parts<'a>(
    scribe: &mut Scribe<'a>,
    container: &'a Container,
    block: Option<&'a Block>,
    figure: bool,
) -> (String, String) {
    let Some(block) = block else {
        return (scribe.elements(&container.content), String::new());
    };
    if !figure {
        return (scribe.blocks(&block.inner), String::new());
    }
    let mut body = String::new();
    let mut caption = String::new();
    for inner in scribe.ordered(&block.inner) {
        let html = scribe.block(inner);
        if is_caption(inner) {
            caption.push_str(&html);
        } else {
            body.push_str(&html);
        }
    }
    (body, caption)
}

fn is_caption(block: &Block) -> bool {
    let words = |element: &Element| match &element.kind {
        ElementKind::Paragraph(content) => !is_picture(content),
        _ => false,
    };
    block
        .texts
        .values()
        .any(|text| text.elements.iter().all(words))
}

/// Puts id, classes and language on the first tag of a component's output, unless the component has set them itself.
fn with_attributes(html: &str, attributes: &Attributes<'_>) -> String {
    let Some(start) = first_tag(html) else {
        return format!("<div{}>{html}</div>", attributes.html());
    };
    let name_end = html[start + 1..]
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map_or(html.len(), |at| start + 1 + at);
    let tag_end = html[name_end..]
        .find('>')
        .map_or(html.len(), |at| name_end + at);
    let tag = &html[name_end..tag_end];
    let added = attributes.missing_in(tag);
    format!("{}{added}{}", &html[..name_end], &html[name_end..])
}

fn first_tag(html: &str) -> Option<usize> {
    let mut starts = html.match_indices('<').map(|(at, _)| at);
    starts.find(|at| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tag_carries_the_id() {
        let attributes = Attributes::of_block("fig-1");
        for (html, expected) in [
            (
                "<figure class=\"a\">x</figure>",
                "<figure id=\"fig-1\" class=\"a\">x</figure>",
            ),
            ("\n<aside>x</aside>", "\n<aside id=\"fig-1\">x</aside>"),
            ("<aside id=\"own\">x</aside>", "<aside id=\"own\">x</aside>"),
            ("words", "<div id=\"fig-1\">words</div>"),
            ("<!-- a --><p>x</p>", "<!-- a --><p id=\"fig-1\">x</p>"),
        ] {
            assert_eq!(with_attributes(html, &attributes), expected, "{html}");
        }
    }
}
