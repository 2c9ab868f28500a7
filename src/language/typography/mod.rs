//! Quotation marks, dashes, no-break spaces and apostrophes, set by rules that are data.
//!
//! The rules of a language come from the theme's `strings/LANG.yaml`; the engine knows no language.

mod dashes;
mod galley;
mod lists;
mod quotes;
mod row;
mod signs;
mod spaces;

pub use galley::Galley;
pub use lists::Phrases;

use crate::language::addresses;
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
    /// What ` -- ` and ` - ` between words become, spaces included: ` — `. Trimmed, it is also what `--` without spaces becomes.
    pub dash: Option<String>,
    /// What a dash at the start of a block becomes, with the space after it: `— `.
    pub dialogue_dash: Option<String>,
    /// What a hyphen between two numbers becomes: `–`.
    pub range: Option<String>,
    /// What three dots become: `…`.
    pub ellipsis: Option<String>,
    /// Words followed by a no-break space: `в`, `и`, `№`, `с.` The first letter may be a capital.
    pub no_break_after: Phrases,
    /// Words preceded by a no-break space: `г.`, `же`.
    pub no_break_before: Phrases,
    /// Phrases whose words stay together: `и т. д.`, `т. е.` They are found without their spaces too: `т.е.`
    pub no_break_inside: Phrases,
    /// A number and the word or sign after it stay together.
    pub no_break_after_number: bool,
    /// Groups of digits stay together: `1 500 000`.
    pub no_break_groups: bool,
    /// Initials stay with each other and with the surname: `У. Филбрик`.
    pub no_break_initials: bool,
    /// What stands between a number and `%`: a no-break space in Russian, nothing in English.
    pub percent_space: Option<String>,
}

/// A stretch of a block's text. A link, emphasis and the like split a block into runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text.
    pub text: &'a str,
    /// True for code, addresses and elements: a neighbour to the text around it, itself left alone.
    pub literal: bool,
}

/// Sets one block: all its runs in order, each given back with its new text.
///
/// No letter or digit is changed, and setting what is set changes nothing.
pub fn set(rules: &Rules, runs: &[Run<'_>]) -> Vec<String> {
    let galley = Galley::set(rules, runs);
    let texts = runs.iter().zip(galley.runs());
    texts
        .map(|(run, text)| if run.literal { run.text } else { text })
        .map(str::to_owned)
        .collect()
}

/// Sets a text that is no part of another.
pub fn set_plain(rules: &Rules, text: &str) -> String {
    let runs: Vec<Run<'_>> = with_addresses(text).collect();
    let galley = Galley::set(rules, &runs);
    let texts = runs.iter().zip(galley.runs());
    let texts = texts.map(|(run, text)| if run.literal { run.text } else { text });
    texts.collect()
}

/// A text as runs: the addresses of the web in it are left alone.
pub fn with_addresses(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut addresses = addresses(text).peekable();
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let address = addresses.peek().cloned();
        let (end, literal) = match address {
            Some(address) if address.start == start => {
                addresses.next();
                (address.end, true)
            }
            Some(address) => (address.start, false),
            None => (text.len(), false),
        };
        at = Some(end).filter(|end| *end < text.len());
        Some(Run {
            text: &text[start..end],
            literal,
        })
    })
}
