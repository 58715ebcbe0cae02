import { useTranslation } from 'react-i18next';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Facts } from '../../ui/page/Facts.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { isPowerType } from './power-types.ts';

export function GuideBasics({ guide }: { guide: ItemGuide }) {
  const { t } = useTranslation(['catalogue', 'states']);
  const { pick } = useLanguage();
  const format = useFormat();
  const { effectiveFrom: from, effectiveTo: to, result } = guide;
  const resultText = [
    pick(result.name),
    t(`guide.resultType.${result.type}`),
    result.validYears === null ? null : t('guide.validYears', { count: result.validYears }),
  ];
  return (
    <Facts
      facts={[
        { label: t('guide.powerType'), value: isPowerType(guide.powerType) ? t(`guide.powerTypes.${guide.powerType}`) : guide.powerType },
        { label: t('guide.audience'), value: format.list(guide.audience.map((one) => t(`audience.${one}`))) },
        { label: t('guide.handling'), value: t(`handling.${guide.handling}`) },
        { label: t('guide.receivingLevel'), value: t(`states:level.${guide.receivingLevel}`) },
        { label: t('guide.decidingLevel'), value: t(`states:level.${guide.decidingLevel}`) },
        { label: t('guide.result'), value: resultText.filter(Boolean).join(' · ') },
        { label: t('guide.quota'), value: guide.quota ? pick(guide.quota) : t('guide.noQuota') },
        { label: t('guide.fee'), value: guide.fee.charged ? t('guide.charged') : t('guide.free') },
        { label: t('guide.feeBasis'), value: guide.fee.basis ? pick(guide.fee.basis) : null },
        { label: t('guide.effective'), value: to === null ? t('guide.effectiveRange', { from }) : t('guide.effectiveUntil', { from, to }) },
      ]}
    />
  );
}
