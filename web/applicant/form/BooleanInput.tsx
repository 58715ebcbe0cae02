import { useTranslation } from 'react-i18next';
import { FieldFrame } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import styles from './Field.module.css';

/** Yes or no; neither is chosen for the applicant. */
export function BooleanInput({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'boolean'>>) {
  const { t } = useTranslation();
  const id = inputId(path);
  return (
    <FieldFrame field={field} id={id} error={errorAt(path)} mark={markAt?.(path)} group>
      <div className={`${styles.options} ${styles.inline}`}>
        {[true, false].map((option) => (
          <label key={String(option)} className={styles.option}>
            <input type="radio" name={id} checked={value === option} onChange={() => onChange(option)} onBlur={onLeave} />
            <span>{option ? t('yes') : t('no')}</span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
