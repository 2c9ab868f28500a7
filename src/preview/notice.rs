//! When to look at the disk, and at what, told from the signs that the system gives. Neither clock nor disk is here:
//! time is an argument.
//!
//! Signs are hints. A file that was closed after writing, or that something was renamed to, is whole: we look at it at
//! once. Everything else waits for quiet. A file that is being written is held back until it is closed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Nothing may have happened for this long before we look everywhere: many saves are several events.
pub(super) const QUIET: Duration = Duration::from_millis(30);
/// But we look after this long even if events go on.
pub(super) const CAP: Duration = Duration::from_millis(300);
/// Whoever saves one file saves no second one so soon; a checkout does.
pub(super) const LINGER: Duration = Duration::from_millis(2);
/// Whoever has not written for this long, and has not closed the file either, is not going to.
pub(super) const STALLED: Duration = Duration::from_secs(2);

/// What the system told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A file was closed after writing, or something was renamed to this name.
    Whole(PathBuf),
    /// Somebody writes into a file and will close it.
    Writing(PathBuf),
    /// A file or folder is gone.
    Gone(PathBuf),
    /// Something is different.
    Other,
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// At one file that is whole.
    At(PathBuf),
    /// At every file of the study.
    Everywhere,
}

/// The signs that were not acted upon yet.
#[derive(Debug, Default)]
pub(super) struct Notice {
    whole: BTreeSet<PathBuf>,
    other: bool,
    /// When the first and the last sign of the present unrest came.
    unrest: Option<(Duration, Duration)>,
    /// Files being written, and when they last were.
    writing: BTreeMap<PathBuf, Duration>,
}

impl Notice {
    /// Takes a sign in.
    pub(super) fn note(&mut self, sign: Sign, now: Duration) {
        match sign {
            Sign::Writing(path) => {
                // What was whole is not whole any more; the close will say so again.
                self.whole.remove(&path);
                self.writing.insert(path, now);
                return;
            }
            Sign::Whole(path) => {
                self.writing.remove(&path);
                self.whole.insert(path);
            }
            Sign::Gone(path) => {
                self.writing.retain(|one, _| !one.starts_with(&path));
                self.whole.retain(|one| !one.starts_with(&path));
                self.other = true;
            }
            Sign::Other => self.other = true,
        }
        let (first, _) = self.unrest.unwrap_or((now, now));
        self.unrest = Some((first, now));
    }

    /// When to look next; `None` if nothing is to be looked at.
    pub(super) fn due(&self) -> Option<Duration> {
        let stalled = self.writing.values().min().map(|last| *last + STALLED);
        let look = self.unrest.map(|(first, last)| match self.whole.len() {
            1 => last.min(first + CAP) + LINGER,
            _ => (last + QUIET).min(first + CAP),
        });
        [look, stalled].into_iter().flatten().min()
    }

    /// Where to look now.
    pub(super) fn take(&mut self, now: Duration) -> Option<Look> {
        if self.due().is_none_or(|due| due > now) {
            return None;
        }
        let before = self.writing.len();
        self.writing.retain(|_, last| *last + STALLED > now);
        let gave_up = self.writing.len() < before;
        if self.whole.len() == 1 && !gave_up {
            let path = self.whole.pop_first().expect("its length is one");
            self.unrest = self.other.then_some((now, now));
            return Some(Look::At(path));
        }
        self.whole.clear();
        self.other = false;
        self.unrest = None;
        Some(Look::Everywhere)
    }

    /// True for a file that became whole since we looked: we are going to look again.
    pub(super) fn is_awaited(&self, path: &Path) -> bool {
        self.whole.contains(path)
    }

    /// True for a file that somebody is writing.
    pub(super) fn is_being_written(&self, path: &Path) -> bool {
        self.writing.contains_key(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    /// What is told when, and what is looked at when.
    type Case<'a> = (&'a str, &'a [(u64, Sign)], Vec<(u64, Look)>);

    /// Gives the signs at their times, and says when and where was looked.
    fn looks(signs: &[(u64, Sign)]) -> Vec<(u64, Look)> {
        let mut notice = Notice::default();
        let mut signs = signs.iter().peekable();
        let mut found = Vec::new();
        for now in 0..4_000 {
            while let Some((_, sign)) = signs.next_if(|(at, _)| *at == now) {
                notice.note(sign.clone(), ms(now));
            }
            while let Some(look) = notice.take(ms(now)) {
                found.push((now, look));
            }
        }
        assert_eq!(notice.due(), None, "everything was acted upon");
        found
    }

    fn whole(name: &str) -> Sign {
        Sign::Whole(name.into())
    }

    fn writing(name: &str) -> Sign {
        Sign::Writing(name.into())
    }

    fn at(name: &str) -> Look {
        Look::At(name.into())
    }

    #[test]
    fn when_and_where_it_looks() {
        let slowly: Vec<(u64, Sign)> = (0..20)
            .map(|step| (step * 50, writing("a")))
            .chain([(1_000, whole("a"))])
            .collect();
        let checkout: Vec<(u64, Sign)> = (0..200)
            .map(|step| (step / 2, whole(&format!("{step}"))))
            .collect();
        let endless: Vec<(u64, Sign)> = (0..40).map(|step| (step * 10, Sign::Other)).collect();
        let cases: [Case<'_>; 10] = [
            ("nothing", &[], vec![]),
            (
                "saved in place",
                &[(0, writing("a")), (0, writing("a")), (1, whole("a"))],
                vec![(3, at("a"))],
            ),
            ("renamed over", &[(5, whole("a"))], vec![(7, at("a"))]),
            (
                "as vim does: away, anew, the old one removed",
                &[
                    (0, Sign::Gone("a".into())),
                    (0, writing("a")),
                    (1, whole("a")),
                    (2, Sign::Other),
                ],
                vec![(4, at("a")), (34, Look::Everywhere)],
            ),
            (
                "written beside it and renamed over it",
                &[
                    (0, writing("a~")),
                    (0, whole("a~")),
                    (1, Sign::Gone("a~".into())),
                    (1, whole("a")),
                ],
                vec![(3, at("a")), (33, Look::Everywhere)],
            ),
            ("written slowly", &slowly, vec![(1_002, at("a"))]),
            ("a checkout", &checkout, vec![(129, Look::Everywhere)]),
            (
                "without end",
                &endless,
                vec![(300, Look::Everywhere), (420, Look::Everywhere)],
            ),
            (
                "begun and never closed",
                &[(0, writing("a"))],
                vec![(2_000, Look::Everywhere)],
            ),
            (
                "a folder goes while a file in it is written",
                &[(0, writing("b/a")), (5, Sign::Gone("b".into()))],
                vec![(35, Look::Everywhere)],
            ),
        ];
        for (case, signs, expected) in cases {
            assert_eq!(looks(signs), expected, "{case}");
        }
    }

    #[test]
    fn a_file_is_held_back_while_it_is_written() {
        let mut notice = Notice::default();
        notice.note(writing("a"), ms(0));
        notice.note(Sign::Other, ms(1));
        assert_eq!(notice.take(ms(31)), Some(Look::Everywhere));
        assert!(notice.is_being_written(Path::new("a")));
        notice.note(whole("a"), ms(40));
        assert!(!notice.is_being_written(Path::new("a")));
        assert_eq!(notice.take(ms(42)), Some(at("a")));
    }

    #[test]
    fn written_again_before_we_looked_is_not_whole() {
        let mut notice = Notice::default();
        notice.note(whole("a"), ms(0));
        notice.note(writing("a"), ms(1));
        assert_eq!(notice.take(ms(10)), None);
    }
}
