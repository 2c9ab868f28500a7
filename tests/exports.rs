//! Data for others: complete, true to the pages, sound for validators and spreadsheets, the same on every build.

use crate::support;

use diglot::build::{Options, Prepared, prepare};
use diglot::format;
use diglot::output::{File, Output};
use diglot::read::schema;
use diglot::site::Sheets;
use diglot::site::view::{Body, view};
use diglot::source::{Source, Sources};
use diglot::yaml::Shape;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::OnceLock;

fn own() -> Sources {
    diglot::disk::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("readable")
}

/// The site of the study of this repository.
fn own_output() -> &'static Output {
    static MADE: OnceLock<Output> = OnceLock::new();
    MADE.get_or_init(|| output(&own()))
}

fn output(sources: &Sources) -> Output {
    made(&support::prepare(sources))
}

fn made(prepared: &Prepared) -> Output {
    let read = prepared.output();
    assert_eq!(read.diagnostics, Vec::new());
    read.value
}

fn bytes(output: &Output, path: &str) -> Vec<u8> {
    match output.get(path) {
        Some(File::Made { bytes, .. }) => bytes.to_vec(),
        _ => panic!("no {path}"),
    }
}

fn text(output: &Output, path: &str) -> String {
    String::from_utf8(bytes(output, path)).expect("UTF-8")
}

fn json(output: &Output, path: &str) -> Value {
    serde_json::from_str(&text(output, path)).expect("JSON")
}

/// Rows of cells, read as RFC 4180 has it.
fn csv(output: &Output, path: &str) -> Vec<Vec<String>> {
    let text = text(output, path);
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("one row");
        let cell = row.last_mut().expect("one cell");
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(letters.next(), Some('\n'), "lines end in CRLF");
                rows.push(vec![String::new()]);
            }
            '\n' if !is_quoted => panic!("a line end without CR"),
            other => cell.push(other),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last line ends");
    rows
}

/// The cells of a column.
fn column<'r>(rows: &'r [Vec<String>], name: &str) -> Vec<&'r str> {
    let at = rows[0].iter().position(|one| one == name);
    let at = at.unwrap_or_else(|| panic!("no column {name} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

/// A file inside the workbook.
fn inside(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut file = archive.by_name(name).expect(name);
    let mut text = String::new();
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn json_is_sound_for_its_own_schema() {
    for sources in [own(), support::study("two-voices"), full()] {
        let output = output(&sources);
        for kind in ["recommendations", "findings", "glossary"] {
            let data = json(&output, &format!("data/{kind}.json"));
            let link = data["$schema"].as_str().expect("a link");
            let schema = json(&output, &format!("data/{link}"));
            assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind}");
            let validator = jsonschema::draft7::new(&schema).expect("a schema");
            let said: Vec<String> = validator
                .iter_errors(&data)
                .map(|error| format!("{}: {error}", error.instance_path))
                .collect();
            assert_eq!(said, Vec::<String>::new(), "{kind}");
            let list = data[kind].as_array().expect("a list");
            assert_eq!(data["count"], list.len(), "{kind}");
        }
    }
}

#[test]
fn rows_are_those_of_the_pages() {
    let output = own_output();
    let rows = csv(output, "data/recommendations.csv");
    assert_eq!(rows[0][..3], ["id", "number", "as_of"]);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!(column(&rows, "as_of")[0], "2021-10-07");
    let themes = column(&rows, "themes");
    let numbers = column(&rows, "number");
    let child_labour: Vec<&str> = themes
        .iter()
        .zip(numbers)
        .filter(|(themes, _)| themes.split(", ").any(|theme| theme == "child-labour"))
        .map(|(_, number)| number)
        .collect();
    assert_eq!(child_labour, ["9", "11"]);
    for lang in ["en", "ru", "kk"] {
        let page = text(
            output,
            &format!("{lang}/recommendations/theme/child-labour/index.html"),
        );
        assert!(page.contains("data-count=\"2\""), "{lang}");
        let whole = text(output, &format!("{lang}/recommendations/index.html"));
        assert!(whole.contains(&format!("data-count=\"{}\"", rows.len() - 1)));
        assert!(whole.contains("href=\"../../data/recommendations.csv\""));
        assert!(whole.contains("href=\"../../data/study.xlsx\""));
    }
    for (kind, page, mark) in [
        ("findings", "en/findings/index.html", "data-finding="),
        ("glossary", "en/glossary/index.html", "data-term="),
    ] {
        let rows = csv(output, &format!("data/{kind}.csv"));
        assert_eq!(rows.len() - 1, text(output, page).matches(mark).count());
    }
}

/// The files that are no pages.
fn beside_pages(prepared: &Prepared) -> Output {
    let files = format::whole_site(&prepared.study, &prepared.site, &prepared.theme);
    let mut output = Output::default();
    for (path, file) in files.value {
        output.insert(path, file);
    }
    output
}

/// What a script of rows calls the filters with: the keys of the facets, and the rows.
fn filters(output: &Output, path: &str) -> (Vec<String>, Vec<Value>) {
    let script = text(output, path);
    let called = script.strip_prefix("diglotRows(").expect("a call");
    let given = called.strip_suffix(");\n").expect("the call ends");
    serde_json::from_str(&format!("[{given}]")).expect("values")
}

#[test]
fn the_filters_of_a_long_list_choose_among_its_rows() {
    let sources = support::long();
    let prepared = support::prepare(&sources);
    let output = beside_pages(&prepared);
    assert_eq!(output, beside_pages(&support::prepare(&sources)));
    let rows = csv(&output, "data/recommendations.csv");
    let ids = column(&rows, "id");
    for lang in ["en", "ru"] {
        let path = format!("data/filters.{lang}.js");
        let (facets, rows) = filters(&output, &path);
        let of_rows: Vec<&str> = rows.iter().filter_map(|row| row[0].as_str()).collect();
        assert_eq!(of_rows, ids, "{lang}");
        assert_eq!(rows[600][2], if lang == "en" { "A" } else { "А" });

        // As many as the list of each facet says.
        let list = format!("{lang}/recommendations/index.html");
        let route = prepared.site.route_at(&list).expect("a list");
        let view = view(
            &prepared.study,
            &prepared.site,
            &prepared.theme,
            &Sheets::default(),
            route,
        );
        let Body::Recommendations(body) = view.value.body else {
            panic!("the list of recommendations");
        };
        assert_eq!(body.index.as_deref(), Some(path.as_str()));
        for facet in &view.value.menu.offers.facets {
            let at = facets.iter().position(|key| key == facet.key).expect("all");
            for value in &facet.values {
                let has = |row: &&Value| {
                    let held = row[4][at].as_str().expect("values");
                    held.split(' ').any(|one| one == value.word.key)
                };
                assert_eq!(
                    rows.iter().filter(has).count(),
                    value.count,
                    "{}",
                    facet.key
                );
            }
        }
    }
    let short = |path: &str| path.starts_with("data/filters.");
    let paths = own_output().iter().map(|(path, _)| path.to_string());
    assert_eq!(paths.filter(|path| short(path)).count(), 0);
}

#[test]
fn letters_and_quotation_marks_arrive_as_they_are_set() {
    let output = own_output();
    let rows = csv(output, "data/glossary.csv");
    let kazakh = column(&rows, "term_kk").join(" ");
    assert!("әғқңөұүһі".chars().any(|letter| kazakh.contains(letter)));
    let all = text(output, "data/recommendations.csv");
    // Set by the rules of each language, and without the marks of Markdown or HTML.
    assert!(
        !all.contains("**") && !all.contains("](") && !all.contains("</"),
        "markup"
    );
    assert!(all.contains('\u{a0}'), "no-break spaces are letters here");
    let book = bytes(output, "data/study.xlsx");
    let strings = inside(&book, "xl/sharedStrings.xml");
    let first = column(&rows, "term_kk")[0];
    assert!(strings.contains(first), "{first}");
}

#[test]
fn the_workbook_has_a_sheet_for_each_table() {
    let book = bytes(own_output(), "data/study.xlsx");
    let sheets = inside(&book, "xl/workbook.xml");
    for name in [
        "recommendations",
        "recommendations-progress",
        "findings",
        "glossary",
        "about",
    ] {
        assert!(
            sheets.contains(&format!("name=\"{name}\"")),
            "{name}: {sheets}"
        );
    }
    let first = inside(&book, "xl/worksheets/sheet1.xml");
    assert!(first.contains("<autoFilter ref=\"A1:"), "filters");
    assert!(first.contains("state=\"frozen\""), "frozen head");
    // Numbers and days are numbers: 2021-10-07 is day 44476 of the calendar of workbooks.
    assert!(
        first.contains("<c r=\"B2\" s=\"2\"><v>1</v></c>"),
        "numbers"
    );
    assert!(first.contains("<v>44476</v>"), "days");
    let properties = inside(&book, "docProps/core.xml");
    assert!(properties.contains("2021-10-07T00:00:00Z"), "{properties}");
}

#[test]
fn no_column_stands_twice_in_a_table() {
    let tables = own_output()
        .iter()
        .filter(|(path, _)| path.ends_with(".csv"));
    let mut seen = 0;
    for (path, _) in tables {
        let rows = csv(own_output(), path);
        let distinct: BTreeSet<&String> = rows[0].iter().collect();
        assert_eq!(distinct.len(), rows[0].len(), "{path}: {:?}", rows[0]);
        assert!(distinct.contains(&"source_url".to_owned()), "{path}");
        seen += 1;
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn two_builds_are_equal() {
    let (one, two) = (own_output().clone(), output(&own()));
    let data = |output: &Output| -> Vec<(String, Vec<u8>)> {
        let files = output.iter().filter(|(path, _)| path.starts_with("data/"));
        files
            .map(|(path, _)| (path.to_owned(), bytes(output, path)))
            .collect()
    };
    let (one, two) = (data(&one), data(&two));
    assert!(one.len() >= 12, "{}", one.len());
    assert_eq!(one, two);
}

/// Every key of a record that its reader knows, except what only concerns authors.
fn keys(kind: &str) -> BTreeSet<String> {
    let Some(Shape::List(record)) = schema::shape(kind) else {
        panic!("{kind} is a list")
    };
    let Shape::Fields(fields) = *record else {
        panic!("a record is a map")
    };
    let keys = fields.iter().map(|field| field.key.to_owned());
    keys.filter(|key| key != "allow" && key != "private")
        .collect()
}

/// A study whose records have every field.
fn full() -> Sources {
    support::study("every-field")
}

#[test]
fn no_field_is_forgotten() {
    let output = output(&full());
    for kind in ["recommendations", "findings", "glossary"] {
        let data = json(&output, &format!("data/{kind}.json"));
        let first = data[kind][0].as_object().expect("a record");
        let mut written: BTreeSet<String> = first.keys().cloned().collect();
        for added in ["page", "status", "overdue"] {
            written.remove(added);
        }
        let expected = keys(kind);
        assert_eq!(
            written, expected,
            "{kind}: left is published, right is read"
        );
    }
}

#[test]
fn formulas_stay_texts() {
    let rows = csv(&output(&full()), "data/glossary.csv");
    assert_eq!(column(&rows, "term_en"), ["'=1+1"]);
}

#[test]
fn a_language_fills_what_it_has() {
    let output = own_output();
    let recommendations = csv(output, "data/recommendations.csv");
    assert!(recommendations[0].contains(&"title_kk".to_owned()));
    let findings = csv(output, "data/findings.csv");
    assert!(!findings[0].iter().any(|name| name.ends_with("_kk")));
    // Only some languages are made.
    let mut options = Options::default();
    options.scope.languages = vec![diglot::language::Lang::parse("ru").expect("ru")];
    let russian = made(&prepare(&own(), &options));
    let rows = csv(&russian, "data/recommendations.csv");
    assert!(rows[0].contains(&"title_ru".to_owned()));
    assert!(!rows[0].contains(&"title_en".to_owned()));
}

#[test]
fn a_study_in_one_language_or_without_records() {
    let small = Sources::new()
        .with_text("content/study.yaml", "title: Wells\nlanguages: [en]\n")
        .with_text(
            "content/chapters/01-a.en.md",
            "---\ntitle: A\n---\n\nText.\n",
        );
    let mut with_terms = small.clone();
    with_terms.insert(
        "content/glossary.yaml",
        Source::text("- id: well\n  term: well\n  definition: A hole with water.\n"),
    );
    for (sources, expected) in [(small, 0), (with_terms, 1)] {
        let mut whole = own();
        for (path, source) in sources.iter() {
            whole.insert(path.clone(), source.clone());
        }
        let mut only = Sources::new();
        for (path, source) in whole.iter() {
            if path.starts_with("themes/") || sources.get(path).is_some() {
                only.insert(path.clone(), source.clone());
            }
        }
        let output = output(&only);
        let files: Vec<&str> = output
            .iter()
            .map(|(path, _)| path)
            .filter(|path| path.starts_with("data/") && path.ends_with(".csv"))
            .map(|path| &**path)
            .collect();
        assert_eq!(files.len(), expected, "{files:?}");
        if expected == 1 {
            let rows = csv(&output, "data/glossary.csv");
            assert_eq!(rows[0][..2], ["id", "as_of"]);
            assert_eq!(column(&rows, "definition_en"), ["A hole with water."]);
        }
    }
}

#[test]
fn progress_has_a_feed_whose_ids_stay() {
    let mut sources = own();
    let before = own_output();
    let feed = text(before, "ru/progress.xml");
    let ids = |feed: &str| -> Vec<String> {
        let all = feed.split("<id>").skip(2);
        all.map(|rest| rest.split("</id>").next().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(ids(&feed).len(), 1);
    assert!(
        ids(&feed)[0].ends_with(",2021-10-07:ru/R04/progress"),
        "{feed}"
    );
    assert!(feed.contains("Рекомендация 4. "), "{feed}");
    let rows = csv(before, "data/recommendations-progress.csv");
    assert_eq!(column(&rows, "id"), ["R04"]);
    assert_eq!(column(&rows, "date"), ["2021-10-07"]);
    // A new entry comes first; the old one keeps its id, whatever its words become.
    let text_of = sources
        .text("content/recommendations.yaml")
        .expect("text")
        .to_string();
    let at = text_of.find("  progress:\n").expect("progress");
    let end = at + text_of[at..].find("\n- id: R05").expect("the next one");
    let entry = "    - date: 2021-10-07\n      status: in_progress\n      note: { en: More, ru: Ещё, kk: Тағы }\n";
    let changed = format!("{}\n{entry}{}", text_of[..end].trim_end(), &text_of[end..]);
    sources.insert("content/recommendations.yaml", Source::text(changed));
    let after = text(&output(&sources), "ru/progress.xml");
    let mut expected = ids(&feed);
    expected.push(format!("{}/2", expected[0]));
    assert_eq!(ids(&after), expected);
}

#[test]
fn the_package_describes_every_table() {
    let output = own_output();
    let package = json(output, "data/datapackage.json");
    for resource in package["resources"].as_array().expect("resources") {
        let path = format!("data/{}", resource["path"].as_str().expect("a path"));
        assert_eq!(resource["bytes"], bytes(output, &path).len(), "{path}");
        if path.ends_with(".csv") {
            assert_eq!(resource["dialect"]["delimiter"], ";");
            let rows = csv(output, &path);
            let fields = resource["schema"]["fields"].as_array().expect("fields");
            let names: Vec<&str> = fields
                .iter()
                .filter_map(|one| one["name"].as_str())
                .collect();
            assert_eq!(names, rows[0], "{path}");
        }
    }
}

#[test]
fn a_licence_in_the_package_has_a_name_or_an_address() {
    for (written, expected) in [
        (
            "{ name: CC BY 4.0 }",
            serde_json::json!([{ "title": "CC BY 4.0", "name": "CC-BY-4.0" }]),
        ),
        (
            "{ name: Ours, url: https://example.org/ours }",
            serde_json::json!([{ "title": "Ours", "path": "https://example.org/ours" }]),
        ),
        ("{ name: Ask us }", Value::Null),
    ] {
        let mut sources = support::study("two-voices");
        let path = "content/study.yaml";
        let settings = sources.text(path).expect(path).to_string();
        let settings = format!("{settings}licence: {written}\n");
        sources.insert(path, Source::text(settings));
        let package = json(&output(&sources), "data/datapackage.json");
        assert_eq!(package["licenses"], expected, "{written}");
    }
}

#[test]
fn a_name_that_a_language_lacks_is_not_another_languages() {
    let mut sources = support::study("four-texts");
    let path = "content/glossary.yaml";
    let terms = sources.text(path).expect(path).to_string();
    let said = "  definitions: [{ by: { en: The board, ru: Совет }, text: { en: A room., ru: Помещение., kk: Бөлме. } }]\n";
    sources.insert(path, Source::text(format!("{terms}{said}")));
    support::edit(
        &mut sources,
        "content/study.yaml",
        "{ name: Dana Omar }",
        "{ name: { en: Dana Omar, ru: Дана Омар } }",
    );
    let output = output(&sources);
    let by = &json(&output, "data/glossary.json")["glossary"][0]["definitions"][0]["by"];
    assert_eq!(*by, serde_json::json!({ "en": "The board", "ru": "Совет" }));
    let feed = text(&output, "kk/feed.xml");
    assert!(
        feed.contains("<name>Дана Омар</name>"),
        "as pages do: {feed}"
    );
}
