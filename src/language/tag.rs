//! Language tags (BCP 47).

use icu_locale_core::Locale;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A language of the study, as in `study.yaml`: `en`, `ru`, `kk-Latn`, `en-x-child`.
///
/// Made only by [`Lang::parse`], hence always a well-formed BCP 47 tag in canonical case.
/// Which languages a study has is data, not code: no `match` on a `Lang` exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Lang(Arc<str>);

/// The text is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotALanguage(pub String);

impl fmt::Display for NotALanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a language tag of BCP 47 such as `en`, `ru` or `kk-Latn`",
            self.0
        )
    }
}

impl std::error::Error for NotALanguage {}

impl Lang {
    /// Reads a tag (RFC 5646, section 2.1) and brings it into canonical case.
    pub fn parse(tag: &str) -> Result<Self, NotALanguage> {
        let locale = Locale::try_from_str(tag).map_err(|_| NotALanguage(tag.to_owned()))?;
        let text = locale.to_string();
        if text == "und" || text.starts_with("und-") {
            return Err(NotALanguage(tag.to_owned()));
        }
        Ok(Self(text.into()))
    }

    /// The tag as written into `lang` attributes and addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parsed tag, for CLDR data.
    pub(crate) fn locale(&self) -> Locale {
        Locale::try_from_str(&self.0).expect("a Lang holds a tag that was parsed before")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.0.as_ref().to_owned()
    }
}

impl TryFrom<String> for Lang {
    type Error = NotALanguage;

    fn try_from(tag: String) -> Result<Self, NotALanguage> {
        Self::parse(&tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_out_canonical() {
        for (typed, expected) in [
            ("en", "en"),
            ("RU", "ru"),
            ("kk-latn", "kk-Latn"),
            ("en-x-child", "en-x-child"),
        ] {
            assert_eq!(Lang::parse(typed).expect(typed).as_str(), expected);
        }
        for wrong in ["", "english language", "и", "en_", "-"] {
            assert!(Lang::parse(wrong).is_err(), "{wrong}");
        }
    }
}
