import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { StageProgress } from '../../ui/case/StageProgress.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CaseOverview.module.css';

/** State, stages and who holds the case now; announced when it changes. */
export function CaseProgress({ view }: { view: CaseView }) {
  const { t } = useTranslation('applicant');
  const format = useFormat();
  const { holder } = view;
  const holderName = holder ? [holder.organisationName, holder.department].filter(Boolean).join(' ') : null;
  return (
    <Card title={t('case.progress')} aside={<StatusTag state={view.state} />}>
      <StageProgress state={view.state} stage={view.stage} />
      <p role="status" className={styles.holder}>
        {view.started ? null : t('case.notStarted')}
        {view.correction ? <strong>{t(view.relation === 'own' ? 'case.waitsForYou' : 'case.waitsForApplicant')}</strong> : null}
        {holderName && !view.endedAt && !view.correction ? (
          <>
            <strong>{t('case.holder', { holder: holderName })}</strong>
            {holder?.since ? <span> {t('case.holderSince', { date: format.dateTime(holder.since) })}</span> : null}
          </>
        ) : null}
      </p>
    </Card>
  );
}
