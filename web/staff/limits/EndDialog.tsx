import { Alert, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRefusalSentence } from '../use-reason.ts';
import type { LimitsDialog } from './limits-dialog.ts';
import { ReasonField } from './ReasonField.tsx';
import { staleAfterChange } from './stale-after-change.ts';

/** Ends the special procedure that is under way. */
export function EndDialog({ caseNumber, onCancel, onDone }: LimitsDialog) {
  const { t } = useTranslation('staff');
  const sentence = useRefusalSentence();
  const helpId = useId();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const end = useCommand(routes.procedures.end, { invalidates: staleAfterChange, onSuccess: () => onDone(t('limits.ended')) });
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') end.mutate({ params: { caseNumber }, body: { reason } });
  };
  return (
    <Modal
      open
      title={t('limits.endProcedure')}
      okText={t('limits.endProcedure')}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: end.isPending }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <div className="limits-form">
        <p id={helpId}>{t('limits.endLead')}</p>
        {end.error && <Alert type="error" role="alert" showIcon title={sentence(end.error)} />}
        <ReasonField value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
      </div>
    </Modal>
  );
}
