// Nothing needs script: what a reader without it sees and can do.

import { inContext, inParallel, onPage } from './visit.mjs';

/** What stands on the page for a reader's eyes; filters that combine are tools for script alone, and no text. */
const shownText = (tab) => tab.evaluate(() => {
  for (const tools of document.querySelectorAll('main form[data-filters]')) tools.hidden = true;
  return document.querySelector('main')?.innerText.replace(/\s+/g, ' ').trim() ?? '';
});

async function textOf(context, home, page) {
  const seen = await onPage(context, home + page.address, shownText);
  return typeof seen === 'string' ? seen : '';
}

async function contentsFaults(tab) {
  const summary = tab.locator('nav details > summary').first();
  if (await summary.count() === 0) return ['no details of contents'];
  const link = tab.locator('nav details a[href^="#"]').first();
  if (await link.count() === 0) return ['the contents name no section'];
  const faults = await link.isVisible() ? ['the contents stand open before they are asked for'] : [];
  await summary.click();
  if (!await link.isVisible()) return ['the contents do not open'];
  const fragment = await link.getAttribute('href');
  await link.click();
  const top = await tab.locator(`[id="${decodeURIComponent(fragment.slice(1))}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
  const height = tab.viewportSize().height;
  if (!(top >= 0 && top < height / 2)) faults.push(`${fragment} is not in view after its link: ${Math.round(top)} px from the top`);
  return faults;
}

/** Follows every link to a language that is not the page's own; `links` says where they stand. */
async function languageFaults(tab, url, links) {
  const wanted = await tab.locator(links).evaluateAll((all) =>
    all.map((link) => link.hreflang).filter((lang) => lang !== document.documentElement.lang || document.body.dataset.page === 'choice'));
  const faults = wanted.length === 0 ? ['no link to another language'] : [];
  for (const lang of wanted) {
    await tab.goto(url);
    await tab.locator(links).and(tab.locator(`[hreflang="${lang}"]`)).first().click();
    await tab.waitForLoadState();
    const landed = await tab.evaluate(() => ({ lang: document.documentElement.lang, title: document.querySelector('h1')?.textContent }));
    if (landed.lang !== lang || !landed.title) faults.push(`the link to ${lang} led to ${tab.url()}`);
  }
  return faults;
}

const PLAIN = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };

export const checks = [
  {
    name: 'without script the text is the same',
    find: async ({ browser, site, root }) => {
      const samples = site.samples();
      const read = (options) => inContext(browser, options, (context) =>
        inParallel(samples, (page) => textOf(context, root.home, page)));
      const without = await read(PLAIN);
      const withScript = await read({ ...PLAIN, javaScriptEnabled: true });
      return samples.flatMap((page, at) => {
        if (without[at].length < 20) return `${page.file}: main shows “${without[at]}”`;
        return without[at] === withScript[at] ? [] : `${page.file}: main shows other text with script`;
      });
    },
  },
  {
    name: 'without script the contents open and lead to a section',
    find: ({ browser, site, root }) => inContext(browser, PLAIN, (context) =>
      inParallel(site.longChapters(), (page) => onPage(context, root.home + page.address, async (tab) =>
        (await contentsFaults(tab)).map((fault) => `${page.file}: ${fault}`)))),
  },
  {
    name: 'without script the language links work',
    find: ({ browser, site, root }) => inContext(browser, PLAIN, (context) =>
      inParallel(site.samples().filter((page) => page.folder !== null && site.partners(page).size > 0), (page) =>
        onPage(context, root.home + page.address, async (tab) =>
          (await languageFaults(tab, root.home + page.address, 'header a[hreflang]')).map((fault) => `${page.file}: ${fault}`)))),
  },
  {
    name: 'without script the choice of a language works',
    find: ({ browser, site, root }) => inContext(browser, PLAIN, (context) =>
      onPage(context, root.home, async (tab) => {
        const faults = await languageFaults(tab, root.home, 'main a[hreflang]');
        const offered = await tab.goto(root.home).then(() => tab.locator('main a[hreflang]').count());
        if (offered < site.languages.length) faults.push(`${offered} languages are offered, not ${site.languages.length}`);
        return faults;
      })),
  },
];
