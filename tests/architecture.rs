//! Holds our own sources to the plan of the house: floors, doors, and what is kept out.
//!
//! The floors are read from the picture in `src/lib.rs`, so that it cannot be wrong. Test modules are exempt.

use crate::own_source;

use own_source::{OwnFile, own_file, own_files};
use std::collections::{BTreeMap, BTreeSet};

/// Where each outside crate may be named: a file, or a folder with its slash. Nothing: everywhere.
const DOORS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["check/privacy/secrets.rs"]),
    ("ammonia", &["read/html.rs"]),
    ("anstream", &["bin/"]),
    ("blake3", &["source/fingerprint.rs"]),
    ("clap", &["bin/"]),
    ("clap_complete", &["bin/"]),
    ("data_encoding", &["source/fingerprint.rs"]),
    ("exif", &["disk/metadata.rs"]),
    ("icu_collator", &["language/"]),
    ("icu_locale_core", &["language/"]),
    ("icu_plurals", &["language/"]),
    ("imagesize", &["disk/"]),
    ("include_dir", &["disk/"]),
    (
        "memchr",
        &[
            "check/privacy/bytes.rs",
            "site/escape.rs",
            "theme/current.rs",
        ],
    ),
    ("mimalloc", &["bin/diglot/main.rs"]),
    ("notify", &["preview/watch.rs"]),
    ("percent_encoding", &[]),
    ("pulldown_cmark", &["read/markdown.rs"]),
    ("rayon", &["build/"]),
    ("rust_xlsxwriter", &["format/data/workbook.rs"]),
    ("rust_stemmers", &["language/stem.rs"]),
    ("saphyr_parser", &["yaml/"]),
    ("serde", &[]),
    ("serde_json", &[]),
    ("serde_yaml", &["yaml/"]),
    ("socket2", &["preview/server.rs"]),
    ("strsim", &["diagnostic/near.rs"]),
    ("tera", &["theme/templates.rs", "theme/templates/"]),
    ("tiny_http", &["preview/server.rs"]),
    ("unicode_normalization", &[]),
    ("unicode_width", &["diagnostic/human.rs"]),
    ("walkdir", &["disk/load.rs"]),
];

/// The parts of the standard library that reach the world outside, and the rooms that may.
const WORLD: &[&str] = &["fs", "env", "time", "net", "process"];
const WORLDLY_ROOMS: &[&str] = &["disk", "preview", "bin"];

/// Nothing is to be said.
fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn complaints(of: impl Fn(&OwnFile) -> Vec<String>) -> Vec<String> {
    own_files().iter().flat_map(of).collect()
}

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("a file of this package")
}

/// Rooms and their floors, from the second picture of `src/lib.rs`.
fn floors() -> BTreeMap<String, usize> {
    let face = read("src/lib.rs");
    let picture = face
        .split_once("//! # Floors")
        .expect("src/lib.rs has the floors")
        .1;
    let lines = picture
        .lines()
        .map(|line| line.trim_start_matches("//!").trim());
    let lines = lines.skip_while(|line| *line != "```text").skip(1);
    let mut floors = BTreeMap::new();
    for line in lines.take_while(|line| *line != "```") {
        let mut words = line.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok());
        let floor = number.expect("a line of the picture begins with the number of its floor");
        floors.extend(words.map(|room| (room.to_owned(), floor)));
    }
    floors
}

#[test]
fn every_room_is_in_the_picture() {
    let rooms: BTreeSet<String> = (own_files().iter())
        .map(|file| file.room().to_owned())
        .filter(|room| room != "lib")
        .collect();
    let pictured: BTreeSet<String> = floors().into_keys().collect();
    assert_eq!(
        rooms, pictured,
        "left: rooms below src; right: the floors in src/lib.rs. Mend the one that is wrong."
    );
}

#[test]
fn imports_point_down() {
    let floors = floors();
    assert_none(complaints(|file| upward_imports(file, &floors)));
}

fn upward_imports(file: &OwnFile, floors: &BTreeMap<String, usize>) -> Vec<String> {
    let room = file.room();
    let Some(own) = floors.get(room) else {
        return Vec::new();
    };
    let root = if room == "bin" { "diglot" } else { "crate" };
    let mut imports = file.names_below(root);
    if room != "bin" {
        imports.extend(file.names_below(&to_the_root(&file.path)));
    }
    let wrong = imports
        .into_iter()
        .filter(|(_, other)| other != room && floors.get(other).is_some_and(|floor| floor >= own));
    wrong
        .map(|(at, other)| {
            let place = file.place(at);
            format!(
                "{place}: `{room}` (floor {own}) uses `{other}` (floor {}): move what both need to a lower room",
                floors[&other]
            )
        })
        .collect()
}

/// The `super::super` that leads from a file to the root of the library.
fn to_the_root(path: &str) -> String {
    let folder = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    vec!["super"; folder.split('/').count()].join("::")
}

#[test]
fn the_program_stands_outside_the_library() {
    assert_none(complaints(|file| {
        let names = match file.room() {
            "bin" => file.places_of("path ="),
            _ => file.places_of("diglot::"),
        };
        let say = |at: usize| {
            format!(
                "{}: only `bin` says `diglot::`, and it takes nothing of the library by file",
                file.place(at)
            )
        };
        names.into_iter().map(say).collect()
    }));
}

#[test]
fn every_dependency_has_its_door() {
    let listed: Vec<&str> = DOORS.iter().map(|(name, _)| *name).collect();
    let settings = read("Cargo.toml");
    let wanted: Vec<String> = (dependencies(&settings, "[dependencies]").iter())
        .map(|(name, _)| name.replace('-', "_"))
        .collect();
    assert_eq!(
        listed, wanted,
        "left: DOORS of this test; right: Cargo.toml. A new crate gets a line in both."
    );
}

#[test]
fn outside_crates_are_named_in_their_doors_only() {
    assert_none(complaints(|file| {
        let strange = DOORS.iter().filter(|(_, doors)| {
            !doors.is_empty() && !doors.iter().any(|door| is_at(&file.path, door))
        });
        let named = strange.flat_map(|(name, doors)| {
            let uses = file.places_of(name).into_iter().filter(|at| is_path(file, *at, name));
            uses.map(move |at| {
                let doors = doors.join(", ");
                format!("{}: `{name}` is named outside its door ({doors}): give that room a function for it", file.place(at))
            })
        });
        named.collect()
    }));
}

fn is_at(path: &str, door: &str) -> bool {
    path == door || (door.ends_with('/') && path.starts_with(door))
}

/// True for `name::…`, `use name;` and `use name as …`; a variable may be called what it likes.
fn is_path(file: &OwnFile, at: usize, name: &str) -> bool {
    file.code[at + name.len()..].starts_with("::") || file.code[..at].ends_with("use ")
}

#[test]
fn only_the_outer_rooms_reach_the_world() {
    assert_none(complaints(|file| {
        if WORLDLY_ROOMS.contains(&file.room()) {
            return Vec::new();
        }
        let used = file.names_below("std").into_iter();
        used.filter(|(_, name)| WORLD.contains(&name.as_str()))
            .map(|(at, name)| {
                let rooms = WORLDLY_ROOMS.join(", ");
                format!(
                    "{}: `std::{name}` belongs to {rooms}: take its answer as an argument",
                    file.place(at)
                )
            })
            .collect()
    }));
}

#[test]
fn no_language_is_known_by_name() {
    assert_none(complaints(|file| {
        if file.room() == "scaffold" {
            return Vec::new();
        }
        let tags = file
            .strings
            .iter()
            .filter(|string| matches!(&file.text[(*string).clone()], "en" | "ru" | "kk"));
        let say = |string: &std::ops::Range<usize>| {
            format!(
                "{}: a language is named: put what differs into strings/LANG.yaml",
                file.place(string.start)
            )
        };
        tags.map(say).collect()
    }));
}

#[test]
fn every_file_says_what_it_is() {
    assert_none(complaints(|file| {
        let is_silent = !file.text.starts_with("//! ");
        is_silent
            .then(|| format!("src/{}: begin with `//!` and what lives here", file.path))
            .into_iter()
            .collect()
    }));
}

#[test]
fn nothing_is_unwrapped_or_in_random_order() {
    let rules = [
        ("HashMap", "has no order: use BTreeMap"),
        ("HashSet", "has no order: use BTreeSet"),
    ];
    assert_none(complaints(|file| {
        let unwraps = file.code.match_indices(".unwrap()");
        let mut said: Vec<String> = unwraps
            .map(|(at, _)| {
                format!(
                    "{}: say why it holds with `expect`, or return an error",
                    file.place(at)
                )
            })
            .collect();
        for (name, why) in rules {
            let uses = file.code.match_indices(name);
            said.extend(uses.map(|(at, _)| format!("{}: `{name}` {why}", file.place(at))));
        }
        said
    }));
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let settings = read("Cargo.toml");
    let mut silent = Vec::new();
    for section in ["[dependencies]", "[dev-dependencies]"] {
        let unexplained = dependencies(&settings, section)
            .into_iter()
            .filter(|(_, explained)| !explained);
        silent.extend(unexplained.map(|(name, _)| {
            format!("Cargo.toml: say in a comment above `{name}` what it is for")
        }));
    }
    assert_none(silent);
}

/// Names of a section, and whether a comment stands above; crates of one family (`serde`, `serde_json`) may share one.
fn dependencies(settings: &str, section: &str) -> Vec<(String, bool)> {
    let after = settings
        .split_once(section)
        .expect("the section is there")
        .1;
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut is_explained = false;
    for line in after
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
    {
        let Some((name, _)) = line
            .split_once([' ', '=', '.'])
            .filter(|_| !line.starts_with('#'))
        else {
            is_explained = line.starts_with('#');
            continue;
        };
        let family = |name: &str| name.split(['_', '-']).next().unwrap_or_default().to_owned();
        let shares = found
            .last()
            .is_some_and(|(other, explained)| *explained && family(other) == family(name));
        found.push((name.to_owned(), is_explained || shares));
        is_explained = false;
    }
    found
}

/// The tests above are worth what this finds.
#[test]
fn mistakes_would_be_found() {
    let floors = BTreeMap::from([
        ("site".to_owned(), 5),
        ("theme".to_owned(), 4),
        ("read".to_owned(), 4),
    ]);
    let cases = [
        ("use crate::theme::Theme;", 0),
        ("use crate::site::Site;", 1),
        ("use crate::read::Reading;", 1),
        ("use crate::{\n    read::{self, Reading},\n    site,\n};", 2),
        ("use super::super::site;", 1),
        ("fn a() -> crate::site::Site {}", 1),
        ("// crate::site::Site", 0),
        ("const A: &str = \"crate::site\";", 0),
        (
            "const A: char = '\"'; use crate::site; const B: char = '\"';",
            1,
        ),
        ("const A: &str = r#\"\" crate::site\"#;", 0),
        ("fn a<'a>(b: &'a str) {} use crate::site::Site;", 1),
        (
            "#[cfg(test)]\nmod tests {\n    use crate::site::Site;\n}\n",
            0,
        ),
        ("#[cfg(test)]\nmod tests;\nuse crate::site::Site;", 1),
    ];
    for (text, expected) in cases {
        let file = own_file("theme/tokens.rs".to_owned(), text.to_owned());
        assert_eq!(upward_imports(&file, &floors).len(), expected, "{text}");
    }
    let file = own_file(
        "a.rs".to_owned(),
        "use std::{fmt, fs};\nlet a = \"ru\".unwrap();".to_owned(),
    );
    assert_eq!(
        file.names_below("std"),
        [(4, "fmt".to_owned()), (4, "fs".to_owned())]
    );
    assert_eq!(file.strings.len(), 1);
    assert_eq!(file.code.matches(".unwrap()").count(), 1);
}
