import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';
import { CalendarStrip } from './CalendarStrip.tsx';
import styles from './ClockStrip.module.css';

/** One clock: what is left, until when, how much is used, and sentence by sentence how the date was counted. */
export function ClockStrip({ clock }: { clock: ClockView }) {
  const { t } = useTranslation(['common', 'states']);
  const { pick } = useLanguage();
  const format = useFormat();
  const daysOf = (count: number): string => t(`days.${clock.unit}`, { count });
  const words: Record<ClockView['state'], string> = {
    running: t('clock.remaining', { days: daysOf(clock.remaining) }),
    overdue: t('clock.overdue', { days: daysOf(clock.overdue) }),
    stopped: t('clock.stopped', { days: daysOf(clock.remaining) }),
    closed: t('clock.closed', { days: daysOf(clock.used) }),
  };
  return (
    <div className={`${styles.clock} ${styles[clock.state]}`}>
      <div className={styles.line}>
        <span className={styles.name}>{t(`states:clock.${clock.name}`)}</span>
        <strong>{words[clock.state]}</strong>
        {clock.due ? (
          <span className={styles.due}>
            {t('clock.due', { date: format.date(clock.due) })}
            {clock.provisional ? <span title={t('clock.provisionalHint')}> · {t('clock.provisional')}</span> : null}
          </span>
        ) : null}
      </div>
      <progress className={styles.meter} value={Math.min(clock.used, clock.total)} max={Math.max(clock.total, 1)}>
        {t('clock.used', { used: clock.used, total: clock.total })}
      </progress>
      {clock.explanation.length > 0 ? (
        <details className={styles.explanation}>
          <summary>{t('clock.explanation')}</summary>
          <CalendarStrip clock={clock} />
          <ul>
            {clock.explanation.map((sentence) => (
              <li key={sentence.zh}>{pick(sentence)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
