//! A theme: templates, directives, interface strings, typography, design tokens, static files.
//!
//! It is checked whole when it is read. It knows nothing of studies: pages and directives reach it as plain values.

mod strings;
mod templates;
mod tokens;

pub use templates::{Ready, Shared};

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::typography::Rules;
use crate::language::{Lang, PerLang};
use crate::source::{Asset, Fingerprint, Sources};
use crate::study::When;
use std::collections::BTreeMap;

/// Which theme a study asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// A folder under `themes/`.
    pub name: &'a str,
    /// Tokens the study sets otherwise.
    pub tokens: &'a BTreeMap<String, String>,
    /// The study's languages; each wants its strings.
    pub languages: &'a [Lang],
}

/// A theme with its parents, ready to make pages.
#[derive(Debug)]
pub struct Theme {
    rules: PerLang<Rules>,
    directives: BTreeMap<String, Directive>,
    statics: Vec<StaticFile>,
    fingerprint: Fingerprint,
}

/// A container that authors may write, and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// `callout`
    pub name: String,
    /// In the order of the component's signature, without implicit ones and without `body`.
    pub arguments: Vec<DirectiveArgument>,
}

/// One argument of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectiveArgument {
    /// Its name.
    pub name: String,
    /// What may be written.
    pub kind: ArgumentKind,
    /// True if it has no default.
    pub required: bool,
    /// The kind of record it refers to (`finding`): the component then gets the record in its place.
    pub record: Option<String>,
    /// The only words allowed, if the metadata lists them.
    pub words: Vec<String>,
}

/// What may be written for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Truth,
}

/// A file that is published as it is, under a name with a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Below the theme's `static/`: `style.css`.
    pub name: String,
    /// In the output: `assets/style.3f9a01bc22.css`.
    pub path: String,
    /// Its content: a text with the tokens filled in, or an asset.
    pub content: StaticContent,
}

/// Content of a static file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaticContent {
    /// Made from a text.
    Text(std::sync::Arc<str>),
    /// Copied.
    Asset(Asset),
}

/// A value put into an interface string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling<'a> {
    /// Put in as it is.
    Text(&'a str),
    /// Chooses the plural form if its name is `count`; printed in the language's own way.
    Number(u64),
}

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

/// Reads the theme with its parents (the built-in `default` is the last) and everything the study's `themes/overrides/` replaces.
pub fn read(sources: &Sources, wanted: Wanted<'_>) -> Read<Theme> {
    let _ = (sources, wanted);
    Read::clean(Theme {
        rules: PerLang::new(),
        directives: BTreeMap::new(),
        statics: Vec::new(),
        fingerprint: Fingerprint::of(b""),
    })
}

impl Theme {
    /// The interface string `key` in `lang`, filled. `count` chooses the plural form. A key that no strings file
    /// has comes back as itself: it was reported when the theme was read.
    pub fn say(&self, lang: &Lang, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        let _ = (lang, fillings);
        key.to_owned()
    }

    /// True if some strings file has this key in this language.
    pub fn has_string(&self, lang: &Lang, key: &str) -> bool {
        let _ = (lang, key);
        false
    }

    /// A date in the words of `lang`, as precise as known: `7 октября 2021 г.`, `октябрь 2021 г.`, `2021`.
    pub fn date(&self, lang: &Lang, when: &When) -> String {
        let _ = lang;
        when.to_string()
    }

    /// How `lang` sets its text.
    pub fn rules(&self, lang: &Lang) -> &Rules {
        static NONE: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(Rules::default);
        self.rules.get(lang).unwrap_or(&NONE)
    }

    /// The directive of this name.
    pub fn directive(&self, name: &str) -> Option<&Directive> {
        self.directives.get(name)
    }

    /// Names of all directives, in order.
    pub fn directive_names(&self) -> impl Iterator<Item = &str> {
        self.directives.keys().map(String::as_str)
    }

    /// Fills a directive's component. `arguments` are plain values by name (records as their views); `body` is finished
    /// HTML; `root` leads from the page to the site's root. The error is about the template, with its line.
    pub fn fill_directive(
        &self,
        name: &str,
        lang: &Lang,
        root: &str,
        arguments: serde_json::Map<String, serde_json::Value>,
        body: String,
    ) -> Result<String, Box<Diagnostic>> {
        let _ = (name, lang, root, arguments);
        Ok(body)
    }

    /// Makes a page with the template `NAME.html`. `view` is what [`crate::site::view`] made; templates see its fields as
    /// variables, besides them the `shared` values by name (`("menu", view.menu.ready())`), `t` (the language's plain
    /// strings by key) and `assets` (static files: name -> path).
    pub fn page(
        &self,
        template: &str,
        view: &impl serde::Serialize,
        shared: &[(&'static str, &Ready)],
    ) -> Result<String, Box<Diagnostic>> {
        let values: Vec<_> = shared
            .iter()
            .map(|(name, ready)| (name, ready.value()))
            .collect();
        let _ = (template, view, values);
        Ok(String::new())
    }

    /// Files published as they are, ordered by name.
    pub fn statics(&self) -> &[StaticFile] {
        &self.statics
    }

    /// Changes with anything that may change a page.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
