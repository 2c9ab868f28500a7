//! From a save to the new page, without disk and network: `cargo bench --bench preview [CHAPTERS…]`.
//!
//! Prints, for a study of so many chapters in two languages, how long the first preparation takes, then the median and
//! the worst of fifty edits of one chapter: preparing with what is remembered, and making the page. The checks, which
//! come after the page is on the screen, are measured apart.

mod corpus;

use diglot::build::{CheckMemo, Memo, Options, prepare_with};
use diglot::source::Source;
use std::time::{Duration, Instant};

const EDITS: usize = 50;

fn main() {
    let sizes = corpus::sizes(&[100, 1000, 5000]);
    println!(
        "{:>9} {:>9} {:>12} {:>11} {:>10} {:>10} {:>11}",
        "chapters", "first ms", "prepare ms", "page ms", "median ms", "worst ms", "checks ms"
    );
    for chapters in sizes {
        measure(chapters);
    }
}

fn measure(chapters: usize) {
    let mut sources = corpus::study(chapters, 2);
    diglot::disk::add_builtin_theme(&mut sources);
    let (options, mut memo, mut checks) = (Options::default(), Memo::new(), CheckMemo::new());
    let start = Instant::now();
    drop(prepare_with(&sources, &options, &mut memo));
    let first = start.elapsed();
    let number = chapters / 2 + 1;
    let path = format!("content/chapters/{number:05}-topic-{number}.ru.md");
    let page = format!("ru/topic-{number}/index.html");
    let text = sources.text(&path).expect("the corpus has it").to_string();
    let (mut preparing, mut making, mut both, mut checking) = (vec![], vec![], vec![], vec![]);
    for edit in 0..EDITS {
        let edited = text.replacen("Районные", &format!("Слово{edit} Районные"), 1);
        sources.insert(path.as_str(), Source::text(edited));
        let start = Instant::now();
        let prepared = prepare_with(&sources, &options, &mut memo);
        preparing.push(start.elapsed());
        let file = prepared.file(&page).expect("the site has the page");
        both.push(start.elapsed());
        making.push(both[edit] - preparing[edit]);
        assert!(file.value.size() > 1000);
        let start = Instant::now();
        assert!(prepared.check(&sources, &mut checks).0.len() < 10_000);
        checking.push(start.elapsed());
    }
    let worst = both.iter().max().copied().unwrap_or_default();
    println!(
        "{chapters:>9} {:>9.1} {:>12.1} {:>11.1} {:>10.1} {:>10.1} {:>11.1}",
        milliseconds(first),
        corpus::median(preparing),
        corpus::median(making),
        corpus::median(both),
        milliseconds(worst),
        corpus::median(checking),
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
