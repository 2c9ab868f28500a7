//! Reads `study.yaml`.

use super::fields::{self, Known, List};
use super::pointers::Target;
use crate::diagnostic::{Code, nearest};
use crate::language::{Lang, PerLang};
use crate::source::{Field, Place, SourcePath, Span};
use crate::study::settings::{Cover, Edition, Licence, Name, Person, Privacy, Scope};
use crate::study::{Settings, Withdrawn};
use crate::yaml::{Map, Node, Notes, Shape, Value, date, each, either, lang, number, text};
use std::collections::BTreeMap;

/// A language declared twice.
pub(super) static DATA_LANGUAGE_TWICE: Code = Code {
    name: "data-language-twice",
    why: "Each language of a study is declared once; their order is the order in which readers are offered them.",
    remedy: "Remove the repetition.",
};

/// An address that is not absolute.
pub(super) static DATA_BAD_URL: Code = Code {
    name: "data-bad-url",
    why: "Feeds, cards and search engines need whole addresses, from `https://` on.",
    remedy: "Write the whole address: `https://example.org/study/`.",
};

/// A file that is not named as pages name their files.
pub(super) static DATA_BAD_PATH: Code = Code {
    name: "data-bad-path",
    why: "Files that pages show stand below content/media/ and are named from there: `media/cover.svg`.",
    remedy: "Write `media/` and the file's name.",
};

/// The record files a language's scope may name.
const RECORD_FILES: &[&str] = &[
    "recommendations",
    "findings",
    "fieldwork",
    "quotes",
    "opportunities",
    "references",
    "glossary",
];

/// A language, where it is declared, and what it holds if not all.
type Declared = (Lang, Span, Option<Scope>);

/// The languages of a study, before anything else of its settings can be read. None if one of them cannot be
/// read: then no text is blamed for being in a language that the study has not.
pub(super) fn languages(root: &Node) -> Vec<Lang> {
    let Some(Value::List(entries)) = root.get("languages").map(|node| &node.value) else {
        return Vec::new();
    };
    let mut languages: Vec<Lang> = Vec::new();
    for entry in entries {
        let tag = entry.get("tag").unwrap_or(entry);
        let Value::Text(tag) = &tag.value else {
            return Vec::new();
        };
        match Lang::parse(tag.trim()) {
            Ok(lang) if languages.contains(&lang) => {}
            Ok(lang) => languages.push(lang),
            Err(_) => return Vec::new(),
        }
    }
    languages
}

/// Everything `study.yaml` says.
pub(super) fn settings(root: &Node, known: Known<'_>, notes: &mut Notes<'_>) -> Settings {
    let Some(mut map) = Map::of(root, "study.yaml", notes) else {
        return Settings::default();
    };
    let declared = map.filled("languages", each(language(known)));
    let (languages, scopes) = declared_languages(declared, &mut map);
    let theme = map.optional("theme", theme).unwrap_or_default();
    let people = map.list("authors", person(known));
    let (withdrawn, authors) = apart(people, map.notes.path);
    let settings = Settings {
        title: map.required("title", known.prose()).unwrap_or_default(),
        subtitle: map.optional("subtitle", known.prose()),
        short_title: map.optional("short_title", known.prose()),
        abstract_: map.optional("abstract", known.prose()),
        languages,
        scopes,
        authentic: map.list("authentic", |node, notes| {
            let tag = text(node, notes)?;
            fields::declared_language(&tag, node.span, known.languages, notes)
        }),
        authors,
        withdrawn,
        privacy: map.optional("privacy", privacy).unwrap_or_default(),
        commissioner: map.optional("commissioner", known.key(List::Actors)),
        contractor: map.optional("contractor", known.key(List::Actors)),
        publisher: map.optional("publisher", known.key(List::Actors)),
        commissioned: map.optional("commissioned", date),
        commissioned_note: map.optional("commissioned_note", known.prose()),
        place: map.optional("place", known.name()),
        as_of: map.optional("as_of", date),
        edition: map.optional("edition", edition),
        published: map.optional("published", date),
        overall_response: map.list("overall_response", super::records::response(known)),
        base_url: map.optional("base_url", base_url),
        licence: map.optional("licence", licence(known)),
        key_findings: map.list("key_findings", known.id(Target::Finding)),
        cover: map.optional("cover", cover(known)),
        theme: match theme.0 {
            name if name.is_empty() => "default".to_owned(),
            name => name,
        },
        tokens: theme.1,
        numbered_paragraphs: map.optional("numbering", numbering).unwrap_or_default(),
        report_number: map.optional("report_number", text),
        doi: map.optional("doi", text),
        isbn: map.optional("isbn", text),
        waivers: fields::waivers(&mut map),
    };
    map.finish();
    settings
}

/// `en`, or `{tag: kk, scope: {chapters: [summary], records: [glossary]}}`.
fn language<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Declared> + use<'p, 'k> {
    move |node, notes| {
        either(
            node,
            notes,
            |node, notes| Some((lang(node, notes)?, node.span, None)),
            |node, notes| {
                let mut map = Map::of(node, "a language", notes)?;
                let tag = map.required("tag", lang);
                let scope = map.optional("scope", scope(known));
                map.finish();
                Some((tag?, node.span, scope))
            },
        )
    }
}

fn scope<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Scope> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "the scope of a language", notes)?;
        let scope = Scope {
            chapters: map.list("chapters", known.id(Target::Chapter)),
            records: map.list("records", record_file),
        };
        map.finish();
        Some(scope)
    }
}

fn record_file(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Words(RECORD_FILES.to_vec())) {
        return None;
    }
    let typed = text(node, notes)?;
    let name = typed.strip_suffix(".yaml").unwrap_or(&typed).to_owned();
    if !RECORD_FILES.contains(&name.as_str()) {
        let message = format!("`{typed}` is not one of {}", fields::quoted(RECORD_FILES));
        let help = nearest(&name, RECORD_FILES.iter().copied())
            .map(|near| format!("did you mean `{near}`?"));
        notes.error(&super::records::DATA_BAD_NAME, node.span, message, help);
        return None;
    }
    Some(name)
}

fn declared_languages(
    declared: Vec<Declared>,
    map: &mut Map<'_, '_>,
) -> (Vec<Lang>, PerLang<Scope>) {
    let mut languages = Vec::new();
    let mut scopes = PerLang::new();
    for (lang, span, scope) in declared {
        if languages.contains(&lang) {
            let message = format!("the language `{lang}` is declared twice");
            map.notes.error(&DATA_LANGUAGE_TWICE, span, message, None);
            continue;
        }
        languages.push(lang.clone());
        if let Some(scope) = scope {
            scopes.insert(lang, scope);
        }
    }
    (languages, scopes)
}

fn person<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Person> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "an author", notes)?;
        let name = map.required("name", known.name());
        let person = Person {
            name: name.unwrap_or(Name::Same(String::new())),
            affiliation: map.optional("affiliation", known.name()),
            role: map.optional("role", known.name()),
            orcid: map.optional("orcid", text),
            withdrawn: map.optional("withdrawn", date),
        };
        map.finish();
        Some(person)
    }
}

/// Those who took their names back, and those who did not.
fn apart(people: Vec<Person>, path: &SourcePath) -> (Vec<Withdrawn>, Vec<Person>) {
    let (mut gone, mut there) = (Vec::new(), Vec::new());
    for (at, person) in people.into_iter().enumerate() {
        let Some(date) = person.withdrawn else {
            there.push(person);
            continue;
        };
        let words: Vec<String> = match person.name {
            Name::Same(name) => vec![name],
            Name::Per(names) => names.into_iter().map(|(_, name)| name).collect(),
        };
        gone.push(Withdrawn {
            id: words.first().cloned().unwrap_or_default(),
            date,
            words,
            private: Vec::new(),
            place: Place::field(path, Field::root().key("authors").index(at)),
        });
    }
    (gone, there)
}

/// What is looked at before anything is published; what is left out stays as it is by itself.
fn privacy(node: &Node, notes: &mut Notes<'_>) -> Option<Privacy> {
    let usual = Privacy::default();
    let mut map = Map::of(node, "`privacy`", notes)?;
    let small_group = map.optional("small_group", number);
    let small_group_children = map.optional("small_group_children", number);
    let codes = map.list("codes", text);
    map.finish();
    Some(Privacy {
        small_group: small_group.unwrap_or(usual.small_group),
        small_group_children: small_group_children.unwrap_or(usual.small_group_children),
        codes: if codes.is_empty() { usual.codes } else { codes },
    })
}

fn edition(node: &Node, notes: &mut Notes<'_>) -> Option<Edition> {
    let mut map = Map::of(node, "`edition`", notes)?;
    let edition = Edition {
        number: map.required("number", text).unwrap_or_default(),
        date: map.optional("date", date),
    };
    map.finish();
    Some(edition)
}

fn licence<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Licence> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "`licence`", notes)?;
        let licence = Licence {
            name: map.required("name", text).unwrap_or_default(),
            url: map.optional("url", web_address),
            note: map.optional("note", known.prose()),
        };
        map.finish();
        Some(licence)
    }
}

fn cover<'p, 'k>(
    known: Known<'k>,
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Cover> + use<'p, 'k> {
    move |node, notes| {
        let mut map = Map::of(node, "`cover`", notes)?;
        let src = map.required("src", media_path);
        let alt = map.required("alt", known.prose()).unwrap_or_default();
        map.finish();
        Some(Cover { src: src?, alt })
    }
}

fn media_path(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Matching("^media/")) {
        return None;
    }
    let path = text(node, notes)?;
    if !path.starts_with("media/") || path.contains("..") {
        let message = format!("`{path}` does not begin with `media/`");
        notes.error(&DATA_BAD_PATH, node.span, message, None);
        return None;
    }
    Some(path)
}

/// The name of the theme and the tokens that are set otherwise.
fn theme(node: &Node, notes: &mut Notes<'_>) -> Option<(String, BTreeMap<String, String>)> {
    let name_only =
        |node: &Node, notes: &mut Notes<'_>| Some((text(node, notes)?, BTreeMap::new()));
    either(node, notes, name_only, |node, notes| {
        let mut map = Map::of(node, "`theme`", notes)?;
        let name = map.optional("name", text).unwrap_or_default();
        let tokens = map.optional("tokens", tokens).unwrap_or_default();
        map.finish();
        Some((name, tokens))
    })
}

fn tokens(node: &Node, notes: &mut Notes<'_>) -> Option<BTreeMap<String, String>> {
    if notes.answers(|| Shape::Keyed(Vec::new(), Shape::Text.into())) {
        return None;
    }
    let Value::Map(entries) = &node.value else {
        notes.wrong_type(node, "a map from tokens to values");
        return None;
    };
    let mut tokens = BTreeMap::new();
    for entry in entries {
        if let Some(value) = text(&entry.value, notes) {
            tokens.insert(entry.key.clone(), value);
        }
    }
    Some(tokens)
}

fn numbering(node: &Node, notes: &mut Notes<'_>) -> Option<bool> {
    if notes.answers(|| Shape::Words(vec!["paragraphs"])) {
        return None;
    }
    let word = text(node, notes)?;
    if word != "paragraphs" {
        let message = format!("`{word}` is not `paragraphs`, the only numbering there is");
        notes.error(&super::records::DATA_BAD_NAME, node.span, message, None);
        return None;
    }
    Some(true)
}

/// Absolute, and with a `/` at the end so that addresses can be put behind it.
fn base_url(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let mut url = web_address(node, notes)?;
    if url.contains(['?', '#']) {
        let message = format!("`{url}` has a `?` or a `#`, after which no address can follow");
        notes.error(&DATA_BAD_URL, node.span, message, None);
        return None;
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    Some(url)
}

/// `https://…` or `http://…` with a host and without white space.
pub(super) fn web_address(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Matching(r"^https?://[^\s/?#]+\S*$")) {
        return None;
    }
    let url = text(node, notes)?;
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_web = host.is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace);
    if !is_web {
        let message = format!("`{url}` is not an address that begins with `https://` or `http://`");
        let help = (rest.is_none() && url.contains('.') && !url.contains(':'))
            .then(|| format!("did you mean `https://{url}`?"));
        notes.error(&DATA_BAD_URL, node.span, message, help);
        return None;
    }
    Some(url)
}
