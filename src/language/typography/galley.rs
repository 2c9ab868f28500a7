//! A block that was set.

use super::row::Row;
use super::{Rules, Run, dashes, quotes, spaces};

/// One block that was set.
#[derive(Debug)]
pub struct Galley(Row);

impl Galley {
    /// Sets one block.
    pub fn set(rules: &Rules, runs: &[Run<'_>]) -> Self {
        let mut row = Row::of(runs);
        dashes::set_ellipses(rules, &mut row);
        dashes::set_dashes(rules, &mut row);
        quotes::set_quotes(rules, &mut row);
        spaces::open_up(rules, &mut row);
        spaces::glue(rules, &mut row);
        Self(row)
    }

    /// The new texts of the runs, in order. In the place of a literal run stands one character.
    pub fn runs(&self) -> impl Iterator<Item = &str> {
        self.0.runs()
    }
}
