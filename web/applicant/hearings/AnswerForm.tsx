import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import fields from '../form/Field.module.css';
import styles from './Hearings.module.css';

interface Props {
  /** What can still be said. */
  names: readonly ('request' | 'waive')[];
  /** A hearing was asked for: to waive is to take that back. */
  hasAsked: boolean;
  busy: boolean;
  onAnswer: (answer: 'request' | 'waive', reason: string) => void;
}

/** Asks for the hearing, waives it, or takes the request back. */
export function AnswerForm({ names, hasAsked, busy, onAnswer }: Props) {
  const { t } = useTranslation('hearings');
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <>
      {names.includes('request') ? (
        <div className={fields.field}>
          <label htmlFor={id}>{t('own.reason')}</label>
          <textarea id={id} rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
      ) : null}
      <div className={styles.actions}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className={name === 'request' ? 'button' : 'button quiet'}
            disabled={busy}
            onClick={() => onAnswer(name, reason.trim())}
          >
            {t(name === 'waive' && hasAsked ? 'own.takeBack' : `own.${name}`)}
          </button>
        ))}
      </div>
    </>
  );
}
