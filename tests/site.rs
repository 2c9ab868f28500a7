//! From a study to its pages: addresses, links, labels, prose, and what stands in the head of a page.

use crate::support;

use diglot::build::{Options, Prepared, prepare};
use diglot::output::File;
use diglot::site::Scope;
use diglot::site::view::{Body, ChapterBody};
use diglot::source::{Source, Sources};
use std::collections::{BTreeMap, BTreeSet};
use support::{edit, shown as page, study};

const WELLS: &str = "content/chapters/01-wells.en.md";

/// The fixture with more chapters, `more-1`, `more-2` …, each with one text in both languages.
fn with_chapters(texts: &[&str]) -> Sources {
    let mut sources = study("two-voices");
    for (at, text) in texts.iter().enumerate() {
        for (lang, title) in [("en", "More"), ("ru", "Ещё")] {
            let path = format!("content/chapters/05-more/01-more-{}.{lang}.md", at + 1);
            let text = format!("---\ntitle: {title}\n---\n\n{text}\n");
            sources.insert(path, Source::text(text));
        }
    }
    sources.insert(
        "content/chapters/05-more/part.yaml",
        Source::text("title: { en: Later, ru: Потом }\n"),
    );
    sources
}

fn with_chapter(text: &str) -> Sources {
    with_chapters(&[text])
}

fn ready(sources: &Sources) -> Prepared {
    prepare(sources, &Options::default())
}

fn with_scope(sources: &Sources, scope: Scope) -> Prepared {
    let strict = false;
    prepare(sources, &Options { scope, strict })
}

fn chapter(prepared: &Prepared, path: &str) -> ChapterBody {
    match page(prepared, path).body {
        Body::Chapter(body) => *body,
        other => panic!("`{path}` is a {}", other.kind()),
    }
}

/// The first block of each text, without its id.
fn first_blocks(texts: &[&str]) -> Vec<String> {
    let prepared = ready(&with_chapters(texts));
    let block = |at: usize| {
        let content = chapter(&prepared, &format!("en/more-{at}/index.html"))
            .content
            .0;
        without_ids(content.lines().next().unwrap_or_default())
    };
    (1..=texts.len()).map(block).collect()
}

fn first_block(text: &str) -> String {
    first_blocks(&[text]).concat()
}

/// Without ids that were derived from the text.
fn without_ids(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(" id=\"p-") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 5..];
        rest = &after[after.find('"').map_or(after.len(), |end| end + 1)..];
    }
    out + rest
}

/// `severity[code] line:column message` of everything that is said about each of some chapters.
fn said_of(texts: &[&str]) -> Vec<Vec<String>> {
    let said = support::said(&with_chapters(texts));
    let about = |at: usize| {
        let here = format!("chapters/05-more/01-more-{at}.en.md:");
        let lines = said.iter().filter(|line| line.contains(&here));
        lines.map(|line| line.replace(&here, "")).collect()
    };
    (1..=texts.len()).map(about).collect()
}

/// All pages as text.
fn pages(prepared: &Prepared) -> BTreeMap<String, String> {
    let output = prepared.output();
    assert_eq!(output.diagnostics, []);
    let mut out = BTreeMap::new();
    for (path, file) in output.value.iter() {
        let text = match file {
            File::Made { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
            File::Copied(_) => String::new(),
        };
        out.insert(path.clone(), text);
    }
    out
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let parts = html.split(&start).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

#[test]
fn every_thing_has_its_page() {
    let prepared = ready(&study("two-voices"));
    let routes = prepared.site.routes.iter();
    let paths: Vec<String> = routes.map(|route| prepared.site.file_path(route)).collect();
    let russian: Vec<&str> = paths
        .iter()
        .filter_map(|path| path.strip_prefix("ru/"))
        .collect();
    insta::assert_snapshot!(russian.join("\n"), @r#"
    index.html
    evidence/index.html
    evidence/coverage/index.html
    evidence/group/households/index.html
    evidence/matrix/index.html
    findings/index.html
    findings/F01/index.html
    glossary/index.html
    glossary/well/index.html
    money/index.html
    news/index.html
    news/out/index.html
    parallel/money/index.html
    parallel/wells/index.html
    recommendations/index.html
    recommendations/R01/index.html
    recommendations/R02/index.html
    recommendations/actor/villages/index.html
    recommendations/addressee/water-board/index.html
    recommendations/horizon/not_stated/index.html
    recommendations/horizon/short/index.html
    recommendations/progress/index.html
    recommendations/status/no_information/index.html
    recommendations/theme/wells/index.html
    references/index.html
    wells/index.html
    "#);
    let english: Vec<&str> = paths
        .iter()
        .filter_map(|path| path.strip_prefix("en/"))
        .collect();
    assert_eq!(english, russian);
    assert_eq!(
        paths.len(),
        2 * russian.len() + 2,
        "and `/` and the page for lost addresses"
    );
}

#[test]
fn pages_without_data_do_not_exist() {
    let mut sources = Sources::new()
        .with_text("content/study.yaml", "title: Small\nlanguages: [en]\n")
        .with_text(
            "content/chapters/one.en.md",
            "---\ntitle: One\n---\n\nText.\n",
        );
    diglot::disk::add_builtin_theme(&mut sources);
    let prepared = ready(&sources);
    assert_eq!(
        support::lines(&prepared.diagnostics, &sources),
        Vec::<String>::new()
    );
    let files: Vec<String> = pages(&prepared)
        .into_keys()
        .filter(|path| !path.starts_with("assets/"))
        .collect();
    assert_eq!(
        files,
        [
            "404.html",
            "en/index.html",
            "en/one/index.html",
            "index.html",
            "robots.txt"
        ],
        "no feed and no sitemap without a base URL, no lists without records"
    );
}

#[test]
fn what_links_become() {
    let cases = [
        ("[w](#R01)", r#"<a href="../recommendations/R01/">w</a>"#),
        ("[w](#F01)", r#"<a href="../findings/F01/">w</a>"#),
        ("[w](#well)", r##"<a href="../glossary/#well">w</a>"##),
        (
            "[w](#households)",
            r##"<a href="../evidence/group/households/">w</a>"##,
        ),
        (
            "[w](#survey2023)",
            r##"<a href="../references/#survey2023">w</a>"##,
        ),
        ("[w](#wells)", r#"<a href="../wells/">w</a>"#),
        ("[w](#glossary)", r#"<a href="../glossary/">w</a>"#),
        ("[w](#say)", r##"<a href="../wells/#say">w</a>"##),
        ("[w](#wells#say)", r##"<a href="../wells/#say">w</a>"##),
        ("[w](../01-wells.md)", r#"<a href="../wells/">w</a>"#),
        (
            "[w](../01-wells.en.md#say)",
            r##"<a href="../wells/#say">w</a>"##,
        ),
        ("[w](#more-12)", r#"<a href="./">w</a>"#),
        (
            "[w](../../news/2024-05-01-out.md)",
            r#"<a href="../news/out/">w</a>"#,
        ),
        (
            "[w](https://example.org/?a=1&b=2)",
            r#"<a href="https://example.org/?a=1&amp;b=2" rel="external">w</a>"#,
        ),
        (
            "[w](mailto:a@example.org)",
            r#"<a href="mailto:a@example.org">w</a>"#,
        ),
    ];
    let written = cases.map(|(written, _)| written);
    for ((written, expected), html) in cases.iter().zip(first_blocks(&written)) {
        assert_eq!(html, format!("<p>{expected}</p>"), "{written}");
    }
    for mut said in said_of(&written) {
        // An address leads somewhere; whether it may be printed is another question.
        said.retain(|line| !line.starts_with("warning[privacy-email]"));
        assert_eq!(said, Vec::<String>::new());
    }
    let file = first_block("[w](media/well.svg)");
    assert!(
        file.starts_with("<p><a href=\"../../assets/well.") && file.ends_with(".svg\">w</a></p>"),
        "{file}"
    );
}

#[test]
fn links_that_lead_nowhere() {
    let cases = [
        (
            "[w](#gone)",
            "error[anchor-broken] 5:1 nothing here or elsewhere in the study has the id `gone`",
        ),
        (
            "[w](#R77)",
            "error[ref-unknown-id] 5:1 nothing in the study is called `R77`",
        ),
        (
            "[#R77]",
            "error[ref-unknown-id] 5:1 nothing in the study is called `R77`",
        ),
        (
            "a [#gone]",
            "error[ref-unknown-id] 5:3 nothing in the study is called `gone`",
        ),
        (
            "[@gone2020]",
            "error[ref-unknown-reference] 5:2 no work in the list of references has the key `gone2020`",
        ),
        (
            "[w](../09-gone.md)",
            "error[link-broken] 5:1 no chapter stands at `../09-gone.md`",
        ),
        (
            "[w](../../../x.md)",
            "error[link-broken] 5:1 no chapter stands at `../../../x.md`",
        ),
        (
            "[w](../01-wells.md#gone)",
            "error[anchor-broken] 5:1 nothing in the chapter `wells` has the id `gone`",
        ),
        (
            "[w](../01-wells.ru.md)",
            "error[link-language] 5:1 `../01-wells.ru.md` leads to another language",
        ),
        (
            "[w](media/gone.pdf)",
            "error[link-broken] 5:1 there is no file `media/gone.pdf` under `content/`",
        ),
        (
            "[w](/en/wells/)",
            "error[link-broken] 5:1 there is no file `/en/wells/` under `content/`",
        ),
        (
            "![A map](media/gone.svg)",
            "error[image-missing] 5:1 there is no file `media/gone.svg` under `content/`",
        ),
    ];
    let written = cases.map(|(written, _)| written);
    for ((written, expected), said) in cases.iter().zip(said_of(&written)) {
        assert_eq!(said, [*expected], "{written}");
    }
}

#[test]
fn a_name_in_two_chapters_is_nobodys() {
    let mut sources = with_chapter("[w](#twice)");
    for path in [WELLS, "content/chapters/02-money.en.md"] {
        let text = sources.text(path).expect(path).to_string();
        sources.insert(path, Source::text(format!("{text}\n## Twice {{#twice}}\n")));
    }
    let said = support::said(&sources).join("\n");
    assert!(
        said.contains("error[anchor-ambiguous] chapters/05-more/01-more-1.en.md:5:1"),
        "{said}"
    );
}

#[test]
fn mistakes_in_records_and_settings_are_found_at_their_fields() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/glossary.yaml",
        "en: A shaft dug down to the water.",
        "en: A shaft, see [#R77].",
    );
    let said = support::said(&sources);
    assert_eq!(
        said,
        ["error[ref-unknown-id] glossary.yaml:4:22 nothing in the study is called `R77`"]
    );
}

#[test]
fn labels_speak_the_language_of_the_text() {
    let prepared = ready(&study("two-voices"));
    let last = |path: &str| {
        let content = without_ids(&chapter(&prepared, path).content.0);
        content.lines().last().unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(last("en/wells/index.html"), @r##"<p>See <a href="../recommendations/R01/">Recommendation 1</a>, <a href="#tbl-wells">Table 1</a> and <a href="../money/#who-pays">the other chapter</a>.</p>"##);
    insta::assert_snapshot!(last("ru/wells/index.html"), @r##"<p>См. <a href="../recommendations/R01/">рекомендация 1</a>, <a href="#tbl-wells">таблица 1</a> и <a href="../money/#who-pays">другую главу</a>.</p>"##);
}

#[test]
fn what_containers_say_when_they_are_wrong() {
    let cases = [
        (
            "::: calout\na\n:::",
            "error[container-unknown] 5:5 no container is called `calout`",
        ),
        (
            "::: callout {tilte=x}\na\n:::",
            "error[container-unknown-argument] 5:14 `callout` takes no argument `tilte`",
        ),
        (
            "::: callout {kind=loud}\na\n:::",
            "error[container-bad-argument] 5:19 `kind` is `loud`, but one of its words is expected",
        ),
        (
            "::: finding\n:::",
            "error[container-missing-argument] 5:5 `finding` needs the argument `ref`",
        ),
        (
            "::: finding {ref=}\n:::",
            "error[container-malformed] 5:14 a value is one word, or stands between straight quotes \"…\"",
        ),
        (
            "::: finding {ref=F01\n:::",
            "error[container-malformed] 5:13 `{ref=F01` after the name; expected `{…}` or nothing",
        ),
        (
            "::: finding {reff=F01}\n:::",
            "error[container-unknown-argument] 5:14 `finding` takes no argument `reff`",
        ),
        (
            "::: finding {ref=F77}\n:::",
            "error[ref-unknown-id] 5:18 no finding is called `F77`",
        ),
        (
            "::: finding {ref=q-tap}\n:::",
            "error[ref-unknown-id] 5:18 `q-tap` is a quote, but a finding is expected",
        ),
    ];
    let written = cases.map(|(written, _)| written);
    for ((written, expected), said) in cases.iter().zip(said_of(&written)) {
        assert_eq!(said, [*expected], "{written}");
    }
}

/// Pages are made before anybody knows whether they may be written: the preview shows them.
#[test]
fn a_container_with_a_word_it_does_not_know_is_shown_without_it() {
    let mut sources = study("two-voices");
    let (old, new) = (
        "- Taps are new.",
        "- Taps are new.\n\n::: callout {kind=loud}\nDig.\n:::",
    );
    edit(&mut sources, WELLS, old, new);
    let prepared = ready(&sources);
    let page = chapter(&prepared, "en/wells/index.html").content.0;
    assert!(page.contains("callout-note"), "{page}");
    let built = prepared.output().diagnostics;
    assert_eq!(support::lines(&built, &sources), [""; 0]);
}

#[test]
fn prose_becomes_html() {
    let cases = [
        (
            "a *b* **c** ~~d~~ `e<f`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>",
        ),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("She said \"*yes*\".", "<p>She said “<em>yes</em>”.</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        (
            "3. a\n\n4. b",
            "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>",
        ),
        (
            "- [x] a\n- [ ] b",
            "<ul><li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> a</li><li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"to be done\"> b</li></ul>",
        ),
        ("Term\n: meaning", "<dl><dt>Term</dt><dd>meaning</dd></dl>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        (
            "> [!NOTE]\n> a",
            "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>a</p></div>",
        ),
        (
            "```rust\na < b\n```",
            "<pre tabindex=\"0\"><code class=\"language-rust\">a &lt; b",
        ),
        ("---", "<hr>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("## H {#h}", "<h2 id=\"h\">H</h2>"),
        (
            "a <span lang=\"ru\">\"да\"</span>",
            "<p>a <span lang=\"ru\">«да»</span></p>",
        ),
        (
            "## Sums {#s}\n\n| a | b |\n|---|--:|\n| c | 1 |",
            "<h2 id=\"s\">Sums</h2>",
        ),
    ];
    let written = cases.map(|(written, _)| written);
    for ((written, expected), html) in cases.iter().zip(first_blocks(&written)) {
        assert_eq!(html, *expected, "{written}");
    }
}

#[test]
fn tables_can_be_read_and_scrolled() {
    let html = first_block("| a | b |\n|---|--:|\n| c | 1 |");
    insta::assert_snapshot!(html, @r#"<div class="table" role="region" tabindex="0" aria-label="Table: More"><table><thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th></tr></thead><tbody><tr><td>c</td><td class="align-right">1</td></tr></tbody></table></div>"#);
}

#[test]
fn pictures_have_their_size() {
    let html = first_block("![A well](media/well.svg)");
    let name = attributes(&html, "src")[0].to_owned();
    let html = html.replace(&name, "NAME");
    insta::assert_snapshot!(html, @r#"<p class="image"><img src="NAME" alt="A well" width="40" height="30" loading="lazy" decoding="async"></p>"#);
    assert!(name.starts_with("../../assets/well."), "{name}");
}

#[test]
fn notes_are_numbered_by_their_first_marks() {
    let prepared = ready(&with_chapter(
        "a[^late] b[^early] c[^late]\n\n[^early]: Early.\n[^late]: Late, see also[^deep].\n[^deep]: Deep.",
    ));
    let body = chapter(&prepared, "en/more-1/index.html");
    let notes: Vec<String> = body
        .notes
        .iter()
        .map(|note| {
            let marks: Vec<&str> = note.marks.iter().map(|mark| mark.id.as_str()).collect();
            format!("{} {} {}", note.id, marks.join(" "), note.content.0)
        })
        .collect();
    insta::assert_snapshot!(notes.join("\n"), @r##"
    n1 n1-ref n1-ref-2 <p>Late, see also<sup class="note-mark"><a id="n3-ref" href="#n3" role="doc-noteref" aria-label="note 3">3</a></sup>.</p>
    n2 n2-ref <p>Early.</p>
    n3 n3-ref <p>Deep.</p>
    "##);
    insta::assert_snapshot!(without_ids(&body.content.0), @r##"<p>a<sup class="note-mark"><a id="n1-ref" href="#n1" role="doc-noteref" aria-label="note 1">1</a></sup> b<sup class="note-mark"><a id="n2-ref" href="#n2" role="doc-noteref" aria-label="note 2">2</a></sup> c<sup class="note-mark"><a id="n1-ref-2" href="#n1" role="doc-noteref" aria-label="note 1">1</a></sup></p>"##);
}

#[test]
fn citations_stand_in_brackets_but_not_in_notes() {
    let prepared = ready(&with_chapter(
        "a [@survey2023, p. 12]\n\nb[^1]\n\n[^1]: [@survey2023]",
    ));
    let body = chapter(&prepared, "en/more-1/index.html");
    insta::assert_snapshot!(without_ids(body.content.0.lines().next().unwrap_or_default()), @r#"<p>a (<a class="citation" href="../references/#survey2023" title="Water in the valley">Regional Survey 2023</a>, p. 12)</p>"#);
    insta::assert_snapshot!(body.notes[0].content.0, @r#"<p><a class="citation" href="../references/#survey2023" title="Water in the valley">Regional Survey 2023</a></p>"#);
}

#[test]
fn figures_are_counted_through_the_study() {
    let mut sources = with_chapter(
        "See [#fig-b].\n\n::: figure {#fig-b title=\"B\"}\n![B](media/well.svg)\n\nCaption.\n:::",
    );
    edit(
        &mut sources,
        WELLS,
        "See [#R01]",
        "::: figure {#fig-a title=\"A\"}\n![A](media/well.svg)\n:::\n\nSee [#R01]",
    );
    let prepared = ready(&sources);
    let content = without_ids(&chapter(&prepared, "en/more-1/index.html").content.0);
    assert!(
        content.contains("<a href=\"#fig-b\">Figure\u{a0}2</a>"),
        "{content}"
    );
    assert!(
        content.contains("id=\"fig-b\" data-figure=\"fig-b\""),
        "{content}"
    );
    assert!(content.contains("Figure 2. B"), "{content}");
    assert!(content.contains("<figcaption>"), "{content}");
}

#[test]
fn every_link_leads_somewhere_and_stays_on_the_site() {
    let prepared = ready(&study("two-voices"));
    let pages = pages(&prepared);
    for (path, html) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let ids = attributes(html, "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "an id of {path} stands twice");
        let body = &html[html.find("<body").expect("a page has a body")..];
        for link in attributes(body, "href")
            .into_iter()
            .chain(attributes(html, "src"))
        {
            if link.starts_with("https://") {
                continue;
            }
            assert!(!link.starts_with('/'), "{path}: {link}");
            let (goal, anchor) = link
                .split_once('#')
                .map_or((link, None), |(a, b)| (a, Some(b)));
            let file = resolved(path, goal);
            let target = pages.get(&file);
            assert!(target.is_some(), "{path}: {link} -> {file}");
            if let (Some(anchor), Some(target)) = (anchor, target) {
                assert!(attributes(target, "id").contains(&anchor), "{path}: {link}");
            }
        }
    }
}

/// The file that a relative link on a page leads to.
fn resolved(page: &str, link: &str) -> String {
    if link.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().expect("no link leads out of the site");
            }
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
    {
        path
    } else {
        format!("{path}/index.html")
    }
}

#[test]
fn ids_of_a_chapter_are_the_same_in_every_language() {
    let prepared = ready(&study("two-voices"));
    for name in ["wells", "money"] {
        let content = |lang: &str| {
            chapter(&prepared, &format!("{lang}/{name}/index.html"))
                .content
                .0
        };
        let (en, ru) = (content("en"), content("ru"));
        assert_eq!(attributes(&en, "id"), attributes(&ru, "id"), "{name}");
    }
}

#[test]
fn alternates_are_complete_and_mutual() {
    let prepared = ready(&study("two-voices"));
    for route in &prepared.site.routes {
        let view = page(&prepared, &prepared.site.file_path(route));
        for alternate in &view.head.alternates {
            let path = alternate
                .href
                .strip_prefix("https://example.org/valley/")
                .expect("absolute");
            let other = page(&prepared, &format!("{path}index.html"));
            assert_eq!(other.head.alternates, view.head.alternates, "{path}");
            assert_eq!(other.head.canonical, alternate.href);
        }
    }
    let landing = page(&prepared, "ru/index.html").head.alternates;
    let tags: Vec<&str> = landing.iter().map(|one| one.hreflang.as_str()).collect();
    assert_eq!(tags, ["en", "ru", "x-default"]);
    assert_eq!(landing[2].href, "https://example.org/valley/");
}

#[test]
fn a_missing_chapter_shows_the_other_language() {
    let mut sources = study("two-voices");
    let text = "---\ntitle: More\nsummary: More of it.\n---\n\nSee [#R01] and \"this\".\n";
    sources.insert("content/chapters/03-more.en.md", Source::text(text));
    let prepared = ready(&sources);
    let view = page(&prepared, "ru/more/index.html");
    assert_eq!(view.head.canonical, "https://example.org/valley/en/more/");
    assert!(view.head.noindex && view.head.alternates.is_empty());
    let body = chapter(&prepared, "ru/more/index.html");
    let shown = body.shown_in.expect("the page says whose text it shows");
    assert_eq!(
        (shown.lang.as_str(), shown.path.as_str()),
        ("en", "en/more/")
    );
    assert_eq!(body.title.0, "<span lang=\"en\">More</span>");
    assert_eq!(
        without_ids(&body.content.0),
        "<div lang=\"en\"><p>See <a href=\"../recommendations/R01/\">Recommendation\u{a0}1</a> and “this”.</p></div>"
    );
    let pages = pages(&prepared);
    assert!(!pages["sitemap.xml"].contains("ru/more/"));
    assert!(pages["sitemap.xml"].contains("en/more/"));
    let english = page(&prepared, "en/more/index.html");
    let tags: Vec<&str> = english
        .head
        .alternates
        .iter()
        .map(|one| one.hreflang.as_str())
        .collect();
    assert_eq!(tags, ["en", "x-default"]);
}

#[test]
fn a_block_that_a_language_lacks_keeps_its_id() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        WELLS,
        "See [#R01]",
        "## New {#new}\n\nOnly here.\n\nSee [#R01]",
    );
    let prepared = ready(&sources);
    let content = chapter(&prepared, "ru/wells/index.html").content.0;
    assert!(
        content.contains("<h2 id=\"new\" class=\"missing\" lang=\"en\">New</h2>"),
        "{content}"
    );
}

#[test]
fn a_language_with_a_scope_has_just_that() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages:\n  - en\n  - tag: ru\n    scope: { chapters: [wells], records: [recommendations] }",
    );
    let prepared = ready(&sources);
    for (path, exists) in [
        ("ru/wells/index.html", true),
        ("ru/money/index.html", false),
        ("ru/recommendations/R01/index.html", true),
        ("ru/findings/F01/index.html", false),
        ("ru/glossary/index.html", false),
    ] {
        assert_eq!(prepared.site.route_at(path).is_some(), exists, "{path}");
    }
    let content = chapter(&prepared, "ru/wells/index.html").content.0;
    assert!(
        content.contains("<a href=\"../../en/glossary/#well\" hreflang=\"en\">"),
        "what is not here is read where it is: {content}"
    );
    let money = page(&prepared, "en/money/index.html");
    let russian = money
        .switch
        .iter()
        .find(|link| link.lang == "ru")
        .expect("a link");
    assert_eq!((russian.path.as_str(), russian.same), ("ru/", false));
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let mut sources = study("two-voices");
    for lang in ["en", "ru"] {
        let text = "---\ntitle: Draft\ndraft: true\n---\n\nText.\n";
        sources.insert(
            format!("content/chapters/07-draft.{lang}.md"),
            Source::text(text),
        );
    }
    let path = "en/draft/index.html";
    assert!(ready(&sources).site.route_at(path).is_none());
    let drafts = Scope {
        drafts: true,
        ..Scope::default()
    };
    assert!(with_scope(&sources, drafts).site.route_at(path).is_some());
}

#[test]
fn slugs_and_old_addresses() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/chapters/02-money.ru.md",
        "title: Деньги\n",
        "title: Деньги\nslug: dengi\naliases: [old, /ru/older/]\n",
    );
    let prepared = ready(&sources);
    assert!(prepared.site.route_at("ru/dengi/index.html").is_some());
    assert!(prepared.site.route_at("ru/money/index.html").is_none());
    for old in ["ru/old/index.html", "ru/older/index.html"] {
        let view = page(&prepared, old);
        assert!(
            matches!(&view.body, Body::Moved(body) if body.to == "ru/dengi/"),
            "{old}"
        );
        assert_eq!(view.head.canonical, "https://example.org/valley/ru/dengi/");
    }
    let english = page(&prepared, "en/money/index.html");
    assert!(
        english
            .switch
            .iter()
            .any(|link| link.path == "ru/dengi/" && link.same)
    );
}

#[test]
fn two_pages_cannot_share_an_address() {
    let mut sources = study("two-voices");
    let text = "---\ntitle: More\n---\n\nText.\n";
    sources.insert("content/chapters/03-more.en.md", Source::text(text));
    edit(
        &mut sources,
        "content/chapters/02-money.ru.md",
        "title: Деньги\n",
        "title: Деньги\nslug: more\n",
    );
    let said = support::said(&sources).join("\n");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert!(
        said.contains("error[file-address-taken] chapters/03-more.en.md:1:1"),
        "{said}"
    );
}

#[test]
fn capitals_make_no_other_address() {
    let mut sources = study("two-voices");
    for (path, title) in [
        ("content/chapters/01-wells.en.md", "title: Wells\n"),
        ("content/chapters/02-money.en.md", "title: Money\n"),
    ] {
        let aliases = match path.contains("wells") {
            true => "aliases: [old, recommendations/r01]\n",
            false => "aliases: [OLD]\n",
        };
        edit(&mut sources, path, title, &format!("{title}{aliases}"));
    }
    let said = support::said(&sources);
    let taken: Vec<&String> = (said.iter())
        .filter(|line| line.contains("file-address-taken"))
        .collect();
    assert_eq!(
        taken,
        [
            "error[file-address-taken] chapters/01-wells.en.md:3:16 another page already stands at `/en/recommendations/R01/`, and capitals do not make another address",
            "error[file-address-taken] chapters/02-money.en.md:3:11 another page already stands at `/en/old/`, and capitals do not make another address",
        ]
    );
}

#[test]
fn facets_list_what_occurs() {
    let prepared = ready(&study("two-voices"));
    let page = page(&prepared, "ru/recommendations/horizon/short/index.html");
    let Body::Recommendations(body) = page.body else {
        panic!("a facet has a list");
    };
    let items: Vec<&str> = body.items.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(items, ["R01"]);
    let selected = body.selected.map(|one| (one.key, one.word.key));
    assert_eq!(selected, Some(("horizon", "short".to_owned())));
    let facets: Vec<String> = page
        .menu
        .offers
        .facets
        .iter()
        .map(|facet| {
            let values = facet.values.iter();
            let values = values.map(|value| format!("{} {}", value.word.key, value.count));
            format!("{}: {}", facet.key, values.collect::<Vec<_>>().join(", "))
        })
        .collect();
    insta::assert_snapshot!(facets.join("\n"), @r#"
    theme: wells 2
    addressee: water-board 2
    actor: villages 1
    horizon: short 1, not_stated 1
    status: no_information 2
    "#);
}

#[test]
fn the_first_page_counts_what_the_data_hold() {
    let prepared = ready(&study("two-voices"));
    let Body::Landing(body) = page(&prepared, "en/index.html").body else {
        panic!("the landing page");
    };
    let figures: Vec<String> = body
        .figures
        .iter()
        .map(|one| format!("{} {}", one.key, one.count))
        .collect();
    assert_eq!(figures, ["groups 1", "findings 1", "recommendations 2"]);
    insta::assert_snapshot!(body.cite.0, @r#"Dana Omar. 2024. <cite>What the valley drinks</cite>. Edition 1. The water board. <a href="https://example.org/valley/en/">https://example.org/valley/en/</a>"#);
    insta::assert_snapshot!(body.bibtex, @r#"
    @techreport{omar2024-en,
      title = {{What the valley drinks}},
      author = {Dana Omar},
      institution = {the water board},
      year = {2024},
      month = {5},
      edition = {1},
      url = {https://example.org/valley/en/},
      language = {en},
    }
    "#);
}

#[test]
fn metadata_of_a_chapter() {
    let prepared = ready(&study("two-voices"));
    let head = page(&prepared, "ru/wells/index.html").head;
    insta::assert_snapshot!(head.json_ld.0, @r#"{"@context":"https://schema.org","@type":"Chapter","inLanguage":"ru","name":"Колодцы","url":"https://example.org/valley/ru/wells/","isPartOf":{"@type":"Report","@id":"https://example.org/valley/ru/#report","name":"Что пьёт долина"},"position":1}"#);
    assert_eq!(head.description.chars().last(), Some('.'));
    let landing = page(&prepared, "ru/index.html").head;
    let meta: Vec<String> = landing
        .meta
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    insta::assert_snapshot!(meta.join("\n"), @r#"
    citation_title: Что пьёт долина
    citation_author: Дана Омар
    citation_publication_date: 2024/05/01
    citation_technical_report_institution: водный совет
    citation_language: ru
    citation_abstract_html_url: https://example.org/valley/ru/
    DC.title: Что пьёт долина
    DC.creator: Дана Омар
    DC.date: 2024-05-01
    DC.language: ru
    DC.publisher: водный совет
    DC.identifier: https://example.org/valley/ru/
    "#);
}

#[test]
fn the_feed_names_what_stays() {
    let prepared = ready(&study("two-voices"));
    insta::assert_snapshot!(pages(&prepared)["ru/feed.xml"], @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
      <id>https://example.org/valley/ru/feed.xml</id>
      <title>Что пьёт долина</title>
      <updated>2024-05-01T00:00:00Z</updated>
      <link rel="self" type="application/atom+xml" href="https://example.org/valley/ru/feed.xml"/>
      <link rel="alternate" type="text/html" hreflang="ru" href="https://example.org/valley/ru/"/>
      <author><name>Дана Омар</name></author>
      <entry>
        <id>tag:example.org,2024-05-01:ru/news/out</id>
        <title>Исследование вышло</title>
        <published>2024-05-01T00:00:00Z</published>
        <updated>2024-05-01T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://example.org/valley/ru/news/out/"/>
      </entry>
    </feed>
    "#);
}

#[test]
fn long_lists_are_split_by_published_number() {
    let sources = support::long();
    let prepared = ready(&sources);
    let list = |path: &str| match page(&prepared, path).body {
        Body::Recommendations(body) => body,
        other => panic!("`{path}` is a {}", other.kind()),
    };
    for folder in ["ru/recommendations", "ru/recommendations/theme/wells"] {
        let first = list(&format!("{folder}/index.html"));
        let second = list(&format!("{folder}/501-1000/index.html"));
        assert_eq!((first.items.len(), second.items.len()), (500, 101));
        assert_eq!((first.count, second.count), (601, 601));
        assert_eq!(second.items[0].number, 501);
        let paths = |parts: &[diglot::site::view::ListPart]| -> Vec<String> {
            parts.iter().map(|part| part.path.clone()).collect()
        };
        assert_eq!(
            paths(&first.parts),
            [format!("{folder}/"), format!("{folder}/501-1000/")]
        );
        assert!(second.parts[1].current && first.parts[0].current);
    }
    assert!(
        prepared
            .site
            .route_at("ru/recommendations/horizon/short/501-1000/index.html")
            .is_none()
    );
}

#[test]
fn a_study_may_call_things_by_its_own_words() {
    let mut sources = study("two-voices");
    let path = "content/vocabulary.yaml";
    let text = sources.text(path).expect(path).to_string();
    let own = "quote_forms:\n  paraphrase: { label: { en: retold, ru: пересказ } }\n";
    sources.insert(path, Source::text(format!("{text}{own}")));
    let Body::Evidence(body) = page(&ready(&sources), "ru/evidence/index.html").body else {
        panic!("the page of method and fieldwork");
    };
    assert_eq!(body.quotes[0].form.label.as_deref(), Some("пересказ"));
}

#[test]
fn whatever_an_editor_inferred_is_marked_wherever_it_shows() {
    let records = "content/recommendations.yaml";
    let findings = "content/findings.yaml";
    let of_editor = "  supported_by: [F01]\n  tags_by: editor\n";
    let assigned = "assigned by the editor";
    let linked = "The editor linked the recommendations to the findings";
    let grouped = "Themes, subject and links to groups were assigned by the editor";
    let all = "Actors, themes, horizon and rights were assigned by the editor";
    let marks = |sources: &Sources, path: &str| -> Vec<&str> {
        let pages = pages(&ready(sources));
        let marks = [assigned, linked, grouped, all].into_iter();
        marks.filter(|mark| pages[path].contains(*mark)).collect()
    };
    let list = "en/recommendations/index.html";
    let matrix = "en/evidence/matrix/index.html";
    let finding = "en/findings/F01/index.html";
    let group = "en/evidence/group/households/index.html";

    let stated = study("two-voices");
    for path in [list, matrix, finding, group, "en/findings/index.html"] {
        assert_eq!(marks(&stated, path), Vec::<&str>::new(), "{path}");
    }

    // One of two recommendations: the row says it, not a note below the list.
    let mut some = stated.clone();
    edit(&mut some, records, "  supported_by: [F01]\n", of_editor);
    assert_eq!(marks(&some, list), [assigned]);
    assert_eq!(marks(&some, matrix), [assigned]);
    assert_eq!(marks(&some, finding), [linked]);
    assert_eq!(marks(&some, group), [linked]);

    // All of them, and the finding: notes.
    edit(
        &mut some,
        records,
        "  themes: [wells]\n  allow:",
        "  themes: [wells]\n  tags_by: editor\n  allow:",
    );
    edit(
        &mut some,
        findings,
        "  strength: most\n",
        "  strength: most\n  tags_by: editor\n",
    );
    let notes = marks(&some, list);
    assert!(notes.contains(&all), "{notes:?}");
    for path in [matrix, finding, group, "en/findings/index.html"] {
        let notes = marks(&some, path);
        assert!(
            notes.contains(&linked) && notes.contains(&grouped),
            "{path}: {notes:?}"
        );
    }
}

/// What the page of a chapter shows in one language, with one more paragraph in both.
fn with_paragraph(lang: &str, paragraph: &str) -> String {
    let mut sources = study("two-voices");
    for lang in ["en", "ru"] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        let text = sources.text(&path).expect("a chapter").to_string();
        sources.insert(path, Source::text(format!("{text}\n\n{paragraph}\n")));
    }
    chapter(&ready(&sources), &format!("{lang}/wells/index.html"))
        .content
        .0
}

#[test]
fn addresses_and_code_are_left_alone() {
    for (written, shown) in [
        (
            "Auto <https://e.org/a--b'c> \"so\".",
            ">https://e.org/a--b'c</a>",
        ),
        (
            "Bare https://e.org/x--y, www.e.org/a--b.",
            "https://e.org/x--y, www.e.org/a--b.",
        ),
        ("Mail <a--b@e.org>.", ">a--b@e.org</a>"),
        ("Or to a--b@e.org.", "to a--b@e.org."),
        ("Type <code>--all \"x\"</code>.", "<code>--all \"x\"</code>"),
        (
            "Press <kbd>'</kbd>, <kbd lang=\"en\">--</kbd>.",
            "<kbd>'</kbd>",
        ),
        ("Call `--all \"x\"` -- now.", "<code>--all \"x\"</code>"),
        (
            "See <https://e.org/a>.",
            "<a href=\"https://e.org/a\" rel=\"external\" class=\"address\">https://e.org/a</a>",
        ),
        (
            "A [link](https://e.org/ \"Hover -- \\\"words\\\"\").",
            "<a href=\"https://e.org/\" rel=\"external\" title=\"Hover\u{a0}— «words»\">link</a>",
        ),
    ] {
        let page = with_paragraph("ru", written);
        assert!(page.contains(shown), "{written}: {page}");
    }
}

#[test]
fn what_was_left_in_another_language_is_set_by_its_rules() {
    let left = "The children said \"we were never asked about the road\" to the teachers -- twice.";
    let set = "The children said “we were never asked about the road” to the teachers – twice.";
    for lang in ["en", "ru"] {
        let page = with_paragraph(lang, left);
        assert!(page.contains(set), "{lang}");
    }
}

#[test]
fn previous_and_next_follow_the_number() {
    let mut sources = study("two-voices");
    let path = "content/recommendations.yaml";
    let text = sources.text(path).expect(path).to_string();
    let text = text
        .replace("id: R02", "id: R03")
        .replace("id: R01", "id: R02");
    let first = "- id: R01\n  title: { en: A, ru: А }\n  text: { en: A, ru: А }\n  addressees: [water-board]\n  themes: [wells]\n  supported_by: [F01]\n";
    let (second, third) = text.split_at(text.find("- id: R03").expect("the last one"));
    sources.insert(path, Source::text(format!("{second}{first}{third}")));
    let path = "content/findings.yaml";
    let text = sources.text(path).expect(path).to_string();
    let second = text.replace("F01", "F02");
    sources.insert(path, Source::text(format!("{second}{text}")));
    let prepared = ready(&sources);
    let beside = |path: &str| {
        let id = |link: Option<diglot::site::view::PageLink>| link.map(|link| link.id);
        match page(&prepared, path).body {
            Body::Recommendation(body) => [id(body.previous), id(body.next)],
            Body::Finding(body) => [id(body.previous), id(body.next)],
            other => panic!("`{path}` is a {}", other.kind()),
        }
    };
    for (path, previous, next) in [
        ("en/recommendations/R01/index.html", "", "R02"),
        ("en/recommendations/R02/index.html", "R01", "R03"),
        ("en/recommendations/R03/index.html", "R02", ""),
        ("en/findings/F01/index.html", "", "F02"),
        ("en/findings/F02/index.html", "F01", ""),
    ] {
        let found = beside(path).map(Option::unwrap_or_default);
        assert_eq!(found, [previous, next], "{path}");
    }
}

#[test]
fn a_feed_keeps_its_id_whatever_news_come() {
    let id = |sources: &Sources| {
        let feed = pages(&ready(sources))["en/feed.xml"].clone();
        let id = feed
            .split("<id>")
            .nth(1)
            .and_then(|rest| rest.split("</id>").next());
        id.unwrap_or_default().to_owned()
    };
    let mut sources = study("two-voices");
    let before = id(&sources);
    for (lang, title) in [("en", "Begun"), ("ru", "Начато")] {
        let path = format!("content/news/2021-03-01-begun.{lang}.md");
        let text = format!("---\ntitle: {title}\n---\n\nWe began.\n");
        sources.insert(path, Source::text(text));
    }
    assert_eq!(id(&sources), before);
}

#[test]
fn the_menu_counts_the_news_that_a_language_has() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages:\n  - en\n  - tag: ru\n    scope: { chapters: [wells], records: [recommendations] }",
    );
    let text = "---\ntitle: Begun\n---\n\nWe began.\n";
    sources.insert("content/news/2021-03-01-begun.en.md", Source::text(text));
    let prepared = ready(&sources);
    for (lang, expected) in [("en", 2), ("ru", 1)] {
        let menu = page(&prepared, &format!("{lang}/index.html")).menu;
        let news = menu.offers.main.iter().find(|item| item.key == "news");
        assert_eq!(news.and_then(|item| item.count), Some(expected), "{lang}");
    }
}

#[test]
fn the_switch_on_an_old_address_leads_to_the_same_page() {
    let mut sources = study("two-voices");
    for (path, title) in [
        (
            "content/news/2024-05-01-out.ru.md",
            "title: Исследование вышло\n",
        ),
        ("content/chapters/02-money.ru.md", "title: Деньги\n"),
    ] {
        edit(
            &mut sources,
            path,
            title,
            &format!("{title}aliases: [old]\n"),
        );
    }
    let prepared = ready(&sources);
    for (old, expected) in [
        ("ru/news/old/index.html", "en/news/out/"),
        ("ru/old/index.html", "en/money/"),
    ] {
        let switch = page(&prepared, old).switch;
        let english = switch
            .iter()
            .find(|link| link.lang == "en")
            .expect("a link");
        assert_eq!((english.path.as_str(), english.same), (expected, true));
    }
}

#[test]
fn every_page_marks_its_section_in_the_menu() {
    let sections = |sources: &Sources, cases: &[(&str, &str)]| {
        let prepared = ready(sources);
        for (path, expected) in cases {
            let view = page(&prepared, &format!("en/{path}index.html"));
            assert_eq!(view.section, format!("en/{expected}"), "{path}");
        }
    };
    let mut sources = study("two-voices");
    sections(
        &sources,
        &[
            ("glossary/well/", "glossary/"),
            ("evidence/group/households/", "evidence/"),
            ("evidence/matrix/", "evidence/"),
            ("evidence/coverage/", "evidence/"),
            ("recommendations/progress/", "recommendations/"),
            ("recommendations/R01/", "recommendations/"),
            ("recommendations/theme/wells/", "recommendations/"),
            ("findings/F01/", "findings/"),
            ("news/out/", "news/"),
            ("money/", "wells/"),
        ],
    );
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages:\n  - ru\n  - tag: en\n    scope: { chapters: [wells], records: [findings] }",
    );
    let cases = [
        ("evidence/matrix/", "findings/"),
        ("evidence/coverage/", "findings/"),
    ];
    sections(&sources, &cases);
}

#[test]
fn the_space_after_a_note_mark_stays() {
    for (lang, written, shown) in [
        ("en", "In 2019 [^q] wells.", "In 2019 wells."),
        ("ru", "В 2019 [^q] колодцы.", "В 2019 колодцы."),
        ("ru", "Колодцы [^q] — глубоки.", "Колодцы — глубоки."),
        ("en", "Deep\n[^q] wells.", "Deep wells."),
        ("en", "Deep [^q] [^r] wells.", "Deep  wells."),
    ] {
        let notes = "[^q]: One.\n\n[^r]: Two.";
        let page = with_paragraph(lang, &format!("{written}\n\n{notes}"));
        let page = page.replace('\u{a0}', " ");
        let mut marks = page
            .split("<sup ")
            .map(|part| match part.split_once("</sup>") {
                Some((_, after)) => after,
                None => part,
            });
        let before = marks.next().unwrap_or_default().to_owned();
        let text = before + &marks.collect::<String>();
        assert!(text.contains(&format!(">{shown}<")), "{written}: {page}");
        assert!(
            !page.contains(" <sup ") || written.contains("[^r]"),
            "{page}"
        );
    }
}

#[test]
fn a_container_speaks_one_language() {
    let mut sources = study("two-voices");
    let containers = "::: recommendation {ref=R01}\n:::\n\n::: quote {ref=q-tap}\n:::\n";
    for lang in ["en", "ru"] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        let text = sources.text(&path).expect("a chapter").to_string();
        sources.insert(path, Source::text(format!("{text}\n{containers}")));
    }
    edit(
        &mut sources,
        "content/quotes.yaml",
        "  form: paraphrase\n",
        "  form: paraphrase\n  original_lang: kk\n  translation: { from: kk, by: { en: Dana Omar, ru: Дана Омар } }\n",
    );
    let path = "content/chapters/03-late.en.md";
    let late = format!("---\ntitle: Late\n---\n\nWords.\n\n{containers}");
    sources.insert(path, Source::text(late));
    let prepared = ready(&sources);

    let Body::Parallel(body) = page(&prepared, "en/parallel/wells/index.html").body else {
        panic!("both texts of a chapter");
    };
    let side = |html: fn(&diglot::site::view::PairView) -> &str| {
        let all = body.pairs.iter().map(html);
        all.filter(|html| html.contains("data-recommendation") || html.contains("data-quote"))
            .collect::<String>()
    };
    let own = side(|pair| &pair.own.0);
    let other = side(|pair| &pair.other.0);
    assert!(
        own.contains(">wells</a>") && own.contains("Kazakh"),
        "{own}"
    );
    assert!(own.contains("Dana Omar"), "{own}");
    assert!(other.contains(">колодцы</a>"), "{other}");
    assert!(other.contains("казахск"), "{other}");
    assert!(other.contains("Дана Омар"), "{other}");
    assert!(
        other.contains("en/recommendations/theme/wells/"),
        "links stay in the language of the page: {other}"
    );

    let late = chapter(&prepared, "ru/late/index.html").content.0;
    assert!(
        late.contains(">wells</a>") && late.contains("Kazakh"),
        "{late}"
    );
    assert!(
        !late.contains("колодцы") && !late.contains("казах"),
        "{late}"
    );
}

#[test]
fn what_a_scope_leaves_out_of_a_page_is_linked_where_it_stands() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        "content/study.yaml",
        "languages: [en, ru]",
        "languages:\n  - en\n  - tag: ru\n    scope: { chapters: [wells], records: [glossary, fieldwork] }",
    );
    for lang in ["en", "ru"] {
        let path = format!("content/chapters/01-wells.{lang}.md");
        let text = sources.text(&path).expect("a chapter").to_string();
        let links = "[a](#q-tap), [b](#kitchen-talks)";
        sources.insert(path, Source::text(format!("{text}\n\n{links}\n")));
    }
    let both = chapter(&ready(&sources), "ru/wells/index.html").content.0;
    for link in [
        "<a href=\"../../en/evidence/#q-tap\" hreflang=\"en\">a</a>",
        "<a href=\"../evidence/#kitchen-talks\">b</a>",
    ] {
        assert!(both.contains(link), "{link}: {both}");
    }
    let alone = Scope {
        languages: vec![diglot::language::Lang::parse("ru").expect("a tag")],
        ..Scope::default()
    };
    let alone = chapter(&with_scope(&sources, alone), "ru/wells/index.html");
    assert!(!alone.content.0.contains("#q-tap"), "{}", alone.content.0);
}

#[test]
fn structured_data_tell_the_language_of_the_text_and_numbers_of_books() {
    let mut sources = study("two-voices");
    let text = "---\ntitle: Late\n---\n\nWords.\n";
    sources.insert("content/chapters/03-late.en.md", Source::text(text));
    sources.insert("content/news/2021-03-01-begun.en.md", Source::text(text));
    let path = "content/study.yaml";
    let settings = sources.text(path).expect(path).to_string();
    let data = |sources: &Sources, path: &str| -> serde_json::Value {
        let json = page(&ready(sources), path).head.json_ld.0;
        serde_json::from_str(&json).expect("JSON")
    };
    for path in ["ru/late/index.html", "ru/news/begun/index.html"] {
        assert_eq!(data(&sources, path)["inLanguage"], "en", "{path}");
    }
    let isbn = serde_json::json!({ "@type": "PropertyValue", "propertyID": "isbn", "value": "978-92-806-0000-0" });
    let numbered = format!("{settings}isbn: 978-92-806-0000-0\n");
    sources.insert(path, Source::text(numbered.clone()));
    let report = data(&sources, "en/index.html");
    assert_eq!(
        (&report["identifier"], &report["isbn"]),
        (&isbn, &serde_json::Value::Null)
    );
    sources.insert(path, Source::text(format!("{numbered}doi: 10.1234/x\n")));
    let report = data(&sources, "en/index.html");
    assert_eq!(report["identifier"][0]["propertyID"], "doi");
    assert_eq!(report["identifier"][1], isbn);
}

#[test]
fn answers_to_the_study_as_a_whole_are_shown_with_the_progress() {
    let path = "en/recommendations/progress/index.html";
    let html = |sources: &Sources| {
        let made = ready(sources).file(path).expect("the page exists");
        let File::Made { bytes, .. } = made.value else {
            panic!("a page is made");
        };
        String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
    };
    let mut sources = study("two-voices");
    assert!(!html(&sources).contains("id=\"overall\""));
    let text = sources.text("content/study.yaml").expect("settings");
    let text = format!(
        "{text}\noverall_response:\n  - by: water-board\n    position: partially_accepted\n    date: 2024-06-01\n    reason: {{ en: Wells are *not* ours., ru: Колодцы не наши. }}\n"
    );
    sources.insert("content/study.yaml", Source::text(text));
    let page = html(&sources);
    for shown in [
        "id=\"overall\">Answers to the study as a whole</h2>",
        "data-response=\"partially_accepted\"",
        "<time datetime=\"2024-06-01\">",
        "<p>Wells are <em>not</em> ours.</p>",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}
