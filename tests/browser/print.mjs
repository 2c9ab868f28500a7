// On paper: the text without what only a screen can use, and with the addresses that links hide.

import { inflateSync } from 'node:zlib';
import { inContext, inParallel, onPage } from './visit.mjs';

/** Asks `look` on some pages as they are printed: one of each kind in every language, unless others are chosen. */
const onPaper = (look, choose = (site) => site.samples()) => ({ browser, site, root, note }) => inContext(browser, {}, (context) =>
  inParallel(choose(site), (page) => onPage(context, root.home + page.address, async (tab) => {
    await tab.emulateMedia({ media: 'print' });
    return (await look(tab, site, page, note)).map((fault) => `${page.file}: ${fault}`);
  })));

/** Navigation that would be printed, and text that would not. */
async function shownFaults(tab) {
  return tab.evaluate(() => {
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1;
    const skip = document.querySelector('body > a[href^="#"]');
    const faults = [...document.querySelectorAll('nav'), ...(skip ? [skip] : [])].filter(isShown)
      .map((element) => `<${element.localName} class="${element.className}"> is printed`);
    const title = document.querySelector('h1');
    if (!title || !isShown(document.querySelector('main'))) faults.push('the text is not printed');
    return faults;
  });
}

/** Links out of the site whose address cannot be read on paper. */
async function addressFaults(tab, site, page) {
  const links = await tab.locator('main a[href]').evaluateAll((all) => all.map((link) => ({
    href: link.getAttribute('href'),
    text: link.textContent.trim(),
    after: getComputedStyle(link, '::after').content,
  })));
  return links
    .filter(({ href }) => /^https?:/.test(href) && site.lead(page, href).outside)
    .filter(({ href, text, after }) => !(text.includes(href) || after.includes(href) || after.includes('attr(href)')))
    .map(({ href, text }) => `“${text}” is printed without ${href}`);
}

/** How much is written on each sheet of a PDF as Chromium makes it: the strokes of its text, sheet by sheet. */
function sheetsOf(pdf) {
  const text = pdf.toString('latin1');
  const pieces = [...text.matchAll(/\/Filter \/FlateDecode[^>]*>>\s*stream\r?\n/g)].map((head) => {
    const begin = head.index + head[0].length;
    return inflateSync(Buffer.from(text.slice(begin, text.indexOf('endstream', begin)), 'latin1')).toString('latin1');
  });
  // A stream that chooses fonts is what is drawn on a sheet; the others are the fonts and pictures themselves.
  return pieces.filter((piece) => /\/F\d+ [\d.]+ Tf\b/.test(piece)).map((piece) => (piece.match(/\bT[jJ]\b/g) ?? []).length);
}

async function pdfFaults(tab, site, page, note) {
  const sheets = sheetsOf(await tab.pdf({ preferCSSPageSize: true, printBackground: true }));
  if (sheets.length === 0) return ['nothing is written in its PDF'];
  if (site.longChapters().includes(page)) note(`${page.file}: ${sheets.length} sheets`);
  const isLost = sheets.length > 1 && sheets[0] < Math.max(...sheets) / 4;
  return isLost ? [`the first of ${sheets.length} sheets is all but empty`] : [];
}

/** What the style sheets say of sheets of paper. */
async function sheetFaults(tab) {
  return tab.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const inside = (rule) => [rule, ...[...rule.cssRules ?? []].flatMap(inside)];
    const pages = rules.flatMap(inside).filter((rule) => rule instanceof CSSPageRule);
    return pages.some((rule) => rule.cssText.includes('counter(page)')) ? [] : ['the sheets are not numbered'];
  });
}

export const checks = [
  { name: 'navigation is not printed, the text is', find: onPaper(shownFaults) },
  { name: 'links out of the site are printed with their addresses', find: onPaper(addressFaults) },
  { name: 'printed sheets are numbered', find: onPaper(sheetFaults, (site) => site.longChapters()) },
  { name: 'each kind of page fills its printed sheets from the first', find: onPaper(pdfFaults) },
];
