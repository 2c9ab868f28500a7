// A numbered paragraph can be cited: its number offers the citation, in the language of the page.

import { inContext, inParallel, onPage } from './visit.mjs';

const NUMBER = 'a.paragraph-number';

/** Runs on the page: citations without the number of the paragraph and without its address. */
function framed(selectors) {
  return selectors.map((selector) => {
    const words = document.querySelector(selector).cloneNode(true);
    words.querySelectorAll('b').forEach((number) => { number.textContent = '#'; });
    return words.textContent.replace(/https?:\S*/g, '').replace(/\s+/g, ' ').trim();
  });
}

/** What the dialog must hold: the citation that the page shows as its example, with the number and the address of this paragraph. */
async function dialogFaults(tab) {
  const number = tab.locator(NUMBER).last();
  const [printed, fragment] = [await number.textContent(), await number.getAttribute('href')];
  const example = (await tab.locator('[data-cite-example]').textContent()).replace(/\s+/g, ' ').trim();
  await number.scrollIntoViewIfNeeded();
  const before = await tab.evaluate(() => scrollY);
  await number.click();
  const dialog = tab.locator('dialog[open]');
  if (await dialog.count() !== 1) return ['no dialog opens'];
  const faults = [];
  const words = (await dialog.locator('p').first().textContent()).replace(/\s+/g, ' ').trim();
  const title = (await tab.locator('h1').textContent()).replace(/\s+/g, ' ').trim();
  if (!words.includes(title)) faults.push(`“${words}” does not name the chapter`);
  const said = await dialog.locator('b').first().textContent();
  if (said !== printed) faults.push(`it cites paragraph ${said}, not ${printed}`);
  const [given, shown] = await tab.evaluate(framed, ['dialog[open] p', '[data-cite-example]']);
  if (given !== shown) faults.push(`“${words}” is said otherwise than “${example}”`);
  const links = await dialog.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
  if (links.length > 0 && !links.every((href) => href.endsWith(fragment))) faults.push(`its address is ${links.join(', ')}, not ${fragment}`);
  if (new URL(tab.url()).hash !== fragment) faults.push(`the address of the page is ${tab.url()}`);
  const inside = await dialog.evaluate((element) => element.contains(document.activeElement));
  if (!inside) faults.push('the focus is not in the dialog');
  if (!await dialog.getAttribute('aria-labelledby').then((id) => tab.locator(`[id="${id}"]`).textContent())) faults.push('the dialog has no name');
  await dialog.locator('[data-copy]').click();
  if (!(await dialog.locator('[role="status"]').textContent()).trim()) faults.push('nothing says that it was copied');
  await tab.keyboard.press('Escape');
  if (await dialog.count() !== 0) faults.push('Escape does not close it');
  const after = await tab.evaluate(() => scrollY);
  if (Math.abs(after - before) > 4) faults.push(`the page moved from ${before} to ${after} px`);
  const back = await number.evaluate((element) => document.activeElement === element);
  if (!back) faults.push('the focus does not return to the number');
  return faults;
}

/** The words around the title and the names: they tell the language. */
const frame = (tab) => tab.evaluate(() => {
  const words = document.querySelector('[data-cite-example]').textContent;
  return words.replace(document.querySelector('h1').textContent, '').replace(/https?:\S*/g, '').replace(/\s+/g, ' ').trim();
});

/** Without script a number is a link to its paragraph, and the page shows how to cite one. */
async function plainFaults(tab) {
  const faults = [];
  const number = tab.locator(NUMBER).last();
  const fragment = await number.getAttribute('href');
  await number.click();
  if (new URL(tab.url()).hash !== fragment) faults.push(`the number leads to ${tab.url()}`);
  await tab.locator('.cite-example > summary').click();
  if (!await tab.locator('[data-cite-example]').isVisible()) faults.push('how to cite a paragraph cannot be read');
  return faults;
}

const numbered = (site) => site.longChapters().filter((page) => page.addresses.some(({ href, inMain }) => inMain && href.startsWith('#p-')));

const eachNumbered = (options, look) => ({ browser, site, root, note }) => {
  const pages = numbered(site);
  if (pages.length === 0) note('no chapter has numbered paragraphs');
  return inContext(browser, { viewport: { width: 1440, height: 900 }, ...options }, (context) =>
    inParallel(pages, (page) => onPage(context, root.home + page.address, async (tab) =>
      (await look(tab)).map((fault) => `${page.file}: ${fault}`))));
};

export const checks = [
  { name: 'the number of a paragraph offers its citation', find: eachNumbered({}, dialogFaults) },
  { name: 'the number of a paragraph offers its citation at 360 px', find: eachNumbered({ viewport: { width: 360, height: 740 } }, dialogFaults) },
  { name: 'without script a page shows how to cite a paragraph', find: eachNumbered({ javaScriptEnabled: false }, plainFaults) },
  {
    name: 'each language cites in its own words',
    find: async ({ browser, site, root }) => {
      const pages = numbered(site);
      const words = await inContext(browser, {}, (context) => inParallel(pages, (page) => onPage(context, root.home + page.address, frame)));
      return pages.flatMap((page, at) => (words.indexOf(words[at]) === at ? [] : `${page.file}: “${words[at]}” are those of another language`));
    },
  },
];
