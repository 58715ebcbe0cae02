import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import fields from '../form/Field.module.css';

/** Confirms the record with one's name and what one objects to in it. */
export function SignForm({ busy, onSign }: { busy: boolean; onSign: (name: string, remark: string) => void }) {
  const { t } = useTranslation('hearings');
  const [nameId, remarkId, errorId] = [useId(), useId(), useId()];
  const [name, setName] = useState('');
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = tried && name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !busy) onSign(name.trim(), remark.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <p>{t('own.signLead')}</p>
      <div className={fields.field}>
        <label htmlFor={remarkId}>{t('own.signRemark')}</label>
        <textarea id={remarkId} rows={3} maxLength={1000} value={remark} onChange={(event) => setRemark(event.target.value)} />
      </div>
      <div className={`${fields.field} ${isMissing ? fields.wrong : ''}`}>
        <label htmlFor={nameId}>{t('own.signName')}</label>
        {isMissing ? (
          <p id={errorId} className={fields.error} role="alert">
            {t('own.signNeeded')}
          </p>
        ) : null}
        <input
          id={nameId}
          value={name}
          maxLength={60}
          aria-required
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? errorId : undefined}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <button type="submit" className="button" aria-disabled={busy}>
        {t('own.sign')}
      </button>
    </form>
  );
}
