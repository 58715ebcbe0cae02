import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ItemSummary } from '../../../schema/contracts/catalogue.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { SampleTag } from './SampleTag.tsx';
import styles from './ItemList.module.css';

/** Items with what people compare: who decides, how long it takes, what it gives. */
export function ItemList({ items, heading: Heading = 'h3' }: { items: readonly ItemSummary[]; heading?: 'h2' | 'h3' }) {
  const { t } = useTranslation(['catalogue', 'states', 'common']);
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id}>
          <Heading className={styles.name}>
            <Link to={`/items/${item.id}`}>{pick(item.name)}</Link>
          </Heading>
          <p className={styles.tags}>
            <Tag tone="brand">{t(`states:level.${item.decidingLevel}`)}</Tag>
            <Tag>{t(`handling.${item.handling}`)}</Tag>
            {item.sample ? <SampleTag /> : null}
          </p>
          <p className={styles.facts}>
            <span>
              {t('guide.promised')} <b>{t(`common:days.${item.promisedLimit.unit}`, { count: item.promisedLimit.n })}</b>
            </span>
            <span>{format.list(item.audience.map((one) => t(`audience.${one}`)))}</span>
            <span>{pick(item.resultName)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
