//! Questions asked of a whole study: cause and finding side by side.

use crate::support;

use diglot::source::Source;
use support::{edit, said, study};

/// What is said after one edit of the sound study.
fn after(path: &str, old: &str, new: &str) -> Vec<String> {
    let mut sources = study("two-voices");
    edit(&mut sources, path, old, new);
    said(&sources)
}

#[test]
fn one_cause_one_finding() {
    let money = "content/chapters/02-money.en.md";
    let nobody = "Nobody asked about money.";
    let cases = [
        (
            "content/recommendations.yaml",
            "  allow: { finding-missing: The interviews did not touch on money }\n",
            "",
            "warning[finding-missing] recommendations.yaml:11:7 recommendation R02 rests on no finding",
        ),
        (
            "content/findings.yaml",
            "  evidence: [kitchen-talks, q-tap]\n",
            "",
            "warning[finding-unsupported] findings.yaml:1:7 finding F01 stands on no evidence",
        ),
        (
            "content/recommendations.yaml",
            "  supported_by: [F01]\n",
            "  supported_by: [F01]\n  allow: { finding-missing: Not needed }\n",
            "warning[structure-waiver-unused] recommendations.yaml:11:12 this waiver of `finding-missing` waives nothing",
        ),
        (
            money,
            nobody,
            "<!-- diglot-allow lang-mising: why -->\nNobody asked about money.",
            "warning[structure-waiver-unknown] chapters/02-money.en.md:5:1 there is no code `lang-mising` to be waived",
        ),
        (
            "content/recommendations.yaml",
            "title: { en: Say who pays, ru: \"Сказать, кто платит\" }",
            "title: { en: Say who pays }",
            "warning[lang-missing] recommendations.yaml:12:3 `title` of recommendation R02 has no text in `ru`",
        ),
        (
            "content/vocabulary.yaml",
            "label: { en: wells, ru: колодцы }",
            "label: { ru: колодцы }",
            "warning[lang-missing] vocabulary.yaml:8:5 `label` of `wells` has no text in `en`",
        ),
        (
            "content/study.yaml",
            "  ru: Что пьёт долина\n",
            "",
            "warning[lang-missing] study.yaml:1:1 `title` of the study has no text in `ru`",
        ),
        // What stands there and cannot be read is not missing besides.
        (
            "content/recommendations.yaml",
            "title: { en: Say who pays, ru: \"Сказать, кто платит\" }",
            "title: { en: Say who pays, ru: true }",
            "error[data-wrong-type] recommendations.yaml:12:34 expected text, found the truth value `true`",
        ),
        (
            "content/vocabulary.yaml",
            "label: { en: wells, ru: колодцы }",
            "label: { en: [wells], ru: колодцы }",
            "error[data-wrong-type] vocabulary.yaml:8:18 expected text, found a list",
        ),
        (money, nobody, "Nobody asked about money.", ""),
    ];
    for (path, old, new, expected) in cases {
        let expected: Vec<&str> = Some(expected)
            .filter(|line| !line.is_empty())
            .into_iter()
            .collect();
        assert_eq!(after(path, old, new), expected, "{new}");
    }
}

#[test]
fn a_chapter_in_one_language_is_one_warning() {
    let mut sources = study("two-voices");
    sources.insert(
        "content/chapters/03-more.en.md",
        Source::text("---\ntitle: More\n---\n\nText.\n\n## Part\n\nText.\n"),
    );
    assert_eq!(
        said(&sources),
        ["warning[lang-missing] chapters/03-more.en.md:1:1 chapter `more` has no text in `ru`"]
    );
}

#[test]
fn a_language_with_a_scope_is_asked_inside_it_only() {
    let mut sources = study("two-voices");
    let languages =
        "languages: [en, ru, { tag: kk, scope: { chapters: [], records: [glossary] } }]";
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        languages,
    );
    edit(
        &mut sources,
        "content/study.yaml",
        "  ru: Что пьёт долина\n",
        "  ru: Что пьёт долина\n  kk: Алқап не ішеді\n",
    );
    let found = said(&sources);
    let about_kazakh: Vec<&String> = found
        .iter()
        .filter(|line| line.contains("in `kk`"))
        .collect();
    assert!(
        about_kazakh
            .iter()
            .all(|line| line.contains("glossary.yaml") || line.contains("vocabulary.yaml")),
        "{found:#?}"
    );
    assert!(
        about_kazakh
            .iter()
            .any(|line| line.contains("glossary.yaml")),
        "{found:#?}"
    );
}

#[test]
fn a_part_needs_its_title_where_a_chapter_of_it_is_wanted() {
    let title = "warning[lang-missing] chapters/03-more/part.yaml:1:1 `title` of the part has no text in `kk`";
    for (scope, expected) in [("", vec![]), ("inside", vec![title])] {
        let mut sources = study("two-voices");
        let languages = format!(
            "languages: [en, ru, {{ tag: kk, scope: {{ chapters: [{scope}], records: [] }} }}]"
        );
        edit(
            &mut sources,
            "content/study.yaml",
            "languages: [en, ru]",
            &languages,
        );
        sources.insert(
            "content/chapters/03-more/part.yaml",
            Source::text("title: { en: More, ru: Ещё }\n"),
        );
        for (lang, title) in [("en", "Inside"), ("ru", "Внутри"), ("kk", "Ішінде")] {
            sources.insert(
                format!("content/chapters/03-more/01-inside.{lang}.md"),
                Source::text(format!("---\ntitle: {title}\n---\n\n2024.\n")),
            );
        }
        let found: Vec<String> = said(&sources)
            .into_iter()
            .filter(|line| line.contains("part.yaml"))
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn the_files_of_a_chapter_stand_at_one_place() {
    let mut sources = study("two-voices");
    for (number, lang) in [("03", "en"), ("04", "ru")] {
        sources.insert(
            format!("content/chapters/{number}-more.{lang}.md"),
            Source::text("---\ntitle: More\n---\n\nText.\n"),
        );
    }
    let expected = "warning[structure-order] chapters/04-more.ru.md:1:1 the texts of chapter `more` stand at different places: `03-more` and `04-more`";
    assert_eq!(said(&sources), [expected]);
}

#[test]
fn a_draft_is_one_in_all_languages() {
    let head = |title| {
        (
            format!("title: {title}\n"),
            format!("title: {title}\ndraft: true\n"),
        )
    };
    let says = |draft: &str, other: &str| {
        let path = format!("chapters/02-money.{draft}.md");
        format!(
            "warning[structure-draft] {path}:3:1 `money` is a draft in all languages, but its text in `{other}` does not say so"
        )
    };
    let cases = [
        (vec![("ru", "Деньги")], vec![says("ru", "en")]),
        (vec![("en", "Money")], vec![says("en", "ru")]),
        (vec![("en", "Money"), ("ru", "Деньги")], vec![]),
    ];
    for (drafts, expected) in cases {
        let mut sources = study("two-voices");
        for (lang, title) in drafts {
            let path = format!("content/chapters/02-money.{lang}.md");
            let (old, new) = head(title);
            edit(&mut sources, &path, &old, &new);
        }
        let found = said(&sources).into_iter();
        // Links to the chapter from the other one are broken now.
        let found: Vec<String> = found.filter(|line| !line.contains("link-broken")).collect();
        assert_eq!(found, expected);
    }
    // A text that is not there yet contradicts nobody.
    let mut sources = study("two-voices");
    let text = "---\ntitle: More\ndraft: true\n---\n\nText.\n";
    sources.insert("content/chapters/03-more.en.md", Source::text(text));
    assert_eq!(
        said(&sources),
        ["warning[lang-missing] chapters/03-more.en.md:1:1 chapter `more` has no text in `ru`"]
    );
}

#[test]
fn what_follows_from_an_unclosed_container_is_not_said() {
    let found = after(
        "content/chapters/02-money.en.md",
        "Nobody asked",
        "::: callout\nNobody asked",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("container-unclosed"), "{found:#?}");
}
