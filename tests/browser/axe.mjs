// What an accessibility engine finds: nothing, on any kind of page, in light and dark, narrow and wide.

import { createRequire } from 'node:module';
import { inContext, inParallel, onPage, openDetails } from './visit.mjs';

const ENGINE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What the engine says of the page in a tab; its context has to bypass the page's own policy. */
export async function violations(tab) {
  await openDetails(tab);
  await tab.addScriptTag({ path: ENGINE });
  const { violations: found, passes } = await tab.evaluate((values) =>
    window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), RULES);
  if (passes.length === 0) return ['the engine looked at nothing'];
  return found.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
}

const looks = ['light', 'dark'].flatMap((colorScheme) => [360, 1440].map((width) => ({ colorScheme, width })));

export const checks = looks.map(({ colorScheme, width }) => ({
  name: `axe finds nothing in ${colorScheme} at ${width} px`,
  // The engine is put into the page as an inline script, which the site's own policy forbids.
  find: ({ browser, site, root }) => inContext(browser, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true }, (context) =>
    inParallel(site.samples(), (page) => onPage(context, root.home + page.address, async (tab) =>
      (await violations(tab)).map((fault) => `${page.file}: ${fault}`)))),
}));
