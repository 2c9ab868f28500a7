// Looks at the live preview as an author does: a study in a folder, files saved, pages open.
//
//   node preview.mjs PROGRAM                every check; the last line is "N passed, N failed"
//   node preview.mjs PROGRAM --only NAME    those whose name contains NAME

import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { launch } from './visit.mjs';

const STUDY = fileURLToPath(new URL('../studies/two-voices', import.meta.url));
const WELLS = 'content/chapters/01-wells.en.md';

/** A study in a folder of its own and the preview of it. */
async function previewed(program, { options, built }, work) {
  const dir = await mkdtemp(path.join(tmpdir(), 'previewed-'));
  await cp(STUDY, dir, { recursive: true });
  // The lock is written by a build.
  if (built) await promisify(execFile)(program, ['build', '-q', '-C', dir, '-o', path.join(dir, 'output')]);
  const opened = path.join(dir, 'opened');
  const editor = path.join(dir, 'editor');
  await writeFile(opened, '');
  await writeFile(editor, `#!/bin/sh\necho "$1" >> ${opened}\n`);
  await chmod(editor, 0o755);
  const child = spawn(program, ['serve', '-C', dir, '-p', '0', ...options], {
    env: { ...process.env, DIGLOT_EDITOR: `${editor} {file}:{line}`, BROWSER: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const lines = createInterface({ input: child.stderr });
    const home = await new Promise((found, failed) => {
      lines.on('line', (line) => { const at = line.match(/preview is at (http:\S+)\//); if (at) found(at[1]); });
      child.on('exit', () => failed(new Error('the preview ended')));
    });
    const file = (name) => path.join(dir, name);
    const edit = async (name, change) => writeFile(file(name), change(await readFile(file(name), 'utf8')));
    return await work({ dir, home, edit, file, opened: () => readFile(opened, 'utf8') });
  } finally {
    child.kill();
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A page that is long enough to be scrolled. */
const long = (text) => text.replace('## What', `${Array.from({ length: 40 }, (_, at) => `Filling ${at + 1} of the long page that one can scroll.\n`).join('\n')}\n## What`);

async function open(browser, home, address = '/en/wells/') {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (message) => { if (/Content Security/.test(message.text())) troubles.push(message.text()); });
  await page.goto(home + address);
  await page.evaluate(() => { window.stayed = true; });
  return { context, page, troubles };
}

const holds = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);
const stayed = (page) => page.evaluate(() => window.stayed === true);
const topOf = (page, selector) => page.locator(selector).evaluate((one) => Math.round(one.getBoundingClientRect().top));

const CHECKS = {
  'a saved paragraph is patched in place': async ({ browser, home, edit }) => {
    await edit(WELLS, long);
    const { context, page, troubles } = await open(browser, home);
    await page.evaluate(() => {
      const paragraph = [...document.querySelectorAll('main p')].find((one) => one.textContent.includes('Filling 30'));
      paragraph.scrollIntoView({ block: 'center' });
      document.querySelector('article .content p a').focus({ preventScroll: true });
      getSelection().selectAllChildren(paragraph);
    });
    const opened = await page.evaluate(() => { const one = document.querySelector('details'); if (one) one.open = true; return one !== null; });
    const before = await page.evaluate(() => ({ scroll: scrollY, chosen: String(getSelection()), focus: document.activeElement.getAttribute('href') }));
    await edit(WELLS, (text) => text.replace('Wells are deep', 'Wells are very deep').replace('Filling 31 of', 'Filling thirty-one of'));
    await holds(page, 'Wells are very deep');
    const after = await page.evaluate(() => ({ scroll: scrollY, chosen: String(getSelection()), focus: document.activeElement.getAttribute('href') }));
    const faults = troubles;
    if (!(await stayed(page))) faults.push('the page was loaded anew');
    if (before.scroll === 0 || !before.focus || !before.chosen) faults.push(`nothing was tested: ${JSON.stringify(before)}`);
    if (JSON.stringify(before) !== JSON.stringify(after)) faults.push(`was ${JSON.stringify(before)}, is ${JSON.stringify(after)}`);
    if (opened && !(await page.evaluate(() => document.querySelector('details').open))) faults.push('the details were closed');
    await context.close();
    return faults;
  },

  'what is looked at stays where it is when text comes and goes above': async ({ browser, home, edit }) => {
    await edit(WELLS, long);
    const { context, page, troubles } = await open(browser, home);
    await holds(page, 'Filling 30');
    await page.evaluate(() => [...document.querySelectorAll('main p')].find((one) => one.textContent.includes('Filling 30')).classList.add('watched'));
    await page.evaluate(() => document.querySelector('.watched').scrollIntoView({ block: 'start' }));
    const faults = troubles;
    const before = await topOf(page, '.watched');
    await edit(WELLS, (text) => text.replace('Filling 3 of', 'A new one.\n\nAnd another, which is rather long. '.repeat(3) + '\n\nFilling 3 of'));
    await holds(page, 'A new one.');
    let after = await topOf(page, '.watched');
    if (Math.abs(before - after) > 1) faults.push(`stood at ${before}, then at ${after}`);
    await edit(WELLS, (text) => text.replace(/Filling 4 of[^]*Filling 9 of/, 'Filling 9 of'));
    await page.waitForFunction(() => !document.body.innerText.includes('Filling 5 of'));
    after = await topOf(page, '.watched');
    if (Math.abs(before - after) > 1) faults.push(`stood at ${before}, and at ${after} when six were gone`);
    if (!(await stayed(page))) faults.push('the page was loaded anew');
    await context.close();
    return faults;
  },

  'style sheets are swapped without a reload': async ({ browser, home, file }) => {
    const { context, page, troubles } = await open(browser, home);
    const sheet = await page.evaluate(() => document.querySelector('link[rel=stylesheet]:not([href^="/_diglot/"])').href);
    const css = await (await fetch(sheet)).text();
    await mkdir(file('themes/overrides/static'), { recursive: true });
    await writeFile(file('themes/overrides/static/style.css'), `${css}\nh1 { letter-spacing: 7px }\n`);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '7px');
    await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]:not([href^="/_diglot/"])').length === 1);
    const faults = (await stayed(page)) ? troubles : ['the page was loaded anew', ...troubles];
    await context.close();
    return faults;
  },

  'errors stand over the page and go when they are mended': async ({ browser, home, edit }) => {
    const { context, page, troubles } = await open(browser, home);
    await edit(WELLS, (text) => text.replace('Wells are deep.', 'Wells are dry.[^9]'));
    await page.waitForSelector('#diglot-errors');
    const said = await page.locator('#diglot-errors').innerText();
    const faults = troubles;
    for (const wanted of ['1 error', `${WELLS}:16`, '- Wells are dry.[^9]', '^^^^', 'ref-undefined-note']) {
      if (!said.includes(wanted)) faults.push(`“${wanted}” is not said: ${said}`);
    }
    if (!(await page.locator('main').innerText()).includes('Wells are deep.')) faults.push('the last good page is gone');
    await edit(WELLS, (text) => text.replace('Wells are dry.[^9]', 'Wells are mended.'));
    await holds(page, 'Wells are mended.');
    await page.waitForSelector('#diglot-errors', { state: 'detached' });
    if (!(await stayed(page))) faults.push('the page was loaded anew');
    await context.close();
    return faults;
  },

  'warnings of the page stand in a bar': async ({ browser, home, edit }) => {
    const { context, page, troubles } = await open(browser, home);
    await edit(WELLS, (text) => text.replace('- Wells are deep.', '- Wells are deep.\n\n<!-- diglot-allow link-broken: nothing here -->\n\nMore.'));
    await page.waitForFunction(() => document.querySelector('#diglot-bar')?.textContent.includes('here'));
    await page.locator('#diglot-bar summary').click();
    const said = await page.locator('#diglot-bar').innerText();
    const faults = said.includes('structure-waiver-unused') && said.includes(WELLS) ? troubles : [`said: ${said}`, ...troubles];
    await context.close();
    return faults;
  },

  'a page that cannot be patched comes back at its block': async ({ browser, home, edit, file }) => {
    await edit(WELLS, long);
    const { context, page, troubles } = await open(browser, home);
    await holds(page, 'Filling 30');
    const find = () => page.evaluate(() => {
      const one = [...document.querySelectorAll('main p')].find((paragraph) => paragraph.textContent.includes('Filling 30'));
      return Math.round(one.getBoundingClientRect().top);
    });
    await page.evaluate(() => [...document.querySelectorAll('main p')].find((one) => one.textContent.includes('Filling 30')).scrollIntoView());
    const before = await find();
    await mkdir(file('themes/overrides/static'), { recursive: true });
    await writeFile(file('themes/overrides/static/script.js'), 'window.isNew = true;\n');
    await page.waitForFunction(() => window.isNew === true && document.readyState === 'complete');
    await page.waitForFunction((top) => {
      const one = [...document.querySelectorAll('main p')].find((paragraph) => paragraph.textContent.includes('Filling 30'));
      return Math.abs(one.getBoundingClientRect().top - top) < 3;
    }, before).catch(() => {});
    const after = await find();
    const faults = troubles;
    if (await stayed(page)) faults.push('the page was not loaded anew');
    if (Math.abs(before - after) > 2) faults.push(`stood at ${before}, then at ${after}`);
    await context.close();
    return faults;
  },

  'a click with Alt opens the editor at the line': async ({ browser, home, opened }) => {
    const { context, page, troubles } = await open(browser, home);
    await page.getByText('Wells are deep').click({ modifiers: ['Alt'] });
    const faults = troubles;
    for (let tries = 0; tries < 50 && !(await opened()); tries += 1) await page.waitForTimeout(100);
    const place = (await opened()).trim();
    if (!place.endsWith(`${WELLS}:16`)) faults.push(`opened “${place}”`);
    await context.close();
    return faults;
  },

  'a page of another site can neither read nor do anything': async ({ browser, home, opened }) => {
    const server = http.createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>a foreign page</p>'));
    await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
    const { context, page } = await open(browser, home);
    const token = await page.evaluate(() => document.querySelector('script[data-token]').dataset.token);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const got = await page.evaluate(async ({ home, token }) => {
      const attempts = {
        read: () => fetch(`${home}/en/wells/`),
        simple: () => fetch(`${home}/_diglot/edit`, { method: 'POST', mode: 'no-cors', body: '{"file":"content/study.yaml","line":1}' }),
        json: () => fetch(`${home}/_diglot/edit`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Diglot-Token': token }, body: '{"file":"content/study.yaml","line":1}' }),
        frame: () => new Promise((done, failed) => {
          const frame = document.createElement('iframe');
          frame.src = `${home}/en/wells/`;
          frame.onload = () => { try { done({ type: frame.contentDocument ? 'opaque' : 'framed' }); } catch { failed(new Error('closed')); } };
          document.body.append(frame);
        }),
      };
      const answers = {};
      for (const [name, attempt] of Object.entries(attempts)) {
        answers[name] = await attempt().then((answer) => answer.type, (error) => error.name);
      }
      return answers;
    }, { home, token });
    const faults = [];
    if (got.read !== 'TypeError') faults.push(`it could read: ${got.read}`);
    if (got.json !== 'TypeError') faults.push(`it could ask: ${got.json}`);
    await page.waitForTimeout(500);
    if ((await opened()) !== '') faults.push(`it opened the editor: ${await opened()}`);
    await context.close();
    server.close();
    return faults;
  },

  'of fifty tabs one asks, and pages still open': async ({ browser, home, edit, note }) => {
    const { context, page } = await open(browser, home);
    const asking = new Set();
    context.on('request', (request) => { if (request.url().includes('/_diglot/live?')) asking.add(request); });
    for (const event of ['requestfinished', 'requestfailed']) context.on(event, (request) => asking.delete(request));
    for (let count = 1; count < 50; count += 1) await (await context.newPage()).goto(`${home}/en/money/`);
    const last = context.pages().at(-1);
    const faults = [];
    const times = [];
    const waits = [];
    // How long the browser waited for the first byte of the page and of all it needs: the server's part.
    const waited = () => {
      const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      return Math.max(...all.filter((one) => !one.name.includes('/live?')).map((one) => one.responseStart - one.requestStart));
    };
    for (let tries = 0; tries < 10; tries += 1) {
      const start = Date.now();
      await last.goto(`${home}/ru/wells/`, { waitUntil: 'load' });
      times.push(Date.now() - start);
      waits.push(Math.round(await last.evaluate(waited)));
    }
    const middle = (list) => `${list.sort((a, b) => a - b)[5]} ms (median), ${list[9]} ms (worst of ten)`;
    note(`with 50 tabs a page opened in ${middle(times)}; of it the longest wait for the server: ${middle(waits)}`);
    if (asking.size > 1) faults.push(`${asking.size} tabs ask`);
    await edit(WELLS, (text) => text.replace('Wells are deep', 'Wells are seen by all'));
    await page.bringToFront();
    await holds(page, 'Wells are seen by all');
    await context.close();
    return faults;
  },

  'a click agrees, and writes the lock': { built: true, find: async ({ browser, home, edit, file }) => {
    const faults = [];
    const lock = () => readFile(file('content/lock/wells.lock'), 'utf8');
    for (const [address, old, changed] of [['/en/wells/', 'Wells are deep', 'Wells are quite deep'], ['/ru/parallel/wells/', 'Wells are quite deep', 'Wells are very deep']]) {
      const { context, page, troubles } = await open(browser, home, address);
      const untouched = await lock();
      await edit(WELLS, (text) => text.replace(old, changed));
      await page.waitForSelector('.diglot-mark button');
      const said = await page.locator('.diglot-mark').allInnerTexts();
      if (said.length !== 1 || !said[0].includes('moved on: en')) faults.push(`${address} marks ${said.join(' | ')}`);
      if ((await lock()) !== untouched) faults.push('the lock was written before the click');
      await page.locator('.diglot-mark button').click();
      await page.waitForSelector('.diglot-mark', { state: 'detached' });
      if (!(await lock()).includes(changed)) faults.push(`the lock does not hold “${changed}”`);
      if (!(await stayed(page))) faults.push('the page was loaded anew');
      faults.push(...troubles);
      await context.close();
    }
    return faults;
  } },

  'a click settles a doubt, and writes the lock': { built: true, find: async ({ browser, home, edit, file }) => {
    const lock = () => readFile(file('content/lock/wells.lock'), 'utf8');
    const { context, page, troubles } = await open(browser, home, '/ru/parallel/wells/');
    const faults = troubles;
    const long = 'Nobody asked them, and nobody had been asked before either, when the soldiers of the old garrison dug the first ones for the people of the upper village, who had carried their water from the river until then and went on doing so.';
    await edit(WELLS.replace('.en.', '.ru.'), (text) => text.replace('- Колодцы', '> Да.\n\n- Колодцы'));
    await edit(WELLS, (text) => text.replace('- Wells', `${long}\n\n- Wells`));
    const mark = page.locator('.diglot-mark', { hasText: 'structure-doubtful' });
    await mark.waitFor();
    if ((await mark.count()) !== 1) faults.push(`${await mark.count()} marks`);
    if ((await lock()).includes('garrison')) faults.push('the lock was written before the click');
    await mark.locator('button').click();
    await mark.waitFor({ state: 'detached' });
    const written = await lock();
    if (!written.includes('garrison') || written.includes('doubtful')) faults.push(`the lock says ${written}`);
    if (!(await stayed(page))) faults.push('the page was loaded anew');
    await context.close();
    return faults;
  } },

  'the site can stand below its base path': { options: ['--base'], find: async ({ browser, home, edit }) => {
    const { context, page, troubles } = await open(browser, home.replace(/\/valley$/, ''), '/valley/en/wells/');
    await edit(WELLS, (text) => text.replace('Wells are deep', 'Wells are below'));
    await holds(page, 'Wells are below');
    const faults = (await stayed(page)) ? troubles : ['the page was loaded anew'];
    await context.close();
    return faults;
  } },

  'who follows sees what was just saved': { options: ['--follow'], find: async ({ browser, home, edit }) => {
    await edit(WELLS, long);
    const { context, page, troubles } = await open(browser, home, '/en/');
    await edit(WELLS, (text) => text.replace('Filling 33 of', 'Filling thirty-three of'));
    await page.waitForURL(/\/en\/wells\//);
    await holds(page, 'Filling thirty-three of');
    const isInView = (text) => page.waitForFunction((wanted) => {
      const one = [...document.querySelectorAll('main p')].find((paragraph) => paragraph.textContent.includes(wanted));
      const box = one?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    }, text);
    const faults = troubles;
    await isInView('Filling thirty-three of').catch(() => faults.push('the changed block is not in view'));
    await edit(WELLS, (text) => text.replace('Filling 2 of', 'Filling two of'));
    await isInView('Filling two of').catch(() => faults.push('the block changed next is not in view'));
    await context.close();
    return faults;
  } },
};

const { values, positionals: [program] } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' } } });
if (!program) {
  console.error('usage: node preview.mjs PROGRAM [--only NAME]');
  process.exit(2);
}
const browser = await launch();
let passed = 0;
let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (!name.includes(values.only)) continue;
  const figures = [];
  const { options = [], built = false, find = check } = check;
  let faults;
  try {
    faults = await previewed(path.resolve(program), { options, built }, (world) => find({ ...world, browser, note: (line) => figures.push(line) }));
  } catch (error) {
    faults = [`the check itself broke: ${error.stack}`];
  }
  if (faults.length === 0) passed += 1;
  else failed += 1;
  console.log(faults.length === 0 ? `ok ${name}` : `FAIL ${name}: ${faults.join('; ')}`);
  for (const line of figures) console.log(`     ${line}`);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
