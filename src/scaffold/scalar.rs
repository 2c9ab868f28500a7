//! Texts as YAML takes them for texts: plain where that is safe, between quotation marks or on lines of their own where not.

/// The widest line that is written.
const WIDEST: usize = 100;

/// A word, an id or a date.
pub(super) fn word(text: &str) -> String {
    let text = text.trim();
    let is_number = text.parse::<f64>().is_ok();
    match is_number || !is_plain(text) || text.contains([',', '[', ']', '{', '}']) {
        true => quoted(text),
        false => text.to_owned(),
    }
}

/// The lines of `key: text`: on one line if it is short, folded below `>-` if it is long.
pub(super) fn prose(indent: &str, key: &str, text: &str) -> Vec<String> {
    let text = text.trim();
    let is_simple = !text.contains(['\n', '\t']) && !text.contains("  ");
    let width = indent.chars().count() + key.chars().count() + text.chars().count() + 2;
    if width > WIDEST && is_simple {
        let mut lines = vec![format!("{indent}{key}: >-")];
        lines.extend(folded(&format!("{indent}  "), text));
        return lines;
    }
    let value = match is_plain(text) && is_simple {
        true => text.to_owned(),
        false => quoted(text),
    };
    vec![format!("{indent}{key}: {value}")]
}

/// True if YAML, of whatever version, takes the text for a text and for all of it.
fn is_plain(text: &str) -> bool {
    let begins_well = text.starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit());
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    begins_well
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && text.parse::<f64>().is_err()
        && !words.contains(&text.to_lowercase().as_str())
}

/// Between double quotation marks, with everything escaped that needs it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => {}
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Words on lines that are not too long; a word that is longer than a line has a line of its own.
fn folded(indent: &str, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDEST => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        for (text, expected) in [
            ("Test the wells", "k: Test the wells"),
            ("Wells: who pays", "k: \"Wells: who pays\""),
            ("«Колодцы» и вода", "k: \"«Колодцы» и вода\""),
            ("- no", "k: \"- no\""),
            ("no", "k: \"no\""),
            ("8.10", "k: \"8.10\""),
            ("say \"so\"", "k: say \"so\""),
            ("\"So\" it is", "k: \"\\\"So\\\" it is\""),
            ("a\n\nb", "k: \"a\\n\\nb\""),
        ] {
            assert_eq!(prose("", "k", text), [expected], "{text}");
        }
        assert_eq!(word("2026-01-31"), "2026-01-31");
        assert_eq!(word("p. 30"), "p. 30");
        assert_eq!(word("30"), "\"30\"");
    }
}
