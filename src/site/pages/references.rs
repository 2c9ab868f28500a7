//! Works cited, in the alphabetical order of the page's language.

use super::super::cite;
use super::super::head::About;
use super::super::pen::Pen;
use super::super::view::{Body, ReferencesBody};
use super::Made;
use super::cards::reference;
use crate::language::Order;
use crate::study::reference::Reference;

/// `/LANG/references/`
pub(crate) fn references(pen: &Pen<'_>) -> Made {
    let order = Order::new(pen.lang);
    let works = pen.study.records.references.iter();
    let mut works: Vec<(String, &Reference)> = works
        .map(|one| (format!("{} {}", cite::short(pen, one), one.title), one))
        .collect();
    works.sort_by(|(a, _), (b, _)| order.compare(a, b));
    let items = works
        .into_iter()
        .map(|(_, one)| reference(pen, one))
        .collect();
    let about = About::new(
        pen.say("menu.references", &[]),
        pen.say("references.lead", &[]),
    );
    (about, Body::References(ReferencesBody { items }))
}
