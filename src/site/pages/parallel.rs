//! A chapter with its text in another language beside it, pair by pair.
//!
//! It stands in for nothing: search engines are led to the page of the chapter. A block's id stands on its pair, so
//! the language switch finds the place here as it does in the chapter.

use super::super::anchors::ChapterAt;
use super::super::head::About;
use super::super::navigation::chapter_link;
use super::super::pen::Pen;
use super::super::prose::Scribe;
use super::super::route::Route;
use super::super::standing::{self, Standing};
use super::super::view::{Body, Html, PageLink, PairView, ParallelBody, ParallelText};
use super::Made;
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::study::Block;
use crate::study::chapter::ChapterFile;
use crate::theme::Filling;

/// The texts of a chapter in the language of the page and in `other`.
pub(crate) fn parallel(
    pen: &Pen<'_>,
    at: ChapterAt,
    other: &Lang,
    found: &mut Vec<Diagnostic>,
) -> Made {
    let chapter = at.of(pen.study);
    let both = "a parallel page has both texts: see plan()";
    let own_file = chapter.files.get(pen.lang).expect(both);
    let other_file = chapter.files.get(other).expect(both);
    let mut own = Column::new(pen.in_chapter(at), own_file, "");
    let mut beside = Column::new(
        pen.in_chapter(at).in_language(other),
        other_file,
        &format!("-{other}"),
    );
    let blocks = own.scribe.ordered(&chapter.blocks).into_iter();
    let pairs = blocks.filter_map(|block| pair(block, &mut own, &mut beside));
    let pairs = pairs.collect();
    let title = own.title.clone();
    let (previous, next) = neighbours(pen, at, other);
    let routes = pen.site.parallels(pen.study, pen.lang, at).into_iter();
    let further = routes.filter(|route| !leads_to(route, other)).collect();
    let body = ParallelBody {
        id: chapter.id.to_string(),
        chapter: chapter_link(pen, at),
        others: links(pen, further),
        pairs,
        own: own.finished(own_file, found),
        other: beside.finished(other_file, found),
        previous,
        next,
    };
    let names = [&body.own.name, &body.other.name];
    let about = About {
        stands_for: Some(at.route(pen.study, pen.lang)),
        ..About::new(
            format!("{title} · {} / {}", names[0], names[1]),
            pen.say("parallel.about", &[("title", Filling::Text(&title))]),
        )
    };
    (about, Body::Parallel(Box::new(body)))
}

/// Links to parallel pages, in words that name both languages.
pub(super) fn links(pen: &Pen<'_>, routes: Vec<Route>) -> Vec<PageLink> {
    let link = |route: &Route| {
        let Route::Parallel(own, _, other) = route else {
            return None;
        };
        let own = pen.theme.language_name(pen.lang, own);
        let beside = pen.theme.language_name(pen.lang, other);
        let names = [
            ("own", Filling::Text(&own)),
            ("other", Filling::Text(&beside)),
        ];
        Some(PageLink {
            id: other.to_string(),
            title: pen.set_words(&pen.say("parallel.link", &names)),
            path: pen.site.address(route).to_owned(),
        })
    };
    routes.iter().filter_map(link).collect()
}

fn leads_to(route: &Route, lang: &Lang) -> bool {
    matches!(route, Route::Parallel(_, _, other) if other == lang)
}

/// The neighbours of a chapter in reading order, if they have both texts too.
fn neighbours(pen: &Pen<'_>, at: ChapterAt, other: &Lang) -> (Option<PageLink>, Option<PageLink>) {
    let tongue = pen.site.tongue(pen.lang);
    let Some(place) = tongue.places.get(at.id(pen.study)) else {
        return (None, None);
    };
    let link = |place: usize| {
        let at = *tongue.reading.get(place)?;
        let id = at.id(pen.study).clone();
        let route = Route::Parallel(pen.lang.clone(), id, other.clone());
        pen.site.has(&route).then(|| PageLink {
            path: pen.site.address(&route).to_owned(),
            ..chapter_link(pen, at)
        })
    };
    (place.checked_sub(1).and_then(link), link(place + 1))
}

/// One of the two texts while it is written.
struct Column<'a> {
    scribe: Scribe<'a>,
    title: String,
}

impl<'a> Column<'a> {
    /// `suffix` ends the ids of its notes; the text without one carries the ids of blocks.
    fn new(pen: Pen<'a>, file: &'a ChapterFile, suffix: &str) -> Self {
        let title = pen.plain_prose(&file.front.title);
        let scribe = Scribe::new(pen, &title, &file.notes);
        let scribe = match suffix {
            "" => scribe,
            suffix => scribe.without_ids(suffix),
        };
        Self { scribe, title }
    }

    /// How the text of a block stands; what is to be said of that, and the text.
    fn side(&mut self, block: &'a Block, numbered: bool) -> (Option<&'static str>, Html) {
        let pen = self.scribe.pen;
        let standing = Standing::of_block(&pen.study.settings.languages, block, pen.text);
        let elsewhere = standing::is_only(block) && block.texts.get(pen.text).is_none();
        let mut html = match elsewhere {
            true => format!(
                "<p class=\"state-note\">{}</p>",
                pen.set_words(&pen.say_in_text("block.only", &[])).0
            ),
            false => standing.note(&pen),
        };
        html.push_str(&self.scribe.text_of(block, numbered));
        (standing.word(), Html(html))
    }

    fn finished(mut self, file: &'a ChapterFile, found: &mut Vec<Diagnostic>) -> ParallelText {
        let pen = self.scribe.pen;
        let notes = self.scribe.notes(&file.notes);
        // What is wrong in a text was said on the page of the chapter; here it is only not said twice.
        found.append(&mut self.scribe.found);
        let summary = file.front.summary.as_ref();
        ParallelText {
            lang: pen.text.to_string(),
            name: pen.theme.own_name(pen.text),
            title: Html(pen.unlinked().one_line(&file.front.title)),
            summary: Html(summary.map_or_else(String::new, |prose| pen.one_line(prose))),
            notes,
        }
    }
}

/// `None` for a block that neither text has.
fn pair<'a>(block: &'a Block, own: &mut Column<'a>, beside: &mut Column<'a>) -> Option<PairView> {
    let has = |column: &Column<'_>| block.texts.get(column.scribe.pen.text).is_some();
    let (first, second) = (has(own), has(beside));
    (first || second).then(|| {
        let (own_state, own) = own.side(block, true);
        let (other_state, other) = beside.side(block, !first);
        PairView {
            id: block.id.to_string(),
            own,
            own_state,
            other,
            other_state,
        }
    })
}
