import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { FieldFrame, describedBy } from './FieldFrame.tsx';
import { inputId, type FieldOf, type InputProps } from './field-props.ts';
import styles from './Field.module.css';

/** More options than this are a drop-down rather than buttons. */
const fewOptions = 7;

/** One or several of the options. */
export function ChoiceInput(props: InputProps<FieldOf<'choice'>>) {
  const { field } = props;
  return field.multiple || field.options.length <= fewOptions ? <OptionButtons {...props} /> : <OptionList {...props} />;
}

function OptionButtons({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'choice'>>) {
  const { pick } = useLanguage();
  const id = inputId(path);
  const chosen: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const toggle = (option: string, on: boolean): void => {
    if (!field.multiple) return onChange(option);
    const next = field.options.map((one) => one.value).filter((one) => (one === option ? on : chosen.includes(one)));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <FieldFrame field={field} id={id} error={errorAt(path)} mark={markAt?.(path)} group>
      <div className={styles.options}>
        {field.options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type={field.multiple ? 'checkbox' : 'radio'}
              name={id}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
              onBlur={onLeave}
            />
            <span>{pick(option.label)}</span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}

function OptionList({ field, path, value, onChange, onLeave, errorAt, markAt }: InputProps<FieldOf<'choice'>>) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const id = inputId(path);
  const error = errorAt(path);
  const mark = markAt?.(path);
  return (
    <FieldFrame field={field} id={id} error={error} mark={mark}>
      <select
        id={id}
        value={typeof value === 'string' ? value : ''}
        aria-required={field.required || undefined}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, { hint: !!field.hint, error: !!error, mark: !!mark })}
        onBlur={onLeave}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">{t('field.choose')}</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {pick(option.label)}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
