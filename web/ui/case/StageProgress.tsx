import { useTranslation } from 'react-i18next';
import { Stage, type CaseState } from '../../../schema/contracts/values.ts';
import styles from './StageProgress.module.css';

const stages = Stage.options;

/** Where an ended case stopped short: nothing after it is still to come. */
const stopped = new Set<CaseState>(['NOT_ACCEPTED', 'DENIED', 'WITHDRAWN', 'LAPSED', 'TERMINATED']);
const finished = new Set<CaseState>(['DELIVERED', 'FILED']);

interface Props {
  state: CaseState;
  stage: Stage | null;
}

/** 申请 → 受理 → 审查 → 决定 → 制证 → 送达, as an ordered list with the present step named. */
export function StageProgress({ state, stage }: Props) {
  const { t } = useTranslation(['common', 'states']);
  const at = finished.has(state) ? stages.length : stages.indexOf(stage ?? 'apply');
  return (
    <ol className={styles.stages} aria-label={t('stageProgress.label')}>
      {stages.map((one, index) => {
        const kind = index < at ? 'done' : index > at ? 'ahead' : stopped.has(state) ? 'stopped' : 'now';
        return (
          <li key={one} className={styles[kind]} aria-current={kind === 'now' || kind === 'stopped' ? 'step' : undefined}>
            <span className={styles.dot} aria-hidden="true" />
            <span>{t(`states:stage.${one}`)}</span>
            <span className="visually-hidden">{t(`stageProgress.${kind}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
