import { useTranslation } from 'react-i18next';
import styles from './Seal.module.css';

/** The site's mark: two characters cut like a seal. Decoration beside the name, so not read out. */
export function Seal() {
  const { t } = useTranslation();
  return (
    <span className={styles.seal} aria-hidden="true" lang="zh-CN">
      {t('site.seal')}
    </span>
  );
}
