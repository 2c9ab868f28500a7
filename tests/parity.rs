//! Do the languages of one thing say the same? Cause and finding side by side, and slips planted in a sound study.

use crate::support;

use diglot::language::Lexicon;
use diglot::language::numbers;
use diglot::source::Sources;
use proptest::prelude::*;
use support::{edit, said, study};

const STUDY: &str = "title: { en: A, ru: А }\nlanguages: [en, ru]\n";
const HEAD: &str = "---\ntitle: T\n---\n";

/// A study with one chapter; both texts begin on line 5.
fn chapter(en: &str, ru: &str) -> Sources {
    Sources::new()
        .with_text("content/study.yaml", STUDY)
        .with_text("content/chapters/01-a.en.md", format!("{HEAD}\n{en}\n"))
        .with_text("content/chapters/01-a.ru.md", format!("{HEAD}\n{ru}\n"))
}

/// Everything said about a study: `code ru:5:1 message`, without what lies in the theme of the fixture.
fn findings(sources: &Sources) -> Vec<String> {
    let sources = with_theme(sources);
    let lines = said(&sources).into_iter();
    lines
        .map(|line| {
            let line = line.replacen("warning[", "", 1).replacen(']', "", 1);
            line.replacen("chapters/01-a.", "", 1)
                .replacen(".md:", ":", 1)
        })
        .collect()
}

/// The built-in theme, as `disk::load` adds it.
fn with_theme(sources: &Sources) -> Sources {
    let mut whole = study("two-voices");
    let own: Vec<_> = whole
        .below("content/")
        .map(|(path, _)| path.clone())
        .collect();
    let mut bare = Sources::new();
    for (path, source) in whole.iter().filter(|(path, _)| !own.contains(path)) {
        bare.insert(path.clone(), source.clone());
    }
    whole = bare;
    for (path, source) in sources.iter() {
        whole.insert(path.clone(), source.clone());
    }
    whole
}

/// `expected` is empty, or one finding per line.
fn assert_findings(cases: &[(&str, &str, &str)]) {
    let wrong = cases.iter().filter_map(|(en, ru, expected)| {
        let found = findings(&chapter(en, ru)).join("\n");
        (found != *expected)
            .then(|| format!("{en}\n{ru}\nfound:    {found}\nexpected: {expected}\n"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    assert_findings(&[
        ("It took 90 minutes.", "Это заняло 90 минут.", ""),
        (
            "It took 90 minutes.",
            "Это заняло 60 минут.",
            "facts-number ru:5:12 `60` stands here where the text in `en` has `90`",
        ),
        ("3.5% of all", "3,5 % всех", ""),
        ("3.5 per cent of all", "3,5 процента всех", ""),
        (
            "3.5% of all",
            "3,6 % всех",
            "facts-number ru:5:1 `3,6` stands here where the text in `en` has `3.5`",
        ),
        (
            "50% of all",
            "50 из всех",
            "facts-percent ru:5:1 `50` is a percentage in `en`, but not here",
        ),
        ("from 5 to 10%", "от 5 % до 10 %", ""),
        ("aged 16–17", "16-17 лет", ""),
        ("from 6 to 7 pm", "с 18 до 19 часов", ""),
        ("at 6:30 p.m.", "в 18:30", ""),
        ("6pm", "6 часов вечера", ""),
        (
            "at 6 pm",
            "в 19 часов",
            "facts-number ru:5:3 `19` stands here where the text in `en` has `6`",
        ),
        ("1,000 people", "1 000 человек", ""),
        ("1,000 people", "1000 человек", ""),
        ("2.5 million people", "2,5 млн человек", ""),
        ("2.5 million people", "2 500 000 человек", ""),
        (
            "5 million people",
            "5 тысяч человек",
            "facts-number ru:5:1 `5` stands here where the text in `en` has `5`",
        ),
        ("two groups", "2 группы", ""),
        ("Two groups", "Две группы", ""),
        ("of two groups", "из двух групп", ""),
        (
            "three groups here",
            "четыре группы здесь",
            "facts-number ru:5:1 `четыре` stands here where the text in `en` has `three`",
        ),
        (
            "3 groups here",
            "четыре группы здесь",
            "facts-number ru:5:1 `четыре` stands here where the text in `en` has `3`",
        ),
        ("both groups", "две группы", ""),
        ("on the one hand", "с другой стороны", ""),
        ("the 21st century", "XXI век", ""),
        ("in the second year", "на 2-м году", ""),
        ("a 2-dimensional table", "двумерная таблица", ""),
        ("twenty-five people", "25 человек", ""),
        ("7 October 2021", "07.10.2021", ""),
        ("7 October 2021", "7 октября 2021 г.", ""),
        (
            "7 October 2021",
            "7 ноября 2021 г.",
            "facts-date ru:5:3 `ноября` stands here where the text in `en` has `October`",
        ),
        (
            "It may take 7 days in 2021.",
            "В 2021 году это займёт 7 дней.",
            "",
        ),
        (
            "Of 40, 12 left.",
            "Ушли 12.",
            "facts-number en:5:4 `40` is not in the text in `ru`",
        ),
        (
            "Some left.",
            "Из 40 ушли 12.",
            "facts-number ru:5:4 `40` and `12` are not in the text in `en`",
        ),
        ("n = 25", "n=25", ""),
        ("COVID-19 came.", "Пришёл коронавирус.", ""),
        ("Use `f(3)` here.", "Здесь f.", ""),
        ("Of 12, 12 said so.", "Так сказали все 12.", ""),
        ("As https://a.org/2019/7 says.", "Как сказано.", ""),
        // A sentence in the next paragraph is no lost number.
        (
            "A 40 B.\n\n## D {#d}\n\nC.",
            "А Б.\n\n## Г {#d}\n\nВ 40.",
            "",
        ),
        (
            "- A 1\n- B 22",
            "- А 1\n- Б 23",
            "facts-number ru:6:5 `23` stands here where the text in `en` has `22`",
        ),
        (
            "| A | B |\n|---|---|\n| x | 3.5 |",
            "| А | Б |\n|---|---|\n| у | 5,3 |",
            "facts-number ru:7:7 `5,3` stands here where the text in `en` has `3.5`",
        ),
        (
            "A \\* 40 &amp; B",
            "А \\* &laquo;42&raquo; Б",
            "facts-number ru:5:13 `42` stands here where the text in `en` has `40`",
        ),
    ]);
}

#[test]
fn marks() {
    let note = "\n\n[^1]: Text.";
    assert_findings(&[
        (
            &format!("A.[^1]{note}"),
            "А.",
            "facts-note en:5:3 `[^1]` is not in the text in `ru`",
        ),
        (&format!("A.[^1]{note}"), "А.[^2]\n\n[^2]: Текст.", ""),
        (
            "A.[^x]\n\n[^x]: It took 5 days.",
            "А.[^y]\n\n[^y]: Это заняло 6 дней.",
            "facts-number ru:7:18 `6` stands here where the text in `en` has `5`",
        ),
        ("See [B](#b).\n\n## B {#b}", "См. [#b].\n\n## Б {#b}", ""),
        (
            "See [#b].\n\n## B {#b}\n\n## C {#c}",
            "См. [#c].\n\n## Б {#b}\n\n## В {#c}",
            "facts-reference ru:5:5 `[#c]` stands here where the text in `en` has `[#b]`",
        ),
        (
            "[A](https://a.org/x)",
            "[А](https://a.org/y)",
            "facts-link ru:5:1 `https://a.org/y` stands here where the text in `en` has `https://a.org/x`",
        ),
        ("[A](https://en.a.org/x)", "[А](https://ru.a.org/y)", ""),
        ("[A](https://a.org/x)", "[А](https://a.org/x/)", ""),
        (
            "See [A](https://a.org/x).",
            "См. А.",
            "facts-link en:5:5 `https://a.org/x` is not in the text in `ru`",
        ),
    ]);
}

#[test]
fn a_mark_that_is_spoilt_is_not_said_to_be_missing() {
    let cases = [
        ("A.[^1]\n\n[^1]: T.", "А.\n\n[^1]: Т.", "ref-unused-note"),
        ("A.[^1]\n\n[^1]: T.", "А.[^1]", "ref-undefined-note"),
        (
            "See [x](#b).\n\n## B {#b}",
            "См. [х](#n).\n\n## Б {#b}",
            "anchor-broken",
        ),
    ];
    for (en, ru, code) in cases {
        let found = findings(&chapter(en, ru));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains(code), "{code}: {found:#?}");
    }
}

#[test]
fn citations() {
    let works = "a1:\n  type: report\n  title: A\n  date: 2020\nb2:\n  type: report\n  title: B\n  date: 2021\n";
    for (en, ru, expected) in [
        ("A [@a1, p. 3].", "А [@a1, с. 3].", ""),
        ("A [@a1, pp. 3–5].", "А [@a1, с. 3-5].", ""),
        (
            "A [@a1, p. 3].",
            "А [@a1, с. 4].",
            "facts-citation ru:5:4 `@a1, 4` stands here where the text in `en` has `@a1, 3`",
        ),
        (
            "A [@a1].",
            "А [@b2].",
            "facts-citation ru:5:4 `@b2` stands here where the text in `en` has `@a1`",
        ),
        (
            "A [@a1; @b2].",
            "А [@a1].",
            "facts-citation en:5:9 `@b2` is not in the text in `ru`",
        ),
    ] {
        let sources = chapter(en, ru).with_text("content/references.yaml", works);
        assert_eq!(findings(&sources).join("\n"), expected, "{en} {ru}");
    }
}

#[test]
fn texts_in_another_language() {
    let russian = "Каждая беседа длилась недолго, и все были довольны.";
    let english = "Each conversation was short, and all of them were content.";
    assert_findings(&[
        (english, russian, ""),
        (
            english,
            english,
            "lang-untranslated ru:5:1 this paragraph is in `en`, but stands in the text in `ru`",
        ),
        (
            russian,
            russian,
            "lang-untranslated en:5:1 this paragraph is in `ru`, but stands in the text in `en`",
        ),
        (
            "A first sentence. Then 90 people came to the well.",
            "Первое предложение. Then 90 people came to the well. Второе предложение, ещё одно.",
            "lang-half-translated ru:5:21 6 words of this paragraph are in `en`, but stand in the text in `ru`",
        ),
        // A number in what is not translated is not said besides.
        (
            "It took 90 minutes for all of them to talk.",
            "It took 60 minutes for all of them to talk.",
            "lang-untranslated ru:5:1 this paragraph is in `en`, but stands in the text in `ru`",
        ),
        (
            "## How it was done",
            "## How it was done",
            "lang-untranslated ru:5:4 this heading is in `en`, but stands in the text in `ru`",
        ),
        ("## Docker Compose", "## Docker Compose", ""),
        (
            "United Nations Children’s Fund",
            "United Nations Children’s Fund",
            "",
        ),
        (
            "A report, “The state of the world’s children”.",
            "Доклад «The state of the world’s children».",
            "",
        ),
        (
            "A report, *the state of the world’s children*.",
            "Доклад *the state of the world’s children*.",
            "",
        ),
        (
            "He said that it is all of it.",
            "Он сказал <span lang=\"en\">that it is all of it</span>.",
            "",
        ),
        (
            "See https://a.org/to-the-point",
            "См. https://a.org/to-the-point",
            "",
        ),
        (
            "`make it all and run of it`",
            "`make it all and run of it`",
            "",
        ),
        (
            "- [Up For Grabs](https://a.org/)\n- [Born to Code](https://b.org/)",
            "- [Up For Grabs](https://a.org/)\n- [Born to Code](https://b.org/)",
            "",
        ),
        (
            "Thanks to [@here-and-now](https://a.org/1) [@all-of-it](https://a.org/2) @we-do-it",
            "Спасибо [@here-and-now](https://a.org/1) [@all-of-it](https://a.org/2) @we-do-it",
            "",
        ),
        (
            "[@here-and-now](https://a.org/1) [@all-of-it](https://a.org/2) @we-do-it",
            "[@here-and-now](https://a.org/1) [@all-of-it](https://a.org/2) @we-do-it",
            "",
        ),
        (
            "- One here.\n- It is there for all of us.",
            "- Один здесь.\n- It is there for all of us.",
            "lang-half-translated ru:6:3 7 words of this list are in `en`, but stand in the text in `ru`",
        ),
    ]);
}

#[test]
fn two_languages_of_one_script_are_told_apart_by_their_commonest_words() {
    let english = "It is all that they have there for them.";
    let russian = "Это всё, что у них там есть для них.";
    let kazakh = "Бұл олардың сол жерде бар нәрсесінің барлығы, сондықтан басқа ештеңе жоқ.";
    for (kk, expected) in [
        (kazakh, ""),
        (
            russian,
            "lang-untranslated kk:5:1 this paragraph is in `ru`, but stands in the text in `kk`",
        ),
        (
            english,
            "lang-untranslated kk:5:1 this paragraph is in `en`, but stands in the text in `kk`",
        ),
    ] {
        let languages = "title: { en: A, ru: А, kk: А }\nlanguages: [en, ru, kk]\n";
        let sources = chapter(english, russian)
            .with_text("content/study.yaml", languages)
            .with_text("content/chapters/01-a.kk.md", format!("{HEAD}\n{kk}\n"));
        assert_eq!(findings(&sources).join("\n"), expected, "{kk}");
    }
}

#[test]
fn letters_of_two_scripts() {
    assert_findings(&[
        (
            "A country.",
            "Одна cтрана.",
            "typography-mixed-script ru:5:6 the Latin letter `c` (U+0063) stands in the Cyrillic word `cтрана`",
        ),
        (
            "A соmpany.",
            "Компания.",
            "typography-mixed-script en:5:3 the Cyrillic letter `с` (U+0441) stands in the Latin word `соmpany`",
        ),
        (
            "An IT company.",
            "IT-компания и e-mail, COVID-19, h-индекс, HTMLу.",
            "",
        ),
        ("A `x` here.", "Здесь`x`стоит.", ""),
        ("5m/s, 10kB, a 3D model", "5м/с, 10kB, 3D-модель", ""),
    ]);
}

#[test]
fn quotation_marks() {
    assert_findings(&[
        ("He said \"yes\".", "Он сказал \"да\".", ""),
        ("He said “yes”.", "Он сказал «да».", ""),
        (
            "He said “yes”.",
            "Он сказал “да”.",
            "typography-quotes-foreign ru:5:11 `“` is no quotation mark of `ru` here",
        ),
        (
            "He said «yes».",
            "Он сказал «да».",
            "typography-quotes-foreign en:5:9 `«` is no quotation mark of `en` here",
        ),
        (
            "He said “yes”.",
            "Он сказал «да.",
            "typography-quotes-unbalanced ru:5:11 the quotation that `«` opens is not closed",
        ),
        (
            "He said “yes”.",
            "Он сказал да».",
            "typography-quotes-unbalanced ru:5:13 `»` closes a quotation that was not opened",
        ),
        ("A 5\" pipe; it’s the dogs’.", "Труба 5\".", ""),
        ("“A ‘b’ c”", "«А „б“ в»", ""),
        ("He said “*yes*”, `\"`.", "Он сказал «*да*», `\"`.", ""),
    ]);
}

#[test]
fn terms() {
    let glossary = "- id: fgd\n  term: { en: focus group discussion, ru: обсуждение в фокус-группе }\n  abbr: { en: FGD }\n  avoid: { ru: [групповое интервью] }\n- id: child\n  term: { en: child, ru: ребёнок }\n  variants: { ru: [дети, детский] }\n";
    for (en, ru, expected) in [
        (
            "A focus group discussion was held.",
            "Провели обсуждения в фокус-группах.",
            "",
        ),
        (
            "Two focus group discussions were held.",
            "Провели две фокус-группы с обсуждением.",
            "",
        ),
        (
            "A focus group discussion was held.",
            "Провели встречу.",
            "term-missing ru:5:1 `focus group discussion` is `обсуждение в фокус-группе` in `ru`, which this paragraph does not say",
        ),
        (
            "The FGDs were long.",
            "Встречи были долгими.",
            "term-missing ru:5:1 `FGDs` is `обсуждение в фокус-группе` in `ru`, which this paragraph does not say",
        ),
        (
            "A focus group discussion.",
            "Обсуждение в фокус-группе: групповое интервью.",
            "term-avoid ru:5:28 the glossary avoids `групповое интервью`",
        ),
        ("For each child.", "Для каждого ребёнка.", ""),
        ("Child labour.", "Детский труд.", ""),
        (
            "For each child.",
            "Для каждого человека.",
            "term-missing ru:5:1 `child` is `ребёнок` in `ru`, which this paragraph does not say",
        ),
    ] {
        let sources = chapter(en, ru).with_text("content/glossary.yaml", glossary);
        assert_eq!(findings(&sources).join("\n"), expected, "{en} {ru}");
    }
}

#[test]
fn structure() {
    let many = |items: &[&str]| items.join("\n");
    assert_findings(&[
        (
            &many(&["- A", "- B", "- C"]),
            &many(&["- А", "- Б"]),
            "structure-items ru:5:1 2 items here, but 3 items in `01-a.en.md`",
        ),
        (
            "| A | B |\n|---|---|\n| a | b |\n| c | d |",
            "| А | Б |\n|---|---|\n| а | б |",
            "structure-items ru:5:1 1 row here, but 2 rows in `01-a.en.md`",
        ),
        (
            "- A\n  - a\n- B",
            "- А\n- Б",
            "structure-items ru:5:3 no list here, but 1 list in `01-a.en.md`",
        ),
        (
            "> ## A\n>\n> ### B",
            "> ## А\n>\n> ## Б",
            "structure-level ru:7:3 a heading of level 2 here, but a heading of level 3 in `01-a.en.md`",
        ),
        (
            "> - A\n> - B",
            "> ```\n> А\n> ```",
            "structure-kind ru:5:3 a code block here, but a list in `01-a.en.md`",
        ),
        (
            "## A {#a}\n\nIt took 15 days.\n\n## B {#b}\n\nIt took 40 days.",
            "## Б {#b}\n\nЭто заняло 40 дней.\n\n## А {#a}\n\nЭто заняло 15 дней.",
            "structure-moved ru:9:1 this heading stands at another place than in `en`",
        ),
        ("- A\n- B", "- А\n- Б", ""),
    ]);
}

#[test]
fn a_difference_is_waived_in_either_text() {
    let waiver = "<!-- diglot-allow facts-number: the law was changed in between -->\n";
    let cases = [
        (
            format!("{waiver}It took 90 days."),
            "Это заняло 60 дней.".to_owned(),
        ),
        (
            "It took 90 days.".to_owned(),
            format!("{waiver}Это заняло 60 дней."),
        ),
    ];
    for (en, ru) in cases {
        assert_eq!(
            findings(&chapter(&en, &ru)),
            Vec::<String>::new(),
            "{en} {ru}"
        );
    }
    let note = format!("A.[^1]\n\n[^1]:\n    {waiver}\n    It took 90 days.");
    let found = findings(&chapter(&note, "А.[^1]\n\n[^1]: Это заняло 60 дней."));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn fields_of_records_are_compared_at_the_word() {
    let term = |ru: &str, allow: &str| {
        format!(
            "- id: way\n  term: {{ en: way, ru: путь }}\n{allow}  definition:\n    en: >-\n      It takes\n      90 minutes.\n    ru: >-\n      Он занимает\n      {ru} минут.\n"
        )
    };
    let with = |glossary: String| {
        findings(&chapter("A.", "А.").with_text("content/glossary.yaml", glossary))
    };
    assert_eq!(with(term("90", "")), Vec::<String>::new());
    assert_eq!(
        with(term("60", "")),
        ["facts-number glossary.yaml:9:7 `60` stands here where the text in `en` has `90`"]
    );
    let allow = "  allow: { facts-number: measured anew }\n";
    assert_eq!(with(term("60", allow)), Vec::<String>::new());
}

#[test]
fn the_sound_study_is_sound() {
    assert_eq!(said(&study("four-slips")), Vec::<String>::new());
}

#[test]
fn four_slips_are_four_findings() {
    let mut sources = study("four-slips");
    let russian = "content/chapters/02-distance.ru.md";
    edit(
        &mut sources,
        russian,
        "длилась 90 минут",
        "длилась 60 минут",
    );
    edit(&mut sources, russian, "все.[^dry]", "все.");
    edit(
        &mut sources,
        russian,
        "\n[^dry]: Опрос этого не касался.",
        "",
    );
    edit(
        &mut sources,
        russian,
        "Там, куда приезжает водовозка, канистра на двадцать литров стоит 50 тенге, а семья тратит около 1 000 тенге в месяц.",
        "A canister of 20 litres costs 50 tenge where the lorry comes, and about 1,000 tenge a month for a family.",
    );
    edit(
        &mut sources,
        "content/chapters/01-summary.kk.md",
        "бізбен",
        "бiзбен",
    );
    assert_eq!(
        said(&sources),
        [
            "warning[typography-mixed-script] chapters/01-summary.kk.md:8:21 the Latin letter `i` (U+0069) stands in the Cyrillic word `бiзбен`",
            "warning[facts-note] chapters/02-distance.en.md:12:74 `[^dry]` is not in the text in `ru`",
            "warning[facts-number] chapters/02-distance.ru.md:7:23 `60` stands here where the text in `en` has `90`",
            "warning[lang-untranslated] chapters/02-distance.ru.md:21:1 this paragraph is in `en`, but stands in the text in `ru`",
        ]
    );
    let found = support::prepare(&sources).diagnostics;
    let letter = found
        .iter()
        .find(|one| one.code.name == "typography-mixed-script");
    assert_eq!(
        letter.map(|one| one.remedy()),
        Some("write `бізбен`, with the Cyrillic `і` (U+0456)")
    );
    let two_places = found.iter().filter(|one| !one.related.is_empty()).count();
    assert_eq!(two_places, 3, "{found:#?}");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zа-яәі]{1,6}",
        "[0-9]{1,4}([.,  ][0-9]{1,3}){0,2}",
        Just("«".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("%".to_owned()),
        Just("two million".to_owned()),
        Just("двух млн".to_owned()),
        Just("\\*&amp;`c 5`".to_owned()),
        Just("- ".to_owned()),
        Just("\n\n".to_owned()),
        Just("[a](#b)".to_owned()),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the texts hold, something sensible is said, inside the files and on borders of characters.
    #[test]
    fn any_two_texts_can_be_compared(en in any_text(), ru in any_text()) {
        let sources = chapter(&en, &ru).with_text(
            "content/glossary.yaml",
            "- id: two\n  term: { en: two million, ru: два миллиона }\n",
        );
        let sources = with_theme(&sources);
        for found in support::prepare(&sources).diagnostics {
            let places = found.related.iter().map(|note| &note.place).chain([&found.place]);
            for place in places {
                if let (diglot::source::Place::Span { path, span }, Some(text)) =
                    (place, sources.text(place.path()))
                {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{path} {span:?}");
                }
            }
        }
    }

    /// Two languages write one number in their ways, and it is the same number.
    #[test]
    fn numbers_come_back(whole in 0_u32..10_000_000, fraction in 0_u32..1000) {
        let fraction = format!("{fraction:03}");
        let grouped = |group: &str| {
            let digits = whole.to_string();
            let mut out = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    out.push_str(group);
                }
                out.push(digit);
            }
            out
        };
        let lexicon = Lexicon::default();
        let read = |text: &str| numbers::numbers(text, &lexicon);
        let (english, russian) = (read(&grouped(",")), read(&grouped("\u{a0}")));
        prop_assert_eq!((english.len(), russian.len()), (1, 1));
        prop_assert!(english[0].is(&russian[0]));
        prop_assert_eq!(&russian[0].values, &vec![whole.to_string()]);
        let (english, russian) = (
            read(&format!("{}.{fraction}", grouped(","))),
            read(&format!("{},{fraction}", grouped("\u{a0}"))),
        );
        prop_assert!(english[0].is(&russian[0]), "{english:?} {russian:?}");
    }

    /// A text says the same as itself.
    #[test]
    fn no_text_differs_from_itself(text in any_text()) {
        let sources = chapter(&text, &text);
        let differing: Vec<String> = findings(&sources)
            .into_iter()
            .filter(|line| line.starts_with("facts-") || line.starts_with("structure-items"))
            .collect();
        prop_assert_eq!(differing, Vec::<String>::new());
    }
}
