import { useTranslation } from 'react-i18next';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { Limit, Text } from '../../../schema/contracts/values.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Facts } from '../../ui/page/Facts.tsx';

export function GuideLimits({ guide }: { guide: ItemGuide }) {
  const { t } = useTranslation(['catalogue', 'common']);
  const { pick } = useLanguage();
  const limit = ({ n, unit }: Limit, note: Text | null) => (
    <>
      <strong>{t(`common:days.${unit}`, { count: n })}</strong> · {t(`guide.limitStarts.${guide.limitStarts}`)}{' '}
      {note ? <p>{pick(note)}</p> : null}
    </>
  );
  return (
    <Facts
      facts={[
        { label: t('guide.promised'), value: limit(guide.promisedLimit, guide.promisedLimitNote) },
        { label: t('guide.statutory'), value: limit(guide.statutoryLimit, guide.statutoryLimitNote) },
        {
          label: t('guide.special'),
          value:
            guide.specialProcedures.length === 0 ? null : (
              <ul>
                {guide.specialProcedures.map((one) => (
                  <li key={one.zh}>{pick(one)}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
