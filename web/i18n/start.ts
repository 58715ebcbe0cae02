import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, languages, rememberLanguage, type Language } from './languages.ts';

/** The sentences of the error codes are the API's too, so they lie with the contracts. */
const files = import.meta.glob<Record<string, unknown>>(['./*/*.json', '../../schema/contracts/messages/*/*.json'], { import: 'default' });

/** Loads one namespace of one language as a chunk of its own, so that an area brings only its own words. */
const chunks: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const file = `${language}/${namespace}.json`;
    const load = files[`./${file}`] ?? files[`../../schema/contracts/messages/${file}`];
    if (!load) return done(new Error(`no words for ${language}/${namespace}`), null);
    load().then(
      (words) => done(null, words as never),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** Starts translation; resolves when the words every page needs are there. */
export async function startTranslation(): Promise<void> {
  const language = firstLanguage();
  rememberLanguage(language);
  i18next.on('languageChanged', (next) => rememberLanguage(next as Language));
  await i18next
    .use(chunks)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'zh-CN',
      supportedLngs: [...languages],
      ns: ['common', 'errors', 'states'],
      defaultNS: 'common',
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}
