//! Opens the author's editor at a line. Which program that is comes from the environment alone.

use std::path::Path;
use std::process::{Command, Stdio};

/// Editors with a window of their own, in the order in which they are looked for, and how each is told of a line.
const KNOWN: &[&str] = &[
    "code -g {file}:{line}",
    "codium -g {file}:{line}",
    "cursor -g {file}:{line}",
    "zed {file}:{line}",
    "subl {file}:{line}",
    "idea --line {line} {file}",
    "kate -l {line} {file}",
    "gnome-text-editor {file} +{line}",
    "gedit +{line} {file}",
    "geany -l {line} {file}",
    "gvim +{line} {file}",
    "mvim +{line} {file}",
    "emacsclient -n +{line} {file}",
    "mate -l {line} {file}",
    "notepad++ -n{line} {file}",
];

/// The command of the author's editor: what `DIGLOT_EDITOR` says, else the first known one that `is_there`.
pub fn editor(wanted: Option<&str>, is_there: impl Fn(&str) -> bool) -> Option<String> {
    let wanted = wanted.map(str::trim).filter(|command| !command.is_empty());
    let known = || {
        let mut known = KNOWN.iter();
        let found = known.find(|command| command.split(' ').next().is_some_and(&is_there));
        found.map(|command| (*command).to_owned())
    };
    wanted.map(str::to_owned).or_else(known)
}

/// True if a program of this name stands in a folder of `PATH`.
pub fn is_on_path(path: &str, program: &str) -> bool {
    std::env::split_paths(path).any(|folder| {
        let endings = ["", ".exe", ".cmd", ".bat"];
        endings
            .iter()
            .any(|ending| folder.join(format!("{program}{ending}")).is_file())
    })
}

/// Starts the editor and does not wait for it.
pub(super) fn open(command: &str, file: &Path, line: usize) -> Result<(), String> {
    let words = words(command, &file.to_string_lossy(), line);
    let Some((program, arguments)) = words.split_first() else {
        return Err("DIGLOT_EDITOR names no program".to_owned());
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command
        .spawn()
        .map_err(|cause| format!("cannot start `{program}`: {cause}"))?;
    // Whoever starts a program has to take note of its end.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// A command as words, its places filled in after it was cut: no name of a file can become a word of its own.
fn words(command: &str, file: &str, line: usize) -> Vec<String> {
    let mut words = cut(command);
    if !words.iter().any(|word| word.contains("{file}")) {
        words.push("{file}".to_owned());
    }
    let line = line.to_string();
    (words.iter())
        .map(|word| word.replace("{line}", &line).replace("{file}", file))
        .collect()
}

/// Cuts at spaces that do not stand in quotes.
fn cut(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quote, mut is_word) = (None, false);
    for letter in command.chars() {
        match quote {
            Some(mark) if letter == mark => quote = None,
            Some(_) => word.push(letter),
            None if letter == '"' || letter == '\'' => (quote, is_word) = (Some(letter), true),
            None if letter.is_whitespace() => {
                if is_word || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            None => word.push(letter),
        }
    }
    if is_word || !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_as_words() {
        let cases: [(&str, &[&str]); 6] = [
            ("code -g {file}:{line}", &["code", "-g", "a b.md:7"]),
            ("vi", &["vi", "a b.md"]),
            (
                "\"/opt/my editor/ed\" +{line} {file}",
                &["/opt/my editor/ed", "+7", "a b.md"],
            ),
            ("ed '' {file}", &["ed", "", "a b.md"]),
            ("  ed   {file}  ", &["ed", "a b.md"]),
            ("", &["a b.md"]),
        ];
        for (command, expected) in cases {
            assert_eq!(words(command, "a b.md", 7), expected, "{command}");
        }
    }

    #[test]
    fn a_name_cannot_smuggle_a_place_or_a_word() {
        assert_eq!(words("ed {file}", "{line} ; rm", 7), ["ed", "{line} ; rm"]);
    }

    #[test]
    fn the_environment_comes_first() {
        let there = |program: &str| matches!(program, "kate" | "gvim");
        assert_eq!(
            editor(Some("ed {file}"), there).as_deref(),
            Some("ed {file}")
        );
        assert_eq!(
            editor(None, there).as_deref(),
            Some("kate -l {line} {file}")
        );
        assert_eq!(editor(Some(" "), |_| false), None);
    }
}
