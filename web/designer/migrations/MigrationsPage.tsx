import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import { useRead } from '../../api/use-read.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { LoadProblem } from '../LoadProblem.tsx';
import { BatchPanel } from './BatchPanel.tsx';
import { TrialForm } from './TrialForm.tsx';
import { useBatch } from './use-batch.ts';

/** Moving an item's running cases to another version: choose, match, try, move, take back. The batch shown is in the address. */
export function MigrationsPage() {
  const { itemId = '' } = useParams();
  const { t } = useTranslation('migrations');
  const [search, setSearch] = useSearchParams();
  const batchId = search.get('batch');
  const versions = useRead(routes.definitions.versions, { params: { itemId } });
  const latest = useRead(routes.migrations.list, { params: { itemId } });
  const batch = useBatch(batchId);
  const show = (id: string) => {
    setSearch({ batch: id });
    void latest.refetch();
  };
  const error = versions.error ?? latest.error ?? batch.error;
  if (error) return <LoadProblem error={error} onRetry={() => void Promise.all([versions.refetch(), latest.refetch(), batch.refetch()])} />;
  return (
    <section className="designer-page migration">
      <p>
        <Link to={`/designer/${itemId}`}>{t('back')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p className="designer-lead">{t('lead')}</p>
      {!versions.data ? (
        <Spin />
      ) : versions.data.length < 2 ? (
        <p>{t('noOther')}</p>
      ) : (
        <TrialForm itemId={itemId} versions={versions.data} onTried={show} />
      )}
      {batch.data && <BatchPanel key={batch.data.id} batch={batch.data} onChanged={() => void latest.refetch()} />}
      <h2>{t('earlier.title')}</h2>
      {latest.data?.length === 0 && <p>{t('earlier.none')}</p>}
      <ul className="migration-earlier">
        {latest.data?.map((one) => (
          <EarlierLine key={one.id} batch={batch.data?.id === one.id ? batch.data : one} onOpen={() => show(one.id)} />
        ))}
      </ul>
    </section>
  );
}

function EarlierLine({ batch, onOpen }: { batch: Batch; onOpen: () => void }) {
  const { t } = useTranslation('migrations');
  const format = useFormat();
  const label = (version: number | null, other: string) => (version === null ? other : t('version', { version }));
  const line = t('earlier.line', {
    from: label(batch.from, t(batch.to === null ? 'earlier.every' : 'everyOther')),
    to: label(batch.to, t('earlier.draft')),
  });
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <span>{line}</span>
        <Tag>{t(`state.${batch.state}`)}</Tag>
        <small>{t('earlier.by', { name: batch.createdBy, time: format.dateTime(batch.createdAt) })}</small>
      </button>
    </li>
  );
}
