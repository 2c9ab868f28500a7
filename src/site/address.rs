//! Addresses: where each page stands, the way from one page to another, and two pages that want one place.

use super::route::Route;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Two pages want the same address.
pub(crate) static FILE_ADDRESS_TAKEN: Code = Code {
    name: "file-address-taken",
    why: "Two pages of the site would stand at the same address, so one of them could not be reached.",
    remedy: "Give one of them another `slug`, `id` or alias.",
};

/// The path inside the output folder of the page at an address.
pub(crate) fn file(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// From the page at `address` up to the site's root: `../../`; `./` at the root itself.
pub(crate) fn root(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The way from one page to another: `../recommendations/R04/`; empty for the page itself.
pub(crate) fn relative(from: &str, to: &str) -> String {
    if from == to {
        return String::new();
    }
    let both = from.bytes().zip(to.bytes());
    let common = both.take_while(|(one, other)| one == other).count();
    // The folders that both stand in.
    let shared = from.as_bytes()[..common]
        .iter()
        .rposition(|byte| *byte == b'/');
    let shared = shared.map_or(0, |slash| slash + 1);
    let mut way = "../".repeat(from[shared..].matches('/').count());
    way.push_str(&to[shared..]);
    if way.is_empty() { "./".to_owned() } else { way }
}

/// The address of an old page below `folder` (`en`, `en/news`), as an author wrote it: `old-name` or `/en/old-name/`.
pub(crate) fn of_alias(folder: &str, lang: &str, alias: &str) -> String {
    let alias = alias.trim_matches('/');
    match alias.split_once('/') {
        Some((first, _)) if first == lang => format!("{alias}/"),
        _ => format!("{folder}/{alias}/"),
    }
}

/// A page that is to stand somewhere.
pub(crate) struct Wish {
    pub(crate) route: Route,
    pub(crate) address: String,
    /// What an author would have to change; `None` where the reader of the files looks after the address itself.
    pub(crate) place: Option<Place>,
}

/// Keeps the first of all pages that want one address and reports the others. `Old` and `old` are one address: many
/// disks make one file of the two.
pub(crate) fn settle(wishes: Vec<Wish>) -> (Vec<Wish>, Vec<Diagnostic>) {
    let mut kept: Vec<Wish> = Vec::with_capacity(wishes.len());
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for wish in wishes {
        match taken.entry(wish.address.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(wish);
            }
            Entry::Occupied(at) => match collision(&kept[*at.get()], &wish) {
                Some(one) => found.push(one),
                None if kept[*at.get()].address == wish.address => {}
                // Nobody wrote either of the two, so nobody can be asked to change it.
                None => kept.push(wish),
            },
        }
    }
    kept.sort_by(|a, b| a.address.cmp(&b.address));
    (kept, found)
}

fn collision(first: &Wish, second: &Wish) -> Option<Diagnostic> {
    let place = second.place.as_ref().or(first.place.as_ref())?;
    let mut message = format!("another page already stands at `/{}`", first.address);
    if first.address != second.address {
        message.push_str(", and capitals do not make another address");
    }
    let diagnostic = Diagnostic::error(&FILE_ADDRESS_TAKEN, place.clone(), message);
    Some(match &first.place {
        Some(other) if other != place => diagnostic.note(other.clone(), "the other page is here"),
        _ => diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_pages() {
        for (from, to, expected) in [
            (
                "ru/summary/",
                "ru/recommendations/R04/",
                "../recommendations/R04/",
            ),
            ("ru/recommendations/R04/", "ru/", "../../"),
            ("ru/", "ru/summary/", "summary/"),
            ("ru/summary/", "ru/summary/", ""),
            ("", "ru/", "ru/"),
            ("ru/", "", "../"),
            ("en/a/", "assets/x.svg", "../../assets/x.svg"),
            ("404.html", "en/", "en/"),
            ("ru/recommendations/R04/", "ru/recommendations/", "../"),
            (
                "ru/recommendations/R04/",
                "ru/recommendations/R05/",
                "../R05/",
            ),
            ("ru/wells/", "ru/wells-2/", "../wells-2/"),
            ("ru/a/x", "ru/a/", "./"),
            ("ru/б/", "ru/в/", "../в/"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn old_addresses() {
        assert_eq!(of_alias("en", "en", "old"), "en/old/");
        assert_eq!(of_alias("en", "en", "/en/old/"), "en/old/");
        assert_eq!(
            of_alias("en/news", "en", "report/old"),
            "en/news/report/old/"
        );
    }
}
