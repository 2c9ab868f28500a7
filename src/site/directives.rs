//! Arguments of containers: checked at their place in the Markdown before any page is made, and turned into what components take.

use super::Site;
use super::pages::cards;
use super::pen::Pen;
use super::relations::RecordAt;
use super::walk;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Place, SourcePath, Span};
use crate::study::Study;
use crate::study::text::{Argument, Container};
use crate::theme::{ArgumentKind, Directive, DirectiveArgument, Theme};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// `::: nmae`
pub(crate) static CONTAINER_UNKNOWN: Code = Code {
    name: "container-unknown",
    why: "Each container is a component of the theme; no component has this name, so nothing knows how to show it.",
    remedy: "Correct the name, or add a component of this name to the theme.",
};

/// `::: callout {tilte="…"}`
pub(crate) static CONTAINER_UNKNOWN_ARGUMENT: Code = Code {
    name: "container-unknown-argument",
    why: "The container's component does not take this argument, so it would be lost without a word.",
    remedy: "Correct the name of the argument or remove it.",
};

/// `::: finding` without `ref`
pub(crate) static CONTAINER_MISSING_ARGUMENT: Code = Code {
    name: "container-missing-argument",
    why: "The container's component cannot be shown without this argument.",
    remedy: "Add the argument between the braces: `::: finding {ref=F07}`.",
};

/// `::: callout {kind=loud}`
pub(crate) static CONTAINER_BAD_ARGUMENT: Code = Code {
    name: "container-bad-argument",
    why: "The argument's value is not of the kind that the container's component takes.",
    remedy: "Write a value of the kind that the message names.",
};

/// Every code that looking at containers raises.
pub const CODES: &[&Code] = &[
    &CONTAINER_UNKNOWN,
    &CONTAINER_UNKNOWN_ARGUMENT,
    &CONTAINER_MISSING_ARGUMENT,
    &CONTAINER_BAD_ARGUMENT,
];

/// Looks at the arguments of every container of the site's chapters and news.
pub fn check(study: &Study, site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in site.shown() {
        let chapter = at.of(study);
        for (lang, file) in chapter.files.iter() {
            let mut check = Check {
                study,
                site,
                theme,
                path: &file.path,
                found: &mut found,
            };
            for elements in walk::texts(chapter, lang) {
                walk::containers(elements, &mut |container| check.container(container));
            }
        }
    }
    found
}

struct Check<'a> {
    study: &'a Study,
    site: &'a Site,
    theme: &'a Theme,
    path: &'a SourcePath,
    found: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn error(&mut self, code: &'static Code, span: Span, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::error(code, Place::span(self.path, span), message);
        self.found.push(Diagnostic { help, ..diagnostic });
    }

    fn container(&mut self, container: &Container) {
        let name = &container.name;
        let theme = self.theme;
        let Some(directive) = theme.directive(name) else {
            let help = meant(name, theme.directive_names());
            let message = format!("no container is called `{name}`");
            return self.error(&CONTAINER_UNKNOWN, container.name_span, message, help);
        };
        let is_written = |name: &str| container.arguments.iter().any(|one| one.key == name);
        let required = directive.arguments.iter().filter(|one| one.required);
        let missing = required.map(|one| one.name.as_str());
        let mut missing: Vec<&str> = missing.filter(|name| !is_written(name)).collect();
        for written in &container.arguments {
            let mut declared = directive.arguments.iter();
            match declared.find(|one| one.name == written.key) {
                Some(declared) => self.value(written, declared),
                None => {
                    self.unknown(name, written, directive);
                    // One whose name is misspelt is there.
                    let meant = nearest(&written.key, missing.iter().copied());
                    missing.retain(|one| Some(*one) != meant);
                }
            }
        }
        for argument in missing {
            let message = format!("`{name}` needs the argument `{argument}`");
            let place = container.name_span;
            self.error(&CONTAINER_MISSING_ARGUMENT, place, message, None);
        }
    }

    fn unknown(&mut self, name: &str, written: &Argument, directive: &Directive) {
        let known = || directive.arguments.iter().map(|one| one.name.as_str());
        let help = meant(&written.key, known()).or_else(|| {
            let known: Vec<String> = known().map(|name| format!("`{name}`")).collect();
            (!known.is_empty()).then(|| format!("it takes {}", known.join(", ")))
        });
        let message = format!("`{name}` takes no argument `{}`", written.key);
        self.error(&CONTAINER_UNKNOWN_ARGUMENT, written.span, message, help);
    }

    fn value(&mut self, written: &Argument, declared: &DirectiveArgument) {
        if let Some(kind) = &declared.record {
            return self.record(written, kind);
        }
        let value = &written.value;
        let expected = match declared.kind {
            ArgumentKind::Integer if value.parse::<i64>().is_err() => "a whole number",
            ArgumentKind::Truth if !matches!(value.as_str(), "true" | "false") => {
                "`true` or `false`"
            }
            _ if declared.words.is_empty() || declared.words.contains(value) => return,
            _ => "one of its words",
        };
        let words = declared.words.iter().map(String::as_str);
        let help = meant(value, words).or_else(|| {
            let words: Vec<String> = declared
                .words
                .iter()
                .map(|word| format!("`{word}`"))
                .collect();
            (!words.is_empty()).then(|| format!("write one of {}", words.join(", ")))
        });
        let message = format!("`{}` is `{value}`, but {expected} is expected", written.key);
        self.error(&CONTAINER_BAD_ARGUMENT, written.value_span, message, help);
    }

    fn record(&mut self, written: &Argument, kind: &str) {
        let id = written.value.as_str();
        let message = match record(self.study, self.site, id) {
            Some(at) if at.of(self.study).kind() == kind => return,
            Some(at) => format!(
                "`{id}` is a {}, but a {kind} is expected",
                at.of(self.study).kind()
            ),
            // It may be there for its author, who was told why it could not be read.
            None if self.study.records.lost.contains(kind) => return,
            None => format!("no {kind} is called `{id}`"),
        };
        let all = self.study.records.all().filter(|one| one.kind() == kind);
        let ids: BTreeSet<&str> = all.map(|one| one.entry().id.as_str()).collect();
        let help = meant(id, ids);
        self.error(
            &super::links::REF_UNKNOWN_ID,
            written.value_span,
            message,
            help,
        );
    }
}

/// "did you mean `x`?"
pub(crate) fn meant<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(typed, candidates).map(|near| format!("did you mean `{near}`?"))
}

fn record(study: &Study, site: &Site, id: &str) -> Option<RecordAt> {
    let at = *site.records.get(id)?;
    debug_assert_eq!(at.of(study).entry().id.as_str(), id);
    Some(at)
}

/// The author's arguments as values: numbers, truth values, set words, records as the cards that pages show.
/// One that is not of its kind is left out, and `None` is given if it is required: that was reported.
pub(crate) fn values(
    pen: &Pen<'_>,
    container: &Container,
    directive: &Directive,
) -> Option<Map<String, Value>> {
    let mut out = Map::new();
    for declared in &directive.arguments {
        let written = container
            .arguments
            .iter()
            .find(|one| one.key == declared.name);
        match written.map(|written| value(pen, written, declared)) {
            Some(Some(value)) => {
                out.insert(declared.name.clone(), value);
            }
            None | Some(None) if declared.required => return None,
            None | Some(None) => {}
        }
    }
    Some(out)
}

fn value(pen: &Pen<'_>, written: &Argument, declared: &DirectiveArgument) -> Option<Value> {
    let text = &written.value;
    if let Some(kind) = &declared.record {
        let at = *pen.site.records.get(text.as_str())?;
        return (at.of(pen.study).kind() == kind).then(|| cards::value(pen, at));
    }
    match declared.kind {
        ArgumentKind::Integer => text.parse::<i64>().ok().map(Value::from),
        ArgumentKind::Truth => text.parse::<bool>().ok().map(Value::from),
        // A word of a list is a key; everything else is for readers.
        ArgumentKind::Text if !declared.words.is_empty() => {
            declared.words.contains(text).then(|| text.as_str().into())
        }
        ArgumentKind::Text => Some(pen.set_plain(text).into()),
    }
}
