// The language switch keeps the reader's place, and the contents say where the reader is.

import { inContext, inParallel, onPage } from './visit.mjs';

const WINDOWS = [{ width: 360, height: 740 }, { width: 1440, height: 900 }];

/** The switch to another language: the link in the window if one is there, otherwise the first of the page. */
const findSwitch = (tab, lang) => tab.evaluateHandle((wanted) => {
  const links = [...document.querySelectorAll(`a[hreflang="${wanted}"]`)];
  const isInWindow = (link) => {
    const box = link.getBoundingClientRect();
    const { x, y } = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    return box.width > 0 && y > 0 && y < innerHeight && link.contains(document.elementFromPoint(x, y));
  };
  return links.find(isInWindow) ?? links[0];
}, lang);

const settled = (tab) => tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function toTheMiddle(tab) {
  await tab.evaluate(() => scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2));
  await settled(tab);
  return tab.evaluate(() => scrollY);
}

/** Where an id stands in the window, what lies over its first line, and whether the focus is there. */
const place = (tab, id) => tab.evaluate((wanted) => {
  const element = document.getElementById(wanted);
  const box = element?.getBoundingClientRect();
  if (!element) return null;
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + 6);
  const isCovered = over !== null && !element.contains(over) && !over.contains(element);
  return { top: box.top, cover: isCovered ? over.localName : null, hasFocus: document.activeElement === element };
}, id);

/** Presses a link as a keyboard does, without moving the page. */
async function follow(tab, link) {
  const before = tab.url();
  await Promise.all([
    tab.waitForURL((url) => url.href !== before),
    link.evaluate((a) => a.click()),
  ]);
  await tab.waitForLoadState();
  await settled(tab);
}

async function placeFaults(tab, { width, height }, lang, partner) {
  const scrolled = await toTheMiddle(tab);
  if (scrolled < height) return [`at ${width} px it is too short to be scrolled`];
  const before = tab.url();
  // Every id with its place, to compare with what the switch takes for the reader's place.
  const places = await tab.evaluate(() => Object.fromEntries([...document.querySelectorAll('main article [id]')].map((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return [element.id, { top, bottom }];
  })));
  await follow(tab, await findSwitch(tab, lang));

  const at = `at ${width} px to ${lang}:`;
  const id = decodeURIComponent(new URL(tab.url()).hash.slice(1));
  const landed = await tab.evaluate(() => ({ lang: document.documentElement.lang, path: location.pathname }));
  if (landed.lang !== lang || landed.path !== `/${partner.address}`) return [`${at} led to ${tab.url()}`];
  const faults = [];
  const left = places[id];
  const arrived = id ? await place(tab, id) : null;
  if (!left) faults.push(`${at} #${id} is no block of the page that was left`);
  else if (!(left.top < height / 2 && left.bottom > 0)) faults.push(`${at} #${id} stood at ${Math.round(left.top)} px, not where one was reading`);
  if (!arrived) faults.push(`${at} #${id} is no block of the page`);
  else {
    if (!(arrived.top > -5 && arrived.top < 120)) faults.push(`${at} #${id} is ${Math.round(arrived.top)} px from the top of the window`);
    if (arrived.cover) faults.push(`${at} #${id} is covered by <${arrived.cover}>`);
    if (!arrived.hasFocus) faults.push(`${at} the focus is not at #${id}`);
  }

  await tab.goBack();
  await tab.waitForLoadState();
  await settled(tab);
  const back = await tab.evaluate(() => scrollY);
  if (tab.url() !== before) faults.push(`${at} back leads to ${tab.url()}, not to ${before}`);
  else if (Math.abs(back - scrolled) > 50) faults.push(`${at} back leads to ${back} px of the page, not to ${scrolled} px`);
  return faults;
}

async function reachFaults(tab, { width }, lang) {
  await toTheMiddle(tab);
  const link = await findSwitch(tab, lang);
  const { top, height } = await link.evaluate((a) => ({ top: a.getBoundingClientRect().top, height: innerHeight }));
  return top >= 0 && top < height ? [] : [`at ${width} px the link to ${lang} is ${Math.round(top)} px from the top of the window`];
}

async function topFaults(tab, { width }, lang) {
  await follow(tab, await findSwitch(tab, lang));
  const { scrolled, hash } = await tab.evaluate(() => ({ scrolled: scrollY, hash: location.hash }));
  return scrolled === 0 && hash === '' ? [] : [`at ${width} px the switch to ${lang} leads to ${hash || scrolled}`];
}

async function markFaults(tab) {
  const faults = [];
  const links = tab.locator('main nav a[href^="#"]');
  const sections = await links.evaluateAll((all) => all.map((link) => decodeURIComponent(link.hash.slice(1))));
  if (sections.length < 2) return ['the contents name fewer than two sections'];
  for (const id of sections) {
    await tab.evaluate((wanted) => document.getElementById(wanted).scrollIntoView({ block: 'start' }), id);
    await settled(tab);
    const marked = await tab.evaluate(() => [...document.querySelectorAll('main nav a[aria-current]')]
      .map((link) => link.getAttribute('href')).filter((href) => href.startsWith('#')).map((href) => decodeURIComponent(href.slice(1))));
    // The last sections of a page may be too short to reach the top of the window: then a later one is marked with right.
    const read = await tab.evaluate((all) => all.filter((one) => document.getElementById(one).getBoundingClientRect().top < innerHeight / 2), sections);
    const isRight = marked.length === 1 && read.includes(marked[0]) && sections.indexOf(marked[0]) >= sections.indexOf(id);
    if (!isRight) faults.push(`at #${id} the contents mark ${marked.map((one) => `#${one}`).join(', ') || 'nothing'}`);
  }
  await tab.evaluate(() => scrollTo(0, 0));
  await settled(tab);
  const early = await tab.locator('main nav a[href^="#"][aria-current]').count();
  const first = await tab.evaluate((id) => document.getElementById(id).getBoundingClientRect().top / innerHeight, sections[0]);
  if (early > 0 && first > 0.5) faults.push('a section is marked before it is reached');
  return faults;
}

/** Asks `look` on the longest chapter of each language, towards each other language, in a narrow and a wide window. */
const eachWay = (look) => ({ browser, site, root }) => inParallel(site.longChapters(), async (chapter) => {
  const ways = WINDOWS.flatMap((viewport) => [...site.partners(chapter)].map(([lang, partner]) => ({ viewport, lang, partner })));
  if (ways.length === 0) return [`${chapter.file}: no other language`];
  const faults = [];
  for (const { viewport, lang, partner } of ways) {
    faults.push(...await inContext(browser, { viewport }, (context) => onPage(context, root.home + chapter.address, (tab) =>
      look(tab, viewport, lang, partner))));
  }
  return faults.map((fault) => `${chapter.file}: ${fault}`);
});

export const checks = [
  { name: 'the language switch keeps the place, and back returns to it', find: eachWay(placeFaults) },
  { name: 'the language switch is in the window in the middle of a chapter', find: eachWay(reachFaults) },
  { name: 'at the top of a chapter the language switch leads to the top', find: eachWay(topFaults) },
  {
    name: 'the contents mark the section being read',
    find: ({ browser, site, root }) => inContext(browser, { viewport: WINDOWS[1] }, (context) =>
      inParallel(site.longChapters(), (page) => onPage(context, root.home + page.address, async (tab) =>
        (await markFaults(tab)).map((fault) => `${page.file}: ${fault}`)))),
  },
];
