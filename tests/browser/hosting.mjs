// The site works wherever it is put: at a host's root, under a sub-path, and unpacked into a folder.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inContext, inParallel, onPage, watch } from './visit.mjs';

async function open(context, home, page) {
  const tab = await context.newPage();
  const troubles = watch(tab, home);
  try {
    await tab.goto(home + page.address, { waitUntil: 'load' });
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))));
  } catch (error) {
    troubles.push(error.message.split('\n')[0]);
  }
  await tab.close();
  return troubles.map((trouble) => `${page.file}: ${trouble}`);
}

export const checks = [
  {
    // That every address of every page leads to a file, links.mjs tells without a browser.
    name: 'every chapter, every stub and a page of each kind open under a sub-path without a trouble',
    find: ({ browser, site, below }) => inContext(browser, {}, (context) =>
      inParallel([...new Set([...site.samples(), ...site.chapters(), ...site.stubs])], (page) => open(context, below.home, page))),
  },
  {
    name: 'a page of each kind opens at the root of a host without a trouble',
    find: ({ browser, site, root }) => inContext(browser, {}, (context) =>
      inParallel(site.samples(), (page) => open(context, root.home, page))),
  },
  {
    name: 'a chapter opens from a folder, and its language links lead to files',
    find: ({ browser, site }) => inContext(browser, {}, async (context) => {
      const home = `${pathToFileURL(path.resolve(site.dir))}/`;
      return inParallel(site.longChapters(), (chapter) => onPage(context, 'about:blank', async (tab) => {
        const troubles = watch(tab, home);
        for (const [lang, partner] of site.partners(chapter)) {
          await tab.goto(home + chapter.file);
          const href = await tab.locator(`header a[hreflang="${lang}"]`).evaluate((a) => a.href);
          if (href !== home + partner.file) troubles.push(`the link to ${lang} leads to ${href.replace(home, '')}, not to ${partner.file}`);
        }
        return troubles.map((trouble) => `${chapter.file}: ${trouble}`);
      }));
    }),
  },
];
