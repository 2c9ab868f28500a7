//! Letters that XML would read as markup.

/// For text and for values between double quotes. Control characters, which XML 1.0 cannot hold, are left out.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            control if control.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}
