import { useTranslation } from 'react-i18next';
import { FieldFrame, describedBy } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import styles from './Field.module.css';

type TextField = FieldOf<'text' | 'multiline' | 'citizenId' | 'creditCode' | 'phone' | 'email' | 'date'>;

const kinds = {
  text: { type: 'text' },
  multiline: { type: 'text' },
  citizenId: { type: 'text', autoComplete: 'off', width: 20, upper: true },
  creditCode: { type: 'text', autoComplete: 'off', width: 22, upper: true },
  phone: { type: 'tel', autoComplete: 'tel', width: 20 },
  email: { type: 'email', autoComplete: 'email', width: 30 },
  date: { type: 'date', width: 14 },
} as const satisfies Record<TextField['type'], { type: string; autoComplete?: string; width?: number; upper?: boolean }>;

/** One line or several lines of text, and the kinds of text with a form of their own. */
export function TextInput({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<TextField>) {
  const { t } = useTranslation('applicant');
  const id = inputId(path);
  const error = errorAt(path);
  const mark = markAt?.(path);
  const text = typeof value === 'string' ? value : '';
  const kind: { type: string; autoComplete?: string; width?: number; upper?: boolean } = kinds[field.type];
  const ownHints: Partial<Record<TextField['type'], string>> = {
    citizenId: t('field.citizenIdHint'),
    creditCode: t('field.creditCodeHint'),
    phone: t('field.phoneHint'),
  };
  const ownHint = ownHints[field.type];
  const input = {
    id,
    value: text,
    'aria-required': field.required || undefined,
    'aria-invalid': error !== undefined || undefined,
    'aria-describedby': describedBy(id, { hint: !!(field.hint ?? ownHint), error: !!error, mark: !!mark }),
    onBlur: onLeave,
  };
  const take = (typed: string): void => {
    const tidy = kind.upper ? typed.toUpperCase() : typed;
    onChange(tidy === '' ? undefined : tidy);
  };
  const long = field.type === 'multiline';
  return (
    <FieldFrame field={field} id={id} error={error} ownHint={ownHint} mark={mark}>
      {long ? (
        <>
          <textarea {...input} rows={5} onChange={(event) => take(event.target.value)} />
          <p className={styles.count}>{t('field.characters', { count: text.length, max: field.maxLength })}</p>
        </>
      ) : (
        <input
          {...input}
          type={kind.type}
          autoComplete={kind.autoComplete}
          spellCheck={false}
          style={kind.width ? { maxWidth: `${kind.width}em` } : undefined}
          min={field.type === 'date' ? field.min : undefined}
          max={field.type === 'date' ? field.max : undefined}
          onChange={(event) => take(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}
