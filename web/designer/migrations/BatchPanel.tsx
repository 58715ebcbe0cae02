import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import { MovingCases } from './MovingCases.tsx';
import { RunPanel } from './RunPanel.tsx';
import { StartForm } from './StartForm.tsx';
import { TrialResult } from './TrialResult.tsx';
import { useNames } from './use-names.ts';

/** One trial, and the moving that may come of it. */
export function BatchPanel({ batch, onChanged }: { batch: Batch; onChanged: () => void }) {
  const { t } = useTranslation('migrations');
  const client = useQueryClient();
  const nameOf = useNames(batch);
  const progress = JSON.stringify([batch.state, batch.moving]);
  // The list of cases is read again whenever the counts say that it has changed.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [routes.migrations.cases.path] });
    void client.invalidateQueries({ queryKey: [routes.definitions.versions.path] });
  }, [client, progress]);
  return (
    <div className="migration-batch">
      <h2>{t('result')}</h2>
      <TrialResult batch={batch} nameOf={nameOf} />
      {batch.state === 'tried' && batch.to === null && <Alert type="info" showIcon title={t('draftTrial')} />}
      {batch.state === 'tried' && batch.to !== null && <StartForm batch={batch} to={batch.to} onStarted={onChanged} />}
      {batch.moving !== null && (
        <>
          <RunPanel batch={batch} moving={batch.moving} onChanged={onChanged} />
          <MovingCases batch={batch} nameOf={nameOf} />
        </>
      )}
    </div>
  );
}
