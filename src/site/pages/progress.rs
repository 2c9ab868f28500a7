//! How far all recommendations are, as a bar and as the table it is drawn from.

use super::super::head::About;
use super::super::pen::Pen;
use super::super::relations::RecordAt;
use super::super::route::Route;
use super::super::view::{Body, ProgressBody, Share, Word};
use super::Made;
use super::cards::{link_at, word};
use super::follow_up;
use crate::study::follow_up::Position;
use crate::study::recommendation::{Status, Verified};

/// The whole bar.
const WIDTH: usize = 1000;

/// `/LANG/recommendations/progress/`
pub(crate) fn progress(pen: &Pen<'_>) -> Made {
    let records = &pen.study.records.recommendations;
    let as_of = pen.study.settings.as_of;
    let states: Vec<Status> = records.iter().map(|one| one.status()).collect();
    let answers: Vec<Position> = records
        .iter()
        .flat_map(|one| one.addressees.iter().map(move |by| one.response_of(by)))
        .map(|response| response.map_or(Position::NoneYet, |one| one.position))
        .collect();
    let said: Vec<Verified> = records
        .iter()
        .filter_map(|one| one.progress.last()?.verified)
        .collect();
    let late = records
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_overdue(as_of));
    let list = |status: Status| {
        let list = Route::RecommendationsBy(pen.lang.clone(), "status", status.word().to_owned());
        pen.site
            .has(&list)
            .then(|| pen.site.address(&list).to_owned())
    };
    let body = ProgressBody {
        total: records.len(),
        statuses: shares(
            Status::ALL,
            &states,
            |one| word(pen, "status", one.word()),
            list,
        ),
        responses: shares(
            Position::ALL,
            &answers,
            |one| follow_up::position(pen, one),
            |_| None,
        ),
        verified: shares(
            Verified::ALL,
            &said,
            |one| word(pen, "verified", one.word()),
            |_| None,
        ),
        overall: follow_up::overall(pen),
        overdue: late
            .filter_map(|(at, _)| link_at(pen, RecordAt::Recommendation(at)))
            .collect(),
    };
    let about = About::new(
        pen.say("progress.title", &[]),
        pen.say("progress.lead", &[]),
    );
    (about, Body::Progress(body))
}

/// How often each word occurs, and where its stretch of the bar lies. The stretches fill the bar without a gap: each one
/// ends where the rounded sum of all up to it ends.
fn shares<T: Copy + PartialEq>(
    all: &[T],
    found: &[T],
    word: impl Fn(T) -> Word,
    path: impl Fn(T) -> Option<String>,
) -> Vec<Share> {
    let end = |counted: usize| counted * WIDTH / found.len().max(1);
    let mut counted = 0;
    all.iter()
        .map(|one| {
            let from = end(counted);
            let count = found.iter().filter(|it| *it == one).count();
            counted += count;
            Share {
                word: word(*one),
                count,
                path: path(*one),
                from,
                width: end(counted) - from,
            }
        })
        .collect()
}
