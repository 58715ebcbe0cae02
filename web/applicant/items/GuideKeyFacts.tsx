import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import styles from './ItemPage.module.css';

/** The four things people look for first, and the way to apply. */
export function GuideKeyFacts({ guide, action }: { guide: ItemGuide; action: ReactNode }) {
  const { t } = useTranslation(['catalogue', 'common']);
  const facts = [
    [t('guide.promised'), t(`common:days.${guide.promisedLimit.unit}`, { count: guide.promisedLimit.n })],
    [t('guide.statutory'), t(`common:days.${guide.statutoryLimit.unit}`, { count: guide.statutoryLimit.n })],
    [t('guide.visits'), t('guide.visitsValue', { count: guide.visits })],
    [t('guide.fee'), guide.fee.charged ? t('guide.charged') : t('guide.free')],
  ] as const;
  return (
    <div className={styles.key}>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {action}
    </div>
  );
}
