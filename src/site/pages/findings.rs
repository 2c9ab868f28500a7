//! The list of findings, and the page of one.

use super::super::anchors::ChapterAt;
use super::super::cite::{self, Part};
use super::super::head::About;
use super::super::json_ld;
use super::super::navigation::chapter_link;
use super::super::parts::Shown;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::standing;
use super::super::view::{Body, FindingBody, FindingCard, FindingsBody, Html, PageLink};
use super::Made;
use super::cards::{self, link_at, word};
use crate::study::finding::Finding;
use crate::study::record::Record;

/// `/LANG/findings/`
pub(crate) fn list(pen: &Pen<'_>, route: &Route) -> Made {
    let shown = Shown::on(pen, route);
    let all = pen.study.records.findings.iter();
    let mut findings: Vec<&Finding> = all.filter(|one| shown.holds(one.number)).collect();
    findings.sort_by_key(|one| one.number);
    let first = findings.first().map(|one| pen.plain(&one.statement));
    let title = shown.title(pen.say("menu.findings", &[]));
    let about = About::new(title, first.unwrap_or_default());
    let cards = findings.into_iter().map(|one| cards::finding(pen, one));
    let items: Vec<FindingCard> = cards.collect();
    let body = FindingsBody {
        tags_by: cards::same(items.iter().map(|one| &one.tags_by)),
        led_by: cards::all_led_by(&items),
        items,
        total: pen.study.records.findings.len(),
        parts: shown.parts,
    };
    (about, Body::Findings(body))
}

/// `/LANG/findings/F07/`
pub(crate) fn page(pen: &Pen<'_>, at: RecordAt) -> Made {
    let RecordAt::Finding(place) = at else {
        unreachable!("plan() makes pages of findings for findings only");
    };
    let it = &pen.study.records.findings[place];
    let statement = pen.plain(&it.statement);
    let label = pen.numbered("label", "finding", it.number);
    let title = format!("{label}: {statement}");
    let [previous, next] = cards::neighbours(pen, at);
    let mut body = FindingBody {
        card: cards::finding(pen, it),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        detail: pen.maybe_paragraphs(it.detail.as_ref()),
        about: it.about.map(|about| word(pen, "about", about.word())),
        activities: Vec::new(),
        quotes: Vec::new(),
        references: Vec::new(),
        chapter: told_in(pen, it),
        scale: scale(pen),
        cite: cited(pen, &title),
        previous,
        next,
    };
    evidence(pen, it, &mut body);
    let json = json_ld::numbered(pen, &it.entry, &statement, it.number);
    let about = About::new(super::super::head::clipped(&title, 90), statement).with(json);
    (about, Body::Finding(Box::new(body)))
}

fn evidence(pen: &Pen<'_>, it: &Finding, body: &mut FindingBody) {
    for id in &it.evidence {
        let Some(at) = pen.site.records.get(id.as_str()) else {
            continue;
        };
        match at.of(pen.study) {
            Record::Activity(_) => body.activities.extend(link_at(pen, *at)),
            Record::Quote(quote) => body.quotes.push(cards::quote(pen, quote)),
            Record::Reference(work) => body.references.push(cards::reference(pen, work)),
            _ => {}
        }
    }
}

fn told_in(pen: &Pen<'_>, it: &Finding) -> Option<PageLink> {
    let at: ChapterAt = *pen.site.chapter_ids.get(it.chapter.as_deref()?)?;
    let exists = pen.site.has(&at.route(pen.study, pen.lang));
    exists.then(|| chapter_link(pen, at))
}

fn scale(pen: &Pen<'_>) -> Option<String> {
    let page = Route::Evidence(pen.lang.clone());
    let exists = pen.site.has(&page);
    exists.then(|| format!("{}#quantity-words", pen.site.address(&page)))
}

fn cited(pen: &Pen<'_>, name: &str) -> Html {
    cite::how_to_cite(pen, &Part::Named(name.to_owned()), pen.address)
}
