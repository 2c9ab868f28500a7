//! What readers of two texts get: both side by side, marks where one has to catch up, numbers and ids that agree.

use crate::support;

use diglot::build::Prepared;
use diglot::language::Lang;
use diglot::output::File;
use diglot::site::view::{Body, ParallelBody};
use diglot::source::{Source, Sources};
use diglot::study::{Block, Odd};
use std::sync::Arc;
use support::{edit, prepare, shown, study};

const ENGLISH: &str = "content/chapters/01-wells.en.md";
const RUSSIAN: &str = "content/chapters/01-wells.ru.md";

fn html(prepared: &Prepared, path: &str) -> String {
    let made = prepared
        .file(path)
        .unwrap_or_else(|| panic!("there is `{path}`"));
    match made.value {
        File::Made { bytes, .. } => String::from_utf8(bytes.to_vec())
            .expect("pages are UTF-8")
            .replace('\u{a0}', " "),
        File::Copied(_) => panic!("`{path}` is a page"),
    }
}

fn parallel(prepared: &Prepared, path: &str) -> ParallelBody {
    match shown(prepared, path).body {
        Body::Parallel(body) => *body,
        other => panic!("`{path}` is a {}", other.kind()),
    }
}

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a tag")
}

/// All values of an attribute in the main part of a page, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let main = page.find("<main").map_or(0, |at| at + 5);
    let end = page.find("</main>").unwrap_or(page.len());
    let start = format!(" {attribute}=\"");
    let parts = page[main..end].split(&start).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

/// The block of this id, wherever it stands.
fn block<'a>(blocks: &'a mut [Block], id: &str) -> Option<&'a mut Block> {
    blocks
        .iter_mut()
        .find_map(|one| match one.id.as_str() == id {
            true => Some(one),
            false => block(&mut one.inner, id),
        })
}

/// Says that the texts of a block in some languages are odd.
fn declare(prepared: &mut Prepared, id: &str, odd: &[(&str, Odd)]) {
    let mut chapters = prepared.study.chapters.iter_mut();
    let found = chapters.find_map(|chapter| block(&mut Arc::make_mut(chapter).blocks, id));
    let found = found.unwrap_or_else(|| panic!("a block `{id}`"));
    found.state.odd = odd.iter().map(|(tag, odd)| (lang(tag), *odd)).collect();
}

/// The site of a study that was changed after it was read.
fn plan_again(prepared: &mut Prepared) {
    let scope = diglot::site::Scope::default();
    prepared.site = Arc::new(diglot::site::plan(&prepared.study, &prepared.theme, &scope).value);
}

#[test]
fn both_texts_stand_side_by_side_in_pairs() {
    let prepared = prepare(&study("two-voices"));
    let page = html(&prepared, "ru/parallel/wells/index.html");
    let ids = values(&page, "id");
    let chapter = html(&prepared, "ru/wells/index.html");
    for id in values(&chapter, "id") {
        let times = ids.iter().filter(|one| **one == id).count();
        let own = ["notes", "cite"].contains(&id);
        assert!(times == 1 || own, "`{id}` stands {times} times");
    }
    let body = parallel(&prepared, "ru/parallel/wells/index.html");
    assert_eq!(
        (body.own.lang.as_str(), body.other.lang.as_str()),
        ("ru", "en")
    );
    let say = body
        .pairs
        .iter()
        .find(|pair| pair.id == "say")
        .expect("a pair");
    assert_eq!(say.own.0, "<h2>Что\u{a0}говорят люди</h2>");
    assert_eq!(say.other.0, "<h2>What people say</h2>");
    let notes = |text: &diglot::site::view::ParallelText| text.notes[0].id.clone();
    assert_eq!([notes(&body.own), notes(&body.other)], ["n1", "n1-en"]);
    assert!(page.contains("<div class=\"side\" lang=\"ru\"><h2>Что говорят люди</h2></div>"));
    assert!(page.contains(
        "<details class=\"side\" lang=\"en\"><summary>English</summary><h2>What people say</h2></details>"
    ));
}

#[test]
fn the_parallel_page_stands_in_for_the_chapter() {
    let prepared = prepare(&study("two-voices"));
    let view = shown(&prepared, "ru/parallel/wells/index.html");
    assert!(view.head.noindex && view.head.alternates.is_empty());
    assert_eq!(view.head.canonical, "https://example.org/valley/ru/wells/");
    let to: Vec<(&str, &str, bool)> = view
        .switch
        .iter()
        .map(|link| (link.lang.as_str(), link.path.as_str(), link.same))
        .collect();
    assert_eq!(
        to,
        [
            ("en", "en/parallel/wells/", true),
            ("ru", "ru/parallel/wells/", true)
        ]
    );
    assert!(!html(&prepared, "sitemap.xml").contains("parallel"));
    assert!(html(&prepared, "ru/wells/index.html").contains(
        "<a href=\"../../ru/parallel/wells/\">Оба текста рядом: русский и английский</a>"
    ));
}

#[test]
fn a_chapter_in_one_language_has_nothing_beside_it() {
    let mut sources = study("two-voices");
    let text = "---\ntitle: More\n---\n\nText.\n";
    sources.insert("content/chapters/03-more.en.md", Source::text(text));
    let prepared = prepare(&sources);
    for path in ["en/parallel/more/index.html", "ru/parallel/more/index.html"] {
        assert!(prepared.site.route_at(path).is_none(), "{path}");
    }
    assert!(!html(&prepared, "en/more/index.html").contains("parallel"));
}

/// What stands in a block's two columns where one has no text of its own.
#[test]
fn a_pair_with_one_text_says_so() {
    let mut sources = study("two-voices");
    edit(
        &mut sources,
        ENGLISH,
        "See [#R01]",
        "## New {#new}\n\n<!-- diglot-only: for readers abroad -->\nOnly here. {#abroad}\n\nSee [#R01]",
    );
    let prepared = prepare(&sources);
    let body = parallel(&prepared, "ru/parallel/wells/index.html");
    let new = body
        .pairs
        .iter()
        .find(|pair| pair.id == "new")
        .expect("a pair");
    assert_eq!(new.own_state, Some("missing"));
    assert_eq!(
        new.own.0,
        "<p class=\"state-note\" data-state=\"missing\">Этого отрывка пока нет на русском языке.</p>"
    );
    let only = body
        .pairs
        .iter()
        .find(|pair| pair.other.0.contains("Only here"));
    let only = only.expect("a pair");
    assert_eq!(only.own_state, None);
    assert!(only.own.0.contains("намеренно"), "{:?}", only.own);
}

#[test]
fn the_text_that_did_not_move_is_marked() {
    let sources = study("two-voices");
    let moved = |tag| (tag, Odd::MovedOn);
    let cases = [
        (vec![moved("en")], [None, Some("moved-on")]),
        (vec![moved("ru")], [Some("moved-on"), None]),
        (vec![moved("en"), moved("ru")], [None, None]),
        (vec![("ru", Odd::Copied)], [None, Some("copied")]),
        (vec![], [None, None]),
    ];
    for (odd, [english, russian]) in cases {
        let mut prepared = prepare(&sources);
        declare(&mut prepared, "say", &odd);
        for (tag, expected) in [("en", english), ("ru", russian)] {
            let page = html(&prepared, &format!("{tag}/wells/index.html"));
            let marks = values(&page, "data-state");
            assert_eq!(
                marks,
                expected.into_iter().collect::<Vec<_>>(),
                "{tag}: {odd:?}"
            );
            let heading = match expected {
                Some(class) => format!("<h2 id=\"say\" class=\"{class}\">"),
                None => "<h2 id=\"say\">".to_owned(),
            };
            assert!(page.contains(&heading), "{tag}: {odd:?}: {heading}");
        }
    }
}

#[test]
fn the_mark_names_the_language_whose_text_has_changed() {
    let mut prepared = prepare(&study("two-voices"));
    declare(&mut prepared, "say", &[("en", Odd::MovedOn)]);
    let page = html(&prepared, "ru/wells/index.html");
    let note = "<p class=\"state-note\" data-state=\"moved-on\">После последней сверки изменился текст на другом языке: английский.</p><h2";
    assert!(page.contains(note), "{page}");
    let beside = html(&prepared, "en/parallel/wells/index.html");
    assert_eq!(values(&beside, "data-state"), ["moved-on"]);
}

/// Every record stands somewhere with all its words, and so do the head and the notes of a chapter.
#[test]
fn what_has_no_page_of_its_own_is_marked_where_it_stands() {
    let mut sources = study("two-voices").with_text(
        "content/opportunities.yaml",
        "- id: rain\n  title: { en: Rain, ru: Дождь }\n  text: { en: It falls on every roof., ru: Он идёт на каждую крышу. }\n  status: potential\n",
    );
    edit(
        &mut sources,
        "content/references.yaml",
        "  language: en\n",
        "  language: en\n  access: { en: In the library., ru: В библиотеке. }\n",
    );
    edit(
        &mut sources,
        "content/quotes.yaml",
        "  text:\n",
        "  note: { en: Said twice., ru: Сказано дважды. }\n  text:\n",
    );
    let cases = [
        (
            "q-tap.text",
            "ru/evidence/index.html",
            "data-quote=\"q-tap\" id=\"q-tap\">",
        ),
        ("q-tap.note", "ru/wells/index.html", "data-quote=\"q-tap\""),
        ("rain.text", "ru/evidence/index.html", "Дождь</h3>"),
        (
            "survey2023.access",
            "ru/references/index.html",
            "data-reference=\"survey2023\">",
        ),
        ("wells#front:title", "ru/wells/index.html", "</h1>"),
        ("wells#note:1", "ru/wells/index.html", "<li id=\"n1\">"),
        ("well.definition", "ru/glossary/index.html", "</h3>"),
        ("F01.statement", "ru/findings/F01/index.html", "</h1>"),
    ];
    for (id, path, before) in cases {
        let mut prepared = prepare(&sources);
        let moved = diglot::study::State {
            odd: [(lang("en"), Odd::MovedOn)].into_iter().collect(),
            only: false,
        };
        prepared.study.fields.insert(id.to_owned(), moved);
        plan_again(&mut prepared);
        let page = html(&prepared, path);
        assert_eq!(values(&page, "data-state"), ["moved-on"], "{id}: {page}");
        let mark = page.find("data-state").expect("counted");
        assert!(page[..mark].contains(before), "{id}: {page}");
        let english = html(&prepared, &path.replacen("ru", "en", 1));
        assert_eq!(values(&english, "data-state"), [] as [&str; 0], "{id}");
    }
}

#[test]
fn a_text_left_in_the_other_language_says_in_which() {
    let mut sources = study("two-voices");
    let english = sources.text(ENGLISH).expect("a text").to_string();
    let words = english.lines().last().expect("a line").to_owned();
    let russian = sources.text(RUSSIAN).expect("a text").to_string();
    let own = russian.lines().last().expect("a line").to_owned();
    edit(
        &mut sources,
        RUSSIAN,
        &own,
        "This line was never translated.",
    );
    edit(
        &mut sources,
        ENGLISH,
        &words,
        "This line was never translated.",
    );
    let mut prepared = prepare(&sources);
    let id = prepared.study.chapters[0]
        .blocks
        .last()
        .expect("a block")
        .id
        .to_string();
    declare(&mut prepared, &id, &[("ru", Odd::Copied)]);
    let page = html(&prepared, "ru/wells/index.html");
    let marked = format!("<p id=\"{id}\" class=\"copied\" lang=\"en\">This line");
    assert!(page.contains(&marked), "{page}");
}

/// Without script the switch leads to the top of a page; each section leads to itself in the other language.
#[test]
fn sections_lead_to_themselves_in_the_other_language() {
    let prepared = prepare(&study("two-voices"));
    for (tag, other, name) in [("en", "ru", "Русский"), ("ru", "en", "English")] {
        let page = html(&prepared, &format!("{tag}/wells/index.html"));
        let link = format!(
            "<noscript><p class=\"same-section\"><a href=\"../../{other}/wells/#say\" hreflang=\"{other}\" lang=\"{other}\" aria-label=\"{name}\"></a></p></noscript>"
        );
        assert!(page.contains(&link), "{link}");
        let other = html(&prepared, &format!("{other}/wells/index.html"));
        assert!(values(&other, "id").contains(&"say"));
    }
}

fn numbered(sources: &mut Sources) {
    let path = "content/study.yaml";
    let text = sources.text(path).expect(path).to_string();
    sources.insert(path, Source::text(format!("{text}numbering: paragraphs\n")));
}

/// The printed numbers of a page with the ids they lead to.
fn numbers(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a class=\"paragraph-number\" href=\"#").skip(1);
    let number = |link: &str| {
        let (id, rest) = link.split_once("\">")?;
        Some((id.to_owned(), rest.split('<').next()?.to_owned()))
    };
    links.filter_map(number).collect()
}

#[test]
fn paragraphs_have_the_same_numbers_in_every_language() {
    let mut sources = study("two-voices");
    numbered(&mut sources);
    edit(
        &mut sources,
        ENGLISH,
        "## What people say",
        "Lacking in Russian, as of yet.\n\n<!-- diglot-only: for readers abroad -->\nNever to be translated.\n\n![A well](media/well.svg)\n\n## What people say",
    );
    edit(
        &mut sources,
        RUSSIAN,
        "## Что говорят люди",
        "![Колодец](media/well.svg)\n\n## Что говорят люди",
    );
    let prepared = prepare(&sources);
    let english = numbers(&html(&prepared, "en/wells/index.html"));
    let russian = numbers(&html(&prepared, "ru/wells/index.html"));
    assert_eq!(english.len(), russian.len() + 1, "one is only in English");
    for pair in &russian {
        assert!(english.contains(pair), "{pair:?}");
    }
    let printed: Vec<usize> = english
        .iter()
        .filter_map(|(_, one)| one.parse().ok())
        .collect();
    let expected: Vec<usize> = (1..=english.len()).collect();
    assert_eq!(printed, expected, "no number is lost to a picture");
    let beside = numbers(&html(&prepared, "ru/parallel/wells/index.html"));
    assert!(
        russian.iter().all(|pair| beside.contains(pair)),
        "{beside:?}"
    );
}

/// The pages of one language, without `index.html`.
fn pages_of<'a>(prepared: &'a Prepared, tag: &str) -> Vec<&'a str> {
    let routes = prepared.site.routes.iter();
    let addresses = routes.map(|route| prepared.site.address(route));
    let start = format!("{tag}/");
    addresses
        .filter_map(|address| address.strip_prefix(start.as_str()))
        .collect()
}

#[test]
fn a_language_with_a_scope_has_exactly_its_pages() {
    let sources = study("four-texts");
    let prepared = prepare(&sources);
    assert_eq!(
        support::lines(&prepared.diagnostics, &sources),
        Vec::<String>::new()
    );
    assert_eq!(
        pages_of(&prepared, "kk"),
        [
            "",
            "glossary/",
            "glossary/canteen/",
            "parallel/summary/",
            "parallel/summary/en-x-child/",
            "parallel/summary/ru/",
            "recommendations/",
            "recommendations/R01/",
            "recommendations/addressee/schools/",
            "recommendations/horizon/not_stated/",
            "recommendations/progress/",
            "recommendations/status/no_information/",
            "recommendations/theme/lunch/",
            "summary/"
        ]
    );
    assert_eq!(
        pages_of(&prepared, "en-x-child"),
        [
            "",
            "parallel/summary/",
            "parallel/summary/kk/",
            "parallel/summary/ru/",
            "summary/"
        ]
    );
    let kitchens: Vec<String> = shown(&prepared, "ru/kitchens/index.html")
        .switch
        .iter()
        .map(|link| link.path.clone())
        .collect();
    assert_eq!(
        kitchens,
        ["en/kitchens/", "ru/kitchens/", "kk/", "en-x-child/"]
    );
    let page = html(&prepared, "ru/kitchens/index.html");
    assert!(!page.contains("hreflang=\"kk\" href"), "no alternate");
    assert_eq!(
        pages_of(&prepared, "ru")
            .iter()
            .filter(|page| page.contains("kitchens"))
            .count(),
        2
    );
    let sitemap = html(&prepared, "sitemap.xml");
    assert!(!sitemap.contains("kk/kitchens") && sitemap.contains("kk/summary"));
}

#[test]
fn a_part_of_a_study_says_where_the_whole_stands() {
    let prepared = prepare(&study("four-texts"));
    let landing = html(&prepared, "kk/index.html");
    let notice = "Толық мәтіні: <a href=\"../ru/\" hreflang=\"ru\" lang=\"ru\">Русский</a>, <a href=\"../en/\" hreflang=\"en\" lang=\"en\">English</a></p>";
    assert!(landing.contains(notice), "{landing}");
    let chapter = html(&prepared, "kk/summary/index.html");
    assert!(chapter.contains("<span>Толық мәтіні</span>"), "{chapter}");
    for whole in ["en/index.html", "ru/index.html"] {
        assert!(
            shown(&prepared, whole).study.full_text.is_empty(),
            "{whole}"
        );
    }
}

#[test]
fn links_out_of_a_scope_lead_to_the_language_its_readers_fall_back_on() {
    let prepared = prepare(&study("four-texts"));
    let kazakh = html(&prepared, "kk/summary/index.html");
    let link = "<a href=\"../../ru/kitchens/\" hreflang=\"ru\">басқа тарау</a>";
    assert!(kazakh.contains(link), "{kazakh}");
    let child = html(&prepared, "en-x-child/summary/index.html");
    let link = "<a href=\"../../en/kitchens/\" hreflang=\"en\">the big text</a>";
    assert!(child.contains(link), "{child}");
}

#[test]
fn a_card_names_its_themes_where_the_language_has_no_lists() {
    let mut sources = study("four-texts");
    for tag in ["en", "en-x-child"] {
        let path = format!("content/chapters/01-summary.{tag}.md");
        let text = sources.text(&path).expect("a chapter").to_string();
        let card = "::: recommendation {ref=R01}\n:::";
        sources.insert(path, Source::text(format!("{text}\n{card}\n")));
    }
    let prepared = prepare(&sources);
    let english = html(&prepared, "en/summary/index.html");
    let link = "<a href=\"../../en/recommendations/theme/lunch/\">";
    assert!(english.contains(link), "{english}");
    let child = html(&prepared, "en-x-child/summary/index.html");
    assert!(child.contains("<p class=\"meta\">Themes: "), "{child}");
    assert!(!child.contains("<a href=\"../../\">"), "{child}");
}

#[test]
fn a_private_language_speaks_as_its_general_one() {
    let prepared = prepare(&study("four-texts"));
    let page = html(&prepared, "en-x-child/summary/index.html");
    assert!(page.contains("<html lang=\"en-x-child\">"));
    assert!(
        page.contains("don’t you?") && page.contains("“warm”"),
        "typography of English"
    );
    assert!(page.contains("Skip to"), "words of English");
    let names: Vec<String> = shown(&prepared, "en/index.html")
        .switch
        .iter()
        .map(|link| link.name.clone())
        .collect();
    assert_eq!(names, ["English", "Русский", "Қазақша", "English (child)"]);
}

#[test]
fn the_first_paragraph_shows_how_to_cite_any() {
    let prepared = prepare(&study("four-texts"));
    let cases = [
        (
            "en",
            "“Kitchens”, para. <b>3</b>. In: <cite>What the pupils eat</cite>.",
        ),
        (
            "ru",
            "«Кухни», п. <b>3</b>. В: <cite>Что едят ученики</cite>.",
        ),
    ];
    for (tag, expected) in cases {
        let page = html(&prepared, &format!("{tag}/kitchens/index.html"));
        assert!(page.contains(expected), "{tag}: {page}");
        let (id, number) = &numbers(&page)[0];
        assert_eq!(number, "3");
        let link = format!("<a href=\"https://example.org/lunch/{tag}/kitchens/#{id}\">");
        assert!(page.contains(&link), "{tag}: {link}");
    }
    let unnumbered = prepare(&study("two-voices"));
    assert!(!html(&unnumbered, "en/wells/index.html").contains("cite-one"));
}

/// Two elements in one language for one in the other: one element carries the id, and the number stands once.
#[test]
fn several_elements_of_one_block_stand_in_one() {
    let mut prepared = prepare(&study("four-texts"));
    let blocks = &mut Arc::make_mut(&mut prepared.study.chapters[1]).blocks;
    let second = blocks.remove(1);
    let first = &mut blocks[0];
    let russian = second
        .texts
        .get(&lang("ru"))
        .expect("a text")
        .elements
        .clone();
    let own = first.texts.get_mut(&lang("ru")).expect("a text");
    own.elements.extend(russian);
    let id = first.id.clone();
    plan_again(&mut prepared);
    let page = html(&prepared, "ru/kitchens/index.html");
    let group = format!(
        "<div id=\"{id}\" class=\"group\"><p class=\"numbered\"><a class=\"paragraph-number\" href=\"#{id}\">3</a> Кухни малы. Во многих одна плита.</p><p>Они старые."
    );
    assert!(page.contains(&group), "{page}");
    assert_eq!(
        values(&page, "id")
            .iter()
            .filter(|one| **one == id.as_str())
            .count(),
        1
    );
    let beside = html(&prepared, "en/parallel/kitchens/index.html");
    assert!(
        beside.contains("<div class=\"group\"><p>Кухни малы."),
        "{beside}"
    );
}

#[test]
fn links_to_a_retired_id_find_its_heir() {
    let mut prepared = prepare(&study("four-texts"));
    let heir = &mut Arc::make_mut(&mut prepared.study.chapters[1]).blocks[0];
    heir.aliases.push(diglot::study::BlockId::new("p-gone1"));
    let after = format!(
        "<span class=\"former\" id=\"p-gone1\"></span><p id=\"{}\"",
        heir.id
    );
    for tag in ["en", "ru"] {
        let page = html(&prepared, &format!("{tag}/kitchens/index.html"));
        assert!(page.contains(&after), "{tag}: {page}");
    }
}

#[test]
fn a_language_says_how_far_it_has_kept_up() {
    let mut prepared = prepare(&study("four-texts"));
    for tag in ["en", "ru", "kk"] {
        let page = shown(&prepared, &format!("{tag}/index.html"));
        assert_eq!(page.study.completeness, None, "{tag}");
    }
    declare(&mut prepared, "cooks", &[("en", Odd::MovedOn)]);
    declare(&mut prepared, "soup", &[("kk", Odd::Copied)]);
    let moved = diglot::study::State {
        odd: [(lang("en"), Odd::MovedOn)].into_iter().collect(),
        only: false,
    };
    prepared.study.fields.insert("R01.title".to_owned(), moved);
    plan_again(&mut prepared);
    let said = |tag: &str| {
        let page = shown(&prepared, &format!("{tag}/index.html"));
        let found = page.study.completeness.clone();
        found.map(|one| (one.percent, one.behind, one.missing))
    };
    // Eight blocks, two texts of the recommendation and two of the term; in Kazakh four blocks.
    assert_eq!(said("en"), None, "who changed a text is ahead");
    assert_eq!(said("ru"), Some((83, 2, 0)));
    assert_eq!(said("kk"), Some((75, 1, 1)));
    let landing = html(&prepared, "ru/index.html");
    assert!(
        landing.contains("сверено с другими текстами: 83 %; 2 отрывка могли отстать"),
        "{landing}"
    );
    assert!(html(&prepared, "index.html").contains("сверено с другими текстами: 83 %"));
    let page = html(&prepared, "ru/recommendations/R01/index.html");
    assert_eq!(values(&page, "data-state"), ["moved-on"]);
    assert!(
        values(
            &html(&prepared, "en/recommendations/R01/index.html"),
            "data-state"
        )
        .is_empty()
    );
}

#[test]
fn ids_of_every_page_are_the_same_in_every_language() {
    for name in ["two-voices", "four-texts"] {
        let prepared = prepare(&study(name));
        for address in pages_of(&prepared, "en") {
            let [en, ru] = ["en", "ru"].map(|tag| {
                let page = html(&prepared, &format!("{tag}/{address}index.html"));
                let mut ids: Vec<String> =
                    values(&page, "id").into_iter().map(str::to_owned).collect();
                // Notes of the other text end in its language; letters of the alphabet differ.
                ids.iter_mut().for_each(|id| *id = id.replace("-en", "-ru"));
                ids.retain(|id| !id.starts_with("letter-"));
                ids.sort();
                ids
            });
            assert_eq!(en, ru, "{name}: {address}");
        }
    }
}
