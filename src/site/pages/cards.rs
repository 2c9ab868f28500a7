//! Records as lists, pages and containers show them.

use super::super::facets::{FACETS, FacetKind, facet};
use super::super::pen::Pen;
use super::super::relations::{Citing, RecordAt};
use super::super::standing;
use super::super::target::{self, Target, Thing};
use super::super::view::{
    FindingCard, Html, OpportunityView, PageLink, QuoteCard, RecommendationRow, ReferenceView,
    TranslationView, Word,
};
use super::super::{cite, labels, navigation, sections, walk};
use super::cards_fieldwork::{activity, group};
use super::follow_up::responses;
use super::glossary::term;
use crate::language::PerLang;
use crate::study::finding::Finding;
use crate::study::inline::Words;
use crate::study::opportunity::Opportunity;
use crate::study::quote::{Quote, Translation};
use crate::study::recommendation::{Horizon, Recommendation, TagsBy};
use crate::study::record::Record;
use crate::study::reference::Reference;
use crate::study::settings::Name;
use crate::study::{Inline, Prose, RecordId};
use crate::theme::Shared;
use serde_json::Value;
use std::sync::Arc;

/// A record as a component of the theme gets it.
pub(crate) fn value(pen: &Pen<'_>, at: RecordAt) -> Value {
    fn json(card: impl serde::Serialize) -> Value {
        serde_json::to_value(card).expect("cards hold strings, numbers and lists only")
    }
    match at.of(pen.study) {
        Record::Recommendation(it) => json(recommendation(pen, it)),
        Record::Finding(it) => json(finding(pen, it)),
        Record::Quote(it) => json(quote(pen, it)),
        Record::Opportunity(it) => json(opportunity(pen, it)),
        Record::Reference(it) => json(reference(pen, it)),
        Record::Term(it) => json(term(pen, it)),
        Record::Group(it) => json(group(pen, it)),
        Record::Activity(it) => json(activity(pen, it)),
    }
}

/// A word of a closed list with the study's own label for it.
pub(crate) fn word(pen: &Pen<'_>, list: &str, key: &str) -> Word {
    labels::word(pen, list, key)
}

/// A link to a record's page or place, by its id; `None` if no such record has a page.
pub(crate) fn link(pen: &Pen<'_>, id: &str) -> Option<PageLink> {
    link_at(pen, *pen.site.records.get(id)?)
}

/// Links to records by their ids; those without a page are left out.
pub(crate) fn links<'b>(pen: &Pen<'_>, ids: impl IntoIterator<Item = &'b String>) -> Vec<PageLink> {
    ids.into_iter().filter_map(|id| link(pen, id)).collect()
}

/// A link to a record's page or place.
pub(crate) fn link_at(pen: &Pen<'_>, at: RecordAt) -> Option<PageLink> {
    let Target::Thing { route, anchor, .. } =
        target::thing(pen.study, pen.site, pen.lang, Thing::Record(at))
    else {
        return None;
    };
    let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
    pen.site.has(&route).then(|| PageLink {
        id: at.of(pen.study).entry().id.to_string(),
        title: title(pen, at),
        path: format!("{}{anchor}", pen.site.address(&route)),
    })
}

/// Links to the recommendation, or the finding, with the number before and with the number after.
pub(crate) fn neighbours(pen: &Pen<'_>, at: RecordAt) -> [Option<PageLink>; 2] {
    let beside = pen.site.relations.neighbours.get(&at);
    let beside = beside.copied().unwrap_or_default();
    beside.map(|one| link_at(pen, one?))
}

/// The title of a record inside a link, the same on every page of the language.
fn title(pen: &Pen<'_>, at: RecordAt) -> Html {
    let kept = pen.site.tongue(pen.lang).titles.get(&at);
    let kept = kept.filter(|_| is_plain(pen)).and_then(|kept| {
        let set = || {
            let is_own = !title_of(pen, at).is_some_and(|title| title.values().any(walk::leans));
            let set = is_own.then(|| title_set(pen, at));
            set.filter(|title| !title.0.contains("<img"))
        };
        kept.get_or_init(set).clone()
    });
    kept.unwrap_or_else(|| title_set(pen, at))
}

/// True if the page names records as most pages do. A text in another language than its page names them in that language;
/// a chapter may have ids of its own.
fn is_plain(pen: &Pen<'_>) -> bool {
    pen.text == pen.lang && pen.chapter.is_none()
}

fn title_set(pen: &Pen<'_>, at: RecordAt) -> Html {
    match (title_of(pen, at), at.of(pen.study)) {
        (Some(title), _) => pen.title(title),
        (None, Record::Reference(it)) => Html(super::super::escape::text(&cite::short(pen, it))),
        (None, _) => Html::default(),
    }
}

/// What an author wrote as the title of a record; a work has none.
fn title_of<'a>(pen: &Pen<'a>, at: RecordAt) -> Option<&'a PerLang<Prose>> {
    match at.of(pen.study) {
        Record::Recommendation(it) => Some(&it.title),
        Record::Finding(it) => Some(&it.statement),
        Record::Group(it) => Some(&it.label),
        Record::Activity(it) => Some(&it.label),
        Record::Opportunity(it) => Some(&it.title),
        Record::Term(it) => Some(&it.term),
        Record::Quote(it) => Some(&it.text),
        Record::Reference(_) => None,
    }
}

/// Links to things by their places in one list of records.
pub(crate) fn links_at(
    pen: &Pen<'_>,
    places: Option<&Vec<usize>>,
    kind: fn(usize) -> RecordAt,
) -> Vec<PageLink> {
    let places = places.into_iter().flatten();
    places.filter_map(|at| link_at(pen, kind(*at))).collect()
}

/// A row of the list of recommendations, the same on every page of the language.
pub(crate) fn row(pen: &Pen<'_>, it: &Recommendation) -> navigation::SharedRow {
    let made = || Arc::new(Shared::new(recommendation(pen, it)));
    let Some(RecordAt::Recommendation(at)) = pen.site.records.get(&it.entry.id) else {
        return made();
    };
    let kept = pen.site.tongue(pen.lang).rows.get(*at);
    let kept = kept.filter(|_| is_plain(pen)).and_then(|kept| {
        let made = || is_own(pen, it).then(made);
        kept.get_or_init(made).clone()
    });
    kept.unwrap_or_else(made)
}

/// True if the row of a recommendation depends neither on where its page stands nor on what chapters say.
fn is_own(pen: &Pen<'_>, it: &Recommendation) -> bool {
    let record = |id: &String| pen.site.records.get(id.as_str()).copied();
    let findings = it.supported_by.iter().filter_map(record);
    let findings = findings.filter_map(|at| title_of(pen, at));
    let mut titles = findings.chain([&it.title]).flat_map(PerLang::values);
    let note = it.progress.last().and_then(|entry| entry.note.as_ref());
    let reasons = it.responses.iter().filter_map(|one| one.reason.as_ref());
    let mut texts = reasons.chain(note).flat_map(PerLang::values);
    !titles.any(walk::leans) && !texts.any(walk::leads)
}

/// A record of the list of recommendations.
pub(crate) fn recommendation(pen: &Pen<'_>, it: &Recommendation) -> RecommendationRow {
    let faceted = |key: &str, values: &[String]| -> Vec<PageLink> {
        let facet = facet(key).expect("the facets named here are in FACETS");
        values.iter().map(|value| facet.link(pen, value)).collect()
    };
    let key = |facet: &FacetKind| {
        let values = (facet.values)(it);
        (!values.is_empty()).then(|| (facet.key, values.join(" ")))
    };
    let last = it.progress.last();
    let verified = last.and_then(|entry| entry.verified);
    let horizon = it.horizon.filter(|horizon| *horizon != Horizon::NotStated);
    let path = link(pen, it.entry.id.as_str()).map(|link| link.path);
    RecommendationRow {
        id: it.entry.id.to_string(),
        number: it.number,
        title: pen.title(&it.title),
        path: path.unwrap_or_default(),
        themes: faceted("theme", &it.themes),
        actors: faceted("actor", &it.actors),
        addressees: faceted("addressee", &it.addressees),
        horizon: horizon.map(|horizon| word(pen, "horizon", horizon.word())),
        status: word(pen, "status", it.status().word()),
        verified: verified.map(|verified| word(pen, "verified", verified.word())),
        status_date: last.map(|entry| entry.date),
        status_note: last.map_or_else(Html::default, |entry| pen.maybe_line(entry.note.as_ref())),
        findings: links(pen, &it.supported_by),
        responses: responses(pen, it),
        due: it.due,
        overdue: it.is_overdue(pen.study.settings.as_of),
        tags_by: word(pen, "tags_by", it.tags_by.word()),
        keys: FACETS.iter().filter_map(key).collect(),
    }
}

/// The word that all of these are, if they are all one.
pub(crate) fn same<'w>(mut words: impl Iterator<Item = &'w Word>) -> Option<Word> {
    let first = words.next()?;
    words.all(|one| one == first).then(|| first.clone())
}

/// Who says of all these findings that recommendations rest on them, if it is one who is not the authors.
pub(crate) fn all_led_by(findings: &[FindingCard]) -> Option<Word> {
    let leading = findings
        .iter()
        .filter(|one| !one.recommendations.is_empty());
    let mut led_by = leading.map(|one| one.led_by.as_ref());
    let first = led_by.next()??;
    led_by.all(|one| one == Some(first)).then(|| first.clone())
}

/// Who says that recommendations rest on a finding: the first one who is not the authors.
fn led_by(pen: &Pen<'_>, places: Option<&Vec<usize>>) -> Option<Word> {
    let all = &pen.study.records.recommendations;
    let mut by = places.into_iter().flatten().map(|at| all[*at].tags_by);
    let other = by.find(|by| *by != TagsBy::Author)?;
    Some(word(pen, "tags_by", other.word()))
}

/// A finding in lists and chapters.
pub(crate) fn finding(pen: &Pen<'_>, it: &Finding) -> FindingCard {
    let id = it.entry.id.as_str();
    let resting = pen.site.relations.resting_on.get(id);
    let theme = |key: &String| {
        let themes = &pen.study.vocabulary.themes;
        themes.label(key, pen.text, pen.site.order(pen.text))
    };
    FindingCard {
        id: id.to_owned(),
        number: it.number,
        statement: pen.title(&it.statement),
        path: link(pen, id).map(|link| link.path).unwrap_or_default(),
        kind: word(pen, "finding_kind", it.kind.word()),
        strength: it
            .strength
            .map(|strength| word(pen, "strength", strength.word())),
        groups: links(pen, &it.groups),
        recommendations: links_at(pen, resting, RecordAt::Recommendation),
        led_by: led_by(pen, resting),
        themes: it.themes.iter().map(theme).collect(),
        tags_by: word(pen, "tags_by", it.tags_by.word()),
    }
}

/// Chapters that speak of a record.
pub(crate) fn mentioned_in(pen: &Pen<'_>, id: &RecordId) -> Vec<PageLink> {
    let chapters = pen.site.mentioned_in(id);
    let with_page = chapters.filter(|at| pen.site.has(&at.route(pen.study, pen.lang)));
    with_page
        .map(|at| navigation::chapter_link(pen, at))
        .collect()
}

/// A quote.
pub(crate) fn quote(pen: &Pen<'_>, it: &Quote) -> QuoteCard {
    let shown = it.text.pick(pen.text, pen.site.order(pen.text));
    let foreign = shown.map(|(lang, _)| lang).filter(|lang| *lang != pen.text);
    let original = it.original_lang.as_ref();
    let source = it.source.as_ref();
    QuoteCard {
        id: it.entry.id.to_string(),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        text: quoted(pen, it),
        lang: foreign.map(|lang| lang.to_string()),
        kind: word(pen, "quote_kind", it.kind.word()),
        form: word(pen, "form", it.form.word()),
        attribution: pen.maybe_line(it.attribution.as_ref()),
        group: it.group.as_ref().and_then(|group| link(pen, group)),
        original_lang: original.map(|lang| pen.theme.language_name(pen.text, lang)),
        translation: it.translation.as_ref().map(|one| translation(pen, one)),
        tags_by: word(pen, "tags_by", it.tags_by.word()),
        source: source.map_or_else(Html::default, |key| {
            cite::source(pen, key, it.locator.as_ref())
        }),
        note: pen.maybe_line(it.note.as_ref()),
    }
}

fn translation(pen: &Pen<'_>, it: &Translation) -> TranslationView {
    let name = |name: &Name| {
        let picked = name.pick(pen.text, pen.site.order(pen.text));
        pen.set_plain(picked)
    };
    let from = it.from.as_ref();
    TranslationView {
        from: from.map(|lang| pen.theme.language_name(pen.text, lang)),
        by: it.by.as_ref().map(name),
        method: it.method.as_ref().map(name),
    }
}

/// The words of a quote; between quotation marks if they are the speaker's own. The marks are typed as plain ones
/// before the text is set, so that quotations inside become inner ones.
fn quoted(pen: &Pen<'_>, it: &Quote) -> Html {
    if !it.is_in_quotation_marks() {
        return pen.paragraphs(&it.text);
    }
    let mark = || Inline::Text(Words::apart("\"", Default::default()));
    let marked = it.text.iter().map(|(lang, prose)| {
        let mut paragraphs = prose.paragraphs.clone();
        paragraphs
            .iter_mut()
            .take(1)
            .for_each(|first| first.insert(0, mark()));
        paragraphs
            .last_mut()
            .into_iter()
            .for_each(|last| last.push(mark()));
        let source = prose.source.clone();
        (lang.clone(), Prose { source, paragraphs })
    });
    pen.paragraphs(&marked.collect())
}

/// An opportunity.
pub(crate) fn opportunity(pen: &Pen<'_>, it: &Opportunity) -> OpportunityView {
    let actors = it.actors.iter();
    OpportunityView {
        id: it.entry.id.to_string(),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        title: pen.title(&it.title),
        text: pen.paragraphs(&it.text),
        status: word(pen, "opportunity_status", it.status.word()),
        actors: actors.map(|key| labels::actor(pen, key)).collect(),
        recommendations: links(pen, &it.recommendations),
    }
}

/// A work cited.
pub(crate) fn reference(pen: &Pen<'_>, it: &Reference) -> ReferenceView {
    let foreign = it.language.as_ref().filter(|lang| *lang != pen.text);
    let citing = pen.site.citing(&it.entry.id);
    ReferenceView {
        id: it.entry.id.to_string(),
        state_note: standing::of_fields(pen, it.entry.id.as_str(), |_| true),
        entry: cite::entry(pen, it),
        lang: foreign.map(|lang| lang.to_string()),
        access: pen.maybe_line(it.access.as_ref()),
        cited_in: citing.filter_map(|by| citing_page(pen, by)).collect(),
    }
}

fn citing_page(pen: &Pen<'_>, by: Citing) -> Option<PageLink> {
    let section = |key: &'static str| {
        let route = sections::route(key, pen.lang.clone());
        pen.site.has(&route).then(|| PageLink {
            id: key.to_owned(),
            title: Html(super::super::escape::text(
                &pen.say_in_text(&format!("menu.{key}"), &[]),
            )),
            path: pen.site.address(&route).to_owned(),
        })
    };
    match by {
        Citing::Chapter(at) => {
            let exists = pen.site.has(&at.route(pen.study, pen.lang));
            exists.then(|| navigation::chapter_link(pen, at))
        }
        Citing::Recommendation(at) => {
            let number = pen.study.records.recommendations[at].number;
            numbered(pen, RecordAt::Recommendation(at), "recommendation", number)
        }
        Citing::Finding(at) => {
            let number = pen.study.records.findings[at].number;
            numbered(pen, RecordAt::Finding(at), "finding", number)
        }
        Citing::Evidence => section("evidence"),
        Citing::Glossary => section("glossary"),
    }
}

/// A link to a recommendation or finding that says its number only: "Finding 7".
fn numbered(pen: &Pen<'_>, at: RecordAt, kind: &str, number: u32) -> Option<PageLink> {
    let title = pen.set_words(&pen.numbered("label", kind, number));
    link_at(pen, at).map(|link| PageLink { title, ..link })
}
