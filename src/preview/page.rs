//! What a tab is told of its own page: whether it is new, what is wrong with it, which of its blocks are not agreed.

use super::origin::{chapter_of, files_of, other_view};
use super::said::Said;
use super::site::Preview;
use crate::site::route::Route;
use crate::study::Chapter;
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
    let blocks = match chapter {
        Some(chapter) => blocks(preview, chapter, &said),
        None => Vec::new(),
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
fn blocks(preview: &Preview, chapter: &Chapter, said: &[Said]) -> Vec<Value> {
    let all = chapter.all_blocks().into_iter();
    let told = all.filter_map(|block| {
        let notes: Vec<&str> = block
            .texts
            .iter()
            .filter_map(|(lang, text)| Some((chapter.files.get(lang)?, text)))
            .flat_map(|(file, text)| {
                let inside = move |one: &&Said| {
                    let holds = |span: crate::source::Span| {
                        text.span.start <= span.start && span.end <= text.span.end
                    };
                    *one.path == *file.path
                        && one.code.starts_with("align-")
                        && one.span.is_some_and(holds)
                };
                said.iter().filter(inside).map(|one| one.code)
            })
            .collect();
        if block.state.is_agreed() && notes.is_empty() {
            return None;
        }
        let odd = block.state.odd.iter();
        let odd: serde_json::Map<_, _> = odd
            .map(|(lang, odd)| (lang.to_string(), Value::from(odd.word())))
            .collect();
        let can_agree = preview.hands.agree.is_some() && !block.state.is_agreed();
        Some(json!({
            "id": block.id.as_str(),
            "odd": odd,
            "notes": notes,
            "can_agree": can_agree,
        }))
    });
    told.collect()
}
