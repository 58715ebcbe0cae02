import { useTranslation } from 'react-i18next';
import type { PartyRow } from '../../../schema/contracts/hearings.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Third parties: what concerns them, whether their notice has reached them, and what they state. */
export function PartyList({ parties }: { parties: readonly PartyRow[] }) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  if (parties.length === 0) return null;
  return (
    <ul className="hearing-people">
      {parties.map(({ id, name, interest, servedAt, dueAt, heardAt, statements }) => (
        <li key={id}>
          <p>
            <strong>{name}</strong>（{t('person.party')}）
          </p>
          <p>{t('party.interest', { interest })}</p>
          {heardAt ? (
            <p>{t(statements.length > 0 ? 'party.heard' : 'party.silent', { date: format.date(heardAt) })}</p>
          ) : (
            <p>{servedAt && dueAt ? t('party.served', { date: format.date(servedAt), due: format.date(dueAt) }) : t('party.notServed')}</p>
          )}
          {statements.map(({ words, at }) => (
            <blockquote key={at} aria-label={t('party.says')}>
              {words}
            </blockquote>
          ))}
        </li>
      ))}
    </ul>
  );
}
