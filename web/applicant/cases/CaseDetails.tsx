import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { Facts } from '../../ui/page/Facts.tsx';
import { useFormat } from '../../ui/use-format.ts';

export function CaseDetails({ view }: { view: CaseView }) {
  const { t } = useTranslation('applicant');
  const format = useFormat();
  return (
    <Facts
      dense
      facts={[
        { label: t('receipt.caseNumber'), value: <CaseNumberText value={view.caseNumber} /> },
        { label: t('case.applicant'), value: view.applicantName },
        { label: t('case.submittedAt'), value: format.dateTime(view.submittedAt) },
        { label: t('case.acceptedAt'), value: view.acceptedAt ? format.dateTime(view.acceptedAt) : null },
        { label: t('case.endedAt'), value: view.endedAt ? format.dateTime(view.endedAt) : null },
        { label: t('case.licenceNumber'), value: view.licenceNumber },
      ]}
    />
  );
}
