import { InputNumber, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertReview } from '../../../schema/contracts/experts.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { staleAfterChange } from '../limits/stale-after-change.ts';
import { ActModal } from '../ActModal.tsx';
import { useRefusalSentence } from '../use-reason.ts';
import { staleAfterPanel } from './stale.ts';

interface Props {
  taskId: string;
  caseNumber: string;
  review: ExpertReview;
  onCancel: () => void;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}

/** Draws a panel, and begins the special procedure by which the item's law keeps or counts the time it takes. */
export function DrawDialog({ taskId, caseNumber, review, onCancel, onDone }: Props) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  const sentence = useRefusalSentence();
  const countId = useId();
  const { least, procedure, fieldName } = review;
  const [count, setCount] = useState(least);
  const [begins, setBegins] = useState(procedure !== null);
  const { data: limits } = useRead(routes.procedures.get, { params: { caseNumber } });
  const isOffered = procedure !== null && limits?.running === null;
  const start = useCommand(routes.procedures.start, {
    invalidates: staleAfterChange,
    onSuccess: () => onDone(t('experts.drawnWith', { count })),
    // The draw stands: the procedure can be begun from the panel of limits.
    onError: (error) => onDone(t('experts.drawnNoProcedure', { why: sentence(error) })),
  });
  const draw = useCommand(routes.experts.draw, {
    invalidates: staleAfterPanel,
    onSuccess: () => {
      if (!isOffered || !begins || !procedure) return onDone(t('experts.drawn', { count }));
      start.mutate({ params: { caseNumber }, body: { basis: 'expertReview', ...procedure, reason: t('experts.procedureReason') } });
    },
  });
  return (
    <ActModal
      form="panel-form"
      title={t('experts.draw')}
      lead={t('experts.drawLead', { field: fieldName ? pick(fieldName) : t('experts.anyField') })}
      error={draw.error}
      busy={draw.isPending || start.isPending}
      onCancel={onCancel}
      onSend={() => draw.mutate({ params: { taskId }, body: { count } })}
    >
      <label htmlFor={countId}>{t('experts.count', { least })}</label>
      <InputNumber id={countId} min={least} max={50} precision={0} value={count} onChange={(value) => setCount(value ?? least)} />
      {count % 2 === 0 && <p className="panel-note">{t('experts.even')}</p>}
      {isOffered && (
        <>
          <p>
            <strong>{t('experts.procedure')}</strong>
            <span className="panel-note">{procedure.law}</span>
          </p>
          <Radio.Group
            aria-label={t('experts.procedure')}
            value={begins}
            onChange={(event) => setBegins(event.target.value as boolean)}
            options={[
              { value: true, label: t(`experts.${procedure.mode}`, { days: procedure.days }) },
              { value: false, label: t('experts.noProcedure') },
            ]}
          />
        </>
      )}
      {procedure !== null && limits?.running && <p className="panel-note">{t('experts.procedureRunning')}</p>}
    </ActModal>
  );
}
