import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import fields from '../form/Field.module.css';

interface Props {
  busy: boolean;
  sent: boolean;
  onSend: (reason: string) => void;
}

/** 申请回避: a third party asks that the hearing's officer stay away. */
export function ChallengeOfficer({ busy, sent, onSend }: Props) {
  const { t } = useTranslation('hearings');
  const id = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  if (sent) return <p role="status">{t('page.challengeSent')}</p>;
  const send = (): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') onSend(reason.trim());
  };
  return (
    <details>
      <summary>{t('page.challenge')}</summary>
      <div className={`${fields.field} ${isMissing ? fields.wrong : ''}`}>
        <label htmlFor={id}>{t('page.challengeReason')}</label>
        {isMissing ? (
          <p className={fields.error} role="alert">
            {t('page.challengeMissing')}
          </p>
        ) : null}
        <textarea id={id} rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      <button type="button" className="button quiet" disabled={busy} onClick={send}>
        {t('page.challengeSend')}
      </button>
    </details>
  );
}
