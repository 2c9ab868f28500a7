//! A page of HTML, from the theme's template for its kind.

use crate::diagnostic::Read;
use crate::output::File;
use crate::site::view::View;
use crate::theme::Theme;

/// The page of a view. A mistake in a template is reported with the page that was being made; the page is then empty.
pub(super) fn page(view: &View, theme: &Theme) -> Read<File> {
    let shared = [("study", view.study.ready()), ("menu", view.menu.ready())];
    match theme.page(view.kind, view, &shared) {
        Ok(html) => Read::clean(File::made(html)),
        Err(diagnostic) => Read {
            value: File::made(Vec::new()),
            diagnostics: vec![*diagnostic],
        },
    }
}
