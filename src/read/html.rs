//! The only door to ammonia: what of an author's HTML is printed.
//!
//! # The allow-list
//!
//! | where | elements |
//! |---|---|
//! | in running text | `a abbr b bdi br cite code dfn em i kbd mark q s small span strong sub sup time u var wbr` |
//! | in blocks, besides | `blockquote caption dd details div dl dt hr li ol p summary table tbody td tfoot th thead tr ul` |
//!
//! | attribute | of |
//! |---|---|
//! | `lang`, `dir`, `title` | all |
//! | `href` | `a`; `http:`, `https:` and `mailto:` only |
//! | `datetime` | `time` |
//! | `colspan`, `rowspan` | `td`, `th` |
//! | `scope` | `th` |
//! | `open` | `details` |
//! | `start` | `ol` |
//!
//! No `id` (ids are the program's), no `class`, `style` or event handler, no picture: pictures are written in
//! Markdown, where their alternative text can be checked.

use crate::diagnostic::Code;
use ammonia::{Builder, UrlRelative};
use std::sync::LazyLock;

/// HTML that is not printed.
pub(super) static STRUCTURE_HTML: Code = Code {
    name: "structure-html",
    why: "HTML in a chapter is printed only where a list of harmless elements and attributes allows it and each element is closed in the same block; the rest is dropped and its words are kept.",
    remedy: "Say it in Markdown or with a container. Allowed in running text: a abbr b bdi br cite code dfn em i kbd mark q s small span strong sub sup time u var wbr.",
};

const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "br", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

const BLOCK: &[&str] = &[
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "hr",
    "li",
    "ol",
    "p",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

const VOID: &[&str] = &["br", "hr", "wbr"];

/// Elements whose end tag HTML lets one leave out.
const SELF_CLOSING: &[&str] = &[
    "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Deeper blocks are refused: the sanitiser's work grows with the square of the depth.
const DEEPEST: usize = 100;

const ANYWHERE: &[&str] = &["lang", "dir", "title"];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("time", &["datetime"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("details", &["open"]),
    ("ol", &["start"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = ATTRIBUTES
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()));
    let mut builder = Builder::empty();
    builder
        .tags(INLINE.iter().chain(BLOCK).copied().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .generic_attributes(ANYWHERE.iter().copied().collect())
        .tag_attributes(own.collect())
        .url_schemes(["http", "https", "mailto"].into_iter().collect())
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// A tag as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    pub(super) is_end: bool,
    /// Names in lower case, values without quotation marks.
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads `<span lang="kk">` or `</span>`; `None` for comments, declarations and anything else.
    pub(super) fn read(written: &str) -> Option<Self> {
        let inside = written.strip_prefix('<')?.strip_suffix('>')?;
        let (inside, is_end) = match inside.strip_prefix('/') {
            Some(rest) => (rest, true),
            None => (inside.strip_suffix('/').unwrap_or(inside), false),
        };
        let length = inside
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(inside.len());
        let name = inside[..length].to_ascii_lowercase();
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| Self {
                name,
                is_end,
                attributes: attributes(&inside[length..]),
            })
    }

    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&&*self.name)
    }

    pub(super) fn is_inline(&self) -> bool {
        INLINE.contains(&&*self.name)
    }

    fn is_known(&self) -> bool {
        self.is_inline() || BLOCK.contains(&&*self.name)
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// Attributes that are dropped.
    pub(super) fn refused_attributes(&self) -> Vec<&str> {
        let own = ATTRIBUTES.iter().find(|(tag, _)| *tag == self.name);
        let own = own.map_or(&[][..], |(_, names)| names);
        let leads_out = |value: &str| {
            let value = value.trim_start().to_ascii_lowercase();
            ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| value.starts_with(scheme))
        };
        let refused = |name: &str, value: &str| match name {
            "href" if own.contains(&name) => !leads_out(value),
            _ => !ANYWHERE.contains(&name) && !own.contains(&name),
        };
        let attributes = self.attributes.iter();
        attributes
            .filter(|(name, value)| refused(name, value))
            .map(|(name, _)| &**name)
            .collect()
    }
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let length = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let name = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = split_value(after.trim_start());
        }
        if !name.is_empty() {
            out.push((name, value.to_owned()));
        }
        rest = rest.trim_start();
    }
    out
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// A start tag of running text, cleaned; a void element as a whole. `None` if it is refused.
pub(super) fn open_tag(written: &str, tag: &Tag) -> Option<String> {
    if !tag.is_inline() || tag.is_end {
        return None;
    }
    let end = format!("</{}>", tag.name);
    let whole = if tag.is_void() {
        written.to_owned()
    } else {
        format!("{written}{end}")
    };
    let clean = SANITISER.clean(&whole).to_string();
    let open = clean.strip_suffix(&end).unwrap_or(&clean);
    let is_this = open.starts_with(&format!("<{}", tag.name));
    is_this.then(|| open.to_owned())
}

/// A block of HTML that passed the sanitiser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Well-formed; empty if nothing was left.
    pub(super) html: String,
    /// What was wrong with it, one sentence each.
    pub(super) wrong: Vec<String>,
}

/// Cleans a block of HTML from which the comments were taken.
pub(super) fn block(written: &str) -> Block {
    let mut wrong = Vec::new();
    let mut open: Vec<Tag> = Vec::new();
    for tag in tags(written) {
        if !tag.is_known() {
            if !tag.is_end {
                wrong.push(format!("`<{}>` is not printed", tag.name));
            }
            continue;
        }
        if tag.is_end {
            match open.iter().rposition(|start| start.name == tag.name) {
                Some(at) => open.truncate(at),
                None => wrong.push(format!("`</{}>` closes nothing in this block", tag.name)),
            }
            continue;
        }
        for name in tag.refused_attributes() {
            wrong.push(format!("`{name}` of `<{}>` is not printed", tag.name));
        }
        if !tag.is_void() && !SELF_CLOSING.contains(&&*tag.name) {
            open.push(tag);
        }
        if open.len() > DEEPEST {
            wrong.push(format!(
                "HTML nested more than {DEEPEST} deep is not printed"
            ));
            return Block {
                html: String::new(),
                wrong,
            };
        }
    }
    for tag in open {
        wrong.push(format!("`<{}>` is not closed in this block", tag.name));
    }
    wrong.dedup();
    let html = SANITISER.clean(written).to_string();
    Block {
        html: html.trim().to_owned(),
        wrong,
    }
}

/// All tags of a text, in order. A tag ends at its `>`, or is none if another `<` comes before:
/// this keeps the search linear, at the cost of values such as `"a<b"`, which `&lt;` serves better.
fn tags(text: &str) -> Vec<Tag> {
    let parts = text.split('<').skip(1);
    let tags = parts.filter_map(|part| {
        let (inside, _) = part.split_once('>')?;
        Tag::read(&format!("<{inside}>"))
    });
    tags.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_out_clean() {
        let cases = [
            ("<span lang=\"kk\">", Some("<span lang=\"kk\">")),
            ("<SPAN LANG=kk>", Some("<span lang=\"kk\">")),
            ("<b onclick=\"x()\" style='a' id=q>", Some("<b>")),
            ("<br/>", Some("<br>")),
            (
                "<a href=\"https://x.org/?a=1&b=2\">",
                Some("<a href=\"https://x.org/?a=1&amp;b=2\">"),
            ),
            ("<a href=\"javascript:x()\">", Some("<a>")),
            ("<a href=\"//x.org\">", Some("<a>")),
            ("<script>", None),
            ("<div>", None),
            ("<img src=x onerror=y>", None),
            (
                "<span title=\"<script>\">",
                Some("<span title=\"&lt;script&gt;\">"),
            ),
        ];
        for (written, expected) in cases {
            let tag = Tag::read(written).expect(written);
            assert_eq!(open_tag(written, &tag).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn blocks_come_out_clean() {
        let cases = [
            ("<div>a</div>", "<div>a</div>", ""),
            ("<p>a<p>b", "<p>a</p><p>b</p>", ""),
            ("<script>x()</script>", "", "`<script>` is not printed"),
            (
                "<div style=\"x\">a</div>",
                "<div>a</div>",
                "`style` of `<div>` is not printed",
            ),
            (
                "<details>",
                "<details></details>",
                "`<details>` is not closed in this block",
            ),
            ("</div>", "", "`</div>` closes nothing in this block"),
            (
                "<table><tr><td colspan=\"2\">a</table>",
                "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>",
                "",
            ),
        ];
        for (written, html, wrong) in cases {
            let block = block(written);
            assert_eq!((&*block.html, &*block.wrong.join("; ")), (html, wrong));
        }
    }
}
