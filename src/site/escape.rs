//! Letters that HTML would read as markup.

/// For text between tags.
pub(crate) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push_text(words, &mut out);
    out
}

/// The same, written at the end of something.
pub(crate) fn push_text(words: &str, out: &mut String) {
    push(words, out, |rest| memchr::memchr3(b'&', b'<', b'>', rest));
}

/// For a value between double quotes.
pub(crate) fn attribute(words: &str) -> String {
    let special = |letter: &u8| matches!(letter, b'&' | b'<' | b'>' | b'"');
    let mut out = String::with_capacity(words.len());
    push(words, &mut out, |rest| rest.iter().position(special));
    out
}

fn push(words: &str, out: &mut String, next: impl Fn(&[u8]) -> Option<usize>) {
    let mut rest = words;
    while let Some(at) = next(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
