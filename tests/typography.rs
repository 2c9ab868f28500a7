//! Typed in, set out: the rules of `language::typography` with the values of three languages.
//!
//! In the tables `~` is a no-break space, so that it can be seen.

use diglot::language::typography::{Phrases, Rules, Run, set, set_plain};
use proptest::prelude::*;

fn words(list: &str) -> Phrases {
    phrases(&list.split_whitespace().collect::<Vec<_>>())
}

fn phrases(list: &[&str]) -> Phrases {
    let list: Vec<String> = list.iter().map(|&phrase| phrase.to_owned()).collect();
    list.into()
}

fn pair(open: &str, close: &str) -> Option<(String, String)> {
    Some((open.to_owned(), close.to_owned()))
}

fn english() -> Rules {
    Rules {
        quotes: pair("“", "”"),
        inner_quotes: pair("‘", "’"),
        apostrophe: Some("’".to_owned()),
        dash: Some("\u{a0}– ".to_owned()),
        range: Some("–".to_owned()),
        ellipsis: Some("…".to_owned()),
        no_break_after: words("No. p. pp. para. Mr. Ms. Dr. §"),
        no_break_groups: true,
        no_break_initials: true,
        percent_space: Some(String::new()),
        ..Rules::default()
    }
}

fn russian() -> Rules {
    Rules {
        quotes: pair("«", "»"),
        inner_quotes: pair("„", "“"),
        apostrophe: Some("’".to_owned()),
        dash: Some("\u{a0}— ".to_owned()),
        dialogue_dash: Some("—\u{a0}".to_owned()),
        range: Some("–".to_owned()),
        ellipsis: Some("…".to_owned()),
        no_break_after: words(
            "в во с со к ко о об от до из за на не ни по у и а но № § с. г. п. ст.",
        ),
        no_break_before: words("г. гг. же ли бы"),
        no_break_inside: phrases(&["и т. д.", "и т. п.", "т. е.", "и др."]),
        no_break_after_number: true,
        no_break_groups: true,
        no_break_initials: true,
        percent_space: Some("\u{a0}".to_owned()),
    }
}

fn kazakh() -> Rules {
    Rules {
        quotes: pair("«", "»"),
        inner_quotes: pair("“", "”"),
        no_break_after: words("№ §"),
        no_break_before: words("ж. да де та те"),
        no_break_inside: phrases(&["т. б."]),
        percent_space: Some(String::new()),
        ..russian()
    }
}

fn check(rules: &Rules, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        let typed = typed.replace('~', "\u{a0}");
        let got = set_plain(rules, &typed).replace('\u{a0}', "~");
        assert_eq!(got, *expected, "typed: {typed}");
        let again = set_plain(rules, &got.replace('~', "\u{a0}")).replace('\u{a0}', "~");
        assert_eq!(again, *expected, "set twice: {typed}");
    }
}

#[test]
fn english_text() {
    check(
        &english(),
        &[
            ("He said \"yes\".", "He said “yes”."),
            ("\"a 'b' c\"", "“a ‘b’ c”"),
            ("\"a \"b\" c\"", "“a ‘b’ c”"),
            ("“a “b” c”", "“a ‘b’ c”"),
            ("\"'Never,' she said.\"", "“‘Never,’ she said.”"),
            ("'single'", "‘single’"),
            (
                "don't, 1990's, children's, dogs' tails",
                "don’t, 1990’s, children’s, dogs’ tails",
            ),
            ("\"the dogs' tails\"", "“the dogs’ tails”"),
            ("the '90s were 'good'", "the ’90s were ‘good’"),
            ("(\"family friendly\")", "(“family friendly”)"),
            ("it ended.\" [2]", "it ended.” [2]"),
            ("\"it began", "“it began"),
            ("a 5\" nail", "a 5\" nail"),
            ("«слово» and “word”", "«слово» and “word”"),
            ("a - b", "a~– b"),
            ("a -- b", "a~– b"),
            ("a — b", "a~– b"),
            ("\"yes\" -- he said", "“yes”~– he said"),
            ("\"I never--\" he said", "“I never–” he said"),
            ("word--word", "word–word"),
            ("ages 16-17 and 18-24", "ages 16–17 and 18–24"),
            ("2018-2021, 2018-21", "2018–2021, 2018–21"),
            ("art. 281-2, ISSN 2411-5991", "art. 281-2, ISSN 2411-5991"),
            ("16-17-year-olds, 10-15%", "16–17-year-olds, 10–15%"),
            (
                "2021-10-07, 2021-10, 1-2-3, GC-16, COVID-19",
                "2021-10-07, 2021-10, 1-2-3, GC-16, COVID-19",
            ),
            ("ISO 9001-2015, 007-008", "ISO 9001-2015, 007-008"),
            ("5 - 3", "5 - 3"),
            (
                "well-known pre- and post-test",
                "well-known pre- and post-test",
            ),
            ("with --locked and -q", "with --locked and -q"),
            ("a --> b", "a --> b"),
            ("wait...", "wait…"),
            ("wait....", "wait...."),
            ("3.5 %", "3.5%"),
            ("50% of 1 500 000", "50% of 1~500~000"),
            ("p. 30", "p.~30"),
            (
                "J. R. Smith and W. Philbrick",
                "J.~R.~Smith and W.~Philbrick",
            ),
            ("part A. it", "part A. it"),
            ("90 minutes", "90 minutes"),
        ],
    );
}

#[test]
fn russian_text() {
    check(
        &russian(),
        &[
            ("Он сказал: \"да\".", "Он сказал: «да»."),
            ("\"Отчёт \"Дети\" вышел\"", "«Отчёт „Дети“ вышел»"),
            ("«Отчёт «Дети» вышел»", "«Отчёт „Дети“ вышел»"),
            ("«Отчёт \"Дети\" вышел»", "«Отчёт „Дети“ вышел»"),
            ("\"Отчёт 'Дети' вышел\"", "«Отчёт „Дети“ вышел»"),
            ("\"Отчёт \"Дети\"\"", "«Отчёт „Дети“»"),
            ("слово “quote” слово", "слово “quote” слово"),
            ("О'Нил", "О’Нил"),
            ("слово - слово", "слово~— слово"),
            ("слово -- слово", "слово~— слово"),
            ("слово – слово", "слово~— слово"),
            ("слово — слово", "слово~— слово"),
            ("- Да, - сказал он.", "—~Да,~— сказал он."),
            ("16-17 лет, 18-24-летних", "16–17~лет, 18–24-летних"),
            ("2018-2021 гг.", "2018–2021~гг."),
            ("в Алматы и в области", "в~Алматы и~в~области"),
            (
                "В школе, «в классе» и (в саду)",
                "В~школе, «в~классе» и~(в~саду)",
            ),
            ("№ 5, § 3, с. 30", "№~5, §~3, с.~30"),
            ("7 октября 2021 г. Она", "7~октября 2021~г. Она"),
            ("в г. Алматы", "в~г.~Алматы"),
            ("90 минут", "90~минут"),
            ("1 500 000 тенге", "1~500~000~тенге"),
            ("1 234 567,89", "1~234~567,89"),
            ("50% и 3,5 %", "50~% и~3,5~%"),
            ("У. Филбрик и Дж. Р. Смит", "У.~Филбрик и~Дж.~Р.~Смит"),
            ("С.А. Иванов, Дж.Р. Смит", "С.А.~Иванов, Дж.Р.~Смит"),
            ("Статья 281-2 кодекса", "Статья 281-2~кодекса"),
            ("школы, сады и т. д.", "школы, сады и~т.~д."),
            ("школы, сады и т.д.", "школы, сады и~т.~д."),
            ("т.е. дети; Т.е. дети", "т.~е. дети; Т.~е. дети"),
            ("тот же", "тот~же"),
            ("и\nснова", "и~снова"),
            ("Подождите...", "Подождите…"),
            ("уже стоит в~ряд", "уже стоит в~ряд"),
        ],
    );
}

#[test]
fn kazakh_text() {
    check(
        &kazakh(),
        &[
            ("\"Балалар \"құқығы\" туралы\"", "«Балалар “құқығы” туралы»"),
            ("«Балалар «құқығы» туралы»", "«Балалар “құқығы” туралы»"),
            ("“құқығы”", "“құқығы”"),
            ("2021 ж. 7 қазан", "2021~ж. 7~қазан"),
            ("12 ұсыныс", "12~ұсыныс"),
            ("50 %", "50%"),
            ("№ 5 мектеп", "№~5~мектеп"),
            ("бала да келді", "бала~да келді"),
            ("мектеп - үй", "мектеп~— үй"),
            ("16-17 жас", "16–17~жас"),
            ("мектеп, үй т.б.", "мектеп, үй т.~б."),
        ],
    );
}

#[test]
fn a_language_may_close_its_dash_up_and_space_its_quotes() {
    let rules = Rules {
        quotes: pair("«\u{a0}", "\u{a0}»"),
        dash: Some("—".to_owned()),
        ..Rules::default()
    };
    check(
        &rules,
        &[
            ("un \"mot\" ici", "un «~mot~» ici"),
            ("a - b", "a—b"),
            ("\"a \"b\" c\"", "«~a «~b~» c~»"),
        ],
    );
}

#[test]
fn words_are_looked_up_as_they_are_written() {
    check(
        &russian(),
        &[
            // With a capital, but not all in capitals.
            ("В саду, ВО саду, Во саду", "В~саду, ВО саду, Во~саду"),
            ("И Т. Д. и И т. д.", "И~Т. Д. и~И~т.~д."),
            // What closes a word is no part of it; what stands in it is.
            (
                "дом же! дом же», дом (же) дом-же дом",
                "дом~же! дом~же», дом (же) дом-же дом",
            ),
            (
                "дом жест, дом г», 5 гг…», дом",
                "дом жест, дом г», 5~гг…», дом",
            ),
            // Letters with their marks apart, and letters of four bytes.
            ("и\u{306} сад, в\u{301} сад", "и\u{306} сад, в\u{301} сад"),
            ("𝄞 же и 𝄞, 5 𝄞, 5 \u{10400}", "𝄞~же и~𝄞, 5 𝄞, 5~\u{10400}"),
            // At the edges, and with spaces of other kinds.
            ("5", "5"),
            ("5 ", "5 "),
            (" 5 лет", " 5~лет"),
            ("в\u{2009}саду и  снова\t", "в\u{2009}саду и~снова\t"),
            ("(«в саду» 16 % и (5 лет)", "(«в~саду» 16~% и~(5~лет)"),
            ("а 5-6) и «7-8», №9-10, x1-2", "а~5–6) и~«7–8», №9–10, x1-2"),
        ],
    );
    check(
        &english(),
        &[
            (
                "No. 5, NO. 5, no. 5, p. 5, P. 5",
                "No.~5, NO. 5, no. 5, p.~5, P.~5",
            ),
            ("(p. 5) and “pp. 5-6”", "(p.~5) and “pp.~5–6”"),
        ],
    );
}

/// Runs are written with `|` between them; a literal one begins with `=`.
#[test]
fn marks_and_spaces_reach_across_runs() {
    let cases = [
        ("Он сказал: \"|да|\".", "Он сказал: «|да|»."),
        ("\"|=code|\" и \"x|=y|\"", "«|=code|» и~«x|=y|»"),
        ("=<b>|\"word\"|=</b>", "=<b>|«word»|=</b>"),
        ("слово|=[1]|\" \"дальше\"", "слово|=[1]|» «дальше»"),
        ("в |=code| и |дом", "в~|=code| и~|дом"),
        ("слово |- слово|, да", "слово~|— слово|, да"),
        ("=a \"b\" -- c", "=a \"b\" -- c"),
        ("в|= |доме", "в|= |доме"),
        ("т.|=x|е. и т.|д.", "т.|=x|е. и~т.~|д."),
        ("=x|- да, 5|= |%", "=x|- да, 5|= |%"),
        ("\"|=x|...\" -- |и |=y|-- 5-|6", "«|=x|…»~— |и~|=y|-- 5–|6"),
        ("16|-|17", "16|–|17"),
        ("\"текст\"|=", "«текст»|="),
        ("", ""),
    ];
    for (typed, expected) in cases {
        let runs: Vec<Run<'_>> = typed
            .split('|')
            .map(|text| Run {
                text: text.strip_prefix('=').unwrap_or(text),
                literal: text.starts_with('='),
            })
            .collect();
        let texts = set(&russian(), &runs);
        let marked: Vec<String> = (runs.iter().zip(texts))
            .map(|(run, text)| {
                if run.literal {
                    format!("={text}")
                } else {
                    text
                }
            })
            .collect();
        assert_eq!(marked.join("|").replace('\u{a0}', "~"), expected, "{typed}");
    }
}

#[test]
fn without_rules_nothing_changes() {
    let text = "\"a\" - 'b' -- 1-2... 50 % т.е. У. Ф";
    assert_eq!(set_plain(&Rules::default(), text), text);
}

/// What setting may not touch: everything but spaces, dots, dashes and marks.
fn substance(text: &str) -> String {
    let is_form = |letter: char| letter.is_whitespace() || ".…-–—\"'«»„“”‘’‚‹›".contains(letter);
    text.chars().filter(|letter| !is_form(*letter)).collect()
}

fn dense_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "\"",
        "'",
        "«",
        "»",
        "„",
        "“",
        "”",
        "‘",
        "’",
        " ",
        " ",
        "\u{a0}",
        "\n",
        "-",
        "--",
        "–",
        "—",
        ".",
        "...",
        ",",
        "(",
        ")",
        "a",
        "в",
        "и",
        "Дж",
        "У.",
        "т.",
        "е.",
        "г.",
        "№",
        "1",
        "16",
        "000",
        "2021",
        "%",
        "\u{301}",
        "/",
        "слово",
        "Word",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|parts| parts.concat())
}

fn runs_of(texts: &[(String, bool)]) -> Vec<Run<'_>> {
    (texts.iter())
        .map(|(text, literal)| Run {
            text,
            literal: *literal,
        })
        .collect()
}

fn blocks() -> impl Strategy<Value = Vec<(String, bool)>> {
    let text = prop_oneof![4 => dense_text(), 1 => any::<String>()];
    prop::collection::vec((text, prop::bool::weighted(0.2)), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn setting_twice_changes_nothing_more(block in blocks()) {
        for rules in [english(), russian(), kazakh()] {
            let once = set(&rules, &runs_of(&block));
            let kept: Vec<(String, bool)> =
                once.iter().cloned().zip(block.iter().map(|(_, literal)| *literal)).collect();
            prop_assert_eq!(&set(&rules, &runs_of(&kept)), &once);
        }
    }

    #[test]
    fn substance_and_literals_stay(block in blocks()) {
        for rules in [english(), russian(), kazakh()] {
            let texts = set(&rules, &runs_of(&block));
            prop_assert_eq!(texts.len(), block.len());
            for ((before, literal), after) in block.iter().zip(&texts) {
                if *literal {
                    prop_assert_eq!(before, after);
                } else {
                    prop_assert_eq!(substance(before), substance(after));
                }
            }
        }
    }
}
