//! Letters that HTML would read as markup.

/// For text between tags.
pub(crate) fn text(words: &str) -> String {
    escaped(words, false)
}

/// For a value between double quotes.
pub(crate) fn attribute(words: &str) -> String {
    escaped(words, true)
}

fn escaped(words: &str, quotes: bool) -> String {
    let special = |letter: u8| matches!(letter, b'&' | b'<' | b'>') || (quotes && letter == b'"');
    if !words.bytes().any(special) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len() + 16);
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quotes => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}
