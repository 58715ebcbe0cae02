import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { ReasonField } from '../ReasonField.tsx';
import { staleAfterPool } from './pool-dialog.ts';
import type { PoolDialog } from './pool-dialog.ts';

/** Retires an expert from the pool, or takes them back, with a reason. */
export function StateDialog({ expert, onCancel, onDone }: PoolDialog & { expert: PooledExpert }) {
  const { t } = useTranslation('review');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const retired = expert.retiredAt === null;
  const act = retired ? 'retire' : 'restore';
  const { name } = expert;
  const set = useCommand(routes.expertPool.setState, {
    invalidates: staleAfterPool,
    onSuccess: () => onDone(t(`pool.done.${retired ? 'retired' : 'restored'}`, { name })),
  });
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    set.mutate({ params: { expertId: expert.id }, body: { retired, reason: reason.trim(), revision: expert.revision } });
  };
  return (
    <ActModal
      form="pool-form"
      title={t(`pool.actOf.${act}`, { name })}
      ok={t(`pool.act.${act}`)}
      lead={t(`pool.stateLead.${act}`)}
      error={set.error}
      busy={set.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <ReasonField
        label={t('pool.reason')}
        value={reason}
        missing={tried && reason.trim() === ''}
        problem={t('pool.wrong.reason')}
        onChange={setReason}
      />
    </ActModal>
  );
}
