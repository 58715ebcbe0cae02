import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import { DocumentKindName } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { isBasis } from '../../../schema/rules/procedures.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Due times that another calendar has moved, as the ledger has them. */
const Moved = z.array(z.object({ clock: z.string(), from: z.string().nullable(), to: z.string().nullable() }));

/** The sentence of a ledger entry: `timeline.<type>` with the element's name and its parameters; a plain one for types not known here. */
export function useTimelineSentence(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation(['timeline', 'states']);
  const format = useFormat();
  const { pick } = useLanguage();
  const documentIn = ({ kind }: TimelineEntry['params']): string => {
    const parsed = DocumentKindName.safeParse(kind);
    return parsed.success ? pick(kindOf(parsed.data).name) : '';
  };
  const movedIn = ({ moved }: TimelineEntry['params']): string => {
    const parsed = Moved.safeParse(moved);
    if (!parsed.success) return '';
    const day = (at: string | null) => (at === null ? t('clock.still') : format.date(at));
    const lines = parsed.data.map(({ clock, from, to }) =>
      t('clock.movedOne', { clock: t(`states:clock.${clock as 'decision'}`), from: day(from), to: day(to) }),
    );
    return format.list(lines);
  };
  return (entry) => {
    const known = i18n.exists(entry.type, { ns: 'timeline' });
    const params = Object.fromEntries(
      Object.entries(entry.params).map(([key, value]) => [key, isNames(value) ? format.list(value) : value]),
    );
    const { position, resubmit, why, again, mode, basis, channel } = entry.params;
    // How it was done has a sentence of its own where that matters.
    const context = again === true ? 'again' : [position, resubmit, channel, why, mode].find((one) => typeof one === 'string');
    const element = entry.elementName ?? entry.element ?? '';
    const { heldAt } = entry.params;
    const values = {
      number: '',
      ...params,
      ...(typeof heldAt === 'string' ? { heldAt: format.dateTime(heldAt) } : {}),
      document: documentIn(entry.params),
      element,
      context,
      moved: movedIn(entry.params),
    };
    if (isBasis(basis)) Object.assign(values, { basis: t(`basis.${basis}`) });
    return known ? String(t(entry.type as 'other', values)).trim() : t('other');
  };
}
