//! The live preview: the site in memory, answered over HTTP, made anew when a file changes.
//!
//! [`Preview`] is the whole of it without the world: sources in, answers out. [`run`] gives it a folder to
//! watch and a port to answer on. The preview writes one thing only: an agreement that the author clicked.

mod agreement;
mod answer;
mod deeds;
mod editor;
mod guard;
mod notice;
mod origin;
mod page;
mod parts;
mod said;
mod server;
mod shown;
mod site;
mod tree;
mod watch;

pub use answer::{Method, Request, Response};
pub use deeds::{Agree, Edit, Hands};
pub use editor::{editor, is_on_path};
pub use server::Port;
pub use site::{Built, Preview};
pub use watch::Watching;

use crate::build::Options;
use crate::disk::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The checks begin so long after a change was noticed.
const CALM: Duration = Duration::from_millis(150);

/// What to preview, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The study's folder.
    pub root: PathBuf,
    /// Drafts, languages, base address.
    pub options: Options,
    /// The address to listen on: `127.0.0.1`, `localhost`, `0.0.0.0`.
    pub host: String,
    /// The port to listen on.
    pub port: Port,
    /// True to serve below the path of the study's base address, as the published site will stand.
    pub base: bool,
    /// True if the page that was looked at last goes to what was just saved.
    pub follow: bool,
    /// How changes are learnt of.
    pub watching: Watching,
    /// The command of the author's editor, with `{file}` and `{line}`; see [`editor()`].
    pub editor: Option<String>,
}

/// What happened, for whoever talks to the author.
#[derive(Debug)]
pub enum News<'a> {
    /// The first pages can be looked at.
    Listening {
        /// What to type into a browser.
        url: String,
        /// True if only programs on this machine can reach it.
        loopback: bool,
    },
    /// New sources are on the screen; whether anything is wrong with them is not known yet.
    Shown {
        /// How long it took, from the first look at the disk.
        took: Duration,
    },
    /// Every page of the site was made, or could not be made.
    Built {
        /// What came of it.
        built: &'a Built,
        /// How long it took, from the first look at the disk.
        took: Duration,
    },
    /// The folder could not be read; the last good site stays.
    Unreadable(&'a Error),
}

/// Previews until the process is ended. `tell` is called for everything an author should know.
pub fn run(settings: &Settings, tell: &(dyn Fn(News<'_>) + Sync)) -> Result<(), Error> {
    let start = Mutex::new(Instant::now());
    // The system tells of files by their whole paths, and they are to be known again.
    let root = std::path::absolute(&settings.root).unwrap_or_else(|_| settings.root.clone());
    // The watch stands before the first look, so that no change falls between the two.
    let mut changes = watch::Changes::new(&root, settings.watching)?;
    let mut tree = tree::Tree::load(&root)?;
    changes.follow(tree.links());
    let preview = Arc::new(preview(settings));
    preview.show(tree.sources());
    let address = server::start(&settings.host, settings.port, Arc::clone(&preview))?;
    tell(News::Listening {
        url: url(address, &preview.base_path()),
        loopback: address.ip().is_loopback(),
    });
    std::thread::scope(|scope| {
        // The checks and the pages that nobody looks at are made beside this, so that a save never waits for them.
        scope.spawn(|| {
            loop {
                preview.wait_for_rest();
                let begun = *start.lock().unwrap_or_else(PoisonError::into_inner);
                // First the browser is to have its page.
                std::thread::sleep(CALM.saturating_sub(begun.elapsed()));
                if let Some(built) = preview.go_on() {
                    tell(News::Built {
                        built: &built,
                        took: begun.elapsed(),
                    });
                }
            }
        });
        loop {
            let look = changes.wait();
            let begun = Instant::now();
            match tree.look(&look, &mut changes) {
                Ok(true) => {
                    preview.show(tree.sources());
                    *start.lock().unwrap_or_else(PoisonError::into_inner) = begun;
                    tell(News::Shown {
                        took: begun.elapsed(),
                    });
                }
                Ok(false) => {}
                Err(error) => tell(News::Unreadable(&error)),
            }
        }
    })
}

fn preview(settings: &Settings) -> Preview {
    let preview = Preview::new(settings.options.clone(), settings.base, &settings.host);
    let preview = preview.with_hands(hands(settings));
    match settings.follow {
        true => preview.following(),
        false => preview,
    }
}

/// What the preview may do, when a page of its own asks for it.
fn hands(settings: &Settings) -> Hands {
    let edit = settings.editor.clone().map(|command| -> Box<Edit> {
        let root = settings.root.clone();
        Box::new(move |path, line| {
            let file = root.join(path);
            if !file.is_file() {
                return Err(format!("`{path}` is not in this study's folder."));
            }
            // The editor may stand in another folder than we do.
            let file = file.canonicalize().unwrap_or(file);
            editor::open(&command, &file, line)
        })
    });
    let root = settings.root.clone();
    let agree: Box<Agree> = Box::new(move |name, seen| agreement::write(&root, name, seen));
    Hands {
        edit,
        agree: Some(agree),
    }
}

/// What to type into a browser. Only the first of the loopback addresses is called `localhost` everywhere.
fn url(address: SocketAddr, base_path: &str) -> String {
    let port = address.port();
    match address.ip() {
        IpAddr::V4(Ipv4Addr::LOCALHOST) => format!("http://localhost:{port}{base_path}"),
        _ => format!("http://{address}{base_path}"),
    }
}
