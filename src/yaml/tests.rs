use super::*;
use crate::source::{Field, Lines};
use proptest::prelude::*;

fn path() -> SourcePath {
    "content/x.yaml".into()
}

fn spot(text: &str, span: Span) -> String {
    let lines = Lines::new(text);
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    format!(
        "{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

fn said(text: &str) -> Vec<String> {
    let read = parse(&path(), text, 0);
    let one = |diagnostic: &Diagnostic| match &diagnostic.place {
        Place::Span { span, .. } => {
            let at = Lines::new(text).position(span.start);
            format!(
                "{}:{} {}: {}",
                at.line, at.column, diagnostic.code.name, diagnostic.message
            )
        }
        other => format!("{other:?}"),
    };
    read.diagnostics.iter().map(one).collect()
}

#[test]
fn values_have_places() {
    let text = "\u{feff}# список\r\n- id: R01\r\n  title: {en: \"One\", ru: Раз}\r\n  text:\r\n    ru: >-\r\n      Две\r\n      строки\r\n\r\n  themes: [a, b]\r\n  n: 8.10\r\n";
    let read = parse(&path(), text, 0);
    assert_eq!(read.diagnostics, []);
    let index = Index::new(read.value.expect("this is YAML"));
    let record = Field::root().index(0);
    for (field, value, key) in [
        (record.key("id"), "2:7-2:10", "2:3-2:5"),
        (record.key("title").key("ru"), "3:26-3:29", "3:22-3:24"),
        (record.key("text").key("ru"), "6:7-7:13", "5:5-5:7"),
        (record.key("text"), "5:5-7:13", "4:3-4:7"),
        (record.key("themes"), "9:11-9:17", "9:3-9:9"),
        (record.key("themes").index(1), "9:15-9:16", "9:15-9:16"),
        (record.key("themes").index(7), "9:11-9:17", "9:11-9:17"),
        (record.key("n"), "10:6-10:10", "10:3-10:4"),
        (record.key("gone").key("en"), "2:3-10:10", "2:3-10:10"),
    ] {
        assert_eq!(spot(text, index.value(&field)), value, "value of {field}");
        assert_eq!(spot(text, index.key(&field)), key, "key of {field}");
    }
}

#[test]
fn numbers_stay_as_typed() {
    let node = parse(&path(), "[8.10, 010, no, true, ~, 2021-10-07, 1_000]", 0).value;
    let Value::List(elements) = node.expect("YAML").value else {
        panic!("a list")
    };
    let kinds: Vec<String> = elements.iter().map(Node::kind).collect();
    assert_eq!(
        kinds,
        [
            "the number `8.10`",
            "the text `010`",
            "the text `no`",
            "the truth value `true`",
            "nothing",
            "the text `2021-10-07`",
            "the text `1_000`"
        ]
    );
}

#[test]
fn what_is_not_yaml_is_said_in_plain_words() {
    for (text, expected) in [
        (
            "a: \"x\nb: y\n",
            "1:4 data-syntax: the quotation mark that opens here",
        ),
        (
            "- id: a\n  t: \"x\n  u: \"y\"\n",
            "2:6 data-syntax: the quotation mark that opens here",
        ),
        (
            "a:\n\tb: 1\n",
            "2:1 data-syntax: a tab stands in the indentation",
        ),
        (
            "- id: R01\n\tb: 1\n",
            "2:1 data-syntax: a tab stands in the indentation",
        ),
        (
            "a: Costs: who pays\n",
            "1:9 data-syntax: a colon followed by a space",
        ),
        ("a: [x, y\nb: 1\n", "2:2 data-syntax: "),
        (
            "a: @x\n",
            "1:4 data-syntax: text cannot begin with this sign",
        ),
        (
            "a: *x\n",
            "1:4 data-syntax: text that begins with `*` or `&`",
        ),
        ("a: \"\\q\"\n", "1:4 data-syntax: a `\\` inside"),
        (
            "a: b\nc: d\0\n",
            "2:5 file-control: the control character U+0000",
        ),
        (
            "a: b\u{b}c\n",
            "1:5 file-control: the control character U+000B",
        ),
        ("a: !x y\n", "1:4 data-syntax: text that begins with `!`"),
        ("a: 1\n b: 2\n", "2:3 data-syntax: "),
        ("a: 1\n---\nb: 2\n", "2:1 data-syntax: a second document"),
        (
            "? [a]\n: b\n",
            "1:3 data-syntax: a map or a list stands where a key",
        ),
        (
            "a: 1\nb: 2\na: 3\n",
            "3:1 data-duplicate-key: the key `a` stands twice",
        ),
        (
            "a: &x [*x]\n",
            "1:8 data-alias-bomb: the alias `*x` stands inside",
        ),
        (
            "a: It is rated #5 here\n",
            "1:16 data-comment: `#5 here` is a comment",
        ),
    ] {
        let said = said(text);
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        assert!(said[0].starts_with(expected), "{text}: {said:?}");
    }
}

#[test]
fn comments_are_comments() {
    for text in [
        "a: rated # five\n",
        "a: one #two\n",
        "a: [b c] #d\n",
        "a: \"b c\" #d\n",
        "a: >-\n  b c #d\n",
        "#a b\na: b c#d\n",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn bombs_stop() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..10 {
        let inside = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{inside}]\n");
    }
    let said_of_bomb = said(&bomb);
    assert!(
        said_of_bomb[0].contains("data-alias-bomb"),
        "{said_of_bomb:?}"
    );
    let deep = "[".repeat(1_000_000);
    assert!(said(&deep)[0].contains("data-too-deep"));
}

#[test]
fn ten_megabytes_are_read() {
    let record = "- id: запись\n  text: >-\n    Довольно длинный текст, как в настоящем исследовании, без повторов.\n";
    let text = record.repeat(10_000_000 / record.len());
    let read = parse(&path(), &text, 0);
    assert_eq!(read.diagnostics, []);
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in "([a-zа-я \n\t:'\"\\[\\]{}&*!|>%@,#?-]|- |: |\r\n|\u{feff}){0,60}") {
        let read = parse(&path(), &text, 0);
        for diagnostic in &read.diagnostics {
            if let Place::Span { span, .. } = &diagnostic.place {
                prop_assert!(span.start <= span.end, "{text:?} {span:?}");
                prop_assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
            }
        }
        prop_assert!(read.value.is_some() || !read.diagnostics.is_empty());
        if let Some(node) = read.value {
            all_inside(&node, &text)?;
        }
    }
}

fn all_inside(node: &Node, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(
        text.get(node.span.start..node.span.end).is_some(),
        "{text:?} {node:?}"
    );
    match &node.value {
        Value::List(elements) => elements.iter().try_for_each(|one| all_inside(one, text)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| {
            let key = entry.key_span;
            prop_assert!(text.get(key.start..key.end).is_some(), "{text:?} {entry:?}");
            all_inside(&entry.value, text)
        }),
        _ => Ok(()),
    }
}
