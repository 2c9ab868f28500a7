//! Design tokens: colours, lengths, fonts that a study may set otherwise without touching a style sheet.
//!
//! `theme.yaml` declares each with its type and default; they reach the style sheet as custom properties.

use super::document::{Document, THEME_UNKNOWN_KEY, listed};
use super::layers::Layers;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Field, Place};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// See `why`.
pub(super) static THEME_TOKEN: Code = Code {
    name: "theme-token",
    why: "A design token holds a colour, a length, a number, names of fonts or a text; a style sheet silently drops anything else.",
    remedy: "Write a value of the token's type.",
};

/// See `why`.
pub(super) static THEME_UNKNOWN_TOKEN: Code = Code {
    name: "theme-unknown-token",
    why: "No theme in the chain declares this token, so setting it changes nothing.",
    remedy: "Use a token that the theme declares in its `theme.yaml`.",
};

/// Keys of a declaration.
const KEYS: [&str; 4] = ["type", "default", "dark", "about"];

/// What a token may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Color,
    Length,
    Number,
    Font,
    Text,
}

/// A token with the value the page gets.
#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    light: String,
    dark: Option<String>,
}

/// All tokens by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens(BTreeMap<String, Token>);

impl Kind {
    const ALL: [(&'static str, Self); 5] = [
        ("color", Self::Color),
        ("length", Self::Length),
        ("number", Self::Number),
        ("font", Self::Font),
        ("text", Self::Text),
    ];

    fn parse(word: &str) -> Option<Self> {
        let entry = Self::ALL.iter().find(|(name, _)| *name == word)?;
        Some(entry.1)
    }

    fn wanted(self) -> &'static str {
        match self {
            Self::Color => "a colour such as `#00616f` or `oklch(45% 0.08 200)`",
            Self::Length => "a length such as `36rem` or `1.5px`",
            Self::Number => "a number such as `1.6`",
            Self::Font => "names of fonts with commas between them",
            Self::Text => "a text without line breaks",
        }
    }

    fn accepts(self, value: &str) -> bool {
        match self {
            Self::Color => is_color(value),
            Self::Length => is_length(value),
            Self::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
            Self::Font => is_closed(value) && is_font_list(value),
            Self::Text => is_closed(value),
        }
    }
}

/// True if the value ends where it seems to: nothing in it closes the rule it stands in or opens what it leaves open.
fn is_closed(value: &str) -> bool {
    let strange = ['{', '}', ';', '<', '>', '\\', '\n', '\r', '@'];
    let balanced = |quote: char| value.matches(quote).count().is_multiple_of(2);
    !value.trim().is_empty()
        && !value.contains(strange)
        && balanced('"')
        && balanced('\'')
        && value.matches('(').count() == value.matches(')').count()
}

/// `"PT Serif", Georgia, serif`
fn is_font_list(value: &str) -> bool {
    value.split(',').all(|name| {
        let name = name.trim();
        let quoted = |quote| name.len() > 2 && name.starts_with(quote) && name.ends_with(quote);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        quoted('"') || quoted('\'') || (!name.is_empty() && name.chars().all(plain))
    })
}

impl Tokens {
    /// The tokens of all layers, the farthest first, so that a child may set what its parents declare.
    pub(super) fn read(layers: &Layers<'_>, found: &mut Vec<Diagnostic>) -> Self {
        let mut tokens = Self::default();
        let manifests = layers.list.iter().rev();
        for file in manifests.filter_map(|layer| layer.manifest.as_ref()) {
            let all = Field::root().key("tokens");
            for (name, value) in file.map(&all, found) {
                tokens.declare(file, &all.key(&name), &name, &value, found);
            }
        }
        tokens
    }

    fn declare(
        &mut self,
        file: &Document,
        at: &Field,
        name: &str,
        value: &Value,
        found: &mut Vec<Diagnostic>,
    ) {
        if !value.is_object() {
            if let Some(text) = file.text(at, found) {
                self.set(name, &text, file.place(at), file.key_place(at), found);
            }
            return;
        }
        file.only_keys(at, &KEYS, &THEME_UNKNOWN_KEY, found);
        file.text(&at.key("about"), found);
        let Some(kind) = declared_kind(file, at, name, found) else {
            return;
        };
        let Some(light) = file.text(&at.key("default"), found) else {
            let what = format!("token `{name}` has no `default`");
            found.push(Diagnostic::error(&THEME_TOKEN, file.key_place(at), what));
            return;
        };
        let dark = file.text(&at.key("dark"), found);
        let token = Token { kind, light, dark };
        for (key, value) in [
            ("default", Some(&token.light)),
            ("dark", token.dark.as_ref()),
        ] {
            if let Some(value) = value.filter(|value| !kind.accepts(value)) {
                found.push(ill_typed(name, kind, value, file.place(&at.key(key))));
            }
        }
        self.0.insert(name.to_owned(), token);
    }

    /// Sets a declared token: `accent`, or for its dark value `accent-dark`.
    pub(super) fn set(
        &mut self,
        name: &str,
        value: &str,
        place: Place,
        key: Place,
        found: &mut Vec<Diagnostic>,
    ) {
        let plain = name.strip_suffix("-dark");
        let is_dark = !self.0.contains_key(name)
            && plain.is_some_and(|plain| self.0.get(plain).is_some_and(|t| t.dark.is_some()));
        let base = if is_dark { plain.unwrap_or(name) } else { name };
        let Some(token) = self.0.get_mut(base) else {
            found.push(self.unknown(name, key));
            return;
        };
        if !token.kind.accepts(value) {
            found.push(ill_typed(name, token.kind, value, place));
            return;
        }
        if is_dark {
            token.dark = Some(value.to_owned());
        } else {
            token.light = value.to_owned();
        }
    }

    fn unknown(&self, name: &str, key: Place) -> Diagnostic {
        let names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("this theme has {}", listed(&names)),
        };
        let what = format!("unknown token `{name}`");
        Diagnostic::error(&THEME_UNKNOWN_TOKEN, key, what).help(help)
    }

    /// The block of custom properties that opens `style.css`. Paper is white: dark values hold on screens only.
    pub(super) fn css(&self) -> String {
        let mut css = String::from(":root{color-scheme:light dark;");
        for (name, token) in &self.0 {
            push(&mut css, name, token.kind, &token.light);
        }
        css.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
        for (name, token) in &self.0 {
            if let Some(dark) = &token.dark {
                push(&mut css, name, token.kind, dark);
            }
        }
        css.push_str("}}\n");
        css
    }
}

fn push(css: &mut String, name: &str, kind: Kind, value: &str) {
    let written = match kind {
        Kind::Text => write!(css, "--{name}:\"{}\";", value.replace('"', "\\22 ")),
        _ => write!(css, "--{name}:{value};"),
    };
    written.expect("writing to a string cannot fail");
}

fn declared_kind(
    file: &Document,
    at: &Field,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Kind> {
    let field = at.key("type");
    let types = Kind::ALL.map(|(name, _)| name);
    let Some(word) = file.text(&field, found) else {
        let what = format!("token `{name}` has no `type`: one of {}", listed(&types));
        found.push(Diagnostic::error(&THEME_TOKEN, file.key_place(at), what));
        return None;
    };
    let kind = Kind::parse(&word);
    if kind.is_none() {
        let what = format!(
            "token `{name}` has the type `{word}`, expected one of {}",
            listed(&types)
        );
        found.push(Diagnostic::error(&THEME_TOKEN, file.place(&field), what));
    }
    kind
}

fn ill_typed(name: &str, kind: Kind, value: &str, place: Place) -> Diagnostic {
    let what = format!("token `{name}` is `{value}`, expected {}", kind.wanted());
    Diagnostic::error(&THEME_TOKEN, place, what)
}

fn is_color(value: &str) -> bool {
    if let Some(digits) = value.strip_prefix('#') {
        let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
        return hex && matches!(digits.len(), 3 | 4 | 6 | 8);
    }
    let function = [
        "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch(",
    ]
    .iter()
    .find_map(|name| value.strip_prefix(name)?.strip_suffix(')'));
    function.is_some_and(|inside| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || " ,./%+-".contains(c);
        !inside.trim().is_empty() && inside.chars().all(allowed)
    })
}

fn is_length(value: &str) -> bool {
    const UNITS: [&str; 14] = [
        "px", "rem", "em", "ch", "ex", "lh", "rlh", "vw", "vh", "pt", "mm", "cm", "in", "%",
    ];
    let split = value
        .find(|c: char| c.is_ascii_alphabetic() || c == '%')
        .unwrap_or(value.len());
    let (number, unit) = value.split_at(split);
    number.parse::<f64>().is_ok_and(f64::is_finite)
        && (UNITS.contains(&unit)
            || (unit.is_empty() && number.trim_matches(['0', '.']).is_empty()))
}
