//! How long a whole build takes in memory, by the number of chapters: `cargo bench --bench build [CHAPTERS…]`.
//!
//! Prints the median of five runs for preparing (read, align, plan, check) and for making all files.

mod corpus;

use diglot::build::{Options, prepare};
use std::time::{Duration, Instant};

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![10, 100, 1000]
    } else {
        sizes
    };
    println!(
        "{:>9} {:>8} {:>12} {:>12} {:>10}",
        "chapters", "files", "prepare ms", "output ms", "MiB made"
    );
    for chapters in sizes {
        let mut sources = corpus::study(chapters);
        diglot::disk::add_builtin_theme(&mut sources);
        let (mut preparing, mut making, mut files, mut bytes) = (Vec::new(), Vec::new(), 0, 0);
        for _ in 0..5 {
            let start = Instant::now();
            let prepared = prepare(&sources, &Options::default());
            assert!(
                !prepared.has_errors(),
                "the corpus has no mistakes: {:?}",
                prepared.diagnostics.first()
            );
            preparing.push(start.elapsed());
            let start = Instant::now();
            let output = prepared.output().value;
            making.push(start.elapsed());
            files = output.len();
            bytes = output.iter().map(|(_, file)| file.size()).sum::<u64>();
        }
        let mib = bytes as f64 / f64::from(1 << 20);
        println!(
            "{chapters:>9} {files:>8} {:>12.1} {:>12.1} {mib:>10.1}",
            median(preparing),
            median(making)
        );
    }
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
