//! `sitemap.xml`: every page that may be listed, with the same page in the other languages.

use super::Files;
use super::xml::escaped;
use crate::diagnostic::Read;
use crate::output::File;
use crate::site::Site;
use crate::study::Study;
use crate::theme::Theme;

/// In the output.
pub(super) const PATH: &str = "sitemap.xml";

/// One file; none without a base URL, since addresses in it are absolute.
pub(super) fn sitemap(study: &Study, site: &Site, _: &Theme) -> Read<Files> {
    if site.base_url.is_none() {
        return Read::clean(Vec::new());
    }
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ",
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    ));
    for route in &site.routes {
        let alternates = site.alternates(study, route);
        let Some(address) = site.absolute(route).filter(|_| !alternates.is_empty()) else {
            continue;
        };
        xml.push_str(&format!("  <url>\n    <loc>{}</loc>\n", escaped(&address)));
        for (hreflang, other) in &alternates {
            let address = site.absolute(other).unwrap_or_default();
            xml.push_str(&format!(
                "    <xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{}\"/>\n",
                escaped(&address)
            ));
        }
        xml.push_str("  </url>\n");
    }
    xml.push_str("</urlset>\n");
    Read::clean(vec![(PATH.to_owned(), File::made(xml))])
}
