//! Shows in finished HTML where the reader is: a menu is the same on many pages, but for the mark at one of its links.

use memchr::memmem;

/// Marks the links to `path` as current, and unfolds what one of them stands in. `path` is escaped as it stands in the HTML.
pub(super) fn marked(html: &str, path: &str, word: &str) -> String {
    let link = format!("href=\"{path}\"");
    let mark = format!(" aria-current=\"{word}\"");
    let mut out = String::with_capacity(html.len() + mark.len() + OPEN.len());
    let mut written = 0;
    for at in memmem::find_iter(html.as_bytes(), &link) {
        let end = at + link.len();
        out.push_str(&html[written..end]);
        unfold(&mut out);
        out.push_str(&mark);
        written = end;
    }
    out.push_str(&html[written..]);
    out
}

const FOLD: &str = "<details";
const END: &str = "</details>";
const OPEN: &str = " open";

/// Opens the `<details>` that is not closed at the end of `html`, if there is one.
fn unfold(html: &mut String) {
    let Some(fold) = memmem::find_iter(html.as_bytes(), FOLD).last() else {
        return;
    };
    let inside = &html[fold + FOLD.len()..];
    let is_closed = memmem::find(inside.as_bytes(), END.as_bytes()).is_some();
    if !is_closed && !inside.starts_with(OPEN) {
        html.insert_str(fold + FOLD.len(), OPEN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_page_are_marked() {
        let menu = "<a href=\"../b/\">B</a> <a href=\"../b/c/\">C</a>";
        let marked_menu = "<a href=\"../b/\" aria-current=\"true\">B</a> <a href=\"../b/c/\">C</a>";
        assert_eq!(marked(menu, "../b/", "true"), marked_menu);
        assert_eq!(marked(menu, "../", "page"), menu);
    }

    #[test]
    fn the_fold_around_the_mark_is_open() {
        let fold = |open: &str, link: &str| {
            format!(
                "<details{open}><a href=\"a/\">A</a></details><details><a href=\"b/\">B</a></details><a href=\"c/\"{link}>C</a>"
            )
        };
        let opened = fold(" open", "").replace("a/\"", "a/\" aria-current=\"page\"");
        assert_eq!(marked(&fold("", ""), "a/", "page"), opened);
        let after = fold("", " aria-current=\"page\"");
        assert_eq!(marked(&fold("", ""), "c/", "page"), after);
    }
}
