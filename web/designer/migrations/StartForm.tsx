import { Alert, Button, Input, Popconfirm, Tooltip } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import { useCommand } from '../../api/use-command.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';

/** Why the cases are moved, and the button; a button that cannot be pressed says why. */
export function StartForm({ batch, to, onStarted }: { batch: Batch; to: number; onStarted: () => void }) {
  const { t } = useTranslation('migrations');
  const sentence = useErrorSentence();
  const [reason, setReason] = useState('');
  const [reasonId, hintId] = [useId(), useId()];
  const run = useCommand(routes.migrations.run, { invalidates: [routes.migrations.get], onSuccess: onStarted });
  const against = batch.movable === 0 ? t('start.nothing') : reason.trim() === '' ? t('start.needsReason') : undefined;
  return (
    <>
      <h2>{t('start.title')}</h2>
      <label htmlFor={reasonId}>{t('start.reason')}</label>
      <Input.TextArea
        id={reasonId}
        aria-describedby={hintId}
        value={reason}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setReason(event.target.value)}
      />
      <p id={hintId} className="panel-hint">
        {t('start.reasonHint')}
      </p>
      <Tooltip title={against}>
        <Popconfirm
          title={t('start.ask', { count: batch.movable, version: to })}
          okText={t('yes')}
          cancelText={t('no')}
          disabled={against !== undefined}
          onConfirm={() => run.mutate({ params: { batchId: batch.id }, body: { reason: reason.trim() } })}
        >
          <Button type="primary" disabled={against !== undefined} loading={run.isPending}>
            {t('start.button', { count: batch.movable })}
          </Button>
        </Popconfirm>
      </Tooltip>
      {against && <span className="migration-why"> {against}</span>}
      {run.error && <Alert type="error" showIcon title={sentence(run.error)} />}
    </>
  );
}
