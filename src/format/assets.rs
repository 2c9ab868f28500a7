//! Files that pages refer to by names with a hash: those of the theme and those of the study.

use super::Files;
use crate::diagnostic::Read;
use crate::output::File;
use crate::site::Site;
use crate::source::Source;
use crate::study::Study;
use crate::theme::{StaticContent, Theme};
use std::collections::BTreeMap;

/// One file for each; two files of one name and one content are one.
pub(super) fn assets(study: &Study, site: &Site, theme: &Theme) -> Read<Files> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    for file in theme.statics() {
        let content = match &file.content {
            StaticContent::Text(text) => File::made(text.as_bytes()),
            StaticContent::Asset(asset) => File::Copied(asset.clone()),
        };
        files.insert(file.path.clone(), content);
    }
    for (path, name) in site.media() {
        let content = match study.media_files.get(path) {
            Some(Source::Text(text)) => File::made(text.text.as_bytes()),
            Some(Source::Asset(asset)) => File::Copied(asset.clone()),
            Some(Source::Broken(_)) | None => continue,
        };
        files.insert(name.to_owned(), content);
    }
    Read::clean(files.into_iter().collect())
}
