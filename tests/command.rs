//! The built program, as it is typed: exit status, what goes to stdout and what to stderr, what is on disk then.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Runs `diglot` in a folder.
fn diglot(dir: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(arguments)
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .output()
        .expect("the program was built");
    Run::from(output)
}

/// How a run ended.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A folder with a new study in `study/`.
fn with_study() -> TempDir {
    let dir = temporary();
    let made = diglot(dir.path(), &["new", "study"]);
    assert_eq!(made.status, 0, "{made:?}");
    dir
}

#[test]
fn exit_status_and_first_words() {
    let dir = with_study();
    fs::write(dir.path().join("letter.txt"), "dear").expect("a file");
    for (arguments, status, stderr) in [
        (vec!["build"], 2, "error: no study in `"),
        (
            vec!["check", "-C", "nowhere"],
            2,
            "error: no study in `nowhere`",
        ),
        (vec!["frobnicate"], 2, "error: unrecognized subcommand"),
        (
            vec!["build", "-C", "study", "--lang", "12"],
            2,
            "error: invalid value '12'",
        ),
        (
            vec!["build", "-C", "study", "-u", "example.org"],
            2,
            "error: invalid value 'example.org'",
        ),
        (
            vec!["build", "-C", "study", "-q", "-v"],
            2,
            "error: the argument '--quiet'",
        ),
        (
            vec!["explain", "no-such-code"],
            2,
            "error: no message has the code `no-such-code`",
        ),
        (
            vec!["build", "-C", "study", "-o", "letter.txt"],
            3,
            "error: cannot write into `letter.txt`: not a directory",
        ),
        (
            vec!["build", "-C", "study", "-o", "study"],
            3,
            "error: cannot write into `study`: it contains the study itself",
        ),
        (
            vec!["build", "-C", "study", "-o", "study/content/x"],
            3,
            "error: cannot write into `study/content/x`: it lies inside the sources (`content`)",
        ),
        (
            vec!["build", "-C", "study", "-o", "."],
            3,
            "error: cannot write into `.`: it contains the study itself",
        ),
        (
            vec!["new", "study"],
            3,
            "error: cannot start a study in `study`: it is not empty",
        ),
    ] {
        let run = diglot(dir.path(), &arguments);
        assert_eq!(run.status, status, "{arguments:?}: {run:?}");
        assert!(run.err.starts_with(stderr), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "", "{arguments:?}: messages go to stderr");
    }
}

#[test]
fn commands_of_later_issues_are_not_there() {
    let dir = with_study();
    for arguments in [
        ["publish", ""],
        ["schema", ""],
        ["add", ""],
        ["check", "--external"],
    ] {
        let run = diglot(&dir.path().join("study"), &arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {run:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_added_to_a_file_behind_a_link_stands_in_that_file() {
    let dir = temporary();
    let made = diglot(dir.path(), &["new", "study", "--lang", "en"]);
    assert_eq!(made.status, 0, "{made:?}");
    let study = dir.path().join("study");
    let link = study.join("content/glossary.yaml");
    let file = study.join("content/.shared.yaml");
    let before = fs::read_to_string(&link).expect("a new study has a glossary");
    let before = format!("\u{feff}{before}");
    fs::write(&file, &before).expect("a file");
    fs::remove_file(&link).expect("a file");
    std::os::unix::fs::symlink(".shared.yaml", &link).expect("a link");
    let mut arguments = vec!["add", "term", "--no-input"];
    for answer in ["id=dues", "term=Dues", "definition=What is paid."] {
        arguments.extend(["--set", answer]);
    }
    let added = diglot(&study, &arguments);
    assert_eq!(added.status, 0, "{added:?}");
    assert!(link.is_symlink(), "it is a link as before");
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.starts_with(&before) && text.contains("Dues"), "{text}");
}

#[test]
fn timings_name_every_stage_and_leave_the_output_alone() {
    let dir = with_study();
    let study = dir.path().join("study");
    let run = diglot(&study, &["build", "--timings"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(run.out, "");
    for stage in [
        "load", "compare", "read", "align", "theme", "plan", "check", "pages", "write", "all",
    ] {
        let line = |line: &&str| line.starts_with(stage) && line.contains(" ms");
        assert!(run.err.lines().any(|one| line(&one)), "{stage}: {run:?}");
    }
    // Nothing that was measured reached the site.
    let again = diglot(&study, &["build"]);
    assert!(again.err.contains("nothing has changed"), "{again:?}");
}

#[test]
fn the_study_is_found_upwards_and_the_output_from_here() {
    let dir = with_study();
    let chapters = dir.path().join("study/content/chapters");
    let built = diglot(&chapters, &["build"]);
    assert_eq!(built.status, 0, "{built:?}");
    assert!(
        dir.path()
            .join("study/output/.diglot/manifest.json")
            .is_file()
    );
    let built = diglot(dir.path(), &["build", "-C", "study", "-o", "site"]);
    assert_eq!(built.status, 0, "{built:?}");
    assert!(dir.path().join("site/.diglot/manifest.json").is_file());
}

#[test]
fn a_second_build_stops_early_and_says_so() {
    let dir = with_study();
    let study = dir.path().join("study");
    let first = diglot(&study, &["build"]);
    assert!(first.err.contains("built "), "{first:?}");
    let second = diglot(&study, &["build"]);
    assert!(
        second.err.starts_with("nothing has changed: "),
        "{second:?}"
    );
    let quiet = diglot(&study, &["build", "-q"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
    let other = diglot(&study, &["build", "--drafts"]);
    assert!(
        other.err.contains("built "),
        "other options, other inputs: {other:?}"
    );
}

#[test]
fn clean_leaves_what_is_not_ours() {
    let dir = with_study();
    let study = dir.path().join("study");
    assert_eq!(diglot(&study, &["clean"]).err, "nothing to remove\n");
    assert_eq!(diglot(&study, &["build"]).status, 0);
    fs::write(study.join("output/CNAME"), "example.org").expect("a file");
    let cleaned = diglot(&study, &["clean"]);
    assert_eq!(cleaned.status, 0, "{cleaned:?}");
    let mut left: Vec<_> = fs::read_dir(study.join("output"))
        .expect("it stays")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".diglot", ".gitignore", "CNAME"]);
    // It is still our folder.
    assert_eq!(diglot(&study, &["clean"]).err, "nothing to remove\n");
    assert_eq!(diglot(&study, &["build"]).status, 0);
    assert!(study.join("output/CNAME").is_file());
}

#[test]
fn a_new_study_has_its_files_in_every_language() {
    let dir = temporary();
    let made = diglot(dir.path(), &["init", "three", "--lang", "en,ru,kk"]);
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{made:?}");
    for lang in ["en", "ru", "kk"] {
        let chapter = format!("three/content/chapters/01-summary.{lang}.md");
        assert!(dir.path().join(&chapter).is_file(), "{chapter}");
    }
    let ignored = fs::read_to_string(dir.path().join("three/output/.gitignore"));
    assert_eq!(ignored.expect("it is there"), "*\n!.gitignore\n");
}

#[test]
fn a_new_study_builds_without_a_word_of_blame() {
    for languages in ["en,ru", "ru,kk", "en,ru,kk", "en"] {
        let dir = temporary();
        assert_eq!(
            diglot(dir.path(), &["new", "study", "--lang", languages]).status,
            0
        );
        let checked = diglot(dir.path(), &["check", "-C", "study", "--strict"]);
        assert_eq!(
            (checked.status, checked.out.as_str(), checked.err.as_str()),
            (0, "", "nothing is wrong\n"),
            "{languages}"
        );
        let built = diglot(dir.path(), &["build", "-C", "study"]);
        assert_eq!(built.status, 0, "{languages}: {built:?}");
        assert!(built.err.starts_with("built "), "{languages}: {built:?}");
    }
}

#[test]
fn a_taken_port_is_an_error_only_if_it_was_asked_for() {
    let dir = with_study();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = diglot(dir.path(), &["serve", "-C", "study", "-p", &port]);
    assert_eq!(run.status, 3, "{run:?}");
    let expected = format!("error: cannot listen on `127.0.0.1:{port}`: address in use\n");
    assert!(run.err.ends_with(&expected), "{run:?}");
}

#[test]
fn explain_tells_one_code_or_lists_all() {
    let dir = temporary();
    let all = diglot(dir.path(), &["explain"]);
    assert_eq!((all.status, all.err.as_str()), (0, ""));
    let first = all.out.split_whitespace().next().expect("there are codes");
    let one = diglot(dir.path(), &["explain", first]);
    assert_eq!(one.status, 0);
    assert!(one.out.starts_with(&format!("{first}\n")), "{one:?}");
    assert!(one.out.contains("What to do: "), "{one:?}");
    let near = format!("{first}s");
    let unknown = diglot(dir.path(), &["explain", &near]);
    assert!(
        unknown.err.contains(&format!("did you mean `{first}`?")),
        "{unknown:?}"
    );
}

#[test]
fn completions_name_every_command() {
    let dir = temporary();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = diglot(dir.path(), &["completions", shell]);
        assert_eq!(run.status, 0, "{run:?}");
        for command in [
            "build", "serve", "check", "clean", "new", "explain", "schema",
        ] {
            assert!(run.out.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn a_reader_who_has_heard_enough_is_no_trouble() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().expect("it ends"));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn check_prints_for_programs_on_stdout() {
    let dir = with_study();
    for (format, begins) in [("json", "["), ("sarif", "{")] {
        let run = diglot(dir.path(), &["check", "-C", "study", "--format", format]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.out.starts_with(begins), "{format}: {run:?}");
        serde_json::from_str::<serde_json::Value>(&run.out).expect("it is JSON");
    }
}

#[test]
fn schemas_know_the_study_they_are_printed_in() {
    let dir = with_study();
    let json = |run: &Run| -> serde_json::Value {
        assert_eq!(run.status, 0, "{run:?}");
        serde_json::from_str(&run.out).expect("it is JSON")
    };
    let anywhere = json(&diglot(dir.path(), &["schema", "findings"]));
    let here = json(&diglot(
        dir.path(),
        &["schema", "findings.yaml", "-C", "study"],
    ));
    let offered = "/items/properties/themes/items/anyOf/0/enum";
    assert_eq!(anywhere.pointer(offered), None);
    assert_eq!(here.pointer(offered), Some(&serde_json::json!(["safety"])));
    let languages = here
        .pointer("/items/properties/statement/properties")
        .expect("a map");
    assert!(languages.get("ru").is_some() && languages.get("kk").is_none());
    let unknown = diglot(dir.path(), &["schema", "finding"]);
    assert_eq!(unknown.status, 2);
    assert!(
        unknown.err.contains("did you mean `findings`?"),
        "{unknown:?}"
    );
    let list = diglot(dir.path(), &["schema"]);
    assert!(list.out.contains("glossary"), "{list:?}");
}

#[test]
fn editors_find_the_schemas_of_a_new_study() {
    let dir = with_study();
    let study = dir.path().join("study");
    for file in ["study", "findings", "recommendations"] {
        let text = fs::read_to_string(study.join(format!("content/{file}.yaml"))).expect("a file");
        let first = text.lines().next().unwrap_or_default();
        let at = first
            .strip_prefix("# yaml-language-server: $schema=")
            .expect("the line");
        assert!(study.join("content").join(at).is_file(), "{at}");
    }
    fs::remove_dir_all(study.join("content/.schema")).expect("they are ours");
    let written = diglot(dir.path(), &["schema", "--write", "-C", "study"]);
    assert_eq!(written.status, 0, "{written:?}");
    assert!(study.join("content/.schema/quotes.json").is_file());
    // Nobody takes them for files of the study.
    let checked = diglot(dir.path(), &["check", "-C", "study", "--strict"]);
    assert_eq!(checked.status, 0, "{checked:?}");
}

/// Replaces words in a file of the new study.
fn replace(dir: &Path, name: &str, old: &str, new: &str) {
    let path = dir.join("study/content").join(name);
    let text = fs::read_to_string(&path).expect("a file of the study");
    assert!(text.contains(old), "{old} in {name}");
    fs::write(path, text.replacen(old, new, 1)).expect("a file of the study");
}

/// The first file of a folder of the new study with this ending, and its first word of six letters or more.
fn a_word(dir: &Path, ending: &str) -> (String, String) {
    let folder = dir.join("study/content/chapters");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("chapters")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    let name = format!("chapters/{}", names[0]);
    let text = fs::read_to_string(dir.join("study/content").join(&name)).expect("a chapter");
    let body = text.rsplit("---\n").next().expect("a body");
    let word = body
        .split_whitespace()
        .find(|word| word.len() > 5 && word.chars().all(char::is_alphabetic));
    (name, word.expect("a word").to_owned())
}

#[test]
fn from_an_edit_to_an_agreement() {
    let dir = with_study();
    let study = dir.path().join("study");
    assert_eq!(diglot(&study, &["build", "--locked"]).status, 1);
    assert!(!study.join("content/lock").exists());
    assert_eq!(diglot(&study, &["build"]).status, 0);
    let again = diglot(&study, &["build", "--locked"]);
    assert!(again.err.starts_with("nothing has changed"), "{again:?}");
    assert_eq!(diglot(&study, &["status", "--format", "json"]).out, "[]\n");

    let (name, word) = a_word(dir.path(), ".en.md");
    replace(dir.path(), &name, &word, "Otherwise");
    let listed = diglot(&study, &["status", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&listed.out).expect("JSON");
    let entries = json.as_array().expect("an array");
    assert_eq!(entries.len(), 1, "{listed:?}");
    assert_eq!(entries[0]["state"], "moved-on");
    assert_eq!(entries[0]["lang"], "en");
    assert_eq!(entries[0]["path"], format!("content/{name}"));
    let id = entries[0]["id"].as_str().expect("an id").to_owned();
    let human = diglot(&study, &["status"]);
    assert!(
        human.out.contains(&format!("{id}  en moved on")),
        "{human:?}"
    );
    assert!(
        human.out.contains(&format!("[-{word}-] {{+Otherwise+}}")),
        "{human:?}"
    );

    let unknown = diglot(&study, &["agree", &format!("{id}x")]);
    assert_eq!(
        (
            unknown.status,
            unknown.err.contains(&format!("did you mean `{id}`?"))
        ),
        (2, true),
        "{unknown:?}"
    );
    let built = diglot(&study, &["build"]);
    assert!(
        built.err.contains("agreement: 1 text not agreed"),
        "{built:?}"
    );
    let (_, short) = id.split_once('#').expect("a block");
    assert_eq!(diglot(&study, &["agree", short]).status, 0);
    assert_eq!(diglot(&study, &["status", "--format", "json"]).out, "[]\n");
    assert_eq!(diglot(&study, &["build", "--locked"]).status, 0);
}

#[test]
fn ids_are_written_and_nothing_else() {
    let dir = with_study();
    let study = dir.path().join("study");
    let (name, _) = a_word(dir.path(), ".en.md");
    let path = study.join("content").join(&name);
    let plain = fs::read_to_string(&path)
        .expect("a chapter")
        .replace('\n', "\r\n");
    fs::write(&path, format!("\u{feff}{plain}")).expect("a chapter");
    assert_eq!(diglot(&study, &["build"]).status, 0);
    let written = diglot(&study, &["ids", "--write"]);
    assert_eq!(written.status, 0, "{written:?}");
    let text = fs::read_to_string(&path).expect("a chapter");
    let without: String = text
        .split_inclusive("\r\n")
        .filter(|line| !line.starts_with("<!-- diglot-id: "))
        .map(|line| match line.find(" {#p-") {
            Some(at) => format!("{}\r\n", &line[..at]),
            None => line.to_owned(),
        })
        .collect();
    assert!(
        text.len() > without.len() && text.contains("<!-- diglot-id: p-"),
        "{text}"
    );
    assert_eq!(without, format!("\u{feff}{plain}"));
    let again = diglot(&study, &["ids", "--write"]);
    assert!(
        again.err.contains("every block has its id already"),
        "{again:?}"
    );
    assert_eq!(fs::read_to_string(&path).expect("a chapter"), text);
    assert_eq!(diglot(&study, &["build", "--locked"]).status, 0);
    assert_eq!(diglot(&study, &["status", "--format", "json"]).out, "[]\n");
    assert_eq!(diglot(&study, &["ids", "--write", "nowhere"]).status, 2);
}
