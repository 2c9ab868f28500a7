//! Writes running text for one page: typography, links, citations and cross-references.
//!
//! A stretch of text is first laid out as [`Piece`]s, then set as a whole (a quotation mark needs to know what
//! stands before it, however many links and emphases lie between), then written as HTML or as plain text.

use super::anchors::ChapterAt;
use super::notes::Notes;
use super::target::{self, Origin, Target};
use super::view::Html;
use super::{Site, address, cite, escape};
use crate::language::typography::{Galley, Galleys, Run};
use crate::language::{Lang, PerLang};
use crate::study::{Inline, Prose, Study, inline};
use crate::theme::{Filling, Theme};
use std::borrow::Cow;
use std::rc::Rc;

/// Writes text for a page. Copying it costs nothing, so that a passage in another language gets a pen of its own.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'a> {
    pub(crate) study: &'a Study,
    pub(crate) site: &'a Site,
    pub(crate) theme: &'a Theme,
    /// The language of the page.
    pub(crate) lang: &'a Lang,
    /// The language of the text being written.
    pub(crate) text: &'a Lang,
    /// Where the page stands.
    pub(crate) address: &'a str,
    /// The chapter whose text is written: its ids come first.
    pub(crate) chapter: Option<ChapterAt>,
    links: Links,
    /// What was set for other pages; without it every text is set anew.
    galleys: Option<&'a Galleys>,
}

/// Whether links are written: a title that is itself a link must not hold another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Written,
    LeftOut,
}

/// A piece of a stretch of text, before it is set.
pub(crate) enum Piece<'t> {
    /// Words to be set.
    Text(Cow<'t, str>),
    /// Tags; no words.
    Markup(Cow<'t, str>),
    /// Words that stay as they are: code, labels that were set before.
    Literal { html: String, plain: String },
}

impl Piece<'_> {
    /// Words that were set before.
    pub(crate) fn words(plain: impl Into<String>) -> Self {
        let plain = plain.into();
        Self::Literal {
            html: escape::text(&plain),
            plain,
        }
    }
}

impl<'a> Pen<'a> {
    /// A pen for the page at `address`, in its own language.
    pub(crate) fn new(
        study: &'a Study,
        site: &'a Site,
        theme: &'a Theme,
        lang: &'a Lang,
        address: &'a str,
    ) -> Self {
        Self {
            study,
            site,
            theme,
            lang,
            text: lang,
            address,
            chapter: None,
            links: Links::Written,
            galleys: None,
        }
    }

    /// With what was set for other pages.
    pub(crate) fn with_galleys(self, galleys: &'a Galleys) -> Self {
        let galleys = Some(galleys);
        Self { galleys, ..self }
    }

    /// For a page in another language, or a part of this one.
    pub(crate) fn of_language(&self, lang: &'a Lang) -> Self {
        Self {
            lang,
            text: lang,
            chapter: None,
            links: Links::Written,
            ..*self
        }
    }

    /// For a passage in `text` on the same page.
    pub(crate) fn in_language(self, text: &'a Lang) -> Self {
        Self { text, ..self }
    }

    /// For the text of a chapter.
    pub(crate) fn in_chapter(self, at: ChapterAt) -> Self {
        let chapter = Some(at);
        Self { chapter, ..self }
    }

    /// For words that stand inside a link, or on several pages: without links, notes and citations.
    pub(crate) fn unlinked(self) -> Self {
        let links = Links::LeftOut;
        Self { links, ..self }
    }

    /// An interface string in the language of the page.
    pub(crate) fn say(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        self.theme.say(self.lang, key, fillings)
    }

    /// An interface string in the language of the text.
    pub(crate) fn say_in_text(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        self.theme.say(self.text, key, fillings)
    }

    /// From the page up to the site's root.
    pub(crate) fn root(&self) -> String {
        address::root(self.address)
    }

    /// A title on one line, without links; in another language if this one lacks it.
    pub(crate) fn title(&self, prose: &PerLang<Prose>) -> Html {
        self.unlinked().line(prose)
    }

    /// A text on one line.
    pub(crate) fn line(&self, prose: &PerLang<Prose>) -> Html {
        let Some((lang, prose)) = prose.pick(self.text, self.site.order(self.text)) else {
            return Html::default();
        };
        let pen = self.in_language(lang);
        let html = pen.one_line(prose);
        Html(if lang == self.text {
            html
        } else {
            format!("<span lang=\"{lang}\">{html}</span>")
        })
    }

    /// A text that may be missing, on one line; empty if it is.
    pub(crate) fn maybe_line(&self, prose: Option<&PerLang<Prose>>) -> Html {
        prose.map_or_else(Html::default, |prose| self.line(prose))
    }

    /// A text in paragraphs.
    pub(crate) fn paragraphs(&self, prose: &PerLang<Prose>) -> Html {
        let Some((lang, prose)) = prose.pick(self.text, self.site.order(self.text)) else {
            return Html::default();
        };
        let pen = self.in_language(lang);
        let attribute = match lang == self.text {
            true => String::new(),
            false => format!(" lang=\"{lang}\""),
        };
        let paragraphs = prose.paragraphs.iter();
        Html(
            paragraphs
                .map(|paragraph| format!("<p{attribute}>{}</p>", pen.html(paragraph, None)))
                .collect(),
        )
    }

    /// A text that may be missing, in paragraphs; empty if it is.
    pub(crate) fn maybe_paragraphs(&self, prose: Option<&PerLang<Prose>>) -> Html {
        prose.map_or_else(Html::default, |prose| self.paragraphs(prose))
    }

    /// A text of this very language on one line.
    pub(crate) fn one_line(&self, prose: &Prose) -> String {
        let lines = prose.paragraphs.iter();
        let lines: Vec<String> = lines.map(|line| self.html(line, None)).collect();
        lines.join(" ")
    }

    /// The words alone, set.
    pub(crate) fn plain(&self, prose: &PerLang<Prose>) -> String {
        match prose.pick(self.text, self.site.order(self.text)) {
            Some((lang, prose)) => self.in_language(lang).plain_prose(prose),
            None => String::new(),
        }
    }

    /// The words of a text of this very language, set.
    pub(crate) fn plain_prose(&self, prose: &Prose) -> String {
        let lines = prose.paragraphs.iter();
        let lines: Vec<String> = lines.map(|line| self.plain_words(line)).collect();
        lines.join(" ")
    }

    /// The words of a stretch of text, set.
    pub(crate) fn plain_words(&self, content: &[Inline]) -> String {
        let mut pieces = Vec::new();
        self.unlinked().lay_out(content, &mut pieces, &mut None);
        let words = pieces.into_iter().map(|piece| match piece {
            Piece::Literal { plain, .. } => Piece::Literal {
                html: plain.clone(),
                plain,
            },
            Piece::Markup(_) => Piece::Markup("".into()),
            text => text,
        });
        self.join(words.collect(), |text, out| out.push_str(text))
    }

    /// Plain words from a data file, set.
    pub(crate) fn set_words(&self, words: &str) -> Html {
        Html(escape::text(&self.set_plain(words)))
    }

    /// Plain words from a data file, set, still plain.
    pub(crate) fn set_plain(&self, words: &str) -> String {
        self.set_plain_in(self.text, words)
    }

    /// Plain words by the rules of any language, still plain.
    pub(crate) fn set_plain_in(&self, lang: &Lang, words: &str) -> String {
        let text = words;
        let literal = false;
        let galley = self.set(lang, &[Run { text, literal }]);
        galley.runs().collect()
    }

    /// A stretch of text as HTML. Note marks are counted in `notes`; without it they are left out.
    pub(crate) fn html(&self, content: &[Inline], mut notes: Option<&mut Notes>) -> String {
        let mut pieces = Vec::new();
        self.lay_out(content, &mut pieces, &mut notes);
        self.finish(pieces)
    }

    /// Sets pieces and writes them as HTML.
    pub(crate) fn finish(&self, pieces: Vec<Piece<'_>>) -> String {
        self.join(pieces, escape::push_text)
    }

    fn join(&self, pieces: Vec<Piece<'_>>, write: impl Fn(&str, &mut String)) -> String {
        let runs: Vec<Run<'_>> = pieces.iter().filter_map(run).collect();
        let galley = self.set(self.text, &runs);
        let mut set = galley.runs();
        let mut out = String::new();
        for piece in &pieces {
            match piece {
                Piece::Markup(markup) => out.push_str(markup),
                Piece::Text(_) => {
                    let text = set.next().expect("typography gives back every run");
                    write(text, &mut out);
                }
                Piece::Literal { html, .. } => {
                    set.next();
                    out.push_str(html);
                }
            }
        }
        out
    }

    fn set(&self, lang: &Lang, runs: &[Run<'_>]) -> Rc<Galley> {
        let rules = self.theme.rules(lang);
        match self.galleys {
            Some(galleys) => galleys.set(lang, rules, runs),
            None => Rc::new(Galley::set(rules, runs)),
        }
    }

    fn lay_out<'t>(
        &self,
        content: &'t [Inline],
        out: &mut Vec<Piece<'t>>,
        notes: &mut Option<&mut Notes>,
    ) {
        for inline in content {
            match inline {
                Inline::Text(words) => push_text(out, words),
                Inline::SoftBreak => push_text(out, " "),
                Inline::HardBreak => out.push(Piece::Markup("<br>".into())),
                Inline::Emphasis(inner) => self.wrapped(["<em>", "</em>"], inner, out, notes),
                Inline::Strong(inner) => self.wrapped(["<strong>", "</strong>"], inner, out, notes),
                Inline::Strike(inner) => self.wrapped(["<del>", "</del>"], inner, out, notes),
                Inline::Code(words) => out.push(Piece::Literal {
                    html: format!("<code>{}</code>", escape::text(words)),
                    plain: words.as_str().to_owned(),
                }),
                Inline::Link(link) => self.link(&link.target, &link.content, out, notes),
                Inline::Image(image) => {
                    self.image(&image.source, &image.alt, image.title.as_deref(), out);
                }
                Inline::Note { label, .. } => {
                    if let Some(notes) = notes {
                        out.extend(
                            notes
                                .mark(self, label)
                                .map(|mark| Piece::Markup(mark.into())),
                        );
                    }
                }
                Inline::Citation { works, .. } => {
                    if self.links == Links::Written {
                        let inside_note = notes.as_ref().is_some_and(|notes| notes.inside);
                        out.extend(cite::citation(self, works, inside_note));
                    }
                }
                Inline::Reference { target, .. } => self.reference(target, out),
                Inline::Html(html) => self.element(html, out, notes),
            }
        }
    }

    fn wrapped<'t>(
        &self,
        [open, close]: [&'static str; 2],
        inner: &'t [Inline],
        out: &mut Vec<Piece<'t>>,
        notes: &mut Option<&mut Notes>,
    ) {
        out.push(Piece::Markup(open.into()));
        self.lay_out(inner, out, notes);
        out.push(Piece::Markup(close.into()));
    }

    fn link<'t>(
        &self,
        target: &str,
        content: &'t [Inline],
        out: &mut Vec<Piece<'t>>,
        notes: &mut Option<&mut Notes>,
    ) {
        let found = match self.links {
            Links::Written => target::of_link(self.study, self.site, self.origin(), target).ok(),
            Links::LeftOut => None,
        };
        let open = found.and_then(|found| self.link_tag(&found, target));
        let linked = open.is_some();
        out.extend(open.map(|open| Piece::Markup(open.into())));
        self.lay_out(content, out, notes);
        if linked {
            out.push(Piece::Markup("</a>".into()));
        }
    }

    /// `<a href=…>` for what was found; `None` if no page of the site shows it.
    fn link_tag(&self, found: &Target, written: &str) -> Option<String> {
        if let Target::Outside = found {
            let rel = match written.starts_with("http") {
                true => " rel=\"external\"",
                false => "",
            };
            return Some(format!("<a href=\"{}\"{rel}>", escape::attribute(written)));
        }
        let href = escape::attribute(&self.href(found)?);
        Some(format!("<a href=\"{href}\"{}>", self.hreflang(found)))
    }

    /// ` hreflang="ru"` for what only another language has; empty for what stands in the language of the page.
    pub(crate) fn hreflang(&self, found: &Target) -> String {
        let foreign = match found {
            Target::Thing { route, .. } => route.lang().filter(|lang| *lang != self.lang),
            _ => None,
        };
        foreign.map_or_else(String::new, |lang| format!(" hreflang=\"{lang}\""))
    }

    /// The way from this page to what was found; `None` if no page of the site shows it.
    pub(crate) fn href(&self, found: &Target) -> Option<String> {
        match found {
            Target::Outside => None,
            Target::Medium(path) => {
                let published = self.site.medium(path)?;
                Some(address::relative(self.address, &published.path))
            }
            Target::Thing { route, anchor, .. } => {
                if !self.site.has(route) {
                    return None;
                }
                let way = address::relative(self.address, self.site.address(route));
                Some(match anchor {
                    Some(anchor) => format!("{way}#{anchor}"),
                    None if way.is_empty() => "./".to_owned(),
                    None => way,
                })
            }
        }
    }

    fn reference(&self, id: &str, out: &mut Vec<Piece<'_>>) {
        let Ok(found) = target::of_id(self.study, self.site, self.origin(), id) else {
            out.push(Piece::words(id));
            return;
        };
        let Target::Thing { thing, .. } = &found else {
            return;
        };
        let label = self.label(thing);
        let open = match self.links {
            Links::Written => self.link_tag(&found, id),
            Links::LeftOut => None,
        };
        match open {
            Some(open) => out.push(Piece::Literal {
                html: format!("{open}{}</a>", escape::text(&label)),
                plain: label,
            }),
            None => out.push(Piece::words(label)),
        }
    }

    /// `<img>` with its size, so that the text around it does not jump.
    fn image(&self, source: &str, alt: &str, title: Option<&str>, out: &mut Vec<Piece<'_>>) {
        if self.links == Links::LeftOut {
            return;
        }
        let found = target::medium(self.study, self.site, self.origin(), source).ok();
        let Some(file) = found.and_then(|path| self.site.medium(&path)) else {
            out.push(Piece::words(alt));
            return;
        };
        let size = file.dimensions.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        let title = title.map_or_else(String::new, |title| {
            format!(" title=\"{}\"", escape::attribute(&self.set_plain(title)))
        });
        let image = format!(
            "<img src=\"{}\" alt=\"{}\"{size}{title} loading=\"lazy\" decoding=\"async\">",
            escape::attribute(&address::relative(self.address, &file.path)),
            escape::attribute(&self.set_plain(alt)),
        );
        out.push(Piece::Markup(image.into()));
    }

    fn element<'t>(
        &self,
        html: &'t inline::Html,
        out: &mut Vec<Piece<'t>>,
        notes: &mut Option<&mut Notes>,
    ) {
        let inline::Html {
            open,
            close,
            lang,
            content,
        } = html;
        let kept = self.links == Links::Written || !(open.starts_with("<a ") || open == "<a>");
        let (open, close) = if kept { (&**open, &**close) } else { ("", "") };
        let foreign = lang.as_ref().and_then(|lang| Lang::parse(lang).ok());
        match foreign.filter(|lang| lang != self.text) {
            None => {
                out.push(Piece::Markup(open.into()));
                self.lay_out(content, out, notes);
                out.push(Piece::Markup(close.into()));
            }
            // Words of another language are set by its own rules; for the text around they are a solid neighbour.
            Some(lang) => {
                let pen = Pen {
                    text: &lang,
                    ..*self
                };
                let html = pen.html(content, notes.as_deref_mut());
                out.push(Piece::Literal {
                    html: format!("{open}{html}{close}"),
                    plain: pen.plain_words(content),
                });
            }
        }
    }

    /// Where links in the text being written stand.
    pub(crate) fn origin(&self) -> Origin<'a> {
        Origin {
            lang: self.lang,
            text: self.text,
            chapter: self.chapter,
        }
    }
}

fn run<'p>(piece: &'p Piece<'_>) -> Option<Run<'p>> {
    match piece {
        Piece::Markup(_) => None,
        Piece::Text(text) => Some(Run {
            text,
            literal: false,
        }),
        Piece::Literal { plain, .. } => Some(Run {
            text: plain,
            literal: true,
        }),
    }
}

fn push_text<'t>(out: &mut Vec<Piece<'t>>, text: &'t str) {
    match out.last_mut() {
        Some(Piece::Text(before)) => before.to_mut().push_str(text),
        _ => out.push(Piece::Text(text.into())),
    }
}
