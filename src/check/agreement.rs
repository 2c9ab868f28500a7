//! `lang-not-agreed`: only where somebody asked that all be agreed (`--strict`). Otherwise states are no diagnostics.

use crate::align::unsettled::{Standing, Unsettled};
use crate::diagnostic::{Code, Diagnostic};
use crate::study::{Chapter, Odd, Study};

/// The texts of a chapter or a data file are not all agreed.
pub(super) static LANG_NOT_AGREED: Code = Code {
    name: "lang-not-agreed",
    why: "Somebody has to declare that the texts of a block say the same. With `--strict` nothing is published of which nobody did: a text that has moved on since, that is missing, or that is another language's.",
    remedy: "Look at `diglot status`, bring the texts together, and say so with `diglot agree`.",
};

/// One error per chapter and data file. What is missing as a whole is `lang-missing`.
pub fn not_agreed(study: &Study, standings: &[Standing]) -> Vec<Diagnostic> {
    standings
        .iter()
        .filter_map(|standing| of(study, standing))
        .collect()
}

fn of(study: &Study, standing: &Standing) -> Option<Diagnostic> {
    let news = study
        .news
        .iter()
        .map(|item| (format!("news/{}", item.chapter.id), &item.chapter));
    let chapters = study
        .chapters
        .iter()
        .map(|chapter| (chapter.id.to_string(), chapter));
    let chapter = chapters
        .chain(news)
        .find(|(name, _)| *name == standing.name)
        .map(|(_, chapter)| chapter.as_ref());
    let said_elsewhere = |one: &Unsettled| one.odd == Odd::Missing && !has_file(chapter, one);
    let open = standing.unsettled.iter().filter(|one| !said_elsewhere(one));
    let open = Standing {
        unsettled: open.cloned().collect(),
        ..standing.clone()
    };
    let first = open.unsettled.first()?;
    let counts = [
        (Odd::MovedOn, "moved on"),
        (Odd::Missing, "missing"),
        (Odd::Copied, "copied"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(odd, words)| (open.count(odd), words))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let message = format!(
        "{} of {} texts of `{}` are not agreed: {}",
        open.open(),
        open.total,
        open.name,
        counts.join(", ")
    );
    let help = format!("see `diglot status`; the first is `{}`", first.id);
    Some(Diagnostic::error(&LANG_NOT_AGREED, first.place.clone(), message).help(help))
}

/// True if the chapter has a file in the language that lacks a text.
fn has_file(chapter: Option<&Chapter>, one: &Unsettled) -> bool {
    let lang = one.lang.as_ref();
    lang.is_some_and(|lang| chapter.is_some_and(|chapter| chapter.files.get(lang).is_some()))
}
