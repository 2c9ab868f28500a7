//! A chapter or a news item.

use super::super::anchors::ChapterAt;
use super::super::cite::{self, Part};
use super::super::contents::{nearby, part_title};
use super::super::head::About;
use super::super::json_ld;
use super::super::navigation::{Title, chapter_link, chapter_title};
use super::super::pen::Pen;
use super::super::prose::Scribe;
use super::super::standing;
use super::super::view::{Body, ChapterBody, Html, OutlineEntry, PageLink, PartView, ShownIn};
use super::{Made, parallel};
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::study::chapter::ChapterFile;
use crate::study::text::{Element, ElementKind};
use crate::study::{Block, Chapter};
use crate::theme::Filling;

/// The page of a chapter; in another language's words if this one lacks them.
pub(crate) fn chapter(pen: &Pen<'_>, at: ChapterAt, found: &mut Vec<Diagnostic>) -> Made {
    let chapter = at.of(pen.study);
    let (lang, file) = chapter
        .files
        .pick(pen.lang, pen.site.order(pen.lang))
        .expect("a chapter with a page has a text: see plan()");
    let text = pen.in_chapter(at).in_language(lang);
    let title = text.plain_prose(&file.front.title);
    let mut scribe = Scribe::new(text, &title, &file.notes);
    let content = scribe.blocks(&chapter.blocks);
    let notes = scribe.notes(&file.notes);
    found.append(&mut scribe.found);
    let content = match lang == pen.lang {
        true => content,
        false => format!("<div lang=\"{lang}\">{content}</div>"),
    };
    let (previous, next) = neighbours(pen, at);
    let body = ChapterBody {
        id: chapter.id.to_string(),
        title: chapter_title(pen, at, Title::Full),
        summary: summary(pen, &text, file, lang),
        head_note: match lang == pen.lang {
            true => standing::of_head(pen, at),
            false => Html::default(),
        },
        part: part(pen, at, chapter),
        content: Html(content),
        nearby: nearby(pen, at),
        outline: outline(&text, chapter),
        notes,
        previous,
        next,
        date: date(pen, at),
        authors: file.front.authors.clone(),
        is_news: at.is_news(),
        draft: chapter.draft,
        shown_in: shown_in(pen, at, lang),
        cite: cited(pen, &title),
        cite_paragraph: cited_paragraph(pen, at, &title),
        parallels: parallel::links(pen, pen.site.parallels(pen.study, pen.lang, at)),
    };
    (
        about(pen, at, file, &text, title),
        Body::Chapter(Box::new(body)),
    )
}

fn summary(pen: &Pen<'_>, text: &Pen<'_>, file: &ChapterFile, lang: &Lang) -> Html {
    let Some(summary) = &file.front.summary else {
        return Html::default();
    };
    let html = text.one_line(summary);
    Html(match lang == pen.lang {
        true => html,
        false => format!("<span lang=\"{lang}\">{html}</span>"),
    })
}

fn part(pen: &Pen<'_>, at: ChapterAt, chapter: &Chapter) -> Option<PartView> {
    let folder = chapter.part.as_deref().filter(|_| !at.is_news())?;
    let number = pen
        .study
        .parts
        .iter()
        .position(|part| part.folder == folder)?
        + 1;
    let title = part_title(pen, Some(folder));
    Some(PartView { number, title })
}

fn neighbours(pen: &Pen<'_>, at: ChapterAt) -> (Option<PageLink>, Option<PageLink>) {
    let tongue = pen.site.tongue(pen.lang);
    let place = tongue
        .places
        .get(at.id(pen.study))
        .filter(|_| !at.is_news());
    let Some(place) = place else {
        return (None, None);
    };
    let link = |place: usize| tongue.reading.get(place).map(|at| chapter_link(pen, *at));
    (place.checked_sub(1).and_then(link), link(place + 1))
}

fn date(pen: &Pen<'_>, at: ChapterAt) -> Option<crate::study::When> {
    match at {
        ChapterAt::News(index) => Some(pen.study.news[index].date),
        ChapterAt::Chapter(_) => None,
    }
}

fn shown_in(pen: &Pen<'_>, at: ChapterAt, lang: &Lang) -> Option<ShownIn> {
    (lang != pen.lang).then(|| ShownIn {
        lang: lang.to_string(),
        name: pen.theme.own_name(lang),
        path: pen.site.address(&at.route(pen.study, lang)).to_owned(),
    })
}

fn cited(pen: &Pen<'_>, title: &str) -> Html {
    let name = pen.say("ref.chapter", &[("title", Filling::Text(title))]);
    cite::how_to_cite(pen, &Part::Named(name), pen.address)
}

/// How to cite the first numbered paragraph; empty if none is numbered, or if the page shows another language's text.
fn cited_paragraph(pen: &Pen<'_>, at: ChapterAt, title: &str) -> Html {
    let chapter = at.of(pen.study);
    let paragraphs = pen.site.plan_of(at).paragraphs();
    let own = paragraphs.filter_map(|(number, anchor)| {
        let block = anchor.block(chapter);
        let shown = block.texts.get(pen.lang).is_some();
        shown.then_some((number, &block.id))
    });
    own.min().map_or_else(Html::default, |(number, id)| {
        let name = pen.say("ref.chapter", &[("title", Filling::Text(title))]);
        cite::how_to_cite_paragraph(pen, &name, number, id.as_str())
    })
}

fn about(pen: &Pen<'_>, at: ChapterAt, file: &ChapterFile, text: &Pen<'_>, title: String) -> About {
    let summary = file
        .front
        .summary
        .as_ref()
        .map(|summary| text.plain_prose(summary));
    let description = summary.unwrap_or_else(|| first_words(text, at.of(pen.study)));
    let json = match date(pen, at) {
        Some(date) => json_ld::news(text, &title, date),
        None => {
            let places = &pen.site.tongue(pen.lang).places;
            let place = places.get(at.id(pen.study)).map(|place| place + 1);
            json_ld::chapter(text, &title, place)
        }
    };
    let real = at.route(pen.study, text.text);
    let stands_in = text.text != pen.lang && pen.site.has(&real);
    About {
        stands_for: stands_in.then_some(real),
        ..About::new(title, description).with(json)
    }
}

/// The chapter's first paragraph.
fn first_words(text: &Pen<'_>, chapter: &Chapter) -> String {
    fn paragraph<'a>(blocks: &'a [Block], lang: &Lang) -> Option<&'a [crate::study::Inline]> {
        blocks.iter().find_map(|block| {
            let elements = block.texts.get(lang).map_or(&[][..], |text| &text.elements);
            let words = elements.iter().find_map(|element| match &element.kind {
                ElementKind::Paragraph(content) => Some(content.as_slice()),
                _ => None,
            });
            words.or_else(|| paragraph(&block.inner, lang))
        })
    }
    paragraph(&chapter.blocks, text.text).map_or_else(String::new, |words| text.plain_words(words))
}

/// Headings of level 2 and 3 in the order of the text.
fn outline(text: &Pen<'_>, chapter: &Chapter) -> Vec<OutlineEntry> {
    let mut entries: Vec<(usize, OutlineEntry)> = Vec::new();
    for block in &chapter.blocks {
        let Some((lang, rendering)) = block.texts.pick(text.text, text.site.order(text.text))
        else {
            continue;
        };
        let pen = text.in_language(lang);
        let headings = rendering
            .elements
            .iter()
            .filter_map(|element| heading(&pen, element));
        let last = entries.last().map_or(0, |(order, _)| *order);
        let order = if lang == text.text {
            rendering.order
        } else {
            last
        };
        entries.extend(headings.take(1).map(|(level, title)| {
            let id = block.id.to_string();
            (order, OutlineEntry { id, level, title })
        }));
    }
    entries.sort_by_key(|(order, _)| *order);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn heading(pen: &Pen<'_>, element: &Element) -> Option<(u8, Html)> {
    match &element.kind {
        ElementKind::Heading { level, content } if *level <= 3 => {
            Some((*level, Html(pen.unlinked().html(content, None))))
        }
        _ => None,
    }
}
