//! A study of any size in two or three languages, the same on every machine: chapters with sections, lists, tables,
//! notes and cross-references, and recommendations that rest on findings of groups, with what became of them.

#![allow(dead_code, reason = "each benchmark uses its own part of this module")]

use diglot::source::{Source, Sources};
use std::fmt::Write;
use std::time::Duration;

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

const LANGUAGES: [Words; 3] = [
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
    Words {
        lang: "kk",
        who: [
            "Аудандық ауруханалар",
            "Шағын жеткізушілер",
            "Ауыл кеңестері",
            "Ауыл мектептері",
            "Жергілікті инспекторлар",
            "Тұрғын үй комитеттері",
        ],
        did: [
            "қайта қарады",
            "жариялады",
            "кейінге қалдырды",
            "қалпына келтірді",
            "даулады",
            "қысқартты",
        ],
        what: [
            "оқыту кестесін",
            "\"ашық\" тізілімді",
            "шарттың талаптарын",
            "күту уақытын",
            "мердігерлер тізімін",
            "жөндеу шығындарын",
        ],
        chapter: "Тарау",
        section: "Не анықталды",
        see: "Тағы қараңыз",
        column: ["Облыс", "Сұралды", "Жауап берді"],
    },
];

/// A study of `chapters` chapters in so many languages, with a tenth as many recommendations. It has no mistakes.
pub(crate) fn study(chapters: usize, languages: usize) -> Sources {
    with_recommendations(chapters, (chapters / 10).max(1), languages)
}

/// The same with any number of recommendations.
pub(crate) fn with_recommendations(
    chapters: usize,
    recommendations: usize,
    languages: usize,
) -> Sources {
    let languages = &LANGUAGES[..languages];
    let mut sources = Sources::new();
    for number in 1..=chapters {
        for words in languages {
            let name = format!("{number:05}-topic-{number}.{}.md", words.lang);
            let text = chapter(words, number, chapters, recommendations);
            sources.insert(format!("content/chapters/{name}"), Source::text(text));
        }
    }
    let tags: Vec<&str> = languages.iter().map(|words| words.lang).collect();
    let mut put = |path: &str, text: String| sources.insert(path, Source::text(text));
    put(
        "content/recommendations.yaml",
        list(languages, recommendations, chapters),
    );
    put(
        "content/findings.yaml",
        findings(languages, recommendations),
    );
    put("content/fieldwork.yaml", fieldwork(&tags));
    put("content/vocabulary.yaml", vocabulary(&tags));
    put(
        "content/study.yaml",
        format!(
            "title: {}\nlanguages: [{}]\nbase_url: https://example.org/report/\nas_of: 2026-12-31\nedition: {{ number: \"1\", date: 2026-01-15 }}\n",
            in_each(&tags, "State of services"),
            tags.join(", ")
        ),
    );
    sources
}

/// The numbers of chapters asked for on the command line, else those usual.
pub(crate) fn sizes(usual: &[usize]) -> Vec<usize> {
    let arguments = std::env::args().filter_map(|argument| argument.parse().ok());
    let asked: Vec<usize> = arguments.collect();
    if asked.is_empty() {
        usual.to_vec()
    } else {
        asked
    }
}

/// In milliseconds.
pub(crate) fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

/// `{ en: "…", ru: "…" }`; the tag stands in the text, so that no two languages say the same.
fn in_each(tags: &[&str], text: &str) -> String {
    let texts: Vec<String> = (tags.iter())
        .map(|tag| format!("{tag}: \"{text} ({tag})\""))
        .collect();
    format!("{{ {} }}", texts.join(", "))
}

/// So many groups, each heard in one activity.
const GROUPS: usize = 6;
const OFFICES: usize = 7;
const THEMES: usize = 20;

fn vocabulary(tags: &[&str]) -> String {
    let mut out = String::from("actors:\n");
    for office in 0..OFFICES {
        let label = in_each(tags, &format!("office {office}"));
        let _ = writeln!(out, "  office-{office}: {{ label: {label} }}");
    }
    out.push_str("themes:\n");
    for theme in 0..THEMES {
        let label = in_each(tags, &format!("theme {theme}"));
        let _ = writeln!(out, "  theme-{theme}: {{ label: {label} }}");
    }
    out
}

fn fieldwork(tags: &[&str]) -> String {
    let mut out = String::from("groups:\n");
    for group in 0..GROUPS {
        let label = in_each(tags, &format!("group {group}"));
        let _ = writeln!(
            out,
            "  - id: group-{group}\n    label: {label}\n    includes_children: none"
        );
    }
    out.push_str("activities:\n");
    for group in 0..GROUPS {
        let label = in_each(tags, &format!("talks {group}"));
        let _ = writeln!(
            out,
            "  - id: talks-{group}\n    kind: interviews\n    label: {label}\n    group: group-{group}"
        );
    }
    out
}

/// A finding for every five recommendations.
fn count_of_findings(recommendations: usize) -> usize {
    recommendations.div_ceil(5).max(2)
}

fn findings(languages: &[Words], recommendations: usize) -> String {
    let mut out = String::new();
    for number in 1..=count_of_findings(recommendations) {
        let _ = writeln!(out, "- id: F{number:05}\n  kind: researcher_conclusion");
        prose(&mut out, "  ", "statement", languages, 500_000 + number);
        let _ = writeln!(
            out,
            "  groups: [group-{0}]\n  themes: [theme-{1}]\n  strength: most\n  evidence: [talks-{0}]",
            number % GROUPS,
            number % THEMES
        );
    }
    out
}

/// A text of one sentence in each language.
fn prose(out: &mut String, indent: &str, key: &str, languages: &[Words], seed: usize) {
    let _ = writeln!(out, "{indent}{key}:");
    for words in languages {
        let mut dice = Dice(seed as u64);
        let text = paragraph(words, &mut dice, 1).replace('"', "'");
        let _ = writeln!(out, "{indent}  {}: \"{text}\"", words.lang);
    }
}

fn chapter(words: &Words, number: usize, chapters: usize, recommendations: usize) -> String {
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
            dice.roll(recommendations) + 1
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

fn list(languages: &[Words], count: usize, chapters: usize) -> String {
    let tags: Vec<&str> = languages.iter().map(|words| words.lang).collect();
    let mut out = String::new();
    for number in 1..=count {
        let chapter = number * 7 % chapters + 1;
        let title = in_each(&tags, &format!("Thing {number}"));
        let link = format!("[{chapter}](chapters/{chapter:05}-topic-{chapter}.md)");
        let _ = writeln!(out, "- id: R{number:05}\n  title: {title}\n  text:");
        for words in languages {
            let mut dice = Dice(number as u64);
            let text = paragraph(words, &mut dice, 2).replace('"', "'");
            let _ = writeln!(out, "    {}: \"{text} {} {link}.\"", words.lang, words.see);
        }
        let findings = count_of_findings(count);
        let _ = writeln!(
            out,
            "  addressees: [office-{}]\n  actors: [office-{}]\n  themes: [theme-{}]\n  horizon: {}",
            number % OFFICES,
            number * 3 % OFFICES,
            number % THEMES,
            ["short", "medium", "long"][number % 3]
        );
        let _ = writeln!(
            out,
            "  rights: {{ crc: [\"{}\"], sdg: [\"8.7\"] }}\n  supported_by: [F{:05}, F{:05}]",
            number % 54 + 1,
            number % findings + 1,
            (number + 1) % findings + 1
        );
        if number > 1 {
            let before = number - 1;
            let _ = writeln!(
                out,
                "  related:\n    - {{ id: R{before:05}, kind: see_also }}"
            );
        }
        if number % 2 == 0 {
            let month = number % 11 + 2;
            let _ = writeln!(
                out,
                "  progress:\n    - date: 2026-{month:02}-10\n      status: in_progress\n      verified: self_reported"
            );
            prose(&mut out, "      ", "note", languages, 900_000 + number);
        }
    }
    out
}
