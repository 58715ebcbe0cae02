import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Anomaly, ViolationView } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Which periods of the law the case has broken, each with its article. */
export function CaseViolations({ violations }: { violations: readonly ViolationView[] }) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  if (violations.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t('violation.title', { count: violations.length })}
      description={
        <ul>
          {violations.map(({ kind, at, law }) => (
            <li key={kind}>{t('violation.line', { what: t(`violation.${kind}`, { time: format.dateTime(at) }), law })}</li>
          ))}
        </ul>
      }
    />
  );
}

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
