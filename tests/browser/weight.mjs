// What a reader on a slow line waits for.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inContext, inParallel } from './visit.mjs';

const LIMIT = { firstView: 100_000, requests: 6, script: 5_000, scripts: 11_000, style: 15_000 };

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** What is fetched to show a page to somebody who was never here: `{ url, body }` of each request. */
async function firstView(browser, url) {
  return inContext(browser, { viewport: { width: 1440, height: 900 } }, async (context) => {
    const tab = await context.newPage();
    const answers = [];
    tab.on('response', (response) => answers.push(response));
    await tab.goto(url, { waitUntil: 'load' });
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50))); // what a script may ask for
    return Promise.all(answers.map(async (answer) => ({ url: answer.url(), body: await answer.body() })));
  });
}

const total = (fetched) => fetched.reduce((sum, { body }) => sum + body.length, 0);
const packed = (fetched) => fetched.reduce((sum, { body }) => sum + gzipSync(body).length, 0);

/** The sum over the site's files with an ending, as they are and packed. */
async function filesOf(site, ending) {
  const bodies = await Promise.all([...site.files].filter((file) => file.endsWith(ending)).map((file) => readFile(path.join(site.dir, file))));
  const fetched = bodies.map((body) => ({ body }));
  return { count: bodies.length, plain: total(fetched), packed: packed(fetched) };
}

export const checks = [
  {
    name: 'the first view of a chapter is 100 kB in 6 requests at most, unpacked',
    find: async ({ browser, site, root, note }) => {
      const views = await inParallel(site.chapters(), async (page) => ({ page, fetched: await firstView(browser, root.home + page.address) }));
      const [heaviest] = [...views].sort((a, b) => total(b.fetched) - total(a.fetched));
      note(`heaviest: ${heaviest.page.file}, ${kilo(total(heaviest.fetched))} (${kilo(packed(heaviest.fetched))} gzipped) in ${heaviest.fetched.length} requests`);
      return views.flatMap(({ page, fetched }) => [
        ...(total(fetched) > LIMIT.firstView ? [`${page.file}: ${kilo(total(fetched))}`] : []),
        ...(fetched.length > LIMIT.requests ? [`${page.file}: ${fetched.length} requests: ${fetched.map(({ url }) => url).join(' ')}`] : []),
      ]);
    },
  },
  {
    // The lists of recommendations have a script of their own, for their filters.
    name: 'the script is 5 kB at most in a chapter, 11 kB in all',
    find: async ({ browser, site, root, note }) => {
      const fetched = await firstView(browser, root.home + site.chapters()[0].address);
      const chapter = total(fetched.filter(({ url }) => url.endsWith('.js')));
      const script = await filesOf(site, '.js');
      note(`${kilo(chapter)} in a chapter; ${kilo(script.plain)} (${kilo(script.packed)} gzipped) in ${script.count} files`);
      return [
        ...(chapter > 0 && chapter <= LIMIT.script ? [] : [`a chapter: ${kilo(chapter)}`]),
        ...(script.plain > LIMIT.scripts ? [`all: ${kilo(script.plain)}`] : []),
      ];
    },
  },
  {
    name: 'the style is 15 kB at most, gzipped',
    find: async ({ site, note }) => {
      const style = await filesOf(site, '.css');
      note(`${kilo(style.packed)} gzipped (${kilo(style.plain)}) in ${style.count} files`);
      return style.packed > LIMIT.style ? `${kilo(style.packed)} gzipped` : [];
    },
  },
];
