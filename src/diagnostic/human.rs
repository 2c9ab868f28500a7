//! For people at a terminal: the layout of compilers.
//!
//! Written here and not left to a crate, since the shape is part of what we promise (the label only for a
//! short remedy, other places as lines of their own) and a hundred lines long.

use super::located::{Located, located};
use super::{Diagnostic, Severity};
use crate::source::Sources;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Remedies up to this many columns stand beside the place, longer ones below it.
const LONGEST_LABEL: usize = 48;
/// Lines wider than this are cut around the place.
const WIDEST: usize = 110;
/// Characters of a line before the place, of it and after it that are looked at; the rest of a long line is left alone.
const LOOKED_AT: usize = 200;
/// What is then left before the place, of the place, and after it.
const LEFT: (usize, usize, usize) = (40, 60, 30);

/// Lays a diagnostic out with its source line, as compilers do. `colour` puts ANSI escapes in.
pub fn human(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    humans(std::slice::from_ref(diagnostic), sources, colour).concat()
}

/// The same for many; the lines of each file are counted once.
pub fn humans(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> Vec<String> {
    let located = located(diagnostics, sources);
    located.iter().map(|one| laid_out(one, colour)).collect()
}

fn laid_out(one: &Located<'_>, colour: bool) -> String {
    let diagnostic = one.diagnostic;
    let paint = Paint {
        colour,
        severity: diagnostic.severity,
    };
    let number = one.start.line.to_string();
    let indent = " ".repeat(if one.is_whole_file() { 1 } else { number.len() });
    let gutter = |sign: &str| paint.frame(&format!("{indent} {sign}"));

    let mut text = headline(one, &paint, &indent);
    let remedy = clean(diagnostic.remedy());
    let shown = snippet(one);
    let is_label = shown.is_some() && remedy.width() <= LONGEST_LABEL;
    if let Some(shown) = &shown {
        let label = if is_label { &remedy } else { "" };
        let carets = format!("{} {label}", "^".repeat(shown.carets));
        text += &format!("{}\n", gutter("|"));
        text += &format!("{} {}\n", paint.frame(&format!("{number} |")), shown.line);
        let below = format!(
            "{}{}",
            " ".repeat(shown.offset),
            paint.severity(carets.trim_end())
        );
        text += &format!("{} {below}\n", gutter("|"));
        if shown.goes_on {
            text += &format!("{}\n", paint.frame("..."));
        }
        if !is_label || !one.related.is_empty() {
            text += &format!("{}\n", gutter("|"));
        }
    }
    if !is_label {
        text += &format!("{} {} {remedy}\n", gutter("="), paint.bold("help:"));
    }
    text + &notes(one, &paint)
}

fn headline(one: &Located<'_>, paint: &Paint, indent: &str) -> String {
    let diagnostic = one.diagnostic;
    let kind = format!("{}[{}]", diagnostic.severity, diagnostic.code.name);
    let message = paint.bold(&format!(": {}", clean(&diagnostic.message)));
    let arrow = paint.frame(&format!("{indent}-->"));
    let place = address(diagnostic.place.path(), one.start.line, one.start.column);
    format!("{}{message}\n{arrow} {place}\n", paint.severity(&kind))
}

fn notes(one: &Located<'_>, paint: &Paint) -> String {
    let lines = one.related.iter().map(|(note, at)| {
        let place = address(note.place.path(), at.line, at.column);
        format!(
            "{} {place}: {}\n",
            paint.bold("note:"),
            clean(&note.message)
        )
    });
    lines.collect()
}

/// `content/study.yaml:3:1`, with forward slashes on every system.
fn address(path: &str, line: usize, column: usize) -> String {
    format!("{}:{line}:{column}", clean(path).replace('\\', "/"))
}

/// A source line made ready to be shown.
struct Snippet {
    line: String,
    /// Columns before the place.
    offset: usize,
    /// Columns that the place takes; one for an empty place.
    carets: usize,
    /// True if the place has more lines.
    goes_on: bool,
}

/// `None` if a file is meant as a whole, or has no text.
fn snippet(one: &Located<'_>) -> Option<Snippet> {
    let [before, place, after] = one.line?;
    if one.is_whole_file() {
        return None;
    }
    let parts = [
        last(before, LOOKED_AT),
        first(place, LOOKED_AT),
        first(after, LOOKED_AT),
    ];
    let [before, place, after] = shortened(parts.map(clean));
    Some(Snippet {
        offset: before.width(),
        carets: place.width().max(1),
        line: format!("{before}{place}{after}").trim_end().to_owned(),
        goes_on: one.end.line > one.start.line,
    })
}

/// The last characters of a text, at most so many.
fn last(text: &str, most: usize) -> &str {
    let border = text.char_indices().rev().take(most).last();
    border.map_or("", |(at, _)| &text[at..])
}

/// The first ones.
fn first(text: &str, most: usize) -> &str {
    let border = text.char_indices().nth(most);
    border.map_or(text, |(at, _)| &text[..at])
}

/// Cuts what is too wide for a terminal; `…` stands for what is left out.
fn shortened(parts: [String; 3]) -> [String; 3] {
    let whole: usize = parts.iter().map(|part| part.width()).sum();
    if whole <= WIDEST {
        return parts;
    }
    let [before, place, after] = parts;
    let backwards: String = before.chars().rev().collect();
    let before: String = head(&backwards, LEFT.0).chars().rev().collect();
    [before, head(&place, LEFT.1), head(&after, LEFT.2)]
}

fn head(text: &str, columns: usize) -> String {
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > columns {
            return format!("{}…", &text[..at]);
        }
    }
    text.to_owned()
}

/// Tabs become spaces. What would move the cursor, colour the terminal or turn the writing round becomes a sign.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => cleaned.push_str("    "),
            '\n' | '\r' => cleaned.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                cleaned.push('\u{fffd}')
            }
            _ if letter.is_control() => cleaned.push('\u{fffd}'),
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// Colours, or none.
struct Paint {
    colour: bool,
    severity: Severity,
}

impl Paint {
    fn severity(&self, text: &str) -> String {
        let colour = match self.severity {
            Severity::Error => "31",
            Severity::Warning => "33",
        };
        self.put(&format!("1;{colour}"), text)
    }

    fn frame(&self, text: &str) -> String {
        self.put("1;34", text)
    }

    fn bold(&self, text: &str) -> String {
        self.put("1", text)
    }

    fn put(&self, style: &str, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
