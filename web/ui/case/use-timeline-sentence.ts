import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import { DocumentKindName } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** The sentence of a ledger entry: `timeline.<type>` with the element's name and its parameters; a plain one for types not known here. */
export function useTimelineSentence(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation('timeline');
  const { pick } = useLanguage();
  const documentIn = ({ kind }: TimelineEntry['params']): string => {
    const parsed = DocumentKindName.safeParse(kind);
    return parsed.success ? pick(kindOf(parsed.data).name) : '';
  };
  return (entry) => {
    const known = i18n.exists(entry.type, { ns: 'timeline' });
    const document = documentIn(entry.params);
    const values = { number: '', ...entry.params, document, element: entry.elementName ?? entry.element ?? '' };
    return known ? String(t(entry.type as 'other', values)).trim() : t('other');
  };
}
