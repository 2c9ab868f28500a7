//! Alphabetical order of each language (CLDR collation).

use super::Lang;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use std::cmp::Ordering;

/// The alphabetical order of one language.
#[derive(Debug)]
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The order of `lang`; the root order of CLDR for a language without its own.
    pub fn new(lang: &Lang) -> Self {
        let collator = Collator::try_new(lang.locale().into(), CollatorOptions::default())
            .expect("the root order is compiled in");
        Self(collator)
    }

    /// How `a` stands to `b`; equal words are ordered by their code points, so that no two different words tie.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kazakh_letters_stand_where_kazakhs_look_for_them() {
        let order = Order::new(&Lang::parse("kk").expect("kk"));
        let mut words = [
            "Іс",
            "Ұсыныс",
            "Өмір",
            "Қазақстан",
            "Казахстан",
            "Әділет",
            "Алматы",
            "Бала",
            "Үкімет",
            "Ырыс",
        ];
        words.sort_by(|a, b| order.compare(a, b));
        assert_eq!(
            words,
            [
                "Алматы",
                "Әділет",
                "Бала",
                "Казахстан",
                "Қазақстан",
                "Өмір",
                "Ұсыныс",
                "Үкімет",
                "Ырыс",
                "Іс"
            ]
        );
    }
}
