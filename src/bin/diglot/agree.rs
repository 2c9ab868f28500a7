//! `diglot agree`: "these texts say the same again", written into the lock.

use crate::args::{Agree, Place};
use crate::failure::Failure;
use crate::terminal::{Terminal, count, plural};
use diglot::align::agree::{Unclear, What, agree};
use diglot::build::{self, Options, Prepared};
use diglot::diagnostic::{Severity, nearest};
use diglot::disk;
use diglot::source::Sources;

/// Agrees and writes the lock, if the content has no errors.
pub(crate) fn run(place: &Place, wanted: &Agree, terminal: &Terminal) -> Result<(), Failure> {
    let sources = disk::load(&place.root)?;
    let mut prepared = build::prepare(&sources, &Options::default());
    refuse_errors(&prepared, &sources, terminal)?;
    let agreed = agree(&prepared.study, &mut prepared.lock, &what(wanted)).map_err(unclear)?;
    let renewed = prepared.renewed_lock(&sources);
    disk::write_lock(&place.root, &sources, &renewed)?;
    for id in &agreed {
        terminal.say(&format!("agreed: {id}"));
    }
    for (path, _) in &renewed {
        terminal.detail(&format!("wrote {path}"));
    }
    terminal.say(&match agreed.len() {
        0 => "nothing had moved on".to_owned(),
        number => format!("{} agreed", plural(number, "text")),
    });
    Ok(())
}

/// A lock is written only of a study without errors.
pub(crate) fn refuse_errors(
    prepared: &Prepared,
    sources: &Sources,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if !prepared.has_errors() {
        return Ok(());
    }
    let errors = prepared
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error);
    let errors: Vec<_> = errors.cloned().collect();
    terminal.list(&errors, sources);
    let count = count(&errors).unwrap_or_default();
    terminal.warn(&format!("{count}: nothing was written"));
    Err(Failure::Content)
}

fn what(wanted: &Agree) -> What {
    match &wanted.chapter {
        Some(chapter) => What::Chapter(chapter.clone()),
        None if wanted.both => What::Both,
        None if wanted.all => What::All,
        None => What::Ids(wanted.ids.clone()),
    }
}

fn unclear(all: Vec<Unclear>) -> Failure {
    let lines = all.iter().map(|one| match one {
        Unclear::Unknown(id, known) => {
            let help = match nearest(id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`diglot status` lists what is not agreed".to_owned(),
            };
            format!("nothing is called `{id}`\nhelp: {help}")
        }
        Unclear::Several(id, ids) => format!("`{id}` may be `{}`", ids.join("` or `")),
    });
    Failure::Usage(lines.collect::<Vec<_>>().join("\n"))
}
