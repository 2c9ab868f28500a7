//! A bilingual study of any size, the same on every machine: chapters with sections, lists, tables, notes and
//! cross-references, and a tenth as many recommendations.

use diglot::source::{Source, Sources};
use std::fmt::Write;

/// SplitMix64, so that the study does not depend on a random-number crate's version.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }
}

/// Words of one language; both have as many of each, so that one roll serves both texts.
struct Words {
    lang: &'static str,
    who: [&'static str; 6],
    did: [&'static str; 6],
    what: [&'static str; 6],
    chapter: &'static str,
    section: &'static str,
    see: &'static str,
    column: [&'static str; 3],
}

const LANGUAGES: [Words; 2] = [
    Words {
        lang: "en",
        who: [
            "District clinics",
            "Small suppliers",
            "Village councils",
            "Rural schools",
            "Local inspectors",
            "Housing committees",
        ],
        did: [
            "reviewed",
            "published",
            "postponed",
            "restored",
            "questioned",
            "reduced",
        ],
        what: [
            "the schedule of training",
            "the \"open\" register",
            "the terms of the contract",
            "the waiting time - again",
            "the list of contractors",
            "the cost of repairs",
        ],
        chapter: "Chapter",
        section: "What was found",
        see: "See also",
        column: ["Region", "Asked", "Answered"],
    },
    Words {
        lang: "ru",
        who: [
            "Районные больницы",
            "Небольшие поставщики",
            "Сельские советы",
            "Сельские школы",
            "Местные инспекторы",
            "Жилищные комитеты",
        ],
        did: [
            "пересмотрели",
            "опубликовали",
            "отложили",
            "восстановили",
            "оспорили",
            "сократили",
        ],
        what: [
            "график обучения",
            "\"открытый\" реестр",
            "условия договора",
            "время ожидания - снова",
            "перечень подрядчиков",
            "расходы на ремонт",
        ],
        chapter: "Глава",
        section: "Что выяснилось",
        see: "См. также",
        column: ["Область", "Опрошено", "Ответили"],
    },
];

/// A study of `chapters` chapters in two languages. It has no mistakes.
pub(crate) fn study(chapters: usize) -> Sources {
    let mut sources = Sources::new();
    let put = |sources: &mut Sources, path: String, text: String| {
        sources.insert(path, Source::text(text))
    };
    for number in 1..=chapters {
        for words in &LANGUAGES {
            let path = format!(
                "content/chapters/{number:05}-topic-{number}.{}.md",
                words.lang
            );
            put(&mut sources, path, chapter(words, number, chapters));
        }
    }
    put(
        &mut sources,
        "content/recommendations.yaml".into(),
        recommendations((chapters / 10).max(1), chapters),
    );
    put(
        &mut sources,
        "content/vocabulary.yaml".into(),
        VOCABULARY.into(),
    );
    put(&mut sources, "content/study.yaml".into(), STUDY.into());
    sources
}

fn chapter(words: &Words, number: usize, chapters: usize) -> String {
    let mut dice = Dice(number as u64);
    let mut out = format!("---\ntitle: {} {number}\n---\n\n", words.chapter);
    for section in 1..=4 {
        let _ = writeln!(out, "## {} {section} {{#part-{section}}}\n", words.section);
        for _ in 0..4 {
            let _ = writeln!(out, "{}[^n]\n", paragraph(words, &mut dice, 4));
        }
        for _ in 0..4 {
            let _ = writeln!(out, "- {}", paragraph(words, &mut dice, 1));
        }
        let other = dice.roll(chapters) + 1;
        let _ = writeln!(
            out,
            "\n{} [{other}]({other:05}-topic-{other}.md#part-2), [#R{:05}].\n",
            words.see,
            dice.roll((chapters / 10).max(1)) + 1
        );
    }
    let [a, b, c] = words.column;
    let _ = writeln!(out, "| {a} | {b} | {c} |\n|---|--:|--:|");
    for row in 1..=5 {
        let _ = writeln!(out, "| {row} | {} | {} |", dice.roll(900), dice.roll(200));
    }
    let _ = writeln!(out, "\n[^n]: {}", paragraph(words, &mut dice, 1));
    out
}

fn paragraph(words: &Words, dice: &mut Dice, sentences: usize) -> String {
    let mut out = String::new();
    for _ in 0..sentences {
        let (who, did, what) = (dice.roll(6), dice.roll(6), dice.roll(6));
        let _ = write!(
            out,
            "{} {} *{}* ({}-{} %). ",
            words.who[who],
            words.did[did],
            words.what[what],
            dice.roll(40),
            40 + dice.roll(50)
        );
    }
    out.trim_end().to_owned()
}

fn recommendations(count: usize, chapters: usize) -> String {
    let mut out = String::new();
    for number in 1..=count {
        let chapter = number * 7 % chapters + 1;
        let _ = write!(
            out,
            "- id: R{number:05}\n  title: {{ en: Do thing {number}, ru: Сделать дело {number} }}\n  text:\n    en: Do it, see [chapter](chapters/{chapter:05}-topic-{chapter}.md).\n    ru: Сделать, см. [главу](chapters/{chapter:05}-topic-{chapter}.md).\n  addressees: [office]\n  themes: [theme-{}]\n  horizon: short\n",
            number % 2
        );
    }
    out
}

const VOCABULARY: &str = "actors:
  office: { label: { en: the office, ru: ведомство } }
themes:
  theme-0: { label: { en: water, ru: вода } }
  theme-1: { label: { en: roads, ru: дороги } }
";

const STUDY: &str = "title: { en: State of services, ru: Состояние услуг }
languages: [en, ru]
base_url: https://example.org/report/
edition: { number: \"1\", date: 2026-01-15 }
";
