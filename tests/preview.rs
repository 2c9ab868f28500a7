//! The preview without the world: sources in, answers out. And once with a real folder, port and watcher.

use crate::support;

use diglot::build::Options;
use diglot::disk;
use diglot::preview::{Hands, Method, News, Port, Preview, Request, Response, Settings, Watching};
use diglot::source::Sources;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{edit, study};

fn preview() -> Preview {
    let preview = Preview::new(Options::default(), false, "127.0.0.1");
    let built = preview.change(&study("two-voices"));
    assert!(built.pages.is_some(), "{:?}", built.diagnostics);
    preview
}

fn get(preview: &Preview, target: &str) -> Response {
    ask(preview, Method::Get, target, Some("localhost:4040"))
}

fn ask(preview: &Preview, method: Method, target: &str, host: Option<&str>) -> Response {
    preview.answer(&Request {
        method,
        target: target.to_owned(),
        host: host.map(str::to_owned),
        ..Request::default()
    })
}

/// What a tab is told of the page at an address.
fn about(preview: &Preview, path: &str) -> serde_json::Value {
    let answer = get(preview, &format!("/_diglot/page?path={path}"));
    serde_json::from_slice(&answer.body).expect("JSON")
}

fn text(response: &Response) -> String {
    String::from_utf8_lossy(&response.body).into_owned()
}

#[test]
fn pages_and_files_are_answered_with_their_types() {
    let preview = preview();
    let cases = [
        ("/", 200, "text/html; charset=utf-8"),
        ("/en/wells/", 200, "text/html; charset=utf-8"),
        ("/en/wells/?x=1", 200, "text/html; charset=utf-8"),
        ("/sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/nowhere/", 404, "text/html; charset=utf-8"),
        ("/_diglot/live.js", 200, "text/javascript; charset=utf-8"),
        ("/_diglot/live.css", 200, "text/css; charset=utf-8"),
        ("/_diglot/page?path=/en/", 200, "application/json"),
        ("/_diglot/live?since=0", 200, "application/json"),
    ];
    for (target, status, content_type) in cases {
        let response = get(&preview, target);
        assert_eq!(
            (response.status, response.content_type),
            (status, content_type),
            "{target}"
        );
        assert!(!response.body.is_empty(), "{target}");
    }
    for (asked, location) in [("/en/wells", "./wells/"), ("/en/wells?a=1", "./wells/?a=1")] {
        let moved = get(&preview, asked);
        assert_eq!(moved.header("Location"), Some(location), "{asked}");
    }
}

#[test]
fn a_private_value_in_a_file_that_is_no_page_is_told_as_build_tells_it() {
    let sources = study("two-voices")
        .with_text("private/names.txt", "Aigerim Sarsenova\n")
        .with_text("themes/overrides/static/a.txt", "Ask Aigerim Sarsenova.");
    let told = support::prepare(&sources).output().diagnostics;
    assert_eq!(told.len(), 1);
    let preview = preview();
    let built = preview.change(&sources);
    assert_eq!(built.diagnostics, told);
    assert_eq!(built.pages, None);
}

#[test]
fn the_page_for_what_is_not_there_leads_on_from_any_depth() {
    let page = text(&get(&preview(), "/en/a/b/c/"));
    assert!(page.contains("href=\"/en/\""), "{page}");
    assert!(page.contains("href=\"/assets/style."), "{page}");
    assert!(!page.contains("example.org/valley/en/\""), "{page}");
}

#[test]
fn nothing_outside_the_site_can_be_reached() {
    let preview = preview();
    let targets = [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/en/..%2f..%2fCargo.toml",
        "/..%5c..%5cCargo.toml",
        "/\0",
        "/%00",
        "//etc/passwd",
        "etc/passwd",
        "",
        "*",
        "http://evil.example/",
        "/%ff%fe",
        "/.diglot/manifest.json",
        "/content/study.yaml",
        "/en/wells/../../x",
    ];
    for target in targets {
        let response = get(&preview, target);
        assert!(
            matches!(response.status, 400 | 404),
            "{target}: {}",
            response.status
        );
    }
    let long = format!("/{}", "a/".repeat(100_000));
    assert_eq!(get(&preview, &long).status, 404);
}

#[test]
fn only_its_own_name_and_reading_are_answered() {
    let preview = preview();
    for host in [
        "localhost",
        "localhost:4040",
        "127.0.0.1:4040",
        "[::1]:4040",
        "[::1]",
        "LocalHost:4040",
        "localhost.",
    ] {
        assert_eq!(
            ask(&preview, Method::Get, "/", Some(host)).status,
            200,
            "{host}"
        );
    }
    for host in [
        None,
        Some("evil.example"),
        Some("evil.example:4040"),
        Some("localhost.evil.example"),
        Some(""),
    ] {
        assert_eq!(
            ask(&preview, Method::Get, "/", host).status,
            403,
            "{host:?}"
        );
    }
    assert_eq!(
        ask(&preview, Method::Other, "/", Some("localhost")).status,
        405
    );
}

/// An edit that leaves an error behind.
fn broken() -> Sources {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "- Wells are deep.",
        "- Wells are deep.[^9]",
    );
    sources
}

#[test]
fn the_last_good_page_stays_while_there_are_errors() {
    let preview = preview();
    let before = text(&get(&preview, "/en/wells/"));
    let tag = about(&preview, "/en/wells/")["etag"].clone();
    let built = preview.change(&broken());
    assert_eq!(built.pages, None);
    assert_eq!(before, text(&get(&preview, "/en/wells/")));
    let told = about(&preview, "/en/wells/");
    assert_eq!(told["etag"], tag);
    assert_eq!(told["is_old"], true);
    let error = &told["errors"][0];
    assert_eq!(error["path"], "content/chapters/01-wells.en.md");
    assert_eq!(error["line"], 16);
    let laid_out = error["text"].as_str().expect("a text");
    assert!(
        laid_out.contains("ref-undefined-note") && laid_out.contains("16 | - Wells are deep.[^9]"),
        "{laid_out}"
    );

    let version = told["version"].as_u64().expect("a number");
    let built = preview.change(&study("two-voices"));
    assert!(built.pages.is_some());
    let told = about(&preview, "/en/wells/");
    assert_eq!(told["errors"], serde_json::json!([]));
    assert_eq!(told["etag"], tag, "nothing has changed since");
    assert!(told["version"].as_u64() > Some(version));
}

#[test]
fn a_tab_learns_that_its_own_page_is_new_and_others_are_not() {
    let preview = preview();
    let tags = |preview: &Preview| {
        ["/en/wells/", "/en/money/", "/ru/money/"].map(|path| about(preview, path)["etag"].clone())
    };
    let before = tags(&preview);
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "Wells are deep",
        "Wells are shallow",
    );
    preview.show(&sources);
    let after = tags(&preview);
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
    assert!(text(&get(&preview, "/en/wells/")).contains("Wells are shallow"));
    assert!(
        preview.go_on().is_none(),
        "the checks and the other pages wait until there is time"
    );
}

/// A template that fails on one page only is found when that page is made; the page stays as it was.
#[test]
fn a_page_that_cannot_be_made_gives_way_to_its_last_sound_self() {
    let preview = preview();
    let before = text(&get(&preview, "/en/glossary/"));
    let mut sources = study("two-voices");
    sources.insert(
        "themes/overrides/templates/glossary.html",
        diglot::source::Source::text("{{ glossary[0].nothing.at_all }}"),
    );
    let built = preview.change(&sources);
    assert_eq!(built.pages, None, "{:?}", built.diagnostics);
    assert_eq!(before, text(&get(&preview, "/en/glossary/")));
    assert_ne!(
        about(&preview, "/en/glossary/")["errors"],
        serde_json::json!([])
    );
}

#[test]
fn warnings_stand_on_their_own_page() {
    let preview = preview();
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "- Wells are deep.",
        "- Wells are deep.\n\n<!-- diglot-allow link-broken: nothing here -->\n\nMore.",
    );
    let built = preview.change(&sources);
    assert!(built.pages.is_some());
    assert!(
        !built.diagnostics.is_empty(),
        "a waiver that waives nothing"
    );
    let (here, there) = (about(&preview, "/en/wells/"), about(&preview, "/ru/wells/"));
    let count = |told: &serde_json::Value| told["warnings"].as_array().map(Vec::len);
    assert!(count(&here) > Some(0));
    assert_eq!(
        here["warnings"][0]["path"],
        "content/chapters/01-wells.en.md"
    );
    assert!(there["elsewhere"].as_u64() > Some(0));
}

#[test]
fn warnings_stay_until_the_checks_have_looked_again() {
    let preview = preview();
    let waived = |words: &str| {
        let mut sources = study("two-voices");
        let change = format!("{words}\n\n<!-- diglot-allow link-broken: nothing here -->\n\nMore.");
        edit(
            &mut sources,
            "content/chapters/01-wells.en.md",
            "- Wells are deep.",
            &change,
        );
        sources
    };
    let codes = |preview: &Preview| {
        let told = about(preview, "/en/wells/");
        let warnings = told["warnings"].as_array().into_iter().flatten();
        let codes = warnings.map(|one| one["code"].to_string());
        codes.collect::<Vec<_>>()
    };
    preview.change(&waived("- Wells are deep."));
    let before = codes(&preview);
    assert!(
        before.contains(&"\"structure-waiver-unused\"".to_owned()),
        "{before:?}"
    );
    preview.show(&waived("- Wells are shallow."));
    assert_eq!(codes(&preview), before);
    preview.change(&study("two-voices"));
    assert!(codes(&preview).is_empty());
}

#[test]
fn heads_stretches_and_known_contents() {
    let preview = preview();
    let with = |change: fn(&mut Request)| {
        let mut request = Request {
            target: "/sitemap.xml".to_owned(),
            host: Some("localhost".to_owned()),
            ..Request::default()
        };
        change(&mut request);
        preview.answer(&request)
    };
    let whole = with(|_| {});
    let size = whole.body.len();
    let tag = whole.header("ETag").expect("a tag").to_owned();
    assert_eq!(whole.header("Accept-Ranges"), Some("bytes"));
    let part = with(|it| it.range = Some("bytes=2-5".into()));
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[2..6]));
    let place = format!("bytes 2-5/{size}");
    assert_eq!(part.header("Content-Range"), Some(place.as_str()));
    let beyond = with(|it| it.range = Some("bytes=99999999-".into()));
    assert_eq!(beyond.status, 416);
    let of_another = with(|it| {
        it.range = Some("bytes=2-5".into());
        it.if_range = Some("\"another\"".into());
    });
    assert_eq!((of_another.status, of_another.body.len()), (200, size));
    let mut request = Request {
        target: "/sitemap.xml".to_owned(),
        host: Some("localhost".to_owned()),
        if_none_match: Some(tag),
        ..Request::default()
    };
    let known = preview.answer(&request);
    assert_eq!((known.status, known.body.len()), (304, 0));
    request.if_none_match = Some("\"another\"".into());
    assert_eq!(preview.answer(&request).status, 200);
}

#[test]
fn a_picture_that_is_being_written_is_not_served() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    };
    // The head of a picture of one by one pixel, and what is to be its content.
    let picture = [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &[7; 500]].concat();
    write("content/study.yaml", b"title: A\nlanguages: [en]\n");
    write("content/media/a.gif", &picture);
    let text = "---\ntitle: A\n---\n\n![A dot](../media/a.gif)\n";
    write("content/chapters/01-a.en.md", text.as_bytes());
    let preview = Preview::new(Options::default(), false, "127.0.0.1");
    preview.change(&disk::load(dir.path()).expect("a study"));
    let page = self::text(&get(&preview, "/en/a/"));
    let (_, source) = page.split_once("<img src=\"../..").expect("the picture");
    let address = source.split('"').next().expect("its end");
    let part = || {
        preview.answer(&Request {
            target: address.to_owned(),
            host: Some("localhost".to_owned()),
            range: Some("bytes=2-5".into()),
            ..Request::default()
        })
    };
    let whole = get(&preview, address);
    assert_eq!((whole.status, &whole.body[..]), (200, &picture[..]));
    assert_eq!(part().status, 206);
    write("content/media/a.gif", &picture[..100]);
    assert_eq!(get(&preview, address).status, 503);
    assert_eq!(part().status, 503);
    write(
        "content/media/a.gif",
        &[&picture[..100], &[8; 413]].concat(),
    );
    assert_eq!(get(&preview, address).status, 503, "of the same length");
}

/// What was opened, and what was agreed.
type Done = Arc<Mutex<Vec<String>>>;

fn with_hands() -> (Preview, Done) {
    let done = Done::default();
    let (opened, agreed) = (Arc::clone(&done), Arc::clone(&done));
    let push = |done: &Done, what: String| done.lock().expect("no panic before").push(what);
    let hands = Hands {
        edit: Some(Box::new(move |path, line| {
            push(&opened, format!("{path}:{line}"));
            Ok(())
        })),
        agree: Some(Box::new(move |block, _| {
            push(&agreed, block.to_owned());
            Ok(())
        })),
    };
    let preview = Preview::new(Options::default(), false, "127.0.0.1").with_hands(hands);
    preview.change(&study("two-voices"));
    (preview, done)
}

/// The token that this run's pages carry.
fn token(preview: &Preview) -> String {
    let page = text(&get(preview, "/en/wells/"));
    let (_, rest) = page.split_once("data-token=\"").expect("a page knows it");
    rest.split('"').next().expect("its end").to_owned()
}

fn post(preview: &Preview, deed: &str, wish: &str) -> Request {
    Request {
        method: Method::Post,
        target: format!("/_diglot/{deed}"),
        host: Some("localhost:4040".into()),
        origin: Some("http://localhost:4040".into()),
        content_type: Some("application/json".into()),
        token: Some(token(preview)),
        body: wish.as_bytes().to_vec(),
        ..Request::default()
    }
}

#[test]
fn only_pages_of_this_run_can_ask_for_deeds() {
    let (preview, done) = with_hands();
    let wish = r#"{"file": "content/study.yaml", "line": 3}"#;
    type Spoilt = (&'static str, fn(&mut Request));
    let spoilt: [Spoilt; 12] = [
        ("no token", |it| it.token = None),
        ("another token", |it| it.token = Some("0".repeat(64))),
        ("no origin", |it| it.origin = None),
        ("the origin of a file", |it| it.origin = Some("null".into())),
        ("a foreign origin", |it| {
            it.origin = Some("https://evil.example".into())
        }),
        ("another port", |it| {
            it.origin = Some("http://localhost:8080".into())
        }),
        ("no type", |it| it.content_type = None),
        ("a form", |it| it.content_type = Some("text/plain".into())),
        ("a foreign name", |it| it.host = Some("evil.example".into())),
        ("no name", |it| it.host = None),
        ("another method", |it| it.method = Method::Other),
        ("a page", |it| it.target = "/en/wells/".into()),
    ];
    for (what, spoil) in spoilt {
        let mut request = post(&preview, "edit", wish);
        spoil(&mut request);
        let answer = preview.answer(&request);
        assert!(
            matches!(answer.status, 403 | 405),
            "{what}: {}",
            answer.status
        );
    }
    assert_eq!(*done.lock().expect("sound"), Vec::<String>::new());
    assert_eq!(preview.answer(&post(&preview, "edit", wish)).status, 204);
    assert_eq!(*done.lock().expect("sound"), ["content/study.yaml:3"]);
    let mut foreign = post(&preview, "edit", wish);
    (foreign.method, foreign.target) = (Method::Get, "/en/".into());
    foreign.origin = Some("https://evil.example".into());
    assert_eq!(preview.answer(&foreign).status, 403, "nor can others read");
}

#[test]
fn the_editor_opens_what_stands_on_the_page() {
    let (preview, done) = with_hands();
    let list = about(&preview, "/en/wells/");
    assert_eq!(list["editor"], true);
    let page = text(&get(&preview, "/ru/wells/"));
    let (before, _) = page
        .split_once("Колодцы глубоки")
        .expect("the text of a block");
    let (_, id) = before.rsplit_once("id=\"").expect("blocks have ids");
    let id = id.split('"').next().expect("its end");
    let cases = [
        (
            format!(r#"{{"page": "/ru/wells/", "id": "{id}"}}"#),
            Ok("content/chapters/01-wells.ru.md:"),
        ),
        (
            r#"{"page": "/ru/wells/"}"#.into(),
            Ok("content/chapters/01-wells.ru.md:1"),
        ),
        (
            r#"{"page": "/en/recommendations/R01/"}"#.into(),
            Ok("content/recommendations.yaml:1"),
        ),
        (
            r#"{"file": "../secret", "line": 1}"#.into(),
            Err("no file of this study"),
        ),
        (
            r#"{"file": "/etc/passwd", "line": 1}"#.into(),
            Err("no file of this study"),
        ),
        (
            r#"{"page": "/nowhere/", "id": "x"}"#.into(),
            Err("does not come from a file"),
        ),
        (
            r#"{"page": "/ru/../../x", "id": "x"}"#.into(),
            Err("does not come from a file"),
        ),
        ("not json".into(), Err("not what was expected")),
        ("[1]".into(), Err("not what was expected")),
    ];
    for (wish, expected) in cases {
        done.lock().expect("sound").clear();
        let answer = preview.answer(&post(&preview, "edit", &wish));
        let opened = done.lock().expect("sound").join(" ");
        match expected {
            Ok(place) => assert!(
                answer.status == 204 && opened.starts_with(place),
                "{wish}: {opened} {}",
                text(&answer)
            ),
            Err(why) => assert!(
                answer.status == 400 && text(&answer).contains(why),
                "{wish}: {}",
                text(&answer)
            ),
        }
    }
}

#[test]
fn a_doubtful_pair_can_be_settled_where_it_is_marked() {
    let (preview, _) = with_hands();
    let marks = |preview: &Preview| -> Vec<String> {
        let told = about(preview, "/ru/wells/");
        let blocks = told["blocks"].as_array().expect("a list").iter();
        blocks
            .map(|block| format!("{} {} {}", block["odd"], block["notes"], block["can_agree"]))
            .collect()
    };
    assert_eq!(marks(&preview), [] as [&str; 0]);
    let mut sources = study("two-voices");
    let long = "Nobody asked them, and nobody had been asked before either, when the soldiers of the old garrison dug the first ones for the people of the upper village, who had carried their water from the river until then and went on doing so.";
    for (lang, from, text) in [
        ("en", "- Wells are deep.", long),
        ("ru", "- Колодцы глубокие.", "> Да."),
    ] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        edit(&mut sources, &path, from, &format!("{text}\n\n{from}"));
    }
    preview.change(&sources);
    assert_eq!(marks(&preview), [r#"{} ["structure-doubtful"] true"#]);
}

#[test]
fn only_blocks_of_the_page_can_be_agreed() {
    let (preview, done) = with_hands();
    let page = text(&get(&preview, "/en/wells/"));
    let (_, content) = page.split_once("class=\"content\"").expect("the text");
    let (_, id) = content.split_once("id=\"").expect("blocks have ids");
    let id = id.split('"').next().expect("its end");
    let (_, etag) = page.split_once("data-etag=\"").expect("the script's tag");
    let etag = etag.split('"').next().expect("its end");
    let wish = |id: &str, etag: &str| {
        format!(r#"{{"page": "/en/wells/", "id": "{id}", "etag": "{etag}"}}"#)
    };
    let status =
        |preview: &Preview, wish: &str| preview.answer(&post(preview, "agree", wish)).status;
    assert_eq!(status(&preview, &wish(id, etag)), 204);
    assert_eq!(status(&preview, &wish("p-aaaaa", etag)), 400);
    // A text that the author has not seen.
    assert_eq!(status(&preview, &wish(id, "0123456789")), 400);
    assert_eq!(*done.lock().expect("sound"), [format!("wells#{id}")]);
    let silent = Preview::new(Options::default(), false, "127.0.0.1");
    silent.change(&study("two-voices"));
    assert_eq!(status(&silent, &wish(id, etag)), 400);
}

/// A page that cannot be made stays as it was, so that its author has not read the newest text.
#[test]
fn a_text_that_is_not_shown_cannot_be_agreed() {
    let (preview, done) = with_hands();
    let page = text(&get(&preview, "/en/wells/"));
    let between = |start: &str| {
        let (_, rest) = page.split_once(start).expect("it stands on the page");
        rest.split('"').next().expect("its end").to_owned()
    };
    let etag = between("data-etag=\"");
    let wish = format!(r#"{{"page": "/en/wells/", "id": "say", "etag": "{etag}"}}"#);
    let agree = |preview: &Preview| preview.answer(&post(preview, "agree", &wish));
    assert_eq!(agree(&preview).status, 204);
    done.lock().expect("sound").clear();

    let mut failing = study("two-voices");
    failing.insert(
        "themes/overrides/templates/chapter.html",
        diglot::source::Source::text("{{ chapter.nothing.at_all }}"),
    );
    edit(
        &mut failing,
        "content/chapters/01-wells.en.md",
        "Wells are deep",
        "Wells are shallow",
    );
    let mut broken = failing.clone();
    broken.remove("themes/overrides/templates/chapter.html");
    edit(&mut broken, "content/study.yaml", "title:", "titel:");
    for (what, sources) in [("its page fails", failing), ("the study fails", broken)] {
        preview.change(&sources);
        assert_eq!(text(&get(&preview, "/en/wells/")), page, "{what}");
        let answer = agree(&preview);
        assert_eq!(answer.status, 400, "{what}");
        assert!(text(&answer).contains("is not shown"), "{what}");
    }
    assert_eq!(*done.lock().expect("sound"), Vec::<String>::new());
}

#[test]
fn one_page_leads_to_both_texts_and_back() {
    let (preview, done) = with_hands();
    let both = "/en/parallel/wells/";
    assert_eq!(about(&preview, "/en/wells/")["beside"]["page"], both);
    assert_eq!(get(&preview, both).status, 200);
    assert_eq!(about(&preview, both)["beside"]["page"], "/en/wells/");
    assert_eq!(
        about(&preview, "/en/glossary/")["beside"],
        serde_json::Value::Null
    );
    // Each side opens its own file.
    for lang in ["en", "ru"] {
        let wish = format!(r#"{{"page": "{both}", "id": "say", "lang": "{lang}"}}"#);
        assert_eq!(preview.answer(&post(&preview, "edit", &wish)).status, 204);
        let opened = done.lock().expect("sound").pop().expect("one was opened");
        assert!(
            opened.starts_with(&format!("content/chapters/01-wells.{lang}.md:")),
            "{opened}"
        );
    }
}

#[test]
fn who_follows_is_told_where_the_change_is() {
    let preview = Preview::new(Options::default(), false, "127.0.0.1").following();
    preview.change(&study("two-voices"));
    assert_eq!(about(&preview, "/en/")["follow"], serde_json::Value::Null);
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/01-wells.ru.md",
        "Колодцы глубоки",
        "Колодцы мелки",
    );
    preview.change(&sources);
    let told = about(&preview, "/en/")["follow"].clone();
    assert_eq!(told["pages"], serde_json::json!({ "ru": "/ru/wells/" }));
    let id = told["id"].as_str().expect("an id");
    let page = text(&get(&preview, "/ru/wells/"));
    let (_, after) = page
        .split_once(&format!("id=\"{id}\""))
        .expect("the block is there");
    assert!(
        after.find("Колодцы мелки").is_some_and(|at| at < 300),
        "{after}"
    );

    let at = sources
        .text("content/recommendations.yaml")
        .expect("a file")
        .to_string();
    let (head, tail) = at.split_once("title:").expect("a title");
    sources.insert(
        "content/recommendations.yaml",
        diglot::source::Source::text(format!("{head}# new\n  title:{tail}")),
    );
    preview.change(&sources);
    let told = about(&preview, "/en/")["follow"].clone();
    assert_eq!(told["pages"]["en"], "/en/recommendations/R01/", "{told}");
    assert_eq!(told["pages"]["ru"], "/ru/recommendations/R01/", "{told}");
}

#[test]
fn a_study_that_begins_with_errors_says_so() {
    let preview = Preview::new(Options::default(), false, "127.0.0.1");
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages: en-ru-x",
    );
    assert_eq!(preview.change(&sources).pages, None);
    let response = get(&preview, "/en/");
    assert_eq!(response.status, 503);
    assert!(text(&response).contains("live.js"));
}

#[test]
fn the_site_can_stand_below_its_base_path() {
    let preview = Preview::new(Options::default(), true, "127.0.0.1");
    preview.change(&study("two-voices"));
    assert_eq!(preview.base_path(), "/valley/");
    assert_eq!(get(&preview, "/valley/en/").status, 200);
    // The site may be moved to where a tab is open: such a page learns of it.
    let beside = get(&preview, "/en/");
    assert_eq!(beside.status, 404);
    assert!(text(&beside).contains("live.js"));
    assert_eq!(about(&preview, "/en/")["etag"], "");
    assert_eq!(get(&preview, "/").header("Location"), Some("/valley/"));
}

/// One real round: a port, a browser's request, a save in place and one by renaming over.
#[test]
fn a_saved_file_reaches_the_open_page() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, source) in study("two-voices")
        .iter()
        .filter(|(path, _)| path.starts_with("content/"))
    {
        let target = dir.path().join(path.as_ref());
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("make");
        if let diglot::source::Source::Text(text) = source {
            std::fs::write(target, text.text.as_bytes()).expect("write");
        }
    }
    let settings = Settings {
        root: dir.path().to_owned(),
        options: Options::default(),
        host: "127.0.0.1".into(),
        port: Port::Exactly(0),
        base: false,
        follow: false,
        watching: Watching::Events,
        editor: None,
    };
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let tell = |news: News<'_>| {
            let line = match news {
                News::Listening { url, .. } => url,
                News::Shown { .. } => return,
                News::Built { built, .. } => format!("built {:?}", built.pages.is_some()),
                News::Unreadable(error) => error.to_string(),
            };
            let _ = sender.send(line);
        };
        diglot::preview::run(&settings, &tell).expect("the preview starts");
    });
    let patience = Duration::from_secs(30);
    let next = || receiver.recv_timeout(patience).expect("news in time");
    let address = next()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    assert_eq!(next(), "built true");
    assert!(fetch(&address, "/en/wells/").contains("Wells are deep"));

    let chapter = dir.path().join("content/chapters/01-wells.en.md");
    let text = std::fs::read_to_string(&chapter).expect("read");
    std::fs::write(
        &chapter,
        text.replace("Wells are deep", "Wells are very deep"),
    )
    .expect("write");
    assert_eq!(next(), "built true");
    assert!(fetch(&address, "/en/wells/").contains("Wells are very deep"));

    let aside = dir.path().join("content/chapters/.01-wells.tmp");
    std::fs::write(&aside, text.replace("Wells are deep", "Wells are dry")).expect("write");
    std::fs::rename(&aside, &chapter).expect("rename");
    assert_eq!(next(), "built true");
    assert!(fetch(&address, "/en/wells/").contains("Wells are dry"));

    // A folder that goes and comes again is watched again.
    let chapters = dir.path().join("content/chapters");
    let away = dir.path().join("chapters-away");
    std::fs::rename(&chapters, &away).expect("rename");
    next();
    std::fs::rename(&away, &chapters).expect("rename");
    assert_eq!(next(), "built true");
    std::fs::write(&chapter, &text).expect("write");
    assert_eq!(next(), "built true");
    assert!(fetch(&address, "/en/wells/").contains("Wells are deep"));
}

fn fetch(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connect");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .expect("ask");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("an answer that ends");
    answer
}
