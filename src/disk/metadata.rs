//! What a picture's file says beside the picture. The only door to the crate exif.

use crate::source::Metadata;
use exif::{In, Reader, Tag, Value};
use std::io::Cursor;

/// Pictures whose metadata can be read.
const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "heic"];

/// True if files of this ending may carry metadata.
pub(super) fn is_picture(extension: &str) -> bool {
    PICTURES.contains(&extension)
}

/// What the bytes of a picture say.
pub(super) fn metadata(bytes: &[u8]) -> Metadata {
    let mut out = Metadata::default();
    exif(bytes, &mut out);
    comments(bytes, &mut out);
    packet(bytes, &mut out);
    out.author = out.author.filter(|author| !author.is_empty());
    out
}

fn exif(bytes: &[u8], out: &mut Metadata) {
    let Ok(exif) = Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return;
    };
    for field in exif.fields() {
        out.position |= matches!(field.tag, Tag::GPSLatitude | Tag::GPSLongitude);
        if let Value::Ascii(texts) = &field.value {
            for text in texts {
                add(&String::from_utf8_lossy(text), out);
            }
        }
    }
    let author = exif.get_field(Tag::Artist, In::PRIMARY);
    let author = author.map(|field| field.display_value().to_string());
    let author = author.map(|author| author.trim_matches('"').trim().to_owned());
    out.author = out.author.take().or(author);
}

fn add(words: &str, out: &mut Metadata) {
    let words = words.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    if !words.is_empty() {
        out.words.push_str(words);
        out.words.push('\n');
    }
}

/// Texts of PNG (chunks `tEXt` and `iTXt` that are not compressed) and comments of JPEG (segment `FE`).
fn comments(bytes: &[u8], out: &mut Metadata) {
    if let Some(mut rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        while let Some((kind, data, after)) = chunk(rest) {
            rest = after;
            if kind == b"tEXt" || kind == b"iTXt" {
                let text = String::from_utf8_lossy(data);
                let (key, words) = text.split_once('\0').unwrap_or(("", &text));
                if key == "Author" || key == "Artist" {
                    let name = words.trim_matches('\0').rsplit('\0').next();
                    out.author = out
                        .author
                        .take()
                        .or(name.map(|name| name.trim().to_owned()));
                }
                add(words, out);
            }
        }
    }
    if let Some(mut rest) = bytes.strip_prefix(b"\xff\xd8") {
        while let Some((kind, data, after)) = segment(rest) {
            rest = after;
            if kind == 0xfe {
                add(&String::from_utf8_lossy(data), out);
            }
        }
    }
}

/// The first chunk of PNG: its name, its data, and what follows.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    let end = length.checked_add(8)?;
    Some((bytes.get(4..8)?, bytes.get(8..end)?, bytes.get(end + 4..)?))
}

/// The first segment of JPEG before the picture itself.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    const PICTURE_BEGINS: u8 = 0xda;
    let [0xff, kind, high, low, ..] = bytes else {
        return None;
    };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let whole = bytes.get(4..2 + length)?;
    (*kind != PICTURE_BEGINS).then_some((*kind, whole, &bytes[2 + length..]))
}

/// The packet of XMP, which is XML inside any kind of file.
fn packet(bytes: &[u8], out: &mut Metadata) {
    let find = |from: usize, what: &[u8]| {
        let rest = bytes.get(from..)?;
        rest.windows(what.len())
            .position(|one| one == what)
            .map(|at| from + at)
    };
    let Some(start) = find(0, b"<x:xmpmeta") else {
        return;
    };
    let end = find(start, b"</x:xmpmeta>").unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(&bytes[start..end]).into_owned();
    out.position |= text.contains("GPSLatitude") || text.contains("GPSLongitude");
    let creator = text
        .split_once("<dc:creator>")
        .and_then(|(_, rest)| rest.split_once("</dc:creator>"));
    let creator = creator.map(|(inside, _)| without_tags(inside));
    out.author = out.author.take().or(creator);
    add(&without_tags(&text), out);
}

fn without_tags(markup: &str) -> String {
    let parts = markup
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    let words: Vec<&str> = parts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}
