export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export const namespaces = [
  'common',
  'applicant',
  'catalogue',
  'staff',
  'designer',
  'documents',
  'migrations',
  'service',
  'hearings',
  'licences',
  'errors',
  'timeline',
  'states',
] as const;

const storageKey = 'language';

/** The language chosen here before, else the browser's if it is English, else Chinese. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  const known = languages.find((language) => language === stored);
  if (known) return known;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
}
