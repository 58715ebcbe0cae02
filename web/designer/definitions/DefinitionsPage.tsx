import { useQuery } from '@tanstack/react-query';
import { Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { DefinitionSummary } from '../../../schema/contracts/definitions.ts';
import { call } from '../../api/call.ts';
import { LoadProblem } from '../LoadProblem.tsx';
import { useFormat } from '../use-format.ts';

/** All items with the version in force, how many cases run, and whether a draft waits. */
export function DefinitionsPage() {
  const { t } = useTranslation('designer');
  const format = useFormat();
  const [words, setWords] = useState('');
  const query = useQuery({ queryKey: ['definitions'], queryFn: () => call(routes.definitions.list, {}) });
  if (query.error) return <LoadProblem error={query.error} onRetry={() => void query.refetch()} />;
  const rows = (query.data ?? []).filter((row) => format.text(row.itemName).toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <section className="designer-page">
      <h1>{t('list.title')}</h1>
      <p className="designer-lead">{t('list.lead')}</p>
      <Input.Search
        allowClear
        className="designer-search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        onChange={(event) => setWords(event.target.value)}
      />
      <Table<DefinitionSummary>
        rowKey="itemId"
        loading={query.isPending}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 760 }}
        columns={[
          {
            title: t('list.item'),
            render: (_, row) => (
              <>
                <Link to={`/designer/${row.itemId}`}>{format.text(row.itemName)}</Link>{' '}
                {row.hasDraft && <Tag color="gold">{t('list.draft')}</Tag>}
              </>
            ),
          },
          { title: t('list.version'), width: 110, render: (_, row) => t('versions.version', { version: row.version }) },
          { title: t('list.publishedAt'), width: 180, render: (_, row) => format.moment(row.publishedAt) },
          { title: t('list.running'), width: 110, align: 'right', dataIndex: 'running' },
          {
            title: t('list.open'),
            key: 'open',
            width: 250,
            render: (_, row) => (
              <span className="designer-links">
                <Link to={`/designer/${row.itemId}/versions`}>{t('list.versions')}</Link>
                <Link to={`/designer/${row.itemId}/live`}>{t('list.live')}</Link>
                <Link to={`/designer/${row.itemId}/migrations`}>{t('list.migrations')}</Link>
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
