import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error.ts';
import { ActModal } from '../ActModal.tsx';
import { ReasonField } from '../ReasonField.tsx';

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
  const [why, setWhy] = useState<Why>('challenged');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lacks = tried && reason.trim() === '';
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') onGiven(reason.trim(), why);
  };
  return (
    <ActModal form="panel-form" title={title} ok={ok} lead={lead} error={error} busy={isSending} onCancel={onCancel} onSend={send}>
      {whys.length > 0 && (
        <Radio.Group
          aria-label={t('experts.replaceWhy')}
          value={why}
          onChange={(event) => setWhy(event.target.value as Why)}
          options={whys.map((value) => ({ value, label: t(`experts.whyOut.${value}`) }))}
        />
      )}
      <ReasonField label={t('experts.reason')} problem={t('experts.reasonMissing')} value={reason} missing={lacks} onChange={setReason} />
    </ActModal>
  );
}
