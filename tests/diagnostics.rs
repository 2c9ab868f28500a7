//! Diagnostics as they are printed: for people, JSON, SARIF, GitHub.

use diglot::diagnostic::{
    Code, Diagnostic, Severity, github, human, humans, json, read_json, sarif,
};
use diglot::source::{Place, SourcePath, Sources, Span};
use proptest::prelude::*;

static UNKNOWN_KEY: Code = Code {
    name: "data-unknown-key",
    why: "A key that nothing reads is mostly a slip.",
    remedy: "Correct the key, or remove it.",
};

static PLAIN: Code = Code {
    name: "file-not-utf8",
    why: "Texts are read as UTF-8.",
    remedy: "Save the file as UTF-8 in your editor, then build again.",
};

const RECORDS: &str = "content/recommendations.yaml";
const CHAPTER: &str = "content/chapters/01-дети.ru.md";

fn at(path: &str, text: &str, part: &str) -> Place {
    let start = text.find(part).expect("the part stands in the text");
    let path: SourcePath = path.into();
    Place::span(&path, Span::new(start, start + part.len()))
}

/// One diagnostic about `part` of a chapter, laid out without colours.
fn about(text: &str, part: &str) -> String {
    let sources = Sources::new().with_text(CHAPTER, text);
    let one = Diagnostic::error(&PLAIN, at(CHAPTER, text, part), "what is wrong").help("mend it");
    human(&one, &sources, false)
}

fn unknown_key() -> (Diagnostic, Sources) {
    let text = "- id: R04\n  actors: [unicef]\n  adressees: [unicef]\n";
    let place = at(RECORDS, text, "adressees");
    let message = "unknown key `adressees` in recommendation R04";
    let one = Diagnostic::error(&UNKNOWN_KEY, place, message).help("did you mean `addressees`?");
    (one, Sources::new().with_text(RECORDS, text))
}

#[test]
fn a_short_remedy_is_a_label() {
    let (one, sources) = unknown_key();
    insta::assert_snapshot!(human(&one, &sources, false), @r"
    error[data-unknown-key]: unknown key `adressees` in recommendation R04
     --> content/recommendations.yaml:3:3
      |
    3 |   adressees: [unicef]
      |   ^^^^^^^^^ did you mean `addressees`?
    ");
}

#[test]
fn a_long_remedy_and_other_places_stand_below() {
    let (mut one, sources) = unknown_key();
    one.severity = Severity::Warning;
    let help = "add it to the vocabulary with a label in every language, or correct it";
    let path: SourcePath = RECORDS.into();
    let one = one
        .help(help)
        .note(
            Place::span(&path, Span::new(0, 1)),
            "the record begins here",
        )
        .note(
            Place::span(&path, Span::new(14, 14)),
            "known keys\nare such",
        );
    insta::assert_snapshot!(human(&one, &sources, false), @r"
    warning[data-unknown-key]: unknown key `adressees` in recommendation R04
     --> content/recommendations.yaml:3:3
      |
    3 |   adressees: [unicef]
      |   ^^^^^^^^^
      |
      = help: add it to the vocabulary with a label in every language, or correct it
    note: content/recommendations.yaml:1:1: the record begins here
    note: content/recommendations.yaml:2:5: known keys are such
    ");
}

#[test]
fn a_label_is_followed_by_a_bar_before_notes() {
    let (one, sources) = unknown_key();
    let path: SourcePath = RECORDS.into();
    let one = one.note(Place::file(&path), "recommendations are declared here");
    insta::assert_snapshot!(human(&one, &sources, false), @r"
    error[data-unknown-key]: unknown key `adressees` in recommendation R04
     --> content/recommendations.yaml:3:3
      |
    3 |   adressees: [unicef]
      |   ^^^^^^^^^ did you mean `addressees`?
      |
    note: content/recommendations.yaml:1:1: recommendations are declared here
    ");
}

#[test]
fn a_whole_file_has_no_source_line_and_the_code_a_remedy() {
    let (_, sources) = unknown_key();
    let path: SourcePath = RECORDS.into();
    let one = Diagnostic::error(&PLAIN, Place::file(&path), "this file is not UTF-8 text");
    insta::assert_snapshot!(human(&one, &sources, false), @r"
    error[file-not-utf8]: this file is not UTF-8 text
     --> content/recommendations.yaml:1:1
      = help: Save the file as UTF-8 in your editor, then build again.
    ");
}

#[test]
fn columns_are_those_that_people_see() {
    let cyrillic = format!("{}Как мы пишем в [#R7b], дети…\r\n", "\r\n".repeat(13));
    insta::assert_snapshot!(about(&cyrillic, "R7b"), @r"
    error[file-not-utf8]: what is wrong
      --> content/chapters/01-дети.ru.md:14:18
       |
    14 | Как мы пишем в [#R7b], дети…
       |                  ^^^ mend it
    ");
    insta::assert_snapshot!(about("\u{feff}a\t👩‍👩‍👧 日本\tx\t", "日本"), @r"
    error[file-not-utf8]: what is wrong
     --> content/chapters/01-дети.ru.md:1:9
      |
    1 | a    👩‍👩‍👧 日本    x
      |         ^^^^ mend it
    ");
    insta::assert_snapshot!(about("a\u{1b}[31mb\u{202e}c", "b"), @r"
    error[file-not-utf8]: what is wrong
     --> content/chapters/01-дети.ru.md:1:7
      |
    1 | a�[31mb�c
      |       ^ mend it
    ");
}

#[test]
fn long_places_and_long_lines_are_cut() {
    insta::assert_snapshot!(about("один\nдва\n\nтри", "два\n\nтри"), @r"
    error[file-not-utf8]: what is wrong
     --> content/chapters/01-дети.ru.md:2:1
      |
    2 | два
      | ^^^ mend it
    ...
    ");
    let long = format!("{}МЕСТО{}", "слово ".repeat(500), " слово".repeat(500));
    insta::assert_snapshot!(about(&long, "МЕСТО"), @r"
    error[file-not-utf8]: what is wrong
     --> content/chapters/01-дети.ru.md:1:3001
      |
    1 | …ово слово слово слово слово слово слово МЕСТО слово слово слово слово слово…
      |                                          ^^^^^ mend it
    ");
}

/// Each shows its own surroundings. The work grows with the line, not with its square: else this does not end.
#[test]
fn the_mistakes_of_one_endless_line_are_told_one_by_one() {
    let number = 20_000;
    let text = "Ошибка и ".repeat(number);
    let sources = Sources::new().with_text(CHAPTER, text.as_str());
    let path: SourcePath = CHAPTER.into();
    let word = "Ошибка".len();
    let found: Vec<Diagnostic> = (text.match_indices("Ошибка"))
        .map(|(at, _)| Place::span(&path, Span::new(at, at + word)))
        .map(|place| Diagnostic::error(&PLAIN, place, "what is wrong").help("mend it"))
        .collect();

    let texts = humans(&found, &sources, false);
    assert_eq!(texts.len(), number);
    insta::assert_snapshot!(texts[number / 2], @r"
    error[file-not-utf8]: what is wrong
     --> content/chapters/01-дети.ru.md:1:90001
      |
    1 | …а и Ошибка и Ошибка и Ошибка и Ошибка и Ошибка и Ошибка и Ошибка и Ошибка и …
      |                                          ^^^^^^ mend it
    ");
    let again = read_json(&json(&found, &sources), &[&PLAIN], &sources);
    assert!(again == found, "read back they are the same");
}

#[test]
fn an_empty_place_at_the_end_has_one_caret() {
    let sources = Sources::new().with_text(CHAPTER, "слово");
    let path: SourcePath = CHAPTER.into();
    let place = Place::span(&path, Span::new(10, 10));
    let one = Diagnostic::error(&PLAIN, place, "the file ends here").help("go on");
    insta::assert_snapshot!(human(&one, &sources, false), @r"
    error[file-not-utf8]: the file ends here
     --> content/chapters/01-дети.ru.md:1:6
      |
    1 | слово
      |      ^ go on
    ");
}

#[test]
fn colours_only_where_wanted() {
    let (one, sources) = unknown_key();
    let plain = human(&one, &sources, false);
    let coloured = human(&one, &sources, true);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.starts_with("\u{1b}[1;31merror[data-unknown-key]\u{1b}[0m"));
    let mut stripped = coloured;
    for style in ["1;31", "1;34", "1", "0"] {
        stripped = stripped.replace(&format!("\u{1b}[{style}m"), "");
    }
    assert_eq!(stripped, plain);
}

#[test]
fn for_programs() {
    let (one, sources) = unknown_key();
    let path: SourcePath = RECORDS.into();
    let one = one.note(Place::file(&path), "recommendations are declared here");
    insta::assert_snapshot!(json(&[one], &sources), @r#"
    [
      {
        "code": "data-unknown-key",
        "severity": "error",
        "path": "content/recommendations.yaml",
        "line": 3,
        "column": 3,
        "end_line": 3,
        "end_column": 12,
        "message": "unknown key `adressees` in recommendation R04",
        "help": "did you mean `addressees`?",
        "related": [
          {
            "path": "content/recommendations.yaml",
            "line": 1,
            "column": 1,
            "message": "recommendations are declared here"
          }
        ]
      }
    ]
    "#);
    assert_eq!(json(&[], &sources), "[]");
}

#[test]
fn for_github() {
    let text = "один\n";
    let path = "content/100%,a:b.md";
    let sources = Sources::new().with_text(path, text);
    let message = "50% of\nwhat, where: here";
    let one = Diagnostic::warning(&UNKNOWN_KEY, at(path, text, "дин"), message);
    insta::assert_snapshot!(github(&[one], &sources), @"::warning file=content/100%25%2Ca%3Ab.md,line=1,col=2,endLine=1,endColumn=5,title=data-unknown-key::50%25 of%0Awhat, where: here%0ACorrect the key, or remove it.");
}

#[test]
fn for_code_scanning() {
    let text = "слово 👍 слово\n";
    let sources = Sources::new().with_text(CHAPTER, text);
    let path: SourcePath = CHAPTER.into();
    let found = [
        Diagnostic::error(&UNKNOWN_KEY, at(CHAPTER, text, "👍"), "wrong")
            .help("did you mean `ok`?")
            .note(Place::file(&path), "declared here"),
        Diagnostic::warning(&PLAIN, Place::file(&path), "not UTF-8"),
    ];
    insta::assert_snapshot!(sarif(&found, &sources).replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "diglot",
              "version": "VERSION",
              "rules": [
                {
                  "id": "data-unknown-key",
                  "shortDescription": {
                    "text": "A key that nothing reads is mostly a slip."
                  },
                  "help": {
                    "text": "Correct the key, or remove it."
                  }
                },
                {
                  "id": "file-not-utf8",
                  "shortDescription": {
                    "text": "Texts are read as UTF-8."
                  },
                  "help": {
                    "text": "Save the file as UTF-8 in your editor, then build again."
                  }
                }
              ]
            }
          },
          "originalUriBaseIds": {
            "SRCROOT": {
              "description": {
                "text": "The folder of the study."
              }
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "data-unknown-key",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "wrong\ndid you mean `ok`?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/chapters/01-%D0%B4%D0%B5%D1%82%D0%B8.ru.md",
                      "uriBaseId": "SRCROOT"
                    },
                    "region": {
                      "startLine": 1,
                      "startColumn": 7,
                      "endLine": 1,
                      "endColumn": 8
                    }
                  }
                }
              ],
              "relatedLocations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/chapters/01-%D0%B4%D0%B5%D1%82%D0%B8.ru.md",
                      "uriBaseId": "SRCROOT"
                    },
                    "region": {
                      "startLine": 1,
                      "startColumn": 1,
                      "endLine": 1,
                      "endColumn": 1
                    }
                  },
                  "message": {
                    "text": "declared here"
                  }
                }
              ]
            },
            {
              "ruleId": "file-not-utf8",
              "ruleIndex": 1,
              "level": "warning",
              "message": {
                "text": "not UTF-8"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/chapters/01-%D0%B4%D0%B5%D1%82%D0%B8.ru.md",
                      "uriBaseId": "SRCROOT"
                    }
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn what_was_printed_can_be_read_back() {
    let (one, sources) = unknown_key();
    let path: SourcePath = RECORDS.into();
    let found = vec![
        one,
        Diagnostic::warning(&PLAIN, Place::file(&path), "no help of its own"),
    ];
    let text = json(&found, &sources);
    let codes = [&UNKNOWN_KEY, &PLAIN];
    assert_eq!(read_json(&text, &codes, &sources), found);
    assert_eq!(read_json(&text, &codes[1..], &sources), found[1..]);
    assert_eq!(read_json("{ broken", &codes, &sources), []);
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a", "ж", "👍", "日", "\t", "\n", "\r\n", "\r", " ", "\u{feff}", "\u{301}", "\u{1b}",
    ];
    let dense = prop::collection::vec(prop::sample::select(pieces), 0..40);
    prop_oneof![dense.prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_never_panics_and_reads_back(
        text in texts(),
        message in any::<String>(),
        spans in prop::collection::vec((0usize..120, 0usize..120), 1..4),
    ) {
        let sources = Sources::new().with_text(CHAPTER, text);
        let path: SourcePath = CHAPTER.into();
        let mut found = Vec::new();
        for (start, end) in spans {
            let place = Place::span(&path, Span { start, end });
            let note = Place::span(&path, Span { start: end, end: start });
            found.push(Diagnostic::error(&PLAIN, place, message.clone()).note(note, "there"));
        }
        let printed = |found: &[Diagnostic]| -> Vec<String> {
            let people = found.iter().map(|one| human(one, &sources, false));
            people.chain([json(found, &sources), github(found, &sources), sarif(found, &sources)]).collect()
        };
        let back = read_json(&json(&found, &sources), &[&PLAIN], &sources);
        prop_assert_eq!(printed(&found), printed(&back));
    }
}
