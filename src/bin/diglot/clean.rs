//! `diglot clean`: the output folder without what builds wrote.

use crate::args::Place;
use crate::failure::Failure;
use crate::terminal::{Terminal, plural};
use diglot::disk;

/// Removes the files of our own manifest, and nothing else.
pub(crate) fn run(place: &Place, terminal: &Terminal) -> Result<(), Failure> {
    let removed = disk::clean(place.target(), &mut |line| terminal.say(line))?;
    terminal.say(&match removed {
        0 => "nothing to remove".to_owned(),
        _ => format!("removed {}", plural(removed, "file")),
    });
    Ok(())
}
