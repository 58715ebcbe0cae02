import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ProcedureView } from '../../../schema/contracts/procedures.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActModal } from '../ActModal.tsx';
import type { LimitsDialog } from './limits-dialog.ts';
import { ReasonField } from '../ReasonField.tsx';
import { staleAfterChange } from './stale-after-change.ts';

/** Extends the limit, once, by as many days as the law lets the head give. */
export function ExtensionDialog({ caseNumber, extension, onCancel, onDone }: LimitsDialog & { extension: ProcedureView['extension'] }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const daysId = useId();
  const [days, setDays] = useState(extension.days);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const extend = useCommand(routes.procedures.extend, { invalidates: staleAfterChange, onSuccess: () => onDone(t('limits.extended')) });
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') extend.mutate({ params: { caseNumber }, body: { days, reason } });
  };
  return (
    <ActModal
      form="limits-form"
      title={t('limits.extend')}
      lead={t('limits.extendLead', { days: extension.days, article: pick(extension.article) })}
      error={extend.error}
      busy={extend.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <label htmlFor={daysId}>{t(`limits.extendDays.${extension.unit}`)}</label>
      <InputNumber id={daysId} min={1} max={extension.days} precision={0} value={days} onChange={(value) => setDays(value ?? 1)} />
      <ReasonField
        label={t('limits.reason')}
        problem={t('limits.missing')}
        value={reason}
        missing={tried && reason.trim() === ''}
        onChange={setReason}
      />
    </ActModal>
  );
}
