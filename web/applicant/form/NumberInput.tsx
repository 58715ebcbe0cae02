import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFrame, describedBy } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import { numberOfTyped, typedOfNumber } from './typed-number.ts';
import styles from './Field.module.css';

/** A number; money is typed in yuan and held in fen. The text stays as typed while it says the same number. */
export function NumberInput({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'number'>>) {
  const { t } = useTranslation('applicant');
  const id = inputId(path);
  const error = errorAt(path);
  const mark = markAt?.(path);
  const [typed, setTyped] = useState(() => typedOfNumber(value, field.unit));
  const text = Object.is(numberOfTyped(typed, field.unit), value) ? typed : typedOfNumber(value, field.unit);
  const unit = field.unit === 'fen' ? t('field.yuan') : field.unit;
  return (
    <FieldFrame field={field} id={id} error={error} mark={mark}>
      <span className={styles.withUnit}>
        <input
          id={id}
          type="text"
          inputMode={field.integer && field.unit !== 'fen' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={text}
          aria-required={field.required || undefined}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy(id, { hint: !!field.hint, error: !!error, mark: !!mark })}
          onBlur={onLeave}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(numberOfTyped(event.target.value, field.unit));
          }}
        />
        {unit ? <span>{unit}</span> : null}
      </span>
    </FieldFrame>
  );
}
