import { Alert, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';

interface Props {
  batchId: string;
  /** Null: all that have been moved. */
  caseNumber: string | null;
  onClose: () => void;
  onDone: () => void;
}

/** Asks why cases are taken back, and says what that will and will not do. */
export function UndoDialog({ batchId, caseNumber, onClose, onDone }: Props) {
  const { t } = useTranslation('migrations');
  const sentence = useErrorSentence();
  const [reason, setReason] = useState('');
  const id = useId();
  const undo = useCommand(routes.migrations.undo, {
    invalidates: [routes.migrations.get],
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('run.undoTitle')}
      okText={t(caseNumber === null ? 'run.undo' : 'run.undoOne')}
      cancelText={t('no')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: undo.isPending }}
      onCancel={onClose}
      onOk={() => undo.mutate({ params: { batchId }, body: { reason: reason.trim(), caseNumber } })}
    >
      <p>{t(caseNumber === null ? 'run.undoLead' : 'run.undoOneLead')}</p>
      {caseNumber && <p className="panel-code">{caseNumber}</p>}
      <label htmlFor={id}>{t('run.undoReason')}</label>
      <Input.TextArea
        id={id}
        value={reason}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setReason(event.target.value)}
      />
      {undo.error && <Alert type="error" showIcon title={sentence(undo.error)} />}
    </Modal>
  );
}
