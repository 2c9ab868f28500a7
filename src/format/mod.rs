//! Output formats, one file each: a page of HTML, the feeds, the sitemap, the assets.

use crate::diagnostic::{Code, Read};
use crate::output::File;
use crate::site::Site;
use crate::site::view::View;
use crate::study::Study;
use crate::theme::Theme;

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

/// A page of HTML.
pub fn page(view: &View, theme: &Theme) -> Read<File> {
    let _ = (view, theme);
    Read::clean(File::made(Vec::new()))
}

/// Every file that is not a page: feeds, sitemap, assets.
pub fn whole_site(study: &Study, site: &Site, theme: &Theme) -> Read<Vec<(String, File)>> {
    let _ = (study, site, theme);
    Read::clean(Vec::new())
}
