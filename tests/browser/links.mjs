// Every address on every page leads somewhere.

/** Elements that fetch what they name while the page is shown. */
const LOADS = ['img', 'script', 'source', 'video', 'audio', 'iframe', 'embed', 'object', 'use', 'image'];
const LOADING_LINKS = /\b(stylesheet|icon|preload|modulepreload|manifest|prefetch)\b/;

const everyAddress = (site, ask) => [...site.pages, ...site.stubs]
  .flatMap((page) => page.addresses.flatMap((address) => ask(page, address) ?? []));

export const checks = [
  {
    name: 'every address inside the site leads to a file',
    find: ({ site }) => everyAddress(site, (page, { href }) => {
      const { file, above } = site.lead(page, href);
      if (above) return `${page.file}: ${href} leaves the site`;
      if (file !== undefined && !site.files.has(file)) return `${page.file}: ${href} (no ${file})`;
    }),
  },
  {
    name: 'every fragment names an id of its page',
    find: ({ site }) => everyAddress(site, (page, { href }) => {
      const { file, fragment } = site.lead(page, href);
      const target = site.byFile.get(file);
      if (fragment && target && !target.ids.includes(fragment)) return `${page.file}: ${href} (no such id in ${file})`;
    }),
  },
  {
    name: 'no address starts at the root of the host',
    find: ({ site }) => everyAddress(site, (page, { href }) => (href.startsWith('/') ? `${page.file}: ${href}` : null)),
  },
  {
    name: 'nothing is loaded from another host',
    find: ({ site }) => everyAddress(site, (page, { tag, rel, href }) => {
      const loads = LOADS.includes(tag) || (tag === 'link' && LOADING_LINKS.test(rel));
      const { outside } = site.lead(page, href);
      if (loads && outside && !outside.startsWith('data:')) return `${page.file}: <${tag}> ${href}`;
    }),
  },
  {
    name: 'ids are unique in each page',
    find: ({ site }) => site.pages.flatMap((page) => page.ids
      .filter((id, at) => page.ids.indexOf(id) !== at)
      .map((id) => `${page.file}: #${id}`)),
  },
];
