//! The build script: gives the program a digest of its own sources, as `DIGLOT_PROGRAM`.
//!
//! An output folder remembers which program made it. The version number alone would not do: while the program is
//! being worked on, `diglot build` would say that nothing has changed.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "themes/default"] {
        println!("cargo::rerun-if-changed={folder}");
        list(Path::new(folder), &mut files);
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    let mut digest = blake3::Hasher::new();
    for file in files {
        // Forward slashes on every system, so that the digest is one for all.
        for part in [
            file.to_string_lossy().replace('\\', "/").into_bytes(),
            fs::read(&file).unwrap_or_default(),
        ] {
            digest.update(&(part.len() as u64).to_le_bytes());
            digest.update(&part);
        }
    }
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!(
        "cargo::rustc-env=DIGLOT_PROGRAM={version}+{}",
        digest.finalize().to_hex()
    );
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => list(&path, files),
            false => files.push(path),
        }
    }
}
