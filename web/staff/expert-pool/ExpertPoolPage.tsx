import { Alert, Button, Empty, Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { expertFields, fieldNames } from '../../../schema/rules/experts.ts';
import type { ExpertField } from '../../../schema/rules/experts.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { FilterChoice, ListFilters } from '../ListFilters.tsx';
import { ChangesDialog } from './ChangesDialog.tsx';
import { ExpertDialog } from './ExpertDialog.tsx';
import { ExpertTable } from './ExpertTable.tsx';
import type { ExpertAct } from './ExpertTable.tsx';
import { StateDialog } from './StateDialog.tsx';
import './expert-pool.css';

const states = ['active', 'retired'] as const;

/** 专家库: who can be drawn for panels; taken in, changed and retired by who supervises their body. */
export function ExpertPoolPage() {
  const { t } = useTranslation(['review', 'staff']);
  const { pick } = useLanguage();
  const [words, setWords] = useState('');
  const [field, setField] = useState<ExpertField | undefined>();
  const [state, setState] = useState<(typeof states)[number]>('active');
  const [asking, setAsking] = useState<{ act: ExpertAct | 'add'; expert: PooledExpert | null } | null>(null);
  const [done, setDone] = useState('');
  const query = useDeferredValue(words.trim());
  const list = useReadPages(routes.expertPool.list, {
    query: { limit: 20, state, ...(query ? { query } : {}), ...(field ? { field } : {}) },
  });
  const close = (): void => setAsking(null);
  const finish = (sentence: string): void => {
    close();
    setDone(sentence);
  };
  const { act, expert } = asking ?? {};
  return (
    <section aria-labelledby="expert-pool-title">
      <header className="staff-head">
        <h1 id="expert-pool-title">{t('pool.title')}</h1>
        <Button type="primary" onClick={() => setAsking({ act: 'add', expert: null })}>
          {t('pool.add')}
        </Button>
      </header>
      <p className="staff-lead">{t('pool.lead')}</p>
      <div role="status">{done && <Alert type="success" showIcon closable={{ onClose: () => setDone('') }} title={done} />}</div>
      <ListFilters search={t('pool.search')} onSearch={setWords}>
        <FilterChoice
          label={t('pool.fields')}
          value={field}
          options={expertFields}
          textOf={(value) => pick(fieldNames[value])}
          onChange={setField}
        />
        <Select
          aria-label={t('pool.state')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`pool.states.${value}`) }))}
        />
      </ListFilters>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t(`pool.empty.${state}`)} />}
      {list.rows.length > 0 && <ExpertTable rows={list.rows} onAct={(what, one) => setAsking({ act: what, expert: one })} />}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('staff:worklist.more')}
        </Button>
      )}
      {(act === 'add' || act === 'edit') && <ExpertDialog expert={expert ?? null} onCancel={close} onDone={finish} />}
      {(act === 'retire' || act === 'restore') && expert && <StateDialog expert={expert} onCancel={close} onDone={finish} />}
      {act === 'changes' && expert && <ChangesDialog expert={expert} onClose={close} />}
    </section>
  );
}
