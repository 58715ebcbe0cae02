import { ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { Light, Stage } from '../../../schema/contracts/values.ts';
import { useRead, useReadPages } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { FilterChoice, ListFilters } from '../ListFilters.tsx';
import { TaskTable } from './TaskTable.tsx';

type Scope = 'mine' | 'groups' | 'all' | 'escalated';

/** How often a worklist is read anew while it is open, ms. */
const refresh = 15_000;

/** One worklist in due-date order: search, filters, and more rows on request. */
export function WorklistPage({ scope }: { scope: Scope }) {
  const { t } = useTranslation(['staff', 'states']);
  const [words, setWords] = useState('');
  const [stage, setStage] = useState<Stage | undefined>();
  const [light, setLight] = useState<Light | undefined>();
  const query = useDeferredValue(words.trim());
  const counts = useRead(routes.tasks.counts, {}, { refetchInterval: refresh });
  const asked = { scope, limit: 20, ...(query ? { query } : {}), ...(stage ? { stage } : {}), ...(light ? { light } : {}) };
  const list = useReadPages(routes.tasks.list, { query: asked }, { refetchInterval: refresh });

  return (
    <section aria-labelledby="worklist-title">
      <header className="staff-head">
        <h1 id="worklist-title">{t(`worklist.${scope}`)}</h1>
        {counts.data && (
          <p className="staff-counts">
            {t('worklist.counts', { mine: counts.data.mine, groups: counts.data.groups, overdue: counts.data.overdue })}
          </p>
        )}
      </header>
      <ListFilters search={t('worklist.search')} onSearch={setWords}>
        <FilterChoice
          label={t('worklist.stage')}
          value={stage}
          options={Stage.options}
          textOf={(value) => t(`states:stage.${value}`)}
          onChange={setStage}
        />
        <FilterChoice
          label={t('worklist.light')}
          value={light}
          options={Light.options}
          textOf={(value) => t(`states:light.${value}`)}
          onChange={setLight}
        />
        <Button
          icon={<ReloadOutlined />}
          aria-label={t('worklist.reload')}
          loading={list.isRefetching}
          onClick={() => void list.refetch()}
        />
      </ListFilters>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t(`worklist.empty.${scope}`)} />}
      {list.rows.length > 0 && <TaskTable rows={list.rows} claimable={scope === 'groups'} />}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('worklist.more')}
        </Button>
      )}
    </section>
  );
}
