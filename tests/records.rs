//! Recommendations and the evidence they rest on: what the model refuses, and where it says so.

use crate::support;

use diglot::diagnostic::{Diagnostic, Positions};
use diglot::output::File;
use diglot::scaffold::add::{Added, Kind, add};
use diglot::source::{Source, Sources};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use support::{edit, prepare};

/// A study without a mistake, with one recommendation that has everything; each case spoils one of its files.
fn sound() -> Sources {
    Sources::new()
        .with_text(
            "content/study.yaml",
            "title: {en: Wells, ru: Колодцы}\nlanguages: [en, ru]\nas_of: 2024-09-01\nedition: {number: \"1\", date: 2024-05-01}\n",
        )
        .with_text(
            "content/vocabulary.yaml",
            "actors:\n  board: { label: {en: the board, ru: совет} }\n  villages: { label: {en: villages, ru: сёла} }\nthemes:\n  water: { label: {en: water, ru: вода} }\n",
        )
        .with_text("content/recommendations.yaml", RECOMMENDATIONS)
        .with_text(
            "content/findings.yaml",
            "- id: F01\n  statement: {en: Most drink., ru: Большинство пьёт.}\n  kind: view\n  groups: [households]\n  strength: most\n  evidence: [talks, q-thirst]\n  tags_by: editor\n",
        )
        .with_text(
            "content/fieldwork.yaml",
            "groups:\n  - id: households\n    label: {en: Households, ru: Семьи}\nactivities:\n  - id: talks\n    kind: interviews\n    label: {en: Talks, ru: Беседы}\n    group: households\n",
        )
        .with_text(
            "content/quotes.yaml",
            "- id: q-thirst\n  kind: participant\n  form: paraphrase\n  text: {en: Water is life., ru: Вода — это жизнь.}\n  group: households\n  attribution: {en: a mother, ru: мать}\n  attribution_class: group\n",
        )
        .with_text("content/references.yaml", "survey:\n  type: report\n  title: Water\n")
        .with_text("content/chapters/01-wells.en.md", "---\ntitle: Wells\n---\n\nWater.\n")
        .with_text("content/chapters/01-wells.ru.md", "---\ntitle: Колодцы\n---\n\nВода.\n")
}

const RECOMMENDATIONS: &str = "\
- id: R01
  title: {en: Test the wells, ru: Проверить колодцы}
  text: {en: Test them., ru: Проверить.}
  addressees: [board]
  actors: [villages]
  themes: [water]
  horizon: short
  due: 2025-05
  rights: {crc: [\"24\"], crbp: [\"7\"], ungp: [P1, \"3\"], gc16: [\"28\"], sdg: [\"6.1\"]}
  tags_by: editor
  supported_by: [F01]
  related:
    - {id: R02, kind: depends_on}
  actions:
    - {id: R01.a, text: {en: Buy kits, ru: Купить наборы}, responsible: board, due: 2024-08, due_history: [2024-06]}
    - {id: R01.b, text: {en: Train people, ru: Обучить людей}}
  indicators:
    - {text: {en: Wells tested, ru: Проверено колодцев}, baseline: \"0\", target: \"40\", source: survey}
  responses:
    - {by: board, position: partially_accepted, date: 2024-06-01, reason: {en: Money, ru: Деньги}}
  contact: board
  progress:
    - {date: 2024-06-15, status: in_progress, verified: self_reported, note: {en: Begun., ru: Начато.}}
    - {date: 2024-08-20, status: implemented, verified: independently_verified, evidence: [survey]}
- id: R02
  title: {en: Find the money, ru: Найти деньги}
  text: {en: Find it., ru: Найти.}
  addressees: [board]
  themes: [water]
  supported_by: [F01]
";

/// `path:line:column code: message (help)`, in the order of the places.
fn said(sources: &Sources) -> Vec<String> {
    let say = |one: &Diagnostic| {
        let at = Positions::new(sources).of(&one.place).0;
        let path = one.place.path().trim_start_matches("content/");
        let help = one.help.as_deref().map(|help| format!(" ({help})"));
        format!(
            "{path}:{}:{} {}: {}{}",
            at.line,
            at.column,
            one.code.name,
            one.message,
            help.unwrap_or_default()
        )
    };
    // The study is read without a theme, which is said too.
    let found = prepare(sources).diagnostics;
    let ours = found.iter().filter(|one| one.code.name != "theme-unknown");
    ours.map(say).collect()
}

#[test]
fn a_recommendation_may_have_everything() {
    let sources = sound();
    assert_eq!(said(&sources), [""; 0]);
    let study = prepare(&sources).study;
    let one = &study.records.recommendations[0];
    assert_eq!(one.actions[0].due_history[0].to_string(), "2024-06");
    assert_eq!(one.status().word(), "implemented");
    assert!(!one.is_overdue(study.settings.as_of), "it is done");
    let mut open = one.clone();
    open.progress.pop();
    assert!(
        open.is_overdue(study.settings.as_of),
        "action a was due in August"
    );
    open.actions.clear();
    assert!(!open.is_overdue(study.settings.as_of), "it is due in May");
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
fn what_follows_a_recommendation() {
    hold(&[
        (
            RECORDS,
            "id: R01.b",
            "id: R02.b",
            &[
                "recommendations.yaml:16:12 data-bad-id: the id `R02.b` of an action is not `R01.` and a letter (did you mean `R01.b`?)",
            ],
        ),
        (
            RECORDS,
            "id: R01.b",
            "id: R01.a",
            &[
                "recommendations.yaml:16:12 data-duplicate-id: the id `R01.a` is already that of another action",
            ],
        ),
        (
            RECORDS,
            "id: R01.b",
            "id: b",
            &[
                "recommendations.yaml:16:12 data-bad-id: the id `b` of an action is not `R01.` and a letter (write `R01.a`)",
            ],
        ),
        (
            RECORDS,
            "responsible: board",
            "responsible: bord",
            &[
                "recommendations.yaml:15:73 data-unknown-vocable: no actor is called `bord` (did you mean `board`?)",
            ],
        ),
        (
            RECORDS,
            "source: survey",
            "source: survay",
            &[
                "recommendations.yaml:18:95 ref-unknown-reference: no reference is called `survay` (did you mean `survey`?)",
            ],
        ),
        (
            RECORDS,
            "{by: board, position",
            "{by: villages, position",
            &[
                "recommendations.yaml:20:12 data-not-addressee: `villages` answers, but is not among the addressees (the addressees are `board`)",
            ],
        ),
        (
            RECORDS,
            ", reason: {en: Money, ru: Деньги}",
            "",
            &[
                "recommendations.yaml:20:29 data-missing-field: a response that is `partially_accepted` has no `reason` (say in `reason` why it is not accepted in full)",
            ],
        ),
        (
            RECORDS,
            "  contact: board\n",
            "    - {by: board, position: noted}\n  contact: board\n",
            &[
                "recommendations.yaml:21:12 data-response-twice: `board` already has a response here",
            ],
        ),
        (
            RECORDS,
            "position: partially_accepted",
            "position: in_progress",
            &[
                "recommendations.yaml:20:29 data-bad-word: `in_progress` is not one of `none_yet`, `accepted`, `partially_accepted`, `not_accepted`, `noted`",
            ],
        ),
        (
            RECORDS,
            "2024-06-15, status: in_progress",
            "2024-06-15, status: accepted",
            &[
                "recommendations.yaml:23:34 data-bad-word: `accepted` is not one of `not_started`, `in_progress`, `partially_implemented`, `implemented`, `closed_not_implemented`, `overtaken`, `no_information`",
            ],
        ),
        (
            RECORDS,
            ", evidence: [survey]",
            "",
            &[
                "recommendations.yaml:24:34 data-no-evidence: `implemented` is said without any evidence (name the source in `evidence: [KEY]`)",
            ],
        ),
        (
            RECORDS,
            ", evidence: [survey]",
            ", evidence: []",
            &[
                "recommendations.yaml:24:34 data-no-evidence: `implemented` is said without any evidence (name the source in `evidence: [KEY]`)",
            ],
        ),
        (
            RECORDS,
            ", evidence: [survey]",
            ", evidence: [survay]",
            &[
                "recommendations.yaml:24:92 ref-unknown-reference: no reference is called `survay` (did you mean `survey`?)",
            ],
        ),
        (
            RECORDS,
            "{date: 2024-06-15",
            "{date: 2024-06",
            &[
                "recommendations.yaml:23:14 data-bad-date: `2024-06` names no day, and this date must (write year, month and day: `2021-10-07`)",
            ],
        ),
        (
            RECORDS,
            "{date: 2024-06-15",
            "{date: 2024-08-21",
            &[
                "recommendations.yaml:24:14 data-progress-order: this entry of 2024-08-20 stands after one of 2024-08-21",
            ],
        ),
        (
            RECORDS,
            "note: {en: Begun., ru: Начато.}",
            "note: {en: Begun.}",
            &[
                "recommendations.yaml:23:72 lang-missing: `note` of recommendation R01 has no text in `ru` (add `ru: …` to `note`)",
            ],
        ),
        (
            "study.yaml",
            "as_of: 2024-09-01",
            "as_of: 2024-09-01\noverall_response: [{by: board, position: not_accepted}]",
            &[
                "study.yaml:4:42 data-missing-field: a response that is `not_accepted` has no `reason` (say in `reason` why it is not accepted in full)",
            ],
        ),
    ]);
}

#[test]
fn times_and_circles() {
    hold(&[
        (
            RECORDS,
            "due: 2025-05",
            "due: 2024-04",
            &[
                "recommendations.yaml:8:8 data-before-publication: 2024-04 is before 2024-05-01, when the study came out",
            ],
        ),
        (RECORDS, "due: 2025-05", "due: 2024-05", &[]),
        (
            RECORDS,
            "{date: 2024-06-15",
            "{date: 2024-04-30",
            &[
                "recommendations.yaml:23:14 data-before-publication: 2024-04-30 is before 2024-05-01, when the study came out",
            ],
        ),
        (
            RECORDS,
            "date: 2024-06-01",
            "date: 2024-04-01",
            &[
                "recommendations.yaml:20:55 data-before-publication: 2024-04-01 is before 2024-05-01, when the study came out",
            ],
        ),
        (
            RECORDS,
            "{date: 2024-08-20",
            "{date: 2024-09-02",
            &[
                "recommendations.yaml:24:14 data-after-as-of: 2024-09-02 is after 2024-09-01, up to which this study tells of progress",
            ],
        ),
        (
            RECORDS,
            "due_history: [2024-06]",
            "due_history: [2023]",
            &[
                "recommendations.yaml:15:108 data-before-publication: 2023 is before 2024-05-01, when the study came out",
            ],
        ),
        (
            "study.yaml",
            "as_of: 2024-09-01",
            "as_of: 2024-09-01\npublished: 2024-05-20",
            &[],
        ),
        (
            "study.yaml",
            "as_of: 2024-09-01",
            "as_of: 2024-09-01\npublished: 2024-06-02",
            &[
                "recommendations.yaml:20:55 data-before-publication: 2024-06-01 is before 2024-06-02, when the study came out",
            ],
        ),
        (
            RECORDS,
            "{id: R02, kind: depends_on}",
            "{id: R01, kind: see_also}",
            &["recommendations.yaml:13:12 ref-circle: R01 is related to itself"],
        ),
        (
            RECORDS,
            "{en: Find it., ru: Найти.}\n",
            "{en: Find it., ru: Найти.}\n  related: [{id: R01, kind: depends_on}]\n",
            &[
                "recommendations.yaml:28:18 ref-circle: `depends_on` leads in a circle: R01, R02, R01",
            ],
        ),
        (
            RECORDS,
            "{en: Find it., ru: Найти.}\n",
            "{en: Find it., ru: Найти.}\n  related: [{id: R01, kind: see_also}]\n",
            &[],
        ),
    ]);
}

#[test]
fn evidence() {
    hold(&[
        (
            RECORDS,
            "supported_by: [F01]\n  related",
            "supported_by: [F02]\n  related",
            &["recommendations.yaml:11:18 ref-unknown-finding: no finding is called `F02`"],
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
            "en: Most drink.",
            "en: \"60 % drink.\"",
            &[
                "findings.yaml:2:19 finding-percent: the view F01 is told in per cent",
                "findings.yaml:2:20 facts-number: `60` is not in the text in `ru`",
            ],
        ),
        (
            "findings.yaml",
            "strength: most",
            "strength: many",
            &[
                "findings.yaml:5:13 data-bad-word: `many` is not one of `all`, `most`, `about_half`, `some`, `a_few`, `one`, `not_stated`",
            ],
        ),
        (
            "fieldwork.yaml",
            "    group: households\n",
            "",
            &[
                "findings.yaml:4:12 finding-unheard: nothing says how the group `households` was heard",
            ],
        ),
        (
            "fieldwork.yaml",
            "label: {en: Households, ru: Семьи}",
            "label: {en: Households, ru: Семьи}\n    heard_through: {en: By letter, ru: Письмами}",
            &[],
        ),
        (
            "findings.yaml",
            "[talks, q-thirst]",
            "[talks]",
            &[
                "quotes.yaml:1:7 quote-unused: no finding stands on the quote `q-thirst`, and no chapter shows it",
            ],
        ),
        (
            "quotes.yaml",
            "attribution_class: group",
            "attribution_class: child",
            &[
                "quotes.yaml:7:22 data-bad-word: `child` is not one of `class`, `group`, `public_code`, `named`",
            ],
        ),
    ]);
}

#[test]
fn traps_of_yaml() {
    hold(&[
        (
            RECORDS,
            "sdg: [\"6.1\"]",
            "sdg: [8.10]",
            &[
                "recommendations.yaml:9:75 data-bad-right: without quotation marks YAML reads `8.10` as the number 8.1 (write `\"8.10\"`)",
            ],
        ),
        (
            RECORDS,
            "sdg: [\"6.1\"]",
            "sdg: [8.7]",
            &[
                "recommendations.yaml:9:75 data-bad-right: `8.7` is a number here, but it must be a text (write `\"8.7\"`)",
            ],
        ),
        (RECORDS, "sdg: [\"6.1\"]", "sdg: [3.b]", &[]),
        (
            RECORDS,
            "crc: [\"24\"]",
            "crc: [\"55\"]",
            &[
                "recommendations.yaml:9:18 data-bad-right: `55` is not an article of the Convention on the Rights of the Child: 1 to 54, with its paragraph as in `32.1`",
            ],
        ),
        (
            RECORDS,
            "crc: [\"24\"]",
            "crc: [03]",
            &[
                "recommendations.yaml:9:18 data-bad-right: `03` is not an article of the Convention on the Rights of the Child: 1 to 54, with its paragraph as in `32.1` (write it without a zero in front: `\"3\"`)",
            ],
        ),
        (
            RECORDS,
            "crc: [\"24\"]",
            "crc: [\"03\"]",
            &[
                "recommendations.yaml:9:18 data-bad-right: `03` is not an article of the Convention on the Rights of the Child: 1 to 54, with its paragraph as in `32.1` (write it without a zero in front: `\"3\"`)",
            ],
        ),
        (
            RECORDS,
            "gc16: [\"28\"]",
            "gc16: [87]",
            &[
                "recommendations.yaml:9:62 data-bad-right: `87` is not a paragraph of General Comment 16: 1 to 86",
            ],
        ),
        (
            RECORDS,
            "- id: R02\n",
            "- id: R02\n  number: 02\n",
            &[
                "recommendations.yaml:26:11 data-wrong-type: expected a whole number, found the text `02` (write it without a zero in front: `2`)",
            ],
        ),
        (
            RECORDS,
            "  horizon: short\n",
            "  horizоn: short\n",
            &[
                "recommendations.yaml:7:3 data-unknown-key: unknown key `horizоn` in recommendation R01 (did you mean `horizon`? its `о` (U+043E) only looks like the Latin `o`)",
            ],
        ),
        (
            RECORDS,
            "actors: [villages]",
            "actors: [villаges]",
            &[
                "recommendations.yaml:5:12 data-unknown-vocable: no actor is called `villаges` (did you mean `villages`? its `а` (U+0430) only looks like the Latin `a`)",
            ],
        ),
        (
            RECORDS,
            "- id: R02\n",
            "- id: Ｒ02\n",
            &[
                "recommendations.yaml:25:7 data-bad-id: the id `Ｒ02` is not `R` and two to six digits (did you mean `R02`?)",
            ],
        ),
        (
            RECORDS,
            "horizon: short",
            "horizon: shоrt",
            &[
                "recommendations.yaml:7:12 data-bad-word: `shоrt` is not one of `immediate`, `short`, `medium`, `long`, `continuous`, `not_stated` (did you mean `short`? its `о` (U+043E) only looks like the Latin `o`)",
            ],
        ),
        (
            RECORDS,
            "supported_by: [F01]\n  related",
            "supported_by: [Ғ01]\n  related",
            &[
                "recommendations.yaml:11:18 ref-unknown-finding: no finding is called `Ғ01` (did you mean `F01`? its `Ғ` (U+0492) only looks like the Latin `F`)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: - Find it.\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:9 data-syntax: a text that begins with `- ` would be a list in YAML (put the text in quotes, or begin it with a dash `–`)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: Find it.\n    ru: – Найти.\n",
            &[],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: Find it.\n    ru: «Найти» деньги.\n",
            &[],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: \"Find\" it.\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:9 data-syntax: the quotation mark that opens here is not closed where YAML expects it (close it at the end of the text; inside `\"…\"` write `\\\"`, or put the text after `>-`)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: > Find it.\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:9 data-syntax: after `>` or `|` the text begins on the next line (put the text on lines of its own, indented, or in quotes if the sign belongs to it)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: Find it: now.\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:16 data-syntax: a colon followed by a space begins a value in YAML, and none is expected here (if the colon belongs to the text, put the text in quotes or on lines of its own after `>-`)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n\ten: Find it.\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:1 data-syntax: a tab stands in the indentation, where YAML takes spaces only (replace the tab by spaces)",
            ],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: no\n    ru: on\n",
            &[],
        ),
        (
            RECORDS,
            "  text: {en: Find it., ru: Найти.}\n",
            "  text:\n    en: true\n    ru: Найти.\n",
            &[
                "recommendations.yaml:28:9 data-wrong-type: expected text, found the truth value `true` (put the value in quotes to make it text)",
            ],
        ),
        (
            "fieldwork.yaml",
            "    group: households\n",
            "    group: households\n    observers: [{role: {en: A, ru: Б}, present: true}]\n",
            &[
                "fieldwork.yaml:9:49 data-bad-word: `true` is not one of `yes`, `no`, `unknown` (did you mean `yes`?)",
            ],
        ),
    ]);
}

/// What `diglot add` would write, of a small study that is whole.
fn added(sources: &Sources, kind: &str, answers: &[(&str, &str)]) -> Result<Added, String> {
    let answers = answers.iter();
    let answers = answers
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let kind = Kind::named(kind).expect("a kind that is there");
    add(kind, &answers, sources, &prepare(sources).study)
}

/// The study with what was added; everything that stood in its files must still stand there, to the byte.
fn with(sources: &Sources, added: &Added) -> Sources {
    let mut after = sources.clone();
    for (path, text) in &added.files {
        let before = sources.text(path).map_or("", |text| text);
        assert!(text.starts_with(before), "{path} keeps what it had");
        after.insert(path.clone(), Source::text(text.clone()));
    }
    after
}

const IN_BOTH: &[(&str, &str)] = &[
    ("title.en", "Say: who pays"),
    ("title.ru", "«Кто» платит"),
    ("text.en", "Publish who pays."),
    ("text.ru", "Публиковать, кто платит."),
    ("addressees", "board"),
    ("themes", "water"),
    ("supported_by", "F01"),
];

#[test]
fn what_is_added_is_valid_and_touches_nothing() {
    type Answers<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(&str, Answers<'_>, &str)] = &[
        ("recommendation", IN_BOTH, "R03"),
        (
            "finding",
            &[
                ("statement.en", "Few pay."),
                ("statement.ru", "Немногие платят."),
                ("kind", "view"),
                ("groups", "households"),
                ("evidence", "talks, survey"),
            ],
            "F02",
        ),
        (
            "term",
            &[("id", "well"), ("term.en", "well"), ("term.ru", "колодец")],
            "well",
        ),
        (
            "chapter",
            &[
                ("id", "money"),
                ("title.en", "Money"),
                ("title.ru", "Деньги"),
            ],
            "money",
        ),
        (
            "news",
            &[
                ("id", "launch"),
                ("date", "2024-05-02"),
                ("title.en", "Out"),
                ("title.ru", "Вышло"),
                ("text.en", "It is out."),
                ("text.ru", "Оно вышло."),
            ],
            "launch",
        ),
    ];
    for (kind, answers, id) in cases {
        let sources = sound();
        let added = added(&sources, kind, answers).expect(kind);
        assert_eq!(added.id, *id, "{kind}");
        assert_eq!(said(&with(&sources, &added)), [""; 0], "{kind}");
    }
    let sources = sound();
    let quote = added(
        &sources,
        "quote",
        &[
            ("id", "q-pay"),
            ("kind", "participant"),
            ("form", "paraphrase"),
            ("text.en", "We pay."),
            ("text.ru", "Мы платим."),
            ("group", "households"),
        ],
    );
    assert_eq!(
        said(&with(&sources, &quote.expect("a quote"))),
        [
            "quotes.yaml:8:7 quote-unused: no finding stands on the quote `q-pay`, and no chapter shows it"
        ]
    );
}

#[test]
fn a_text_in_one_language_is_a_translation_not_yet_made() {
    let sources = sound();
    let english: Vec<_> = IN_BOTH
        .iter()
        .filter(|(key, _)| !key.ends_with(".ru"))
        .copied()
        .collect();
    let added = added(&sources, "recommendation", &english).expect("one language is enough");
    assert_eq!(
        said(&with(&sources, &added)),
        [
            "recommendations.yaml:32:3 lang-missing: `title` of recommendation R03 has no text in `ru` (add `ru: …` to `title`)",
            "recommendations.yaml:34:3 lang-missing: `text` of recommendation R03 has no text in `ru` (add `ru: …` to `text`)",
        ]
    );
}

#[test]
fn a_quote_says_which_consent_was_given() {
    let sources = sound();
    let mut answers = vec![
        ("id", "q-deep"),
        ("kind", "participant"),
        ("form", "verbatim"),
        ("text.en", "The well is deep."),
        ("text.ru", "Колодец глубок."),
        ("group", "households"),
    ];
    let bare = added(&sources, "quote", &answers).expect("it can be written");
    let codes = said(&with(&sources, &bare));
    assert!(
        codes.iter().any(|line| line.contains("quote-consent")),
        "{codes:?}"
    );
    answers.extend([("consent.guardian", "given"), ("consent.quote", "given")]);
    let told = added(&sources, "quote", &answers).expect("it can be written");
    let text = &told.files[0].1;
    assert!(
        text.ends_with("  consent: { quote: given, guardian: given }\n"),
        "{text}"
    );
    let found = said(&with(&sources, &told));
    assert!(
        found.iter().all(|line| line.contains("quote-unused")),
        "{found:?}"
    );
}

#[test]
fn the_number_of_a_record_that_is_gone_is_not_given_again() {
    let mut sources = support::study("two-voices");
    let locked = |sources: &Sources| {
        let files = prepare(sources).renewed_lock(sources);
        diglot::build::with_files(sources, &files)
    };
    sources = locked(&sources);
    let path = "content/recommendations.yaml";
    let text = sources.text(path).expect("there").to_string();
    let (before, _) = text.split_once("- id: R02").expect("the last one");
    sources.insert(path, Source::text(before));
    // Told by the lock of the build before, and by every one after it.
    for _ in 0..2 {
        let added = added(&sources, "recommendation", IN_BOTH).expect("it can be added");
        assert_eq!(added.id, "R03");
        sources = locked(&sources);
    }
    let lock = sources.text("content/lock/recommendations.yaml.lock");
    let lock = lock.expect("there");
    assert!(lock.contains("\nR02.title retired\n"), "{lock}");
    // The same record has its texts back, and nothing has moved.
    sources.insert(path, Source::text(text));
    let back = prepare(&sources);
    assert!(back.study.fields.is_empty(), "{:?}", back.study.fields);
    let lock = locked(&sources);
    let lock = lock.text("content/lock/recommendations.yaml.lock");
    assert!(!lock.expect("there").contains("retired"));
}

#[test]
fn what_cannot_be_added_is_said() {
    let sources = sound();
    for (kind, answers, why) in [
        (
            "recommendation",
            &[][..],
            "a recommendation needs title.en, text.en, addressees, themes",
        ),
        (
            "term",
            &[("id", "talks"), ("term.en", "talk")],
            "the id `talks` is already in use",
        ),
        (
            "term",
            &[("id", "Well 1"), ("term.en", "well")],
            "the id `Well 1` is not lower-case Latin letters and digits joined by `-`",
        ),
        (
            "news",
            &[("id", "out"), ("title.en", "Out"), ("date", "May")],
            "`May` is not a day: write `2026-01-31`",
        ),
    ] {
        assert_eq!(added(&sources, kind, answers), Err(why.to_owned()));
    }
}

#[test]
fn a_list_that_no_record_can_stand_behind_is_said() {
    let path = "content/glossary.yaml";
    for (text, why) in [
        (
            "[{ id: talks, term: { en: talks } }]\n",
            "stands in brackets",
        ),
        (
            "- id: talks\n  term: { en: talks }\n...\n",
            "ends with `...`",
        ),
    ] {
        let mut sources = sound();
        sources.insert(path, Source::text(text));
        let answers = &[("id", "well"), ("term.en", "well")];
        let said = added(&sources, "term", answers).expect_err("no place for it");
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn a_record_is_set_as_its_neighbours_are() {
    let records = [
        ("", "- id: R01\n  title:\n"),
        ("# Ours\n", "# Ours\n- id: R01\n"),
        ("# Ours\n[]\n# End\n", "# Ours\n# End\n- id: R01\n"),
        (
            "- id: R07\r\n  number: 7",
            "- id: R07\r\n  number: 7\r\n- id: R08\r\n  title:\r\n",
        ),
        (
            "  - id: R0001\n\n  - id: R0002 # last\n",
            "  - id: R0001\n\n  - id: R0002 # last\n\n  - id: R0003\n    title:\n",
        ),
    ];
    for (before, expected) in records {
        let mut sources = sound();
        sources.insert("content/recommendations.yaml", Source::text(before));
        let added = added(&sources, "recommendation", IN_BOTH).expect("it can be added");
        let text = &added.files[0].1;
        assert!(text.starts_with(expected), "{text:?}");
    }
}

/// The bytes of every file of the site.
fn site(sources: &Sources) -> BTreeMap<String, u64> {
    let output = prepare(sources).output().value;
    let files = output.iter().map(|(path, file)| {
        let bytes = match file {
            File::Made { bytes, .. } => bytes.to_vec(),
            File::Copied(_) => Vec::new(),
        };
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        (path.clone(), hasher.finish())
    });
    files.collect()
}

#[test]
fn one_entry_of_progress_changes_its_page_the_lists_and_what_tells_of_progress() {
    let path = "content/recommendations.yaml";
    let mut before = support::study("two-voices");
    let first = "  progress:\n    - { date: 2024-05-01, status: in_progress }\n";
    edit(
        &mut before,
        path,
        "  horizon: short\n",
        &format!("  horizon: short\n{first}"),
    );
    let mut after = before.clone();
    let second = "    - { date: 2024-05-01, status: in_progress, verified: self_reported }\n";
    edit(&mut after, path, first, &format!("{first}{second}"));
    let (before, after) = (site(&before), site(&after));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>(),
        "no file comes or goes"
    );
    let changed: Vec<&String> = before
        .iter()
        .filter(|(path, digest)| after[*path] != **digest)
        .map(|(path, _)| path)
        .collect();
    let tells_of_progress = |path: &str| {
        path.starts_with("data/")
            || path.ends_with("feed.xml")
            || path.ends_with("/progress.xml")
            || path.contains("/recommendations/") && !path.contains("/R02/")
    };
    let others: Vec<_> = changed
        .iter()
        .filter(|path| !tells_of_progress(path))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    for page in [
        "en/recommendations/R01/index.html",
        "ru/recommendations/index.html",
    ] {
        assert!(
            changed.iter().any(|path| *path == page),
            "{page}: {changed:?}"
        );
    }
}

#[test]
fn a_number_that_is_given_again_by_hand_is_reported() {
    let path = "content/recommendations.yaml";
    let locked = |sources: &Sources| {
        let files = prepare(sources).renewed_lock(sources);
        diglot::build::with_files(sources, &files)
    };
    let mut sources = locked(&support::study("two-voices"));
    let text = sources.text(path).expect("there").to_string();
    let (before, old) = text.split_once("- id: R02").expect("the last one");
    let before = before.to_owned();
    sources.insert(path, Source::text(before.clone()));
    let sources = locked(&sources);
    let with = |record: &str| {
        let mut sources = sources.clone();
        sources.insert(path, Source::text(format!("{before}{record}")));
        sources
    };
    let other = |id: &str| {
        format!(
            "- id: {id}\n  title: {{ en: Plant trees along roads, ru: Посадить деревья у дорог }}\n  text: {{ en: Shade keeps the travellers cool., ru: Тень спасает путников от жары. }}\n  addressees: [water-board]\n  themes: [wells]\n"
        )
    };
    let number = |sources: &Sources| -> Vec<String> {
        let found = said(sources).into_iter();
        found
            .filter(|line| line.contains("data-number-reused"))
            .collect()
    };
    let reused = "recommendations.yaml:11:7 data-number-reused: R02 was the number of another recommendation, which is gone: “Say who pays” (the next free number is R03; the old one in other words has to come back with its old text first)";
    let cases = [
        // Its own text, also with a word more, another title or a text less: it is back.
        (format!("- id: R02{old}"), vec![]),
        (
            format!(
                "- id: R02{}",
                old.replace("Say who pays", "Say soon who pays")
            ),
            vec![],
        ),
        (
            format!("- id: R02{}", old.replace("Say who pays", "Costs")),
            vec![],
        ),
        // Something else.
        (other("R02"), vec![reused.to_owned()]),
        (other("R03"), vec![]),
    ];
    for (record, expected) in cases {
        assert_eq!(number(&with(&record)), expected, "{record}");
    }
    // It is an error, so the lock is not written and the next run says it again.
    assert!(prepare(&with(&other("R02"))).has_errors());
    // The last of its file as well, and that of a file that was away.
    let mut emptied = sources.clone();
    emptied.insert(path, Source::text("[]\n"));
    let mut away = sources.clone();
    away.remove(path);
    for without in [emptied, away] {
        let mut sources = locked(&without);
        sources.insert(path, Source::text(other("R01")));
        let found = number(&sources);
        assert_eq!(found.len(), 1, "{found:?}");
        sources.insert(path, Source::text(before.clone()));
        assert_eq!(number(&sources), [] as [&str; 0]);
    }
}

#[test]
fn a_view_in_per_cent_is_found_in_words_too() {
    let said_with = |lang: &str, old: &str, new: &str| {
        let mut sources = support::study("two-voices");
        let (old, new) = (format!("{lang}: {old}"), format!("{lang}: {new}"));
        edit(&mut sources, "content/findings.yaml", &old, &new);
        let found = said(&sources).into_iter();
        let shares = found.filter(|line| line.contains("finding-percent"));
        shares.count()
    };
    let english = "Most households drink from wells.";
    let russian = "Большинство семей пьёт воду из колодцев.";
    for (lang, old, new, expected) in [
        (
            "en",
            english,
            "60 per cent of households drink from wells.",
            1,
        ),
        (
            "en",
            english,
            "Sixty percent of households drink from wells.",
            1,
        ),
        (
            "ru",
            russian,
            "60 процентов семей пьют воду из колодцев.",
            1,
        ),
        ("ru", russian, "Шестьдесят семей пьют воду из колодцев.", 0),
    ] {
        assert_eq!(said_with(lang, old, new), expected, "{new}");
    }
}
