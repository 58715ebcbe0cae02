import { Alert, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error.ts';
import { useRefusalSentence } from '../use-reason.ts';

type Why = 'challenged' | 'unavailable';

interface Props {
  title: string;
  lead: string;
  ok: string;
  /** Reasons to choose from; none: the reason in words is all. */
  whys: readonly Why[];
  error: ApiError | null;
  isSending: boolean;
  onCancel: () => void;
  onGiven: (reason: string, why: Why) => void;
}

/** Asks why an expert leaves a panel. */
export function LeaveDialog({ title, lead, ok, whys, error, isSending, onCancel, onGiven }: Props) {
  const { t } = useTranslation('review');
  const sentence = useRefusalSentence();
  const [helpId, reasonId] = [useId(), useId()];
  const [why, setWhy] = useState<Why>('challenged');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lacks = tried && reason.trim() === '';
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') onGiven(reason.trim(), why);
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('experts.cancel')}
      okButtonProps={{ loading: isSending }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <div className="panel-form">
        <p id={helpId}>{lead}</p>
        {error && <Alert type="error" role="alert" showIcon title={sentence(error)} />}
        {whys.length > 0 && (
          <Radio.Group
            aria-label={t('experts.replaceWhy')}
            value={why}
            onChange={(event) => setWhy(event.target.value as Why)}
            options={whys.map((value) => ({ value, label: t(`experts.whyOut.${value}`) }))}
          />
        )}
        <label htmlFor={reasonId}>{t('experts.reason')}</label>
        <Input.TextArea
          id={reasonId}
          value={reason}
          maxLength={1000}
          aria-required
          aria-invalid={lacks}
          status={lacks ? 'error' : undefined}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setReason(event.target.value)}
        />
        {lacks && (
          <p className="panel-error" role="alert">
            {t('experts.reasonMissing')}
          </p>
        )}
      </div>
    </Modal>
  );
}
