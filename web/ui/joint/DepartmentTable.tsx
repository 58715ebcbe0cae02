import { useTranslation } from 'react-i18next';
import type { DepartmentPart } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../StatusTag.tsx';
import { useFormat } from '../use-format.ts';
import styles from './DepartmentTable.module.css';

const tones = { ahead: 'neutral', waiting: 'warn', working: 'brand', done: 'ok' } as const;

/** 并联办理: a line for each department; what it has said is there for staff only. */
export function DepartmentTable({ parts }: { parts: readonly DepartmentPart[] }) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  const format = useFormat();
  const says = parts.some(({ decision }) => decision !== null);
  return (
    <>
      <p className={styles.note}>{t('joint.lead')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('joint.department')}</th>
            <th scope="col">{t('joint.stateLabel')}</th>
            {says && <th scope="col">{t('joint.opinion')}</th>}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.element}>
              <td>
                <strong>{pick(part.department)}</strong>
                <small>{pick(part.organisationName)}</small>
              </td>
              <td>
                <Tag tone={tones[part.state]}>{t(`joint.state.${part.state}`)}</Tag>{' '}
                {part.isLate && <Tag tone="danger">{t('joint.late')}</Tag>}
                <small>
                  {part.doneAt !== null && t('joint.doneAt', { date: format.date(part.doneAt) })}
                  {part.doneAt === null && part.dueAt !== null && t('joint.dueAt', { date: format.date(part.dueAt) })}
                </small>
              </td>
              {says && (
                <td>
                  {part.decision && <strong>{pick(part.decision)}</strong>}
                  {part.opinion !== null && <span className={styles.words}>{part.opinion}</span>}
                  {part.by !== null && part.doneAt !== null && (
                    <small>{t('joint.by', { name: part.by, time: format.dateTime(part.doneAt) })}</small>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
