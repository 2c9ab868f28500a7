//! Mistakes in data files and in the names of files: what is said, and where.

use crate::support;

use diglot::diagnostic::{Diagnostic, Positions, Severity};
use diglot::source::{Defect, Source, Sources};
use support::{edit, prepare};

/// A study without a mistake; each case spoils one of its files.
fn sound() -> Sources {
    Sources::new()
        .with_text(
            "content/study.yaml",
            "title: {en: Wells, ru: Колодцы}\nlanguages: [en, ru]\ncommissioner: board\nkey_findings: [F01]\n",
        )
        .with_text(
            "content/vocabulary.yaml",
            "actors:\n  board:\n    label: {en: the board, ru: совет}\n    kind: state\nthemes:\n  water:\n    label: {en: water, ru: вода}\nsectors:\n  farms:\n    label: {en: farms, ru: фермы}\n",
        )
        .with_text(
            "content/recommendations.yaml",
            "- id: R01\n  title: {en: Test, ru: Проверить}\n  text: {en: Test it., ru: Проверить.}\n  addressees: [board]\n  themes: [water]\n  supported_by: [F01]\n",
        )
        .with_text(
            "content/findings.yaml",
            "- id: F01\n  statement: {en: Most drink., ru: Многие пьют.}\n  kind: view\n  groups: [households]\n  evidence: [talks]\n  chapter: wells\n",
        )
        .with_text(
            "content/fieldwork.yaml",
            "groups:\n  - id: households\n    label: {en: Households, ru: Семьи}\nactivities:\n  - id: talks\n    kind: interviews\n    label: {en: Talks, ru: Беседы}\n    group: households\n",
        )
        .with_text("content/references.yaml", "survey:\n  type: report\n  title: Water\n")
        .with_text("content/glossary.yaml", "- id: well\n  term: {en: well, ru: колодец}\n")
        .with_text("content/chapters/01-wells.en.md", "---\ntitle: Wells\n---\n\nWater.\n")
        .with_text("content/chapters/01-wells.ru.md", "---\ntitle: Колодцы\n---\n\nВода.\n")
}

/// `path:line:column code: message (help)`, in the order of the places.
fn said(sources: &Sources) -> Vec<String> {
    let prepared = prepare(sources);
    let families = ["data-", "file-", "ref-unknown-"];
    let ours = |one: &&Diagnostic| {
        families
            .iter()
            .any(|family| one.code.name.starts_with(family))
    };
    prepared
        .diagnostics
        .iter()
        .filter(ours)
        .map(|one| {
            let at = Positions::new(sources).of(&one.place).0;
            let path = one.place.path().trim_start_matches("content/");
            let help = one
                .help
                .as_deref()
                .map_or(String::new(), |help| format!(" ({help})"));
            let mark = match one.severity {
                Severity::Error => "",
                Severity::Warning => "?",
            };
            format!(
                "{path}:{}:{} {mark}{}: {}{help}",
                at.line, at.column, one.code.name, one.message
            )
        })
        .collect()
}

#[test]
fn a_sound_study_is_not_blamed() {
    assert_eq!(said(&sound()), [""; 0]);
}

/// One edit of a sound study, and what is then said.
type Case<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);

fn hold(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (file, old, new, expected) in cases {
        let mut sources = sound();
        let path = format!("content/{file}");
        match *old {
            "" => sources.insert(path.clone(), Source::text(*new)),
            old => edit(&mut sources, &path, old, new),
        }
        let said = said(&sources);
        if said != *expected {
            wrong.push(format!("{new}\n  expected {expected:#?}\n  said {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

const RECORDS: &str = "recommendations.yaml";

#[test]
fn fields_are_read_one_by_one() {
    hold(&[
        (
            RECORDS,
            "text:",
            "txet:",
            &[
                "recommendations.yaml:3:3 data-unknown-key: unknown key `txet` in recommendation R01 (did you mean `text`?)",
            ],
        ),
        (
            RECORDS,
            "  themes: [water]\n",
            "  themes: [water]\n  themes: [water]\n",
            &[
                "recommendations.yaml:6:3 data-duplicate-key: the key `themes` stands twice in this map",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Test it., ru: Проверить.}\n",
            "",
            &[
                "recommendations.yaml:1:7 data-missing-field: recommendation R01 has no `text` (add `text:`)",
            ],
        ),
        (
            RECORDS,
            "addressees: [board]",
            "addressees: board",
            &[
                "recommendations.yaml:4:15 data-not-a-list: expected a list, found the text `board` (put it in brackets: `[…]`)",
            ],
        ),
        (
            RECORDS,
            "addressees: [board]",
            "addressees: []",
            &["recommendations.yaml:4:15 data-empty: `addressees` of recommendation R01 is empty"],
        ),
        (
            RECORDS,
            "addressees: [board]",
            "addressees:",
            &["recommendations.yaml:4:3 data-empty: `addressees` of recommendation R01 is empty"],
        ),
        (
            RECORDS,
            "addressees: [board]",
            "addressees: [board, {a: b}]",
            &["recommendations.yaml:4:23 data-wrong-type: expected text, found a map"],
        ),
        (
            RECORDS,
            "addressees: [board]",
            "addressees: [bord]",
            &[
                "recommendations.yaml:4:16 data-unknown-vocable: no actor is called `bord` (did you mean `board`?)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [air]",
            &[
                "recommendations.yaml:5:12 data-unknown-vocable: no theme is called `air` (declare it under `themes:` in content/vocabulary.yaml, or correct it)",
            ],
        ),
        (
            RECORDS,
            "- id: R01",
            "- id: R1",
            &[
                "recommendations.yaml:1:7 data-bad-id: the id `R1` is not `R` and two to six digits (did you mean `R01`?)",
            ],
        ),
        (
            RECORDS,
            "- id: R01",
            "- number: 1",
            &[
                "recommendations.yaml:1:3 data-missing-field: recommendation number 1 has no `id` (add `id:`)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  number: one",
            &[
                "recommendations.yaml:6:11 data-wrong-type: expected a whole number, found the text `one`",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  number: -1",
            &[
                "recommendations.yaml:6:11 data-bad-number: expected a whole number, found the number `-1`",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  horizon: shrot",
            &[
                "recommendations.yaml:6:12 data-bad-word: `shrot` is not one of `immediate`, `short`, `medium`, `long`, `continuous`, `not_stated` (did you mean `short`?)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  horizon: [short]",
            &["recommendations.yaml:6:12 data-wrong-type: expected a word, found a list"],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  text_status: {ru: translated}",
            &[
                "recommendations.yaml:6:21 data-bad-word: `translated` is not one of `authentic`, `translation`, `machine`, `draft` (did you mean `translation`?)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  priority: high",
            &[
                "recommendations.yaml:1:7 data-missing-field: recommendation R01 has a priority, but no `priority_basis` (say on what ground it has this priority)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  sectors: {list: [mines], open: yes}",
            &[
                "recommendations.yaml:6:20 data-unknown-vocable: no sector is called `mines` (declare it under `sectors:` in content/vocabulary.yaml, or correct it)",
                "recommendations.yaml:6:34 data-wrong-type: expected `true` or `false`, found the text `yes`",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  progress:\n    - {date: 7.10.2021, status: done}",
            &[
                "recommendations.yaml:7:14 data-bad-date: `7.10.2021` is not a date (did you mean `2021-10-07`?)",
                "recommendations.yaml:7:33 data-bad-word: `done` is not one of `not_started`, `in_progress`, `partially_implemented`, `implemented`, `closed_not_implemented`, `overtaken`, `no_information`",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  allow: {finding-missing: \"\"}",
            &[
                "recommendations.yaml:6:11 data-bad-waiver: no reason is given for allowing `finding-missing`",
            ],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "Test",
            &[
                "recommendations.yaml:2:10 data-plain-prose: a plain text stands where each language needs its own (write `{en: …, ru: …}`)",
            ],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "{en: Test, kk: Тексеру}",
            &[
                "recommendations.yaml:2:21 data-language-not-in-study: `kk` is not a language of this study, which has `en`, `ru`",
            ],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "{en: Test, ru: Проверить, а потом снова}",
            &[
                "recommendations.yaml:2:36 data-language-not-in-study: `а потом снова` is not a language of this study, which has `en`, `ru` (if this belongs to the text before it, put that text in quotes: inside `{…}` a comma ends it)",
            ],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "{en: \"\", ru: Проверить}",
            &["recommendations.yaml:2:15 data-empty: this text is empty"],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "{en: , ru: }",
            &["recommendations.yaml:2:10 data-no-text: there is no text in any language"],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "[a]",
            &[
                "recommendations.yaml:2:10 data-wrong-type: expected a text per language (`{en: …, ru: …}`), found a list",
            ],
        ),
        (
            RECORDS,
            "{en: Test, ru: Проверить}",
            "{en: Test whether the water of every single well in the valley is fit for drinking by young children, ru: Проверить}",
            &[
                "recommendations.yaml:2:15 ?data-too-long: this title has 95 characters, more than 90",
            ],
        ),
        (
            RECORDS,
            "",
            "- a\n- id: R01\n",
            &[
                "recommendations.yaml:1:3 data-wrong-type: expected a map (`key: value`), found the text `a`",
                "recommendations.yaml:2:7 data-missing-field: recommendation R01 has no `addressees` (add `addressees:`)",
                "recommendations.yaml:2:7 data-missing-field: recommendation R01 has no `text` (add `text:`)",
                "recommendations.yaml:2:7 data-missing-field: recommendation R01 has no `themes` (add `themes:`)",
                "recommendations.yaml:2:7 data-missing-field: recommendation R01 has no `title` (add `title:`)",
            ],
        ),
        (
            RECORDS,
            "",
            "R01:\n  title: x\n",
            &[
                "recommendations.yaml:1:1 data-not-records: expected a list of recommendation records, found a map",
            ],
        ),
        (
            RECORDS,
            "",
            "\n# nothing yet\n",
            &["recommendations.yaml:1:1 file-empty: `content/recommendations.yaml` is empty"],
        ),
        (
            RECORDS,
            "",
            "- id: R01\n  title: {en: Costs: who pays}\n",
            &[
                "recommendations.yaml:2:20 data-syntax: a colon followed by a space begins a value in YAML, and none is expected here (if the colon belongs to the text, put the text in quotes or on lines of its own after `>-`)",
            ],
        ),
        (
            "findings.yaml",
            "kind: view",
            "kind: opinion",
            &[
                "findings.yaml:3:9 data-bad-word: `opinion` is not one of `view`, `researcher_conclusion`",
            ],
        ),
        (
            "findings.yaml",
            "{en: Most drink., ru: Многие пьют.}",
            "{en: Most drink., ru: Многие пьют., de: x}",
            &[
                "findings.yaml:2:50 data-language-not-in-study: `de` is not a language of this study, which has `en`, `ru`",
            ],
        ),
        (
            "fieldwork.yaml",
            "kind: interviews",
            "kind: interviews\n    duration_min: forty",
            &[
                "fieldwork.yaml:7:19 data-wrong-type: expected a whole number, found the text `forty`",
            ],
        ),
        (
            "fieldwork.yaml",
            "kind: interviews",
            "kind: interviews\n    n: \"12\"\n    language: Russian",
            &[
                "fieldwork.yaml:7:8 data-wrong-type: expected a whole number, found the text `12` (write it without quotation marks: `12`)",
                "fieldwork.yaml:8:15 data-bad-language: `Russian` is not a language tag of BCP 47 such as `en`, `ru` or `kk-Latn`",
            ],
        ),
        (
            "fieldwork.yaml",
            "kind: interviews",
            "kind: interviews\n    age_min: 20\n    age_max: 16",
            &[
                "fieldwork.yaml:7:14 data-ages-reversed: the youngest age 20 is above the oldest, 16",
            ],
        ),
        (
            "fieldwork.yaml",
            "kind: interviews",
            "kind: interviews\n    observers:\n      - role: {en: teacher, ru: учитель}\n        present: true",
            &[
                "fieldwork.yaml:9:18 data-bad-word: `true` is not one of `yes`, `no`, `unknown` (did you mean `yes`?)",
            ],
        ),
        (
            "quotes.yaml",
            "",
            "- id: q-tap\n  kind: participant\n  form: exact\n  text: {en: Tea., ru: Чай.}\n  consent: {quote: yes}\n",
            &[
                "quotes.yaml:3:9 data-bad-word: `exact` is not one of `verbatim`, `cleaned`, `paraphrase`, `composite`",
                "quotes.yaml:5:20 data-bad-word: `yes` is not one of `given`, `refused`, `unknown`",
            ],
        ),
        (
            "opportunities.yaml",
            "",
            "- id: Taps\n  title: {en: Taps, ru: Краны}\n  text: {en: x, ru: у}\n  status: existing\n",
            &[
                "opportunities.yaml:1:7 data-bad-id: the id `Taps` is not lower-case Latin letters and digits joined by `-` (did you mean `taps`?)",
            ],
        ),
        (
            "references.yaml",
            "type: report",
            "type: raport",
            &[
                "references.yaml:2:9 data-unknown-type: `raport` is not a type of work that Hayagriva knows (did you mean `report`?)",
            ],
        ),
        (
            "references.yaml",
            "type: report",
            "type: report\n  page-range: 3-9\n  affiliated: []\n  pages: 3",
            &["references.yaml:5:3 data-unknown-key: unknown key `pages` in reference survey"],
        ),
        (
            "references.yaml",
            "survey:",
            "Survey 2023:",
            &[
                "references.yaml:1:1 data-bad-id: the key `Survey 2023` is not lower-case Latin letters and digits joined by `-` (did you mean `survey-2023`?)",
            ],
        ),
        (
            "references.yaml",
            "",
            "- survey\n",
            &[
                "references.yaml:1:1 data-not-records: expected a map from keys to works, found a list (references.yaml is Hayagriva's YAML: `unicef2018:` and below it, indented, the fields)",
            ],
        ),
        (
            "references.yaml",
            "type: report",
            "type: report\n  url: example.org/x",
            &[
                "references.yaml:3:8 data-bad-url: `example.org/x` is not an address that begins with `https://` or `http://` (did you mean `https://example.org/x`?)",
            ],
        ),
        (
            "vocabulary.yaml",
            "  board:",
            "  The Board:",
            &[
                "recommendations.yaml:4:16 data-unknown-vocable: no actor is called `board` (declare it under `actors:` in content/vocabulary.yaml, or correct it)",
                "study.yaml:3:15 data-unknown-vocable: no actor is called `board` (declare it under `actors:` in content/vocabulary.yaml, or correct it)",
                "vocabulary.yaml:2:3 data-bad-id: the key `The Board` is not lower-case Latin letters and digits joined by `-` (did you mean `the-board`?)",
            ],
        ),
        (
            "vocabulary.yaml",
            "kind: state",
            "kind: states",
            &[
                "vocabulary.yaml:4:11 data-bad-word: `states` is not one of `un`, `state`, `company`, `association`, `ngo`, `union`, `media`, `public` (did you mean `state`?)",
            ],
        ),
        (
            "vocabulary.yaml",
            "sectors:\n",
            "horizons:\n  soon:\n    label: {en: soon, ru: скоро}\nsectors:\n",
            &[
                "vocabulary.yaml:9:3 data-bad-name: `soon` is not one of the horizons: `immediate`, `short`, `medium`, `long`, `continuous`, `not_stated`",
            ],
        ),
        (
            "vocabulary.yaml",
            "label: {en: farms, ru: фермы}",
            "lable: {en: farms, ru: фермы}",
            &[
                "vocabulary.yaml:10:5 data-unknown-key: unknown key `lable` in sector farms (did you mean `label`?)",
            ],
        ),
    ]);
}

#[test]
fn numbers_and_progress_have_an_order() {
    hold(&[
        (
            RECORDS,
            "  supported_by: [F01]\n",
            "- id: R02\n  number: 1\n  title: {en: A, ru: Б}\n  text: {en: A, ru: Б}\n  addressees: [board]\n  themes: [water]\n",
            &[
                "recommendations.yaml:6:7 data-duplicate-number: the number 1 of R02 is already that of R01",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  progress:\n    - {date: 2022-01-05, status: in_progress}\n    - {date: 2022-01-05, status: in_progress}\n    - {date: 2021-12-31, status: not_started}",
            &[
                "recommendations.yaml:9:14 data-progress-order: this entry of 2021-12-31 stands after one of 2022-01-05",
            ],
        ),
    ]);
}

#[test]
fn rights_exist() {
    hold(&[
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  rights: {sdg: [8.10]}",
            &[
                "recommendations.yaml:6:18 data-bad-right: without quotation marks YAML reads `8.10` as the number 8.1 (write `\"8.10\"`)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  rights: {sdg: [\"8.11\", \"8.10\", 8.7]}",
            &[
                "recommendations.yaml:6:18 data-bad-right: `8.11` is not a target of the Sustainable Development Goals, such as `8.7` or `16.b`",
                "recommendations.yaml:6:34 data-bad-right: `8.7` is a number here, but it must be a text (write `\"8.7\"`)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  rights: {crc: [\"3\", \"55\"], crbp: [\"11\"], ungp: [P4], gc16: [87]}",
            &[
                "recommendations.yaml:6:23 data-bad-right: `55` is not an article of the Convention on the Rights of the Child: 1 to 54, with its paragraph as in `32.1`",
                "recommendations.yaml:6:37 data-bad-right: `11` is not one of the Children’s Rights and Business Principles: 1 to 10",
                "recommendations.yaml:6:51 data-bad-right: `P4` is not a pillar (P1 to P3) or a principle (1 to 31) of the UN Guiding Principles",
                "recommendations.yaml:6:63 data-bad-right: `87` is not a paragraph of General Comment 16: 1 to 86",
            ],
        ),
    ]);
}

#[test]
fn settings_are_read_one_by_one() {
    hold(&[
        (
            "study.yaml",
            "languages: [en, ru]",
            "languages: [en, russian language]",
            &[
                "study.yaml:2:17 data-bad-language: `russian language` is not a language tag of BCP 47 such as `en`, `ru` or `kk-Latn`",
            ],
        ),
        (
            "study.yaml",
            "languages: [en, ru]",
            "languages: [en, ru, en]",
            &["study.yaml:2:21 data-language-twice: the language `en` is declared twice"],
        ),
        (
            "study.yaml",
            "languages: [en, ru]",
            "languages: [en, ru, {tag: kk, scope: {chapters: [summary], records: [glosary]}}]",
            &[
                "study.yaml:2:50 ref-unknown-chapter: no chapter is called `summary`",
                "study.yaml:2:70 data-bad-name: `glosary` is not one of `recommendations`, `findings`, `fieldwork`, `quotes`, `opportunities`, `references`, `glossary` (did you mean `glossary`?)",
            ],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "commissioner: bored\nauthentic: [fr]",
            &[
                "study.yaml:3:15 data-unknown-vocable: no actor is called `bored` (declare it under `actors:` in content/vocabulary.yaml, or correct it)",
                "study.yaml:4:13 data-language-not-in-study: `fr` is not a language of this study, which has `en`, `ru`",
            ],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "base_url: example.org",
            &[
                "study.yaml:3:11 data-bad-url: `example.org` is not an address that begins with `https://` or `http://` (did you mean `https://example.org`?)",
            ],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "base_url: https://example.org/?a",
            &[
                "study.yaml:3:11 data-bad-url: `https://example.org/?a` has a `?` or a `#`, after which no address can follow",
            ],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "cover: {src: ../cover.svg, alt: {en: x, ru: у}}",
            &["study.yaml:3:14 data-bad-path: `../cover.svg` does not begin with `media/`"],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "numbering: lines\nedition: 1",
            &[
                "study.yaml:3:12 data-bad-name: `lines` is not `paragraphs`, the only numbering there is",
                "study.yaml:4:10 data-wrong-type: expected a map (`key: value`), found the number `1`",
            ],
        ),
        (
            "study.yaml",
            "commissioner: board",
            "theme: {name: default, tokens: [a]}",
            &[
                "study.yaml:3:32 data-wrong-type: expected a map from tokens to values, found a list",
            ],
        ),
        (
            "study.yaml",
            "title: {en: Wells, ru: Колодцы}\n",
            "",
            &["study.yaml:1:1 data-missing-field: study.yaml has no `title` (add `title:`)"],
        ),
        (
            "study.yaml",
            "key_findings: [F01]",
            "key_findings: [F1]",
            &[
                "study.yaml:4:16 ref-unknown-finding: no finding is called `F1` (did you mean `F01`?)",
            ],
        ),
        (
            "study.yaml",
            "",
            "[a",
            &[
                "study.yaml:1:2 data-syntax: a bracket is not closed, or a comma is missing, before this place (close `[…]` and `{…}` in the line where they open; put text with brackets in quotes)",
            ],
        ),
        (
            "study.yaml",
            "",
            "",
            &["study.yaml:1:1 file-empty: `content/study.yaml` is empty"],
        ),
    ]);
}

#[test]
fn pointers_lead_somewhere() {
    hold(&[
        (
            RECORDS,
            "[F01]",
            "[F02]",
            &["recommendations.yaml:6:18 ref-unknown-finding: no finding is called `F02`"],
        ),
        (
            RECORDS,
            "[F01]",
            "[R01]",
            &[
                "recommendations.yaml:6:18 ref-unknown-finding: no finding is called `R01` (`R01` is a recommendation; name a finding here)",
            ],
        ),
        (
            RECORDS,
            "themes: [water]",
            "themes: [water]\n  related: [{id: R02, kind: see_also}]\n  progress: [{date: 2021-10-07, status: in_progress, evidence: [surwey]}]",
            &[
                "recommendations.yaml:6:18 ref-unknown-recommendation: no recommendation is called `R02`",
                "recommendations.yaml:7:65 ref-unknown-reference: no reference is called `surwey` (did you mean `survey`?)",
            ],
        ),
        (
            "findings.yaml",
            "groups: [households]",
            "groups: [household]",
            &[
                "findings.yaml:4:12 ref-unknown-group: no group is called `household` (did you mean `households`?)",
            ],
        ),
        (
            "findings.yaml",
            "evidence: [talks]",
            "evidence: [talk, q-tap]",
            &[
                "findings.yaml:5:14 ref-unknown-evidence: no activity, quote or reference is called `talk` (did you mean `talks`?)",
                "findings.yaml:5:20 ref-unknown-evidence: no activity, quote or reference is called `q-tap`",
            ],
        ),
        (
            "findings.yaml",
            "chapter: wells",
            "chapter: well",
            &[
                "findings.yaml:6:12 ref-unknown-chapter: no chapter is called `well` (`well` is a term; name a chapter here)",
            ],
        ),
        (
            "fieldwork.yaml",
            "group: households",
            "group: talks",
            &[
                "fieldwork.yaml:8:12 ref-unknown-group: no group is called `talks` (`talks` is an activity; name a group here)",
            ],
        ),
        (
            "glossary.yaml",
            "- id: well",
            "- id: well\n  see_also: [wel]",
            &[
                "glossary.yaml:2:14 ref-unknown-term: no term is called `wel` (did you mean `well`?)",
            ],
        ),
        (
            "glossary.yaml",
            "- id: well",
            "- id: well\n  definitions: [{by: OECD, source: oecd, text: {en: x, ru: у}}]",
            &["glossary.yaml:2:36 ref-unknown-reference: no reference is called `oecd`"],
        ),
        (
            "quotes.yaml",
            "",
            "- id: q-tap\n  kind: participant\n  form: paraphrase\n  text: {en: Tea., ru: Чай.}\n  group: nobody\n  activity: talkes\n",
            &[
                "quotes.yaml:5:10 ref-unknown-group: no group is called `nobody`",
                "quotes.yaml:6:13 ref-unknown-activity: no activity is called `talkes` (did you mean `talks`?)",
            ],
        ),
        (
            "findings.yaml",
            "",
            "[",
            &[
                "findings.yaml:1:1 data-syntax: a bracket is not closed, or a comma is missing, before this place (close `[…]` and `{…}` in the line where they open; put text with brackets in quotes)",
            ],
        ),
    ]);
}

#[test]
fn the_other_fields_of_a_record_whose_id_is_taken_are_looked_at() {
    hold(&[
        (
            RECORDS,
            "  supported_by: [F01]\n",
            "  supported_by: [F01]\n- id: R01\n  title: {en: Pay, ru: Платить}\n  text: {en: Pay., ru: Платить.}\n  addressees: [board]\n  themes: [water]\n  supported_by: [F99]\n",
            &[
                "recommendations.yaml:7:7 data-duplicate-id: the id `R01` of this recommendation is already that of a recommendation",
                "recommendations.yaml:12:18 ref-unknown-finding: no finding is called `F99`",
            ],
        ),
        (
            "fieldwork.yaml",
            "    group: households\n",
            "    group: households\n  - id: talks\n    label: {en: More, ru: Ещё}\n    group: nope\n",
            &[
                "fieldwork.yaml:9:9 data-duplicate-id: the id `talks` of this activity is already that of an activity",
                "fieldwork.yaml:11:12 ref-unknown-group: no group is called `nope`",
            ],
        ),
        // What was to have the other id may be meant.
        (
            "fieldwork.yaml",
            "    group: households\n",
            "    group: households\n  - id: households\n    label: {en: More, ru: Ещё}\n    group: nope\n",
            &[
                "fieldwork.yaml:9:9 data-duplicate-id: the id `households` of this activity is already that of a group",
                "fieldwork.yaml:11:12 ref-unknown-group: no group is called `nope`",
            ],
        ),
        (
            RECORDS,
            "- id: R01\n",
            "- number: 3\n  actions: [{id: R01.a, text: {en: Pay, ru: Платить}}]\n  related: [{id: R09, kind: see_also}]\n  priority: loud\n",
            &[
                "recommendations.yaml:1:3 data-missing-field: recommendation number 1 has no `id` (add `id:`)",
                "recommendations.yaml:4:13 data-bad-word: `loud` is not one of `high`, `medium`, `low`",
            ],
        ),
    ]);
}

#[test]
fn ids_and_addresses_stand_once() {
    hold(&[
        (
            "glossary.yaml",
            "- id: well",
            "- id: wells",
            &[
                "glossary.yaml:1:7 data-duplicate-id: the id `wells` of this term is already that of a chapter",
            ],
        ),
        (
            RECORDS,
            "  supported_by: [F01]\n",
            "  supported_by: [F01]\n- id: R01\n  title: {en: A, ru: Б}\n  text: {en: A, ru: Б}\n  addressees: [board]\n  themes: [water]\n",
            &[
                "recommendations.yaml:7:7 data-duplicate-id: the id `R01` of this recommendation is already that of a recommendation",
            ],
        ),
        (
            "chapters/07-wells.en.md",
            "",
            "---\ntitle: Again\n---\n\nX.\n",
            &[
                "chapters/07-wells.en.md:1:1 file-duplicate-chapter: `wells` has a second text in `en` here",
            ],
        ),
        (
            "chapters/glossary.en.md",
            "",
            "---\ntitle: Again\n---\n\nX.\n",
            &[
                "chapters/glossary.en.md:1:1 file-reserved-address: the id `glossary` is an address that the program keeps for itself",
            ],
        ),
        (
            "chapters/02-more.en.md",
            "",
            "---\ntitle: More\nslug: search\n---\n\nX.\n",
            &[
                "chapters/02-more.en.md:3:7 file-reserved-address: the slug `search` is an address that the program keeps for itself",
            ],
        ),
        (
            "chapters/02-more.en.md",
            "",
            "---\ntitle: More\nslug: wells\n---\n\nX.\n",
            &[
                "chapters/02-more.en.md:3:7 file-duplicate-address: `/en/wells/` is already the address of a chapter",
            ],
        ),
        (
            "chapters/02-more.en.md",
            "",
            "---\ntitle: More\naliases: [Wells, Glossary, feed.xml/2020, old.xml]\n---\n\nX.\n",
            &[
                "chapters/02-more.en.md:3:11 file-duplicate-address: `/en/wells/` is already the address of a chapter",
                "chapters/02-more.en.md:3:18 file-reserved-address: the alias `Glossary` is an address that the program keeps for itself",
                "chapters/02-more.en.md:3:28 file-reserved-address: the alias `feed.xml/2020` is an address that the program keeps for itself",
            ],
        ),
        (
            "chapters/02-more.en.md",
            "",
            "---\ntitle: More\naliases: [/en/wells/]\n---\n\nX.\n",
            &[
                "chapters/02-more.en.md:3:11 file-duplicate-address: `/en/wells/` is already the address of a chapter",
            ],
        ),
        (
            "news/2024-05-01-wells.en.md",
            "",
            "---\ntitle: Out\n---\n\nX.\n",
            &[
                "news/2024-05-01-wells.en.md:1:1 data-duplicate-id: the id `wells` of this news item is already that of a chapter",
            ],
        ),
        (
            "news/launch.en.md",
            "",
            "---\ntitle: Out\n---\n\nX.\n",
            &[
                "news/launch.en.md:1:1 data-missing-field: the news item `launch` has no date (begin the file's name with the date: `2021-10-07-launch.en.md`)",
            ],
        ),
    ]);
}

#[test]
fn files_have_their_places() {
    hold(&[
        (
            "chapters/notes.md",
            "",
            "x",
            &[
                "chapters/notes.md:1:1 file-unexpected: `content/chapters/notes.md` has no language in its name (did you mean `notes.en.md`?)",
            ],
        ),
        (
            "chapters/notes.fr.md",
            "",
            "x",
            &[
                "chapters/notes.fr.md:1:1 file-unexpected: `fr` in the name of `content/chapters/notes.fr.md` is not a language of this study, which has `en`, `ru` (name it `notes.en.md`, or add `fr` to `languages` in study.yaml)",
            ],
        ),
        (
            "chapters/02-Big One.en.md",
            "",
            "---\ntitle: X\n---\n\nX.\n",
            &[
                "chapters/02-Big One.en.md:1:1 data-bad-id: the file's name gives the id `Big One`, which is not lower-case Latin letters and digits joined by `-` (did you mean `big-one`?)",
            ],
        ),
        (
            "chapters/a/b/c.en.md",
            "",
            "x",
            &[
                "chapters/a/b/c.en.md:1:1 file-too-deep: `content/chapters/a/b/c.en.md` lies in a folder inside a part",
            ],
        ),
        (
            "chapters/03-part/01-a.en.md",
            "",
            "---\ntitle: X\n---\n\nX.\n",
            &[
                "chapters/03-part/01-a.en.md:1:1 file-missing: the folder `content/chapters/03-part` has no `part.yaml` (add it with the `title` of the part)",
            ],
        ),
        (
            "chapters/03-part/part.yaml",
            "",
            "titel: {en: X, ru: У}\n",
            &[
                "chapters/03-part/part.yaml:1:1 data-unknown-key: unknown key `titel` in part.yaml (did you mean `title`?)",
            ],
        ),
        (
            "chapters/02-empty.en.md",
            "",
            "\u{feff}\n\n",
            &["chapters/02-empty.en.md:1:1 file-empty: `content/chapters/02-empty.en.md` is empty"],
        ),
        (
            "chapters/notes.txt",
            "",
            "x",
            &[
                "chapters/notes.txt:1:1 ?file-unexpected: nothing reads `content/chapters/notes.txt`: chapters and news items end in `.LANG.md`",
            ],
        ),
        (
            "recomendations.yaml",
            "",
            "- id: R02",
            &[
                "recomendations.yaml:1:1 file-unexpected: nothing reads `content/recomendations.yaml` (did you mean `content/recommendations.yaml`?)",
            ],
        ),
        (
            "study.yml",
            "",
            "x",
            &[
                "study.yml:1:1 file-unexpected: nothing reads `content/study.yml` (did you mean `content/study.yaml`?)",
            ],
        ),
        (
            "notes.txt",
            "",
            "x",
            &["notes.txt:1:1 ?file-unexpected: nothing reads `content/notes.txt`"],
        ),
        (
            "drafts/x.md",
            "",
            "x",
            &["drafts/x.md:1:1 ?file-unexpected: nothing reads `content/drafts/x.md`"],
        ),
        (".DS_Store", "", "x", &[]),
        ("media/x.ru.svg", "", "<svg/>", &[]),
    ]);
}

#[test]
fn files_that_are_missing() {
    let mut sources = Sources::new();
    assert_eq!(
        said(&sources),
        [
            "study.yaml:1:1 file-missing: the study has no chapter (add `content/chapters/01-summary.LANG.md`)",
            "study.yaml:1:1 file-missing: there is no `content/study.yaml` (add it with a `title` and the `languages`)",
        ]
    );
    sources.insert(
        "content/study.yaml",
        Source::text("title: T\nlanguages: [kk]\n"),
    );
    sources.insert(
        "content/chapters/a.kk.md",
        Source::text("---\ntitle: T\n---\n\nx\n"),
    );
    assert_eq!(
        said(&sources),
        [""; 0],
        "a study of one language takes plain prose"
    );
}

#[test]
fn files_that_cannot_be_used() {
    let byte = Defect::NotUtf8 {
        byte_offset: 7,
        line: 2,
        column: 5,
    };
    for (defect, expected) in [
        (
            byte,
            "2:5 file-not-utf8: `PATH` is not UTF-8 text; its first wrong byte is in line 2, column 5",
        ),
        (
            Defect::Unreadable,
            "1:1 file-unreadable: `PATH` cannot be read",
        ),
        (
            Defect::IsFolder,
            "1:1 file-is-folder: `PATH` is a folder, but a file is expected here",
        ),
        (
            Defect::LinkLoop,
            "1:1 file-link-loop: `PATH` is a link that leads back to itself",
        ),
        (
            Defect::LinkAstray,
            "1:1 file-link-astray: `PATH` is a link that leads nowhere or out of the study",
        ),
        (
            Defect::TooLarge,
            "1:1 file-too-large: `PATH` is larger than 64 MiB",
        ),
        (
            Defect::BadName,
            "1:1 file-bad-name: `PATH` has a name that an address cannot carry",
        ),
    ] {
        // One place each: what points into these files, or lacks a language, is not blamed as well.
        for file in [
            "findings.yaml",
            "glossary.yaml",
            "chapters/09-x",
            "chapters/01-wells.ru.md",
        ] {
            let mut sources = sound();
            let path = format!("content/{file}");
            sources.insert(path.clone(), Source::Broken(defect));
            let expected = format!("{file}:{}", expected.replace("PATH", &path));
            assert_eq!(said(&sources), [expected]);
        }
    }
}

#[test]
fn the_second_of_two_names_the_first() {
    let mut sources = sound();
    edit(
        &mut sources,
        "content/glossary.yaml",
        "- id: well",
        "- id: talks",
    );
    sources.insert(
        "content/chapters/07-wells.en.md",
        Source::text("---\ntitle: W\n---\n\nx\n"),
    );
    let prepared = prepare(&sources);
    let notes: Vec<String> = prepared
        .diagnostics
        .iter()
        .flat_map(|one| &one.related)
        .map(|note| {
            let at = Positions::new(&sources).of(&note.place).0;
            format!(
                "{}:{}:{} {}",
                note.place.path(),
                at.line,
                at.column,
                note.message
            )
        })
        .collect();
    assert_eq!(
        notes,
        [
            "content/fieldwork.yaml:5:9 the activity stands here",
            "content/chapters/01-wells.en.md:1:1 this is the first",
        ]
    );
}
