//! From a request to an answer, without a socket.
//!
//! Only what is in the site's own list of files can be asked for, so no path leads out of it. Two deeds can be asked
//! for, by our own pages only (`guard.rs`).

use super::deeds;
use super::page;
use super::parts;
use super::site::{Preview, Standing};
use crate::output::File;
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use std::time::Duration;

/// How long a page's question for news waits before it is answered with "nothing new".
const PATIENCE: Duration = Duration::from_secs(20);

/// The preview's own script: one after the other what compares, what is put over the page, and the tab itself.
const SCRIPT: &str = concat!(
    "(() => {\n",
    include_str!("live/patch.js"),
    include_str!("live/panel.js"),
    include_str!("live/tab.js"),
    "})();\n"
);

/// What the preview needs to know of a request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// GET, HEAD, POST or anything else.
    pub method: Method,
    /// As sent, with its query.
    pub target: String,
    /// The `Host` header.
    pub host: Option<String>,
    /// The `Origin` header.
    pub origin: Option<String>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `X-Diglot-Token` header.
    pub token: Option<String>,
    /// The `Range` header.
    pub range: Option<String>,
    /// The `If-Range` header.
    pub if_range: Option<String>,
    /// The `If-None-Match` header.
    pub if_none_match: Option<String>,
    /// What a POST carries.
    pub body: Vec<u8>,
}

/// The methods we know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// With a body.
    #[default]
    Get,
    /// Without.
    Head,
    /// Asks for a deed.
    Post,
    /// Refused.
    Other,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// `text/html; charset=utf-8`
    pub content_type: &'static str,
    /// Other headers.
    pub headers: Vec<(&'static str, String)>,
    /// The content.
    pub body: Arc<[u8]>,
}

impl Response {
    pub(super) fn new(status: u16, content_type: &'static str, body: impl Into<Arc<[u8]>>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.as_bytes())
    }

    pub(super) fn json(value: &serde_json::Value) -> Self {
        Self::new(200, "application/json", value.to_string().into_bytes())
    }

    pub(super) fn with(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(one, _)| *one == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Preview {
    /// Answers one request. Only the question for news waits.
    pub fn answer(&self, request: &Request) -> Response {
        if let Some(refusal) = self.refusal(request) {
            return refusal;
        }
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let Some(path) = decoded(path) else {
            return Response::text(400, "This is no address.\n");
        };
        let own = path.strip_prefix("/_diglot/");
        if request.method == Method::Post {
            return match own {
                Some(deed) => deeds::answer(self, deed, &request.body),
                None => Response::text(405, "The site is read only.\n").with("Allow", "GET, HEAD"),
            };
        }
        match own {
            Some("live.js") => {
                Response::new(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes())
            }
            Some("live.css") => Response::new(
                200,
                "text/css; charset=utf-8",
                &include_bytes!("live/live.css")[..],
            ),
            Some("live") => self.news(query),
            Some("page") => self.about(query),
            _ => self.page(&path, request),
        }
    }

    fn news(&self, query: &str) -> Response {
        let since = parameter(query, "since").and_then(|number| number.parse().ok());
        let is_of_this_run = parameter(query, "run").is_none_or(|run| run == self.run());
        let patience = if is_of_this_run {
            PATIENCE
        } else {
            Duration::ZERO
        };
        let version = self.newer_than(since.unwrap_or(0), patience).version;
        Response::json(&serde_json::json!({ "version": version, "run": self.run() }))
    }

    /// What a tab should know of its own page.
    fn about(&self, query: &str) -> Response {
        let path = parameter(query, "path").and_then(|path| decoded(&path));
        let found = match &path {
            Some(path) => look_up(&self.standing(), path),
            None => Found::Nothing,
        };
        let (inside, etag) = match &found {
            Found::File { path, .. } => {
                let file = self.file(path);
                (Some(path.as_str()), file.map(|file| parts::etag(&file)))
            }
            Found::NotYet => (None, Some(parts::WAITING.to_owned())),
            Found::Nothing => (None, Some(String::new())),
            Found::Elsewhere(_) => (None, None),
        };
        Response::json(&page::about(self, inside, etag.as_deref()))
    }

    fn page(&self, path: &str, request: &Request) -> Response {
        let standing = self.standing();
        match look_up(&standing, path) {
            Found::File { status, path } => {
                let Some(file) = self.file(&path) else {
                    return Response::text(404, "This file was there a moment ago.\n");
                };
                let answer = self.served(status, &path, &file, request);
                match status {
                    404 => parts::at_any_depth(answer, &standing.base_path, &standing.base_url),
                    _ => answer,
                }
            }
            Found::Elsewhere(location) => {
                let query = request.target.split_once('?');
                let query = query.map_or(String::new(), |(_, query)| format!("?{query}"));
                Response::text(301, "").with("Location", location + &query)
            }
            Found::Nothing => parts::nothing(self),
            Found::NotYet => parts::waiting(self),
        }
    }

    fn served(&self, status: u16, path: &str, file: &File, request: &Request) -> Response {
        let content_type = parts::content_type(path);
        let etag = format!("\"{}\"", parts::etag(file));
        if parts::is_known(request.if_none_match.as_deref(), &etag) && status == 200 {
            return Response::new(304, content_type, &[][..]).with("ETag", etag);
        }
        let answer = if content_type.starts_with("text/html") {
            parts::whole(file).map(|bytes| {
                let html = parts::alive(self, &parts::etag(file), &String::from_utf8_lossy(&bytes));
                Response::new(status, content_type, html.into_bytes())
            })
        } else {
            // A stretch of another content than the reader has would not fit to it.
            let fits = |_: &&str| request.if_range.as_ref().is_none_or(|known| *known == etag);
            let range = request.range.as_deref().filter(fits);
            parts::ranged(status, content_type, file, range)
        };
        match answer {
            Ok(answer) => answer.with("ETag", etag),
            Err(cause) => parts::unread(&cause),
        }
    }
}

/// A parameter of a query, its escapes resolved.
fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

/// The path with its escapes resolved; `None` if it is none, or tries to climb.
pub(super) fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let climbs = path.split('/').any(|part| matches!(part, "." | ".."));
    let strange = path.chars().any(|c| c.is_control() || c == '\\');
    (path.starts_with('/') && !climbs && !strange).then(|| path.into_owned())
}

/// What stands at an address.
pub(super) enum Found {
    /// A file of the site, by its path inside.
    File {
        /// 200, or 404 with the page for that.
        status: u16,
        /// `ru/summary/index.html`
        path: String,
    },
    /// At another address.
    Elsewhere(String),
    /// Nothing.
    Nothing,
    /// There is no site yet.
    NotYet,
}

pub(super) fn look_up(standing: &Standing, path: &str) -> Found {
    let Some(shown) = &standing.shown else {
        return Found::NotYet;
    };
    let base_path = standing.base_path.as_str();
    let Some(below) = path.strip_prefix(base_path) else {
        let leads_there = path == "/" || format!("{path}/") == base_path;
        return if leads_there {
            Found::Elsewhere(base_path.to_owned())
        } else {
            Found::Nothing
        };
    };
    let wanted = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    };
    if shown.has(&wanted) {
        return Found::File {
            status: 200,
            path: wanted,
        };
    }
    if shown.has(&format!("{below}/index.html")) {
        return Found::Elsewhere(format!(
            "./{}/",
            path.rsplit('/').next().unwrap_or_default()
        ));
    }
    match shown.has("404.html") {
        true => Found::File {
            status: 404,
            path: "404.html".to_owned(),
        },
        false => Found::Nothing,
    }
}
