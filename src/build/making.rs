//! From a study that is prepared to the files of its site.

use super::{Prepared, Stage, memo, places};
use crate::diagnostic::{self, Diagnostic, Read};
use crate::output::{File, Output};
use crate::site::route::Route;
use crate::site::{Sheets, view};
use crate::{check, format};

/// What became of every file of a site.
#[derive(Debug)]
pub struct Made<T> {
    /// Of the pages, in the order of the site's routes.
    pub pages: Vec<T>,
    /// Of the files for the site as a whole.
    pub whole_site: Vec<T>,
    /// Everything that was wrong with them, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Prepared {
    /// The file at a path inside the output folder (`ru/summary/index.html`), made now. `None` if the site has no such file.
    pub fn file(&self, path: &str) -> Option<Read<File>> {
        if let Some(route) = self.site.route_at(path) {
            return Some(self.page(route));
        }
        let whole = format::whole_site(&self.study, &self.site, &self.theme);
        let (_, file) = whole.value.into_iter().find(|(one, _)| one == path)?;
        Some(Read {
            value: file,
            diagnostics: whole.diagnostics,
        })
    }

    /// One page, made from its view.
    pub fn page(&self, route: &Route) -> Read<File> {
        self.page_beside(route, &Sheets::default())
    }

    /// The same; `sheets` hold what was written for pages that were made just before.
    fn page_beside(&self, route: &Route, sheets: &Sheets) -> Read<File> {
        let mut found = Vec::new();
        let view = view::view(&self.study, &self.site, &self.theme, sheets, route);
        let view = view.drain_into(&mut found);
        let file = format::page(&view, &self.theme).drain_into(&mut found);
        if let Some(watch) = &self.watch {
            let path = self.site.file_path(route);
            found.extend(check::privacy::output(&path, &file, watch));
        }
        Read {
            value: file,
            diagnostics: self.judged(found),
        }
    }

    /// All pages and whole-site files; none while the theme has errors.
    pub fn output(&self) -> Read<Output> {
        let keep = |path: &str, file: File| (path.to_owned(), file);
        let Made {
            pages,
            whole_site,
            diagnostics,
        } = self.each_file(keep, &mut |_| {});
        let mut output = Output::default();
        for (path, file) in pages.into_iter().chain(whole_site) {
            output.insert(path, file);
        }
        Read {
            value: output,
            diagnostics,
        }
    }

    /// Makes all pages and the whole-site files, on all cores; none while the theme has errors. Each is handed to
    /// `take` with its path as soon as it is made, so that they need not all be in memory at a time. `done` is told of the
    /// stage `pages`.
    pub fn each_file<T: Send>(
        &self,
        take: impl Fn(&str, File) -> T + Sync + Send,
        done: &mut dyn FnMut(Stage),
    ) -> Made<T> {
        let mut found = Vec::new();
        if !self.theme_is_whole {
            return Made {
                pages: Vec::new(),
                whole_site: Vec::new(),
                diagnostics: found,
            };
        }
        let (pages, (whole_site, of_whole)) =
            memo::both(|| self.each_page(&take), || self.each_list(&take));
        let pages = pages.into_iter();
        let pages = pages.map(|page| page.drain_into(&mut found)).collect();
        found.extend(self.judged(of_whole));
        diagnostic::sort(&mut found);
        done("pages");
        Made {
            pages,
            whole_site,
            diagnostics: found,
        }
    }

    /// All pages, in the order of the site's routes.
    fn each_page<T: Send>(&self, take: &(impl Fn(&str, File) -> T + Sync + Send)) -> Vec<Read<T>> {
        // The pages of one chapter are made one after another: they set the same texts.
        let mut routes: Vec<(usize, &Route)> = self.site.routes.iter().enumerate().collect();
        routes.sort_by_key(|(_, route)| route.chapter());
        let mut pages = memo::map_beside(routes, Sheets::default, |sheets, (at, route)| {
            let page = self.page_beside(route, sheets);
            (at, page.map(|file| take(&self.site.file_path(route), file)))
        });
        pages.sort_unstable_by_key(|(at, _)| *at);
        pages.into_iter().map(|(_, page)| page).collect()
    }

    /// All files for the site as a whole, and what is wrong with them.
    fn each_list<T: Send>(
        &self,
        take: &(impl Fn(&str, File) -> T + Sync + Send),
    ) -> (Vec<T>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let whole = format::whole_site(&self.study, &self.site, &self.theme);
        let whole = whole.drain_into(&mut found);
        if let Some(watch) = &self.watch {
            let looked = whole.iter();
            found.extend(looked.flat_map(|(path, file)| check::privacy::output(path, file, watch)));
        }
        let whole = whole.into_iter();
        (whole.map(|(path, file)| take(&path, file)).collect(), found)
    }

    /// What stands in a file of the site and must not, as [`Prepared::check`] has found out.
    pub fn leaks(&self, path: &str, file: &File, watch: &check::privacy::Watch) -> Vec<Diagnostic> {
        self.judged(check::privacy::output(path, file, watch))
    }

    fn judged(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.strict {
            places::harden(&mut found);
        }
        found
    }
}
