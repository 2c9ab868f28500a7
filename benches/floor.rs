//! The least that any program must do for a site of this size: `cargo bench --bench floor -- STUDY SITE`.
//!
//! It reads the chapters of the study, parses them with pulldown-cmark, and writes as many files of the same length as
//! the site that Diglot made of it has. Nothing is aligned, checked, set or linked. Its user time is what a build is
//! measured against.

use pulldown_cmark::{Options, Parser};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

fn main() {
    let arguments: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let [study, site] = arguments.as_slice() else {
        println!("usage: cargo bench --bench floor -- STUDY SITE");
        return;
    };
    let mut events = 0;
    for chapter in files(&study.join("content/chapters")) {
        let text = fs::read_to_string(&chapter).expect("chapters are UTF-8");
        events += Parser::new_ext(&text, Options::all())
            .map(black_box)
            .count();
    }
    let copy = site.with_extension("floor");
    let (mut written, mut bytes) = (0, 0);
    let longest = vec![b' '; 16 << 20];
    for file in files(site) {
        let length = fs::metadata(&file).expect("it was listed").len() as usize;
        let below = file.strip_prefix(site).expect("it was listed below");
        let goal = copy.join(below);
        fs::create_dir_all(goal.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(goal, &longest[..length]).expect("a file can be written");
        written += 1;
        bytes += length;
    }
    fs::remove_dir_all(copy).expect("what was made can be removed");
    println!(
        "{events} events, {written} files, {:.1} MiB",
        bytes as f64 / f64::from(1 << 20)
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => out.extend(files(&path)),
            false => out.push(path),
        }
    }
    out
}
