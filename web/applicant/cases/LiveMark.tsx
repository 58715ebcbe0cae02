import { useTranslation } from 'react-i18next';
import type { LiveState } from '../../api/use-case-events.ts';
import styles from './LiveMark.module.css';

/** Whether the page is told of changes as they happen. */
export function LiveMark({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  return <span className={`${styles.mark} ${styles[state]}`}>{t(`live.${state}`)}</span>;
}
