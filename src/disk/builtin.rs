//! The default theme, inside the program: the last parent of every theme.
//!
//! The compiler notices by itself that a file of the theme changes; that one is added or removed it learns from
//! `build/script.rs`, which watches the folder. A test compares the two.

use crate::source::{Asset, AssetBytes, Fingerprint, Metadata, Source, Sources};
use include_dir::{Dir, include_dir};

static THEME: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Adds every file of the default theme that the study's own `themes/default` does not have.
pub fn add_builtin_theme(sources: &mut Sources) {
    add_folder(&THEME, sources);
}

fn add_folder(folder: &'static Dir<'static>, sources: &mut Sources) {
    for file in folder.files() {
        let below = file.path().to_string_lossy().replace('\\', "/");
        let name = below.rsplit('/').next().unwrap_or(&below);
        let path = format!("themes/default/{below}");
        if !super::load::is_dropping(name) && sources.get(&path).is_none() {
            let source = source(name, file.contents());
            sources.insert(path, source);
        }
    }
    for inner in folder.dirs() {
        add_folder(inner, sources);
    }
}

fn source(name: &str, bytes: &'static [u8]) -> Source {
    match std::str::from_utf8(bytes) {
        Ok(text) if super::load::is_text(name) => Source::text(text),
        _ => Source::Asset(Asset {
            size: bytes.len() as u64,
            fingerprint: Fingerprint::of(bytes),
            dimensions: super::load::dimensions(bytes),
            metadata: Metadata::default(),
            bytes: AssetBytes::Here(bytes.into()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::load;

    #[test]
    fn the_program_holds_the_theme_as_it_stands_in_the_repository() {
        let mut embedded = Sources::new();
        add_builtin_theme(&mut embedded);
        let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let loaded = load(repository).expect("the repository can be read");
        let paths = |sources: &Sources| {
            let below = sources.below("themes/default/");
            below.map(|(path, _)| path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            paths(&embedded),
            paths(&loaded),
            "a file of the theme was added or removed unseen: see src/build/script.rs"
        );
        for path in paths(&embedded) {
            let on_disk = repository.join(&path);
            assert!(on_disk.is_file(), "{path} is gone: see src/build/script.rs");
        }
    }
}
