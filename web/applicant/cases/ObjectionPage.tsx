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
import { useFormat } from '../../ui/use-format.ts';
import fields from '../form/Field.module.css';
import section from '../apply/SectionPage.module.css';
import { SignInGate } from '../SignInGate.tsx';

/** Objecting to a denial: what follows, until when, and why the decision is wrong. */
export function ObjectionPage() {
  const { t } = useTranslation('applicant');
  const { caseNumber = '' } = useParams();
  const { pick } = useLanguage();
  const format = useFormat();
  const read = useRead(routes.cases.get, { params: { caseNumber } });
  const title = t('objection.title');
  return (
    <SignInGate title={title}>
      <ReadPage title={title} read={read}>
        {({ itemName, objection }) => (
          <Page title={title} caption={pick(itemName)} back={{ to: `/cases/${caseNumber}`, label: t('apply.toCase') }}>
            {objection?.state === 'open' && objection.until ? (
              <>
                <p>{t('objection.lead')}</p>
                <p>{t('objection.until', { date: format.date(objection.until), law: pick(objection.law) })}</p>
                <ObjectionForm caseNumber={caseNumber} />
              </>
            ) : (
              <p>{t(`objection.${objection?.state === 'open' ? 'none' : (objection?.state ?? 'none')}`)}</p>
            )}
          </Page>
        )}
      </ReadPage>
    </SignInGate>
  );
}

function ObjectionForm({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('applicant');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [attempt, setAttempt] = useState(0);
  const object = useCommand(routes.cases.object, {
    invalidates: [routes.cases.get, routes.cases.mine],
    onSuccess: (begun) => void navigate(`/cases/${begun.caseNumber}`),
  });
  const isMissing = attempt > 0 && reason.trim() === '';
  const lines = isMissing ? [{ message: t('objection.reasonRequired'), target: 'objection-reason' }] : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (reason.trim() === '' || object.isPending) return;
    object.mutate({ params: { caseNumber }, body: { reason: reason.trim() } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={object.error} lines={lines} attempt={attempt} />
      <div className={`${fields.field} ${isMissing ? fields.wrong : ''}`}>
        <label htmlFor="objection-reason">{t('objection.reason')}</label>
        <textarea
          id="objection-reason"
          rows={8}
          maxLength={2000}
          value={reason}
          aria-required
          aria-invalid={isMissing || undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className={section.actions}>
        <button type="submit" className="button" aria-disabled={object.isPending}>
          {t('objection.submit')}
        </button>
        <Link className="button quiet" to={`/cases/${caseNumber}`}>
          {t('objection.cancel')}
        </Link>
      </div>
    </form>
  );
}
