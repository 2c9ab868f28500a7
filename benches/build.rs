//! How long a whole build takes in memory, by the number of chapters: `cargo bench --bench build [CHAPTERS…]`.
//!
//! Prints the median of five runs for preparing (read, align, plan, check) and for making all files, in two languages;
//! then, of one run each, studies of few chapters and up to ten thousand recommendations in three. Ten times as many are to
//! take ten times as long, and no more memory than that. `cargo bench --bench build -- FOLDER N [RECOMMENDATIONS]` writes
//! a study of N chapters into a folder instead, in three languages if recommendations are asked for: for `diglot build`
//! and for `benches/peers.py`.

mod corpus;

use diglot::build::{Options, prepare};
use diglot::output::File;
use diglot::source::{Source, Sources};
use std::path::Path;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|one| !one.starts_with("--"));
    let folder = arguments.next().filter(|one| one.parse::<usize>().is_err());
    if let Some(folder) = folder {
        let sizes = corpus::sizes(&[100]);
        let study = match sizes[..] {
            [chapters, recommendations, ..] => {
                corpus::with_recommendations(chapters, recommendations, 3)
            }
            _ => corpus::study(sizes[0], 2),
        };
        return write(Path::new(&folder), &study);
    }
    println!(
        "{:>9} {:>8} {:>12} {:>12} {:>10} {:>9}",
        "chapters", "files", "prepare ms", "output ms", "MiB made", "peak MiB"
    );
    for chapters in corpus::sizes(&[100, 1000, 5000]) {
        measure(&chapters.to_string(), 5, corpus::study(chapters, 2));
    }
    for recommendations in [1000, 5000, 10_000] {
        let sources = corpus::with_recommendations(10, recommendations, 3);
        measure(&format!("{recommendations} rec"), 1, sources);
    }
}

fn measure(name: &str, runs: usize, mut sources: Sources) {
    diglot::disk::add_builtin_theme(&mut sources);
    let (mut preparing, mut making, mut files, mut bytes) = (Vec::new(), Vec::new(), 0, 0);
    for _ in 0..runs {
        let start = Instant::now();
        let prepared = prepare(&sources, &Options::default());
        assert!(
            !prepared.has_errors(),
            "the corpus has no mistakes: {:?}",
            prepared.diagnostics.first()
        );
        preparing.push(start.elapsed());
        let start = Instant::now();
        let made = prepared.each_file(|_, file: File| file.size(), &mut |_| {});
        making.push(start.elapsed());
        let sizes = made.pages.into_iter().chain(made.whole_site);
        let sizes: Vec<u64> = sizes.collect();
        (files, bytes) = (sizes.len(), sizes.iter().sum());
    }
    let mib = bytes as f64 / f64::from(1 << 20);
    println!(
        "{name:>9} {files:>8} {:>12.1} {:>12.1} {mib:>10.1} {:>9}",
        corpus::median(preparing),
        corpus::median(making),
        peak()
    );
}

/// The most memory that the process has held so far, where the system tells it; sizes grow, so it is that of the last one.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map_or_else(|| "–".to_owned(), |kib| (kib >> 10).to_string())
}

fn write(folder: &Path, sources: &Sources) {
    for (path, source) in sources.iter() {
        let Source::Text(text) = source else { continue };
        let path = folder.join(path.as_ref());
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        std::fs::write(path, text.text.as_bytes()).expect("a file can be written");
    }
    println!("{} files in {}", sources.iter().count(), folder.display());
}
