//! What earlier builds found out, by fingerprint of all that went in; and the one place that works in parallel.
//!
//! The stages below know neither: they are functions of their arguments. An answer that the last few builds did not
//! use is forgotten.

use super::saved::Last;
use crate::align::AlignedChapter;
use crate::diagnostic::{Diagnostic, Read};
use crate::read::{ChapterFile, Data, Names};
use crate::site::{Counts, Site};
use crate::source::{Fingerprint, Source, SourcePath};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// After this many builds an answer that was not used is forgotten. An author who takes back a change finds it again.
const ROUNDS: usize = 4;
/// How far from where it is expected an answer is looked for first: files come and go one by one.
const NEAR: usize = 4;
/// So many answers that are not near are searched for one by one. For more the answers are sorted first.
const FEW: usize = 8;

/// The answers of earlier builds.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) data: Shelf<Read<Data>>,
    pub(super) files: Shelf<ChapterFile, FileKey>,
    pub(super) names: Shelf<Names>,
    pub(super) themes: Shelf<Read<Arc<Theme>>>,
    pub(super) chapters: Shelf<Aligned>,
    pub(super) sites: Shelf<Read<Arc<Site>>>,
    /// What the last build made, if it came to its end.
    pub(super) last: Option<Last>,
}

/// A file of a chapter by its path and what stands in it, in a study of these languages.
pub(super) type FileKey = (SourcePath, Source, Arc<str>);

/// A chapter with its languages brought together, a digest of what the plan of the site looks at, and how its texts stand.
#[derive(Debug)]
pub(super) struct Aligned {
    pub(super) read: Read<AlignedChapter>,
    pub(super) outline: Fingerprint,
    pub(super) counts: Counts,
}

impl Memo {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A build begins; one that did not come to its end may have left something behind.
    pub(super) fn begin(&mut self) {
        self.last = None;
        self.data.begin();
        self.files.begin();
        self.names.begin();
        self.themes.begin();
        self.chapters.begin();
        self.sites.begin();
    }

    /// One build is done, up to the plan.
    pub(super) fn rest(&mut self) {
        self.data.rest();
        self.files.rest();
        self.names.rest();
        self.themes.rest();
        self.chapters.rest();
    }
}

/// What the last checks found, beside [`Memo`]: the checks run while the next change is prepared.
#[derive(Debug, Default)]
pub struct CheckMemo {
    pub(super) chapters: Shelf<Vec<Diagnostic>>,
}

impl CheckMemo {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The answers of one function, one list for each of the last builds, in the order in which they were asked for.
///
/// Two builds ask nearly the same in nearly the same order. So an answer is looked for where the last one was found;
/// only those that are not there are searched for.
#[derive(Debug)]
pub(super) struct Shelf<T, K = Fingerprint> {
    /// The newest first.
    rounds: VecDeque<Vec<(K, Arc<T>)>>,
    /// Of the build that is at work.
    now: Vec<(K, Arc<T>)>,
    /// Where the next answer of the newest round is expected.
    next: usize,
}

impl<T, K> Default for Shelf<T, K> {
    fn default() -> Self {
        Self {
            rounds: VecDeque::new(),
            now: Vec::new(),
            next: 0,
        }
    }
}

impl<T: Send + Sync, K: Ord> Shelf<T, K> {
    /// The answer to one question, found now if it is not known.
    pub(super) fn once(&mut self, key: K, answer: impl FnOnce() -> T) -> Arc<T> {
        let known = self.near(&key).or_else(|| self.anywhere(&key));
        let known = known.unwrap_or_else(|| Arc::new(answer()));
        self.now.push((key, known.clone()));
        known
    }

    /// The answers to many questions, in their order. Those that are not known are found in parallel.
    pub(super) fn map<A: Send>(
        &mut self,
        questions: Vec<(K, A)>,
        answer: impl Fn(A) -> T + Sync + Send,
    ) -> Vec<Arc<T>> {
        let mut answers = Vec::with_capacity(questions.len());
        let mut open = Vec::new();
        for (at, (key, question)) in questions.into_iter().enumerate() {
            let known = self.near(&key);
            if known.is_none() {
                open.push((at, question));
            }
            answers.push((key, known));
        }
        let sorted = (open.len() > FEW).then(|| self.sorted());
        open.retain(|(at, _)| {
            let (key, known) = &mut answers[*at];
            *known = match &sorted {
                Some(sorted) => sorted.get(key).map(|answer| Arc::clone(answer)),
                None => self.anywhere(key),
            };
            known.is_none()
        });
        let found = map(open, |(at, question)| (at, Arc::new(answer(question))));
        for (at, found) in found {
            answers[at].1 = Some(found);
        }
        let answered = answers.into_iter().map(|(key, answer)| {
            let answer = answer.expect("what was not known was found");
            self.now.push((key, answer.clone()));
            answer
        });
        answered.collect()
    }

    /// The answer to a question that the last build asked at about this place.
    fn near(&mut self, key: &K) -> Option<Arc<T>> {
        let newest = self.rounds.front()?;
        let near = self.next.saturating_sub(NEAR)..(self.next + NEAR).min(newest.len());
        let is_it = |at: &usize| newest.get(*at).is_some_and(|(known, _)| known == key);
        let place = Some(self.next)
            .filter(is_it)
            .or_else(|| near.clone().find(is_it));
        let at = place?;
        self.next = at + 1;
        Some(newest[at].1.clone())
    }

    /// The answer to a question that was asked at any place.
    fn anywhere(&self, key: &K) -> Option<Arc<T>> {
        let mut all = self.rounds.iter().flatten();
        let found = all.find(|(known, _)| known == key);
        found.map(|(_, answer)| answer.clone())
    }

    /// All answers by their questions. Of several to one question the newest comes last, and stays.
    fn sorted(&self) -> BTreeMap<&K, &Arc<T>> {
        let all = self.rounds.iter().rev().flatten();
        all.map(|(key, answer)| (key, answer)).collect()
    }

    /// The answers of the last build, in the order in which they were asked for.
    pub(super) fn newest(&self) -> &[(K, Arc<T>)] {
        self.rounds.front().map_or(&[], Vec::as_slice)
    }

    /// Puts an answer in the place of one of the last build, whose question is asked no more.
    pub(super) fn replace(&mut self, at: usize, key: K, answer: Arc<T>) {
        if let Some(newest) = self.rounds.front_mut() {
            newest[at] = (key, answer);
        }
    }

    fn begin(&mut self) {
        self.now.clear();
        self.next = 0;
    }

    pub(super) fn rest(&mut self) {
        self.rounds.push_front(std::mem::take(&mut self.now));
        self.rounds.truncate(ROUNDS);
        self.next = 0;
    }
}

/// The answers to many questions, in their order, found in parallel: all that a build does which comes alone.
pub(super) fn map<A: Send, T: Send>(
    questions: Vec<A>,
    answer: impl Fn(A) -> T + Sync + Send,
) -> Vec<T> {
    questions.into_par_iter().map(answer).collect()
}

/// Two things that do not need each other, side by side.
pub(super) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(one, other)
}

/// The same as [`map`] with a desk for whoever answers: what lies on it speeds up the next answer, and changes none.
pub(super) fn map_beside<A: Send, T: Send, D>(
    questions: Vec<A>,
    desk: impl Fn() -> D + Sync + Send,
    answer: impl Fn(&mut D, A) -> T + Sync + Send,
) -> Vec<T> {
    let questions = questions.into_par_iter();
    questions.map_init(desk, answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    fn ask(shelf: &mut Shelf<usize>, words: &[&str]) -> (Vec<usize>, usize) {
        let asked = AtomicUsize::new(0);
        let questions = words
            .iter()
            .map(|word| (Fingerprint::of(word.as_bytes()), *word));
        let answers = shelf.map(questions.collect(), |word: &str| {
            asked.fetch_add(1, Relaxed);
            word.len()
        });
        let answers = answers.iter().map(|one| **one).collect();
        shelf.rest();
        (answers, asked.into_inner())
    }

    #[test]
    fn what_is_known_is_not_asked_again() {
        let mut shelf = Shelf::default();
        assert_eq!(ask(&mut shelf, &["one", "three"]), (vec![3, 5], 2));
        assert_eq!(
            ask(&mut shelf, &["three", "seven!", "one"]),
            (vec![5, 6, 3], 1)
        );
    }

    #[test]
    fn many_known_questions_in_another_order_are_not_asked_again() {
        let words: Vec<String> = (0..3 * FEW).map(|number| "a".repeat(number)).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut shelf = Shelf::default();
        ask(&mut shelf, &words);
        words.reverse();
        words.push("seven!!");
        let lengths: Vec<usize> = words.iter().map(|word| word.len()).collect();
        assert_eq!(ask(&mut shelf, &words), (lengths, 1));
    }

    /// A question that counts how often it is compared with another.
    #[derive(Clone, Copy, Debug)]
    struct Counted<'a>(usize, &'a AtomicUsize);

    impl Ord for Counted<'_> {
        fn cmp(&self, other: &Self) -> Ordering {
            self.1.fetch_add(1, Relaxed);
            self.0.cmp(&other.0)
        }
    }

    impl PartialOrd for Counted<'_> {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl PartialEq for Counted<'_> {
        fn eq(&self, other: &Self) -> bool {
            self.cmp(other).is_eq()
        }
    }

    impl Eq for Counted<'_> {}

    /// Another language changes the key of every file, another file of data that of every check.
    #[test]
    fn questions_that_are_all_new_are_not_compared_with_all_others() {
        const MANY: usize = 2000;
        let compared = AtomicUsize::new(0);
        let mut shelf = Shelf::default();
        let mut comparisons = |from: usize| {
            let questions = (from..from + MANY).map(|number| (Counted(number, &compared), number));
            shelf.map(questions.collect(), |number| number);
            shelf.rest();
            compared.swap(0, Relaxed)
        };
        comparisons(0);
        assert_eq!(comparisons(0), MANY, "the usual save: each is where it was");
        assert!(comparisons(1) < 4 * MANY, "one goes, one comes");
        let all_new = comparisons(10 * MANY);
        assert!(all_new < 200 * MANY, "{all_new}");
    }

    #[test]
    fn what_nobody_asks_for_is_forgotten() {
        let mut shelf = Shelf::default();
        ask(&mut shelf, &["one"]);
        for _ in 0..ROUNDS {
            ask(&mut shelf, &["two"]);
        }
        assert_eq!(ask(&mut shelf, &["one"]).1, 1);
    }
}
