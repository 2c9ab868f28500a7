// Looks at a list of recommendations that stands on several pages: a study of 620 of them is written, built and opened.
//
//   node long.mjs PROGRAM       every check; the last line is "N passed, N failed"

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { violations } from './axe.mjs';
import { serve } from './site.mjs';
import { inContext, launch, watch } from './visit.mjs';

const COUNT = 620;
const ACTORS = ['mill', 'school', 'council'];
const THEMES = ['wells', 'roads', 'law', 'land'];
const both = (text) => `{ en: ${text} (en), ru: ${text} (ru) }`;

/** Number N is for the theme N mod 4 and for the actor N mod 3, and one in ten is implemented. */
function recommendation(number) {
  const id = `R${String(number).padStart(3, '0')}`;
  const done = number % 10 === 0 ? '\n  progress: [{ date: 2026-02-01, status: implemented, verified: self_reported, evidence: [work] }]' : '';
  return `- id: ${id}\n  title: ${both(`Deed *${number}*`)}\n  text: ${both(`Do ${number}`)}\n  addressees: [${ACTORS[number % 3]}]\n`
    + `  actors: [${ACTORS[number % 3]}]\n  themes: [${THEMES[number % 4]}]\n  horizon: short\n  supported_by: [F01]${done}\n`;
}

const labels = (keys) => keys.map((key) => `  ${key}: { label: ${both(key)} }\n`).join('');

const FILES = {
  'study.yaml': `title: ${both('Long')}\nlanguages: [en, ru]\nas_of: 2026-03-01\nedition: { number: "1", date: 2026-01-01 }\n`,
  'vocabulary.yaml': `actors:\n${labels(ACTORS)}themes:\n${labels(THEMES)}`,
  'fieldwork.yaml': `groups:\n  - id: people\n    label: ${both('People')}\n    includes_children: none\n`
    + `activities:\n  - id: talks\n    kind: interviews\n    label: ${both('Talks')}\n    group: people\n`,
  'findings.yaml': `- id: F01\n  kind: researcher_conclusion\n  statement: ${both('So it is')}\n  groups: [people]\n  strength: most\n  evidence: [talks]\n`,
  'references.yaml': 'work:\n  type: report\n  title: A work\n  date: 2026\n',
  'recommendations.yaml': Array.from({ length: COUNT }, (_, at) => recommendation(at + 1)).join(''),
  'chapters/01-one.en.md': '---\ntitle: One\n---\n\nA chapter.\n',
  'chapters/01-one.ru.md': '---\ntitle: Один\n---\n\nГлава.\n',
};

/** The numbers of those that fit, as a reader counts them. */
const wanted = (fits) => Array.from({ length: COUNT }, (_, at) => at + 1).filter(fits);

const shown = (tab) => tab.evaluate(() => [...document.querySelectorAll('.row[data-recommendation]')]
  .filter((row) => row.checkVisibility()).map((row) => Number(row.querySelector('.row-number').textContent)));
const choose = (tab, name, value) => tab.selectOption(`form[data-filters] select[name="${name}"]`, value);
const said = (tab) => tab.textContent('form[data-filters] [role="status"]');
const rows = (tab, count) => tab.waitForFunction((wanted) => document.querySelectorAll('.row[data-recommendation]').length === wanted, count);
const differs = (what, seen, expected) => (String(seen) === String(expected) ? [] : [`${what}: ${seen}, not ${expected}`]);

const CHECKS = {
  'filters choose among all pages of a list, and say how many': async (tab, { home }) => {
    await tab.goto(`${home}en/recommendations/`);
    const before = await shown(tab);
    await choose(tab, 'theme', 'law');
    const fits = wanted((one) => one % 4 === 2);
    await rows(tab, fits.length);
    const faults = differs('theme', await shown(tab), fits);
    await choose(tab, 'status', 'implemented');
    const both = wanted((one) => one % 4 === 2 && one % 10 === 0);
    await rows(tab, both.length);
    faults.push(...differs('both', await shown(tab), both), ...differs('said', await said(tab), `Shown: ${both.length} of ${COUNT}`));
    faults.push(...differs('address', new URL(tab.url()).search, '?theme=law&status=implemented'));
    if (await tab.isVisible('[data-parts]')) faults.push('the pages of the list are offered beside what was chosen');
    const option = await tab.textContent('select[name="actor"] option[value="mill"]');
    const mill = both.filter((one) => one % 3 === 0).length;
    if (!option.endsWith(`(${mill})`)) faults.push(`“${option}” is offered, ${mill} are left`);
    await tab.click('form[data-filters] button[type="reset"]');
    await rows(tab, before.length);
    return [...faults, ...differs('shown again', await shown(tab), before), ...differs('address', new URL(tab.url()).search, '')];
  },

  'axe finds nothing on a list that is filtered': async (tab, { home }) => {
    const faults = [];
    for (const [colorScheme, width] of [['light', 360], ['dark', 1440]]) {
      await tab.emulateMedia({ colorScheme });
      await tab.setViewportSize({ width, height: 900 });
      await tab.goto(`${home}ru/recommendations/?theme=law`);
      await rows(tab, 155);
      faults.push(...(await violations(tab)).map((fault) => `${colorScheme}, ${width} px: ${fault}`));
    }
    return faults;
  },

  'what is chosen goes along into another language and leads to the records': async (tab, { home }) => {
    await tab.goto(`${home}en/recommendations/501-1000/?theme=roads&actor=council`);
    const fits = wanted((one) => one % 4 === 1 && one % 3 === 2);
    await rows(tab, fits.length);
    await tab.click('.site-languages a[hreflang="ru"]');
    await tab.waitForURL(/\/ru\/recommendations\/501-1000\/\?/);
    await rows(tab, fits.length);
    const faults = differs('ru', await shown(tab), fits);
    const title = await tab.innerHTML('.row-title');
    if (!title.includes('<em>5</em>') || !title.includes('(ru)')) faults.push(`the first title is ${title}`);
    if (!(await tab.textContent('.row-title')).startsWith('Рекомендация 5. ')) faults.push('a link does not say its number');
    await tab.click('.row-title');
    await tab.waitForURL(/\/ru\/recommendations\/R005\/$/);
    return faults;
  },

  'the list of a facet that stands on several pages is narrowed further': async (tab, { home }) => {
    await tab.goto(`${home}en/recommendations/horizon/short/`);
    await choose(tab, 'theme', 'land');
    const fits = wanted((one) => one % 4 === 3);
    await rows(tab, fits.length);
    return [...differs('land', await shown(tab), fits), ...differs('said', await said(tab), `Shown: ${fits.length} of ${COUNT}`)];
  },

  'nothing is loaded before it is needed': async (tab, { home }) => {
    const asked = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(`${home}en/recommendations/`, { waitUntil: 'networkidle' });
    const early = asked.filter((url) => url.includes('/data/')).map((url) => `${url} is loaded at once`);
    await tab.focus('form[data-filters] select');
    await tab.waitForFunction(() => /\(\d+\)$/.test(document.querySelector('select[name="theme"] option[value="law"]').textContent));
    return [...early, ...differs('values count', await tab.textContent('select[name="theme"] option[value="law"]'), 'law (en) (155)')];
  },

  'the filters work from a folder too': async (tab, { dir }) => {
    await tab.goto(`${pathToFileURL(path.join(dir, 'en/recommendations/index.html'))}?theme=law`);
    await rows(tab, 155);
    await tab.click('.row-title');
    await tab.waitForURL(/R002\/index\.html$/);
    return [];
  },

  'without script the pages of the list and the lists of facets are there, and no form': async (tab, { home }) => {
    await tab.goto(`${home}en/recommendations/`);
    const faults = (await tab.isVisible('form[data-filters]')) ? ['the form is there and does nothing'] : [];
    await tab.click('[data-parts] a[href$="501-1000/"]');
    faults.push(...differs('second page', (await tab.locator('.row[data-recommendation]').count()), COUNT - 500));
    await tab.goto(`${home}en/recommendations/theme/law/`);
    return [...faults, ...differs('law', (await tab.locator('.row[data-recommendation]').count()), 155)];
  },

  'where the rows cannot be loaded the form goes away and the list stays': async (tab, { home }) => {
    await tab.route(/\/data\//, (route) => route.abort());
    await tab.goto(`${home}en/recommendations/?theme=law`);
    await tab.waitForSelector('form[data-filters]', { state: 'hidden' });
    return differs('rows', (await shown(tab)).length, 500);
  },
};

async function main(program) {
  const study = await mkdtemp(path.join(tmpdir(), 'long-'));
  const closing = [() => rm(study, { recursive: true, force: true })];
  let [passed, failed] = [0, 0];
  try {
    for (const [name, text] of Object.entries(FILES)) {
      const file = path.join(study, 'content', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const dir = path.join(study, 'output');
    await promisify(execFile)(path.resolve(program), ['build', '-q', '-C', study, '-o', dir]);
    const server = await serve(dir, '/a/b/');
    closing.unshift(server.close);
    const browser = await launch();
    closing.unshift(() => browser.close());
    for (const [name, check] of Object.entries(CHECKS)) {
      const faults = await inContext(browser, { javaScriptEnabled: !name.startsWith('without script'), bypassCSP: name.startsWith('axe') }, async (context) => {
        const tab = await context.newPage();
        const troubles = watch(tab, 'http');
        const found = await check(tab, { home: server.home, dir });
        return name.includes('cannot') ? found : [...found, ...troubles.filter((one) => !one.includes('file:'))];
      }).catch((error) => [`the check itself broke: ${error.stack}`]);
      if (faults.length === 0) passed += 1;
      else failed += 1;
      console.log(faults.length === 0 ? `ok ${name}` : `FAIL ${name}: ${faults.join('; ')}`);
    }
  } catch (error) {
    console.log(`FAIL a long list can be looked at: ${error.stderr || error.message}`);
    failed += 1;
  } finally {
    for (const close of closing) await close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

const program = process.argv[2];
if (program) await main(program);
else {
  console.error('usage: node long.mjs PROGRAM');
  process.exitCode = 2;
}
