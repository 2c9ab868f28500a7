// Markup, style, feeds and the sitemap, by the rules of their languages.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHECKER = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/**
 * The checker's grammar of CSS is older than anchor positioning, which `@supports` keeps from browsers without it.
 * `line` is the line of the file that the message is about.
 */
const isAboutAnchors = ({ message }, line) => /^CSS: “(position-anchor|anchor-name)”: Property .* doesn't exist/.test(message)
  || (/^CSS: “(top|right|bottom|left)”: /.test(message) && /\banchor\(/.test(line));

/** What the Nu checker says against the files of a folder, in one process. */
async function complaints(dir) {
  const args = ['-Dstdout.encoding=UTF-8', '-Dfile.encoding=UTF-8', '-jar', CHECKER, '--stdout', '--exit-zero-always', '--format', 'json',
    '--skip-non-html', '--also-check-css', '--also-check-svg', dir];
  const { stdout } = await promisify(execFile)('java', args, { maxBuffer: 1 << 28 });
  const errors = JSON.parse(stdout).messages.filter(({ type }) => type !== 'info');
  const found = [];
  for (const error of errors) {
    const file = error.url ? fileURLToPath(error.url) : dir;
    const line = error.lastLine && file.endsWith('.css') ? (await readFile(file, 'utf8')).split('\n')[error.lastLine - 1] : '';
    if (isAboutAnchors(error, line)) continue;
    found.push(`${path.relative(dir, file)}:${error.lastLine ?? '?'}: ${error.message} ${JSON.stringify(error.extract ?? '')}`);
  }
  return found;
}

/** What a page reads in an XML file: whether it is whole, and the elements that name addresses. */
function readXml(text) {
  const doc = new DOMParser().parseFromString(text, 'application/xml');
  const error = doc.querySelector('parsererror');
  const links = (element) => [...element.children].filter((child) => child.localName === 'link').map((link) => ({
    rel: link.getAttribute('rel'), hreflang: link.getAttribute('hreflang'), href: link.getAttribute('href') ?? '',
  }));
  const child = (element, name) => [...element.children].find((one) => one.localName === name)?.textContent ?? null;
  const root = doc.documentElement;
  return {
    error: error && error.textContent.replace(/\s+/g, ' ').trim(),
    kind: root.localName,
    lang: root.getAttribute('xml:lang'),
    links: links(root),
    fields: Object.fromEntries(['id', 'title', 'updated'].map((name) => [name, child(root, name)])),
    items: [...root.children].filter(({ localName }) => ['url', 'entry'].includes(localName))
      .map((item) => ({ loc: child(item, 'loc'), links: links(item), missing: ['id', 'title', 'updated'].filter((name) => !child(item, name)) })),
  };
}

async function xmlFiles({ browser, site }) {
  const tab = await browser.newPage();
  try {
    const files = [...site.files].filter((file) => file.endsWith('.xml'));
    const read = new Map();
    for (const file of files) read.set(file, await tab.evaluate(readXml, await readFile(path.join(site.dir, file), 'utf8')));
    return read;
  } finally {
    await tab.close();
  }
}

const sets = (alternates) => alternates.map(({ hreflang, href }) => `${hreflang} ${href}`).sort().join(', ');

function sitemapFaults(site, sitemap) {
  if (!sitemap) return ['no sitemap.xml'];
  const faults = [];
  const listed = sitemap.items.map(({ loc }) => loc);
  for (const { loc, links } of sitemap.items) {
    const page = loc.startsWith(site.base) ? site.pageAt(site.choice, loc) : null;
    if (!page || page.canonical !== loc) faults.push(`${loc} is no page's canonical address`);
    else if (page.isHidden || page.isStub) faults.push(`${page.file} must not be indexed but is listed`);
    else if (sets(links) !== sets(page.alternates)) faults.push(`${page.file}: its alternates are “${sets(page.alternates)}”, in the sitemap “${sets(links)}”`);
    if (listed.indexOf(loc) !== listed.lastIndexOf(loc)) faults.push(`${loc} is listed twice`);
  }
  for (const page of site.pages) {
    if (!page.isHidden && !listed.includes(page.canonical)) faults.push(`${page.file} is not listed`);
  }
  return faults;
}

function feedFaults(site, file, feed) {
  const lang = file.split('/')[0];
  const faults = feed.lang === lang ? [] : [`xml:lang is ${feed.lang}`];
  for (const name of ['id', 'title', 'updated']) if (!feed.fields[name]) faults.push(`no ${name}`);
  const leads = (links, rel) => links.filter((link) => (link.rel ?? 'alternate') === rel);
  if (!leads(feed.links, 'self').some(({ href }) => href === site.base + file)) faults.push('no link to itself');
  if (!leads(feed.links, 'alternate').some(({ href }) => site.pageAt(site.choice, href)?.lang === lang)) faults.push('no link to its page');
  if (feed.items.length === 0) faults.push('no entry');
  feed.items.forEach(({ links, missing }, at) => {
    for (const name of missing) faults.push(`entry ${at + 1} has no ${name}`);
    const targets = leads(links, 'alternate').map(({ href }) => site.pageAt(site.choice, href));
    if (!targets.some((page) => page?.lang === lang)) faults.push(`entry ${at + 1} leads to no page in ${lang}`);
  });
  return faults;
}

export const checks = [
  {
    name: 'the Nu checker finds no error in HTML, CSS and SVG',
    find: ({ site }) => complaints(path.resolve(site.dir)),
  },
  {
    name: 'feeds and the sitemap are well-formed',
    find: async (world) => {
      const files = await xmlFiles(world);
      if (files.size === 0) return ['no XML file'];
      return [...files].flatMap(([file, { error }]) => (error ? `${file}: ${error}` : []));
    },
  },
  {
    name: 'the sitemap lists every page with its languages',
    find: async (world) => sitemapFaults(world.site, (await xmlFiles(world)).get('sitemap.xml')),
  },
  {
    name: 'each language has a feed that leads to its news',
    find: async (world) => {
      const feeds = [...await xmlFiles(world)].filter(([, { kind }]) => kind === 'feed');
      const { site } = world;
      return [
        ...site.languages.filter((lang) => !feeds.some(([file]) => file.startsWith(`${lang}/`))).map((lang) => `no feed in ${lang}`),
        ...feeds.flatMap(([file, feed]) => feedFaults(site, file, feed).map((fault) => `${file}: ${fault}`)),
      ];
    },
  },
];
