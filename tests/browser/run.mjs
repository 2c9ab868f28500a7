// Looks at a built study as its readers do.
//
//   node run.mjs OUTPUT_DIR                 every check; the last line is "N passed, N failed"
//   node run.mjs OUTPUT_DIR --only NAME     the checks of one file (`axe`), or those whose name contains NAME
//   node run.mjs OUTPUT_DIR --shots         pictures of each kind of page in shots/ too

import { parseArgs } from 'node:util';
import { TOPICS } from './checks.mjs';
import { takeShots } from './shots.mjs';
import { readSite, serve } from './site.mjs';
import { launch } from './visit.mjs';

function chosen(only) {
  const all = Object.entries(TOPICS).flatMap(([topic, { checks }]) => checks.map((check) => ({ topic, ...check })));
  if (only === undefined) return all;
  return only in TOPICS ? all.filter(({ topic }) => topic === only) : all.filter(({ name }) => name.includes(only));
}

/** Runs one check and says how it went. */
async function isPassed({ name, find }, world) {
  const figures = [];
  const begun = Date.now();
  let faults;
  try {
    faults = [await find({ ...world, note: (line) => figures.push(line) })].flat();
  } catch (error) {
    faults = [`the check itself broke: ${error.stack}`];
  }
  const seconds = Math.round((Date.now() - begun) / 1000);
  const took = seconds < 5 ? '' : ` (${seconds} s)`;
  if (faults.length === 0) console.log(`ok ${name}${took}`);
  else if (faults.length === 1) console.log(`FAIL ${name}: ${faults[0]}`);
  else console.log(`FAIL ${name}: ${faults.length} faults\n${faults.map((fault) => `     ${fault}`).join('\n')}`);
  for (const line of figures) console.log(`     ${line}`);
  return faults.length === 0;
}

async function main() {
  const { values, positionals: [dir, ...rest] } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, shots: { type: 'boolean', default: false } },
  });
  if (!dir || rest.length > 0) throw new Error('usage: node run.mjs OUTPUT_DIR [--only NAME] [--shots]');
  const checks = chosen(values.only);
  if (checks.length === 0) throw new Error(`no check is called ${values.only}; the files are ${Object.keys(TOPICS).join(', ')}`);

  const closing = [];
  let passed = 0;
  let failed = 0;
  try {
    const browser = await launch();
    closing.unshift(() => browser.close());
    const site = await readSite(dir, browser);
    const root = await serve(dir, '/');
    closing.unshift(root.close);
    const below = await serve(dir, '/a/b/');
    closing.unshift(below.close);
    const world = { browser, site, root, below };

    for (const check of checks) {
      if (await isPassed(check, world)) passed += 1;
      else failed += 1;
    }
    if (values.shots) await takeShots(world);
  } catch (error) {
    console.log(`FAIL the site can be looked at: ${error.message}`);
    failed += 1;
  } finally {
    for (const close of closing) await close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
