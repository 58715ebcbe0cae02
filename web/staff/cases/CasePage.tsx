import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useRead } from '../../api/use-read.ts';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { DocumentList } from '../../ui/documents/DocumentList.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';
import { ApplicationView } from '../task/ApplicationView.tsx';
import { LimitsPanel } from '../limits/LimitsPanel.tsx';
import { CaseRecusals } from '../recusals/CaseRecusals.tsx';
import { CaseHeader } from './CaseHeader.tsx';

/** A case to read, for whoever may see it: the same facts as in a task, and no decision. */
export function CasePage() {
  const { caseNumber = '' } = useParams();
  const { t } = useTranslation('staff');
  const read = useRead(routes.cases.get, { params: { caseNumber } });
  const map = useRead(routes.cases.map, { params: { caseNumber } });
  useCaseEvents(caseNumber);
  return (
    <ReadGate read={read}>
      {(view) => (
        <article className="desk">
          <CaseHeader view={view} />
          <CaseRecusals caseNumber={caseNumber} />
          {view.endedAt === null && view.acceptedAt !== null && <LimitsPanel caseNumber={caseNumber} />}
          <Tabs
            items={[
              { key: 'map', label: t('task.map'), children: <ReadGate read={map}>{(drawn) => <ProcessMap map={drawn} />}</ReadGate> },
              { key: 'documents', label: t('task.documents'), children: <DocumentList caseNumber={caseNumber} /> },
              { key: 'history', label: t('task.history'), children: <Timeline entries={view.timeline} /> },
              {
                key: 'application',
                label: t('task.application'),
                children: <ApplicationView view={view} />,
              },
            ]}
          />
        </article>
      )}
    </ReadGate>
  );
}
