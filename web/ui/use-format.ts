import { useMemo } from 'react';
import { useLanguage } from '../i18n/use-language.ts';

/** The law's days end in Beijing, wherever the reader is. */
const timeZone = 'Asia/Shanghai';

/** Dates and sizes as the reader's language writes them. Instants are RFC 3339 strings; sizes are bytes. */
export function useFormat() {
  const { language } = useLanguage();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone });
    const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone, hourCycle: 'h23' });
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
    return {
      /** Several names in a row, with the language's own separator. */
      list: (parts: readonly string[]): string => (language === 'zh-CN' ? parts.join('、') : list.format(parts)),
      date: (instant: string): string => day.format(new Date(instant)),
      dateTime: (instant: string): string => minute.format(new Date(instant)),
      number: (value: number): string => number.format(value),
      size: (bytes: number): string =>
        bytes >= 1_048_576 ? `${number.format(bytes / 1_048_576)} MB` : `${number.format(Math.max(1, bytes / 1024))} KB`,
    };
  }, [language]);
}
