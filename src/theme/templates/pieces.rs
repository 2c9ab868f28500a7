//! Pieces of pages that are the same on many pages: each is made once, and then only copied.
//!
//! `templates/shared/NAME.html` makes the piece that templates print as `shared_NAME`. It sees what is the same on all
//! pages of a language at one depth, and nothing else. So a page with pieces in it depends on its view and the theme
//! alone, as every page does.

use super::Ready;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tera::{Context, Error, Tera, TeraResult, Value};

/// What a piece may show beside what pages share: the last two are the same in all templates.
const SEEN: [&str; 4] = ["lang", "root", "t", "assets"];

/// The pieces of a theme: what asks for them, and those that are made.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// By the name of a template: the pieces that it prints, or one that it extends or includes.
    asked: BTreeMap<String, Vec<Piece>>,
    made: Mutex<Vec<Made>>,
}

#[derive(Clone, Debug)]
struct Piece {
    /// `shared_footer`
    variable: String,
    /// `shared/footer.html`
    template: String,
}

/// Pieces of the pages of one language at one depth, by their variables.
#[derive(Debug)]
struct Made {
    lang: Value,
    root: Value,
    /// What they were made of. It is not kept alive for their sake.
    of: Vec<Weak<Value>>,
    pieces: BTreeMap<String, Value>,
}

impl Pieces {
    /// Finds out which of these templates ask for pieces.
    pub(super) fn new(tera: &Tera, templates: impl Iterator<Item = String>) -> Self {
        let asked = templates.map(|name| {
            let pieces = asked(tera, &name);
            (name, pieces)
        });
        Self {
            asked: asked.filter(|(_, pieces)| !pieces.is_empty()).collect(),
            made: Mutex::default(),
        }
    }

    /// Puts the pieces that `template` asks for into the page. `of` is what the page shares with others.
    pub(super) fn insert(
        &self,
        tera: &Tera,
        template: &str,
        page: &mut Context,
        of: &[(&'static str, &Ready)],
    ) -> TeraResult<()> {
        for piece in self.asked.get(template).into_iter().flatten() {
            let known = self.find(page, of, |made| made.pieces.get(&piece.variable).cloned());
            let html = match known.flatten() {
                Some(html) => html,
                None => self.keep(page, of, piece, made(tera, piece, page, of)?),
            };
            page.insert_value(piece.variable.clone(), html);
        }
        Ok(())
    }

    fn keep(
        &self,
        page: &Context,
        of: &[(&'static str, &Ready)],
        piece: &Piece,
        html: Value,
    ) -> Value {
        let put = |made: &mut Made| made.pieces.insert(piece.variable.clone(), html.clone());
        if self.find(page, of, put).is_none() {
            let mut all = self.all();
            // What nobody shows any more is not asked for again: the next plan of the site has its own.
            all.retain(|one| one.of.iter().all(|value| value.strong_count() > 0));
            all.push(Made {
                lang: value(page, "lang"),
                root: value(page, "root"),
                of: of.iter().map(|(_, it)| Arc::downgrade(&it.0)).collect(),
                pieces: [(piece.variable.clone(), html.clone())].into(),
            });
        }
        html
    }

    /// Looks at the pieces of pages like this one; `None` if there are none yet.
    fn find<T>(
        &self,
        page: &Context,
        of: &[(&'static str, &Ready)],
        look: impl FnOnce(&mut Made) -> T,
    ) -> Option<T> {
        let is_like = |one: &&mut Made| {
            let is_same =
                |(a, (_, b)): (&Weak<Value>, &(_, &Ready))| a.as_ptr() == Arc::as_ptr(&b.0);
            page.get("root") == Some(&one.root)
                && page.get("lang") == Some(&one.lang)
                && one.of.len() == of.len()
                && one.of.iter().zip(of).all(is_same)
        };
        self.all().iter_mut().find(is_like).map(look)
    }

    fn all(&self) -> MutexGuard<'_, Vec<Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The pieces that a template asks for, in the order of their names.
fn asked(tera: &Tera, template: &str) -> Vec<Piece> {
    let variables = tera.get_template_variables(template).unwrap_or_default();
    let mut names: Vec<&str> = variables
        .into_iter()
        .filter_map(|name| name.strip_prefix("shared_"))
        .collect();
    names.sort_unstable();
    let pieces = names.into_iter().map(|name| Piece {
        variable: format!("shared_{name}"),
        template: format!("shared/{name}.html"),
    });
    pieces
        .filter(|piece| tera.contains_template(&piece.template))
        .collect()
}

fn made(
    tera: &Tera,
    piece: &Piece,
    page: &Context,
    of: &[(&'static str, &Ready)],
) -> TeraResult<Value> {
    let mut seen = Context::new();
    for name in SEEN {
        seen.insert_value(name, value(page, name));
    }
    for (name, ready) in of {
        seen.insert_value(*name, ready.value());
    }
    // As pages are made: another way to write would put tera's whole machine into the program once more.
    let mut html = Vec::new();
    tera.render_to(&piece.template, &seen, &mut html)?;
    let html = str::from_utf8(&html).map_err(Error::message)?;
    Ok(Value::safe_string(html.trim()))
}

fn value(page: &Context, name: &str) -> Value {
    page.get(name).cloned().unwrap_or_else(Value::none)
}
