//! Output formats, one file each: a page of HTML, the feeds, the sitemap, the assets.
