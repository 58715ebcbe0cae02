import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';

interface Props {
  title: string;
  lead: string;
  ok: string;
  danger?: boolean;
  isPending: boolean;
  error: ApiError | null;
  onClose: () => void;
  onGiven: (reason: string) => void;
}

/** Asks for the reason of an act on a licence; without one nothing is done. */
export function ReasonDialog({ title, lead, ok, danger = false, isPending, error, onClose, onGiven }: Props) {
  const { t } = useTranslation('licences');
  const id = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const give = (): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') onGiven(reason.trim());
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('register.cancel')}
      okButtonProps={{ danger, loading: isPending }}
      onOk={give}
      onCancel={onClose}
    >
      <p>{lead}</p>
      {error ? <ErrorSummary error={error} /> : null}
      <label htmlFor={id}>{t('register.reason')}</label>
      <Input.TextArea
        id={id}
        value={reason}
        maxLength={500}
        status={isMissing ? 'error' : undefined}
        autoSize={{ minRows: 3, maxRows: 8 }}
        onChange={(event) => setReason(event.target.value)}
      />
      {isMissing ? <p role="alert">{t('register.reasonRequired')}</p> : null}
    </Modal>
  );
}
