import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import type { LimitsDialog } from './limits-dialog.ts';
import { ReasonField } from '../ReasonField.tsx';
import { staleAfterChange } from './stale-after-change.ts';

/** Ends the special procedure that is under way. */
export function EndDialog({ caseNumber, onCancel, onDone }: LimitsDialog) {
  const { t } = useTranslation('staff');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const end = useCommand(routes.procedures.end, { invalidates: staleAfterChange, onSuccess: () => onDone(t('limits.ended')) });
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') end.mutate({ params: { caseNumber }, body: { reason } });
  };
  return (
    <ActModal
      form="limits-form"
      title={t('limits.endProcedure')}
      lead={t('limits.endLead')}
      error={end.error}
      busy={end.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <ReasonField
        label={t('limits.reason')}
        problem={t('limits.missing')}
        value={reason}
        missing={tried && reason.trim() === ''}
        onChange={setReason}
      />
    </ActModal>
  );
}
