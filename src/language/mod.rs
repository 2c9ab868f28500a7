//! Languages of a study and what is particular to each: tags, order, plurals, typography, numbers, scripts.
//!
//! Which languages a study has is data. No code here or elsewhere asks "is this Russian?": rules come
//! from the theme's `strings/LANG.yaml` and from CLDR.

mod beginnings;
mod digits;
mod letters;
mod lexicon;
pub mod numbers;
mod order;
mod per;
mod plural;
pub mod script;
mod stem;
mod tag;
pub mod typography;
mod words;

pub use beginnings::Beginnings;
pub use letters::{is_letter, is_letter_or_digit};
pub use lexicon::{Lexicon, Written, folded};
pub use order::Order;
pub use per::PerLang;
pub use plural::{Plural, Plurals};
pub use stem::{Form, Stemmer};
pub use tag::{Lang, NotALanguage};
pub use words::{addresses, any_pair, chunks, places, word_length, words};
