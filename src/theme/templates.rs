//! The only door to tera.
//!
//! Nothing a template can call knows the clock, chance, the environment or the disk: tera's core registers only
//! `range` and `throw` as functions, and what we add answers from the theme's own strings.

mod pieces;
mod shared;

use super::complaints::{At, Complaint, complaints};
use super::current;
use super::layers::Layers;
use super::words::{Said, Speech, Unsaid};
use super::{Filling, Values};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Lang;
use crate::source::{Place, Source, SourcePath};
use crate::study::When;
use pieces::Pieces;
use serde::Serialize;
pub use shared::{Ready, Shared};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// See `why`.
pub(super) static THEME_TEMPLATE: Code = Code {
    name: "theme-template",
    why: "A template of the theme cannot be used as it is written, so the pages made with it cannot be made.",
    remedy: "Correct the template; what it may use is described at the top of the default theme's `theme.yaml`.",
};

/// A component as its signature declares it, in plain values.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// Without implicit arguments, in the order of the signature.
    pub(super) arguments: Vec<ComponentArgument>,
    /// What stands in braces after the signature.
    pub(super) metadata: Values,
}

/// An argument that callers write.
#[derive(Clone, Debug)]
pub(super) struct ComponentArgument {
    pub(super) name: String,
    /// tera's own word: `string`, `bool`, `integer`, `map` …
    pub(super) kind: Option<&'static str>,
    pub(super) required: bool,
}

/// Templates by the names tera knows them by, with path and text.
type Files = BTreeMap<String, (SourcePath, Arc<str>)>;

/// Compiled templates with what all pages see.
#[derive(Debug, Default)]
pub(super) struct Templates {
    tera: Tera,
    files: Files,
    plain: BTreeMap<Lang, Value>,
    assets: Option<Value>,
    pieces: Pieces,
    /// False if the default theme's templates stand in for all.
    pub(super) sound: bool,
}

impl Templates {
    /// Compiles the templates of all layers. With mistakes in them the default theme's stand in, so that what follows
    /// can still be checked.
    pub(super) fn read(
        layers: &Layers<'_>,
        speech: &Arc<Speech>,
        languages: &[Lang],
        assets: BTreeMap<String, String>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let names: Vec<&str> = layers.list.iter().map(|l| l.name.as_str()).collect();
        let mut files = Files::new();
        for (name, file) in layers.all("templates/") {
            if let Source::Text(text) = file.source {
                let full = format!("{}/{name}", names[file.layer]);
                files.insert(full, (file.path.clone(), text.text.clone()));
            }
        }
        let (tera, complaints) = compile(&names, &files, speech);
        let sound = complaints.is_empty();
        let tera = if sound {
            tera
        } else {
            let mut default = files.clone();
            default.retain(|name, _| name.starts_with("default/"));
            compile(&names, &default, speech).0
        };
        found.extend(complaints.into_iter().map(|c| diagnostic(&files, c)));
        let mut plain: BTreeMap<Lang, Value> = BTreeMap::new();
        for lang in languages.iter().chain(&speech.reference) {
            plain.insert(lang.clone(), plain_strings(speech, lang));
        }
        let kinds = files.keys().filter_map(|name| name.split_once('/'));
        let kinds = kinds.map(|(_, kind)| kind.to_owned());
        Self {
            pieces: Pieces::new(&tera, kinds),
            tera,
            sound,
            files,
            plain,
            assets: Some(Value::from_serializable(&assets)),
        }
    }

    /// The component of this name.
    pub(super) fn component(&self, name: &str) -> Option<Component> {
        let info = self.tera.get_component_definition(name)?;
        let arguments = info.args().iter().filter(|arg| !arg.is_implicit());
        let arguments = arguments.map(|arg| ComponentArgument {
            name: arg.name().to_owned(),
            kind: arg.arg_type().map(|kind| kind.as_str()),
            required: arg.is_required(),
        });
        let metadata = info
            .metadata()
            .iter()
            .filter_map(|(key, value)| Some((key.clone(), serde_json::to_value(value).ok()?)));
        Some(Component {
            arguments: arguments.collect(),
            metadata: metadata.collect(),
        })
    }

    /// Makes a page.
    pub(super) fn page(
        &self,
        template: &str,
        view: &impl Serialize,
        shared: &[(&'static str, &Ready)],
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        // Most pages are no longer than this.
        const ROOM: usize = 64 * 1024;
        let name = format!("{template}.html");
        let render = || {
            let mut context = Context::from_serialize(view)?;
            for (key, ready) in shared {
                context.insert_value(*key, ready.value());
            }
            let lang = text_of(&context, "lang");
            self.add_common(&mut context, &lang);
            self.pieces
                .insert(&self.tera, &name, &mut context, shared)
                .map_err(|error| (error, text_of(&context, "path")))?;
            let mut page = Vec::with_capacity(ROOM);
            let made = self.tera.render_to(&name, &context, &mut page);
            made.map(|()| page)
                .map_err(|error| (error, text_of(&context, "path")).into())
        };
        let while_making = |page: String| format!(", while making the page `/{page}`");
        render().map_err(|failed: Failed| {
            let mut told = self.told(&failed.error, &name);
            told.message.push_str(&while_making(failed.page));
            told
        })
    }

    /// Fills a component. `implicits` are the values a signature may ask for with `@`.
    pub(super) fn fill(
        &self,
        component: &str,
        lang: &Lang,
        implicits: Values,
        arguments: &Values,
        body: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let mut given = Context::new();
        for (key, value) in arguments {
            given.insert(key.clone(), value);
        }
        let mut around = Context::new();
        for (key, value) in implicits {
            around.insert(key, &value);
        }
        around.insert("lang", lang.as_str());
        self.add_common(&mut around, lang.as_str());
        self.tera
            .render_component_with_implicits(component, &given, &around, Some(body), true)
            .map_err(|error| self.told(&error, &format!("directives/{component}.html")))
    }

    /// Strings and assets, which every template sees.
    fn add_common(&self, context: &mut Context, lang: &str) {
        let own = self.plain.iter().find(|(known, _)| known.as_str() == lang);
        if let Some((_, strings)) = own.or(self.plain.iter().next()) {
            context.insert_value("t", strings.clone());
        }
        if let Some(assets) = &self.assets {
            context.insert_value("assets", assets.clone());
        }
    }

    fn told(&self, error: &tera::Error, template: &str) -> Box<Diagnostic> {
        let complaint = said_by_tera(error, template).swap_remove(0);
        Box::new(diagnostic(&self.files, complaint))
    }
}

/// An error with the address of the page it befell.
struct Failed {
    error: tera::Error,
    page: String,
}

impl From<tera::Error> for Failed {
    fn from(error: tera::Error) -> Self {
        (error, String::new()).into()
    }
}

impl From<(tera::Error, String)> for Failed {
    fn from((error, page): (tera::Error, String)) -> Self {
        Self { error, page }
    }
}

fn text_of(context: &Context, key: &str) -> String {
    let text = context.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// Compiles templates named `LAYER/PATH`. A name without a layer (`base.html`) means the nearest layer that has it.
fn compile(layers: &[&str], files: &Files, speech: &Arc<Speech>) -> (Tera, Vec<Complaint>) {
    let mut tera = Tera::new();
    let prefixes: Vec<String> = layers.iter().map(|name| format!("{name}/")).collect();
    tera.set_fallback_prefixes(prefixes)
        .expect("no template was added yet");
    add_functions(&mut tera, speech);
    let all = files.iter().map(|(name, (_, text))| (name, &**text));
    let Err(error) = tera.add_raw_templates(all) else {
        return (tera, Vec::new());
    };
    let mut found = Vec::new();
    // tera stops at the first template it cannot parse. Each is parsed alone, so that all are reported.
    for (name, (_, text)) in files {
        let alone = Tera::new().add_raw_template(name, text);
        let wrong = alone
            .err()
            .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)));
        found.extend(wrong.iter().flat_map(|error| said_by_tera(error, name)));
    }
    if found.is_empty() {
        let first = files.keys().next().map_or("", String::as_str);
        found = said_by_tera(&error, first);
    }
    (tera, found)
}

/// What an error says, at least one thing. `template` is meant where it names none.
fn said_by_tera(error: &tera::Error, template: &str) -> Vec<Complaint> {
    let (template, message) = match error.kind() {
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => {
            let chain = inheritance_chain.join(" → ");
            (tpl, format!("`{tpl}` extends itself: {chain} → {tpl}"))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let chain = include_chain.join(" → ");
            (tpl, format!("`{tpl}` includes itself: {chain}"))
        }
        ErrorKind::MissingParent { current, parent } => (
            current,
            format!("there is no template `{parent}` to extend"),
        ),
        ErrorKind::TemplateNotFound(name) => (name, format!("the theme has no template `{name}`")),
        _ => return complaints(&error.to_string(), template),
    };
    vec![Complaint {
        template: template.clone(),
        at: At::Whole,
        message,
    }]
}

fn diagnostic(files: &Files, complaint: Complaint) -> Diagnostic {
    let exact = files.get(&complaint.template);
    let by_end = || {
        let end = format!("/{}", complaint.template);
        let found = files.iter().find(|(name, _)| name.ends_with(&end));
        found.map(|(_, file)| file)
    };
    let place = match exact.or_else(by_end) {
        None => Place::file(&complaint.template.as_str().into()),
        Some((path, text)) => match complaint.at.span(text) {
            Some(span) => Place::span(path, span),
            None => Place::file(path),
        },
    };
    Diagnostic::error(&THEME_TEMPLATE, place, complaint.message)
}

/// The plain strings of a language with all fallbacks, nested: `menu.news` is `t.menu.news`.
fn plain_strings(speech: &Speech, lang: &Lang) -> Value {
    let mut nested = Values::new();
    for words in speech.chain(lang).into_iter().rev() {
        for (key, phrase) in &words.strings {
            if let Said::Plain(text) = &phrase.said {
                insert(&mut nested, key, text);
            }
        }
    }
    Value::from_serializable(&nested)
}

fn insert(map: &mut Values, key: &str, text: &str) {
    match key.split_once('.') {
        None => {
            map.insert(key.to_owned(), text.into());
        }
        Some((group, rest)) => {
            let inner = map.entry(group).or_insert_with(|| Values::new().into());
            if let Some(inner) = inner.as_object_mut() {
                insert(inner, rest, text);
            }
        }
    }
}

/// What templates may call besides tera's own: `say`, and the filters `current`, `date`, `year`, `number`,
/// `language_name`, `word`.
fn add_functions(tera: &mut Tera, speech: &Arc<Speech>) {
    tera.register_filter("current", current);
    let words = speech.clone();
    tera.register_function("say", move |given: Kwargs, state: &State| {
        say(&words, &given, state)
    });
    let words = speech.clone();
    tera.register_filter("date", move |date: &str, given: Kwargs, state: &State| {
        let lang = language(&words, &given, state)?;
        match When::parse(date) {
            Some(when) => Ok(words.date(&lang, &when)),
            None => Err(tera::Error::message(format!("`{date}` is not a date"))),
        }
    });
    tera.register_filter("year", |date: &str, _: Kwargs, _: &State| {
        date.split('-').next().unwrap_or_default().to_owned()
    });
    let words = speech.clone();
    tera.register_filter("word", move |word: Value, given: Kwargs, state: &State| {
        label(&words, &word, &given, state)
    });
    let words = speech.clone();
    tera.register_filter(
        "number",
        move |number: u64, given: Kwargs, state: &State| {
            language(&words, &given, state).map(|lang| words.number(&lang, number))
        },
    );
    let words = speech.clone();
    tera.register_filter(
        "language_name",
        move |tag: &str, given: Kwargs, state: &State| {
            let of = Lang::parse(tag).map_err(tera::Error::message)?;
            language(&words, &given, state).map(|lang| words.language_name(&lang, &of))
        },
    );
}

/// Finished HTML in which the links to `path` are marked: `aria-current="page"`, or the word given as `as`.
fn current(html: StringInput<'_>, given: Kwargs, state: &State) -> TeraResult<Value> {
    let path = state.escape(given.must_get::<&str>("path")?)?;
    let word = given.get::<&str>("as")?.unwrap_or("page");
    let html = html.rendered(state)?;
    Ok(Value::safe_string(&current::marked(&html, &path, word)))
}

/// The language named, else the page's. A component that wants the page's declares `@lang`.
fn language<'s>(speech: &'s Speech, given: &Kwargs, state: &State) -> TeraResult<Cow<'s, Lang>> {
    let of_page = match given.get::<&str>("lang")? {
        Some(_) => None,
        None => state.get::<Value>("lang")?,
    };
    let tag = match &of_page {
        Some(lang) => lang.as_str(),
        None => given.get::<&str>("lang")?,
    };
    let missing = "no language: write `lang=lang`, or declare `@lang` in the component";
    let tag = tag.ok_or_else(|| tera::Error::message(missing))?;
    // Asked for nearly every string of every page; a tag is long to parse.
    match speech.words.keys().find(|known| known.as_str() == tag) {
        Some(known) => Ok(Cow::Borrowed(known)),
        None => Lang::parse(tag)
            .map(Cow::Owned)
            .map_err(tera::Error::message),
    }
}

/// A word of a closed list: the study's own label, else the string `LIST.KEY`.
fn label(speech: &Speech, word: &Value, given: &Kwargs, state: &State) -> TeraResult<String> {
    if let Some(label) = word.get_from_path("label").and_then(Value::as_str) {
        return Ok(label.to_owned());
    }
    let key = word.get_from_path("key").and_then(Value::as_str);
    let list = given.must_get::<String>("list")?;
    let key = format!("{list}.{}", key.unwrap_or_default());
    let lang = language(speech, given, state)?;
    let said = speech.say(&lang, &key, &[]);
    said.map_err(|_| tera::Error::message(format!("no strings file has the key `{key}`")))
}

fn say(speech: &Speech, given: &Kwargs, state: &State) -> TeraResult<String> {
    let key = given.must_get::<&str>("key")?;
    let lang = language(speech, given, state)?;
    let mut numbers = Vec::new();
    let mut texts = Vec::new();
    for (name, value) in given.iter() {
        let Some(name) = name.as_str().filter(|name| !["key", "lang"].contains(name)) else {
            continue;
        };
        match value.as_u64() {
            Some(number) => numbers.push((name, Filling::Number(number))),
            None => texts.push((name, value.to_string())),
        }
    }
    let texts = texts
        .iter()
        .map(|(name, text)| (*name, Filling::Text(text)));
    let fillings: Vec<_> = texts.chain(numbers).collect();
    speech.say(&lang, key, &fillings).map_err(|unsaid| {
        tera::Error::message(match unsaid {
            Unsaid::Key => format!("no strings file has the key `{key}`"),
            Unsaid::Placeholder(name) => format!("`{key}` wants a value for `{name}`"),
        })
    })
}
