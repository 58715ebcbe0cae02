import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useReason } from '../use-reason.ts';

interface Props {
  caseNumber: string;
  value: string | null;
  missing: boolean;
  onChange: (officerId: string) => void;
}

/** Who of the body may hold the hearing; who may not is listed with the reason. */
export function OfficerChoice({ caseNumber, value, missing, onChange }: Props) {
  const { t } = useTranslation('hearings');
  const reasonOf = useReason();
  const id = useId();
  const read = useRead(routes.hearings.officers, { params: { caseNumber } });
  const options = (read.data ?? []).map(({ id: officerId, name, reason }) => ({
    value: officerId,
    label: reason === null ? name : t('form.officerNo', { name, reason: reasonOf(reason) ?? reason }),
    disabled: reason !== null,
  }));
  return (
    <>
      <label htmlFor={id}>{t('form.officer')}</label>
      <Select
        id={id}
        aria-label={t('form.officer')}
        className="full-width"
        placeholder={t('form.officerHint')}
        loading={read.isPending}
        value={value}
        options={options}
        {...(missing ? { status: 'error' as const } : {})}
        onChange={onChange}
      />
      {missing ? <p className="field-problem">{t('form.missing')}</p> : null}
    </>
  );
}
