import { useTranslation } from 'react-i18next';
import type { Field } from '../../../schema/forms/form.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';
import { answerText } from './answer-text.ts';
import styles from './AnswersView.module.css';

type TableField = Extract<Field, { type: 'table' }>;

/** The rows of a table answer; on narrow screens each row becomes a small list. */
export function AnswersTable({ field, rows }: { field: TableField; rows: readonly unknown[] }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const format = useFormat();
  const words = { pick, yes: t('yes'), no: t('no'), number: format.number, list: format.list };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {field.columns.map((column) => (
            <th key={column.name} scope="col">
              {pick(column.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`row${index + 1}`}>
            {field.columns.map((column) => (
              <td key={column.name} data-label={pick(column.label)}>
                {answerText(column, (row as Record<string, unknown> | null)?.[column.name], words) ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
