// Opening pages in the browser, several at a time, and noticing whatever goes wrong on the way.

import { chromium } from 'playwright-core';

/** Without these flags Chromium asks its maker's hosts for things at every start. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
}

/** Calls `work` for each item, two at a time, and joins the lists of failures in the order of the items. */
export async function inParallel(items, work, workers = 2) {
  const answers = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const mine = next++;
      answers[mine] = await work(items[mine]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
  return answers.flat();
}

/** A context with the given options, closed when `work` is done. Nothing may wait longer than ten seconds. */
export async function inContext(browser, options, work) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(10_000);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** A new page that shows `url`, closed when `work` is done. Its answer is that of `work`, a list of failures. */
export async function onPage(context, url, work) {
  const page = await context.newPage();
  try {
    await page.goto(url, { waitUntil: 'load' });
    return await work(page);
  } catch (error) {
    return [`${url}: ${error.message.split('\n')[0]}`];
  } finally {
    await page.close();
  }
}

/** Lists what goes wrong while a page works: failed requests, messages of the console, requests to other hosts. */
export function watch(page, home) {
  const troubles = [];
  page.on('requestfailed', (request) => {
    // A browser that goes on to another page gives up what the last one still asked for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`request failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith('data:')) troubles.push(`request outside the site: ${url}`);
  });
  // A violated content security policy is reported to the console too.
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  return troubles;
}

/** Opens every `details`, so that what a reader can unfold is looked at too. */
export function openDetails(page) {
  return page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}
