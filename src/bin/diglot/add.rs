//! `diglot add`: one more record or chapter, in every language, behind what is there.

use crate::args::{Add, Place};
use crate::failure::Failure;
use crate::terminal::Terminal;
use diglot::build::{self, Options, Prepared};
use diglot::diagnostic::{Diagnostic, Severity, nearest};
use diglot::language::Lang;
use diglot::scaffold::add::{self, Answers, Kind, Takes};
use diglot::source::{Source, Sources};
use diglot::{disk, scaffold};
use std::io::{self, BufRead, IsTerminal, Write};

/// Asks what was not said, makes the record, reads the study with it and writes only if nothing is wrong with it.
pub(crate) fn run(place: &Place, wanted: &Add, terminal: &Terminal) -> Result<(), Failure> {
    let kind = Kind::named(&wanted.kind).expect("clap takes the names of KINDS only");
    let (mut sources, mut prepared) = sound(place, terminal)?;
    let mut answers = said(kind, &wanted.set, &prepared.study.settings.languages)?;
    if io::stdin().is_terminal() && io::stderr().is_terminal() && !wanted.no_input {
        ask(kind, &prepared.study.settings.languages, &mut answers)?;
        // While somebody answers, others may write.
        (sources, prepared) = sound(place, terminal)?;
    }
    let languages = &prepared.study.settings.languages;
    let open = kind.missing(&answers, languages);
    if !open.is_empty() {
        let flags: Vec<String> = open.iter().map(|key| format!("--set {key}=…")).collect();
        let why = format!("a {} needs {}", kind.name, flags.join(" "));
        return Err(Failure::Usage(why));
    }
    let added =
        scaffold::add::add(kind, &answers, &sources, &prepared.study).map_err(Failure::Usage)?;
    try_out(&added, &sources, terminal)?;
    disk::rewrite(&place.root, &sources, &added.files)?;
    let paths: Vec<&str> = added.files.iter().map(|(path, _)| &**path).collect();
    for path in &paths {
        terminal.detail(&format!("wrote {path}"));
    }
    terminal.say(&format!("added {} to {}", added.id, paths.join(", ")));
    Ok(())
}

/// The study as it stands on disk, if it has no errors.
fn sound(place: &Place, terminal: &Terminal) -> Result<(Sources, Prepared), Failure> {
    let sources = disk::load(&place.root)?;
    let prepared = build::prepare(&sources, &Options::default());
    let errors = errors(&prepared.diagnostics);
    if errors.is_empty() {
        return Ok((sources, prepared));
    }
    terminal.list(&errors, &sources);
    terminal.warn("nothing was added: mend these errors first");
    Err(Failure::Content)
}

fn errors(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.cloned().collect()
}

/// What was said on the command line: `title.en=…`.
fn said(kind: &Kind, set: &[String], languages: &[Lang]) -> Result<Answers, Failure> {
    let keys = kind.keys(languages);
    let mut answers = Answers::new();
    for one in set {
        let Some((key, value)) = one.split_once('=') else {
            let why = format!("`--set {one}` has no `=`: write `--set {one}=…`");
            return Err(Failure::Usage(why));
        };
        let mut key = key.trim().to_owned();
        // In a study of one language `title` is enough.
        if let [only] = languages
            && kind
                .fields
                .iter()
                .any(|field| field.key == key && field.takes == Takes::Prose)
        {
            key = format!("{key}.{only}");
        }
        if !keys.contains(&key) {
            let known: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let help = match nearest(&key, keys.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", known.join(", ")),
            };
            let why = format!("a {} has no `{key}`\nhelp: {help}", kind.name);
            return Err(Failure::Usage(why));
        }
        answers.insert(key, value.trim().to_owned());
    }
    answers.retain(|_, value| !value.is_empty());
    Ok(answers)
}

/// Asks on the terminal for what was not said. An empty answer leaves the field out.
fn ask(kind: &Kind, languages: &[Lang], answers: &mut Answers) -> Result<(), Failure> {
    let mut lines = io::stdin().lock().lines();
    for field in kind.fields {
        for key in field.keys(languages) {
            if answers.contains_key(&key) {
                continue;
            }
            let part = key.rsplit_once('.').map(|(_, part)| format!(" [{part}]"));
            let is_alone = field.takes == Takes::Prose && languages.len() == 1;
            let part = part.filter(|_| !is_alone).unwrap_or_default();
            let end = if field.required {
                ""
            } else {
                " (may be empty)"
            };
            eprint!("{}{part}{end}: ", field.question);
            let _ = io::stderr().flush();
            let line = lines
                .next()
                .transpose()
                .map_err(|cause| Failure::Machine(format!("cannot read the answer: {cause}")))?;
            let line = line.unwrap_or_default().trim().to_owned();
            if !line.is_empty() {
                answers.insert(key, line);
            }
        }
    }
    Ok(())
}

/// Reads the study as it would be. What is wrong then is wrong with what is added, since nothing was before.
fn try_out(added: &add::Added, sources: &Sources, terminal: &Terminal) -> Result<(), Failure> {
    let mut after = sources.clone();
    for (path, text) in &added.files {
        after.insert(path.clone(), Source::text(text.clone()));
    }
    let prepared = build::prepare(&after, &Options::default());
    let errors = errors(&prepared.diagnostics);
    if !errors.is_empty() {
        terminal.list(&errors, &after);
        terminal.warn("nothing was added: correct the answers");
        return Err(Failure::Content);
    }
    Ok(())
}
