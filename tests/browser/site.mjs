// What stands in the output folder: its files, its pages and their languages; and a server that shows it.
// Everything is discovered. Nothing here knows which study it looks at.

import { createServer } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The strictest policy that a site without inline script or style, and without requests by script, can live under. */
export const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif',
  '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.json': 'application/json', '.xml': 'application/xml',
};

/** Serves `dir` below `mount` ("/" or "/a/b/"), and nothing beside it, so that an address that leaves the site fails. */
export async function serve(dir, mount) {
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Security-Policy', POLICY);
    try {
      const wanted = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
      if (!wanted.startsWith(mount)) throw new Error('outside the site');
      const file = fileOf(wanted.slice(mount.length));
      const body = await readFile(path.join(dir, file));
      response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    home: `http://127.0.0.1:${server.address().port}${mount}`,
    close: () => { server.close(); server.closeAllConnections(); },
  };
}

/** The file that a plain web server sends for an address inside the site. */
function fileOf(address) {
  return address === '' || address.endsWith('/') ? `${address}index.html` : address;
}

/** The address of a file, without `index.html`. */
function addressOf(file) {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

/** Reads every page of `dir`. The browser is the parser, so that pages are understood as readers' browsers do. */
export async function readSite(dir, browser) {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .sort();
  const reader = await browser.newPage();
  const pages = [];
  for (const file of files.filter((file) => file.endsWith('.html'))) {
    const html = await readFile(path.join(dir, file), 'utf8');
    const seen = await reader.evaluate(describe, html);
    pages.push({ file, address: addressOf(file), bytes: Buffer.byteLength(html), ...seen });
  }
  await reader.close();
  return new Site(dir, files, pages);
}

class Site {
  constructor(dir, files, pages) {
    this.dir = dir;
    this.files = new Set(files);
    this.byFile = new Map(pages.map((page) => [page.file, page]));
    this.choice = this.byFile.get('index.html');
    for (const page of pages) {
      page.folder = page.file.includes('/') ? page.file.split('/')[0] : null;
      page.isStub = page.refresh !== null;
      page.isHidden = /noindex/i.test(page.robots ?? '');
    }
    /** A language is a folder at the top whose landing page is in that language. */
    this.languages = pages.filter((page) => page.file === `${page.lang}/index.html`).map((page) => page.lang);
    /** Pages that people read: all but the stubs that lead on from an old address. */
    this.pages = pages.filter((page) => !page.isStub);
    this.stubs = pages.filter((page) => page.isStub);
    /** Where the site will be published, as the page for the choice of language says it. */
    this.base = this.choice?.canonical ?? null;
    if (!this.choice) throw new Error(`${dir} holds no index.html`);
    if (this.languages.length === 0) throw new Error(`${dir} holds no LANG/index.html whose <html lang> is LANG`);
  }

  /** All pages of a kind, as named by `<body data-page>`. */
  ofKind(kind) {
    return this.pages.filter((page) => page.kind === kind);
  }

  /** Chapters in a language that are really in that language. Never empty: a check without chapters proves nothing. */
  chapters() {
    const found = this.ofKind('chapter').filter((page) => !page.isHidden);
    if (found.length === 0) throw new Error('no page has <body data-page="chapter">');
    return found;
  }

  /** The longest page of each kind in each language: where something sticks out, it does so there. */
  samples() {
    const longest = new Map();
    for (const page of this.pages) {
      const key = `${page.kind ?? 'unnamed'} ${page.folder}`;
      if (!(longest.get(key)?.bytes >= page.bytes)) longest.set(key, page);
    }
    return [...longest.values()];
  }

  /** The longest chapter of each language. */
  longChapters() {
    const chapters = this.chapters();
    return this.languages
      .map((lang) => chapters.filter((page) => page.folder === lang).sort((a, b) => b.bytes - a.bytes)[0])
      .filter(Boolean);
  }

  /**
   * Where an address on `page` leads: `{ file, fragment }` inside the site, `{ above }` when it climbs out of it,
   * or `{ outside }`. The page is imagined under a sub-path, because only there climbing out can be seen.
   */
  lead(page, href) {
    const home = 'http://site.invalid/a/b/';
    const url = new URL(href, home + page.address);
    let inside = null;
    if (this.base && url.href.startsWith(this.base)) inside = url.href.slice(this.base.length).replace(/[?#].*$/, '');
    else if (url.origin !== new URL(home).origin) return { outside: url.href };
    else if (!url.href.startsWith(home)) return { above: url.pathname };
    else inside = url.href.slice(home.length).replace(/[?#].*$/, '');
    return { file: fileOf(decodeURIComponent(inside)), fragment: decodeURIComponent(url.hash.slice(1)) };
  }

  /** The page that an address on `page` leads to, if there is one. */
  pageAt(page, href) {
    return this.byFile.get(this.lead(page, href).file);
  }

  /** This page's other languages, by `<link rel="alternate" hreflang>`: language → page. */
  partners(page) {
    return new Map(page.alternates
      .filter(({ hreflang }) => hreflang !== 'x-default' && hreflang !== page.lang)
      .map(({ hreflang, href }) => [hreflang, this.pageAt(page, href)]));
  }
}

/** Runs in the browser: what the checks want to know of one page. */
function describe(html) {
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector, from = doc) => [...from.querySelectorAll(selector)];
  const attribute = (selector, name) => doc.querySelector(selector)?.getAttribute(name) ?? null;
  const main = doc.querySelector('main');

  const addresses = [];
  for (const element of all('[href], [src], [srcset], [poster], object[data]')) {
    const found = ['href', 'src', 'poster', 'data'].map((name) => element.getAttribute(name)).filter((value) => value !== null);
    for (const part of (element.getAttribute('srcset') ?? '').split(',')) {
      if (part.trim()) found.push(part.trim().split(/\s+/)[0]);
    }
    for (const href of found) {
      addresses.push({
        href,
        tag: element.localName,
        rel: element.getAttribute('rel') ?? '',
        hreflang: element.getAttribute('hreflang'),
        lang: element.getAttribute('lang'),
        inMain: element.closest('main') !== null,
      });
    }
  }
  // A header or footer inside an article belongs to the article and is no landmark of the page.
  const landmark = (name) => all(name).filter((element) => !element.parentElement.closest('main, article, section, aside, nav')).length;
  const metas = Object.fromEntries(all('meta[name], meta[property]')
    .map((meta) => [meta.getAttribute('name') ?? meta.getAttribute('property'), meta.getAttribute('content') ?? '']));
  return {
    kind: doc.body.dataset.page ?? null,
    lang: doc.documentElement.getAttribute('lang') ?? '',
    title: doc.title,
    metas,
    robots: metas.robots ?? null,
    refresh: attribute('meta[http-equiv="refresh" i]', 'content'),
    canonical: attribute('link[rel="canonical"]', 'href'),
    alternates: all('link[rel="alternate"][hreflang]')
      .map((link) => ({ hreflang: link.getAttribute('hreflang'), href: link.getAttribute('href') ?? '' })),
    data: all('script[type="application/ld+json"]').map((script) => script.textContent),
    headings: all('h1, h2, h3, h4, h5, h6')
      .map((heading) => ({ level: Number(heading.localName[1]), text: heading.textContent.trim(), inMain: heading.closest('main') !== null })),
    landmarks: { header: landmark('header'), nav: all('nav').length, main: all('main').length, footer: landmark('footer') },
    ids: all('[id]').map((element) => element.id),
    // Blocks that stand in one language only, on purpose, carry data-only.
    blocks: main ? all('[id]', main).filter((element) => !element.closest('[data-only]')).map((element) => element.id) : [],
    notes: all('.notes > ol > li').length,
    records: all('[data-recommendation]').map((element) => element.dataset.recommendation),
    text: (main ?? doc.body).textContent.replace(/\s+/g, ' ').trim(),
    addresses,
  };
}
