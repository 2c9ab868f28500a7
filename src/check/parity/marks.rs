//! `facts`: citations, notes, references and links that one language of a thing has and the other has not.

use super::line::{Mark, What};
use super::matching;
use super::thing::Passage;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::study::inline::Cited;
use crate::study::text::{Argument, ElementKind};
use std::borrow::Cow;

/// A citation or its locator differs.
pub(crate) static FACTS_CITATION: Code = Code {
    name: "facts-citation",
    why: "A statement rests on the same works, at the same pages, in every language.",
    remedy: "Cite the same works with the same locators in both texts; the words for `page` may differ.",
};

/// A note mark is missing.
pub(crate) static FACTS_NOTE: Code = Code {
    name: "facts-note",
    why: "Readers of one language lack a note that readers of the other have.",
    remedy: "Add the note and its mark, or remove both from the other text.",
};

/// A cross-reference differs.
pub(crate) static FACTS_REFERENCE: Code = Code {
    name: "facts-reference",
    why: "Texts that say the same point to the same recommendations, findings, figures and chapters.",
    remedy: "Point to the same things in both texts.",
};

/// A link to the web differs.
pub(crate) static FACTS_LINK: Code = Code {
    name: "facts-link",
    why: "Readers of two languages are sent to different pages. Versions of one page in two languages count as the same.",
    remedy: "Lead to the same page, or to its version in the language of the text.",
};

/// One mark with what it is compared by.
struct Told<'a> {
    family: Family,
    key: Cow<'a, str>,
    pointer: Pointer<'a>,
    span: Span,
}

/// What points to something.
#[derive(Clone, Copy)]
enum Pointer<'a> {
    Mark(What<'a>),
    /// `ref=R04` of a container.
    Argument(&'a Argument),
}

impl<'a> Told<'a> {
    /// As shown in messages.
    fn shown(&self) -> String {
        match self.pointer {
            Pointer::Mark(What::Note(label)) => format!("[^{label}]"),
            Pointer::Mark(What::Reference(target)) => format!("[#{target}]"),
            Pointer::Mark(What::Work(work)) => match locator(work) {
                "" => format!("@{}", work.key),
                value => format!("@{}, {value}", work.key),
            },
            Pointer::Mark(What::Link(target)) => target.to_owned(),
            Pointer::Mark(What::Picture) => String::new(),
            Pointer::Argument(one) => format!("{}={}", one.key, one.value),
        }
    }

    /// The address of a page outside the study.
    fn page(&self) -> Option<&'a str> {
        match self.pointer {
            Pointer::Mark(What::Link(target)) if is_outside(target) => Some(target),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Citation,
    Note,
    Reference,
    Link,
}

impl Family {
    fn code(self) -> &'static Code {
        match self {
            Self::Citation => &FACTS_CITATION,
            Self::Note => &FACTS_NOTE,
            Self::Reference => &FACTS_REFERENCE,
            Self::Link => &FACTS_LINK,
        }
    }
}

/// What the two texts of one thing point to.
pub(super) fn check(first: &Passage<'_>, other: &Passage<'_>) -> Vec<Diagnostic> {
    let (ours, theirs) = (told(first), told(other));
    if ours.is_empty() && theirs.is_empty() {
        return Vec::new();
    }
    let families = [
        Family::Citation,
        Family::Note,
        Family::Reference,
        Family::Link,
    ];
    let mut found = Vec::new();
    for family in families {
        let ours: Vec<&Told<'_>> = ours.iter().filter(|one| one.family == family).collect();
        let theirs: Vec<&Told<'_>> = theirs.iter().filter(|one| one.family == family).collect();
        found.extend(compare((first, &ours), (other, &theirs), family));
    }
    found
}

fn told<'a>(passage: &'a Passage<'_>) -> Vec<Told<'a>> {
    let marks = passage.lines.iter().flat_map(|line| &line.marks);
    let mut told: Vec<Told<'a>> = marks.filter_map(of_mark).collect();
    for element in passage.elements {
        if let ElementKind::Container(container) = &element.kind {
            let named = container.arguments.iter();
            told.extend(named.filter(|one| one.key == "ref").map(|one| Told {
                family: Family::Reference,
                key: Cow::from(&one.value),
                pointer: Pointer::Argument(one),
                span: one.span,
            }));
        }
    }
    told
}

fn of_mark<'a>(mark: &'a Mark<'_>) -> Option<Told<'a>> {
    let (family, key) = match mark.what {
        What::Picture => return None,
        What::Note(label) => (Family::Note, Cow::from(label)),
        What::Reference(target) => (Family::Reference, Cow::from(target)),
        What::Work(work) => {
            let locator = plain_locator(locator(work));
            let key = format!("{} {locator}", work.key);
            (Family::Citation, Cow::from(key))
        }
        What::Link(target) => {
            let is_mail = target.starts_with("mailto:") || target.starts_with("tel:");
            let family = match is_outside(target) || is_mail {
                true => Family::Link,
                false => Family::Reference,
            };
            (family, Cow::from(inside(target)))
        }
    };
    Some(Told {
        family,
        key,
        pointer: Pointer::Mark(mark.what),
        span: mark.span,
    })
}

/// Where in a work, as it was written.
fn locator(work: &Cited) -> &str {
    let locator = work.locator.as_ref();
    locator.map_or("", |locator| locator.value.as_str())
}

fn is_outside(target: &str) -> bool {
    target.contains("://")
}

/// A link inside the study by what it leads to: `#R04` and `[#R04]` are one, and so is `../02-costs.md#method` from anywhere.
fn inside(target: &str) -> &str {
    let file = target.rsplit('/').next().unwrap_or(target);
    file.strip_prefix('#').unwrap_or(file)
}

/// `12–15` and `12-15`; words such as `note` are those of the language.
fn plain_locator(value: &str) -> String {
    let digits = value.split(|letter: char| !letter.is_ascii_digit());
    let digits: Vec<&str> = digits.filter(|one| !one.is_empty()).collect();
    digits.join("-")
}

type Side<'a, 'b> = (&'a Passage<'b>, &'a [&'a Told<'a>]);

fn compare(ours: Side<'_, '_>, theirs: Side<'_, '_>, family: Family) -> Vec<Diagnostic> {
    let ((first, ours), (other, theirs)) = (ours, theirs);
    let is_equal = |l: usize, r: usize| is_same(ours[l], theirs[r]);
    let left = matching::left((ours.len(), theirs.len()), &is_equal, &|_, _| true);
    let mut found = Vec::new();
    for (l, r) in left.changed {
        // Two files may number their notes differently.
        if family == Family::Note {
            continue;
        }
        let (here, there) = (theirs[r].shown(), ours[l].shown());
        let message = format!(
            "`{here}` stands here where the text in `{}` has `{there}`",
            first.lang()
        );
        let place = other.home.place(theirs[r].span);
        let note = format!("`{there}` stands here");
        let diagnostic = Diagnostic::warning(family.code(), place, message);
        found.push(diagnostic.note(first.home.place(ours[l].span), note));
    }
    let only_left = left.only_left.iter().map(|at| (first, other, ours[*at]));
    let only_right = left.only_right.iter().map(|at| (other, first, theirs[*at]));
    found.extend(
        only_left
            .chain(only_right)
            .map(|(home, lacks, one)| lacking(home, lacks, one, family)),
    );
    found
}

fn lacking(home: &Passage<'_>, lacks: &Passage<'_>, one: &Told<'_>, family: Family) -> Diagnostic {
    let message = format!("`{}` is not in the text in `{}`", one.shown(), lacks.lang());
    Diagnostic::warning(family.code(), home.home.place(one.span), message)
        .note(lacks.place.clone(), "the other text stands here")
}

fn is_same(one: &Told<'_>, other: &Told<'_>) -> bool {
    match (one.page(), other.page()) {
        (Some(a), Some(b)) => is_same_page(a, b),
        _ => one.key == other.key,
    }
}

/// True for equal addresses, for places of one page, for a page and its copy in the Internet Archive, and for versions
/// of a page in two languages.
fn is_same_page(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let page = |address: &'_ str| {
        let page = address.split('#').next().unwrap_or(address);
        page.trim_end_matches('/').to_owned()
    };
    page(one) == page(other) || language_of(one) != language_of(other)
}

/// An address without what does not tell one page from another.
fn plain(address: &str) -> &str {
    let without_scheme = |address: &'_ str| -> usize {
        let schemes = ["https://", "http://"].iter();
        let scheme = schemes.copied().find(|one| address.starts_with(one));
        scheme.map_or(0, str::len)
    };
    let mut address = &address[without_scheme(address)..];
    let copy = address.strip_prefix("web.archive.org/web/");
    if let Some((_, page)) = copy.and_then(|copy| copy.split_once('/')) {
        address = &page[without_scheme(page)..];
    }
    address.strip_prefix("www.").unwrap_or(address)
}

/// The first part of an address that may be the tag of a language: `ru` in `ru.wikipedia.org/…` and `who.int/ru/…`.
fn language_of(address: &str) -> Option<&str> {
    let parts = address.split(['/', '.', '?', '=', '&', '#', '-', '_']);
    let is_tag =
        |part: &&str| part.len() == 2 && part.chars().all(|letter| letter.is_ascii_lowercase());
    // The last part of the host names a country, not a language.
    let host = address.split('/').next().unwrap_or_default();
    let country = host.rsplit('.').next().unwrap_or_default();
    parts.filter(is_tag).find(|part| *part != country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_page_are_one_page() {
        for (one, other, expected) in [
            ("https://a.org/x", "https://a.org/x", true),
            ("https://a.org/x/", "http://www.a.org/x", true),
            ("https://a.org/x", "https://a.org/y", false),
            ("https://a.org/x/#costs", "https://a.org/x#расходы", true),
            (
                "https://web.archive.org/web/20200330154000/http://a.org/x",
                "https://a.org/x/",
                true,
            ),
            (
                "https://web.archive.org/web/2020/http://a.org/x",
                "https://a.org/y",
                false,
            ),
            (
                "https://en.wikipedia.org/wiki/Well",
                "https://ru.wikipedia.org/wiki/К",
                true,
            ),
            ("https://who.int/en/x", "https://who.int/ru/x", true),
            ("https://who.int/x", "https://who.int/ru/x", true),
            (
                "https://adilet.zan.kz/rus/docs/1",
                "https://adilet.zan.kz/rus/docs/2",
                false,
            ),
        ] {
            assert_eq!(is_same_page(one, other), expected, "{one} {other}");
        }
    }
}
