//! `diglot serve`: the preview.

use crate::args::{Place, Serve};
use crate::failure::Failure;
use crate::terminal::{Terminal, and, count, plural};
use diglot::build::Options;
use diglot::preview::{self, Built, News, Port, Settings, Watching};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The port where nobody asked for another.
const PORT: u16 = 4040;

/// Serves until the program is ended.
pub(crate) fn run(place: &Place, wanted: &Serve, terminal: &Terminal) -> Result<(), Failure> {
    let mut options = Options::default();
    options.scope.drafts = wanted.drafts;
    options.scope.base_url = place.base_url.clone();
    let settings = Settings {
        root: place.root.clone(),
        options,
        host: wanted.host.clone(),
        port: port(wanted),
        base: wanted.base,
        follow: wanted.follow,
        watching: wanted.poll.map_or(Watching::Events, |every| {
            Watching::Poll(Duration::from_millis(every))
        }),
        editor: preview::editor(std::env::var("DIGLOT_EDITOR").ok().as_deref(), |program| {
            let folders = std::env::var("PATH").unwrap_or_default();
            preview::is_on_path(&folders, program)
        }),
    };
    let tell = |news: News<'_>| match news {
        News::Listening { url, loopback } => {
            if !loopback {
                terminal.warn("warning: other machines can see this preview");
            }
            if let (Port::From(first), false) = (settings.port, url.contains(&format!(":{PORT}/")))
            {
                terminal.warn(&format!("port {first} is taken; the next free one is used"));
            }
            terminal.warn(&format!("the preview is at {url} (stop it with Ctrl-C)"));
            if wanted.open || wanted.follow {
                open(&url, terminal);
            }
        }
        News::Shown { took } => terminal.say(&format!("shown in {} ms", took.as_millis())),
        News::Built { built, took } => {
            terminal.list(&built.diagnostics, &built.sources);
            terminal.say(&summary(built, took));
        }
        News::Unreadable(error) => terminal.warn(&format!("{error}; the last good pages stay")),
    };
    preview::run(&settings, &tell)?;
    Ok(())
}

/// Who names a port has told others of it; then no other will do.
fn port(wanted: &Serve) -> Port {
    match wanted.port {
        Some(port) => Port::Exactly(port),
        None if wanted.strict_port => Port::Exactly(PORT),
        None => Port::From(PORT),
    }
}

fn summary(built: &Built, took: Duration) -> String {
    let count = count(&built.diagnostics);
    match built.pages {
        None => format!("{}: the last good pages stay", count.unwrap_or_default()),
        Some(pages) => format!(
            "made {} in {} in {} ms{}",
            plural(pages, "page"),
            plural(built.languages, "language"),
            took.as_millis(),
            and(count),
        ),
    }
}

/// Asks the system to open an address in the reader's browser.
fn open(address: &str, terminal: &Terminal) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(cause) = quiet.spawn() {
        terminal.warn(&format!("cannot open a browser with `{program}`: {cause}"));
    }
}
