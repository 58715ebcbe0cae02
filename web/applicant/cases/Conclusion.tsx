import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import type { CaseState } from '../../../schema/contracts/values.ts';
import { Facts } from '../../ui/page/Facts.tsx';
import { Notice } from '../../ui/page/Notice.tsx';

const good = new Set<CaseState>(['GRANTED', 'CERTIFYING', 'DELIVERED', 'FILED']);
/** Decisions a person may contest (Licensing Law art. 38). */
const contestable = new Set<CaseState>(['DENIED', 'NOT_ACCEPTED']);

/** The outcome once there is one: kind, reasons, the right body, licence number, remedies. */
export function Conclusion({ view }: { view: CaseView }) {
  const { t } = useTranslation(['applicant', 'states']);
  const { conclusion, licenceNumber, state } = view;
  if (!conclusion && !licenceNumber) return null;
  return (
    <Notice
      tone={good.has(state) ? 'ok' : contestable.has(state) ? 'danger' : 'info'}
      title={`${t('case.conclusion')} · ${t(`states:case.${state}`)}`}
    >
      <Facts
        dense
        facts={[
          { label: t('case.licenceNumber'), value: licenceNumber ? <strong>{licenceNumber}</strong> : null },
          { label: t('case.reason'), value: conclusion?.reason ?? null },
          { label: t('case.agency'), value: conclusion?.agency ?? null },
        ]}
      />
      {contestable.has(state) ? <p>{t('case.remedies')}</p> : null}
    </Notice>
  );
}
