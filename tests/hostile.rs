//! Bad input of any kind gives a clear message, never a panic, and nothing is lost.

use crate::support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::folder;

/// A copy of the fixture in a folder of its own.
fn copy() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&folder("two-voices"), dir.path());
    dir
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

fn diglot(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command
        .arg("-C")
        .arg(root)
        .args(arguments)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

/// Runs `build`; gives the exit status and what it said.
fn build(root: &Path) -> (i32, String) {
    let output = diglot(root, &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code().unwrap_or(-1), said)
}

/// Builds the sound study, spoils it, builds again: the message must come, the old site must stay.
fn spoilt(spoil: impl Fn(&Path), expected: &[&str]) {
    let dir = copy();
    let root = dir.path();
    let (status, said) = build(root);
    assert_eq!(status, 0, "{said}");
    let before = listing(&root.join("output"));
    spoil(root);
    let (status, said) = build(root);
    assert_eq!(status, 1, "{said}");
    for part in expected {
        assert!(said.contains(part), "`{part}` is not in\n{said}");
    }
    assert_eq!(
        listing(&root.join("output")),
        before,
        "the old site is untouched"
    );
}

/// Every file with its content.
fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the output is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.components().any(|part| part.as_os_str() == ".diglot") {
                out.push((
                    path.display().to_string(),
                    fs::read(&path).expect("a file of the output"),
                ));
            }
        }
    }
    out.sort();
    out
}

const CHAPTER: &str = "content/chapters/01-wells.en.md";

#[test]
fn a_chapter_that_is_not_utf8() {
    let spoil = |root: &Path| {
        fs::write(root.join(CHAPTER), b"---\ntitle: Wells\n---\n\nWat\xe9r.\n").expect("write")
    };
    spoilt(spoil, &["error[file-", "01-wells.en.md:5:4", "UTF-8"]);
}

#[test]
fn an_empty_chapter() {
    spoilt(
        |root| fs::write(root.join(CHAPTER), "").expect("write"),
        &["error[", "01-wells.en.md"],
    );
}

#[test]
fn an_empty_study_file() {
    spoilt(
        |root| fs::write(root.join("content/study.yaml"), "").expect("write"),
        &["error[", "study.yaml"],
    );
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (this, last) in "bcdefghi".chars().zip("abcdefgh".chars()) {
        bomb.push_str(&format!("{this}: &{this} [*{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}]\n"));
    }
    spoilt(
        |root| fs::write(root.join("content/glossary.yaml"), &bomb).expect("write"),
        &["error[", "glossary.yaml"],
    );
}

#[test]
fn a_folder_where_a_file_is_expected() {
    let spoil = |root: &Path| {
        fs::remove_file(root.join("content/glossary.yaml")).expect("remove");
        fs::create_dir(root.join("content/glossary.yaml")).expect("make");
    };
    spoilt(spoil, &["error[file-", "content/glossary.yaml", "folder"]);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_back_to_itself() {
    let spoil = |root: &Path| {
        std::os::unix::fs::symlink(
            root.join("content/chapters"),
            root.join("content/chapters/again"),
        )
        .expect("link");
    };
    spoilt(spoil, &["error[file-", "content/chapters/again", "link"]);
}

#[test]
fn two_chapters_with_one_id() {
    let spoil = |root: &Path| {
        fs::copy(
            root.join(CHAPTER),
            root.join("content/chapters/07-wells.en.md"),
        )
        .expect("copy");
    };
    spoilt(spoil, &["error[", "07-wells.en.md", "01-wells.en.md"]);
}

#[test]
fn a_slug_that_collides_with_a_reserved_page() {
    let spoil = |root: &Path| {
        let text = fs::read_to_string(root.join(CHAPTER)).expect("read");
        fs::write(
            root.join(CHAPTER),
            text.replace("title: Wells\n", "title: Wells\nslug: glossary\n"),
        )
        .expect("write");
    };
    spoilt(spoil, &["error[", "01-wells.en.md:3:7", "glossary"]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = copy();
    let windows = copy();
    for file in [
        CHAPTER,
        "content/recommendations.yaml",
        "content/study.yaml",
    ] {
        let text = fs::read_to_string(windows.path().join(file)).expect("read");
        fs::write(
            windows.path().join(file),
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
        )
        .expect("write");
    }
    assert_eq!(build(plain.path()).0, 0);
    let (status, said) = build(windows.path());
    assert_eq!(status, 0, "{said}");
    let files = |root: &Path| -> Vec<(String, Vec<u8>)> {
        let from = root.display().to_string();
        listing(&root.join("output"))
            .into_iter()
            .map(|(path, bytes)| (path.replace(&from, ""), bytes))
            .collect()
    };
    assert_eq!(files(plain.path()), files(windows.path()));
}

#[test]
fn a_chapter_of_ten_megabytes() {
    let dir = copy();
    let paragraph = "Water is scarce in the upper valley and nobody knows why. ".repeat(20);
    let mut text = String::from("---\ntitle: Wells\n---\n\n");
    while text.len() < 10_000_000 {
        text.push_str(&paragraph);
        text.push_str("\n\n");
    }
    for lang in ["en", "ru"] {
        fs::write(
            dir.path()
                .join(format!("content/chapters/03-long.{lang}.md")),
            &text,
        )
        .expect("write");
    }
    let (status, said) = build(dir.path());
    assert_eq!(status, 0, "{said}");
}

#[test]
fn nothing_an_author_wrote_is_touched() {
    let dir = copy();
    let before = listing(&dir.path().join("content"));
    fs::write(dir.path().join("content/notes.txt"), "my own notes").expect("write");
    build(dir.path());
    diglot(dir.path(), &["clean"]);
    assert_eq!(
        fs::read_to_string(dir.path().join("content/notes.txt")).expect("read"),
        "my own notes"
    );
    fs::remove_file(dir.path().join("content/notes.txt")).expect("remove");
    // The memory of ids is ours, and stays when the site is cleaned away.
    fs::remove_dir_all(dir.path().join("content/lock")).expect("remove");
    assert_eq!(listing(&dir.path().join("content")), before);
}
