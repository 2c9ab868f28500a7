// What an accessibility engine finds: nothing, on any kind of page, in light and dark, narrow and wide.

import { createRequire } from 'node:module';
import { inContext, inParallel, onPage, openDetails } from './visit.mjs';

const ENGINE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

/** The rules whose answer hangs on colours: all that can change between light and dark. */
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What the engine says of the page in a tab; its context has to bypass the page's own policy. */
export async function violations(tab) {
  await openDetails(tab);
  await tab.addScriptTag({ path: ENGINE });
  return judged(tab, RULES);
}

async function judged(tab, rules) {
  const { violations: found, passes } = await tab.evaluate((runOnly) =>
    window.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  if (passes.length === 0) return ['the engine looked at nothing'];
  return found.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
}

/** In light all rules, then in dark the colours of the same page. */
async function inLightAndDark(tab) {
  const light = await violations(tab);
  await tab.emulateMedia({ colorScheme: 'dark' });
  const dark = await judged(tab, COLOUR_RULES);
  return [...light.map((fault) => `in light: ${fault}`), ...dark.map((fault) => `in dark: ${fault}`)];
}

export const checks = [360, 1440].map((width) => ({
  name: `axe finds nothing at ${width} px, in light and in dark`,
  // The engine is put into the page as an inline script, which the site's own policy forbids.
  find: ({ browser, site, root }) => inContext(browser, { colorScheme: 'light', viewport: { width, height: 900 }, bypassCSP: true }, (context) =>
    inParallel(site.samples(), (page) => onPage(context, root.home + page.address, async (tab) =>
      (await inLightAndDark(tab)).map((fault) => `${page.file}: ${fault}`)))),
}));
