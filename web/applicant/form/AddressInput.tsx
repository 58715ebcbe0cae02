import { useTranslation } from 'react-i18next';
import { addressParts } from '../../ui/answers/answer-text.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import styles from './Field.module.css';

const complete = { province: 'address-level1', city: 'address-level2', district: 'address-level3', detail: 'street-address' } as const;

/** An address in its parts. Emptied wholly, the answer is gone. */
export function AddressInput({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'address'>>) {
  const { t } = useTranslation('applicant');
  const id = inputId(path);
  const error = errorAt(path);
  const address = (typeof value === 'object' && value !== null ? value : {}) as Record<string, string | undefined>;
  const take = (part: string, typed: string): void => {
    const next = { ...address, [part]: typed };
    onChange(Object.values(next).every((one) => (one ?? '') === '') ? undefined : next);
  };
  return (
    <FieldFrame field={field} id={id} error={error} mark={markAt?.(path)} group>
      <div className={styles.address}>
        {addressParts.map((part) => (
          <div key={part} className={part === 'detail' ? styles.whole : undefined}>
            <label htmlFor={`${id}-${part}`}>{t(`field.${part}`)}</label>
            <input
              id={`${id}-${part}`}
              type="text"
              autoComplete={complete[part]}
              value={address[part] ?? ''}
              aria-invalid={(error !== undefined && part !== 'district' && (address[part] ?? '').trim() === '') || undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              onBlur={onLeave}
              onChange={(event) => take(part, event.target.value)}
            />
          </div>
        ))}
      </div>
    </FieldFrame>
  );
}
