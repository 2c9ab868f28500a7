//! Themes: what is said about mistakes in them, and that the built-in one has none.

use crate::support;

use diglot::diagnostic::{Diagnostic, Positions};
use diglot::language::Lang;
use diglot::output::File;
use diglot::source::{Defect, Source, Sources};
use diglot::study;
use diglot::theme::{self, Filling, Theme, Wanted};
use std::collections::BTreeMap;
use std::path::Path;

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect(tag)
}

/// The built-in theme as it stands in this repository.
fn default_theme() -> Sources {
    let mut sources = Sources::new();
    add(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        "themes/default",
        &mut sources,
    );
    sources
}

fn add(root: &Path, folder: &str, sources: &mut Sources) {
    for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(root, &path, sources);
        } else {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            sources.insert(path, Source::text(text));
        }
    }
}

fn read(sources: &Sources, name: &str, languages: &[&str]) -> (Theme, Vec<Diagnostic>) {
    read_with(sources, name, languages, &[])
}

fn read_with(
    sources: &Sources,
    name: &str,
    languages: &[&str],
    tokens: &[(&str, &str)],
) -> (Theme, Vec<Diagnostic>) {
    let languages: Vec<Lang> = languages.iter().map(|tag| lang(tag)).collect();
    let tokens = tokens
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()));
    let wanted = Wanted {
        name,
        tokens: &tokens.collect::<BTreeMap<_, _>>(),
        languages: &languages,
    };
    let read = theme::read(sources, wanted);
    (read.value, read.diagnostics)
}

/// `code path:line:column message`, one per diagnostic.
fn lines(found: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let (start, _) = Positions::new(sources).of(&one.place);
        let path = one.place.path();
        let (line, column) = (start.line, start.column);
        format!("{} {path}:{line}:{column} {}", one.code.name, one.message)
    };
    found.iter().map(line).collect()
}

#[test]
fn a_file_of_a_theme_that_cannot_be_read_does_not_give_way_to_the_default_one() {
    for file in [
        "overrides/templates/chapter.html",
        "overrides/static/style.css",
        "overrides/strings/ru.yaml",
        "default/theme.yaml",
        "unused/theme.yaml",
    ] {
        let mut sources = support::study("two-voices");
        let path = format!("themes/{file}");
        sources.insert(
            path.clone(),
            Source::Broken(Defect::NotUtf8 {
                byte_offset: 0,
                line: 1,
                column: 1,
            }),
        );
        let expected = format!(
            "error[file-not-utf8] {path}:1:1 `{path}` is not UTF-8 text; its first wrong byte is in line 1, column 1"
        );
        assert_eq!(support::said(&sources), [expected]);
    }
}

#[test]
fn the_default_theme_is_whole_in_three_languages() {
    let sources = default_theme();
    let (theme, found) = read(&sources, "default", &["en", "ru", "kk"]);
    assert_eq!(lines(&found, &sources), [""; 0]);
    let names: Vec<&str> = theme.directive_names().collect();
    let seven = [
        "aside",
        "callout",
        "figure",
        "finding",
        "quote",
        "recommendation",
        "summary",
    ];
    assert_eq!(names, seven);
}

const MANIFEST: (&str, &str) = ("themes/own/theme.yaml", "name: Own\n");

/// Files with their texts, and the beginnings of what is said about them.
type Case = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

/// Files of a study's themes, and what is said about them: the theme `own` is asked for if there is one.
#[test]
fn mistakes_in_themes_are_told_with_their_places() {
    let cases: &[Case] = &[
        (&[MANIFEST], &[]),
        // Chains
        (
            &[("themes/own/theme.yaml", "name: Own\nparent: gone\n")],
            &["theme-unknown themes/own/theme.yaml:2:9 there is no theme `gone`"],
        ),
        (
            &[
                ("themes/own/theme.yaml", "parent: other\n"),
                ("themes/other/theme.yaml", "parent: own\n"),
            ],
            &[
                "theme-loop themes/other/theme.yaml:1:9 theme `own` is its own parent: own → other → own",
            ],
        ),
        (
            &[("themes/own/theme.yaml", "parent: overrides\n")],
            &[
                "theme-unknown themes/own/theme.yaml:1:9 `overrides` is the study's own folder and no theme",
            ],
        ),
        // theme.yaml
        (
            &[("themes/own/static/x.css", "")],
            &["theme-file themes/own/theme.yaml:1:1 theme `own` has no `theme.yaml`"],
        ),
        (
            &[("themes/own/theme.yaml", "- name\n")],
            &["theme-file themes/own/theme.yaml:1:1 this file is expected to hold keys and values"],
        ),
        (
            &[("themes/own/theme.yaml", "name: [a]\nparrent: x\n")],
            &[
                "theme-unknown-key themes/own/theme.yaml:2:1 unknown key `parrent`",
                "theme-type themes/own/theme.yaml:1:7 `name` is a list, expected a text",
            ],
        ),
        // Tokens
        (
            &[(
                "themes/own/theme.yaml",
                "tokens:\n  acent: red\n  accent: red\n  measure: \"12\"\n",
            )],
            &[
                "theme-unknown-token themes/own/theme.yaml:2:3 unknown token `acent`",
                "theme-token themes/own/theme.yaml:3:11 token `accent` is `red`, expected a colour such as `#00616f` or `oklch(45% 0.08 200)`",
                "theme-token themes/own/theme.yaml:4:12 token `measure` is `12`, expected a length such as `36rem` or `1.5px`",
            ],
        ),
        (
            &[(
                "themes/own/theme.yaml",
                "tokens:\n  a: {type: colour, default: x}\n  b: {default: x}\n  c: {type: number}\n",
            )],
            &[
                "theme-token themes/own/theme.yaml:2:13 token `a` has the type `colour`, expected one of `color`, `length`, `number`, `font`, `text`",
                "theme-token themes/own/theme.yaml:3:3 token `b` has no `type`: one of `color`, `length`, `number`, `font`, `text`",
                "theme-token themes/own/theme.yaml:4:3 token `c` has no `default`",
            ],
        ),
        // Templates
        (
            &[
                MANIFEST,
                ("themes/own/templates/news.html", "<p>\n{% for %}\n"),
                ("themes/own/templates/base.html", "{{ }}"),
            ],
            &[
                "theme-template themes/own/templates/base.html:1:4 found `}}` but expected one of",
                "theme-template themes/own/templates/news.html:2:8 found `%}` but expected identifier",
            ],
        ),
        (
            &[
                MANIFEST,
                (
                    "themes/own/templates/news.html",
                    "ж {{ x | shout }}\n{{ ask() }}{% include \"a.html\" %}",
                ),
            ],
            &[
                "theme-template themes/own/templates/news.html:1:10 unknown filter `shout`",
                "theme-template themes/own/templates/news.html:2:4 unknown function `ask`",
                "theme-template themes/own/templates/news.html:2:23 unknown template `a.html`",
            ],
        ),
        (
            &[
                MANIFEST,
                (
                    "themes/own/templates/news.html",
                    "{% extends \"news.html\" %}",
                ),
            ],
            &["theme-template themes/own/templates/news.html:1:1 `own/news.html` extends itself"],
        ),
        (
            &[
                MANIFEST,
                (
                    "themes/own/templates/news.html",
                    "{% extends \"gone.html\" %}",
                ),
            ],
            &[
                "theme-template themes/own/templates/news.html:1:1 there is no template `gone.html` to extend",
            ],
        ),
        // Directives
        (
            &[(
                "themes/overrides/templates/directives/box.html",
                "{% component bax() %}{% endcomponent %}",
            )],
            &[
                "theme-directive themes/overrides/templates/directives/box.html:1:1 this file is expected to hold the component `box`",
            ],
        ),
        (
            &[(
                "themes/overrides/templates/directives/box.html",
                "{% component box(ref: string, of: array) { \"ref\": {\"record\": \"term\"}, \"no\": {} } %}{% endcomponent %}",
            )],
            &[
                "theme-directive themes/overrides/templates/directives/box.html:1:72 `box` has no argument `no`",
                "theme-directive themes/overrides/templates/directives/box.html:1:31 `of` is of type `array`; authors can write `string`, `integer` and `bool`, or name a record",
                "theme-directive themes/overrides/templates/directives/box.html:1:18 `ref` refers to `term`, expected one of `finding`, `quote`, `recommendation`",
            ],
        ),
        // Strings
        (
            &[("themes/overrides/strings/russian.yaml", "name: x\n")],
            &[
                "theme-file themes/overrides/strings/russian.yaml:1:1 `russian.yaml` is not named after a language, expected `en.yaml`, `ru.yaml` …",
            ],
        ),
        (
            &[(
                "themes/overrides/strings/ru.yaml",
                "strings:\n  count.findings: {one: вывод, many: выводов, two: вывода}\n",
            )],
            &[
                "theme-plural themes/overrides/strings/ru.yaml:2:47 `ru` has no plural form `two`",
                "theme-plural themes/overrides/strings/ru.yaml:2:3 `count.findings` lacks the plural form `few` of `ru`",
            ],
        ),
        (
            &[(
                "themes/overrides/strings/ru.yaml",
                "string: {}\nstrings:\n  menu.findigs: Выводы\n  note.mark: примечание {nubmer}\n",
            )],
            &[
                "theme-unknown-key themes/overrides/strings/ru.yaml:1:1 unknown key `string`",
                "theme-unknown-string themes/overrides/strings/ru.yaml:3:3 no template says `menu.findigs`: the reference strings do not have it",
                "theme-placeholder themes/overrides/strings/ru.yaml:4:3 `note.mark` has the placeholder `{nubmer}`, which the reference string does not have",
            ],
        ),
        (
            &[(
                "themes/overrides/strings/ru.yaml",
                "typography: {quote: [a, b], ellipsis: 3}\ndates: {months: [a]}\nnumbers: {from_digits: four}\nfallback: x y\n",
            )],
            &[
                "theme-type themes/overrides/strings/ru.yaml:4:11 `x y` is not a language tag of BCP 47 such as `en`, `ru` or `kk-Latn`",
                "theme-type themes/overrides/strings/ru.yaml:2:17 `dates.months` is a list, expected a list of twelve names",
                "theme-type themes/overrides/strings/ru.yaml:3:24 `numbers.from_digits` is a text, expected a number of digits",
                "theme-unknown-key themes/overrides/strings/ru.yaml:1:14 unknown key `quote`",
                "theme-type themes/overrides/strings/ru.yaml:1:39 `typography.ellipsis` is a number, expected what the default theme's file shows",
            ],
        ),
        // A language that nobody has words for, and one with few.
        (
            &[(
                "themes/overrides/strings/uz.yaml",
                "strings:\n  menu.news: Yangiliklar\n",
            )],
            &[
                "theme-missing-string themes/overrides/strings/uz.yaml:1:1 no interface string in `uz` for",
            ],
        ),
    ];
    for (files, expected) in cases {
        let mut sources = default_theme();
        let mut name = "default";
        let mut languages = vec!["en", "ru", "kk"];
        for (path, text) in *files {
            sources.insert(*path, Source::text(*text));
            if path.starts_with("themes/own/") {
                name = "own";
            }
            if path.ends_with("/uz.yaml") {
                languages.push("uz");
            }
        }
        let (_, found) = read(&sources, name, &languages);
        let said = lines(&found, &sources);
        let fits = said.len() == expected.len()
            && said
                .iter()
                .zip(*expected)
                .all(|(said, start)| said.starts_with(start));
        assert!(fits, "{files:#?}\nsaid {said:#?}\nexpected {expected:#?}");
    }
}

#[test]
fn what_a_study_asks_of_a_theme_is_checked_where_it_asks() {
    let sources = default_theme();
    let tokens = [
        ("acent", "#000"),
        ("accent-dark", "blue"),
        ("accent", "#7a1f3d"),
    ];
    let (theme, found) = read_with(&sources, "defalt", &["en", "uz"], &tokens);
    let said: Vec<(String, &str)> = found
        .iter()
        .map(|one| (format!("{} {}", one.code.name, one.message), one.remedy()))
        .collect();
    assert_eq!(
        said.iter()
            .map(|(what, help)| (what.as_str(), *help))
            .collect::<Vec<_>>(),
        [
            (
                "theme-unknown there is no theme `defalt`",
                "did you mean `default`?"
            ),
            (
                "theme-missing-string the theme has no interface strings in `uz`",
                "write `themes/overrides/strings/uz.yaml`; until then readers see another language's words"
            ),
            (
                "theme-token token `accent-dark` is `blue`, expected a colour such as `#00616f` or `oklch(45% 0.08 200)`",
                "Write a value of the token's type."
            ),
            (
                "theme-unknown-token unknown token `acent`",
                "did you mean `accent`?"
            ),
        ]
    );
    let style = theme.statics().iter().find(|file| file.name == "style.css");
    let theme::StaticContent::Text(style) = &style.expect("a style sheet").content else {
        panic!("a style sheet is a text");
    };
    assert!(
        style.starts_with(":root{color-scheme:light dark;--accent:#7a1f3d;"),
        "{style}"
    );
}

#[test]
fn a_child_theme_and_overrides_hold_only_what_differs() {
    let sources = default_theme()
        .with_text("themes/own/theme.yaml", "name: Own\n")
        .with_text("themes/own/templates/base.html", "own {% block head %}{% endblock %}{% block site %}{% endblock %}{% block main %}{% endblock %}{% block footer %}{% endblock %}")
        .with_text("themes/own/strings/en.yaml", "strings:\n  menu.news: Dispatches\n")
        .with_text("themes/own/static/extra.css", "a{}")
        .with_text("themes/overrides/templates/not_found.html", "{% extends \"base.html\" %}{% block main %}{{ t.menu.news }}, {{ t.menu.glossary }}{% endblock %}");
    let (theme, found) = read(&sources, "own", &["en"]);
    assert_eq!(lines(&found, &sources), [""; 0]);
    let view = serde_json::json!({"lang": "en", "path": "404.html"});
    let page = theme
        .page("not_found", &view, &[])
        .expect("the template is sound");
    assert_eq!(page, b"own Dispatches, Glossary");
    assert!(theme.statics().iter().any(|file| file.name == "extra.css"));
    assert!(theme.statics().iter().any(|file| file.name == "style.css"));
}

#[test]
fn a_page_that_cannot_be_made_names_template_place_and_page() {
    let template = "<p>\n{{ study.titel }}</p>";
    let sources = default_theme().with_text("themes/overrides/templates/news.html", template);
    let (theme, _) = read(&sources, "default", &["en"]);
    let view = serde_json::json!({"lang": "en", "path": "en/news/", "study": {"title": "x"}});
    let wrong = theme
        .page("news", &view, &[])
        .expect_err("there is no such field");
    assert_eq!(
        lines(&[*wrong], &sources),
        [
            "theme-template themes/overrides/templates/news.html:2:10 field `titel` is not defined. Available fields: title, while making the page `/en/news/`"
        ]
    );
}

#[test]
fn numbers_dates_and_plurals_follow_the_language() {
    let sources = default_theme();
    let (theme, _) = read(&sources, "default", &["en", "ru", "kk"]);
    let count = |tag, number| {
        theme.say(
            &lang(tag),
            "count.recommendations",
            &[("count", Filling::Number(number))],
        )
    };
    let russian = [0, 1, 3, 12, 21, 12345].map(|number| count("ru", number));
    assert_eq!(
        russian,
        [
            "0\u{a0}рекомендаций",
            "1\u{a0}рекомендация",
            "3\u{a0}рекомендации",
            "12\u{a0}рекомендаций",
            "21\u{a0}рекомендация",
            "12\u{a0}345\u{a0}рекомендаций"
        ]
    );
    assert_eq!(count("en", 1), "1\u{a0}recommendation");
    assert_eq!(count("en", 1234), "1,234\u{a0}recommendations");
    assert_eq!(count("kk", 12), "12\u{a0}ұсыныс");
    let date = |tag, text| theme.date(&lang(tag), &diglot::study::When::parse(text).expect(text));
    assert_eq!(date("en", "2021-10-07"), "7\u{a0}October 2021");
    assert_eq!(date("ru", "2021-10-07"), "7\u{a0}октября 2021\u{a0}г.");
    assert_eq!(date("ru", "2021-10"), "октябрь 2021\u{a0}г.");
    assert_eq!(date("kk", "2021-10-07"), "2021\u{a0}ж. 7\u{a0}қазан");
    assert_eq!(theme.language_name(&lang("ru"), &lang("kk")), "казахский");
    assert_eq!(theme.own_name(&lang("kk")), "Қазақша");
    // A language falls back to what it names, then to the reference.
    assert_eq!(
        theme.say(&lang("kk"), "note.mark", &[("number", Filling::Number(3))]),
        "3-ескертпе"
    );
    assert_eq!(theme.say(&lang("en-x-child"), "menu.news", &[]), "News");
}

/// Contrast after WCAG 2.2, section 1.4.3.
#[test]
fn colours_are_readable_in_both_schemes() {
    let sources = default_theme();
    let text = sources
        .text("themes/default/theme.yaml")
        .expect("the manifest");
    let colours: BTreeMap<&str, (f64, f64)> = text
        .lines()
        .filter(|line| line.contains("type: color"))
        .map(|line| {
            let value = |key: &str| luminance(line.split(&format!("{key}: \"")).nth(1).expect(key));
            let name = line.trim().split(':').next().expect("a name");
            (name, (value("default"), value("dark")))
        })
        .collect();
    for ink in ["ink", "soft", "accent", "progress"] {
        for ground in ["paper", "tint"] {
            let (light, dark) = (colours[ink].0, colours[ink].1);
            assert!(
                contrast(light, colours[ground].0) >= 4.5,
                "{ink} on {ground}, light"
            );
            assert!(
                contrast(dark, colours[ground].1) >= 4.5,
                "{ink} on {ground}, dark"
            );
        }
    }
}

fn luminance(text: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(&text[at..at + 2], 16).expect("two digits") as f64 / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Keys of the reference strings, in the order of the file.
fn known_strings(sources: &Sources) -> Vec<String> {
    let text = sources
        .text("themes/default/strings/en.yaml")
        .expect("the reference");
    let strings = text.split("\nstrings:\n").nth(1).expect("a section");
    strings
        .lines()
        .filter(|line| line.starts_with("  ") && !line.trim().starts_with('#'))
        .map(|line| line.trim().split(':').next().expect("a key").to_owned())
        .collect()
}

/// The words of the closed lists, as keys of strings.
fn closed_lists() -> Vec<String> {
    macro_rules! keys {
        ($($list:literal: $words:path),+ $(,)?) => {
            [$(<$words>::ALL.iter().map(|one| format!("{}.{}", $list, one.word())).collect::<Vec<_>>()),+].concat()
        };
    }
    keys! {
        "about": study::finding::About,
        "action_type": study::recommendation::ActionType,
        "activity_kind": study::fieldwork::ActivityKind,
        "consent": study::fieldwork::Consent,
        "finding_kind": study::finding::FindingKind,
        "form": study::quote::Form,
        "horizon": study::recommendation::Horizon,
        "includes": study::fieldwork::Includes,
        "known": study::fieldwork::Known,
        "mode": study::fieldwork::Mode,
        "opportunity_status": study::opportunity::OpportunityStatus,
        "priority": study::recommendation::Priority,
        "quote_kind": study::quote::QuoteKind,
        "relation": study::recommendation::Relation,
        "status": study::recommendation::Status,
        "strength": study::finding::Strength,
        "tags_by": study::recommendation::TagsBy,
        "text_status": study::recommendation::TextStatus,
        "verified": study::recommendation::Verified,
    }
}

#[test]
fn every_word_of_a_closed_list_has_a_string() {
    let known = known_strings(&default_theme());
    let missing: Vec<String> = closed_lists()
        .into_iter()
        .filter(|key| !known.contains(key))
        .collect();
    assert_eq!(missing, [""; 0]);
}

/// Every string that templates and the program say is in the reference strings, and none is there for nothing.
#[test]
fn strings_and_those_who_say_them_agree() {
    let sources = default_theme();
    let known = known_strings(&sources);
    let texts = texts_that_say(&sources);
    for said in texts.iter().flat_map(|text| said_in(text)) {
        assert!(known.contains(&said), "`{said}` is said, but no string");
    }
    let closed = closed_lists();
    let idle: Vec<&String> = known
        .iter()
        .filter(|key| !closed.contains(key) && !texts.iter().any(|text| may_say(text, key)))
        .collect();
    assert_eq!(idle, [""; 0], "nobody says these");
}

/// The templates, and the sources of the rooms that say strings.
fn texts_that_say(sources: &Sources) -> Vec<String> {
    let mut files = Sources::new();
    for room in ["site", "format", "preview"] {
        add(
            Path::new(env!("CARGO_MANIFEST_DIR")),
            &format!("src/{room}"),
            &mut files,
        );
    }
    let templates = sources.below("themes/default/templates/");
    templates
        .chain(files.iter())
        .map(|(path, source)| match source {
            Source::Text(text) => text.text.to_string(),
            _ => panic!("{path} is a text"),
        })
        .collect()
}

/// Keys written out where only a string can stand.
fn said_in(text: &str) -> Vec<String> {
    let starts = ["{{ t.", "say(\"", "say_in_text(\"", "key=\"", "={t."];
    let ends = |rest: &str| !rest.starts_with(['[', '{', '.']);
    starts
        .iter()
        .flat_map(|start| {
            text.match_indices(start)
                .map(|(at, _)| &text[at + start.len()..])
        })
        .map(split_key)
        .filter(|(key, rest)| !key.ends_with('.') && ends(rest))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// True if the key is written out, or its list with a key that is known only while a page is made.
fn may_say(text: &str, key: &str) -> bool {
    let list = key.split('.').next().expect("a list");
    let written = [
        format!("t.{key}"),
        format!("\"{key}\""),
        format!("t.{list}["),
        format!("\"{list}.\" ~"),
        format!("\"{list}.{{"),
        format!("(\"{list}\", "),
        format!("list=\"{list}\""),
    ];
    written.iter().any(|form| text.contains(form.as_str()))
}

fn split_key(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_lowercase() && !"._".contains(c));
    text.split_at(end.unwrap_or(text.len()))
}

#[test]
fn a_template_that_does_not_compile_is_one_error() {
    let mut sources = support::study("two-voices");
    let broken = "{% extends \"base.html\" %}{% block main %}{{ nobody( }}{% endblock %}";
    sources.insert(
        "themes/overrides/templates/chapter.html",
        Source::text(broken),
    );
    let prepared = support::prepare(&sources);
    let found = support::lines(&prepared.diagnostics, &sources);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].contains("themes/overrides/templates/chapter.html:1:"),
        "{found:#?}"
    );
    assert!(prepared.output().diagnostics.is_empty());
}

/// The page at a path, from a study with other pieces of pages than the default theme's.
fn with_piece(name: &str, piece: &str, path: &str) -> (String, Vec<String>) {
    let mut sources = support::study("two-voices");
    let file = format!("themes/overrides/templates/shared/{name}.html");
    sources.insert(file.as_str(), Source::text(piece));
    let prepared = support::prepare(&sources);
    let made = prepared.file(path).expect("there is such a page");
    let html = match made.value {
        File::Made { bytes, .. } => String::from_utf8(bytes.to_vec()).expect("a text"),
        File::Copied(_) => String::new(),
    };
    (html, support::lines(&made.diagnostics, &sources))
}

#[test]
fn pieces_of_pages_know_what_their_pages_share() {
    let piece = "\n<i>{{ lang }} {{ root }} {{ study.short_title }} {{ t.ui.data }}</i>\n";
    for (path, expected) in [
        ("en/index.html", "<i>en ../ What the valley drinks Data</i>"),
        ("en/wells/index.html", "<i>en ../../ What the valley"),
        ("ru/wells/index.html", "<i>ru ../../ Что"),
    ] {
        let (html, found) = with_piece("footer", piece, path);
        assert!(html.contains(expected), "{path} {html}");
        assert_eq!(found, [""; 0]);
    }
}

#[test]
fn pieces_of_pages_know_no_more() {
    let (_, found) = with_piece("footer", "<i>{{ path }}</i>", "en/wells/index.html");
    assert_eq!(found.len(), 1, "{found:?}");
    let place = "error[theme-template] themes/overrides/templates/shared/footer.html:1:7 ";
    assert!(found[0].starts_with(place), "{found:?}");
    assert!(found[0].ends_with("/en/wells/`"), "{found:?}");
}

#[test]
fn pages_mark_in_the_menu_where_the_reader_is() {
    let menu = "<a href=\"{{ root }}en/wells/\">A</a><a href=\"{{ root }}en/glossary/\">B</a>";
    for (path, expected) in [
        ("en/wells/index.html", "wells/\" aria-current=\"page\">A"),
        ("en/money/index.html", "wells/\" aria-current=\"true\">A"),
        (
            "en/glossary/index.html",
            "glossary/\" aria-current=\"page\">B",
        ),
    ] {
        let (html, _) = with_piece("header", menu, path);
        assert!(html.contains(expected), "{path} {html}");
    }
}
