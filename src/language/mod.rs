//! Languages of a study and what is particular to each: tags, order, plurals, typography.
//!
//! Which languages a study has is data. No code here or elsewhere asks "is this Russian?": rules come
//! from the theme's `strings/LANG.yaml` and from CLDR.

mod order;
mod per;
mod plural;
mod tag;
pub mod typography;

pub use order::Order;
pub use per::PerLang;
pub use plural::{Plural, Plurals};
pub use tag::{Lang, NotALanguage};
