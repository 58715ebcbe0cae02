import { useTranslation } from 'react-i18next';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { ItemDetail } from '../../../schema/contracts/catalogue.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Facts } from '../../ui/page/Facts.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ItemPage.module.css';

export function GuideChannels({ guide, offices }: { guide: ItemGuide; offices: ItemDetail['offices'] }) {
  const { t } = useTranslation('catalogue');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <Facts
      facts={[
        {
          label: t('guide.offices'),
          value: (
            <ul className={styles.plain}>
              {offices.map((office) => (
                <li key={office.organisationId}>
                  {pick(office.name)} <small className={styles.code}>{office.implementationCode}</small>
                </li>
              ))}
            </ul>
          ),
        },
        { label: t('guide.onlineDepth'), value: pick(guide.onlineDepth) },
        {
          label: t('guide.visits'),
          value: [t('guide.visitsValue', { count: guide.visits }), guide.visitsReason ? pick(guide.visitsReason) : ''].join(' '),
        },
        { label: t('guide.scope'), value: pick(guide.scope) },
        { label: t('guide.appointment'), value: guide.appointment ? t('guide.appointmentYes') : t('guide.appointmentNo') },
        { label: t('guide.delivery'), value: format.list(guide.delivery.map((one) => t(`guide.deliveryBy.${one}`))) },
        { label: t('guide.consultation'), value: pick(guide.consultation) },
        { label: t('guide.complaint'), value: pick(guide.complaint) },
      ]}
    />
  );
}
