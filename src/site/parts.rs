//! Long lists stand on several pages: up to 500 published numbers on each.

use super::Site;
use super::pen::Pen;
use super::route::Route;
use super::view::ListPart;
use crate::study::Study;
use std::collections::BTreeSet;

/// A list of at most this many stands on one page; a longer one is split into parts of as many numbers.
const LONGEST: u32 = 500;

/// The first numbers of the parts of a list; empty if it stands on one page.
pub(crate) fn parts(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let numbers: Vec<u32> = numbers.collect();
    if numbers.len() <= LONGEST as usize {
        return Vec::new();
    }
    let mut firsts: Vec<u32> = numbers.into_iter().map(first_of).collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts
}

/// The first number of the part that holds a number.
fn first_of(number: u32) -> u32 {
    number.saturating_sub(1) / LONGEST * LONGEST + 1
}

/// The last number of the part that begins with `first`.
fn last_of(first: u32) -> u32 {
    first + (LONGEST - 1)
}

/// The numbers on the list at `route`, in the study's order; `None` if it is no list that may be split.
fn numbers<'a>(study: &'a Study, site: &'a Site, route: &Route) -> Option<Vec<u32>> {
    let records = &study.records;
    match route {
        Route::Recommendations(_) => Some(
            records
                .recommendations
                .iter()
                .map(|one| one.number)
                .collect(),
        ),
        Route::Findings(_) => Some(records.findings.iter().map(|one| one.number).collect()),
        // Recommendations and findings stand on one page; what has the same number stands on the same part.
        Route::Matrix(_) => {
            let asked = records.recommendations.iter().map(|one| one.number);
            let found = records.findings.iter().map(|one| one.number);
            let numbers: BTreeSet<u32> = asked.chain(found).collect();
            Some(numbers.into_iter().collect())
        }
        Route::RecommendationsBy(_, facet, value) => {
            let places = site.relations.faceted.get(&(*facet, value.clone()))?;
            let number = |at: &usize| records.recommendations[*at].number;
            Some(places.iter().map(number).collect())
        }
        _ => None,
    }
}

/// The pages of the parts of a list after its first.
pub(crate) fn further(study: &Study, site: &Site, list: &Route) -> Vec<Route> {
    let firsts = parts(numbers(study, site, list).unwrap_or_default().into_iter());
    let later = firsts.into_iter().skip(1);
    later
        .map(|first| Route::Part(Box::new(list.clone()), first, last_of(first)))
        .collect()
}

/// The whole list that a page belongs to, and the numbers it shows of it.
pub(crate) struct Shown {
    /// All parts of the list; empty if it stands on one page.
    pub(crate) parts: Vec<ListPart>,
    range: Option<(u32, u32)>,
}

impl Shown {
    /// What the page at `route` shows of its list.
    pub(crate) fn on(pen: &Pen<'_>, route: &Route) -> Self {
        let (list, wanted) = match route {
            Route::Part(list, first, _) => (list.as_ref(), Some(*first)),
            list => (list, None),
        };
        let firsts = parts(
            numbers(pen.study, pen.site, list)
                .unwrap_or_default()
                .into_iter(),
        );
        let current = wanted.or(firsts.first().copied());
        let part = |(at, first): (usize, &u32)| {
            let page = match at {
                0 => list.clone(),
                _ => Route::Part(Box::new(list.clone()), *first, last_of(*first)),
            };
            ListPart {
                from: *first,
                to: last_of(*first),
                path: pen.site.address(&page).to_owned(),
                current: Some(*first) == current,
            }
        };
        Self {
            parts: firsts.iter().enumerate().map(part).collect(),
            range: current.map(|first| (first, last_of(first))),
        }
    }

    /// True if the page shows the thing of this number.
    pub(crate) fn holds(&self, number: u32) -> bool {
        self.range
            .is_none_or(|(first, last)| (first..=last).contains(&number))
    }

    /// ` 501–1000` behind the title of a part.
    pub(crate) fn title(&self, title: String) -> String {
        match self.range {
            Some((first, last)) => format!("{title}, {first}–{last}"),
            None => title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_split_by_number() {
        assert_eq!(parts(1..=500), Vec::<u32>::new());
        assert_eq!(parts(1..=501), [1, 501]);
        assert_eq!(parts((1..=400).chain(1001..=1200)), [1, 1001]);
        assert_eq!(parts(0..=500), [1]);
    }
}
