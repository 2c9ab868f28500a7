//! How long a whole build takes in memory, by the number of chapters: `cargo bench --bench build [CHAPTERS…]`.
//!
//! Prints the median of five runs for preparing (read, align, plan, check) and for making all files, in two languages;
//! at the end a study of few chapters and ten thousand recommendations in three. `cargo bench --bench build -- FOLDER N`
//! writes the study of N chapters into a folder instead, for `diglot build` and for `benches/peers.py`.

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
        let chapters = corpus::sizes(&[100])[0];
        return write(Path::new(&folder), &corpus::study(chapters, 2));
    }
    println!(
        "{:>9} {:>8} {:>12} {:>12} {:>10}",
        "chapters", "files", "prepare ms", "output ms", "MiB made"
    );
    for chapters in corpus::sizes(&[100, 1000, 5000]) {
        measure(&chapters.to_string(), corpus::study(chapters, 2));
    }
    let sources = corpus::with_recommendations(10, 10_000, 3);
    measure("10000 rec", sources);
}

fn measure(name: &str, mut sources: Sources) {
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
        let made = prepared.each_file(|_, file: File| file.size(), &mut |_| {});
        making.push(start.elapsed());
        let sizes = made.pages.into_iter().chain(made.whole_site);
        let sizes: Vec<u64> = sizes.collect();
        (files, bytes) = (sizes.len(), sizes.iter().sum());
    }
    let mib = bytes as f64 / f64::from(1 << 20);
    println!(
        "{name:>9} {files:>8} {:>12.1} {:>12.1} {mib:>10.1}",
        corpus::median(preparing),
        corpus::median(making)
    );
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
