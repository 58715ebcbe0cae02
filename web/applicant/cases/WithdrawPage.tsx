import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import fields from '../form/Field.module.css';
import section from '../apply/SectionPage.module.css';
import { SignInGate } from '../SignInGate.tsx';

/** Withdrawing: what it means, why, and a confirmation. */
export function WithdrawPage() {
  const { t } = useTranslation('applicant');
  const { caseNumber = '' } = useParams();
  const { pick } = useLanguage();
  const read = useRead(routes.cases.get, { params: { caseNumber } });
  const title = t('withdraw.title');
  return (
    <SignInGate title={title}>
      <ReadPage title={title} read={read}>
        {(view) => (
          <Page title={title} caption={pick(view.itemName)} back={{ to: `/cases/${caseNumber}`, label: t('apply.toCase') }}>
            {view.canWithdraw ? <WithdrawForm caseNumber={caseNumber} /> : <p>{t('withdraw.notPossible')}</p>}
          </Page>
        )}
      </ReadPage>
    </SignInGate>
  );
}

function WithdrawForm({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('applicant');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const withdraw = useCommand(routes.cases.withdraw, {
    invalidates: [routes.cases.get, routes.cases.map, routes.cases.mine],
    onSuccess: () => void navigate(`/cases/${caseNumber}`),
  });
  const noReason = attempt > 0 && reason.trim() === '';
  const lines = [
    ...(noReason ? [{ message: t('withdraw.reasonRequired'), target: 'withdraw-reason' }] : []),
    ...(attempt > 0 && !confirmed ? [{ message: t('withdraw.confirmRequired'), target: 'withdraw-confirm' }] : []),
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (reason.trim() === '' || !confirmed || withdraw.isPending) return;
    withdraw.mutate({ params: { caseNumber }, body: { reason: reason.trim() } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={withdraw.error} lines={lines} attempt={attempt} />
      <p>{t('withdraw.lead')}</p>
      <div className={`${fields.field} ${noReason ? fields.wrong : ''}`}>
        <label htmlFor="withdraw-reason">{t('withdraw.reason')}</label>
        <textarea
          id="withdraw-reason"
          rows={4}
          maxLength={500}
          value={reason}
          aria-required
          aria-invalid={noReason || undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className={fields.field}>
        <label className={fields.option}>
          <input id="withdraw-confirm" type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
          <span>{t('withdraw.confirm')}</span>
        </label>
      </div>
      <div className={section.actions}>
        <button type="submit" className="button danger" aria-disabled={withdraw.isPending}>
          {t('withdraw.submit')}
        </button>
        <Link className="button quiet" to={`/cases/${caseNumber}`}>
          {t('withdraw.cancel')}
        </Link>
      </div>
    </form>
  );
}
