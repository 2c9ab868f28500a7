//! Ten planted faults give ten diagnostics, each at its place, in one run.

use crate::support;

use diglot::build::{self, Options};
use diglot::source::{Defect, Source, Sources};
use support::{edit, said, study};

#[test]
fn the_fixture_itself_is_clean() {
    assert_eq!(said(&study("two-voices")), Vec::<String>::new());
}

#[test]
fn ten_faults_give_ten_diagnostics() {
    let mut sources = study("two-voices");
    let en = "content/chapters/01-wells.en.md";
    let ru = "content/chapters/02-money.ru.md";
    // An undefined note.
    edit(
        &mut sources,
        en,
        "- Wells are deep.",
        "- Wells are deep.[^9]",
    );
    // An unknown finding.
    edit(
        &mut sources,
        "content/recommendations.yaml",
        "supported_by: [F01]",
        "supported_by: [F11]",
    );
    // An unknown key.
    edit(
        &mut sources,
        "content/recommendations.yaml",
        "  actors: [villages]",
        "  actor: [villages]",
    );
    // A duplicate key.
    edit(
        &mut sources,
        "content/findings.yaml",
        "  strength: most",
        "  strength: most\n  strength: some",
    );
    // A wrong type deep in a list.
    edit(
        &mut sources,
        "content/fieldwork.yaml",
        "duration_min: 40",
        "duration_min: forty",
    );
    // A broken link, and a broken anchor.
    edit(&mut sources, en, "(02-money.md#who-pays)", "(02-mony.md)");
    edit(
        &mut sources,
        ru,
        "[см. R02](#R02)",
        "[см. R02](01-wells.md#sai)",
    );
    // A picture without alternative text.
    edit(&mut sources, ru, "![Колодец с ведром]", "![]");
    // An unclosed container.
    edit(
        &mut sources,
        "content/chapters/02-money.en.md",
        "Nobody asked",
        "::: callout\nNobody asked",
    );
    // A title in one language only.
    edit(
        &mut sources,
        "content/glossary.yaml",
        "term: { en: well, ru: колодец }",
        "term: { en: well }",
    );

    let found = said(&sources);
    let expected = [
        "error[container-unclosed] chapters/02-money.en.md:5:1",
        "error[link-broken] chapters/01-wells.en.md:28:30",
        "error[anchor-broken] chapters/02-money.ru.md:9:18",
        "error[image-no-alt] chapters/02-money.ru.md:11:1",
        "error[ref-undefined-note] chapters/01-wells.en.md:16:18",
        "error[data-wrong-type] fieldwork.yaml:9:19",
        "error[data-duplicate-key] findings.yaml:6:3",
        "warning[lang-missing] glossary.yaml:2:3",
        "error[data-unknown-key] recommendations.yaml:7:3",
        "error[ref-unknown-finding] recommendations.yaml:10:18",
    ];
    for one in expected {
        assert!(
            found.iter().any(|line| line.starts_with(one)),
            "{one} is missing in\n{}",
            found.join("\n")
        );
    }
    assert_eq!(found.len(), expected.len(), "{}", found.join("\n"));
}

#[test]
fn strict_makes_errors_of_warnings() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/glossary.yaml",
        "term: { en: well, ru: колодец }",
        "term: { en: well }",
    );
    assert!(!build::prepare(&sources, &Options::default()).has_errors());
    assert!(
        build::prepare(
            &sources,
            &Options {
                strict: true,
                ..Options::default()
            }
        )
        .has_errors()
    );
}

/// What is said after some edits of the sound study.
fn after(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let mut sources = study("two-voices");
    for (path, old, new) in edits {
        edit(&mut sources, path, old, new);
    }
    said(&sources)
}

const WELLS: &str = "content/chapters/01-wells.en.md";

#[test]
fn an_old_address_is_one_of_a_page_below_the_site() {
    let refused = [
        "../../notes",
        "..",
        "/",
        "index.html",
        "money/index.html",
        "index.html/money",
        "Index.HTML",
        "./old",
        "a//b",
        "https://x.org/y",
        "a?b",
        "a#b",
        "a%b",
        "<b>",
        ".diglot/x",
    ];
    for alias in refused {
        let head = format!("title: Wells\naliases: [\"{alias}\"]");
        let found = after(&[(WELLS, "title: Wells", &head)]);
        assert_eq!(found.len(), 1, "{alias}: {found:#?}");
        assert!(
            found[0].starts_with("error[data-bad-address] chapters/01-wells.en.md:3:11"),
            "{found:#?}"
        );
    }
    for alias in ["old-wells", "/old/wells/", "en/old_wells", "2019.1"] {
        let head = format!("title: Wells\naliases: [\"{alias}\"]");
        assert_eq!(
            after(&[(WELLS, "title: Wells", &head)]),
            Vec::<String>::new(),
            "{alias}"
        );
    }
}

#[test]
fn an_old_address_cannot_be_that_of_another_page() {
    for alias in ["recommendations/R01", "findings/F01/", "news/out", "money"] {
        let head = format!("title: Wells\naliases: [\"{alias}\"]");
        let found = after(&[(WELLS, "title: Wells", &head)]);
        assert_eq!(found.len(), 1, "{alias}: {found:#?}");
        assert!(
            found[0].contains("chapters/01-wells.en.md:3:"),
            "{found:#?}"
        );
    }
}

#[test]
fn ids_of_the_page_itself_are_refused() {
    for id in [
        "main",
        "notes",
        "notes-other",
        "cite",
        "cite-one",
        "n1",
        "n1-ref",
        "n12-ref-2",
    ] {
        let found = after(&[(WELLS, "{#say}", &format!("{{#{id}}}"))]);
        let expected = format!(
            "error[anchor-reserved] chapters/01-wells.en.md:8:22 the page itself uses the id `{id}`"
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(&expected[..60]), "{found:#?}");
    }
}

#[test]
fn one_cause_is_told_once() {
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "content/findings.yaml",
            "- id: F01",
            "- id: [",
            "error[data-syntax] findings.yaml",
        ),
        (
            "content/findings.yaml",
            "- id: F01",
            "- id: f1",
            "error[data-bad-id] findings.yaml:1:7",
        ),
        (
            "content/fieldwork.yaml",
            "label: { en: Households, ru: Семьи }",
            "label: Households",
            "error[data-plain-prose] fieldwork.yaml:3:12",
        ),
        // Which language lacks it, or has another one's, cannot be said of it too.
        (
            "content/recommendations.yaml",
            "title: { en: Say who pays, ru: \"Сказать, кто платит\" }",
            "title: Обозначить переход у каждой школы",
            "error[data-plain-prose] recommendations.yaml:12:10",
        ),
        (
            "content/glossary.yaml",
            "definition:\n    en: A shaft dug down to the water.\n    ru: Шахта, вырытая до воды.",
            "definition: \"«Шахта», колодец, вырытый до vоды.\"",
            "error[data-plain-prose] glossary.yaml:3:15",
        ),
    ];
    for (path, old, new, expected) in cases {
        let found = after(&[(path, old, new)]);
        assert_eq!(found.len(), 1, "{new}: {found:#?}");
        assert!(found[0].starts_with(expected), "{found:#?}");
    }
}

/// A page of each language that leads to a term, and to the pages of terms and of findings.
fn with_links_to_records() -> Sources {
    let mut sources = study("two-voices");
    for (lang, old) in [("en", "- Taps are new."), ("ru", "- Краны новые.")] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        let new = format!("{old} [1](#well), [2](#glossary), [3](#findings), [@survey2023]");
        edit(&mut sources, &path, old, &new);
    }
    assert_eq!(said(&sources), [""; 0]);
    sources
}

#[test]
fn what_names_the_records_of_a_file_that_cannot_be_read_is_not_to_blame() {
    let files = [
        "recommendations",
        "findings",
        "fieldwork",
        "quotes",
        "references",
        "glossary",
    ];
    let mut wrong = Vec::new();
    for file in files {
        let path = format!("content/{file}.yaml");
        let sound = with_links_to_records();
        let text = sound.text(&path).expect(file).to_string();
        let spoilt = [
            Source::text(format!("{text}\n- \"x\n")),
            Source::text(""),
            Source::text("- x\n"),
            Source::text("x: y\n"),
            Source::Broken(Defect::Unreadable),
        ];
        for spoilt in spoilt {
            let mut sources = sound.clone();
            sources.insert(path.clone(), spoilt);
            let found = said(&sources);
            if found.len() != 1 || !found[0].contains(&format!(" {file}.yaml:")) {
                wrong.push(format!("{file}: {found:#?}"));
            }
        }
        let mut sources = sound.clone();
        sources.remove(&path);
        sources.insert(format!("content/{file}.yml"), Source::text(text));
        let found = said(&sources);
        if found.len() != 1 || !found[0].contains("file-unexpected") {
            wrong.push(format!("{file}.yml: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_broken_glossary_hides_nothing_but_links_to_terms() {
    let mut sources = with_links_to_records();
    sources.insert("content/glossary.yaml", Source::text("- \"x\n"));
    edit(&mut sources, WELLS, "[@survey2023]", "[@survey] [#R77]");
    edit(
        &mut sources,
        WELLS,
        "(02-money.md#who-pays)",
        "(02-money.md#gone)",
    );
    let expected = [
        "error[ref-unknown-reference] chapters/01-wells.en.md:17:",
        "error[ref-unknown-id] chapters/01-wells.en.md:17:",
        "error[anchor-broken] chapters/01-wells.en.md:28:",
        "error[data-syntax] glossary.yaml:1:3",
    ];
    let found = said(&sources);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} {expected}");
    }
}

#[test]
fn a_bad_id_hides_nothing_else_of_its_record() {
    let quotes = "content/quotes.yaml";
    let terms = "content/glossary.yaml";
    for (id, term, code) in [
        ("", "", "data-empty"),
        ("[q]", "[w]", "data-wrong-type"),
        ("A Tap", "A Well", "data-bad-id"),
        ("households", "kitchen-talks", "data-duplicate-id"),
    ] {
        let found = after(&[
            (quotes, "- id: q-tap", &format!("- id: {id}")),
            (quotes, "for tea.", "for tea at 12 o'clock."),
            (terms, "- id: well", &format!("- id: {term}")),
            (terms, "dug down to", "dug 30 m down to"),
        ]);
        let expected = [
            format!("error[{code}] glossary.yaml:1:"),
            "warning[facts-number] glossary.yaml:4:".to_owned(),
            format!("error[{code}] quotes.yaml:1:"),
            "warning[facts-number] quotes.yaml:6:".to_owned(),
        ];
        assert_eq!(found.len(), expected.len(), "{id}: {found:#?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found.starts_with(expected), "{id}: {found} {expected}");
        }
    }
}

#[test]
fn an_empty_text_is_not_missing_as_well() {
    let mut sources = study("two-voices");
    sources.insert(
        "content/chapters/01-wells.ru.md",
        diglot::source::Source::text(""),
    );
    let found = said(&sources);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("error[file-empty] chapters/01-wells.ru.md"),
        "{found:#?}"
    );
}

#[test]
fn a_link_to_a_draft_says_so() {
    let found = after(&[
        (
            "content/chapters/02-money.en.md",
            "title: Money",
            "title: Money\ndraft: true",
        ),
        (
            "content/chapters/02-money.ru.md",
            "title: Деньги",
            "title: Деньги\ndraft: true",
        ),
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found
            .iter()
            .all(|line| line.contains("is a draft, which is not published")),
        "{found:#?}"
    );
}

#[test]
fn nothing_is_dropped_or_doubled_without_a_word() {
    let cases = [
        (
            "content/findings.yaml",
            "themes: [wells]",
            "themes: [wells, wells]",
            "warning[data-repeated] findings.yaml:4:19",
        ),
        (
            WELLS,
            "- Taps are new.",
            "- <a href=\"javascript:x\">Taps</a> are new.",
            "warning[structure-html] chapters/01-wells.en.md:17:3",
        ),
        (
            WELLS,
            "- Taps are new.",
            "- <a href=\"02-money.md\">Taps</a> are new.",
            "warning[structure-html] chapters/01-wells.en.md:17:3",
        ),
    ];
    for (path, old, new, expected) in cases {
        let found = after(&[(path, old, new)]);
        assert_eq!(found.len(), 1, "{new}: {found:#?}");
        assert!(found[0].starts_with(expected), "{found:#?}");
    }
}

/// Everything that is said of the sources and of what is built from them.
fn told(sources: &diglot::source::Sources) -> Vec<String> {
    let prepared = support::prepare(sources);
    let built = prepared.output().diagnostics;
    let mut told = support::lines(&prepared.diagnostics, sources);
    told.extend(support::lines(&built, sources));
    told
}

#[test]
fn each_of_the_mistakes_that_matter_most_is_told_once_where_it_stands() {
    let recommendations = "content/recommendations.yaml";
    let right = "  actors: [villages]\n";
    let rights = |tags: &str| format!("{right}  rights: {{ {tags} }}\n");
    let short = "  horizon: short\n";
    let entry = |words: &str| format!("{short}  progress:\n    - {{ {words} }}\n");
    let of_children = |guardian: &str| {
        format!(
            "  form: verbatim\n  group: households\n  activity: kitchen-talks\n  consent: {{ quote: given{guardian} }}"
        )
    };
    let sdg = rights("sdg: [8.10]");
    let crc = rights("crc: [\"55\"]");
    let done = entry("date: 2024-05-01, status: implemented, verified: self_reported");
    let early = entry("date: 2024-04-30, status: in_progress, verified: self_reported");
    let cases = [
        (
            WELLS,
            "- Taps are new.",
            "- Taps are new, says FGD1-P03.",
            "error[privacy-code] chapters/01-wells.en.md:17:22",
        ),
        (
            WELLS,
            "- Taps are new.",
            "- Taps are new (dana@example.org).",
            "warning[privacy-email] chapters/01-wells.en.md:17:17",
        ),
        (
            recommendations,
            "Publish who pays for the tests.",
            "Publish who pays for the tests, such as 990101300013.",
            "error[privacy-national-number] recommendations.yaml:14:49",
        ),
        (
            recommendations,
            right,
            &sdg,
            "error[data-bad-right] recommendations.yaml:8:19",
        ),
        (
            recommendations,
            right,
            &crc,
            "error[data-bad-right] recommendations.yaml:8:19",
        ),
        (
            recommendations,
            short,
            &done,
            "error[data-no-evidence] recommendations.yaml:11:",
        ),
        (
            recommendations,
            short,
            &early,
            "error[data-before-publication] recommendations.yaml:11:15",
        ),
        (
            recommendations,
            "supported_by: [F01]",
            "supported_by: [F07]",
            "error[ref-unknown-finding] recommendations.yaml:10:18",
        ),
    ];
    for (path, old, new, expected) in cases {
        let mut sources = study("two-voices");
        edit(&mut sources, path, old, new);
        let told = told(&sources);
        assert_eq!(told.len(), 1, "{new}: {told:#?}");
        assert!(told[0].starts_with(expected), "{new}: {told:#?}");
    }
    // A quote of a group of 16 and 17 years, with and without the word of a guardian.
    for (guardian, expected) in [
        ("", vec!["error[quote-guardian] quotes.yaml:1:7"]),
        (", guardian: given", vec![]),
    ] {
        let mut sources = study("two-voices");
        let fieldwork = "content/fieldwork.yaml";
        edit(
            &mut sources,
            fieldwork,
            "duration_min: 40",
            "duration_min: 40\n    age_min: 16\n    age_max: 17",
        );
        edit(
            &mut sources,
            "content/quotes.yaml",
            "  form: paraphrase\n  group: households",
            &of_children(guardian),
        );
        let told = told(&sources);
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told}");
        }
    }
}

#[test]
fn ids_of_pages_of_records_are_refused() {
    const TERM: (&str, &str) = ("content/glossary.yaml", "id: well");
    const GROUP: (&str, &str) = ("content/fieldwork.yaml", "id: households");
    const ACTIVITY: (&str, &str) = ("content/fieldwork.yaml", "id: kitchen-talks");
    const QUOTE: (&str, &str) = ("content/quotes.yaml", "id: q-tap");
    for ((path, old), id, is_refused) in [
        (TERM, "data", true),
        (TERM, "data-title", true),
        (TERM, "main", true),
        (TERM, "letter-1", true),
        (TERM, "letter-box", false),
        (TERM, "limits", false),
        (GROUP, "groups", true),
        (GROUP, "quantity-words", true),
        (GROUP, "heard-in", false),
        (ACTIVITY, "activities", true),
        (ACTIVITY, "heard-in", true),
        (QUOTE, "opportunities", true),
        (QUOTE, "findings", true),
    ] {
        let found = after(&[(path, old, &format!("id: {id}"))]);
        let what = format!("the page itself uses the id `{id}`");
        let is_ours =
            |line: &&String| line.starts_with("error[anchor-reserved]") && line.contains(&what);
        assert_eq!(
            found.iter().any(|line| is_ours(&line)),
            is_refused,
            "{id}: {found:#?}"
        );
    }
    let found = after(&[("content/references.yaml", "survey2023:", "main:")]);
    let refused = "error[anchor-reserved] references.yaml:1:1 the page itself uses the id `main`";
    assert!(
        found.iter().any(|line| line.starts_with(refused)),
        "{found:#?}"
    );
}
