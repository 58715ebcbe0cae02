import { Button, Empty, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { CaseState, Light } from '../../../schema/contracts/values.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { LightTag, StatusTag, Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FilterChoice, ListFilters } from '../ListFilters.tsx';

/** Every case the reader may see, newest first, by words, state and light. */
export function CaseSearchPage() {
  const { t } = useTranslation(['staff', 'states']);
  const { pick } = useLanguage();
  const format = useFormat();
  const [words, setWords] = useState('');
  const [state, setState] = useState<CaseState | undefined>();
  const [light, setLight] = useState<Light | undefined>();
  const query = useDeferredValue(words.trim());
  const list = useReadPages(routes.cases.search, {
    query: { limit: 20, ...(query ? { query } : {}), ...(state ? { state } : {}), ...(light ? { light } : {}) },
  });
  const columns = ['light', 'case', 'applicant', 'state', 'due', 'holder'] as const;
  return (
    <section aria-labelledby="cases-title">
      <header className="staff-head">
        <h1 id="cases-title">{t('nav.cases')}</h1>
      </header>
      <ListFilters search={t('cases.search')} onSearch={setWords}>
        <FilterChoice
          label={t('column.state')}
          value={state}
          options={CaseState.options}
          textOf={(value) => t(`states:case.${value}`)}
          onChange={setState}
        />
        <FilterChoice
          label={t('worklist.light')}
          value={light}
          options={Light.options}
          textOf={(value) => t(`states:light.${value}`)}
          onChange={setLight}
        />
      </ListFilters>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('cases.empty')} />}
      {list.rows.length > 0 && (
        <table className="task-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.caseNumber}>
                <td data-label={t('column.light')}>
                  <LightTag light={row.light} />
                </td>
                <td data-label={t('column.case')}>
                  <Link to={`/staff/cases/${row.caseNumber}`} className="task-name">
                    {pick(row.itemName)}
                  </Link>
                  <CaseNumberText value={row.caseNumber} />
                </td>
                <td data-label={t('column.applicant')}>{row.applicantName}</td>
                <td data-label={t('column.state')}>
                  <StatusTag state={row.state} />
                  {row.anomalies.map((one) => (
                    <Tag key={one} tone="danger">
                      {t(`anomaly.${one}`)}
                    </Tag>
                  ))}
                </td>
                <td data-label={t('column.due')}>{row.dueAt ? format.date(row.dueAt) : '—'}</td>
                <td data-label={t('column.holder')}>{row.holder?.organisationName ?? pick(row.organisationName)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('worklist.more')}
        </Button>
      )}
    </section>
  );
}
