//! `diglot new`: a small study that builds at once.

use crate::args::New;
use crate::failure::Failure;
use crate::terminal::Terminal;
use diglot::language::Lang;
use diglot::{disk, scaffold};

/// Writes the files of a new study.
pub(crate) fn run(wanted: &New, terminal: &Terminal) -> Result<(), Failure> {
    let mut languages: Vec<Lang> = Vec::new();
    for lang in &wanted.lang {
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    let files = scaffold::study(&languages);
    disk::create(&wanted.dir, &files)?;
    for (path, _) in &files {
        terminal.detail(&format!("wrote {path}"));
    }
    let dir = wanted.dir.display();
    terminal.say(&format!("made a study in `{dir}`"));
    terminal.say(&format!("look at it with `diglot serve -C {dir}`"));
    Ok(())
}
