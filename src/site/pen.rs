//! Writes texts for one page: in which language, with which links. Running text itself is written in `sheet.rs`.

use super::anchors::ChapterAt;
use super::media::Published;
use super::sheet::{Links, Sheets};
use super::target::{self, Origin, Target};
use super::view::Html;
use super::{Site, address, escape};
use crate::language::typography;
use crate::language::{Lang, PerLang};
use crate::study::inline::{self, Image, Link};
use crate::study::{Prose, Study};
use crate::theme::{Filling, Theme};

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
    pub(super) links: Links,
    /// What was written for other pages; without it every text is set anew.
    pub(super) sheets: Option<&'a Sheets>,
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
            sheets: None,
        }
    }

    /// With what was written for other pages.
    pub(crate) fn with_sheets(self, sheets: &'a Sheets) -> Self {
        let sheets = Some(sheets);
        Self { sheets, ..self }
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
        typography::set_plain(self.theme.rules(lang), words)
    }

    /// `<a href=…>` for a link as an author wrote it; `None` if no page of the site shows where it leads.
    pub(super) fn link_tag(&self, link: &Link) -> Option<String> {
        let found = target::of_link(self.study, self.site, self.origin(), &link.target).ok()?;
        let mut tag = self.tag_to(&found, &link.target)?;
        tag.truncate(tag.len() - 1);
        // On paper the address of a link stands behind its words, unless they are that address.
        if matches!(found, Target::Outside) && inline::plain(&link.content) == link.target {
            tag.push_str(" class=\"address\"");
        }
        tag.push_str(&self.title_attribute(link.title.as_deref()));
        tag.push('>');
        Some(tag)
    }

    /// ` title="…"` as an author wrote it, set; empty if there is none.
    fn title_attribute(&self, title: Option<&str>) -> String {
        title.map_or_else(String::new, |title| {
            format!(" title=\"{}\"", escape::attribute(&self.set_plain(title)))
        })
    }

    /// `<a href=…>` for what was found; `None` if no page of the site shows it.
    fn tag_to(&self, found: &Target, written: &str) -> Option<String> {
        if let Target::Outside = found {
            let rel = match written.starts_with("http") {
                true => " rel=\"external\"",
                false => "",
            };
            return Some(format!("<a href=\"{}\"{rel}>", escape::attribute(written)));
        }
        let href = escape::attribute(&self.href(found)?);
        Some(["<a href=\"", &href, "\"", &self.hreflang(found), ">"].concat())
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
                let page = self.site.address_of_page(route)?;
                let way = address::relative(self.address, page);
                Some(match anchor {
                    Some(anchor) => [&way, "#", anchor].concat(),
                    None if way.is_empty() => "./".to_owned(),
                    None => way,
                })
            }
        }
    }

    /// A cross-reference: what it points to is called by its name. The id alone if nothing has it.
    pub(super) fn reference(&self, id: &str) -> String {
        let found = target::of_id(self.study, self.site, self.origin(), id).ok();
        let words = escape::text(&self.name_of(found.as_ref(), id));
        let tag = found
            .filter(|_| self.links == Links::Written)
            .and_then(|found| self.tag_to(&found, id));
        match tag {
            Some(tag) => [&tag, words.as_str(), "</a>"].concat(),
            None => words,
        }
    }

    /// What a cross-reference says.
    pub(super) fn reference_words(&self, id: &str) -> String {
        let found = target::of_id(self.study, self.site, self.origin(), id).ok();
        self.name_of(found.as_ref(), id)
    }

    fn name_of(&self, found: Option<&Target>, id: &str) -> String {
        match found {
            Some(Target::Thing { thing, .. }) => self.label(thing),
            _ => id.to_owned(),
        }
    }

    /// The file of a picture, if there is one.
    pub(super) fn picture_file(&self, image: &Image) -> Option<&'a Published> {
        let path = target::medium(self.study, self.site, self.origin(), &image.source).ok()?;
        self.site.medium(&path)
    }

    /// `<img>` with its size, so that the text around it does not jump; the words for it if there is no file.
    pub(super) fn picture(&self, image: &Image) -> String {
        let Some(file) = self.picture_file(image) else {
            return escape::text(&image.alt);
        };
        let size = file.dimensions.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        let title = self.title_attribute(image.title.as_deref());
        format!(
            "<img src=\"{}\" alt=\"{}\"{size}{title} loading=\"lazy\" decoding=\"async\">",
            escape::attribute(&address::relative(self.address, &file.path)),
            escape::attribute(&self.set_plain(&image.alt)),
        )
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
