//! What must hold of any lists of elements, and what the lock's knowledge does.

use super::{Body, Woven, weave};
use crate::language::Lang;
use crate::source::Span;
use crate::study::BlockId;
use crate::study::inline::{Inline, Words};
use crate::study::text::{Attached, Attachments, Container, Element, ElementKind};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn element(kind: ElementKind) -> Element {
    Element {
        kind,
        span: Span::default(),
        attached: Attached::default(),
    }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(Words::apart(text, Span::default()))]
}

fn paragraph(text: &str) -> Element {
    element(ElementKind::Paragraph(words(text)))
}

fn heading(level: u8, text: &str) -> Element {
    let content = words(text);
    element(ElementKind::Heading { level, content })
}

fn container(content: Vec<Element>) -> Element {
    element(ElementKind::Container(Box::new(Container {
        name: "callout".to_owned(),
        name_span: Span::default(),
        arguments: Vec::new(),
        content,
    })))
}

/// A body whose elements stand one after the other; `known` by the words with which elements begin.
fn body(lang: &str, mut elements: Vec<Element>, known: &[(&str, &str)]) -> Body {
    let mut offset = 0;
    place(&mut elements, &mut offset);
    let mut ids = BTreeMap::new();
    for element in &elements {
        let words = crate::align::words::of(element);
        let found = known.iter().filter(|(start, _)| words.starts_with(start));
        ids.extend(found.map(|(_, id)| (element.span.start, BlockId::new(*id))));
    }
    Body {
        lang: Lang::parse(lang).expect("a tag"),
        path: format!("content/chapters/01-a.{lang}.md").into(),
        elements,
        known: ids,
        doubts: BTreeMap::new(),
    }
}

fn place(elements: &mut [Element], offset: &mut usize) {
    for element in elements {
        let start = *offset;
        *offset += 10;
        if let ElementKind::Container(container) = &mut element.kind {
            place(&mut container.content, offset);
        }
        element.span = Span::new(start, *offset);
        *offset += 1;
    }
}

/// `en: words | ru: words`, one line per block, inner ones indented.
fn shown(woven: &[Woven]) -> String {
    let mut lines = Vec::new();
    show(woven, "", &mut lines);
    lines.join("\n")
}

fn show(woven: &[Woven], indent: &str, lines: &mut Vec<String>) {
    for block in woven {
        let texts = block.texts.iter().map(|(lang, one)| {
            let words: Vec<String> = one.elements.iter().map(crate::align::words::of).collect();
            format!("{lang}: {}", words.join(" + "))
        });
        lines.push(format!("{indent}{}", texts.collect::<Vec<_>>().join(" | ")));
        show(&block.inner, &format!("{indent}  "), lines);
    }
}

#[test]
fn pairs_that_the_lock_knows_stand() {
    let en = vec![paragraph("One."), paragraph("Two."), paragraph("Three.")];
    let ru = vec![paragraph("Три."), paragraph("Раз."), paragraph("Два.")];
    let known = [
        ("Three", "p-3"),
        ("One", "p-1"),
        ("Три", "p-3"),
        ("Раз", "p-1"),
    ];
    let woven = weave(vec![body("en", en, &known), body("ru", ru, &known)]);
    assert_eq!(
        shown(&woven.value),
        "en: One. | ru: Раз.\nen: Two. | ru: Два.\nen: Three. | ru: Три."
    );
    assert_eq!(woven.diagnostics, Vec::new());
}

#[test]
fn only_what_is_new_is_aligned() {
    let en = ["Alpha.", "Beta.", "A new one of the same length.", "Gamma."].map(paragraph);
    let ru = [
        "Альфа.",
        "Новый абзац, такой же длинный.",
        "Бета.",
        "Гамма.",
    ]
    .map(paragraph);
    let known = [
        ("Alpha", "p-a"),
        ("Альфа", "p-a"),
        ("Beta", "p-b"),
        ("Бета", "p-b"),
        ("Gamma", "p-c"),
        ("Гамма", "p-c"),
    ];
    let woven = weave(vec![
        body("en", en.to_vec(), &known),
        body("ru", ru.to_vec(), &known),
    ]);
    // The new ones stand in different gaps: nothing says that they are one.
    assert_eq!(woven.value.len(), 5);
}

#[test]
fn neighbours_under_one_known_id_are_parts_of_one_block() {
    let en = vec![paragraph("Whole."), paragraph("Next.")];
    let ru = vec![
        paragraph("Часть один."),
        paragraph("Часть два."),
        paragraph("Дальше."),
    ];
    let known = [("Whole", "p-a"), ("Часть", "p-a")];
    let woven = weave(vec![body("en", en, &known), body("ru", ru, &known)]);
    assert_eq!(
        shown(&woven.value),
        "en: Whole. | ru: Часть один. + Часть два.\nen: Next. | ru: Дальше."
    );
    assert_eq!(woven.value[0].known, Some(BlockId::new("p-a")));
    assert_eq!(woven.value[0].texts[1].1.confidence, 100);
}

#[test]
fn a_pair_takes_the_id_that_one_side_has() {
    let en = vec![paragraph("First."), paragraph("Second.")];
    let ru = vec![paragraph("Первый."), paragraph("Второй.")];
    let known = [("First", "p-1"), ("Второй", "p-2")];
    let woven = weave(vec![body("en", en, &known), body("ru", ru, &known)]);
    let ids: Vec<_> = woven
        .value
        .iter()
        .map(|block| block.known.clone())
        .collect();
    assert_eq!(ids, [Some(BlockId::new("p-1")), Some(BlockId::new("p-2"))]);
}

#[test]
fn a_third_language_is_paired_with_what_the_second_has_beyond_the_first() {
    let en = ["The well is 40 m deep.", "It was dug in 1962."].map(paragraph);
    let ru = [
        "Колодец глубиной 40 м.",
        "Примечание: высота дана по карте.",
        "Его вырыли в 1962 году.",
    ]
    .map(paragraph);
    let kk = [
        "Құдықтың тереңдігі 40 м.",
        "Ескерту: биіктігі карта бойынша.",
        "Ол 1962 жылы қазылған.",
    ]
    .map(paragraph);
    let three = || {
        [
            body("en", en.to_vec(), &[]),
            body("ru", ru.to_vec(), &[]),
            body("kk", kk.to_vec(), &[]),
        ]
    };
    let woven = weave(three().into());
    assert_eq!(
        shown(&woven.value),
        "en: The well is 40 m deep. | ru: Колодец глубиной 40 м. | kk: Құдықтың тереңдігі 40 м.\n\
         ru: Примечание: высота дана по карте. | kk: Ескерту: биіктігі карта бойынша.\n\
         en: It was dug in 1962. | ru: Его вырыли в 1962 году. | kk: Ол 1962 жылы қазылған."
    );
}

#[test]
fn a_container_without_partner_keeps_what_it_holds() {
    let en = vec![container(vec![
        paragraph("In."),
        container(vec![paragraph("Deep.")]),
    ])];
    let woven = weave(vec![body("en", en, &[]), body("ru", Vec::new(), &[])]);
    assert_eq!(shown(&woven.value).lines().count(), 4);
    assert_eq!(woven.diagnostics.len(), 1);
}

#[test]
fn a_long_list_of_equal_blocks_is_no_trouble() {
    let many = |count: usize| vec![paragraph("Same."); count];
    for (left, right) in [(1500, 1500), (1500, 500), (1500, 0), (1, 1500)] {
        let woven = weave(vec![
            body("en", many(left), &[]),
            body("ru", many(right), &[]),
        ]);
        assert!(woven.value.len() >= left.max(right) / 2, "{left} {right}");
        let first = &woven.value[0].texts;
        assert!(
            right == 0 || first.len() == 2,
            "the earliest are paired: {left} {right}"
        );
    }
}

/// A few words that stand in several languages' texts, and kinds of elements in any order.
fn elements() -> impl Strategy<Value = Vec<Element>> {
    let text = prop::collection::vec(0..12_usize, 0..8).prop_map(|picks| {
        let words = [
            "one",
            "два",
            "1 000",
            "16–17",
            "NASA",
            "төрт",
            "Almaty",
            "Алматы",
            "и",
            "the",
            "2021",
            ".",
        ];
        picks
            .iter()
            .map(|at| words[*at])
            .collect::<Vec<_>>()
            .join(" ")
    });
    let plain =
        (0..7_usize, text, prop::option::weighted(0.1, 0..5_usize)).prop_map(|(kind, text, id)| {
            let mut element = match kind {
                0..=2 => paragraph(&text),
                3 => heading(2, &text),
                4 => heading(3, &text),
                5 => element(ElementKind::Quote(vec![paragraph(&text)])),
                _ => element(ElementKind::Rule),
            };
            element.attached = Attached::from(Attachments {
                id: id.map(|id| (format!("id{id}"), Span::default())),
                ..Attachments::default()
            });
            element
        });
    let leaf = plain.boxed();
    let nested = (leaf.clone(), prop::collection::vec(leaf, 0..4), 0..8_usize)
        .prop_map(|(plain, inner, kind)| if kind == 0 { container(inner) } else { plain });
    prop::collection::vec(nested, 0..25)
}

/// Where each language's elements begin, in the order of the blocks' places.
fn starts(woven: &[Woven], lang: &str) -> Vec<usize> {
    let mut here: Vec<(usize, Vec<usize>)> = Vec::new();
    for block in woven {
        let inner = starts(&block.inner, lang);
        if let Some((_, one)) = block.texts.iter().find(|(own, _)| own.as_str() == lang) {
            let own = one.elements.iter().map(|element| element.span.start);
            here.push((one.order, own.chain(inner).collect()));
        }
    }
    here.sort();
    here.into_iter().flat_map(|(_, starts)| starts).collect()
}

fn all_starts(elements: &[Element]) -> Vec<usize> {
    let mut out = Vec::new();
    for element in elements {
        out.push(element.span.start);
        if let ElementKind::Container(container) = &element.kind {
            out.extend(all_starts(&container.content));
        }
    }
    out
}

/// What belongs together, whatever the order: one line per block, languages ordered.
fn together(woven: &[Woven]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in woven {
        let mut texts: Vec<String> = block
            .texts
            .iter()
            .map(|(lang, one)| {
                let starts: Vec<usize> = one
                    .elements
                    .iter()
                    .map(|element| element.span.start)
                    .collect();
                format!("{lang}{starts:?}")
            })
            .collect();
        texts.sort();
        lines.push(texts.join(" "));
        lines.extend(together(&block.inner));
    }
    lines.sort();
    lines
}

/// Some elements of each body are known to the lock.
fn bodies(texts: &[(&str, Vec<Element>)], known: &[(usize, usize)]) -> Vec<Body> {
    let mut bodies: Vec<Body> = texts
        .iter()
        .map(|(lang, elements)| body(lang, elements.clone(), &[]))
        .collect();
    for (at, (unit, id)) in known.iter().enumerate() {
        let count = bodies.len();
        let body = &mut bodies[at % count];
        if let Some(element) = body.elements.get(*unit) {
            body.known
                .insert(element.span.start, BlockId::new(format!("p-{id}")));
        }
    }
    bodies
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_element_is_in_one_block_and_in_order(
        en in elements(), ru in elements(), kk in elements(),
        known in prop::collection::vec((0..20_usize, 0..6_usize), 0..12),
    ) {
        let texts = [("en", en), ("ru", ru), ("kk", kk)];
        let woven = weave(bodies(&texts, &known)).value;
        for body in bodies(&texts, &known) {
            prop_assert_eq!(starts(&woven, body.lang.as_str()), all_starts(&body.elements));
        }
        let again = weave(bodies(&texts, &known)).value;
        prop_assert_eq!(shown(&woven), shown(&again));
    }

    #[test]
    fn a_text_and_its_copy_are_paired_one_to_one(text in elements()) {
        let mut text = text;
        text.iter_mut().for_each(|element| element.attached = Attached::default());
        let woven = weave(bodies(&[("en", text.clone()), ("ru", text)], &[]));
        for block in together(&woven.value) {
            let (en, ru) = block.split_once(' ').expect("both languages");
            prop_assert_eq!(en.trim_start_matches("en"), ru.trim_start_matches("ru"));
            prop_assert!(!en.contains(','), "one element alone: {}", en);
        }
        prop_assert_eq!(woven.diagnostics, Vec::new());
    }

    #[test]
    fn the_order_of_the_other_languages_changes_nothing(en in elements(), ru in elements(), kk in elements()) {
        let texts = [("en", en.clone()), ("ru", ru.clone())];
        let two = weave(bodies(&texts, &[])).value;
        let three = weave(bodies(&[("en", en.clone()), ("ru", ru.clone()), ("kk", kk.clone())], &[])).value;
        let turned = weave(bodies(&[("en", en), ("kk", kk), ("ru", ru)], &[])).value;
        // With or without a third language, a text of the second stands in the same block or has been joined to more.
        for line in together(&two) {
            let of_ru = line.split(' ').find(|part| part.starts_with("ru["));
            let start = of_ru.map(|part| part.trim_start_matches("ru[").trim_end_matches(']').to_owned());
            prop_assert!(start.is_none_or(|start| together(&three).iter().any(|other| other.contains(&start))));
        }
        let paired = |lines: Vec<String>| -> Vec<String> { lines.into_iter().filter(|line| line.contains("en[")).collect() };
        prop_assert_eq!(paired(together(&three)), paired(together(&turned)));
    }
}
