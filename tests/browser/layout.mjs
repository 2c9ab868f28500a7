// How pages fill a window: nothing sticks out, everything can be hit with a finger, one column where it is narrow.

import { inContext, inParallel, onPage, openDetails } from './visit.mjs';

/** Asks `look` on a page of each kind in every language, in windows of the given widths with everything unfolded. */
const eachSample = (widths, look) => ({ browser, site, root }) => inContext(browser, {}, (context) =>
  inParallel(site.samples(), (page) => onPage(context, root.home + page.address, async (tab) => {
    await openDetails(tab);
    const faults = [];
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 900 });
      faults.push(...(await tab.evaluate(look)).map((fault) => `${page.file} at ${width} px: ${fault}`));
    }
    return faults;
  })));

/** Asks `look` on some chapters in a wide window. */
const eachWide = (chapters, look) => ({ browser, site, root }) => inContext(browser, { viewport: { width: 1440, height: 900 } }, (context) =>
  inParallel(chapters(site), (page) => onPage(context, root.home + page.address, async (tab) =>
    (await tab.evaluate(look)).map((fault) => `${page.file}: ${fault}`))));

/** Runs on the page: what makes it, or a part of it, scroll sideways. Only tables and code may scroll in themselves. */
function sidewaysFaults() {
  const root = document.documentElement;
  const limit = root.clientWidth;
  const label = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> “${element.textContent.trim().slice(0, 40)}”`;
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const mayScroll = (element) => element.matches('pre') || element.querySelector(':scope > table') !== null;
  const isHidden = (element) => getComputedStyle(element).overflowX === 'hidden' && element.offsetWidth <= 1;
  const shelter = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      if ((scrolls(above) && mayScroll(above)) || isHidden(above)) return above;
    }
    return null;
  };
  const faults = [];
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || shelter(element.parentElement)) continue;
    const style = getComputedStyle(element);
    const overflows = style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1;
    if (box.right > limit + 1 || box.left < -1) faults.push(`${label(element)} ends at ${Math.round(box.right)} px`);
    else if (scrolls(element) && !mayScroll(element) && overflows) faults.push(`${label(element)} scrolls sideways`);
    else if (style.overflowX === 'visible' && overflows && box.left + element.scrollWidth > limit + 1) faults.push(`${label(element)} is overfull`);
  }
  if (root.scrollWidth > limit) faults.unshift(`the page is ${root.scrollWidth} px wide in a window of ${limit}`);
  return faults;
}

/** Runs on the page: targets too small to hit, by WCAG 2.5.8 with its exceptions for sentences and for spacing. */
function targetFaults() {
  const SIZE = 24;
  const targets = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    // A skip link waits above the window; what is visually hidden is no target of a finger.
    .filter(({ element, box }) => box.width > 1 && box.height > 1 && box.bottom + scrollY > 0 && element.checkVisibility({ visibilityProperty: true }));
  /** A link among words: its block holds letters that belong to no target. */
  const isInSentence = ({ element }) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { parentElement: parent, data } = words.currentNode;
      const owner = parent.closest('a[href], button, summary');
      if (/[\p{L}\p{N}]/u.test(data) && (owner === null || !block.contains(owner)) && !parent.closest('.visually-hidden')) return true;
    }
    return false;
  };
  const small = targets.filter((target) => (target.box.width < SIZE - 0.5 || target.box.height < SIZE - 0.5) && !isInSentence(target));
  const middle = ({ box }) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  const gap = (value, from, to) => Math.max(from - value, 0, value - to);
  const crowds = (one, other) => {
    const { x, y } = middle(one);
    if (small.includes(other)) return Math.hypot(x - middle(other).x, y - middle(other).y) < SIZE - 0.5;
    return Math.hypot(gap(x, other.box.left, other.box.right), gap(y, other.box.top, other.box.bottom)) < SIZE / 2 - 0.5;
  };
  return small.flatMap((one) => {
    const near = targets.find((other) => other !== one && crowds(one, other));
    if (!near) return [];
    const label = ({ element }) => `“${(element.textContent.trim() || element.localName).slice(0, 30)}”`;
    return `${label(one)} is ${Math.round(one.box.width)} × ${Math.round(one.box.height)} px, and ${label(near)} is close`;
  });
}

/** Runs on the page: sections that stand beside each other. */
function columnFaults() {
  const isSection = (element) => element.matches('div, section, article, nav, aside, figure, form, ul, ol, dl');
  const faults = [];
  for (const parent of document.querySelectorAll('main, main *')) {
    const sections = [...parent.children].filter(isSection)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 40 && box.height > 1);
    sections.forEach((one, at) => {
      const beside = sections.slice(at + 1).find(({ box }) =>
        Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > 1 && (box.left >= one.box.right || box.right <= one.box.left));
      const label = ({ element }) => `<${element.localName} class="${element.className}">`;
      if (beside) faults.push(`${label(one)} stands beside ${label(beside)}`);
    });
  }
  return faults;
}

/** Runs on a chapter in a wide window: contents and text stand side by side, and the contents can be read. */
function wideFaults() {
  const contents = document.querySelector('main nav');
  const text = document.querySelector('main article');
  if (!contents || !text) return ['no contents or no article'];
  const link = contents.querySelector('a[href]');
  const [left, right] = [contents.getBoundingClientRect(), text.getBoundingClientRect()];
  if (left.right > right.left) return [`the contents end at ${Math.round(left.right)} px, the text begins at ${Math.round(right.left)} px`];
  return link?.checkVisibility() && link.getBoundingClientRect().height > 0 ? [] : ['the contents are closed'];
}

/** Runs on a chapter with notes in a wide window: each stands right of the text, at the height of its mark or just below. */
function marginFaults() {
  const text = document.querySelector('main article .content').getBoundingClientRect();
  let free = 0;
  return [...document.querySelectorAll('.notes > ol > li')].flatMap((note) => {
    const box = note.getBoundingClientRect();
    const mark = [...document.querySelectorAll('a[href]')].find((link) => link.hash === `#${note.id}`)?.getBoundingClientRect();
    if (!mark) return `#${note.id} has no mark in the text`;
    const place = Math.max(mark.top, free);
    free = box.bottom;
    if (box.left < text.right) return `#${note.id} is not in the margin`;
    if (box.right > document.documentElement.clientWidth) return `#${note.id} sticks out`;
    return Math.abs(box.top - place) > 40 ? `#${note.id} stands ${Math.round(box.top - place)} px from its mark` : [];
  });
}

/** Runs on the page: a heading that a link leads to and that the header covers. */
function coveredFaults() {
  const heading = [...document.querySelectorAll('main :is(h2, h3)[id]')].find((one) => one.getBoundingClientRect().top + scrollY > innerHeight / 2);
  if (!heading) return [];
  heading.scrollIntoView({ behavior: 'instant', block: 'start' });
  const { left, top } = heading.getBoundingClientRect();
  const seen = document.elementFromPoint(left + 2, top + 2);
  scrollTo({ top: 0, behavior: 'instant' });
  return seen?.closest('header') ? [`#${heading.id} is covered by the header`] : [];
}

/** How bright the paper is, from 0 to 1. */
const brightness = (tab) => tab.evaluate(() => {
  const [, ...parts] = /(\d+), (\d+), (\d+)/.exec(getComputedStyle(document.documentElement).backgroundColor) ?? [];
  return parts.length === 3 ? parts.reduce((sum, part) => sum + Number(part), 0) / 765 : NaN;
});

export const checks = [
  { name: 'nothing scrolls sideways at 320, 360, 768 and 1440 px', find: eachSample([320, 360, 768, 1440], sidewaysFaults) },
  { name: 'targets outside sentences are 24 px or well apart at 360 px', find: eachSample([360], targetFaults) },
  { name: 'one column at 360 px', find: eachSample([360], columnFaults) },
  { name: 'what a link leads to is below the header at 360, 768, 1024, 1366 and 1440 px', find: eachSample([360, 768, 1024, 1366, 1440], coveredFaults) },
  { name: 'contents stand open beside the text at 1440 px', find: eachWide((site) => site.longChapters(), wideFaults) },
  {
    name: 'notes stand in the margin beside their marks at 1440 px',
    find: eachWide((site) => site.chapters().filter(({ notes }) => notes > 0), marginFaults),
  },
  {
    name: 'light and dark follow the system',
    find: async ({ browser, site, root }) => {
      const paper = (colorScheme) => inContext(browser, { colorScheme }, (context) =>
        inParallel(site.longChapters(), (page) => onPage(context, root.home + page.address, brightness)));
      const [light, dark] = [await paper('light'), await paper('dark')];
      return site.longChapters().flatMap((page, at) => (light[at] > 0.8 && dark[at] < 0.2 ? [] : `${page.file}: paper ${light[at]} in light, ${dark[at]} in dark`));
    },
  },
];
