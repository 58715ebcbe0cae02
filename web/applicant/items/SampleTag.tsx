import { useTranslation } from 'react-i18next';
import styles from './ItemList.module.css';

/** 示例: data that no source was read for. */
export function SampleTag({ hint }: { hint?: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.sample} title={hint ?? t('site.sampleHint')}>
      {t('site.sample')}
    </span>
  );
}
