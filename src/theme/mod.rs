//! A theme: templates, directives, interface strings, typography, design tokens, static files.
//!
//! It is checked whole when it is read. It knows nothing of studies: pages and directives reach it as plain values.

mod complaints;
mod current;
mod document;
mod layers;
mod signatures;
mod statics;
mod strings;
mod templates;
mod tokens;
mod words;

pub use templates::{Ready, Shared};

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::typography::Rules;
use crate::language::{Lang, Lexicon};
use crate::source::{Asset, Field, Fingerprint, Place, Sources};
use crate::study::When;
use crate::study::inline::LocatorKind;
use layers::Layers;
use std::collections::BTreeMap;
use std::sync::Arc;
use templates::Templates;
use tokens::Tokens;
use words::Speech;

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
#[derive(Debug, Default)]
pub struct Theme {
    speech: Arc<Speech>,
    templates: Templates,
    directives: BTreeMap<String, Directive>,
    statics: Vec<StaticFile>,
    fingerprint: Option<Fingerprint>,
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
    Text(Arc<str>),
    /// Copied.
    Asset(Asset),
}

/// Plain values by name.
pub type Values = serde_json::Map<String, serde_json::Value>;

/// A value put into an interface string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling<'a> {
    /// Put in as it is.
    Text(&'a str),
    /// Chooses the plural form if its name is `count`; printed in the language's own way.
    Number(u64),
}

/// Every code this room raises.
pub const CODES: &[&Code] = &[
    &document::THEME_FILE,
    &document::THEME_TYPE,
    &document::THEME_UNKNOWN_KEY,
    &layers::THEME_LOOP,
    &layers::THEME_UNKNOWN,
    &signatures::THEME_DIRECTIVE,
    &strings::THEME_MISSING_STRING,
    &strings::THEME_PLACEHOLDER,
    &strings::THEME_PLURAL,
    &strings::THEME_UNKNOWN_STRING,
    &templates::THEME_TEMPLATE,
    &tokens::THEME_TOKEN,
    &tokens::THEME_UNKNOWN_TOKEN,
];

/// Reads the theme with its parents (the built-in `default` is the last) and everything the study's `themes/overrides/` replaces.
pub fn read(sources: &Sources, wanted: Wanted<'_>) -> Read<Theme> {
    let mut found = Vec::new();
    let in_study = Field::root().key("theme");
    let layers = Layers::of(
        sources,
        wanted.name,
        &setting(in_study.key("name")),
        &mut found,
    );
    let speech = Arc::new(strings::read(&layers, wanted.languages, &mut found));
    let mut tokens = Tokens::read(&layers, &mut found);
    for (name, value) in wanted.tokens {
        let field = in_study.key("tokens").key(name);
        let key = Place::key(&STUDY.into(), field.clone());
        tokens.set(name, value, setting(field), key, &mut found);
    }
    let statics = statics::read(&layers, &tokens);
    let assets = statics
        .iter()
        .map(|file| (file.name.clone(), file.path.clone()));
    let templates = Templates::read(
        &layers,
        &speech,
        wanted.languages,
        assets.collect(),
        &mut found,
    );
    let directives = signatures::read(&layers, &templates, &mut found);
    let fingerprint = fingerprint(sources, wanted);
    let value = Theme {
        speech,
        templates,
        directives,
        statics,
        fingerprint: Some(fingerprint),
    };
    Read {
        value,
        diagnostics: found,
    }
}

/// Where a study names its theme and its tokens.
const STUDY: &str = "content/study.yaml";

fn setting(field: Field) -> Place {
    Place::field(&STUDY.into(), field)
}

/// Changes with anything that may change a theme: the files of all themes, and what the study asks for.
pub fn fingerprint(sources: &Sources, wanted: Wanted<'_>) -> Fingerprint {
    let files = sources.below("themes/");
    let files: Vec<_> = files
        .map(|(path, file)| (path, file.fingerprint_bytes()))
        .collect();
    let mut parts: Vec<&[u8]> = vec![wanted.name.as_bytes()];
    parts.extend(
        files
            .iter()
            .flat_map(|(path, print)| [path.as_bytes(), print]),
    );
    parts.push(b"");
    for (name, value) in wanted.tokens {
        parts.extend([name.as_bytes(), value.as_bytes()]);
    }
    parts.extend(wanted.languages.iter().map(|lang| lang.as_str().as_bytes()));
    Fingerprint::of_parts(&parts)
}

impl Theme {
    /// The interface string `key` in `lang`, filled. `count` chooses the plural form. A key that no strings file
    /// has comes back as itself: it was reported when the theme was read.
    pub fn say(&self, lang: &Lang, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        let said = self.speech.say(lang, key, fillings);
        said.unwrap_or_else(|_| key.to_owned())
    }

    /// A date in the words of `lang`, as precise as known: `7 октября 2021 г.`, `октябрь 2021 г.`, `2021`.
    pub fn date(&self, lang: &Lang, when: &When) -> String {
        self.speech.date(lang, when)
    }

    /// A whole number with the groups of `lang`: `1,234`, `12 345`.
    pub fn number(&self, lang: &Lang, number: u64) -> String {
        self.speech.number(lang, number)
    }

    /// The own name of a language: `Русский`; its tag if the theme does not know it.
    pub fn own_name(&self, lang: &Lang) -> String {
        self.speech.own_name(lang)
    }

    /// What `lang` calls the language `of`: `английский`; its own name if `lang` has no word for it.
    pub fn language_name(&self, lang: &Lang, of: &Lang) -> String {
        self.speech.language_name(lang, of)
    }

    /// Where in a work, in the words of `lang`: `p. 30`, `с. 30`, `30-б.`
    pub fn locator(&self, lang: &Lang, kind: LocatorKind, value: &str) -> String {
        self.speech.locator(lang, kind, value)
    }

    /// `languages` in the order in which readers of `lang` are served by them: `lang` itself, its more general ones
    /// (`en-x-child` → `en`), those that each names as its `fallback`, then the others as they are given.
    pub fn order(&self, lang: &Lang, languages: &[Lang]) -> Vec<Lang> {
        let mut order = self.speech.named(lang);
        order.retain(|one| languages.contains(one));
        for one in languages {
            if !order.contains(one) {
                order.push(one.clone());
            }
        }
        order
    }

    /// How `lang` sets its text.
    pub fn rules(&self, lang: &Lang) -> &Rules {
        static NONE: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(Rules::default);
        self.speech.rules(lang).unwrap_or(&NONE)
    }

    /// What texts in `lang` are known by; nothing for a language that the theme does not know.
    pub fn lexicon(&self, lang: &Lang) -> &Lexicon {
        static NOTHING: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
        self.speech.lexicon(lang).unwrap_or(&NOTHING)
    }

    /// The names of the months in `lang`, each with its number.
    pub fn months(&self, lang: &Lang) -> Vec<(usize, &str)> {
        self.speech.months(lang)
    }

    /// The directive of this name.
    pub fn directive(&self, name: &str) -> Option<&Directive> {
        self.directives.get(name)
    }

    /// Names of all directives, in order.
    pub fn directive_names(&self) -> impl Iterator<Item = &str> {
        self.directives.keys().map(String::as_str)
    }

    /// Fills a directive's component. `arguments` are plain values by name (records as their views); those that its
    /// signature does not declare are what a component may ask for with `@`: `@id`, `@classes`, `@label` and `@caption`
    /// (of a figure or table: "Figure 2"), empty where not given. `body` is finished HTML; `root` leads from the page to
    /// the site's root. The error is about the template, with its line.
    pub fn fill_directive(
        &self,
        name: &str,
        lang: &Lang,
        root: &str,
        arguments: Values,
        body: String,
    ) -> Result<String, Box<Diagnostic>> {
        let declared = self.directives.get(name).map(|one| &one.arguments[..]);
        let is_declared = |key: &String| {
            let mut arguments = declared.unwrap_or_default().iter();
            arguments.any(|argument| argument.name == *key)
        };
        let (arguments, mut around): (Values, Values) =
            arguments.into_iter().partition(|(key, _)| is_declared(key));
        for key in ["id", "classes", "label", "caption"] {
            around.entry(key).or_insert_with(|| "".into());
        }
        around.insert("root".to_owned(), root.into());
        self.templates.fill(name, lang, around, &arguments, &body)
    }

    /// Makes a page with the template `NAME.html`. `view` is what [`crate::site::view`] made; templates see its fields as
    /// variables, besides them the `shared` values by name (`("menu", view.menu.ready())`), `t` (the language's plain
    /// strings by key), `assets` (static files: name -> path), and as `shared_NAME` the pieces that `shared/NAME.html`
    /// makes of no more than that and `lang` and `root`: once for all pages that share these.
    pub fn page(
        &self,
        template: &str,
        view: &impl serde::Serialize,
        shared: &[(&'static str, &Ready)],
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.templates.page(template, view, shared)
    }

    /// Files published as they are, ordered by name.
    pub fn statics(&self) -> &[StaticFile] {
        &self.statics
    }

    /// Changes with anything that may change a page.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint.unwrap_or_else(|| Fingerprint::of(b""))
    }
}
