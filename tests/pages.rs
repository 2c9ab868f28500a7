//! Whole pages, as readers' browsers get them. Read a changed snapshot as a reader would before accepting it.

use crate::support;

use diglot::output::File;
use support::{prepare, study};

/// A page of the fixture; the hashes in names of assets are left out, since a style sheet may change any day.
fn page(path: &str) -> String {
    let made = prepare(&study("two-voices"))
        .file(path)
        .expect("the page exists");
    assert_eq!(made.diagnostics, []);
    let File::Made { bytes, .. } = made.value else {
        panic!("a page is made, not copied");
    };
    let html = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
    let mut out = String::new();
    for part in html.split_inclusive('.') {
        let is_hash = part.len() == 11 && part[..10].bytes().all(|byte| byte.is_ascii_hexdigit());
        out.push_str(if is_hash { "HASH." } else { part });
    }
    out
}

#[test]
fn a_chapter_in_russian() {
    insta::assert_snapshot!(page("ru/wells/index.html"));
}

#[test]
fn a_recommendation_in_english() {
    insta::assert_snapshot!(page("en/recommendations/R01/index.html"));
}

#[test]
fn the_first_page_in_english() {
    insta::assert_snapshot!(page("en/index.html"));
}

#[test]
fn method_and_fieldwork_in_russian() {
    insta::assert_snapshot!(page("ru/evidence/index.html"));
}

#[test]
fn the_feed_and_the_sitemap() {
    insta::assert_snapshot!(page("ru/feed.xml"));
    insta::assert_snapshot!(page("sitemap.xml"));
}
