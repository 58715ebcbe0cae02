import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { DeclareRecusal } from './DeclareRecusal.tsx';

/** What was asked in a case about who may handle it, and what was decided. */
export function CaseRecusals({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const title = useId();
  const read = useRead(routes.recusals.ofCase, { params: { caseNumber } });
  if (!read.data || (read.data.rows.length === 0 && !read.data.mayAsk)) return null;
  return (
    <section className="case-recusals" aria-labelledby={title}>
      <h2 id={title}>{t('recusals.ofCase')}</h2>
      <ul className="staff-cards">
        {read.data.rows.map((row) => (
          <li key={row.id}>
            <p>
              <Tag tone={row.state === 'pending' ? 'brand' : row.state === 'upheld' ? 'danger' : 'neutral'}>
                {t(`recusals.${row.state}`)}
              </Tag>{' '}
              {row.kind === 'declared'
                ? t('recusals.declared', { name: row.person?.name ?? row.askedBy })
                : t('recusals.challenged', { whom: row.person?.name ?? row.named ?? row.unit ?? '' })}
            </p>
            <blockquote>{row.reason}</blockquote>
            {row.decision !== null && <p className="staff-card-facts">{`${format.dateTime(row.decidedAt!)} · ${row.decision}`}</p>}
          </li>
        ))}
      </ul>
      {read.data.mayAsk && <DeclareRecusal caseNumber={caseNumber} />}
    </section>
  );
}
