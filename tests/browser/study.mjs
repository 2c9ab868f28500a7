// What this repository's study says, as numbers. Only facts.mjs uses it; the other checks look at any study.

export const STUDY = {
  languages: ['en', 'ru'],
  /** Languages with a scope: they hold a part of the study. */
  partial: ['kk'],
  recommendations: Array.from({ length: 12 }, (_, at) => `R${String(at + 1).padStart(2, '0')}`),
  activities: 2,
  ages: ['16–17', '18–24'],
  duration: { en: '90 minutes', ru: '90 минут' },
  notes: 2,
  pinCite: { en: /(?<!\p{L})p\. 30(?!\d)/u, ru: /(?<!\p{L})с\. 30(?!\d)/u },
  themes: { 'child-labour': ['R09', 'R11'] },
};
