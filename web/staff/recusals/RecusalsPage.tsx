import { Button, Empty, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { DecisionForm } from './DecisionForm.tsx';

/** 回避: requests that somebody stay away from a case, for the head to decide. */
export function RecusalsPage() {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const list = useReadPages(routes.recusals.list, { query: { limit: 20 } });
  return (
    <section aria-labelledby="recusals-title">
      <header className="staff-head">
        <h1 id="recusals-title">{t('recusals.title')}</h1>
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('recusals.empty')} />}
      <ul className="staff-cards">
        {list.rows.map((row) => (
          <li key={row.id}>
            <h2>
              {row.kind === 'declared'
                ? t('recusals.declared', { name: row.person?.name ?? row.askedBy })
                : t('recusals.challenged', { whom: row.person?.name ?? row.named ?? row.unit ?? '' })}
            </h2>
            <p className="staff-card-facts">
              <Link to={`/staff/cases/${row.caseNumber}`}>{pick(row.itemName)}</Link> · {row.askedBy} · {format.dateTime(row.askedAt)}
            </p>
            <blockquote>{row.reason}</blockquote>
            {row.mayDecide ? <DecisionForm row={row} /> : <p className="handling-reason">{t('recusals.notYours')}</p>}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('worklist.more')}
        </Button>
      )}
    </section>
  );
}
