import { useTranslation } from 'react-i18next';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Facts } from '../page/Facts.tsx';
import { useFormat } from '../use-format.ts';

/** What a licence says, in its version in force. */
export function LicenceFacts({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const format = useFormat();
  const data = licence.versions[0]?.data;
  const day = (value: string): string => format.date(`${value}T12:00:00+08:00`);
  return (
    <Facts
      facts={[
        { label: t('facts.holder'), value: licence.holderName },
        { label: t('facts.code'), value: data?.holder.kind === 'legalPerson' ? data.holder.code : null },
        { label: t('facts.item'), value: pick(licence.itemName) },
        { label: t('facts.validFrom'), value: day(licence.validFrom) },
        { label: t('facts.validTo'), value: licence.validTo ? day(licence.validTo) : t('facts.noEnd') },
        { label: t('facts.version'), value: t('facts.versionNumber', { version: licence.version }) },
        { label: t('facts.number'), value: licence.number },
        { label: t('facts.identifier'), value: licence.identifier },
        ...(data?.details ?? []).map(({ label, value }) => ({ label: pick(label), value })),
      ]}
    />
  );
}
