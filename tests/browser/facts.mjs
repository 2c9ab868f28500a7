// The facts of this repository's study: on their pages, and the same in both languages.

import { inContext, onPage } from './visit.mjs';
import { STUDY } from './study.mjs';

/** Asks in each language of the study; `ask` gives a fault, a list of faults, or nothing. */
const eachLanguage = (ask) => async (world) => {
  const faults = [];
  for (const lang of STUDY.languages) {
    const page = (address) => world.site.byFile.get(`${lang}/${address}index.html`);
    const found = [await ask({ ...world, lang, page }) ?? []].flat();
    faults.push(...found.map((fault) => `${lang}: ${fault}`));
  }
  return faults;
};

/** Runs `look` on a page of the site, in the browser. */
const ask = ({ browser, root }, page, look) => inContext(browser, {}, (context) =>
  onPage(context, root.home + page.address, (tab) => tab.evaluate(look)));

const recordFaults = (page, expected) => {
  if (!page) return 'the page is missing';
  return page.records.join() === expected.join() ? [] : `${page.file}: holds ${page.records.join(', ') || 'no recommendation'}, not ${expected.join(', ')}`;
};

export const checks = [
  {
    name: 'the study stands in its languages',
    find: ({ site }) => ([...site.languages].sort().join() === [...STUDY.languages, ...STUDY.partial].sort().join() ? [] : `the languages are ${site.languages.join(', ')}`),
  },
  {
    name: 'twelve recommendations in the list',
    find: eachLanguage(({ page }) => recordFaults(page('recommendations/'), STUDY.recommendations)),
  },
  {
    name: 'a page for each of the twelve recommendations and for no other',
    find: eachLanguage(({ site, lang, page }) => [
      ...STUDY.recommendations.flatMap((id) => recordFaults(page(`recommendations/${id}/`), [id])),
      ...site.ofKind('recommendation').filter(({ folder, records }) => folder === lang && !STUDY.recommendations.includes(records[0]))
        .map(({ file }) => `${file} is one too many`),
    ]),
  },
  {
    name: 'the list of each theme holds its recommendations',
    find: eachLanguage(({ page }) => Object.entries(STUDY.themes)
      .flatMap(([theme, ids]) => recordFaults(page(`recommendations/theme/${theme}/`), ids))),
  },
  {
    name: 'every list holds the same recommendations in both languages',
    find: ({ site }) => site.ofKind('recommendations').flatMap((list) => STUDY.languages.flatMap((lang) =>
      recordFaults(site.byFile.get(list.file.replace(/^[^/]+/, lang)), list.records))),
  },
  {
    name: 'two group discussions with their ages and ninety minutes',
    find: eachLanguage(async (world) => {
      const page = world.page('evidence/');
      if (!page) return 'no page about the evidence';
      const activities = await ask(world, page, () =>
        [...document.querySelectorAll('[data-activity][data-kind="fgd"]')].map((one) => one.innerText.replace(/\s+/g, ' ')));
      if (activities.length !== STUDY.activities) return `${activities.length} activities`;
      return activities.flatMap((text, at) => [
        ...(text.match(/\d+–\d+/g)?.join() === STUDY.ages[at] ? [] : [`activity ${at + 1} has the ages ${text.match(/\d+–\d+/g)}, not ${STUDY.ages[at]}`]),
        ...(text.includes(STUDY.duration[world.lang]) ? [] : [`activity ${at + 1} does not say “${STUDY.duration[world.lang]}”`]),
      ]);
    }),
  },
  {
    name: 'two notes over all chapters',
    find: eachLanguage(({ site, lang }) => {
      const sum = site.chapters().filter(({ folder }) => folder === lang).reduce((before, { notes }) => before + notes, 0);
      return sum === STUDY.notes ? null : `${sum} notes`;
    }),
  },
  {
    name: 'page 30 is cited on the same pages of both languages',
    find: ({ site }) => {
      const citing = Object.entries(STUDY.pinCite).map(([lang, words]) => site.pages
        .filter(({ folder, text }) => folder === lang && words.test(text)).map(({ file }) => file.slice(lang.length)).join(', '));
      if (citing.includes('')) return STUDY.languages.filter((_, at) => citing[at] === '').map((lang) => `${lang}: no page says ${STUDY.pinCite[lang]}`);
      return new Set(citing).size === 1 ? [] : `cited in ${citing.join(' but in ')}`;
    },
  },
  {
    name: 'the computed figures are the same in both languages',
    find: async (world) => {
      const read = async (lang) => ask(world, world.site.byFile.get(`${lang}/index.html`), () =>
        [...document.querySelectorAll('[data-figure-key]')].map((one) => `${one.dataset.figureKey} ${one.innerText.match(/\d+/g)?.join(' ')}`));
      const [first, ...others] = await Promise.all(STUDY.languages.map(read));
      if (!first.some((figure) => figure.startsWith(`recommendations ${STUDY.recommendations.length}`))) return `no figure says ${STUDY.recommendations.length} recommendations: ${first.join(', ')}`;
      return others.flatMap((figures) => (figures.join() === first.join() ? [] : `${first.join(', ')} but ${figures.join(', ')}`));
    },
  },
];
