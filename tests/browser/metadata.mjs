// What each page says of itself, to browsers, search engines and people who use a screen reader.

import { inContext, inParallel, onPage } from './visit.mjs';

/** Asks each page that people read; `ask` gives a fault, a list of faults, or nothing. */
const eachPage = (ask) => ({ site }) => site.pages.flatMap((page) =>
  [ask(page, site) ?? []].flat().map((fault) => `${page.file}: ${fault}`));

/** A page that shows another page's text names that page as the one to index. */
const isFallback = (page, site) => page.isHidden && page.canonical !== site.base + page.address;

/** What a server sends when it finds nothing has no address of its own. */
const isNowhere = (page) => page.kind === 'not_found';

function hreflangFaults(page, site) {
  if (page.isHidden) return page.alternates.length > 0 ? 'has hreflang although it must not be indexed' : [];
  const faults = [];
  const named = page.alternates.map(({ hreflang }) => hreflang);
  const own = page === site.choice ? [] : [page.lang];
  const expected = page === site.choice
    ? site.languages
    // Where the address is the same in another language, that page has to be in the set.
    : site.languages.filter((lang) => {
      const twin = site.byFile.get(page.file.replace(/^[^/]+/, lang));
      return page.folder !== null && twin && !twin.isHidden && !twin.isStub;
    });
  for (const lang of [...own, ...expected, 'x-default']) {
    if (!named.includes(lang)) faults.push(`no hreflang ${lang}`);
  }
  for (const name of named) {
    if (named.indexOf(name) !== named.lastIndexOf(name)) faults.push(`hreflang ${name} twice`);
  }
  for (const { hreflang, href } of page.alternates) {
    const target = site.pageAt(page, href);
    if (!/^https?:/.test(href)) faults.push(`hreflang ${hreflang} is not an absolute address: ${href}`);
    else if (!target) faults.push(`hreflang ${hreflang} leads to no page: ${href}`);
    else if (target.isHidden || target.isStub) faults.push(`hreflang ${hreflang} leads to a page that is not indexed: ${href}`);
    else if (hreflang !== 'x-default' && target.lang !== hreflang) faults.push(`hreflang ${hreflang} leads to a page in ${target.lang}`);
    else if (hreflang !== 'x-default' && page !== site.choice && !target.alternates.some((back) => site.pageAt(target, back.href) === page)) {
      faults.push(`${target.file} does not name it in return`);
    }
  }
  return faults;
}

function canonicalFault(page, site) {
  if (isNowhere(page)) return page.isHidden && !page.canonical ? null : 'is shown at any address, yet can be indexed';
  if (!page.canonical) return 'no canonical';
  if (isFallback(page, site)) {
    const original = site.pageAt(page, page.canonical);
    return !original || original.isHidden ? `canonical leads to no page that is indexed: ${page.canonical}` : null;
  }
  return page.canonical === site.base + page.address ? null : `canonical is ${page.canonical}, not ${site.base + page.address}`;
}

function headingFaults(page) {
  const inMain = page.headings.filter((heading) => heading.inMain);
  const faults = inMain[0]?.level === 1 ? [] : ['the first heading of main is not its h1'];
  page.headings.forEach((heading, at) => {
    if (at > 0 && heading.level > page.headings[at - 1].level + 1) {
      faults.push(`h${page.headings[at - 1].level} is followed by h${heading.level} “${heading.text}”`);
    }
    if (heading.text === '') faults.push(`an empty h${heading.level}`);
  });
  return faults;
}

function openGraphFaults(page, site) {
  const wanted = ['og:title', 'og:type', 'og:locale', 'og:site_name', ...(isNowhere(page) ? [] : ['og:description', 'og:url'])];
  const faults = wanted
    .filter((name) => !page.metas[name]).map((name) => `no ${name}`);
  if (page.metas['og:url'] && page.metas['og:url'] !== page.canonical) faults.push('og:url is not the canonical address');
  const image = page.metas['og:image'];
  if (image && !(/^https?:/.test(image) && site.files.has(site.lead(page, image).file))) faults.push(`og:image leads to no file: ${image}`);
  if (page !== site.choice && page.metas['og:locale'] && page.metas['og:locale'].split('_')[0] !== page.lang.split('-')[0]) {
    faults.push(`og:locale is ${page.metas['og:locale']}`);
  }
  return faults;
}

function dataFaults(page) {
  return page.data.flatMap((text) => {
    try {
      const value = JSON.parse(text);
      if (!/^https?:\/\/schema\.org\/?$/.test(value['@context'])) return 'JSON-LD without the context of schema.org';
      return value['@type'] || value['@graph'] ? [] : 'JSON-LD without @type';
    } catch (error) {
      return `JSON-LD: ${error.message}`;
    }
  });
}

function switchFaults(page, site) {
  const links = page.addresses.filter((link) => link.tag === 'a' && link.hreflang && (!link.inMain || page === site.choice));
  const faults = links.flatMap((link) => {
    const target = site.pageAt(page, link.href);
    if (link.lang !== link.hreflang) return `the link to ${link.hreflang} has lang=${link.lang}`;
    if (!target) return `the link to ${link.hreflang} leads to no page: ${link.href}`;
    return target.lang === link.hreflang ? [] : `the link to ${link.hreflang} leads to a page in ${target.lang}: ${link.href}`;
  });
  const partners = page === site.choice
    ? site.languages.map((lang) => [lang, site.byFile.get(`${lang}/index.html`)])
    : [...site.partners(page)];
  for (const [lang, partner] of partners) {
    if (!links.some((link) => link.hreflang === lang && site.pageAt(page, link.href) === partner)) {
      faults.push(`no a[hreflang=${lang}] outside main leads to ${partner?.file ?? 'its page'}`);
    }
  }
  return faults;
}

/** Runs on the page: what has the focus. */
const focused = (tab) => tab.evaluate(() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  return {
    fragment: element.localName === 'a' ? element.getAttribute('href') : null,
    label: `<${element.localName}> ${element.textContent.trim().slice(0, 30)}`,
    shown: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth,
    inMain: element.closest('main') !== null,
  };
});

async function skipLinkFaults(tab) {
  await tab.keyboard.press('Tab');
  const first = await focused(tab);
  if (!first.fragment?.startsWith('#')) return [`the first thing that takes the focus is ${first.label}`];
  const faults = first.shown ? [] : ['the skip link is not shown when it has the focus'];
  await tab.keyboard.press('Enter');
  const main = await tab.evaluate(() => ({
    target: document.getElementById(location.hash.slice(1))?.closest('main') !== undefined && location.hash !== ''
      && document.getElementById(location.hash.slice(1))?.closest('main') !== null,
    takesFocus: document.querySelector('main a[href], main summary, main button, main input, main [tabindex="0"]') !== null,
  }));
  if (!main.target) return [...faults, `the skip link leads to ${first.fragment}, which is not in main`];
  await tab.keyboard.press('Tab');
  const next = await focused(tab);
  if (main.takesFocus && !next.inMain) faults.push(`after the skip link, Tab goes to ${next.label}`);
  return faults;
}

export const checks = [
  { name: 'the page names its kind', find: eachPage((page) => (page.kind ? null : 'no <body data-page>')) },
  {
    name: 'html lang is the language of the address',
    find: eachPage((page, site) => {
      if (!page.lang) return 'no <html lang>';
      return page.folder && site.languages.includes(page.folder) && page.lang !== page.folder ? `lang=${page.lang}` : null;
    }),
  },
  {
    name: 'exactly one h1',
    find: eachPage((page) => {
      const count = page.headings.filter((heading) => heading.level === 1).length;
      return count === 1 ? null : `${count} h1`;
    }),
  },
  { name: 'headings skip no level', find: eachPage(headingFaults) },
  {
    name: 'header, nav, main and footer',
    find: eachPage(({ landmarks }) => [
      ...['header', 'nav', 'main', 'footer'].filter((name) => landmarks[name] === 0).map((name) => `no ${name}`),
      ...['header', 'main', 'footer'].filter((name) => landmarks[name] > 1).map((name) => `${landmarks[name]} ${name}`),
    ]),
  },
  {
    name: 'title and description',
    find: eachPage((page, site) => [
      ...(page.title.trim() ? [] : ['no title']),
      ...(page.metas.description?.trim() || isNowhere(page) ? [] : ['no description']),
      ...(site.pages.some((other) => other !== page && !page.isHidden && !other.isHidden && other.lang === page.lang
        && other.title === page.title && other.file < page.file) ? [`another page has its title “${page.title}”`] : []),
    ]),
  },
  { name: 'canonical address', find: eachPage(canonicalFault) },
  { name: 'hreflang is complete and reciprocal', find: eachPage(hreflangFaults) },
  { name: 'Open Graph', find: eachPage(openGraphFaults) },
  { name: 'JSON-LD', find: eachPage(dataFaults) },
  {
    name: 'landing pages have JSON-LD and citation tags',
    find: ({ site }) => site.languages.flatMap((lang) => {
      const landing = site.byFile.get(`${lang}/index.html`);
      const faults = ['citation_title', 'citation_author', 'citation_language'].filter((name) => !landing.metas[name]).map((name) => `no ${name}`);
      if (landing.data.length === 0) faults.push('no JSON-LD');
      return faults.map((fault) => `${landing.file}: ${fault}`);
    }),
  },
  { name: 'language links lead to the same page in that language', find: eachPage(switchFaults) },
  {
    name: 'stubs lead on',
    find: ({ site }) => site.stubs.flatMap((stub) => {
      const [, href] = /url\s*=\s*['"]?([^'"]+)/i.exec(stub.refresh) ?? [];
      const target = href && site.pageAt(stub, href);
      if (!target) return `${stub.file}: refresh leads to no page: ${stub.refresh}`;
      if (!stub.addresses.some((link) => link.tag === 'a' && site.pageAt(stub, link.href) === target)) return `${stub.file}: no plain link to ${target.file}`;
      return stub.canonical === site.base + target.address ? [] : `${stub.file}: canonical is ${stub.canonical}`;
    }),
  },
  {
    name: 'the skip link comes first and works',
    // Each page is opened by somebody new: to a reader who comes back, the site may offer the language chosen before.
    find: ({ browser, site, root }) => inParallel(site.samples(), (page) => inContext(browser, {}, (context) =>
      onPage(context, root.home + page.address, async (tab) =>
        (await skipLinkFaults(tab)).map((fault) => `${page.file}: ${fault}`)))),
  },
];
