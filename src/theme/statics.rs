//! Static files: published as they are, under names with a hash of their content.

use super::layers::Layers;
use super::tokens::Tokens;
use super::{StaticContent, StaticFile};
use crate::source::{Fingerprint, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The style sheet that opens with the design tokens.
const TOKENS_IN: &str = "style.css";

/// The static files of a theme, ordered by name.
pub(super) fn read(layers: &Layers<'_>, tokens: &Tokens) -> Vec<StaticFile> {
    let mut files = Vec::new();
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    // Style sheets come last, since they name other files.
    let mut all: Vec<_> = layers.nearest("static/").into_iter().collect();
    all.sort_by_key(|(name, _)| name.ends_with(".css"));
    for (name, file) in all {
        let (content, fingerprint) = match file.source {
            Source::Broken(_) => continue,
            Source::Asset(asset) => (StaticContent::Asset(asset.clone()), asset.fingerprint),
            Source::Text(text) => {
                let text = made(&name, &text.text, tokens, &paths);
                let fingerprint = Fingerprint::of(text.as_bytes());
                (StaticContent::Text(text), fingerprint)
            }
        };
        let path = hashed(&name, fingerprint);
        paths.insert(name.clone(), path.clone());
        files.push(StaticFile {
            name,
            path,
            content,
        });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// `assets/style.3f9a01bc22.css`
fn hashed(name: &str, fingerprint: Fingerprint) -> String {
    let hash = fingerprint.short();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    }
}

fn made(
    name: &str,
    text: &Arc<str>,
    tokens: &Tokens,
    paths: &BTreeMap<String, String>,
) -> Arc<str> {
    if !name.ends_with(".css") {
        return text.clone();
    }
    let linked = with_hashed_names(name, text, paths);
    if name == TOKENS_IN {
        return (tokens.css() + &linked).into();
    }
    linked.into()
}

/// A style sheet in which `url("fonts/x.woff2")` leads to the name with the hash. Names are relative to `static/`.
fn with_hashed_names(name: &str, text: &str, paths: &BTreeMap<String, String>) -> String {
    let up = "../".repeat(name.matches('/').count());
    let mut text = text.to_owned();
    for (known, path) in paths {
        let path = path.trim_start_matches("assets/");
        for quote in ["\"", "'", ""] {
            let written = format!("url({quote}{known}{quote})");
            text = text.replace(&written, &format!("url({quote}{up}{path}{quote})"));
        }
    }
    text
}
