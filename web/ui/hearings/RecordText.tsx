import { useTranslation } from 'react-i18next';
import type { HearingView } from '../../../schema/contracts/hearings.ts';
import { Facts } from '../page/Facts.tsx';
import { useFormat } from '../use-format.ts';
import styles from './RecordText.module.css';

/** 听证笔录 as it is read before it is signed: who was there, and who said what. */
export function RecordText({ record }: { record: NonNullable<HearingView['record']> }) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  return (
    <div className={styles.record}>
      <Facts
        dense
        facts={[
          { label: t('facts.recorder'), value: record.recorder },
          { label: t('facts.recordedAt'), value: format.dateTime(record.at) },
          { label: t('facts.participants'), value: format.list(record.participants.map(({ name, role }) => `${name}（${role}）`)) },
        ]}
      />
      <dl aria-label={t('facts.statements')}>
        {record.statements.map(({ speaker, words }, n) => (
          <div key={n}>
            <dt>{speaker}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
