//! The preview at work on a real folder and a real port: every way in which editors save is noticed, and nothing that
//! is half written is ever shown.

use crate::served;

use served::Served;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A study of one chapter in a folder of its own, and its preview.
struct Bench {
    served: Served,
    dir: tempfile::TempDir,
    version: u64,
}

impl Bench {
    fn new(options: &[&str]) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(dir.path().join("content/chapters")).expect("folders");
        let study = dir.path().join("content/study.yaml");
        fs::write(study, "title: A\nlanguages: [en]\n").expect("a file");
        fs::write(dir.path().join(CHAPTER), text("A", "One.")).expect("a file");
        let served = Served::start(dir.path(), options);
        let mut bench = Self {
            served,
            dir,
            version: 0,
        };
        bench.settle();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn chapter(&self) -> PathBuf {
        self.path(CHAPTER)
    }

    /// Lets what one save sets off, which may come in two steps, end before the next one.
    fn settle(&mut self) {
        thread::sleep(Duration::from_millis(500));
        self.version = self.served.version_after(0);
    }

    /// Something new is shown, and in the end the page says this.
    fn shows(&mut self, way: &str, address: &str, wanted: &str) {
        assert!(
            self.served.version_after(self.version) > self.version,
            "{way}: nothing was noticed"
        );
        let mut tries = 0;
        while !self.served.get(address).contains(wanted) {
            tries += 1;
            assert!(tries < 100, "{way}: {address} does not say “{wanted}”");
            thread::sleep(Duration::from_millis(50));
        }
        self.settle();
    }
}

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const CHAPTER: &str = "content/chapters/01-a.en.md";

fn text(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{words}\n")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}

#[test]
fn every_way_of_saving_is_noticed() {
    every_way(Bench::new(&[]));
}

/// As on a folder of another machine, of which the system tells nothing.
#[test]
fn every_way_of_saving_is_noticed_by_looking() {
    every_way(Bench::new(&["--poll", "60"]));
}

fn every_way(mut bench: Bench) {
    let chapter = bench.chapter();
    let chapters = bench.path("content/chapters");

    write(&chapter, &text("B", "Two, in place."));
    bench.shows("in place", "/en/a/", "Two, in place.");

    write(&chapters.join(".01-a.tmp"), &text("C", "Three, renamed."));
    fs::rename(chapters.join(".01-a.tmp"), &chapter).expect("a rename");
    bench.shows("renamed over", "/en/a/", "Three, renamed.");

    // vim: a file named 4913 to see whether it may, the old text moved away, the new one written, the old one removed.
    write(&chapters.join("4913"), "");
    fs::remove_file(chapters.join("4913")).expect("a file");
    fs::rename(&chapter, chapters.join("01-a.en.md~")).expect("a rename");
    write(&chapter, &text("D", "Four, as vim."));
    fs::remove_file(chapters.join("01-a.en.md~")).expect("a file");
    bench.shows("as vim does", "/en/a/", "Four, as vim.");

    // emacs: a lock that is a link to nowhere, an auto-save file.
    #[cfg(unix)]
    {
        let lock = chapters.join(".#01-a.en.md");
        std::os::unix::fs::symlink("somebody@somewhere.4711", &lock).expect("a link");
        write(&chapters.join("#01-a.en.md#"), "half a thought");
        write(&chapter, &text("E", "Five, as emacs."));
        fs::remove_file(lock).expect("a link");
        bench.shows("as emacs does", "/en/a/", "Five, as emacs.");
    }

    fs::create_dir_all(chapters.join("02-part")).expect("folders");
    write(&chapters.join("02-part/part.yaml"), "title: Part\n");
    write(
        &chapters.join("02-part/01-b.en.md"),
        &text("B", "Six, in a part."),
    );
    bench.shows("in a folder that is new", "/en/b/", "Six, in a part.");

    fs::rename(chapters.join("02-part"), chapters.join("03-part")).expect("a rename");
    write(
        &chapters.join("03-part/01-b.en.md"),
        &text("B", "Seven, moved."),
    );
    bench.shows("in a renamed folder", "/en/b/", "Seven, moved.");

    let template = "themes/overrides/templates/landing.html";
    fs::create_dir_all(bench.path("themes/overrides/templates")).expect("folders");
    write(&bench.path(template), "A template of ours.");
    bench.shows("a theme that is new", "/en/", "A template of ours.");
    write(&bench.path(template), "Another template of ours.");
    bench.shows("a theme edited", "/en/", "Another template of ours.");

    fs::remove_dir_all(bench.path("content")).expect("a folder");
    assert!(bench.served.version_after(bench.version) > bench.version);
    bench.settle();
    fs::create_dir_all(&chapters).expect("folders");
    write(
        &bench.path("content/study.yaml"),
        "title: A\nlanguages: [en]\n",
    );
    write(&chapter, &text("F", "Eight, made again."));
    bench.shows("deleted and made again", "/en/a/", "Eight, made again.");
    write(&chapter, &text("G", "Nine, in the new folder."));
    bench.shows(
        "in a folder made again",
        "/en/a/",
        "Nine, in the new folder.",
    );
}

/// Looks at the page all the while until it says what is `wanted`, and tells what was to be seen on it: texts of the
/// chapter, and errors.
fn seen_during(
    bench: &Bench,
    wanted: &str,
    work: impl FnOnce() + Send,
) -> (Vec<String>, Vec<String>) {
    let is_done = AtomicBool::new(false);
    let (mut texts, mut errors) = (Vec::<String>::new(), Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            work();
            is_done.store(true, Ordering::Relaxed);
        });
        let is_shown = |texts: &[String]| texts.last().is_some_and(|last| last.contains(wanted));
        let start = Instant::now();
        while start.elapsed() < PATIENCE && !(is_done.load(Ordering::Relaxed) && is_shown(&texts)) {
            let page = bench.served.get("/en/a/");
            let (_, content) = page.split_once("class=\"content\"").expect("a chapter");
            let (content, _) = content.split_once("<section").expect("its end");
            if texts.last().is_none_or(|last| last != content) {
                texts.push(content.to_owned());
            }
            let about = bench.served.about("/en/a/");
            errors.extend(
                about["errors"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|one| one["text"].to_string()),
            );
            thread::sleep(Duration::from_millis(5));
        }
    });
    (texts, errors)
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_is_written_slowly_is_shown_when_it_is_whole() {
    let mut bench = Bench::new(&[]);
    let chapter = bench.chapter();
    let other = bench.path("content/chapters/02-b.en.md");
    write(&other, &text("B", "Beside."));
    bench.shows("a second chapter", "/en/b/", "Beside.");
    let (texts, errors) = seen_during(&bench, "The second half.", || {
        let mut file = fs::File::create(&chapter).expect("a file");
        for piece in [
            "---\nti",
            "tle: Slow\nsummary: \"half",
            " done\"\n---\n\nThe [first",
            "](02-b.md) half.\n\n",
            "The second half.\n",
        ] {
            file.write_all(piece.as_bytes()).expect("a piece");
            file.sync_data().expect("it reaches the disk");
            thread::sleep(Duration::from_millis(150));
        }
    });
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(texts.len(), 2, "the old text and the new one: {texts:#?}");
    assert!(texts[0].contains("One.") && texts[1].contains("The second half."));
    // Another file saved meanwhile does not bring the half of the first one along.
    bench.settle();
    let (texts, errors) = seen_during(&bench, "Whole again.", || {
        let mut file = fs::File::create(&chapter).expect("a file");
        file.write_all(b"---\ntitle: [half").expect("a piece");
        fs::write(&other, text("B", "Beside it.")).expect("a file");
        thread::sleep(Duration::from_millis(300));
        file.write_all(b"]\ntitle: no\n---\n").expect("a piece");
        file.set_len(0).expect("emptied");
        thread::sleep(Duration::from_millis(100));
        fs::write(&chapter, text("A", "Whole again.")).expect("a file");
    });
    assert_eq!(errors, Vec::<String>::new());
    assert!(
        texts
            .last()
            .is_some_and(|last| last.contains("Whole again."))
    );
}

/// An empty file is doubted at first, since writing begins with one; in the end it is said to be empty.
#[test]
fn a_file_that_is_left_empty_is_noticed() {
    let bench = Bench::new(&[]);
    write(&bench.chapter(), "");
    assert!(bench.served.version_after(bench.version) > bench.version);
    let about = bench.served.about("/en/a/").to_string();
    assert!(about.contains("file-empty"), "{about}");
}

#[test]
fn many_saves_in_a_row_never_show_half_a_file() {
    let bench = Bench::new(&[]);
    let chapter = bench.chapter();
    let filling = "Words that fill the chapter. ".repeat(4000);
    let (texts, errors) = seen_during(&bench, "End 39.", || {
        for step in 0..40 {
            write(
                &chapter,
                &text("A", &format!("Begin {step}. {filling} End {step}.")),
            );
            thread::sleep(Duration::from_millis(7 * (step % 5)));
        }
    });
    assert_eq!(errors, Vec::<String>::new());
    for shown in &texts[1..] {
        let number = |word: &str| {
            let (_, after) = shown.split_once(word).expect("a whole text");
            after.split('.').next().map(str::to_owned)
        };
        assert_eq!(number("Begin "), number("End "));
    }
    assert!(texts.last().is_some_and(|last| last.contains("End 39.")));
}

/// `cp -p` and back-ups keep the time of writing, and a text of the same length looks the same from outside.
#[test]
fn files_of_the_same_length_and_time_are_told_apart() {
    let mut bench = Bench::new(&[]);
    let (one, other) = (bench.chapter(), bench.path("content/chapters/02-b.en.md"));
    write(&other, &text("B", "Other."));
    bench.shows("a new chapter", "/en/b/", "Other.");
    // What was written just now is read again in any case.
    thread::sleep(Duration::from_secs(3));
    for path in [&one, &other] {
        let before = fs::metadata(path).and_then(|it| it.modified());
        let text = fs::read_to_string(path).expect("a text");
        let beside = path.with_extension("tmp");
        write(
            &beside,
            &text.replace("One.", "Two.").replace("Other.", "Oters."),
        );
        let copy = fs::File::options().write(true).open(&beside);
        let copy = copy.expect("a file");
        copy.set_modified(before.expect("a time")).expect("a time");
        fs::rename(&beside, path).expect("a rename");
    }
    bench.shows("of the same time", "/en/a/", "Two.");
    assert!(bench.served.get("/en/b/").contains("Oters."));
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_watched() {
    let mut bench = Bench::new(&[]);
    let shared = bench.path("shared.md");
    fs::rename(bench.chapter(), &shared).expect("a rename");
    std::os::unix::fs::symlink("../../shared.md", bench.chapter()).expect("a link");
    bench.settle();

    write(&shared, &text("B", "Two, where it stands."));
    bench.shows("the file itself", "/en/a/", "Two, where it stands.");
    write(&bench.path("beside.md"), &text("C", "Three, renamed."));
    fs::rename(bench.path("beside.md"), &shared).expect("a rename");
    bench.shows("renamed over", "/en/a/", "Three, renamed.");
    write(&bench.chapter(), &text("D", "Four, through the link."));
    bench.shows("through the link", "/en/a/", "Four, through the link.");
}

#[test]
fn a_study_that_was_away_is_watched_again() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (root, away) = (dir.path().join("study"), dir.path().join("away"));
    let begin = |words: &str| {
        fs::create_dir_all(root.join("content/chapters")).expect("folders");
        write(
            &root.join("content/study.yaml"),
            "title: A\nlanguages: [en]\n",
        );
        write(&root.join(CHAPTER), &text("A", words));
    };
    begin("One.");
    let served = Served::start(&root, &[]);
    let says = |way: &str, wanted: &str| {
        let start = Instant::now();
        while !served.get("/en/a/").contains(wanted) {
            assert!(start.elapsed() < PATIENCE, "{way}: “{wanted}” is not shown");
            thread::sleep(Duration::from_millis(50));
        }
    };
    says("at first", "One.");
    fs::remove_dir_all(&root).expect("a folder");
    thread::sleep(Duration::from_secs(1));
    begin("Two.");
    says("made again", "Two.");
    write(&root.join(CHAPTER), &text("A", "Three."));
    says("saved after that", "Three.");
    fs::rename(&root, &away).expect("a rename");
    begin("Four.");
    says("another in its place", "Four.");
    write(&root.join(CHAPTER), &text("A", "Five."));
    says("saved after that", "Five.");
}

#[test]
fn a_checkout_of_five_hundred_files_is_one_change() {
    let mut bench = Bench::new(&[]);
    let root = bench.dir.path().to_owned();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(&root)
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .output();
        assert!(
            done.expect("git is there").status.success(),
            "{arguments:?}"
        );
    };
    let fill = |words: &str| {
        for number in 0..500 {
            let path = root.join(format!("content/chapters/{number:03}-c{number}.en.md"));
            write(
                &path,
                &text(&format!("C{number}"), &format!("{words} {number}.")),
            );
        }
    };
    git(&["init", "-q"]);
    fill("First");
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    fill("Second");
    git(&["commit", "-qam", "second"]);
    thread::sleep(Duration::from_millis(1500));
    bench.shows("five hundred files", "/en/c499/", "Second 499.");
    let (_, errors) = seen_during(&bench, "", || git(&["checkout", "-q", "HEAD~1"]));
    assert_eq!(errors, Vec::<String>::new());
    bench.shows("a checkout", "/en/c499/", "First 499.");
    for number in [0, 1, 250, 498] {
        assert!(
            bench
                .served
                .get(&format!("/en/c{number}/"))
                .contains(&format!("First {number}."))
        );
    }
}

/// What the preview itself reads, what others read, and what does not belong to the study does not wake it; nothing to
/// do costs nothing.
#[test]
#[cfg(target_os = "linux")]
fn it_sleeps_while_nothing_is_written() {
    let bench = Bench::new(&[]);
    let before = bench.served.ticks().expect("Linux tells");
    for round in 0..20 {
        fs::read(bench.chapter()).expect("a file");
        write(
            &bench.path("content/chapters/.01-a.en.md.swp"),
            &round.to_string(),
        );
        write(&bench.path("notes.txt"), &round.to_string());
        fs::create_dir_all(bench.path("output/en")).expect("folders");
        write(&bench.path("output/en/index.html"), &round.to_string());
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(bench.served.version_after(0), bench.version);
    let spent = bench.served.ticks().expect("Linux tells") - before;
    // A tick is a hundredth of a second: the question above costs some.
    assert!(spent <= 5, "{spent} ticks in a second");
    // Saving the same text again is no change either.
    write(&bench.chapter(), &text("A", "One."));
    thread::sleep(Duration::from_millis(300));
    assert_eq!(bench.served.version_after(0), bench.version);
}
