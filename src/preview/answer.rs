//! From a request to an answer, without a socket.
//!
//! Only what is in the site's own list of files can be asked for, so no path leads out of it. A page gets
//! one script more than the published one has: it asks for news and shows mistakes over the page.

use super::site::{Preview, State};
use crate::diagnostic::Severity;
use crate::output::File;
use crate::source::AssetBytes;
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use std::time::Duration;

/// How long a page's question for news waits before it is answered with "nothing new".
const PATIENCE: Duration = Duration::from_secs(20);

/// What the preview needs to know of a request.
#[derive(Clone, Debug)]
pub struct Request {
    /// GET, HEAD or anything else.
    pub method: Method,
    /// As sent, with its query.
    pub target: String,
    /// The `Host` header.
    pub host: Option<String>,
}

/// The methods a static site knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// With a body.
    Get,
    /// Without.
    Head,
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
    /// Where to go instead, for 301.
    pub location: Option<String>,
    /// The content.
    pub body: Arc<[u8]>,
}

impl Response {
    fn new(status: u16, content_type: &'static str, body: impl Into<Arc<[u8]>>) -> Self {
        Self {
            status,
            content_type,
            location: None,
            body: body.into(),
        }
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.as_bytes())
    }
}

impl Preview {
    /// Answers one request. Only the question for news waits.
    pub fn answer(&self, request: &Request) -> Response {
        // A page of a foreign site could otherwise reach the preview under a name of its own (DNS rebinding).
        if !self.is_own_name(request.host.as_deref()) {
            return Response::text(403, "The preview answers to its own name only.\n");
        }
        if request.method == Method::Other {
            return Response::text(405, "The preview is read only.\n");
        }
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let Some(path) = decoded(path) else {
            return Response::text(400, "This is no address.\n");
        };
        match path.strip_prefix("/_diglot/") {
            Some("live.js") => Response::new(
                200,
                "text/javascript; charset=utf-8",
                &include_bytes!("live.js")[..],
            ),
            Some("live.css") => Response::new(
                200,
                "text/css; charset=utf-8",
                &include_bytes!("live.css")[..],
            ),
            Some("live") => self.news(query),
            Some("diagnostics") => diagnostics(&self.state()),
            _ => self.page(&path),
        }
    }

    fn is_own_name(&self, host: Option<&str>) -> bool {
        let Some(host) = host else { return false };
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let loopback = ["localhost", "127.0.0.1", "[::1]"];
        // A preview that is open to the network is asked for by addresses and local names, which no foreign site
        // can make its own.
        let open = matches!(self.host.as_str(), "0.0.0.0" | "::" | "[::]");
        let bare = name.trim_matches(['[', ']']);
        let local = bare.parse::<std::net::IpAddr>().is_ok()
            || !bare.contains('.')
            || bare.ends_with(".local");
        loopback.contains(&name)
            || bare == self.host.trim_matches(['[', ']'])
            || (open && local && !bare.is_empty())
    }

    fn news(&self, query: &str) -> Response {
        let since = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("since="))
            .and_then(|number| number.parse().ok());
        let state = self.newer_than(since.unwrap_or(0), PATIENCE);
        let body = serde_json::json!({ "version": state.version, "good": state.good });
        Response::new(200, "application/json", body.to_string().into_bytes())
    }
}

/// The path with its escapes resolved; `None` if it is none, or tries to climb.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let climbs = path.split('/').any(|part| matches!(part, "." | ".."));
    let strange = path.chars().any(|c| c.is_control() || c == '\\');
    (path.starts_with('/') && !climbs && !strange).then(|| path.into_owned())
}

fn diagnostics(state: &State) -> Response {
    let errors = state
        .found
        .iter()
        .filter(|(severity, _)| *severity == Severity::Error)
        .count();
    let items: Vec<_> = state
        .found
        .iter()
        .map(|(severity, text)| serde_json::json!({ "severity": severity.word(), "text": text }))
        .collect();
    let body = serde_json::json!({ "version": state.version, "good": state.good, "errors": errors, "items": items });
    Response::new(200, "application/json", body.to_string().into_bytes())
}

/// What stands at an address.
enum Found {
    File {
        status: u16,
        path: String,
        file: File,
    },
    Elsewhere(String),
    Nothing,
    NotYet,
}

impl Preview {
    fn page(&self, path: &str) -> Response {
        // Whoever reads a picture from a slow disk must not keep the others waiting.
        let (found, mark, places) = {
            let state = self.state();
            let mark = Mark {
                good: state.good,
                version: state.version,
            };
            let places = (state.base_path.clone(), state.base_url.clone());
            (look_up(&state, path), mark, places)
        };
        match found {
            Found::File {
                status: 404,
                path,
                file,
            } => at_any_depth(served(mark, 404, &path, &file), &places),
            Found::File { status, path, file } => served(mark, status, &path, &file),
            Found::Elsewhere(location) => Response {
                location: Some(location),
                ..Response::text(301, "")
            },
            Found::Nothing => Response::text(404, "There is no such page.\n"),
            Found::NotYet => waiting(mark),
        }
    }
}

fn look_up(state: &State, path: &str) -> Found {
    let Some(site) = &state.site else {
        return Found::NotYet;
    };
    let Some(below) = path.strip_prefix(state.base_path.as_str()) else {
        let leads_there = path == "/" || format!("{path}/") == state.base_path;
        return if leads_there {
            Found::Elsewhere(state.base_path.clone())
        } else {
            Found::Nothing
        };
    };
    let wanted = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    };
    if let Some(file) = site.get(&wanted) {
        return Found::File {
            status: 200,
            path: wanted,
            file: file.clone(),
        };
    }
    if site.get(&format!("{below}/index.html")).is_some() {
        return Found::Elsewhere(format!(
            "./{}/",
            path.rsplit('/').next().unwrap_or_default()
        ));
    }
    match site.get("404.html") {
        Some(file) => Found::File {
            status: 404,
            path: "404.html".to_owned(),
            file: file.clone(),
        },
        None => Found::Nothing,
    }
}

fn served(mark: Mark, status: u16, path: &str, file: &File) -> Response {
    let bytes: Arc<[u8]> = match file {
        File::Made { bytes, .. } => Arc::clone(bytes),
        File::Copied(asset) => match &asset.bytes {
            AssetBytes::Here(bytes) => Arc::clone(bytes),
            AssetBytes::OnDisk(from) => match std::fs::read(from) {
                Ok(bytes) => bytes.into(),
                Err(_) => return Response::text(404, "This file was there a moment ago.\n"),
            },
        },
    };
    let content_type = content_type(path);
    if content_type.starts_with("text/html") {
        return Response::new(
            status,
            content_type,
            alive(mark, &String::from_utf8_lossy(&bytes)).into_bytes(),
        );
    }
    Response::new(status, content_type, bytes)
}

/// The page for what is not there, with links that lead on from an address of any depth: the published page names the
/// place where the site will stand, which is not this one.
fn at_any_depth(page: Response, (base_path, base_url): &(String, String)) -> Response {
    let mut html = String::from_utf8_lossy(&page.body).replace("=\"./", &format!("=\"{base_path}"));
    if !base_url.is_empty() {
        html = html.replace(
            &format!("href=\"{base_url}"),
            &format!("href=\"{base_path}"),
        );
    }
    Response {
        body: html.into_bytes().into(),
        ..page
    }
}

/// Which state a page was made from.
#[derive(Clone, Copy)]
struct Mark {
    good: u64,
    version: u64,
}

/// A page with the preview's script. The published policy allows no requests; the preview's own needs one.
fn alive(mark: Mark, html: &str) -> String {
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_diglot/live.css\">\
         <script src=\"/_diglot/live.js\" data-good=\"{}\" data-version=\"{}\" defer></script>",
        mark.good, mark.version
    );
    let html = html.replacen(
        "default-src 'none'",
        "default-src 'none'; connect-src 'self'",
        1,
    );
    match html.rfind("</body>") {
        Some(end) => format!("{}{script}{}", &html[..end], &html[end..]),
        None => html + &script,
    }
}

/// What is shown while there has been no site without errors yet.
fn waiting(mark: Mark) -> Response {
    let html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Diglot</title>\
                <meta name=\"viewport\" content=\"width=device-width\"></head>\
                <body><main><h1>This study cannot be shown yet</h1><p>It appears here as soon as its errors are mended.</p></main></body></html>";
    Response::new(
        503,
        "text/html; charset=utf-8",
        alive(mark, html).into_bytes(),
    )
}

fn content_type(path: &str) -> &'static str {
    let ending = path
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
