//! What answers are made of: types of files, stretches of them, and pages with the preview's own script.

use super::answer::Response;
use super::site::Preview;
use crate::output::File;
use crate::source::{AssetBytes, Fingerprint};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

/// The tag of the page that waits for a site.
pub(super) const WAITING: &str = "waiting";

/// Tells one content of a file from another.
pub(super) fn etag(file: &File) -> String {
    file.fingerprint().short()
}

/// True if a reader has this content already.
pub(super) fn is_known(if_none_match: Option<&str>, etag: &str) -> bool {
    let tags = if_none_match.unwrap_or_default().split(',');
    tags.map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

/// All bytes of a file; an error if it is not, or not yet, what the site was planned with.
pub(super) fn whole(file: &File) -> io::Result<Arc<[u8]>> {
    match file {
        File::Made { bytes, .. } => Ok(Arc::clone(bytes)),
        File::Copied(asset) => match &asset.bytes {
            AssetBytes::Here(bytes) => Ok(Arc::clone(bytes)),
            AssetBytes::OnDisk(from) => {
                let bytes = std::fs::read(from)?;
                match Fingerprint::of(&bytes) == asset.fingerprint {
                    true => Ok(bytes.into()),
                    false => Err(io::ErrorKind::ResourceBusy.into()),
                }
            }
        },
    }
}

/// What is answered instead of a file that could not be read.
pub(super) fn unread(cause: &io::Error) -> Response {
    match cause.kind() {
        io::ErrorKind::ResourceBusy => Response::text(503, "This file is being written.\n"),
        _ => Response::text(404, "This file was there a moment ago.\n"),
    }
}

/// A file or the stretch of it that was asked for (RFC 9110, section 14; several stretches at once are not given).
pub(super) fn ranged(
    status: u16,
    content_type: &'static str,
    file: &File,
    range: Option<&str>,
) -> io::Result<Response> {
    let size = file.size();
    let answer = match range
        .filter(|_| status == 200)
        .and_then(|it| stretch(it, size))
    {
        None => Response::new(status, content_type, whole(file)?),
        Some(stretch) if stretch.is_empty() => {
            Response::text(416, "There are not so many bytes.\n")
                .with("Content-Range", format!("bytes */{size}"))
        }
        Some(stretch) => {
            let place = format!("bytes {}-{}/{size}", stretch.start, stretch.end - 1);
            let bytes = bytes_of(file, stretch)?;
            Response::new(206, content_type, bytes).with("Content-Range", place)
        }
    };
    Ok(answer.with("Accept-Ranges", "bytes"))
}

/// The bytes that `bytes=A-B`, `bytes=A-` or `bytes=-LENGTH` mean; an empty stretch if there are none. `None`: the whole.
fn stretch(range: &str, size: u64) -> Option<Range<u64>> {
    let (from, to) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() {
        let length: u64 = to.parse().ok()?;
        return Some(size.saturating_sub(length)..size);
    }
    let from: u64 = from.parse().ok()?;
    let to = match to {
        "" => size,
        to => to.parse::<u64>().ok()?.saturating_add(1).min(size),
    };
    if from >= to && from < size {
        return None;
    }
    Some(from.min(to)..to)
}

fn bytes_of(file: &File, stretch: Range<u64>) -> io::Result<Vec<u8>> {
    if let File::Copied(asset) = file
        && let AssetBytes::OnDisk(from) = &asset.bytes
    {
        let mut opened = std::fs::File::open(from)?;
        // Who asks for a stretch is shown a film, and its digest would take as long as the film.
        if opened.metadata()?.len() != asset.size {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        opened.seek(SeekFrom::Start(stretch.start))?;
        let mut bytes = Vec::new();
        opened
            .take(stretch.end - stretch.start)
            .read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let bytes = whole(file)?;
    let at = |place: u64| usize::try_from(place).map_or(bytes.len(), |at| at.min(bytes.len()));
    Ok(bytes[at(stretch.start)..at(stretch.end)].to_vec())
}

/// A page with the preview's script, first of all scripts, so that it sees the page as it was served. The published
/// policy allows no requests; the preview's own needs one.
pub(super) fn alive(preview: &Preview, etag: &str, html: &str) -> String {
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_diglot/live.css\">\
         <script src=\"/_diglot/live.js\" data-run=\"{}\" data-token=\"{}\" data-etag=\"{etag}\" defer></script>",
        preview.run(),
        preview.token
    );
    let html = html.replacen(
        "default-src 'none'",
        "default-src 'none'; connect-src 'self'",
        1,
    );
    match html.find("<head>") {
        Some(start) => {
            let start = start + "<head>".len();
            format!("{}{script}{}", &html[..start], &html[start..])
        }
        None => html + &script,
    }
}

/// The page for what is not there, with links that lead on from an address of any depth: the published page names the
/// place where the site will stand, which is not this one.
pub(super) fn at_any_depth(page: Response, base_path: &str, base_url: &str) -> Response {
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

/// What is shown while there has been no site without errors yet.
pub(super) fn waiting(preview: &Preview) -> Response {
    let title = "This study cannot be shown yet";
    let text = "It appears here as soon as its errors are mended.";
    own_page(preview, 503, WAITING, (title, text))
}

/// What is shown where the site has nothing, not even its page for that: beside its base path. The study may move there.
pub(super) fn nothing(preview: &Preview) -> Response {
    let text = "The site stands at another address, or has no page here.";
    own_page(preview, 404, "", ("There is no such page", text))
}

fn own_page(preview: &Preview, status: u16, etag: &str, (title, text): (&str, &str)) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Diglot</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head>\
         <body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    );
    let html = alive(preview, etag, &html);
    Response::new(status, "text/html; charset=utf-8", html.into_bytes())
}

/// By the ending of the name.
pub(super) fn content_type(path: &str) -> &'static str {
    let ending = path
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "jsonld" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" | "bib" | "ris" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "yaml" | "yml" => "application/yaml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_ten_bytes() {
        let cases = [
            ("bytes=0-3", Some(0..4)),
            ("bytes=4-", Some(4..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-30", Some(0..10)),
            ("bytes=8-99", Some(8..10)),
            ("bytes=10-", Some(10..10)),
            ("bytes=99-120", Some(10..10)),
            ("bytes=-0", Some(10..10)),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=", None),
            (
                "bytes=18446744073709551615-18446744073709551615",
                Some(10..10),
            ),
        ];
        for (range, expected) in cases {
            assert_eq!(stretch(range, 10), expected, "{range}");
        }
    }

    #[test]
    fn known_contents() {
        let cases = [
            (Some("\"a\""), true),
            (Some("W/\"a\", \"b\""), true),
            (Some("\"b\""), false),
            (Some("*"), true),
            (None, false),
        ];
        for (sent, expected) in cases {
            assert_eq!(is_known(sent, "\"a\""), expected, "{sent:?}");
        }
    }
}
