import { Input, InputNumber, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { basisNames, procedureBases } from '../../../schema/rules/procedures.ts';
import type { ProcedureBasis } from '../../../schema/rules/procedures.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActModal } from '../ActModal.tsx';
import type { LimitsDialog } from './limits-dialog.ts';
import { staleAfterChange } from './stale-after-change.ts';
import { ReasonField } from '../ReasonField.tsx';

/** Begins a special procedure: for what, by which article, how long, and whether the limit stands still. */
export function ProcedureDialog({ caseNumber, onCancel, onDone }: LimitsDialog) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const [basisId, lawId, daysId] = [useId(), useId(), useId()];
  const [basis, setBasis] = useState<ProcedureBasis>('expertReview');
  const [law, setLaw] = useState('');
  const [days, setDays] = useState<number>(15);
  const [mode, setMode] = useState<'suspend' | 'included'>('suspend');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const start = useCommand(routes.procedures.start, {
    invalidates: staleAfterChange,
    onSuccess: () => onDone(t('limits.started')),
  });
  const send = (): void => {
    setTried(true);
    if (law.trim() === '' || reason.trim() === '') return;
    start.mutate({ params: { caseNumber }, body: { basis, law, days, mode, reason } });
  };
  const lacksLaw = tried && law.trim() === '';
  return (
    <ActModal
      form="limits-form"
      title={t('limits.startProcedure')}
      lead={t('limits.startLead')}
      error={start.error}
      busy={start.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <label htmlFor={basisId}>{t('limits.basis')}</label>
      <Select
        id={basisId}
        aria-label={t('limits.basis')}
        className="full-width"
        value={basis}
        options={procedureBases.map((value) => ({ value, label: pick(basisNames[value]) }))}
        onChange={setBasis}
      />
      <label htmlFor={lawId}>{t('limits.law')}</label>
      <Input
        id={lawId}
        value={law}
        maxLength={300}
        aria-required
        aria-invalid={lacksLaw}
        status={lacksLaw ? 'error' : undefined}
        placeholder={t('limits.lawExample')}
        onChange={(event) => setLaw(event.target.value)}
      />
      {lacksLaw && <p className="reason-missing">{t('limits.missing')}</p>}
      <label htmlFor={daysId}>{t('limits.days')}</label>
      <InputNumber id={daysId} min={1} max={365} precision={0} value={days} onChange={(value) => setDays(value ?? 1)} />
      <Radio.Group
        aria-label={t('limits.mode')}
        value={mode}
        onChange={(event) => setMode(event.target.value as 'suspend')}
        options={(['suspend', 'included'] as const).map((value) => ({ value, label: t(`limits.modes.${value}`) }))}
      />
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
