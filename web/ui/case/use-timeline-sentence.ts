import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';

/** The sentence of a ledger entry: `timeline.<type>` with the element's name and its parameters; a plain one for types not known here. */
export function useTimelineSentence(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation('timeline');
  return (entry) => {
    const known = i18n.exists(entry.type, { ns: 'timeline' });
    const values = { ...entry.params, element: entry.elementName ?? entry.element ?? '' };
    return known ? String(t(entry.type as 'other', values)) : t('other');
  };
}
