import { useTranslation } from 'react-i18next';
import type { Text } from '../../schema/contracts/values.ts';

/** Texts and times in the page's language; times are those of Asia/Shanghai, where the law counts. */
export function useFormat() {
  const { i18n } = useTranslation();
  const formatter = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' });
  return {
    text: (text: Text) => (i18n.language.startsWith('zh') ? text.zh : text.en),
    moment: (instant: string) => formatter.format(new Date(instant)),
  };
}
