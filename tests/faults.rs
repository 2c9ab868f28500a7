//! Ten planted faults give ten diagnostics, each at its place, in one run.

mod support;

use diglot::build::{self, Options};
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
