//! What a link, a cross-reference or a picture points to.
//!
//! An id is looked up on the page first, then in the whole study; a path is relative to the file it stands in
//! and means this page's language. Nothing is written here: `pen.rs` writes links, `links.rs` reports broken ones.

use super::Site;
use super::anchors::ChapterAt;
use super::relations::RecordAt;
use super::route::Route;
use crate::language::Lang;
use crate::source::SourcePath;
use crate::study::id::is_numbered;
use crate::study::{BlockId, Study};

/// Where a link stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    /// The language of the page.
    pub(crate) lang: &'a Lang,
    /// The language of the text that holds the link.
    pub(crate) text: &'a Lang,
    /// The chapter, if it stands in one.
    pub(crate) chapter: Option<ChapterAt>,
}

/// What a link points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A thing of the study on a page of the site.
    Thing {
        thing: Thing,
        /// Its page.
        route: Route,
        /// Its id on that page; `None` for the page as a whole.
        anchor: Option<String>,
    },
    /// A file under `content/media/`.
    Medium(SourcePath),
    /// An address outside the site.
    Outside,
}

/// A thing of the study that has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Chapter(ChapterAt),
    Block(ChapterAt, BlockId),
    Record(RecordAt),
    /// A page of the program: `glossary`.
    Section(&'static str),
}

/// Why a link points to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// No recommendation or finding has this number.
    Record,
    /// Nothing has this id.
    Id,
    /// Blocks of several chapters have this id.
    Ambiguous(Vec<ChapterAt>),
    /// The chapter is there, but it has no such block.
    Anchor(ChapterAt),
    /// No chapter stands at this path.
    File,
    /// The path names a text of another language.
    Language,
    /// No such file under `content/media/`.
    Medium,
    /// An address of a kind that pages do not link to.
    Scheme,
}

/// Addresses that lead out of the site.
const SCHEMES: &[&str] = &["https:", "http:", "mailto:", "tel:"];

/// Looks up the target of `[words](target)`.
pub(crate) fn of_link(
    study: &Study,
    site: &Site,
    from: Origin<'_>,
    target: &str,
) -> Result<Target, Lost> {
    if let Some(id) = target.strip_prefix('#') {
        return of_id(study, site, from, id);
    }
    let lower = target.to_ascii_lowercase();
    if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(Target::Outside);
    }
    if has_scheme(target) {
        return Err(Lost::Scheme);
    }
    if target.starts_with("//") {
        return Err(Lost::File);
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    };
    if !path.ends_with(".md") {
        return medium(study, site, from, path).map(Target::Medium);
    }
    let at = chapter_file(study, site, from, path)?;
    match anchor {
        None => Ok(thing(study, site, from.lang, Thing::Chapter(at))),
        Some(id) => block(study, site, from, at, id).ok_or(Lost::Anchor(at)),
    }
}

/// Looks up `[#id]`: on this page, then among chapters, records and the program's own pages, then among the blocks of all chapters.
pub(crate) fn of_id(
    study: &Study,
    site: &Site,
    from: Origin<'_>,
    id: &str,
) -> Result<Target, Lost> {
    let found = |it: Thing| Ok(thing(study, site, from.lang, it));
    if let Some(target) = from.chapter.and_then(|at| block(study, site, from, at, id)) {
        return Ok(target);
    }
    if let Some((chapter, anchor)) = id.split_once('#') {
        let at = chapter_of(site, chapter).ok_or(Lost::Id)?;
        return block(study, site, from, at, anchor).ok_or(Lost::Anchor(at));
    }
    if let Some(at) = chapter_of(site, id) {
        return found(Thing::Chapter(at));
    }
    if let Some(at) = site.records.get(id) {
        return found(Thing::Record(*at));
    }
    if let Some(section) = super::sections::named(id) {
        let target = thing(study, site, from.lang, Thing::Section(section));
        return if page_exists(site, &target) {
            Ok(target)
        } else {
            Err(Lost::Id)
        };
    }
    match site.with_block(id).as_slice() {
        [at] => block(study, site, from, *at, id).ok_or(Lost::Id),
        [] if is_numbered(id, 'R') || is_numbered(id, 'F') => Err(Lost::Record),
        [] => Err(Lost::Id),
        several => Err(Lost::Ambiguous(several.to_vec())),
    }
}

/// Looks up the file of a picture or of a link to a file, in the version for the language of the text.
pub(crate) fn medium(
    study: &Study,
    site: &Site,
    from: Origin<'_>,
    path: &str,
) -> Result<SourcePath, Lost> {
    let below_content = normal("", path);
    let beside = normal(&folder(study, from), path);
    let medium = [below_content, beside]
        .into_iter()
        .flatten()
        .find_map(|path| study.media.get(&path))
        .ok_or(Lost::Medium)?;
    let order = site.languages.iter().chain(&study.settings.languages);
    let any = order.filter_map(|lang| medium.versions.get(lang)).next();
    medium
        .for_lang(from.text)
        .or(any)
        .cloned()
        .ok_or(Lost::Medium)
}

/// A thing of the study with its page in `lang`, else in the next language that has it ([`Site::order`]).
pub(crate) fn thing(study: &Study, site: &Site, lang: &Lang, thing: Thing) -> Target {
    let shows = |lang: &&Lang| holds(study, lang, &thing) && site.has(&route(study, lang, &thing));
    let mut languages = std::iter::once(lang).chain(site.order(lang));
    let shown = languages.find(shows);
    let route = route(study, shown.unwrap_or(lang), &thing);
    let anchor = match &thing {
        // Nothing on the page has its id.
        Thing::Record(_) if shown.is_none() => None,
        Thing::Block(_, id) => Some(id.to_string()),
        Thing::Record(at) => match at {
            RecordAt::Recommendation(_) | RecordAt::Finding(_) | RecordAt::Group(_) => None,
            _ => Some(at.of(study).entry().id.to_string()),
        },
        Thing::Chapter(_) | Thing::Section(_) => None,
    };
    Target::Thing {
        thing,
        route,
        anchor,
    }
}

/// True if the pages of `lang` show a thing, if there are such pages. A page may list records of several files, of which
/// a language has some only.
fn holds(study: &Study, lang: &Lang, thing: &Thing) -> bool {
    match thing {
        Thing::Record(at) => study.settings.wants_records(lang, at.file()),
        Thing::Chapter(_) | Thing::Block(..) | Thing::Section(_) => true,
    }
}

fn route(study: &Study, lang: &Lang, thing: &Thing) -> Route {
    let lang = lang.clone();
    match thing {
        Thing::Chapter(at) | Thing::Block(at, _) => at.route(study, &lang),
        Thing::Section(name) => super::sections::route(name, lang),
        Thing::Record(at) => {
            let id = &at.of(study).entry().id;
            match at {
                RecordAt::Recommendation(_) => Route::Recommendation(lang, id.clone()),
                RecordAt::Finding(_) => Route::Finding(lang, id.clone()),
                RecordAt::Reference(_) => Route::References(lang),
                RecordAt::Term(_) => Route::Glossary(lang),
                RecordAt::Group(_) => Route::Group(lang, id.clone()),
                RecordAt::Activity(_) | RecordAt::Quote(_) | RecordAt::Opportunity(_) => {
                    Route::Evidence(lang)
                }
            }
        }
    }
}

fn page_exists(site: &Site, target: &Target) -> bool {
    matches!(target, Target::Thing { route, .. } if site.has(route))
}

fn chapter_of(site: &Site, id: &str) -> Option<ChapterAt> {
    let at = site.chapter_ids.get(id).or_else(|| site.news_ids.get(id))?;
    site.plan_of(*at).shown.then_some(*at)
}

/// A block of a chapter. A block that exists in one language on purpose is no target in the others.
fn block(study: &Study, site: &Site, from: Origin<'_>, at: ChapterAt, id: &str) -> Option<Target> {
    let (id, anchor) = site.plan_of(at).entry(id)?;
    let block = anchor.block(at.of(study));
    let on_purpose = |text: &crate::study::Rendering| {
        text.elements.iter().any(|one| one.attached.only.is_some())
    };
    let shown = block.texts.get(from.text).is_some() || !block.texts.values().any(on_purpose);
    shown.then(|| thing(study, site, from.lang, Thing::Block(at, id.clone())))
}

fn chapter_file(
    study: &Study,
    site: &Site,
    from: Origin<'_>,
    path: &str,
) -> Result<ChapterAt, Lost> {
    let path = normal(&folder(study, from), path).ok_or(Lost::File)?;
    if let Some(at) = site.chapter_files.get(&path) {
        return if site.plan_of(*at).shown {
            Ok(*at)
        } else {
            Err(Lost::File)
        };
    }
    let (neutral, tag) = without_language(&path).ok_or(Lost::File)?;
    let at = site.chapter_files.get(&neutral).ok_or(Lost::File)?;
    let known = study
        .settings
        .languages
        .iter()
        .any(|lang| lang.as_str() == tag);
    match (known, from.text.as_str() == tag) {
        (true, true) => Ok(*at),
        (true, false) => Err(Lost::Language),
        (false, _) => Err(Lost::File),
    }
}

/// `chapters/01-a.ru.md` -> (`chapters/01-a.md`, `ru`).
pub(crate) fn without_language(path: &str) -> Option<(String, &str)> {
    let (stem, tag) = path.strip_suffix(".md")?.rsplit_once('.')?;
    (!tag.contains('/')).then(|| (format!("{stem}.md"), tag))
}

/// The folder, below `content/`, of the file that holds the link.
fn folder(study: &Study, from: Origin<'_>) -> String {
    let files = from.chapter.map(|at| &at.of(study).files);
    let file = files.and_then(|files| files.pick(from.text, &study.settings.languages));
    let path = file.map_or("", |(_, file)| file.path.as_ref());
    let path = path.strip_prefix("content/").unwrap_or(path);
    path.rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned()
}

/// `folder/path` without `.` and `..`; `None` if it leads out of `content/`.
fn normal(folder: &str, path: &str) -> Option<String> {
    let path = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok()?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_plain() {
        for (folder, path, expected) in [
            ("chapters", "02-b.md", Some("chapters/02-b.md")),
            ("chapters/03-voices", "../01-a.md", Some("chapters/01-a.md")),
            ("chapters", "./../media/x%20y.svg", Some("media/x y.svg")),
            ("chapters", "../../../etc/passwd", None),
            ("chapters", "/en/summary/", None),
        ] {
            assert_eq!(normal(folder, path).as_deref(), expected, "{folder} {path}");
        }
    }

    #[test]
    fn languages_in_names_of_files() {
        assert_eq!(
            without_language("chapters/01-a.ru.md"),
            Some(("chapters/01-a.md".to_owned(), "ru"))
        );
        assert_eq!(without_language("chapters/01-a.md"), None);
    }
}
