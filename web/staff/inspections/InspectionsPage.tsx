import { Button, Empty, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { InspectionFacts } from './InspectionFacts.tsx';
import './inspections.css';

/** 核查检验: those that the reader makes. */
export function InspectionsPage() {
  const { t } = useTranslation(['review', 'staff']);
  const { pick } = useLanguage();
  const [open, setOpen] = useState<'true' | 'false'>('true');
  const list = useReadPages(routes.inspections.mine, { query: { limit: 20, open } });
  return (
    <section aria-labelledby="inspections-title">
      <header className="staff-head">
        <h1 id="inspections-title">{t('staff:nav.inspections')}</h1>
        <Segmented
          aria-label={t('staff:nav.inspections')}
          value={open}
          onChange={setOpen}
          options={[
            { value: 'true' as const, label: t('inspection.listOpen') },
            { value: 'false' as const, label: t('inspection.listOver') },
          ]}
        />
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('inspection.empty')} />}
      <ul className="staff-cards">
        {list.rows.map((view) => (
          <li key={view.id}>
            <h2>
              <Link to={`/staff/inspections/${view.id}`}>
                {t(`inspection.kind.${view.kind}`)} · {view.applicantName}
              </Link>
            </h2>
            <p className="staff-card-facts">{pick(view.itemName)}</p>
            <InspectionFacts view={view} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('staff:worklist.more')}
        </Button>
      )}
    </section>
  );
}
