//! The only door to notify: turns its events into signs, and waits.
//!
//! Which file it was, and whether its text differs, is found by reading and comparing. So an editor may save
//! as it likes: in place, by renaming over, with swap files, or a whole checkout at once.

use super::notice::{Look, Notice, Sign};
use crate::disk::{Error, Links, SOURCE_FOLDERS, is_dropping};
use notify::event::{AccessKind, AccessMode, CreateKind, Event, EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How changes are learnt of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    Events,
    /// We look this often: on folders of other machines the system tells nothing.
    Poll(Duration),
}

/// Wakes whoever waits when a file of the study may have changed.
pub(super) struct Changes {
    root: PathBuf,
    start: Instant,
    source: Source,
    notice: Notice,
    /// What happens to the file that a link leads to happens to the link.
    links: Links,
    /// True if the root itself is gone: then nobody tells us when it comes back.
    is_lost: bool,
}

enum Source {
    Events {
        watcher: RecommendedWatcher,
        events: Receiver<notify::Result<Event>>,
    },
    Poll {
        every: Duration,
        last: Instant,
    },
}

impl Changes {
    /// Watches the folders that hold sources, and the root itself for when they come and go.
    pub(super) fn new(root: &Path, watching: Watching) -> Result<Self, Error> {
        let source = match watching {
            Watching::Events => watched(root)?,
            Watching::Poll(every) => Source::Poll {
                every,
                last: Instant::now(),
            },
        };
        let mut changes = Self {
            root: root.to_owned(),
            start: Instant::now(),
            source,
            notice: Notice::default(),
            links: Links::new(),
            is_lost: false,
        };
        changes.attach();
        Ok(changes)
    }

    /// Where to look, once there is reason to.
    pub(super) fn wait(&mut self) -> Look {
        loop {
            if let Source::Poll { every, last } = &mut self.source {
                std::thread::sleep(every.saturating_sub(last.elapsed()));
                *last = Instant::now();
                return Look::Everywhere;
            }
            if self.is_lost {
                std::thread::sleep(LOST);
                self.attach();
                match self.is_lost {
                    true => continue,
                    false => return Look::Everywhere,
                }
            }
            self.gather();
            let now = self.start.elapsed();
            if let Some(look) = self.notice.take(now) {
                if look == Look::Everywhere {
                    self.attach();
                }
                return look;
            }
            self.sleep(self.notice.due().map(|next| next.saturating_sub(now)));
        }
    }

    /// True if somebody is writing this file, or has begun to since it was looked at.
    pub(super) fn is_being_written(&self, path: &Path) -> bool {
        self.notice.is_being_written(path)
    }

    /// Somebody seems to be writing this file: it is to be looked at again once it is whole, or does not change any more.
    pub(super) fn hold(&mut self, path: &Path) {
        let is_expected = self.notice.is_awaited(path) || self.is_being_written(path);
        if !self.is_blind() && !is_expected {
            let now = self.start.elapsed();
            self.notice.note(Sign::Writing(path.to_owned()), now);
        }
    }

    /// True if nobody tells us who is writing what.
    pub(super) fn is_blind(&self) -> bool {
        matches!(self.source, Source::Poll { .. })
            || RecommendedWatcher::kind() != WatcherKind::Inotify
    }

    /// Takes in all signs that are there, without waiting.
    pub(super) fn gather(&mut self) {
        let Source::Events { watcher: _, events } = &self.source else {
            return;
        };
        let events: Vec<_> = events.try_iter().collect();
        for event in events {
            self.note(event);
        }
    }

    fn note(&mut self, event: notify::Result<Event>) {
        let now = self.start.elapsed();
        for sign in signs(&self.root, &self.links, event) {
            self.notice.note(sign, now);
        }
    }

    /// Until there is an event, or for `at_most`.
    fn sleep(&mut self, at_most: Option<Duration>) {
        let Source::Events { watcher: _, events } = &self.source else {
            return;
        };
        let event = match at_most {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at_most) => events.recv_timeout(at_most),
        };
        match event {
            Ok(event) => self.note(event),
            Err(RecvTimeoutError::Timeout) => {}
            // The watcher lives as long as we do; should its thread die, we go on by looking now and then.
            Err(RecvTimeoutError::Disconnected) => {
                self.source = Source::Poll {
                    every: Duration::from_secs(1),
                    last: Instant::now(),
                };
            }
        }
    }

    /// Watches the root and each folder of sources anew: one that was deleted and made again is another folder to the
    /// system. A folder that is not there now is found by the watch on the root when it comes.
    fn attach(&mut self) {
        if let Source::Events { watcher, events: _ } = &mut self.source {
            let mut again = |path: &Path, mode| {
                let _ = watcher.unwatch(path);
                watcher.watch(path, mode)
            };
            self.is_lost = again(&self.root, RecursiveMode::NonRecursive).is_err();
            for folder in SOURCE_FOLDERS {
                let _ = again(&self.root.join(folder), RecursiveMode::Recursive);
            }
            for (file, _) in &self.links {
                let _ = again(file, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Watches what links of the study lead to: their folder tells nothing of it.
    pub(super) fn follow(&mut self, links: &Links) {
        if self.links == *links {
            return;
        }
        self.links = links.clone();
        if let Source::Events { watcher, events: _ } = &mut self.source {
            for (file, _) in &self.links {
                let _ = watcher.watch(file, RecursiveMode::NonRecursive);
            }
        }
    }
}

/// How often we look for a root that is gone.
const LOST: Duration = Duration::from_millis(500);

fn watched(root: &Path) -> Result<Source, Error> {
    let cannot = |cause: notify::Error| {
        let why = format!("{cause}; `--poll 500` looks twice a second instead");
        Error::rule("watch", root, why)
    };
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when the preview ends.
        let _ = sender.send(event);
    });
    let mut watcher = watcher.map_err(cannot)?;
    watcher
        .watch(root, RecursiveMode::NonRecursive)
        .map_err(cannot)?;
    Ok(Source::Events { watcher, events })
}

/// What an event tells us, if it is about the study at all.
fn signs(root: &Path, links: &Links, event: notify::Result<Event>) -> Vec<Sign> {
    let event = event.ok().filter(|event| !event.need_rescan());
    // The last path is what a rename led to.
    let Some((kind, path)) = event.and_then(|mut one| Some((one.kind, one.paths.pop()?))) else {
        return vec![Sign::Other];
    };
    let of_links = links.iter().filter(|(file, _)| *file == path);
    let paths = of_links.map(|(_, link)| link.clone());
    let itself = is_of_the_study(root, &path).then(|| path.clone());
    let paths = paths.chain(itself);
    paths.filter_map(|path| sign(kind, path)).collect()
}

fn sign(kind: EventKind, path: PathBuf) -> Option<Sign> {
    let tells_of_closing = RecommendedWatcher::kind() == WatcherKind::Inotify;
    Some(match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Sign::Whole(path),
        // Our own reading is an event too; without this a look would wake itself for ever.
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
            if !path.is_dir() =>
        {
            Sign::Whole(path)
        }
        EventKind::Modify(ModifyKind::Data(_)) if tells_of_closing => Sign::Writing(path),
        // A link is made and not written.
        EventKind::Create(CreateKind::File) if tells_of_closing && !path.is_symlink() => {
            Sign::Writing(path)
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => {
            Sign::Gone(path)
        }
        _ => Sign::Other,
    })
}

/// False for what stands beside the sources (the output), and for what editors drop among them: lock files, swap
/// files, back-ups.
fn is_of_the_study(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return true;
    };
    let mut names = below.iter().map(|name| name.to_string_lossy());
    let is_source = match names.next() {
        Some(folder) => SOURCE_FOLDERS.contains(&folder.as_ref()),
        None => true,
    };
    is_source && !names.any(|name| is_dropping(&name))
}
