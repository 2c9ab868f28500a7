//! Studies on disk, as authors and their tools leave them; and output folders, as users point at them.

use diglot::disk::{self, Target, Written};
use diglot::output::{File, Output};
use diglot::source::{Defect, Fingerprint, Source, Sources};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A folder with these files below it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        put(dir.path(), name, bytes);
    }
    dir
}

fn put(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    let parent = path.parent().expect("a file has a folder");
    fs::create_dir_all(parent).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}

fn load(dir: &TempDir) -> Sources {
    disk::load(dir.path()).expect("the folder can be read")
}

fn content(sources: &Sources) -> Vec<&str> {
    let below = sources.below("content/");
    below.map(|(path, _)| path.as_ref()).collect()
}

fn defect(sources: &Sources, path: &str) -> Option<Defect> {
    match sources.get(path) {
        Some(Source::Broken(defect)) => Some(*defect),
        _ => None,
    }
}

#[test]
fn texts_are_read_and_everything_else_stays_where_it_is() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x08\x08\x02\0\0\0";
    let dir = folder(&[
        ("content/study.yaml", b"title: A\n"),
        ("content/media/well.png", png),
        ("content/media/well.svg", b"<svg/>"),
        ("content/chapters/01-a.en.md", "\u{feff}один\r\n".as_bytes()),
    ]);
    let sources = load(&dir);
    assert_eq!(
        sources.text("content/study.yaml").map(AsRef::as_ref),
        Some("title: A\n")
    );
    let chapter = sources.text("content/chapters/01-a.en.md");
    assert_eq!(
        chapter.map(AsRef::as_ref),
        Some("\u{feff}один\r\n"),
        "as it stands on disk"
    );
    assert!(sources.text("content/media/well.svg").is_some());
    let Some(Source::Asset(picture)) = sources.get("content/media/well.png") else {
        panic!("a picture is an asset");
    };
    assert_eq!(picture.dimensions, Some((16, 8)));
    assert_eq!(
        (picture.size, picture.fingerprint),
        (png.len() as u64, Fingerprint::of(png))
    );
}

#[test]
fn the_default_theme_is_there_unless_the_study_has_its_own() {
    let without = load(&folder(&[("content/study.yaml", b"")]));
    let with = load(&folder(&[
        ("content/study.yaml", b""),
        ("themes/default/theme.yaml", b"name: ours\n"),
    ]));
    assert_eq!(
        with.text("themes/default/theme.yaml").map(AsRef::as_ref),
        Some("name: ours\n")
    );
    for (path, source) in without.below("themes/default/") {
        let same = with.get(path) == Some(source);
        assert!(
            same || path.as_ref() == "themes/default/theme.yaml",
            "{path}"
        );
    }
}

#[test]
fn what_editors_drop_is_not_seen() {
    let dir = folder(&[
        ("content/study.yaml", b""),
        ("content/study.yaml~", b""),
        ("content/.study.yaml.swp", b""),
        ("content/#study.yaml#", b""),
        ("content/4913", b""),
        ("content/.git/config", b""),
        ("content/chapters/.#01-a.en.md", b""),
        ("output/index.html", b""),
        ("README.md", b""),
    ]);
    assert_eq!(content(&load(&dir)), ["content/study.yaml"]);
    let paths = load(&dir);
    assert!(
        paths
            .iter()
            .all(|(path, _)| !path.starts_with("output") && path.as_ref() != "README.md")
    );
}

#[test]
fn names_are_composed_alike_whatever_system_typed_them() {
    let dir = folder(&[("content/media/и\u{306}од.svg", b"<svg/>")]);
    assert_eq!(content(&load(&dir)), ["content/media/йод.svg"]);
}

#[test]
fn defects_are_kept_and_never_stop_the_rest() {
    let dir = folder(&[
        ("content/study.yaml", b"title: \xff\n"),
        ("content/second.yaml", b"a: b\nc: \xd0\xb8\xff"),
        ("content/good.yaml", b"a: b\n"),
        // "code;name" and a row, as Excel saves it in Windows-1251.
        (
            "private/names.csv",
            b"code;name\nP03;\xc0\xe9\xe3\xf3\xeb\n",
        ),
        ("private/names.tsv", b"code\tname\nP03\t\xc0\xe9\n"),
    ]);
    fs::create_dir(dir.path().join("content/findings.yaml")).expect("a folder");
    let huge = fs::File::create(dir.path().join("content/huge.md")).expect("a file");
    huge.set_len(diglot::source::LARGEST_TEXT + 1)
        .expect("a sparse file");
    let sources = load(&dir);
    let not_utf8 = |byte_offset, line, column| {
        Some(Defect::NotUtf8 {
            byte_offset,
            line,
            column,
        })
    };
    for (path, expected) in [
        ("content/study.yaml", not_utf8(7, 1, 8)),
        ("content/second.yaml", not_utf8(10, 2, 5)),
        ("content/findings.yaml", Some(Defect::IsFolder)),
        ("content/huge.md", Some(Defect::TooLarge)),
        ("content/good.yaml", None),
        ("private/names.csv", not_utf8(14, 2, 5)),
        ("private/names.tsv", not_utf8(14, 2, 5)),
    ] {
        assert_eq!(defect(&sources, path), expected, "{path}");
    }
    assert!(sources.text("content/good.yaml").is_some());
}

#[cfg(unix)]
#[test]
fn links_are_followed_as_long_as_they_stay_inside() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", b"secret")]);
    let dir = folder(&[("content/chapters/01-a.en.md", b"text")]);
    let content = dir.path().join("content");
    for (target, link) in [
        ("chapters/01-a.en.md".into(), "same.md"),
        (outside.path().join("secret.md"), "outside.md"),
        (outside.path().to_owned(), "elsewhere"),
        ("nowhere.md".into(), "gone.md"),
        ("itself.md".into(), "itself.md"),
        ("pong.md".into(), "ping.md"),
        ("ping.md".into(), "pong.md"),
        ("..".into(), "chapters/up"),
    ] as [(PathBuf, &str); 8]
    {
        symlink(target, content.join(link)).expect("a link");
    }
    let pipe = content.join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "mkfifo is part of every Unix"
    );
    let sources = load(&dir);
    assert_eq!(
        sources.text("content/same.md").map(AsRef::as_ref),
        Some("text")
    );
    for (path, expected) in [
        ("content/outside.md", Defect::LinkAstray),
        ("content/elsewhere", Defect::LinkAstray),
        ("content/gone.md", Defect::LinkAstray),
        ("content/itself.md", Defect::LinkLoop),
        ("content/ping.md", Defect::LinkLoop),
        ("content/chapters/up", Defect::LinkLoop),
        ("content/pipe.md", Defect::Unreadable),
    ] {
        assert_eq!(defect(&sources, path), Some(expected), "{path}");
    }
    assert!(sources.iter().all(|(path, _)| !path.contains("secret")));
}

/// A study's folder and its output folder.
struct Site {
    root: TempDir,
    dir: PathBuf,
}

impl Site {
    fn new() -> Self {
        let root = folder(&[("content/study.yaml", b""), ("themes/own/theme.yaml", b"")]);
        let dir = root.path().join("output");
        Self { root, dir }
    }

    fn target(&self) -> Target<'_> {
        Target {
            root: self.root.path(),
            dir: &self.dir,
            patience: Duration::ZERO,
        }
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<Written, String> {
        let mut output = Output::default();
        for (path, text) in files {
            output.insert((*path).to_owned(), File::made(*text));
        }
        let inputs = Fingerprint::of(format!("{files:?}").as_bytes());
        disk::write(self.target(), &output, inputs, "[]", &mut |_| {})
            .map_err(|error| self.shown(&error))
    }

    fn unchanged(&self, files: &[(&str, &str)]) -> bool {
        let inputs = Fingerprint::of(format!("{files:?}").as_bytes());
        disk::unchanged(self.target(), inputs)
            .expect("a folder of ours")
            .is_some()
    }

    /// An error without the temporary folder's name.
    fn shown(&self, error: &disk::Error) -> String {
        error
            .to_string()
            .replace(&format!("{}/", self.root.path().display()), "")
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.dir.join(name)).ok()
    }

    fn changed_at(&self, name: &str) -> SystemTime {
        let found = fs::metadata(self.dir.join(name)).expect("the file is there");
        found.modified().expect("the system keeps times")
    }
}

const SITE: &[(&str, &str)] = &[
    ("assets/style.1.css", "style"),
    ("en/index.html", "page"),
    ("en/wells/index.html", "wells"),
];

#[test]
fn writing_twice_writes_nothing() {
    let site = Site::new();
    assert_eq!(site.write(SITE).expect("an empty folder").changed.len(), 3);
    let names = [
        "en/index.html",
        "assets/style.1.css",
        ".diglot/manifest.json",
        ".diglot/report.json",
    ];
    let times: Vec<_> = names.iter().map(|name| site.changed_at(name)).collect();
    std::thread::sleep(Duration::from_millis(20));
    let again = site.write(SITE).expect("our own folder");
    assert_eq!(
        (again.changed.len(), again.removed.len(), again.untouched),
        (0, 0, 3)
    );
    let now: Vec<_> = names.iter().map(|name| site.changed_at(name)).collect();
    assert_eq!(times, now);
    assert!(site.unchanged(SITE));
}

#[test]
fn the_first_files_may_be_put_at_the_same_time() {
    for _ in 0..50 {
        let site = Site::new();
        let stage = disk::Stage::begin(site.target(), &mut |_| {}).expect("a folder of ours");
        let start = Barrier::new(4);
        std::thread::scope(|threads| {
            for number in 0..4 {
                let (stage, start) = (&stage, &start);
                threads.spawn(move || {
                    start.wait();
                    let put = stage.put(&format!("en/{number}.html"), &File::made("page"));
                    put.expect("the folder of what waits is there");
                });
            }
        });
        let inputs = Fingerprint::of(b"");
        let written = stage.finish(inputs, "[]").expect("all in place");
        assert_eq!(written.changed.len(), 4);
    }
}

#[test]
fn only_what_changed_is_touched_and_what_went_is_removed() {
    let site = Site::new();
    site.write(SITE).expect("an empty folder");
    let before = site.changed_at("assets/style.1.css");
    std::thread::sleep(Duration::from_millis(20));
    let second = [("assets/style.1.css", "style"), ("en/index.html", "other")];
    let written = site.write(&second).expect("our own folder");
    assert_eq!(written.changed, ["en/index.html"]);
    assert_eq!(written.removed, ["en/wells/index.html"]);
    assert_eq!(site.changed_at("assets/style.1.css"), before);
    assert!(
        !site.dir.join("en/wells").exists(),
        "no empty folder is left"
    );
    assert!(!site.unchanged(SITE));
    assert!(!site.dir.join(".diglot/stage").exists());
    assert!(!site.dir.join(".diglot/manifest.next.json").exists());
}

#[test]
fn files_edited_by_hand_are_restored_and_foreign_files_are_left_alone() {
    let site = Site::new();
    site.write(SITE).expect("an empty folder");
    put(&site.dir, "en/index.html", b"PAGE");
    put(&site.dir, "CNAME", b"example.org");
    put(&site.dir, "en/wells/notes.txt", b"mine");
    assert!(!site.unchanged(SITE), "same size, other text");
    assert_eq!(
        site.write(SITE).expect("our own folder").changed,
        ["en/index.html"]
    );
    assert_eq!(site.read("en/index.html").as_deref(), Some("page"));
    site.write(&SITE[..2]).expect("our own folder");
    assert_eq!(site.read("CNAME").as_deref(), Some("example.org"));
    assert_eq!(site.read("en/wells/notes.txt").as_deref(), Some("mine"));
    assert_eq!(site.read("en/wells/index.html"), None);
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let site = Site::new();
    site.write(&SITE[..2]).expect("an empty folder");
    put(&site.dir, "en/wells/index.html", b"mine");
    let refused = site.write(SITE).expect_err("a foreign file stands there");
    assert!(
        refused.starts_with(
            "cannot write `output/en/wells/index.html`: a file that is not ours stands there"
        ),
        "{refused}"
    );
    assert_eq!(site.read("en/wells/index.html").as_deref(), Some("mine"));
}

#[test]
fn a_picture_saved_again_during_the_build_is_not_published_under_the_old_name() {
    let site = Site::new();
    put(site.root.path(), "content/media/well.png", b"before");
    let sources = disk::load(site.root.path()).expect("the folder can be read");
    let Some(Source::Asset(picture)) = sources.get("content/media/well.png") else {
        panic!("a picture is an asset");
    };
    let mut output = Output::default();
    output.insert("assets/well.png".to_owned(), File::Copied(picture.clone()));
    let write = || {
        disk::write(
            site.target(),
            &output,
            Fingerprint::of(b""),
            "[]",
            &mut |_| {},
        )
    };
    put(site.root.path(), "content/media/well.png", b"behind");
    let refused = site.shown(&write().expect_err("it is another picture now"));
    assert_eq!(
        refused,
        "cannot read `content/media/well.png`: it changed while the site was being built; build again"
    );
    assert_eq!(site.read("assets/well.png"), None);
    put(site.root.path(), "content/media/well.png", b"before");
    write().expect("it is the picture that was read");
    assert_eq!(site.read("assets/well.png").as_deref(), Some("before"));
}

#[test]
fn a_file_may_become_a_folder() {
    let site = Site::new();
    site.write(&[("a", "file")]).expect("an empty folder");
    site.write(&[("a/index.html", "page")])
        .expect("our own folder");
    assert_eq!(site.read("a/index.html").as_deref(), Some("page"));
}

#[test]
fn a_folder_may_become_a_file() {
    let site = Site::new();
    let before = [("a/index.html", "page"), ("a/b/c.html", "deep"), ("z", "z")];
    site.write(&before).expect("an empty folder");
    let written = site.write(&[("a", "file"), ("z", "z")]);
    let written = written.expect("the folder holds only what we made");
    assert_eq!(written.changed, ["a"]);
    assert_eq!(written.removed, ["a/b/c.html", "a/index.html"]);
    assert_eq!(site.read("a").as_deref(), Some("file"));
}

#[test]
fn a_folder_in_which_somebody_else_has_something_does_not_become_a_file() {
    let foreign: [fn(&Site); 2] = [
        |site| put(&site.dir, "a/b/mine.txt", b"mine"),
        |site| fs::create_dir(site.dir.join("a/mine")).expect("a folder"),
    ];
    for make in foreign {
        let site = Site::new();
        let before = [("a/index.html", "page"), ("a/b/c.html", "deep")];
        site.write(&before).expect("an empty folder");
        make(&site);
        let refused = site.write(&[("a", "file")]).expect_err("it is not ours");
        assert_eq!(
            refused,
            "cannot write `output/a`: a folder stands where this file belongs"
        );
        assert_eq!(site.read("a/index.html").as_deref(), Some("page"));
        assert!(site.unchanged(&before), "nothing was touched");
    }
}

#[test]
fn foreign_and_overlapping_folders_are_refused() {
    for (dir, why) in [
        (".", "it contains the study itself"),
        ("..", "it contains the study itself"),
        ("content", "it lies inside the sources (`content`)"),
        ("content/site", "it lies inside the sources (`content`)"),
        ("themes/own/site", "it lies inside the sources (`themes`)"),
        (
            "documents",
            "it is not empty, and no build of diglot made it",
        ),
        ("documents/letter.txt", "not a directory"),
        ("documents/letter.txt/site", "not a directory"),
    ] {
        let mut site = Site::new();
        put(site.root.path(), "documents/letter.txt", b"dear");
        site.dir = site.root.path().join(dir);
        let refused = site.write(SITE).expect_err(dir);
        assert!(refused.contains(why), "{dir}: {refused}");
        assert!(
            !site.dir.join(".diglot").exists(),
            "{dir}: nothing was made"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_are_resolved_before_they_are_judged() {
    use std::os::unix::fs::symlink;
    let mut site = Site::new();
    let root = site.root.path().to_owned();
    fs::create_dir(root.join("elsewhere")).expect("a folder");
    symlink(root.join("content"), root.join("to-content")).expect("a link");
    symlink(root.join("elsewhere"), root.join("to-elsewhere")).expect("a link");
    site.dir = root.join("to-content");
    let refused = site.write(SITE).expect_err("it leads into the sources");
    assert!(refused.contains("inside the sources"), "{refused}");
    site.dir = root.join("to-elsewhere");
    site.write(SITE).expect("it leads into an empty folder");
    assert!(root.join("elsewhere/en/index.html").is_file());

    // A folder of the site that became a link must not lead us out.
    let outside = folder(&[("index.html", b"mine")]);
    fs::remove_dir_all(root.join("elsewhere/en")).expect("our folder");
    symlink(outside.path(), root.join("elsewhere/en")).expect("a link");
    let refused = site.write(&SITE[..1]).expect_err("the folder is a link");
    assert!(refused.contains("symbolic link"), "{refused}");
    assert!(outside.path().join("index.html").is_file());
}

#[test]
fn a_folder_with_only_gitignore_is_empty() {
    let site = Site::new();
    put(&site.dir, ".gitignore", b"*\n");
    site.write(SITE).expect("the folder counts as empty");
    assert_eq!(disk::clean(site.target(), &mut |_| {}).expect("ours"), 3);
    let left: Vec<_> = fs::read_dir(&site.dir)
        .expect("it stays")
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "only .gitignore is left: {left:?}");
    assert_eq!(
        disk::clean(site.target(), &mut |_| {}).expect("nothing there"),
        0
    );
}

#[test]
fn one_build_at_a_time() {
    let site = Site::new();
    put(&site.dir, ".diglot/lock", b"4242\n");
    let held = fs::File::open(site.dir.join(".diglot/lock")).expect("the lock");
    held.lock().expect("nobody else has it");
    let mut heard = Vec::new();
    let output = Output::default();
    let refused = disk::write(
        site.target(),
        &output,
        Fingerprint::of(b""),
        "[]",
        &mut |line| {
            heard.push(line.to_owned());
        },
    );
    let refused = site.shown(&refused.expect_err("another build has the lock"));
    assert_eq!(
        refused,
        format!(
            "cannot write into `{}`: another run of diglot (process 4242) is writing into it",
            "output"
        )
    );
    let patient = Target {
        patience: Duration::from_secs(20),
        ..site.target()
    };
    let (say, said) = std::sync::mpsc::channel();
    let waiter = std::thread::scope(|scope| {
        let waiter = scope.spawn(|| {
            disk::write(patient, &output, Fingerprint::of(b""), "[]", &mut |line| {
                heard.push(line.to_owned());
                say.send(()).expect("somebody listens");
            })
        });
        // The lock goes when the other has said that it waits, not after some time.
        said.recv().expect("the other build says that it waits");
        held.unlock().expect("we had it");
        waiter.join().expect("no panic")
    });
    waiter.expect("the lock was free at last");
    assert_eq!(heard.len(), 1, "said once: {heard:?}");
}

/// A first build that gives up takes its lock with it, and so does whoever cleans.
#[test]
fn whoever_waited_for_a_lock_that_was_removed_holds_the_one_that_others_see() {
    let site = Site::new();
    let first = disk::Stage::begin(site.target(), &mut |_| {}).expect("an empty folder");
    let patient = Target {
        patience: Duration::from_secs(20),
        ..site.target()
    };
    let (say, said) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let waiter = scope.spawn(move || {
            disk::Stage::begin(patient, &mut |_| say.send(()).expect("somebody listens"))
        });
        said.recv().expect("the other build says that it waits");
        first.abandon().expect("nothing was put yet");
        let second = waiter.join().expect("no panic");
        let second = second.expect("the lock was free at last");
        let third = disk::Stage::begin(site.target(), &mut |_| {});
        let refused = site.shown(&third.expect_err("the second build writes"));
        assert!(refused.contains("is writing into it"), "{refused}");
        (second.put("index.html", &File::made("page"))).expect("the folder is there");
        (second.finish(Fingerprint::of(b""), "[]")).expect("all in place");
    });
    assert_eq!(site.read("index.html").as_deref(), Some("page"));
    disk::clean(site.target(), &mut |_| {}).expect("ours");
    let left = fs::read_dir(&site.dir).expect("it stays").count();
    assert_eq!(left, 0, "the lock is gone too");
}

/// Two texts of a small study, as they were read.
fn two_texts() -> (TempDir, Sources) {
    let dir = folder(&[
        ("content/study.yaml", b"title: A\n"),
        ("content/chapters/01-a.en.md", "\u{feff}One.\r\n".as_bytes()),
    ]);
    let sources = load(&dir);
    (dir, sources)
}

fn rewrite(dir: &TempDir, read: &Sources, files: &[(&str, &str)]) -> Result<(), String> {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| ((*path).into(), (*text).into()))
        .collect();
    disk::rewrite(dir.path(), read, &files).map_err(|error| {
        let folder = format!("{}/", dir.path().display());
        error.to_string().replace(&folder, "")
    })
}

/// Names of everything in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// On Windows a locked file cannot be read, not even by the process that locked it.
#[test]
fn whoever_writes_into_a_study_locks_none_of_its_files() {
    let (dir, sources) = two_texts();
    let held = fs::File::open(dir.path().join("content/study.yaml")).expect("a file");
    held.lock().expect("nobody else has it");
    rewrite(&dir, &sources, &[("content/b.yaml", "[]\n")]).expect("the study is as it was");
    assert_eq!(
        names(&dir.path().join("content")),
        ["b.yaml", "chapters", "study.yaml"],
        "nothing of ours is left"
    );
}

#[test]
fn of_two_who_write_into_a_study_at_once_one_is_refused() {
    for _ in 0..20 {
        let (dir, sources) = two_texts();
        let start = Barrier::new(2);
        let write = |name: &str| {
            start.wait();
            rewrite(&dir, &sources, &[(name, "[]\n")])
        };
        let (one, other) = std::thread::scope(|threads| {
            let one = threads.spawn(|| write("content/b.yaml"));
            let other = threads.spawn(|| write("content/c.yaml"));
            (
                one.join().expect("no panic"),
                other.join().expect("no panic"),
            )
        });
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let why = one.and(other).expect_err("one of them");
        assert!(why.contains("changed"), "{why}");
        assert_eq!(names(&dir.path().join("content")).len(), 3);
    }
}

#[test]
fn files_of_a_study_are_written_all_or_none() {
    let (dir, sources) = two_texts();
    let chapters = dir.path().join("content/chapters");
    let (en, ru) = ("content/chapters/02-b.en.md", "content/chapters/02-b.ru.md");
    // Nothing can be written beside the second.
    fs::create_dir(chapters.join(".02-b.ru.md.tmp")).expect("a folder");
    let refused = rewrite(&dir, &sources, &[(en, "Two.\n"), (ru, "Два.\n")]);
    assert!(refused.is_err());
    assert_eq!(names(&chapters), [".02-b.ru.md.tmp", "01-a.en.md"]);
    // Nor can the first come to its place: a folder stands there that is none of the study's.
    fs::remove_dir(chapters.join(".02-b.ru.md.tmp")).expect("a folder");
    fs::create_dir(chapters.join(".hidden")).expect("a folder");
    let hidden = "content/chapters/.hidden";
    let refused = rewrite(&dir, &sources, &[(hidden, "Two.\n"), (ru, "Два.\n")]);
    assert!(refused.is_err());
    assert_eq!(names(&chapters), [".hidden", "01-a.en.md"]);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_written_and_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (dir, _) = two_texts();
    put(dir.path(), "content/shared/findings.txt", b"[]\n");
    let target = dir.path().join("content/shared/findings.txt");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("our file");
    let link = dir.path().join("content/findings.yaml");
    symlink("shared/findings.txt", &link).expect("a link");
    let sources = load(&dir);
    rewrite(&dir, &sources, &[("content/findings.yaml", "- id: F01\n")]).expect("as it was");
    assert!(link.is_symlink());
    assert_eq!(fs::read(&target).expect("a file"), b"- id: F01\n");
    let mode = fs::metadata(&target).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// A name may be two files to us and one to the system (`B.yaml` on a Mac), or the other way round (`й` in two ways).
#[test]
fn a_file_that_was_not_read_under_its_name_is_not_written_over() {
    let (dir, sources) = two_texts();
    put(dir.path(), "content/.hidden.yaml", b"mine");
    let refused = rewrite(&dir, &sources, &[("content/.hidden.yaml", "ours")]);
    assert_eq!(
        refused.expect_err("nobody read it"),
        "cannot write `content/.hidden.yaml`: it is not what was read under this name; nothing was written"
    );
    assert_eq!(
        fs::read(dir.path().join("content/.hidden.yaml")).expect("a file"),
        b"mine"
    );
}

#[test]
fn a_damaged_manifest_is_no_licence_to_guess() {
    let site = Site::new();
    site.write(SITE).expect("an empty folder");
    for text in [
        "{",
        "{\"format\":1,\"inputs\":\"\",\"files\":{\"../x\":{\"size\":1,\"digest\":\"\"}}}",
    ] {
        put(&site.dir, ".diglot/manifest.json", text.as_bytes());
        let refused = site
            .write(&SITE[..1])
            .expect_err("nobody knows what is ours");
        assert!(refused.contains("it is damaged"), "{refused}");
        assert!(site.dir.join("en/index.html").is_file());
    }
}

#[test]
fn a_study_is_started_in_an_empty_folder_only() {
    let dir = folder(&[("mine.txt", b"mine")]);
    let files = [("content/study.yaml".to_owned(), "title: A\n".to_owned())];
    let refused = disk::create(dir.path(), &files).expect_err("it is not empty");
    assert!(refused.to_string().contains("it is not empty"));
    disk::create(&dir.path().join("a/b"), &files).expect("it does not exist");
    assert!(dir.path().join("a/b/content/study.yaml").is_file());
}
