#!/usr/bin/env python3
"""Runs Diglot and the generators people would otherwise pick on one and the same study, in turn.

    cargo bench --bench build -- FOLDER 1000        # writes the study of 1,000 chapters in two languages
    python3 benches/peers.py FOLDER [RUNS]          # converts it for the peers, runs all of them, prints medians

Only what is installed takes part: hugo, zola, mdbook are looked for on PATH, or in HUGO, ZOLA, MDBOOK; diglot in DIGLOT,
else target/release/diglot; the floor program (`cargo bench --bench floor --no-run` says where it is) in FLOOR: it does the
least that the site Diglot has just made needs. Every run is cold: a new output folder, no cache of the program's own. The
peers get a template with the text, a table of contents, the neighbours and the other language, and no search, feed or
sitemap; Diglot its default theme with all that belongs to it. Sites are written beside the study, or into the folder in
SITES: one in memory leaves the disk out. CPU is user and system time of the process and its children.
"""

import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

OTHER = {"en": "ru", "ru": "en"}
NAME = re.compile(r"(\d+-topic-(\d+))\.(en|ru)\.md$")


def chapters(study):
    """Number, language, title and text of every chapter, without its head; references to records become words."""
    for path in sorted((study / "content/chapters").iterdir()):
        name, number, lang = NAME.search(path.name).groups()
        _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        title = head.strip().removeprefix("title: ")
        yield name, int(number), lang, title, re.sub(r"\[#(R\d+)\]", r"\1", text)


def recommendations(study):
    """Number and language, title, text; the records are those of the benchmark's own generator."""
    text = (study / "content/recommendations.yaml").read_text(encoding="utf-8")
    for record in text.split("- id: ")[1:]:
        ident = record.split("\n", 1)[0]
        titles = dict(re.findall(r'(en|ru): "([^"]*)"', record.split("title:", 1)[1].split("text:", 1)[0]))
        bodies = dict(re.findall(r'^    (en|ru): "(.*)"$', record, re.M))
        for lang in OTHER:
            yield ident, lang, titles[lang], re.sub(r"\[(\d+)\]\([^)]*\)", r"\1", bodies[lang])


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def hugo(study, out):
    put(out / "hugo.yaml", "baseURL: https://example.org/\ndefaultContentLanguage: en\n"
        "defaultContentLanguageInSubdir: true\ndisableKinds: [taxonomy, term, rss, sitemap, '404']\ntimeout: 600s\n"
        "languages:\n  en: {contentDir: content/en, weight: 1, title: Report}\n"
        "  ru: {contentDir: content/ru, weight: 2, title: Отчёт}\n")
    for name, number, lang, title, text in chapters(study):
        text = re.sub(r"\(([\w-]+)\.md#", r"(../\1/#", text)
        put(out / f"content/{lang}/chapters/{name}.md", f"---\ntitle: {title}\nweight: {number}\n---\n{text}")
    for ident, lang, title, text in recommendations(study):
        put(out / f"content/{lang}/recommendations/{ident}.md", f"---\ntitle: \"{title}\"\n---\n{text}\n")
    put(out / "layouts/_default/baseof.html", "<!doctype html><html lang=\"{{ site.Language.Name }}\"><head><meta charset=\"utf-8\">"
        "<title>{{ .Title }}</title></head><body>{{ range .Translations }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}"
        "{{ block \"main\" . }}{{ end }}</body></html>\n")
    put(out / "layouts/_default/single.html", "{{ define \"main\" }}<nav>{{ .TableOfContents }}</nav><main><h1>{{ .Title }}</h1>"
        "{{ .Content }}</main>{{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}"
        "{{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\n")
    put(out / "layouts/_default/list.html", "{{ define \"main\" }}<ol>{{ range .Pages.ByWeight }}<li><a href=\"{{ .RelPermalink }}\">"
        "{{ .Title }}</a></li>{{ end }}</ol>{{ end }}\n")
    return lambda tool, goal: [[tool, "--quiet", "-s", str(out), "-d", str(goal)]]


def zola(study, out):
    put(out / "config.toml", "base_url = \"https://example.org\"\ndefault_language = \"en\"\ngenerate_feeds = false\n"
        "generate_sitemap = false\nbuild_search_index = false\n[languages.ru]\n")
    for lang, end in (("en", ""), ("ru", ".ru")):
        for section in ("", "chapters/", "recommendations/"):
            put(out / f"content/{section}_index{end}.md", "+++\ntitle = \"List\"\nsort_by = \"weight\"\n+++\n")
    for name, number, lang, title, text in chapters(study):
        end = "" if lang == "en" else ".ru"
        text = re.sub(r"\(([\w-]+)\.md#", lambda it: f"(@/chapters/{it[1]}{end}.md#", text)
        put(out / f"content/chapters/{name}{end}.md", f"+++\ntitle = \"{title}\"\nweight = {number}\n+++\n{text}")
    for number, (ident, lang, title, text) in enumerate(recommendations(study)):
        end = "" if lang == "en" else ".ru"
        put(out / f"content/recommendations/{ident}{end}.md", f"+++\ntitle = \"{title}\"\nweight = {number}\n+++\n{text}\n")
    put(out / "templates/base.html", "<!doctype html><html lang=\"{{ lang }}\"><head><meta charset=\"utf-8\"></head><body>"
        "{% block main %}{% endblock %}</body></html>\n")
    listing = ("{% extends \"base.html\" %}{% block main %}<ol>{% for page in section.pages %}<li><a href=\"{{ page.permalink }}\">"
               "{{ page.title }}</a></li>{% endfor %}</ol>{% endblock %}\n")
    put(out / "templates/index.html", listing)
    put(out / "templates/section.html", listing)
    put(out / "templates/page.html", "{% extends \"base.html\" %}{% block main %}{% for one in page.translations %}"
        "<a href=\"{{ one.permalink }}\">{{ one.lang }}</a>{% endfor %}<nav>{% for one in page.toc %}<a href=\"{{ one.permalink }}\">"
        "{{ one.title }}</a>{% endfor %}</nav><main><h1>{{ page.title }}</h1>{{ page.content | safe }}</main>"
        "{% if page.lower %}<a href=\"{{ page.lower.permalink }}\">{{ page.lower.title }}</a>{% endif %}"
        "{% if page.higher %}<a href=\"{{ page.higher.permalink }}\">{{ page.higher.title }}</a>{% endif %}{% endblock %}\n")
    return lambda tool, goal: [[tool, "-r", str(out), "build", "-o", str(goal)]]


def mdbook(study, out):
    lists = {lang: ["# Summary\n"] for lang in OTHER}
    for name, _, lang, title, text in chapters(study):
        put(out / f"{lang}/src/{name}.md", f"# {title}\n{text}")
        lists[lang].append(f"- [{title}]({name}.md)")
    for ident, lang, title, text in recommendations(study):
        put(out / f"{lang}/src/{ident}.md", f"# {title}\n\n{text}\n")
        lists[lang].append(f"- [{title}]({ident}.md)")
    for lang, lines in lists.items():
        put(out / f"{lang}/src/SUMMARY.md", "\n".join(lines) + "\n")
        put(out / f"{lang}/book.toml", f"[book]\ntitle = \"Report\"\nlanguage = \"{lang}\"\n[output.html.search]\nenable = false\n")
    return lambda tool, goal: [[tool, "build", str(out / lang), "-d", str(goal / lang)] for lang in OTHER]


def diglot(study, out):
    return lambda tool, goal: [[tool, "-C", str(study), "build", "--quiet", "-o", str(goal)]]


def floor(study, out):
    return lambda tool, goal: [[tool, str(study), str(goal)]]


def run(commands):
    """CPU and wall seconds of some commands, and the largest memory of one of them in MiB."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    for command in commands:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        words = child.stderr.read().decode(errors="replace")
        _, status, used = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)}: {words}")
        peak = max(peak, used.ru_maxrss / 1024)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return after.ru_utime - before.ru_utime, cpu, time.monotonic() - start, peak


def main():
    study = pathlib.Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    here = pathlib.Path(__file__).resolve().parent.parent
    found = {}
    for convert in (diglot, floor, hugo, zola, mdbook):
        name = convert.__name__
        usual = str(here / "target/release/diglot") if convert is diglot else name
        tool = shutil.which(os.environ.get(name.upper(), usual))
        if tool:
            out = study.with_name(f"{study.name}-{name}")
            shutil.rmtree(out, ignore_errors=True)
            found[name] = (tool, convert(study, out))
    results = {name: [] for name in found}
    goal = pathlib.Path(os.environ.get("SITES", study.parent)).resolve() / f"{study.name}-site"
    for _ in range(runs):
        for name, (tool, commands) in found.items():
            if name != "floor":
                shutil.rmtree(goal, ignore_errors=True)
            results[name].append(run(commands(tool, goal)))
    print(f"{'':>8} {'user s':>8} {'CPU s':>8} {'wall s':>8} {'MiB':>8}   medians of {runs} runs in turn")
    for name, measured in results.items():
        user, cpu, wall, peak = (statistics.median(column) for column in zip(*measured))
        print(f"{name:>8} {user:8.2f} {cpu:8.2f} {wall:8.2f} {peak:8.0f}")
    shutil.rmtree(goal, ignore_errors=True)


if __name__ == "__main__":
    main()
