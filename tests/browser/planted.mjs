// Does each check notice what it is there for? Plants one fault at a time in a copy of a built site.
//
//   node planted.mjs OUTPUT_DIR [--only NAME]     one line for each fault; "noticed" or "MISSED"
//
// It takes a while and is no part of tests/run: run it after a change to the checks.

import { cp, mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TOPICS } from './checks.mjs';
import { readSite, serve } from './site.mjs';
import { launch } from './visit.mjs';

const CHAPTER = 'en/the-twelve/index.html';
const BOTH = 'en/parallel/the-twelve/index.html';
const RU_LINK = /href="[^"]*" hreflang="ru" lang/g;

/** Replaces in a file; the ending of its name, or a pattern for it, is enough. */
const edit = (file, from, to) => async (dir, files) => {
  const isMeant = (one) => (file instanceof RegExp ? file.test(one) : one === file || (file.startsWith('.') && one.endsWith(file)));
  const name = path.join(dir, files.find(isMeant) ?? file);
  const before = await readFile(name, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to replace in ${file}: ${from}`);
  await writeFile(name, after);
};
const append = (file, text) => edit(file, /$/, () => text);
/** Behind the script that every page has. */
const run = (text) => edit(/\bscript\.[^/]*js$/, /$/, () => text);
const inMain = (html, file = CHAPTER) => edit(file, '</main>', `${html}</main>`);
const create = (file, from, change) => async (dir) => {
  await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
  await writeFile(path.join(dir, file), change(await readFile(path.join(dir, from), 'utf8')));
};
const all = (...edits) => async (dir, files) => { for (const one of edits) await one(dir, files); };

/** A check's name (or how it begins), the fault, and what the check must say of it. */
const FAULTS = [
  ['every address inside', inMain('<a href="../gone/">x</a>'), /gone/],
  ['every fragment', inMain('<a href="#nowhere">x</a>'), /nowhere/],
  ['no address starts', inMain('<a href="/en/">x</a>'), /: \/en\/$/],
  ['nothing is loaded', inMain('<img src="https://example.org/x.png" alt="">'), /example\.org/],
  ['ids are unique', inMain('<p id="twin"></p><p id="twin"></p>'), /#twin/],

  ['the page names', edit(CHAPTER, ' data-page="chapter"', ''), /the-twelve/],
  ['html lang', edit(CHAPTER, '<html lang="en"', '<html lang="de"'), /lang=de/],
  ['exactly one h1', inMain('<h1>x</h1>'), /the-twelve.*2 h1/],
  ['headings skip', inMain('<h5>x</h5>'), /h5 “x”/],
  ['header, nav', edit(CHAPTER, '<footer class="site">', '<div>'), /no footer/],
  ['title and', edit(CHAPTER, /<title>.*<\/title>/, '<title></title>'), /the-twelve.*no title/],
  ['title and', edit(CHAPTER, /<meta name="description".*/, ''), /the-twelve.*no description/],
  ['canonical', edit(CHAPTER, /rel="canonical" href="[^"]*"/, 'rel="canonical" href="https://example.org/"'), /the-twelve.*example\.org/],
  ['canonical', edit('404.html', 'noindex', 'index'), /404/],
  ['hreflang is', edit(CHAPTER, /<link rel="alternate" hreflang="ru".*/, ''), /the-twelve.*no hreflang ru/],
  ['hreflang is', edit(CHAPTER, /(hreflang="ru" href="[^"]*)the-twelve/, '$1summary'), /does not name it in return/],
  ['Open Graph', edit(CHAPTER, /<meta property="og:locale".*/, ''), /no og:locale/],
  ['JSON-LD', edit(CHAPTER, '{"@context"', '{"context"'), /the-twelve.*context/],
  ['landing pages', edit('en/index.html', 'name="citation_title"', 'name="x"'), /no citation_title/],
  ['language links lead', edit(CHAPTER, RU_LINK, 'href="../../ru/summary/" hreflang="ru" lang'), /the-twelve.*no a\[hreflang=ru\]/],
  ['stubs lead', create('en/old/index.html', CHAPTER, (html) => html.replace('<head>', '<head><meta http-equiv="refresh" content="0; url=../gone/">')), /en\/old.*leads to no page/],
  ['the skip link', edit(CHAPTER, /<a class="skip".*/, ''), /the-twelve.*first thing/],
  ['the skip link', edit(CHAPTER, '<main id="main"', '<main id="other"'), /the-twelve.*not in main/],

  ['a chapter has the same', edit(CHAPTER, / id="p-/, ' id="q-'), /#q-.* is not in ru/],
  ['every chapter has a partner', edit(CHAPTER, /<link rel="alternate" hreflang="ru".*/, ''), /the-twelve.*no other language/],

  ['the study stands', create('uz/index.html', 'en/index.html', (html) => html.replace('lang="en"', 'lang="uz"')), /uz/],
  ['twelve recommendations', edit('ru/recommendations/index.html', 'data-recommendation="R12"', ''), /^ru:.*R11, not/],
  ['a page for each', edit('ru/recommendations/R07/index.html', 'data-recommendation="R07"', 'data-recommendation="R08"'), /holds R08/],
  ['a page for each', create('ru/recommendations/R13/index.html', 'ru/recommendations/R12/index.html', (html) => html.replaceAll('R12', 'R13')), /R13.*one too many/],
  ['the list of each theme', edit('en/recommendations/theme/child-labour/index.html', 'data-recommendation="R11"', 'data-recommendation="R10"'), /R09, R10/],
  ['every list holds', edit('en/recommendations/horizon/long/index.html', /<tr class="row" role="row" id="R(\d+)" data-recommendation="R\d+"/, '<tr class="row" role="row"'), /horizon\/long/],
  ['two group discussions', edit('ru/evidence/index.html', '16–17', '16–19'), /^ru:.*16–19/],
  ['two group discussions', edit('en/evidence/index.html', /90\sminutes/, '60 minutes'), /^en:.*90 minutes/],
  ['two group discussions', edit('en/evidence/index.html', 'data-activity', 'data-x'), /^en: 1 activities/],
  ['two notes', edit('ru/background/index.html', '<li id="n1"', '<li>x</li><li id="n1"'), /^ru: 3 notes/],
  ['page 30', edit('ru/background/index.html', /с\.\s30/g, 'с. 31'), /background.* but in /],
  ['the computed figures', edit('ru/index.html', /<b>12<\/b>/, '<b>13</b>'), /recommendations 13/],

  ['the Nu checker', inMain('<blink>x</blink>'), /the-twelve.*blink/],
  ['the Nu checker', append('.css', '\np { colour: red }\n'), /\.css.*colour/],
  ['the Nu checker', append('.css', '\np { top: red }\n'), /\.css.*top/],
  ['the Nu checker', edit('.svg', '<svg ', '<svg bogus="1" '), /\.svg.*bogus/],
  ['feeds and the sitemap', edit('ru/feed.xml', '</feed>', ''), /ru\/feed\.xml/],
  ['the sitemap lists', edit('sitemap.xml', /<url>\s*<loc>[^<]*en\/the-twelve\/<\/loc>.*?<\/url>/s, ''), /the-twelve.*not listed/],
  ['the sitemap lists', edit('sitemap.xml', /(en\/the-twelve\/<\/loc>\s*)<xhtml:link [^>]*>/, '$1'), /the-twelve.*alternates/],
  ['each language has a feed', edit('ru/feed.xml', 'rel="self"', 'rel="via"'), /ru\/feed.*itself/],
  ['each language has a feed', edit('ru/feed.xml', /<entry>.*<\/entry>/s, ''), /ru\/feed.*no entry/],

  ['the first view', append('.css', `/*${'x'.repeat(90_000)}*/`), /the-twelve/],
  ['the first view', inMain('<img src="../../assets/a.png" alt=""><img src="../../assets/b.png" alt=""><img src="../../assets/c.png" alt="">'), /the-twelve.*7 requests/],
  ['the script is', run(`//${'x'.repeat(5_000)}`), /kB/],
  ['the style is', append('.css', `/*${Array.from({ length: 9_000 }, (_, at) => (at * 7919 % 104729).toString(36)).join(' ')}*/`), /gzipped/],

  ['every chapter, every stub', inMain('<img src="../../assets/gone.png" alt="">'), /404 for .*gone/],
  ['every chapter, every stub', inMain('<p style="color: red">x</p>'), /the-twelve.*Content Security Policy/],
  ['a page of each kind opens', run('\nconsole.error("planted")'), /planted/],
  ['a page of each kind opens', run('\nthrow new Error("planted")'), /script: planted/],
  ['a page of each kind opens', run('\nfetch("https://example.org/")'), /request outside the site|Content Security/],
  ['a chapter opens from a folder', edit(CHAPTER, RU_LINK, 'href="../../ru/index.html" hreflang="ru" lang'), /leads to ru\/(index\.html)?, not/],

  ['without script the text', edit('en/glossary/index.html', '<main ', '<main hidden '), /glossary.*main shows “”/],
  ['without script the text', run('\ndocument.querySelector("main").append("planted")'), /the-twelve.*other text/],
  ['without script the contents', edit(CHAPTER, '<details><summary', '<details><p hidden><summary'), /the-twelve/],
  ['without script the contents', append('.css', 'nav.contents ol { display: none }'), /the-twelve.*do not open/],
  ['without script the language', edit(CHAPTER, RU_LINK, 'href="../../en/summary/" hreflang="ru" lang'), /link to ru led to/],
  ['without script the choice', edit('index.html', RU_LINK, 'href="en/" hreflang="ru" lang'), /link to ru led to/],

  ['filters combine', edit(/filters\.[^/]*js$/, 'link.search = search', 'void search'), /shows /],
  ['filters combine', edit(/filters\.[^/]*js$/, 'row.node.hidden = !shown.has(row)', 'row.node.hidden = false'), /leave /],
  ['without script there is no form', edit('en/recommendations/index.html', /(<form[^>]*data-filters[^>]*) hidden/, '$1'), /the form is there/],

  ['the language switch keeps', run('\nfor (const a of document.querySelectorAll("a[hreflang]")) a.addEventListener("click", () => { a.hash = ""; })'), /is no block/],
  ['the language switch keeps', run('\nfor (const a of document.querySelectorAll("a[hreflang]")) a.addEventListener("click", () => { a.hash = document.querySelector(".content [id]").id; })'), /not where one was reading/],
  ['the language switch keeps', run('\naddEventListener("load", () => document.activeElement.blur())'), /the focus is not at/],
  ['the language switch keeps', run('\naddEventListener("load", () => scrollBy(0, 300))'), /px from the top/],
  ['the language switch keeps', run('\nhistory.scrollRestoration = "manual"; addEventListener("pageshow", (e) => { if (e.persisted || performance.getEntriesByType("navigation")[0].type === "back_forward") scrollTo(0, 0) })'), /back leads to 0/],
  ['the language switch keeps', append('.css', 'header.site { position: fixed !important; top: 0 !important; width: 100%; min-height: 140px; z-index: 9 }'), /is covered by/],
  ['the language switch is in', append('.css', 'header.site, header.site * { position: static !important } a[hreflang] { position: absolute !important; top: 0 !important }'), /the-twelve/],
  ['at the top', run('\nfor (const a of document.querySelectorAll("a[hreflang]")) a.addEventListener("click", () => { a.hash = "notes"; })'), /leads to #notes/],
  ['the contents mark', run('\naddEventListener("scroll", () => requestAnimationFrame(() => document.querySelectorAll(".contents [aria-current=location]").forEach((a) => a.removeAttribute("aria-current"))))'), /mark nothing/],
  ['the contents mark', run('\naddEventListener("scroll", () => requestAnimationFrame(() => document.querySelectorAll(".contents a[href^=\\"#\\"]").forEach((a, at) => a.toggleAttribute("aria-current", at === 0))))'), /the-twelve.*at #/],

  ['two texts stand for', edit(BOTH, 'noindex', 'index'), /may be indexed/],
  ['two texts stand for', edit(BOTH, /rel="canonical" href="[^"]*"/, 'rel="canonical" href="https://example.org/"'), /its canonical address is/],
  ['two texts come', edit(BOTH, /<details class="side" lang="ru"/, '<details class="side" lang="en"'), /holds en, en/],
  ['two texts come', edit(BOTH, /(<div class="pair" id=)"([^"]*)"(.*?<div class="pair" id=)"([^"]*)"/s, '$1"$4"$3"$2"'), /the pairs are/],
  ['two texts stand side by side at', append('.css', '.pair { display: block !important }'), /one text ends at/],
  ['two texts stand side by side at', append('.css', 'details.side::details-content { content-visibility: hidden !important; block-size: 0 !important }'), /cannot be seen/],
  ['two texts stand side by side without', append('.css', '.pair { display: block !important }'), /one text ends at/],
  ['the other text is unfolded on demand at', edit(BOTH, /<details class="side"/g, '<details open class="side"'), /stands open/],
  ['the other text is unfolded on demand without', edit(BOTH, /<details class="side"/g, '<details open class="side"'), /stands open/],

  ['the number of a paragraph offers its citation', edit(CHAPTER, '<dialog', '<div'), /no dialog opens/],
  ['the number of a paragraph offers its citation', run('\ndocument.querySelector("dialog")?.addEventListener("focusin", ({ currentTarget }) => { currentTarget.querySelector("b").textContent = 1; })'), /cites paragraph 1, not/],
  ['without script a page shows', edit(CHAPTER, 'data-cite-example', 'hidden data-cite-example'), /cannot be read/],
  ['each language cites', all(...['en', 'ru'].map((lang) => edit(`${lang}/the-twelve/index.html`, /(<p data-cite-example>).*?(<b>).*?<\/p>/s, '$1Somebody, $21</b></p>'))), /^ru.*are those of another language/],

  ['nothing scrolls', append('.css', '.content p { min-width: 1600px }'), /the-twelve.*at 1440 px: the page is/],
  ['nothing scrolls', append('.css', 'body { overflow-x: hidden } .content p { min-width: 1600px }'), /the-twelve.*at 1440 px.*ends at/],
  ['nothing scrolls', append('.css', '.content { overflow-x: auto } .content p { min-width: 1600px }'), /the-twelve.*at 1440 px.*scrolls sideways/],
  ['nothing scrolls', all(inMain(`<p class="x">${'m'.repeat(60)}</p>`, 'ru/glossary/index.html'), append('.css', '.x { overflow-wrap: normal }')), /glossary.*at 320 px.*overfull/],
  ['targets outside', append('.css', '.site-menu a { padding: 0 !important; font-size: 8px; line-height: 1 } .site-menu ul { gap: 1px !important }'), /the-twelve.*close/],
  ['what a link leads to', append('.css', '@media (min-width: 64rem) { header.site { min-height: 250px } }'), /at 1366 px.*covered/],
  ['one column', append('.css', '.columns { grid-template-columns: 1fr 1fr !important }'), /stands beside/],
  ['contents stand', append('.css', '.page.read { display: block !important }'), /the-twelve/],
  ['contents stand', append('.css', 'details::details-content { content-visibility: hidden !important }'), /closed/],
  ['notes stand', append('.css', '.notes li { position: static !important }'), /not in the margin/],
  ['notes stand', append('.css', '.notes li { margin-top: 80px !important }'), /px from its mark/],
  ['light and dark', append('.css', 'html { background: #fff !important }'), /in dark/],

  ['navigation is not', append('.css', '@media print { nav.contents { display: block !important } }'), /the-twelve.*is printed/],
  ['navigation is not', append('.css', '@media print { main { display: none } }'), /the text is not printed/],
  ['links out of the site', inMain('<p>See <a href="https://example.org/">here</a>.</p>'), /the-twelve.*“here” is printed without/],
  ['printed sheets', edit('.css', 'counter(page)', '"x"'), /not numbered/],
  ['each kind of page fills', append('.css', '@media print { h1 { break-before: page !important } }'), /glossary.*empty/],

  ...['light', 'dark'].flatMap((scheme) => [360, 1440].flatMap((width) => [
    [`axe finds nothing in ${scheme} at ${width}`, append('.css', `@media (prefers-color-scheme: ${scheme}) and (${width > 400 ? 'min' : 'max'}-width: 600px) { main p { color: ${scheme === 'light' ? '#bbb' : '#555'} !important } }`), /color-contrast/],
  ])),
  ['axe finds nothing in light at 360', inMain('<img src="../../assets/x.svg">'), /the-twelve.*image-alt/],
];

/** What the check says of a copy of the site with the fault in it. */
async function faultsWith(browser, home, check, plant) {
  const dir = await mkdtemp(path.join(tmpdir(), 'planted-'));
  const servers = [];
  try {
    await cp(home.dir, dir, { recursive: true });
    await plant(dir, [...home.files]);
    const site = await readSite(dir, browser);
    for (const mount of ['/', '/a/b/']) servers.push(await serve(dir, mount));
    return [await check.find({ browser, site, root: servers[0], below: servers[1], note: () => {} })].flat();
  } finally {
    for (const server of servers) server.close();
    await rm(dir, { recursive: true });
  }
}

const { values, positionals: [dir] } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' } } });
const checks = Object.values(TOPICS).flatMap((topic) => topic.checks);
if (!dir) {
  console.error('usage: node planted.mjs OUTPUT_DIR [--only NAME]');
  process.exit(2);
}
const browser = await launch();
const home = await readSite(dir, browser);
let missed = 0;
for (const check of checks) {
  const faults = FAULTS.filter(([name]) => check.name.startsWith(name));
  if (faults.length === 0) throw new Error(`no fault is planted for “${check.name}”`);
  if (!check.name.includes(values.only)) continue;
  for (const [, plant, expected] of faults) {
    let said;
    try {
      said = await faultsWith(browser, home, check, plant);
    } catch (error) {
      said = [`broke: ${error.message}`];
    }
    const isNoticed = said.some((fault) => expected.test(fault) && !fault.startsWith('broke:'));
    missed += isNoticed ? 0 : 1;
    console.log(`${isNoticed ? 'noticed' : 'MISSED '} ${check.name}: ${said.find((fault) => expected.test(fault)) ?? `${expected} is not in: ${said.slice(0, 3).join(' | ')}`}`.slice(0, 260));
  }
}
await browser.close();
console.log(`${missed} missed`);
process.exitCode = missed > 0 ? 1 : 0;
