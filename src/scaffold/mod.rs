//! New studies that build at once, and ids in the files of old ones, as plain texts. Who writes them to disk is somebody else's business.
//!
//! Sentences are ready in a few languages (in `words`); a study in any other language starts with the English
//! ones, for its authors to replace.

pub mod add;
mod ids;
mod kinds;
mod scalar;
mod schema;
mod words;

pub use ids::with_ids;
pub use schema::{modeline, schema_text, schemas};

use crate::language::Lang;
use crate::read::schema::Offers;
use std::fmt::Write;
use words::Words;

/// The files of a new study: path below its folder, and text. `languages` must not be empty.
pub fn study(languages: &[Lang]) -> Vec<(String, String)> {
    let mut files = vec![
        ("README.md".to_owned(), readme(languages)),
        (
            "output/.gitignore".to_owned(),
            "*\n!.gitignore\n".to_owned(),
        ),
        ("content/study.yaml".to_owned(), settings(languages)),
        ("content/vocabulary.yaml".to_owned(), vocabulary(languages)),
        ("content/fieldwork.yaml".to_owned(), fieldwork(languages)),
        ("content/findings.yaml".to_owned(), findings(languages)),
        (
            "content/recommendations.yaml".to_owned(),
            recommendations(languages),
        ),
        ("content/glossary.yaml".to_owned(), glossary(languages)),
    ];
    for (path, text) in &mut files {
        text.insert_str(0, &modeline(path).unwrap_or_default());
    }
    files.extend(schemas(&Offers::open(languages)));
    for lang in languages {
        let words = words::of(lang);
        files.push((
            format!("content/chapters/01-summary.{lang}.md"),
            summary(words),
        ));
        files.push((
            format!("content/chapters/02-what-we-heard.{lang}.md"),
            heard(words),
        ));
    }
    files
}

fn readme(languages: &[Lang]) -> String {
    let first = &languages[0];
    format!(
        "# A study\n\n`diglot serve` previews it, `diglot build` writes the site into `output/`, `diglot check` lists mistakes.\n\n\
         Chapters are in `content/chapters/`, one file per language: `01-summary.{first}.md`. Recommendations, findings and\n\
         everything else that is counted stand in the YAML files beside them.\n"
    )
}

fn settings(languages: &[Lang]) -> String {
    let tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    let mut out =
        String::from("# The study as a whole. Only `title` and `languages` are required.\n");
    field(&mut out, "", "title", languages, |words| words.title);
    let _ = writeln!(out, "languages: [{}]", tags.join(", "));
    field(&mut out, "", "abstract", languages, |words| words.about);
    out.push_str("commissioner: commissioner\nkey_findings: [F01]\nedition:\n  number: \"1\"\n");
    out.push_str(
        "# edition.date, as_of and base_url appear on every page as soon as they are known:\n",
    );
    out.push_str("#   date: 2026-01-31      (inside `edition`)\n# as_of: 2026-01-31\n# base_url: https://example.org/study/\n");
    out
}

fn vocabulary(languages: &[Lang]) -> String {
    let mut out = String::from(
        "# Keys that the other files use, and what readers see.\nactors:\n  commissioner:\n",
    );
    field(&mut out, "    ", "label", languages, |words| {
        words.commissioner
    });
    out.push_str("  schools:\n");
    field(&mut out, "    ", "label", languages, |words| words.schools);
    out.push_str("themes:\n  safety:\n");
    field(&mut out, "    ", "label", languages, |words| words.theme);
    out
}

fn fieldwork(languages: &[Lang]) -> String {
    let mut out = String::from(
        "# Who was heard, and how. What is left out is printed as \"not stated\".\ngroups:\n  - id: pupils\n",
    );
    field(&mut out, "    ", "label", languages, |words| words.group);
    out.push_str("    includes_children: all\nactivities:\n  - id: discussion\n    kind: fgd\n");
    field(&mut out, "    ", "label", languages, |words| words.activity);
    out.push_str("    group: pupils\n    mode: in_person\n    duration_min: 60\n    age_min: 14\n    age_max: 16\n");
    out
}

fn findings(languages: &[Lang]) -> String {
    let mut out = String::from(
        "# What was found, among whom, and the evidence it stands on.\n- id: F01\n  kind: view\n",
    );
    field(&mut out, "  ", "statement", languages, |words| {
        words.finding
    });
    out.push_str("  groups: [pupils]\n  themes: [safety]\n  strength: most\n  evidence: [discussion]\n  chapter: what-we-heard\n");
    out
}

fn recommendations(languages: &[Lang]) -> String {
    let mut out = String::from("# What is asked, of whom, and what it rests on.\n- id: R01\n");
    field(&mut out, "  ", "title", languages, |words| {
        words.recommendation
    });
    field(&mut out, "  ", "text", languages, |words| {
        words.recommendation_text
    });
    out.push_str("  addressees: [commissioner]\n  actors: [schools]\n  themes: [safety]\n  horizon: short\n  supported_by: [F01]\n");
    out
}

fn glossary(languages: &[Lang]) -> String {
    let mut out = String::from(
        "# One entry per concept, with its name in every language.\n- id: focus-group\n",
    );
    field(&mut out, "  ", "term", languages, |words| words.term);
    field(&mut out, "  ", "definition", languages, |words| {
        words.definition
    });
    out
}

fn summary(words: &Words) -> String {
    format!(
        "---\ntitle: {}\nsummary: {}\n---\n\n{}\n\n## {} {{#why}}\n\n{}\n",
        words.summary_title,
        words.summary_lead,
        words.summary_text,
        words.why_title,
        words.why_text
    )
}

fn heard(words: &Words) -> String {
    format!(
        "---\ntitle: {}\n---\n\n{}\n\n::: finding {{ref=F01}}\n:::\n\n{}\n",
        words.heard_title, words.heard_text, words.heard_next
    )
}

/// A localised field: one line per language; in a study of one language a plain value.
fn field(
    out: &mut String,
    indent: &str,
    key: &str,
    languages: &[Lang],
    pick: impl Fn(&Words) -> &'static str,
) {
    if let [only] = languages {
        let _ = writeln!(out, "{indent}{key}: {}", pick(words::of(only)));
        return;
    }
    let _ = writeln!(out, "{indent}{key}:");
    for lang in languages {
        let _ = writeln!(out, "{indent}  {lang}: {}", pick(words::of(lang)));
    }
}
