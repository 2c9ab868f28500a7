//! Markdown read into our own tree: what comes out, and what is said about it.

use diglot::diagnostic::{Diagnostic, Read};
use diglot::language::Lang;
use diglot::read::chapter::{self, Named};
use diglot::read::running_text;
use diglot::source::{Field, Lines, Place, Source, SourcePath, Span};
use diglot::study::inline::Inline;
use diglot::study::text::{ChapterText, Element, ElementKind};
use proptest::prelude::*;

const HEAD: &str = "---\ntitle: T\n---\n";

fn read(file: &str) -> Read<Option<ChapterText>> {
    let path: SourcePath = "content/chapters/01-x.en.md".into();
    let named = Named {
        id: "x".to_owned(),
        lang: Lang::parse("en").expect("a tag"),
        order: "01-x".to_owned(),
        part: None,
        news_date: None,
    };
    let Source::Text(text) = Source::text(file) else {
        unreachable!("it is a text")
    };
    chapter::read(&path, &text, named).map(|chapter| chapter.text)
}

/// A body below a head of three lines.
fn read_body(body: &str) -> Read<Option<ChapterText>> {
    read(&format!("{HEAD}{body}"))
}

/// `line:column: severity[code]: message`, sorted by place; lines count from the end of the head.
fn said(file: &str, head_lines: usize, diagnostics: &[Diagnostic]) -> Vec<String> {
    let lines = Lines::new(file);
    let mut out: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            let Place::Span { span, .. } = &d.place else {
                panic!("{d:?} has no span")
            };
            let at = lines.position(span.start);
            let text = format!(
                "{}:{}: {}[{}]: {}",
                at.line - head_lines,
                at.column,
                d.severity,
                d.code.name,
                d.message
            );
            (span.start, text)
        })
        .collect();
    out.sort();
    out.into_iter().map(|(_, text)| text).collect()
}

fn body_says(body: &str) -> Vec<String> {
    said(&format!("{HEAD}{body}"), 3, &read_body(body).diagnostics)
}

fn tree(body: &str) -> String {
    let chapter = read_body(body).value.expect("it has an id");
    let mut out = blocks(&chapter.elements);
    for note in &chapter.notes {
        out += &format!(" note({}: {})", note.label, blocks(&note.content));
    }
    out.trim().to_owned()
}

fn blocks(elements: &[Element]) -> String {
    elements.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(element: &Element) -> String {
    let mut out = match &element.kind {
        ElementKind::Paragraph(content) => format!("p({})", inlines(content)),
        ElementKind::Heading { level, content } => format!("h{level}({})", inlines(content)),
        ElementKind::List {
            start,
            tight,
            items,
        } => {
            let name = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            let looseness = if *tight { "" } else { "~" };
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let done = item
                        .done
                        .map_or("", |done| if done { "[x]" } else { "[ ]" });
                    format!("{done}{}", blocks(&item.content))
                })
                .collect();
            format!("{name}{looseness}({})", items.join(" / "))
        }
        ElementKind::Definitions(definitions) => {
            let each = definitions.iter().map(|definition| {
                let terms: Vec<_> = definition.terms.iter().map(|t| inlines(t)).collect();
                let meanings: Vec<_> = definition.meanings.iter().map(|m| blocks(m)).collect();
                format!("{} = {}", terms.join(", "), meanings.join(" | "))
            });
            format!("dl({})", each.collect::<Vec<_>>().join(" / "))
        }
        ElementKind::Table(table) => {
            let row = |row: &Vec<Vec<Inline>>| {
                row.iter().map(|c| inlines(c)).collect::<Vec<_>>().join("|")
            };
            let rows: Vec<_> = table.rows.iter().map(row).collect();
            let (columns, head) = (&table.columns, row(&table.head));
            format!("table({columns:?} {head} / {})", rows.join(" / "))
        }
        ElementKind::Quote(content) => format!("quote({})", blocks(content)),
        ElementKind::Alert { kind, content } => format!("{}({})", kind.word(), blocks(content)),
        ElementKind::Code(code) => format!("code({:?} {:?})", code.language, code.text),
        ElementKind::Rule => "rule".to_owned(),
        ElementKind::Html(html) => format!("html({html})"),
        ElementKind::Container(container) => {
            let arguments = container.arguments.iter();
            let arguments: String = arguments
                .map(|argument| format!(" {}={:?}", argument.key, argument.value))
                .collect();
            format!(
                "::{}{arguments}({})",
                container.name,
                blocks(&container.content)
            )
        }
    };
    if let Some((id, _)) = &element.attached.id {
        out += &format!("#{id}");
    }
    for class in &element.attached.classes {
        out += &format!(".{class}");
    }
    for waiver in &element.attached.waivers {
        out += &format!("!{}<{}>", waiver.code, waiver.reason);
    }
    if let Some(reason) = &element.attached.only {
        out += &format!("!only<{reason}>");
    }
    out
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) => words.as_str().to_owned(),
        Inline::Emphasis(content) => format!("em({})", inlines(content)),
        Inline::Strong(content) => format!("strong({})", inlines(content)),
        Inline::Strike(content) => format!("del({})", inlines(content)),
        Inline::Code(words) => format!("`{}`", words.as_str()),
        Inline::Link(link) => format!("<{}>({})", link.target, inlines(&link.content)),
        Inline::Image(image) => format!("img({} {:?} {:?})", image.source, image.alt, image.title),
        Inline::Note { label, .. } => format!("note^{label}"),
        Inline::Citation { works, .. } => {
            let works = works.iter().map(|work| match &work.locator {
                None => work.key.clone(),
                Some(at) => format!("{} {:?} {}", work.key, at.kind, at.value),
            });
            format!("cite({})", works.collect::<Vec<_>>().join("; "))
        }
        Inline::Reference { target, .. } => format!("ref({target})"),
        Inline::Html(html) => {
            let lang = html
                .lang
                .as_ref()
                .map_or(String::new(), |l| format!("@{l}"));
            format!(
                "{}{lang}{{{}}}{}",
                html.open,
                inlines(&html.content),
                html.close
            )
        }
        Inline::SoftBreak => "·".to_owned(),
        Inline::HardBreak => "⏎".to_owned(),
    }
}

#[test]
fn constructs_become_elements() {
    let cases = [
        ("a *b* **c** ~~d~~ `e`", "p(a em(b) strong(c) del(d) `e`)"),
        ("a\nb  \nc", "p(a·b⏎c)"),
        ("&amp; \\* \\[x]", "p(& * [x])"),
        ("и\u{306}\u{200b}а", "p(йа)"),
        ("## A **b** {#id .c}", "h2(A strong(b))#id.c"),
        ("A\n---", "h2(A)"),
        ("- a\n- b\n  1. c", "ul(p(a) / p(b) ol1(p(c)))"),
        ("3. a\n\n4. b", "ol3~(p(a) / p(b))"),
        ("- [ ] a\n- [x] b", "ul([ ]p(a) / [x]p(b))"),
        ("> a\n> > b", "quote(p(a) quote(p(b)))"),
        ("> [!WARNING]\n> a", "warning(p(a))"),
        (
            "```rs {#c .wide}\nx\n```",
            "code(Some(\"rs\") \"x\\n\")#c.wide",
        ),
        ("    x\n    ::y", "code(None \"x\\n::y\")"),
        ("***", "rule"),
        ("- a\n  ***\n  b", "ul(p(a) rule p(b))"),
        ("a\n: b\n\n  c\n\nd", "dl(a = p(b) p(c)) p(d)"),
        (
            "| a | b |\n|:--|--:|\n| 1 | `x\\|y` |\n| 2 |",
            "table([Left, Right] a|b / 1|`x|y` / 2|)",
        ),
        (
            "![a *b*](media/x.svg \"t\")",
            "p(img(media/x.svg \"a b\" Some(\"t\")))",
        ),
        (
            "[a](#R04) [b][c] <https://x.org> <a@b.org>\n\n[c]: d.md",
            "p(<#R04>(a) <d.md>(b) <https://x.org>(https://x.org) <mailto:a@b.org>(a@b.org))",
        ),
        (
            "[@a, p. 3; @b] [#R04] [#x#y]",
            "p(cite(a Page 3; b) ref(R04) ref(x#y))",
        ),
        ("*[@a]* `[@b]` \\[@c]", "p(em(cite(a)) `[@b]` [@c])"),
        (
            "| [@a] |\n|---|\n| [#R01] |\n\n[x](y \"[@a]\")",
            "table([None] cite(a) / ref(R01)) p(<y>(x))",
        ),
        ("> [@a,\n> p. 3]", "quote(p(cite(a Page 3)))"),
        (
            "a[^N] b[^2]\n\n[^n]: c\n\n    - d\n\n[^2]: e[^n]",
            "p(anote^n bnote^2) note(n: p(c) ul(p(d))) note(2: p(enote^n))",
        ),
        (
            "a <span lang=\"kk\">б *в*</span> <br> c",
            "p(a <span lang=\"kk\">@kk{б em(в)}</span> <br>{} c)",
        ),
        ("<div>\na\n</div>\n\nb", "html(<div>\na\n</div>) p(b)"),
        ("<!-- a -->\n\nb <!-- c --> d", "p(b  d)"),
        (
            "<!-- diglot-allow facts-number: old\n  figure -->\n<!-- diglot-only: local law -->\na\n\nb",
            "p(a)!facts-number<old figure>!only<local law> p(b)",
        ),
        (
            "<!-- diglot-only: r -->\n\n::: aside\nx\n:::",
            "::aside(p(x))!only<r>",
        ),
        ("---\nx: y\n---", "rule h2(x: y)"),
        ("**$10**–$20", "p(strong($10)–$20)"),
    ];
    for (body, expected) in cases {
        assert_eq!(tree(body), expected, "{body}");
    }
}

#[test]
fn containers_fold_into_the_tree() {
    let cases = [
        ("a\n::: note\nb\n:::\nc", "p(a) ::note(p(b)) p(c)"),
        (
            "::: callout {#c .x .y kind=note title=\"Что было\"}\nb\n:::",
            "::callout kind=\"note\" title=\"Что было\"(p(b))#c.x.y",
        ),
        (":::note\nb\n:::", "::note(p(b))"),
        ("::: note   \nb\n:::   ", "::note(p(b))"),
        (
            "- a\n\n  ::: note\n  b\n  :::\n- c",
            "ul~(p(a) ::note(p(b)) / p(c))",
        ),
        (
            "- a\n  - b\n    ::: note\n    c\n    :::",
            "ul(p(a) ul(p(b) ::note(p(c))))",
        ),
        ("- ::: note\n  a\n  :::", "ul(::note(p(a)))"),
        ("> a\n> ::: note\n> b\n> :::", "quote(p(a) ::note(p(b)))"),
        ("::: note\n- a\n- b\n:::\nc", "::note(ul(p(a) / p(b))) p(c)"),
        (
            "::: note\n- a\n:::\n::: note\n- b\n:::",
            "::note(ul(p(a))) ::note(ul(p(b)))",
        ),
        (
            "::: note\n| a |\n|---|\n| b |\n:::",
            "::note(table([None] a / b))",
        ),
        ("::: note\n## A\n\nb\n:::", "::note(h2(A) p(b))"),
        ("::: note\na\n: b\n:::\nc", "::note(dl(a = p(b))) p(c)"),
        (
            "a[^1]\n\n[^1]: n\n\n    ::: note\n    b\n    :::\n\nc",
            "p(anote^1) p(c) note(1: p(n) ::note(p(b)))",
        ),
        (
            "::: note\na[^1]\n\n[^1]: n\n:::\nc",
            "::note(p(anote^1)) p(c) note(1: p(n))",
        ),
        (":::: a\n::: b\nx\n:::\ny\n::::", "::a(::b(p(x)) p(y))"),
        ("::: a\n::: b\nx\n:::\ny\n:::", "::a(::b(p(x)) p(y))"),
        (":::: a\n::: b\nx\n::::\ny", "::a(::b(p(x))) p(y)"),
        ("```\n::: note\n```", "code(None \"::: note\\n\")"),
        (
            "- ```\n  ::: a\n\n::: note\nb\n:::",
            "ul(code(None \"::: a\\n\\n\")) ::note(p(b))",
        ),
        (
            "a\n\n    ::: note\n\nb",
            "p(a) code(None \"::: note\\n\") p(b)",
        ),
        ("a\n     ::: note {x=y}\nb", "p(a·::: note {x=y}·b)"),
        ("<!--\n::: note\n-->\na", "p(a)"),
        ("::: finding {ref=F07}\n:::", "::finding ref=\"F07\"()"),
        ("::: a\nx\n\n## H\n\ny", "::a(p(x)) h2(H) p(y)"),
        ("> ::: a\n> x\n\ny", "quote(::a(p(x))) p(y)"),
        ("::: {.x}\na\n:::\nb", "p(a) p(b)"),
        ("a ::: b", "p(a ::: b)"),
        ("::: note\n- a\n  :::\n- b\n:::", "::note(ul(p(a) / p(b)))"),
    ];
    for (body, expected) in cases {
        assert_eq!(tree(body), expected, "{body}");
        let crlf = body.replace('\n', "\r\n");
        assert_eq!(tree(&crlf), expected, "CRLF: {body}");
    }
}

#[test]
fn mistakes_in_a_text() {
    let cases: &[(&str, &[&str])] = &[
        ("a", &[]),
        // Headings and ids.
        (
            "# A",
            &["1:1: warning[structure-title]: a heading of level 1 in the text"],
        ),
        (
            "## A\n\n#### B\n\n### C",
            &["3:1: warning[structure-heading-jump]: a heading of level 4 follows level 2"],
        ),
        (
            "## A {k=v}",
            &["1:1: warning[structure-attributes]: `k` in the braces of a heading"],
        ),
        (
            "## А {#раздел}",
            &["1:8: error[anchor-malformed]: `раздел` cannot be an id"],
        ),
        (
            "## A {#x}\n\n::: aside {#x}\n:::",
            &["3:13: error[ref-duplicate-id]: the id `x` is given twice"],
        ),
        // Links.
        (
            "[a][b]",
            &["1:1: error[link-undefined]: the link label `b` is not defined here"],
        ),
        (
            "[a][]",
            &["1:1: error[link-undefined]: the link label `a` is not defined here"],
        ),
        ("[a] [sic]", &[]),
        (
            "[@a][@b]",
            &["1:1: error[link-undefined]: the link label `@b` is not defined here"],
        ),
        (
            "[x]\n\n[@a]: http://x.org",
            &[
                "3:1: error[link-reserved-label]: the link label `@a` looks like a citation or a cross-reference",
            ],
        ),
        (
            "[a](javascript:x)",
            &["1:1: error[link-scheme]: a link with the scheme `javascript`"],
        ),
        ("[a](02-b.md#c) [b](#d) [c](HTTPS://x) [d](tel:1)", &[]),
        (
            "[a](x y.md) [see [@a]](#b)",
            &[
                "1:3: warning[link-malformed]: `](` is printed as it stands: this is not read as a link",
                "1:22: warning[link-malformed]: `](` is printed as it stands: this is not read as a link",
            ],
        ),
        ("a\\](b) `](`", &[]),
        // Citations and references.
        (
            "Да [@a 3].",
            &["1:5: error[ref-malformed-citation]: a comma is missing after the key in `@a 3`"],
        ),
        (
            "[@a; b]",
            &["1:6: error[ref-malformed-citation]: `b` is not a key such as `@unicef2018`"],
        ),
        (
            "[see @a]",
            &["1:1: error[ref-malformed-citation]: `[see @a]` does not begin with a key"],
        ),
        (
            "[@a [sic] b]",
            &[
                "1:1: error[ref-malformed-citation]: a citation without its closing bracket, or with brackets inside",
            ],
        ),
        (
            "x [@a",
            &[
                "1:3: error[ref-malformed-citation]: a citation without its closing bracket, or with brackets inside",
            ],
        ),
        ("\\[@a `[@b` mail@x.org", &[]),
        (
            "[#R 04]",
            &["1:1: error[ref-malformed]: `[#R 04]` is not a cross-reference"],
        ),
        // Notes.
        (
            "a[^1] b",
            &["1:2: error[ref-undefined-note]: no note `[^1]:` is given here"],
        ),
        ("a\\[^1] `[^2]`", &[]),
        (
            "a\n\n[^1]: b",
            &["3:1: warning[ref-unused-note]: no mark `[^1]` leads to this note"],
        ),
        (
            "a[^1]\n\n[^1]: b\n\n[^1]: c",
            &["5:1: error[ref-duplicate-note]: two notes have the label `1`"],
        ),
        // Pictures.
        (
            "![](a.svg)",
            &["1:1: error[image-no-alt]: the picture `a.svg` has no alternative text"],
        ),
        (
            "![ ](a.svg \"decorative\")",
            &["1:1: error[image-no-alt]: the picture `a.svg` has no alternative text"],
        ),
        ("`![](a.svg)`\n\n```\n![](a.svg) [@\n```", &[]),
        // Marks left as text.
        (
            "о **«Законе»**о",
            &["1:3: warning[typography-emphasis]: `**` is printed as it stands"],
        ),
        (
            "*«а»*ша **б**",
            &["1:5: warning[typography-emphasis]: `*` is printed as it stands"],
        ),
        ("5 * 3 = 15, \\*a", &[]),
        (
            "a\n| a | b |\n|---|\n| c | d |",
            &[
                "3:1: warning[structure-table]: the lines around this one are no table: its cells and those above differ in number",
            ],
        ),
        (
            "| a |\n|---|\n| b | c |",
            &["3:1: warning[structure-table]: this row has 2 cells, the table 1 columns"],
        ),
        // Containers.
        (
            "::: a\nb\n\n## C\n\nd",
            &["1:1: error[container-unclosed]: `::: a` is not closed"],
        ),
        (
            "::: a\nb",
            &["1:1: error[container-unclosed]: `::: a` is not closed"],
        ),
        (
            "::: a {t=\"x\"}\n\n## C\n\n::: b\n:::",
            &["1:1: error[container-unclosed]: `::: a` is not closed"],
        ),
        (
            ":::: a\n::: b\n::::",
            &["2:1: error[container-unclosed]: `::: b` is not closed"],
        ),
        (
            "> ::: a\n\nb",
            &["1:3: error[container-unclosed]: `::: a` is not closed"],
        ),
        (
            "a\n\n:::",
            &["3:1: error[container-stray]: no container is open here"],
        ),
        (
            "::: a\n- b\n  :::\n\nc",
            &["3:3: error[container-depth]: `::: a` is closed at another depth than it was opened"],
        ),
        (
            "::: a {k}\n:::",
            &["1:8: error[container-malformed]: `k` is none of `#id`, `.class`, `key=value`"],
        ),
        (
            "::: a {заголовок=б k=\"}\n:::",
            &[
                "1:8: error[container-malformed]: `заголовок` is not a key such as `title`",
                "1:20: error[container-malformed]: the closing \" is missing",
            ],
        ),
        (
            "::: a {k=1 k=2 #x #y .я}\n:::",
            &[
                "1:12: error[container-malformed]: `k` is given twice",
                "1:19: error[container-malformed]: a second id `#y`",
                "1:22: error[container-malformed]: `.я` is not a class such as `.wide`",
            ],
        ),
        (
            "::: a {t=“x y”}\n:::",
            &[
                "1:8: error[container-malformed]: a value is one word, or stands between straight quotes \"…\"",
                "1:13: error[container-malformed]: `y”` is none of `#id`, `.class`, `key=value`",
            ],
        ),
        (
            "::: a b\n:::",
            &["1:7: error[container-malformed]: `b` after the name; expected `{…}` or nothing"],
        ),
        (
            "::: {.a}\n:::",
            &["1:5: error[container-malformed]: the name of the container is missing"],
        ),
        (
            "a\n\n    ::: b\n\nc",
            &[
                "3:5: warning[container-indented]: `::: b` is indented by four spaces or more and is not read as a container",
            ],
        ),
        (
            "a\n     ::: b",
            &[
                "2:6: warning[container-indented]: `::: b` is indented by four spaces or more and is not read as a container",
            ],
        ),
        ("```\n::: b\n```\n\n<!--\n::: c\n-->", &[]),
        (
            "<div>\n::: a\n</div>",
            &["2:1: error[container-in-html]: a container line inside a block of HTML"],
        ),
        // HTML.
        (
            "a <font>b</font>",
            &["1:3: warning[structure-html]: `<font>` is not printed"],
        ),
        (
            "a <b style=\"x\">b</b>",
            &["1:3: warning[structure-html]: `style` of `<b>` is not printed"],
        ),
        (
            "a <b>b",
            &["1:3: warning[structure-html]: `<b>` is not closed here"],
        ),
        (
            "a b</b>",
            &["1:4: warning[structure-html]: `</b>` closes nothing here"],
        ),
        (
            "a <?x?>",
            &["1:3: warning[structure-html]: a declaration of HTML is not printed"],
        ),
        (
            "<details>\n\na",
            &["1:1: warning[structure-html]: `<details>` is not closed in this block"],
        ),
        (
            "<script>x</script>",
            &["1:1: warning[structure-html]: `<script>` is not printed"],
        ),
        // Comments to the program.
        (
            "<!-- diglot-allow a-b -->\na",
            &["1:1: warning[structure-comment]: `diglot-allow` gives no reason after a colon"],
        ),
        (
            "<!-- diglot-allow: why -->\na",
            &["1:1: warning[structure-comment]: the code that is allowed is missing"],
        ),
        (
            "<!-- diglot-olny: x -->\na",
            &[
                "1:1: warning[structure-comment]: `diglot-olny` is unknown; did you mean `diglot-only`?",
            ],
        ),
        (
            "a\n\n<!-- diglot-only: x -->",
            &["3:1: warning[structure-comment]: nothing follows this comment"],
        ),
        (
            "a <!-- diglot-only: x --> b",
            &[
                "1:3: warning[structure-comment]: this comment stands inside a text, not before a block",
            ],
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(body_says(body), *expected, "{body}");
    }
}

#[test]
fn both_places_of_a_double_id_are_named() {
    let body = "## A {#x}\n\n## B {#x}";
    let found = read_body(body).diagnostics;
    let related: Vec<&Place> = found
        .iter()
        .flat_map(|d| &d.related)
        .map(|n| &n.place)
        .collect();
    let path: SourcePath = "content/chapters/01-x.en.md".into();
    let at = HEAD.len() + "## A {#".len();
    assert_eq!(related, [&Place::span(&path, Span::new(at, at + 1))]);
}

#[test]
fn mistakes_in_the_head_of_a_file() {
    let cases: &[(&str, &[&str])] = &[
        ("---\ntitle: T\n---\na", &[]),
        ("\u{feff}---\r\ntitle: T\r\n---\r\na", &[]),
        (
            "a",
            &["1:1: error[data-front-matter-missing]: this file has no head with a `title`"],
        ),
        (
            "\n---\ntitle: T\n---\n",
            &["1:1: error[data-front-matter-missing]: this file has no head with a `title`"],
        ),
        (
            "---\ntitle: T\n\na",
            &["1:1: error[data-front-matter-unclosed]: the head of this file is not closed"],
        ),
        (
            "---\ntitel: T\n---\n",
            &["2:1: error[data-unknown-key]: unknown key `titel` in the head of this file"],
        ),
        (
            "---\n---\n",
            &["2:1: error[data-missing-field]: the head of this file has no `title`"],
        ),
        (
            "---\ntitle: T\nid: Мой\n---\n",
            &["3:5: error[data-bad-address]: `Мой` cannot stand in an address"],
        ),
        (
            "---\ntitle: T\nnumbering: pages\n---\n",
            &["3:12: error[data-bad-numbering]: `pages` is no numbering"],
        ),
        (
            "---\ntitle: '# T'\n---\n",
            &["2:8: error[data-block-in-prose]: a heading in a field of running text"],
        ),
    ];
    for (file, expected) in cases {
        assert_eq!(said(file, 0, &read(file).diagnostics), *expected, "{file}");
    }
}

#[test]
fn the_head_tells_about_the_chapter() {
    let file = "---\ntitle: A *b*\nshort_title: A\nsummary: S.\nid: other\nslug: addr\naliases: [old]\n\
                draft: true\ndate: 2021-10-07\nauthors: [N]\nnumbering: paragraphs\n---\nText";
    let read = read(file);
    assert_eq!(read.diagnostics, []);
    let chapter = read.value.expect("it has an id");
    let front = &chapter.front;
    assert_eq!(chapter.id.as_str(), "other");
    assert_eq!(front.title.plain(), "A b");
    assert_eq!(&file[front.title_span.start..front.title_span.end], "A *b*");
    assert_eq!(front.slug.as_deref(), Some("addr"));
    assert_eq!(front.aliases, ["old"]);
    assert!(front.draft && front.numbered_paragraphs);
    assert_eq!(
        front.date.map(|date| date.to_string()).as_deref(),
        Some("2021-10-07")
    );
    assert_eq!(front.authors, ["N"]);
}

#[test]
fn prose_of_a_field() {
    let path: SourcePath = "content/findings.yaml".into();
    let place = Place::field(&path, Field::root().index(0).key("statement"));
    let cases = [
        ("a *b* [@c, p. 3]", "a em(b) cite(c Page 3)", ""),
        ("a\n\nb", "a¶b", ""),
        ("1986. a", "a", "data-block-in-prose"),
        ("1986\\. a", "1986. a", ""),
        ("# a", "a", "data-block-in-prose"),
        ("- a\n- b", "a¶b", "data-block-in-prose"),
        ("a[^1]", "a[^1]", "ref-undefined-note"),
        ("::: a", "::: a", ""),
        ("", "", ""),
    ];
    for (source, expected, code) in cases {
        let read = running_text::prose(source, &place);
        let paragraphs: Vec<String> = read.value.paragraphs.iter().map(|p| inlines(p)).collect();
        assert_eq!(paragraphs.join("¶"), expected, "{source}");
        let codes: Vec<&str> = read.diagnostics.iter().map(|d| d.code.name).collect();
        assert_eq!(codes.join(" "), code, "{source}");
        assert!(
            read.diagnostics.iter().all(|d| d.place == place),
            "{source}"
        );
    }
}

#[test]
fn spans_are_those_of_the_file() {
    let body = "Да *нет* [@a, с. 5].\n\n::: callout {title=\"Что\"}\nи\n:::\n\n## Я {#ja}\n";
    let file = format!("{HEAD}{body}");
    let chapter = read(&file).value.expect("it has an id");
    let slice = |span: Span| &file[span.start..span.end];
    let elements: Vec<&str> = chapter.elements.iter().map(|e| slice(e.span)).collect();
    assert_eq!(
        elements,
        [
            "Да *нет* [@a, с. 5].",
            "::: callout {title=\"Что\"}\nи\n:::",
            "## Я {#ja}"
        ]
    );
    let ElementKind::Paragraph(content) = &chapter.elements[0].kind else {
        panic!("{:?}", chapter.elements[0])
    };
    let Some(Inline::Citation { works, span }) = content.get(3) else {
        panic!("{content:?}")
    };
    assert_eq!(
        (slice((*span).into()), slice(works[0].span)),
        ("[@a, с. 5]", "@a, с. 5")
    );
    let ElementKind::Container(container) = &chapter.elements[1].kind else {
        panic!("{:?}", chapter.elements[1])
    };
    assert_eq!(slice(container.name_span), "callout");
    assert_eq!(slice(container.arguments[0].span), "title=\"Что\"");
    assert_eq!(slice(container.arguments[0].value_span), "Что");
    let id = chapter.elements[2]
        .attached
        .id
        .as_ref()
        .map(|(_, span)| slice(*span));
    assert_eq!(id, Some("ja"));
}

/// Deep nesting is no way to exhaust the program's stack.
#[test]
fn depth_is_bounded() {
    let cases = [
        (">".repeat(20_000) + "a", "structure-depth"),
        ("*a ".repeat(5_000) + &"b*".repeat(5_000), "structure-depth"),
        (
            "<b>".repeat(5_000) + &"</b>".repeat(5_000),
            "structure-html",
        ),
        (
            "::: a\n".repeat(5_000) + &":::\n".repeat(5_000),
            "container-nested",
        ),
        (
            (0..300).map(|n| " ".repeat(2 * n) + "- a\n").collect(),
            "structure-depth",
        ),
        ("<div>".repeat(5_000), "structure-html"),
        ("[@".repeat(5_000) + "a", "ref-malformed-citation"),
        (
            "![".repeat(5_000) + &"](x)".repeat(5_000),
            "structure-depth",
        ),
    ];
    for (deep, expected) in cases {
        let read = read_body(&deep);
        assert!(read.value.is_some());
        let codes: Vec<&str> = read.diagnostics.iter().map(|d| d.code.name).collect();
        assert!(codes.contains(&expected), "{}: {codes:?}", &deep[..20]);
    }
}

fn all_spans(chapter: &ChapterText, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let mut out = Vec::new();
    let text = format!("{:?}", (chapter, diagnostics));
    // Spans of every depth, without a walk that would have to know all kinds of elements.
    for part in text.split("Span { start: ").skip(1) {
        let numbers: Vec<usize> = part
            .split(['}', ','])
            .take(2)
            .filter_map(|number| {
                number
                    .trim()
                    .trim_start_matches("end: ")
                    .trim()
                    .parse()
                    .ok()
            })
            .collect();
        if let [start, end] = numbers[..] {
            out.push(Span::new(start, end));
        }
    }
    out
}

fn check_spans(file: &str) {
    let read = read(file);
    let chapter = read.value.expect("it has an id");
    for span in all_spans(&chapter, &read.diagnostics) {
        assert!(
            file.get(span.start..span.end).is_some(),
            "{span:?} in {file:?}"
        );
    }
    for code in read.diagnostics.iter().map(|d| d.code) {
        let mut all = diglot::read::CODES.iter().chain(diglot::yaml::CODES);
        assert!(all.any(|known| *known == code), "{}", code.name);
    }
}

fn fragment() -> impl Strategy<Value = String> {
    let fragments = [
        "a",
        "б ",
        "é",
        "«з»",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\n",
        "# ",
        "## x {#i}\n",
        "- ",
        "1. ",
        "> ",
        "::: n\n",
        ":::: n {a=b c=\"d e\"}\n",
        ":::\n",
        "::::\n",
        "```\n",
        "~~~",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "[",
        "]",
        "(",
        ")",
        "[^1]",
        "[^1]: ",
        "[@k, p. 3]",
        "[#R04]",
        "[@",
        "![",
        "](x)",
        "[x]: y\n",
        "<b>",
        "</b>",
        "<div>",
        "</div>\n",
        "<!-- ",
        " -->",
        "<!-- diglot-only: x -->\n",
        "<br>",
        "<?",
        "?>",
        "|",
        "|---|\n",
        "| a | b |\n",
        ": d\n",
        "---\n",
        "===\n",
        "\\",
        "&amp;",
        "\u{feff}",
        "\u{200b}",
        "[ ] ",
        "[!NOTE]\n",
        "{#x}",
        "\"",
        "<https://x.org>",
        "\u{301}",
        "🙂",
        "\0",
    ];
    proptest::collection::vec(prop::sample::select(fragments.to_vec()), 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn spans_lie_on_borders_of_any_text(file in "\\PC{0,80}") {
        check_spans(&file);
    }

    #[test]
    fn spans_lie_on_borders_of_any_markdown(body in fragment()) {
        check_spans(&format!("{HEAD}{body}"));
        check_spans(&body);
        let place = Place::file(&"x.yaml".into());
        let _ = running_text::prose(&body, &place);
    }

    #[test]
    fn line_ends_do_not_matter(body in fragment()) {
        let crlf = body.replace('\n', "\r\n");
        prop_assert_eq!(tree(&body), tree(&crlf));
        let codes = |body: &str| -> Vec<&'static str> {
            let mut codes: Vec<_> = read_body(body).diagnostics.iter().map(|d| d.code.name).collect();
            codes.sort_unstable();
            codes
        };
        prop_assert_eq!(codes(&body), codes(&crlf));
    }
}
