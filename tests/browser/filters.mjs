// Filters that combine: their state stands in the address, goes along into another language and is said aloud.

import { inContext, onPage } from './visit.mjs';

const shown = (tab) => tab.evaluate(() =>
  [...document.querySelectorAll('.row[data-recommendation]')].filter((row) => row.checkVisibility()).map((row) => row.dataset.recommendation).join());

const choose = (tab, name, value) => tab.selectOption(`form[data-filters] select[name="${name}"]`, value);

const lists = (site) => site.ofKind('recommendations').filter(({ address }) => /^[^/]+\/recommendations\/$/.test(address));

export const checks = [
  {
    name: 'filters combine, stand in the address and survive the switch of language',
    find: async ({ browser, site, root }) => {
      const [list, other] = lists(site);
      if (!other) return [];
      return inContext(browser, {}, (context) => onPage(context, root.home + list.address, async (tab) => {
        const faults = [];
        const all = await shown(tab);
        const row = await tab.evaluate(() => ({ ...document.querySelector('.row[data-theme][data-status]').dataset }));
        const theme = row.theme.split(' ')[0];
        await choose(tab, 'theme', theme);
        await choose(tab, 'status', row.status);
        const some = await shown(tab);
        if (some === all || !some.split(',').includes(row.recommendation)) faults.push(`theme ${theme} and progress ${row.status} leave ${some}`);
        const said = await tab.textContent('form[data-filters] [role="status"]');
        if (!said.includes(String(some.split(',').length))) faults.push(`“${said}” is said of ${some}`);
        const { search } = new URL(tab.url());
        if (!search.includes(`theme=${theme}`) || !search.includes(`status=${row.status}`)) faults.push(`the address has ${search}`);
        await tab.click(`.site-languages a[hreflang="${other.folder}"]`);
        await tab.waitForURL((url) => url.pathname.includes(`/${other.folder}/`));
        if (await shown(tab) !== some) faults.push(`${other.folder} shows ${await shown(tab)}, not ${some}`);
        await tab.click('form[data-filters] button[type="reset"]');
        await tab.waitForFunction(() => location.search === '');
        if (await shown(tab) !== all) faults.push(`after “show all” ${await shown(tab)} are there`);
        return faults;
      }));
    },
  },
  {
    name: 'without script there is no form of filters, and every list of a facet is a page',
    find: async ({ browser, site, root }) => inContext(browser, { javaScriptEnabled: false }, (context) =>
      onPage(context, root.home + lists(site)[0].address, async (tab) =>
        (await tab.isVisible('form[data-filters]') ? ['the form is there and does nothing'] : []))),
  },
];
