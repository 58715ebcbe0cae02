import { useTranslation } from 'react-i18next';
import styles from './Loading.module.css';

/** Something is being fetched; said to screen readers too. Appears after a moment, so that quick answers don't flicker. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.loading} role="status">
      <span className={styles.bar} aria-hidden="true" />
      <span>{label ?? t('loading')}</span>
    </div>
  );
}
