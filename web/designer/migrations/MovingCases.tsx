import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { MovingState } from '../../../schema/contracts/migrations.ts';
import type { Batch, MovingCase } from '../../../schema/contracts/migrations.ts';
import { useReadPages } from '../../api/use-read.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { LoadProblem } from '../LoadProblem.tsx';
import { toneOf } from './RunPanel.tsx';
import { UndoDialog } from './UndoDialog.tsx';
import type { NameOf } from './use-names.ts';
import { useSentences } from './use-sentences.ts';

/** The cases of a batch, by state: which, why, and a way back for each that has been moved. */
export function MovingCases({ batch, nameOf }: { batch: Batch; nameOf: NameOf }) {
  const { t } = useTranslation('migrations');
  const { why } = useSentences(nameOf);
  const [state, setState] = useState<MovingState | undefined>(undefined);
  const [undoing, setUndoing] = useState<string | null>(null);
  const list = useReadPages(routes.migrations.cases, { params: { batchId: batch.id }, query: { limit: 20, state } });
  const isStill = (batch.state === 'done' || batch.state === 'paused') && batch.moving?.moving === 0;
  if (list.error) return <LoadProblem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <h3>{t('list.title')}</h3>
      <Select
        aria-label={t('list.state')}
        className="migration-filter"
        value={state ?? 'all'}
        options={[{ value: 'all', label: t('list.all') }, ...MovingState.options.map((one) => ({ value: one, label: t(`moving.${one}`) }))]}
        onChange={(one: string) => setState(one === 'all' ? undefined : (one as MovingState))}
      />
      <Table<MovingCase>
        rowKey="caseNumber"
        size="small"
        loading={list.isPending}
        pagination={false}
        dataSource={list.rows}
        locale={{ emptyText: t('list.empty') }}
        scroll={{ x: 520 }}
        columns={[
          {
            title: t('list.case'),
            className: 'migration-number',
            render: (_, row) =>
              row.readable ? <Link to={`/staff/cases/${row.caseNumber}`}>{row.caseNumber}</Link> : <span>{row.caseNumber}</span>,
          },
          {
            title: t('list.state'),
            width: 140,
            render: (_, row) => <Tag tone={toneOf[row.state] ?? 'neutral'}>{t(`moving.${row.state}`)}</Tag>,
          },
          {
            title: t('list.why'),
            render: (_, row) => row.findings.map((finding) => <p key={finding.code + finding.element}>{why(batch.from, finding)}</p>),
          },
          {
            title: t('list.act'),
            width: 80,
            render: (_, row) =>
              row.state === 'moved' && isStill ? (
                <Button size="small" onClick={() => setUndoing(row.caseNumber)}>
                  {t('run.undoOne')}
                </Button>
              ) : null,
          },
        ]}
      />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
      {undoing !== null && (
        <UndoDialog batchId={batch.id} caseNumber={undoing} onClose={() => setUndoing(null)} onDone={() => void list.refetch()} />
      )}
    </>
  );
}
