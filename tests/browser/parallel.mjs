// Two texts of a chapter beside each other: pair by pair, each in its language, whatever the window.

import { inContext, inParallel, onPage } from './visit.mjs';

/** The longest page of this kind in each language; a study with one language has none. */
const longest = (site) => site.samples().filter((page) => page.kind === 'parallel');

/** Runs on the page: what a screen reader meets, in its order. `blocks` are those of the chapter itself. */
function orderFaults(blocks) {
  const faults = [];
  const pairs = [...document.querySelectorAll('main article > .pair')];
  if (pairs.length < 3) return [`${pairs.length} pairs`];
  const own = document.documentElement.lang;
  for (const pair of pairs) {
    const sides = [...pair.children].filter((side) => side.matches('.side'));
    const langs = sides.map((side) => side.closest('[lang]').lang);
    if (sides.length !== 2 || langs[0] !== own || langs[1] === own) faults.push(`#${pair.id} holds ${langs.join(', ') || 'no text'}`);
    else if (!sides[0].textContent.trim() || !sides[1].textContent.trim()) faults.push(`#${pair.id} has an empty side`);
  }
  const ids = pairs.map((pair) => pair.id);
  const expected = blocks.filter((id) => ids.includes(id));
  if (ids.join() !== expected.join()) faults.push(`the pairs are ${ids.join(' ')}, the blocks of the chapter ${expected.join(' ')}`);
  return faults;
}

/** Runs on the page in a wide window: both texts can be read, side by side, beginning at one height. */
function wideFaults() {
  return [...document.querySelectorAll('main article > .pair')].flatMap((pair) => {
    const [own, other] = [...pair.querySelectorAll(':scope > .side')].map((side) => side.getBoundingClientRect());
    if (own.right > other.left) return `#${pair.id}: one text ends at ${Math.round(own.right)} px, the other begins at ${Math.round(other.left)} px`;
    if (Math.abs(own.width - other.width) > 2) return `#${pair.id}: columns of ${Math.round(own.width)} and ${Math.round(other.width)} px`;
    if (Math.abs(own.top - other.top) > 2) return `#${pair.id}: the texts begin ${Math.round(other.top - own.top)} px apart`;
    const words = pair.lastElementChild.lastElementChild;
    return words.checkVisibility() && words.getBoundingClientRect().height > 12 ? [] : `#${pair.id}: the other text cannot be seen`;
  });
}

/** In a narrow window the other text is unfolded where it is wanted. */
async function narrowFaults(tab) {
  const pair = tab.locator('main article > .pair').filter({ has: tab.locator('p') }).nth(1);
  const other = pair.locator(':scope > details');
  const words = other.locator('p, li, h2').first();
  const id = await pair.getAttribute('id');
  if (await words.isVisible()) return [`#${id}: the other text stands open before it is asked for`];
  await other.locator('summary').focus();
  await tab.keyboard.press('Enter');
  if (!await words.isVisible()) return [`#${id}: the other text does not unfold`];
  const [above, below] = [await pair.locator(':scope > .side').first().boundingBox(), await words.boundingBox()];
  return below.y >= above.y + above.height - 1 ? [] : [`#${id}: the other text is not below its partner`];
}

const eachLongest = (options, look) => ({ browser, site, root }) => {
  const pages = longest(site);
  if (site.languages.length > 1 && pages.length === 0) return ['no page has <body data-page="parallel">'];
  return inContext(browser, options, (context) => inParallel(pages, (page) => onPage(context, root.home + page.address, async (tab) =>
    (await look(tab, page, site)).map((fault) => `${page.file}: ${fault}`))));
};

/** The chapter for which a page of two texts stands: its canonical address. */
const chapterOf = (page, site) => site.pageAt(page, page.canonical ?? '');

const WIDE = { viewport: { width: 1440, height: 900 } };
const NARROW = { viewport: { width: 360, height: 740 } };

export const checks = [
  {
    name: 'two texts stand for their chapter and are not indexed',
    find: ({ site }) => site.ofKind('parallel').flatMap((page) => [
      ...(page.isHidden ? [] : [`${page.file}: it may be indexed`]),
      ...(chapterOf(page, site)?.lang === page.lang ? [] : [`${page.file}: its canonical address is ${page.canonical}`]),
    ]),
  },
  {
    name: 'two texts come pair by pair, each in its language',
    find: eachLongest(WIDE, (tab, page, site) => tab.evaluate(orderFaults, chapterOf(page, site)?.blocks ?? [])),
  },
  { name: 'two texts stand side by side at 1440 px', find: eachLongest(WIDE, (tab) => tab.evaluate(wideFaults)) },
  { name: 'two texts stand side by side without script', find: eachLongest({ ...WIDE, javaScriptEnabled: false }, (tab) => tab.evaluate(wideFaults)) },
  { name: 'the other text is unfolded on demand at 360 px', find: eachLongest(NARROW, narrowFaults) },
  { name: 'the other text is unfolded on demand without script', find: eachLongest({ ...NARROW, javaScriptEnabled: false }, narrowFaults) },
];
