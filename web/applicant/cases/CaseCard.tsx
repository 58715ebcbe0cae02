import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseSummary } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { StatusTag, Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './MyCasesPage.module.css';

/** One case in a list. */
export function CaseCard({ row }: { row: CaseSummary }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <li className={row.needsMe ? styles.needsMe : undefined}>
      <div className={styles.head}>
        <h3>
          <Link to={`/cases/${row.caseNumber}`}>{pick(row.itemName)}</Link>
        </h3>
        <span className={styles.tags}>
          {row.needsMe ? <Tag tone="danger">{t('cases.needsMe')}</Tag> : null}
          <StatusTag state={row.state} />
        </span>
      </div>
      <p>
        <CaseNumberText value={row.caseNumber} />
      </p>
      <p className={styles.facts}>
        <span>{pick(row.organisationName)}</span>
        <span>{t('cases.submittedOn', { date: format.date(row.submittedAt) })}</span>
        {row.endedAt ? <span>{t('cases.endedOn', { date: format.date(row.endedAt) })}</span> : null}
        {!row.endedAt && row.dueAt ? <span>{t('cases.dueOn', { date: format.date(row.dueAt) })}</span> : null}
      </p>
    </li>
  );
}
