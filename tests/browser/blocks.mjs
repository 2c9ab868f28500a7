// A chapter is one document: its blocks have the same ids in every language.

const missing = (from, page) => page.blocks.filter((id) => !from.blocks.includes(id));

export const checks = [
  {
    name: 'a chapter has the same block ids in every language',
    find: ({ site }) => site.chapters().flatMap((chapter) => {
      if (chapter.blocks.length === 0) return `${chapter.file}: no element in main has an id`;
      return [...site.partners(chapter).values()].filter(Boolean).flatMap((partner) =>
        missing(partner, chapter).map((id) => `${chapter.file}: #${id} is not in ${partner.file}`));
    }),
  },
  {
    name: 'every chapter has a partner or is in a language by itself on purpose',
    find: ({ site }) => site.chapters().flatMap((chapter) => {
      const others = site.languages.filter((lang) => site.chapters().some((page) => page.folder === lang) && lang !== chapter.lang);
      return others.length > 0 && site.partners(chapter).size === 0 ? `${chapter.file}: no other language` : [];
    }),
  },
];
