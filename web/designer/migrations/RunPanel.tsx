import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { MovingState } from '../../../schema/contracts/migrations.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import { useCommand } from '../../api/use-command.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { percentOf } from './TrialResult.tsx';
import { UndoDialog } from './UndoDialog.tsx';

/** The tone of a case's state; those that are not named are neutral. */
export const toneOf: Partial<Record<MovingState, 'brand' | 'ok' | 'warn' | 'danger'>> = {
  moving: 'brand',
  moved: 'ok',
  refused: 'danger',
  failed: 'danger',
  undoing: 'brand',
  kept: 'warn',
};

interface Props {
  batch: Batch;
  moving: Record<MovingState, number>;
  onChanged: () => void;
}

/** How far the moving has come, and what can be done about it now. */
export function RunPanel({ batch, moving, onChanged }: Props) {
  const { t } = useTranslation('migrations');
  const sentence = useErrorSentence();
  const [isUndoing, setIsUndoing] = useState(false);
  const options = { invalidates: [routes.migrations.get], onSuccess: onChanged };
  const pause = useCommand(routes.migrations.pause, options);
  const resume = useCommand(routes.migrations.resume, options);
  const retry = useCommand(routes.migrations.retry, options);
  const request = { params: { batchId: batch.id } };
  const { state } = batch;
  const total = MovingState.options.reduce((sum, one) => sum + moving[one], 0);
  const open = moving.waiting + moving.moving + moving.undoing;
  const isStill = state === 'done' || state === 'paused';
  const againstUndo = !isStill
    ? t('run.pauseFirst')
    : moving.moving > 0
      ? t('run.underWay', { count: moving.moving })
      : moving.moved === 0
        ? t('run.nothingMoved')
        : undefined;
  const error = pause.error ?? resume.error ?? retry.error;
  return (
    <>
      <h2>
        {t('run.title')} <Tag>{t(`state.${state}`)}</Tag>
      </h2>
      {batch.reason && <p>{t('run.reason', { reason: batch.reason })}</p>}
      <div role="status">
        <p>{t('run.done', { done: total - open, total })}</p>
        <Progress percent={percentOf(total - open, total)} status={open > 0 && !isStill ? 'active' : 'normal'} aria-label={t('progress')} />
        <p className="migration-counts">
          {MovingState.options
            .filter((one) => moving[one] > 0)
            .map((one) => (
              <Tag key={one} tone={toneOf[one] ?? 'neutral'}>
                {`${t(`moving.${one}`)} ${moving[one]}`}
              </Tag>
            ))}
        </p>
      </div>
      <p className="migration-buttons">
        {state === 'running' && (
          <Button loading={pause.isPending} onClick={() => pause.mutate(request)}>
            {t('run.pause')}
          </Button>
        )}
        {state === 'paused' && (
          <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(request)}>
            {t('run.resume')}
          </Button>
        )}
        {isStill && moving.refused + moving.failed > 0 && (
          <Button loading={retry.isPending} onClick={() => retry.mutate(request)}>
            {t('run.retry')}
          </Button>
        )}
        {state !== 'undone' && state !== 'undoing' && (
          <>
            <Button danger disabled={againstUndo !== undefined} onClick={() => setIsUndoing(true)}>
              {t('run.undo')}
            </Button>
            {againstUndo && <span className="migration-why">{againstUndo}</span>}
          </>
        )}
      </p>
      {error && <Alert type="error" showIcon title={sentence(error)} />}
      {isUndoing && <UndoDialog batchId={batch.id} caseNumber={null} onClose={() => setIsUndoing(false)} onDone={onChanged} />}
    </>
  );
}
