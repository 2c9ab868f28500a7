//! What rests on what: findings by the groups they come from, recommendations by the findings they rest on.

use super::super::head::About;
use super::super::parts::Shown;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::view::{Body, MatrixBody, MatrixRow, PageLink};
use super::Made;
use super::cards::{link_at, links, same, word};
use crate::study::finding::Finding;
use crate::study::recommendation::Recommendation;

/// More findings than this make no columns: the second table then names them in one cell instead.
const MOST_COLUMNS: usize = 40;

/// `/LANG/evidence/matrix/`
pub(crate) fn matrix(pen: &Pen<'_>, route: &Route) -> Made {
    let records = &pen.study.records;
    let has = |file: &str| pen.study.settings.wants_records(pen.lang, file);
    let shown = Shown::on(pen, route);
    let groups = match has("fieldwork") {
        true => all(pen, records.groups.len(), RecordAt::Group),
        false => Vec::new(),
    };
    let columns = match records.findings.len() {
        0..=MOST_COLUMNS => all(pen, records.findings.len(), RecordAt::Finding),
        _ => Vec::new(),
    };
    let findings = records.findings.iter().enumerate();
    let findings = findings
        .filter(|(_, one)| shown.holds(one.number))
        .filter_map(|(at, one)| finding(pen, at, one, &groups));
    let asked = records.recommendations.iter().enumerate();
    let asked = asked
        .filter(|(_, one)| has("recommendations") && shown.holds(one.number))
        .filter_map(|(at, one)| recommendation(pen, at, one, &columns));
    let findings: Vec<MatrixRow> = findings.collect();
    let asked: Vec<MatrixRow> = asked.collect();
    let body = MatrixBody {
        findings_by: same(findings.iter().map(|one| &one.tags_by)),
        recommendations_by: same(asked.iter().map(|one| &one.tags_by)),
        findings,
        recommendations: asked,
        groups,
        columns,
        parts: shown.parts.clone(),
    };
    let title = shown.title(pen.say("matrix.title", &[]));
    (
        About::new(title, pen.say("matrix.lead", &[])),
        Body::Matrix(body),
    )
}

fn all(pen: &Pen<'_>, count: usize, kind: fn(usize) -> RecordAt) -> Vec<PageLink> {
    (0..count).filter_map(|at| link_at(pen, kind(at))).collect()
}

fn finding(pen: &Pen<'_>, at: usize, one: &Finding, groups: &[PageLink]) -> Option<MatrixRow> {
    Some(MatrixRow {
        link: link_at(pen, RecordAt::Finding(at))?,
        number: one.number,
        kind: Some(word(pen, "finding_kind", one.kind.word())),
        cells: met(groups, &one.groups),
        links: links(pen, &one.groups),
        tags_by: word(pen, "tags_by", one.tags_by.word()),
    })
}

fn recommendation(
    pen: &Pen<'_>,
    at: usize,
    one: &Recommendation,
    columns: &[PageLink],
) -> Option<MatrixRow> {
    Some(MatrixRow {
        link: link_at(pen, RecordAt::Recommendation(at))?,
        number: one.number,
        kind: None,
        cells: met(columns, &one.supported_by),
        links: links(pen, &one.supported_by),
        tags_by: word(pen, "tags_by", one.tags_by.word()),
    })
}

fn met(columns: &[PageLink], named: &[String]) -> Vec<bool> {
    columns
        .iter()
        .map(|column| named.contains(&column.id))
        .collect()
}
