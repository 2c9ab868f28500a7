//! Citations `[@unicef2018, p. 30; @b]` and cross-references `[#R04]`. Whether their targets exist is asked
//! later, when all files are known (see `check`).

use super::markdown::Body;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::study::inline::{Cited, Inline, Locator, LocatorKind};

/// A citation that cannot be read.
pub(super) static REF_MALFORMED_CITATION: Code = Code {
    name: "ref-malformed-citation",
    why: "A citation names works by their keys, each with an optional place in the work: `[@unicef2018, p. 30; @ilo2020]`.",
    remedy: "Write it in this form; words such as \"see\" stand before the bracket. `\\[` prints a bracket.",
};
/// A cross-reference that cannot be read.
pub(super) static REF_MALFORMED: Code = Code {
    name: "ref-malformed",
    why: "A cross-reference is an id in brackets: `[#R04]`, `[#fig-sectors]`, `[#young-people#method]`.",
    remedy: "Write one id without spaces, or `\\[#` for a bracket that is printed.",
};

/// True if a label in brackets that no definition explains is a citation or a cross-reference.
/// What looks like one, but is none, is reported.
pub(super) fn is_ours(body: &Body, span: Span, found: &mut Vec<Diagnostic>) -> bool {
    let label = inside(body, span);
    if label.starts_with('@') {
        let before = found.len();
        cited(body, span, found);
        return found.len() == before;
    }
    if let Some(target) = label.strip_prefix('#') {
        let good = is_target(&folded(target));
        if !good {
            let what = format!("`[{}]` is not a cross-reference", folded(label));
            found.push(Diagnostic::error(&REF_MALFORMED, body.place(span), what));
        }
        return good;
    }
    if mentions_key(label) {
        let what = format!("`[{}]` does not begin with a key", folded(label));
        found.push(malformed(body, span, what));
    }
    false
}

/// The citation that stands at `span`. [`is_ours`] has looked at it before.
pub(super) fn citation(body: &Body, span: Span) -> Inline {
    let works = cited(body, span, &mut Vec::new());
    Inline::Citation {
        works: works.into(),
        span: span.into(),
    }
}

/// The cross-reference that stands at `span`.
pub(super) fn reference(body: &Body, span: Span) -> Inline {
    let label = inside(body, span);
    let target = folded(label.trim_start_matches('#'));
    Inline::Reference {
        target: target.into(),
        span: span.into(),
    }
}

/// A citation whose brackets the parser could not pair, as in `[@a [sic] b]`.
pub(super) fn unpaired(body: &Body, span: Span) -> Diagnostic {
    let what = "a citation without its closing bracket, or with brackets inside";
    malformed(body, span, what.to_owned())
}

fn malformed(body: &Body, span: Span, what: String) -> Diagnostic {
    Diagnostic::error(&REF_MALFORMED_CITATION, body.place(span), what)
}

fn inside<'a>(body: &Body<'a>, span: Span) -> &'a str {
    let written = body.slice(span);
    let label = written.strip_prefix('[').unwrap_or(written);
    label.strip_suffix(']').unwrap_or(label)
}

/// Line ends become spaces, together with the `>` that may begin the next line.
fn folded(text: &str) -> String {
    let mut lines = text.split(['\n', '\r']);
    let mut out = lines.next().unwrap_or_default().trim().to_owned();
    for line in lines {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if !out.is_empty() && !line.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    super::running::normal(out)
}

/// `id` or `chapter#block`.
fn is_target(text: &str) -> bool {
    let mut ids = text.splitn(2, '#');
    let is_id = |id: &str| {
        !id.is_empty()
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    ids.all(is_id)
}

/// True for `see @unicef2018` and `-@unicef2018`, false for an address of mail.
fn mentions_key(label: &str) -> bool {
    label.match_indices('@').any(|(at, _)| {
        let begins = label[..at].ends_with(|c: char| c.is_whitespace() || c == '-');
        begins && label[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

fn cited(body: &Body, span: Span, found: &mut Vec<Diagnostic>) -> Vec<Cited> {
    let mut works = Vec::new();
    let mut at = span.start + 1;
    for part in inside(body, span).split(';') {
        let lead = part.len() - part.trim_start_matches([' ', '\t', '\n', '\r', '>']).len();
        let written = part[lead..].trim_end();
        let place = Span::new(at + lead, at + lead + written.len());
        match one(written, place) {
            Ok(work) => works.push(work),
            Err(what) => {
                let place = if written.is_empty() { span } else { place };
                found.push(malformed(body, place, what));
            }
        }
        at += part.len() + 1;
    }
    works
}

fn one(written: &str, span: Span) -> Result<Cited, String> {
    let (key, place) = match written.split_once(',') {
        Some((key, place)) => (key.trim_end(), Some(folded(place))),
        None => (written, None),
    };
    let Some(key) = key.strip_prefix('@') else {
        return Err(match written {
            "" => "a `;` with no work beside it".to_owned(),
            _ => format!("`{}` is not a key such as `@unicef2018`", folded(written)),
        });
    };
    if key.is_empty() {
        return Err("`@` without a key".to_owned());
    }
    if let Some(wrong) = key.chars().find(|c| !is_key_letter(*c)) {
        let wrong = if wrong.is_whitespace() { ' ' } else { wrong };
        return Err(match wrong {
            ' ' => format!("a comma is missing after the key in `@{}`", folded(key)),
            _ => format!("`{wrong}` cannot stand in the key `@{key}`"),
        });
    }
    let locator = match place.as_deref() {
        None => None,
        Some("") => return Err(format!("nothing follows the comma after `@{key}`")),
        Some(place) => Some(locator(place)),
    };
    Ok(Cited {
        key: key.to_owned(),
        locator,
        span,
    })
}

fn is_key_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/')
}

/// Words before the number, in any language of any study: `p. 30`, `с. 30`, `абз. 12`.
const BEFORE: &[(LocatorKind, &[&str])] = &[
    (
        LocatorKind::Page,
        &["p", "pp", "page", "pages", "с", "сс", "стр", "б", "бет"],
    ),
    (
        LocatorKind::Paragraph,
        // Not `т`: before a number that is a volume, `т. 2`.
        &["para", "paras", "par", "§", "§§", "п", "пп", "абз", "тарм"],
    ),
    (
        LocatorKind::Chapter,
        &["ch", "chs", "chap", "гл", "глава", "тарау"],
    ),
    (
        LocatorKind::Article,
        &["art", "arts", "article", "articles", "ст", "бап"],
    ),
];

/// Words after the number, as Kazakh has them: `30-б.`, `12-тармақ`.
const AFTER: &[(LocatorKind, &[&str])] = &[
    (LocatorKind::Page, &["б", "бет", "беттер"]),
    (LocatorKind::Paragraph, &["т", "тарм", "тармақ"]),
    (LocatorKind::Chapter, &["тарау"]),
    (LocatorKind::Article, &["бап"]),
];

/// Reads a place in a work. A bare number is a page.
pub(super) fn locator(text: &str) -> Locator {
    let read = before(text).or_else(|| after(text));
    let (kind, value) = match read {
        // An article may well be numbered `281-2`.
        Some((LocatorKind::Article, value)) if is_value(value) => {
            (LocatorKind::Article, value.to_owned())
        }
        Some((kind, value)) if is_value(value) => (kind, ranged(value)),
        _ if is_value(text) => (LocatorKind::Page, ranged(text)),
        _ => (LocatorKind::Other, text.to_owned()),
    };
    Locator { kind, value }
}

fn before(text: &str) -> Option<(LocatorKind, &str)> {
    let length = text
        .find(|c: char| !c.is_alphabetic() && c != '§')
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(length);
    Some((
        kind_of(word, BEFORE)?,
        rest.trim_start_matches('.').trim_start(),
    ))
}

fn after(text: &str) -> Option<(LocatorKind, &str)> {
    let (value, word) = text.rsplit_once('-')?;
    Some((
        kind_of(word.trim_end_matches('.'), AFTER)?,
        value.trim_end(),
    ))
}

fn kind_of(word: &str, table: &[(LocatorKind, &[&str])]) -> Option<LocatorKind> {
    let word = word.to_lowercase();
    let row = table.iter().find(|(_, words)| words.contains(&&*word))?;
    Some(row.0)
}

/// Numbers, roman ones too, with signs between them; `12a` and `32 (1)(b)` are numbers.
fn is_value(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        let letters: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
        letters.chars().count() <= 1 || letters.chars().all(|c| "ivxlcIVXLC".contains(c))
    };
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || "ivxlcIVXLC".contains(c));
    // `cl. 5` begins with a word that we do not know.
    let first = text.trim_start_matches(char::is_alphabetic);
    begins && !first.starts_with('.') && words.all(is_number)
}

/// `12-15` becomes `12–15`.
fn ranged(value: &str) -> String {
    let parts: Vec<&str> = value.split('-').collect();
    let all_numbers = parts.iter().all(|part| !part.is_empty());
    if all_numbers && parts.len() > 1 {
        parts
            .iter()
            .map(|part| part.trim())
            .collect::<Vec<_>>()
            .join("–")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn locators_in_three_languages() {
        let cases = [
            ("p. 30", LocatorKind::Page, "30"),
            ("pp. 12-15", LocatorKind::Page, "12–15"),
            ("pp. iv–vi", LocatorKind::Page, "iv–vi"),
            ("p.30", LocatorKind::Page, "30"),
            ("30", LocatorKind::Page, "30"),
            ("para. 12", LocatorKind::Paragraph, "12"),
            ("paras. 3, 5", LocatorKind::Paragraph, "3, 5"),
            ("§ 12", LocatorKind::Paragraph, "12"),
            ("ch. 3", LocatorKind::Chapter, "3"),
            ("art. 32 (1)(b)", LocatorKind::Article, "32 (1)(b)"),
            ("с. 5", LocatorKind::Page, "5"),
            ("стр. 5", LocatorKind::Page, "5"),
            ("п. 16", LocatorKind::Paragraph, "16"),
            ("пп. 16–18", LocatorKind::Paragraph, "16–18"),
            ("абз. 2", LocatorKind::Paragraph, "2"),
            ("гл. 3", LocatorKind::Chapter, "3"),
            ("ст. 32", LocatorKind::Article, "32"),
            ("30-б.", LocatorKind::Page, "30"),
            ("12-15-б.", LocatorKind::Page, "12–15"),
            ("б. 30", LocatorKind::Page, "30"),
            ("тарм. 4", LocatorKind::Paragraph, "4"),
            ("т. 4", LocatorKind::Other, "т. 4"),
            ("ст. 281-2", LocatorKind::Article, "281-2"),
            ("cl. 5", LocatorKind::Other, "cl. 5"),
            ("c. 5", LocatorKind::Other, "c. 5"),
            ("4-т.", LocatorKind::Paragraph, "4"),
            ("preface", LocatorKind::Other, "preface"),
            (
                "p. 5 and the annex",
                LocatorKind::Other,
                "p. 5 and the annex",
            ),
        ];
        for (written, kind, value) in cases {
            let found = locator(written);
            assert_eq!((found.kind, &*found.value), (kind, value), "{written}");
        }
    }

    #[test]
    fn citations_that_cannot_be_read() {
        let cases = [
            ("[@a, p. 3; @b]", ""),
            ("[@]", "`@` without a key"),
            ("[@a 3]", "a comma is missing after the key in `@a 3`"),
            ("[@a,]", "nothing follows the comma after `@a`"),
            ("[@a;]", "a `;` with no work beside it"),
            ("[@a; b]", "`b` is not a key such as `@unicef2018`"),
            ("[@ключ]", "`к` cannot stand in the key `@ключ`"),
            ("[see @a]", "`[see @a]` does not begin with a key"),
            ("[a@b.org]", ""),
            ("[#R 04]", "`[#R 04]` is not a cross-reference"),
            ("[#a#b]", ""),
            ("[sic]", ""),
        ];
        for (written, expected) in cases {
            let path: SourcePath = "x.md".into();
            let body = Body {
                path: &path,
                file: &written.into(),
                start: 0,
            };
            let mut found = Vec::new();
            is_ours(&body, Span::new(0, written.len()), &mut found);
            let messages: Vec<&str> = found.iter().map(|d| &*d.message).collect();
            assert_eq!(messages.join("; "), expected, "{written}");
        }
    }
}
