//! What stands in which chapters: ids of blocks, records that are spoken of, works that are cited, files that are
//! shown.

use super::anchors::ChapterAt;
use crate::source::Ledger;
use std::collections::BTreeSet;

/// Which chapters have what. Copies share what they do not change, so that one chapter is exchanged at the cost of its
/// own entries.
#[derive(Clone, Debug)]
pub(crate) struct Register<K>(Ledger<(K, ChapterAt), ()>);

impl<K> Default for Register<K> {
    fn default() -> Self {
        Self(Ledger::new())
    }
}

impl<K: Ord + Clone> Register<K> {
    /// What all chapters have.
    pub(crate) fn of<'a>(all: impl Iterator<Item = (ChapterAt, &'a K)>) -> Self
    where
        K: 'a,
    {
        let mut entries: Vec<(K, ChapterAt)> = all.map(|(at, what)| (what.clone(), at)).collect();
        entries.sort_unstable();
        Self(entries.into_iter().map(|entry| (entry, ())).collect())
    }

    /// The chapters that have it, in their order.
    pub(crate) fn chapters<'a>(&'a self, what: &K) -> impl Iterator<Item = ChapterAt> + use<'a, K> {
        let first = (what.clone(), ChapterAt::Chapter(0));
        let entries = self.0.from(&first).map(|(entry, ())| entry);
        let same = entries.take_while(move |(one, _)| *one == first.0);
        same.map(|(_, at)| *at)
    }

    /// True if a chapter has it.
    pub(crate) fn has(&self, what: &K) -> bool {
        self.chapters(what).next().is_some()
    }

    /// Everything that some chapter has, each once, in its order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &K> {
        let mut last = None;
        let entries = self.0.keys().map(|(what, _)| what);
        entries.filter(move |what| last.replace(*what) != Some(*what))
    }

    /// A chapter has other things now than it had before.
    pub(crate) fn exchange<'a>(
        &mut self,
        at: ChapterAt,
        was: impl IntoIterator<Item = &'a K>,
        now: impl IntoIterator<Item = &'a K>,
    ) where
        K: 'a,
    {
        let was: BTreeSet<&K> = was.into_iter().collect();
        let now: BTreeSet<&K> = now.into_iter().collect();
        for gone in was.difference(&now) {
            self.0.remove(&((*gone).clone(), at));
        }
        for come in now.difference(&was) {
            self.0.insert(((*come).clone(), at), ());
        }
    }
}
