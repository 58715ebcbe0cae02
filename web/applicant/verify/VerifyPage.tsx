import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceCheck } from '../../../schema/contracts/licence-checks.ts';
import { isLicenceIdentifier, wholeIdentifier } from '../../../schema/rules/codes/licence-identifier.ts';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import fields from '../form/Field.module.css';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { Verdict } from './Verdict.tsx';

interface Typed {
  identifier: string;
  holderName: string;
}

/** Verification without a QR code at hand: by the identifier and the holder's name. */
export function VerifyPage() {
  const { t } = useTranslation('licences');
  const [typed, setTyped] = useState<Typed>({ identifier: '', holderName: '' });
  const [attempt, setAttempt] = useState(0);
  const check = useMutation<LicenceCheck, ApiError, Typed>({ mutationFn: (body) => call(routes.licenceChecks.check, { body }) });
  const whole = wholeIdentifier(typed.identifier);
  const errors = {
    identifier:
      typed.identifier.trim() === '' ? t('verify.identifierRequired') : isLicenceIdentifier(whole) ? null : t('verify.identifierShape'),
    holderName: typed.holderName.trim() === '' ? t('verify.holderRequired') : null,
  };
  const shown = attempt > 0 && !check.data;
  const lines = shown
    ? (['identifier', 'holderName'] as const).flatMap((name) => (errors[name] ? [{ message: errors[name], target: name }] : []))
    : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (!errors.identifier && !errors.holderName) check.mutate({ identifier: whole, holderName: typed.holderName.trim() });
  };
  const field = (name: keyof Typed, label: string, hint: string) => (
    <div className={`${fields.field} ${shown && errors[name] ? fields.wrong : ''}`}>
      <label htmlFor={name}>{label}</label>
      <p className={fields.hint} id={`${name}-hint`}>
        {hint}
      </p>
      {shown && errors[name] ? <p className={fields.error}>{errors[name]}</p> : null}
      <textarea
        id={name}
        rows={name === 'identifier' ? 2 : 1}
        maxLength={name === 'identifier' ? 120 : 200}
        autoComplete="off"
        spellCheck={false}
        value={typed[name]}
        aria-describedby={`${name}-hint`}
        aria-invalid={(shown && errors[name] !== null) || undefined}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value.replaceAll('\n', '') })}
      />
    </div>
  );
  return (
    <Page title={t('verify.title')}>
      {check.data ? (
        <>
          <Verdict checked={{ kind: 'register', check: check.data }} />
          <p>
            <button
              type="button"
              className="button quiet"
              onClick={() => {
                check.reset();
                setAttempt(0);
              }}
            >
              {t('verify.another')}
            </button>
          </p>
        </>
      ) : (
        <>
          <p>{t('verify.lead')}</p>
          <form onSubmit={submit} noValidate>
            <ErrorSummary error={lines.length > 0 ? null : check.error} lines={lines} attempt={attempt} />
            {field('identifier', t('verify.identifier'), t('verify.identifierHint'))}
            {field('holderName', t('verify.holder'), t('verify.holderHint'))}
            <p>
              <button type="submit" className="button" disabled={check.isPending}>
                {t('verify.submit')}
              </button>
            </p>
          </form>
        </>
      )}
      <p className={fields.hint}>{t('verify.privacy')}</p>
    </Page>
  );
}
