//! Our own sources, made ready to be searched: without comments, texts and test modules.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One file below `src`.
pub(crate) struct OwnFile {
    /// Below `src`, with forward slashes: `read/markdown.rs`.
    pub(crate) path: String,
    /// As it is.
    pub(crate) text: String,
    /// Comments, string contents and test modules are blanks; every byte stands where it stood.
    pub(crate) code: String,
    /// Where string literals stand that are not in test modules, without their quotation marks.
    pub(crate) strings: Vec<Range<usize>>,
}

impl OwnFile {
    /// The room: the first folder, or the file of that name.
    pub(crate) fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// `src/read/markdown.rs:12`
    pub(crate) fn place(&self, byte_offset: usize) -> String {
        let line = self.text[..byte_offset].matches('\n').count() + 1;
        format!("src/{}:{line}", self.path)
    }

    /// Every place where the whole word stands in the code, not as part of a longer path such as `a::word`.
    pub(crate) fn places_of(&self, word: &str) -> Vec<usize> {
        let matches = self.code.match_indices(word);
        matches
            .map(|(at, _)| at)
            .filter(|at| {
                let before = self.code[..*at].chars().next_back();
                let after = self.code[at + word.len()..].chars().next();
                let joins = |letter: Option<char>| letter.is_some_and(is_name);
                !joins(before) && !joins(after) && !self.code[..*at].ends_with("::")
            })
            .collect()
    }

    /// What follows `prefix::`, wherever it stands: `c` and `d` for `use crate::{c, d::E}`.
    pub(crate) fn names_below(&self, prefix: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for at in self.places_of(prefix) {
            let rest = &self.code[at + prefix.len()..];
            if let Some(rest) = rest.strip_prefix("::") {
                found.extend(first_names(rest).into_iter().map(|name| (at, name)));
            }
        }
        found
    }
}

/// The first name of a path; of each path in a group.
fn first_names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return name(rest).into_iter().collect();
    };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut is_first = true;
    for (at, letter) in group.char_indices() {
        match letter {
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '{' => depth += 1,
            ',' if depth == 0 => is_first = true,
            _ if is_first && is_name(letter) => {
                names.extend(name(&group[at..]));
                is_first = false;
            }
            _ => {}
        }
    }
    names
}

fn name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| is_name(*letter)).collect();
    (!name.is_empty()).then_some(name)
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// All our sources, ordered by path; neither the build script nor files that hold only tests.
pub(crate) fn own_files() -> Vec<OwnFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    list(&root, &mut paths);
    paths.sort();
    let files = paths.iter().map(|path| {
        let below = path.strip_prefix(&root).expect("it was found there");
        let names: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        own_file(
            names.join("/"),
            fs::read_to_string(path).expect("our own sources are readable"),
        )
    });
    files
        .filter(|file| file.path != "build/script.rs" && !file.path.ends_with("/tests.rs"))
        .collect()
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("our own sources are readable") {
        let path = entry.expect("our own sources are readable").path();
        if path.is_dir() {
            list(&path, paths);
        } else if path.extension().is_some_and(|end| end == "rs") {
            paths.push(path);
        }
    }
}

/// Makes one file ready.
pub(crate) fn own_file(path: String, text: String) -> OwnFile {
    let (mut code, mut strings) = without_texts(&text);
    for tests in test_items(&code) {
        blank(&mut code, tests.clone());
        strings.retain(|string| !tests.contains(&string.start));
    }
    let code = String::from_utf8(code).expect("only whole characters were blanked");
    OwnFile {
        path,
        text,
        code,
        strings,
    }
}

fn blank(code: &mut [u8], range: Range<usize>) {
    for byte in &mut code[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Blanks comments and what string and character literals hold; says where the strings stand.
fn without_texts(text: &str) -> (Vec<u8>, Vec<Range<usize>>) {
    let mut code = text.as_bytes().to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(range) = string(rest, text[..at].chars().next_back()) {
            strings.push(at + range.start..at + range.end);
            range.end + 1
        } else if let Some(length) = character(rest) {
            length
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let end = (at + length).min(text.len());
        blank(&mut code, at..end);
        at = end;
    }
    (code, strings)
}

/// What a string literal at the start of `rest` holds, without its marks: `"…"`, `r#"…"#`.
fn string(rest: &str, before: Option<char>) -> Option<Range<usize>> {
    if let Some(raw) = rest
        .strip_prefix('r')
        .filter(|_| !before.is_some_and(is_name))
    {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let start = 1 + hashes + 1;
        if raw[hashes..].starts_with('"') {
            let end = rest[start..].find(&format!("\"{}", "#".repeat(hashes)))?;
            return Some(start..start + end);
        }
    }
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, letter) in inside.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(1..1 + at),
            _ => {}
        }
    }
    None
}

/// How long a character literal at the start of `rest` is; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let mut letters = inside.char_indices();
    let (_, first) = letters.next()?;
    if first == '\\' {
        return inside[2..].find('\'').map(|end| 2 + end + 2);
    }
    let (at, _) = letters.find(|(_, letter)| *letter == '\'')?;
    (at == first.len_utf8()).then_some(at + 2)
}

/// Where `#[cfg(test)]` items stand.
fn test_items(code: &[u8]) -> Vec<Range<usize>> {
    const MARK: &[u8] = b"#[cfg(test)]";
    let mut found = Vec::new();
    for start in 0..code.len() {
        if !code[start..].starts_with(MARK) {
            continue;
        }
        let body = (start..code.len()).find(|at| matches!(code[*at], b'{' | b';'));
        found.push(start..body.map_or(code.len(), |body| end_of(code, body)));
    }
    found
}

fn end_of(code: &[u8], body: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.iter().enumerate().skip(body) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}
