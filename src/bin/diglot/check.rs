//! `diglot check`: everything that is wrong, and nothing written.

use crate::args::{Check, Format, Place};
use crate::build::Made;
use crate::failure::Failure;
use crate::terminal::{Terminal, count};
use diglot::build::Options;
use diglot::{diagnostic, disk};

/// Makes the site in memory, so that mistakes of templates are found too, and prints what is wrong.
pub(crate) fn run(place: &Place, wanted: &Check, terminal: &Terminal) -> Result<(), Failure> {
    let mut options = Options::default();
    options.scope.base_url = place.base_url.clone();
    options.strict = wanted.strict;
    let sources = disk::load(&place.root)?;
    let made = Made::from(&sources, &options);
    let found = &made.diagnostics;
    match wanted.format {
        Format::Human => terminal.print_list(found, &sources),
        Format::Json => terminal.print(&line(diagnostic::json(found, &sources))),
        Format::Sarif => terminal.print(&line(diagnostic::sarif(found, &sources))),
        Format::Github => terminal.print(&diagnostic::github(found, &sources)),
    }
    terminal.say(&count(found).unwrap_or_else(|| "nothing is wrong".to_owned()));
    match made.has_errors() {
        true => Err(Failure::Content),
        false => Ok(()),
    }
}

fn line(text: String) -> String {
    format!("{}\n", text.trim_end_matches('\n'))
}
