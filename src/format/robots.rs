//! `robots.txt`: everything may be read, and where the sitemap is.

use super::Files;
use super::sitemap;
use crate::diagnostic::Read;
use crate::output::File;
use crate::site::Site;
use crate::study::Study;
use crate::theme::Theme;

/// One file.
pub(super) fn robots(_: &Study, site: &Site, _: &Theme) -> Read<Files> {
    let sitemap = site.base_url.as_ref().map_or_else(String::new, |base| {
        format!("\nSitemap: {base}{}\n", sitemap::PATH)
    });
    let text = format!("User-agent: *\nAllow: /\n{sitemap}");
    Read::clean(vec![("robots.txt".to_owned(), File::made(text))])
}
