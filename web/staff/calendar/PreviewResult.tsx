import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalendarPreview } from '../../../schema/contracts/calendar.ts';
import { useFormat } from '../../ui/use-format.ts';

/** What is wrong in an uploaded calendar, or what it changes and which cases it moves. */
export function PreviewResult({ preview }: { preview: CalendarPreview }) {
  const { t, i18n } = useTranslation('staff');
  const format = useFormat();
  const { findings, days, cases } = preview;
  if (findings.length > 0) {
    return (
      <Alert
        type="error"
        role="alert"
        showIcon
        title={t('calendar.refused')}
        description={
          <ul>
            {findings.map(({ line, code, value }) => (
              <li key={`${line} ${code} ${value}`}>
                {line > 0 ? t('calendar.line', { line }) : ''}
                {i18n.exists(`calendar.finding.${code}`, { ns: 'staff' }) ? t(`calendar.finding.${code as 'empty'}`, { value }) : code}
              </li>
            ))}
          </ul>
        }
      />
    );
  }
  if (days.length === 0) return <Alert type="info" role="status" showIcon title={t('calendar.same')} />;
  const listed = (worked: boolean): string => format.list(days.filter((one) => one.worked === worked).map(({ day }) => day));
  return (
    <Alert
      type="info"
      role="status"
      showIcon
      title={t(cases.more ? 'calendar.movesMore' : 'calendar.moves', cases)}
      description={
        <dl className="calendar-days">
          <dt>{t('calendar.off')}</dt>
          <dd>{listed(false) || '—'}</dd>
          <dt>{t('calendar.worked')}</dt>
          <dd>{listed(true) || '—'}</dd>
          <dt>{t('calendar.through')}</dt>
          <dd>{preview.publishedThrough}</dd>
        </dl>
      }
    />
  );
}
