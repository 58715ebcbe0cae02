import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../../../schema/forms/form.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import { SimpleInput } from './SimpleInput.tsx';
import styles from './Field.module.css';

/** Rows of fields, each row a small card, so that it works on a phone. */
export function TableInput({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'table'>>) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const [said, setSaid] = useState('');
  const id = inputId(path);
  const given = Array.isArray(value) ? (value as Answers[]) : [];
  const rows = given.length === 0 && field.minRows > 0 ? [{}] : given;
  const label = pick(field.label);

  const setCell = (index: number, name: string, cell: unknown): void => {
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: cell } : row)));
  };
  const removeRow = (index: number): void => {
    const next = rows.filter((_, at) => at !== index);
    onChange(next.length > 0 ? next : undefined);
    setSaid(t('field.rowRemoved', { row: index + 1 }));
    document.getElementById(`${id}-add`)?.focus();
  };
  const addRow = (): void => {
    onChange([...rows, {}]);
    requestAnimationFrame(() => document.getElementById(`${id}-row-${rows.length}`)?.focus());
  };

  return (
    <FieldFrame
      field={field}
      id={id}
      error={errorAt(path)}
      mark={markAt?.(path)}
      ownHint={field.minRows > 1 ? t('field.rowsAtLeast', { min: field.minRows }) : undefined}
      group
    >
      {rows.length === 0 ? <p className={styles.hint}>{t('field.noRows')}</p> : null}
      {rows.map((row, index) => (
        <div
          key={`row${index + 1}`}
          id={`${id}-row-${index}`}
          className={styles.row}
          role="group"
          tabIndex={-1}
          aria-label={t('field.row', { label, row: index + 1 })}
        >
          <div className={styles.rowHead}>
            <strong aria-hidden="true">{index + 1}</strong>
            {rows.length > field.minRows || given.length > 1 ? (
              <button type="button" className="text-button" onClick={() => removeRow(index)}>
                {t('field.removeRow', { row: index + 1 })}
              </button>
            ) : null}
          </div>
          <div className={styles.cells}>
            {field.columns.map((column) => (
              <SimpleInput
                key={column.name}
                field={column}
                path={`${path}[${index}].${column.name}`}
                value={row?.[column.name]}
                onChange={(cell) => setCell(index, column.name, cell)}
                onLeave={onLeave}
                errorAt={errorAt}
                markAt={markAt}
              />
            ))}
          </div>
        </div>
      ))}
      {rows.length < field.maxRows ? (
        <button type="button" id={`${id}-add`} className="button quiet" onClick={addRow}>
          {t('field.addRow')}
        </button>
      ) : null}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </FieldFrame>
  );
}
