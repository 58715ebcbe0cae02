import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useRead } from '../../api/use-read.ts';
import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { InspectionFacts } from './InspectionFacts.tsx';
import './inspections.css';
import { RecordForm } from './RecordForm.tsx';
import { RecordView } from './RecordView.tsx';

/** One inspection: its inspectors write and sign the record here, on a phone; everybody else reads it. */
export function InspectionPage() {
  const { inspectionId = '' } = useParams();
  const read = useRead(routes.inspections.get, { params: { inspectionId } });
  return <ReadGate read={read}>{(view) => <Inspection key={inspectionId} view={view} />}</ReadGate>;
}

function Inspection({ view }: { view: InspectionView }) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  useCaseEvents(view.caseNumber);
  const isWriting = view.isMine && view.state === 'open';
  return (
    <article className="inspection">
      <header className="inspection-card">
        <h1>{t(`inspection.kind.${view.kind}`)}</h1>
        <p>
          <Link to={`/staff/cases/${view.caseNumber}`}>{pick(view.itemName)}</Link> · {view.applicantName}
        </p>
        <InspectionFacts view={view} />
      </header>
      {view.state === 'cancelled' && <Alert type="info" showIcon title={t('inspection.cancelled', { reason: view.cancelReason ?? '' })} />}
      {isWriting ? (
        <RecordForm view={view} />
      ) : (
        <section className="inspection-card" aria-label={t('inspection.record')}>
          <RecordView view={view} />
        </section>
      )}
    </article>
  );
}
