import { useTranslation } from 'react-i18next';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Materials.module.css';
import type { UploadRow } from '../../ui/uploads/use-uploads.ts';

interface Props {
  row: UploadRow;
  onRetry: () => void;
  onCancel: () => void;
}

/** A file on its way, or why it did not arrive. */
export function UploadingRow({ row, onRetry, onCancel }: Props) {
  const { t } = useTranslation('applicant');
  const sentence = useErrorSentence();
  const format = useFormat();
  const failed = row.state === 'failed';
  return (
    <li className={`${styles.file} ${failed ? styles.failed : ''}`}>
      <span className={styles.thumb} aria-hidden="true">
        {failed ? '!' : '↑'}
      </span>
      <span className={styles.fileText}>
        <span>{row.file.name}</span>
        <small role={failed ? 'alert' : undefined}>
          {failed
            ? t('upload.failedBecause', { reason: row.error ? sentence(row.error) : '' })
            : `${format.size(row.file.size)} · ${row.state === 'retrying' ? t('upload.retrying') : t('upload.progress', { percent: row.percent })}`}
        </small>
        {failed ? null : <progress value={row.percent} max={100} aria-label={row.file.name} />}
      </span>
      {failed && row.error?.passing ? (
        <button type="button" className="text-button" onClick={onRetry}>
          {t('upload.retry')}
        </button>
      ) : null}
      <button type="button" className="text-button" onClick={onCancel}>
        {failed ? t('upload.remove') : t('upload.cancel')}
      </button>
    </li>
  );
}
