import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { ResponseOf } from '../../api/request-of.ts';
import { tidyCaseNumber } from '../../ui/case/case-number.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import fields from '../form/Field.module.css';
import { PartyCase } from './PartyCase.tsx';

/** 利害关系人: opens with the case number and the code of a notice; the address of a mail brings the number (`/party?c=…`). */
export function PartyPage() {
  const { t } = useTranslation('hearings');
  const [search] = useSearchParams();
  const [caseNumber, setCaseNumber] = useState(tidyCaseNumber(search.get('c') ?? ''));
  const [code, setCode] = useState('');
  const [attempt, setAttempt] = useState(0);
  const open = useMutation<ResponseOf<typeof routes.hearings.party>, ApiError>({
    mutationFn: () => call(routes.hearings.party, { body: { caseNumber: tidyCaseNumber(caseNumber), code: code.trim() } }),
  });
  const codes = { caseNumber: tidyCaseNumber(caseNumber), code: code.trim() };
  if (open.data) return <PartyCase codes={codes} first={open.data} onAgain={() => open.reset()} />;
  const noNumber = attempt > 0 && codes.caseNumber === '';
  const noCode = attempt > 0 && codes.code === '';
  const lines = [
    ...(noNumber ? [{ message: t('page.caseMissing'), target: 'party-number' }] : []),
    ...(noCode ? [{ message: t('page.codeMissing'), target: 'party-code' }] : []),
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (codes.caseNumber !== '' && codes.code !== '' && !open.isPending) open.mutate();
  };
  return (
    <Page title={t('page.title')}>
      <p>{t('page.lead')}</p>
      <form onSubmit={submit} noValidate>
        <ErrorSummary error={lines.length > 0 ? null : open.error} lines={lines} attempt={attempt} />
        <div className={`${fields.field} ${noNumber ? fields.wrong : ''}`}>
          <label htmlFor="party-number">{t('page.caseNumber')}</label>
          <textarea
            id="party-number"
            className={fields.figures}
            rows={2}
            maxLength={90}
            autoComplete="off"
            spellCheck={false}
            value={caseNumber}
            aria-invalid={noNumber || undefined}
            onChange={(event) => setCaseNumber(event.target.value)}
          />
        </div>
        <div className={`${fields.field} ${noCode ? fields.wrong : ''}`}>
          <label htmlFor="party-code">{t('page.code')}</label>
          <p className={fields.hint} id="party-code-hint">
            {t('page.codeHint')}
          </p>
          <input
            id="party-code"
            className={`${fields.figures} ${fields.short}`}
            type="text"
            inputMode="numeric"
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
            value={code}
            aria-describedby="party-code-hint"
            aria-invalid={noCode || undefined}
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
        <button type="submit" className="button" aria-disabled={open.isPending}>
          {t('page.open')}
        </button>
      </form>
    </Page>
  );
}
