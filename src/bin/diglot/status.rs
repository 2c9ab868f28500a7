//! `diglot status`: what is not agreed, chapter by chapter, with the words that changed.

use crate::args::{ListFormat, Place, Status};
use crate::failure::Failure;
use crate::terminal::{Terminal, count};
use diglot::align::unsettled::{Standing, Unsettled};
use diglot::align::words_changed::{Stretch, changed};
use diglot::build::{self, Options, Prepared};
use diglot::diagnostic::{Positions, Severity};
use diglot::disk;
use diglot::language::Lang;
use diglot::source::Sources;
use diglot::study::Odd;
use serde_json::json;

/// Lists; the exit status tells nothing of agreement.
pub(crate) fn run(place: &Place, wanted: &Status, terminal: &Terminal) -> Result<(), Failure> {
    let sources = disk::load(&place.root)?;
    let prepared = build::prepare(&sources, &Options::default());
    let languages = &prepared.study.settings.languages;
    if let Some(lang) = wanted
        .lang
        .as_ref()
        .filter(|lang| !languages.contains(lang))
    {
        let names: Vec<&str> = languages.iter().map(Lang::as_str).collect();
        let names = names.join("`, `");
        return Err(Failure::Usage(format!(
            "this study is not in `{lang}`, only in `{names}`"
        )));
    }
    if prepared.has_errors() {
        refuse_broken_lock(&prepared, &sources, terminal)?;
    }
    let standings: Vec<Standing> = prepared
        .standings(&sources)
        .iter()
        .map(|one| concerning(one, wanted.lang.as_ref()))
        .collect();
    match wanted.format {
        ListFormat::Json => terminal.print(&list(&standings, &sources)),
        ListFormat::Human => {
            let palette = Palette::new(terminal.result_is_coloured());
            terminal.print(&human(&standings, &sources, palette));
        }
    }
    Ok(())
}

/// Other errors may stand beside the list; of a lock that cannot be read there is nothing to list.
fn refuse_broken_lock(
    prepared: &Prepared,
    sources: &Sources,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let errors: Vec<_> = prepared
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .cloned()
        .collect();
    let is_lock = |path: &str| path.starts_with(diglot::align::lock::FOLDER);
    if errors.iter().any(|one| is_lock(one.place.path())) {
        terminal.list(&errors, sources);
        return Err(Failure::Content);
    }
    let count = count(&errors).unwrap_or_default();
    terminal.warn(&format!(
        "{count}: see `diglot check`; what follows may be incomplete"
    ));
    Ok(())
}

/// What a language has to do, or everything.
fn concerning(standing: &Standing, lang: Option<&Lang>) -> Standing {
    let is_meant = |one: &&Unsettled| lang.is_none_or(|lang| one.up_to.contains(lang));
    Standing {
        unsettled: standing
            .unsettled
            .iter()
            .filter(is_meant)
            .cloned()
            .collect(),
        ..standing.clone()
    }
}

fn list(standings: &[Standing], sources: &Sources) -> String {
    let all = standings.iter().flat_map(|standing| &standing.unsettled);
    let mut positions = Positions::new(sources);
    let entries: Vec<_> = all
        .map(|one| {
            json!({
                "id": one.id,
                "state": one.odd.word(),
                "lang": one.lang,
                "path": one.place.path(),
                "line": positions.of(&one.place).0.line,
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&entries).expect("strings and numbers become JSON");
    format!("{text}\n")
}

/// Signs around words, if there is no colour to tell them by.
#[derive(Clone, Copy)]
struct Palette {
    gone: [&'static str; 2],
    new: [&'static str; 2],
    faint: [&'static str; 2],
    strong: [&'static str; 2],
}

impl Palette {
    fn new(coloured: bool) -> Self {
        match coloured {
            true => Self {
                gone: ["\u{1b}[31m", "\u{1b}[0m"],
                new: ["\u{1b}[32m", "\u{1b}[0m"],
                faint: ["\u{1b}[2m", "\u{1b}[0m"],
                strong: ["\u{1b}[1m", "\u{1b}[0m"],
            },
            false => Self {
                gone: ["[-", "-]"],
                new: ["{+", "+}"],
                faint: ["", ""],
                strong: ["", ""],
            },
        }
    }

    fn put(signs: [&str; 2], text: &str) -> String {
        format!("{}{text}{}", signs[0], signs[1])
    }
}

fn human(standings: &[Standing], sources: &Sources, palette: Palette) -> String {
    let width = standings
        .iter()
        .map(|one| one.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for one in standings {
        let fill = " ".repeat(width - one.name.chars().count());
        let counts = counts(one);
        let name = Palette::put(palette.strong, &one.name);
        out += &format!(
            "{name}{fill}  {:>3} % of {} agreed{counts}\n",
            one.percent(),
            one.total
        );
    }
    let mut positions = Positions::new(sources);
    for one in standings.iter().flat_map(|standing| &standing.unsettled) {
        out += &entry(one, &mut positions, palette);
    }
    if standings.iter().all(|one| one.unsettled.is_empty()) {
        out += "\nall texts are agreed\n";
    }
    out
}

fn counts(standing: &Standing) -> String {
    let counts = [
        (Odd::MovedOn, "moved on"),
        (Odd::Missing, "missing"),
        (Odd::Copied, "copied"),
    ];
    let counts = counts.map(|(odd, words)| (standing.count(odd), words));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts
        .map(|(count, words)| format!(", {count} {words}"))
        .collect()
}

fn entry(one: &Unsettled, positions: &mut Positions<'_>, palette: Palette) -> String {
    let what = match (one.odd, &one.lang) {
        (Odd::MovedOn, Some(lang)) => format!("{lang} moved on"),
        (Odd::MovedOn, None) => "all moved on".to_owned(),
        (Odd::Missing, lang) => format!("{} missing", tag(lang)),
        (Odd::Copied, lang) => format!("{} copied", tag(lang)),
    };
    let at = positions.of(&one.place).0;
    let place = format!("{}:{}", one.place.path(), at.line);
    let mut out = format!(
        "\n{}  {what}  {}\n",
        Palette::put(palette.strong, &one.id),
        Palette::put(palette.faint, &place)
    );
    for (lang, agreed, seen) in &one.changes {
        let words: Vec<String> = changed(agreed, seen)
            .into_iter()
            .map(|stretch| match stretch {
                Stretch::Same(words) => words,
                Stretch::Left => "…".to_owned(),
                Stretch::Gone(words) => Palette::put(palette.gone, &words),
                Stretch::New(words) => Palette::put(palette.new, &words),
            })
            .collect();
        out += &format!("    {lang}: {}\n", words.join(" "));
    }
    out
}

fn tag(lang: &Option<Lang>) -> &str {
    lang.as_ref().map_or("", Lang::as_str)
}
