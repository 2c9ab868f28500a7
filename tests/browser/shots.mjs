// Pictures of each kind of page in every language, to be looked at by people.

import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inContext, inParallel, onPage } from './visit.mjs';

const FOLDER = fileURLToPath(new URL('shots', import.meta.url));

/** Takes the place of the pictures of the run before. */
export async function takeShots({ browser, site, root }) {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER);
  const samples = site.samples();
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 768, 1440]) {
      const faults = await inContext(browser, { colorScheme, viewport: { width, height: 900 } }, (context) =>
        inParallel(samples, (page) => onPage(context, root.home + page.address, async (tab) => {
          const name = `${page.kind}-${page.folder ?? 'all'}-${width}-${colorScheme}.png`;
          await tab.screenshot({ path: path.join(FOLDER, name), fullPage: true });
          return [];
        })));
      if (faults.length > 0) throw new Error(`no picture: ${faults.join('; ')}`);
    }
  }
  console.log(`${samples.length * 6} pictures in ${FOLDER}`);
}
