import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  value: string;
  /** It was sent without one. */
  missing: boolean;
  onChange: (value: string) => void;
}

/** The reason for a change of the limits: the applicant reads it. */
export function ReasonField({ value, missing, onChange }: Props) {
  const { t } = useTranslation('staff');
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t('limits.reason')}</label>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        aria-required
        aria-invalid={missing}
        status={missing ? 'error' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && <p className="limits-missing">{t('limits.missing')}</p>}
    </>
  );
}
