//! Pictures and other files of the study: which of them pages show, under which names, how large they are.

use super::anchors::ChapterAt;
use super::target::{Origin, Target};
use super::view::Picture;
use super::{Site, target, walk};
use crate::language::Lang;
use crate::source::{Fingerprint, Source, SourcePath};
use crate::study::{Inline, Study};
use std::collections::{BTreeMap, BTreeSet};

/// A file that pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// In the output: `assets/cover.3f9a01bc22.svg`.
    pub(crate) path: String,
    /// Pixels, if known.
    pub(crate) dimensions: Option<(u32, u32)>,
}

/// All files that pages may show.
pub(super) fn published(study: &Study) -> BTreeMap<SourcePath, Published> {
    let files = study.media_files.iter();
    let published = files.filter_map(|(path, file)| Some((path.clone(), of_file(path, file)?)));
    published.collect()
}

/// The files that the cover and the texts of records name. Of the site only its languages are looked at.
pub(super) fn of_records(study: &Study, site: &Site) -> BTreeSet<SourcePath> {
    let mut out = BTreeSet::new();
    if study.media_files.is_empty() {
        return out;
    }
    for lang in &study.settings.languages {
        let from = origin(lang, None);
        if let Some(cover) = &study.settings.cover {
            out.extend(target::medium(study, site, from, &cover.src));
        }
        for (_, prose) in study.records.all().flat_map(|record| record.texts()) {
            for paragraph in prose.get(lang).iter().flat_map(|prose| &prose.paragraphs) {
                walk::inline(paragraph, &mut |inline| {
                    out.extend(medium_of(study, site, from, inline));
                });
            }
        }
    }
    out
}

/// The files that a chapter names in any of its languages. Of the site only its languages are looked at.
pub(super) fn of_chapter(study: &Study, site: &Site, at: ChapterAt) -> BTreeSet<SourcePath> {
    let mut out = BTreeSet::new();
    if study.media_files.is_empty() {
        return out;
    }
    for lang in &study.settings.languages {
        for elements in walk::texts(at.of(study), lang) {
            walk::inlines(elements, &mut |inline| {
                out.extend(medium_of(study, site, origin(lang, Some(at)), inline));
            });
        }
    }
    out
}

fn origin(lang: &Lang, chapter: Option<ChapterAt>) -> Origin<'_> {
    Origin {
        lang,
        text: lang,
        chapter,
    }
}

/// True for `02-money.md` and `02-money.md#who-pays`.
fn leads_to_text(target: &str) -> bool {
    let path = target.split('#').next();
    path.is_some_and(|path| path.ends_with(".md"))
}

fn medium_of(study: &Study, site: &Site, from: Origin<'_>, inline: &Inline) -> Option<SourcePath> {
    match inline {
        Inline::Image(image) => target::medium(study, site, from, &image.source).ok(),
        // Links by id and to chapters cannot lead to a file, and the index of ids is not ready here.
        Inline::Link(link) if !link.target.starts_with('#') && !leads_to_text(&link.target) => {
            match target::of_link(study, site, from, &link.target) {
                Ok(Target::Medium(path)) => Some(path),
                _ => None,
            }
        }
        _ => None,
    }
}

fn of_file(path: &SourcePath, file: &Source) -> Option<Published> {
    let (fingerprint, dimensions) = match file {
        Source::Text(text) => (text.fingerprint, drawing_size(&text.text)),
        Source::Asset(asset) => (asset.fingerprint, asset.dimensions),
        Source::Broken(_) => return None,
    };
    Some(Published {
        path: hashed(path, fingerprint),
        dimensions,
    })
}

/// `content/media/Обложка 1.ru.svg` -> `assets/1.ru.3f9a01bc22.svg`: only letters that no server or archive changes.
fn hashed(path: &str, fingerprint: Fingerprint) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let plain = |text: &str| -> String {
        let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        text.chars()
            .map(|c| if safe(c) { c } else { '-' })
            .collect()
    };
    let stem = plain(stem);
    let stem = match stem.trim_matches(['-', '.']) {
        "" => "file",
        stem => stem,
    };
    format!("assets/{stem}.{}.{}", fingerprint.short(), plain(ending))
}

/// Width and height of a drawing: from its own attributes, else from its `viewBox`.
fn drawing_size(svg: &str) -> Option<(u32, u32)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let pixels = |name: &str| -> Option<u32> {
        let value = attribute(tag, name)?;
        whole(value.trim_end_matches("px"))
    };
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let box_ = attribute(tag, "viewBox")?;
    let mut numbers = box_.split([' ', ',']).filter(|part| !part.is_empty());
    let width = numbers.nth(2).and_then(whole)?;
    let height = numbers.next().and_then(whole)?;
    Some((width, height))
}

fn whole(number: &str) -> Option<u32> {
    let number: f64 = number.trim().parse().ok()?;
    let sensible = 1.0..=100_000.0;
    sensible.contains(&number).then_some(number.round() as u32)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("{name}=");
    let (at, _) = tag
        .match_indices(&wanted)
        .find(|(at, _)| tag[..*at].ends_with(|c: char| c.is_whitespace()))?;
    let value = &tag[at + wanted.len()..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

impl Site {
    /// The cover of the study for a page in `lang`.
    pub(crate) fn cover(&self, study: &Study, lang: &Lang) -> Option<Picture> {
        let cover = study.settings.cover.as_ref()?;
        let path = target::medium(study, self, origin(lang, None), &cover.src).ok()?;
        let published = self.medium(&path)?;
        let alt = cover.alt.pick(lang, self.order(lang));
        Some(Picture {
            path: published.path.clone(),
            alt: alt.map_or_else(String::new, |(_, alt)| alt.plain()),
            width: published.dimensions.map(|(width, _)| width),
            height: published.dimensions.map(|(_, height)| height),
        })
    }

    /// A file of the study, if pages show it.
    pub(crate) fn medium(&self, path: &SourcePath) -> Option<&Published> {
        let published = self.published.get(path)?;
        self.shows(path).then_some(published)
    }

    /// Files of the study that pages show: path in the sources, path in the output.
    pub fn media(&self) -> impl Iterator<Item = (&SourcePath, &str)> {
        let shown = self.published.iter().filter(|(path, _)| self.shows(path));
        shown.map(|(path, file)| (path, file.path.as_str()))
    }

    fn shows(&self, path: &SourcePath) -> bool {
        self.media_of_records.contains(path) || self.media_of_chapters.has(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_drawings() {
        for (svg, expected) in [
            (r#"<svg width="640" height="480px">"#, Some((640, 480))),
            (
                r#"<?xml version="1.0"?><svg viewBox="0 0 720.4 240">"#,
                Some((720, 240)),
            ),
            (
                r#"<svg stroke-width="2" viewBox="0,0,10,20">"#,
                Some((10, 20)),
            ),
            (r#"<svg width="100%" height="100%">"#, None),
            ("<p>", None),
        ] {
            assert_eq!(drawing_size(svg), expected, "{svg}");
        }
    }

    #[test]
    fn names_carry_a_digest() {
        let name = hashed("content/media/Обложка 1.ru.svg", Fingerprint::of(b"x"));
        assert!(name.starts_with("assets/1.ru."), "{name}");
        assert!(name.ends_with(".svg"), "{name}");
    }
}
