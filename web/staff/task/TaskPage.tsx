import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useRead } from '../../api/use-read.ts';
import { useSession } from '../../api/use-session.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { CaseAnomalies, CaseViolations } from '../cases/CaseAnomalies.tsx';
import { CaseHeader } from '../cases/CaseHeader.tsx';
import { ApplicationView } from './ApplicationView.tsx';
import { InspectionPanel } from '../inspections/InspectionPanel.tsx';
import { PromisePanel } from '../promises/PromisePanel.tsx';
import { ExpertPanels } from '../experts/ExpertPanels.tsx';
import { useHasExperts } from '../experts/use-has-experts.ts';
import { DeclareRecusal } from '../recusals/DeclareRecusal.tsx';
import { useReason } from '../use-reason.ts';
import { HearingPanel } from '../hearings/HearingPanel.tsx';
import { LimitsPanel } from '../limits/LimitsPanel.tsx';
import { Conversation } from './Conversation.tsx';
import { CasePapers } from '../service/CasePapers.tsx';
import { HandlingPanel } from './HandlingPanel.tsx';
import { MarkEditor } from './MarkEditor.tsx';
import { OperationsMenu } from './OperationsMenu.tsx';
import { useNotice } from './use-notice.ts';
import { useTaskDraft } from './use-task-draft.ts';

/** One task: the application, its materials, the map and the history on one side, what is to be decided on the other. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const read = useRead(routes.tasks.get, { params: { taskId } });
  return <ReadGate read={read}>{(view) => <TaskDesk key={taskId} view={view} reload={() => void read.refetch()} />}</ReadGate>;
}

function TaskDesk({ view, reload }: { view: TaskView; reload: () => void }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const draft = useTaskDraft(view);
  const session = useSession();
  const reason = useReason();
  const [seenStep] = useState(view.case.step);
  const [done, setDone] = useState<string | null>(null);
  // The page shows what the case is now; the decision still says which step the person saw when it was opened.
  useCaseEvents(view.case.caseNumber);
  const notice = useNotice(view);
  const { t: words } = useTranslation('review');
  const hasExperts = useHasExperts(view.case.caseNumber);
  const markAside = notice.draft
    ? (target: Mark['target'], path: string) => <MarkEditor notice={notice} target={target} path={path} />
    : undefined;
  const moved = done === null && view.case.step !== seenStep && view.open;

  return (
    <article className="desk">
      <CaseHeader view={view.case} title={view.task.name} />
      <CaseViolations violations={view.case.violations} />
      <CaseAnomalies anomalies={view.case.anomalies} />
      {!view.open && view.closedBy && (
        <Alert
          type="info"
          showIcon
          title={t('task.closedBy', {
            name: view.closedBy.name,
            time: format.dateTime(view.closedBy.at),
            decision: view.closedBy.decision ? pick(view.closedBy.decision) : '',
          })}
          description={draft.value.opinion ? t('task.typedKept', { opinion: draft.value.opinion }) : undefined}
        />
      )}
      {!view.open && !view.closedBy && <Alert type="info" showIcon title={t('task.closed')} />}
      <div role="status">{done !== null && <Alert type="success" showIcon closable title={done} />}</div>
      {view.inNameOf !== null && view.open && (
        <Alert type="info" showIcon title={t('task.inNameOf', { name: view.inNameOf, me: session.data?.user?.name ?? '' })} />
      )}
      {view.avoidance && view.open && (
        <Alert
          type="warning"
          showIcon
          title={t('task.avoid')}
          description={`${reason(view.avoidance.reason)} — ${pick(view.avoidance.law)}`}
        />
      )}
      {moved && <Alert type="warning" showIcon title={t('task.moved')} />}
      <div className="desk-columns">
        <div className="desk-material">
          <Tabs
            items={[
              { key: 'application', label: t('task.application'), children: <ApplicationView view={view.case} aside={markAside} /> },
              { key: 'map', label: t('task.map'), children: <ProcessMap map={view.map} /> },
              {
                key: 'documents',
                label: t('task.documents'),
                children: <CasePapers caseNumber={view.case.caseNumber} applicantName={view.case.applicantName} />,
              },
              ...(hasExperts
                ? [{ key: 'experts', label: words('experts.title'), children: <ExpertPanels caseNumber={view.case.caseNumber} /> }]
                : []),
              { key: 'history', label: t('task.history'), children: <Timeline entries={view.case.timeline} /> },
            ]}
          />
        </div>
        <div className="desk-side">
          {view.open && <HandlingPanel view={view} draft={draft} notice={notice} reload={reload} onDone={setDone} />}
          {!view.open && view.operations.some((one) => one.enabled) && (
            <aside className="handling" aria-label={t('task.handling')}>
              <OperationsMenu view={view} onDone={setDone} />
            </aside>
          )}
          <PromisePanel caseNumber={view.case.caseNumber} licenceNumber={view.case.licenceNumber} />
          {view.case.endedAt === null && view.case.acceptedAt !== null && <LimitsPanel caseNumber={view.case.caseNumber} />}
          {view.case.acceptedAt !== null && <HearingPanel caseNumber={view.case.caseNumber} />}
          <InspectionPanel caseNumber={view.case.caseNumber} />
          <Conversation view={view} />
          {view.case.relation === 'handling' && view.case.endedAt === null && <DeclareRecusal caseNumber={view.case.caseNumber} />}
        </div>
      </div>
    </article>
  );
}
