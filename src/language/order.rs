//! Alphabetical order of each language (CLDR collation).

use super::Lang;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use std::cmp::Ordering;

/// The alphabetical order of one language.
#[derive(Debug)]
pub struct Order {
    words: CollatorBorrowed<'static>,
    letters: CollatorBorrowed<'static>,
}

impl Order {
    /// The order of `lang`; the root order of CLDR for a language without its own.
    pub fn new(lang: &Lang) -> Self {
        let collator = |options: CollatorOptions| {
            Collator::try_new(lang.locale().into(), options).expect("the root order is compiled in")
        };
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        Self {
            words: collator(CollatorOptions::default()),
            letters: collator(letters),
        }
    }

    /// True if the language counts both as one letter: Е and Ё in Russian, but not А and Ә in Kazakh.
    pub fn is_same_letter(&self, a: char, b: char) -> bool {
        let mut places = [[0; 4], [0; 4]];
        let [one, other] = &mut places;
        let order = self
            .letters
            .compare(a.encode_utf8(one), b.encode_utf8(other));
        order == Ordering::Equal
    }

    /// How `a` stands to `b`: quotation marks and the like around them are passed over. Equal words are ordered by their
    /// code points, so that no two different words tie.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let is_mark = |letter: char| !letter.is_alphanumeric();
        let (one, other) = (a.trim_matches(is_mark), b.trim_matches(is_mark));
        self.words.compare(one, other).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_its_own_letters() {
        for (lang, a, b, same) in [
            ("ru", 'Е', 'ё', true),
            ("ru", 'И', 'Й', false),
            ("kk", 'А', 'Ә', false),
            ("en", 'e', 'É', true),
        ] {
            let order = Order::new(&Lang::parse(lang).expect(lang));
            assert_eq!(order.is_same_letter(a, b), same, "{lang}: {a} {b}");
        }
    }

    #[test]
    fn marks_around_words_do_not_move_them() {
        let order = Order::new(&Lang::parse("ru").expect("ru"));
        let mut words = [
            "«Бизнес ради детей»",
            "ведение",
            "«бизнес»",
            "анкета",
            "Бизнес",
        ];
        words.sort_by(|a, b| order.compare(a, b));
        let expected = [
            "анкета",
            "«бизнес»",
            "Бизнес",
            "«Бизнес ради детей»",
            "ведение",
        ];
        assert_eq!(words, expected);
    }

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
