//! Blocks that were set, kept for the next page that shows them.

use super::row::Row;
use super::{Rules, Run, dashes, quotes, spaces};
use crate::language::{Lang, PerLang};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// So many bytes of one language are kept at most: a chapter and what stands around it.
const MOST: usize = 1 << 20;

/// One block that was set.
#[derive(Debug)]
pub struct Galley(Row);

impl Galley {
    /// Sets one block.
    pub fn set(rules: &Rules, runs: &[Run<'_>]) -> Self {
        Self::of(rules, Row::of(runs))
    }

    fn of(rules: &Rules, mut row: Row) -> Self {
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

/// What was set before. The page of a chapter and the pages that show its texts side by side set the same blocks; the same
/// runs by the same rules are set once.
#[derive(Debug, Default)]
pub struct Galleys {
    kept: RefCell<PerLang<Kept>>,
}

/// What is kept of one language, and how many bytes that is.
#[derive(Debug, Default)]
struct Kept {
    galleys: BTreeMap<Row, Rc<Galley>>,
    length: usize,
}

impl Galleys {
    /// Sets one block by the rules of `lang`, which are always the same ones.
    pub fn set(&self, lang: &Lang, rules: &Rules, runs: &[Run<'_>]) -> Rc<Galley> {
        let row = Row::of(runs);
        let mut all = self.kept.borrow_mut();
        if all.get(lang).is_none() {
            all.insert(lang.clone(), Kept::default());
        }
        let kept = all.get_mut(lang).expect("it was put there just now");
        if let Some(known) = kept.galleys.get(&row) {
            return Rc::clone(known);
        }
        let galley = Rc::new(Galley::of(rules, row.clone()));
        if kept.length > MOST {
            *kept = Kept::default();
        }
        kept.length += 2 * row.text.len();
        kept.galleys.insert(row, Rc::clone(&galley));
        galley
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_would_be_set() {
        let rules = Rules {
            quotes: Some(("«".to_owned(), "»".to_owned())),
            ..Rules::default()
        };
        let (en, ru) = (Lang::parse("en"), Lang::parse("ru"));
        let (en, ru) = (en.expect("a tag"), ru.expect("a tag"));
        let galleys = Galleys::default();
        let text = |text| Run {
            text,
            literal: false,
        };
        let literal = Run {
            text: "x",
            literal: true,
        };
        let set = |lang, rules: &Rules, runs: &[Run<'_>]| {
            let galley = galleys.set(lang, rules, runs);
            let runs: Vec<String> = galley.runs().map(str::to_owned).collect();
            runs
        };
        for _ in 0..2 {
            assert_eq!(set(&ru, &rules, &[text("\"a\"")]), ["«a»"]);
            assert_eq!(set(&ru, &rules, &[text("\"a"), text("\"")]), ["«a", "»"]);
            assert_eq!(set(&en, &Rules::default(), &[text("\"a\"")]), ["\"a\""]);
            // A character that looks like a literal run is none.
            assert_eq!(
                set(&ru, &rules, &[text("\""), text("\u{fffc}"), text("\"")]).len(),
                3
            );
            assert_eq!(
                set(&ru, &rules, &[text("\""), literal, text("\"")]),
                ["«", "\u{fffc}", "»"]
            );
        }
    }

    #[test]
    fn not_everything_is_kept() {
        let galleys = Galleys::default();
        let lang = Lang::parse("ru").expect("a tag");
        for number in 0..3_000 {
            let text = format!("{number} {}", "а".repeat(500));
            let runs = [Run {
                text: &text,
                literal: false,
            }];
            galleys.set(&lang, &Rules::default(), &runs);
        }
        let kept = galleys.kept.borrow();
        let length = kept.get(&lang).map_or(0, |kept| kept.length);
        assert!(length <= MOST + 4_000, "{length}");
    }
}
