import { useTranslation } from 'react-i18next';
import styles from './ProcessMap.module.css';

const kinds = ['visited', 'current', 'ahead', 'never'] as const;

export function MapLegend() {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      {kinds.map((kind) => (
        <li key={kind} className={styles[kind]}>
          {t(`map.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
