import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseMap, CaseView } from '../../../schema/contracts/cases.ts';
import type { KnownDocument } from '../../../schema/contracts/documents.ts';
import { ClockStrip } from '../../ui/case/ClockStrip.tsx';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { DocumentList } from '../../ui/documents/DocumentList.tsx';
import { KnownDocuments } from '../../ui/documents/KnownDocuments.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { asEnded } from '../../ui/process-map/marks.ts';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ServedPapers } from '../service/ServedPapers.tsx';
import { CaseHearingCard } from '../hearings/CaseHearingCard.tsx';
import { CasePromises } from '../promises/CasePromises.tsx';
import { CaseAnswers } from './CaseAnswers.tsx';
import { CaseDetails } from './CaseDetails.tsx';
import styles from './CaseOverview.module.css';
import { CaseProgress } from './CaseProgress.tsx';
import { Conclusion } from './Conclusion.tsx';
import { ObjectionLinks } from './ObjectionLinks.tsx';

interface Props {
  view: CaseView;
  /** Null until the workflow has taken its first step. */
  map: CaseMap | null;
  /** What who has the query code may know of the case's documents; the applicant reads them themselves. */
  known?: readonly KnownDocument[];
}

/** Everything about one case: where it is, who holds it, until when, what happened, on the map and in words. */
export function CaseOverview({ view, map, known = [] }: Props) {
  const { t } = useTranslation(['applicant', 'documents']);
  const format = useFormat();
  const own = view.relation === 'own';
  const { correction } = view;
  return (
    <>
      {correction ? (
        <Notice tone="warn" title={t('case.correctionTitle', { count: correction.marks.length })}>
          {correction.dueAt ? <p>{t('case.correctionDue', { date: format.date(correction.dueAt) })}</p> : null}
          {own ? (
            <p>
              <Link className="button" to={`/cases/${view.caseNumber}/correction`}>
                {t('case.correctNow')}
              </Link>
            </p>
          ) : null}
        </Notice>
      ) : null}
      {own ? <CaseHearingCard caseNumber={view.caseNumber} /> : null}
      {own ? <CasePromises caseNumber={view.caseNumber} /> : null}
      <Conclusion view={view} />
      {own ? <ObjectionLinks view={view} /> : null}
      <CaseProgress view={view} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {own ? (
            <Card title={t('documents:title')}>
              <DocumentList caseNumber={view.caseNumber} />
            </Card>
          ) : null}
          {own ? <ServedPapers caseNumber={view.caseNumber} /> : null}
          {!own && known.length > 0 ? (
            <Card title={t('documents:title')}>
              <KnownDocuments documents={known} />
            </Card>
          ) : null}
          {map ? (
            <Card title={t('case.map')}>
              <p className={styles.soft}>{t('case.mapLead')}</p>
              <ProcessMap map={view.endedAt ? asEnded(map, view.endedAt) : map} />
            </Card>
          ) : null}
        </div>
        <div className={styles.clocks}>
          {view.clocks.length > 0 ? (
            <Card title={t('case.clocks')}>
              {view.clocks.map((clock) => (
                <ClockStrip key={clock.name} clock={clock} />
              ))}
            </Card>
          ) : null}
        </div>
        <div className={styles.story}>
          <Card title={t('case.timeline')}>
            <Timeline entries={view.timeline} />
          </Card>
          <Card title={t('case.details')}>
            <CaseDetails view={view} />
          </Card>
        </div>
        <div className={styles.file}>
          {own && view.form && view.answers ? <CaseAnswers view={view} /> : null}
          {own && !view.endedAt ? (
            <p>
              <Link to={`/cases/${view.caseNumber}/challenge`}>{t('challenge.link')}</Link>
            </p>
          ) : null}
          {own && view.canWithdraw ? (
            <p>
              <Link to={`/cases/${view.caseNumber}/withdrawal`}>{t('case.withdraw')}</Link>
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}
