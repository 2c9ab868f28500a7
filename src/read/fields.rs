//! Readers of the fields that know something of the study: texts per language, keys of the vocabulary, ids.

use super::pointers::{Pointer, Target};
use super::running_text;
use crate::diagnostic::{Code, nearest, with_look_alike};
use crate::language::{Lang, PerLang};
use crate::source::Place;
use crate::study::settings::Name;
use crate::study::text::Waiver;
use crate::study::vocabulary::Vocables;
use crate::study::{Prose, Vocabulary, id};
use crate::yaml::{COMMA, Map, Node, Notes, Plain, Shape, Value, text};
use std::cell::RefCell;

/// A map per language names a language that the study has not.
pub(super) static DATA_LANGUAGE_NOT_IN_STUDY: Code = Code {
    name: "data-language-not-in-study",
    why: "The languages of a study are declared once, in study.yaml; a text in another one would never be shown.",
    remedy: "Correct the tag, or add the language to `languages` in study.yaml.",
};

/// One text where each language needs its own.
pub(super) static DATA_PLAIN_PROSE: Code = Code {
    name: "data-plain-prose",
    why: "In a study of several languages prose is a map with a text for each of them; a plain text would not say which \
          language it is in.",
    remedy: "Write a map per language: `{en: …, ru: …}`.",
};

/// Nothing in any language.
pub(super) static DATA_NO_TEXT: Code = Code {
    name: "data-no-text",
    why: "The field is there but has no text in any language.",
    remedy: "Write the text, or leave the field out.",
};

/// A key that the vocabulary has not.
pub(super) static DATA_UNKNOWN_VOCABLE: Code = Code {
    name: "data-unknown-vocable",
    why: "Actors, themes and sectors are declared in vocabulary.yaml, where their labels stand in every language. A key \
          that is not there has no label.",
    remedy: "Correct the key, or declare it in content/vocabulary.yaml.",
};

/// An id that cannot be one.
pub(super) static DATA_BAD_ID: Code = Code {
    name: "data-bad-id",
    why: "Ids are parts of addresses and never change, so they are plain: `R04` for recommendations, `F07` for findings, \
          lower-case Latin letters and digits joined by `-` for everything else.",
    remedy: "Write `R` or `F` and at least two digits, or a word such as `young-people`.",
};

/// A waiver without a reason.
pub(super) static DATA_BAD_WAIVER: Code = Code {
    name: "data-bad-waiver",
    why: "`allow` maps the code of a warning to the reason why it may stand; without a reason nobody can judge it later.",
    remedy: "Write `allow: {finding-missing: the source names no finding}`.",
};

/// What readers of fields know of the rest of the study.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'k> {
    /// Ids that must exist somewhere; looked up when everything is read.
    pub(super) pointers: &'k RefCell<Vec<Pointer>>,
    /// The languages; none if `study.yaml` could not be read, and then none is asked for.
    pub(super) languages: &'k [Lang],
    /// The vocabulary; `None` if it could not be read, and then no key is looked up.
    pub(super) vocabulary: Option<&'k Vocabulary>,
}

/// Prose: a map per language, or plain in a study of one language.
pub(super) fn prose<'p>(
    languages: &[Lang],
) -> impl Fn(&Node, &mut Notes<'p>) -> Option<PerLang<Prose>> {
    move |node, notes| match &node.value {
        _ if notes.answers(|| per_lang(Shape::Prose, Plain::Alone)) => None,
        Value::Map(_) => per_language(node, languages, running_text, notes),
        Value::Text(_) | Value::Number(_) => plain_prose(node, languages, notes),
        _ => {
            notes.wrong_type(node, "a text per language (`{en: …, ru: …}`)");
            None
        }
    }
}

fn plain_prose(node: &Node, languages: &[Lang], notes: &mut Notes<'_>) -> Option<PerLang<Prose>> {
    match languages {
        [] => text(node, notes).map(|_| PerLang::new()),
        [only] => {
            let prose = running_text(node, notes)?;
            Some(PerLang::from_iter([(only.clone(), prose)]))
        }
        [_, ..] => {
            let tags: Vec<String> = languages.iter().map(|lang| format!("{lang}: …")).collect();
            let message = "a plain text stands where each language needs its own";
            let help = format!("write `{{{}}}`", tags.join(", "));
            notes.error(&DATA_PLAIN_PROSE, node.span, message, help);
            let prose = running_text(node, notes)?;
            // Whose text it is, nobody knows; that others are missing would be said of the same mistake.
            let all = languages.iter().map(|lang| (lang.clone(), prose.clone()));
            Some(all.collect())
        }
    }
}

/// Inline Markdown, in one language.
pub(super) fn running_text(node: &Node, notes: &mut Notes<'_>) -> Option<Prose> {
    if notes.answers(|| Shape::Prose) {
        return None;
    }
    let source = text(node, notes)?;
    let place = notes.place(node.span);
    Some(running_text::prose(&source, &place).drain_into(&mut notes.found))
}

/// A map from languages to whatever `read` makes of its values.
pub(super) fn per_language<'p, T>(
    node: &Node,
    languages: &[Lang],
    read: impl Fn(&Node, &mut Notes<'p>) -> Option<T>,
    notes: &mut Notes<'p>,
) -> Option<PerLang<T>> {
    if notes.is_asked() {
        let value = notes.shape_of(|node, notes| {
            read(node, notes);
        });
        notes.answers(|| per_lang(value, Plain::Never));
        return None;
    }
    let Value::Map(entries) = &node.value else {
        notes.wrong_type(node, "a map per language (`{en: …, ru: …}`)");
        return None;
    };
    let said_before = notes.found.len();
    let mut values = PerLang::new();
    for entry in entries {
        let Some(lang) = declared_language(&entry.key, entry.key_span, languages, notes) else {
            if entry.value.value == Value::Empty
                && let Some(said) = notes.found.last_mut()
            {
                said.help.get_or_insert(COMMA.to_owned());
            }
            continue;
        };
        // An empty value is a translation not yet made: `lang-missing` will ask for it.
        if entry.value.value != Value::Empty
            && let Some(value) = read(&entry.value, notes)
        {
            values.insert(lang, value);
        }
    }
    if values.is_empty() && notes.found.len() == said_before {
        notes.error(
            &DATA_NO_TEXT,
            node.span,
            "there is no text in any language",
            None,
        );
    }
    Some(values)
}

fn per_lang(value: Shape, plain: Plain) -> Shape {
    Shape::PerLang {
        value: value.into(),
        plain,
    }
}

/// A language of the study, by its tag.
pub(super) fn declared_language(
    tag: &str,
    span: crate::source::Span,
    languages: &[Lang],
    notes: &mut Notes<'_>,
) -> Option<Lang> {
    let lang = Lang::parse(tag).ok();
    if let Some(lang) = &lang
        && (languages.is_empty() || languages.contains(lang))
    {
        return Some(lang.clone());
    }
    if languages.is_empty() {
        return None;
    }
    let tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    let message = format!(
        "`{tag}` is not a language of this study, which has {}",
        quoted(&tags)
    );
    let help = nearest(tag, tags.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    notes.error(&DATA_LANGUAGE_NOT_IN_STUDY, span, message, help);
    None
}

/// A name: the same in all languages, or a map per language.
pub(super) fn name<'p>(languages: &[Lang]) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Name> {
    move |node, notes| match &node.value {
        _ if notes.answers(|| per_lang(Shape::Text, Plain::Always)) => None,
        Value::Map(_) => per_language(node, languages, text, notes).map(Name::Per),
        _ => text(node, notes).map(Name::Same),
    }
}

/// The lists of the vocabulary that records point into.
#[derive(Clone, Copy, Debug)]
pub(super) enum List {
    /// Organisations and offices.
    Actors,
    /// Themes.
    Themes,
    /// Sectors of the economy.
    Sectors,
}

impl List {
    fn of(self, vocabulary: &Vocabulary) -> &Vocables {
        match self {
            Self::Actors => &vocabulary.actors,
            Self::Themes => &vocabulary.themes,
            Self::Sectors => &vocabulary.sectors,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Themes => "themes",
            Self::Sectors => "sectors",
        }
    }

    fn singular(self) -> &'static str {
        match self {
            Self::Actors => "actor",
            Self::Themes => "theme",
            Self::Sectors => "sector",
        }
    }
}

impl<'k> Known<'k> {
    /// The id of something in another file, which is looked up when everything is read.
    pub(super) fn id<'p>(
        self,
        target: Target,
    ) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> + use<'p, 'k> {
        move |node, notes| {
            if notes.answers(|| Shape::Id(target.noun())) {
                return None;
            }
            let id = text(node, notes)?;
            self.pointers.borrow_mut().push(Pointer {
                target,
                id: id.clone(),
                place: notes.place(node.span),
            });
            Some(id)
        }
    }

    /// Prose in the languages of the study.
    pub(super) fn prose<'p>(
        self,
    ) -> impl Fn(&Node, &mut Notes<'p>) -> Option<PerLang<Prose>> + use<'p, 'k> {
        move |node, notes| prose(self.languages)(node, notes)
    }

    /// A name in the languages of the study.
    pub(super) fn name<'p>(self) -> impl Fn(&Node, &mut Notes<'p>) -> Option<Name> + use<'p, 'k> {
        move |node, notes| name(self.languages)(node, notes)
    }

    /// A key of one of the lists of `vocabulary.yaml`.
    pub(super) fn key<'p>(
        self,
        list: List,
    ) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> + use<'p, 'k> {
        move |node, notes| {
            if notes.answers(|| Shape::Key(list.name())) {
                return None;
            }
            let key = text(node, notes)?;
            let Some(vocables) = self.vocabulary.map(|vocabulary| list.of(vocabulary)) else {
                return Some(key);
            };
            if vocables.get(&key).is_none() {
                let message = format!("no {} is called `{key}`", list.singular());
                let help = match nearest(&key, vocables.keys()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "declare it under `{}s:` in content/vocabulary.yaml, or correct it",
                        list.singular()
                    ),
                };
                let help = with_look_alike(&key, Some(help));
                notes.error(&DATA_UNKNOWN_VOCABLE, node.span, message, help);
            }
            Some(key)
        }
    }
}

/// An id in kebab case. A bad one is kept, so that what points to it is not reported as well.
pub(super) fn kebab(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    if notes.answers(|| Shape::Matching(id::KEBAB)) {
        return None;
    }
    let name = text(node, notes)?;
    if !id::is_kebab(&name) {
        bad_id(
            node,
            &name,
            "lower-case Latin letters and digits joined by `-`",
            Some(kebabbed(&name)),
            notes,
        );
    }
    Some(name)
}

/// An id such as `R04`.
pub(super) fn numbered<'p>(letter: char) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> {
    move |node, notes| {
        if notes.answers(|| Shape::Numbered(letter)) {
            return None;
        }
        let name = text(node, notes)?;
        if !id::is_numbered(&name, letter) {
            let digits: String = name.chars().filter(char::is_ascii_digit).collect();
            let meant = (!digits.is_empty()).then(|| format!("{letter}{digits:0>2}"));
            let expected = format!("`{letter}` and two to six digits");
            bad_id(node, &name, &expected, meant, notes);
        }
        Some(name)
    }
}

fn bad_id(node: &Node, id: &str, expected: &str, meant: Option<String>, notes: &mut Notes<'_>) {
    let message = format!("the id `{id}` is not {expected}");
    let help = meant
        .filter(|meant| !meant.is_empty())
        .map(|meant| format!("did you mean `{meant}`?"));
    let help = with_look_alike(id, help);
    notes.error(&DATA_BAD_ID, node.span, message, help);
}

/// `Young people` as `young-people`.
pub(super) fn kebabbed(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

/// The `allow:` map of a record or of the study.
pub(super) fn waivers(map: &mut Map<'_, '_>) -> Vec<Waiver> {
    map.optional("allow", |node, notes| {
        if notes.answers(|| Shape::Keyed(Vec::new(), Shape::Text.into())) {
            return None;
        }
        let Value::Map(entries) = &node.value else {
            notes.wrong_type(node, "a map from codes to reasons");
            return None;
        };
        let mut waivers = Vec::new();
        for entry in entries {
            let reason = match &entry.value.value {
                Value::Text(reason) if !reason.trim().is_empty() => reason.trim().to_owned(),
                _ => {
                    let message = format!("no reason is given for allowing `{}`", entry.key);
                    notes.error(&DATA_BAD_WAIVER, entry.key_span, message, None);
                    continue;
                }
            };
            waivers.push(Waiver {
                code: entry.key.clone(),
                reason,
                place: Place::span(notes.path, entry.key_span),
            });
        }
        Some(waivers)
    })
    .unwrap_or_default()
}

/// Words in backticks with commas between them.
pub(super) fn quoted(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
