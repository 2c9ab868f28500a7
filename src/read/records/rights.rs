//! Rights, principles and goals: each is checked against what its framework has.

use crate::diagnostic::Code;
use crate::study::recommendation::Rights;
use crate::yaml::{Map, Node, Notes, Shape, Value, text};

/// An article, principle or target that does not exist.
pub(in crate::read) static DATA_BAD_RIGHT: Code = Code {
    name: "data-bad-right",
    why: "Articles, principles and targets are looked up by readers, so they must exist, and they are texts: without \
          quotation marks YAML reads `8.10` as the number 8.1.",
    remedy: "Write it in quotes, as its document numbers it: `\"32.1\"`.",
};

/// Targets of the 17 goals: how many are numbered, and the last lettered one (A/RES/71/313, annex). 169 in all.
const TARGETS: [(u32, Option<char>); 17] = [
    (5, Some('b')),
    (5, Some('c')),
    (9, Some('d')),
    (7, Some('c')),
    (6, Some('c')),
    (6, Some('b')),
    (3, Some('b')),
    (10, Some('b')),
    (5, Some('c')),
    (7, Some('c')),
    (7, Some('c')),
    (8, Some('c')),
    (3, Some('b')),
    (7, Some('c')),
    (9, Some('c')),
    (10, Some('b')),
    (19, None),
];

/// A framework: what may be written, and what it is called.
struct Framework {
    has: fn(&str) -> bool,
    /// The same for editors; of targets it lets pass some that no goal has.
    pattern: &'static str,
    expected: &'static str,
}

const CRC: Framework = Framework {
    has: |typed| {
        let (article, rest) = typed.split_once('.').unwrap_or((typed, ""));
        within(article, 54) && (!typed.contains('.') || is_paragraph(rest))
    },
    pattern: r"^([1-9]|[1-4][0-9]|5[0-4])(\.([1-9][0-9]?|[a-z]))*$",
    expected: "an article of the Convention on the Rights of the Child: 1 to 54, with its paragraph as in `32.1`",
};
const CRBP: Framework = Framework {
    has: |typed| within(typed, 10),
    pattern: "^([1-9]|10)$",
    expected: "one of the Children’s Rights and Business Principles: 1 to 10",
};
const UNGP: Framework = Framework {
    has: |typed| matches!(typed, "P1" | "P2" | "P3") || within(typed, 31),
    pattern: "^(P[1-3]|[1-9]|[12][0-9]|3[01])$",
    expected: "a pillar (P1 to P3) or a principle (1 to 31) of the UN Guiding Principles",
};
const GC16: Framework = Framework {
    has: |typed| within(typed, 86),
    pattern: "^([1-9]|[1-7][0-9]|8[0-6])$",
    expected: "a paragraph of General Comment 16: 1 to 86",
};
const SDG: Framework = Framework {
    has: is_target,
    pattern: r"^([1-9]|1[0-7])\.([1-9]|1[0-9]|[a-d])$",
    expected: "a target of the Sustainable Development Goals, such as `8.7` or `16.b`",
};

pub(super) fn read(node: &Node, notes: &mut Notes<'_>) -> Option<Rights> {
    let mut map = Map::of(node, "`rights`", notes)?;
    let rights = Rights {
        crc: map.list("crc", of(&CRC)),
        crbp: map.list("crbp", of(&CRBP)),
        ungp: map.list("ungp", of(&UNGP)),
        gc16: map.list("gc16", of(&GC16)),
        sdg: map.list("sdg", of(&SDG)),
    };
    map.finish();
    Some(rights)
}

fn of<'p>(framework: &'static Framework) -> impl Fn(&Node, &mut Notes<'p>) -> Option<String> {
    move |node, notes| {
        if notes.answers(|| Shape::Quoted(framework.pattern)) {
            return None;
        }
        let typed = text(node, notes)?;
        if let Value::Number(_) = node.value
            && typed.contains('.')
        {
            let message = unquoted(&typed);
            let help = format!("write `\"{typed}\"`");
            notes.error(&DATA_BAD_RIGHT, node.span, message, help);
            return None;
        }
        if !(framework.has)(&typed) {
            let message = format!("`{typed}` is not {}", framework.expected);
            let plain = typed.trim_start_matches('0');
            let help = (plain != typed && (framework.has)(plain))
                .then(|| format!("write it without a zero in front: `\"{plain}\"`"));
            notes.error(&DATA_BAD_RIGHT, node.span, message, help);
            return None;
        }
        Some(typed)
    }
}

/// Says what YAML makes of a number with a point in it.
fn unquoted(typed: &str) -> String {
    match typed.parse::<f64>() {
        Ok(number) if number.to_string() != typed => {
            format!("without quotation marks YAML reads `{typed}` as the number {number}")
        }
        _ => format!("`{typed}` is a number here, but it must be a text"),
    }
}

/// A whole number from 1 to `last`, without a zero in front.
fn within(typed: &str, last: u32) -> bool {
    let digits = !typed.starts_with('0') && typed.bytes().all(|byte| byte.is_ascii_digit());
    digits
        && typed
            .parse()
            .is_ok_and(|number: u32| (1..=last).contains(&number))
}

/// `1`, `1.a`, `b`: paragraphs and letters of an article.
fn is_paragraph(rest: &str) -> bool {
    let is_letter = |part: &str| part.len() == 1 && part.as_bytes()[0].is_ascii_lowercase();
    rest.split('.')
        .all(|part| is_letter(part) || within(part, 99))
}

fn is_target(typed: &str) -> bool {
    let Some((goal, target)) = typed.split_once('.') else {
        return false;
    };
    if !within(goal, 17) {
        return false;
    }
    let Some((last, last_letter)) = goal
        .parse()
        .ok()
        .and_then(|goal: usize| TARGETS.get(goal - 1))
    else {
        return false;
    };
    let mut letters = target.chars();
    let lettered = match (letters.next(), letters.next()) {
        (Some(letter), None) => last_letter.is_some_and(|last| ('a'..=last).contains(&letter)),
        _ => false,
    };
    lettered || within(target, *last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_169_targets() {
        let numbered: u32 = TARGETS.iter().map(|(last, _)| last).sum();
        let lettered: u32 = TARGETS
            .iter()
            .filter_map(|(_, last)| last.map(|last| last as u32 - 'a' as u32 + 1))
            .sum();
        assert_eq!(numbered + lettered, 169);
    }

    #[test]
    fn frameworks_have_what_they_have() {
        for (framework, good, bad) in [
            (&CRC, "1 54 32.1 28.1.a 40.2.b", "0 55 03 32. .1 32.x1 a"),
            (&CRBP, "1 10", "0 11 P1"),
            (&UNGP, "P1 P3 1 31", "P0 P4 32 p1"),
            (&GC16, "1 86", "87 0"),
            (
                &SDG,
                "8.7 8.10 16.b 17.19",
                "8 8.11 16.c 17.a 18.1 8.07 0.1 8.ab",
            ),
        ] {
            for typed in good.split(' ') {
                assert!((framework.has)(typed), "{typed}: {}", framework.expected);
            }
            for typed in bad.split(' ') {
                assert!(!(framework.has)(typed), "{typed}: {}", framework.expected);
            }
        }
    }
}
