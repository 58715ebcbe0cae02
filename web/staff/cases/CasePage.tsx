import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useRead } from '../../api/use-read.ts';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { DepartmentTable } from '../../ui/joint/DepartmentTable.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';
import { ApplicationView } from '../task/ApplicationView.tsx';
import { CaseRepair } from '../incidents/CaseRepair.tsx';
import { HearingPanel } from '../hearings/HearingPanel.tsx';
import { LimitsPanel } from '../limits/LimitsPanel.tsx';
import { CaseRecusals } from '../recusals/CaseRecusals.tsx';
import { InspectionPanel } from '../inspections/InspectionPanel.tsx';
import { PromisePanel } from '../promises/PromisePanel.tsx';
import { ExpertPanels } from '../experts/ExpertPanels.tsx';
import { useHasExperts } from '../experts/use-has-experts.ts';
import { CaseAnomalies, CaseViolations } from './CaseAnomalies.tsx';
import { CasePapers } from '../service/CasePapers.tsx';
import { CaseHeader } from './CaseHeader.tsx';

/** A case to read, for whoever may see it: the same facts as in a task, and no decision. */
export function CasePage() {
  const { caseNumber = '' } = useParams();
  const { t } = useTranslation('staff');
  const read = useRead(routes.cases.get, { params: { caseNumber } });
  const map = useRead(routes.cases.map, { params: { caseNumber } });
  const isSupervising = read.data?.relation === 'supervising';
  const incidents = useRead(routes.operations.incidents, { query: { caseNumber, limit: 20 } }, { enabled: isSupervising });
  const troubled = incidents.data?.rows.flatMap(({ element }) => element ?? []) ?? [];
  const { t: words } = useTranslation('review');
  const hasExperts = useHasExperts(caseNumber);
  useCaseEvents(caseNumber);
  return (
    <ReadGate read={read}>
      {(view) => (
        <article className="desk">
          <CaseHeader view={view} />
          {view.departments.length > 0 && (
            <section className="inspection-card desk-joint" aria-label={words('joint.title')}>
              <h2>{words('joint.title')}</h2>
              <DepartmentTable parts={view.departments} />
            </section>
          )}
          <PromisePanel caseNumber={caseNumber} licenceNumber={view.licenceNumber} />
          <CaseViolations violations={view.violations} />
          <CaseAnomalies anomalies={view.anomalies} />
          <CaseRecusals caseNumber={caseNumber} />
          {view.relation === 'supervising' && view.endedAt === null && <CaseRepair caseNumber={caseNumber} map={map.data} />}
          <div className="desk-columns">
            <Tabs
              className="desk-material"
              items={[
                {
                  key: 'map',
                  label: t('task.map'),
                  children: <ReadGate read={map}>{(drawn) => <ProcessMap map={{ ...drawn, troubled }} />}</ReadGate>,
                },
                {
                  key: 'documents',
                  label: t('task.documents'),
                  children: <CasePapers caseNumber={caseNumber} applicantName={view.applicantName} />,
                },
                ...(hasExperts
                  ? [{ key: 'experts', label: words('experts.title'), children: <ExpertPanels caseNumber={caseNumber} /> }]
                  : []),
                { key: 'history', label: t('task.history'), children: <Timeline entries={view.timeline} /> },
                {
                  key: 'application',
                  label: t('task.application'),
                  children: <ApplicationView view={view} />,
                },
              ]}
            />
            <div className="desk-side">
              {view.endedAt === null && view.acceptedAt !== null && <LimitsPanel caseNumber={caseNumber} />}
              {view.acceptedAt !== null && <HearingPanel caseNumber={caseNumber} />}
              <InspectionPanel caseNumber={caseNumber} />
            </div>
          </div>
        </article>
      )}
    </ReadGate>
  );
}
