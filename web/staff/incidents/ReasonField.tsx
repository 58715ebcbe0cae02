import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  value: string;
  /** Sending was tried without it. */
  missing: boolean;
  onChange: (reason: string) => void;
}

/** Why a repair is made: asked for with every one that changes a case by hand. */
export function ReasonField({ value, missing, onChange }: Props) {
  const { t } = useTranslation('staff');
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t('incidents.reason')}</label>
      <Input.TextArea
        id={id}
        maxLength={1000}
        aria-required
        aria-invalid={missing}
        status={missing ? 'error' : undefined}
        autoSize={{ minRows: 2 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
