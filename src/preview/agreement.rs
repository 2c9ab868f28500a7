//! The one thing the preview writes: an agreement that the author clicked, as `diglot agree` writes it.

use crate::align::agree::{What, agree};
use crate::build::{self, Options};
use crate::disk;
use crate::source::Sources;
use std::path::Path;

/// Agrees to what is called `name` (`summary#p-k3f9x`, `R04.title`): reads the study as it stands on disk now, and writes
/// its lock, if nothing is wrong with it, it is what the author has `seen`, and it has not changed meanwhile.
pub(super) fn write(root: &Path, name: &str, seen: &Sources) -> Result<(), String> {
    let sources = disk::load(root).map_err(|error| error.to_string())?;
    if sources.fingerprint() != seen.fingerprint() {
        return Err("The study has just changed: read the page again, then agree.".to_owned());
    }
    let mut prepared = build::prepare(&sources, &Options::default());
    if prepared.has_errors() {
        return Err("The study has errors, so nothing was written.".to_owned());
    }
    let what = What::Ids(vec![name.to_owned()]);
    agree(&prepared.study, &mut prepared.lock, &what)
        .map_err(|_| format!("Nothing is called `{name}` any more."))?;
    let renewed = prepared.renewed_lock(&sources);
    disk::write_lock(root, &sources, &renewed).map_err(|error| error.to_string())
}
