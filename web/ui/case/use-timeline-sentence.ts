import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import { DocumentKindName } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The sentence of a ledger entry: `timeline.<type>` with the element's name and its parameters; a plain one for types not known here. */
export function useTimelineSentence(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation('timeline');
  const format = useFormat();
  const { pick } = useLanguage();
  const documentIn = ({ kind }: TimelineEntry['params']): string => {
    const parsed = DocumentKindName.safeParse(kind);
    return parsed.success ? pick(kindOf(parsed.data).name) : '';
  };
  return (entry) => {
    const known = i18n.exists(entry.type, { ns: 'timeline' });
    const params = Object.fromEntries(
      Object.entries(entry.params).map(([key, value]) => [key, isNames(value) ? format.list(value) : value]),
    );
    const { position, resubmit, why, again, channel } = entry.params;
    // How it was done has a sentence of its own where that matters.
    const context = again === true ? 'again' : [position, resubmit, channel, why].find((one) => typeof one === 'string');
    const element = entry.elementName ?? entry.element ?? '';
    const values = { number: '', ...params, document: documentIn(entry.params), element, context };
    return known ? String(t(entry.type as 'other', values)).trim() : t('other');
  };
}
