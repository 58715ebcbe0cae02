import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { ResponseOf } from '../../api/request-of.ts';
import { useCommand } from '../../api/use-command.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import section from '../apply/SectionPage.module.css';
import fields from '../form/Field.module.css';

interface Props {
  caseNumber: string;
  units: ResponseOf<typeof routes.recusals.ofCase>['units'];
}

/** Whom the applicant means, and why. Officers are named by the applicant: the pages never say who handles a case. */
export function ChallengeForm({ caseNumber, units }: Props) {
  const { t } = useTranslation('applicant');
  const [whom, setWhom] = useState<'officer' | 'unit'>('officer');
  const [search] = useSearchParams();
  // From a hearing's notice, which names its officer.
  const [officer, setOfficer] = useState(search.get('officer') ?? '');
  const [unit, setUnit] = useState('');
  const [reason, setReason] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [sent, setSent] = useState(false);
  const ask = useCommand(routes.recusals.challenge, {
    invalidates: [routes.recusals.ofCase, routes.cases.get],
    onSuccess: () => {
      setSent(true);
      setAttempt(0);
      setOfficer('');
      setReason('');
    },
  });
  const tried = attempt > 0;
  const noOfficer = tried && whom === 'officer' && officer.trim() === '';
  const noUnit = tried && whom === 'unit' && unit === '';
  const noReason = tried && reason.trim() === '';
  const lines = [
    ...(noOfficer ? [{ message: t('challenge.nameMissing'), target: 'challenge-officer' }] : []),
    ...(noUnit ? [{ message: t('challenge.unitMissing'), target: 'challenge-unit' }] : []),
    ...(noReason ? [{ message: t('challenge.reasonMissing'), target: 'challenge-reason' }] : []),
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(false);
    setAttempt(attempt + 1);
    const named = whom === 'officer' ? officer.trim() !== '' : unit !== '';
    if (!named || reason.trim() === '' || ask.isPending) return;
    const chosen = units[Number(unit)];
    const about =
      whom === 'officer'
        ? { officer: officer.trim() }
        : { unit: { organisationId: chosen!.organisationId, department: chosen!.department } };
    ask.mutate({ params: { caseNumber }, body: { ...about, reason: reason.trim() } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={ask.error} lines={lines} attempt={attempt} />
      <div role="status">{sent ? <Notice tone="ok" title={t('challenge.sent')} /> : null}</div>
      <p>{t('challenge.lead')}</p>
      <p>{t('challenge.law')}</p>
      <fieldset className={fields.field}>
        <legend>{t('challenge.whom')}</legend>
        {(['officer', 'unit'] as const).map((one) => (
          <label key={one} className={fields.option}>
            <input type="radio" name="whom" checked={whom === one} onChange={() => setWhom(one)} />
            <span>{t(`challenge.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {whom === 'officer' ? (
        <div className={`${fields.field} ${noOfficer ? fields.wrong : ''}`}>
          <label htmlFor="challenge-officer">{t('challenge.name')}</label>
          <p id="challenge-officer-hint" className={fields.hint}>
            {t('challenge.nameHint')}
          </p>
          <input
            id="challenge-officer"
            value={officer}
            maxLength={60}
            aria-required
            aria-invalid={noOfficer || undefined}
            aria-describedby="challenge-officer-hint"
            onChange={(event) => setOfficer(event.target.value)}
          />
        </div>
      ) : (
        <div className={`${fields.field} ${noUnit ? fields.wrong : ''}`}>
          <label htmlFor="challenge-unit">{t('challenge.unitName')}</label>
          <select
            id="challenge-unit"
            value={unit}
            aria-required
            aria-invalid={noUnit || undefined}
            onChange={(event) => setUnit(event.target.value)}
          >
            <option value="">{t('challenge.choose')}</option>
            {units.map((one, n) => (
              <option key={`${one.organisationId}:${one.department}`} value={n}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className={`${fields.field} ${noReason ? fields.wrong : ''}`}>
        <label htmlFor="challenge-reason">{t('challenge.reason')}</label>
        <p id="challenge-reason-hint" className={fields.hint}>
          {t('challenge.reasonHint')}
        </p>
        <textarea
          id="challenge-reason"
          rows={4}
          maxLength={1000}
          value={reason}
          aria-required
          aria-invalid={noReason || undefined}
          aria-describedby="challenge-reason-hint"
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className={section.actions}>
        <button type="submit" className="button" aria-disabled={ask.isPending}>
          {t('challenge.send')}
        </button>
        <Link className="button quiet" to={`/cases/${caseNumber}`}>
          {t('challenge.back')}
        </Link>
      </div>
    </form>
  );
}
