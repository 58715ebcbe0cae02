import { useTranslation } from 'react-i18next';
import type { Text } from '../../schema/contracts/values.ts';
import type { Language } from './languages.ts';

/** The language in use, how to change it, and `pick` for texts that come in both languages from the API. */
export function useLanguage() {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return {
    language,
    change: (next: Language) => void i18n.changeLanguage(next),
    pick: (text: Text): string => (language === 'en' && text.en !== '' ? text.en : text.zh),
  };
}
