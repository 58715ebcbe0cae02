import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import { useFormat } from '../use-format.ts';
import styles from './Timeline.module.css';
import { useTimelineSentence } from './use-timeline-sentence.ts';

/** This many of the newest are open at once. */
const newest = 8;

/** What happened, newest first; the older part is folded. Actors appear as far as the reader may know them. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('timeline');
  const newestFirst = [...entries].sort((a, b) => b.seq - a.seq);
  const older = newestFirst.slice(newest);
  return (
    <>
      <Entries entries={newestFirst.slice(0, newest)} />
      {older.length > 0 ? (
        <details className={styles.older}>
          <summary>{t('older', { count: older.length })}</summary>
          <Entries entries={older} />
        </details>
      ) : null}
    </>
  );
}

/** The opinion, or the reason given with the act. */
const saidIn = ({ opinion, params }: TimelineEntry): string | null =>
  opinion ?? (typeof params.reason === 'string' && params.reason !== '' ? params.reason : null);

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('timeline');
  const sentence = useTimelineSentence();
  const format = useFormat();
  return (
    <ol className={styles.timeline} reversed>
      {entries.map((entry) => (
        <li key={entry.seq}>
          <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          <p className={styles.sentence}>
            {sentence(entry)}
            {entry.params.deemed === true ? <em> {t('deemed')}</em> : null}
            {typeof entry.params.asOf === 'string' ? <em> {t('asOf', { time: format.dateTime(entry.params.asOf) })}</em> : null}
          </p>
          <p className={styles.by}>{[entry.organisation, entry.actor].filter(Boolean).join(' · ')}</p>
          {typeof entry.params.law === 'string' ? <p className={styles.by}>{t('law', { law: entry.params.law })}</p> : null}
          {typeof entry.params.licenceNumber === 'string' ? (
            <p className={styles.by}>{t('licenceNumber', { number: entry.params.licenceNumber })}</p>
          ) : null}
          {saidIn(entry) ? <blockquote>{saidIn(entry)}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}
