//! Output formats, one file or folder each: a page of HTML, the feeds, data for others, the sitemap, the assets.
//!
//! A format is a file and a line in [`FORMATS`]. It is given plain values and gives files; nothing here touches the disk.

mod assets;
mod data;
mod feed;
mod html;
mod robots;
mod sitemap;
mod xml;

use crate::diagnostic::{Code, Read};
use crate::output::File;
use crate::site::Site;
use crate::site::view::View;
use crate::study::Study;
use crate::theme::Theme;

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

/// Every format, in the order in which files are made.
pub const FORMATS: &[Format] = &[
    Format {
        name: "html",
        make: Make::EachPage(html::page),
    },
    Format {
        name: "feed",
        make: Make::WholeSite(feed::feeds),
    },
    Format {
        name: "progress",
        make: Make::WholeSite(feed::progress),
    },
    Format {
        name: "data",
        make: Make::WholeSite(data::data),
    },
    Format {
        name: "sitemap",
        make: Make::WholeSite(sitemap::sitemap),
    },
    Format {
        name: "robots",
        make: Make::WholeSite(robots::robots),
    },
    Format {
        name: "assets",
        make: Make::WholeSite(assets::assets),
    },
];

/// A way to publish a study.
pub struct Format {
    /// `html`
    pub name: &'static str,
    /// What it is made from.
    pub make: Make,
}

/// What a format is made from.
pub enum Make {
    /// One file for each page, at the page's own address.
    EachPage(fn(&View, &Theme) -> Read<File>),
    /// Files for the site as a whole, with their paths in the output.
    WholeSite(fn(&Study, &Site, &Theme) -> Read<Files>),
}

/// Files with their paths in the output.
pub type Files = Vec<(String, File)>;

/// The file of a page.
pub fn page(view: &View, theme: &Theme) -> Read<File> {
    let mut pages = FORMATS.iter().filter_map(|format| match format.make {
        Make::EachPage(make) => Some(make),
        Make::WholeSite(_) => None,
    });
    let make = pages.next().expect("HTML stands in FORMATS");
    make(view, theme)
}

/// Every file that is not a page: feeds, sitemap, assets.
pub fn whole_site(study: &Study, site: &Site, theme: &Theme) -> Read<Files> {
    let mut found = Vec::new();
    let mut files = Vec::new();
    for format in FORMATS {
        if let Make::WholeSite(make) = format.make {
            files.extend(make(study, site, theme).drain_into(&mut found));
        }
    }
    Read {
        value: files,
        diagnostics: found,
    }
}
