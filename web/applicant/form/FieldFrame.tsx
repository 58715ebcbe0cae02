import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../schema/forms/form.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Field.module.css';

interface Props {
  field: Field;
  /** The id of the input; hint and error have `-hint` and `-error` after it. */
  id: string;
  error: string | undefined;
  /** A hint that goes with the type, when the form gives none. */
  ownHint?: string;
  /** Several inputs under one legend. */
  group?: boolean;
  /** A mark of the reviewing body. */
  mark?: string;
  children: ReactNode;
}

/** Ids for aria-describedby: what says more about the input. */
export const describedBy = (id: string, has: { hint: boolean; error: boolean; mark: boolean }): string | undefined => {
  const ids = [has.hint ? `${id}-hint` : null, has.mark ? `${id}-mark` : null, has.error ? `${id}-error` : null].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
};

/** Label, hint, mark and error around an input. Required is the rule and not marked; what is optional says so. */
export function FieldFrame({ field, id, error, ownHint, group = false, mark, children }: Props) {
  const { t } = useTranslation(['common', 'applicant']);
  const { pick } = useLanguage();
  const hint = field.hint ? pick(field.hint) : ownHint;
  const label = (
    <>
      {pick(field.label)}
      {field.required ? null : <span className={styles.optional}>{t('optional')}</span>}
    </>
  );
  const notes = (
    <>
      {hint ? (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {mark ? (
        <p className={styles.mark} id={`${id}-mark`}>
          {t('applicant:correction.asked', { message: mark })}
        </p>
      ) : null}
      {error ? (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </>
  );
  const className = `${styles.field} ${error ? styles.wrong : mark ? styles.marked : ''}`;
  if (group) {
    return (
      <fieldset
        className={className}
        id={id}
        tabIndex={-1}
        aria-describedby={describedBy(id, { hint: !!hint, error: !!error, mark: !!mark })}
      >
        <legend>{label}</legend>
        {notes}
        {children}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      {notes}
      {children}
    </div>
  );
}
