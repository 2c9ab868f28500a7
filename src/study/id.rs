//! Ids: the same in every language, never reused.

use serde::Serialize;
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text that was checked before, by [`is_kebab`] or one of its sisters.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The id as it stands in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// A chapter or a news item: `young-people`.
    ChapterId
}
id! {
    /// A block inside its chapter: `p-k3f9x`, `method`, `fig-1`.
    BlockId
}
id! {
    /// A record: `R04`, `F07`, `young-people`, `unicef2018`.
    RecordId
}

/// How the ids of records without one begin: no id has a space.
const NUMBER: &str = "number ";

impl RecordId {
    /// What a record is called that has no id, which was reported: `number 3`, counted from 1 among its kind. Nothing can
    /// point to it, and nothing is published before it has one; its fields are looked at like those of all others.
    pub fn nameless(number: usize) -> Self {
        Self::new(format!("{NUMBER}{number}"))
    }

    /// True for one of those.
    pub fn is_nameless(&self) -> bool {
        self.0.starts_with(NUMBER)
    }
}

/// What [`is_kebab`] asks for, as a regular expression.
pub const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// `^[a-z0-9]+(-[a-z0-9]+)*$`: chapters, quotes, groups, terms, vocabulary keys.
pub fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// `^R\d{2,6}$` for recommendations, `^F\d{2,6}$` for findings.
pub fn is_numbered(text: &str, letter: char) -> bool {
    text.strip_prefix(letter).is_some_and(|digits| {
        (2..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// An id in Markdown (`{#method}`): letters, digits, `-`, `_`, `.`, beginning with a letter; ASCII, since it is part of an address.
pub fn is_block_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// True for ids that the page of a chapter has beside those of its blocks: `main`, `notes`, `cite`, a note (`n3`) and its
/// marks (`n3-ref-2`).
pub fn is_of_page(id: &str) -> bool {
    let is_note = |rest: &str| {
        let (number, mark) = rest.split_once('-').unwrap_or((rest, "ref"));
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number(number) && (mark == "ref" || mark.strip_prefix("ref-").is_some_and(is_number))
    };
    let own = ["main", "notes", "notes-other", "cite", "cite-one"];
    own.contains(&id) || id.strip_prefix('n').is_some_and(is_note)
}
