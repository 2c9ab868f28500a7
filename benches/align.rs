//! How long it takes to find the pairs of one long chapter in two languages: `cargo bench --bench align [BLOCKS…]`.
//!
//! Prints medians of five runs: of all of `prepare` for both texts, and of what the aligner itself takes of it, when it sees
//! the texts for the first time and when the lock knows them but for one block in a hundred; then the same for texts that
//! are made to be difficult.

mod corpus;

use diglot::build::{Options, prepare};
use diglot::source::{Source, Sources};
use diglot::study::Lock;
use diglot::{align, read};
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
        "{:>42} {:>8} {:>12} {:>12} {:>12}",
        "", "blocks", "prepare ms", "new ms", "known ms"
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
    let sources = sources(&[("en", en), ("ru", ru)]);
    let whole = median(|| {
        let start = Instant::now();
        let prepared = prepare(&sources, &Options::default());
        assert!(prepared.study.chapters.len() == 1);
        start.elapsed().as_secs_f64()
    });
    let new = median(|| aligned(&sources, &Lock::default()).0);
    let lock = aligned(&sources, &Lock::default()).1;
    let edited = self::sources(&[("en", &edited(en)), ("ru", ru)]);
    let known = median(|| aligned(&edited, &lock).0);
    println!("{what:>42} {blocks:>8} {whole:>12.1} {new:>12.1} {known:>12.1}");
}

/// One word more in every hundredth block.
fn edited(text: &str) -> String {
    let blocks = text.split("\n\n").enumerate();
    let edited = blocks.map(|(at, block)| match at % 100 {
        7 => format!("Now {block}"),
        _ => block.to_owned(),
    });
    edited.collect::<Vec<_>>().join("\n\n")
}

fn sources(texts: &[(&str, &str)]) -> Sources {
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
    sources
}

/// How long the aligner alone takes, in seconds, and what it wants to be remembered.
fn aligned(sources: &Sources, lock: &Lock) -> (f64, Lock) {
    let mut texts = read::study(sources).value.texts;
    texts.lock = lock.clone();
    let start = Instant::now();
    let aligned = align::study(texts);
    (start.elapsed().as_secs_f64(), aligned.value.lock)
}

/// The median of five runs, in milliseconds.
fn median(mut run: impl FnMut() -> f64) -> f64 {
    let mut times = [(); 5].map(|()| run() * 1000.0);
    times.sort_by(f64::total_cmp);
    times[2]
}
