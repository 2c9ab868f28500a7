//! Which folders make up a theme, and which file of which folder is used.
//!
//! The study's own `themes/overrides/` stands before all, then the theme it names, then that theme's parents;
//! `themes/default`, which is inside the program, is the last of every chain. What stands before hides a file of
//! the same path in what stands behind.

use super::document::{Document, THEME_FILE, THEME_TYPE, THEME_UNKNOWN_KEY};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::Lang;
use crate::source::{Field, Place, Source, SourcePath, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// See `why`.
pub(super) static THEME_UNKNOWN: Code = Code {
    name: "theme-unknown",
    why: "A theme is a folder under `themes/`; the one named here is not there. The default theme is used instead.",
    remedy: "Correct the name, or add the theme's folder.",
};

/// See `why`.
pub(super) static THEME_LOOP: Code = Code {
    name: "theme-loop",
    why: "A theme takes what it lacks from its parent; a chain of parents that leads back to itself has no end.",
    remedy: "Name another parent, or remove `parent`: the default theme is the last parent of every theme.",
};

/// The last parent of every theme.
pub(super) const DEFAULT: &str = "default";

/// The folder of single files that a study replaces.
const OVERRIDES: &str = "overrides";

/// Keys of `theme.yaml`.
const KEYS: [&str; 6] = ["name", "version", "about", "parent", "reference", "tokens"];

/// One folder under `themes/`.
#[derive(Debug)]
pub(super) struct Layer {
    /// Its name; no two layers of a theme have the same.
    pub(super) name: String,
    /// Its `theme.yaml`; `themes/overrides/` has none.
    pub(super) manifest: Option<Document>,
}

/// All folders of a theme, the nearest first.
#[derive(Debug)]
pub(super) struct Layers<'a> {
    pub(super) list: Vec<Layer>,
    sources: &'a Sources,
}

/// A file of one folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    /// Path in the sources.
    pub(super) path: &'a SourcePath,
    /// The file.
    pub(super) source: &'a Source,
    /// Which layer it is from, counted from the nearest.
    pub(super) layer: usize,
}

impl<'a> Layers<'a> {
    /// Follows the parents of the theme called `wanted`. `asked` is where the study names it.
    pub(super) fn of(
        sources: &'a Sources,
        wanted: &str,
        asked: &Place,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut list = vec![Layer {
            name: OVERRIDES.to_owned(),
            manifest: None,
        }];
        // A study whose settings could not be read names no theme; that was reported already.
        let first = if wanted.is_empty() { DEFAULT } else { wanted };
        let mut next = Some((first.to_owned(), asked.clone()));
        while let Some((name, named_at)) = next.take() {
            if list.iter().any(|layer| layer.name == name) {
                found.push(not_a_parent(&name, named_at, &list));
                break;
            }
            if !exists(sources, &name) {
                found.push(unknown(sources, &name, named_at));
                break;
            }
            let manifest = manifest(sources, &name, found);
            let parent = manifest.as_ref().and_then(|file| parent(file, found));
            list.push(Layer {
                name: name.clone(),
                manifest,
            });
            if name != DEFAULT {
                next = Some(parent.unwrap_or((DEFAULT.to_owned(), named_at)));
            }
        }
        if !list.iter().any(|layer| layer.name == DEFAULT) && exists(sources, DEFAULT) {
            list.push(Layer {
                name: DEFAULT.to_owned(),
                manifest: manifest(sources, DEFAULT, found),
            });
        }
        Self { list, sources }
    }

    /// Every file below a folder of the layers (`templates/`), nearest layer first, then by path; with its path below that folder.
    pub(super) fn all(&self, folder: &str) -> Vec<(String, Found<'a>)> {
        let mut files = Vec::new();
        for (layer, name) in self.list.iter().map(|layer| &layer.name).enumerate() {
            let from = format!("themes/{name}/{folder}");
            let below = self.sources.below(&from).map(|(path, source)| {
                let found = Found {
                    path,
                    source,
                    layer,
                };
                (path[from.len()..].to_owned(), found)
            });
            files.extend(below);
        }
        files
    }

    /// The files that are used: of each path below the folder the nearest one.
    pub(super) fn nearest(&self, folder: &str) -> BTreeMap<String, Found<'a>> {
        let mut files = BTreeMap::new();
        for (name, file) in self.all(folder) {
            files.entry(name).or_insert(file);
        }
        files
    }

    /// The language whose strings are the measure for all others: what the farthest `theme.yaml` says.
    pub(super) fn reference(&self, found: &mut Vec<Diagnostic>) -> Option<Lang> {
        let file = self.list.last()?.manifest.as_ref()?;
        let field = Field::root().key("reference");
        let tag = file.text(&field, found)?;
        let lang = Lang::parse(&tag);
        if let Err(error) = &lang {
            let place = file.place(&field);
            found.push(Diagnostic::error(&THEME_TYPE, place, error.to_string()));
        }
        lang.ok()
    }
}

fn exists(sources: &Sources, name: &str) -> bool {
    !name.is_empty() && sources.below(&format!("themes/{name}/")).next().is_some()
}

fn manifest(sources: &Sources, name: &str, found: &mut Vec<Diagnostic>) -> Option<Document> {
    let path: SourcePath = format!("themes/{name}/theme.yaml").into();
    let text = match sources.get(&path) {
        Some(Source::Text(text)) => &text.text,
        // Told where files are read.
        Some(Source::Broken(_)) => return None,
        Some(Source::Asset(_)) | None => {
            found.push(without_manifest(name, &path));
            return None;
        }
    };
    let file = Document::read(&path, text, found)?;
    file.only_keys(&Field::root(), &KEYS, &THEME_UNKNOWN_KEY, found);
    for key in ["name", "version", "about"] {
        file.text(&Field::root().key(key), found);
    }
    Some(file)
}

fn without_manifest(name: &str, path: &SourcePath) -> Diagnostic {
    let what = format!("theme `{name}` has no `theme.yaml`");
    Diagnostic::error(&THEME_FILE, Place::file(path), what)
        .help("write one with at least `name: …` and `version: …`")
}

fn parent(file: &Document, found: &mut Vec<Diagnostic>) -> Option<(String, Place)> {
    let field = Field::root().key("parent");
    let name = file.text(&field, found)?;
    Some((name, file.place(&field)))
}

fn not_a_parent(name: &str, named_at: Place, list: &[Layer]) -> Diagnostic {
    if name == OVERRIDES {
        let what = "`overrides` is the study's own folder and no theme";
        return Diagnostic::error(&THEME_UNKNOWN, named_at, what)
            .help("name a theme; files in `themes/overrides/` are used with every theme");
    }
    let chain: Vec<&str> = list.iter().skip(1).map(|l| l.name.as_str()).collect();
    let what = format!(
        "theme `{name}` is its own parent: {} → {name}",
        chain.join(" → ")
    );
    Diagnostic::error(&THEME_LOOP, named_at, what)
}

fn unknown(sources: &Sources, name: &str, named_at: Place) -> Diagnostic {
    let themes: BTreeSet<&str> = sources
        .below("themes/")
        .filter_map(|(path, _)| path.split('/').nth(1))
        .filter(|folder| *folder != OVERRIDES)
        .collect();
    let help = match nearest(name, themes.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make the folder `themes/{name}`, or name one that is there"),
    };
    let what = format!("there is no theme `{name}`");
    Diagnostic::error(&THEME_UNKNOWN, named_at, what).help(help)
}
