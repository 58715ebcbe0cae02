import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import { useFormat } from '../use-format.ts';

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The sentence of a ledger entry: `timeline.<type>` with the element's name and its parameters; a plain one for types not known here. */
export function useTimelineSentence(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation('timeline');
  const format = useFormat();
  return (entry) => {
    const known = i18n.exists(entry.type, { ns: 'timeline' });
    const values = Object.fromEntries(
      Object.entries(entry.params).map(([key, value]) => [key, isNames(value) ? format.list(value) : value]),
    );
    const { position, resubmit, why, again } = entry.params;
    // How it was done has a sentence of its own where that matters.
    const context = again === true ? 'again' : [position, resubmit, why].find((one) => typeof one === 'string');
    Object.assign(values, { element: entry.elementName ?? entry.element ?? '', context });
    return known ? String(t(entry.type as 'other', values)) : t('other');
  };
}
