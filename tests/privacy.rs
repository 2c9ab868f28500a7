//! What could lead to a person: each cause beside the one thing that is said of it, in sources and in what is built.

use crate::support;

use diglot::check::privacy;
use diglot::diagnostic::Positions;
use diglot::read::Fields;
use diglot::source::{Asset, AssetBytes, Defect, Fingerprint, Metadata, Source, Sources};
use std::fs;

/// A study in two languages with a group of children and a group of adults.
fn study() -> Sources {
    let mut sources = Sources::new();
    for (path, source) in support::study("two-voices").iter() {
        if path.starts_with("themes/") {
            sources.insert(path.clone(), source.clone());
        }
    }
    sources
        .with_text(
            "content/study.yaml",
            "title: { en: Wells, ru: Колодцы }\nlanguages: [en, ru]\nbase_url: https://example.org/\n",
        )
        .with_text(
            "content/vocabulary.yaml",
            "sectors:\n  mining: { label: { en: mining, ru: горное дело } }\n",
        )
        .with_text(
            "content/fieldwork.yaml",
            "groups:\n  - id: pupils\n    label: { en: Pupils, ru: Ученики }\n    includes_children: all\n    note: { en: NOTE, ru: ЗАМЕТКА }\n  - id: owners\n    label: { en: Owners, ru: Владельцы }\n    includes_children: none\n    n: 4\nactivities:\n  - id: talk\n    label: { en: A talk, ru: Беседа }\n    group: pupils\n    age_min: 16\n    age_max: 17\n",
        )
        .with_text("content/quotes.yaml", quotes("", ""))
        .with_text(
            "content/findings.yaml",
            "- id: F01\n  kind: view\n  statement: { en: Water is far., ru: Вода далеко. }\n  groups: [pupils]\n  evidence: [q-far, q-owner]\n",
        )
        .with_text(
            "content/chapters/01-wells.en.md",
            "---\ntitle: Wells\n---\n\nTEXT\n\n::: quote {ref=q-far}\n:::\n",
        )
        .with_text(
            "content/chapters/01-wells.ru.md",
            "---\ntitle: Колодцы\n---\n\nТЕКСТ\n\n::: quote {ref=q-far}\n:::\n",
        )
}

/// Two quotes; `child` and `owner` stand at the end of each.
fn quotes(child: &str, owner: &str) -> String {
    format!(
        "- id: q-far\n  kind: participant\n  form: verbatim\n  group: pupils\n  activity: talk\n  text: {{ en: We walk an hour for water., ru: Мы идём за водой целый час. }}\n  consent: {{ quote: given, guardian: given }}\n{child}- id: q-owner\n  kind: participant\n  form: verbatim\n  group: owners\n  text: {{ en: The well is mine and I pay., ru: Колодец мой и плачу я. }}\n  consent: {{ quote: given }}\n{owner}"
    )
}

/// Everything that is said, of sources and of what is built: `code path:line:column`.
fn said(sources: &Sources) -> Vec<String> {
    let prepared = support::prepare(sources);
    let built = prepared.output().diagnostics;
    let all = prepared.diagnostics.iter().chain(&built);
    let said = all.map(|one| {
        let (start, _) = Positions::new(sources).of(&one.place);
        let path = one.place.path().trim_start_matches("content/");
        match sources.get(one.place.path()) {
            Some(Source::Text(_)) => {
                format!("{} {path}:{}:{}", one.code.name, start.line, start.column)
            }
            _ => format!("{} {path}", one.code.name),
        }
    });
    said.collect()
}

#[test]
fn a_careful_study_is_left_alone() {
    assert_eq!(said(&study()), Vec::<String>::new());
}

#[test]
fn what_leads_to_a_person_is_told_once_where_it_stands() {
    let chapter = "content/chapters/01-wells.en.md";
    let fieldwork = "content/fieldwork.yaml";
    let cases = [
        (
            chapter,
            "TEXT",
            "As FGD1-P03 said",
            "privacy-code chapters/01-wells.en.md:5:4",
        ),
        (
            chapter,
            "TEXT",
            "![As FGD1-P03 drew](../media/a.svg)",
            "privacy-code chapters/01-wells.en.md:5:6",
        ),
        (
            fieldwork,
            "NOTE",
            "told by SME-07",
            "privacy-code fieldwork.yaml:5:25",
        ),
        (
            chapter,
            "TEXT",
            "Write to aigul@example.org",
            "privacy-email chapters/01-wells.en.md:5:10",
        ),
        (
            chapter,
            "TEXT",
            "Call +7 701 123 45 67",
            "privacy-phone chapters/01-wells.en.md:5:6",
        ),
        (
            chapter,
            "TEXT",
            "Born as 990101300013",
            "privacy-national-number chapters/01-wells.en.md:5:9",
        ),
        (chapter, "TEXT", "Of 990101300014 litres", ""),
        (
            chapter,
            "TEXT",
            "In school No. 12",
            "privacy-school chapters/01-wells.en.md:5:4",
        ),
        (
            "content/chapters/01-wells.ru.md",
            "ТЕКСТ",
            "В школе № 12",
            "privacy-school chapters/01-wells.ru.md:5:3",
        ),
    ];
    for (path, old, new, expected) in cases {
        let mut sources = study().with_text(
            "content/media/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        );
        support::edit(&mut sources, path, old, new);
        let told: Vec<String> = said(&sources)
            .into_iter()
            .filter(|line| line.starts_with("privacy-"))
            .collect();
        assert_eq!(told.join("\n"), expected, "{new}");
    }
}

#[test]
fn a_public_contact_is_waived() {
    let mut sources = study();
    let text = "<!-- diglot-allow privacy-email: the office's public address -->\nWrite to office@example.org";
    support::edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "TEXT",
        text,
    );
    assert_eq!(said(&sources), Vec::<String>::new());
}

#[test]
fn quotes_need_consent() {
    let cases = [
        (
            "guardian: given",
            "guardian: unknown",
            "quote-guardian quotes.yaml:1:7",
        ),
        (
            "quote: given, guardian: given",
            "guardian: given",
            "quote-consent quotes.yaml:1:7",
        ),
        (
            "consent: { quote: given }",
            "consent: { quote: refused }",
            "quote-consent quotes.yaml:8:7",
        ),
        // A guardian has no say in what an adult says; retold words are nobody's quote.
        (
            "consent: { quote: given }",
            "consent: { quote: given, guardian: refused }",
            "",
        ),
        (
            "verbatim\n  group: owners",
            "paraphrase\n  group: owners",
            "",
        ),
    ];
    for (old, new, expected) in cases {
        let mut sources = study();
        support::edit(&mut sources, "content/quotes.yaml", old, new);
        assert_eq!(said(&sources).join("\n"), expected, "{new}");
    }
}

#[test]
fn attributions_in_small_groups() {
    let attribution =
        |en: &str, ru: &str| format!("  attribution: {{ en: \"{en}\", ru: \"{ru}\" }}\n");
    let cases = [
        (
            attribution("young person", "молодой человек"),
            String::new(),
            "",
        ),
        (
            attribution("girl of 16", "девушка 16 лет"),
            String::new(),
            "privacy-small-group quotes.yaml:8:16",
        ),
        (
            attribution("young person", "девушка"),
            String::new(),
            "privacy-uneven quotes.yaml:8:42",
        ),
        (
            String::new(),
            attribution("owner in mining", "владелец, горное дело"),
            "",
        ),
        (
            String::new(),
            attribution("owner in mining, a woman", "женщина, горное дело"),
            "privacy-small-group quotes.yaml:14:16",
        ),
    ];
    for (child, owner, expected) in cases {
        let mut sources = study();
        sources.insert("content/quotes.yaml", Source::text(quotes(&child, &owner)));
        assert_eq!(said(&sources).join("\n"), expected, "{child}{owner}");
    }
    // A group that is large enough may be told in more detail.
    let mut large = study();
    let details = attribution("owner in mining, a woman", "женщина, горное дело");
    large.insert("content/quotes.yaml", Source::text(quotes("", &details)));
    support::edit(&mut large, "content/fieldwork.yaml", "n: 4", "n: 5");
    assert_eq!(said(&large), Vec::<String>::new());
    // One detail each, and not the same.
    let one = attribution("pupil, a girl", "ученица, девушка");
    let other = attribution("pupil from a village", "ученик из села");
    let text = quotes(&one, &other).replace("group: owners", "group: pupils");
    let text = text.replace(
        "consent: { quote: given }",
        "consent: { quote: given, guardian: given }",
    );
    let mut narrow = study();
    narrow.insert("content/quotes.yaml", Source::text(text));
    assert_eq!(said(&narrow), ["privacy-narrowing quotes.yaml:15:16"]);
}

#[test]
fn private_values_stand_nowhere() {
    let base = || study().with_text("private/names.csv", "code;name\nP03;Айгерім Сәрсенова\n");
    assert_eq!(said(&base()), Vec::<String>::new());
    let mut told = base();
    support::edit(
        &mut told,
        "content/chapters/01-wells.ru.md",
        "ТЕКСТ",
        "Говорит айгерім  Сәрсенова.",
    );
    assert_eq!(said(&told), ["privacy-secret chapters/01-wells.ru.md:5:9"]);
    let mut field = study();
    let private = "  private: { name: Aigerim Sarsenova }\n";
    field.insert("content/quotes.yaml", Source::text(quotes(private, "")));
    assert_eq!(said(&field), Vec::<String>::new());
    support::edit(
        &mut field,
        "content/chapters/01-wells.en.md",
        "TEXT",
        "Thanks to Aigerim Sarsenova.",
    );
    assert_eq!(
        said(&field),
        ["privacy-secret chapters/01-wells.en.md:5:11"]
    );
}

#[test]
fn no_file_of_the_private_folder_is_passed_over_in_silence() {
    let not_utf8 = Source::Broken(Defect::NotUtf8 {
        byte_offset: 10,
        line: 2,
        column: 1,
    });
    let asset = || asset(Metadata::default());
    let cases = [
        (
            "private/names.csv",
            not_utf8,
            "file-not-utf8 private/names.csv",
        ),
        // The folder may be a link out of the study as a whole.
        (
            "private",
            Source::Broken(Defect::LinkAstray),
            "file-link-astray private",
        ),
        (
            "private/names.yaml",
            Source::text("a: [b"),
            "data-syntax private/names.yaml:1:5",
        ),
        (
            "private/names.xlsx",
            asset(),
            "privacy-unread private/names.xlsx",
        ),
        ("private/names", asset(), "privacy-unread private/names"),
        (
            "private/consent/01.PDF",
            asset(),
            "privacy-unread private/consent/01.PDF",
        ),
        (
            "private/README.md",
            Source::text("# Who is who\n\nAsk Aigul.\n"),
            "",
        ),
        ("private/names.txt", Source::text(""), ""),
    ];
    for (path, source, expected) in cases {
        let mut sources = study();
        sources.insert(path, source);
        assert_eq!(said(&sources).join("\n"), expected, "{path}");
    }
}

#[test]
fn scans_and_recordings_are_warned_of_once() {
    let mut sources = study();
    for path in ["consent/01.pdf", "consent/02.jpg", "interviews/FGD1.mp3"] {
        sources.insert(format!("private/{path}"), asset(Metadata::default()));
    }
    let lines = support::said(&sources);
    let expected = "warning[privacy-unread] private/consent/01.pdf:1:1 `private/consent/01.pdf` and 2 more files in \
                    `private/` are scans or recordings: what stands in them is not looked for";
    assert_eq!(lines, [expected]);
    support::edit(
        &mut sources,
        "content/study.yaml",
        "languages:",
        "allow: { privacy-unread: the names are in names.csv }\nlanguages:",
    );
    assert_eq!(said(&sources), Vec::<String>::new());
}

/// A file into which nobody looks but for what it says of itself.
fn asset(metadata: Metadata) -> Source {
    Source::Asset(Asset {
        size: 1,
        fingerprint: Fingerprint::of(b"x"),
        dimensions: None,
        metadata,
        bytes: AssetBytes::Here(b"x"[..].into()),
    })
}

/// How often a private value is told of a study with this file, whose chapter has this text.
fn secrets(path: &str, list: &str, chapter: &str) -> usize {
    let mut sources = study().with_text(path, list);
    support::edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "TEXT",
        chapter,
    );
    let said = said(&sources);
    let secret = said.iter().filter(|one| one.starts_with("privacy-secret"));
    secret.count()
}

#[test]
fn cells_of_a_private_table_are_looked_for_whole() {
    let cases = [
        // The table, what the chapter may say, and what it may not.
        (
            "code;address\nP03;Almaty, Abay St 5\n",
            "Aigul lives in Almaty.",
            "She lives in Almaty, Abay St 5.",
        ),
        (
            "name,code\n\"Sarsenova, Aigerim\",P03\n",
            "Thanks to Aigerim.",
            "Thanks to Sarsenova, Aigerim.",
        ),
        (
            "code\tname\nP03\tSarsenova, Aigerim; the elder\n",
            "Thanks to Aigerim.",
            "Sarsenova, Aigerim; the elder",
        ),
        (
            "\u{feff}code;name\r\nP03;Aigerim Sarsenova\r\n",
            "The name and the code.",
            "Aigerim Sarsenova",
        ),
        // As Excel once wrote it on a Macintosh.
        (
            "code;name\rP03;Aigerim Sarsenova\r",
            "",
            "Aigerim Sarsenova",
        ),
        // As Excel reads it everywhere.
        (
            "sep=;\ncode;name\nP03;Aigerim Sarsenova\n",
            "The code, the name.",
            "Aigerim Sarsenova",
        ),
        (
            "# Who, and where\n\ncode;name\nP03;Aigerim Sarsenova\n",
            "The code, the name.",
            "Aigerim Sarsenova",
        ),
        (
            "#;name\n#1;Aigerim Sarsenova\n",
            "The name.",
            "Aigerim Sarsenova",
        ),
        // One column.
        (
            "address\nAlmaty, Abay St\n",
            "In Almaty.",
            "At Almaty, Abay St.",
        ),
        (
            "code;name\nP03;\"Cafe \"\"Aigul\"\"\"\n",
            "A cafe.",
            "At Cafe “Aigul”.",
        ),
        // Quotation marks that quote a word, not the cell.
        (
            "code;name\nP03;\"Aigul\" cafe\n",
            "Aigul has a cafe.",
            "At the “Aigul” cafe.",
        ),
        (
            "code;note\nP03;\"Abay St\nthird floor\"\nP04;Bolat Serik\n",
            "On the third floor.",
            "At Abay St third floor.",
        ),
        (
            "code;note\nP03;\"Abay St\nthird floor\"\nP04;Bolat Serik\n",
            "",
            "So said Bolat Serik.",
        ),
    ];
    for (table, clean, telling) in cases {
        for path in ["private/names.csv", "private/names.tsv"] {
            assert_eq!(secrets(path, table, clean), 0, "{table}: {clean}");
            assert_eq!(secrets(path, table, telling), 1, "{table}: {telling}");
        }
    }
    let lines = "# Who\r\n\r\nAigerim Sarsenova\rBolat; Serik\n";
    assert_eq!(secrets("private/names.txt", lines, "Aigerim Sarsenova"), 1);
    assert_eq!(secrets("private/names.txt", lines, "Bolat; Serik"), 1);
    assert_eq!(secrets("private/names.txt", lines, "Bolat, Serik, who"), 0);
}

#[test]
fn a_private_table_that_falls_into_other_cells_than_its_head_has_is_told() {
    let cases = [
        ("code;name\nP03;Aigul\n\nP04\nP05;Bolat;;\n", ""),
        (
            "name,address\nAigul,Almaty, Abay St\nBolat,Almaty, Abay St\n",
            "2:1 this row has 3 cells, its head has 2",
        ),
        (
            "Those who spoke\ncode;name\nP03;Aigul\n",
            "2:1 this row is one cell: `;` is not what parts the cells of its head",
        ),
        (
            "code;name\nP03;\"Aigul\nP04;Bolat\n",
            "2:5 this quotation mark is not closed",
        ),
    ];
    for (table, expected) in cases {
        let sources = study().with_text("private/names.csv", table);
        let prefix = "error[privacy-table] private/names.csv:";
        let expected: Vec<String> = match expected {
            "" => Vec::new(),
            expected => vec![format!("{prefix}{expected}")],
        };
        assert_eq!(support::said(&sources), expected, "{table}");
    }
}

#[test]
fn private_values_are_seen_in_every_file_that_is_made() {
    for name in ["contact.js", "contact.css", "contact.txt"] {
        let text = "/* Ask Aigerim Sarsenova. */";
        let sources = study()
            .with_text("private/names.txt", "Aigerim Sarsenova\n")
            .with_text(&format!("themes/overrides/static/{name}"), text);
        let said = said(&sources);
        let [one] = said.as_slice() else {
            panic!("{name}: {said:?}");
        };
        assert!(one.starts_with("privacy-secret assets/contact."), "{one}");
    }
    let mut sources = study().with_text("private/names.txt", "Aigerim Sarsenova\n");
    let words = "A well; photograph by Aigerim Sarsenova".to_owned();
    let metadata = Metadata {
        words,
        ..Metadata::default()
    };
    sources.insert("content/media/well.jpg", asset(metadata));
    assert_eq!(said(&sources), ["privacy-secret media/well.jpg"]);
}

#[test]
fn a_private_name_is_seen_in_whatever_dress() {
    for words in [
        "Aigerim *Sarsenova*",
        "Aigerim Sarsen**ova**",
        "Aigerim <b>Sarsenova</b>",
        "[Aigerim](https://example.org) Sarsenova",
        "Aigerím Sarsenova",
        "Aigeri\u{301}m Sarsenova",
    ] {
        let mut sources = study().with_text("private/names.txt", "Aigerim Sarsenova\n");
        let path = "content/findings.yaml";
        let statement = format!("en: \"Water is far from {words}.\"");
        support::edit(&mut sources, path, "en: Water is far.", &statement);
        let said = said(&sources);
        assert!(
            said.iter().any(|one| one.starts_with("privacy-secret")),
            "{words}: {said:?}"
        );
    }
}

#[test]
fn texts_of_the_workbook_are_seen_in_the_tables() {
    let mut sources = study().with_text("private/names.txt", "Aigerim Sarsenova\n");
    let asked = support::prepare(&sources).study;
    let watch = privacy::sources(&sources, &Fields::default(), &asked).value;
    for (path, old, seen) in [
        (
            "content/findings.yaml",
            "Water is far.",
            "data/findings.csv",
        ),
        ("content/study.yaml", "en: Wells", "data/datapackage.json"),
    ] {
        support::edit(&mut sources, path, old, &format!("{old} Aigerim Sarsenova"));
        let output = support::prepare(&sources).output().value;
        assert!(output.get("data/study.xlsx").is_some());
        let file = output.get(seen).expect(seen);
        let told = privacy::output(seen, file, &watch);
        assert_eq!(told.len(), 1, "{seen}");
    }
}

#[test]
fn what_only_the_output_shows_is_told_with_its_file() {
    // The theme's own words are no source of the study.
    let mut sources = study();
    sources.insert(
        "themes/overrides/strings/en.yaml",
        Source::text("strings:\n  findings.lead: \"Ask FGD1-P03 or aigul@example.org\"\n"),
    );
    let told = said(&sources);
    assert_eq!(
        told,
        [
            "privacy-code en/findings/index.html",
            "privacy-email en/findings/index.html"
        ]
    );
}

/// Each place a code may come from, and a file of the site that then shows it. What is looked for is what a study without
/// the code asks for, so that nothing is left out because the sources have told it already.
#[test]
fn a_private_code_is_seen_in_what_is_built() {
    let chapter = "content/chapters/01-wells.en.md";
    let figure = "::: figure {#fig-a src=media/a.svg alt=\"A well\"}\nDrawn by FGD1-P03.\n:::";
    let cases = [
        (chapter, "TEXT", "As FGD1-P03 said", "en/wells/index.html"),
        (chapter, "TEXT", figure, "en/wells/index.html"),
        (
            chapter,
            "TEXT",
            "![As FGD1-P03 drew](../media/a.svg)",
            "en/wells/index.html",
        ),
        (
            "content/fieldwork.yaml",
            "ЗАМЕТКА",
            "сказал FGD1-P03",
            "ru/evidence/index.html",
        ),
        (
            "content/findings.yaml",
            "Water is far.",
            "FGD1-P03 finds water far.",
            "data/findings.csv",
        ),
        (
            "content/media/a.svg",
            "<title>A well</title>",
            "<title>FGD1-P03</title>",
            "assets/a.",
        ),
    ];
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><title>A well</title></svg>";
    let sound = study().with_text("content/media/a.svg", drawing);
    let asked = support::prepare(&sound).study;
    let watch = privacy::sources(&sound, &Fields::default(), &asked).value;
    for (path, old, new, expected) in cases {
        let mut sources = sound.clone();
        support::edit(&mut sources, path, old, new);
        if path.ends_with(".svg") {
            support::edit(&mut sources, chapter, "TEXT", "![A well](../media/a.svg)");
        }
        let prepared = support::prepare(&sources);
        let told = |found: &[diglot::diagnostic::Diagnostic]| {
            let codes = found.iter().filter(|one| one.code.name == "privacy-code");
            codes.count()
        };
        assert_eq!(told(&prepared.diagnostics), 1, "{new}: in the sources");
        let output = prepared.output();
        assert_eq!(told(&output.diagnostics), 0, "{new}: told once");
        let seen = output.value.iter().filter(|(path, file)| {
            let told = privacy::output(path, file, &watch);
            path.starts_with(expected) && told.iter().any(|one| one.code.name == "privacy-code")
        });
        assert_eq!(seen.count(), 1, "{new}: {expected}");
    }
}

#[test]
fn what_was_withdrawn_is_not_remembered_in_the_lock() {
    let said_so = "One said: “We walk an hour for water.”";
    let mut sources = study();
    let edit = support::edit;
    let chapter = "content/chapters/01-wells.en.md";
    edit(&mut sources, chapter, "TEXT", said_so);
    let locked = |sources: &Sources| {
        let files = support::prepare(sources).renewed_lock(sources);
        diglot::build::with_files(sources, &files)
    };
    let words = |sources: &Sources| -> Vec<String> {
        let lock = sources.below("content/lock/");
        let texts = lock.filter_map(|(path, _)| Some((path, sources.text(path)?)));
        let telling = texts.filter(|(_, text)| text.contains("walk an hour"));
        telling.map(|(path, _)| path.to_string()).collect()
    };
    let mut sources = locked(&sources);
    assert_eq!(
        words(&sources),
        ["content/lock/quotes.yaml.lock", "content/lock/wells.lock"]
    );
    // Withdrawn, and taken out wherever it was named or repeated; the other quote stays.
    edit(&mut sources, chapter, said_so, "Nobody is quoted.");
    for lang in ["en", "ru"] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        edit(&mut sources, &path, "::: quote {ref=q-far}\n:::\n", "");
    }
    edit(&mut sources, "content/findings.yaml", "q-far, ", "");
    for other in ["", "  withdrawn: 2024-05-02\n"] {
        if !other.is_empty() {
            edit(&mut sources, "content/findings.yaml", "q-owner", "talk");
        }
        let text = quotes("  withdrawn: 2024-05-01\n", other);
        sources.insert("content/quotes.yaml", Source::text(text));
        assert_eq!(said(&sources), Vec::<String>::new());
        let after = locked(&sources);
        assert_eq!(words(&after), Vec::<String>::new(), "{other}");
        assert_eq!(locked(&after), after, "nothing more is to be done");
    }
}

#[test]
fn what_was_withdrawn_is_gone_from_everything() {
    let mut sources = study();
    let text = quotes("  withdrawn: 2024-05-01\n", "");
    sources.insert("content/quotes.yaml", Source::text(text));
    // Whatever still names it is told so: the finding, and both texts of the chapter.
    assert_eq!(
        said(&sources),
        [
            "quote-withdrawn chapters/01-wells.en.md:7:16",
            "quote-withdrawn chapters/01-wells.ru.md:7:16",
            "quote-withdrawn findings.yaml:5:14",
        ]
    );
    for lang in ["en", "ru"] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        support::edit(&mut sources, &path, "::: quote {ref=q-far}\n:::\n", "");
    }
    support::edit(&mut sources, "content/findings.yaml", "q-far, ", "");
    assert_eq!(said(&sources), Vec::<String>::new());
    let output = support::prepare(&sources).output().value;
    for (path, file) in output.iter() {
        if let diglot::output::File::Made { bytes, .. } = file {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("an hour for water") && !text.contains("за водой целый"),
                "{path}"
            );
        }
    }
    // Its words are not to be repeated either.
    support::edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "TEXT",
        "One said: “We walk an hour for water.”",
    );
    assert_eq!(
        said(&sources),
        ["quote-withdrawn chapters/01-wells.en.md:5:12"]
    );
}

#[test]
fn a_person_may_take_the_name_back() {
    let mut sources = study();
    let people = "languages: [en, ru]\nauthors:\n  - name: Leonora Maria Borg\n    withdrawn: 2024-05-01\n  - name: William Philbrick\n";
    support::edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]\n",
        people,
    );
    assert_eq!(said(&sources), Vec::<String>::new());
    let output = support::prepare(&sources).output().value;
    let shown = |name: &str| {
        output.iter().any(|(_, file)| match file {
            diglot::output::File::Made { bytes, .. } => {
                String::from_utf8_lossy(bytes).contains(name)
            }
            _ => false,
        })
    };
    assert!(shown("Philbrick") && !shown("Borg"));
}

/// A chunk of PNG; nobody checks its checksum here.
fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("small").to_be_bytes();
    [&length[..], kind, data, &[0; 4]].concat()
}

/// TIFF with a directory that points to a directory of positions with a latitude.
fn position() -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    // One entry: the directory of positions begins at 26.
    tiff.extend(b"\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0");
    // One entry: latitude, three fractions at 44.
    tiff.extend(b"\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x2c\0\0\0\0");
    for _ in 0..3 {
        tiff.extend(b"\0\0\0\x01\0\0\0\x01");
    }
    tiff
}

#[test]
fn pictures_carry_no_position_no_author_and_no_code() {
    let head = chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
    let end = chunk(b"IEND", b"");
    let png = |inner: Vec<u8>| {
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            head.clone(),
            inner,
            end.clone(),
        ]
        .concat()
    };
    let cases = [
        (png(Vec::new()), vec![]),
        (png(chunk(b"tEXt", b"Author\0Aigul S.")), vec!["privacy-image-author media/a.png"]),
        (png(chunk(b"tEXt", b"Comment\0taken by FGD1-P03")), vec!["privacy-code media/a.png"]),
        (png(chunk(b"eXIf", &position())), vec!["privacy-image-position media/a.png"]),
        (
            png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta><dc:creator><rdf:li>Aigul</rdf:li></dc:creator></x:xmpmeta>")),
            vec!["privacy-image-author media/a.png"],
        ),
    ];
    let dir = tempfile::tempdir().expect("a folder");
    for (path, source) in study().iter() {
        if let (true, Source::Text(text)) = (path.starts_with("content/"), source) {
            let path = dir.path().join(&**path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text.text.as_bytes()).expect("written");
        }
    }
    fs::create_dir_all(dir.path().join("content/media")).expect("made");
    for (bytes, expected) in cases {
        fs::write(dir.path().join("content/media/a.png"), &bytes).expect("written");
        let sources = diglot::disk::load(dir.path()).expect("readable");
        assert_eq!(
            said(&sources),
            expected,
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><dc:creator>Aigul</dc:creator></metadata></svg>";
    let sources = study().with_text("content/media/a.svg", drawing);
    assert_eq!(said(&sources), ["privacy-image-author media/a.svg:1:62"]);
}
