//! `diglot schema`: what the files of a study may hold, for editors that complete and check while one types.

use crate::args::{Place, Schema};
use crate::failure::Failure;
use crate::terminal::Terminal;
use diglot::build::{self, Options};
use diglot::diagnostic::nearest;
use diglot::read::schema::{self, KINDS, Offers};
use diglot::{disk, scaffold};

/// Prints one schema or their list, or writes all of them. In a study they know its languages, keys and ids.
pub(crate) fn run(
    place: Option<&Place>,
    wanted: &Schema,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if wanted.write {
        let place =
            place.ok_or_else(|| Failure::Usage("no study here to write into".to_owned()))?;
        return write(place, terminal);
    }
    let Some(kind) = &wanted.kind else {
        terminal.print(&list());
        return Ok(());
    };
    let kind = kind.strip_suffix(".yaml").unwrap_or(kind);
    let Some(schema) = schema::of_file(kind, &offers(place)?) else {
        let near = nearest(kind, KINDS.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`diglot schema` lists the files that have one".to_owned(),
        };
        let message = format!("no file is called `{kind}`\nhelp: {help}");
        return Err(Failure::Usage(message));
    };
    terminal.print(&scaffold::schema_text(&schema));
    Ok(())
}

fn offers(place: Option<&Place>) -> Result<Offers, Failure> {
    let Some(place) = place else {
        return Ok(Offers::default());
    };
    let sources = disk::load(&place.root)?;
    Ok(Offers::of(
        &build::prepare(&sources, &Options::default()).study,
    ))
}

fn list() -> String {
    let width = KINDS.iter().map(|kind| kind.len()).max().unwrap_or(0);
    let lines = KINDS.iter().map(|kind| {
        let words = schema::explanation(kind).unwrap_or_default();
        format!("{kind:width$}  {words}\n")
    });
    lines.collect()
}

fn write(place: &Place, terminal: &Terminal) -> Result<(), Failure> {
    let files = scaffold::schemas(&offers(Some(place))?);
    disk::overwrite(&place.root, &files)?;
    for (path, _) in &files {
        terminal.detail(&format!("wrote {path}"));
    }
    terminal.say("wrote `content/.schema/`; editors find it by the first line of a file, such as");
    let line = scaffold::modeline("content/recommendations.yaml");
    terminal.say(line.unwrap_or_default().trim_end());
    Ok(())
}
