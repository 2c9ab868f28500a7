//! The live preview: the site in memory, answered over HTTP, made anew when a file changes.
//!
//! [`Preview`] is the whole of it without the world: sources in, answers out. [`run`] gives it a folder to
//! watch and a port to answer on. The preview never writes anything.

mod answer;
mod server;
mod site;
mod watch;

pub use answer::{Method, Request, Response};
pub use server::Port;
pub use site::{Built, Preview};

use crate::build::Options;
use crate::disk::{self, Error};
use crate::source::Sources;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
}

/// What happened, for whoever talks to the author.
#[derive(Debug)]
pub enum News<'a> {
    /// The site is made and the port is open.
    Listening {
        /// What to type into a browser.
        url: String,
        /// True if only programs on this machine can reach it.
        loopback: bool,
    },
    /// The site was made, or could not be made.
    Built {
        /// What came of it.
        built: &'a Built,
        /// What it was made from, to show source lines.
        sources: &'a Sources,
        /// How long it took, from the first look at the disk.
        took: Duration,
    },
    /// The folder could not be read; the last good site stays.
    Unreadable(&'a Error),
}

/// Previews until the process is ended. `tell` is called for everything an author should know.
pub fn run(settings: &Settings, tell: &dyn Fn(News<'_>)) -> Result<(), Error> {
    let start = Instant::now();
    // The watch stands before the first look, so that no change falls between the two.
    let changes = watch::Changes::new(&settings.root)?;
    let mut sources = disk::load(&settings.root)?;
    let preview = Arc::new(Preview::new(
        settings.options.clone(),
        settings.base,
        &settings.host,
    ));
    let built = preview.change(&sources);
    tell(News::Built {
        built: &built,
        sources: &sources,
        took: start.elapsed(),
    });
    let address = server::start(&settings.host, settings.port, Arc::clone(&preview))?;
    let loopback = address.ip().is_loopback();
    tell(News::Listening {
        url: url(address, &preview.base_path()),
        loopback,
    });
    loop {
        changes.wait();
        let start = Instant::now();
        match disk::load(&settings.root) {
            Ok(now) if now == sources => {}
            Ok(now) => {
                sources = now;
                let built = preview.change(&sources);
                tell(News::Built {
                    built: &built,
                    sources: &sources,
                    took: start.elapsed(),
                });
            }
            Err(error) => tell(News::Unreadable(&error)),
        }
    }
}

fn url(address: SocketAddr, base_path: &str) -> String {
    let host = if address.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        address.ip().to_string()
    };
    let host = if address.is_ipv6() && host != "localhost" {
        format!("[{host}]")
    } else {
        host
    };
    format!("http://{host}:{}{base_path}", address.port())
}
