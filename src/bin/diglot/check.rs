//! `diglot check`: everything that is wrong, and nothing written.

use crate::args::{Check, Format, Place};
use crate::build::has_errors;
use crate::failure::Failure;
use crate::terminal::{Terminal, count};
use diglot::build::{self, Options};
use diglot::{diagnostic, disk};

/// Makes the site in memory, so that mistakes of templates are found too, and prints what is wrong.
pub(crate) fn run(place: &Place, wanted: &Check, terminal: &Terminal) -> Result<(), Failure> {
    let mut options = Options::default();
    options.scope.base_url = place.base_url.clone();
    options.strict = wanted.strict;
    let sources = disk::load(&place.root)?;
    let prepared = build::prepare(&sources, &options);
    let mut found = prepared.diagnostics.clone();
    found.extend(prepared.each_file(|_, _| (), &mut |_| {}).diagnostics);
    diagnostic::sort(&mut found);
    let found = &found;
    match wanted.format {
        Format::Human => terminal.print_list(found, &sources),
        Format::Json => terminal.print(&line(diagnostic::json(found, &sources))),
        Format::Sarif => terminal.print(&line(diagnostic::sarif(found, &sources))),
        Format::Github => terminal.print(&diagnostic::github(found, &sources)),
    }
    terminal.say(&count(found).unwrap_or_else(|| "nothing is wrong".to_owned()));
    match has_errors(found) {
        true => Err(Failure::Content),
        false => Ok(()),
    }
}

fn line(text: String) -> String {
    format!("{}\n", text.trim_end_matches('\n'))
}
