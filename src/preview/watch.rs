//! The only door to notify. Its events are hints: something may have changed, look again.
//!
//! Which file it was, and whether its text differs, is found by reading and comparing. So an editor may save
//! as it likes: in place, by renaming over, with swap files, or a whole checkout at once.

use crate::disk::{Error, SOURCE_FOLDERS};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Nothing may have happened for this long before we look: many saves are several events.
const QUIET: Duration = Duration::from_millis(30);
/// But we look after this long even if events go on.
const CAP: Duration = Duration::from_millis(300);

/// Wakes whoever waits when a file of the study may have changed.
pub(super) struct Changes {
    root: PathBuf,
    watcher: RefCell<RecommendedWatcher>,
    events: Receiver<()>,
}

impl Changes {
    /// Watches the folders that hold sources, and the root itself for when they come and go.
    pub(super) fn new(root: &Path) -> Result<Self, Error> {
        let cannot = |cause: notify::Error| Error::rule("watch", root, cause.to_string());
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Our own reading is an event too; without this a rebuild would wake itself for ever.
            let only_read =
                matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_)));
            if !only_read {
                // The receiver is gone only when the preview ends.
                let _ = sender.send(());
            }
        });
        let mut watcher = watcher.map_err(cannot)?;
        watcher
            .watch(root, RecursiveMode::NonRecursive)
            .map_err(cannot)?;
        let changes = Self {
            root: root.to_owned(),
            watcher: RefCell::new(watcher),
            events,
        };
        changes.attach();
        Ok(changes)
    }

    /// Waits for an event, then for quiet.
    pub(super) fn wait(&self) {
        if self.events.recv().is_err() {
            return;
        }
        let first = Instant::now();
        while first.elapsed() < CAP {
            match self.events.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        self.attach();
    }

    /// Watches each folder of sources anew: one that was deleted and made again is another folder to the system.
    /// A folder that is not there now is found by the watch on the root when it comes.
    fn attach(&self) {
        let mut watcher = self.watcher.borrow_mut();
        for folder in SOURCE_FOLDERS {
            let path = self.root.join(folder);
            let _ = watcher.unwatch(&path);
            let _ = watcher.watch(&path, RecursiveMode::Recursive);
        }
    }
}
