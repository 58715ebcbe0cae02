import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { TrialResult } from './TrialResult.tsx';
import { useBatch } from './use-batch.ts';
import { useNames } from './use-names.ts';

interface Props {
  /** The trial that was begun; null until then. */
  batchId: string | null;
  error: ApiError | null;
  nameOf: (element: string) => string | undefined;
  onAgain: () => void;
  /** Told once the trial has come to its end, or has failed. */
  onSettled: () => void;
}

/** What publishing the draft would mean for the running cases: its trial against all of them, as it goes on. */
export function DraftTrial({ batchId, error, nameOf, onAgain, onSettled }: Props) {
  const { t } = useTranslation('migrations');
  const sentence = useErrorSentence();
  const batch = useBatch(batchId);
  const names = useNames(batch.data, nameOf);
  const failure = error ?? batch.error;
  const ended = failure !== null || (batch.data !== undefined && batch.data.state !== 'trying');
  useEffect(() => {
    if (ended) onSettled();
  }, [ended, onSettled]);
  return (
    <section className="publish-trial">
      <h2>{t('publish.title')}</h2>
      {failure && (
        <Alert
          type="warning"
          showIcon
          title={t('publish.failed', { message: sentence(failure) })}
          description={t('publish.anyway')}
          action={
            <Button size="small" onClick={onAgain}>
              {t('publish.again')}
            </Button>
          }
        />
      )}
      {!failure && batch.data && <TrialResult batch={batch.data} nameOf={names} />}
      <p className="panel-hint">{t('publish.stay')}</p>
    </section>
  );
}
