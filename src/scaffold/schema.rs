//! Schemas beside the files they describe, and the line by which an editor finds them.
//!
//! They stand in `content/.schema/`: hidden from the reader of the study, found without a network, and right for its
//! languages, keys and ids as they were when it was written.

use crate::read::schema::{self, KINDS, Offers};
use serde_json::Value;

/// Where schemas are kept in a study.
const FOLDER: &str = "content/.schema/";

/// All schemas as files: path below the study's folder, and text.
pub fn schemas(offers: &Offers) -> Vec<(String, String)> {
    let files = KINDS.iter().filter_map(|kind| {
        let schema = schema::of_file(kind, offers)?;
        Some((format!("{FOLDER}{kind}.json"), schema_text(&schema)))
    });
    files.collect()
}

/// A schema as people can read it.
pub fn schema_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The line with which a data file of a study begins, so that editors know its schema; `None` if it has none.
pub fn modeline(path: &str) -> Option<String> {
    let below = path.strip_prefix("content/")?;
    let name = below.rsplit('/').next()?;
    let kind = name.strip_suffix(".yaml")?;
    let up = "../".repeat(below.matches('/').count());
    KINDS
        .contains(&kind)
        .then(|| format!("# yaml-language-server: $schema={up}.schema/{kind}.json\n"))
}

#[cfg(test)]
mod tests {
    use super::modeline;

    #[test]
    fn editors_find_schemas() {
        for (path, expected) in [
            ("content/quotes.yaml", Some(".schema/quotes.json")),
            (
                "content/chapters/02-voices/part.yaml",
                Some("../../.schema/part.json"),
            ),
            ("content/chapters/01-a.en.md", None),
            ("content/media/x.yaml", None),
            ("themes/default/theme.yaml", None),
        ] {
            let line = expected.map(|at| format!("# yaml-language-server: $schema={at}\n"));
            assert_eq!(modeline(path), line, "{path}");
        }
    }
}
