import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { tidyCaseNumber } from '../../ui/case/case-number.ts';
import fields from '../form/Field.module.css';
import type { TrackingCodes } from './TrackPage.tsx';

interface Props {
  initial: TrackingCodes;
  /** Why the last try failed. */
  error: unknown;
  onTrack: (codes: TrackingCodes) => void;
}

/** Characters of a case number. */
const wholeLength = 43;

/** Case number and query code; forgiving about spaces and case, exact about length. */
export function TrackForm({ initial, error, onTrack }: Props) {
  const { t } = useTranslation('applicant');
  const [caseNumber, setCaseNumber] = useState(initial.caseNumber);
  const [queryCode, setQueryCode] = useState(initial.queryCode);
  const [attempt, setAttempt] = useState(0);
  const tidy = tidyCaseNumber(caseNumber);
  const numberError =
    tidy === '' ? t('track.caseNumberRequired') : tidy.length === wholeLength ? null : t('track.caseNumberShape', { count: tidy.length });
  const codeError = queryCode.trim() === '' ? t('track.queryCodeRequired') : null;
  const shown = attempt > 0;
  const lines = shown
    ? [
        ...(numberError ? [{ message: numberError, target: 'track-number' }] : []),
        ...(codeError ? [{ message: codeError, target: 'track-code' }] : []),
      ]
    : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (!numberError && !codeError) onTrack({ caseNumber: tidy, queryCode: queryCode.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={lines.length > 0 ? null : error} lines={lines} attempt={attempt} />
      <div className={`${fields.field} ${shown && numberError ? fields.wrong : ''}`}>
        <label htmlFor="track-number">{t('track.caseNumber')}</label>
        <p className={fields.hint} id="track-number-hint">
          {t('track.caseNumberHint')}
        </p>
        {shown && numberError ? <p className={fields.error}>{numberError}</p> : null}
        <textarea
          id="track-number"
          className={fields.figures}
          rows={2}
          maxLength={90}
          autoComplete="off"
          spellCheck={false}
          value={caseNumber}
          aria-describedby="track-number-hint"
          aria-invalid={(shown && numberError !== null) || undefined}
          onChange={(event) => setCaseNumber(event.target.value)}
        />
      </div>
      <div className={`${fields.field} ${shown && codeError ? fields.wrong : ''}`}>
        <label htmlFor="track-code">{t('track.queryCode')}</label>
        <p className={fields.hint} id="track-code-hint">
          {t('track.queryCodeHint')}
        </p>
        {shown && codeError ? <p className={fields.error}>{codeError}</p> : null}
        <input
          id="track-code"
          className={`${fields.figures} ${fields.short}`}
          type="text"
          maxLength={20}
          autoComplete="off"
          spellCheck={false}
          value={queryCode}
          aria-describedby="track-code-hint"
          aria-invalid={(shown && codeError !== null) || undefined}
          onChange={(event) => setQueryCode(event.target.value)}
        />
      </div>
      <p>
        <button type="submit" className="button">
          {t('track.submit')}
        </button>
      </p>
      <p className={fields.hint}>{t('track.scan')}</p>
    </form>
  );
}
