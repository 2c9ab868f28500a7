//! How long it takes to find the pairs of one long chapter in two languages: `cargo bench --bench align [BLOCKS…]`.
//!
//! Prints the median of five runs of reading both texts, and of reading and aligning them with the rest of `prepare`;
//! then the same for texts that are made to be difficult.

mod corpus;

use diglot::build::{Options, prepare};
use diglot::source::{Source, Sources};
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1000, 10_000]
    } else {
        sizes
    };
    println!(
        "{:>42} {:>8} {:>12} {:>12}",
        "", "blocks", "alone ms", "aligned ms"
    );
    for blocks in sizes {
        report(
            "sections of ten blocks",
            blocks,
            &text(blocks, 10, 0),
            &text(blocks, 10, 1),
        );
        report(
            "no headings at all",
            blocks,
            &text(blocks, usize::MAX, 0),
            &text(blocks, usize::MAX, 1),
        );
        report(
            "every tenth block is missing",
            blocks,
            &text(blocks, 10, 0),
            &without_every_tenth(&text(blocks, 10, 1)),
        );
    }
    let equal = |count: usize| "Same.\n\n".repeat(count);
    report("equal paragraphs", 50_000, &equal(50_000), &equal(50_000));
    report(
        "equal paragraphs, half of them missing",
        50_000,
        &equal(50_000),
        &equal(25_000),
    );
    report("one side empty", 50_000, &equal(50_000), "");
}

/// Blocks with words, a number now and then, and a heading before every `section` of them.
fn text(blocks: usize, section: usize, lang: usize) -> String {
    let words = [
        [
            "water", "well", "village", "school", "road", "children", "winter", "council", "price",
            "answer",
        ],
        [
            "вода",
            "колодец",
            "село",
            "школа",
            "дорога",
            "дети",
            "зима",
            "совет",
            "цена",
            "ответ",
        ],
    ][lang];
    let mut out = String::new();
    // Arbitrary but the same in both languages, so that partners have the same number of words.
    let mut seed: u32 = 1;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for block in 0..blocks {
        if block % section == 0 {
            out.push_str(&format!("## {} {}\n\n", words[next(10) as usize], block));
            continue;
        }
        for _ in 0..20 + next(40) {
            out.push_str(words[next(10) as usize]);
            out.push(' ');
        }
        if next(4) == 0 {
            out.push_str(&next(2000).to_string());
        }
        out.push_str("\n\n");
    }
    out
}

fn without_every_tenth(text: &str) -> String {
    let kept = text
        .split("\n\n")
        .enumerate()
        .filter(|(at, _)| at % 10 != 7);
    kept.map(|(_, block)| block)
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn report(what: &str, blocks: usize, en: &str, ru: &str) {
    let alone = time(&[("en", en)]);
    let both = time(&[("en", en), ("ru", ru)]);
    let second = time(&[("ru", ru)]);
    println!(
        "{what:>42} {blocks:>8} {:>12.1} {both:>12.1}",
        alone + second
    );
}

/// The median of five runs, in milliseconds.
fn time(texts: &[(&str, &str)]) -> f64 {
    let mut sources = Sources::new();
    for (path, source) in corpus::study(1, 2)
        .iter()
        .filter(|(path, _)| !path.contains("/chapters/"))
    {
        sources.insert(path.clone(), source.clone());
    }
    diglot::disk::add_builtin_theme(&mut sources);
    for (lang, text) in texts {
        let text = format!("---\ntitle: Long\n---\n\n{text}");
        sources.insert(
            format!("content/chapters/01-long.{lang}.md"),
            Source::text(text),
        );
    }
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            let prepared = prepare(&sources, &Options::default());
            let time = start.elapsed().as_secs_f64() * 1000.0;
            assert!(prepared.study.chapters.len() == 1);
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[2]
}
