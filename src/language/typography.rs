//! Quotation marks, dashes, no-break spaces and apostrophes, set by rules that are data.
//!
//! The rules of a language come from the theme's `strings/LANG.yaml`; the engine knows no language.

use serde::Deserialize;

/// How a language sets its text. Every field may be left out of the file; the default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Outer quotation marks: `["«", "»"]`.
    pub quotes: Option<(String, String)>,
    /// Quotation marks inside quotation marks.
    pub inner_quotes: Option<(String, String)>,
    /// The apostrophe: `’`.
    pub apostrophe: Option<String>,
    /// What ` -- ` and ` - ` between words become, spaces included: ` — `.
    pub dash: Option<String>,
    /// What a hyphen between two numbers becomes: `–`.
    pub range: Option<String>,
    /// What three dots become: `…`.
    pub ellipsis: Option<String>,
    /// Words followed by a no-break space: `в`, `и`, `№`, `с.`
    pub no_break_after: Vec<String>,
    /// Words preceded by a no-break space: `г.`, `%`, `же`.
    pub no_break_before: Vec<String>,
    /// A number and the word or sign after it stay together.
    pub no_break_after_number: bool,
    /// Initials stay with each other and with the surname: `У. Филбрик`.
    pub no_break_initials: bool,
    /// What stands between a number and `%`: a no-break space in Russian, nothing in English.
    pub percent_space: Option<String>,
}
