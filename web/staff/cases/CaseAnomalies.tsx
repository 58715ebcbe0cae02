import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Anomaly } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../../ui/use-format.ts';

/** What was irregular in a case, with who did it and how they explain it. */
export function CaseAnomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  return anomalies.map(({ kind, at, by, reason, names }) => (
    <Alert
      key={at}
      type="warning"
      showIcon
      title={t(`anomaly.${kind}`)}
      description={
        <>
          <p>{t('anomaly.detail', { names: format.list(names.map(pick)), by: by ?? '—', time: format.dateTime(at) })}</p>
          <p>{t('anomaly.reason', { reason })}</p>
        </>
      }
    />
  ));
}
