//! What a tab is told of its own page: whether it is new, what is wrong with it, which of its blocks are not agreed.

use super::origin::{chapter_of, fields_of, files_of, other_view};
use super::said::Said;
use super::site::Preview;
use crate::site::route::Route;
use crate::source::Span;
use crate::study::{Block, Chapter, Odd, State};
use serde_json::{Value, json};

/// About the page at a path of the site (`ru/summary/index.html`), or about none.
pub(super) fn about(preview: &Preview, path: Option<&str>, etag: Option<&str>) -> Value {
    let (version, shown, is_old, said, seen, base_path) = {
        let state = preview.state();
        let it = &*state;
        (
            it.version,
            it.shown.clone(),
            it.is_old,
            it.said.clone(),
            it.seen.clone(),
            it.base_path.clone(),
        )
    };
    let prepared = shown.as_deref().map(|shown| &shown.prepared);
    let route = prepared.and_then(|it| it.site.route_at(path?));
    let chapter = prepared.and_then(|it| chapter_of(&it.study, route?));
    let files = match (prepared, route) {
        (Some(it), Some(route)) => files_of(&it.study, route),
        _ => Vec::new(),
    };
    let (errors, warnings): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|one| one.is_error());
    let (here, elsewhere): (Vec<&Said>, Vec<&Said>) =
        (warnings.into_iter()).partition(|one| files.iter().any(|path| **path == *one.path));
    let can_agree = preview.hands.agree.is_some();
    let blocks = match (chapter, prepared.zip(route)) {
        (Some(chapter), _) => blocks(chapter, can_agree, &said),
        (None, Some((it, route))) => {
            let fields = fields_of(&it.study, route);
            fields
                .map(|(name, state)| told(name, state, &Doubts::default(), can_agree))
                .collect()
        }
        _ => Vec::new(),
    };
    let is_open = |block: &&Value| block["odd"].as_object().is_some_and(|odd| !odd.is_empty());
    let open = blocks.iter().filter(is_open).count();
    let follow = seen.map(|(version, seen)| {
        let pages = (seen.pages.iter()).map(|(lang, page)| (lang, format!("{base_path}{page}")));
        json!({
            "version": version,
            "pages": pages.map(|(lang, page)| (lang.clone(), Value::from(page))).collect::<serde_json::Map<_, _>>(),
            "id": seen.id,
        })
    });
    let beside = prepared.zip(route).and_then(|(it, route)| {
        let other = other_view(&it.study, &it.site, route)?;
        let words = match other {
            Route::Parallel(..) => "Both languages",
            _ => "One language",
        };
        Some(json!({ "words": words, "page": format!("{base_path}{}", it.site.address(&other)) }))
    });
    json!({
        "version": version,
        "run": preview.run(),
        "etag": etag,
        "is_old": is_old,
        "errors": errors,
        "warnings": here,
        "elsewhere": elsewhere.len(),
        "open_blocks": open,
        "blocks": blocks,
        "follow": follow,
        "beside": beside,
        "editor": preview.hands.edit.is_some(),
    })
}

/// The blocks that something should be said about.
fn blocks(chapter: &Chapter, can_agree: bool, said: &[Said]) -> Vec<Value> {
    let all = chapter.all_blocks().into_iter();
    let told = all.filter_map(|block| {
        let doubts = doubts(chapter, block, said);
        let is_plain = block.state.is_agreed() && doubts.codes.is_empty();
        (!is_plain).then(|| told(block.id.as_str(), &block.state, &doubts, can_agree))
    });
    told.collect()
}

/// What speaks against a pair.
#[derive(Default)]
struct Doubts<'a> {
    /// Codes of diagnostics.
    codes: Vec<&'a str>,
    /// True if somebody can settle it by saying that the texts are one block.
    can_be_settled: bool,
}

/// Something that is not agreed, or doubtful.
fn told(id: &str, state: &State, doubts: &Doubts<'_>, can_agree: bool) -> Value {
    let odd: serde_json::Map<_, _> = (state.odd.iter())
        .map(|(lang, odd)| (lang.to_string(), Value::from(odd.word())))
        .collect();
    // What is missing has to be written, what was copied to be translated; nobody can agree to that.
    let has_moved = state.odd.iter().any(|(_, odd)| *odd == Odd::MovedOn);
    let has_use = has_moved || doubts.can_be_settled;
    json!({ "id": id, "odd": odd, "notes": doubts.codes, "can_agree": can_agree && has_use })
}

/// What is said about how the texts of a block belong together.
fn doubts<'a>(chapter: &Chapter, block: &Block, said: &'a [Said]) -> Doubts<'a> {
    let is_inside = |one: &&Said| {
        let mut texts = block.texts.iter();
        texts.any(|(lang, text)| {
            let is_own_file = (chapter.files.get(lang)).is_some_and(|file| *file.path == *one.path);
            let inside = |span: Span| text.span.start <= span.start && span.end <= text.span.end;
            is_own_file && one.span.is_some_and(inside)
        })
    };
    // A run of doubtful blocks is one diagnostic, and one beside a missing text is told with it: the blocks know better.
    let mut texts = block.texts.iter();
    let is_doubtful = texts.any(|(_, text)| text.is_doubtful());
    let keeps_apart = |one: &&Said| one.code == IDS_DIFFER;
    let apart = said.iter().filter(keeps_apart).filter(is_inside);
    let codes = is_doubtful.then_some(DOUBTFUL).into_iter();
    Doubts {
        codes: codes.chain(apart.map(|one| one.code)).collect(),
        can_be_settled: is_doubtful,
    }
}

/// It is not sure that the texts of a block are one.
const DOUBTFUL: &str = "structure-doubtful";
/// Only their ids keep two blocks apart.
const IDS_DIFFER: &str = "structure-ids-differ";
