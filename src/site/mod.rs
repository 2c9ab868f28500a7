//! The plan of the site: which pages there are, where they stand, what links to what. And the view of each page.

pub mod route;
pub mod view;

use crate::diagnostic::{Code, Read};
use crate::study::Study;
use crate::theme::Theme;
use route::Route;

/// Every code this room raises.
pub const CODES: &[&Code] = &[];

/// Which pages to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// True if drafts are shown.
    pub drafts: bool,
    /// Only these languages; empty: all.
    pub languages: Vec<crate::language::Lang>,
    /// Instead of the study's own `base_url`.
    pub base_url: Option<String>,
}

/// The index of the site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// All pages, in the order of their addresses.
    pub routes: Vec<Route>,
}

/// Plans all pages.
pub fn plan(study: &Study, theme: &Theme, scope: &Scope) -> Read<Site> {
    let _ = (study, theme, scope);
    Read::clean(Site::default())
}

impl Site {
    /// The page that stands at a path inside the output folder: `ru/summary/index.html`.
    pub fn route_at(&self, path: &str) -> Option<&Route> {
        self.routes
            .iter()
            .find(|route| self.file_path(route) == path)
    }

    /// The path of a page inside the output folder.
    pub fn file_path(&self, route: &Route) -> String {
        format!("{route:?}")
    }
}
