//! The preview without the world: sources in, answers out. And once with a real folder, port and watcher.

mod support;

use diglot::build::Options;
use diglot::preview::{Method, News, Port, Preview, Request, Response, Settings};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::channel;
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
    })
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
        ("/_diglot/diagnostics", 200, "application/json"),
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
    assert_eq!(
        get(&preview, "/en/wells").location.as_deref(),
        Some("./wells/")
    );
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

#[test]
fn the_last_good_page_stays_while_there_are_errors() {
    let preview = preview();
    let before = text(&get(&preview, "/en/wells/"));
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/01-wells.en.md",
        "- Wells are deep.",
        "- Wells are deep.[^9]",
    );
    let built = preview.change(&sources);
    assert_eq!(built.pages, None);
    let after = text(&get(&preview, "/en/wells/"));
    assert_eq!(
        before.replace("data-version=\"1\"", ""),
        after.replace("data-version=\"2\"", "")
    );
    let said = text(&get(&preview, "/_diglot/diagnostics"));
    assert!(
        said.contains("ref-undefined-note") && said.contains("01-wells.en.md:16"),
        "{said}"
    );

    let built = preview.change(&study("two-voices"));
    assert!(built.pages.is_some());
    assert!(text(&get(&preview, "/_diglot/diagnostics")).contains("\"errors\":0"));
    assert!(text(&get(&preview, "/_diglot/live?since=0")).contains("\"good\":3"));
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
    assert_eq!(get(&preview, "/en/").status, 404);
    assert_eq!(get(&preview, "/").location.as_deref(), Some("/valley/"));
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
    };
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let tell = |news: News<'_>| {
            let line = match news {
                News::Listening { url, .. } => url,
                News::Built { built, .. } => format!("built {:?}", built.pages.is_some()),
                News::Unreadable(error) => error.to_string(),
            };
            let _ = sender.send(line);
        };
        diglot::preview::run(&settings, &tell).expect("the preview starts");
    });
    let patience = Duration::from_secs(30);
    let next = || receiver.recv_timeout(patience).expect("news in time");
    assert_eq!(next(), "built true");
    let address = next()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
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
