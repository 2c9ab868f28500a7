//! Names of files: which chapter, language and place in the order a path under `content/` tells.

use super::fields::{kebabbed, quoted};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::Lang;
use crate::source::{Defect, Place, Source, SourcePath, Sources};
use crate::study::{Medium, When};
use std::collections::BTreeMap;

/// A file that must be there.
pub(super) static FILE_MISSING: Code = Code {
    name: "file-missing",
    why: "A study needs its settings, one chapter, and a title for each folder of chapters.",
    remedy: "Add the file; `diglot new` makes a study that has all of them.",
};

/// A file that nothing reads.
pub(super) static FILE_UNEXPECTED: Code = Code {
    name: "file-unexpected",
    why: "Nothing reads this file, so what stands in it would be missing from the site without a word.",
    remedy: "Rename it, move it to where such files belong, or remove it.",
};

/// A file in a folder in a folder.
pub(super) static FILE_TOO_DEEP: Code = Code {
    name: "file-too-deep",
    why: "A folder of chapters is a part of the study; parts have no parts.",
    remedy: "Move the file one folder up.",
};

/// A file with nothing in it.
pub(super) static FILE_EMPTY: Code = Code {
    name: "file-empty",
    why: "The file is there but holds nothing, so its page or its records would be missing.",
    remedy: "Fill the file in, or remove it.",
};

/// Two files for one chapter in one language.
pub(super) static FILE_DUPLICATE_CHAPTER: Code = Code {
    name: "file-duplicate-chapter",
    why: "A chapter has one file per language; its id is the file's name without number and language, or `id` in its \
          front matter. Of two files one would be lost.",
    remedy: "Rename or remove one of the two files.",
};

/// Texts are read as UTF-8, the only encoding that holds all languages.
pub(super) static FILE_NOT_UTF8: Code = Code {
    name: "file-not-utf8",
    why: "Texts are read as UTF-8, the only encoding that holds all languages; this file is in another one or is damaged.",
    remedy: "Save the file as UTF-8.",
};

/// The system refuses to read this file.
pub(super) static FILE_UNREADABLE: Code = Code {
    name: "file-unreadable",
    why: "The system refuses to read this file.",
    remedy: "Check who owns the file and who may read it.",
};

/// A folder stands where a file of this name is expected.
pub(super) static FILE_IS_FOLDER: Code = Code {
    name: "file-is-folder",
    why: "A folder stands where a file of this name is expected.",
    remedy: "Rename the folder.",
};

/// The symbolic link leads back to itself, so nothing can be read through it.
pub(super) static FILE_LINK_LOOP: Code = Code {
    name: "file-link-loop",
    why: "The symbolic link leads back to itself, so nothing can be read through it.",
    remedy: "Remove the link, or let it lead to a file.",
};

/// The symbolic link leads nowhere or out of the study, so the study would not be complete on another machine.
pub(super) static FILE_LINK_ASTRAY: Code = Code {
    name: "file-link-astray",
    why: "The symbolic link leads nowhere or out of the study, so the study would not be complete on another machine.",
    remedy: "Copy the file into the study.",
};

/// Texts beyond 64 MiB are not read.
pub(super) static FILE_TOO_LARGE: Code = Code {
    name: "file-too-large",
    why: "Texts beyond 64 MiB are not read: no chapter is a hundred times a long book.",
    remedy: "Split the file, or put data under content/media/.",
};

/// The file's name cannot be part of an address on the web.
pub(super) static FILE_BAD_NAME: Code = Code {
    name: "file-bad-name",
    why: "The file's name cannot be part of an address on the web.",
    remedy: "Rename the file with letters, digits, `-` and `_`.",
};

/// Reports every file that could not be loaded: a text that would be missing from the site, a part of the theme that would
/// give way to another one, a private list that would not be looked for.
pub(super) fn defects(sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, source) in sources.iter() {
        let Source::Broken(defect) = source else {
            continue;
        };
        let mut message = format!("`{path}` {}", defect.sentence());
        if let Defect::NotUtf8 { line, column, .. } = defect {
            message += &format!("; its first wrong byte is in line {line}, column {column}");
        }
        found.push(Diagnostic::error(code(defect), Place::file(path), message));
    }
    found
}

fn code(defect: &Defect) -> &'static Code {
    match defect {
        Defect::NotUtf8 { .. } => &FILE_NOT_UTF8,
        Defect::Unreadable => &FILE_UNREADABLE,
        Defect::IsFolder => &FILE_IS_FOLDER,
        Defect::LinkLoop => &FILE_LINK_LOOP,
        Defect::LinkAstray => &FILE_LINK_ASTRAY,
        Defect::TooLarge => &FILE_TOO_LARGE,
        Defect::BadName => &FILE_BAD_NAME,
    }
}

/// What the path of a chapter or a news item tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// `young-people`
    pub(super) id: String,
    /// From `.ru.md`.
    pub(super) lang: Lang,
    /// `04-voices/01-young-people`
    pub(super) order: String,
    /// `04-voices`
    pub(super) part: Option<String>,
    /// News only.
    pub(super) date: Option<When>,
}

/// The folder whose title stands in the file `04-voices/part.yaml` below `content/chapters/`.
pub(super) fn part(below: &str) -> Option<&str> {
    let folder = below.strip_suffix("/part.yaml")?;
    (!folder.contains('/')).then_some(folder)
}

/// Reads the path of a chapter below its folder: `04-voices/01-young-people.ru.md`.
pub(super) fn chapter(
    path: &SourcePath,
    below: &str,
    languages: &[Lang],
) -> Result<Name, Box<Diagnostic>> {
    let (part, file) = match below.split_once('/') {
        None => (None, below),
        Some((part, file)) if !file.contains('/') => (Some(part.to_owned()), file),
        Some(_) => {
            let message = format!("`{path}` lies in a folder inside a part");
            let place = Place::file(path);
            return Err(Diagnostic::error(&FILE_TOO_DEEP, place, message).into());
        }
    };
    let (stem, lang) = stem_and_language(path, file, languages)?;
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let id = match stem[digits..].strip_prefix('-') {
        Some(rest) if digits > 0 => rest,
        _ => stem,
    };
    let order = match &part {
        Some(part) => format!("{part}/{stem}"),
        None => stem.to_owned(),
    };
    Ok(Name {
        id: id.to_owned(),
        lang,
        order,
        part,
        date: None,
    })
}

/// Reads the path of a news item below its folder: `2021-10-07-launch.ru.md`.
pub(super) fn news(
    path: &SourcePath,
    below: &str,
    languages: &[Lang],
) -> Result<Name, Box<Diagnostic>> {
    if below.contains('/') {
        let message =
            format!("`{path}` lies in a folder; news items stand directly in content/news/");
        let place = Place::file(path);
        return Err(Diagnostic::error(&FILE_TOO_DEEP, place, message).into());
    }
    let (stem, lang) = stem_and_language(path, below, languages)?;
    let date = stem.get(..10).and_then(When::parse).filter(When::is_full);
    let rest = stem.get(10..).and_then(|rest| rest.strip_prefix('-'));
    let (date, id) = match (date, rest) {
        (Some(date), Some(id)) => (Some(date), id),
        _ => (None, stem),
    };
    Ok(Name {
        id: id.to_owned(),
        lang,
        order: stem.to_owned(),
        part: None,
        date,
    })
}

/// `01-young-people.ru.md` as `01-young-people` and `ru`.
fn stem_and_language<'f>(
    path: &SourcePath,
    file: &'f str,
    languages: &[Lang],
) -> Result<(&'f str, Lang), Box<Diagnostic>> {
    let Some(name) = file.strip_suffix(".md") else {
        let message = format!("nothing reads `{path}`: chapters and news items end in `.LANG.md`");
        let place = Place::file(path);
        return Err(Diagnostic::warning(&FILE_UNEXPECTED, place, message).into());
    };
    let refuse = |message: String, help: String| {
        Diagnostic::error(&FILE_UNEXPECTED, Place::file(path), message)
            .help(help)
            .into()
    };
    let first = languages.first().map_or("LANG", Lang::as_str);
    let Some((stem, tag)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        let message = format!("`{path}` has no language in its name");
        return Err(refuse(
            message,
            format!("did you mean `{name}.{first}.md`?"),
        ));
    };
    match Lang::parse(tag) {
        Ok(lang) if languages.is_empty() || languages.contains(&lang) => Ok((stem, lang)),
        _ => {
            let tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
            let message = format!(
                "`{tag}` in the name of `{path}` is not a language of this study, which has {}",
                quoted(&tags)
            );
            let near = nearest(tag, tags.iter().copied()).unwrap_or(first);
            Err(refuse(
                message,
                format!("name it `{stem}.{near}.md`, or add `{tag}` to `languages` in study.yaml"),
            ))
        }
    }
}

/// Reports a file of which nothing knows what it is for.
pub(super) fn unexpected(path: &SourcePath, below: &str, known: &[String]) -> Diagnostic {
    let message = format!("nothing reads `{path}`");
    let near = nearest(below, known.iter().map(String::as_str));
    let is_data = below.ends_with(".yaml") || below.ends_with(".yml");
    let diagnostic = if is_data || near.is_some() {
        Diagnostic::error(&FILE_UNEXPECTED, Place::file(path), message)
    } else {
        Diagnostic::warning(&FILE_UNEXPECTED, Place::file(path), message)
    };
    match near {
        Some(near) => diagnostic.help(format!("did you mean `content/{near}`?")),
        None => diagnostic,
    }
}

/// Files that pages may show, each with its versions: `media/x.ru.svg` is the Russian version of `media/x.svg`.
pub(super) fn media(sources: &Sources, languages: &[Lang]) -> BTreeMap<String, Medium> {
    let mut media: BTreeMap<String, Medium> = BTreeMap::new();
    for (path, source) in sources.below("content/media/") {
        let Some(key) = path.strip_prefix("content/") else {
            continue;
        };
        if is_hidden(path) || matches!(source, Source::Broken(_)) {
            continue;
        }
        match version(key, languages) {
            Some((common, lang)) => {
                let medium = media.entry(common).or_default();
                medium.versions.insert(lang, path.clone());
            }
            None => media.entry(key.to_owned()).or_default().common = Some(path.clone()),
        }
    }
    media
}

/// `media/x.ru.svg` as `media/x.svg` and `ru`.
fn version(key: &str, languages: &[Lang]) -> Option<(String, Lang)> {
    let (folder, file) = key.rsplit_once('/')?;
    let (rest, ending) = file.rsplit_once('.')?;
    let (stem, tag) = rest.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let lang = Lang::parse(tag)
        .ok()
        .filter(|lang| languages.contains(lang))?;
    Some((format!("{folder}/{stem}.{ending}"), lang))
}

/// Files that systems and editors leave behind.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.')) || path.ends_with('~')
}

/// Reports a file with nothing in it.
pub(super) fn empty(path: &SourcePath) -> Diagnostic {
    let message = format!("`{path}` is empty");
    Diagnostic::error(&FILE_EMPTY, Place::file(path), message)
}

/// No id can be had from a file's name.
pub(super) fn bad_id(path: &SourcePath, id: &str) -> Diagnostic {
    let message = format!(
        "the file's name gives the id `{id}`, which is not lower-case Latin letters and digits joined by `-`"
    );
    let meant = kebabbed(id);
    let help = if meant.is_empty() {
        "name the file as `02-young-people.en.md`, or give it an `id` in its head".to_owned()
    } else {
        format!("did you mean `{meant}`?")
    };
    Diagnostic::error(&super::fields::DATA_BAD_ID, Place::file(path), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Vec<Lang> {
        ["en", "ru"]
            .map(|tag| Lang::parse(tag).expect(tag))
            .to_vec()
    }

    #[test]
    fn names_of_chapters() {
        for (below, expected) in [
            ("01-summary.en.md", "summary en 01-summary None"),
            ("summary.ru.md", "summary ru summary None"),
            (
                "04-voices/02-ngos.ru.md",
                "ngos ru 04-voices/02-ngos Some(\"04-voices\")",
            ),
            ("2020.en.md", "2020 en 2020 None"),
            ("a/b/c.en.md", "file-too-deep"),
            ("notes.md", "file-unexpected"),
            ("notes.kk.md", "file-unexpected"),
            (".en.md", "file-unexpected"),
            ("notes.txt", "file-unexpected"),
        ] {
            let path: SourcePath = format!("content/chapters/{below}").into();
            let said = match chapter(&path, below, &languages()) {
                Ok(name) => format!("{} {} {} {:?}", name.id, name.lang, name.order, name.part),
                Err(diagnostic) => diagnostic.code.name.to_owned(),
            };
            assert_eq!(said, expected, "{below}");
        }
    }

    #[test]
    fn names_of_news() {
        for (below, expected) in [
            ("2021-10-07-launch.en.md", "launch Some(\"2021-10-07\")"),
            ("launch.en.md", "launch None"),
            ("2021-13-07-launch.en.md", "2021-13-07-launch None"),
            ("2021-10-07.en.md", "2021-10-07 None"),
            ("новость-раз.en.md", "новость-раз None"),
        ] {
            let path: SourcePath = format!("content/news/{below}").into();
            let name = news(&path, below, &languages()).expect(below);
            let date = name.date.map(|date| date.to_string());
            assert_eq!(format!("{} {date:?}", name.id), expected, "{below}");
        }
    }

    #[test]
    fn media_have_versions() {
        for (key, expected) in [
            ("media/x.ru.svg", Some("media/x.svg ru")),
            ("media/x.svg", None),
            ("media/x.min.svg", None),
            ("media/maps/x.en.png", Some("media/maps/x.png en")),
            ("media/.ru.svg", None),
        ] {
            let found = version(key, &languages()).map(|(common, lang)| format!("{common} {lang}"));
            assert_eq!(found.as_deref(), expected, "{key}");
        }
    }
}
